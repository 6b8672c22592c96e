/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The wire: the only file with curl. One thread around one curl_multi; yn_http_perform() blocks its caller, and many
 * callers wait side by side in lanes. Any thread may call.
 *
 * Any HTTP status is an answer; an error means that there is no whole answer. Redirects are never followed: 3xx (but
 * 304) is YN_ERROR_REDIRECTED. http:// is allowed to loopback addresses only, https:// elsewhere. The answer is bounded
 * while it arrives. Nothing of a request is ever logged but method, host and status.
 *
 * Errors: YN_ERROR_OFFLINE (no connection), _TIMED_OUT, _CUT (half an answer), _NO_ANSWER (closed without a word), _TLS,
 * _REDIRECTED, _TOO_LARGE, _NONSENSE (not HTTP, or no URL), G_IO_ERROR_CANCELLED, and those of @body_stream. */
#pragma once

#include "base/http-answer.h"
#include "base/http-url.h"
#include "base/secret.h"

G_BEGIN_DECLS

typedef struct _YnHttp YnHttp;

typedef enum
{
  YN_HTTP_LANE_PERSON, /* somebody waits */
  YN_HTTP_LANE_SMALL,  /* filings, events */
  YN_HTTP_LANE_LARGE,  /* attachments */
} YnHttpLane;

typedef struct
{
  const char *method; /* "GET" */
  const char *url;
  YnHttpLane lane;
  YnSecret *bearer;           /* Authorization: Bearer, or NULL */
  const char *content_type;   /* of the body, or NULL */
  GBytes *body;               /* or NULL */
  GInputStream *body_stream;  /* instead of @body: read from its current place, @body_length bytes, in the caller's thread */
  guint64 body_length;
  const char *const *headers; /* further ones, "Name: value", NULL-terminated; or NULL */
  gsize max_answer;           /* bytes; 0: 1 MiB */
  guint timeout_ms;           /* the whole, from leaving the lane's queue; 0: 30 s. Connecting takes at most 10 s */
  guint silence_s;            /* less than a byte a second for so long is an end; 0: 20 s */
} YnHttpRequest;

YnHttp *yn_http_new (void);
/* Ends what is under way (YN_ERROR_OFFLINE to its callers) and joins the thread. */
void yn_http_free (YnHttp *http);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnHttp, yn_http_free)

YnHttpAnswer *yn_http_perform (YnHttp *http, const YnHttpRequest *request, GCancellable *cancellable, GError **error);

G_END_DECLS
