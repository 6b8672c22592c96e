/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* B-LT: what a file carries so that it can be checked without a wire, and what is said of certificates taken back. */

#include "material.h"

#include "base/error.h"
#include "fixtures/folder.h"
#include "signing/authority-answers.h"
#include "signing/authority-parts.h"
#include "signing/dating.h"
#include "signing/revocation.h"
#include "signing/signer.h"

#include <glib/gstdio.h>
#include <openssl/pem.h>
#include <string.h>

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

static YnAuthority *authority;
static YnTimekeeper *timekeeper;
static YnKey *key;
static gint64 now; /* the other programs judge by the machine's clock */

typedef struct
{
  gboolean no_answers, no_lists;
  YnRevoked revoked; /* serial NULL: none */
  guint answers, lists, stamps;
} Wire;

static YnHttpAnswer *
reply (guint status, GBytes *body)
{
  YnHttpAnswer *answer = g_new0 (YnHttpAnswer, 1);

  answer->status = status;
  answer->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  answer->body = body != NULL ? body : g_bytes_new_static ("", 0);
  return answer;
}

static YnHttpAnswer *
fetch (gpointer data, const YnHttpRequest *request, GCancellable *cancellable, GError **error)
{
  Wire *wire = data;
  guint n = wire->revoked.serial != NULL ? 1 : 0;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (g_str_equal (request->url, "http://authority.test/tsa"))
    {
      wire->stamps++;
      return reply (200, yn_timekeeper_answer (timekeeper, request->body, now, NULL));
    }
  if (g_str_equal (request->url, "http://authority.test/ocsp"))
    {
      wire->answers++;
      g_assert_cmpstr (request->content_type, ==, "application/ocsp-request");
      return wire->no_answers
                 ? reply (500, NULL)
                 : reply (200, yn_authority_answer_ocsp (authority, request->body, &wire->revoked, n, now, NULL));
    }
  g_assert_cmpstr (request->url, ==, "http://authority.test/crl");
  g_assert_cmpstr (request->method, ==, "GET");
  wire->lists++;
  return wire->no_lists ? reply (404, NULL)
                        : reply (200, yn_authority_revocation_list (authority, &wire->revoked, n, now, NULL));
}

typedef struct
{
  YnTimestamper *timestamper;
  YnGathering *gathering;
} Askers;

static void
askers_init (Askers *askers, Wire *wire)
{
  g_autoptr (YnClock) clock = yn_clock_new ();

  askers->timestamper = yn_timestamper_new (fetch, wire, NULL, clock);
  askers->gathering = yn_gathering_new (fetch, wire, NULL, clock);
  yn_timestamper_add (askers->timestamper, "sample", "http://authority.test/tsa", 0);
}

static void
askers_clear (Askers *askers)
{
  yn_timestamper_free (askers->timestamper);
  yn_gathering_free (askers->gathering);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Askers, askers_clear)

static GBytes *
sign_with (Askers *askers, GBytes *plain, const char *role, YnSignatureLevel level, YnSignOutcome **outcome,
           GError **error)
{
  YnSignFinish how = { .level = level, .timestamper = askers->timestamper, .gathering = askers->gathering };
  YnSignOptions options = test_options (role, key);
  g_autoptr (GBytes) prepared = NULL;
  g_autofree char *digest = NULL;

  options.level = level;
  options.instant = now;
  prepared = yn_sign_prepare (plain, &options, &digest, error);
  g_assert_nonnull (prepared);
  return yn_sign_finish (prepared, digest, key, &how, outcome, error);
}

static GBytes *
sign (Wire *wire, YnSignatureLevel level, YnSignOutcome **outcome)
{
  g_auto (Askers) askers = { NULL };
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GError) error = NULL;
  GBytes *paper;

  askers_init (&askers, wire);
  paper = sign_with (&askers, plain, "enterprise-seal", level, outcome, &error);
  g_assert_no_error (error);
  return paper;
}

static YnVerification *
verify (GBytes *paper, GBytes *list, gint64 instant)
{
  g_autoptr (YnTrust) trust = test_trust (authority);

  if (list != NULL)
    g_assert_true (yn_trust_add_revocation_list (trust, list, NULL));
  return yn_verify (paper, trust, instant);
}

static const YnSignatureVerdict *
first_of (YnVerification *verification)
{
  return g_ptr_array_index (verification->signatures, 0);
}

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
  g_autoptr (YnGathering) gathering = yn_gathering_new (fetch, wire, NULL, clock);
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

