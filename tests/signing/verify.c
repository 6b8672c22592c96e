/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Who signed, and when; the answer as JSON; and files that cannot be looked at. Attacks stand in cases-*.c. */

#include "material.h"

#include "base/error.h"

#include <string.h>

static YnKey *signer;
static YnTrust *trust;
static GBytes *signed_paper; /* two pages, one signature */

static const YnSignatureVerdict *
signature (const YnVerification *verification, guint index)
{
  g_assert_cmpuint (index, <, verification->signatures->len);
  return g_ptr_array_index (verification->signatures, index);
}

static void
assert_who (GBytes *pdf, YnTrust *whom, gint64 instant, YnVerdict who, const char *code)
{
  g_autoptr (YnVerification) verification = yn_verify (pdf, whom, instant);
  const YnSignatureVerdict *first = signature (verification, 0);

  g_assert_cmpstr (first->who_code, ==, code);
  g_assert_cmpint (first->who, ==, who);
  g_assert_cmpint (first->intact, ==, YN_VERDICT_YES);
  g_assert_cmpint (verification->whole, ==, who);
}

static void
test_unknown_issuer (void)
{
  g_autoptr (YnTrust) nobody = yn_trust_new ();

  assert_who (signed_paper, nobody, NOW, YN_VERDICT_CANNOT_TELL, "unknown-issuer");
}

static void
test_times (void)
{
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) late = test_sign_at (paper, "enterprise-seal", signer, NOW + 400 * DAY);
  g_autoptr (GBytes) early = test_sign_at (paper, "enterprise-seal", signer, NOW - 30 * DAY);
  g_autoptr (YnVerification) from_tomorrow = yn_verify (signed_paper, trust, NOW - DAY / 2);

  assert_who (late, trust, NOW + 400 * DAY, YN_VERDICT_NO, "expired-before");
  assert_who (early, trust, NOW, YN_VERDICT_NO, "not-yet");
  assert_who (signed_paper, trust, NOW + 400 * DAY, YN_VERDICT_CANNOT_TELL, "expired");
  assert_who (signed_paper, trust, NOW + 300 * DAY, YN_VERDICT_YES, "trusted");
  g_assert_cmpint (from_tomorrow->whole, ==, YN_VERDICT_NO);
  g_assert_cmpstr (from_tomorrow->code, ==, "future");
}

static void
test_claimed_time (void)
{
  g_autoptr (YnVerification) verification = yn_verify (signed_paper, trust, NOW + DAY);
  const YnSignatureVerdict *first = signature (verification, 0);

  g_assert_cmpint (first->claimed, ==, NOW);
  g_assert_cmpint (first->when, ==, YN_VERDICT_CANNOT_TELL);
  g_assert_cmpstr (first->when_code, ==, "claimed");
}

static void
test_pinned_seal (void)
{
  g_autoptr (YnKey) seal = yn_authority_make_seal (test_authority (FALSE), "Sample Platform", NULL, NOW - DAY, NULL, NULL);
  g_autoptr (GBytes) chain = yn_key_chain_pem (seal);
  g_autoptr (GBytes) words = g_bytes_new_static ("words", 5);
  g_autoptr (YnTrust) pinned = yn_trust_new ();
  g_autoptr (YnTrust) seals = yn_trust_new ();
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) receipt = test_sign (paper, "platform-seal", seal);

  yn_trust_pin (pinned, yn_key_certificate (seal)->fingerprint);
  assert_who (receipt, pinned, NOW, YN_VERDICT_YES, "pinned");
  assert_who (signed_paper, pinned, NOW, YN_VERDICT_CANNOT_TELL, "unknown-issuer");
  assert_who (receipt, pinned, NOW + 3000 * DAY, YN_VERDICT_CANNOT_TELL, "expired");
  g_assert_true (yn_trust_add_seals (seals, chain, NULL));
  assert_who (receipt, seals, NOW, YN_VERDICT_YES, "pinned");
  assert_who (signed_paper, seals, NOW, YN_VERDICT_YES, "trusted"); /* the root came along */
  g_assert_false (yn_trust_add_seals (seals, words, NULL));
}

