/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/error.h"
#include "base/sql.h"
#include "fixtures/folder.h"

#include <glib/gstdio.h>
#include <string.h>

static const char first[] =
    "CREATE TABLE thing (id TEXT UNIQUE, number INTEGER, real REAL, bytes BLOB) STRICT;";
static const char second[] = "ALTER TABLE thing ADD COLUMN colour TEXT; UPDATE thing SET colour='red';";
static const char *const one_schema[] = { first, NULL };
static const char *const two_schemas[] = { first, second, NULL };

static gint64
count (YnSql *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSqlRows) rows = yn_sql_query (sql, &error, "SELECT count(*) FROM thing", "");

  g_assert_true (yn_sql_next (rows, &error));
  g_assert_no_error (error);
  return yn_sql_int (rows, 0);
}

static void
insert (YnSql *sql, const char *id)
{
  g_autoptr (GError) error = NULL;

  yn_sql_run (sql, &error, "INSERT INTO thing (id) VALUES (?)", "s", id);
  g_assert_no_error (error);
}

static void
binds_and_reads (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSql) sql = yn_sql_open (NULL, one_schema, &error);
  g_autoptr (GBytes) bytes = g_bytes_new ("a\0b", 3);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GBytes) read_nothing = NULL;
  g_autoptr (YnSqlRows) rows = NULL;

  g_assert_no_error (error);
  yn_sql_run (sql, &error, "INSERT INTO thing VALUES (?, ?, ?, ?)", "sidb", "一", G_MININT64, 0.5, bytes);
  yn_sql_run (sql, &error, "INSERT INTO thing VALUES (?, ?, ?, ?)", "sidb", "二", (gint64) 0, 0.0, nothing);
  yn_sql_run (sql, &error, "INSERT INTO thing (id, bytes) VALUES (?, ?)", "sb", NULL, NULL);
  g_assert_no_error (error);
  g_assert_cmpint (yn_sql_changes (sql), ==, 1);

  rows = yn_sql_query (sql, &error, "SELECT id, number, real, bytes FROM thing ORDER BY rowid", "");
  g_assert_true (yn_sql_next (rows, &error));
  g_assert_cmpstr (yn_sql_text (rows, 0), ==, "一");
  g_assert_cmpint (yn_sql_int (rows, 1), ==, G_MININT64);
  g_assert_cmpfloat (yn_sql_double (rows, 2), ==, 0.5);
  read = yn_sql_blob (rows, 3);
  g_assert_true (g_bytes_equal (read, bytes));

  g_assert_true (yn_sql_next (rows, &error));
  read_nothing = yn_sql_blob (rows, 3);
  g_assert_nonnull (read_nothing);
  g_assert_cmpuint (g_bytes_get_size (read_nothing), ==, 0);

  g_assert_true (yn_sql_next (rows, &error));
  g_assert_null (yn_sql_text (rows, 0));
  g_assert_true (yn_sql_is_null (rows, 1));
  g_assert_null (yn_sql_blob (rows, 3));
  g_assert_false (yn_sql_next (rows, &error));
  g_assert_no_error (error);
}

/* The same question asked inside its own rows. */
static void
nests_questions (void)
{
  g_autoptr (YnSql) sql = yn_sql_open (NULL, one_schema, NULL);
  static const char question[] = "SELECT id FROM thing ORDER BY id";
  g_autoptr (YnSqlRows) outer = NULL;
  int seen = 0;

  insert (sql, "a");
  insert (sql, "b");
  outer = yn_sql_query (sql, NULL, question, "");
  while (yn_sql_next (outer, NULL))
    {
      g_autoptr (YnSqlRows) inner = yn_sql_query (sql, NULL, question, "");

      while (yn_sql_next (inner, NULL))
        seen++;
    }
  g_assert_cmpint (seen, ==, 4);
}

static void
tells_a_constraint (void)
{
  g_autoptr (YnSql) sql = yn_sql_open (NULL, one_schema, NULL);
  g_autoptr (GError) error = NULL;

  insert (sql, "a");
  g_assert_false (yn_sql_run (sql, &error, "INSERT INTO thing (id) VALUES (?)", "s", "a"));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
}

