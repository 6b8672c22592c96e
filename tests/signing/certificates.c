/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Certificates as authorities write them, and as nobody should: what is read out of them, and what a key or a signature
 * with one is worth. */

#include "material.h"

#include "base/error.h"
#include "signing/certificate.h"
#include "signing/cms.h"
#include "signing/signer.h"

#include <openssl/pem.h>
#include <string.h>

#define SAMPLE_AUTHORITY "样例数字证书认证中心有限公司"

static EVP_PKEY *root_pair, *leaf_pair;
static X509 *root;

static YnKey *
key_with (const TestCertificate *wish, X509 *issuer, EVP_PKEY *issuer_key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (X509) leaf = test_certify (wish, leaf_pair, issuer, issuer_key);
  g_autoptr (YnX509Stack) chain = sk_X509_new_null ();
  YnKey *key;

  if (issuer != NULL)
    {
      X509_up_ref (issuer);
      sk_X509_push (chain, issuer);
    }
  key = yn_key_new_soft (leaf_pair, leaf, chain, &error);
  g_assert_no_error (error);
  return key;
}

/* Whose it is */

#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

static const struct
{
  const char *name;
  const char *const *subject, *const *extensions;
  const char *shown, *uscc;
} readings[] = {
  { "serial number", LIST ("CN", "样例", "serialNumber", SAMPLE_USCC), NULL, "样例", SAMPLE_USCC },
  { "scheme before it", LIST ("CN", "样例", "organizationIdentifier", "NTRCN-" SAMPLE_USCC), NULL, "样例", SAMPLE_USCC },
  { "nowhere", LIST ("CN", "样例"), NULL, "样例", NULL },
  { "organisation only", LIST ("O", "样例公司"), NULL, "样例公司", NULL },
  { "GB/T 20518, PrintableString", LIST ("CN", "样例"),
    LIST ("1.2.156.10260.4.1.4", "ASN1:PRINTABLESTRING:" SAMPLE_USCC), "样例", SAMPLE_USCC },
  { "GB/T 20518, UTF8String", LIST ("CN", "样例"), LIST ("1.2.156.10260.4.1.4", "ASN1:UTF8String:" SAMPLE_USCC), "样例",
    SAMPLE_USCC },
  { "GB/T 20518, BMPString", LIST ("CN", "样例"), LIST ("1.2.156.10260.4.1.4", "ASN1:BMP:" SAMPLE_USCC), "样例",
    SAMPLE_USCC },
  { "GB/T 20518, bare text", LIST ("CN", "样例"),
    LIST ("1.2.156.10260.4.1.4", "DER:39:31:34:36:30:32:30:30:4d:41:35:54:30:30:30:30:58:47"), "样例", SAMPLE_USCC },
  { "tax number", LIST ("CN", "样例"), LIST ("1.2.156.10260.4.1.5", "ASN1:PRINTABLESTRING:" SAMPLE_USCC), "样例",
    SAMPLE_USCC },
  { "an organisation code is no credit code", LIST ("CN", "样例"),
    LIST ("1.2.156.10260.4.1.4", "ASN1:PRINTABLESTRING:MA5T0000X"), "样例", NULL },
  { "a person's number is not looked at", LIST ("CN", "样例"),
    LIST ("1.2.156.10260.4.1.1", "ASN1:PRINTABLESTRING:" SAMPLE_USCC), "样例", NULL },
  { "wrong check digit", LIST ("CN", "样例"), LIST ("1.2.156.10260.4.1.4", "ASN1:PRINTABLESTRING:91460200MA5T0000X1"),
    "样例", NULL },
  { "the subject before an extension", LIST ("CN", "样例", "serialNumber", SAMPLE_USCC),
    LIST ("1.2.156.10260.4.1.4", "ASN1:PRINTABLESTRING:91460200MA5T1111X6"), "样例", SAMPLE_USCC },
  { "an authority's own extension", LIST ("O", "SHECA", "CN", "样例"),
    LIST ("1.2.156.112570.11.210", "ASN1:PRINTABLESTRING:" SAMPLE_USCC), "样例", SAMPLE_USCC },
  { "which another authority's is not", LIST ("CN", "样例"),
    LIST ("1.2.156.112570.11.210", "ASN1:PRINTABLESTRING:" SAMPLE_USCC), "样例", NULL },
  { "an authority's prefix", LIST ("O", "BJCA", "CN", "样例"),
    LIST ("1.2.156.112562.2.1.1.24", "ASN1:UTF8String:1@5009JJ" SAMPLE_USCC), "样例", SAMPLE_USCC },
  { "a name among marks", LIST ("O", "CFCA TEST OCA1", "CN", "051@样例餐饮有限公司@N" SAMPLE_USCC "@1"), NULL,
    "样例餐饮有限公司", SAMPLE_USCC },
  { "marks without a name", LIST ("O", "CFCA TEST OCA1", "CN", "051@sample@Z1@1"), NULL, "051@sample@Z1@1", NULL },
};

