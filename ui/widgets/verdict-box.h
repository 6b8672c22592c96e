/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A verdict on a paper: yes, no, or cannot be told here; then for each signature three questions apart: is it intact?
 * who signed? when? */
#pragma once

#include "desk/verifying.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_VERDICT_BOX (yn_verdict_box_get_type ())
G_DECLARE_FINAL_TYPE (YnVerdictBox, yn_verdict_box, YN, VERDICT_BOX, GtkBox)

/* Emits "signature-chosen" with an index and "page-chosen" with a page's number, where the person wants to see them,
 * and "ask-chosen" where it wants the authorities to be asked online. Its focus is on the verdict. */
void yn_verdict_box_set (YnVerdictBox *self, const YnVerdictView *verdict, YnLanguage language);

G_END_DECLS
