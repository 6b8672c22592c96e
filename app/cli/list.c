/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "desk/standing.h"

static void
write_standing (YnJsonWriter *writer, const YnStanding *standing)
{
  g_autofree char *changed = yn_clock_format_instant (standing->changed);

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", standing->id);
  yn_json_writer_member_string (writer, "matter", standing->matter);
  yn_json_writer_member_string (writer, "service", standing->service);
  yn_json_writer_member_string (writer, "title", standing->title);
  yn_json_writer_member_string (writer, "stage", yn_stage_name (standing->stage));
  yn_json_writer_member_string (writer, "status", standing->status);
  yn_json_writer_member_string (writer, "changed", changed);
  yn_json_writer_end (writer);
}

YnExit
yn_verb_list (YnChair *chair, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) standings = NULL;
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  YnDesk *desk;

  if (!yn_chair_options (chair, &argc, &argv, NULL, "", 0, 0))
    return YN_EXIT_WRONG_USE;
  desk = yn_chair_sit_signed_in (chair, &error);
  standings = desk == NULL ? NULL : yn_desk_standings (desk, NULL, &error);
  if (standings == NULL)
    return yn_say_error (chair, error);
  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "filings");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < standings->len; i++)
    {
      const YnStanding *standing = g_ptr_array_index (standings, i);
      g_autofree char *changed = yn_clock_civil (standing->changed);

      write_standing (writer, standing);
      if (!chair->json)
        yn_say_line ("%s  %s  %s  %s", standing->id != NULL ? standing->id : standing->matter, changed, standing->title,
                standing->status);
    }
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  if (chair->json)
    {
      g_autoptr (YnJson) json = yn_json_writer_finish (writer);

      yn_say_json (json);
    }
  else if (standings->len == 0)
    yn_say_line ("%s", _("There is no draft and no filing yet."));
  return YN_EXIT_YES;
}
