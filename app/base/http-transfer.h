/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One request on its way, for base/http.c: made and freed by its caller; from being queued until
 * YN_HTTP_ENDED the curl handle and what arrives are the wire thread's alone. What both touch stands under
 * the lock. */
#pragma once

#include "base/error.h"
#include "base/http-answer.h"
#include "base/http-curl.h"
#include "base/http-request.h"

G_BEGIN_DECLS

#define YN_HTTP_PIECE_BYTES (64 * 1024)

typedef enum
{
  YN_HTTP_QUEUED,
  YN_HTTP_UNDER_WAY,
  YN_HTTP_ENDED,
} YnHttpState;

typedef struct
{
  const YnHttpRequest *request; /* the caller's, who waits */
  CURLM *multi;
  GMutex *lock;

  CURL *easy;
  struct curl_slist *headers;
  char message[CURL_ERROR_SIZE];
  YnHttpArriving arriving;
  CURLcode result;

  /* under the lock */
  GCond moved;
  YnHttpState state;
  gboolean stopped;      /* cancelled, or its body could not be read */
  guint8 *piece;         /* of a streamed body: on its way from the caller to curl */
  gsize piece_length;
  gsize piece_taken;
  guint64 unread;        /* of the stream */
  gboolean wanted;       /* curl took the last piece and wants another */
  gboolean starved;      /* curl was told to pause until there is one */
} YnHttpTransfer;

/* YN_ERROR_NONSENSE (no URL, a header of two lines), YN_ERROR_TLS (http to elsewhere). */
YnHttpTransfer *
yn_http_transfer_new (const YnHttpRequest *request, CURLM *multi, GMutex *lock, GError **error);
void yn_http_transfer_free (YnHttpTransfer *transfer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnHttpTransfer, yn_http_transfer_free)

/* What curl's result means to somebody who can act on it. */
YnError yn_http_transfer_error (YnHttpTransfer *transfer);

/* The wire's lock, as ThreadSanitizer sees it, too. */
void yn_http_enter (GMutex *lock);
void yn_http_leave (GMutex *lock);
void yn_http_wait (GMutex *lock, GCond *cond);

G_END_DECLS
