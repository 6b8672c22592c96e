/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The answers of a credit report (公共信用信息报告, V2.0) composed from the record: eight counters, ten
 * chapters, nothing edited and nothing scored. */
#pragma once

#include "practice/intake.h"

G_BEGIN_DECLS

/* For data/papers/report.json. @intake: the request; @number: the report's. */
YnJson *
yn_practice_report_answers (YnOffice *office, const YnIntake *intake, const char *number, GError **error);

/* 14 digits of the civil time + 8 letters of the request's id: the form of V2.0; practice begins the eight
 * with 000000. */
char *yn_practice_report_number (YnOffice *office, const YnIntake *intake);

G_END_DECLS
