/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/layout.h"

#include "base/error.h"
#include "papers/layout-strip.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <string.h>

#define MAX_PAGES 500
#define LABEL_WIDTH 132.0
#define CELL_PAD_X 7.0
#define PRACTICE_WORDS "演练·无效力"

/* Sizes of type and distances from line to line. */
typedef struct
{
  double size;
  double leading;
  gboolean bold;
  double grey; /* 0: black */
} Style;

static const Style title_style = { 19, 30, TRUE, 0 };
static const Style heading_style = { 12.5, 20, TRUE, 0 };
static const Style subheading_style = { 10.5, 18, TRUE, 0.15 };
static const Style body_style = { 10.5, 18, FALSE, 0 };
static const Style table_style = { 9.5, 15.5, FALSE, 0 };
static const Style code_style = { 8.5, 15.5, FALSE, 0 }; /* a SHA-256 on one line */
static const Style label_style = { 9.5, 15.5, FALSE, 0.25 };
static const Style quiet_style = { 8.5, 13.5, FALSE, 0.38 };

struct _YnLayout
{
  char *title;
  char *subject;
  char *footer;
  gboolean practice;

  PangoFontMap *fonts;
  PangoContext *context;
  PangoFont *font;   /* any size: which characters it has */
  GPtrArray *strips; /* of YnStrip */
  guint last_group;
};

/* The font */

static gboolean
font_is_installed (void)
{
  FcPattern *pattern = FcNameParse ((const FcChar8 *) YN_LAYOUT_FONT);
  FcResult result;
  FcPattern *match;
  FcChar8 *family;
  gboolean found = FALSE;

  FcConfigSubstitute (NULL, pattern, FcMatchPattern);
  FcDefaultSubstitute (pattern);
  match = FcFontMatch (NULL, pattern, &result);
  for (int i = 0; match != NULL && FcPatternGetString (match, FC_FAMILY, i, &family) == FcResultMatch; i++)
    found = found || g_str_equal ((const char *) family, YN_LAYOUT_FONT);
  if (match != NULL)
    FcPatternDestroy (match);
  FcPatternDestroy (pattern);
  return found;
}

static PangoFontDescription *
describe (const Style *style)
{
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family_static (description, YN_LAYOUT_FONT);
  pango_font_description_set_absolute_size (description, style->size * PANGO_SCALE);
  pango_font_description_set_weight (description, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  return description;
}

/* Nothing of the machine's settings may show: not its resolution, hinting, language or direction. */
static void
make_context (YnLayout *layout)
{
  g_autoptr (PangoFontDescription) description = describe (&body_style);
  cairo_font_options_t *options = cairo_font_options_create ();

  layout->fonts = pango_cairo_font_map_new ();
  layout->context = pango_font_map_create_context (layout->fonts);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (layout->context, options);
  pango_cairo_context_set_resolution (layout->context, 72);
  pango_context_set_round_glyph_positions (layout->context, FALSE);
  pango_context_set_language (layout->context, pango_language_from_string ("zh-cn"));
  pango_context_set_base_dir (layout->context, PANGO_DIRECTION_LTR);
  layout->font = pango_font_map_load_font (layout->fonts, layout->context, description);
  cairo_font_options_destroy (options);
}

YnLayout *
yn_layout_new (const YnLayoutFrame *frame, GError **error)
{
  YnLayout *layout;

  if (!font_is_installed ())
    {
      g_set_error (error, YN_ERROR, YN_ERROR_NOT_FOUND, "the font %s is not installed", YN_LAYOUT_FONT);
      return NULL;
    }
  layout = g_new0 (YnLayout, 1);
  layout->practice = frame->practice;
  layout->strips = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_strip_free);
  make_context (layout);
  layout->title = yn_layout_legible (layout, frame->title);
  layout->subject = yn_layout_legible (layout, frame->subject);
  layout->footer = yn_layout_legible (layout, frame->footer);
  return layout;
}

void
yn_layout_free (YnLayout *layout)
{
  if (layout == NULL)
    return;
  g_ptr_array_unref (layout->strips);
  g_clear_object (&layout->font);
  g_clear_object (&layout->context);
  g_clear_object (&layout->fonts);
  g_free (layout->title);
  g_free (layout->subject);
  g_free (layout->footer);
  g_free (layout);
}

/* Text */

