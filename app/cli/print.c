/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "cli/collection.h"
#include "desk/files.h"
#include "desk/loose.h"
#include "desk/place.h"
#include "practice/address.h"

/* "letter.pdf" -> "letter.annex.pdf" */
static char *
annex_path (const char *output)
{
  const char *dot = strrchr (output, '.');

  return dot == NULL ? g_strconcat (output, ".annex", NULL)
                     : g_strdup_printf ("%.*s.annex%s", (int) (dot - output), output, dot);
}

static gboolean
write_papers (YnChair *chair, const char *output, GBytes *paper, GBytes *annex, GError **error)
{
  g_autofree char *beside = annex == NULL ? NULL : annex_path (output);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  if (!yn_file_is_free (output, error) || (annex != NULL && !yn_file_is_free (beside, error))
      || !yn_file_write_new (output, paper, error) || (annex != NULL && !yn_file_write_new (beside, annex, error)))
    return FALSE;
  if (!chair->json)
    {
      yn_say_line (_("Printed to %s"), output);
      if (beside != NULL)
        yn_say_line (_("The private annex, for the authority only: %s"), beside);
      return TRUE;
    }
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "paper", output);
  yn_json_writer_member_string (writer, "annex", beside);
  yn_json_writer_end (writer);
  {
    g_autoptr (YnJson) json = yn_json_writer_finish (writer);

    yn_say_json (json);
  }
  return TRUE;
}

/* --platform, else the one that the data folder chose, else its practice platform: what is known of it here. */
static YnDiscovery *
printed_for (YnChair *chair, GError **error)
{
  g_autoptr (YnSettings) settings = yn_settings_look (chair->data_dir);
  g_autofree char *chosen = yn_settings_platform (settings);
  g_autofree char *folder = yn_settings_path (settings, "practice");
  g_autofree char *practice = chosen == NULL ? yn_practice_address (folder) : NULL;

  return yn_place_to_print_for (settings, chair->platform != NULL ? chair->platform : practice, error);
}

static YnExit
show_collection (YnChair *chair, GBytes *paper)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (YnJson) fields = yn_loose_collection (paper, &problems, &error);

  return fields == NULL ? yn_say_error (chair, error) : yn_say_collection (chair, fields, problems);
}

YnExit
yn_verb_print (YnChair *chair, int argc, char **argv)
{
  g_autofree char *output = NULL;
  gboolean collection = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = NULL;
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (YnDiscovery) platform = NULL;
  g_autoptr (GBytes) annex = NULL;
  g_autoptr (GBytes) paper = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the paper goes"), "FILE" },
    { "collection", 0, 0, G_OPTION_ARG_NONE, &collection,
      N_ ("Only say the fields that the national standard collects"), NULL },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "SERVICE ANSWERS.json -o FILE | --collection", 2, 2))
    return YN_EXIT_WRONG_USE;
  if (output == NULL && !collection)
    return yn_say_wrong_use (chair, _("Say where the paper goes: -o FILE"));
  service = yn_service_find (argv[1], &error);
  answers = service == NULL ? NULL : yn_chair_read_json (argv[2], &error);
  platform = answers == NULL ? NULL : printed_for (chair, &error);
  if (platform == NULL)
    return yn_say_error (chair, error);
  paper = yn_loose_print (service, answers, platform, chair->clock, chair->language, &annex, &problems, &error);
  if (paper == NULL && problems->len > 0)
    return yn_say_problems (chair, problems);
  if (paper != NULL && collection)
    return show_collection (chair, paper);
  if (paper == NULL || !write_papers (chair, output, paper, annex, &error))
    return yn_say_error (chair, error);
  return YN_EXIT_YES;
}
