/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is said of certificates taken back, by whom it is believed, and what it does to a verdict. */

#include "asked.h"

#include "fixtures/folder.h"
#include "papers/pdf.h"
#include "signing/authority-parts.h"
#include "signing/dating.h"

#include <openssl/pem.h>
#include <string.h>

/* Three states, and what a time that is proven makes of them. */
static void
test_states (void)
{
  static const struct
  {
    YnSignatureLevel level;
    gint64 listed;  /* hours from signing to the list; 0: no list */
    gint64 revoked; /* hours from signing; 0: not revoked */
    gint64 looked;  /* hours from signing to verifying */
    const char *who_code;
    YnVerdict who;
    YnRevocationState state;
  } cases[] = {
    { YN_LEVEL_B_B, 0, 0, 1, "revocation-unknown", YN_VERDICT_CANNOT_TELL, YN_REVOCATION_UNKNOWN },
    { YN_LEVEL_B_B, 1, 0, 2, "trusted", YN_VERDICT_YES, YN_REVOCATION_GOOD },
    { YN_LEVEL_B_B, 1, 0, 72, "revocation-unknown", YN_VERDICT_CANNOT_TELL, YN_REVOCATION_UNKNOWN }, /* stale */
    { YN_LEVEL_B_B, 5, 0, 1, "revocation-unknown", YN_VERDICT_CANNOT_TELL, YN_REVOCATION_UNKNOWN },  /* of tomorrow */
    { YN_LEVEL_B_B, 1, -3, 2, "revoked", YN_VERDICT_NO, YN_REVOCATION_REVOKED },
    { YN_LEVEL_B_B, 5, 3, 6, "revoked-unproven", YN_VERDICT_CANNOT_TELL, YN_REVOCATION_REVOKED },
    { YN_LEVEL_B_T, 0, 0, 1, "revocation-unknown", YN_VERDICT_CANNOT_TELL, YN_REVOCATION_UNKNOWN },
    { YN_LEVEL_B_T, 1, 0, 72, "trusted", YN_VERDICT_YES, YN_REVOCATION_GOOD }, /* said after the proven time */
    { YN_LEVEL_B_T, 1, -3, 2, "revoked", YN_VERDICT_NO, YN_REVOCATION_REVOKED },
    { YN_LEVEL_B_T, 5, 3, 6, "trusted", YN_VERDICT_YES, YN_REVOCATION_REVOKED }, /* signed before, and that is proven */
    { YN_LEVEL_B_LT, 5, 3, 6, "trusted", YN_VERDICT_YES, YN_REVOCATION_REVOKED },
    { YN_LEVEL_B_LT, 1, -3, 2, "revoked", YN_VERDICT_NO, YN_REVOCATION_REVOKED }, /* known later than the answer inside */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Wire wire = { 0 };
      g_autoptr (GBytes) paper = sign (&wire, cases[i].level, NULL);
      YnRevoked revoked = { yn_key_certificate (key)->serial, now + cases[i].revoked * HOUR };
      g_autoptr (GBytes) list = NULL;
      g_autoptr (YnVerification) verification = NULL;
      const YnSignatureVerdict *verdict;

      if (cases[i].listed != 0)
        list = yn_authority_revocation_list (authority, &revoked, cases[i].revoked != 0 ? 1 : 0,
                                             now + cases[i].listed * HOUR, NULL);
      verification = verify (paper, list, now + cases[i].looked * HOUR);
      verdict = first_of (verification);
      g_test_message ("%u: %s", i, verdict->who_code);
      g_assert_cmpstr (verdict->who_code, ==, cases[i].who_code);
      g_assert_cmpint (verdict->who, ==, cases[i].who);
      g_assert_cmpint (verdict->revocation, ==, cases[i].state);
      g_assert_cmpint (verification->whole, ==, cases[i].who);
    }
}

