/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Which addresses the wire goes to at all: https anywhere, http to this machine only. GUri is the one judge:
 * curl gets the address as GUri prints it, so that the two can never read one text differently. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Parsed strictly: http or https, a host, no user info, no white space, control character or backslash. NULL:
 * no such URL. */
GUri *yn_http_url_parse (const char *url);

/* 127.0.0.0/8, ::1 and "localhost". */
gboolean yn_http_url_is_loopback (GUri *uri);

/* The text that curl is given, new. YN_ERROR_NONSENSE: no URL; YN_ERROR_TLS: http to elsewhere. */
char *yn_http_url_check (const char *url, gboolean *loopback, GError **error);

/* The same where plain http may go anywhere: YnHttpRequest.signed_answer. */
char *yn_http_url_check_plain (const char *url, gboolean *loopback, GError **error);

/* RFC 3986 resolution of @reference against @base; NULL where it is no URL. */
char *yn_http_resolve (const char *base, const char *reference);

/* scheme://host:port are the same. */
gboolean yn_http_same_origin (const char *a, const char *b);

G_END_DECLS
