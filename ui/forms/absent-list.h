/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Why some questions are not here: each hidden question with the reason in words, and the answers that were
 * given to it, which are kept and not sent. Opened by who wants to know.
 *
 * Signal: "opened": it is to be filled. */
#pragma once

#include "forms/answers.h"
#include "forms/layout.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_ABSENT_LIST (yn_absent_list_get_type ())
G_DECLARE_FINAL_TYPE (YnAbsentList, yn_absent_list, YN, ABSENT_LIST, GtkWidget)

/* Counts what is hidden; while it is open, lists it. Hides where nothing is hidden. */
void
yn_absent_list_set (YnAbsentList *self, const YnFormItem *layout, YnAnswers *answers, YnLanguage language);

G_END_DECLS
