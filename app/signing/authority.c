/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/authority.h"

#include "signing/algorithm.h"
#include "signing/authority-parts.h"
#include "signing/certificate.h"
#include "signing/signer.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#define DAY (24 * 60 * 60)
#define ROOT_DAYS (20 * 365)
#define LEAF_DAYS 365
#define SEAL_DAYS (5 * 365)
#define AHEAD DAY /* valid from before it was made: clocks differ, and a paper may wait prepared for its signer's key */
#define MAX_REQUEST (64 * 1024)

typedef struct
{
  X509_NAME *subject;
  EVP_PKEY *key;
  gint64 now;
  int days;
  gboolean authority;
  gboolean practice;
  gboolean timekeeper; /* RFC 3161, 2.3: for timestamps and nothing else */
  const char *address; /* where its revocation is answered; or NULL */
} Wish;

static gboolean
add_extension (X509 *certificate, X509 *issuer, int nid, const char *value)
{
  X509V3_CTX context;
  g_autoptr (X509_EXTENSION) extension = NULL;

  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  X509V3_set_ctx_nodb (&context);
  extension = X509V3_EXT_conf_nid (NULL, &context, nid, value);
  return extension != NULL && X509_add_ext (certificate, extension, -1) == 1;
}

/* The textual form of this extension wants a configuration file. */
static gboolean
add_practice_policy (X509 *certificate)
{
  CERTIFICATEPOLICIES *policies = CERTIFICATEPOLICIES_new ();
  POLICYINFO *policy = POLICYINFO_new ();
  gboolean added;

  ASN1_OBJECT_free (policy->policyid);
  policy->policyid = OBJ_txt2obj (YN_PRACTICE_POLICY, 1);
  sk_POLICYINFO_push (policies, policy);
  added = X509_add1_ext_i2d (certificate, NID_certificate_policies, policies, 0, X509V3_ADD_DEFAULT) == 1;
  CERTIFICATEPOLICIES_free (policies);
  return added;
}

static gboolean
add_addresses (X509 *certificate, X509 *issuer, const char *address)
{
  g_autofree char *list = g_strdup_printf ("URI:%s/crl", address);
  g_autofree char *answers = g_strdup_printf ("OCSP;URI:%s/ocsp", address);

  return add_extension (certificate, issuer, NID_crl_distribution_points, list)
         && add_extension (certificate, issuer, NID_info_access, answers);
}

static const char *
usage_of (const Wish *wish)
{
  if (wish->authority)
    return "critical,keyCertSign,cRLSign,digitalSignature"; /* the last one: it answers OCSP itself */
  return wish->timekeeper ? "critical,digitalSignature" : "critical,digitalSignature,nonRepudiation";
}

static gboolean
add_extensions (X509 *certificate, X509 *issuer, const Wish *wish)
{
  return add_extension (certificate, issuer, NID_basic_constraints,
                        wish->authority ? "critical,CA:TRUE,pathlen:0" : "critical,CA:FALSE")
         && add_extension (certificate, issuer, NID_key_usage, usage_of (wish))
         && (!wish->timekeeper || add_extension (certificate, issuer, NID_ext_key_usage, "critical,timeStamping"))
         && (wish->address == NULL || add_addresses (certificate, issuer, wish->address))
         && add_extension (certificate, issuer, NID_subject_key_identifier, "hash")
         && (wish->authority
             || add_extension (certificate, issuer, NID_authority_key_identifier, "keyid:always"))
         && (!wish->practice || add_practice_policy (certificate));
}

static gboolean
set_serial (X509 *certificate)
{
  g_autoptr (BIGNUM) number = BN_new ();

  return BN_rand (number, 126, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1
         && BN_to_ASN1_INTEGER (number, X509_get_serialNumber (certificate)) != NULL;
}

/* @issuer NULL: signs itself. */
static gboolean
sign_certificate (X509 *certificate, EVP_PKEY *key)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();

  return yn_algorithm_begin_sign (context, key, yn_algorithm_of (key)->digest)
         && X509_sign_ctx (certificate, context) > 0;
}

static X509 *
certify (const Wish *wish, X509 *issuer, EVP_PKEY *issuer_key, GError **error)
{
  g_autoptr (X509) certificate = X509_new ();
  time_t now = (time_t) (wish->now / G_USEC_PER_SEC);
  X509 *signer = issuer != NULL ? issuer : certificate;

  if (X509_set_version (certificate, X509_VERSION_3) != 1 || !set_serial (certificate)
      || X509_set_subject_name (certificate, wish->subject) != 1
      || X509_set_issuer_name (certificate, X509_get_subject_name (signer)) != 1
      || ASN1_TIME_set (X509_getm_notBefore (certificate), now - AHEAD) == NULL
      || ASN1_TIME_set (X509_getm_notAfter (certificate), now + (time_t) wish->days * DAY) == NULL
      || X509_set_pubkey (certificate, wish->key) != 1 || !add_extensions (certificate, signer, wish)
      || !sign_certificate (certificate, issuer_key))
    {
      yn_crypto_fail (error, YN_ERROR_FAILED, "cannot make a certificate");
      return NULL;
    }
  return g_steal_pointer (&certificate);
}

