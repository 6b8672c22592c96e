/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "papers/typeface.h"

#include "base/error.h"

#include <string.h>

#define FAMILY "WenQuanYi Micro Hei"
#define TEXTS_KNOWN 1024
#define LONGEST_KNOWN 4096 /* bytes */

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
  YnTrueType *outlines;
  GArray *cuts;      /* of Cut: as many as the program has styles */
  GHashTable *texts; /* Wanted -> YnText */
};

/* A text that was asked for. */
typedef struct
{
  YnStyle style;
  YnSetting setting;
  const char *text;
} Wanted;

static const YnStyle any_size = { 10, 16, FALSE, 0 };

/* All that papers are to know of this machine's fonts: what its own configuration says of them takes longer to read
 * than a paper to print, and none of it may show. */
static const char only_ours[]
    = "<fontconfig>"
      "<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><dir prefix=\"xdg\">fonts</dir>"
      "<cachedir>/var/cache/fontconfig</cachedir><cachedir prefix=\"xdg\">fontconfig</cachedir>"
      "<selectfont>"
      "<acceptfont><pattern><patelt name=\"family\"><string>" FAMILY "</string></patelt></pattern></acceptfont>"
      "<rejectfont><pattern/></rejectfont>"
      "</selectfont>"
      "</fontconfig>";

static FcConfig *
find_ours (void)
{
  FcConfig *config = FcConfigCreate ();
  FcFontSet *fonts = NULL;

  if (FcConfigParseAndLoadFromMemory (config, (const FcChar8 *) only_ours, FcFalse) && FcConfigBuildFonts (config))
    fonts = FcConfigGetFonts (config, FcSetSystem);
  if (fonts != NULL && fonts->nfont > 0)
    return config;
  FcConfigDestroy (config);
  return NULL;
}

/* Kept. NULL: the font is not where fonts usually lie. */
static FcConfig *
our_fonts (void)
{
  static gsize once;
  static FcConfig *config;

  if (g_once_init_enter (&once))
    {
      config = find_ours ();
      g_once_init_leave (&once, 1);
    }
  return config;
}

/* Elsewhere, as the machine's configuration says. */
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
  return description;
}

static gboolean
make_context (YnTypeface *typeface, GError **error)
{
  PangoFontDescription *description = describe (&any_size);
  cairo_font_options_t *options = cairo_font_options_create ();

  typeface->fonts = pango_cairo_font_map_new ();
  if (our_fonts () != NULL)
    pango_fc_font_map_set_config ((PangoFcFontMap *) typeface->fonts, our_fonts ());
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
  pango_font_description_free (description);
  typeface->outlines = yn_truetype_new (hb_font_get_face (pango_font_get_hb_font (typeface->font)));
  if (typeface->outlines == NULL)
    g_set_error (error, YN_ERROR, YN_ERROR_NOT_FOUND, "the font %s has no TrueType outlines", FAMILY);
  return typeface->outlines != NULL;
}

/* --- what was set before ---------------------------------------------------------------------------------------------
 */

static guint
hash_wanted (gconstpointer data)
{
  const Wanted *wanted = data;

  return g_str_hash (wanted->text) ^ (wanted->setting.note != NULL ? g_str_hash (wanted->setting.note) : 0)
         ^ (guint) (wanted->style.size * 64) ^ (guint) (wanted->setting.width * 64) << 8;
}

static gboolean
same_wanted (gconstpointer a, gconstpointer b)
{
  const Wanted *x = a, *y = b;

  return x->style.size == y->style.size && x->style.bold == y->style.bold && x->style.grey == y->style.grey
         && x->setting.width == y->setting.width && x->setting.indent == y->setting.indent
         && x->setting.align == y->setting.align && g_strcmp0 (x->setting.note, y->setting.note) == 0
         && g_str_equal (x->text, y->text);
}

static void
wanted_free (Wanted *wanted)
{
  g_free ((char *) wanted->setting.note);
  g_free ((char *) wanted->text);
  g_free (wanted);
}

static void
remember (YnTypeface *typeface, const Wanted *wanted, YnText *text)
{
  Wanted *known;

  if (strlen (wanted->text) > LONGEST_KNOWN)
    return;
  if (g_hash_table_size (typeface->texts) >= TEXTS_KNOWN)
    g_hash_table_remove_all (typeface->texts);
  known = g_memdup2 (wanted, sizeof *wanted);
  known->text = g_strdup (wanted->text);
  known->setting.note = g_strdup (wanted->setting.note);
  g_hash_table_insert (typeface->texts, known, yn_text_ref (text));
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

      if (known->style.size == style->size && known->style.leading == style->leading)
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
  g_hash_table_unref (typeface->texts);
  g_clear_pointer (&typeface->outlines, yn_truetype_free);
  g_clear_object (&typeface->font);
  g_clear_object (&typeface->context);
  g_clear_object (&typeface->fonts);
  g_free (typeface);
}

/* A font map reads the machine's fonts for some milliseconds when it is made, and belongs to its thread: so a thread
 * makes one, with its first paper. */
YnTypeface *
yn_typeface_new (GError **error)
{
  static GPrivate of_thread = G_PRIVATE_INIT ((GDestroyNotify) yn_typeface_free);
  YnTypeface *typeface = g_private_get (&of_thread);

  if (typeface == NULL && !yn_drawing_load (error))
    return NULL;
  if (typeface == NULL && our_fonts () == NULL && !font_is_installed ())
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
      typeface->texts = g_hash_table_new_full (hash_wanted, same_wanted, (GDestroyNotify) wanted_free,
                                               (GDestroyNotify) yn_text_unref);
      if (!make_context (typeface, error))
        {
          yn_typeface_free (typeface);
          return NULL;
        }
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

YnTrueType *
yn_typeface_outlines (YnTypeface *typeface)
{
  return typeface->outlines;
}

YnText *
yn_typeface_set (YnTypeface *typeface, const YnStyle *style, const YnSetting *setting, const char *text)
{
  const Wanted wanted = { *style, *setting, text };
  YnText *known = g_hash_table_lookup (typeface->texts, &wanted);
  g_autofree char *legible = NULL;
  g_autofree char *note = NULL;
  YnSetting clear = *setting;
  YnText *set;

  if (known != NULL)
    return yn_text_ref (known);
  legible = yn_typeface_legible (typeface, text);
  clear.note = note = setting->note != NULL ? yn_typeface_legible (typeface, setting->note) : NULL;
  set = yn_text_set (typeface->context, cut_of (typeface, style)->description, style, &clear, legible);
  remember (typeface, &wanted, set);
  return set;
}

double
yn_typeface_width (YnTypeface *typeface, const YnStyle *style, const char *text)
{
  g_autoptr (YnText) set = yn_typeface_set (typeface, style, &(YnSetting) { 0 }, text);
  double width = 0;

  for (guint i = 0; i < set->n_lines; i++)
    width = MAX (width, set->lines[i].width);
  return width;
}

double
yn_typeface_baseline (YnTypeface *typeface, const YnStyle *style)
{
  return cut_of (typeface, style)->baseline;
}

void
yn_typeface_trace (YnTypeface *typeface, const YnText *text, GString *out)
{
  yn_text_trace (text, pango_font_get_hb_font (typeface->font), out);
}
