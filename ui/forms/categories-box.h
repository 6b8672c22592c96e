/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Categories of a form: as tabs, or as the steps of a stepper with a review at the end and buttons to go on
 * and back. One page shows at a time; the others stand, and are only not seen. A tab says how many of its
 * answers need a look.
 *
 * Signals: "open" (guint): the person wants that page; the number of pages is the review. */
#pragma once

#include "forms/layout.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_CATEGORIES_BOX (yn_categories_box_get_type ())
G_DECLARE_FINAL_TYPE (YnCategoriesBox, yn_categories_box, YN, CATEGORIES_BOX, GtkBox)

GtkWidget *yn_categories_box_new (const YnFormItem *item);
GtkWidget *yn_categories_box_content (YnCategoriesBox *self); /* the box of the pages */

/* A stepper's last page, or NULL. Shown while the open page is beyond the last. */
void yn_categories_box_set_review (YnCategoriesBox *self, GtkWidget *review);

/* Which tabs there are, and which one is open. */
void yn_categories_box_follow (YnCategoriesBox *self, const YnFormItem *item, guint open);
void yn_categories_box_set_count (YnCategoriesBox *self, guint page, guint problems);

G_END_DECLS
