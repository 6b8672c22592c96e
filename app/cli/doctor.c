/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "desk/loose.h"
#include "desk/sitting.h"
#include "desk/tokens.h"

typedef struct
{
  YnChair *chair;
  YnJsonWriter *writer;
  gboolean set_aside;
  gboolean all_well;
} Doctor;

/* One line a link: what it is, yes or no, and for a no the words and the remedy of its code. */
static void
say_link (Doctor *doctor, const char *name, const char *link, const GError *error)
{
  g_autoptr (YnExplanation) words = error == NULL ? NULL : yn_problems_explain (error, doctor->chair->language);
  gboolean waits = g_error_matches (error, YN_ERROR, YN_ERROR_TOKEN_HIDDEN); /* no fault: for the PIN */

  yn_json_writer_begin_object (doctor->writer);
  yn_json_writer_member_string (doctor->writer, "link", name);
  yn_json_writer_member_boolean (doctor->writer, "works", error == NULL);
  if (error != NULL)
    {
      yn_json_writer_member_string (doctor->writer, "code", words->code);
      yn_json_writer_member_string (doctor->writer, "what", words->what);
      yn_json_writer_member_string (doctor->writer, "do", words->remedy);
      doctor->all_well &= waits;
    }
  yn_json_writer_end (doctor->writer);
  if (doctor->chair->json)
    return;
  yn_say_line ("%s  %s", error == NULL ? "✓" : waits ? "·" : "✗", link);
  if (error != NULL)
    yn_say_line ("   %s %s", words->what, words->remedy);
}

static void
examine_keyring (Doctor *doctor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKeyring) keyring = yn_chair_keyring (doctor->chair, &error);
  g_autoptr (YnSecret) none = NULL;

  if (keyring != NULL)
    none = yn_keyring_lookup (keyring, "doctor", "doctor", "doctor", NULL, &error);
  if (g_error_matches (error, YN_ERROR, YN_ERROR_NOT_FOUND)) /* it answers: that is all that was asked */
    g_clear_error (&error);
  say_link (doctor, "keyring", _("The keyring answers"), error);
}

static void
examine_printing (Doctor *doctor)
{
  g_autoptr (GError) error = NULL;

  yn_loose_examine (doctor->chair->clock, &error);
  say_link (doctor, "printing", _("Papers can be printed and read back"), error);
}

/* Renames the store, so that the next start makes a new one. Nothing is deleted: whoever can mend it finds it. */
static gboolean
set_aside (YnChair *chair, GError **error)
{
  g_autofree char *address = yn_chair_address (chair, error);
  g_autofree char *where = address == NULL ? NULL : yn_desk_set_store_aside (chair->desk, address, error);

  if (where != NULL)
    yn_say_progress (_("Set aside, nothing deleted: %s"), where);
  return where != NULL;
}

/* Never a store that opens. */
static YnDesk *
sit (Doctor *doctor, GError **error)
{
  g_autoptr (GError) cause = NULL;
  YnDesk *desk = yn_chair_sit (doctor->chair, &cause);
  gboolean closed = g_error_matches (cause, YN_ERROR, YN_ERROR_STORE_DAMAGED)
                    || g_error_matches (cause, YN_ERROR, YN_ERROR_STORE_KEY_LOST);

  if (cause != NULL && !(doctor->set_aside && closed))
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (cause != NULL && set_aside (doctor->chair, error))
    desk = yn_chair_sit (doctor->chair, error);
  return desk;
}

static void
examine_platform (Doctor *doctor)
{
  g_autoptr (GError) error = NULL;
  YnDesk *desk = sit (doctor, &error);
  g_autoptr (YnDeskStatus) status = desk == NULL ? NULL : yn_desk_status (desk);

  if (status != NULL && !status->online)
    g_set_error_literal (&error, YN_ERROR, YN_ERROR_OFFLINE, "the platform does not answer");
  say_link (doctor, "platform", _("The platform answers and its store opens"), error);
  g_clear_error (&error);
  if (status != NULL && !status->signed_in)
    g_set_error_literal (&error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN, "nobody is signed in");
  if (status != NULL)
    say_link (doctor, "account", _("An enterprise is signed in"), error);
}

