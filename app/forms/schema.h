/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* JSON Schema, drafts 2020-12 and 07. Compiled once, then run; the network is never asked: references resolve inside
 * the document, in the documents given at compile time, and in the metaschemas that the library carries.
 *
 * Formats are checked: date, time, date-time, duration, email, idn-email, hostname, ipv4, ipv6, uri, uri-reference,
 * iri, uuid, json-pointer, regex, and the domain's own: uscc, resident-id, cn-phone, cn-document-number, money,
 * travel-document. `pattern` is ECMA-262, translated for GRegex; matching is bounded. Numbers are compared as
 * decimals (multipleOf: 0.01 accepts 19.99). */
#pragma once

#include "base/json.h"
#include "forms/problem.h"

G_BEGIN_DECLS

typedef struct _YnSchema YnSchema;

typedef enum
{
  YN_DIALECT_2020_12,
  YN_DIALECT_DRAFT_07,
} YnDialect;

/* @dialect counts where the document has no $schema. @registry: further documents by URI (char * -> YnJson *), or
 * NULL. Errors: YN_ERROR_BAD_SERVICE, naming the pointer in the schema. */
YnSchema *yn_schema_compile (const YnJson *document, YnDialect dialect, GHashTable *registry, GError **error);

typedef enum
{
  YN_SCHEMA_DEFAULT = 0,
  YN_SCHEMA_FORMATS_ARE_NOTES = 1 << 0, /* as 2020-12 has it: a format decides nothing unless the dialect says so */
} YnSchemaOptions;

YnSchema *yn_schema_compile_full (const YnJson *document, YnDialect dialect, GHashTable *registry,
                                  YnSchemaOptions options, GError **error);

YnSchema *yn_schema_ref (YnSchema *schema);
void yn_schema_unref (YnSchema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnSchema, yn_schema_unref)

/* All problems, in the order of the instance; empty: valid. At most 1,000 are reported. @today for dates, may be
 * NULL. Details carry "title" (of the failing subschema, else the property name) and the keyword's limit. */
GPtrArray *yn_schema_check (YnSchema *schema, const YnJson *instance, const char *today);
gboolean yn_schema_valid (YnSchema *schema, const YnJson *instance);

/* The schema of the place @pointer of an instance, through properties and items: its own subschema together with what
 * $ref and allOf add to it (the nearer word is right; "properties" and "required" are joined). NULL where the schema
 * says nothing about it. For labels and kinds of fields. Borrowed. */
const YnJson *yn_schema_at (YnSchema *schema, const char *pointer);

/* Whether the member @pointer must be there, in an instance like this: by required and dependentRequired, in branches
 * too whose "if" holds. */
gboolean yn_schema_requires (YnSchema *schema, const YnJson *instance, const char *pointer);

G_END_DECLS
