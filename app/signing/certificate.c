/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/certificate.h"

#include "base/codes.h"

#include <openssl/err.h>

#define USCC_LENGTH 18

/* The text of the @index-th entry of that kind; NULL: none, or none that is text. */
static char *
name_entry (const X509_NAME *name, int nid, int *index)
{
  g_autofree char *text = NULL;
  unsigned char *utf8 = NULL;
  int length;

  *index = X509_NAME_get_index_by_NID (name, nid, *index);
  if (*index < 0)
    return NULL;
  length = ASN1_STRING_to_UTF8 (&utf8, X509_NAME_ENTRY_get_data (X509_NAME_get_entry (name, *index)));
  if (length >= 0)
    text = g_utf8_make_valid ((const char *) utf8, length);
  else
    ERR_clear_error ();
  OPENSSL_free (utf8);
  return g_steal_pointer (&text);
}

static char *
first_entry (const X509_NAME *name, int nid)
{
  int index = -1;

  return name_entry (name, nid, &index);
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

/* A credit code stands alone or behind a scheme ("NTRCN-9146…"): a run of 18 letters and digits whose check digit is
 * right. */
static char *
uscc_within (const char *text)
{
  while (*text != '\0')
    {
      gsize run = 0;

      while (g_ascii_isalnum (text[run]))
        run++;
      if (run == USCC_LENGTH)
        {
          g_autofree char *candidate = g_ascii_strup (text, (gssize) run);
          YnCodeVerdict verdict = yn_uscc_check (candidate, NULL);

          if (verdict == YN_CODE_OK || verdict == YN_CODE_WARNING)
            return g_steal_pointer (&candidate);
        }
      text += MAX (run, 1);
    }
  return NULL;
}

static char *
find_uscc (const X509_NAME *subject)
{
  static const int places[] = { NID_serialNumber, NID_organizationIdentifier, NID_organizationalUnitName,
                                NID_commonName };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      int index = -1;

      do
        {
          g_autofree char *text = name_entry (subject, places[i], &index);
          char *uscc = text != NULL ? uscc_within (text) : NULL;

          if (uscc != NULL)
            return uscc;
        }
      while (index >= 0);
    }
  return NULL;
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

gboolean
yn_certificate_for_signing (X509 *certificate)
{
  uint32_t usage = X509_get_key_usage (certificate); /* all bits where the extension is absent */
  gboolean authority = X509_check_ca (certificate) == 1;
  gboolean readable = (X509_get_extension_flags (certificate) & EXFLAG_INVALID) == 0;

  ERR_clear_error ();
  return readable && !authority && (usage & (X509v3_KU_DIGITAL_SIGNATURE | X509v3_KU_NON_REPUDIATION)) != 0;
}

YnCertificate *
yn_certificate_read (X509 *certificate)
{
  const X509_NAME *subject = X509_get_subject_name (certificate);
  YnCertificate *words = g_new0 (YnCertificate, 1);

  words->subject_name = name_shown (subject);
  words->organization = first_entry (subject, NID_organizationName);
  words->uscc = find_uscc (subject);
  words->issuer_name = name_shown (X509_get_issuer_name (certificate));
  words->serial = serial_hex (certificate);
  words->fingerprint = yn_crypto_fingerprint (certificate);
  words->not_before = yn_crypto_instant (X509_get0_notBefore (certificate));
  words->not_after = yn_crypto_instant (X509_get0_notAfter (certificate));
  words->for_signing = yn_certificate_for_signing (certificate);
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
  g_free (certificate);
}
