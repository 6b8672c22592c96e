/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The wire: the only files with curl. One thread around one curl_multi; yn_http_perform() blocks its caller,
 * and many callers wait side by side in lanes. Any thread may call.
 *
 * Any HTTP status is an answer; an error means that there is no whole answer. Redirects are never followed:
 * 3xx (but 304) is YN_ERROR_REDIRECTED. http:// is allowed to loopback addresses only, https:// elsewhere.
 * The answer is bounded while it arrives. Nothing of a request is ever logged but method, host and status.
 *
 * Errors: YN_ERROR_OFFLINE (no connection), _TIMED_OUT, _CUT (half an answer), _NO_ANSWER (closed without a
 * word), _TLS, _REDIRECTED, _TOO_LARGE, _NONSENSE (not HTTP, or no URL), G_IO_ERROR_CANCELLED, and those of
 * @body_stream. */
#pragma once

#include "base/http-answer.h"
#include "base/http-request.h"
#include "base/http-url.h"

G_BEGIN_DECLS

typedef struct _YnHttp YnHttp;

YnHttp *yn_http_new (void);
/* Ends what is under way (YN_ERROR_OFFLINE to its callers) and joins the thread. */
void yn_http_free (YnHttp *http);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnHttp, yn_http_free)

YnHttpAnswer *
yn_http_perform (YnHttp *http, const YnHttpRequest *request, GCancellable *cancellable, GError **error);

G_END_DECLS
