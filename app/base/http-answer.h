/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* An answer, and how it arrives: bounded line by line and byte by byte, so that no platform can fill our
 * memory. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint status;
  GBytes *body;
  GHashTable *headers; /* lower-case name -> value; the last one counts */
} YnHttpAnswer;

void yn_http_answer_free (YnHttpAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnHttpAnswer, yn_http_answer_free)

const char *yn_http_header (const YnHttpAnswer *answer, const char *name); /* or NULL */

/* Retry-After in seconds from now, from seconds or a date (RFC 9110 §10.2.3); -1 without one; at most a day.
 */
int yn_http_retry_after (const YnHttpAnswer *answer);

/* ---- for base/http.c, while one arrives ---- */

#define YN_HTTP_MAX_HEADERS 128
#define YN_HTTP_MAX_HEADER_BYTES (64 * 1024)

typedef struct
{
  gsize max;            /* bytes of body */
  gboolean bodyless;    /* an answer to HEAD: its Content-Length promises nothing */

  guint status;
  GHashTable *headers;
  gsize header_bytes;
  guint header_lines;
  gboolean headers_end; /* the empty line came */
  GByteArray *body;
  GError *error;        /* why it is refused */
} YnHttpArriving;

void yn_http_arriving_init (YnHttpArriving *arriving, gsize max, gboolean bodyless);
void yn_http_arriving_clear (YnHttpArriving *arriving);

/* FALSE: refused, @error tells: YN_ERROR_TOO_LARGE, YN_ERROR_REDIRECTED, YN_ERROR_NONSENSE. */
gboolean yn_http_arriving_header (YnHttpArriving *arriving, const char *line, gsize length);
gboolean yn_http_arriving_body (YnHttpArriving *arriving, const void *data, gsize length);

/* The answer; what arrived moves into it. */
YnHttpAnswer *yn_http_arriving_finish (YnHttpArriving *arriving);

G_END_DECLS
