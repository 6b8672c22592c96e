/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/typeface-text.h"

#include <string.h>

#define NOTE_SIZE 7.5
#define NOTE_GREY 0.5

YnText *
yn_text_ref (YnText *text)
{
  text->references++;
  return text;
}

void
yn_text_unref (YnText *text)
{
  if (--text->references > 0)
    return;
  g_free (text->text);
  g_free (text->lines);
  g_free (text->runs);
  g_free (text->glyphs);
  g_free (text);
}

/* --- Pango's side ----------------------------------------------------------------------------------------------------
 */

static double
points (int units)
{
  return (double) units / PANGO_SCALE;
}

static PangoLayout *
lay_out (PangoContext *context, const PangoFontDescription *description, const YnSetting *setting, const char *text,
         gsize note_at)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoLayout *layout = pango_layout_new (context);

  pango_attr_list_insert (attributes, pango_attr_fallback_new (FALSE));
  if (setting->note != NULL)
    {
      PangoAttribute *size = pango_attr_size_new_absolute ((int) (NOTE_SIZE * PANGO_SCALE));

      size->start_index = (guint) note_at;
      pango_attr_list_insert (attributes, size);
    }
  pango_layout_set_font_description (layout, description);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  if (setting->width > 0)
    pango_layout_set_width (layout, (int) (setting->width * PANGO_SCALE));
  if (setting->indent > 0)
    pango_layout_set_indent (layout, (int) (setting->indent * PANGO_SCALE));
  return layout;
}

/* --- ours ------------------------------------------------------------------------------------------------------------
 */

typedef struct
{
  const YnStyle *style;
  const YnSetting *setting;
  gsize note_at; /* behind the text's end: there is none */
  GArray *lines;
  GArray *runs;
  GArray *glyphs;
} Setting;

/* Where the text of the cluster that glyph @i belongs to ends, from the item's start. */
static int
cluster_end (const PangoGlyphItem *run, int i)
{
  const PangoGlyphString *glyphs = run->glyphs;
  int step = run->item->analysis.level % 2 == 0 ? 1 : -1;

  for (int j = i + step; j >= 0 && j < glyphs->num_glyphs; j += step)
    if (glyphs->log_clusters[j] != glyphs->log_clusters[i])
      return glyphs->log_clusters[j];
  return run->item->length;
}

static double
add_run (Setting *setting, const PangoGlyphItem *item, double x)
{
  const PangoGlyphString *glyphs = item->glyphs;
  gboolean is_note = (gsize) item->item->offset >= setting->note_at;
  YnRun run = { .size = is_note ? NOTE_SIZE : setting->style->size, .grey = is_note ? NOTE_GREY : setting->style->grey,
                .first = setting->glyphs->len };

  for (int i = 0; i < glyphs->num_glyphs; i++)
    {
      const PangoGlyphInfo *info = &glyphs->glyphs[i];
      gboolean begins = i == 0 || glyphs->log_clusters[i] != glyphs->log_clusters[i - 1];
      YnGlyph glyph = { .x = x + points (info->geometry.x_offset),
                        .at = (guint32) (item->item->offset + glyphs->log_clusters[i]) };

      x += points (info->geometry.width);
      if (info->glyph == PANGO_GLYPH_EMPTY)
        continue;
      glyph.id = (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 ? 0 : (guint16) info->glyph;
      glyph.length = begins ? (guint16) (cluster_end (item, i) - glyphs->log_clusters[i]) : 0;
      g_array_append_val (setting->glyphs, glyph);
    }
  run.n = setting->glyphs->len - run.first;
  if (run.n > 0)
    g_array_append_val (setting->runs, run);
  return x;
}

static double
start_of (const YnSetting *setting, const PangoLayoutLine *line, double width)
{
  switch (setting->align)
    {
    case YN_ALIGN_CENTRE:
      return (setting->width - width) / 2;
    case YN_ALIGN_RIGHT:
      return setting->width - width;
    case YN_ALIGN_LEFT:
    default:
      return line->is_paragraph_start ? setting->indent : 0;
    }
}

static void
add_line (Setting *setting, PangoLayoutLine *line)
{
  YnLine ours = { .first = setting->runs->len };
  PangoRectangle logical;
  double x = 0;

  pango_layout_line_get_extents (line, NULL, &logical);
  ours.width = points (logical.width);
  ours.x = start_of (setting->setting, line, ours.width);
  for (GSList *l = line->runs; l != NULL; l = l->next)
    x = add_run (setting, l->data, x);
  ours.n = setting->runs->len - ours.first;
  g_array_append_val (setting->lines, ours);
}

YnText *
yn_text_set (PangoContext *context, const PangoFontDescription *description, const YnStyle *style,
             const YnSetting *setting, const char *text)
{
  g_autofree char *whole = setting->note != NULL ? g_strdup_printf ("%s %s", text, setting->note) : g_strdup (text);
  gsize note_at = setting->note != NULL ? strlen (text) + 1 : G_MAXSIZE;
  g_autoptr (PangoLayout) layout = lay_out (context, description, setting, whole, note_at);
  Setting made = { style,
                   setting,
                   note_at,
                   g_array_new (FALSE, FALSE, sizeof (YnLine)),
                   g_array_new (FALSE, FALSE, sizeof (YnRun)),
                   g_array_new (FALSE, FALSE, sizeof (YnGlyph)) };
  YnText *set = g_new0 (YnText, 1);

  for (GSList *l = pango_layout_get_lines_readonly (layout); l != NULL; l = l->next)
    add_line (&made, l->data);
  set->references = 1;
  set->text = g_steal_pointer (&whole);
  set->bold = style->bold;
  set->n_lines = made.lines->len;
  set->lines = (YnLine *) (gpointer) g_array_free (made.lines, FALSE);
  set->runs = (YnRun *) (gpointer) g_array_free (made.runs, FALSE);
  set->glyphs = (YnGlyph *) (gpointer) g_array_free (made.glyphs, FALSE);
  return set;
}
