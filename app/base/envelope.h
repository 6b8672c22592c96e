/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Envelopes on the wire: metadata, tokens, cursors, Problem Details. They go through json-glib, behind a guard that
 * bounds size (1 MiB) and depth (32) before json-glib sees a byte. Documents go through base/json.h instead.
 *
 * Errors: YN_ERROR_NONSENSE. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define YN_ENVELOPE_MAX_BYTES (1024 * 1024)
#define YN_ENVELOPE_MAX_DEPTH 32

/* The object that @bytes hold; anything else is nonsense. */
JsonObject *yn_envelope_parse (GBytes *bytes, GError **error);

/* Members. NULL, @fallback where absent or of another kind. Strings are borrowed. */
const char *yn_envelope_string (JsonObject *object, const char *name);
gint64 yn_envelope_int (JsonObject *object, const char *name, gint64 fallback);
gboolean yn_envelope_boolean (JsonObject *object, const char *name, gboolean fallback);
JsonArray *yn_envelope_array (JsonObject *object, const char *name);
JsonObject *yn_envelope_object (JsonObject *object, const char *name);
char **yn_envelope_strings (JsonObject *object, const char *name); /* new; empty where absent; strings only */

GBytes *yn_envelope_print (JsonObject *object);

G_END_DECLS
