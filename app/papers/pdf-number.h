/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Numbers of a content stream: no exponent, no locale (ISO 32000-1 §7.3.3), and thousands of them a page. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* To a thousandth of a point, and a space behind it. */
void yn_pdf_append_number (GString *out, double number);

G_END_DECLS