static GBytes *
date (Askers *askers, GBytes *kept, YnSignOutcome **outcome)
{
  g_autoptr (YnTrust) trust = test_trust (authority);
  const YnSignFinish how = { YN_LEVEL_B_LT, askers->timestamper, askers->gathering, trust, NULL };

  return yn_date_file (kept, &how, now, outcome, NULL);
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

/* --- other programs ------------------------------------------------------------------------------------------------ */

static void
write_bytes (TestFolder *folder, const char *name, GBytes *bytes)
{
  g_autofree char *path = test_folder_path (folder, name);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
}

static char *
run (TestFolder *folder, const char *line)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *before = g_get_current_dir ();
  char *said;

  g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
  g_assert_cmpint (g_chdir (folder), ==, 0);
  said = test_run ((const char *const *) words, NULL);
  g_assert_cmpint (g_chdir (before), ==, 0);
  if (said != NULL)
    g_test_message ("%s: %s", line, said);
  return said;
}

/* The signed bytes in "s.bin", the CMS in "s.der". */
static void
take_out (TestFolder *folder, GBytes *paper)
{
  gsize size;
  const char *data = g_bytes_get_data (paper, &size);
  char *at = (char *) memmem (data, size, "/ByteRange [0", 13) + 13;
  guint64 range[3];
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (GByteArray) cms = g_byte_array_new ();
  g_autoptr (GBytes) content_bytes = NULL;
  g_autoptr (GBytes) cms_bytes = NULL;

  for (guint i = 0; i < 3; i++)
    range[i] = g_ascii_strtoull (at, &at, 10);
  g_byte_array_append (content, (const guint8 *) data, (guint) range[0]);
  g_byte_array_append (content, (const guint8 *) data + range[1], (guint) range[2]);
  for (const char *hex = data + range[0] + 1; hex < data + range[1] - 1; hex += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

      g_byte_array_append (cms, &byte, 1);
    }
  content_bytes = g_bytes_new (content->data, content->len);
  cms_bytes = g_bytes_new (cms->data, cms->len);
  write_bytes (folder, "s.bin", content_bytes);
  write_bytes (folder, "s.der", cms_bytes);
}

/* The token of the signature in "s.der" as "token.der", and what it is over as "value.bin". */
static void
take_token_out (TestFolder *folder)
{
  g_autofree char *path = test_folder_path (folder, "s.der");
  g_autofree char *der = NULL;
  const unsigned char *cursor;
  g_autoptr (CMS_ContentInfo) cms = NULL;
  CMS_SignerInfo *signer;
  const ASN1_STRING *value;
  g_autoptr (GBytes) token = NULL;
  g_autoptr (GBytes) signature = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &der, &length, NULL));
  cursor = (const unsigned char *) der;
  cms = d2i_CMS_ContentInfo (NULL, &cursor, (long) length);
  signer = sk_CMS_SignerInfo_value (CMS_get0_SignerInfos (cms), 0);
  value = CMS_unsigned_get0_data_by_OBJ (signer, OBJ_nid2obj (NID_id_smime_aa_timeStampToken), -3, V_ASN1_SEQUENCE);
  token = g_bytes_new (ASN1_STRING_get0_data (value), (gsize) ASN1_STRING_length (value));
  value = CMS_SignerInfo_get0_signature (signer);
  signature = g_bytes_new (ASN1_STRING_get0_data (value), (gsize) ASN1_STRING_length (value));
  write_bytes (folder, "token.der", token);
  write_bytes (folder, "value.bin", signature);
}

static void
test_other_programs (void)
{
  Wire wire = { 0 };
  TestFolder *folder = test_folder_new ();
  g_auto (Askers) askers = { NULL };
  g_autoptr (GBytes) paper = sign (&wire, YN_LEVEL_B_LT, NULL);
  g_autoptr (GBytes) undated = NULL;
  g_autoptr (GBytes) later = NULL;
  g_autoptr (GBytes) root = yn_authority_root_pem (authority);
  static const struct
  {
    const char *line, *says;
  } cases[] = {
    { "qpdf --check paper.pdf", "No syntax or stream encoding errors found" },
    { "openssl cms -verify -cades -inform DER -in s.der -content s.bin -binary -CAfile root.pem -purpose any "
      "-out /dev/null",
      "CAdES Verification successful" },
    { "openssl ts -verify -in token.der -token_in -data value.bin -CAfile root.pem", "Verification: OK" },
    { "pdfsig -nocert paper.pdf", "Signature is Valid." },
    { "qpdf --check later.pdf", "No syntax or stream encoding errors found" },
    { "pdfsig -nocert later.pdf", "Signature Field Name: yn-timestamp-1" },
    { "pdfsig -nocert later.pdf", "Signature is Valid." },
  };

  askers_init (&askers, &wire);
  undated = sign (&wire, YN_LEVEL_B_B, NULL);
  later = date (&askers, undated, NULL);
  write_bytes (folder, "paper.pdf", paper);
  write_bytes (folder, "later.pdf", later);
  write_bytes (folder, "root.pem", root);
  take_out (folder, paper);
  take_token_out (folder);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = run (folder, cases[i].line);

      if (said != NULL)
        g_assert_nonnull (strstr (said, cases[i].says));
    }
  test_folder_free (folder);
}

