/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the press writes, looked at from outside: the font inside it by the rules of ISO/IEC 14496-22, its text and
 * structure as other programs read them. */

#include "papers/press.h"

#include "papers/layout-strip.h"
#include "papers/pdf-number.h"
#include "papers/pdf.h"
#include "made.h"
#include "papers/reading.h"
#include "sheets.h"

#include <string.h>

#define PROGRAM "Root/Pages/Kids/0/Resources/Font/F/DescendantFonts/0/FontDescriptor/FontFile2"

static const YnStyle style = { 10.5, 18, FALSE, 0 };

static YnTypeface *
typeface_new (void)
{
  g_autoptr (GError) error = NULL;
  YnTypeface *typeface = yn_typeface_new (&error);

  g_assert_no_error (error);
  return typeface;
}

static GBytes *
printed (const char *words)
{
  static const YnImprint imprint = { "样例", "sample" };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTypeface) typeface = typeface_new ();
  g_autoptr (YnPress) press = yn_press_new (typeface, YN_SHEET_WIDTH, YN_SHEET_HEIGHT);
  g_autoptr (YnText) text = yn_typeface_set (typeface, &style, &(YnSetting) { .width = YN_SHEET_COLUMN }, words);
  GBytes *pdf;

  yn_press_begin (press, "P");
  for (guint i = 0; i < text->n_lines; i++)
    yn_press_line (press, text, i, YN_SHEET_LEFT, 100 + i * style.leading, NULL);
  yn_press_end (press);
  pdf = yn_press_finish (press, &imprint, &error);
  g_assert_no_error (error);
  sheets_assert_sound (pdf);
  return pdf;
}

/* --- the font ---------------------------------------------------------------------------------------------------------- */

static guint
u16 (const guint8 *at)
{
  return (guint) (at[0] << 8 | at[1]);
}

static guint32
u32 (const guint8 *at)
{
  return (guint32) u16 (at) << 16 | u16 (at + 2);
}

static guint32
sum (const guint8 *data, gsize length)
{
  guint32 all = 0;

  for (gsize i = 0; i < length; i++)
    all += (guint32) data[i] << (24 - 8 * (i % 4));
  return all;
}

static const guint8 *
table (const guint8 *font, const char *tag, gsize *length)
{
  for (guint i = 0; i < u16 (font + 4); i++)
    if (memcmp (font + 12 + 16 * i, tag, 4) == 0)
      {
        *length = u32 (font + 12 + 16 * i + 12);
        return font + u32 (font + 12 + 16 * i + 8);
      }
  g_error ("no table %s", tag);
}

static void
assert_sums (const guint8 *font, gsize size)
{
  const guint8 *before = NULL;

  for (guint i = 0; i < u16 (font + 4); i++)
    {
      const guint8 *entry = font + 12 + 16 * i;
      guint32 expected = sum (font + u32 (entry + 8), u32 (entry + 12));

      g_assert_true (before == NULL || memcmp (before, entry, 4) < 0);
      g_assert_cmpuint (u32 (entry + 8) + u32 (entry + 12), <=, size);
      if (memcmp (entry, "head", 4) == 0) /* summed without its own sum */
        expected -= u32 (font + u32 (entry + 8) + 8);
      g_assert_cmphex (u32 (entry + 4), ==, expected);
      before = entry;
    }
  g_assert_cmphex (sum (font, size), ==, 0xB1B0AFBAu);
}

/* How many glyphs are put together of others; what they name is there. */
static guint
assert_outlines (const guint8 *font)
{
  gsize loca_length, glyf_length, length;
  guint n = u16 (table (font, "maxp", &length) + 4), composites = 0;
  const guint8 *loca = table (font, "loca", &loca_length), *glyf = table (font, "glyf", &glyf_length);

  g_assert_cmpuint (loca_length, ==, 4 * (n + 1));
  g_assert_cmpuint (u16 (table (font, "hhea", &length) + 34), ==, n);
  table (font, "hmtx", &length);
  g_assert_cmpuint (length, ==, 4 * n);
  g_assert_cmpuint (u32 (loca + 4 * n), ==, glyf_length);
  for (guint i = 0; i < n; i++)
    {
      const guint8 *glyph = glyf + u32 (loca + 4 * i);

      g_assert_cmpuint (u32 (loca + 4 * i), <=, u32 (loca + 4 * i + 4));
      if (u32 (loca + 4 * i) < u32 (loca + 4 * i + 4) && (glyph[0] & 0x80) != 0)
        {
          g_assert_cmpuint (u16 (glyph + 12), <, n);
          composites++;
        }
    }
  return composites;
}

