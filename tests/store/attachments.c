/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/hash.h"
#include "desk.h"

#include <string.h>

static guint
files_of (Desk *desk)
{
  g_autofree char *path = desk_path (desk, "attachments");
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint files = 0;

  while (g_dir_read_name (dir) != NULL)
    files++;
  return files;
}

static YnAttachment *
add (Desk *desk, const char *matter, const char *content, guint64 max, GError **error)
{
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_data (content, strlen (content), NULL);

  return yn_attachments_add (desk->store, desk->id, matter, "photos", "照片<b>.png", "image/png", 0, source,
                             max, NULL, error);
}

static void
adds_and_opens (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) draft = desk_begin (desk, "{}");
  g_autofree char *content = g_strnfill (150000, 'p');
  g_autofree char *sha256 = yn_sha256_data (content, 150000);
  g_autofree char *read_sha256 = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnAttachment) added = add (desk, draft->matter, content, 150000, &error);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GInputStream) stream = NULL;
  YnAttachment *read;
  guint64 size;

  g_assert_no_error (error);
  desk_reopen (desk);
  list = yn_attachments_list (desk->store, desk->id, draft->matter, &error);
  g_assert_cmpuint (list->len, ==, 1);
  read = list->pdata[0];
  g_assert_cmpstr (read->id, ==, added->id);
  g_assert_cmpstr (read->name, ==, "照片<b>.png");
  g_assert_cmpstr (read->slot, ==, "photos");
  g_assert_cmpstr (read->type, ==, "image/png");
  g_assert_cmpstr (read->sha256, ==, sha256);
  g_assert_cmpuint (read->size, ==, 150000);
  stream = yn_attachments_open (desk->store, read, &error);
  g_assert_no_error (error);
  g_assert_true (G_IS_SEEKABLE (stream));
  read_sha256 = yn_sha256_stream (stream, &size, NULL, &error);
  g_assert_cmpstr (read_sha256, ==, sha256);
}

static void
refuses (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) draft = desk_begin (desk, "{}");
  g_autoptr (GError) error = NULL;

  g_assert_null (add (desk, draft->matter, "", 100, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FILE_EMPTY);
  g_clear_error (&error);
  g_assert_null (add (desk, draft->matter, "0123456789", 9, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOO_LARGE);
  g_assert_cmpuint (files_of (desk), ==, 0);
}

static void
removes (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) draft = desk_begin (desk, "{}");
  g_autoptr (YnAttachment) attachment = desk_attach (desk, draft->matter, "proof");
  g_autoptr (GError) error = NULL;

  g_assert_false (yn_attachments_remove (desk->store, "another enterprise", attachment->id, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpuint (files_of (desk), ==, 1);
  g_assert_true (yn_attachments_remove (desk->store, desk->id, attachment->id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (files_of (desk), ==, 0);
  g_assert_false (yn_attachments_remove (desk->store, desk->id, attachment->id, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
}

static void
assert_fixed (Desk *desk, const char *matter, const char *id, YnError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (add (desk, matter, "more", 100, &error));
  g_assert_error (error, YN_ERROR, (int) code);
  g_clear_error (&error);
  g_assert_false (yn_attachments_remove (desk->store, desk->id, id, &error));
  g_assert_error (error, YN_ERROR, (int) code);
  g_assert_cmpuint (files_of (desk), ==, 1);
}

/* A paper names its attachments by their hash: they stay as they are from then on (invariants 5 and 8). */
static void
is_fixed_once_printed (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) draft = desk_begin (desk, "{}");
  g_autoptr (YnAttachment) attachment = desk_attach (desk, draft->matter, "proof");
  g_autoptr (GBytes) paper = bytes_of ("%PDF");
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (GError) error = NULL;

  yn_drafts_put_paper (desk->store, desk->id, draft->matter, 1, paper, NULL, NULL, 1, &error);
  g_assert_no_error (error);
  assert_fixed (desk, draft->matter, attachment->id, YN_ERROR_UNDER_SIGNATURE);
  filing = yn_filings_keep (desk->store, desk->id, draft->matter, 2, "commitment", NULL, 1, &error);
  g_assert_no_error (error);
  assert_fixed (desk, draft->matter, attachment->id, YN_ERROR_ALREADY_FILED);
  g_assert_false (yn_drafts_discard (desk->store, desk->id, draft->matter, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_ALREADY_FILED);
  g_assert_cmpuint (files_of (desk), ==, 1);
}

/* Two files with their names exchanged on disk: neither is taken for the other. */
static void
finds_exchanged_files (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) draft = desk_begin (desk, "{}");
  g_autoptr (YnAttachment) one = desk_attach (desk, draft->matter, "proof one");
  g_autoptr (YnAttachment) two = desk_attach (desk, draft->matter, "proof two");
  g_autofree char *one_name = g_build_filename ("attachments", one->id, NULL);
  g_autofree char *two_name = g_build_filename ("attachments", two->id, NULL);
  g_autofree char *one_path = desk_path (desk, one_name);
  g_autofree char *two_path = desk_path (desk, two_name);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (one_path, &content, &length, NULL));
  g_assert_true (g_file_set_contents (two_path, content, length, NULL));
  g_assert_null (yn_attachments_open (desk->store, two, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_STORE_DAMAGED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                                  \
  g_test_add ("/store/attachments/" name, Desk, NULL, desk_set_up, function, desk_tear_down)
  ADD ("adds-and-opens", adds_and_opens);
  ADD ("refuses", refuses);
  ADD ("removes", removes);
  ADD ("is-fixed-once-printed", is_fixed_once_printed);
  ADD ("finds-exchanged-files", finds_exchanged_files);
#undef ADD
  return g_test_run ();
}
