/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* PDFs to test with, made here, and what independent programs say about ours. */
#pragma once

#include <gio/gio.h>

/* A drawing of @n_pages pages, each with the line "page <n>". */
GBytes *sheets_new (guint n_pages);
/* The same through the qpdf program: "--object-streams=generate", "--linearize" … NULL-terminated options. */
GBytes *sheets_through_qpdf (GBytes *pdf, const char *option, ...) G_GNUC_NULL_TERMINATED;
/* qpdf --check finds nothing to say against @pdf. */
void sheets_assert_sound (GBytes *pdf);
/* Standard output of a program given @pdf as a file in place of "@". */
char *sheets_ask (GBytes *pdf, const char *program, ...) G_GNUC_NULL_TERMINATED;
