/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* How long a signature takes, next to what nobody can save: drawing the pages' text with Pango and Cairo, and one bare
 * EVP_DigestSign() over the bytes. How much memory a large file takes. One line for each figure; nothing is judged here.
 *
 *   signing make FOLDER ANSWERS      a key, a root, a paper and a letter, the same signed three times
 *   signing print FOLDER ANSWERS SECONDS
 *   signing sign FOLDER SECONDS
 *   signing verify FOLDER SECONDS
 *   signing large FOLDER FILE        signs FILE twice over and verifies it: seconds and resident memory */

#include "papers/paper.h"
#include "papers/pdf.h"
#include "papers/reading.h"
#include "signing/material.h"
#include "signing/signer.h"

#include <cairo-pdf.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define CONTEXT \
  "{\"matter\":\"3f2c7a91-5d0e-4b8a-9c46-e1d87b25f06d\"," \
  "\"platform\":{\"id\":\"7d1b5e20-93c4-4f6a-8b07-52ae9c31d84f\",\"name\":\"样例平台\",\"practice\":false}," \
  "\"enterprise\":{\"name\":\"" SAMPLE_NAME "\",\"uscc\":\"" SAMPLE_USCC "\"}," \
  "\"authority\":{\"name\":\"样例窗口\"},\"day\":\"2026-11-23\",\"number\":null,\"about\":null}"

static YnKey *key;
static gint64 now;

static void
need (GError *error)
{
  if (error == NULL)
    return;
  fprintf (stderr, "%s\n", error->message);
  exit (1);
}

/* Of this program's own work: what else the machine does is no part of a figure. */
static double
seconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static GBytes *
load (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  need (error);
  return g_bytes_new_take (data, size);
}

static void
save (const char *folder, const char *name, GBytes *bytes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  need (error);
}

typedef struct
{
  YnService *service;
  YnJson *body;
} Filled;

static Filled
fill_in (const char *answers_path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answers = yn_json_load (answers_path, &error);
  g_autoptr (YnJson) context = yn_json_parse (CONTEXT, -1, NULL);
  g_autoptr (YnJson) annex = NULL;
  Filled filled;

  need (error);
  filled.service = yn_service_find ("F04", &error);
  need (error);
  filled.body = yn_paper_compose (filled.service, answers, context, NULL, &annex);
  return filled;
}

static GBytes *
printed (const Filled *filled)
{
  g_autoptr (GError) error = NULL;
  GBytes *paper = yn_paper_print (filled->service, filled->body, &error);

  need (error);
  return paper;
}

#define PASSWORD "bench"

static YnSecret *
password (void)
{
  return yn_secret_new (PASSWORD, strlen (PASSWORD));
}

static void
save_key (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "key.p12", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnNewKey) pair = yn_new_key_make (YN_KEY_RSA_2048, &error);
  g_autoptr (GBytes) asked = yn_new_key_request (pair, SAMPLE_NAME, SAMPLE_USCC, &error);
  g_autoptr (GBytes) chain =
      yn_authority_issue (test_authority (FALSE), asked, SAMPLE_NAME, SAMPLE_USCC, now - DAY, &error);
  g_autoptr (YnSecret) secret = password ();

  need (error);
  yn_new_key_save (pair, chain, secret, path, &error);
  need (error);
}

static void
load_key (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "key.p12", NULL);
  g_autoptr (YnSecret) secret = password ();
  g_autoptr (GError) error = NULL;

  key = yn_softkey_open (path, secret, &error);
  need (error);
}

/* What is drawn by hand: the words of the paper's pages, line by line, in the same font. */

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
drawn (char **texts)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect, bytes, 595, 842);
  cairo_t *cairo = cairo_create (surface);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cairo);
  PangoFontDescription *font = pango_font_description_from_string ("WenQuanYi Micro Hei 8");

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, 480 * PANGO_SCALE);
  for (char **text = texts; *text != NULL; text++)
    {
      cairo_move_to (cairo, 57, 40);
      pango_layout_set_text (layout, *text, -1);
      pango_cairo_show_layout (cairo, layout);
      cairo_show_page (cairo);
    }
  pango_font_description_free (font);
  cairo_destroy (cairo);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

/* Somebody else's letter, of the same words: it carries no answers. */
static void
save_letter (const char *folder, GBytes *paper)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) texts = yn_reading_texts (paper, NULL, &error);
  g_autoptr (GBytes) letter = NULL;
  g_autoptr (GBytes) signed_letter = NULL;
  static const char *const roles[] = { "legal-representative", "agent", "enterprise-seal" };

  need (error);
  letter = drawn (texts);
  save (folder, "letter.pdf", letter);
  signed_letter = g_bytes_ref (letter);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      GBytes *more = test_sign_at (signed_letter, roles[i], key, now);

      g_bytes_unref (signed_letter);
      signed_letter = more;
    }
  save (folder, "signed-letter.pdf", signed_letter);
}

static void
make (const char *folder, const char *answers)
{
  Filled filled = fill_in (answers);
  g_autoptr (GBytes) paper = printed (&filled);
  g_autoptr (GBytes) root = yn_authority_root_pem (test_authority (FALSE));
  g_autoptr (GBytes) once = NULL;
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) thrice = NULL;

  save_key (folder);
  load_key (folder);
  once = test_sign_at (paper, "legal-representative", key, now);
  twice = test_sign_at (once, "agent", key, now);
  thrice = test_sign_at (twice, "enterprise-seal", key, now);
  save (folder, "paper.pdf", paper);
  save (folder, "signed.pdf", thrice);
  save_letter (folder, paper);
  save (folder, "root.pem", root);
}

