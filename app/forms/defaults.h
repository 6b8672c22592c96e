/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What stands in a form before anybody typed, and no answers were given: the schema's defaults. */
#pragma once

#include "forms/schema.h"

G_BEGIN_DECLS

/* The object at @pointer with the defaults of its members, and of all objects below it. New. */
YnJson *yn_defaults_of (YnSchema *schema, const char *pointer);

/* A new entry or member at @pointer: its default; an object with those of its members; else the empty value of its
 * type ("" for what a person types), so that it stands. New. */
YnJson *yn_defaults_entry (YnSchema *schema, const char *pointer);

/* @value made into what the branch at @way (which ends with a branch step, see yn_schema_at()) describes: members that
 * it describes too stay, its constants and defaults come. NULL: nothing stands there yet. New. */
YnJson *yn_defaults_branch (YnSchema *schema, const YnJson *value, const char *way);

G_END_DECLS