static gboolean
can_be_seen (YnLayout *layout, gunichar c)
{
  const guint64 unseen = 1u << G_UNICODE_CONTROL | 1u << G_UNICODE_FORMAT | 1u << G_UNICODE_UNASSIGNED |
                         1u << G_UNICODE_PRIVATE_USE | 1u << G_UNICODE_SURROGATE | 1u << G_UNICODE_NON_SPACING_MARK |
                         1u << G_UNICODE_ENCLOSING_MARK | 1u << G_UNICODE_LINE_SEPARATOR |
                         1u << G_UNICODE_PARAGRAPH_SEPARATOR;

  return (unseen >> g_unichar_type (c) & 1) == 0 && pango_font_has_char (layout->font, c);
}

char *
yn_layout_legible (YnLayout *layout, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n')
        g_string_append_c (out, '\n');
      else if (c == '\t')
        g_string_append_c (out, ' ');
      else if (c == '\r' && p[1] == '\n')
        continue;
      else if (can_be_seen (layout, c))
        g_string_append_unichar (out, c);
      else
        g_string_append_printf (out, "［U+%04X］", c);
    }
  return g_string_free (out, FALSE);
}

static void
set_grey (PangoAttrList *attributes, double grey, guint start, guint end)
{
  guint16 level = (guint16) (grey * 65535);
  PangoAttribute *colour = pango_attr_foreground_new (level, level, level);

  colour->start_index = start;
  colour->end_index = end;
  pango_attr_list_insert (attributes, colour);
}

