/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/pdf-number.h"
#include "papers/typeface-text.h"

typedef struct
{
  GString *out;
  double scale; /* from the font's units to points */
  double x;     /* of the glyph */
} Trace;

static void
point (const Trace *trace, double x, double y)
{
  yn_pdf_append_number (trace->out, trace->x + x * trace->scale);
  yn_pdf_append_number (trace->out, y * trace->scale);
}

static void
move_to (hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x, float y, void *user_data)
{
  Trace *trace = data;

  point (trace, x, y);
  g_string_append (trace->out, "m\n");
}

static void
line_to (hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x, float y, void *user_data)
{
  Trace *trace = data;

  point (trace, x, y);
  g_string_append (trace->out, "l\n");
}

static void
cubic_to (hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, float x1, float y1, float x2, float y2,
          float x, float y, void *user_data)
{
  Trace *trace = data;

  point (trace, x1, y1);
  point (trace, x2, y2);
  point (trace, x, y);
  g_string_append (trace->out, "c\n");
}

static void
close_path (hb_draw_funcs_t *functions, void *data, hb_draw_state_t *state, void *user_data)
{
  g_string_append (((Trace *) data)->out, "h\n");
}

/* PDF has no quadratic curves: without a function of its own HarfBuzz raises them to cubic ones. */
static hb_draw_funcs_t *
make_functions (void)
{
  hb_draw_funcs_t *functions = hb_draw_funcs_create ();

  hb_draw_funcs_set_move_to_func (functions, move_to, NULL, NULL);
  hb_draw_funcs_set_line_to_func (functions, line_to, NULL, NULL);
  hb_draw_funcs_set_cubic_to_func (functions, cubic_to, NULL, NULL);
  hb_draw_funcs_set_close_path_func (functions, close_path, NULL, NULL);
  return functions;
}

void
yn_text_trace (const YnText *text, hb_font_t *font, GString *out)
{
  hb_draw_funcs_t *functions = make_functions ();
  hb_font_t *plain = hb_font_create (hb_font_get_face (font)); /* in the font's own units */
  double em = hb_face_get_upem (hb_font_get_face (font));
  const YnLine *line = text->lines;

  for (guint r = line->first; r < line->first + line->n; r++)
    {
      const YnRun *run = &text->runs[r];

      for (guint i = run->first; i < run->first + run->n; i++)
        {
          Trace trace = { out, run->size / em, text->glyphs[i].x };

          hb_font_get_glyph_shape (plain, text->glyphs[i].id, functions, &trace);
        }
    }
  hb_font_destroy (plain);
  hb_draw_funcs_destroy (functions);
}
