/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What there is, and which link of the chain fails. Each module is looked at in a program of its own, so that a bad one
 * hides no other. */

#include "signing/token.h"

#include "signing/algorithm.h"
#include "signing/certificate.h"
#include "signing/token-devices.h"
#include "signing/token-line.h"

#include <openssl/pem.h>
#include <string.h>

/* One module while it is looked at. */
typedef struct
{
  YnTokenSight *sight;
  gint64 instant;
  char *module, *name;
  gboolean has_slot, has_token;
  /* the token that was heard of last */
  YnTokenAnswer token;
  YnX509Stack *certificates; /* all of it */
  GPtrArray *addresses;      /* of those that are meant; "" for the others */
} Look;

/* --- links ------------------------------------------------------------------------------------------------------ */

static void
add_link (YnTokenSight *sight, const char *name, const char *about, GError *error)
{
  yn_token_sight_add (sight, -1, name, about, error);
}

static GError *
missing (YnError code, const char *what)
{
  return g_error_new_literal (YN_ERROR, code, what);
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

static YnTokenKey *
key_new (const Look *look, X509 *leaf, const char *address)
{
  YnTokenKey *key = g_new0 (YnTokenKey, 1);

  key->address = g_strdup (address);
  key->module = g_strdup (look->module);
  key->token = g_strdup (look->token.at[0]);
  key->maker = g_strdup (look->token.at[1]);
  key->model = g_strdup (look->token.at[2]);
  key->serial = g_strdup (look->token.at[3]);
  key->flags = look->token.frame.flags;
  key->tries = look->token.frame.tries;
  key->certificate = yn_certificate_read (leaf);
  key->chain = chain_of (leaf, look->certificates);
  return key;
}

/* An encryption certificate, an issuer's and one of a kind that we do not sign with are no keys. */
static gboolean
can_sign (X509 *certificate)
{
  return yn_certificate_for_signing (certificate) && yn_algorithm_of (X509_get0_pubkey (certificate)) != NULL;
}

static GError *
judge_time (const YnCertificate *certificate, gint64 instant)
{
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

/* What was heard of the last token becomes keys and links. */
static void
end_token (Look *look)
{
  const char *label = look->token.words != NULL ? look->token.at[0] : "";
  guint found = 0;

  if (look->token.words == NULL)
    return;
  for (int i = 0; i < sk_X509_num (look->certificates); i++)
    {
      X509 *leaf = sk_X509_value (look->certificates, i);
      const char *address = g_ptr_array_index (look->addresses, (guint) i);
      YnTokenKey *key;

      if (*address == '\0' || !can_sign (leaf))
        continue;
      key = key_new (look, leaf, address);
      g_ptr_array_add (look->sight->keys, key);
      add_link (look->sight, "certificate", key->certificate->subject_name,
                judge_time (key->certificate, look->instant));
      found++;
    }
  if (found == 0)
    add_link (look->sight, "certificate", label, missing (YN_ERROR_TOKEN_EMPTY, "no certificate for signing"));
  else
    add_link (look->sight, "pin", label, judge_pin (look->token.frame.flags));
  yn_token_answer_clear (&look->token);
  sk_X509_pop_free (look->certificates, X509_free);
  look->certificates = sk_X509_new_null ();
  g_ptr_array_set_size (look->addresses, 0);
}

static void
look_clear (Look *look)
{
  g_free (look->module);
  g_free (look->name);
  yn_token_answer_clear (&look->token);
  sk_X509_pop_free (look->certificates, X509_free);
  g_ptr_array_unref (look->addresses);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

/* --- hearing ---------------------------------------------------------------------------------------------------- */

static void
take_certificate (Look *look, const YnTokenAnswer *answer)
{
  gsize length;
  const unsigned char *der = g_bytes_get_data (answer->data, &length);
  X509 *certificate = d2i_X509 (NULL, &der, (long) length);
  gboolean meant = (answer->frame.flags & YN_TOKEN_BESIDE) == 0;

  if (certificate == NULL)
    return;
  sk_X509_push (look->certificates, certificate);
  g_ptr_array_add (look->addresses, g_strdup (meant ? answer->at[0] : ""));
}

/* A trouble belongs to the link that was being looked at. */
static void
take_trouble (Look *look, const YnTokenAnswer *answer)
{
  GError *error = yn_token_answer_error (answer);

  add_link (look->sight, look->token.words != NULL ? "certificate" : "token",
            look->token.words != NULL ? look->token.at[0] : look->name, error);
  if (look->token.words != NULL && sk_X509_num (look->certificates) == 0)
    yn_token_answer_clear (&look->token);
}

static void
take (Look *look, YnTokenAnswer *answer)
{
  switch (answer->frame.kind)
    {
    case YN_TOKEN_READER:
      end_token (look);
      look->has_slot = TRUE;
      break;
    case YN_TOKEN_TOKEN:
      end_token (look);
      look->has_token = TRUE;
      look->token = *answer;
      *answer = (YnTokenAnswer){ .words = NULL };
      add_link (look->sight, "token", look->token.at[0], NULL);
      break;
    case YN_TOKEN_CERTIFICATE:
      take_certificate (look, answer);
      break;
    case YN_TOKEN_TROUBLE:
      take_trouble (look, answer);
      break;
    default:
      break;
    }
}

/* FALSE: the module fell over, or there is nothing to look at. */
static gboolean
hear_all (Look *look, YnTokenLine *line, GError **error)
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
      take (look, &answer);
    }
  while (answer.frame.kind != YN_TOKEN_DONE);
  end_token (look);
  return TRUE;
}

/* What is wrong with the module becomes a link. FALSE: cancelled. */
static gboolean
look_into_module (Look *look, const char *address, GCancellable *cancellable, GError **error)
{
  g_auto (YnTokenLine) line = { .heard = 0 };
  g_autoptr (GError) cause = NULL;

  if (yn_token_line_load (&line, look->module, cancellable, &cause))
    {
      add_link (look->sight, "driver", look->name, NULL);
      if (yn_token_line_ask (&line, YN_TOKEN_LOOK, 0, address, NULL, NULL, cancellable, &cause))
        hear_all (look, &line, &cause);
    }
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (cause != NULL)
    add_link (look->sight, "driver", look->name, g_steal_pointer (&cause));
  else if (!look->has_slot)
    add_link (look->sight, "slot", look->name, missing (YN_ERROR_TOKEN_SLOT, "the driver sees no reader"));
  else if (!look->has_token)
    add_link (look->sight, "token", look->name, missing (YN_ERROR_TOKEN_ABSENT, "no token in any reader"));
  return TRUE;
}

/* --- modules ---------------------------------------------------------------------------------------------------- */

/* Name and path of the modules that @address means, one after the other. */
static GPtrArray *
modules_at (const char *address, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) modules = g_ptr_array_new_with_free_func (g_free);
  g_auto (YnTokenLine) line = { .heard = 0 };
  g_auto (YnTokenAnswer) answer = { .words = NULL };

  if (!yn_token_line_open (&line, error)
      || !yn_token_line_ask (&line, YN_TOKEN_MODULES, 0, address, NULL, NULL, cancellable, error))
    return NULL;
  for (;;)
    {
      if (!yn_token_line_hear (&line, &answer, error))
        return NULL;
      if (answer.frame.kind == YN_TOKEN_DONE)
        return g_steal_pointer (&modules);
      if (answer.frame.kind != YN_TOKEN_MODULE)
        {
          g_propagate_error (error, yn_token_answer_error (&answer));
          return NULL;
        }
      g_ptr_array_add (modules, g_strdup (answer.at[0]));
      g_ptr_array_add (modules, g_strdup (answer.at[1]));
    }
}

