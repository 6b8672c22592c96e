/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/running.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "config.h"

/* In the build tree the catalogues lie beside the programs. Of the machine's habits its letters and its language count:
 * numbers, dates and order are written here in one way everywhere. */
static void
use_catalogues (void)
{
  const char *folder = g_file_test (YN_BUILD_LOCALE_DIR, G_FILE_TEST_IS_DIR) ? YN_BUILD_LOCALE_DIR : YN_LOCALE_DIR;

  setlocale (LC_CTYPE, "");
  setlocale (LC_MESSAGES, "");
  /* A machine that was told of no language speaks ASCII; our words and people's files do not. */
  if (strcmp (nl_langinfo (CODESET), "ANSI_X3.4-1968") == 0)
    setlocale (LC_CTYPE, "C.UTF-8");
  yn_language_bind (folder);
  yn_language_use (yn_language_from_string (NULL));
}

/* The language and the form of the answer hold for a call that cannot be understood, too. */
static void
read_ahead (YnChair *chair, char **argv)
{
  for (char **word = argv; *word != NULL && strcmp (*word, "--") != 0; word++)
    {
      if (strcmp (*word, "--json") == 0)
        chair->json = TRUE;
      else if (strcmp (*word, "--language") == 0 && word[1] != NULL)
        yn_language_use (yn_language_from_string (word[1]));
      else if (g_str_has_prefix (*word, "--language="))
        yn_language_use (yn_language_from_string (*word + strlen ("--language=")));
    }
  chair->language = yn_language_from_string (NULL);
}

/* An answer that did not arrive is no answer: a full disk, a closed pipe. */
static YnExit
delivered (YnChair *chair, YnExit status)
{
  g_autoptr (GError) error = NULL;

  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  chair->json = FALSE;
  g_set_error_literal (&error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "the answer cannot be written");
  return yn_say_error (chair, error);
}

int
yn_run (YnExit (*run) (YnChair *chair, int argc, char **argv), int argc, char **argv)
{
  YnChair chair = { 0 };
  YnExit status;

  use_catalogues ();
  read_ahead (&chair, argv);
  status = delivered (&chair, run (&chair, argc, argv));
  yn_chair_clear (&chair);
  return status;
}