/* Practice stays practice, trusted or not. */
static void
test_practice (void)
{
  g_autoptr (YnKey) key = test_key (test_authority (TRUE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  g_autoptr (YnTrust) practice_trust = test_trust (test_authority (TRUE));
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) practised = test_sign (paper, "enterprise-seal", key);
  g_autoptr (GBytes) root = yn_authority_root_pem (test_authority (TRUE));
  g_autoptr (YnTrust) root_alone = yn_trust_new ();
  YnTrust *whom[] = { trust, root_alone, practice_trust };

  g_assert_true (yn_trust_add_pem (root_alone, root, NULL));
  assert_who (practised, trust, NOW, YN_VERDICT_CANNOT_TELL, "practice-signer");
  assert_who (practised, root_alone, NOW, YN_VERDICT_CANNOT_TELL, "practice-signer");
  assert_who (practised, practice_trust, NOW, YN_VERDICT_YES, "trusted");
  for (guint i = 0; i < G_N_ELEMENTS (whom); i++)
    {
      g_autoptr (YnVerification) verification = yn_verify (practised, whom[i], NOW);

      g_assert_cmpint (signature (verification, 0)->class, ==, YN_SIGNATURE_CLASS_PRACTICE);
      g_assert_true (signature (verification, 0)->certificate->practice);
    }
}

static void
test_not_signed (void)
{
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (YnVerification) verification = yn_verify (plain, trust, NOW);

  g_assert_cmpint (verification->whole, ==, YN_VERDICT_CANNOT_TELL);
  g_assert_cmpstr (verification->code, ==, "not-signed");
  g_assert_cmpuint (verification->signatures->len, ==, 0);
}

static void
test_not_a_pdf (void)
{
  static const struct
  {
    const char *text, *code;
  } files[] = {
    { "", "not-a-pdf" },         { "PK\003\004", "not-a-pdf" },           { "words", "not-a-pdf" },
    { "%PDF-", "pdf-cut-off" },  { "%PDF-1.7\n1 0 obj", "pdf-cut-off" },  { "%PDF-1.7\n%%EOF\n", "pdf-damaged" },
    { "\n%PDF-1.7\n%%EOF\n", "pdf-preceded" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i].text, strlen (files[i].text));
      g_autoptr (YnVerification) verification = yn_verify (bytes, trust, NOW);

      g_assert_cmpint (verification->whole, ==, YN_VERDICT_CANNOT_TELL);
      g_assert_cmpstr (verification->code, ==, files[i].code);
    }
}

static char *
words_of (const char *code, const YnChange *change, gpointer prefix)
{
  return g_strconcat (prefix, code, NULL);
}

static void
assert_member (const YnJson *json, const char *pointer, const char *value)
{
  g_assert_cmpstr (yn_json_string (yn_json_pointer (json, pointer)), ==, value);
}

static void
test_json (void)
{
  g_autoptr (YnVerification) verification = yn_verify (signed_paper, trust, NOW);
  g_autoptr (YnJson) json = yn_verification_json (verification, words_of, words_of, "about ");
  g_autoptr (GBytes) words = g_bytes_new_static ("words", 5);
  g_autoptr (YnVerification) nothing = yn_verify (words, trust, NOW);
  g_autoptr (YnJson) empty = yn_verification_json (nothing, NULL, NULL, NULL);

  assert_member (json, "/whole", "yes");
  assert_member (json, "/code", "signed-and-intact");
  assert_member (json, "/words", "about signed-and-intact");
  assert_member (json, "/signatures/0/field", "yn-enterprise-seal-1");
  assert_member (json, "/signatures/0/intact/verdict", "yes");
  assert_member (json, "/signatures/0/who/name", SAMPLE_NAME);
  assert_member (json, "/signatures/0/who/uscc", SAMPLE_USCC);
  assert_member (json, "/signatures/0/who/issuer", "Sample Authority");
  assert_member (json, "/signatures/0/who/class/name", "software");
  assert_member (json, "/signatures/0/when/claimed", "2026-11-23T02:50:02Z");
  g_assert_null (yn_json_pointer (json, "/signatures/0/intact/do")); /* of a yes there is nothing to do */
  assert_member (json, "/signatures/0/when/do", "about claimed");
  assert_member (empty, "/whole", "cannot-tell");
  g_assert_cmpuint (yn_json_size (yn_json_get (empty, "signatures")), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GBytes) paper = NULL;
  int failed;

  g_test_init (&argc, &argv, NULL);
  signer = test_key (test_authority (FALSE), YN_KEY_RSA_2048, SAMPLE_USCC, NOW - DAY);
  trust = test_trust (test_authority (FALSE));
  paper = test_paper (2);
  signed_paper = test_sign (paper, "enterprise-seal", signer);
  g_test_add_func ("/verify/unknown-issuer", test_unknown_issuer);
  g_test_add_func ("/verify/times", test_times);
  g_test_add_func ("/verify/claimed-time", test_claimed_time);
  g_test_add_func ("/verify/pinned-seal", test_pinned_seal);
  g_test_add_func ("/verify/practice", test_practice);
  g_test_add_func ("/verify/not-signed", test_not_signed);
  g_test_add_func ("/verify/not-a-pdf", test_not_a_pdf);
  g_test_add_func ("/verify/json", test_json);
  failed = g_test_run ();
  g_bytes_unref (signed_paper);
  yn_trust_free (trust);
  yn_key_unref (signer);
  test_material_free ();
  return failed;
}
