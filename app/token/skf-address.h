/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* GM/T 0016 knows no addresses, so a key behind it is named by ours, which looks like a PKCS#11 URI:
 * skf:/usr/lib/vendor.so?device=…&application=…&container=…, each percent-encoded. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The module's path; NULL: no such address. New. */
char *skf_address_module (const char *address);
/* Whether @address (a path: everything) means this container; NULL: something in this application. */
gboolean skf_address_fits (const char *address, const char *device, const char *application, const char *container);
/* @container NULL: the application. New. */
char *skf_address_new (const char *module, const char *device, const char *application, const char *container);

G_END_DECLS
