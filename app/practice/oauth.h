/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Discovery (RFC 9728, RFC 8414) and sign-in (RFC 8628, RFC 6749, RFC 7009) as operations. */
#pragma once

#include "practice/office.h"

G_BEGIN_DECLS

gboolean
yn_oauth_resource_metadata (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean
yn_oauth_server_metadata (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_oauth_device (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_oauth_token (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_oauth_revoke (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);

/* Fills in @request->uscc from the bearer token. FALSE without error: @reply says 401. */
gboolean yn_oauth_admit (YnOffice *office, YnRequest *request, YnReply *reply, GError **error);

G_END_DECLS