/* Addresses that cannot be asked are no reason for a yes; where there are none at all, that is said beside it. */
static void
test_nobody_to_ask (void)
{
  static const struct
  {
    const char *address, *who_code;
    YnVerdict who;
    gboolean nobody, could_ask;
  } cases[] = {
    { "ldap://authority.test", "revocation-unaskable", YN_VERDICT_CANNOT_TELL, FALSE, FALSE },
    { "http://authority.test", "revocation-unknown", YN_VERDICT_CANNOT_TELL, FALSE, TRUE },
    { NULL, "trusted", YN_VERDICT_YES, TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Wire wire = { .no_answers = TRUE, .no_lists = TRUE };
      g_auto (Askers) askers = { NULL };
      g_autoptr (YnKey) theirs = NULL;
      g_autoptr (YnTrust) trust = test_trust (authority);
      g_autoptr (GBytes) plain = test_paper (1);
      g_autoptr (GBytes) paper = NULL;
      g_autoptr (YnBytes) bytes = NULL;

      yn_authority_set_address (authority, cases[i].address);
      theirs = test_key (authority, YN_KEY_P256, SAMPLE_USCC, now - DAY);
      paper = test_sign_at (plain, "enterprise-seal", theirs, now);
      bytes = yn_bytes_new (paper);
      askers_init (&askers, &wire);
      for (guint online = 0; online < (cases[i].could_ask ? 1 : 2); online++)
        {
          g_autoptr (YnVerification) verification
              = yn_verify_asking (bytes, trust, now, online != 0 ? askers.gathering : NULL, NULL);
          const YnSignatureVerdict *verdict = first_of (verification);
          g_autoptr (YnJson) json = yn_verification_json (verification, NULL, NULL, NULL);
          const YnJson *remark = yn_json_pointer (json, "/signatures/0/who/revocationRemark");

          g_test_message ("%s: %s", cases[i].address, verdict->who_code);
          g_assert_cmpstr (verdict->who_code, ==, cases[i].who_code);
          g_assert_cmpint (verdict->who, ==, cases[i].who);
          g_assert_cmpint (verification->whole, ==, cases[i].who);
          g_assert_cmpint (verdict->nobody_to_ask, ==, cases[i].nobody);
          g_assert_cmpint (yn_signature_verdict_could_ask (verdict), ==, cases[i].could_ask);
          g_assert_cmpstr (yn_json_get_string (remark, "code"), ==, cases[i].nobody ? "revocation-nowhere" : NULL);
        }
    }
  yn_authority_set_address (authority, "http://authority.test");
}

static YnVerification *
verify_online (Wire *wire, GBytes *paper, YnTrust *trust, GCancellable *cancellable)
{
  g_autoptr (YnClock) clock = yn_clock_new ();
  g_autoptr (YnGathering) gathering = yn_gathering_new (wire_fetch, wire, NULL, clock);
  g_autoptr (YnBytes) bytes = yn_bytes_new (paper);

  return yn_verify_asking (bytes, trust, now, gathering, cancellable);
}

/* Where the file says nothing and a root is reached, whoever the certificate names is asked: OCSP first, then the list. */
static void
test_online (void)
{
  const struct
  {
    Wire wire;
    const char *who_code;
    YnVerdict whole;
    guint answers, lists;
  } cases[] = {
    { { .no_lists = TRUE }, "trusted", YN_VERDICT_YES, 1, 0 },
    { { .no_answers = TRUE }, "trusted", YN_VERDICT_YES, 1, 1 },
    { { .no_answers = TRUE, .no_lists = TRUE }, "revocation-unanswered", YN_VERDICT_CANNOT_TELL, 1, 1 },
    { { .revoked = { yn_key_certificate (key)->serial, now - HOUR } }, "revoked", YN_VERDICT_NO, 1, 0 },
    { { .no_answers = TRUE, .revoked = { yn_key_certificate (key)->serial, now - HOUR } }, "revoked", YN_VERDICT_NO, 1, 1 },
  };
  g_autoptr (YnTrust) trust = test_trust (authority);
  g_autoptr (GBytes) paper = sign (&(Wire) { 0 }, YN_LEVEL_B_B, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Wire wire = cases[i].wire;
      g_autoptr (YnVerification) verification = verify_online (&wire, paper, trust, NULL);
      const YnSignatureVerdict *verdict = first_of (verification);

      g_test_message ("%u: %s", i, verdict->who_code);
      g_assert_cmpstr (verdict->who_code, ==, cases[i].who_code);
      g_assert_cmpint (verification->whole, ==, cases[i].whole);
      g_assert_cmpuint (wire.answers, ==, cases[i].answers);
      g_assert_cmpuint (wire.lists, ==, cases[i].lists);
      g_assert_cmpint (verdict->asked, >=, now);
    }
}

/* Nobody is asked about a certificate that no root stands behind, nor where the file has the answer, nor by whoever
 * cancels. */
static void
test_online_only_where_it_helps (void)
{
  Wire wire = { 0 };
  g_autoptr (YnTrust) trust = test_trust (authority);
  g_autoptr (YnTrust) nobody = yn_trust_new ();
  g_autoptr (GBytes) paper = sign (&wire, YN_LEVEL_B_B, NULL);
  g_autoptr (GBytes) lasting = sign (&wire, YN_LEVEL_B_LT, NULL);
  guint before = wire.answers;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (YnVerification) of_nobody = verify_online (&wire, paper, nobody, NULL);
  g_autoptr (YnVerification) answered = verify_online (&wire, lasting, trust, NULL);
  g_autoptr (YnVerification) ended = NULL;

  g_cancellable_cancel (cancelled);
  ended = verify_online (&wire, paper, trust, cancelled);
  g_assert_cmpuint (wire.answers, ==, before);
  g_assert_cmpuint (wire.lists, ==, 0);
  g_assert_cmpstr (first_of (of_nobody)->who_code, ==, "unknown-issuer");
  g_assert_cmpint (first_of (of_nobody)->asked, ==, 0);
  g_assert_cmpstr (first_of (answered)->who_code, ==, "trusted");
  g_assert_cmpint (first_of (answered)->asked, ==, 0);
}

/* Anybody can put anybody's certificate into a file: before its signature holds nobody is asked about it. */
static void
test_online_only_of_what_holds (void)
{
  Wire wire = { 0 };
  g_autoptr (YnTrust) trust = test_trust (authority);
  g_autoptr (GBytes) paper = sign (&wire, YN_LEVEL_B_B, NULL);
  gsize size;
  const char *data = g_bytes_get_data (paper, &size);
  g_autofree char *copy = g_memdup2 (data, size);
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (YnVerification) verification = NULL;

  copy[400] ^= 1;
  changed = g_bytes_new (copy, size);
  verification = verify_online (&wire, changed, trust, NULL);
  g_assert_cmpint (first_of (verification)->intact, ==, YN_VERDICT_NO);
  g_assert_cmpstr (first_of (verification)->who_code, ==, "unknown-signer");
  g_assert_false (yn_signature_verdict_could_ask (first_of (verification)));
  g_assert_cmpint (first_of (verification)->asked, ==, 0);
  g_assert_cmpuint (wire.answers + wire.lists, ==, 0);
}

/* A pinned seal stands as it is, whoever issued it, until somebody whose word counts says that it was taken back. */
static void
test_pinned (void)
{
  static const struct
  {
    const char *title;
    gboolean listed, forged, online, silent;
    gint64 revoked; /* hours from signing; 0: it is not */
    const char *who_code;
    YnVerdict who;
    gboolean could_ask;
  } cases[] = {
    { "nobody is asked", .who_code = "pinned", .who = YN_VERDICT_YES, .could_ask = TRUE },
    { "a list", .listed = TRUE, .who_code = "pinned", .who = YN_VERDICT_YES },
    { "a list that names it", .listed = TRUE, .revoked = -3, .who_code = "revoked", .who = YN_VERDICT_NO },
    { "a list, later", .listed = TRUE, .revoked = 1, .who_code = "revoked-unproven", .who = YN_VERDICT_CANNOT_TELL },
    { "a stranger's list", .forged = TRUE, .revoked = -3, .who_code = "pinned", .who = YN_VERDICT_YES, .could_ask = TRUE },
    { "asked", .online = TRUE, .who_code = "pinned", .who = YN_VERDICT_YES },
    { "asked, and taken back", .online = TRUE, .revoked = -3, .who_code = "revoked", .who = YN_VERDICT_NO },
    { "asked in vain", .online = TRUE, .silent = TRUE, .who_code = "pinned", .who = YN_VERDICT_YES },
  };
  g_autoptr (YnAuthority) stranger = test_make_authority ("Sample Authority", FALSE); /* of the same name */
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) paper = test_sign_at (plain, "platform-seal", key, now);
  g_autoptr (YnBytes) bytes = yn_bytes_new (paper);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YnRevoked revoked = { yn_key_certificate (key)->serial, now + cases[i].revoked * HOUR };
      guint n = cases[i].revoked != 0 ? 1 : 0;
      Wire wire = { .no_answers = cases[i].silent, .no_lists = cases[i].silent };
      g_auto (Askers) askers = { NULL };
      g_autoptr (YnTrust) pinned = yn_trust_new ();
      g_autoptr (GBytes) list
          = yn_authority_revocation_list (cases[i].forged ? stranger : authority, &revoked, n, now + 2 * HOUR, NULL);
      g_autoptr (YnVerification) verification = NULL;
      const YnSignatureVerdict *verdict;

      if (n > 0)
        wire.revoked = revoked;
      askers_init (&askers, &wire);
      yn_trust_pin (pinned, yn_key_certificate (key)->fingerprint);
      if (cases[i].listed || cases[i].forged)
        g_assert_true (yn_trust_add_revocation_list (pinned, list, NULL));
      verification = yn_verify_asking (bytes, pinned, now + 2 * HOUR, cases[i].online ? askers.gathering : NULL, NULL);
      verdict = first_of (verification);
      g_test_message ("%s: %s", cases[i].title, verdict->who_code);
      g_assert_cmpstr (verdict->who_code, ==, cases[i].who_code);
      g_assert_cmpint (verdict->who, ==, cases[i].who);
      g_assert_cmpint (verification->whole, ==, cases[i].who);
      g_assert_cmpint (yn_signature_verdict_could_ask (verdict), ==, cases[i].could_ask);
      g_assert_cmpint (wire.answers + wire.lists > 0, ==, cases[i].online);
    }
}