static void
bare_signature (EVP_PKEY *pair, GBytes *bytes)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  guint8 value[1024];
  gsize length = sizeof value;

  if (EVP_DigestSignInit (context, NULL, EVP_sha256 (), NULL, pair) != 1
      || EVP_DigestSign (context, value, &length, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) != 1)
    exit (1);
}

static void
print (const char *answers, double during)
{
  Filled filled = fill_in (answers);
  g_autoptr (GBytes) paper = printed (&filled);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) texts = yn_reading_texts (paper, NULL, &error);
  g_autoptr (EVP_PKEY) pair = EVP_RSA_gen (2048);
  double ours = 0, bare = 0, begun = seconds ();
  guint rounds = 0;

  need (error);
  do
    {
      double start = seconds ();
      g_autoptr (GBytes) own = printed (&filled);
      g_autoptr (GBytes) signed_paper = test_sign_at (own, "enterprise-seal", key, now);
      double between = seconds ();
      g_autoptr (GBytes) theirs = drawn (texts);

      bare_signature (pair, theirs);
      bare += seconds () - between;
      ours += between - start;
      rounds++;
    }
  while (seconds () - begun < during);
  printf ("%.3f %.3f\n", 1000 * ours / rounds, 1000 * bare / rounds);
}

static void
sign (const char *folder, double during)
{
  g_autoptr (GBytes) paper = load (folder, "letter.pdf");
  double begun = seconds ();
  guint rounds = 0;

  for (; seconds () - begun < during; rounds++)
    g_bytes_unref (test_sign_at (paper, "enterprise-seal", key, now));
  printf ("%.1f\n", rounds / (seconds () - begun));
}

static void
verify (const char *folder, double during)
{
  g_autoptr (GBytes) paper = load (folder, "signed-letter.pdf");
  g_autoptr (GBytes) root = load (folder, "root.pem");
  g_autoptr (YnTrust) trust = yn_trust_new ();
  double begun = seconds ();
  guint rounds = 0;

  yn_trust_add_pem (trust, root, NULL);
  for (; seconds () - begun < during; rounds++)
    {
      g_autoptr (YnVerification) verification = yn_verify (paper, trust, now);

      if (verification->whole != YN_VERDICT_YES)
        {
          fprintf (stderr, "%s\n", verification->code);
          exit (1);
        }
    }
  printf ("%.1f\n", rounds / (seconds () - begun));
}

/* In KiB, from the kernel's own account. */
static long
resident (const char *what)
{
  g_autofree char *status = NULL;
  const char *line;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);
  line = strstr (status, what);
  return line != NULL ? strtol (line + strlen (what), NULL, 10) : 0;
}

static void
forget_peak (void)
{
  g_autoptr (GError) error = NULL;
  int fd = open ("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);

  if (fd < 0 || write (fd, "5", 1) != 1)
    fprintf (stderr, "the peak of memory cannot be reset\n");
  close (fd);
}

static void
sign_file (const char *from, const char *to, const char *role)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnBytes) paper = yn_bytes_open (from, &error);
  YnSignOptions options = test_options (role, key);
  g_autofree char *digest = NULL;
  int fd = open (to, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  need (error);
  options.instant = now;
  if (!yn_sign_prepare_file (paper, &options, fd, &digest, &error)
      || !yn_sign_finish_file (fd, digest, key, NULL, NULL, &error))
    need (error);
  close (fd);
}

static void
large (const char *folder, const char *path)
{
  g_autofree char *once = g_strconcat (path, ".once", NULL);
  g_autofree char *twice = g_strconcat (path, ".twice", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) root = load (folder, "root.pem");
  g_autoptr (YnTrust) trust = yn_trust_new ();
  g_autoptr (GBytes) warm = test_paper (1);
  g_autoptr (YnBytes) paper = NULL;
  g_autoptr (YnVerification) verification = NULL;
  double start, between;
  long before, signing;

  yn_trust_add_pem (trust, root, NULL);
  g_bytes_unref (test_sign_at (warm, "agent", key, now));
  forget_peak ();
  before = resident ("VmRSS:");
  start = seconds ();
  sign_file (path, once, "agent");
  between = seconds ();
  signing = resident ("VmHWM:") - before;
  sign_file (once, twice, "enterprise-seal");
  g_unlink (once);
  forget_peak ();
  before = resident ("VmRSS:");
  paper = yn_bytes_open (twice, &error);
  need (error);
  start -= between;
  between = seconds ();
  verification = yn_verify_bytes (paper, trust, now);
  printf ("%.2f %ld %.2f %ld %s\n", -start, signing / 1024, seconds () - between,
          (resident ("VmHWM:") - before) / 1024, verification->code);
  g_unlink (twice);
}

int
main (int argc, char **argv)
{
  const char *what = argc > 2 ? argv[1] : "";

  now = g_get_real_time ();
  if (argc < 3)
    return 2;
  if (g_str_equal (what, "make"))
    make (argv[2], argv[3]);
  else
    load_key (argv[2]);
  if (g_str_equal (what, "print"))
    print (argv[3], atof (argv[4]));
  else if (g_str_equal (what, "sign"))
    sign (argv[2], atof (argv[3]));
  else if (g_str_equal (what, "verify"))
    verify (argv[2], atof (argv[3]));
  else if (g_str_equal (what, "large"))
    large (argv[2], argv[3]);
  yn_key_unref (key);
  test_material_free ();
  return 0;
}
