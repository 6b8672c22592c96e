/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "desk/recording.h"
#include "desk/standing.h"

static void
say_rows (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const YnRecordRow *row = g_ptr_array_index (rows, i);

      yn_say_line ("  %s: %s", row->title, row->value);
    }
}

static YnExit
say_entry (YnChair *chair, const YnRecord *record, const char *id)
{
  for (guint i = 0; i < record->entries->len; i++)
    {
      const YnRecordEntry *entry = g_ptr_array_index (record->entries, i);

      if (strcmp (entry->id, id) != 0)
        continue;
      if (chair->json)
        yn_say_json (entry->json);
      else
        {
          yn_say_line ("%s  %s", entry->title, entry->status);
          say_rows (entry->rows);
        }
      return YN_EXIT_YES;
    }
  yn_say_progress (_("The record has no entry %s."), id);
  return YN_EXIT_NO;
}

static YnExit
say_all (YnChair *chair, const YnRecord *record)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "asOf", record->as_of);
  yn_json_writer_member_string (writer, "grade", record->grade);
  yn_json_writer_name (writer, "entries");
  yn_json_writer_begin_array (writer);
  if (!chair->json)
    {
      yn_say_line (_("As of %s"), record->as_of);
      yn_say_line ("%s", record->grade);
      say_rows (record->counts);
    }
  for (guint i = 0; i < record->entries->len; i++)
    {
      const YnRecordEntry *entry = g_ptr_array_index (record->entries, i);

      if (!chair->json)
        yn_say_line ("%-12s %-10s %s · %s · %s", entry->id, entry->kind, entry->title, entry->subtitle, entry->status);
      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "id", entry->id);
      yn_json_writer_member_string (writer, "kind", entry->kind);
      yn_json_writer_member_string (writer, "title", entry->title);
      yn_json_writer_member_string (writer, "status", entry->status);
      yn_json_writer_member_value (writer, "entry", entry->json);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  if (chair->json)
    {
      g_autoptr (YnJson) json = yn_json_writer_finish (writer);

      yn_say_json (json);
    }
  return YN_EXIT_YES;
}

YnExit
yn_verb_records (YnChair *chair, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) weather = NULL;
  g_autoptr (YnRecord) record = NULL;
  YnDesk *desk;

  if (!yn_chair_options (chair, &argc, &argv, NULL, "[show ID]", 0, 2))
    return YN_EXIT_WRONG_USE;
  if (argc != 1 && (argc != 3 || strcmp (argv[1], "show") != 0))
    return yn_say_wrong_use (chair, _("Say `records` or `records show ID`."));
  desk = yn_chair_sit_signed_in (chair, &error);
  if (desk == NULL)
    return yn_say_error (chair, error);
  yn_desk_refresh (desk, NULL, &weather); /* without the platform: the copy, with its day */
  record = yn_desk_record (desk, NULL, &error);
  if (record == NULL)
    return yn_say_error (chair, error);
  return argc == 3 ? say_entry (chair, record, argv[2]) : say_all (chair, record);
}
