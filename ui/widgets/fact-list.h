/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Facts under each other: what it is on the left, what it says on the right, both as words that can be copied. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_FACT_LIST (yn_fact_list_get_type ())
G_DECLARE_FINAL_TYPE (YnFactList, yn_fact_list, YN, FACT_LIST, GtkBox)

void yn_fact_list_clear (YnFactList *self);
void yn_fact_list_add (YnFactList *self, const char *title, const char *value);

G_END_DECLS
