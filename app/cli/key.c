/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "cli/opening.h"
#include "desk/filing.h"
#include "desk/tokens.h"

/* Why no paper may be signed with it today. NULL: it may. New. */
static YnExplanation *
why_not (YnChair *chair, const YnCertificate *certificate)
{
  g_autoptr (GError) error = NULL;

  return yn_certificate_fits (certificate, NULL, yn_clock_now (chair->clock), &error)
             ? NULL
             : yn_problems_explain (error, chair->language);
}

/* "validFrom", "validUntil", and "cannotSign" where that is so. */
static void
write_fitness (YnChair *chair, YnJsonWriter *writer, const YnCertificate *certificate)
{
  g_autoptr (YnExplanation) reason = why_not (chair, certificate);
  g_autofree char *from = yn_clock_civil_day (certificate->not_before);
  g_autofree char *until = yn_clock_civil_day (certificate->not_after);

  yn_json_writer_member_string (writer, "validFrom", from);
  yn_json_writer_member_string (writer, "validUntil", until);
  if (reason != NULL)
    {
      g_autoptr (YnJson) json = yn_explanation_json (reason, NULL);

      yn_json_writer_member_value (writer, "cannotSign", json);
    }
}

static void
say_fitness (YnChair *chair, const YnCertificate *certificate)
{
  g_autoptr (YnExplanation) reason = why_not (chair, certificate);
  g_autofree char *from = yn_clock_civil_day (certificate->not_before);
  g_autofree char *until = yn_clock_civil_day (certificate->not_after);

  yn_say_line (_("Valid from %s until %s"), from, until);
  if (reason != NULL)
    yn_say_line (_("Cannot be signed with: %s %s [%s]"), reason->what, reason->remedy, reason->code);
}

static YnExit
say_certificate (YnChair *chair, const char *path, const YnCertificate *certificate)
{
  g_autofree char *class =
      yn_signature_class_words (certificate->practice ? YN_SIGNATURE_CLASS_PRACTICE : YN_SIGNATURE_CLASS_SOFTWARE,
                                certificate->issuer_name, chair->language);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;

  if (!chair->json)
    {
      yn_say_line ("%s", path);
      yn_say_line ("%s  %s  %s", certificate->subject_name, certificate->uscc == NULL ? "" : certificate->uscc, class);
      yn_say_line ("%s", certificate->algorithm);
      if (yn_certificate_remark (certificate, chair->language) != NULL)
        yn_say_line ("%s", yn_certificate_remark (certificate, chair->language));
      say_fitness (chair, certificate);
      return YN_EXIT_YES;
    }
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "path", path);
  yn_json_writer_member_string (writer, "name", certificate->subject_name);
  yn_json_writer_member_string (writer, "uscc", certificate->uscc);
  yn_json_writer_member_string (writer, "issuer", certificate->issuer_name);
  yn_json_writer_member_string (writer, "algorithm", certificate->algorithm);
  write_fitness (chair, writer, certificate);
  yn_json_writer_member_boolean (writer, "practice", certificate->practice);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  yn_say_json (json);
  return YN_EXIT_YES;
}

static YnExit
make_key (YnChair *chair, const char *role, const char *algorithm)
{
  g_autoptr (GError) error = NULL;
  YnDesk *desk = yn_chair_sit_signed_in (chair, &error);
  g_autoptr (YnSecret) password = NULL;
  g_autoptr (YnKeyFile) file = NULL;
  g_autoptr (YnKey) key = NULL;

  password = desk == NULL ? NULL : yn_chair_key_password (chair, _("Choose a password for the practice key: "), &error);
  file = password == NULL
             ? NULL
             : yn_desk_make_key (desk, role != NULL ? role : "enterprise-seal", algorithm, password, NULL, &error);
  key = file == NULL ? NULL : yn_desk_open_key (desk, file->path, password, NULL, &error);
  return key == NULL ? yn_say_error (chair, error) : say_certificate (chair, file->path, yn_key_certificate (key));
}

static YnExit
show_key (YnChair *chair, const char *path)
{
  g_autoptr (GError) error = NULL;
  YnDesk *desk = yn_chair_desk (chair, &error);
  g_autoptr (YnSecret) password =
      desk == NULL ? NULL : yn_chair_key_password (chair, _ ("Password of the key: "), &error);
  g_autoptr (YnKey) key = password == NULL ? NULL : yn_desk_open_key (desk, path, password, NULL, &error);

  return key == NULL ? yn_say_error (chair, error) : say_certificate (chair, path, yn_key_certificate (key));
}

static void
write_token_key (YnChair *chair, YnJsonWriter *writer, const YnTokenKey *key)
{
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "address", key->address);
  yn_json_writer_member_string (writer, "token", key->token);
  yn_json_writer_member_string (writer, "interface", key->flags & YN_TOKEN_SKF ? "SKF" : "PKCS#11");
  yn_json_writer_member_string (writer, "name", key->certificate->subject_name);
  yn_json_writer_member_string (writer, "uscc", key->certificate->uscc);
  yn_json_writer_member_string (writer, "issuer", key->certificate->issuer_name);
  yn_json_writer_member_string (writer, "algorithm", key->certificate->algorithm);
  write_fitness (chair, writer, key->certificate);
  yn_json_writer_member_boolean (writer, "practice", key->certificate->practice);
  yn_json_writer_member_boolean (writer, "locked", (key->flags & YN_TOKEN_PIN_LOCKED) != 0);
  yn_json_writer_member_boolean (writer, "lastTry", (key->flags & YN_TOKEN_PIN_LAST_TRY) != 0);
  yn_json_writer_end (writer);
}

