/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/token-hearing.h"

#include "signing/algorithm.h"
#include "signing/certificate.h"

#include <openssl/pem.h>

static GError *
missing (YnError code, const char *what)
{
  return g_error_new_literal (YN_ERROR, code, what);
}

static void
add_link (YnTokenHearing *hearing, const char *name, const char *about, GError *error)
{
  yn_token_sight_add (hearing->sight, -1, name, about, error);
}

/* --- a token's certificates ------------------------------------------------------------------------------------- */

static X509 *
issuer_of (X509 *certificate, YnX509Stack *among)
{
  for (int i = 0; i < sk_X509_num (among); i++)
    {
      X509 *candidate = sk_X509_value (among, i);

      if (candidate != certificate && X509_check_issued (candidate, certificate) == X509_V_OK)
        return candidate;
    }
  return NULL;
}

static GBytes *
chain_of (X509 *leaf, YnX509Stack *among)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  int left = sk_X509_num (among); /* they may go round in a circle */

  for (X509 *at = leaf; at != NULL && left-- > 0; at = issuer_of (at, among))
    PEM_write_bio_X509 (bio, at);
  return yn_crypto_bio_bytes (bio);
}

/* @leaf NULL: it is hidden. */
static YnTokenKey *
key_new (const YnTokenHearing *hearing, X509 *leaf, const char *address)
{
  YnTokenKey *key = g_new0 (YnTokenKey, 1);

  key->address = g_strdup (address);
  key->module = g_strdup (hearing->module);
  key->token = g_strdup (hearing->token.at[0]);
  key->maker = g_strdup (hearing->token.at[1]);
  key->model = g_strdup (hearing->token.at[2]);
  key->serial = g_strdup (hearing->token.at[3]);
  key->flags = hearing->token.frame.flags;
  key->tries = hearing->token.frame.tries;
  if (leaf != NULL)
    {
      key->certificate = yn_certificate_read (leaf);
      key->chain = chain_of (leaf, hearing->certificates);
    }
  return key;
}

/* An encryption certificate, an issuer's and one of a kind that we do not sign with are no keys. */
static gboolean
can_sign (X509 *certificate)
{
  return yn_certificate_for_signing (certificate) && yn_algorithm_of (X509_get0_pubkey (certificate)) != NULL;
}

/* Why none of those that the address means is a key. */
static GError *
why_empty (const YnTokenHearing *hearing)
{
  for (int i = 0; i < sk_X509_num (hearing->certificates); i++)
    if (*(const char *) g_ptr_array_index (hearing->addresses, (guint) i) != '\0'
        && yn_certificate_for_signing (sk_X509_value (hearing->certificates, i)))
      return missing (YN_ERROR_CERTIFICATE_ALGORITHM, "a kind of key that is not signed with");
  return missing (YN_ERROR_TOKEN_EMPTY, "no certificate for signing");
}

static GError *
judge_certificate (const YnTokenKey *key, gint64 instant)
{
  const YnCertificate *certificate = key->certificate;
  GError *error = NULL;

  if (!yn_token_can_sign (key, &error))
    return error;
  if (instant < certificate->not_before)
    return missing (YN_ERROR_CERTIFICATE_NOT_YET, "not valid yet");
  return instant > certificate->not_after ? missing (YN_ERROR_CERTIFICATE_EXPIRED, "expired") : NULL;
}

static GError *
judge_pin (guint flags)
{
  if (flags & YN_TOKEN_PIN_LOCKED)
    return missing (YN_ERROR_PIN_LOCKED, "the token says that its PIN is locked");
  if (flags & YN_TOKEN_PIN_UNSET)
    return missing (YN_ERROR_PIN_UNSET, "the token says that it has no PIN");
  if (flags & YN_TOKEN_PIN_EXPIRED)
    return missing (YN_ERROR_PIN_EXPIRED, "the token wants another PIN first");
  return flags & YN_TOKEN_PIN_LAST_TRY ? missing (YN_ERROR_PIN_LAST_TRY, "one try is left") : NULL;
}

/* What cannot be seen before the PIN is either not there or hidden: nobody can tell. A certificate of a person or an
 * enterprise in the open says that those are not hidden; issuers' always are in the open. */
static gboolean
may_hide (const YnTokenHearing *hearing)
{
  if (hearing->refused)
    return TRUE;
  if (hearing->token.frame.flags & (YN_TOKEN_PIN_NONE | YN_TOKEN_PIN_UNSET | YN_TOKEN_SKF))
    return FALSE;
  for (int i = 0; i < sk_X509_num (hearing->certificates); i++)
    if (X509_check_ca (sk_X509_value (hearing->certificates, i)) == 0)
      return FALSE;
  return TRUE;
}

static gboolean
issued_one_of (X509 *certificate, YnX509Stack *among)
{
  for (int i = 0; i < sk_X509_num (among); i++)
    if (issuer_of (sk_X509_value (among, i), among) == certificate)
      return TRUE;
  return FALSE;
}

