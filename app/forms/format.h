/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Formats of strings: those of JSON Schema that are worth checking, and the domain's own. */
#pragma once

#include "base/json.h"

G_BEGIN_DECLS

typedef struct _YnFormat YnFormat;

/* NULL: none that is known; such a format decides nothing. */
const YnFormat *yn_format_find (const char *name);

/* What is wrong with the text, as a code of data/problems.json; NULL: nothing. @expected gets what it should be where
 * that can be said, else '\0'. @today: "YYYY-MM-DD", or NULL. */
const char *yn_format_check (const YnFormat *format, const char *text, gsize length, const char *today, char *expected);

/* The same of a number: most formats speak of text alone. */
const char *yn_format_check_number (const YnFormat *format, const YnJson *number);

/* The parts, for format.c. */
gboolean yn_format_date (const char *text);
gboolean yn_format_time (const char *text);
gboolean yn_format_date_time (const char *text);
gboolean yn_format_duration (const char *text);
gboolean yn_format_email (const char *text);
gboolean yn_format_idn_email (const char *text);
gboolean yn_format_hostname (const char *text);
gboolean yn_format_ipv4 (const char *text);
gboolean yn_format_ipv6 (const char *text);
gboolean yn_format_uri (const char *text);
gboolean yn_format_uri_reference (const char *text);
gboolean yn_format_iri (const char *text);

G_END_DECLS