static void
append_list (GString *pem, YnAuthority *of, const YnRevoked *revoked, guint n)
{
  g_autoptr (GBytes) der = yn_authority_revocation_list (of, revoked, n, now, NULL);
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  g_autoptr (GBytes) text = NULL;

  g_assert_cmpint (PEM_write_bio (bio, PEM_STRING_X509_CRL, "", g_bytes_get_data (der, NULL),
                                  (long) g_bytes_get_size (der)), >, 0);
  text = yn_crypto_bio_bytes (bio);
  g_string_append_len (pem, g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text));
}

/* Every list in a file of a trust folder counts, also behind other lists and behind certificates. */
static void
test_folder (void)
{
  TestFolder *folder = test_folder_new ();
  YnRevoked revoked = { yn_key_certificate (key)->serial, now - 3 * HOUR };
  g_autoptr (YnAuthority) stranger = test_make_authority ("Another Authority", FALSE);
  g_autoptr (GBytes) root = yn_authority_root_pem (authority);
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) paper = test_sign_at (plain, "enterprise-seal", key, now);

  for (guint with_root = 0; with_root < 2; with_root++)
    {
      g_autoptr (YnTrust) trust = test_trust (authority);
      g_autoptr (GString) pem = g_string_new (NULL);
      g_autofree char *path = test_folder_path (folder, "all.pem");
      g_autoptr (YnVerification) verification = NULL;

      if (with_root)
        g_string_append_len (pem, g_bytes_get_data (root, NULL), (gssize) g_bytes_get_size (root));
      append_list (pem, stranger, NULL, 0);
      append_list (pem, authority, &revoked, 1);
      g_assert_true (g_file_set_contents (path, pem->str, (gssize) pem->len, NULL));
      g_assert_true (yn_trust_add_folder (trust, folder, NULL));
      g_assert_cmpuint (yn_trust_left_out (trust)->len, ==, 0);
      verification = yn_verify (paper, trust, now);
      g_assert_cmpstr (first_of (verification)->who_code, ==, "revoked");
    }
  test_folder_free (folder);
}

