/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "cli/outcome.h"
#include "desk/files.h"
#include "desk/stamping.h"

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

/* {"file", "timestamped", "signature"}; "signature": desk/stamping.h */
YnExit
yn_verb_timestamp (YnChair *chair, int argc, char **argv)
{
  g_autofree char *output = NULL;
  g_auto (GStrv) urls = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnHttp) http = NULL;
  g_autoptr (YnTimestamper) timestamper = NULL;
  g_autoptr (YnSignOutcome) outcome = NULL;
  g_autoptr (GBytes) paper = NULL;
  g_autoptr (GBytes) dated = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the later copy goes"), "FILE" },
    { "timestamp", 0, 0, G_OPTION_ARG_STRING_ARRAY, &urls,
      N_ ("A timestamp authority; again for the one asked next"), "URL" },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "FILE --timestamp URL… [-o FILE]", 1, 1))
    return YN_EXIT_WRONG_USE;
  if (urls == NULL)
    return yn_say_wrong_use (chair, _("Name an authority with --timestamp URL."));
  http = yn_http_new ();
  timestamper = yn_stamping_of_urls (http, chair->clock, urls);
  paper = yn_file_read (argv[1], YN_FILE_MAX_BYTES, &error);
  if (paper != NULL)
    dated = yn_stamping_date (paper, timestamper, chair->clock, &outcome, &error);
  if (outcome != NULL)
    yn_say_outcome (chair, outcome);
  path = output_path (output, argv[1]);
  if (dated == NULL || !yn_file_write (path, dated, &error))
    return yn_say_error (chair, error);
  if (chair->json)
    {
      g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
      g_autoptr (YnJson) told = yn_stamping_json (outcome);
      g_autoptr (YnJson) json = NULL;

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "file", argv[1]);
      yn_json_writer_member_string (writer, "timestamped", path);
      yn_json_writer_member_value (writer, "signature", told);
      yn_json_writer_end (writer);
      json = yn_json_writer_finish (writer);
      yn_say_json (json);
    }
  else
    yn_say_line (_("Later copy with a timestamp: %s"), path);
  return YN_EXIT_YES;
}
