/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* B-LT: what a file carries so that it can be checked without a wire. */

#include "asked.h"

#include "base/error.h"
#include "signing/dating.h"
#include "signing/signer.h"

#include <string.h>

static void
test_b_lt (void)
{
  Wire wire = { 0 };
  g_autoptr (YnSignOutcome) outcome = NULL;
  g_autoptr (GBytes) paper = sign (&wire, YN_LEVEL_B_LT, &outcome);
  static const gint64 later[] = { 0, 400, 1500 }; /* days: the certificate is good for a year, the authority's for five */

  g_assert_cmpint (outcome->level, ==, YN_LEVEL_B_LT);
  g_assert_null (outcome->missing);
  g_assert_cmpuint (wire.stamps, ==, 1);
  g_assert_cmpuint (wire.answers, ==, 2); /* the signer's certificate and the timekeeper's */
  g_assert_cmpuint (wire.lists, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    {
      g_autoptr (YnVerification) verification = verify (paper, NULL, now + later[i] * DAY);

      g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
      g_assert_cmpstr (first_of (verification)->intact_code, ==, "intact-validation-data");
      g_assert_cmpstr (first_of (verification)->who_code, ==, "trusted");
      g_assert_cmpint (first_of (verification)->revocation, ==, YN_REVOCATION_GOOD);
      g_assert_cmpstr (first_of (verification)->when_code, ==, "timestamp");
    }
}

/* Where nobody answers, the list is read; where there is no list, the signature stands as B-T and says so. */
static void
test_ways (void)
{
  Wire list_only = { .no_answers = TRUE }, nothing = { .no_answers = TRUE, .no_lists = TRUE };
  g_autoptr (YnSignOutcome) by_list = NULL;
  g_autoptr (YnSignOutcome) by_nothing = NULL;
  g_autoptr (GBytes) paper = sign (&list_only, YN_LEVEL_B_LT, &by_list);
  g_autoptr (GBytes) other = sign (&nothing, YN_LEVEL_B_LT, &by_nothing);
  g_autoptr (YnVerification) verification = verify (paper, NULL, now);
  g_autoptr (YnVerification) without = verify (other, NULL, now);

  g_assert_cmpint (by_list->level, ==, YN_LEVEL_B_LT);
  g_assert_cmpuint (list_only.lists, ==, 1); /* one list for both certificates */
  g_assert_cmpint (first_of (verification)->revocation, ==, YN_REVOCATION_GOOD);
  g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
  g_assert_cmpint (by_nothing->level, ==, YN_LEVEL_B_T);
  g_assert_cmpstr (by_nothing->missing, ==, "revocation-unreachable");
  g_assert_cmpstr (first_of (without)->who_code, ==, "revocation-unknown");
  g_assert_cmpint (without->whole, ==, YN_VERDICT_CANNOT_TELL);
}

/* What was gathered for one paper serves the next. */
static void
test_once (void)
{
  Wire wire = { 0 };
  g_auto (Askers) askers = { NULL };
  g_autoptr (GBytes) plain = test_paper (1);

  askers_init (&askers, &wire);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (YnSignOutcome) outcome = NULL;
      g_autoptr (GBytes) paper = sign_with (&askers, plain, "agent", YN_LEVEL_B_LT, &outcome, NULL);

      g_assert_nonnull (paper);
      g_assert_cmpint (outcome->level, ==, YN_LEVEL_B_LT);
    }
  g_assert_cmpuint (wire.stamps, ==, 5);
  g_assert_cmpuint (wire.answers, ==, 2);
}

static void
test_revoked_signs_nothing (void)
{
  Wire wires[] = { { .revoked = { NULL, now - HOUR } }, { .no_answers = TRUE, .revoked = { NULL, now - HOUR } } };

  for (guint i = 0; i < G_N_ELEMENTS (wires); i++)
    {
      g_auto (Askers) askers = { NULL };
      g_autoptr (GBytes) plain = test_paper (1);
      g_autoptr (YnSignOutcome) outcome = NULL;
      g_autoptr (GError) error = NULL;

      wires[i].revoked.serial = yn_key_certificate (key)->serial;
      askers_init (&askers, &wires[i]);
      g_assert_null (sign_with (&askers, plain, "agent", YN_LEVEL_B_LT, &outcome, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_CERTIFICATE_REVOKED);
      g_assert_null (outcome);
    }
}

static GBytes *
count_deeds (gpointer deed, GBytes *tbs, GError **error)
{
  ++*(guint *) deed;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_FAILED, "a deed");
  return NULL;
}

static void
keep_deeds (gpointer deed)
{
}

