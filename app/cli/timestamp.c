/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "cli/naming.h"
#include "cli/outcome.h"
#include "desk/dating.h"
#include "desk/files.h"
#include "desk/place.h"
#include "desk/standing.h"

/* Beside the paper, never over it: "letter.pdf" -> "letter.timestamped.pdf". */
static char *
output_path (const char *output, const char *input)
{
  const char *dot = strrchr (input, '.');

  if (output != NULL)
    return g_strdup (output);
  return dot == NULL ? g_strconcat (input, ".timestamped", NULL)
                     : g_strdup_printf ("%.*s.timestamped%s", (int) (dot - input), input, dot);
}

/* Where nothing was written there is no level to speak of: only who was asked, and why they gave nothing. */
static void
say_how (YnChair *chair, const YnSignOutcome *outcome, gboolean dated)
{
  if (outcome != NULL && dated)
    yn_say_dated (chair, outcome);
  else if (outcome != NULL)
    yn_say_tries (outcome);
}

/* {"file" or "filing", "timestamped", "laterCopy", "signature"}; "signature": desk/stamping.h */
static void
say_dated (YnChair *chair, const char *what, const char *dated, const char *path, const char *copy,
           const YnSignOutcome *outcome)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) told = yn_stamping_json (outcome);
  g_autoptr (YnJson) json = NULL;

  if (!chair->json)
    {
      if (copy != NULL)
        yn_say_line (_("Kept beside the filing, which stays as it was: %s"), copy);
      if (path != NULL)
        yn_say_line (_("Later copy with a timestamp: %s"), path);
      return;
    }
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, what, dated);
  yn_json_writer_member_string (writer, "timestamped", path);
  yn_json_writer_member_string (writer, "laterCopy", copy);
  yn_json_writer_member_value (writer, "signature", told);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  yn_say_json (json);
}

static YnExit
date_file (YnChair *chair, const char *file, char **urls, const char *output)
{
  g_autofree char *path = output_path (output, file);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnHttp) http = yn_http_new ();
  g_autoptr (YnTimestamper) timestamper = yn_stamping_of_urls (http, chair->clock, urls);
  g_autoptr (YnGathering) gathering = yn_stamping_gathering (http, chair->clock);
  g_autoptr (YnSettings) settings = yn_settings_look (chair->data_dir);
  g_autoptr (YnTrust) trust = yn_place_trust_at (settings, chair->platform);
  const YnSignFinish how = {
    .level = YN_LEVEL_B_LT, .timestamper = timestamper, .gathering = gathering, .trust = trust
  };
  g_autoptr (YnSignOutcome) outcome = NULL;
  g_autoptr (GBytes) paper = yn_file_is_free (path, &error) ? yn_file_read (file, YN_FILE_MAX_BYTES, &error) : NULL;
  g_autoptr (GBytes) dated = NULL;

  if (paper != NULL)
    dated = yn_stamping_date (paper, &how, chair->clock, &outcome, &error);
  say_how (chair, outcome, dated != NULL);
  if (dated == NULL || !yn_file_write_new (path, dated, &error))
    return yn_say_error (chair, error);
  say_dated (chair, "file", file, path, NULL, outcome);
  return YN_EXIT_YES;
}

static gboolean
write_copy (YnDesk *desk, const YnCopy *copy, const char *path, GError **error)
{
  g_autoptr (GBytes) paper = yn_desk_paper (desk, copy->id, NULL, error);

  return paper != NULL && yn_file_write_new (path, paper, error);
}

static YnExit
date_filing (YnChair *chair, const char *subject, const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *filing = NULL;
  g_autoptr (YnSignOutcome) outcome = NULL;
  g_autoptr (YnCopy) copy = NULL;
  YnDesk *desk =
      output == NULL || yn_file_is_free (output, &error) ? yn_chair_sit_signed_in (chair, &error) : NULL;

  filing = desk == NULL ? NULL : yn_name_filing (desk, subject, &error);
  if (filing != NULL)
    copy = yn_desk_date (desk, filing, &outcome, NULL, &error);
  say_how (chair, outcome, copy != NULL);
  if (copy == NULL || (output != NULL && !write_copy (desk, copy, output, &error)))
    return yn_say_error (chair, error);
  say_dated (chair, "filing", filing, output, copy->id, outcome);
  return YN_EXIT_YES;
}

YnExit
yn_verb_timestamp (YnChair *chair, int argc, char **argv)
{
  g_autofree char *output = NULL;
  g_auto (GStrv) urls = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the later copy goes"), "FILE" },
    { "timestamp", 0, 0, G_OPTION_ARG_STRING_ARRAY, &urls,
      N_ ("A timestamp authority; again for the one asked next"), "URL" },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "FILE --timestamp URL… [-o FILE] | ID [-o FILE]", 1, 1))
    return YN_EXIT_WRONG_USE;
  if (!yn_timestamps_are_named (chair, urls))
    return YN_EXIT_WRONG_USE;
  /* a filing asks those that its platform names */
  if (urls == NULL && yn_short_id_is (argv[1]) && !g_file_test (argv[1], G_FILE_TEST_EXISTS))
    return date_filing (chair, argv[1], output);
  if (urls == NULL)
    return yn_say_wrong_use (chair, _("Name an authority with --timestamp URL."));
  return date_file (chair, argv[1], urls, output);
}