YnAuthority *
yn_authority_make (const YnAuthorityOptions *options, GError **error)
{
  g_autoptr (EVP_PKEY) key = options->sm2 ? EVP_PKEY_Q_keygen (NULL, NULL, "SM2") : EVP_EC_gen ("P-256");
  X509_NAME *subject = X509_NAME_new ();
  Wish wish = { subject, key, options->now, ROOT_DAYS, TRUE, options->practice };
  YnAuthority *authority = NULL;
  X509 *root = NULL;

  if (key == NULL)
    yn_crypto_fail (error, YN_ERROR_FAILED, "cannot make a key");
  else if (yn_crypto_name_fill (subject, options->name, NULL, error))
    root = certify (&wish, NULL, key, error);
  if (root != NULL)
    {
      authority = g_new0 (YnAuthority, 1);
      authority->key = g_steal_pointer (&key);
      authority->root = root;
    }
  X509_NAME_free (subject);
  return authority;
}

void
yn_authority_free (YnAuthority *authority)
{
  if (authority == NULL)
    return;
  EVP_PKEY_free (authority->key);
  X509_free (authority->root);
  g_free (authority->address);
  g_free (authority);
}

void
yn_authority_set_address (YnAuthority *authority, const char *address)
{
  g_free (authority->address);
  authority->address = g_strdup (address);
}

/* A key and its certificates, as PEM: only ever held in a YnSecret. */
static YnSecret *
export (EVP_PKEY *key, X509 *certificate, X509 *issuer)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_secmem ());

  if (PEM_write_bio_PKCS8PrivateKey (bio, key, NULL, NULL, 0, NULL, NULL) != 1
      || PEM_write_bio_X509 (bio, certificate) != 1 || (issuer != NULL && PEM_write_bio_X509 (bio, issuer) != 1))
    {
      ERR_clear_error ();
      return NULL;
    }
  return yn_crypto_bio_secret (bio);
}

static gboolean
import (YnSecret *exported, EVP_PKEY **key, X509 **certificate, YnX509Stack **issuers, GError **error)
{
  g_autoptr (BIO) bio = yn_crypto_bio_from (yn_secret_data (exported), yn_secret_length (exported));
  g_autoptr (YnX509Stack) chain = yn_crypto_read_pem (yn_secret_data (exported), yn_secret_length (exported));
  g_autoptr (EVP_PKEY) read = PEM_read_bio_PrivateKey (bio, NULL, NULL, NULL);

  if (read == NULL || chain == NULL || X509_check_private_key (sk_X509_value (chain, 0), read) != 1)
    return yn_crypto_fail (error, YN_ERROR_BAD_KEY_FILE, "not a kept key and its certificate");
  *key = g_steal_pointer (&read);
  *certificate = sk_X509_shift (chain);
  *issuers = g_steal_pointer (&chain);
  return TRUE;
}

YnSecret *
yn_authority_export (YnAuthority *authority)
{
  return export (authority->key, authority->root, NULL);
}

YnAuthority *
yn_authority_import (YnSecret *exported, GError **error)
{
  g_autoptr (YnX509Stack) issuers = NULL;
  YnAuthority *authority = g_new0 (YnAuthority, 1);

  if (import (exported, &authority->key, &authority->root, &issuers, error))
    return authority;
  g_free (authority);
  return NULL;
}

GBytes *
yn_authority_root_pem (YnAuthority *authority)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());

  PEM_write_bio_X509 (bio, authority->root);
  return yn_crypto_bio_bytes (bio);
}

static X509_REQ *
read_request (GBytes *bytes)
{
  gsize length;
  const unsigned char *start = g_bytes_get_data (bytes, &length), *cursor = start;
  g_autoptr (X509_REQ) request = length <= MAX_REQUEST ? d2i_X509_REQ (NULL, &cursor, (long) length) : NULL;
  EVP_PKEY *key = request != NULL ? X509_REQ_get0_pubkey (request) : NULL;

  if (request != NULL)
    yn_algorithm_identify_request (request);
  if (key == NULL || cursor != start + length || yn_algorithm_of (key) == NULL || X509_REQ_verify (request, key) != 1)
    return NULL;
  return g_steal_pointer (&request);
}

static GBytes *
write_chain (X509 *leaf, X509 *root)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());

  PEM_write_bio_X509 (bio, leaf);
  PEM_write_bio_X509 (bio, root);
  return yn_crypto_bio_bytes (bio);
}

GBytes *
yn_authority_issue (YnAuthority *authority, GBytes *bytes, const char *name, const char *uscc, gint64 now,
                    GError **error)
{
  return yn_authority_issue_person (authority, bytes, name, name, uscc, now, error);
}