/* What openssl's own responder and authority say is understood here. */
static void
test_answers_of_openssl (void)
{
  TestFolder *folder = test_folder_new ();
  g_autoptr (GBytes) root = yn_authority_root_pem (authority);
  g_autoptr (GBytes) chain = yn_key_chain_pem (key);
  g_autofree char *path = test_folder_path (folder, "answer.der");
  g_autofree char *key_path = test_folder_path (folder, "root.key");
  g_autofree char *index = test_folder_path (folder, "index.txt");
  g_autofree char *serial = g_ascii_strup (yn_key_certificate (key)->serial, -1);
  g_autofree char *line = g_strdup_printf ("V\t350101000000Z\t\t%s\tunknown\t/CN=x\n", serial);
  g_autofree char *said = NULL;
  g_autofree char *der = NULL;
  gsize length;
  FILE *out = fopen (key_path, "w");

  PEM_write_PrivateKey (out, authority->key, NULL, NULL, 0, NULL, NULL);
  fclose (out);
  g_assert_true (g_file_set_contents (index, line, -1, NULL));
  write_bytes (folder, "root.pem", root);
  write_bytes (folder, "chain.pem", chain);
  said = run (folder, "openssl ocsp -index index.txt -CA root.pem -rsigner root.pem -rkey root.key -issuer root.pem "
                      "-cert chain.pem -ndays 1 -respout answer.der -noverify");
  if (said != NULL)
    {
      g_autoptr (YnRevocation) revocation = yn_revocation_new ();
      g_autoptr (GBytes) answer = NULL;
      g_autoptr (X509) leaf = NULL;
      g_autoptr (BIO) bio = yn_crypto_bio_from (g_bytes_get_data (chain, NULL), g_bytes_get_size (chain));
      gint64 revoked;

      g_assert_true (g_file_get_contents (path, &der, &length, NULL));
      answer = g_bytes_new (der, length);
      g_assert_true (yn_revocation_add_answer (revocation, answer));
      leaf = PEM_read_bio_X509 (bio, NULL, NULL, NULL);
      g_assert_cmpint (yn_revocation_of (revocation, leaf, authority->root, now, g_get_real_time (), &revoked), ==,
                       YN_REVOCATION_GOOD);
    }
  test_folder_free (folder);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  YnAuthorityOptions options;
  int failed;

  g_test_init (&argc, &argv, NULL);
  now = g_get_real_time () / G_USEC_PER_SEC * G_USEC_PER_SEC;
  options = (YnAuthorityOptions) { .name = "Sample Authority", .now = now - DAY };
  authority = yn_authority_make (&options, &error);
  g_assert_no_error (error);
  yn_authority_set_address (authority, "http://authority.test");
  timekeeper = yn_authority_make_timekeeper (authority, "Sample Timestamps", now - DAY, NULL, &error);
  g_assert_no_error (error);
  key = test_key (authority, YN_KEY_P256, SAMPLE_USCC, now - DAY);
  g_test_add_func ("/lasting/b-lt", test_b_lt);
  g_test_add_func ("/lasting/ways", test_ways);
  g_test_add_func ("/lasting/once", test_once);
  g_test_add_func ("/lasting/revoked-signs-nothing", test_revoked_signs_nothing);
  g_test_add_func ("/lasting/revoked-before-the-deed", test_revoked_before_the_deed);
  g_test_add_func ("/lasting/states", test_states);
  g_test_add_func ("/lasting/nobody-to-ask", test_nobody_to_ask);
  g_test_add_func ("/lasting/online", test_online);
  g_test_add_func ("/lasting/online/only-where-it-helps", test_online_only_where_it_helps);
  g_test_add_func ("/lasting/online/online-only-of-what-holds", test_online_only_of_what_holds);
  g_test_add_func ("/lasting/practice-timekeeper", test_practice_timekeeper);
  g_test_add_func ("/lasting/time-of-changed", test_time_of_changed);
  g_test_add_func ("/signing/lasting/online-of-changed", test_online_of_changed);
  g_test_add_func ("/lasting/list-of-a-stranger", test_list_of_a_stranger);
  g_test_add_func ("/lasting/timekeeper-revoked", test_timekeeper_revoked);
  g_test_add_func ("/lasting/three", test_three);
  g_test_add_func ("/lasting/dated-later", test_dated_later);
  g_test_add_func ("/lasting/dated-later-and-lasting", test_dated_later_and_lasting);
  g_test_add_func ("/lasting/dated-later-all-the-same", test_dated_later_all_the_same);
  g_test_add_func ("/lasting/one-byte-of-the-tail", test_one_byte_of_the_tail);
  g_test_add_func ("/lasting/other-programs", test_other_programs);
  g_test_add_func ("/lasting/answers-of-openssl", test_answers_of_openssl);
  failed = g_test_run ();
  yn_key_unref (key);
  yn_timekeeper_free (timekeeper);
  yn_authority_free (authority);
  test_material_free ();
  return failed;
}
