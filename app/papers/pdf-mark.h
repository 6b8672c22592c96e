/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The mark of a signature: the widget of a signature field (ISO 32000-1 §12.7.4.5). What one may be is the same for
 * whoever compares a paper with its answers and for whoever judges what came behind a signature. */
#pragma once

#include "papers/pdf.h"

G_BEGIN_DECLS

/* It covers no more than an eighth of a page of A4: a larger one could hide what is signed. One without a place
 * covers nothing. */
gboolean yn_pdf_mark_is_small (YnPdf *pdf, const char *path);

/* It shows itself alike on the screen, on paper and when it is touched, whatever layers are switched on. */
gboolean yn_pdf_mark_is_steady (YnPdf *pdf, const char *path);

/* It has no entry but those of a signature field and its widget: it does nothing. */
gboolean yn_pdf_mark_is_plain (YnPdf *pdf, const char *path);

G_END_DECLS
