/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Printing: the pages of a paper as they were drawn, through the system's print dialog. */
#pragma once

#include "desk/leafing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @pages: kept until they are printed. @name stands in the printer's queue: never a tender's or a
 * partner's name. */
void yn_print_pages (GtkWidget *near, YnDesk *desk, const char *name, YnPages *pages);

G_END_DECLS
