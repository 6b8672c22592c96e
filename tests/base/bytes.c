/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A file and the same bytes in memory answer every question alike, at the edges of windows too. */

#include "base/bytes.h"

#include "base/error.h"
#include "fixtures/folder.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SIZE (700 * 1000) /* more than two windows */
#define WINDOW (256 * 1024)

typedef struct
{
  TestFolder *folder;
  char *path;
  GBytes *content;
  YnBytes *both[2]; /* in memory, in a file */
} Desk;

static void
desk_set_up (Desk *desk, gconstpointer unused)
{
  static const gsize marks[] = { 0, 65530, WINDOW - 3, 2 * WINDOW - 1, SIZE - 6 };
  char *content = g_malloc (SIZE);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < SIZE; i++)
    content[i] = (char) ('a' + i % 7);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    memcpy (content + marks[i], "needle", 6);
  desk->content = g_bytes_new_take (content, SIZE);
  desk->folder = test_folder_new ();
  desk->path = test_folder_path (desk->folder, "content");
  g_assert_true (g_file_set_contents (desk->path, content, SIZE, NULL));
  desk->both[0] = yn_bytes_new (desk->content);
  desk->both[1] = yn_bytes_new_fd (open (desk->path, O_RDONLY | O_CLOEXEC), &error);
  g_assert_no_error (error);
}

static void
desk_tear_down (Desk *desk, gconstpointer unused)
{
  yn_bytes_unref (desk->both[0]);
  yn_bytes_unref (desk->both[1]);
  g_bytes_unref (desk->content);
  g_free (desk->path);
  test_folder_free (desk->folder);
}

static void
test_look (Desk *desk, gconstpointer unused)
{
  static const struct
  {
    gsize offset, length;
    gboolean there;
  } cases[] = {
    { 0, 0, TRUE },
    { 0, YN_BYTES_LOOK, TRUE },
    { WINDOW - 10, 20, TRUE },
    { SIZE - YN_BYTES_LOOK, YN_BYTES_LOOK, TRUE },
    { 100, 1, TRUE },
    { SIZE, 0, TRUE },
    { SIZE, 1, FALSE },
    { SIZE - 1, 2, FALSE },
    { G_MAXSIZE, 1, FALSE },
    { 1, G_MAXSIZE, FALSE },
  };
  const char *content = g_bytes_get_data (desk->content, NULL);

  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        const char *seen = yn_bytes_look (desk->both[side], cases[i].offset, cases[i].length);

        g_assert_cmpint (seen != NULL, ==, cases[i].there);
        if (seen != NULL)
          g_assert_cmpmem (seen, cases[i].length, content + cases[i].offset, cases[i].length);
      }
}

static void
test_find (Desk *desk, gconstpointer unused)
{
  static const gsize marks[] = { 0, 65530, WINDOW - 3, 2 * WINDOW - 1, SIZE - 6 };

  for (guint side = 0; side < 2; side++)
    {
      gsize at = 0;
      guint n = 0;

      for (; yn_bytes_find (desk->both[side], at, SIZE, "needle", &at); at++)
        g_assert_cmpuint (at, ==, marks[n++]);
      g_assert_cmpuint (n, ==, G_N_ELEMENTS (marks));
      g_assert_false (yn_bytes_find (desk->both[side], 1, 65535, "needle", &at)); /* its last letter is outside */
      g_assert_true (yn_bytes_find (desk->both[side], 1, 65536, "needle", &at));
      g_assert_false (yn_bytes_find (desk->both[side], SIZE, SIZE, "needle", &at));
      g_assert_false (yn_bytes_find (desk->both[side], G_MAXSIZE, G_MAXSIZE, "needle", &at));
    }
}

static void
join (const void *data, gsize length, gpointer user_data)
{
  g_byte_array_append (user_data, data, (guint) length);
}

static void
test_each_and_slice (Desk *desk, gconstpointer unused)
{
  static const gsize ranges[][2] = { { 0, SIZE }, { 1, SIZE - 1 }, { WINDOW, WINDOW }, { WINDOW - 1, WINDOW + 1 } };
  const char *content = g_bytes_get_data (desk->content, NULL);

  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
      {
        gsize length = ranges[i][1] - ranges[i][0];
        g_autoptr (GByteArray) joined = g_byte_array_new ();
        g_autoptr (GBytes) slice = yn_bytes_slice (desk->both[side], ranges[i][0], ranges[i][1]);

        g_assert_true (yn_bytes_each (desk->both[side], ranges[i][0], ranges[i][1], join, joined));
        g_assert_cmpmem (joined->data, joined->len, content + ranges[i][0], length);
        g_assert_cmpmem (g_bytes_get_data (slice, NULL), g_bytes_get_size (slice), content + ranges[i][0], length);
        g_assert_null (yn_bytes_slice (desk->both[side], 1, SIZE + 1));
        g_assert_false (yn_bytes_each (desk->both[side], 2, 1, join, joined));
      }
}