static void
test_whose (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      TestCertificate wish = { readings[i].subject, readings[i].extensions };
      g_autoptr (X509) made = test_certify (&wish, leaf_pair, NULL, leaf_pair);
      g_autoptr (YnCertificate) read = yn_certificate_read (made);

      g_test_message ("%s", readings[i].name);
      g_assert_cmpstr (read->subject_name, ==, readings[i].shown);
      g_assert_cmpstr (read->uscc, ==, readings[i].uscc);
      g_assert_cmpstr (read->algorithm, ==, "P-256");
    }
}

/* What it is for */

static const struct
{
  const char *name;
  const char *const *extensions;
  gboolean for_signing;
} purposes[] = {
  { "nothing said", LIST ("basicConstraints", "CA:FALSE"), TRUE },
  { "signing", LIST ("keyUsage", "digitalSignature"), TRUE },
  { "non-repudiation", LIST ("keyUsage", "nonRepudiation"), TRUE },
  { "encrypting", LIST ("keyUsage", "critical,keyEncipherment,dataEncipherment,keyAgreement"), FALSE },
  { "an authority", LIST ("basicConstraints", "critical,CA:TRUE", "keyUsage", "keyCertSign,digitalSignature"), FALSE },
  { "an authority that says no more", LIST ("basicConstraints", "critical,CA:TRUE"), FALSE },
  { "e-mail and clients", LIST ("extendedKeyUsage", "emailProtection,clientAuth"), TRUE },
  { "documents", LIST ("extendedKeyUsage", "1.3.6.1.5.5.7.3.36"), TRUE },
  { "any", LIST ("extendedKeyUsage", "anyExtendedKeyUsage"), TRUE },
  { "a server", LIST ("extendedKeyUsage", "serverAuth"), FALSE },
  { "a server and a client", LIST ("extendedKeyUsage", "serverAuth,clientAuth"), TRUE },
  { "timestamps", LIST ("extendedKeyUsage", "critical,timeStamping"), FALSE },
  { "programs and revocations", LIST ("extendedKeyUsage", "codeSigning,OCSPSigning"), FALSE },
  { "key usage that is none", LIST ("keyUsage", "DER:05:00"), FALSE },
  { "constraints that are none", LIST ("basicConstraints", "DER:04:01:00"), FALSE },
};

static GBytes *
cms_with_key (const YnSignatureField *field, YnBytes *prepared, gpointer key)
{
  YnDigest digest = { yn_key_digest (key) };

  g_assert_true (yn_signature_field_digest (field, prepared, &digest, 1));
  return yn_cms_sign (key, digest.value, digest.length, NULL);
}

/* A key that is not for signing is refused before it signs, and its signature is refused where somebody made one. */
static void
test_what_for (void)
{
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (YnTrust) trust = yn_trust_new ();
  g_autoptr (GBytes) pem = NULL;
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());

  PEM_write_bio_X509 (bio, root);
  pem = yn_crypto_bio_bytes (bio);
  g_assert_true (yn_trust_add_pem (trust, pem, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    {
      TestCertificate wish = { NULL, purposes[i].extensions };
      g_autoptr (YnKey) key = key_with (&wish, root, root_pair);
      g_autoptr (GBytes) signed_paper = test_sign_anyway (paper, key, NOW, cms_with_key, key);
      g_autoptr (YnVerification) verification = yn_verify (signed_paper, trust, NOW);
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, 0);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", purposes[i].name);
      g_assert_cmpint (yn_key_fits (key, SAMPLE_USCC, NOW, &error), ==, purposes[i].for_signing);
      g_assert_cmpint (verification->whole, ==, purposes[i].for_signing ? YN_VERDICT_YES : YN_VERDICT_NO);
      g_assert_cmpstr (verdict->who_code, ==, purposes[i].for_signing ? "trusted" : "certificate-unfit");
      if (!purposes[i].for_signing)
        g_assert_error (error, YN_ERROR, YN_ERROR_CERTIFICATE_UNFIT);
    }
}

