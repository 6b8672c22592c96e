/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What follows from a penalty record and the rules: nothing is decided here, only dated and explained. The word is
 * "you may apply from", never "can be repaired". */
#pragma once

#include "base/json.h"
#include "base/language.h"

G_BEGIN_DECLS

/* @record: one penalty as the platform gives it (data/contract, Penalty: documentNumber, class or absent, ruleId or
 * absent, decisionDate, determinationDate, authority, kinds, amountFen, publicityEnd, dutiesDone …).
 *
 * The answer, every part with its grounds:
 * { "record": id,
 *   "classStated": "一般" | null,
 *   "readings": [ { "rule": "R2026", "document": "国家发改委令第36号", "article": "…" | null, "reads": {zh/en text: which
 *       reading this rests on}, "class": "一般", "mayApplyFrom": day | null, "automaticEnd": day | null,
 *       "why": text, "months": {"min": {value, verified, source}, "max": {…}}, "notRepairable": text | null,
 *       "toBeConfirmedBy": text | null } … ],       more than one: by class when none is stated, by rule when two could apply
 *   "today": day, "mayApplyNow": "yes" | "no" | "differs" (the readings disagree), "firstDay": earliest | null,
 *   "body": {"name", "uscc"}, "materials": [ {"id", "title", "why", "verified"} ], "timers": [ {"what", "workingDays",
 *       "verified"} ], "free": text }
 *
 * YN_ERROR_NONSENSE where the record lacks what every reading needs (a decision date). */
YnJson *yn_repair_explain (const YnJson *record, const char *today, YnLanguage language, GError **error);

G_END_DECLS