GBytes *
yn_authority_issue_person (YnAuthority *authority, GBytes *bytes, const char *person, const char *organization,
                           const char *uscc, gint64 now, GError **error)
{
  g_autoptr (X509_REQ) request = read_request (bytes);
  g_autoptr (X509) leaf = NULL;
  X509_NAME *subject;
  GBytes *chain = NULL;

  if (request == NULL)
    {
      yn_crypto_fail (error, YN_ERROR_NONSENSE, "not a PKCS#10 request signed by its own key");
      return NULL;
    }
  subject = X509_NAME_new ();
  if (yn_crypto_name_fill_person (subject, person, organization, uscc, error))
    {
      Wish wish = { subject, X509_REQ_get0_pubkey (request), now, LEAF_DAYS, FALSE,
                    yn_certificate_for_practice (authority->root), FALSE, authority->address };

      if (X509_NAME_cmp (subject, X509_REQ_get_subject_name (request)) != 0)
        yn_crypto_fail (error, YN_ERROR_NONSENSE, "the request names somebody else");
      else if ((leaf = certify (&wish, authority->root, authority->key, error)) != NULL)
        chain = write_chain (leaf, authority->root);
    }
  X509_NAME_free (subject);
  return chain;
}

/* A key of an institution, certified; FALSE: @error. */
static gboolean
make_institution (YnAuthority *authority, Wish *wish, const char *name, const char *uscc, EVP_PKEY **key, X509 **leaf,
                  GError **error)
{
  gboolean sm2 = EVP_PKEY_is_a (authority->key, "SM2") && !wish->timekeeper;
  g_autoptr (EVP_PKEY) pair = sm2 ? EVP_PKEY_Q_keygen (NULL, NULL, "SM2") : EVP_EC_gen ("P-256");
  X509_NAME *subject = X509_NAME_new ();

  wish->subject = subject;
  wish->key = pair;
  wish->practice = yn_certificate_for_practice (authority->root);
  *leaf = NULL;
  if (pair == NULL)
    yn_crypto_fail (error, YN_ERROR_FAILED, "cannot make a key");
  else if (yn_crypto_name_fill (subject, name, uscc, error))
    *leaf = certify (wish, authority->root, authority->key, error);
  X509_NAME_free (subject);
  *key = *leaf != NULL ? g_steal_pointer (&pair) : NULL;
  return *leaf != NULL;
}

YnKey *
yn_authority_make_seal (YnAuthority *authority, const char *name, const char *uscc, gint64 now, YnSecret **exported,
                        GError **error)
{
  g_autoptr (EVP_PKEY) key = NULL;
  g_autoptr (X509) leaf = NULL;
  g_autoptr (YnX509Stack) chain = sk_X509_new_null ();
  Wish wish = { .now = now, .days = SEAL_DAYS };

  if (!make_institution (authority, &wish, name, uscc, &key, &leaf, error))
    return NULL;
  X509_up_ref (authority->root);
  sk_X509_push (chain, authority->root);
  if (exported != NULL)
    *exported = export (key, leaf, authority->root);
  return yn_key_new_soft (key, leaf, chain, error);
}

YnTimekeeper *
yn_authority_make_timekeeper (YnAuthority *authority, const char *name, gint64 now, YnSecret **exported,
                              GError **error)
{
  g_autoptr (YnTimekeeper) timekeeper = g_new0 (YnTimekeeper, 1);
  Wish wish = { .now = now, .days = SEAL_DAYS, .timekeeper = TRUE, .address = authority->address };

  if (!make_institution (authority, &wish, name, NULL, &timekeeper->key, &timekeeper->leaf, error))
    return NULL;
  if (exported != NULL)
    *exported = export (timekeeper->key, timekeeper->leaf, authority->root);
  return g_steal_pointer (&timekeeper);
}

YnTimekeeper *
yn_timekeeper_import (YnSecret *exported, GError **error)
{
  g_autoptr (YnTimekeeper) timekeeper = g_new0 (YnTimekeeper, 1);
  g_autoptr (YnX509Stack) issuers = NULL;

  return import (exported, &timekeeper->key, &timekeeper->leaf, &issuers, error) ? g_steal_pointer (&timekeeper)
                                                                                 : NULL;
}

void
yn_timekeeper_free (YnTimekeeper *timekeeper)
{
  if (timekeeper == NULL)
    return;
  EVP_PKEY_free (timekeeper->key);
  X509_free (timekeeper->leaf);
  g_free (timekeeper);
}

YnKey *
yn_authority_import_seal (YnSecret *exported, GError **error)
{
  g_autoptr (EVP_PKEY) key = NULL;
  g_autoptr (X509) leaf = NULL;
  g_autoptr (YnX509Stack) chain = NULL;

  if (!import (exported, &key, &leaf, &chain, error))
    return NULL;
  return yn_key_new_soft (key, leaf, chain, error);
}
