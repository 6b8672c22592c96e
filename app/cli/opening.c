/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/opening.h"

#include <glib/gi18n-lib.h>

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
  yn_say_progress (_("Token: %s (%s)"), token->token, token->certificate->subject_name);
  if (token->tries >= 0)
    yn_say_progress (_("Tries left for the PIN: %d"), token->tries);
  else if (token->flags & YN_TOKEN_PIN_LOW)
    yn_say_progress (_("A wrong PIN was given the last time: mind the tries that are left."));
}

static YnKey *
open_token (YnChair *chair, GError **error)
{
  g_autoptr (YnTokenKey) token = yn_token_find (chair->token, yn_clock_now (chair->clock), NULL, error);
  g_autoptr (YnSecret) pin = NULL;
  YnKey *key;

  if (token == NULL)
    return NULL;
  say_token (token);
  if ((token->flags & YN_TOKEN_PIN_LAST_TRY) && !chair->last_try)
    {
      yn_say_progress (_("To try it all the same, add --last-try."));
      g_set_error_literal (error, YN_ERROR, YN_ERROR_PIN_LAST_TRY, "not tried: it is the last try");
      return NULL;
    }
  if ((token->flags & (YN_TOKEN_PIN_PAD | YN_TOKEN_PIN_LOCKED)) == YN_TOKEN_PIN_PAD)
    yn_say_progress (_("Enter the PIN at the token or its reader."));
  else if ((token->flags & (YN_TOKEN_PIN_NONE | YN_TOKEN_PIN_LOCKED)) == 0 && (pin = ask_pin (chair, error)) == NULL)
    return NULL;
  key = yn_token_open (token, pin, chair->last_try, NULL, error);
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
  const char *remark = key == NULL ? NULL : yn_certificate_remark (yn_key_certificate (key), chair->language);

  if (remark != NULL)
    yn_say_progress ("%s", remark);
  return key;
}
