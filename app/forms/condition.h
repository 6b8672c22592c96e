/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Conditions and rules of JSON Forms, compiled:
 *
 *   {"scope": "#/properties/a", "schema": {…}}                                  schema-based
 *   {"type": "LEAF", "scope": "#/properties/a", "expectedValue": 1}             equal to it
 *   {"type": "AND" | "OR", "conditions": […]}, {"type": "NOT", "condition": {…}}   NOT takes "conditions" of one, too
 *
 * "failWhenUndefined": without an answer the condition does not hold, where a schema alone would let it pass. The scope
 * "#" is the whole form; inside the entries of an array scopes begin at the entry. */
#pragma once

#include "forms/schema.h"

G_BEGIN_DECLS

typedef enum
{
  YN_CONDITION_AND,
  YN_CONDITION_OR,
  YN_CONDITION_NOT,
  YN_CONDITION_LEAF,
  YN_CONDITION_SCHEMA,
} YnConditionKind;

typedef struct
{
  YnConditionKind kind;
  GPtrArray *parts;       /* AND, OR, NOT: of YnCondition */
  char *scope;            /* LEAF, SCHEMA: the pointer, from the entry or the form on */
  const YnJson *expected; /* LEAF */
  const YnJson *json;     /* SCHEMA: as written */
  YnSchema *schema;
  gboolean fails_undefined;
  gboolean plain;         /* about one answer, so that what it says in words is always the same */
} YnCondition;

typedef enum
{
  YN_RULE_SHOW,
  YN_RULE_HIDE,
  YN_RULE_ENABLE,
  YN_RULE_DISABLE,
  YN_RULE_READONLY,
  YN_RULE_WRITABLE,
} YnRuleEffect;

typedef struct
{
  YnRuleEffect effect;
  YnCondition *condition;
} YnRule;

/* Where a UI schema is being read: the form's schema, where its scopes begin in it ("/rows/0"), and what conditions may
 * refer to. */
typedef struct
{
  YnSchema *schema;
  GHashTable *registry;
  const char *base;
} YnConditionPlace;

/* @pointer is that of @json in the file, for the words of YN_ERROR_BAD_SERVICE. */
YnRule *yn_rule_new (const YnJson *json, const YnConditionPlace *place, const char *pointer, GError **error);
void yn_rule_free (YnRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnRule, yn_rule_free)

void yn_condition_free (YnCondition *condition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnCondition, yn_condition_free)

/* @base is where scopes begin in the answers: "" or the pointer of an entry. */
gboolean yn_condition_holds (const YnCondition *condition, const YnJson *answers, const char *base);

/* The pointer that a scope names: "/a/b" for "#/properties/a/properties/b"; the words of branches between (anyOf/0,
 * then …) name no place of the answers and go. NULL: it is no scope. */
char *yn_scope_pointer (const char *scope);

G_END_DECLS
