/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* JSON Schema, drafts 2020-12 and 07. Compiled once, then run; the network is never asked: references resolve inside
 * the document, in the documents given at compile time, and in the metaschemas that the library carries.
 *
 * Formats are checked: date, time, date-time, duration, email, idn-email, hostname, ipv4, ipv6, uri, uri-reference,
 * iri, uuid, json-pointer, regex, and the domain's own: uscc, resident-id, cn-phone, cn-document-number, money,
 * travel-document; cn-licence-number only says how it is typed. Money is a whole number of fen, or a text in yuan. `pattern` is ECMA-262, translated for GRegex; matching
 * is bounded. Numbers are compared as decimals (multipleOf: 0.01 accepts 19.99). */
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

void yn_schema_free (YnSchema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnSchema, yn_schema_free)

/* All problems, in the order of the instance; empty: valid. At most 1,000 are reported. @today for dates, may be
 * NULL. Details carry "title" (of the failing subschema, else the property name) and the keyword's limit. */
GPtrArray *yn_schema_check (YnSchema *schema, const YnJson *instance, const char *today);
gboolean yn_schema_valid (YnSchema *schema, const YnJson *instance);

/* The schema of the place @pointer of an instance, through properties and items: its own subschema together with what
 * $ref and allOf add to it (the nearer word is right; "properties" and "required" are joined). NULL where the schema
 * says nothing about it. For labels and kinds of fields. Borrowed. */
const YnJson *yn_schema_at (YnSchema *schema, const char *pointer);

/* Whether what describes the place describes one above it, too: a schema that speaks of itself. */
gboolean yn_schema_recurs (YnSchema *schema, const char *pointer);

/* Whether an instance has no more than @most places: the members of the whole, theirs, and so on, once around for a
 * schema that speaks of itself. */
gboolean yn_schema_is_within (YnSchema *schema, guint most);

/* One word of that view as the document has it, not copied: "enum". Borrowed, or NULL. */
const YnJson *yn_schema_word_at (YnSchema *schema, const char *pointer, const char *word);

/* A step of a pointer that is this character and a number goes into that branch of the oneOf or anyOf of the place:
 * what the branch says comes first. ("/contact/\0371/phone") */
#define YN_SCHEMA_BRANCH '\037'

/* The same with what the branches add that hold for @instance. */
const YnJson *yn_schema_now_at (YnSchema *schema, const YnJson *instance, const char *pointer);

/* Whether the object at @pointer has a member @name in the schema, whatever its branches do. */
gboolean yn_schema_always_names (YnSchema *schema, const char *pointer, const char *name);

/* The names of the members that the object at @pointer may have, in the order of the schema: its own, then those that
 * only a branch has (if/then/else, dependentSchemas; not those of a oneOf or anyOf). NULL-terminated, new. */
char **yn_schema_members (YnSchema *schema, const char *pointer);

/* Whether the member @pointer must be there, in an instance like this: by required and dependentRequired, in branches
 * too whose "if" holds. */
gboolean yn_schema_requires (YnSchema *schema, const YnJson *instance, const char *pointer);

/* What the schema says of one object of an instance as it stands now; borrows both. From the whole down, step by step.
 */
typedef struct _YnSchemaFacts YnSchemaFacts;

YnSchemaFacts *yn_schema_facts_new (YnSchema *schema, const YnJson *instance);
YnSchemaFacts *yn_schema_facts_below (const YnSchemaFacts *facts, const char *name); /* a member, or the index of an entry */
YnSchemaFacts *yn_schema_facts_of_branch (const YnSchemaFacts *facts, guint branch);
YnSchemaFacts *yn_schema_facts_at (YnSchema *schema, const YnJson *instance, const char *pointer);
void yn_schema_facts_free (YnSchemaFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnSchemaFacts, yn_schema_facts_free)

/* Whether another instance could get other answers to these. */
gboolean yn_schema_facts_change (const YnSchemaFacts *facts);
gboolean yn_schema_facts_require (YnSchemaFacts *facts, const char *name);
gboolean yn_schema_facts_name (const YnSchemaFacts *facts, const char *name); /* by what holds, or still may */

/* What a member waits for that only a branch names: the "if" it follows from (@otherwise: from its failing), or the
 * @member that it depends on. */
const YnJson *yn_schema_facts_condition (const YnSchemaFacts *facts, const char *name, gboolean *otherwise,
                                         const char **member);

/* What is wrong with it in the one branch that fits best, @preferred (-1: none) where that fits no worse; none where
 * several others fit alike. @pointer is the object's. */
GPtrArray *yn_schema_facts_problems (const YnSchemaFacts *facts, int preferred, const char *pointer, const char *today);

/* The branch of the oneOf or anyOf that fits best; -1: none, or several alike. @preferred (-1: none) where it fits no
 * worse. */
int yn_schema_facts_branch (const YnSchemaFacts *facts, int preferred);

G_END_DECLS