/* Its certificates for signing, as keys; @unfit gets those of its holder that are for something else. */
static GPtrArray *
find_keys (const YnTokenHearing *hearing, GPtrArray *unfit)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (int i = 0; i < sk_X509_num (hearing->certificates); i++)
    {
      X509 *leaf = sk_X509_value (hearing->certificates, i);
      const char *address = g_ptr_array_index (hearing->addresses, (guint) i);

      if (*address == '\0')
        continue;
      if (can_sign (leaf))
        g_ptr_array_add (keys, key_new (hearing, leaf, address));
      else if (!issued_one_of (leaf, hearing->certificates))
        g_ptr_array_add (unfit, key_new (hearing, leaf, address));
    }
  return keys;
}

/* One that cannot be signed with, beside one that can, is no fault: the old one often stays when a new one
 * comes. FALSE: the chain ends here. */
static gboolean
add_certificates (YnTokenHearing *hearing, const GPtrArray *keys)
{
  YnTokenSight *sight = hearing->sight;
  gboolean holds = FALSE;

  for (guint i = 0; i < keys->len; i++)
    {
      const YnTokenKey *key = g_ptr_array_index (keys, i);
      const char *name = key->certificate->subject_name;
      GError *error = judge_certificate (key, hearing->instant);

      if (error == NULL)
        add_link (hearing, "certificate", name, NULL);
      else if (holds || i + 1 < keys->len)
        yn_token_sight_remark (sight, "certificate", name, error);
      else
        yn_token_sight_fail (sight, "certificate", name, error);
      holds |= error == NULL;
    }
  return holds;
}

static void
add_slot (YnTokenHearing *hearing, YnTokenSight *sight)
{
  if (hearing->reader != NULL)
    yn_token_sight_add (sight, -1, "slot", hearing->reader, NULL);
  g_clear_pointer (&hearing->reader, g_free);
}

static void
forget_token (YnTokenHearing *hearing)
{
  yn_token_answer_clear (&hearing->token);
  sk_X509_pop_free (hearing->certificates, X509_free);
  hearing->certificates = sk_X509_new_null ();
  g_ptr_array_set_size (hearing->addresses, 0);
  g_clear_error (&hearing->remark);
  hearing->refused = FALSE;
}

static void
end_certificates (YnTokenHearing *hearing)
{
  const char *label = hearing->token.at[0];
  g_autoptr (GPtrArray) unfit = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_token_key_free);
  g_autoptr (GPtrArray) keys = find_keys (hearing, unfit);
  gboolean hidden = keys->len == 0 && may_hide (hearing);

  if (hearing->remark != NULL)
    yn_token_sight_remark (hearing->sight, "certificate", "", g_steal_pointer (&hearing->remark));
  if (hidden)
    {
      g_ptr_array_add (hearing->sight->hidden, key_new (hearing, NULL, hearing->token.at[4]));
      g_ptr_array_set_size (unfit, 0); /* its issuers' */
      yn_token_sight_remark (hearing->sight, "login", label,
                             missing (YN_ERROR_TOKEN_HIDDEN, "no certificate is shown before the PIN"));
    }
  if (keys->len == 0 && !hidden)
    yn_token_sight_fail (hearing->sight, "certificate", label, why_empty (hearing));
  else if (hidden || add_certificates (hearing, keys))
    add_link (hearing, "pin", label, judge_pin (hearing->token.frame.flags));
  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_add (hearing->sight->keys, g_ptr_array_index (keys, i));
  while (unfit->len > 0)
    g_ptr_array_add (hearing->sight->unfit, g_ptr_array_steal_index (unfit, 0));
}

/* What was heard of the last token becomes keys and links. */
static void
end_token (YnTokenHearing *hearing)
{
  if (hearing->token.words == NULL)
    return;
  add_slot (hearing, hearing->sight);
  add_link (hearing, "token", hearing->token.at[0], NULL);
  end_certificates (hearing);
  forget_token (hearing);
}

void
yn_token_hearing_init (YnTokenHearing *hearing, YnTokenSight *sight, const char *module, const char *name,
                       gint64 instant)
{
  *hearing = (YnTokenHearing){
    .sight = sight,
    .module = module,
    .name = name,
    .instant = instant,
    .blank = yn_token_sight_new (),
    .certificates = sk_X509_new_null (),
    .addresses = g_ptr_array_new_with_free_func (g_free),
  };
}

void
yn_token_hearing_clear (YnTokenHearing *hearing)
{
  if (hearing->sight == NULL)
    return;
  forget_token (hearing);
  sk_X509_free (hearing->certificates);
  g_ptr_array_unref (hearing->addresses);
  yn_token_sight_free (hearing->blank);
  g_free (hearing->reader);
}

/* --- hearing ---------------------------------------------------------------------------------------------------- */

static void
take_certificate (YnTokenHearing *hearing, const YnTokenAnswer *answer)
{
  gsize length;
  const unsigned char *der = g_bytes_get_data (answer->data, &length);
  X509 *certificate = d2i_X509 (NULL, &der, (long) length);
  gboolean meant = (answer->frame.flags & YN_TOKEN_BESIDE) == 0;

  if (certificate == NULL)
    return;
  sk_X509_push (hearing->certificates, certificate);
  g_ptr_array_add (hearing->addresses, g_strdup (meant ? answer->at[0] : ""));
}

