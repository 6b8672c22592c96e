/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/error.h"
#include "base/secret.h"
#include "fixtures/folder.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
holds_bytes (void)
{
  g_autoptr (YnSecret) empty = yn_secret_new (NULL, 0);
  g_autoptr (YnSecret) binary = yn_secret_new ("a\0b", 3);
  g_autoptr (YnSecret) taken = yn_secret_new_take (g_strdup ("口令"));
  g_autofree char *large = g_strnfill (10000, 'x');
  g_autoptr (YnSecret) pages = yn_secret_new_string (large);

  g_assert_cmpuint (yn_secret_length (empty), ==, 0);
  g_assert_cmpstr (yn_secret_text (empty), ==, "");
  g_assert_cmpmem (yn_secret_data (binary), yn_secret_length (binary), "a\0b", 3);
  g_assert_cmpint (yn_secret_text (binary)[3], ==, '\0');
  g_assert_cmpstr (yn_secret_text (taken), ==, "口令");
  g_assert_cmpstr (yn_secret_text (pages), ==, large);
}

static void
wipes (void)
{
  char memory[] = "password";
  const char zeros[sizeof memory] = { 0 };

  yn_secret_wipe (memory, sizeof memory);
  g_assert_cmpmem (memory, sizeof memory, zeros, sizeof zeros);
  yn_secret_wipe (NULL, 0);
}

static void
reads_first_line (void)
{
  static const struct
  {
    const char *content;
    gssize length;
    const char *secret;
    int code;
  } cases[] = {
    { "hunter2", -1, "hunter2", 0 },
    { "hunter2\n", -1, "hunter2", 0 },
    { "hunter2\r\nmore\n", -1, "hunter2", 0 },
    { " with spaces \n", -1, " with spaces ", 0 },
    { "口令\n", -1, "口令", 0 },
    { "", -1, NULL, YN_ERROR_FILE_EMPTY },
    { "\nsecond", -1, NULL, YN_ERROR_FILE_EMPTY },
    { "\r\n", -1, NULL, YN_ERROR_FILE_EMPTY },
  };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "password");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnSecret) secret = NULL;

      g_file_set_contents (path, cases[i].content, cases[i].length, &error);
      g_assert_no_error (error);
      secret = yn_secret_from_file (path, &error);
      if (cases[i].secret != NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (yn_secret_text (secret), ==, cases[i].secret);
        }
      else
        {
          g_assert_null (secret);
          g_assert_error (error, YN_ERROR, cases[i].code);
        }
    }
}

static void
reads_no_further_than_its_bound (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "password");
  g_autofree char *large = g_strnfill (100000, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSecret) secret = NULL;

  g_file_set_contents (path, large, -1, &error);
  g_assert_no_error (error);
  secret = yn_secret_from_file (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yn_secret_length (secret), ==, 4096);
}

static void
says_unreadable (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *absent = test_folder_path (folder, "absent");
  g_autoptr (GError) error = NULL;

  g_assert_null (yn_secret_from_file (absent, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE);
  g_clear_error (&error);
  g_assert_null (yn_secret_from_file (folder, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE);
}

/* A pipe at whose other end nobody stands is not waited for; one that is written to is read, late as it may be. */
static void
reads_pipes (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "pipe");
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSecret) secret = NULL;
  int ends[2];

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  g_assert_null (yn_secret_from_file (path, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FILE_EMPTY);
  g_assert_cmpint (pipe (ends), ==, 0);
  name = g_strdup_printf ("/dev/fd/%d", ends[0]);
  g_assert_cmpint (write (ends[1], "secret\n", 7), ==, 7);
  close (ends[1]);
  secret = yn_secret_from_file (name, NULL);
  g_assert_nonnull (secret);
  g_assert_cmpstr (yn_secret_text (secret), ==, "secret");
  close (ends[0]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/secret/holds-bytes", holds_bytes);
  g_test_add_func ("/base/secret/wipes", wipes);
  g_test_add_func ("/base/secret/reads-first-line", reads_first_line);
  g_test_add_func ("/base/secret/reads-no-further-than-its-bound", reads_no_further_than_its_bound);
  g_test_add_func ("/base/secret/says-unreadable", says_unreadable);
  g_test_add_func ("/base/secret/reads-pipes", reads_pipes);
  return g_test_run ();
}
