/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the folder of a practice platform says of it, for whoever looks from outside, too: no server is linked for that.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The address of the platform that lives in @folder, running or not; NULL where there never was one. New. */
char *yn_practice_address (const char *folder);

/* The word in the file @name; NULL: none. New. */
char *yn_practice_word (const char *folder, const char *name);
gint64 yn_practice_port (const char *folder); /* -1: none was chosen yet */
char *yn_practice_address_at (gint64 port);   /* new */

G_END_DECLS
