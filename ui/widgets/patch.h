/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A vertical box that is painted only near where one looks. All in it stands, takes the focus and is told to a screen
 * reader; but of a page that is sixty screens long only two or three are worth painting at every key. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_PATCH (yn_patch_get_type ())
G_DECLARE_FINAL_TYPE (YnPatch, yn_patch, YN, PATCH, GtkBox)

GtkWidget *yn_patch_new (int spacing);

G_END_DECLS