/* Of a practice authority's timestamps, in a signature and over the whole file: outside practice no time. */
static void
test_practice_timekeeper (void)
{
  Wire wire = { 0 };
  g_auto (Askers) askers = { NULL };
  YnTimekeeper *usual = timekeeper;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) root = yn_authority_root_pem (test_authority (TRUE));
  g_autoptr (YnTrust) outside = test_trust (authority);
  g_autoptr (GBytes) stamped = NULL;
  g_autoptr (GBytes) dated = NULL;

  g_assert_true (yn_trust_add_pem (outside, root, NULL));
  timekeeper = yn_authority_make_timekeeper (test_authority (TRUE), "Practice Timestamps", now - DAY, NULL, &error);
  g_assert_no_error (error);
  askers_init (&askers, &wire);
  stamped = sign (&wire, YN_LEVEL_B_T, NULL);
  dated = yn_date_file (stamped, &(YnSignFinish) { .level = YN_LEVEL_B_T, .timestamper = askers.timestamper }, now, NULL,
                        &error);
  g_assert_no_error (error);
  for (guint practises = 0; practises < 2; practises++)
    {
      g_autoptr (YnVerification) verification = NULL;
      const YnSignatureVerdict *whole;

      if (practises)
        yn_trust_practise (outside);
      verification = yn_verify (dated, outside, now);
      whole = g_ptr_array_index (verification->signatures, 1);
      g_assert_cmpstr (first_of (verification)->when_code, ==, practises ? "timestamp" : "timestamp-practice");
      g_assert_cmpstr (whole->when_code, ==, practises ? "timestamp" : "timestamp-practice");
      g_assert_cmpstr (whole->who_code, ==, practises ? "trusted" : "practice-signer");
      g_assert_cmpint (whole->class, ==, YN_SIGNATURE_CLASS_PRACTICE);
      g_assert_true (whole->certificate->practice);
    }
  yn_timekeeper_free (timekeeper);
  timekeeper = usual;
}

