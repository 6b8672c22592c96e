/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* JSON Forms UI schemas: read and checked when a form is opened, so that nothing later needs to doubt them, and made
 * from a schema where there is none. */
#pragma once

#include "forms/schema.h"

G_BEGIN_DECLS

/* Checks every element, scope and rule of @uischema against @schema. Adds the rules to @rules: YnJson (the element,
 * borrowed) -> YnRule. YN_ERROR_BAD_SERVICE: the message begins with the pointer in the file, "/uischema/…". */
gboolean yn_uischema_read (const YnJson *uischema, YnSchema *schema, GHashTable *registry, GHashTable *rules,
                           GError **error);

/* As JSON Forms generates it: a VerticalLayout with one Control for each property; a single Control of the whole where
 * it is no plain object. What a schema's branches add comes after its own properties. New. */
YnJson *yn_uischema_generate (YnSchema *schema);

G_END_DECLS
