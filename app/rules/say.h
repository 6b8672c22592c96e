/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the rules say to a person: sentences of data/rules/words.json with their blanks filled. */
#pragma once

#include "base/language.h"

G_BEGIN_DECLS

/* @...: name, value, name, value, NULL. A value is taken as it is: braces inside it stay braces. */
char *yn_say (YnLanguage language, const char *key, ...) G_GNUC_NULL_TERMINATED;

/* "2026年11月30日", "30 November 2026"; what is no day is said as it is. */
char *yn_say_day (YnLanguage language, const char *day);

/* @text becomes one more sentence of @paragraph; NULL and "" add nothing. */
void yn_say_add (GString *paragraph, YnLanguage language, const char *text);

G_END_DECLS
