/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One thing in a list that opens when it is pressed: a mark, a title, a line below, a word at the end. A button, so
 * that keyboard, pointer and screen reader all find the same deed. */
#pragma once

#include "desk/standing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_LINK_ROW (yn_link_row_get_type ())
G_DECLARE_FINAL_TYPE (YnLinkRow, yn_link_row, YN, LINK_ROW, GtkButton)

GtkWidget *yn_link_row_new (const char *icon, const char *title, const char *subtitle, const char *end);

/* What it opens. */
void yn_link_row_set_action (YnLinkRow *self, const char *action, const char *target);

/* The row of a draft or a filing: its state by mark and by word, and when it last changed. */
GtkWidget *yn_link_row_new_for_standing (const YnStanding *standing, YnLanguage language);

/* All that the rows of these would show, as one text: equal texts, equal rows. New. */
char *yn_link_rows_shown (GPtrArray *standings);

G_END_DECLS