static void
tells_nonsense (void)
{
  g_autoptr (YnSql) sql = yn_sql_open (NULL, one_schema, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (yn_sql_run (sql, &error, "SELEKT 1", ""));
  g_assert_error (error, YN_ERROR, YN_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (yn_sql_query (sql, &error, "SELECT * FROM nowhere", ""));
  g_assert_error (error, YN_ERROR, YN_ERROR_FAILED);
  /* The rows of a question that failed are no rows, and the first error stands. */
  g_assert_false (yn_sql_next (NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FAILED);
}

static void
rolls_back_what_goes_out_of_scope (void)
{
  g_autoptr (YnSql) sql = yn_sql_open (NULL, one_schema, NULL);
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (sql, &error);

    g_assert_no_error (error);
    insert (sql, "a");
  }
  g_assert_cmpint (count (sql), ==, 0);
  {
    g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (sql, &error);

    insert (sql, "a");
    g_assert_true (yn_sql_commit (&transaction, &error));
    g_assert_null (transaction);
  }
  g_assert_cmpint (count (sql), ==, 1);
}

static void
raises_the_schema (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "a.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSql) sql = yn_sql_open (path, one_schema, &error);
  g_autoptr (YnSqlRows) rows = NULL;

  g_assert_no_error (error);
  insert (sql, "a");
  g_clear_pointer (&sql, yn_sql_close);

  sql = yn_sql_open (path, two_schemas, &error);
  g_assert_no_error (error);
  rows = yn_sql_query (sql, &error, "SELECT colour FROM thing", "");
  g_assert_true (yn_sql_next (rows, &error));
  g_assert_cmpstr (yn_sql_text (rows, 0), ==, "red");
  g_clear_pointer (&rows, yn_sql_rows_free);
  g_clear_pointer (&sql, yn_sql_close);

  g_assert_null (yn_sql_open (path, one_schema, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_STORE_TOO_NEW);
}

/* A script that fails half way leaves the file at the version before. */
static void
raises_whole_or_not_at_all (void)
{
  static const char *const broken[] = { first, "CREATE TABLE other (id TEXT); SELEKT 1;", NULL };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "a.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSql) sql = NULL;
  g_autoptr (YnSqlRows) rows = NULL;

  g_assert_null (yn_sql_open (path, broken, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FAILED);
  g_clear_error (&error);
  sql = yn_sql_open (path, one_schema, &error);
  g_assert_no_error (error);
  rows = yn_sql_query (sql, &error, "SELECT 1 FROM sqlite_schema WHERE name='other'", "");
  g_assert_false (yn_sql_next (rows, &error));
  g_assert_no_error (error);
}

static void
tells_two_connections_apart (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "a.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSql) one = yn_sql_open (path, one_schema, &error);
  g_autoptr (YnSql) other = yn_sql_open (path, one_schema, &error);
  g_autoptr (YnSqlTransaction) transaction = NULL;
  gint64 version;

  g_assert_no_error (error);
  version = yn_sql_data_version (one);
  insert (other, "a");
  g_assert_cmpint (yn_sql_data_version (one), !=, version);
  g_assert_cmpint (count (one), ==, 1);

  transaction = yn_sql_begin (other, &error);
  g_assert_no_error (error);
  yn_sql_set_patience (one, 1);
  g_assert_null (yn_sql_begin (one, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_STORE_LOCKED);
  g_assert_cmpint (count (one), ==, 1); /* readers are never kept waiting */
}

static void
reads_only (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "a.db");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSql) sql = yn_sql_open (path, one_schema, &error);
  g_autoptr (YnSql) reader = yn_sql_open_read_only (path, &error);

  g_assert_no_error (error);
  insert (sql, "a");
  g_assert_cmpint (count (reader), ==, 1);
  g_assert_false (yn_sql_run (reader, &error, "DELETE FROM thing", ""));
  g_assert_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE);
}

static void
is_private (void)
{
  static const char *const names[] = { "a.db", "a.db-wal", "a.db-shm" };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "a.db");
  g_autoptr (YnSql) sql = yn_sql_open (path, one_schema, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = test_folder_path (folder, names[i]);
      GStatBuf status;

      g_assert_cmpint (g_stat (file, &status), ==, 0);
      g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
    }
}

static void
fill (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSql) sql = yn_sql_open (path, one_schema, &error);
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (sql, &error);

  for (int i = 0; i < 500; i++)
    {
      g_autofree char *id = g_strdup_printf ("%08d a row that takes some room on its page", i);

      insert (sql, id);
    }
  g_assert_true (yn_sql_commit (&transaction, &error));
  g_assert_no_error (error);
}