/* What could be known before is asked before: the key never moves. */
static void
test_revoked_before_the_deed (void)
{
  Wire wire = { .revoked = { yn_key_certificate (key)->serial, now - HOUR } }, good = { 0 };
  Wire *const wires[] = { &wire, &good };

  for (guint i = 0; i < G_N_ELEMENTS (wires); i++)
    {
      g_auto (Askers) askers = { NULL };
      guint deeds = 0;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) failure = NULL;
      g_autoptr (YnKey) counting = yn_key_new (yn_key_leaf (key), yn_key_chain (key), yn_key_class (key), count_deeds,
                                               &deeds, keep_deeds, &error);
      g_autoptr (GBytes) plain = test_paper (1);
      YnSignOptions options = test_options ("agent", counting);
      g_autofree char *digest = NULL;
      g_autoptr (GBytes) prepared = NULL;
      YnSignFinish how = { .level = YN_LEVEL_B_LT };

      g_assert_no_error (error);
      options.level = YN_LEVEL_B_LT;
      options.instant = now;
      prepared = yn_sign_prepare (plain, &options, &digest, NULL);
      askers_init (&askers, wires[i]);
      how.timestamper = askers.timestamper;
      how.gathering = askers.gathering;
      g_assert_null (yn_sign_finish (prepared, digest, counting, &how, NULL, &failure));
      g_assert_error (failure, YN_ERROR, (i == 0 ? YN_ERROR_CERTIFICATE_REVOKED : YN_ERROR_FAILED));
      g_assert_cmpuint (deeds, ==, i);
      g_assert_cmpuint (wires[i]->stamps, ==, 0);
    }
}

/* A signature upon what the first one left, then a third: all of them stay. */
static void
test_three (void)
{
  Wire wire = { 0 };
  g_auto (Askers) askers = { NULL };
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) one = NULL;
  g_autoptr (GBytes) two = NULL;
  g_autoptr (GBytes) three = NULL;
  g_autoptr (YnVerification) verification = NULL;

  askers_init (&askers, &wire);
  one = sign_with (&askers, plain, "legal-representative", YN_LEVEL_B_LT, NULL, NULL);
  two = sign_with (&askers, one, "agent", YN_LEVEL_B_T, NULL, NULL);
  three = sign_with (&askers, two, "enterprise-seal", YN_LEVEL_B_LT, NULL, NULL);
  verification = verify (three, NULL, now + 400 * DAY);
  g_assert_cmpuint (verification->signatures->len, ==, 3);
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      g_test_message ("%s: %s %s", verdict->field, verdict->intact_code, verdict->intact_detail);
    }
  g_assert_cmpstr (verification->code, ==, "signed-and-intact");
}

/* A signature without a timestamp, dated later on a copy: the kept bytes come first, and what was claimed is proven. */
static void
test_dated_later (void)
{
  Wire wire = { .no_answers = TRUE };
  g_auto (Askers) askers = { NULL };
  YnSignFinish how = { .level = YN_LEVEL_B_T };
  g_autoptr (YnSignOutcome) outcome = NULL;
  g_autoptr (GBytes) kept = sign (&wire, YN_LEVEL_B_B, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) dated = NULL;
  g_autoptr (GBytes) list = yn_authority_revocation_list (authority, NULL, 0, now + HOUR, NULL);
  g_autoptr (YnVerification) verification = NULL;
  const YnSignatureVerdict *second;

  askers_init (&askers, &wire);
  how.timestamper = askers.timestamper;
  dated = yn_date_file (kept, &how, now, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (outcome->authority, ==, "sample");
  g_assert_cmpint (memcmp (g_bytes_get_data (dated, NULL), g_bytes_get_data (kept, NULL), g_bytes_get_size (kept)), ==,
                   0);
  verification = verify (dated, list, now + 400 * DAY);
  second = g_ptr_array_index (verification->signatures, 1);
  g_assert_cmpuint (verification->signatures->len, ==, 2);
  g_assert_cmpstr (first_of (verification)->when_code, ==, "timestamp-later");
  g_assert_cmpint (first_of (verification)->timestamp, ==, now);
  g_assert_cmpstr (first_of (verification)->who_code, ==, "trusted"); /* it has expired since */
  g_assert_true (second->is_timestamp);
  g_assert_cmpstr (yn_signature_verdict_who_said (second), ==, "timestamp-trusted"); /* nobody signed */
  g_assert_cmpstr (first_of (verification)->intact_code, ==, "intact-later-timestamp");
  g_assert_cmpstr (second->intact_code, ==, "intact-whole");
  g_assert_cmpstr (verification->code, ==, "signed-and-intact");
}

/* What is known of the certificates stands before the timestamp, which covers it: years later no wire is needed. */
static void
test_dated_later_and_lasting (void)
{
  static const YnSignatureLevel levels[] = { YN_LEVEL_B_B, YN_LEVEL_B_T, YN_LEVEL_B_LT };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      Wire wire = { 0 };
      g_auto (Askers) askers = { NULL };
      g_autoptr (YnSignOutcome) outcome = NULL;
      g_autoptr (GBytes) kept = sign (&wire, levels[i], NULL);
      guint before = wire.answers;
      g_autoptr (GBytes) dated = NULL;
      g_autoptr (YnVerification) verification = NULL;

      askers_init (&askers, &wire);
      dated = date (&askers, kept, &outcome);
      g_assert_nonnull (dated);
      g_assert_cmpstr (outcome->missing, ==, NULL);
      g_assert_cmpint (outcome->level, ==, YN_LEVEL_B_LT);
      if (levels[i] == YN_LEVEL_B_LT) /* it carries all of it: nobody is asked again */
        g_assert_cmpuint (wire.answers, ==, before);
      g_assert_cmpint (memcmp (g_bytes_get_data (dated, NULL), g_bytes_get_data (kept, NULL), g_bytes_get_size (kept)),
                       ==, 0);
      verification = verify (dated, NULL, now + 400 * DAY);
      g_assert_cmpuint (verification->signatures->len, ==, 2);
      g_assert_cmpint (first_of (verification)->revocation, ==, YN_REVOCATION_GOOD);
      g_assert_cmpstr (first_of (verification)->who_code, ==, "trusted");
      g_assert_cmpstr (verification->code, ==, "signed-and-intact");
      g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
    }
}

