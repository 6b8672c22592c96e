/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Many papers of one service: what they have in common as a letter, what differs as a table, one confirmation, one key.
 * A script calls twice: what the first call showed is signed by the second, which brings in the same and names the
 * digest. */
#include "cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/batch-say.h"
#include "cli/waiting.h"
#include "forms/places.h"

#define NUMBER_TYPED 16

typedef struct
{
  char *csv;
  char *key;
  char *confirm;
  char **fields;
  gboolean drafts;
  gboolean leave_drafts;
  gboolean no_wait;
} BatchFlags;

static void
batch_flags_clear (BatchFlags *flags)
{
  g_free (flags->csv);
  g_free (flags->key);
  g_free (flags->confirm);
  g_strfreev (flags->fields);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BatchFlags, batch_flags_clear)

/* Pointers or the words of the questions; NULL-terminated, new. */
static char **
places_named (const char *service, char **names, GError **error)
{
  g_autoptr (YnService) form = yn_service_find (service, error);
  g_auto (GStrv) places = form == NULL ? NULL : yn_places (form);
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();

  for (; places != NULL && *names != NULL; names++)
    {
      const char *place = yn_places_find (places, form, *names);

      if (place == NULL)
        {
          g_set_error (error, YN_ERROR, YN_ERROR_WRONG_USE, "no question is called \"%s\"", *names);
          return NULL;
        }
      g_strv_builder_add (found, place);
    }
  return places == NULL ? NULL : g_strv_builder_end (found);
}

static gboolean
may_confirm (YnChair *chair, const BatchFlags *flags)
{
  return !flags->leave_drafts && (flags->confirm != NULL || (!chair->json && isatty (STDIN_FILENO)));
}

/* By the digest where a script says it; at a terminal by typing how many they are. */
static gboolean
is_confirmed (YnChair *chair, const BatchFlags *flags, const YnBatch *batch)
{
  char typed[NUMBER_TYPED];

  if (batch->rows->len == 0 || !may_confirm (chair, flags))
    return FALSE;
  if (flags->confirm != NULL)
    return TRUE; /* another digest is refused where it is signed */
  g_printerr (_("To sign all of them, type how many they are (%u): "), batch->rows->len);
  return fgets (typed, sizeof typed, stdin) != NULL && g_ascii_strtoull (typed, NULL, 10) == batch->rows->len;
}

static GPtrArray *
sign (YnChair *chair, YnDesk *desk, const BatchFlags *flags, const YnBatch *batch, YnKey *open, GError **error)
{
  g_autoptr (YnKey) key = open != NULL ? yn_key_ref (open) : yn_waiting_key (chair, desk, flags->key, error);

  return key == NULL ? NULL
                     : yn_desk_batch_sign (desk, batch, flags->confirm != NULL ? flags->confirm : batch->digest, key,
                                           NULL, NULL, error);
}

static YnExit
exit_of (const YnBatch *batch, GPtrArray *results, GPtrArray *all)
{
  YnExit status = batch->dropped->len > 0 ? YN_EXIT_NO : YN_EXIT_YES;

  for (guint i = 0; i < all->len; i++)
    status = MAX (status, ((const YnBrought *) g_ptr_array_index (all, i))->status);
  for (guint i = 0; results != NULL && i < results->len; i++)
    if (((const YnBatchResult *) g_ptr_array_index (results, i))->why != NULL)
      status = MAX (status, YN_EXIT_NO);
  return status;
}

static YnBatch *
make_batch (YnDesk *desk, const BatchFlags *flags, const char *service, GPtrArray *all, GError **error)
{
  g_auto (GStrv) fields = NULL;
  g_auto (GStrv) matters = yn_brought_matters (all);

  if (flags->fields != NULL && (fields = places_named (service, flags->fields, error)) == NULL)
    return NULL;
  return yn_desk_batch (desk, flags->drafts ? service : NULL, flags->drafts ? NULL : (const char *const *) matters,
                        (const char *const *) fields, NULL, NULL, error);
}

/* Outside of practice the letter names the key's issuer: it is opened before anything is shown. TRUE without @key:
 * there is no need to yet. */
static gboolean
name_key (YnChair *chair, YnDesk *desk, const BatchFlags *flags, YnBatch *batch, YnKey **key, GError **error)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (desk);
  YnKeyKind kind;

  if (status->practice || batch->rows->len == 0 || !may_confirm (chair, flags))
    return TRUE;
  *key = yn_waiting_key (chair, desk, flags->key, error);
  if (*key == NULL)
    return FALSE;
  kind = yn_key_kind (*key);
  return yn_desk_batch_for (desk, batch, &kind, NULL, error);
}

/* What was only shown leaves nothing behind, unless it is to be signed in the window: it is brought in again by whoever
 * confirms it. */
