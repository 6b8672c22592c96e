/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/token.h"

#include "signing/certificate.h"
#include "signing/signer.h"
#include "signing/token-login.h"

/* An open key: the deed of a YnKey. */
typedef struct
{
  GMutex lock; /* one question at a time */
  YnTokenLine line;
  X509 *leaf;
  gboolean each_time;
  YnSecret *pin;  /* for the first signature, where each wants it */
  YnTokenAsk ask; /* for the others; or NULL */
  gpointer ask_data;
  gboolean refused; /* what @ask gave was no good: it is not asked again */
} Open;

static void
open_free (Open *open)
{
  yn_token_line_close (&open->line);
  g_clear_pointer (&open->pin, yn_secret_unref);
  X509_free (open->leaf);
  g_mutex_clear (&open->lock);
  g_free (open);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Open, open_free)

/* --- signing ---------------------------------------------------------------------------------------------------- */

/* What the token is given: for RSA the DigestInfo of RFC 8017 (9.2), else the bare digest. */
static GBytes *
block_for (EVP_PKEY *public_key, GBytes *tbs, GError **error)
{
  static const guint8 sha256_info[] = { 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                        0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };
  g_autoptr (GBytes) digest = yn_algorithm_digest (public_key, tbs, error);
  GByteArray *block;

  if (digest == NULL || !EVP_PKEY_is_a (public_key, "RSA"))
    return g_steal_pointer (&digest);
  block = g_byte_array_new ();
  g_byte_array_append (block, sha256_info, sizeof sha256_info);
  g_byte_array_append (block, g_bytes_get_data (digest, NULL), (guint) g_bytes_get_size (digest));
  return g_byte_array_free_to_bytes (block);
}

/* A token gives r and s side by side; CMS wants them in a DER sequence. NULL: of no sensible length. */
static GBytes *
der_of_pair (GBytes *pair)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (pair, &length);
  ECDSA_SIG *signature = ECDSA_SIG_new ();
  unsigned char *der = NULL;
  int size = 0;
  GBytes *bytes = NULL;

  if (length > 0 && length % 2 == 0
      && ECDSA_SIG_set0 (signature, BN_bin2bn (data, (int) length / 2, NULL),
                         BN_bin2bn (data + length / 2, (int) length / 2, NULL))
             == 1)
    size = i2d_ECDSA_SIG (signature, &der);
  if (size > 0)
    bytes = g_bytes_new (der, (gsize) size);
  OPENSSL_free (der);
  ECDSA_SIG_free (signature);
  return bytes;
}

/* A token may hold another key than its certificate's: nothing is put into a paper that does not hold. */
static gboolean
holds (EVP_PKEY *public_key, GBytes *tbs, GBytes *signature)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  gsize tbs_length, length;
  const void *data = g_bytes_get_data (tbs, &tbs_length);
  const void *value = g_bytes_get_data (signature, &length);

  return yn_algorithm_begin_verify (context, public_key, yn_algorithm_of (public_key)->digest)
         && EVP_DigestVerify (context, value, length, data, tbs_length) == 1;
}

static gboolean
is_of_pin (const GError *error)
{
  return g_error_matches (error, YN_ERROR, YN_ERROR_PIN_WRONG) || g_error_matches (error, YN_ERROR, YN_ERROR_PIN_FORM)
         || g_error_matches (error, YN_ERROR, YN_ERROR_PIN_LOCKED);
}

/* Tries are few, and a batch asks often: after a PIN that was refused nothing is asked until somebody begins anew. */
static GBytes *
ask_for_signature (Open *open, GBytes *block, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&open->lock);
  g_autoptr (YnSecret) pin = g_steal_pointer (&open->pin);
  g_auto (YnTokenAnswer) answer = { .words = NULL };
  gboolean asked = open->each_time && pin == NULL && open->ask != NULL;
  g_autoptr (GError) cause = NULL;

  if (asked && open->refused)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_PIN_NEEDED, "the PIN that was given before was refused");
      return NULL;
    }
  if (asked && (pin = open->ask (open->ask_data, error)) == NULL)
    return NULL;
  if (!yn_token_line_ask (&open->line, YN_TOKEN_SIGN, 0, NULL, pin, block, g_cancellable_get_current (), &cause)
      || !yn_token_line_hear_only (&open->line, YN_TOKEN_SIGNATURE, &answer, &cause))
    {
      open->refused = asked && is_of_pin (cause);
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  return g_steal_pointer (&answer.data);
}

