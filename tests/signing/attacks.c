/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The attack families of the literature on signed PDF, a file each, and what must be said of it; and what is
 * no attack. With --files DIR the files are left there, with manifest.tsv and whom to trust, for trying other
 * verifiers on them. */

#include "cases.h"

#include "fixtures/folder.h"

#include <string.h>

typedef struct
{
  const TestCase *rows;
  gsize n;
} Table;

#define N_TABLES 6

static TestScene *scene;

static const YnSignatureVerdict *
first_of (const YnVerification *verification)
{
  return verification->signatures->len > 0 ? g_ptr_array_index (verification->signatures, 0) : NULL;
}

static gboolean
lists (const YnVerification *verification, const char *code)
{
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      for (guint c = 0; c < verdict->changes->len; c++)
        if (g_str_equal (((const YnChange *)g_ptr_array_index (verdict->changes, c))->code, code))
          return TRUE;
    }
  return FALSE;
}

static void
say (const YnVerification *verification)
{
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      g_test_message ("%s: %s (%s), %s", verdict->field, verdict->intact_code,
                      verdict->intact_detail != NULL ? verdict->intact_detail : "", verdict->who_code);
      for (guint c = 0; c < verdict->changes->len; c++)
        {
          const YnChange *change = g_ptr_array_index (verdict->changes, c);

          g_test_message ("  %s page %u %s: %s", change->code, change->page,
                          change->name != NULL ? change->name : "", yn_verdict_name (change->allowed));
        }
    }
}

/* Of what does not hold no time is told, or that there is none, nor who is to be asked about it. */
static void
proves_nothing (const YnSignatureVerdict *verdict)
{
  if (verdict->intact != YN_VERDICT_NO)
    return;
  g_assert_cmpint (verdict->when, !=, YN_VERDICT_YES);
  if (verdict->when != YN_VERDICT_NO)
    g_assert_cmpstr (verdict->when_code, ==,
                     verdict->claimed < 0 && verdict->timestamp < 0 ? "no-time" : "time-of-changed");
  for (guint i = 0; i < verdict->changes->len; i++)
    for (guint j = i + 1; j < verdict->changes->len; j++)
      {
        const YnChange *one = g_ptr_array_index (verdict->changes, i), *other = g_ptr_array_index (verdict->changes, j);

        g_assert_false (g_str_equal (one->code, other->code) && g_strcmp0 (one->name, other->name) == 0
                        && one->page == other->page);
      }
}

static void
test_case (gconstpointer data)
{
  const TestCase *row = data;
  g_autoptr (GBytes) pdf = row->make (scene, row);
  g_autoptr (YnVerification) verification = yn_verify (pdf, scene->trust, NOW);
  const YnSignatureVerdict *first = first_of (verification);

  say (verification);
  g_assert_cmpstr (verification->code, ==, row->code);
  g_assert_cmpint (verification->whole, ==, row->whole);
  g_assert_cmpstr (first != NULL ? first->intact_code : NULL, ==, row->first);
  if (row->listed != NULL)
    g_assert_true (lists (verification, row->listed));
  for (guint i = 0; i < verification->signatures->len; i++)
    proves_nothing (g_ptr_array_index (verification->signatures, i));
}

/* A later signature does not heal what came before it. Where the file can no longer be opened nothing can be
 * signed; and what stands between two revisions is seen by no reader. */
static void
test_healed (gconstpointer data)
{
  const TestCase *row = data;
  g_autoptr (GBytes) pdf = row->make (scene, row);
  PenSignature how = { .name = "healer", .box = "300 500 400 560" };
  g_autoptr (YnPdf) opened = yn_pdf_open (pdf, NULL);
  g_autoptr (YnPdfRevision) revision = opened != NULL ? yn_pdf_revision_new (opened, NULL) : NULL;
  g_autoptr (GBytes) signed_again = NULL;
  g_autoptr (YnVerification) verification = NULL;

  if (row->first == NULL || revision == NULL || g_str_equal (row->family, "junk"))
    return;
  signed_again = pen_signed (pdf, &how, scene->second);
  verification = yn_verify (signed_again, scene->trust, NOW);
  say (verification);
  g_assert_cmpint (verification->whole, !=, YN_VERDICT_YES);
}

static gboolean
write_file (const char *folder, const char *name, const void *data, gsize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_set_contents (path, data, (gssize) length, NULL);
}

