/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Scrolls to a place on a page that is still moving. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The whole of @place comes into view a quarter down the page, the words below its control included: the
 * focus alone brings only the control. Not before words that come with it have found their place. The last
 * call wins. */
void yn_reveal (GtkWidget *place);

G_END_DECLS