/* A token that can be looked into no further. */
static void
fail_token (YnTokenHearing *hearing, GError *error)
{
  g_autofree char *label = g_strdup (hearing->token.at[0]);

  add_slot (hearing, hearing->sight);
  forget_token (hearing);
  yn_token_sight_fail (hearing->sight, "token", label, error);
}

/* One that cannot even be named; what was heard of others stands. */
static void
fail_nameless_reader (YnTokenHearing *hearing, GError *error)
{
  end_token (hearing);
  g_clear_pointer (&hearing->reader, g_free);
  hearing->has_fault = TRUE;
  yn_token_sight_fail (hearing->sight, "slot", "", error);
}

/* A reader whose token cannot be told of. */
static void
fail_reader (YnTokenHearing *hearing, GError *error)
{
  YnTokenSight *sight
      = g_error_matches (error, YN_ERROR, YN_ERROR_TOKEN_UNKNOWN) ? hearing->blank : hearing->sight;

  hearing->has_fault = TRUE;
  add_slot (hearing, sight);
  yn_token_sight_fail (sight, hearing->has_slot ? "token" : "slot", "", error);
}

/* A trouble belongs to the link that was being looked at; whatever keeps a token from being read is not its
 * certificates' fault. */
static void
take_trouble (YnTokenHearing *hearing, const YnTokenAnswer *answer)
{
  gboolean has_certificates = sk_X509_num (hearing->certificates) > 0;

  if (answer->frame.flags & YN_TOKEN_NO_READER)
    fail_nameless_reader (hearing, yn_token_answer_error (answer));
  else if (hearing->token.words == NULL)
    fail_reader (hearing, yn_token_answer_error (answer));
  else if (answer->frame.error == YN_ERROR_TOKEN_HIDDEN)
    hearing->refused = TRUE;
  else if (!has_certificates)
    fail_token (hearing, yn_token_answer_error (answer));
  else if (hearing->remark == NULL)
    hearing->remark = yn_token_answer_error (answer);
}

static void
take (YnTokenHearing *hearing, YnTokenAnswer *answer)
{
  switch (answer->frame.kind)
    {
    case YN_TOKEN_READER:
      end_token (hearing);
      hearing->has_slot = TRUE;
      g_free (hearing->reader);
      hearing->reader = g_strdup (answer->at[0]);
      break;
    case YN_TOKEN_TOKEN:
      end_token (hearing);
      hearing->has_token = TRUE;
      hearing->token = *answer;
      *answer = (YnTokenAnswer){ .words = NULL };
      break;
    case YN_TOKEN_CERTIFICATE:
      take_certificate (hearing, answer);
      break;
    case YN_TOKEN_TROUBLE:
      take_trouble (hearing, answer);
      break;
    default:
      break;
    }
}

gboolean
yn_token_hearing_take (YnTokenHearing *hearing, YnTokenLine *line, GError **error)
{
  g_auto (YnTokenAnswer) answer = { .words = NULL };

  do
    {
      if (!yn_token_line_hear (line, &answer, error))
        return FALSE;
      if (answer.frame.kind == YN_TOKEN_TROUBLE && (answer.frame.flags & YN_TOKEN_MORE) == 0)
        {
          g_propagate_error (error, yn_token_answer_error (&answer));
          return FALSE;
        }
      take (hearing, &answer);
    }
  while (answer.frame.kind != YN_TOKEN_DONE);
  end_token (hearing);
  return TRUE;
}

/* --- a module --------------------------------------------------------------------------------------- */

static gboolean
is_the_tokens (const GError *error)
{
  static const YnError codes[] = { YN_ERROR_TOKEN_ABSENT, YN_ERROR_TOKEN_UNKNOWN, YN_ERROR_TOKEN_BUSY,
                                   YN_ERROR_TOKEN_SESSION, YN_ERROR_TOKEN_FAULT };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, YN_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

/* NULL: there is a token, or its chain has ended already. */
static GError *
what_is_missing (const YnTokenHearing *hearing)
{
  if (!hearing->has_slot && !hearing->has_fault)
    return missing (YN_ERROR_TOKEN_SLOT, "the driver sees no reader");
  if (!hearing->has_token && !hearing->has_fault)
    return missing (YN_ERROR_TOKEN_ABSENT, "no token in any reader");
  return NULL;
}

void
yn_token_hearing_end (YnTokenHearing *hearing, GError *cause)
{
  GPtrArray *links = hearing->sight->links;
  gboolean falls = cause != NULL && !is_the_tokens (cause);
  GError *fault = falls ? NULL : cause != NULL ? cause : what_is_missing (hearing);

  if (fault != NULL)
    fail_reader (hearing, fault);
  while (!hearing->has_token && hearing->blank->links->len > 0)
    g_ptr_array_add (links, g_ptr_array_steal_index (hearing->blank->links, 0));
  if (falls && links->len == 0)
    yn_token_sight_fail (hearing->sight, "driver", hearing->name, cause);
  else
    yn_token_sight_add (hearing->sight, 0, "driver", hearing->name, falls ? cause : NULL);
}
