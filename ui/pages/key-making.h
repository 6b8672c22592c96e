/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A practice key is made here: its password, twice; and for whoever forgot that of the one there is, another in its
 * place. */
#pragma once

#include "desk/filing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_KEY_MAKING (yn_key_making_get_type ())
G_DECLARE_FINAL_TYPE (YnKeyMaking, yn_key_making, YN, KEY_MAKING, GtkBox)

/* Signal "making": it has begun.
 * Signal "made" (const YnKeyFile *, YnSecret *): the key, and its password to open it with.
 * Signal "failed" (const char *): words; what was typed is to be typed again. */

/* @role: whose key it is. @cancellable ends the making. */
void yn_key_making_set_desk (YnKeyMaking *self, YnDesk *desk, const char *role, GCancellable *cancellable);
/* The password of the key there is was forgotten. */
void yn_key_making_set_anew (YnKeyMaking *self, gboolean anew);

void yn_key_making_focus (YnKeyMaking *self);

G_END_DECLS
