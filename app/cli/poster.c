/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "desk/collecting.h"
#include "desk/files.h"

YnExit
yn_verb_poster (YnChair *chair, int argc, char **argv)
{
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) paper = NULL;
  g_autoptr (GBytes) poster = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the poster goes"), "FILE" },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "PAPER.pdf -o FILE", 1, 1))
    return YN_EXIT_WRONG_USE;
  if (output == NULL)
    return yn_say_wrong_use (chair, _("Say where the poster goes: -o FILE"));
  paper = yn_file_is_free (output, &error) ? yn_file_read (argv[1], YN_FILE_MAX_BYTES, &error) : NULL;
  poster = paper == NULL ? NULL : yn_loose_poster (paper, NULL, &error);
  if (poster == NULL || !yn_file_write_new (output, poster, &error))
    return yn_say_error (chair, error);
  if (chair->json)
    {
      g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
      g_autoptr (YnJson) json = NULL;

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "poster", output);
      yn_json_writer_end (writer);
      json = yn_json_writer_finish (writer);
      yn_say_json (json);
    }
  else
    yn_say_line (_("The poster: %s"), output);
  return YN_EXIT_YES;
}
