/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Signatures that hold, by somebody who is not who the paper says, or no longer. */

#include "cases.h"

static GBytes *
signed_by (const TestScene *scene, YnAuthority *authority, const char *uscc, gint64 issued, gint64 at)
{
  g_autoptr (YnKey) key = test_key (authority, YN_KEY_P256, uscc, issued);

  return test_sign_at (scene->paper, "enterprise-seal", key, at);
}

/* An authority of the same name, and a certificate of the same words. */
static GBytes *
impostor (const TestScene *scene, const TestCase *row)
{
  g_autoptr (YnAuthority) other = test_make_authority ("Sample Authority", FALSE);

  return signed_by (scene, other, SAMPLE_USCC, NOW - DAY, NOW);
}

/* Over a true signature: the whole is not more than its weakest signer. */
static GBytes *
impostor_after (const TestScene *scene, const TestCase *row)
{
  g_autoptr (YnAuthority) other = test_make_authority ("Sample Authority", FALSE);
  g_autoptr (YnKey) key = test_key (other, YN_KEY_P256, SAMPLE_USCC, NOW - DAY);

  return test_sign (scene->signed_paper, "platform-seal", key);
}

static GBytes *
expired (const TestScene *scene, const TestCase *row)
{
  return signed_by (scene, test_authority (FALSE), SAMPLE_USCC, NOW - 399 * DAY, NOW);
}

/* Claims a time at which its certificate was good. */
static GBytes *
backdated (const TestScene *scene, const TestCase *row)
{
  return signed_by (scene, test_authority (FALSE), SAMPLE_USCC, NOW - 399 * DAY, NOW - 300 * DAY);
}

static GBytes *
not_yet (const TestScene *scene, const TestCase *row)
{
  return signed_by (scene, test_authority (FALSE), SAMPLE_USCC, NOW - DAY, NOW - 30 * DAY);
}

static GBytes *
from_the_future (const TestScene *scene, const TestCase *row)
{
  return signed_by (scene, test_authority (FALSE), SAMPLE_USCC, NOW - DAY, NOW + DAY);
}

static GBytes *
revoked (const TestScene *scene, const TestCase *row)
{
  return test_sign (scene->paper, "enterprise-seal", scene->revoked);
}

/* Claims a time before it was taken back, which nothing proves. */
static GBytes *
revoked_and_backdated (const TestScene *scene, const TestCase *row)
{
  return test_sign_at (scene->paper, "enterprise-seal", scene->revoked, NOW - 3 * DAY / 4);
}

static GBytes *
revoked_among_others (const TestScene *scene, const TestCase *row)
{
  g_autoptr (GBytes) twice = test_sign (scene->signed_paper, "agent", scene->revoked);

  return test_sign (twice, "platform-seal", scene->second);
}

static GBytes *
practised (const TestScene *scene, const TestCase *row)
{
  return signed_by (scene, test_authority (TRUE), SAMPLE_USCC, NOW - DAY, NOW);
}

#define WHO(name, make, whole, code, first)                                                                  \
  {                                                                                                          \
    "signer", name, make, NULL, NULL, whole, code, first, NULL                                               \
  }

static const TestCase rows[] = {
  WHO ("impostor", impostor, YN_VERDICT_CANNOT_TELL, "unknown-issuer", "intact-whole"),
  WHO ("impostor-after", impostor_after, YN_VERDICT_CANNOT_TELL, "unknown-issuer", "intact-later-signatures"),
  WHO ("expired", expired, YN_VERDICT_NO, "expired-before", "intact-whole"),
  WHO ("backdated", backdated, YN_VERDICT_CANNOT_TELL, "expired", "intact-whole"),
  WHO ("not-yet", not_yet, YN_VERDICT_NO, "not-yet", "intact-whole"),
  WHO ("future", from_the_future, YN_VERDICT_NO, "future", "intact-whole"),
  WHO ("revoked", revoked, YN_VERDICT_NO, "revoked", "intact-whole"),
  WHO ("revoked-and-backdated",
       revoked_and_backdated,
       YN_VERDICT_CANNOT_TELL,
       "revoked-unproven",
       "intact-whole"),
  WHO ("revoked-among-others", revoked_among_others, YN_VERDICT_NO, "revoked", "intact-later-signatures"),
  WHO ("practice", practised, YN_VERDICT_CANNOT_TELL, "practice-signer", "intact-whole"),
};

TEST_CASES (signer, rows)