static void
test_font (void)
{
  g_autoptr (GBytes) pdf = printed ("餐饮与食品安全信用承诺书，Åéü 92460203MA5TQX8800");
  g_autoptr (YnPdf) opened = yn_pdf_open (pdf, NULL);
  g_autoptr (GBytes) program = yn_pdf_stream (opened, PROGRAM);
  gint64 stated;
  gsize size;
  const guint8 *font;

  g_assert_nonnull (program);
  font = g_bytes_get_data (program, &size);
  g_assert_true (yn_pdf_int (opened, PROGRAM "/Length1", &stated));
  g_assert_cmpuint (size, ==, stated);
  assert_sums (font, size);
  g_assert_cmpuint (assert_outlines (font), >, 0);
}

/* --- text -------------------------------------------------------------------------------------------------------------- */

/* Also where one glyph stands for several characters. */
static void
test_every_character_is_read_back (void)
{
  static const struct
  {
    gunichar from, end;
  } ranges[] = { { 0x21, 0x7f }, { 0xa1, 0x180 }, { 0x2010, 0x2028 }, { 0x2460, 0x2480 }, { 0x2f00, 0x2fd6 },
                 { 0x3001, 0x3020 }, { 0x4e00, 0x4f00 }, { 0xff01, 0xff5f } };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autoptr (YnTypeface) typeface = typeface_new ();
      g_autoptr (GString) words = g_string_new (NULL);
      g_autofree char *legible = NULL, *expected = NULL, *read = NULL;
      g_autoptr (GBytes) pdf = NULL;

      for (gunichar c = ranges[i].from; c < ranges[i].end; c++)
        if (g_unichar_get_script (c) != G_UNICODE_SCRIPT_HEBREW && c != 0xad)
          g_string_append_unichar (words, c);
      legible = yn_typeface_legible (typeface, words->str);
      expected = made_squeezed (legible);
      pdf = printed (words->str);
      read = made_text (pdf);
      g_assert_cmpstr (read, ==, expected);
    }
}

static void
test_structure (void)
{
  g_autoptr (GBytes) pdf = printed ("第一段文字");
  g_autofree char *structure = sheets_ask (pdf, "pdfinfo", "-struct-text", "@", NULL);

  g_assert_true (g_str_has_prefix (structure, "P"));
  g_assert_nonnull (strstr (structure, "第一段文字"));
}

/* --- the same for the same ----------------------------------------------------------------------------------------------- */

static gpointer
print_elsewhere (gpointer words)
{
  return printed (words);
}

/* Nothing shows what the thread printed before. */
static void
test_whatever_was_printed_before (void)
{
  g_autoptr (GBytes) other = printed ("别的一份文书，先印的是它：Éà 2026");
  g_autoptr (GBytes) here = printed ("演练企业·海味小馆 é 2026");
  g_autoptr (GBytes) elsewhere = g_thread_join (g_thread_new ("printing", print_elsewhere, "演练企业·海味小馆 é 2026"));
  gsize size = g_bytes_get_size (here);
  const char *a = g_bytes_get_data (here, NULL), *b = g_bytes_get_data (elsewhere, NULL);

  g_assert_cmpuint (g_bytes_get_size (elsewhere), ==, size);
  for (gsize i = 0; i < size; i++)
    g_assert_true (a[i] == b[i] || (g_ascii_isdigit (a[i]) && g_ascii_isdigit (b[i])));
  g_assert_false (g_bytes_equal (other, here));
}

/* --- numbers --------------------------------------------------------------------------------------------------------------- */

static void
test_numbers (void)
{
  static const struct
  {
    double number;
    const char *text;
  } cases[] = { { 0, "0 " },        { 1, "1 " },           { 1000, "1000 " },   { 1.5, "1.5 " },
                { -0.25, "-0.25 " }, { 0.005, "0.005 " },   { 0.0004, "0 " },    { -0.0004, "0 " },
                { 12.3456, "12.346 " }, { -841.89, "-841.89 " }, { 1e300, "1000000000 " } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      yn_pdf_append_number (out, cases[i].number);
      g_assert_cmpstr (out->str, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/papers/press/font", test_font);
  g_test_add_func ("/papers/press/every-character-is-read-back", test_every_character_is_read_back);
  g_test_add_func ("/papers/press/structure", test_structure);
  g_test_add_func ("/papers/press/whatever-was-printed-before", test_whatever_was_printed_before);
  g_test_add_func ("/papers/press/numbers", test_numbers);
  return g_test_run ();
}
