/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* SM2 signatures by GB/T 35275, made here element by element: with the types of content and the names of the algorithm
 * that the standard has, and with some of them mistaken for RFC 5652's. */

#include "material.h"

#include "signing/gbt35275.h"
#include "signing/signer.h"

/* 1.2.156.10197.6.1.4.2.1, .2; 1.2.156.10197.1.301.1; and RFC 5652's */
#define DATA "2a811ccf550601040201"
#define SIGNED_DATA "2a811ccf550601040202"
#define SM2_SIGNATURE "2a811ccf5501822d01"
#define SM2_WITH_SM3 "2a811ccf55018375"
#define SM3 "2a811ccf55018311"
#define RFC_DATA "2a864886f70d010701"
#define RFC_SIGNED_DATA "2a864886f70d010702"
#define CONTENT_TYPE "2a864886f70d010903"
#define MESSAGE_DIGEST "2a864886f70d010904"
#define SIGNING_CERTIFICATE "2a864886f70d010910022f"
#define RSA_SIGNATURE "2a864886f70d010101"

typedef struct
{
  const char *name;
  const char *signed_data, *data, *attribute; /* the types: of the whole, of the content, in the signed attributes */
  const char *algorithm;
  YnVerdict intact;
} Form;

static const Form forms[] = {
  { "by the standard", SIGNED_DATA, DATA, DATA, SM2_SIGNATURE, YN_VERDICT_YES },
  { "SM2 with SM3 by one name", SIGNED_DATA, DATA, DATA, SM2_WITH_SM3, YN_VERDICT_YES },
  { "RFC 5652", RFC_SIGNED_DATA, RFC_DATA, RFC_DATA, SM2_WITH_SM3, YN_VERDICT_YES },
  { "half and half", SIGNED_DATA, RFC_DATA, DATA, SM2_SIGNATURE, YN_VERDICT_CANNOT_TELL },
  { "half and half, the other half", RFC_SIGNED_DATA, DATA, DATA, SM2_SIGNATURE, YN_VERDICT_CANNOT_TELL },
  { "another type in the attributes", SIGNED_DATA, DATA, RFC_DATA, SM2_SIGNATURE, YN_VERDICT_NO },
  { "RFC 5652 but for the attributes", RFC_SIGNED_DATA, RFC_DATA, DATA, SM2_SIGNATURE, YN_VERDICT_NO },
  { "the name of another algorithm", SIGNED_DATA, DATA, DATA, RSA_SIGNATURE, YN_VERDICT_CANNOT_TELL },
};

static YnKey *key;
static YnTrust *trust;

static void
put_oid (GByteArray *der, const char *hex)
{
  guint opened = yn_der_open (der, YN_DER_OID);

  for (; *hex != '\0'; hex += 2)
    {
      guint8 octet = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

      g_byte_array_append (der, &octet, 1);
    }
  yn_der_close (der, opened);
}

static void
put_algorithm (GByteArray *der, const char *oid)
{
  guint opened = yn_der_open (der, YN_DER_SEQUENCE);

  put_oid (der, oid);
  yn_der_close (der, opened);
}

static GBytes *
attribute (const char *oid, const char *value_oid, const void *octets, gsize length, int nested)
{
  GByteArray *der = g_byte_array_new ();
  guint opened = yn_der_open (der, YN_DER_SEQUENCE), set, inside[3];

  put_oid (der, oid);
  set = yn_der_open (der, YN_DER_SET);
  for (int i = 0; i < nested; i++)
    inside[i] = yn_der_open (der, YN_DER_SEQUENCE);
  if (value_oid != NULL)
    put_oid (der, value_oid);
  else
    yn_der_put (der, YN_DER_OCTETS, octets, length);
  while (nested > 0)
    yn_der_close (der, inside[--nested]);
  yn_der_close (der, set);
  yn_der_close (der, opened);
  return g_byte_array_free_to_bytes (der);
}

static GPtrArray *
attributes_of (const Form *form, const YnDigest *digest)
{
  GPtrArray *attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint8 fingerprint[EVP_MAX_MD_SIZE];
  unsigned int length = 0;

  X509_digest (yn_key_leaf (key), EVP_sha256 (), fingerprint, &length);
  g_ptr_array_add (attributes, attribute (CONTENT_TYPE, form->attribute, NULL, 0, 0));
  g_ptr_array_add (attributes, attribute (MESSAGE_DIGEST, NULL, digest->value, digest->length, 0));
  g_ptr_array_add (attributes, attribute (SIGNING_CERTIFICATE, NULL, fingerprint, length, 3));
  return attributes;
}

static void
put_signer (GByteArray *der, const Form *form, GPtrArray *attributes, GBytes *signature)
{
  static const guint8 version = 1;
  guint set = yn_der_open (der, YN_DER_SET), signer = yn_der_open (der, YN_DER_SEQUENCE), identifier;

  yn_der_put (der, YN_DER_INTEGER, &version, 1);
  identifier = yn_der_open (der, YN_DER_SEQUENCE);
  yn_crypto_append_issuer_and_serial (der, yn_key_leaf (key));
  yn_der_close (der, identifier);
  put_algorithm (der, SM3);
  yn_der_put_set (der, YN_DER_CONTEXT_0, attributes);
  put_algorithm (der, form->algorithm);
  yn_der_put (der, YN_DER_OCTETS, g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));
  yn_der_close (der, signer);
  yn_der_close (der, set);
}

