/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The visible mark: its code, and a picture of a seal only as one, and never in practice. */
#include "material.h"

#include "base/error.h"
#include "base/hash.h"
#include "base/qr.h"
#include "papers/pdf.h"
#include "signing/mark.h"

#include <cairo.h>
#include <string.h>

#define MATTER "3f2c7a91-5d0e-4b8a-9c46-e1d87b25f06d"

static void
says_what_it_is_checked_by (void)
{
  static const char digest[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  g_autofree char *all = yn_mark_check_text (MATTER, digest, SAMPLE_USCC);
  g_autofree char *least = yn_mark_check_text (NULL, digest, NULL);
  g_autoptr (YnQr) qr = yn_qr_new (all);

  g_assert_cmpstr (all, ==, "一诺核验\n事 " MATTER "\nSHA-256 0123456789abcdef\n签 " SAMPLE_USCC);
  g_assert_cmpstr (least, ==, "一诺核验\nSHA-256 0123456789abcdef");
  g_assert_cmpint (qr->width, <=, 41); /* a square is then at least 0.45 mm on paper */
}

static GBytes *
prepare (GBytes *paper, const YnSignOptions *options, GError **error)
{
  g_autofree char *digest = NULL;

  return yn_sign_prepare (paper, options, &digest, error);
}

static guint
count (const char *text, const char *word)
{
  guint n = 0;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    n++;
  return n;
}

/* Runs of dark squares, row by row, as a code for @text has them. */
static guint
runs_of (const char *text)
{
  g_autoptr (YnQr) qr = yn_qr_new (text);
  guint n = 0;

  for (int i = 0; i < qr->width * qr->width; i++)
    n += qr->dark[i] && (i % qr->width == 0 || !qr->dark[i - 1]);
  return n;
}

/* Read back out of the file: the code is that of the paper as it was before the signature. */
static void
names_the_paper (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKey) key = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  g_autoptr (GBytes) paper = test_paper (1);
  g_autofree char *sha256 = yn_sha256 (paper);
  g_autofree char *text = yn_mark_check_text (MATTER, sha256, SAMPLE_USCC);
  YnSignOptions options = test_options ("enterprise-seal", key);
  g_autoptr (GBytes) prepared = NULL;
  g_autoptr (YnPdf) pdf = NULL;
  g_autoptr (GBytes) look = NULL;
  g_autofree char *content = NULL;

  options.mark_matter = MATTER;
  prepared = prepare (paper, &options, &error);
  g_assert_no_error (error);
  pdf = yn_pdf_open (prepared, &error);
  look = yn_pdf_stream (pdf, "Root/AcroForm/Fields/0/AP/N");
  content = g_strndup (g_bytes_get_data (look, NULL), g_bytes_get_size (look));
  g_assert_cmpuint (count (content, " re\n"), ==, runs_of (text));
  g_assert_cmpuint (count (content, "/Mark Do"), ==, 1);
}

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
picture_of (int width, int height)
{
  GByteArray *png = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  cairo_surface_write_to_png_stream (surface, collect, png);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (png);
}

static void
takes_a_picture (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKey) key = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) picture = picture_of (300, 200);
  g_autoptr (GBytes) prepared = NULL;
  YnSignOptions options = test_options ("enterprise-seal", key);

  options.mark_picture = picture;
  prepared = prepare (paper, &options, &error);
  g_assert_no_error (error);
  g_assert_nonnull (prepared);
}

/* Invariant 6, whatever else is right about the picture. */
static void
no_picture_in_practice (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKey) key = test_key (test_authority (TRUE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) picture = picture_of (300, 300);
  YnSignOptions options = test_options ("enterprise-seal", key);

  options.mark_picture = picture;
  for (guint i = 0; i < 2; i++)
    {
      options.practice = i == 0; /* the class alone is enough */
      g_assert_null (prepare (paper, &options, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_SEAL_PICTURE_PRACTICE);
      g_clear_error (&error);
    }
}

static void
assert_refused (GBytes *picture, YnError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (yn_mark_picture_check (picture, FALSE, &error));
  g_assert_error (error, YN_ERROR, (int) code);
}

static void
looks_into_the_picture (void)
{
  g_autoptr (GBytes) good = picture_of (60, 60);
  g_autoptr (GBytes) large = picture_of (5000, 2);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (good, 0, g_bytes_get_size (good) - 20);
  g_autoptr (GBytes) head = g_bytes_new_from_bytes (good, 0, 20);
  g_autoptr (GBytes) text = g_bytes_new_static ("%PDF-1.7 seal.png and more than a head of a picture", 51);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;
  gsize size;
  g_autofree guint8 *bent = g_memdup2 (g_bytes_get_data (good, &size), g_bytes_get_size (good));
  g_autoptr (GBytes) bomb = NULL;

  g_assert_true (yn_mark_picture_check (good, FALSE, &error));
  g_assert_no_error (error);
  assert_refused (large, YN_ERROR_TOO_LARGE);
  assert_refused (cut, YN_ERROR_BAD_PICTURE);
  assert_refused (head, YN_ERROR_WRONG_TYPE);
  assert_refused (text, YN_ERROR_WRONG_TYPE);
  assert_refused (nothing, YN_ERROR_WRONG_TYPE);
  memset (bent + 16, 0x7f, 8); /* two thousand million squares a side, says its head */
  bomb = g_bytes_new (bent, size);
  assert_refused (bomb, YN_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signing/mark/check-text", says_what_it_is_checked_by);
  g_test_add_func ("/signing/mark/names-the-paper", names_the_paper);
  g_test_add_func ("/signing/mark/picture", takes_a_picture);
  g_test_add_func ("/signing/mark/no-picture-in-practice", no_picture_in_practice);
  g_test_add_func ("/signing/mark/looks-into-the-picture", looks_into_the_picture);
  result = g_test_run ();
  test_material_free ();
  return result;
}