static PangoLayout *
set_text (YnLayout *layout, const Style *style, const char *text, double width)
{
  g_autofree char *legible = yn_layout_legible (layout, text);
  g_autoptr (PangoFontDescription) description = describe (style);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoLayout *set = pango_layout_new (layout->context);

  pango_attr_list_insert (attributes, pango_attr_fallback_new (FALSE));
  if (style->grey > 0)
    set_grey (attributes, style->grey, 0, G_MAXUINT);
  pango_layout_set_font_description (set, description);
  pango_layout_set_attributes (set, attributes);
  pango_layout_set_auto_dir (set, FALSE);
  pango_layout_set_wrap (set, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (set, legible, -1);
  if (width > 0)
    pango_layout_set_width (set, (int) (width * PANGO_SCALE));
  return set;
}

static double
natural_width (YnLayout *layout, const Style *style, const char *text)
{
  g_autoptr (PangoLayout) set = set_text (layout, style, text, 0);
  PangoRectangle logical;

  pango_layout_get_extents (set, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

/* Strips */

static double
baseline_of (YnLayout *layout, const Style *style)
{
  g_autoptr (PangoFontDescription) description = describe (style);
  PangoFontMetrics *metrics = pango_context_get_metrics (layout->context, description, NULL);
  double ascent = (double) pango_font_metrics_get_ascent (metrics) / PANGO_SCALE;
  double descent = (double) pango_font_metrics_get_descent (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return (style->leading - ascent - descent) / 2 + ascent;
}

static const YnStrip *
last_strip (YnLayout *layout)
{
  return layout->strips->len > 0 ? g_ptr_array_index (layout->strips, layout->strips->len - 1) : NULL;
}

static gboolean
is_ruled (const YnStrip *strip)
{
  return strip != NULL && (strip->role == YN_STRIP_ROW || strip->role == YN_STRIP_HEAD_ROW);
}

static YnStrip *
add_strip (YnLayout *layout, YnStripRole role, const Style *style)
{
  YnStrip *strip = g_new0 (YnStrip, 1);

  strip->role = role;
  strip->leading = style->leading;
  strip->baseline = baseline_of (layout, style);
  g_ptr_array_add (layout->strips, strip);
  return strip;
}

static PangoLayout *
add_cell (YnLayout *layout, YnStrip *strip, const Style *style, const char *text, double x, double width)
{
  YnCell *cell = &strip->cells[strip->n_cells++];

  cell->text = set_text (layout, style, text, width);
  cell->x = x;
  cell->width = width;
  strip->end = MAX (strip->end, (guint) pango_layout_get_line_count (cell->text));
  return cell->text;
}

static void
add_box (YnLayout *layout, YnStrip *strip, const Style *style, const char *text, double x, double width,
         gboolean is_label)
{
  YnCell *cell = &strip->cells[strip->n_cells];

  add_cell (layout, strip, style, text, x + CELL_PAD_X, width - 2 * CELL_PAD_X);
  cell->box_x = x;
  cell->box_width = width;
  cell->is_label = is_label;
}

/* The group of the strip before where that is one of the same kind, else a new one. */
static guint
group_after (YnLayout *layout, YnStripRole role)
{
  const YnStrip *last = last_strip (layout);

  return last != NULL && last->role == role && last->group != 0 &&
                 (role == YN_STRIP_ITEM || last->cells[0].is_label)
             ? last->group
             : ++layout->last_group;
}

void
yn_layout_title (YnLayout *layout, const char *text)
{
  YnStrip *strip = add_strip (layout, YN_STRIP_TITLE, &title_style);
  PangoLayout *set = add_cell (layout, strip, &title_style, text, YN_SHEET_LEFT, YN_SHEET_COLUMN);

  pango_layout_set_alignment (set, PANGO_ALIGN_CENTER);
  strip->pad = 4;
  strip->keep = TRUE;
}

void
yn_layout_ends (YnLayout *layout, const char *left, const char *right)
{
  YnStrip *strip = add_strip (layout, YN_STRIP_PARAGRAPH, &body_style);
  double right_width = MIN (natural_width (layout, &body_style, right) + 1, YN_SHEET_COLUMN / 2);
  double left_width = YN_SHEET_COLUMN - right_width - 12;
  PangoLayout *set;

  add_cell (layout, strip, &body_style, left, YN_SHEET_LEFT, left_width);
  set = add_cell (layout, strip, &body_style, right, YN_SHEET_LEFT + left_width + 12, right_width);
  pango_layout_set_alignment (set, PANGO_ALIGN_RIGHT);
  strip->before = 6;
}

void
yn_layout_heading (YnLayout *layout, guint level, const char *text)
{
  const Style *style = level == 1 ? &heading_style : &subheading_style;
  YnStrip *strip = add_strip (layout, level == 1 ? YN_STRIP_HEADING_1 : YN_STRIP_HEADING_2, style);

  add_cell (layout, strip, style, text, YN_SHEET_LEFT, YN_SHEET_COLUMN);
  strip->before = level == 1 ? 14 : 8;
  strip->pad = level == 1 ? 4 : 3;
  strip->keep = TRUE;
}

void
yn_layout_paragraph (YnLayout *layout, YnLayoutVoice voice, const char *text)
{
  const Style *style = voice == YN_LAYOUT_QUIET ? &quiet_style : &body_style;
  gboolean after_table = is_ruled (last_strip (layout));
  YnStrip *strip = add_strip (layout, YN_STRIP_PARAGRAPH, style);
  PangoLayout *set = add_cell (layout, strip, style, text, YN_SHEET_LEFT, YN_SHEET_COLUMN);

  if (voice == YN_LAYOUT_INDENTED)
    {
      pango_layout_set_indent (set, (int) (2 * style->size * PANGO_SCALE));
      strip->end = (guint) pango_layout_get_line_count (set);
    }
  strip->before = after_table ? 9 : 4;
}

static void
make_quiet (PangoLayout *set, gsize from)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_copy (pango_layout_get_attributes (set));
  PangoAttribute *size = pango_attr_size_new_absolute ((int) (7.5 * PANGO_SCALE));

  size->start_index = (guint) from;
  pango_attr_list_insert (attributes, size);
  set_grey (attributes, 0.5, (guint) from, G_MAXUINT);
  pango_layout_set_attributes (set, attributes);
}

void
yn_layout_item (YnLayout *layout, const char *marker, const char *text, const char *note)
{
  guint group = group_after (layout, YN_STRIP_ITEM);
  YnStrip *strip = add_strip (layout, YN_STRIP_ITEM, &body_style);
  double hang = MAX (natural_width (layout, &body_style, marker) + 4, 21);
  double x = YN_SHEET_LEFT + hang;
  g_autofree char *whole = g_strdup_printf ("%s%s%s", text, note != NULL ? " " : "", note != NULL ? note : "");
  PangoLayout *set;

  add_cell (layout, strip, &body_style, marker, YN_SHEET_LEFT, hang);
  set = add_cell (layout, strip, &body_style, whole, x, YN_SHEET_COLUMN - hang);
  if (note != NULL)
    {
      g_autofree char *legible_note = yn_layout_legible (layout, note);

      make_quiet (set, strlen (pango_layout_get_text (set)) - strlen (legible_note));
      strip->end = (guint) pango_layout_get_line_count (set);
    }
  strip->before = 3;
  strip->group = group;
}

void
yn_layout_row (YnLayout *layout, const char *label, const char *value)
{
  const YnStrip *last = last_strip (layout);
  guint group = group_after (layout, YN_STRIP_ROW);
  gboolean after_other = is_ruled (last) && last->group != group;
  gboolean after_text = last != NULL && last->role == YN_STRIP_PARAGRAPH;
  const Style *style = strlen (value) == 64 && strspn (value, "0123456789abcdef") == 64 ? &code_style : &table_style;
  YnStrip *strip = add_strip (layout, YN_STRIP_ROW, style);

  add_box (layout, strip, &label_style, label, YN_SHEET_LEFT, LABEL_WIDTH, TRUE);
  add_box (layout, strip, style, value, YN_SHEET_LEFT + LABEL_WIDTH, YN_SHEET_COLUMN - LABEL_WIDTH, FALSE);
  strip->pad = 4;
  strip->before = after_other ? 9 : after_text ? 5 : 0;
  strip->group = group;
}

/* Tables */

/* Widths that let every cell stand on one line: lines that break inside a row are read across its columns by whoever
 * reads the text alone. What is left over goes to all alike. */
static gboolean
divide (YnLayout *layout, const char *const *headings, GPtrArray *rows, double *widths, guint n)
{
  double left = YN_SHEET_COLUMN;

  for (guint c = 0; c < n; c++)
    {
      widths[c] = natural_width (layout, &label_style, headings[c]);
      for (guint i = 0; i < rows->len; i++)
        {
          const char *cell = ((char **) g_ptr_array_index (rows, i))[c];

          if (strchr (cell, '\n') != NULL)
            return FALSE;
          widths[c] = MAX (widths[c], natural_width (layout, &table_style, cell));
        }
      widths[c] += 2 * CELL_PAD_X + 1;
      left -= widths[c];
    }
  for (guint c = 0; c < n; c++)
    widths[c] += left / n;
  return left >= 0;
}

static void
add_table_row (YnLayout *layout, const char *const *cells, const double *widths, guint n, guint group, gboolean head)
{
  gboolean after_table = head && is_ruled (last_strip (layout));
  YnStrip *strip = add_strip (layout, head ? YN_STRIP_HEAD_ROW : YN_STRIP_ROW, &table_style);
  double x = YN_SHEET_LEFT;

  for (guint i = 0; i < n; i++)
    {
      add_box (layout, strip, head ? &label_style : &table_style, cells[i], x, widths[i], head);
      x += widths[i];
    }
  strip->pad = 4;
  strip->before = after_table ? 9 : 0;
  strip->keep = head;
  strip->group = group;
}

gboolean
yn_layout_table (YnLayout *layout, const char *const *headings, GPtrArray *rows)
{
  guint n = g_strv_length ((char **) headings);
  double widths[YN_STRIP_MAX_CELLS];
  guint group;

  if (n == 0 || n > YN_STRIP_MAX_CELLS || !divide (layout, headings, rows, widths, n))
    return FALSE;
  group = ++layout->last_group;
  add_table_row (layout, headings, widths, n, group, TRUE);
  for (guint i = 0; i < rows->len; i++)
    add_table_row (layout, g_ptr_array_index (rows, i), widths, n, group, FALSE);
  return TRUE;
}

guint
yn_layout_begin_keep (YnLayout *layout)
{
  return layout->strips->len;
}

void
yn_layout_end_keep (YnLayout *layout, guint begun)
{
  for (guint i = begun; i + 1 < layout->strips->len; i++)
    ((YnStrip *) g_ptr_array_index (layout->strips, i))->keep = TRUE;
}

void
yn_layout_reserve (YnLayout *layout, double height)
{
  YnStrip *strip;

  if (layout->strips->len > 0)
    ((YnStrip *) g_ptr_array_index (layout->strips, layout->strips->len - 1))->keep = TRUE;
  strip = add_strip (layout, YN_STRIP_SPACE, &body_style);
  strip->space = height;
}

/* The sheet around the blocks */

static double
show_line (YnLayout *layout, cairo_t *cr, const Style *style, const char *text, double x, double y, double align)
{
  g_autoptr (PangoLayout) set = set_text (layout, style, text, 0);
  PangoRectangle logical;
  double width;

  pango_layout_get_extents (set, NULL, &logical);
  width = (double) logical.width / PANGO_SCALE;
  cairo_move_to (cr, x - width * align, y + baseline_of (layout, style));
  pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (set, 0));
  return width;
}

/* As outlines, not as text: who reads the page's text meets the words in the band, once. */
static void
draw_watermark (YnLayout *layout, cairo_t *cr)
{
  static const Style style = { 64, 80, TRUE, 0 };
  g_autoptr (PangoLayout) set = set_text (layout, &style, PRACTICE_WORDS, 0);
  PangoRectangle logical;

  pango_layout_get_extents (set, NULL, &logical);
  for (int i = 0; i < 2; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, YN_SHEET_WIDTH / 2, YN_SHEET_HEIGHT * (0.33 + 0.36 * i));
      cairo_rotate (cr, -G_PI / 6);
      cairo_move_to (cr, -0.5 * logical.width / PANGO_SCALE, 20);
      pango_cairo_layout_line_path (cr, pango_layout_get_line_readonly (set, 0));
      cairo_set_source_rgb (cr, 0.945, 0.945, 0.95);
      cairo_fill (cr);
      cairo_restore (cr);
    }
}

static void
draw_band (YnLayout *layout, cairo_t *cr)
{
  static const Style style = { 9.5, 18, TRUE, 0 };

  cairo_save (cr);
  cairo_rectangle (cr, YN_SHEET_LEFT, 24, YN_SHEET_COLUMN, 18);
  cairo_set_source_rgb (cr, 1.0, 0.945, 0.79);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.80, 0.58, 0.12);
  cairo_set_line_width (cr, 0.6);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0.42, 0.26, 0.0);
  show_line (layout, cr, &style, PRACTICE_WORDS, YN_SHEET_WIDTH / 2, 24, 0.5);
  cairo_restore (cr);
}

