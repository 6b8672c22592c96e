/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The kept promise for the wall (上墙公示), from the main paper alone: who promises, the three plain sentences, until
 * when, a code by which anybody can tell which filing it is, and whom to call when it is not kept. One A4 page; nothing
 * private is on it, for nothing private is in a main paper, and of its answers only those that the sentences name. */
#pragma once

#include <gio/gio.h>

#include "forms/service.h"

G_BEGIN_DECLS

/* @paper: the main paper as filed, of @service. Errors: YN_ERROR_NOT_A_PAPER (none, an annex, or no commitment);
 * YN_ERROR_OTHER_VERSION; YN_ERROR_NOT_PUBLIC: publicity is not of type 1; YN_ERROR_TOO_LARGE: the sentences do not
 * fit; YN_ERROR_NOT_FOUND (the font). */
GBytes *yn_poster_print (GBytes *paper, const YnService *service, GError **error);

/* What the code on the poster says: enterprise, service, day, and the fingerprint of @paper, line by line. New. */
char *yn_poster_code (GBytes *paper, const YnJson *body, const YnService *service);

G_END_DECLS
