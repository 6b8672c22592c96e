/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/typeface.h"

#include "base/error.h"

#include <fontconfig/fontconfig.h>

#define FAMILY "WenQuanYi Micro Hei"

/* What a style comes to, found once. */
typedef struct
{
  YnStyle style;
  PangoFontDescription *description;
  double baseline;
} Cut;

struct _YnTypeface
{
  int references; /* all in one thread */
  PangoFontMap *fonts;
  PangoContext *context;
  PangoFont *font; /* any size: which characters it has */
  GArray *cuts;    /* of Cut: as many as the program has styles */
};

static const YnStyle any_size = { 10, 16, FALSE, 0 };

static gboolean
font_is_installed (void)
{
  FcPattern *pattern = FcNameParse ((const FcChar8 *) FAMILY);
  FcResult result;
  FcPattern *match;
  FcChar8 *family;
  gboolean found = FALSE;

  FcConfigSubstitute (NULL, pattern, FcMatchPattern);
  FcDefaultSubstitute (pattern);
  match = FcFontMatch (NULL, pattern, &result);
  for (int i = 0; match != NULL && FcPatternGetString (match, FC_FAMILY, i, &family) == FcResultMatch; i++)
    found = found || g_str_equal ((const char *) family, FAMILY);
  if (match != NULL)
    FcPatternDestroy (match);
  FcPatternDestroy (pattern);
  return found;
}

static PangoFontDescription *
describe (const YnStyle *style)
{
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family_static (description, FAMILY);
  pango_font_description_set_absolute_size (description, style->size * PANGO_SCALE);
  pango_font_description_set_weight (description, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  return description;
}

static void
make_context (YnTypeface *typeface)
{
  g_autoptr (PangoFontDescription) description = describe (&any_size);
  cairo_font_options_t *options = cairo_font_options_create ();

  typeface->fonts = pango_cairo_font_map_new ();
  typeface->context = pango_font_map_create_context (typeface->fonts);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (typeface->context, options);
  pango_cairo_context_set_resolution (typeface->context, 72);
  pango_context_set_round_glyph_positions (typeface->context, FALSE);
  pango_context_set_language (typeface->context, pango_language_from_string ("zh-cn"));
  pango_context_set_base_dir (typeface->context, PANGO_DIRECTION_LTR);
  typeface->font = pango_font_map_load_font (typeface->fonts, typeface->context, description);
  cairo_font_options_destroy (options);
}

static void
cut_clear (Cut *cut)
{
  pango_font_description_free (cut->description);
}

static double
measure_baseline (YnTypeface *typeface, const YnStyle *style, PangoFontDescription *description)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (typeface->context, description, NULL);
  double ascent = (double) pango_font_metrics_get_ascent (metrics) / PANGO_SCALE;
  double descent = (double) pango_font_metrics_get_descent (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return (style->leading - ascent - descent) / 2 + ascent;
}

static const Cut *
cut_of (YnTypeface *typeface, const YnStyle *style)
{
  Cut cut = { .style = *style };

  for (guint i = 0; i < typeface->cuts->len; i++)
    {
      const Cut *known = &g_array_index (typeface->cuts, Cut, i);

      if (known->style.size == style->size && known->style.leading == style->leading
          && known->style.bold == style->bold)
        return known;
    }
  cut.description = describe (style);
  cut.baseline = measure_baseline (typeface, style, cut.description);
  g_array_append_val (typeface->cuts, cut);
  return &g_array_index (typeface->cuts, Cut, typeface->cuts->len - 1);
}

static void
destroy (YnTypeface *typeface)
{
  g_array_unref (typeface->cuts);
  g_clear_object (&typeface->font);
  g_clear_object (&typeface->context);
  g_clear_object (&typeface->fonts);
  g_free (typeface);
}

/* A font map reads the machine's fonts for some milliseconds when it is made, and belongs to its thread: so a thread makes
 * one, with its first paper. */
YnTypeface *
yn_typeface_new (GError **error)
{
  static GPrivate of_thread = G_PRIVATE_INIT ((GDestroyNotify) yn_typeface_free);
  YnTypeface *typeface = g_private_get (&of_thread);

  if (typeface == NULL && !font_is_installed ())
    {
      g_set_error (error, YN_ERROR, YN_ERROR_NOT_FOUND, "the font %s is not installed", FAMILY);
      return NULL;
    }
  if (typeface == NULL)
    {
      typeface = g_new0 (YnTypeface, 1);
      typeface->references = 1;
      typeface->cuts = g_array_new (FALSE, FALSE, sizeof (Cut));
      g_array_set_clear_func (typeface->cuts, (GDestroyNotify) cut_clear);
      make_context (typeface);
      g_private_set (&of_thread, typeface);
    }
  typeface->references++;
  return typeface;
}

void
yn_typeface_free (YnTypeface *typeface)
{
  if (typeface != NULL && --typeface->references == 0)
    destroy (typeface);
}

static gboolean
can_be_seen (YnTypeface *typeface, gunichar c)
{
  const guint64 unseen = 1u << G_UNICODE_CONTROL | 1u << G_UNICODE_FORMAT | 1u << G_UNICODE_UNASSIGNED
                         | 1u << G_UNICODE_PRIVATE_USE | 1u << G_UNICODE_SURROGATE
                         | 1u << G_UNICODE_NON_SPACING_MARK | 1u << G_UNICODE_ENCLOSING_MARK
                         | 1u << G_UNICODE_LINE_SEPARATOR | 1u << G_UNICODE_PARAGRAPH_SEPARATOR;

  return (unseen >> g_unichar_type (c) & 1) == 0 && pango_font_has_char (typeface->font, c);
}

char *
yn_typeface_legible (YnTypeface *typeface, const char *text)
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
      else if (can_be_seen (typeface, c))
        g_string_append_unichar (out, c);
      else
        g_string_append_printf (out, "［U+%04X］", c);
    }
  return g_string_free (out, FALSE);
}

void
yn_typeface_grey (PangoAttrList *attributes, double grey, guint start, guint end)
{
  guint16 level = (guint16) (grey * 65535);
  PangoAttribute *colour = pango_attr_foreground_new (level, level, level);

  colour->start_index = start;
  colour->end_index = end;
  pango_attr_list_insert (attributes, colour);
}

PangoLayout *
yn_typeface_set (YnTypeface *typeface, const YnStyle *style, const char *text, double width)
{
  g_autofree char *legible = yn_typeface_legible (typeface, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoLayout *set = pango_layout_new (typeface->context);

  pango_attr_list_insert (attributes, pango_attr_fallback_new (FALSE));
  if (style->grey > 0)
    yn_typeface_grey (attributes, style->grey, 0, G_MAXUINT);
  pango_layout_set_font_description (set, cut_of (typeface, style)->description);
  pango_layout_set_attributes (set, attributes);
  pango_layout_set_auto_dir (set, FALSE);
  pango_layout_set_wrap (set, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (set, legible, -1);
  if (width > 0)
    pango_layout_set_width (set, (int) (width * PANGO_SCALE));
  return set;
}

double
yn_typeface_width (YnTypeface *typeface, const YnStyle *style, const char *text)
{
  g_autoptr (PangoLayout) set = yn_typeface_set (typeface, style, text, 0);
  PangoRectangle logical;

  pango_layout_get_extents (set, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

double
yn_typeface_baseline (YnTypeface *typeface, const YnStyle *style)
{
  return cut_of (typeface, style)->baseline;
}
