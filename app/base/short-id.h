/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The beginning of an id (hexadecimal, a UUID) stands for the whole one where it is of one only, as in git. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YN_SHORT_ID_LEAST 4

/* Long enough, and of hexadecimal digits and hyphens only: no file's name. */
gboolean yn_short_id_is (const char *given);

/* Whether @id (may be NULL) is one that @given can stand for; capitals are the same. */
gboolean yn_short_id_begins (const char *id, const char *given);

/* The one of @ids that @given stands for. New. YN_ERROR_NOT_FOUND, YN_ERROR_AMBIGUOUS_ID. */
char *yn_short_id_among (const char *const *ids, const char *given, GError **error);

G_END_DECLS