/* What a chain with something wrong in it is worth */

static void
test_bad_chains (void)
{
  static const char *const subject[] = { "CN", "Sample Root", NULL };
  static const char *const sub_subject[] = { "CN", "Sample Sub", NULL };
  static const char *const root_extensions[] = { TEST_ROOT_EXTENSIONS, NULL };
  static const char *const leaf_extensions[] = { TEST_LEAF_EXTENSIONS, NULL };
  const struct
  {
    const char *name;
    TestCertificate sub, leaf;
    const char *code;
    YnVerdict who;
  } cases[] = {
    { "good", { sub_subject, root_extensions }, { NULL, leaf_extensions }, "trusted", YN_VERDICT_YES },
    { "not yet", { sub_subject, root_extensions }, { NULL, leaf_extensions, NOW + DAY }, "not-yet", YN_VERDICT_NO },
    { "expired", { sub_subject, root_extensions }, { NULL, leaf_extensions, NOW - 9 * DAY, NOW - DAY }, "expired-before",
      YN_VERDICT_NO },
    { "an issuer expired", { sub_subject, root_extensions, NOW - 9 * DAY, NOW - DAY }, { NULL, leaf_extensions },
      "expired-before", YN_VERDICT_NO },
    { "an issuer that is none", { sub_subject, LIST ("basicConstraints", "CA:FALSE") }, { NULL, leaf_extensions },
      "bad-chain", YN_VERDICT_NO },
    { "an issuer that may not", { sub_subject, LIST ("basicConstraints", "critical,CA:TRUE", "keyUsage", "cRLSign") },
      { NULL, leaf_extensions }, "unknown-issuer", YN_VERDICT_CANNOT_TELL },
    { "a critical extension that nobody knows", { sub_subject, root_extensions },
      { NULL, LIST ("1.2.3.4.5", "critical,ASN1:NULL") }, "bad-chain", YN_VERDICT_NO },
    { "SHA-1", { sub_subject, root_extensions }, { NULL, leaf_extensions, 0, 0, "SHA1" }, "bad-chain",
      YN_VERDICT_NO },
    { "MD5", { sub_subject, root_extensions, 0, 0, "MD5" }, { NULL, leaf_extensions }, "bad-chain", YN_VERDICT_NO },
  };
  TestCertificate root_wish = { subject, root_extensions };
  g_autoptr (X509) top = test_certify (&root_wish, root_pair, NULL, root_pair);
  g_autoptr (EVP_PKEY) sub_pair = test_pair (YN_KEY_RSA_2048);
  g_autoptr (YnTrust) trust = yn_trust_new ();
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  g_autoptr (GBytes) pem = NULL;

  PEM_write_bio_X509 (bio, top);
  pem = yn_crypto_bio_bytes (bio);
  g_assert_true (yn_trust_add_pem (trust, pem, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (X509) sub = test_certify (&cases[i].sub, sub_pair, top, root_pair);
      g_autoptr (YnKey) key = key_with (&cases[i].leaf, sub, sub_pair);
      g_autoptr (GBytes) signed_paper = test_sign_anyway (paper, key, NOW, cms_with_key, key);
      g_autoptr (YnVerification) verification = yn_verify (signed_paper, trust, NOW);
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, 0);

      g_test_message ("%s: %s", cases[i].name, verdict->who_code);
      g_assert_cmpstr (verdict->who_code, ==, cases[i].code);
      g_assert_cmpint (verdict->who, ==, cases[i].who);
      g_assert_cmpint (verification->whole, ==, cases[i].who);
    }
}

/* Big ones */