/* Whoever cannot be asked keeps nobody from the timestamp; that one was taken back is carried too. */
static void
test_dated_later_all_the_same (void)
{
  Wire silent = { .no_answers = TRUE, .no_lists = TRUE }, revoked = { .revoked = { NULL, now - HOUR } };
  struct
  {
    Wire *wire;
    const char *missing;
    YnRevocationState state;
  } cases[] = {
    { &silent, "revocation-unreachable", YN_REVOCATION_UNKNOWN },
    { &revoked, "certificate-revoked", YN_REVOCATION_REVOKED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Askers) askers = { NULL };
      g_autoptr (YnSignOutcome) outcome = NULL;
      g_autoptr (GBytes) kept = sign (&silent, YN_LEVEL_B_B, NULL);
      g_autoptr (GBytes) dated = NULL;
      g_autoptr (YnVerification) verification = NULL;

      revoked.revoked.serial = yn_key_certificate (key)->serial;
      askers_init (&askers, cases[i].wire);
      dated = date (&askers, kept, &outcome);
      g_assert_nonnull (dated);
      g_assert_cmpint (outcome->level, ==, YN_LEVEL_B_T);
      g_assert_cmpstr (outcome->missing, ==, cases[i].missing);
      verification = verify (dated, NULL, now + HOUR);
      g_assert_cmpint (first_of (verification)->revocation, ==, cases[i].state);
      g_assert_cmpint (first_of (verification)->intact, ==, YN_VERDICT_YES);
      g_assert_cmpint (verification->whole, !=, YN_VERDICT_YES);
    }
}

/* Every byte behind the signature, changed: never a yes. */
static void
test_one_byte_of_the_tail (void)
{
  Wire wire = { 0 };
  g_autoptr (GBytes) paper = sign (&wire, YN_LEVEL_B_LT, NULL);
  g_autoptr (YnTrust) trust = test_trust (authority);
  gsize size;
  char *copy = g_memdup2 (g_bytes_get_data (paper, &size), g_bytes_get_size (paper));
  g_autoptr (GBytes) changed = g_bytes_new_static (copy, size);
  char *range = (char *) memmem (copy, size, "/ByteRange [0", 13) + 13;
  guint64 numbers[3];
  g_autoptr (YnVerification) untouched = NULL;

  for (guint i = 0; i < 3; i++)
    numbers[i] = g_ascii_strtoull (range, &range, 10);
  for (gsize at = numbers[1] + numbers[2]; at < size; at += g_test_slow () ? 1 : 17)
    {
      static const char others[] = { 1, 0x20 ^ 0x0a, 0x20 };

      for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        {
          char was = copy[at];
          g_autoptr (YnVerification) verification = NULL;

          copy[at] = (char) (was ^ others[i]);
          verification = yn_verify (changed, trust, now);
          if (verification->whole == YN_VERDICT_YES)
            g_error ("byte %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " may be another", at, size);
          copy[at] = was;
        }
    }
  untouched = yn_verify (changed, trust, now);
  g_assert_cmpint (untouched->whole, ==, YN_VERDICT_YES);
  g_free (copy);
}

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  asked_begin ();
  g_test_add_func ("/lasting/b-lt", test_b_lt);
  g_test_add_func ("/lasting/ways", test_ways);
  g_test_add_func ("/lasting/once", test_once);
  g_test_add_func ("/lasting/revoked-signs-nothing", test_revoked_signs_nothing);
  g_test_add_func ("/lasting/revoked-before-the-deed", test_revoked_before_the_deed);
  g_test_add_func ("/lasting/three", test_three);
  g_test_add_func ("/lasting/dated-later", test_dated_later);
  g_test_add_func ("/lasting/dated-later-and-lasting", test_dated_later_and_lasting);
  g_test_add_func ("/lasting/dated-later-all-the-same", test_dated_later_all_the_same);
  g_test_add_func ("/lasting/one-byte-of-the-tail", test_one_byte_of_the_tail);
  failed = g_test_run ();
  asked_end ();
  return failed;
}
