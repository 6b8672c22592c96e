/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Offers out of text: what a licence's QR code makes a scanner type, what a person pastes as a whole, what follows from
 * a credit code. Codes on licences say very different things: a bare credit code, an address on the web with the code
 * somewhere in it, or lines like “名称：… 统一社会信用代码：…”. What is none of these offers nothing. */
#pragma once

#include "forms/offer.h"

G_BEGIN_DECLS

#define YN_SCAN_MAX_BYTES (64 * 1024)

/* @near: the pointer of the field where it was scanned, or NULL: the enterprise's own code. @day: today. New. */
GPtrArray *yn_offers_of_scan (YnService *service, const char *text, const char *near, const char *day);

/* Whether what somebody typed, scanned or pasted where a code goes is a licence's text, and not the code alone. */
gboolean yn_scan_is_more (const char *text);

/* Such a text in the field at @place: the code in it becomes the answer there, and all else that it says fills what no
 * person has answered. How many answers changed: 0 where it is no such text. */
guint yn_scan_take_at (YnAnswers *answers, const char *place, const char *text, const char *day);

/* Category and district, as @uscc at @pointer says them (GB 32100-2015: the first two characters and the six after). */
void yn_offers_add_implied (GPtrArray *offers, YnService *service, const char *pointer, const char *uscc,
                            const char *day);

/* A cell or line as an answer to the question at @pointer: choices by their titles in either language or their values,
 * lists split at 、；;| and line ends, 是/否, all else as if typed. NULL: nothing there, or no such choice. New. */
YnJson *yn_offer_value (YnService *service, const char *pointer, const char *text);

G_END_DECLS