static void
move_all (GPtrArray *from, GPtrArray *to)
{
  while (from->len > 0)
    g_ptr_array_add (to, g_ptr_array_steal_index (from, 0));
}

/* Blank tokens, beside one that is not, are nobody's concern. */
static void
move_links (GPtrArray *from, GPtrArray *to, GPtrArray *aside)
{
  while (from->len > 0)
    {
      YnTokenLink *link = g_ptr_array_steal_index (from, 0);

      g_ptr_array_add (g_error_matches (link->error, YN_ERROR, YN_ERROR_TOKEN_UNKNOWN) ? aside : to, link);
    }
}

/* Drivers without a token are of interest where somebody named them, or while no other has one: the others go to @idle. */
static gboolean
look_at (const char *address, gint64 instant, YnTokenSight *sight, YnTokenSight *idle, GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GPtrArray) modules = modules_at (address, cancellable, error);

  for (guint i = 0; modules != NULL && i < modules->len; i += 2)
    {
      g_autoptr (YnTokenSight) seen = yn_token_sight_new ();
      g_auto (Look) look = {
        .sight = seen,
        .instant = instant,
        .name = g_strdup (g_ptr_array_index (modules, i)),
        .module = g_strdup (g_ptr_array_index (modules, i + 1)),
        .certificates = sk_X509_new_null (),
        .addresses = g_ptr_array_new_with_free_func (g_free),
      };

      if (!look_into_module (&look, address, cancellable, error))
        return FALSE;
      if (look.has_token)
        move_links (seen->links, sight->links, idle->links);
      else
        move_all (seen->links, *address != '\0' ? sight->links : idle->links);
      move_all (seen->keys, sight->keys);
    }
  return modules != NULL;
}

static gboolean
look_everywhere (const char *const *addresses, gint64 instant, YnTokenSight *sight, YnTokenSight *idle,
                 GCancellable *cancellable, GError **error)
{
  static const char *const everywhere[] = { "", NULL };

  for (addresses = addresses != NULL ? addresses : everywhere; *addresses != NULL; addresses++)
    if (!look_at (*addresses, instant, sight, idle, cancellable, error))
      return FALSE;
  return TRUE;
}

static void
end_look (YnTokenSight *sight, YnTokenSight *idle)
{
  if (sight->links->len == 0)
    move_all (idle->links, sight->links);
  if (sight->links->len == 0)
    add_link (sight, "driver", "", missing (YN_ERROR_TOKEN_DRIVER, "no driver is registered on this system"));
}

YnTokenSight *
yn_token_look (const char *const *addresses, gint64 instant, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnTokenSight) sight = yn_token_sight_new ();
  g_autoptr (YnTokenSight) idle = yn_token_sight_new ();

  if (!look_everywhere (addresses, instant, sight, idle, cancellable, error))
    return NULL;
  end_look (sight, idle);
  return g_steal_pointer (&sight);
}

/* While nothing is plugged in, it is of no interest which drivers see nothing. */
YnTokenSight *
yn_token_examine (const char *const *addresses, gint64 instant, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnTokenSight) sight = yn_token_sight_new ();
  g_autoptr (YnTokenSight) idle = yn_token_sight_new ();
  g_autoptr (GPtrArray) devices = yn_token_devices (YN_TOKEN_DEVICES);

  if (!look_everywhere (addresses, instant, sight, idle, cancellable, error))
    return NULL;
  if (devices->len > 0)
    end_look (sight, idle);
  yn_token_sight_add_devices (sight, devices);
  return g_steal_pointer (&sight);
}
