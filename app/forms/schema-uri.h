/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* References between schemas: RFC 3986 §5.2, on text and without a look at the network. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @base may be "" (nothing known). New. */
char *yn_uri_resolve (const char *base, const char *reference);

/* The part before '#', new; @fragment gets what stands behind it, percent-decoded, new, "" where there is none. */
char *yn_uri_split (const char *uri, char **fragment);

G_END_DECLS
