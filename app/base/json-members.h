/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A large object of which little is asked: where its members stand is found in one quick look, and a member is parsed
 * when it is wanted. What nobody asks for is not checked, so this is for texts that are a part of the program. */
#pragma once

#include "base/json.h"

G_BEGIN_DECLS

typedef struct _YnJsonMembers YnJsonMembers;

/* @text begins with its brace, and is kept. YN_ERROR_BAD_JSON: that one or a quotation mark is never closed. A name is
 * taken as it is written, escapes and all; of two that are the same the last one counts. */
YnJsonMembers *yn_json_members_new (GBytes *text, GError **error);
void yn_json_members_free (YnJsonMembers *members);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnJsonMembers, yn_json_members_free)

gboolean yn_json_members_have (const YnJsonMembers *members, const char *name);

/* Parsed anew each time, so lines and columns count from its own beginning. NULL: there is none, or it is no JSON. Any
 * thread may ask. Of @members NULL there is none. */
YnJson *yn_json_members_get (const YnJsonMembers *members, const char *name);

G_END_DECLS