static void
say_certificate_in (YnChair *chair, const YnTokenKey *key)
{
  yn_say_line ("%s  %s  %s", key->token, key->certificate->subject_name,
               key->certificate->uscc == NULL ? "" : key->certificate->uscc);
  say_fitness (chair, key->certificate);
}

static void
say_token_key (YnChair *chair, const YnTokenKey *key)
{
  say_certificate_in (chair, key);
  yn_say_line ("  --token '%s'", key->address);
}

/* {"address", "token", …}: what lies in it only the PIN shows. */
static void
write_hidden_token (YnChair *chair, YnJsonWriter *writer, const YnTokenKey *token)
{
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "address", token->address);
  yn_json_writer_member_string (writer, "token", token->token);
  yn_json_writer_member_string (writer, "interface", token->flags & YN_TOKEN_SKF ? "SKF" : "PKCS#11");
  yn_json_writer_member_boolean (writer, "locked", (token->flags & YN_TOKEN_PIN_LOCKED) != 0);
  yn_json_writer_member_boolean (writer, "lastTry", (token->flags & YN_TOKEN_PIN_LAST_TRY) != 0);
  yn_json_writer_end (writer);
}

static void
say_hidden_token (YnChair *chair, const YnTokenKey *token)
{
  yn_say_line (_("%s  The certificates can be seen after the PIN only:"), token->token);
  yn_say_line ("  yinuoctl key list --log-in --token '%s'", token->address);
}

typedef void (*WriteToken) (YnChair *chair, YnJsonWriter *writer, const YnTokenKey *token);
typedef void (*SayToken) (YnChair *chair, const YnTokenKey *token);

static void
write_tokens (YnChair *chair, YnJsonWriter *writer, const char *name, GPtrArray *tokens, WriteToken write, SayToken say)
{
  yn_json_writer_name (writer, name);
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < tokens->len; i++)
    {
      write (chair, writer, g_ptr_array_index (tokens, i));
      if (!chair->json)
        say (chair, g_ptr_array_index (tokens, i));
    }
  yn_json_writer_end (writer);
}

/* What the one token of the sight that hides its certificates shows after its PIN goes to the others. */
static gboolean
log_in (YnChair *chair, YnTokenSight *sight, GError **error)
{
  g_autoptr (GPtrArray) shown = NULL;

  if (sight->hidden->len == 0)
    return TRUE;
  if (sight->hidden->len > 1)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_TOKEN_SEVERAL, "more than one token hides its certificates");
      return FALSE;
    }
  shown = yn_opening_log_in (chair, g_ptr_array_index (sight->hidden, 0), sight->unfit, error);
  for (guint i = 0; shown != NULL && i < shown->len; i++)
    g_ptr_array_add (sight->keys, yn_token_key_copy (g_ptr_array_index (shown, i)));
  g_ptr_array_set_size (sight->hidden, 0);
  return shown != NULL;
}

/* {"keys": [{"address", "token", …}], "hidden": [{"address", "token", …}], "unfit": [{…, "cannotSign"}]}: what lies in
 * tokens, with the address that --token wants; tokens that show it after their PIN only; and what is not signed with. */
static YnExit
list_keys (YnChair *chair, gboolean wants_login)
{
  g_autoptr (YnSettings) settings = yn_settings_look (chair->data_dir);
  g_auto (GStrv) known = yn_token_addresses (settings);
  const char *const named[] = { chair->token, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTokenSight) sight = yn_token_look (chair->token != NULL ? named : (const char *const *) known,
                                                  yn_clock_now (chair->clock), NULL, &error);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;

  if (sight == NULL || (wants_login && !log_in (chair, sight, &error)))
    return yn_say_error (chair, error);
  yn_json_writer_begin_object (writer);
  write_tokens (chair, writer, "keys", sight->keys, write_token_key, say_token_key);
  write_tokens (chair, writer, "hidden", sight->hidden, write_hidden_token, say_hidden_token);
  write_tokens (chair, writer, "unfit", sight->unfit, write_token_key, say_certificate_in);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  if (chair->json)
    yn_say_json (json);
  else if (sight->keys->len + sight->hidden->len + sight->unfit->len == 0)
    yn_say_line (_("No key in a token. `yinuoctl doctor` says what is in the way."));
  return YN_EXIT_YES;
}

YnExit
yn_verb_key (YnChair *chair, int argc, char **argv)
{
  g_autofree char *role = NULL;
  g_autofree char *algorithm = NULL;
  gboolean wants_login = FALSE;
  const GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &role,
      N_ ("make: for enterprise-seal (as it is without), legal-representative or agent"), "ROLE" },
    { "algorithm", 0, 0, G_OPTION_ARG_STRING, &algorithm,
      N_ ("make: p-256 (as it is without), p-384, rsa-2048, rsa-3072, rsa-4096 or sm2"), "ALGORITHM" },
    { "log-in", 0, 0, G_OPTION_ARG_NONE, &wants_login,
      N_ ("list: ask for the PIN of a token that shows its certificates after it only"), NULL },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries,
                         "make [--role ROLE] [--algorithm NAME] | show FILE.p12 | list [--log-in]", 1, 2))
    return YN_EXIT_WRONG_USE;
  if (argc == 2 && strcmp (argv[1], "make") == 0)
    return make_key (chair, role, algorithm);
  if (argc == 3 && strcmp (argv[1], "show") == 0)
    return show_key (chair, argv[2]);
  if (argc == 2 && strcmp (argv[1], "list") == 0)
    return list_keys (chair, wants_login);
  return yn_say_wrong_use (chair, _("Say `key make`, `key show FILE.p12` or `key list`."));
}
