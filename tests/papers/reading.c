/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* yinuo-pages as it is, and programs in its place that break in each way that it could. */

#include "papers/reading.h"

#include "base/error.h"
#include "sheets.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_texts (void)
{
  g_autoptr (GBytes) pdf = sheets_new (3);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) texts = yn_reading_texts (pdf, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (texts), ==, 3);
  g_assert_cmpstr (g_strstrip (texts[0]), ==, "page 1");
  g_assert_cmpstr (g_strstrip (texts[2]), ==, "page 3");
}

static void
test_images (void)
{
  g_autoptr (GBytes) pdf = sheets_new (2);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) images = yn_reading_images (pdf, 1.5, NULL, &error);
  const YnPageImage *image;
  const guint8 *pixels;
  guint dark = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (images->len, ==, 2);
  image = g_ptr_array_index (images, 1);
  g_assert_cmpint (image->width, ==, 450);
  g_assert_cmpint (image->height, ==, 300);
  g_assert_cmpuint (g_bytes_get_size (image->pixels), ==, (gsize) image->stride * image->height);
  pixels = g_bytes_get_data (image->pixels, NULL);
  for (gsize i = 0; i < g_bytes_get_size (image->pixels); i += 4)
    dark += pixels[i] < 128;
  g_assert_cmpuint (dark, >, 100);
  g_assert_cmpuint (dark, <, 5000);
}

/* Leafed through: the sizes of all, the first ones at once, any other when it is asked for. */
static void
test_pages (void)
{
  g_autoptr (GBytes) pdf = sheets_new (300);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnPages) pages = yn_pages_read (pdf, NULL, &error);
  g_autoptr (YnPageImage) last = NULL;
  g_autoptr (GPtrArray) alone = NULL;
  int width, height;

  g_assert_no_error (error);
  g_assert_cmpuint (yn_pages_count (pages), ==, 300);
  yn_pages_size (pages, 299, &width, &height);
  g_assert_cmpint (width, ==, 450);
  g_assert_cmpint (height, ==, 300);
  g_assert_cmpint (yn_pages_drawn (pages, 2)->width, ==, 450);
  g_assert_null (yn_pages_drawn (pages, 3));
  last = yn_pages_draw (pages, 299, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (last->width, ==, 900);
  g_assert_null (yn_pages_draw (pages, 300, 1, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_BAD_PDF);
  g_clear_error (&error);
  alone = yn_reading_images (pdf, 1.5, NULL, &error);
  g_assert_null (alone);
  g_assert_error (error, YN_ERROR, YN_ERROR_TOO_LARGE);
}

static void
test_too_many_pages (void)
{
  g_autoptr (GBytes) pdf = sheets_new (2001);
  g_autoptr (GError) error = NULL;

  g_assert_null (yn_pages_read (pdf, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOO_LARGE);
}

static void
assert_refused (const char *what, GBytes *pdf, int code)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) texts = yn_reading_texts (pdf, NULL, &error);
  g_autoptr (GError) image_error = NULL;
  g_autoptr (GPtrArray) images = yn_reading_images (pdf, 1, NULL, &image_error);
  g_autoptr (GError) pages_error = NULL;
  g_autoptr (YnPages) pages = yn_pages_read (pdf, NULL, &pages_error);

  g_test_message ("%s", what);
  g_assert_null (pages);
  g_assert_error (pages_error, YN_ERROR, code);
  g_assert_null (texts);
  g_assert_null (images);
  g_assert_error (error, YN_ERROR, code);
  g_assert_error (image_error, YN_ERROR, code);
}

static void
test_refused (void)
{
  g_autoptr (GBytes) good = sheets_new (1);
  g_autoptr (GBytes) locked = sheets_through_qpdf (good, "--encrypt", "user", "owner", "256", "--", NULL);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) text = g_bytes_new_static ("no PDF at all", 13);
  g_autoptr (GBytes) head = g_bytes_new_from_bytes (good, 0, 20);

  assert_refused ("locked", locked, YN_ERROR_ENCRYPTED_PDF);
  assert_refused ("empty", empty, YN_ERROR_FILE_EMPTY);
  assert_refused ("text", text, YN_ERROR_BAD_PDF);
  assert_refused ("head", head, YN_ERROR_BAD_PDF);
}

