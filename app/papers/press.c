/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/press.h"

#include "papers/pdf-number.h"
#include "papers/press-parts.h"

#include <math.h>

#define EMBOLDENING (1 / 24.0) /* of an em: the line around a bold glyph */
#define SLACK 3                /* thousandths of an em by which a glyph may stand beside its place */

static void
page_free (YnPressPage *page)
{
  g_string_free (page->content, TRUE);
  g_array_unref (page->marks);
  g_free (page);
}

static void
element_free (YnPressElement *element)
{
  g_array_unref (element->kids);
  g_free (element);
}

static void
add_page (YnPress *press)
{
  YnPressPage *page = g_new0 (YnPressPage, 1);

  page->content = g_string_sized_new (16384);
  page->marks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (press->pages, page);
  g_clear_pointer (&press->state, g_free);
}

YnPress *
yn_press_new (YnTypeface *typeface, double width, double height)
{
  YnPress *press = g_new0 (YnPress, 1);

  press->width = width;
  press->height = height;
  yn_press_font_init (&press->font, yn_typeface_outlines (typeface));
  press->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) page_free);
  press->elements = g_ptr_array_new_with_free_func ((GDestroyNotify) element_free);
  press->open = g_array_new (FALSE, FALSE, sizeof (guint));
  press->drawings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  press->marked = YN_PRESS_UNMARKED;
  add_page (press);
  return press;
}

void
yn_press_free (YnPress *press)
{
  yn_press_font_clear (&press->font);
  g_ptr_array_unref (press->pages);
  g_ptr_array_unref (press->elements);
  g_array_unref (press->open);
  g_ptr_array_unref (press->drawings);
  g_free (press->state);
  g_free (press);
}

static YnPressPage *
last_page (YnPress *press)
{
  return g_ptr_array_index (press->pages, press->pages->len - 1);
}

static GString *
content (YnPress *press)
{
  return last_page (press)->content;
}

/* --- marked content
 * ---------------------------------------------------------------------------------------------------- */

void
yn_press_leave (YnPress *press)
{
  if (press->marked != YN_PRESS_UNMARKED)
    g_string_append (content (press), "EMC\n");
  press->marked = YN_PRESS_UNMARKED;
}

static YnPressElement *
innermost (YnPress *press)
{
  return press->open->len == 0
             ? NULL
             : g_ptr_array_index (press->elements, g_array_index (press->open, guint, press->open->len - 1));
}

/* Those hold other elements, and no content. */
static gboolean
is_grouping (const YnPressElement *element)
{
  static const char *const tags[] = { "Document", "Table", "TR", "L", "LI", NULL };

  return g_strv_contains (tags, element->tag);
}

static void
enter (YnPress *press)
{
  YnPressElement *element = innermost (press);
  int wanted = element == NULL || is_grouping (element)
                   ? YN_PRESS_ARTIFACT
                   : (int) g_array_index (press->open, guint, press->open->len - 1);
  YnPressPage *page = last_page (press);
  YnPressKid kid = { FALSE, page->marks->len };

  if (press->marked == wanted)
    return;
  yn_press_leave (press);
  press->marked = wanted;
  if (wanted == YN_PRESS_ARTIFACT)
    {
      g_string_append (page->content, "/Artifact BMC\n");
      return;
    }
  g_string_append_printf (page->content, "/%s <</MCID %u>> BDC\n", element->tag, kid.index);
  element->page = (int) press->pages->len - 1;
  g_array_append_val (element->kids, kid);
  g_array_append_val (page->marks, wanted);
}

void
yn_press_begin (YnPress *press, const char *tag)
{
  YnPressElement *element = g_new0 (YnPressElement, 1);
  YnPressElement *parent = innermost (press);
  YnPressKid kid = { TRUE, press->elements->len };

  yn_press_leave (press);
  element->tag = tag;
  element->parent = parent == NULL ? -1 : (int) g_array_index (press->open, guint, press->open->len - 1);
  element->page = -1;
  element->kids = g_array_new (FALSE, FALSE, sizeof (YnPressKid));
  g_ptr_array_add (press->elements, element);
  if (parent != NULL)
    g_array_append_val (parent->kids, kid);
  g_array_append_val (press->open, kid.index);
}

void
yn_press_end (YnPress *press)
{
  yn_press_leave (press);
  g_array_set_size (press->open, press->open->len - 1);
}

void
yn_press_turn (YnPress *press)
{
  yn_press_leave (press);
  add_page (press);
}

/* --- text
 * -------------------------------------------------------------------------------------------------------------- */

static void
append_ink (GString *out, const YnInk *ink, const char *operator)
{
  yn_pdf_append_number (out, ink->red);
  yn_pdf_append_number (out, ink->green);
  yn_pdf_append_number (out, ink->blue);
  g_string_append (out, operator);
}

