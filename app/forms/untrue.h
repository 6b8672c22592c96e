/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Clauses held against what is known about who signs them. A clause of data/services/clauses.json may say "against":
 * "record", "months": 36: nothing was held against us for so long (近3年无违法违规记录). Where the record says
 * otherwise, signing it would be untrue, and that is said before anybody signs. It is the person's to decide: a record
 * can be wrong. */
#pragma once

#include "forms/service.h"

G_BEGIN_DECLS

/* Of YnProblem: "untrue" for each entry of @record (data/contract, Record) that a clause of these answers denies,
 * counted back from @today; "not-compared" where there is no record at hand (NULL). Empty: nothing speaks against
 * signing. */
GPtrArray *yn_untrue_clauses (const YnService *service, const YnJson *answers, const YnJson *record, const char *today,
                              YnLanguage language);

G_END_DECLS
