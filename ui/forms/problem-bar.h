/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* How many things a form still has to be put right, and the ways from one to the next: stands above the part of the
 * page that scrolls, so that whoever jumped to the first of them has the others at hand. Hides where the form's list of
 * problems does.
 *
 * Property "form" (YnFormView). */
#pragma once

#include "forms/form-view.h"

G_BEGIN_DECLS

#define YN_TYPE_PROBLEM_BAR (yn_problem_bar_get_type ())
G_DECLARE_FINAL_TYPE (YnProblemBar, yn_problem_bar, YN, PROBLEM_BAR, GtkBox)

G_END_DECLS
