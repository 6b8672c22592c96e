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

/* Composes and prints both papers: the annex first, for the main paper names its hash. Leaves nothing behind: of a paper
 * that nobody files no version of the form is kept. */
gboolean yn_print_both (YnService *form, const YnJson *visible, const YnJson *context, const YnJson *attachments,
                        YnPrinted *printed, GError **error);

/* Before anybody looks at what cannot be filed: YN_ERROR_SERVICE_INCOMPLETE, YN_ERROR_FORM_UPDATED. */
gboolean yn_draft_may_print (YnService *form, const YnDraft *draft, GError **error);

/* Whether the draft's paper was printed with the form as it is now: YN_ERROR_PAPER_OUTDATED. */
gboolean yn_draft_paper_is_of_today (YnService *form, const YnDraft *draft, GError **error);

/* What a draft's paper is printed from. */
typedef struct
{
  YnJson *visible; /* the answers without the hidden ones */
  YnJson *context; /* as yn_paper_compose() takes it */
  YnJson *attachments;
} YnPrintStock;

void yn_print_stock_clear (YnPrintStock *stock);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YnPrintStock, yn_print_stock_clear)

/* Checks first: YN_ERROR_ANSWERS_INCOMPLETE. */
gboolean yn_draft_stock (YnDesk *desk, const YnLoan *loan, YnService *form, const YnDraft *draft, YnPrintStock *stock,
                          GError **error);

/* Prints what belongs to a matter: this version of the form is kept with it (yn_service_keep). */
gboolean yn_print_kept (YnService *form, const YnPrintStock *stock, YnPrinted *printed, GError **error);

/* Both in one. */
gboolean yn_draft_print (YnDesk *desk, const YnLoan *loan, YnService *form, const YnDraft *draft, YnPrinted *printed,
                         GError **error);

G_END_DECLS
