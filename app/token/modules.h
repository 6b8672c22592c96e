/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Which modules an address means: the one that it names, else those that are registered with p11-kit. */
#pragma once

#include "token/line.h"

#include <p11-kit/uri.h>

G_BEGIN_DECLS

gboolean modules_say (const char *address, LineTrouble *trouble);

/* An address as a PKCS#11 URI (RFC 7512); of a path or nothing at all, one that everything fits. NULL: @trouble. One
 * that carries a PIN is refused: it stood where everybody could read it. */
P11KitUri *modules_uri (const char *address, LineTrouble *trouble);

G_END_DECLS
