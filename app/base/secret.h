/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Bytes that must not stay behind: passwords, tokens, keys. Locked in memory where the system allows, wiped when the
 * last reference goes, never printed by any function of ours. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YnSecret YnSecret;

YnSecret *yn_secret_new (const void *data, gsize length); /* copies */
YnSecret *yn_secret_new_string (const char *text);
YnSecret *yn_secret_new_take (char *text);               /* copies, wipes and frees @text */
YnSecret *yn_secret_ref (YnSecret *secret);
void yn_secret_unref (YnSecret *secret);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnSecret, yn_secret_unref)

const void *yn_secret_data (const YnSecret *secret);
const char *yn_secret_text (const YnSecret *secret); /* NUL-terminated always */
gsize yn_secret_length (const YnSecret *secret);

/* The first line of a file, without its line end; at most 4 KiB. YN_ERROR_FILE_UNREADABLE, YN_ERROR_FILE_EMPTY. */
YnSecret *yn_secret_from_file (const char *path, GError **error);

/* Asks on /dev/tty without echo. YN_ERROR_NO_TERMINAL. */
YnSecret *yn_secret_ask (const char *prompt, GError **error);

/* Wipes memory that will not be wiped by an unref. */
void yn_secret_wipe (void *data, gsize length);

G_END_DECLS
