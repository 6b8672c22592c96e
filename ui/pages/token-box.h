/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A key in a token before it is used: whose certificate it is, how the tries for its PIN stand, and the place to enter
 * it. A locked token has no such place; the last try wants the person's word first. */
#pragma once

#include "desk/tokens.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_TOKEN_BOX (yn_token_box_get_type ())
G_DECLARE_FINAL_TYPE (YnTokenBox, yn_token_box, YN, TOKEN_BOX, GtkBox)

/* Signal "entered": the person pressed Enter after the PIN.
 * Signal "changed": yn_token_box_why_not() may answer something else. */

/* @token: copied; NULL: none. */
void yn_token_box_set (YnTokenBox *self, const YnTokenKey *token, YnLanguage language);
const YnTokenKey *yn_token_box_get (YnTokenBox *self);

/* Why it cannot be signed with as it stands, in words; NULL: it can. */
const char *yn_token_box_why_not (YnTokenBox *self);

/* What was entered, which is gone from the box then; NULL: the token or its reader asks for it, or it has none. New. */
YnSecret *yn_token_box_take_pin (YnTokenBox *self);
gboolean yn_token_box_agreed_to_last_try (YnTokenBox *self);

void yn_token_box_focus (YnTokenBox *self);

G_END_DECLS
