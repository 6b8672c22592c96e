/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The keys at hand, one of them chosen: files first, then what lies in tokens. Nothing is shown where there is none. */
#pragma once

#include "desk/filing.h"
#include "desk/tokens.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_KEY_CHOICE (yn_key_choice_get_type ())
G_DECLARE_FINAL_TYPE (YnKeyChoice, yn_key_choice, YN, KEY_CHOICE, AdwBin)

/* Signal "changed": another key is chosen, or the same one is known anew. */

/* Consumes @file and chooses it; the one of the same path goes. */
void yn_key_choice_add_file (YnKeyChoice *self, YnKeyFile *file);
/* Takes the keys out of @sight in place of those seen before. What was chosen stays chosen; where it is no token and
 * @named is one (what the page before the eyes names), the token of that kind is chosen. */
void yn_key_choice_take_tokens (YnKeyChoice *self, YnTokenSight *sight, const YnKeyKind *named);
/* What the PIN showed of the token that is chosen, in its place; the first of @keys (of YnTokenKey) is chosen then. */
void yn_key_choice_take_shown (YnKeyChoice *self, GPtrArray *keys);

/* What is chosen: one of both, or neither. Borrowed until the next change. */
const YnKeyFile *yn_key_choice_file (YnKeyChoice *self);
const YnTokenKey *yn_key_choice_token (YnKeyChoice *self);

G_END_DECLS
