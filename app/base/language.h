/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The two languages. Chinese is the first: what has no English is shown in Chinese, never the other way round. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  YN_LANGUAGE_ZH_CN,
  YN_LANGUAGE_EN,
} YnLanguage;

/* "zh_CN", "zh", "zh-Hans", "en", "en_GB.UTF-8" ...; what is not English is Chinese. NULL: from the environment
 * (LANGUAGE, LC_ALL, LC_MESSAGES, LANG). */
YnLanguage yn_language_from_string (const char *name);

/* "zh_CN" or "en". */
const char *yn_language_name (YnLanguage language);

/* The member name of a {"zh": …, "en": …} object in our data files. */
const char *yn_language_key (YnLanguage language);

/* Makes gettext answer in @language from now on, in the whole process (LANGUAGE is set and the catalogue
 * reread). Call it from the main thread. */
void yn_language_use (YnLanguage language);

/* Where the catalogues lie. Before the first word. */
void yn_language_bind (const char *folder);

/* The words for @text, which is English, in @language, whichever the process speaks: a form may speak another one than
 * the window that it stands in. */
const char *yn_language_text (YnLanguage language, const char *text) G_GNUC_FORMAT (2);
const char *yn_language_texts (YnLanguage language, const char *one, const char *many, gulong n) G_GNUC_FORMAT (2)
    G_GNUC_FORMAT (3);

G_END_DECLS