static void
overwrite (char *content, gsize length, gsize from, gsize upto)
{
  for (gsize i = from; i < upto && i < length; i++)
    content[i] = (char) (i * 37 + 11);
}

/* Each of these is a way in which a file comes back from a broken disk. */
static void
says_damaged (void)
{
  static const struct
  {
    const char *what;
    gssize keep;           /* bytes; -1: all */
    gsize from, upto;      /* overwritten */
  } cases[] = {
    { "not a database at all", -1, 0, 100 },
    { "cut in the middle of a page", 10000, 0, 0 },
    { "cut at a page's end", 8192, 0, 0 },
    { "cut inside the header", 60, 0, 0 },
    { "the schema's page overwritten", -1, 100, 4000 },
    { "a page of rows overwritten", -1, 3 * 4096, 4 * 4096 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TestFolder) folder = test_folder_new ();
      g_autofree char *path = test_folder_path (folder, "a.db");
      g_autofree char *content = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (YnSql) sql = NULL;
      gsize length;

      g_test_message ("%s", cases[i].what);
      fill (path);
      g_file_get_contents (path, &content, &length, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (length, >, 5 * 4096);
      overwrite (content, length, cases[i].from, cases[i].upto);
      g_file_set_contents (path, content, cases[i].keep >= 0 ? cases[i].keep : (gssize) length, &error);
      g_assert_no_error (error);

      sql = yn_sql_open (path, one_schema, &error);
      g_assert_null (sql);
      g_assert_error (error, YN_ERROR, YN_ERROR_STORE_DAMAGED);
      g_clear_error (&error);
      g_assert_null (yn_sql_open_read_only (path, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_STORE_DAMAGED);
    }
}

static void
says_unwritable (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "no/folder/a.db");
  g_autoptr (GError) error = NULL;

  g_assert_null (yn_sql_open (path, one_schema, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE);
  g_clear_error (&error);
  g_assert_null (yn_sql_open (folder, one_schema, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE);
}

/* POSIX drops all locks of a process on a file as soon as it closes any descriptor of it: a second connection must not
 * cost the first one its locks, or another process takes the file for unused and clears the journal away. */
static void
keeps_its_locks_beside_another (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "a.db");
  g_autofree char *journal = test_folder_path (folder, "a.db-wal");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSql) sql = yn_sql_open (path, one_schema, &error);
  g_autoptr (YnSql) beside = NULL;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--open-and-close", path, NULL };
  int status;

  g_assert_no_error (error);
  insert (sql, "一");
  beside = yn_sql_open (path, one_schema, &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  insert (sql, "二");
  g_assert_cmpint (count (beside), ==, 2);
}

/* What another process does. */
static int
open_and_close (const char *path)
{
  g_autoptr (YnSql) sql = yn_sql_open (path, one_schema, NULL);

  return sql == NULL;
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--open-and-close"))
    return open_and_close (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/sql/binds-and-reads", binds_and_reads);
  g_test_add_func ("/base/sql/nests-questions", nests_questions);
  g_test_add_func ("/base/sql/tells-a-constraint", tells_a_constraint);
  g_test_add_func ("/base/sql/tells-nonsense", tells_nonsense);
  g_test_add_func ("/base/sql/rolls-back-what-goes-out-of-scope", rolls_back_what_goes_out_of_scope);
  g_test_add_func ("/base/sql/raises-the-schema", raises_the_schema);
  g_test_add_func ("/base/sql/raises-whole-or-not-at-all", raises_whole_or_not_at_all);
  g_test_add_func ("/base/sql/tells-two-connections-apart", tells_two_connections_apart);
  g_test_add_func ("/base/sql/keeps-its-locks-beside-another", keeps_its_locks_beside_another);
  g_test_add_func ("/base/sql/reads-only", reads_only);
  g_test_add_func ("/base/sql/is-private", is_private);
  g_test_add_func ("/base/sql/says-damaged", says_damaged);
  g_test_add_func ("/base/sql/says-unwritable", says_unwritable);
  return g_test_run ();
}