/* A broken signature's time proves nothing, be it stamped inside or by a timestamp behind it. */
static void
test_time_of_changed (void)
{
  Wire wire = { 0 };
  g_autoptr (YnTrust) trust = test_trust (authority);
  g_autoptr (GBytes) stamped = sign (&wire, YN_LEVEL_B_T, NULL);
  gsize size;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (stamped, &size), g_bytes_get_size (stamped));
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (YnVerification) verification = NULL;

  memcpy (data, "%PDF-1.4", 8);
  if (memcmp (g_bytes_get_data (stamped, NULL), data, 8) == 0)
    data[7] = '6';
  changed = g_bytes_new (data, size);
  verification = yn_verify (changed, trust, now);
  g_assert_cmpint (first_of (verification)->intact, ==, YN_VERDICT_NO);
  g_assert_cmpint (first_of (verification)->when, ==, YN_VERDICT_CANNOT_TELL);
  g_assert_cmpstr (first_of (verification)->when_code, ==, "time-of-changed");
}

/* What was changed behind a proven time: who signed is asked of that time, not of today, when the certificate is long
 * over. */
static void
test_online_of_changed (void)
{
  Wire wire = { 0 };
  g_auto (Askers) askers = { NULL };
  g_autoptr (YnTrust) trust = test_trust (authority);
  g_autoptr (GBytes) stamped = sign (&wire, YN_LEVEL_B_T, NULL);
  g_autoptr (YnPdf) pdf = yn_pdf_open (stamped, NULL);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (pdf, NULL);
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (YnBytes) bytes = NULL;
  g_autoptr (YnVerification) verification = NULL;

  g_assert_true (yn_pdf_revision_put (revision, "Root/Pages/Kids/0", "Rotate", "180", NULL));
  changed = yn_pdf_revision_finish (revision, NULL, NULL);
  bytes = yn_bytes_new (changed);
  askers_init (&askers, &wire);
  verification = yn_verify_asking (bytes, trust, now + 400 * DAY, askers.gathering, NULL);
  g_assert_cmpstr (first_of (verification)->intact_code, ==, "changed-after");
  g_assert_cmpstr (first_of (verification)->who_code, ==, "trusted");
  g_assert_cmpint (first_of (verification)->asked, >, 0);
  g_assert_cmpstr (first_of (verification)->when_code, ==, "time-of-changed");
}

