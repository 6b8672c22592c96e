/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is asked of the wire (base/http.h). */
#pragma once

#include <gio/gio.h>

#include "base/secret.h"

G_BEGIN_DECLS

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
  GInputStream *body_stream;  /* instead of @body: @body_length bytes from its current place, read in the
                                 caller's thread */
  guint64 body_length;
  const char *const *headers; /* further ones, "Name: value", NULL-terminated; or NULL */
  gsize max_answer;           /* bytes; 0: 1 MiB */
  guint timeout_ms; /* the whole, from leaving the lane's queue; 0: 30 s. Connecting takes at most 10 s */
  gboolean signed_answer;     /* what comes back proves itself (a timestamp, a revocation list), and nothing secret is
                                 said: plain http may leave this machine. Never with @bearer */
  guint silence_s;            /* less than a byte a second for so long is an end; 0: 20 s */
} YnHttpRequest;

G_END_DECLS
