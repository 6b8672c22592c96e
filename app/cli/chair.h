/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The third chair: what every verb of yinuoctl shares. Common flags, the desk on demand, and the way answers leave:
 * words or one JSON object on stdout, progress on stderr, and five exit statuses. */
#pragma once

#include "desk/desk.h"
#include "forms/problem.h"
#include "forms/service.h"

G_BEGIN_DECLS

typedef enum
{
  YN_EXIT_YES = 0,         /* done */
  YN_EXIT_NO = 1,          /* a clear no: problems, refused, changed */
  YN_EXIT_WRONG_USE = 2,   /* or unreadable input */
  YN_EXIT_LATER = 3,       /* try again later */
  YN_EXIT_CANNOT_TELL = 4,
} YnExit;

typedef struct
{
  const char *does; /* of the verb, for its help */
  gboolean helped;  /* --help was answered: all is well */
  /* flags */
  gboolean json;
  char *platform;
  char *data_dir;
  char *language_name;
  char *password_file;
  char *keyring_password_file;
  char *token;       /* the key's address, for verbs that sign */
  gboolean last_try; /* the person agreed to it */
  /* made from them */
  YnLanguage language;
  YnClock *clock;
  YnDesk *desk;
  GSubprocess *practice;   /* the practice platform that this process started, if any */
  char *practice_address;  /* and where it answers */
} YnChair;

typedef YnExit (*YnVerb) (YnChair *chair, int argc, char **argv);

/* Parses @argv (after the verb's name) with the common flags and @entries (may be NULL). FALSE: said on stderr;
 * the verb returns YN_EXIT_WRONG_USE. @usage: "SERVICE ANSWERS.json -o FILE". What remains are the arguments: between
 * @least and @most of them (-1: any number). */
gboolean yn_chair_options (YnChair *chair, int *argc, char ***argv, const GOptionEntry *entries, const char *usage,
                           int least, int most);

/* Where the verb stands in @argv: common flags may come before it. @argc: there is none. */
int yn_chair_verb_at (YnChair *chair, int argc, char **argv);

/* A desk with no platform. */
YnDesk *yn_chair_desk (YnChair *chair, GError **error);
/* The desk connected: --platform, else the settings', else the practice platform of the data folder, which is started
 * for the life of this process where it does not run. */
YnDesk *yn_chair_sit (YnChair *chair, GError **error);
/* And signed in: YN_ERROR_NOT_SIGNED_IN. */
YnDesk *yn_chair_sit_signed_in (YnChair *chair, GError **error);

/* The keyring that the flags ask for: the session's, or the file of the data folder under a password. */
YnKeyring *yn_chair_keyring (YnChair *chair, GError **error);

/* The password of a key: --password-file, else asked on the terminal. */
YnSecret *yn_chair_key_password (YnChair *chair, const char *prompt, GError **error);

/* A document that the caller named: its size bounded, "-" is standard input. */
YnJson *yn_chair_read_json (const char *path, GError **error);

/* Where the desk sits: --platform, else the settings', else the practice platform. NULL: error. New. */
char *yn_chair_address (YnChair *chair, GError **error);

/* The service of that id, or with @schema a form without a service. */
YnService *yn_chair_form (YnChair *chair, const char *id, const char *schema, const char *uischema, GError **error);

void yn_chair_clear (YnChair *chair);

/* Saying. */
void yn_say_line (const char *format, ...) G_GNUC_PRINTF (1, 2);          /* a line on stdout */
void yn_say_progress (const char *format, ...) G_GNUC_PRINTF (1, 2); /* a line on stderr */
void yn_say_json (const YnJson *json);                               /* the one object */
/* What happened, what it means, what to do (stderr), or {"error": …} (stdout), and the exit status of its code. */
YnExit yn_say_error (YnChair *chair, const GError *error);
void yn_say_explanation (YnChair *chair, const YnExplanation *words, const char *detail);
YnJson *yn_explanation_json (const YnExplanation *words, const char *detail);
YnExit yn_exit_of (const GError *error);
/* What is wrong with how the verb was called, and where its help is: YN_EXIT_WRONG_USE. */
YnExit yn_say_wrong_use (YnChair *chair, const char *what);
void yn_say_help (const YnChair *chair, const char *usage, const GOptionEntry *own, const GOptionEntry *common);
/* The member "problems" of an answer that is being written. */
void yn_write_problems (YnChair *chair, YnJsonWriter *writer, GPtrArray *problems);
/* Problems as lines or {"problems": […]}: YN_EXIT_NO, or YN_EXIT_YES where there is none. */
YnExit yn_say_problems (YnChair *chair, GPtrArray *problems);

G_END_DECLS
