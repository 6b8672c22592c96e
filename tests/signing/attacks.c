/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The attack families of the literature on signed PDF, a file each, and what must be said of it; and what is
 * no attack. With --files DIR the files are left there, with manifest.tsv, for trying other verifiers on
 * them. */

#include "cases.h"

#include <string.h>

typedef struct
{
  const TestCase *rows;
  gsize n;
} Table;

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

/* Of what does not hold no time is told, nor who is to be asked about it. */
static void
proves_nothing (const YnSignatureVerdict *verdict)
{
  if (verdict->intact != YN_VERDICT_NO)
    return;
  g_assert_cmpint (verdict->when, !=, YN_VERDICT_YES);
  if (verdict->when != YN_VERDICT_NO)
    g_assert_cmpstr (verdict->when_code, ==, "time-of-changed");
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

static void
write_file (const char *folder, const TestCase *row, GString *manifest)
{
  g_autoptr (GBytes) pdf = row->make (scene, row);
  g_autofree char *name = g_strdup_printf ("%s.%s.pdf", row->family, row->name);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (pdf, NULL), (gssize)g_bytes_get_size (pdf), NULL));
  g_string_append_printf (manifest, "%s\t%s\t%s\n", name, yn_verdict_name (row->whole), row->code);
}

static int
write_files (const Table *tables, gsize n, const char *folder)
{
  g_autoptr (GString) manifest = g_string_new (NULL);
  g_autofree char *list = g_build_filename (folder, "manifest.tsv", NULL);
  g_autofree char *root = g_build_filename (folder, "root.pem", NULL);
  g_autoptr (GBytes) pem = yn_authority_root_pem (test_authority (FALSE));

  if (g_mkdir_with_parents (folder, 0755) != 0)
    return 1;
  for (gsize t = 0; t < n; t++)
    for (gsize i = 0; i < tables[t].n; i++)
      write_file (folder, &tables[t].rows[i], manifest);
  return g_file_set_contents (list, manifest->str, -1, NULL)
                 && g_file_set_contents (root, g_bytes_get_data (pem, NULL), (gssize)g_bytes_get_size (pem),
                                         NULL)
             ? 0
             : 1;
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
  Table tables[6];
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
      result = write_files (tables, G_N_ELEMENTS (tables), argv[2]);
    }
  else
    {
      g_test_init (&argc, &argv, NULL);
      g_test_set_nonfatal_assertions (); /* a table tells most when it is read to its end */
      scene = test_scene_new ();
      for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
        add_tests (&tables[t], t != G_N_ELEMENTS (tables) - 1);
      result = g_test_run ();
    }
  test_scene_free (scene);
  test_material_free ();
  return result;
}