static GBytes *
sheet_with_box (const char *box)
{
  g_autofree char *text = g_strdup_printf ("%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                                           "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                                           "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox %s>>endobj\n"
                                           "trailer<</Root 1 0 R/Size 4>>\n%%%%EOF\n",
                                           box);

  return g_bytes_new (text, strlen (text));
}

static void
test_large_page (void)
{
  g_autoptr (GBytes) wide = sheet_with_box ("[0 0 1000000 10]");
  g_autoptr (GError) error = NULL;

  g_assert_null (yn_reading_images (wide, 1, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOO_LARGE);
}

/* Fonts that a PDF does not bring */

#define CJK_FONT \
  "/Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font" \
  "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>" \
  "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0" \
  "/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>]"

/* One page of 300 by 200 points with @text, a string of PDF, in @font. */
static GBytes *
sheet_in_font (const char *font, const char *text)
{
  g_autofree char *content = g_strdup_printf ("BT /F 24 Tf 20 100 Td %s Tj ET", text);
  g_autofree char *pdf = g_strdup_printf ("%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                                          "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                                          "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R"
                                          "/Resources<</Font<</F<<%s>>>>>>>>endobj\n"
                                          "4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n"
                                          "trailer<</Root 1 0 R/Size 5>>\n%%%%EOF\n",
                                          font, strlen (content), content);

  return g_bytes_new (pdf, strlen (pdf));
}

static guint
dark_pixels (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) images = yn_reading_images (pdf, 1, NULL, &error);
  const YnPageImage *image;
  const guint8 *pixels;
  guint dark = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (images->len, ==, 1);
  image = g_ptr_array_index (images, 0);
  pixels = g_bytes_get_data (image->pixels, NULL);
  for (gsize i = 0; i < g_bytes_get_size (image->pixels); i += 4)
    dark += pixels[i] < 128;
  return dark;
}

static void
test_missing_fonts (void)
{
  static const struct
  {
    const char *name, *font, *text;
  } cases[] = {
    { "Helvetica", "/Type/Font/Subtype/Type1/BaseFont/Helvetica", "(Paid in full)" },
    { "ABCDEF+NobodyHasThis", "/Type/Font/Subtype/TrueType/BaseFont/ABCDEF+NobodyHasThis", "(Paid in full)" },
    { "Nobody Has This", "/Type/Font/Subtype/TrueType/BaseFont/Nobody#09Has#0AThis", "(Paid in full)" },
    { "STSong-Light", CJK_FONT, "<4FE1752862278BFA>" }, /* 信用承诺 */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) pdf = sheet_in_font (cases[i].font, cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) fonts = yn_reading_fonts (pdf, NULL, &error);
      const YnMissingFont *font;

      g_assert_no_error (error);
      g_assert_cmpuint (fonts->len, ==, 1);
      font = g_ptr_array_index (fonts, 0);
      g_assert_cmpstr (font->name, ==, cases[i].name);
      if (font->instead == NULL)
        {
          g_test_skip ("this kernel has no Landlock");
          return;
        }
      g_assert_cmpuint (dark_pixels (pdf), >, 100);
    }
}

static void
test_no_missing_fonts (void)
{
  g_autoptr (GBytes) pdf = sheets_new (2);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fonts = yn_reading_fonts (pdf, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fonts->len, ==, 0);
}

/* Programs in the place of yinuo-pages */

typedef struct
{
  char *path;
  char *before;
} Impostor;

static void
impostor_install (Impostor *impostor, const char *script)
{
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\n%s\n", script);
  int fd = g_file_open_tmp ("pages-XXXXXX", &impostor->path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (impostor->path, text, -1, NULL));
  g_assert_cmpint (g_chmod (impostor->path, 0700), ==, 0);
  impostor->before = g_strdup (g_getenv ("YINUO_PAGES"));
  g_setenv ("YINUO_PAGES", impostor->path, TRUE);
}

static void
impostor_remove (Impostor *impostor)
{
  g_setenv ("YINUO_PAGES", impostor->before, TRUE);
  g_unlink (impostor->path);
  g_free (impostor->path);
  g_free (impostor->before);
}

