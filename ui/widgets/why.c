/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/why.h"

#include "widgets/tip.h"

void
yn_why_not (GtkWidget *control, const char *why, const char *does)
{
  const char *words = why != NULL ? why : does;

  gtk_widget_set_sensitive (control, why == NULL);
  yn_tip (control, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : "", -1);
}
