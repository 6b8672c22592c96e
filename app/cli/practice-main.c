/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* yinuo-practice: `yinuoctl practice` in a program of its own, so that nobody else brings a server along. */
#include "cli/running.h"

#include <glib/gi18n-lib.h>
#include <glib-unix.h>
#include <stdio.h>
#include <unistd.h>

#include "practice/address.h"
#include "practice/practice.h"

#define REVIEWER_SECONDS 4

static gboolean
signalled (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

/* The starter holds the other end: when it ends, however it ends, so do we. */
static gboolean
stdin_readable (int fd, GIOCondition condition, gpointer loop)
{
  char byte;

  if (read (fd, &byte, 1) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static void
serve (gboolean until_stdin_closes)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_unix_signal_add (SIGINT, signalled, loop);
  g_unix_signal_add (SIGTERM, signalled, loop);
  if (until_stdin_closes)
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, stdin_readable, loop);
  g_main_loop_run (loop);
}

/* The first line of stdout is the address: whoever starts us reads it. */
static void
say_address (const char *address)
{
  yn_say_line ("%s", address);
  fflush (stdout);
}

static YnExit
practise (YnChair *chair, int argc, char **argv)
{
  gboolean until_stdin_closes = FALSE;
  gboolean no_reviewer = FALSE;
  int seconds = REVIEWER_SECONDS;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSettings) settings = NULL;
  g_autoptr (YnKeyring) keyring = NULL;
  g_autoptr (YnPractice) practice = NULL;
  const GOptionEntry entries[] = {
    { "until-stdin-closes", 0, 0, G_OPTION_ARG_NONE, &until_stdin_closes, N_ ("Serve until standard input closes"),
      NULL },
    { "reviewer-seconds", 0, 0, G_OPTION_ARG_INT, &seconds, N_ ("The reviewer acts by itself after so long"), "N" },
    { "no-reviewer", 0, 0, G_OPTION_ARG_NONE, &no_reviewer, N_ ("The reviewer acts only by `review`"), NULL },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "", 0, 0))
    return YN_EXIT_WRONG_USE;
  settings = yn_settings_open (chair->data_dir, &error);
  keyring = settings == NULL ? NULL : yn_chair_keyring (chair, &error);
  if (keyring == NULL)
    return yn_say_error (chair, error);
  folder = yn_settings_path (settings, "practice");
  practice = yn_practice_start (&(YnPracticeOptions) { .folder = folder, .keyring = keyring, .clock = chair->clock,
                                                       .reviewer_seconds = no_reviewer ? -1 : seconds,
                                                       .device_interval = 1 },
                                &error);
  if (g_error_matches (error, YN_ERROR, YN_ERROR_ALREADY_RUNNING))
    {
      g_autofree char *address = yn_practice_address (folder);

      say_address (address);
      if (!until_stdin_closes) /* a verb that only wants the address says what the person asked for */
        yn_say_progress ("%s", _("The practice platform of this folder runs already."));
      return YN_EXIT_YES;
    }
  if (practice == NULL)
    return yn_say_error (chair, error);
  say_address (yn_practice_url (practice));
  serve (until_stdin_closes);
  return YN_EXIT_YES;
}

static YnExit
run (YnChair *chair, int argc, char **argv)
{
  YnExit status;

  g_set_prgname ("yinuoctl practice");
  chair->does = N_ ("run the practice platform");
  status = practise (chair, argc, argv);
  return chair->helped ? YN_EXIT_YES : status;
}

int
main (int argc, char **argv)
{
  return yn_run (run, argc, argv);
}