static void
assert_opens_from_a_file (X509 *leaf)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PKCS12) pkcs12 = PKCS12_create ("x", NULL, leaf_pair, leaf, NULL, 0, 0, 0, 0, 0);
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  g_autoptr (GBytes) der = NULL;
  g_autoptr (YnSecret) password = yn_secret_new_string ("x");
  g_autoptr (YnKey) key = NULL;
  char *path;

  g_assert_cmpint (i2d_PKCS12_bio (bio, pkcs12), ==, 1);
  der = yn_crypto_bio_bytes (bio);
  path = test_file (der, ".p12");
  key = yn_softkey_open (path, password, &error);
  g_assert_no_error (error);
  test_file_free (path);
}

static void
test_megabyte_of_extensions (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *digits = g_strnfill (1024 * 1024, 'A');
  g_autofree char *value = g_strconcat ("ASN1:UTF8String:", digits, NULL);
  TestCertificate wish = { NULL, LIST ("1.2.156.10260.4.1.4", value) };
  g_autoptr (YnKey) key = key_with (&wish, root, root_pair);
  g_autoptr (GBytes) paper = test_paper (1);
  YnSignOptions options = test_options ("enterprise-seal", key);
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) prepared = yn_sign_prepare (paper, &options, &digest, NULL);

  g_assert_cmpstr (yn_key_certificate (key)->uscc, ==, SAMPLE_USCC); /* of the subject */
  g_assert_null (yn_sign_finish (prepared, digest, key, NULL, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_SIGNATURE_ROOM);
  assert_opens_from_a_file (yn_key_leaf (key));
}

/* The smallest paper with one signature field and a hole for @room bytes. */
static GBytes *
paper_with_room (gsize room)
{
  static const char *const objects[] = {
    "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [ 4 0 R ] /SigFlags 3 >> >>",
    "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Annots [ 4 0 R ] >>",
    "<< /Type /Annot /Subtype /Widget /FT /Sig /T (s) /V 5 0 R /Rect [ 0 0 0 0 ] /P 3 0 R /F 132 >>",
  };
  static const char signature[]
      = "5 0 obj\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange ";
  static const char behind_hole[] = " >>\nendobj\n";
  GString *out = g_string_new ("%PDF-1.7\n");
  g_autoptr (GString) tail = g_string_new (behind_hole);
  g_autofree char *zeros = g_strnfill (2 * room, '0');
  gsize offsets[5], hole, hole_end;

  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      offsets[i] = out->len;
      g_string_append_printf (out, "%u 0 obj\n%s\nendobj\n", i + 1, objects[i]);
    }
  offsets[4] = out->len;
  hole = out->len + strlen (signature) + strlen ("[0 0000000000 0000000000 0000000000] /Contents ");
  hole_end = hole + 2 * room + 2;
  g_string_append (tail, "xref\n0 6\n0000000000 65535 f \n");
  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++)
    g_string_append_printf (tail, "%010" G_GSIZE_FORMAT " 00000 n \n", offsets[i]);
  g_string_append_printf (tail, "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          hole_end + strlen (behind_hole));
  g_string_append (out, signature);
  g_string_append_printf (out, "[0 %010" G_GSIZE_FORMAT " %010" G_GSIZE_FORMAT " %010" G_GSIZE_FORMAT "] /Contents <%s>",
                          hole, hole_end, tail->len, zeros);
  g_string_append (out, tail->str);
  return g_string_free_to_bytes (out);
}

/* Whoever has the room for it may sign with it: it is verified like any other, and a byte of it changed is found. */
static void
test_megabyte_verified (void)
{
  g_autofree char *digits = g_strnfill (1024 * 1024, 'A');
  g_autofree char *value = g_strconcat ("ASN1:UTF8String:", digits, NULL);
  TestCertificate wish = { NULL, LIST ("1.2.156.10260.4.1.4", value) };
  g_autoptr (YnKey) key = key_with (&wish, root, root_pair);
  g_autoptr (GBytes) prepared = paper_with_room (1100 * 1024);
  g_autoptr (GBytes) signed_paper = test_fill (prepared, cms_with_key, key);
  g_autoptr (YnTrust) trust = yn_trust_new ();
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  g_autoptr (GBytes) pem = NULL;
  g_autoptr (YnVerification) verification = NULL;
  g_autoptr (YnVerification) of_changed = NULL;
  g_autoptr (GBytes) changed = NULL;
  gsize size;
  char *copy = g_memdup2 (g_bytes_get_data (signed_paper, &size), g_bytes_get_size (signed_paper));

  PEM_write_bio_X509 (bio, root);
  pem = yn_crypto_bio_bytes (bio);
  g_assert_true (yn_trust_add_pem (trust, pem, NULL));
  verification = yn_verify (signed_paper, trust, NOW);
  g_assert_cmpstr (verification->code, ==, "signed-and-intact");
  copy[size / 2] = copy[size / 2] == '4' ? '5' : '4';
  changed = g_bytes_new_take (copy, size);
  of_changed = yn_verify (changed, trust, NOW);
  g_assert_cmpint (of_changed->whole, !=, YN_VERDICT_YES);
}

