/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Patterns of JSON Schema: regular expressions of ECMA-262 with the flag u, translated for PCRE2. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YnPattern YnPattern;

/* NULL, YN_ERROR_BAD_SERVICE: not ECMA-262, or of a kind that cannot be translated. */
YnPattern *yn_pattern_new (const char *pattern, GError **error);
void yn_pattern_free (YnPattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnPattern, yn_pattern_free)

/* Whether it is found anywhere in the text, which is UTF-8 and may hold NUL. Any thread. Work is bounded: @astray, if
 * given, becomes TRUE where no answer was found within the bounds; else it is left alone. */
gboolean yn_pattern_matches (const YnPattern *pattern, const char *text, gsize length, gboolean *astray);

G_END_DECLS