static GBytes *
sign_there (gpointer deed, GBytes *tbs, GError **error)
{
  Open *open = deed;
  EVP_PKEY *public_key = X509_get0_pubkey (open->leaf);
  g_autoptr (GBytes) block = block_for (public_key, tbs, error);
  g_autoptr (GBytes) value = block == NULL ? NULL : ask_for_signature (open, block, error);
  g_autoptr (GBytes) signature = NULL;

  if (value == NULL)
    return NULL;
  signature = EVP_PKEY_is_a (public_key, "RSA") ? g_bytes_ref (value) : der_of_pair (value);
  if (signature != NULL && holds (public_key, tbs, signature))
    return g_steal_pointer (&signature);
  yn_crypto_fail (error, YN_ERROR_TOKEN_KEY, "the signature is not by the certificate's key");
  return NULL;
}

/* --- opening ---------------------------------------------------------------------------------------------------- */

static YnKey *
key_of (Open *open, YnX509Stack *chain, GError **error)
{
  YnSignatureClass class
      = yn_certificate_for_practice (open->leaf) ? YN_SIGNATURE_CLASS_PRACTICE : YN_SIGNATURE_CLASS_TOKEN;

  return yn_key_new (open->leaf, chain, class, sign_there, open, (GDestroyNotify) open_free, error);
}

/* PKCS#11 has no standard way to sign with SM2, and of the elliptic curves SKF knows only that one. */
static gboolean
can_be_asked (const YnTokenKey *token, X509 *leaf, GError **error)
{
  const YnAlgorithm *algorithm = yn_algorithm_of (X509_get0_pubkey (leaf));
  gboolean behind_skf = (token->flags & YN_TOKEN_SKF) != 0;

  if (algorithm != NULL && algorithm->signature_nid != NID_rsaEncryption
      && behind_skf != (algorithm->digest_nid == NID_sm3))
    algorithm = NULL;
  if (algorithm == NULL)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_TOKEN_ALGORITHM, "the interface does not sign with such a key");
  return algorithm != NULL;
}

gboolean
yn_token_can_sign (const YnTokenKey *token, GError **error)
{
  g_autoptr (YnX509Stack) chain
      = yn_crypto_read_pem (g_bytes_get_data (token->chain, NULL), g_bytes_get_size (token->chain));

  return can_be_asked (token, sk_X509_value (chain, 0), error);
}

/* A line with the module behind it, and whether somebody has logged in on it; the PIN is for a key that wants it each
 * time. */
static gboolean
begin_line (Open *open, const YnTokenKey *token, YnSecret *pin, GCancellable *cancellable, GError **error)
{
  if (token->login == NULL)
    {
      open->pin = pin != NULL ? yn_secret_ref (pin) : NULL;
      return yn_token_line_load (&open->line, token->module, cancellable, error);
    }
  if (yn_token_login_take (token->login, &open->line, &open->pin))
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_TOKEN_SESSION, "a key was opened with this login already");
  return FALSE;
}

YnKey *
yn_token_open (const YnTokenKey *token, YnSecret *pin, gboolean last_try, GCancellable *cancellable, GError **error)
{
  g_autoptr (Open) open = g_new0 (Open, 1);
  g_autoptr (YnX509Stack) chain = NULL;
  g_auto (YnTokenAnswer) answer = { .words = NULL };

  g_mutex_init (&open->lock);
  if (token->certificate == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_TOKEN_HIDDEN, "nobody has logged in yet");
      return NULL;
    }
  chain = yn_crypto_read_pem (g_bytes_get_data (token->chain, NULL), g_bytes_get_size (token->chain));
  open->leaf = sk_X509_shift (chain);
  if (!can_be_asked (token, open->leaf, error) || !begin_line (open, token, pin, cancellable, error)
      || !yn_token_line_ask (&open->line, YN_TOKEN_OPEN, last_try ? YN_TOKEN_PIN_LAST_TRY : 0, token->address,
                             token->login == NULL ? pin : NULL, NULL, cancellable, error)
      || !yn_token_line_hear_only (&open->line, YN_TOKEN_DONE, &answer, error))
    return NULL;
  open->each_time = (answer.frame.flags & YN_TOKEN_EACH_TIME) != 0;
  if (!open->each_time)
    g_clear_pointer (&open->pin, yn_secret_unref);
  return key_of (g_steal_pointer (&open), chain, error);
}

gboolean
yn_token_asks_each_time (YnKey *key)
{
  Open *open = yn_key_deed (key, sign_there);

  return open != NULL && open->each_time;
}

void
yn_token_set_ask (YnKey *key, YnTokenAsk ask, gpointer data)
{
  Open *open = yn_key_deed (key, sign_there);

  if (open == NULL)
    return;
  g_mutex_lock (&open->lock);
  open->ask = ask;
  open->ask_data = data;
  open->refused = FALSE;
  g_mutex_unlock (&open->lock);
}
