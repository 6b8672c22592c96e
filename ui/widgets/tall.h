/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The layout of what holds a GtkScrolledWindow and nothing else: as high as what is scrolled needs at the width it
 * really has, up to the scrolled window's max-content-height. (A GtkScrolledWindow alone asks for the height at the
 * natural width, and cuts off what wraps.) */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_TALL (yn_tall_get_type ())
G_DECLARE_FINAL_TYPE (YnTall, yn_tall, YN, TALL, GtkLayoutManager)

G_END_DECLS
