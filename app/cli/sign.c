/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "cli/opening.h"
#include "cli/outcome.h"
#include "desk/files.h"
#include "desk/loose.h"
#include "desk/stamping.h"
#include "forms/signers.h"

typedef struct
{
  char *key;
  char *output;
  char *role;
  gboolean mark;
  char *picture_file;
  GBytes *picture;
  char **timestamps;
  char *level;

  YnHttp *http;      /* where a timestamp is wished */
  YnSignFinish how;
} SignFlags;

static void
sign_flags_clear (SignFlags *flags)
{
  g_free (flags->key);
  g_free (flags->output);
  g_free (flags->role);
  g_free (flags->picture_file);
  g_clear_pointer (&flags->picture, g_bytes_unref);
  g_strfreev (flags->timestamps);
  g_free (flags->level);
  yn_timestamper_free (flags->how.timestamper);
  yn_gathering_free (flags->how.gathering);
  yn_http_free (flags->http);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SignFlags, sign_flags_clear)

/* Beside the paper, never over it: "letter.pdf" -> "letter.signed.pdf". */
static char *
output_path (const SignFlags *flags, const char *input)
{
  const char *dot = strrchr (input, '.');

  if (flags->output != NULL)
    return g_strdup (flags->output);
  return dot == NULL ? g_strconcat (input, ".signed", NULL)
                     : g_strdup_printf ("%.*s.signed%s", (int) (dot - input), input, dot);
}

/* A level that was named is reached, or nothing is signed; without a name a dead authority stops nobody. FALSE: the
 * flags do not go together. */
static gboolean
prepare_level (YnChair *chair, SignFlags *flags)
{
  flags->how.level = flags->timestamps != NULL ? YN_LEVEL_B_T : YN_LEVEL_B_B;
  if (flags->level != NULL && !yn_signature_level_from_name (flags->level, &flags->how.level))
    return FALSE;
  if ((flags->how.level > YN_LEVEL_B_B) != (flags->timestamps != NULL))
    return FALSE;
  flags->how.exact = flags->level != NULL;
  if (flags->timestamps == NULL)
    return TRUE;
  flags->http = yn_http_new ();
  flags->how.timestamper = yn_stamping_of_urls (flags->http, chair->clock, flags->timestamps);
  flags->how.gathering = yn_stamping_gathering (flags->http, chair->clock);
  return TRUE;
}

/* Beside what the file and paper verbs say of a key before they sign with it. */
static void
say_how_it_fits (YnChair *chair, YnKey *key, const YnLooseOutcome *outcome)
{
  if (outcome->named == NULL)
    return;
  if (outcome->code == YN_MATCH_CANNOT_TELL)
    yn_say_not_compared (chair);
  else if (outcome->name == YN_MATCH_NO)
    yn_say_other_name (yn_key_certificate (key), outcome->named);
}

static void
write_named (YnJsonWriter *writer, const YnLooseOutcome *outcome)
{
  yn_json_writer_name (writer, "named");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "name", outcome->named);
  yn_json_writer_member_string (writer, "nameMatches", yn_match_name (outcome->name));
  yn_json_writer_member_string (writer, "codeMatches", yn_match_name (outcome->code));
  yn_json_writer_end (writer);
}

static gboolean
sign_one (YnChair *chair, const SignFlags *flags, YnKey *key, const char *input, YnJsonWriter *writer, GError **error)
{
  g_autofree char *output = output_path (flags, input);
  g_autoptr (YnLooseOutcome) outcome = NULL;
  g_autoptr (YnJson) told = NULL;

  if (!yn_loose_sign_file (input, output, key, flags->role, flags->mark, flags->picture, chair->clock, &flags->how,
                           &outcome, error))
    {
      if (outcome != NULL)
        yn_say_tries (outcome->signature);
      return FALSE;
    }
  told = yn_stamping_json (outcome->signature);
  yn_json_writer_member_string (writer, "signed", output);
  yn_json_writer_member_value (writer, "signature", told);
  if (outcome->named != NULL)
    write_named (writer, outcome);
  say_how_it_fits (chair, key, outcome);
  if (!chair->json)
    {
      yn_say_line (_("Signed: %s"), output);
      yn_say_outcome (chair, outcome->signature);
    }
  return TRUE;
}

static YnExit
say_trouble (YnChair *chair, const char *input, YnJsonWriter *writer, const GError *error)
{
  g_autoptr (YnExplanation) words = yn_problems_explain (error, chair->language);
  g_autoptr (YnJson) json = yn_explanation_json (words, error->message);

  yn_json_writer_member_value (writer, "error", json);
  if (!chair->json)
    {
      yn_say_progress ("%s:", input);
      yn_say_error (chair, error);
    }
  return yn_exit_of (error);
}

