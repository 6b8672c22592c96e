/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a form field shows, against what it holds. */
#pragma once

#include "papers/pdf.h"
#include "signing/verify.h"

G_BEGIN_DECLS

/* The look (/AP /N) of widget @id in @after. YES: it says @value and nothing else, or there is none and a reader draws
 * the value by itself; NO: it says something else, or more than text stands in it; CANNOT_TELL: its letters cannot be
 * read here. @before: the file as it was signed, whose fonts are believed. */
YnVerdict yn_look_says (YnPdf *before, YnPdf *after, guint id, const char *value);

G_END_DECLS
