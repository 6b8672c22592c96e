/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/certificate.h"

#include "signing/algorithm.h"
#include "signing/profile.h"

#include <openssl/err.h>

static char *
first_entry (const X509_NAME *name, int nid)
{
  int index = X509_NAME_get_index_by_NID (name, nid, -1);

  return index >= 0 ? yn_crypto_text (X509_NAME_ENTRY_get_data (X509_NAME_get_entry (name, index))) : NULL;
}

/* What a certificate is called where it has no common name. */
static char *
name_shown (const X509_NAME *name)
{
  char *shown = first_entry (name, NID_commonName);

  if (shown == NULL)
    shown = first_entry (name, NID_organizationName);
  return shown != NULL ? shown : g_strdup ("");
}

static char *
serial_hex (const X509 *certificate)
{
  BIGNUM *number = ASN1_INTEGER_to_BN (X509_get0_serialNumber (certificate), NULL);
  char *hex = number != NULL ? BN_bn2hex (number) : NULL;
  char *serial = g_ascii_strdown (hex != NULL ? hex : "", -1);

  OPENSSL_free (hex);
  BN_free (number);
  ERR_clear_error ();
  return serial;
}

gboolean
yn_certificate_for_practice (X509 *certificate)
{
  CERTIFICATEPOLICIES *policies = X509_get_ext_d2i (certificate, NID_certificate_policies, NULL, NULL);
  gboolean practice = FALSE;

  for (int i = 0; i < sk_POLICYINFO_num (policies) && !practice; i++)
    {
      char oid[64] = "";

      OBJ_obj2txt (oid, sizeof oid, sk_POLICYINFO_value (policies, i)->policyid, 1);
      practice = g_str_equal (oid, YN_PRACTICE_POLICY);
    }
  CERTIFICATEPOLICIES_free (policies);
  ERR_clear_error ();
  return practice;
}

/* A certificate that lists its purposes, none of which is a person's or an organisation's own, signs no papers. */
static gboolean
for_machines_only (X509 *certificate)
{
  const uint32_t machines = XKU_SSL_SERVER | XKU_SGC | XKU_CODE_SIGN | XKU_OCSP_SIGN | XKU_TIMESTAMP | XKU_DVCS;
  EXTENDED_KEY_USAGE *purposes;
  uint32_t known;
  int named;

  if ((X509_get_extension_flags (certificate) & EXFLAG_XKUSAGE) == 0)
    return FALSE;
  known = X509_get_extended_key_usage (certificate);
  purposes = X509_get_ext_d2i (certificate, NID_ext_key_usage, NULL, NULL);
  named = sk_ASN1_OBJECT_num (purposes);
  sk_ASN1_OBJECT_pop_free (purposes, ASN1_OBJECT_free);
  return (known & ~machines) == 0 && named <= (int) __builtin_popcount (known);
}

gboolean
yn_certificate_for_signing (X509 *certificate)
{
  const uint32_t signing = X509v3_KU_DIGITAL_SIGNATURE | X509v3_KU_NON_REPUDIATION;
  uint32_t usage = X509_get_key_usage (certificate); /* all bits where the extension is absent */
  gboolean authority = X509_check_ca (certificate) == 1;
  gboolean readable = (X509_get_extension_flags (certificate) & EXFLAG_INVALID) == 0;

  ERR_clear_error ();
  return readable && !authority && !for_machines_only (certificate) && (usage & signing) != 0;
}

static char *
algorithm_name (X509 *certificate)
{
  EVP_PKEY *key = X509_get0_pubkey (certificate);
  const YnAlgorithm *algorithm = yn_algorithm_of (key);

  ERR_clear_error ();
  if (algorithm != NULL && algorithm->signature_nid == NID_rsaEncryption)
    return g_strdup_printf ("%s-%d", algorithm->name, EVP_PKEY_get_bits (key));
  return algorithm != NULL ? g_strdup (algorithm->name) : NULL;
}

YnCertificate *
yn_certificate_read (X509 *certificate)
{
  const X509_NAME *subject = X509_get_subject_name (certificate);
  YnCertificate *words = g_new0 (YnCertificate, 1);

  words->subject_name = yn_profile_name (certificate);
  if (words->subject_name == NULL)
    words->subject_name = name_shown (subject);
  words->organization = first_entry (subject, NID_organizationName);
  words->uscc = yn_profile_code (certificate);
  words->issuer_name = name_shown (X509_get_issuer_name (certificate));
  words->serial = serial_hex (certificate);
  words->fingerprint = yn_crypto_fingerprint (certificate);
  words->algorithm = algorithm_name (certificate);
  words->not_before = yn_crypto_instant (X509_get0_notBefore (certificate));
  words->not_after = yn_crypto_instant (X509_get0_notAfter (certificate));
  words->for_signing = yn_certificate_for_signing (certificate);
  words->size = (gsize) MAX (i2d_X509 (certificate, NULL), 0);
  words->practice = yn_certificate_for_practice (certificate);
  return words;
}

void
yn_certificate_free (YnCertificate *certificate)
{
  if (certificate == NULL)
    return;
  g_free (certificate->subject_name);
  g_free (certificate->organization);
  g_free (certificate->uscc);
  g_free (certificate->issuer_name);
  g_free (certificate->serial);
  g_free (certificate->fingerprint);
  g_free (certificate->algorithm);
  g_free (certificate);
}