static void
draw_rule (cairo_t *cr, double y)
{
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.72, 0.75, 0.78);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, YN_SHEET_LEFT, y);
  cairo_line_to (cr, YN_SHEET_LEFT + YN_SHEET_COLUMN, y);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_frame (YnLayout *layout, cairo_t *cr, guint page, guint n_pages)
{
  g_autofree char *number = g_strdup_printf ("第 %u 页 共 %u 页", page, n_pages);

  if (layout->practice)
    {
      draw_watermark (layout, cr);
      draw_band (layout, cr);
    }
  if (page > 1)
    {
      show_line (layout, cr, &quiet_style, layout->title, YN_SHEET_LEFT, 50, 0);
      draw_rule (cr, 67);
    }
  draw_rule (cr, 797);
  show_line (layout, cr, &quiet_style, layout->footer, YN_SHEET_LEFT, 801, 0);
  show_line (layout, cr, &quiet_style, number, YN_SHEET_LEFT + YN_SHEET_COLUMN, 801, 1);
}

static void
draw_page (YnLayout *layout, cairo_t *cr, GArray *page)
{
  guint group = 0;
  YnStripRole group_role = YN_STRIP_ROW;

  for (guint i = 0; i < page->len; i++)
    {
      const YnPlaced *placed = &g_array_index (page, YnPlaced, i);

      yn_strip_draw (placed->strip, cr, placed->y, &group, &group_role);
    }
  yn_strip_close_group (cr, &group, group_role);
}

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw_all (YnLayout *layout, cairo_surface_t *surface, GPtrArray *pages)
{
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < pages->len; i++)
    {
      draw_frame (layout, cr, i + 1, pages->len);
      if (i == 0)
        cairo_tag_begin (cr, "Document", NULL);
      draw_page (layout, cr, g_ptr_array_index (pages, i));
      if (i + 1 == pages->len)
        cairo_tag_end (cr, "Document");
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
}

GBytes *
yn_layout_finish (YnLayout *layout, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_strip_free);
  g_autoptr (GPtrArray) pages = yn_strips_flow (layout->strips, parts, MAX_PAGES);
  cairo_surface_t *surface;
  cairo_status_t status;

  if (pages == NULL)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "a paper of more than %d pages", MAX_PAGES);
      return NULL;
    }
  surface = cairo_pdf_surface_create_for_stream (collect, out, YN_SHEET_WIDTH, YN_SHEET_HEIGHT);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, layout->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, layout->subject);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Yinuo 一诺");
  draw_all (layout, surface, pages);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_FAILED, "drawing the pages: %s", cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
