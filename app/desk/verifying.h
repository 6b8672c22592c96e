/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Any PDF, three questions: intact? who? when? Needs no store, no keyring, no network. */
#pragma once

#include "base/bytes.h"
#include "desk/carried.h"
#include "desk/desk.h"
#include "desk/files.h"
#include "forms/problem.h"
#include "papers/reading-frames.h"
#include "papers/reading.h"
#include "signing/verify.h"

G_BEGIN_DECLS

typedef struct
{
  YnVerification *verification;
  YnCarried *carried; /* NULL: no paper of ours */
  YnBytes *within;    /* the paper in a two-person file, which is what was verified; NULL: the file itself */
  gboolean practice;  /* a paper that says it is of practice */
  char *name;         /* of the file */
  gint64 instant;     /* when it was looked at */
  char *headline;     /* one sentence, in the desk's language; names the verdict */
  char *advice;       /* what to do, or where to ask, and who has not signed yet; may be "" */
  char *trusted;      /* by what was judged, a sentence */
  YnJson *json;       /* as `yinuoctl verify --json` prints it: that of yn_verification_json(), "trust": {"practice",
                         "words"}, "twoPersonFile", and "answers" where the paper carries some: {"verdict","code","words",
                         "do","service","version","detail","practice","missing": who has to sign it yet} */
  YnPages *pages;     /* or NULL: undrawable, or more than YN_READING_MAX_PAGES */
  char **texts;       /* or NULL */
  GPtrArray *fonts;   /* of YnMissingFont, or NULL */
} YnVerdictView;

void yn_verdict_view_free (YnVerdictView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnVerdictView, yn_verdict_view_free)

/* The words of an answer's code: what is said of a paper to whoever is about to sign it differs from what is said to
 * whoever got it. New. */
YnExplanation *yn_verdict_explain (const char *code, YnLanguage language);
/* What a clerk must not take the certificate beside it for: of a signature that does not hold, or of a file that was
 * changed since. In gettext's language; NULL: nothing. */
const char *yn_verdict_signer_remark (const YnSignatureVerdict *verdict);
/* "2026-11-23 10:50:02", and who says so. New; NULL: nobody says a time, or it is of something else than what one sees.
 */
char *yn_verdict_time (const YnSignatureVerdict *verdict);

/* Who looks, and how. */
typedef struct
{
  YnSettings *settings;
  const char *address;    /* of the platform where the chair sits; NULL: the one that the settings chose */
  const char *trust_dir;  /* a folder of certificates, and nothing else is trusted; NULL: what the data folder trusts */
  YnClock *clock;
  YnLanguage language;
  YnGathering *gathering; /* asks whether a certificate was taken back, where the file does not say; NULL: nobody is
                             asked */
} YnVerifyOptions;

/* The verdict of a chair without a desk: nothing is made, and only certificates are read. */
YnVerdictView *yn_verdict_of (YnBytes *pdf, const char *name, const YnVerifyOptions *options, GCancellable *cancellable,
                              GError **error);

typedef enum
{
  YN_VERIFY_PLAIN = 0,
  YN_VERIFY_WITH_PAGES = 1 << 0, /* draws them, too */
  YN_VERIFY_ONLINE = 1 << 1,     /* asks, as the gathering of YnVerifyOptions */
} YnVerifyFlags;

/* By what the desk trusts: the trust folder of the data folder, and the practice platform's seal when it sits at one.
 */
YnVerdictView *yn_desk_verify (YnDesk *desk, GBytes *pdf, const char *name, YnVerifyFlags flags,
                               GCancellable *cancellable, GError **error);
void yn_desk_verify_async (YnDesk *desk, GBytes *pdf, const char *name, YnVerifyFlags flags, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
YnVerdictView *yn_desk_verify_finish (YnDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
