/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/doctor.h"

#include <glib/gi18n-lib.h>

#include "cli/verbs.h"
#include "desk/loose.h"
#include "desk/place.h"
#include "desk/sitting.h"
#include "desk/timestamp-authorities.h"

void
yn_doctor_say (YnDoctor *doctor, const char *link, const char *about, const char *words, YnLinkState state,
               const char *code)
{
  static const char *const signs[] = { "✓", "!", "✗", "·" };
  g_autoptr (YnExplanation) why = code == NULL ? NULL : yn_problems_explain_code (code, doctor->chair->language);

  if (state == YN_LINK_BROKEN)
    doctor->all_well = FALSE;
  yn_json_writer_begin_object (doctor->writer);
  yn_json_writer_member_string (doctor->writer, "link", link);
  yn_json_writer_member_string (doctor->writer, "about", about);
  if (state != YN_LINK_NONE)
    yn_json_writer_member_boolean (doctor->writer, "works", state != YN_LINK_BROKEN);
  else
    yn_json_writer_member_value (doctor->writer, "works", NULL);
  yn_json_writer_member_string (doctor->writer, "words", words);
  yn_json_writer_member_string (doctor->writer, "code", code);
  yn_json_writer_member_string (doctor->writer, "what", why == NULL ? NULL : why->what);
  yn_json_writer_member_string (doctor->writer, "do", why == NULL ? NULL : why->remedy);
  yn_json_writer_end (doctor->writer);
  if (doctor->chair->json)
    return;
  yn_say_line ("%s  %s", signs[state], words);
  if (why != NULL)
    yn_say_line ("   %s %s", why->what, why->remedy);
}

void
yn_doctor_judge (YnDoctor *doctor, const char *link, const char *about, const char *words, const GError *error)
{
  yn_doctor_say (doctor, link, about, words, error == NULL ? YN_LINK_HOLDS : YN_LINK_BROKEN,
                 error == NULL ? NULL : yn_error_nick_of (error));
}

static void
examine_keyring (YnDoctor *doctor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKeyring) keyring = yn_chair_keyring (doctor->chair, &error);
  g_autoptr (YnSecret) none = NULL;

  if (keyring != NULL)
    none = yn_keyring_lookup (keyring, "doctor", "doctor", "doctor", NULL, &error);
  if (g_error_matches (error, YN_ERROR, YN_ERROR_NOT_FOUND)) /* it answers: that is all that was asked */
    g_clear_error (&error);
  yn_doctor_judge (doctor, "keyring", NULL, _("The keyring answers"), error);
}

static void
examine_printing (YnDoctor *doctor)
{
  g_autoptr (GError) error = NULL;

  yn_loose_examine (doctor->chair->clock, &error);
  yn_doctor_judge (doctor, "printing", NULL, _("Papers can be printed and read back"), error);
}

/* A file left out takes nothing from the others, but whoever put it there relies on it. */
static void
examine_trust (YnDoctor *doctor)
{
  g_autoptr (YnSettings) settings = yn_settings_look (doctor->chair->data_dir);
  g_autofree char *folder = yn_place_trust_folder (settings);
  g_autoptr (YnTrust) trust = yn_trust_new ();
  g_autoptr (GError) error = NULL;

  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    return;
  if (!yn_trust_add_folder (trust, folder, &error) || yn_trust_left_out (trust)->len == 0)
    yn_doctor_judge (doctor, "trust", folder, _("The trust folder can be read"), error);
  for (guint i = 0; i < yn_trust_left_out (trust)->len; i++)
    {
      const char *name = g_ptr_array_index (yn_trust_left_out (trust), i);
      g_autofree char *words = g_strdup_printf (_("In the trust folder, not used: %s"), name);

      yn_doctor_say (doctor, "trust", name, words, YN_LINK_TO_MIND, "bad-trust");
    }
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
sit (YnDoctor *doctor, GError **error)
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
examine_platform (YnDoctor *doctor)
{
  g_autoptr (GError) error = NULL;
  YnDesk *desk = sit (doctor, &error);
  g_autoptr (YnDeskStatus) status = desk == NULL ? NULL : yn_desk_status (desk);

  if (g_error_matches (error, YN_ERROR, YN_ERROR_KEYRING_ABSENT)
      || g_error_matches (error, YN_ERROR, YN_ERROR_KEYRING_LOCKED)) /* its own link has said why */
    {
      yn_doctor_say (doctor, "platform", NULL,
                     _("The platform was not asked: without the keyring the store stays closed"), YN_LINK_NONE, NULL);
      return;
    }
  if (status != NULL && !status->online)
    g_set_error_literal (&error, YN_ERROR, YN_ERROR_OFFLINE, "the platform does not answer");
  yn_doctor_judge (doctor, "platform", NULL, _("The platform answers and its store opens"), error);
  g_clear_error (&error);
  if (status != NULL && !status->signed_in)
    g_set_error_literal (&error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN, "nobody is signed in");
  if (status != NULL)
    yn_doctor_judge (doctor, "account", NULL, _("An enterprise is signed in"), error);
}

/* --- timestamps ------------------------------------------------------------------------------------------------- */

/* The codes of the wire have words on the platform; what failed here says the line itself. */
static const char *
code_of (const YnTimestampAuthority *authority)
{
  static const char *const about_authorities[] = { "quota", "timestamp-refused", "timestamp-wrong", NULL };

  if (authority->state == YN_TIMESTAMPS_READY)
    return NULL;
  if (authority->state == YN_TIMESTAMPS_USED_UP)
    return "quota";
  return authority->last != NULL && g_strv_contains (about_authorities, authority->last) ? authority->last : NULL;
}

/* One that rests or has given its share stops nobody: the next one is asked, or it is signed without. */
static void
examine_timestamps (YnDoctor *doctor)
{
  YnDesk *desk = yn_chair_desk (doctor->chair, NULL);
  g_autoptr (GPtrArray) authorities = desk == NULL ? NULL : yn_desk_timestamp_authorities (desk);

  for (guint i = 0; authorities != NULL && i < authorities->len; i++)
    {
      const YnTimestampAuthority *authority = g_ptr_array_index (authorities, i);
      YnLinkState state = authority->state == YN_TIMESTAMPS_READY ? YN_LINK_HOLDS : YN_LINK_TO_MIND;
      g_autofree char *how = yn_timestamp_authority_words (authority);
      gboolean named = g_strcmp0 (authority->name, authority->url) != 0;
      g_autofree char *who = g_strjoin (" ", authority->url, named ? authority->name : NULL, NULL);
      g_autofree char *words = g_strdup_printf (_("Timestamp authority %s: %s"), who, how);

      yn_doctor_say (doctor, "timestamp-authority", authority->url, words, state, code_of (authority));
    }
  if (authorities != NULL && authorities->len == 0)
    yn_doctor_say (doctor, "timestamp-authority", NULL,
                   _("No timestamp authority is known here: whoever signs states the time themselves."), YN_LINK_NONE,
                   NULL);
}

YnExit
yn_verb_doctor (YnChair *chair, int argc, char **argv)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  YnDoctor doctor = { .chair = chair, .writer = writer, .all_well = TRUE };
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
  examine_trust (&doctor);
  yn_doctor_examine_tokens (&doctor);
  examine_platform (&doctor);
  examine_timestamps (&doctor);
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  if (chair->json)
    yn_say_json (json);
  return doctor.all_well ? YN_EXIT_YES : YN_EXIT_NO;
}
