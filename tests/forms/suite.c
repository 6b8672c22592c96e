/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The official JSON Schema test suite, where YINUO_SUITE names an unpacked copy of it (with tests/ and remotes/).
 * The required part of both drafts must pass whole; of the optional part optional-suite.md says how many tests of each
 * file pass, and why not all. */

#include "forms/schema.h"

#include <string.h>

typedef struct
{
  const char *folder;
  YnDialect dialect;
  const char *uri; /* of the dialect */
} Draft;

static const Draft drafts[] = {
  { "draft2020-12", YN_DIALECT_2020_12, "https://json-schema.org/draft/2020-12/schema" },
  { "draft7", YN_DIALECT_DRAFT_07, "http://json-schema.org/draft-07/schema" },
};

typedef struct
{
  const Draft *draft;
  GHashTable *registry;
  YnSchemaOptions options;
  guint passed;
  guint failed;
} Count;

static gboolean
is_of_draft (const YnJson *document, const Draft *draft)
{
  const char *named = yn_json_get_string (document, "$schema");

  return named == NULL || g_str_has_prefix (named, draft->uri) || g_str_has_prefix (named, "http://localhost");
}

/* Remotes of other drafts would be asked for only by the optional part. */
static void
gather_remotes (GHashTable *registry, const char *folder, const char *uri, const Draft *draft)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *address = g_strconcat (uri, "/", name, NULL);
      g_autoptr (YnJson) document = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        gather_remotes (registry, path, address, draft);
      else if ((document = yn_json_load (path, NULL)) != NULL && is_of_draft (document, draft))
        g_hash_table_insert (registry, g_steal_pointer (&address), g_steal_pointer (&document));
    }
}

static void
run_case (Count *count, const char *file, const YnJson *group)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSchema) schema = yn_schema_compile_full (yn_json_get (group, "schema"), count->draft->dialect,
                                                        count->registry, count->options, &error);
  const YnJson *tests = yn_json_get (group, "tests");

  for (guint i = 0; i < yn_json_size (tests); i++)
    {
      const YnJson *test = yn_json_at (tests, i);
      gboolean valid = schema != NULL && yn_schema_valid (schema, yn_json_get (test, "data"));
      g_autoptr (GPtrArray) problems = schema != NULL ? yn_schema_check (schema, yn_json_get (test, "data"), NULL) : NULL;

      if (schema != NULL && valid == yn_json_boolean (yn_json_get (test, "valid")) && (problems->len == 0) == valid)
        {
          count->passed++;
          continue;
        }
      count->failed++;
      g_test_message ("%s: %s: %s%s%s", file, yn_json_get_string (group, "description"),
                      yn_json_get_string (test, "description"), error != NULL ? ": " : "",
                      error != NULL ? error->message : "");
    }
}

/* What the table beside this test says of a file: "| file | passed | of | why |". */
static void
assert_as_published (const char *file, guint passed, guint of)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "forms", "optional-suite.md", NULL);
  g_autofree char *line = g_strdup_printf ("\n| %s | %u | %u |", file, passed, of);
  g_autofree char *table = NULL;

  g_assert_true (g_file_get_contents (path, &table, NULL, NULL));
  if (strstr (table, line) == NULL)
    g_error ("optional-suite.md does not say:%s", line);
}

static void
run_folder (Count *count, const char *folder, const char *published)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (YnJson) groups = NULL;
      g_autoptr (GError) error = NULL;
      guint passed = count->passed, failed = count->failed;

      if (!g_str_has_suffix (name, ".json"))
        continue;
      groups = yn_json_load (path, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < yn_json_size (groups); i++)
        run_case (count, name, yn_json_at (groups, i));
      passed = count->passed - passed;
      if (published != NULL)
        {
          g_autofree char *file = g_strconcat (published, "/", name, NULL);

          assert_as_published (file, passed, passed + count->failed - failed);
        }
    }
}

static void
run_part (const Draft *draft, const char *part, YnSchemaOptions options, gboolean must)
{
  const char *suite = g_getenv ("YINUO_SUITE");
  g_autofree char *remotes = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *published = NULL;
  g_autoptr (GHashTable) registry = NULL;
  Count count = { .draft = draft, .options = options };

  if (suite == NULL)
    {
      g_test_skip ("json-schema-suite");
      return;
    }
  remotes = g_build_filename (suite, "remotes", NULL);
  folder = g_build_filename (suite, "tests", draft->folder, part, NULL);
  registry = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yn_json_unref);
  gather_remotes (registry, remotes, "http://localhost:1234", draft);
  count.registry = registry;
  published = g_strconcat (draft->folder, "/", part, NULL);
  run_folder (&count, folder, must ? NULL : published);
  g_test_message ("%s/%s: %u of %u", draft->folder, part, count.passed, count.passed + count.failed);
  g_assert_cmpuint (count.passed, >, 0);
  if (must)
    g_assert_cmpuint (count.failed, ==, 0);
}

static void
test_required (gconstpointer draft)
{
  run_part (draft, ".", YN_SCHEMA_FORMATS_ARE_NOTES, TRUE);
}

static void
test_optional (gconstpointer draft)
{
  run_part (draft, "optional", YN_SCHEMA_FORMATS_ARE_NOTES, FALSE);
}

static void
test_formats (gconstpointer draft)
{
  run_part (draft, "optional/format", YN_SCHEMA_DEFAULT, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      g_autofree char *required = g_strconcat ("/suite/", drafts[i].folder, "/required", NULL);
      g_autofree char *optional = g_strconcat ("/suite/", drafts[i].folder, "/optional", NULL);
      g_autofree char *formats = g_strconcat ("/suite/", drafts[i].folder, "/formats", NULL);

      g_test_add_data_func (required, &drafts[i], test_required);
      g_test_add_data_func (optional, &drafts[i], test_optional);
      g_test_add_data_func (formats, &drafts[i], test_formats);
    }
  return g_test_run ();
}