static void
test_broken_program (void)
{
  static const char *const scripts[] = {
    "kill -SEGV $$",
    "kill -KILL $$",
    "exit 0",
    "exit 1",
    "echo this is no frame and it is longer than a head",
    /* a text of 4 GiB */
    "printf "
    "'GPNY\\001\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\377\\377\\377\\37"
    "7'",
    /* an image where a text was asked for */
    "printf "
    "'GPNY\\002\\000\\000\\000\\001\\000\\000\\000\\001\\000\\000\\000\\004\\000\\000\\000\\004\\000\\000\\00"
    "0abcd'",
    /* a text that breaks off */
    "printf "
    "'GPNY\\001\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\010\\000\\000\\00"
    "0abc'",
  };
  g_autoptr (GBytes) pdf = sheets_new (1);

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      Impostor impostor;
      g_autoptr (GError) error = NULL;

      impostor_install (&impostor, scripts[i]);
      g_test_message ("%s", scripts[i]);
      g_assert_null (yn_reading_texts (pdf, NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_PAGES_CRASHED);
      g_clear_error (&error);
      g_assert_null (yn_pages_read (pdf, NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_PAGES_CRASHED);
      impostor_remove (&impostor);
    }
}

static void
test_missing_program (void)
{
  g_autofree char *before = g_strdup (g_getenv ("YINUO_PAGES"));
  g_autoptr (GBytes) pdf = sheets_new (1);
  g_autoptr (GError) error = NULL;

  g_setenv ("YINUO_PAGES", "/nonexistent/yinuo-pages", TRUE);
  g_assert_null (yn_reading_texts (pdf, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  g_setenv ("YINUO_PAGES", before, TRUE);
}

static gpointer
cancel (gpointer cancellable)
{
  g_usleep (50000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) pdf = sheets_new (1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Impostor impostor;
  GThread *thread;
  gint64 began = g_get_monotonic_time ();

  impostor_install (&impostor, "exec sleep 60");
  thread = g_thread_new ("cancel", cancel, cancellable);
  g_assert_null (yn_reading_texts (pdf, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 15 * G_USEC_PER_SEC);
  g_thread_join (thread);
  impostor_remove (&impostor);
}

/* What it is given cannot be changed, and no other file can be opened. */
static void
test_sealed (void)
{
  g_autoptr (GBytes) pdf = sheets_new (1);
  g_autoptr (GError) error = NULL;
  Impostor impostor;
  g_autofree char *report = NULL, *text = NULL, *script = NULL;
  int fd = g_file_open_tmp ("sealed-XXXXXX", &report, NULL);

  g_close (fd, NULL);
  script = g_strdup_printf ("(echo x > /proc/self/fd/0) 2>/dev/null && echo written > %s; env | grep -c HOME "
                            ">> %s",
                            report, report);
  impostor_install (&impostor, script);
  g_assert_null (yn_reading_texts (pdf, NULL, &error));
  g_assert_true (g_file_get_contents (report, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "0\n");
  impostor_remove (&impostor);
  g_unlink (report);
}

static void
test_kind (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *kind;
  } cases[] = {
    { "%PDF-1.7\n", 9, "application/pdf" },
    { "\x89PNG\r\n\x1a\n....", 12, "image/png" },
    { "\xff\xd8\xff\xe0", 4, "image/jpeg" },
    { "II*\0", 4, "image/tiff" },
    { "MM\0*", 4, "image/tiff" },
    { "GIF89a", 6, NULL },
    { "%PD", 3, NULL },
    { "", 0, NULL },
    { "<html>", 6, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].length);

      g_assert_cmpstr (yn_reading_kind (bytes), ==, cases[i].kind);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/papers/reading/texts", test_texts);
  g_test_add_func ("/papers/reading/images", test_images);
  g_test_add_func ("/papers/reading/pages", test_pages);
  g_test_add_func ("/papers/reading/too-many-pages", test_too_many_pages);
  g_test_add_func ("/papers/reading/refused", test_refused);
  g_test_add_func ("/papers/reading/large-page", test_large_page);
  g_test_add_func ("/papers/reading/missing-fonts", test_missing_fonts);
  g_test_add_func ("/papers/reading/no-missing-fonts", test_no_missing_fonts);
  g_test_add_func ("/papers/reading/broken-program", test_broken_program);
  g_test_add_func ("/papers/reading/missing-program", test_missing_program);
  g_test_add_func ("/papers/reading/cancelled", test_cancelled);
  g_test_add_func ("/papers/reading/sealed", test_sealed);
  g_test_add_func ("/papers/reading/kind", test_kind);
  return g_test_run ();
}
