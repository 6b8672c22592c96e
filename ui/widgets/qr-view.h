/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A QR code, drawn as squares with its quiet zone, dark on white whatever the theme. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_QR_VIEW (yn_qr_view_get_type ())
G_DECLARE_FINAL_TYPE (YnQrView, yn_qr_view, YN, QR_VIEW, GtkWidget)

void yn_qr_view_set_text (YnQrView *self, const char *text);

G_END_DECLS
