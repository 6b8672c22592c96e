/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "desk/standing.h"

YnExit
yn_verb_send (YnChair *chair, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDeskStatus) status = NULL;
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;
  YnDesk *desk;

  if (!yn_chair_options (chair, &argc, &argv, NULL, "", 0, 0))
    return YN_EXIT_WRONG_USE;
  desk = yn_chair_sit_signed_in (chair, &error);
  if (desk != NULL)
    yn_desk_send (desk, NULL, &error);
  if (error != NULL)
    return yn_say_error (chair, error);
  status = yn_desk_status (desk);
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_int (writer, "waiting", status->waiting);
  yn_json_writer_member_string (writer, "problem", status->problem);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  if (chair->json)
    yn_say_json (json);
  else if (status->waiting == 0)
    yn_say_line ("%s", _("Everything is delivered."));
  else
    {
      g_autoptr (YnExplanation) why =
          status->problem == NULL ? NULL : yn_problems_explain_code (status->problem, chair->language);

      yn_say_line (ngettext ("%u filing still waits, NOT submitted. %s", "%u filings still wait, NOT submitted. %s",
                             status->waiting),
                   status->waiting, why == NULL ? "" : why->what);
    }
  return status->waiting == 0 ? YN_EXIT_YES : YN_EXIT_LATER;
}
