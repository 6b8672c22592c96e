/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What later revisions of a paper show that it did not show as it was printed. Whether a change is allowed by who
 * signed is signing/verify's to judge; but whatever comes along with the first signature, it signs, and only the paper
 * can tell that it was not printed so. */
#pragma once

#include "papers/pdf.h"

G_BEGIN_DECLS

/* Whether the pages of @after, which begins with all the bytes of @before, are those of @before but for the marks of
 * signatures, and nothing beside the pages came that shows, attaches or runs something. YN_ERROR_PAPER_DIFFERS with the
 * page. */
gboolean yn_pdf_shows_the_same (GBytes *before, GBytes *after, GError **error);

G_END_DECLS
