/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "asked.h"

#include "signing/dating.h"

YnAuthority *authority;
YnTimekeeper *timekeeper;
YnKey *key;
gint64 now;

YnHttpAnswer *
wire_fetch (gpointer data, const YnHttpRequest *request, GCancellable *cancellable, GError **error)
{
  Wire *wire = data;
  guint n = wire->revoked.serial != NULL ? 1 : 0;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (g_str_equal (request->url, "http://authority.test/tsa"))
    {
      wire->stamps++;
      return test_reply (200, yn_timekeeper_answer (timekeeper, request->body, now, NULL));
    }
  if (g_str_equal (request->url, "http://authority.test/ocsp"))
    {
      wire->answers++;
      g_assert_cmpstr (request->content_type, ==, "application/ocsp-request");
      return wire->no_answers
                 ? test_reply (500, NULL)
                 : test_reply (200, yn_authority_answer_ocsp (authority, request->body, &wire->revoked, n, now, NULL));
    }
  g_assert_cmpstr (request->url, ==, "http://authority.test/crl");
  g_assert_cmpstr (request->method, ==, "GET");
  wire->lists++;
  return wire->no_lists ? test_reply (404, NULL)
                        : test_reply (200, yn_authority_revocation_list (authority, &wire->revoked, n, now, NULL));
}

void
askers_init (Askers *askers, Wire *wire)
{
  g_autoptr (YnClock) clock = yn_clock_new ();

  askers->timestamper = yn_timestamper_new (wire_fetch, wire, NULL, clock);
  askers->gathering = yn_gathering_new (wire_fetch, wire, NULL, clock);
  yn_timestamper_add (askers->timestamper, "sample", "http://authority.test/tsa", 0);
}

void
askers_clear (Askers *askers)
{
  yn_timestamper_free (askers->timestamper);
  yn_gathering_free (askers->gathering);
}
GBytes *
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

GBytes *
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

YnVerification *
verify (GBytes *paper, GBytes *list, gint64 instant)
{
  g_autoptr (YnTrust) trust = test_trust (authority);

  if (list != NULL)
    g_assert_true (yn_trust_add_revocation_list (trust, list, NULL));
  return yn_verify (paper, trust, instant);
}

const YnSignatureVerdict *
first_of (YnVerification *verification)
{
  return g_ptr_array_index (verification->signatures, 0);
}

GBytes *
date (Askers *askers, GBytes *kept, YnSignOutcome **outcome)
{
  g_autoptr (YnTrust) trust = test_trust (authority);
  const YnSignFinish how = { YN_LEVEL_B_LT, askers->timestamper, askers->gathering, trust, NULL };

  return yn_date_file (kept, &how, now, outcome, NULL);
}

void
asked_begin (void)
{
  g_autoptr (GError) error = NULL;
  YnAuthorityOptions options;

  now = g_get_real_time () / G_USEC_PER_SEC * G_USEC_PER_SEC;
  options = (YnAuthorityOptions) { .name = "Sample Authority", .now = now - DAY };
  authority = yn_authority_make (&options, &error);
  g_assert_no_error (error);
  yn_authority_set_address (authority, "http://authority.test");
  timekeeper = yn_authority_make_timekeeper (authority, "Sample Timestamps", now - DAY, NULL, &error);
  g_assert_no_error (error);
  key = test_key (authority, YN_KEY_P256, SAMPLE_USCC, now - DAY);
}

void
asked_end (void)
{
  yn_key_unref (key);
  yn_timekeeper_free (timekeeper);
  yn_authority_free (authority);
  test_material_free ();
}
