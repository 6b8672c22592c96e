/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Papers as bytes: filings, and what the platform wrote about them, each for one enterprise. */
#pragma once

#include "practice/office.h"

G_BEGIN_DECLS

/* Keeps a paper under its SHA-256, which comes back new. Keeping it again is no error. */
char *yn_archive_keep (YnOffice *office, const char *uscc, const char *kind, GBytes *pdf, GError **error);
/* NULL without error: this enterprise has no such paper. */
GBytes *yn_archive_find (YnOffice *office, const char *uscc, const char *sha256, GError **error);

/* GET /papers/{sha256}. */
gboolean yn_archive_get (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);

G_END_DECLS