static gboolean
write_bytes (const char *folder, const char *name, GBytes *bytes)
{
  return write_file (folder, name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gboolean
write_case (const char *folder, const TestCase *row, GString *manifest)
{
  g_autoptr (GBytes) pdf = row->make (scene, row);
  g_autofree char *name = g_strdup_printf ("%s.%s.pdf", row->family, row->name);

  g_string_append_printf (manifest, "%s\t%s\t%s\n", name, yn_verdict_name (row->whole), row->code);
  return write_bytes (folder, name, pdf);
}

/* The folder is also one to trust: the authority, and its list of certificates taken back. */
static gboolean
write_files (const Table *tables, gsize n, const char *folder)
{
  g_autoptr (GString) manifest = g_string_new (NULL);
  g_autoptr (GBytes) root = yn_authority_root_pem (test_authority (FALSE));
  gboolean written = g_mkdir_with_parents (folder, 0755) == 0 && write_bytes (folder, "root.pem", root)
                     && write_bytes (folder, "root.crl", scene->list);

  for (gsize t = 0; t < n; t++)
    for (gsize i = 0; i < tables[t].n; i++)
      written = written && write_case (folder, &tables[t].rows[i], manifest);
  return written && write_file (folder, "manifest.tsv", manifest->str, manifest->len);
}

/* Each line of the manifest, judged by nothing but what lies in the folder. */
static void
test_manifest (gconstpointer tables)
{
  TestFolder *folder = test_folder_new ();
  g_autofree char *list = test_folder_path (folder, "manifest.tsv");
  g_autofree char *text = NULL;
  g_autoptr (YnTrust) trust = yn_trust_new ();
  g_auto (GStrv) lines = NULL;

  g_assert_true (write_files (tables, N_TABLES, folder));
  g_assert_true (g_file_get_contents (list, &text, NULL, NULL));
  g_assert_true (yn_trust_add_folder (trust, folder, NULL));
  g_assert_cmpuint (yn_trust_left_out (trust)->len, ==, 0);
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 100);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) told = g_strsplit (*line, "\t", -1);
      g_autofree char *path = test_folder_path (folder, told[0]);
      g_autoptr (YnBytes) file = yn_bytes_open (path, NULL);
      g_autoptr (YnVerification) verification = yn_verify_bytes (file, trust, NOW);

      g_test_message ("%s", told[0]);
      g_assert_cmpstr (yn_verdict_name (verification->whole), ==, told[1]);
      g_assert_cmpstr (verification->code, ==, told[2]);
    }
  test_folder_free (folder);
}

static void
add_tests (const Table *table, gboolean attacks)
{
  for (gsize i = 0; i < table->n; i++)
    {
      const TestCase *row = &table->rows[i];
      g_autofree char *alone = g_strdup_printf ("/attacks/%s/%s", row->family, row->name);
      g_autofree char *healed = g_strdup_printf ("/healed/%s/%s", row->family, row->name);

      g_test_add_data_func (alone, row, test_case);
      if (attacks)
        g_test_add_data_func (healed, row, test_healed);
    }
}

int
main (int argc, char *argv[])
{
  Table tables[N_TABLES];
  int result;

  tables[0].rows = test_cases_saving (&tables[0].n);
  tables[1].rows = test_cases_forging (&tables[1].n);
  tables[2].rows = test_cases_hiding (&tables[2].n);
  tables[3].rows = test_cases_filling (&tables[3].n);
  tables[4].rows = test_cases_signer (&tables[4].n);
  tables[5].rows = test_cases_rightful (&tables[5].n);
  if (argc == 3 && strcmp (argv[1], "--files") == 0)
    {
      scene = test_scene_new ();
      result = write_files (tables, N_TABLES, argv[2]) ? 0 : 1;
    }
  else
    {
      g_test_init (&argc, &argv, NULL);
      g_test_set_nonfatal_assertions (); /* a table tells most when it is read to its end */
      scene = test_scene_new ();
      for (gsize t = 0; t < N_TABLES; t++)
        add_tests (&tables[t], t != N_TABLES - 1);
      g_test_add_data_func ("/manifest", tables, test_manifest);
      result = g_test_run ();
    }
  test_scene_free (scene);
  test_material_free ();
  return result;
}
