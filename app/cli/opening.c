/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/opening.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "desk/loose.h"

static YnSecret *
ask_pin (gpointer data, GError **error)
{
  YnChair *chair = data;

  return yn_chair_key_password (chair, _("PIN of the token: "), error);
}

/* What is to be known before a PIN is given away. */
static void
say_token (const YnTokenKey *token)
{
  if (token->certificate != NULL)
    yn_say_progress (_("Token: %s (%s)"), token->token, token->certificate->subject_name);
  else
    yn_say_progress (_("Token: %s. It shows its certificates after the PIN only."), token->token);
  if (token->flags & YN_TOKEN_PIN_EXPIRED)
    yn_say_progress (_("The token says that its PIN must be changed first, with its maker’s tool."));
  if (token->tries >= 0)
    yn_say_progress (_("Tries left for the PIN: %d"), token->tries);
  else if (token->flags & YN_TOKEN_PIN_LOW)
    yn_say_progress (_("A wrong PIN was given the last time: mind the tries that are left."));
}

/* Every driver that is known, and the one that the URI itself names (RFC 7512: behind the question mark). */
static YnTokenSight *
look_everywhere (YnChair *chair)
{
  g_autoptr (YnSettings) settings = yn_settings_look (chair->data_dir);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) known = yn_token_addresses (settings);
  g_auto (GStrv) addresses = NULL;
  const char *query = strchr (chair->token, '?');
  g_autofree char *named = query == NULL ? NULL : g_strconcat ("pkcs11:", query, NULL);

  g_strv_builder_addv (builder, (const char **) known);
  if (named != NULL)
    g_strv_builder_add (builder, named);
  addresses = g_strv_builder_end (builder);
  return yn_token_look ((const char *const *) addresses, yn_clock_now (chair->clock), NULL, NULL);
}

gboolean
yn_token_is_other (YnChair *chair, GError **error)
{
  g_autoptr (YnTokenSight) sight = NULL;
  gboolean others = FALSE;

  if (!g_str_has_prefix (chair->token, "pkcs11:") || !g_error_matches (*error, YN_ERROR, YN_ERROR_TOKEN_ABSENT))
    return FALSE;
  sight = look_everywhere (chair);
  for (guint i = 0; sight != NULL && i < sight->links->len; i++)
    {
      const YnTokenLink *link = g_ptr_array_index (sight->links, i);

      if (link->state != YN_TOKEN_LINK_HOLDS || !g_str_equal (link->link, "token"))
        continue;
      yn_say_progress (_("A token that is there: %s"), link->about);
      others = TRUE;
    }
  if (!others)
    return FALSE;
  g_clear_error (error);
  g_set_error_literal (error, YN_ERROR, YN_ERROR_TOKEN_OTHER, "no token is the one that the address means");
  return TRUE;
}