/* A list by somebody else says nothing about our certificates. */
static void
test_list_of_a_stranger (void)
{
  Wire wire = { 0 };
  g_autoptr (YnAuthority) stranger = test_make_authority ("Sample Authority", FALSE); /* of the same name */
  YnRevoked revoked = { yn_key_certificate (key)->serial, now - HOUR };
  g_autoptr (GBytes) list = yn_authority_revocation_list (stranger, &revoked, 1, now, NULL);
  g_autoptr (GBytes) paper = sign (&wire, YN_LEVEL_B_LT, NULL);
  g_autoptr (YnVerification) verification = verify (paper, list, now);

  g_assert_cmpstr (first_of (verification)->who_code, ==, "trusted");
  g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
}

static void
test_timekeeper_revoked (void)
{
  static const struct
  {
    gint64 revoked; /* hours from signing */
    const char *when_code;
    YnVerdict when, whole;
  } cases[] = {
    { -3, "timestamp-revoked", YN_VERDICT_NO, YN_VERDICT_NO },
    { 3, "timestamp-revoked", YN_VERDICT_CANNOT_TELL, YN_VERDICT_YES }, /* the signature's own answers still hold */
  };
  Wire wire = { 0 };
  g_autoptr (GBytes) paper = sign (&wire, YN_LEVEL_B_LT, NULL);
  BIGNUM *number = ASN1_INTEGER_to_BN (X509_get0_serialNumber (timekeeper->leaf), NULL);
  char *serial = BN_bn2hex (number);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YnRevoked revoked = { serial, now + cases[i].revoked * HOUR };
      g_autoptr (GBytes) list = yn_authority_revocation_list (authority, &revoked, 1, now + 4 * HOUR, NULL);
      g_autoptr (YnVerification) verification = verify (paper, list, now + 5 * HOUR);

      g_assert_cmpstr (first_of (verification)->when_code, ==, cases[i].when_code);
      g_assert_cmpint (first_of (verification)->when, ==, cases[i].when);
      g_assert_cmpint (verification->whole, ==, cases[i].whole);
    }
  OPENSSL_free (serial);
  BN_free (number);
}

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  asked_begin ();
  g_test_add_func ("/revoked/states", test_states);
  g_test_add_func ("/revoked/nobody-to-ask", test_nobody_to_ask);
  g_test_add_func ("/revoked/online", test_online);
  g_test_add_func ("/revoked/online/only-where-it-helps", test_online_only_where_it_helps);
  g_test_add_func ("/revoked/online/only-of-what-holds", test_online_only_of_what_holds);
  g_test_add_func ("/revoked/online/of-changed", test_online_of_changed);
  g_test_add_func ("/revoked/pinned", test_pinned);
  g_test_add_func ("/revoked/folder", test_folder);
  g_test_add_func ("/revoked/practice-timekeeper", test_practice_timekeeper);
  g_test_add_func ("/revoked/time-of-changed", test_time_of_changed);
  g_test_add_func ("/revoked/list-of-a-stranger", test_list_of_a_stranger);
  g_test_add_func ("/revoked/timekeeper-revoked", test_timekeeper_revoked);
  failed = g_test_run ();
  asked_end ();
  return failed;
}
