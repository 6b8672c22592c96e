/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The counter at which papers are handed in: PUT /filings/{sha256}. */
#pragma once

#include "practice/office.h"

G_BEGIN_DECLS

gboolean yn_counter_put (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);

/* A receipt as it would be, for a filing that it may not be about, signed or not: what weather sends in its
 * place. */
GBytes *yn_counter_false_receipt (YnOffice *office, const YnRequest *request, gboolean sign, GError **error);

G_END_DECLS
