/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Where two states of the answers differ: only the fields there are shown anew. */
#pragma once

#include "base/json.h"

G_BEGIN_DECLS

/* The set of pointers whose values differ, those above them included; "" is always among them if anything is.
 * Either may be NULL. New. */
GHashTable *yn_changes_between (const YnJson *before, const YnJson *after);

G_END_DECLS