static GBytes *
make_cms (const YnSignatureField *field, YnBytes *prepared, gpointer data)
{
  static const guint8 version = 1;
  const Form *form = data;
  YnDigest digest = { "SM3" };
  g_autoptr (GPtrArray) attributes = NULL;
  g_autoptr (GBytes) tbs = NULL;
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (GBytes) certificate = yn_crypto_certificate_der (yn_key_leaf (key));
  GByteArray *encoded = g_byte_array_new (), *der = g_byte_array_new ();
  guint info = yn_der_open (der, YN_DER_SEQUENCE), explicit, signed_data, content;

  g_assert_true (yn_signature_field_digest (field, prepared, &digest, 1));
  attributes = attributes_of (form, &digest);
  yn_der_put_set (encoded, YN_DER_SET, attributes);
  tbs = g_byte_array_free_to_bytes (encoded);
  signature = yn_key_sign (key, tbs, NULL);
  put_oid (der, form->signed_data);
  explicit = yn_der_open (der, YN_DER_CONTEXT_0);
  signed_data = yn_der_open (der, YN_DER_SEQUENCE);
  yn_der_put (der, YN_DER_INTEGER, &version, 1);
  content = yn_der_open (der, YN_DER_SET);
  put_algorithm (der, SM3);
  yn_der_close (der, content);
  put_algorithm (der, form->data); /* a sequence of one object identifier too */
  yn_der_put (der, YN_DER_CONTEXT_0, g_bytes_get_data (certificate, NULL), g_bytes_get_size (certificate));
  put_signer (der, form, attributes, signature);
  yn_der_close (der, signed_data);
  yn_der_close (der, explicit);
  yn_der_close (der, info);
  return g_byte_array_free_to_bytes (der);
}

static void
test_forms (void)
{
  g_autoptr (GBytes) paper = test_paper (1);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GBytes) signed_paper = test_sign_anyway (paper, key, NOW, make_cms, (gpointer) &forms[i]);
      g_autoptr (YnVerification) verification = yn_verify (signed_paper, trust, NOW);
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, 0);

      g_test_message ("%s: %s %s", forms[i].name, verdict->intact_code,
                      verdict->intact_detail != NULL ? verdict->intact_detail : "");
      g_assert_cmpint (verdict->intact, ==, forms[i].intact);
      g_assert_cmpint (verification->whole, ==, forms[i].intact);
      if (forms[i].intact == YN_VERDICT_YES)
        g_assert_cmpstr (verdict->who_code, ==, "trusted");
    }
}

/* Not one byte of it can be another. */
static void
test_no_other_byte (void)
{
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) signed_paper = test_sign_anyway (paper, key, NOW, make_cms, (gpointer) &forms[0]);
  g_autoptr (YnPdf) read = yn_pdf_open (signed_paper, NULL);
  g_autoptr (GPtrArray) fields = yn_signature_fields (read);
  const YnSignatureField *field = g_ptr_array_index (fields, 0);
  gsize size, step = g_test_slow () ? 1 : 13;
  g_autofree char *copy = g_memdup2 (g_bytes_get_data (signed_paper, &size), g_bytes_get_size (signed_paper));

  for (gsize i = field->hole + 1; i < field->hole + 2400; i += step)
    {
      char before = copy[i];
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (YnVerification) verification = NULL;

      copy[i] = before == '0' ? '1' : '0';
      changed = g_bytes_new (copy, size);
      verification = yn_verify (changed, trust, NOW);
      g_assert_cmpint (verification->whole, !=, YN_VERDICT_YES);
      copy[i] = before;
    }
}

/* Lengths that promise more than there is, at every place of it. */
static void
test_cut (void)
{
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) signed_paper = test_sign_anyway (paper, key, NOW, make_cms, (gpointer) &forms[0]);
  g_autoptr (YnPdf) read = yn_pdf_open (signed_paper, NULL);
  g_autoptr (GPtrArray) fields = yn_signature_fields (read);
  g_autoptr (GBytes) hole = yn_signature_field_contents (g_ptr_array_index (fields, 0), yn_pdf_bytes (read));
  const guint8 *data = g_bytes_get_data (hole, NULL);
  gsize whole = 4 + ((gsize) data[2] << 8 | data[3]), consumed = 0;
  g_autoptr (GBytes) translated = yn_gbt35275_translate (data, whole + 10, &consumed);

  g_assert_nonnull (translated);
  g_assert_cmpuint (consumed, ==, whole);
  for (gsize length = 0; length < whole; length++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, length);

      g_assert_null (yn_gbt35275_translate (copy, length, &consumed));
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GBytes) root = NULL;
  int failed;

  g_test_init (&argc, &argv, NULL);
  key = test_key (test_sm2_authority (), YN_KEY_SM2, SAMPLE_USCC, NOW - DAY);
  trust = test_trust (test_sm2_authority ());
  g_test_add_func ("/gbt35275/forms", test_forms);
  g_test_add_func ("/gbt35275/no-other-byte", test_no_other_byte);
  g_test_add_func ("/gbt35275/cut", test_cut);
  failed = g_test_run ();
  yn_key_unref (key);
  yn_trust_free (trust);
  test_material_free ();
  return failed;
}