/* Three certificates of the largest kind fit into the room of the plainest level. */
static void
test_largest_chain (void)
{
  static const char *const root_extensions[] = { TEST_ROOT_EXTENSIONS, NULL };
  static const char *const leaf_extensions[] = {
    TEST_LEAF_EXTENSIONS, "1.2.156.10260.4.1.4", "ASN1:UTF8String:" SAMPLE_USCC, "crlDistributionPoints",
    "URI:http://crl.example.invalid/a-rather-long-path/sub.crl", "authorityInfoAccess",
    "OCSP;URI:http://ocsp.example.invalid/a-rather-long-path", "extendedKeyUsage", "emailProtection,clientAuth", NULL
  };
  g_autoptr (EVP_PKEY) pair = test_pair (YN_KEY_RSA_4096); /* one for all three: slow to make */
  TestCertificate top_wish = { LIST ("C", "CN", "O", SAMPLE_AUTHORITY, "CN", "样例根证书 G1"), root_extensions };
  TestCertificate sub_wish = { LIST ("C", "CN", "O", SAMPLE_AUTHORITY, "CN", "样例企业证书 G1"), root_extensions };
  TestCertificate leaf_wish = { NULL, leaf_extensions };
  g_autoptr (X509) top = test_certify (&top_wish, pair, NULL, pair);
  g_autoptr (X509) sub = test_certify (&sub_wish, pair, top, pair);
  g_autoptr (X509) leaf = test_certify (&leaf_wish, pair, sub, pair);
  g_autoptr (YnX509Stack) chain = sk_X509_new_null ();
  g_autoptr (YnKey) key = NULL;
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) signed_paper = NULL;

  X509_up_ref (top);
  sk_X509_push (chain, top); /* not in their order, and with a stranger among them */
  X509_up_ref (root);
  sk_X509_push (chain, root);
  X509_up_ref (sub);
  sk_X509_push (chain, sub);
  key = yn_key_new_soft (pair, leaf, chain, NULL);
  g_assert_cmpint (sk_X509_num (yn_key_chain (key)), ==, 2);
  g_assert_true (sk_X509_value (yn_key_chain (key), 0) == sub);
  signed_paper = test_sign (paper, "enterprise-seal", key);
  g_assert_nonnull (signed_paper);
}

int
main (int argc, char *argv[])
{
  static const char *const subject[] = { "CN", "Sample Root", NULL };
  static const char *const extensions[] = { TEST_ROOT_EXTENSIONS, NULL };
  TestCertificate wish = { subject, extensions };
  int failed;

  g_test_init (&argc, &argv, NULL);
  root_pair = test_pair (YN_KEY_RSA_2048);
  leaf_pair = test_pair (YN_KEY_P256);
  root = test_certify (&wish, root_pair, NULL, root_pair);
  g_test_add_func ("/certificates/whose", test_whose);
  g_test_add_func ("/certificates/what-for", test_what_for);
  g_test_add_func ("/certificates/bad-chains", test_bad_chains);
  g_test_add_func ("/certificates/megabyte-of-extensions", test_megabyte_of_extensions);
  g_test_add_func ("/certificates/megabyte-verified", test_megabyte_verified);
  g_test_add_func ("/certificates/largest-chain", test_largest_chain);
  failed = g_test_run ();
  X509_free (root);
  EVP_PKEY_free (root_pair);
  EVP_PKEY_free (leaf_pair);
  test_material_free ();
  return failed;
}
