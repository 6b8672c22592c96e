/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* When a signature says that it was made, or does not say, and what that is worth once its certificate has expired. */

#include "material.h"

#include "signing/authority-answers.h"
#include "signing/cms.h"
#include "signing/signer.h"
#include "signing/stamp.h"
#include "signing/timestamp-token.h"

#include <openssl/cms.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <string.h>

static EVP_PKEY *pair, *root_pair;
static X509 *root, *leaf; /* the leaf: from the day before NOW, for ten days */
static YnKey *key;
static YnTrust *trust;
static YnTimekeeper *late; /* whose certificate had expired long before it says the time */

static GBytes *
cms_by_us (const YnSignatureField *field, YnBytes *prepared, gpointer nothing)
{
  YnDigest digest = { yn_key_digest (key) };

  g_assert_true (yn_signature_field_digest (field, prepared, &digest, 1));
  return yn_cms_sign (key, digest.value, digest.length, NULL);
}

/* As other programs make one: the time stands in the CMS. */
static GBytes *
cms_with_time (const YnSignatureField *field, YnBytes *prepared, gpointer instant)
{
  gsize hole = field->hole, behind = field->hole_end;
  g_autoptr (GBytes) all = yn_bytes_slice (prepared, 0, yn_bytes_size (prepared));
  gsize size;
  const guint8 *data = g_bytes_get_data (all, &size);
  BIO *content = BIO_new (BIO_s_mem ());
  CMS_ContentInfo *cms = CMS_sign (NULL, NULL, NULL, NULL, CMS_PARTIAL | CMS_DETACHED | CMS_BINARY);
  CMS_SignerInfo *signer
      = CMS_add1_signer (cms, leaf, pair, EVP_sha256 (), CMS_PARTIAL | CMS_CADES | CMS_BINARY | CMS_NOSMIMECAP);
  ASN1_TIME *time = ASN1_TIME_set (NULL, (time_t) (*(const gint64 *) instant / G_USEC_PER_SEC));
  guint8 *der = NULL;
  GBytes *made;
  int length;

  BIO_write (content, data, (int) hole);
  BIO_write (content, data + behind, (int) (size - behind));
  g_assert_true (CMS_signed_add1_attr_by_NID (signer, NID_pkcs9_signingTime, time->type, time, -1));
  g_assert_true (CMS_final (cms, content, NULL, CMS_DETACHED | CMS_BINARY));
  length = i2d_CMS_ContentInfo (cms, &der);
  ASN1_TIME_free (time);
  CMS_ContentInfo_free (cms);
  BIO_free (content);
  made = g_bytes_new (der, (gsize) length);
  OPENSSL_free (der);
  return made;
}

/* With a timestamp that no client of ours would take. */
static GBytes *
cms_stamped_late (const YnSignatureField *field, YnBytes *prepared, gpointer nothing)
{
  g_autoptr (GBytes) cms = cms_by_us (field, prepared, NULL), nonce = NULL, question = NULL, answer = NULL, token = NULL;
  g_autoptr (GError) error = NULL;
  guint8 digest[32], *der = NULL;
  const guint8 *cursor;
  TS_RESP *response;
  int length;
  GBytes *stamped;

  g_assert_true (yn_stamp_digest (cms, digest, NULL));
  question = yn_timestamp_ask (digest, &nonce);
  answer = yn_timekeeper_answer (late, question, NOW, &error);
  g_assert_no_error (error);
  cursor = g_bytes_get_data (answer, NULL);
  response = d2i_TS_RESP (NULL, &cursor, (long) g_bytes_get_size (answer));
  length = i2d_PKCS7 (TS_RESP_get_token (response), &der);
  token = g_bytes_new (der, (gsize) length);
  OPENSSL_free (der);
  TS_RESP_free (response);
  stamped = yn_stamp_put (cms, token, &error);
  g_assert_no_error (error);
  return stamped;
}

/* @stated -1: /M is not there. */
static GBytes *
signed_when (gint64 stated, TestMakeCms make, gpointer user_data)
{
  g_autoptr (GBytes) paper = test_paper (1);
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) prepared = NULL;
  YnSignOptions options = test_options ("enterprise-seal", key);
  gsize size;
  char *data, *at;

  options.instant = stated >= 0 ? stated : NOW;
  prepared = yn_sign_prepare (paper, &options, &digest, NULL);
  data = g_memdup2 (g_bytes_get_data (prepared, &size), g_bytes_get_size (prepared));
  at = memmem (data, size, "/M (D:", 6);
  g_assert_nonnull (at);
  if (stated < 0)
    memset (at, ' ', (gsize) (strchr (at, ')') + 1 - at));
  g_bytes_unref (prepared);
  prepared = g_bytes_new_take (data, size);
  return test_fill (prepared, make, user_data);
}

static void
assert_when (GBytes *pdf, gint64 now, YnVerdict who, const char *who_code, YnVerdict when, const char *when_code)
{
  g_autoptr (YnVerification) verification = yn_verify (pdf, trust, now);
  const YnSignatureVerdict *first = g_ptr_array_index (verification->signatures, 0);

  g_assert_cmpstr (first->intact_code, ==, "intact-whole");
  g_assert_cmpstr (first->who_code, ==, who_code);
  g_assert_cmpint (first->who, ==, who);
  g_assert_cmpstr (first->when_code, ==, when_code);
  g_assert_cmpint (first->when, ==, when);
  g_assert_cmpint (verification->whole, ==, when == YN_VERDICT_NO ? YN_VERDICT_NO : who);
}

