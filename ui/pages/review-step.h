/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Review (核对) and signing (签署): the very file that will be signed, as pages and as text; the five lines; and the button
 * that names the class of the signature. */
#pragma once

#include "desk/filing.h"
#include "desk/sign-file.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_REVIEW_STEP (yn_review_step_get_type ())
G_DECLARE_FINAL_TYPE (YnReviewStep, yn_review_step, YN, REVIEW_STEP, AdwBin)

/* Signals: "edit": back to the form; "signing" (gboolean): the person is at it, or no more; "kept" (char *filing):
 * signed and kept; "next-signer": signed, somebody else comes next; "signed": the file that somebody brought is. */

/* Prints what the draft says, or shows again what was printed. A paper that was printed here and that nobody signed
 * leaves its draft when the step leaves the window (desk/looking.h), unless the person says that it is to wait for
 * whoever signs. */
void yn_review_step_open (YnReviewStep *self, YnDesk *desk, const char *matter, GCancellable *cancellable);

/* Goes on with what @other shows, in the language that is spoken now: leaving that one is no leaving. */
void yn_review_step_take_over (YnReviewStep *self, YnReviewStep *other);

/* Where the page has something nearer at hand than one more signature. */
void yn_review_step_set_quiet (YnReviewStep *self, gboolean quiet);

/* Shows a paper that somebody brought, to be signed as it is; "edit", "kept" and "next-signer" never come. */
void yn_review_step_open_file (YnReviewStep *self, YnDesk *desk, YnSignFile *file, GCancellable *cancellable);

G_END_DECLS
