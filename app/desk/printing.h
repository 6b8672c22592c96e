/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Hop 2 inside the desk: a draft's answers become a paper. Shared by reviewing and by taking back. */
#pragma once

#include "desk/private.h"
#include "forms/service.h"
#include "store/drafts.h"

G_BEGIN_DECLS

typedef struct
{
  GBytes *paper;
  GBytes *annex; /* or NULL */
} YnPrinted;

void yn_printed_clear (YnPrinted *printed);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YnPrinted, yn_printed_clear)

/* Composes and prints both papers: the annex first, for the main paper names its hash. */
gboolean yn_print_both (YnService *form, const YnJson *visible, const YnJson *context, const YnJson *attachments,
                        YnPrinted *printed, GError **error);

/* Checks first: YN_ERROR_ANSWERS_INCOMPLETE. */
gboolean yn_draft_print (YnDesk *desk, const YnLoan *loan, YnService *form, const YnDraft *draft, YnPrinted *printed,
                         GError **error);

G_END_DECLS