/* --- tokens ----------------------------------------------------------------------------------------------------- */

static const struct
{
  const char *link, *name; /* as in the answer */
  const char *words;       /* %s: which */
} token_links[] = {
  { "reader", "token-reader", N_ ("Plugged in: %s") },
  { "driver", "token-driver", N_ ("Driver of tokens: %s") },
  { "slot", "token-slot", N_ ("Reader of the driver %s") },
  { "token", "token", N_ ("Token: %s") },
  { "login", "token-login", N_ ("Looking into the token %s") },
  { "certificate", "token-certificate", N_ ("Certificate for signing: %s") },
  { "pin", "token-pin", N_ ("PIN of the token %s") },
};

static void
say_token_link (Doctor *doctor, const YnTokenLink *link)
{
  guint i = 0;
  g_autoptr (GString) words = NULL;

  while (i < G_N_ELEMENTS (token_links) - 1 && !g_str_equal (token_links[i].link, link->link))
    i++;
  words = g_string_new (_(token_links[i].words));
  g_string_replace (words, "%s", *link->about != '\0' ? link->about : _("none"), 1);
  say_link (doctor, token_links[i].name, words->str, link->error);
}

/* Whoever does not sign with a token misses none. */
static gboolean
is_of_interest (const YnChair *chair, const YnTokenSight *sight)
{
  const YnTokenLink *first = sight->links->len > 0 ? g_ptr_array_index (sight->links, 0) : NULL;

  return chair->token != NULL || sight->links->len > 1
         || (first != NULL && !g_error_matches (first->error, YN_ERROR, YN_ERROR_TOKEN_READER));
}

static void
examine_tokens (Doctor *doctor)
{
  YnChair *chair = doctor->chair;
  const char *const named[] = { chair->token, NULL };
  g_autoptr (YnSettings) settings = yn_settings_look (chair->data_dir);
  g_auto (GStrv) known = yn_token_addresses (settings);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTokenSight) sight = yn_token_examine (
      chair->token != NULL ? named : (const char *const *) known, yn_clock_now (chair->clock), NULL, &error);

  if (sight == NULL)
    say_link (doctor, "token-driver", _("Tokens can be looked for"), error);
  else if (!is_of_interest (chair, sight))
    {
      if (!chair->json)
        yn_say_line ("·  %s", _("No token is plugged in. Who signs with a key in a file needs none."));
    }
  else
    for (guint i = 0; i < sight->links->len; i++)
      say_token_link (doctor, g_ptr_array_index (sight->links, i));
  for (guint i = 0; sight != NULL && i < sight->keys->len && !chair->json; i++)
    if (((const YnTokenKey *) g_ptr_array_index (sight->keys, i))->flags & YN_TOKEN_SKF)
      yn_say_line ("·  %s", _("The SKF interface (GM/T 0016) has not been tried on real tokens yet."));
}

YnExit
yn_verb_doctor (YnChair *chair, int argc, char **argv)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  Doctor doctor = { .chair = chair, .writer = writer, .all_well = TRUE };
  g_autoptr (YnJson) json = NULL;
  const GOptionEntry entries[] = {
    { "set-aside", 0, 0, G_OPTION_ARG_NONE, &doctor.set_aside,
      N_ ("Where the data on this machine cannot be opened: rename it and begin anew"), NULL },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "[--set-aside]", 0, 0))
    return YN_EXIT_WRONG_USE;
  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "links");
  yn_json_writer_begin_array (writer);
  examine_keyring (&doctor);
  examine_printing (&doctor);
  examine_tokens (&doctor);
  examine_platform (&doctor);
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  if (chair->json)
    yn_say_json (json);
  return doctor.all_well ? YN_EXIT_YES : YN_EXIT_NO;
}
