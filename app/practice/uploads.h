/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Annexes and attachments by tus 1.0 (creation, termination, expiration). An upload belongs to one account;
 * what has arrived of it stays over a cut and a restart; whole, and with the SHA-256 that was promised, it is
 * an attachment. */
#pragma once

#include "practice/office.h"

G_BEGIN_DECLS

gboolean yn_uploads_describe (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_uploads_create (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_uploads_offset (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_uploads_continue (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_uploads_drop (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);

/* What arrived. FALSE without error: not (wholly). */
gboolean yn_uploads_arrived (YnOffice *office, const char *uscc, const char *sha256, GError **error);
/* NULL without error: not arrived. */
GBytes *yn_uploads_bytes (YnOffice *office, const char *uscc, const char *sha256, GError **error);

G_END_DECLS
