/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Working days (工作日): data/rules/holidays-<year>.json, the State Council's table with its make-up days. A year
 * without a table counts Monday to Friday and says so. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean yn_calendar_has_year (int year);
gboolean yn_calendar_is_working_day (const char *day);

/* The @days-th working day after @day. @certain FALSE where a year had no table (may be NULL). New. */
char *yn_calendar_add_working_days (const char *day, int days, gboolean *certain);

G_END_DECLS
