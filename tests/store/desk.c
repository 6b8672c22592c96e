/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk.h"

#include <string.h>

YnJson *
json_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  YnJson *json = yn_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return json;
}

GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

YnStore *
desk_open (Desk *desk, GError **error)
{
  return yn_store_open (desk->folder, PLATFORM, desk->keyring, NULL, error);
}

void
desk_reopen (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&desk->store, yn_store_close);
  desk->store = desk_open (desk, &error);
  g_assert_no_error (error);
}

void
desk_set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (YnJson) profile = json_of ("{\"name\":\"演练样例甲店\",\"uscc\":\"91000000DEMO000001\"}");
  g_autoptr (GError) error = NULL;

  desk->folder = test_folder_new ();
  test_memory_init (&desk->memory);
  desk->keyring = test_memory_keyring (&desk->memory);
  desk->store = NULL;
  desk_reopen (desk);
  desk->enterprise = yn_store_enterprise (desk->store, profile, &error);
  g_assert_no_error (error);
  desk->id = desk->enterprise->id;
}

void
desk_tear_down (Desk *desk, gconstpointer data)
{
  yn_enterprise_free (desk->enterprise);
  yn_store_close (desk->store);
  yn_keyring_free (desk->keyring);
  test_memory_clear (&desk->memory);
  test_folder_free (desk->folder);
}

char *
desk_path (Desk *desk, const char *name)
{
  return g_build_filename (desk->folder, PLATFORM, name, NULL);
}

YnDraft *
desk_begin (Desk *desk, const char *answers)
{
  g_autoptr (YnJson) json = json_of (answers);
  g_autoptr (GError) error = NULL;
  YnDraft *draft = yn_drafts_begin (desk->store, desk->id, "F04", json, NULL, NULL, 1000, &error);

  g_assert_no_error (error);
  return draft;
}

YnDraft *
desk_print (Desk *desk, const char *paper)
{
  g_autoptr (YnDraft) draft = desk_begin (desk, "{}");
  g_autoptr (GBytes) bytes = bytes_of (paper);
  g_autoptr (GError) error = NULL;
  YnDraft *printed;

  yn_drafts_put_paper (desk->store, desk->id, draft->matter, 1, bytes, NULL, NULL, 2000, &error);
  g_assert_no_error (error);
  printed = yn_drafts_get (desk->store, desk->id, draft->matter, &error);
  g_assert_no_error (error);
  return printed;
}

YnFiling *
desk_keep (Desk *desk, const char *paper)
{
  g_autoptr (YnDraft) draft = desk_print (desk, paper);
  g_autoptr (GError) error = NULL;
  YnFiling *filing = yn_filings_keep (desk->store, desk->id, draft->matter, draft->revision, "commitment",
                                      "承诺", 3000, &error);

  g_assert_no_error (error);
  return filing;
}

YnAttachment *
desk_attach (Desk *desk, const char *matter, const char *content)
{
  g_autoptr (GBytes) bytes = bytes_of (content);
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  YnAttachment *attachment = yn_attachments_add (desk->store, desk->id, matter, "duty-proof", "凭证.pdf",
                                                 "application/pdf", 2, source, 1000, NULL, &error);

  g_assert_no_error (error);
  return attachment;
}

static guint
files_with (const char *folder, const char *bytes, guint *files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint found = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize length;

      if (strstr (name, bytes) != NULL)
        found++;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          found += files_with (path, bytes, files);
          continue;
        }
      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      (*files)++;
      if (memmem (content, length, bytes, strlen (bytes)) != NULL)
        found++;
    }
  return found;
}

guint
desk_files_with (Desk *desk, const char *bytes, guint *files)
{
  *files = 0;
  return files_with (desk->folder, bytes, files);
}
