/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The page on which a person approves a sign-in (RFC 8628 §3.3): what a phone would show. */
#pragma once

#include "practice/office.h"

G_BEGIN_DECLS

gboolean yn_device_page_show (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_device_page_answer (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);

G_END_DECLS
