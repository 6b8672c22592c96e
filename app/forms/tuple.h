/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Tuples: arrays whose first positions each have a schema of their own ("prefixItems"; in draft-07 a list of "items").
 * A person meets them like the members of an object: each position stands where it stands and cannot go away. What is
 * not answered yet is null as long as something behind it is answered. */
#pragma once

#include "base/language.h"
#include "forms/schema.h"

G_BEGIN_DECLS

guint yn_tuple_size (const YnJson *view); /* how many positions; 0: no tuple */

/* Whether @pointer is one of a tuple's positions. */
gboolean yn_tuple_has (YnSchema *schema, const char *pointer);

/* What any entry behind the positions must be, or NULL: nothing is asked for there. Borrowed. */
const YnJson *yn_tuple_rest (const YnJson *view);

/* What the entries there are called, counted from the first of them on: “其余 1”. */
const char *yn_tuple_rest_name (YnLanguage language);

/* Whether nothing may stand there. */
gboolean yn_tuple_ends (const YnJson *view);

/* The outermost tuple that @pointer leads into, or NULL. New. */
char *yn_tuple_around (YnSchema *schema, const char *pointer);

/* @answers with @value (NULL: none) at @pointer, every tuple on the way as long as it must be and no longer. New. */
YnJson *yn_tuple_with (YnSchema *schema, const YnJson *answers, const char *pointer, const YnJson *value);

/* The array at @pointer with a place for each position. New. */
YnJson *yn_tuple_filled (YnSchema *schema, const YnJson *answers, const char *pointer);

/* Of positions that wait for an answer it is said that they must be filled in, not that the array is short or holds
 * null. */
void yn_tuple_word_problems (YnSchema *schema, const YnJson *answers, GPtrArray *problems);

G_END_DECLS