static void
put_away (YnDesk *desk, const BatchFlags *flags, const YnBatch *batch, GPtrArray *all)
{
  g_autoptr (GError) error = NULL;

  if (batch != NULL && !yn_desk_batch_put_away (desk, batch, &error))
    yn_say_progress (_("Not every paper could be taken back: %s"), error->message);
  if (!flags->leave_drafts)
    yn_brought_put_away (all, desk);
}

static void
say_shown (YnChair *chair, const YnBatch *batch, GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      const YnBrought *brought = g_ptr_array_index (all, i);

      if (brought->why != NULL)
        yn_batch_say_out (brought->source, brought->why, NULL);
    }
  yn_batch_say (batch, all);
}

/* What became of each; NULL without @error: nobody confirmed. */
static GPtrArray *
sign_confirmed (YnChair *chair, YnDesk *desk, const BatchFlags *flags, const YnBatch *batch, GPtrArray *all, YnKey *key,
                GError **error)
{
  GPtrArray *results = is_confirmed (chair, flags, batch) ? sign (chair, desk, flags, batch, key, error) : NULL;

  if (results == NULL)
    return NULL;
  if (!chair->json)
    yn_batch_say_results (chair, results, all);
  if (!flags->no_wait)
    yn_desk_send (desk, NULL, NULL); /* what does not go now waits, and `list` says so */
  return results;
}

static YnExit
run_batch (YnChair *chair, YnDesk *desk, const BatchFlags *flags, const char *service, GPtrArray *all)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnBatch) batch = make_batch (desk, flags, service, all, &error);
  g_autoptr (YnKey) key = NULL;
  g_autoptr (GPtrArray) results = NULL;

  if (batch != NULL && name_key (chair, desk, flags, batch, &key, &error))
    {
      if (!chair->json)
        say_shown (chair, batch, all);
      results = sign_confirmed (chair, desk, flags, batch, all, key, &error);
    }
  if (results == NULL)
    put_away (desk, flags, batch, all);
  else /* what was not signed after all is a draft again, and can be signed by whoever brings it in once more */
    yn_desk_batch_put_away (desk, batch, NULL);
  if (error != NULL)
    return yn_say_error (chair, error);
  if (chair->json)
    yn_batch_say_json (batch, results, all);
  return exit_of (batch, results, all);
}

YnExit
yn_verb_batch (YnChair *chair, int argc, char **argv)
{
  g_auto (BatchFlags) flags = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  YnDesk *desk;
  const GOptionEntry entries[] = {
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &flags.csv,
      N_ ("A table with one paper a row, laid over ANSWERS.json where one is named; its first row names the questions: by "
          "their words in either language, by their names (name), or by their pointers (/shop/name)"),
      "FILE.csv" },
    { "drafts", 0, 0, G_OPTION_ARG_NONE, &flags.drafts, N_ ("All drafts of the service that lie here"), NULL },
    { "leave-drafts", 0, 0, G_OPTION_ARG_NONE, &flags.leave_drafts,
      N_ ("Sign nothing now: the drafts stay, for the window or for --drafts"), NULL },
    { "field", 0, 0, G_OPTION_ARG_STRING_ARRAY, &flags.fields,
      N_ ("Only these questions may be answered differently (repeatable)"), "QUESTION" },
    { "confirm", 0, 0, G_OPTION_ARG_STRING, &flags.confirm,
      N_ ("Sign what the same call without --confirm showed today under this SHA-256"), "SHA256" },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &flags.key, N_ ("The PKCS#12 file; default: the key of the data folder"),
      "FILE.p12" },
    { "no-wait", 0, 0, G_OPTION_ARG_NONE, &flags.no_wait, N_ ("Keep them; do not deliver now"), NULL },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries,
                         "SERVICE ANSWERS.json|MATTER… | [ANSWERS.json] --csv FILE | --drafts", 1, -1))
    return YN_EXIT_WRONG_USE;
  if (flags.leave_drafts && (flags.confirm != NULL || flags.drafts))
    return yn_say_wrong_use (chair, _("--leave-drafts signs nothing: it goes with neither --confirm nor --drafts."));
  if ((flags.csv != NULL && argc > 3) || (flags.drafts && (flags.csv != NULL || argc > 2))
      || (flags.csv == NULL && !flags.drafts && argc < 3))
    return yn_say_wrong_use (chair, _("Name answers or drafts, or one table with --csv, or --drafts."));
  desk = yn_chair_sit_signed_in (chair, &error);
  all = desk == NULL         ? NULL
        : flags.csv != NULL  ? yn_bring_table (chair, desk, argv[1], flags.csv, argv[2], &error)
                             : yn_bring_files (chair, desk, argv[1], argv + 2);
  return all == NULL ? yn_say_error (chair, error) : run_batch (chair, desk, &flags, argv[1], all);
}
