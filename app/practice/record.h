/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The credit record of a sample enterprise: what its story tells, as it stands today (publicity that ran out
 * has ended), changed by what was decided here, and with the commitments that were accepted here. */
#pragma once

#include "practice/office.h"

G_BEGIN_DECLS

/* The contract's Record, without "asOf". */
YnJson *yn_practice_record_compose (YnOffice *office, const char *uscc, GError **error);
const YnJson *yn_practice_record_penalty (const YnJson *record, const char *id); /* or NULL */

/* An entry stands otherwise from now on: "under-repair", "published", "ended" (with @day). */
gboolean yn_practice_record_set_standing (YnOffice *office,
                                          const char *uscc,
                                          const char *entry,
                                          const char *state,
                                          const char *day,
                                          GError **error);

/* GET /me and GET /record. */
gboolean yn_practice_record_me (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_practice_record_get (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);

G_END_DECLS
