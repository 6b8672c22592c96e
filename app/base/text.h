/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Text as people type and paste it, put right. Answers are new and valid UTF-8 whatever came in; NULL is "". */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One line: wide (full-width) letters, digits and spaces become narrow, line breaks become a space, characters that
 * print nothing go, ends are trimmed. Wide punctuation stays: in Chinese prose it is right. */
char *yn_text_normal_line (const char *text);

/* The same for several lines: line breaks become LF. */
char *yn_text_normal_lines (const char *text);

/* For codes: everything wide becomes narrow, and all white space goes. */
char *yn_text_compact (const char *text);

G_END_DECLS
