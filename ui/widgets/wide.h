/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What may be wider than the place it gets: it scrolls sideways, with a bar that is there to be seen, and is always as
 * high as it needs to be at the width it really has. (A GtkScrolledWindow alone asks for the height at the natural
 * width, and cuts off what wraps.) */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_WIDE (yn_wide_get_type ())
G_DECLARE_FINAL_TYPE (YnWide, yn_wide, YN, WIDE, GtkWidget)

GtkWidget *yn_wide_new (GtkWidget *child);

G_END_DECLS
