/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Pure formatting: how days, moments and sizes read. All answers are new. */
#pragma once

#include "base/language.h"
#include "desk/models.h"

G_BEGIN_DECLS

/* "2026-11-23" -> "2026年11月23日", "23 November 2026". What is no day comes back as it is. */
char *yn_words_day (const char *day, YnLanguage language);

/* An instant as the clock on a wall in Asia/Shanghai: the day in full and the minute. "" for 0 and before. */
char *yn_words_moment (gint64 instant, YnLanguage language);
char *yn_words_hour (gint64 instant); /* "10:50" */

char *yn_words_size (guint64 bytes); /* "41 KB" */

/* "agent" -> "经办人". Unknown ids come back as they are. */
char *yn_words_role (const char *role);
char *yn_words_trade (const char *trade, YnLanguage language);
char *yn_words_purpose (const char *purpose, YnLanguage language);
char **yn_words_purposes (void); /* all of them, in the order in which they are shown */

/* “办件，2026年3月1日”, “模板“去年”，2026年3月1日” */
char *yn_words_model (const YnModel *model, YnLanguage language);

G_END_DECLS
