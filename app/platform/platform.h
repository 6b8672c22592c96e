/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The platform's API as functions, one for each operation of data/contract/openapi.json. All block; all ask the account
 * for a token, and once again after a 401. */
#pragma once

#include "base/json.h"
#include "platform/account.h"
#include "platform/answer.h"

G_BEGIN_DECLS

typedef struct _YnPlatform YnPlatform;

/* Everything is borrowed and must outlive the platform. */
YnPlatform *yn_platform_new (YnHttp *http, const YnDiscovery *discovery, YnAccount *account);
void yn_platform_free (YnPlatform *platform);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnPlatform, yn_platform_free)

const YnDiscovery *yn_platform_discovery (YnPlatform *platform);

/* For whatever else speaks to the API: @request without its bearer, which is filled in; once again with a new token
 * after a 401, but for a streamed body, where the 401 is the answer. YN_ERROR_REDIRECTED for another origin than the
 * API's, YN_ERROR_SESSION_ENDED for a second 401, account errors, those of base/http. */
YnHttpAnswer *yn_platform_perform (YnPlatform *platform, YnHttpRequest *request, GCancellable *cancellable,
                                   GError **error);
guint yn_platform_time_for (guint64 bytes); /* milliseconds that a slow line needs for so many */

/* GET /me: the enterprise that signed in (contract: Enterprise). */
YnJson *yn_platform_me (YnPlatform *platform, GCancellable *cancellable, GError **error);

/* Hop 5. PUT /filings/{id}. Always an answer; NULL only for G_IO_ERROR_CANCELLED and account errors. */
YnAnswer *yn_platform_put (YnPlatform *platform, const char *id, GBytes *paper, GCancellable *cancellable,
                           GError **error);

/* GET /filings/{id}/events … as a feed over all filings: GET /events?after=cursor. {"events": […], "next": cursor}. */
YnJson *yn_platform_events (YnPlatform *platform, const char *cursor, GCancellable *cancellable, GError **error);

/* GET /papers/{sha256}; the hash of what came is checked. */
GBytes *yn_platform_paper (YnPlatform *platform, const char *sha256, GCancellable *cancellable, GError **error);

/* GET /record with If-None-Match. NULL without error: not modified. @new_etag new, may come NULL. */
YnJson *yn_platform_record (YnPlatform *platform, const char *etag, char **new_etag, GCancellable *cancellable,
                            GError **error);

/* POST /certificates with a PKCS#10 request: the PEM chain. */
GBytes *yn_platform_certificate (YnPlatform *platform, GBytes *request, GCancellable *cancellable, GError **error);

/* Practice only, no account: GET /practice/enterprises, and what a phone does at the device page (POST /device). */
YnJson *yn_practice_enterprises (YnHttp *http, const YnDiscovery *discovery, GCancellable *cancellable, GError **error);
gboolean yn_practice_approve (YnHttp *http, const YnDiscovery *discovery, const char *user_code, const char *uscc,
                              gboolean approve, GCancellable *cancellable, GError **error);

G_END_DECLS
