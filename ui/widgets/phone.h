/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The practice phone: stands for the person's own phone, which would show this question after scanning the code. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_PHONE (yn_phone_get_type ())
G_DECLARE_FINAL_TYPE (YnPhone, yn_phone, YN, PHONE, GtkWidget)

/* Signal "answered" (gboolean agreed). */

void yn_phone_ask (YnPhone *self, const char *enterprise, const char *code);

/* The buttons go; @words say what was answered. */
void yn_phone_done (YnPhone *self, const char *words);

G_END_DECLS