/* Colours and weight; nothing where they are as they were. */
static void
set_state (YnPress *press, const YnInk *ink, gboolean bold, double size)
{
  GString *state = g_string_new (NULL);

  append_ink (state, ink, "rg\n");
  if (bold)
    {
      append_ink (state, ink, "RG ");
      yn_pdf_append_number (state, size * EMBOLDENING);
      g_string_append (state, "w 1 j 2 Tr\n");
    }
  else
    g_string_append (state, "0 Tr\n");
  if (g_strcmp0 (state->str, press->state) != 0)
    {
      g_string_append_len (content (press), state->str, (gssize) state->len);
      g_free (press->state);
      press->state = g_string_free (state, FALSE);
    }
  else
    g_string_free (state, TRUE);
}

static void
append_hex (GString *out, guint number)
{
  static const char digits[] = "0123456789ABCDEF";
  const char text[] = { digits[number >> 12 & 15], digits[number >> 8 & 15], digits[number >> 4 & 15],
                        digits[number & 15] };

  g_string_append_len (out, text, sizeof text);
}

/* Each glyph where it was set: a number between two moves the next one where the font's own width would not take it
 * there. */
static void
append_glyphs (YnPress *press, const YnText *text, const YnRun *run)
{
  GString *out = content (press);
  double start = text->glyphs[run->first].x, pen = 0; /* in thousandths of an em */

  g_string_append (out, "[<");
  for (guint i = run->first; i < run->first + run->n; i++)
    {
      const YnGlyph *glyph = &text->glyphs[i];
      double wanted = (glyph->x - start) * 1000 / run->size;

      if (fabs (wanted - pen) >= SLACK)
        {
          int back = (int) lround (pen - wanted);

          g_string_append_printf (out, ">%d<", back);
          pen -= back;
        }
      append_hex (out, yn_press_font_number (&press->font, glyph->id, text->text + glyph->at, glyph->length));
      pen += yn_truetype_advance (press->font.outlines, glyph->id);
    }
  g_string_append (out, ">]TJ");
}

void
yn_press_line (YnPress *press, const YnText *text, guint line, double x, double y, const YnInk *ink)
{
  const YnLine *place = &text->lines[line];
  GString *out;

  enter (press);
  out = content (press);
  for (guint i = place->first; i < place->first + place->n; i++)
    {
      const YnRun *run = &text->runs[i];
      YnInk grey = { run->grey, run->grey, run->grey };

      set_state (press, ink != NULL ? ink : &grey, text->bold, run->size);
      g_string_append (out, "BT /F ");
      yn_pdf_append_number (out, run->size);
      g_string_append (out, "Tf ");
      yn_pdf_append_number (out, x + place->x + text->glyphs[run->first].x);
      yn_pdf_append_number (out, press->height - y);
      g_string_append (out, "Td ");
      append_glyphs (press, text, run);
      g_string_append (out, " ET\n");
    }
}

/* --- shapes
 * ------------------------------------------------------------------------------------------------------------ */

void
yn_press_box (YnPress *press, double x, double y, double width, double height, const YnPaint *paint)
{
  GString *out;

  enter (press);
  out = content (press);
  g_string_append (out, "q ");
  if (paint->sheer)
    g_string_append (out, "/Sheer gs ");
  if (paint->fill != NULL)
    append_ink (out, paint->fill, "rg ");
  if (paint->stroke != NULL)
    {
      append_ink (out, paint->stroke, "RG ");
      yn_pdf_append_number (out, paint->line);
      g_string_append (out, "w ");
    }
  yn_pdf_append_number (out, x);
  yn_pdf_append_number (out, press->height - y - height);
  yn_pdf_append_number (out, width);
  yn_pdf_append_number (out, height);
  g_string_append_printf (out, "re %s Q\n", paint->fill == NULL ? "S" : paint->stroke == NULL ? "f" : "B");
}

void
yn_press_rule (YnPress *press, double x, double y, double width, const YnInk *ink, double line)
{
  GString *out;

  enter (press);
  out = content (press);
  g_string_append (out, "q ");
  append_ink (out, ink, "RG ");
  yn_pdf_append_number (out, line);
  g_string_append (out, "w ");
  yn_pdf_append_number (out, x);
  yn_pdf_append_number (out, press->height - y);
  g_string_append (out, "m ");
  yn_pdf_append_number (out, x + width);
  yn_pdf_append_number (out, press->height - y);
  g_string_append (out, "l S Q\n");
}

void
yn_press_repeat (YnPress *press, GBytes *drawing)
{
  guint index = 0;

  if (!g_ptr_array_find (press->drawings, drawing, &index))
    {
      index = press->drawings->len;
      g_ptr_array_add (press->drawings, g_bytes_ref (drawing));
    }
  enter (press);
  g_string_append_printf (content (press), "/D%u Do\n", index);
}
