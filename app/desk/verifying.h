/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Any PDF, three questions: intact? who? when? Needs no store, no keyring, no network. */
#pragma once

#include "base/bytes.h"
#include "desk/desk.h"
#include "desk/files.h"
#include "desk/verdict-view.h"
#include "papers/reading-frames.h"

G_BEGIN_DECLS

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