/* By its own word it signed with what had expired; or it expired since, and nothing but that word says that it had not. */
static void
test_expired (void)
{
  g_autoptr (GBytes) before = signed_when (NOW, cms_by_us, NULL);
  g_autoptr (GBytes) after = signed_when (NOW + 11 * DAY, cms_by_us, NULL);

  assert_when (before, NOW, YN_VERDICT_YES, "trusted", YN_VERDICT_CANNOT_TELL, "claimed");
  assert_when (before, NOW + 20 * DAY, YN_VERDICT_CANNOT_TELL, "expired", YN_VERDICT_CANNOT_TELL, "claimed");
  assert_when (after, NOW + 11 * DAY, YN_VERDICT_NO, "expired-before", YN_VERDICT_CANNOT_TELL, "claimed");
  assert_when (after, NOW + 20 * DAY, YN_VERDICT_NO, "expired-before", YN_VERDICT_CANNOT_TELL, "claimed");
}

/* Nobody says when: it may have been in time. */
static void
test_no_time (void)
{
  g_autoptr (GBytes) paper = signed_when (-1, cms_by_us, NULL);
  gsize size;
  char *data = g_memdup2 (g_bytes_get_data (paper, &size), g_bytes_get_size (paper));
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (YnVerification) verification = NULL;
  const YnSignatureVerdict *first;

  assert_when (paper, NOW, YN_VERDICT_YES, "trusted", YN_VERDICT_CANNOT_TELL, "no-time");
  assert_when (paper, NOW + 20 * DAY, YN_VERDICT_CANNOT_TELL, "expired", YN_VERDICT_CANNOT_TELL, "no-time");
  assert_when (paper, NOW - 2 * DAY, YN_VERDICT_NO, "not-yet", YN_VERDICT_CANNOT_TELL, "no-time");
  data[7] = '6'; /* %PDF-1.6 */
  changed = g_bytes_new_take (data, size);
  verification = yn_verify (changed, trust, NOW);
  first = g_ptr_array_index (verification->signatures, 0);
  g_assert_cmpint (first->intact, ==, YN_VERDICT_NO);
  g_assert_cmpstr (first->when_code, ==, "no-time"); /* there is none that could be of something else */
}

/* What stands in the CMS alone is the signer's word as well. */
static void
test_time_in_the_cms (void)
{
  gint64 then = NOW, beyond = NOW + 11 * DAY;
  g_autoptr (GBytes) before = signed_when (-1, cms_with_time, &then);
  g_autoptr (GBytes) after = signed_when (-1, cms_with_time, &beyond);
  g_autoptr (YnVerification) verification = yn_verify (before, trust, NOW);

  g_assert_cmpint (((const YnSignatureVerdict *) g_ptr_array_index (verification->signatures, 0))->claimed, ==, NOW);
  assert_when (before, NOW, YN_VERDICT_YES, "trusted", YN_VERDICT_CANNOT_TELL, "claimed");
  assert_when (before, NOW + 20 * DAY, YN_VERDICT_CANNOT_TELL, "expired", YN_VERDICT_CANNOT_TELL, "claimed");
  assert_when (after, NOW + 20 * DAY, YN_VERDICT_NO, "expired-before", YN_VERDICT_CANNOT_TELL, "claimed");
  assert_when (after, NOW, YN_VERDICT_YES, "trusted", YN_VERDICT_NO, "future");
}

static void
test_late_authority (void)
{
  g_autoptr (GBytes) paper = signed_when (NOW, cms_stamped_late, NULL);

  assert_when (paper, NOW, YN_VERDICT_YES, "trusted", YN_VERDICT_NO, "timestamp-expired-before");
}

int
main (int argc, char *argv[])
{
  static const char *const subject[] = { "CN", "Sample Root", NULL };
  static const char *const root_extensions[] = { TEST_ROOT_EXTENSIONS, NULL };
  static const char *const extensions[] = { TEST_LEAF_EXTENSIONS, NULL };
  const TestCertificate root_wish = { subject, root_extensions }, wish = { NULL, extensions, NOW - DAY, NOW + 10 * DAY };
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  g_autoptr (GBytes) pem = NULL;
  g_autoptr (GBytes) authority = NULL;
  int failed;

  g_test_init (&argc, &argv, NULL);
  root_pair = test_pair (YN_KEY_P256);
  pair = test_pair (YN_KEY_P256);
  root = test_certify (&root_wish, root_pair, NULL, root_pair);
  leaf = test_certify (&wish, pair, root, root_pair);
  key = yn_key_new_soft (pair, leaf, NULL, NULL);
  trust = yn_trust_new ();
  PEM_write_bio_X509 (bio, root);
  pem = yn_crypto_bio_bytes (bio);
  authority = yn_authority_root_pem (test_authority (FALSE));
  g_assert_true (yn_trust_add_pem (trust, pem, NULL) && yn_trust_add_pem (trust, authority, NULL));
  late = yn_authority_make_timekeeper (test_authority (FALSE), "Sample Timestamps", NOW - 6 * 365 * DAY, NULL, NULL);
  g_test_add_func ("/when/expired", test_expired);
  g_test_add_func ("/when/no-time", test_no_time);
  g_test_add_func ("/when/time-in-the-cms", test_time_in_the_cms);
  g_test_add_func ("/when/late-authority", test_late_authority);
  failed = g_test_run ();
  yn_timekeeper_free (late);
  yn_trust_free (trust);
  yn_key_unref (key);
  X509_free (leaf);
  X509_free (root);
  EVP_PKEY_free (pair);
  EVP_PKEY_free (root_pair);
  test_material_free ();
  return failed;
}