static void
trouble_free (GError *trouble)
{
  g_clear_error (&trouble);
}

/* What keeps each file from being signed, whoever signs (of GError; NULL: nothing does). @some: nothing keeps one. */
static GPtrArray *
look_before (YnChair *chair, const SignFlags *flags, char **inputs, gboolean *some)
{
  GPtrArray *troubles = g_ptr_array_new_with_free_func ((GDestroyNotify) trouble_free);

  *some = FALSE;
  for (guint i = 0; inputs[i] != NULL; i++)
    {
      g_autofree char *output = output_path (flags, inputs[i]);
      GError *trouble = NULL;

      if (yn_file_is_free (output, &trouble) && yn_loose_would_sign (inputs[i], flags->role, chair->clock, &trouble))
        *some = TRUE;
      g_ptr_array_add (troubles, trouble);
    }
  return troubles;
}

/* {"files": [{"file", "signed", "signature", "named"} or {"file", "error"}, …]}; "signature": desk/stamping.h; "named":
 * for whom it stands, where the paper names somebody */
static YnExit
sign_all (YnChair *chair, const SignFlags *flags, YnKey *key, char **inputs, GPtrArray *troubles, YnJsonWriter *writer)
{
  YnExit status = YN_EXIT_YES;

  for (guint i = 0; inputs[i] != NULL; i++)
    {
      const GError *trouble = g_ptr_array_index (troubles, i);
      g_autoptr (GError) error = NULL;

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "file", inputs[i]);
      if (trouble != NULL || !sign_one (chair, flags, key, inputs[i], writer, &error))
        status = MAX (status, say_trouble (chair, inputs[i], writer, trouble != NULL ? trouble : error));
      yn_json_writer_end (writer);
    }
  return status;
}

YnExit
yn_verb_sign (YnChair *chair, int argc, char **argv)
{
  g_auto (SignFlags) flags = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKey) key = NULL;
  g_autoptr (GPtrArray) troubles = NULL;
  gboolean some;
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;
  YnExit status;
  const GOptionEntry entries[] = {
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &flags.key, N_ ("The PKCS#12 file"), "FILE.p12" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &flags.output, N_ ("Where the signed paper goes"), "FILE" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &flags.role, N_ ("legal-representative, agent or enterprise-seal"), "ROLE" },
    { "mark", 0, 0, G_OPTION_ARG_NONE, &flags.mark, N_ ("With a visible mark on the last page"), NULL },
    { "seal-picture", 0, 0, G_OPTION_ARG_FILENAME, &flags.picture_file,
      N_ ("A picture of the seal in the mark, called a picture there; not for practice"), "FILE.png" },
    { "timestamp", 0, 0, G_OPTION_ARG_STRING_ARRAY, &flags.timestamps,
      N_ ("A timestamp authority; again for the one asked next. Where none answers, it is signed as B-B"), "URL" },
    { "level", 0, 0, G_OPTION_ARG_STRING, &flags.level,
      N_ ("B-B, B-T or B-LT: exactly this. Where it is not reached, nothing is written"), "LEVEL" },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "FILE… --key FILE.p12|--token URI [-o FILE]", 1, -1))
    return YN_EXIT_WRONG_USE;
  if ((flags.key == NULL) == (chair->token == NULL) || (flags.output != NULL && argc > 2))
    return yn_say_wrong_use (chair, _("Name one key with --key or --token; -o goes with one paper only."));
  if (!yn_timestamps_are_named (chair, flags.timestamps))
    return YN_EXIT_WRONG_USE;
  if (!prepare_level (chair, &flags))
    return yn_say_wrong_use (chair, _("--level is B-B, B-T or B-LT; B-T and B-LT need --timestamp."));
  if (flags.picture_file != NULL && !flags.mark)
    return yn_say_wrong_use (chair, _("A picture of a seal stands in a mark: say --mark, too."));
  if (flags.picture_file != NULL)
    flags.picture = yn_file_read (flags.picture_file, YN_LOOSE_PICTURE_BYTES, &error);
  if (flags.role == NULL)
    flags.role = g_strdup ("enterprise-seal");
  else if (!yn_signer_role_is_known (flags.role))
    {
      g_autofree char *words = g_strdup_printf (_("No signer has the role %s."), flags.role);

      return yn_say_wrong_use (chair, words);
    }
  troubles = look_before (chair, &flags, argv + 1, &some); /* nobody is asked for a PIN in vain */
  if (error == NULL && some)
    key = yn_open_key (chair, flags.key, &error);
  if (error != NULL)
    return yn_say_error (chair, error);
  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "files");
  yn_json_writer_begin_array (writer);
  status = sign_all (chair, &flags, key, argv + 1, troubles, writer);
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  if (chair->json)
    yn_say_json (json);
  return status;
}