static YnTokenKey *
find_token (YnChair *chair, GError **error)
{
  g_autoptr (GError) cause = NULL;
  YnTokenKey *token = yn_token_find (chair->token, yn_clock_now (chair->clock), NULL, &cause);

  if (token != NULL)
    return token;
  yn_token_is_other (chair, &cause);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

/* FALSE: it must not be tried, or was not given. @pin NULL: it is typed elsewhere, or there is none. */
static gboolean
take_pin (YnChair *chair, const YnTokenKey *token, YnSecret **pin, GError **error)
{
  say_token (token);
  if ((token->flags & YN_TOKEN_PIN_LAST_TRY) && !chair->last_try)
    {
      yn_say_progress (_("To try it all the same, add --last-try."));
      g_set_error_literal (error, YN_ERROR, YN_ERROR_PIN_LAST_TRY, "not tried: it is the last try");
      return FALSE;
    }
  if ((token->flags & (YN_TOKEN_PIN_PAD | YN_TOKEN_PIN_LOCKED)) == YN_TOKEN_PIN_PAD)
    yn_say_progress (_("Enter the PIN at the token or its reader."));
  else if ((token->flags & (YN_TOKEN_PIN_NONE | YN_TOKEN_PIN_LOCKED)) == 0)
    return (*pin = ask_pin (chair, error)) != NULL;
  return TRUE;
}

GPtrArray *
yn_opening_log_in (YnChair *chair, const YnTokenKey *hidden, GPtrArray *unfit, GError **error)
{
  g_autoptr (YnSecret) pin = NULL;

  if (!take_pin (chair, hidden, &pin, error))
    return NULL;
  return yn_token_log_in (hidden, pin, chair->last_try, yn_clock_now (chair->clock), unfit, NULL, error);
}

/* The one certificate behind the PIN. */
static YnTokenKey *
reveal (YnChair *chair, const YnTokenKey *hidden, GError **error)
{
  g_autoptr (GPtrArray) keys = yn_opening_log_in (chair, hidden, NULL, error);

  if (keys == NULL)
    return NULL;
  for (guint i = 0; keys->len > 1 && i < keys->len; i++)
    yn_say_progress ("  --token '%s'", ((const YnTokenKey *) g_ptr_array_index (keys, i))->address);
  if (keys->len > 1)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_TOKEN_SEVERAL, "more than one key behind the PIN");
      return NULL;
    }
  return yn_token_key_copy (g_ptr_array_index (keys, 0));
}

/* Said before a PIN is given away for nothing. */
static gboolean
may_sign (YnChair *chair, const YnTokenKey *token, GError **error)
{
  return yn_token_can_sign (token, error)
         && yn_certificate_fits (token->certificate, NULL, yn_clock_now (chair->clock), error);
}

static YnKey *
open_token (YnChair *chair, GError **error)
{
  g_autoptr (YnTokenKey) found = find_token (chair, error);
  g_autoptr (YnTokenKey) token = NULL;
  g_autoptr (YnSecret) pin = NULL;
  YnKey *key;

  if (found == NULL || (found->certificate != NULL && !may_sign (chair, found, error)))
    return NULL;
  if (found->certificate == NULL)
    token = reveal (chair, found, error);
  else if (take_pin (chair, found, &pin, error))
    token = g_steal_pointer (&found);
  key = token == NULL ? NULL : yn_token_open (token, pin, chair->last_try, NULL, error);
  if (key != NULL && yn_token_asks_each_time (key))
    {
      yn_say_progress (_("This token wants its PIN for every signature."));
      yn_token_set_ask (key, ask_pin, chair);
    }
  return key;
}

static YnKey *
open_file (YnChair *chair, const char *file, GError **error)
{
  g_autoptr (YnSecret) password = yn_chair_key_password (chair, _("Password of the key: "), error);

  return password == NULL ? NULL : yn_softkey_open (file, password, error);
}

YnKey *
yn_open_key (YnChair *chair, const char *file, GError **error)
{
  YnKey *key = file == NULL ? open_token (chair, error) : open_file (chair, file, error);
  const YnCertificate *certificate = key == NULL ? NULL : yn_key_certificate (key);
  const char *remark = key == NULL ? NULL : yn_certificate_remark (certificate, chair->language);

  if (key != NULL)
    yn_say_progress (_("Certificate: %s, issued by %s"), certificate->subject_name, certificate->issuer_name);
  if (remark != NULL)
    yn_say_progress ("%s", remark);
  return key;
}

void
yn_say_other_name (const YnCertificate *certificate, const char *named)
{
  yn_say_progress (_("The certificate is of %s, to be signed by %s: the name does NOT match, the credit code does."),
                   certificate->subject_name, named);
}

void
yn_say_not_compared (YnChair *chair)
{
  g_autoptr (YnExplanation) words = yn_problems_explain_code ("certificate-silent", chair->language);

  yn_say_progress ("%s %s", words->what, words->remedy);
}
