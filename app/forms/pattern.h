/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Patterns of JSON Schema: regular expressions of ECMA-262 with the flag u, translated for GRegex. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NULL, YN_ERROR_BAD_SERVICE: not ECMA-262, or of a kind that cannot be translated. */
GRegex *yn_pattern_new (const char *pattern, GError **error);

/* Whether it is found anywhere in the text. Work is bounded: a pattern that goes astray does not match. */
gboolean yn_pattern_matches (GRegex *regex, const char *text, gsize length);

G_END_DECLS
