/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A body of application/x-www-form-urlencoded, what OAuth endpoints take. It holds tokens: its memory is a YnSecret's
 * and is wiped with the last reference. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define YN_FORM_TYPE "application/x-www-form-urlencoded"

/* Name, value, …, NULL. */
GBytes *yn_form_encode (const char *name, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
