/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is wrong, all of it, in the order of the form: each line goes to its control. Stands at the top once
 * the person has asked whether all is well. Signal: "jump" (guint): the line's number. */
#pragma once

#include <gtk/gtk.h>

#include "base/language.h"

G_BEGIN_DECLS

#define YN_TYPE_PROBLEM_LIST (yn_problem_list_get_type ())
G_DECLARE_FINAL_TYPE (YnProblemList, yn_problem_list, YN, PROBLEM_LIST, GtkBox)

/* @lines: of char *, taken over; the first @n_places of them have a control to go to. None: the list hides.
 */
void yn_problem_list_set (YnProblemList *self, GPtrArray *lines, guint n_places, YnLanguage language);

G_END_DECLS
