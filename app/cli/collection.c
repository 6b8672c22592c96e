/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/collection.h"

static void
say_as_json (YnChair *chair, const YnJson *fields, GPtrArray *problems)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_value (writer, "fields", fields);
  yn_write_problems (chair, writer, problems);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  yn_say_json (json);
}

YnExit
yn_say_collection (YnChair *chair, const YnJson *fields, GPtrArray *problems)
{
  if (chair->json)
    {
      say_as_json (chair, fields, problems);
      return YN_EXIT_YES;
    }
  for (guint i = 0; i < yn_json_size (fields); i++)
    {
      const char *value = yn_json_string (yn_json_at (fields, i));

      yn_say_line ("%s: %s", yn_collection_title (yn_json_name_at (fields, i)), value != NULL ? value : "—");
    }
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *words = yn_problem_words (g_ptr_array_index (problems, i), chair->language);

      yn_say_progress ("%s", words);
    }
  return YN_EXIT_YES;
}