/* Prefixes one after another, shorter and longer: each is the beginning and nothing else, under a name of its own. */
static void
test_prefix (Desk *desk, gconstpointer unused)
{
  static const gsize lengths[] = { 1000, SIZE - 1, 17, WINDOW, SIZE, SIZE + 5 };
  const char *content = g_bytes_get_data (desk->content, NULL);

  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (YnBytes) prefix = yn_bytes_prefix (desk->both[side], lengths[i], &error);
        gsize length = MIN (lengths[i], SIZE);
        g_autoptr (GBytes) all = NULL;
        g_autofree char *again = NULL;
        gsize size;

        g_assert_no_error (error);
        g_assert_cmpuint (yn_bytes_size (prefix), ==, length);
        all = yn_bytes_slice (prefix, 0, length);
        g_assert_cmpmem (g_bytes_get_data (all, NULL), g_bytes_get_size (all), content, length);
        g_assert_cmpint (yn_bytes_path (prefix) != NULL, ==, side == 1);
        if (side == 0)
          continue;
        g_assert_true (g_file_get_contents (yn_bytes_path (prefix), &again, &size, NULL));
        g_assert_cmpmem (again, size, content, length);
      }
}

/* Whoever has a file open reads that one, whatever is put under its name; what is written into it is noticed. */
static void
test_changes (Desk *desk, gconstpointer unused)
{
  g_autofree char *other = test_folder_path (desk->folder, "other");
  g_autofree char *again = NULL;
  const char *content = g_bytes_get_data (desk->content, NULL);
  int fd = open (desk->path, O_WRONLY | O_CLOEXEC);
  gsize size;

  g_assert_true (g_file_set_contents (other, "other", 5, NULL));
  g_assert_cmpint (g_rename (other, desk->path), ==, 0);
  g_assert_cmpmem (yn_bytes_look (desk->both[1], 300000, 5), 5, content + 300000, 5);
  g_assert_true (g_file_get_contents (yn_bytes_path (desk->both[1]), &again, &size, NULL));
  g_assert_cmpmem (again, size, content, SIZE);
  g_assert_true (yn_bytes_unchanged (desk->both[1]));
  g_assert_cmpint (ftruncate (fd, 10), ==, 0);
  close (fd);
  g_assert_false (yn_bytes_unchanged (desk->both[1]));
  g_assert_true (yn_bytes_unchanged (desk->both[0]));
  g_assert_null (yn_bytes_slice (desk->both[1], 0, SIZE));
  g_assert_null (yn_bytes_look (desk->both[1], 0, 5));
}

static void
test_what_is_no_file (Desk *desk, gconstpointer unused)
{
  g_autofree char *empty = test_folder_path (desk->folder, "empty");
  g_autofree char *absent = test_folder_path (desk->folder, "absent");
  const struct
  {
    const char *path;
    YnError code;
  } cases[] = {
    { empty, YN_ERROR_FILE_EMPTY },
    { absent, YN_ERROR_FILE_UNREADABLE },
    { desk->folder, YN_ERROR_FOLDER_NOT_FILE },
    { "/dev/zero", YN_ERROR_FILE_UNREADABLE },
  };

  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yn_bytes_open (cases[i].path, &error));
      g_assert_error (error, YN_ERROR, cases[i].code);
    }
}

/* What somebody else may have put there: never more than asked for, and nobody waits for a pipe's writer. */
static void
test_read (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->folder, "five", NULL);
  g_autofree char *pipe = g_build_filename (desk->folder, "pipe", NULL);
  g_autoptr (GError) error = NULL, waits = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (g_file_set_contents (path, "hello", 5, NULL));
  bytes = yn_bytes_read (path, 5, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "hello", 5);
  g_assert_null (yn_bytes_read (path, 4, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOO_LARGE);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_null (yn_bytes_read (pipe, 5, &waits));
  g_assert_error (waits, YN_ERROR, YN_ERROR_FILE_UNREADABLE);
}

#define ADD(path, test) g_test_add (path, Desk, NULL, desk_set_up, test, desk_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/bytes/look", test_look);
  ADD ("/bytes/find", test_find);
  ADD ("/bytes/each-and-slice", test_each_and_slice);
  ADD ("/bytes/prefix", test_prefix);
  ADD ("/bytes/changes", test_changes);
  ADD ("/bytes/what-is-no-file", test_what_is_no_file);
  ADD ("/bytes/read", test_read);
  return g_test_run ();
}
