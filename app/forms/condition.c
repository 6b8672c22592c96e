/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/condition.h"

#include <string.h>
#include "base/error.h"

#define MAX_NESTING 16

/* The tokens of a scope that lead into a branch, not to a member: how many of them from @tokens on. */
static guint
branch_tokens (char **tokens)
{
  static const char *const numbered[] = { "anyOf", "oneOf", "allOf", NULL };
  static const char *const plain[] = { "then", "else", NULL };

  if (g_strv_contains (plain, tokens[0]))
    return 1;
  return g_strv_contains (numbered, tokens[0]) && tokens[1] != NULL
                 && strspn (tokens[1], "0123456789") == strlen (tokens[1])
             ? 2
             : 0;
}

/* A member, or a position of a tuple: "#/properties/span/prefixItems/0", as JSON Forms reads it. */
static gboolean
names_place (char **tokens)
{
  static const char *const arrays[] = { "prefixItems", "items", NULL };

  if (tokens[1] == NULL)
    return FALSE;
  if (g_str_equal (tokens[0], "properties"))
    return TRUE;
  return g_strv_contains (arrays, tokens[0]) && *tokens[1] != '\0'
         && strspn (tokens[1], "0123456789") == strlen (tokens[1]);
}

char *
yn_scope_pointer (const char *scope)
{
  g_auto (GStrv) tokens = NULL;
  g_autoptr (GString) pointer = g_string_new (NULL);
  guint skip;

  if (scope == NULL || *scope != '#' || (scope[1] != '\0' && scope[1] != '/'))
    return NULL;
  tokens = g_strsplit (g_str_equal (scope, "#/") ? "#" : scope, "/", -1);
  for (guint i = 1; tokens[i] != NULL;)
    {
      if ((skip = branch_tokens (tokens + i)) > 0)
        {
          i += skip;
          continue;
        }
      if (!names_place (tokens + i))
        return NULL;
      g_string_append_printf (pointer, "/%s", tokens[i + 1]);
      i += 2;
    }
  return g_strdup (pointer->str);
}

void
yn_condition_free (YnCondition *condition)
{
  if (condition == NULL)
    return;
  g_clear_pointer (&condition->parts, g_ptr_array_unref);
  g_free (condition->scope);
  yn_schema_free (condition->schema);
  g_free (condition);
}

G_GNUC_PRINTF (4, 5)
static gboolean
fail (GError **error, const char *pointer, const char *member, const char *format, ...)
{
  va_list arguments;
  g_autofree char *what = NULL;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE, "%s%s: %s", pointer, member, what);
  return FALSE;
}

static YnCondition *condition_new (const YnJson *json, const YnConditionPlace *place, const char *pointer, guint depth,
                                   GError **error);

static gboolean
add_part (YnCondition *condition, const YnJson *json, const YnConditionPlace *place, const char *pointer, guint depth,
          GError **error)
{
  YnCondition *part = condition_new (json, place, pointer, depth - 1, error);

  if (part != NULL)
    g_ptr_array_add (condition->parts, part);
  return part != NULL;
}

static gboolean
read_parts (YnCondition *condition, const YnJson *json, const YnConditionPlace *place, const char *pointer, guint depth,
            GError **error)
{
  const YnJson *parts = yn_json_get (json, "conditions");
  const YnJson *one = yn_json_get (json, "condition");

  condition->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_condition_free);
  if (condition->kind == YN_CONDITION_NOT && one != NULL)
    {
      g_autofree char *below = g_strconcat (pointer, "/condition", NULL);

      return add_part (condition, one, place, below, depth, error);
    }
  if (!yn_json_is (parts, YN_JSON_ARRAY))
    return fail (error, pointer, "", "\"conditions\" must be a list of conditions");
  if (condition->kind == YN_CONDITION_NOT && yn_json_size (parts) != 1)
    return fail (error, pointer, "/conditions", "NOT takes one condition");
  for (guint i = 0; i < yn_json_size (parts); i++)
    {
      g_autofree char *below = g_strdup_printf ("%s/conditions/%u", pointer, i);

      if (!add_part (condition, yn_json_at (parts, i), place, below, depth, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_scope (YnCondition *condition, const YnJson *json, const YnConditionPlace *place, const char *pointer,
            GError **error)
{
  const char *scope = yn_json_get_string (json, "scope");
  g_autofree char *at = NULL;

  condition->scope = yn_scope_pointer (scope);
  at = g_strconcat (place->base, condition->scope, NULL);
  if (scope == NULL)
    return fail (error, pointer, "", "the condition has no \"scope\"");
  if (condition->scope == NULL || yn_schema_at (place->schema, at) == NULL)
    return fail (error, pointer, "/scope", "the schema has no place \"%s\"", scope);
  return TRUE;
}

static gboolean
read_schema (YnCondition *condition, const YnJson *json, const YnConditionPlace *place, const char *pointer,
             GError **error)
{
  g_autoptr (GError) reason = NULL;

  condition->json = yn_json_get (json, "schema");
  if (condition->json == NULL)
    return fail (error, pointer, "", "the condition has no \"schema\" (or \"expectedValue\")");
  condition->schema = yn_schema_compile (condition->json, YN_DIALECT_2020_12, place->registry, &reason);
  return condition->schema != NULL
         || fail (error, pointer, "/schema", "%s", reason->message);
}

static gboolean
read_leaf (YnCondition *condition, const YnJson *json, const char *pointer, GError **error)
{
  condition->expected = yn_json_get (json, "expectedValue");
  return condition->expected != NULL || fail (error, pointer, "", "a LEAF condition has an \"expectedValue\"");
}

/* Without a type the members tell. */
static gboolean
read_kind (YnCondition *condition, const YnJson *json, const char *pointer, GError **error)
{
  static const char *const names[] = { "AND", "OR", "NOT", "LEAF", "SCHEMA" };
  const char *type = yn_json_get_string (json, "type");

  condition->kind = yn_json_get (json, "schema") == NULL && yn_json_get (json, "expectedValue") != NULL
                        ? YN_CONDITION_LEAF
                        : YN_CONDITION_SCHEMA;
  if (type == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (type, names[i]))
      {
        condition->kind = i;
        return TRUE;
      }
  return fail (error, pointer, "/type", "there is no condition \"%s\" (AND, OR, NOT, LEAF, SCHEMA)", type);
}

static gboolean
is_plain (const YnJson *json)
{
  static const char *const many[] = { "properties", "required", "allOf", "anyOf", "oneOf", "not", "if", "$ref" };
  const YnJson *schema = yn_json_get (json, "schema");

  for (guint i = 0; i < G_N_ELEMENTS (many); i++)
    if (yn_json_get (schema, many[i]) != NULL)
      return FALSE;
  return TRUE;
}

static gboolean
read_condition (YnCondition *condition, const YnJson *json, const YnConditionPlace *place, const char *pointer,
                guint depth, GError **error)
{
  if (!read_kind (condition, json, pointer, error))
    return FALSE;
  if (condition->kind < YN_CONDITION_LEAF)
    return read_parts (condition, json, place, pointer, depth, error);
  condition->plain = is_plain (json);
  condition->fails_undefined = yn_json_get_boolean (json, "failWhenUndefined", FALSE);
  if (!read_scope (condition, json, place, pointer, error))
    return FALSE;
  return condition->kind == YN_CONDITION_LEAF ? read_leaf (condition, json, pointer, error)
                                              : read_schema (condition, json, place, pointer, error);
}

static YnCondition *
condition_new (const YnJson *json, const YnConditionPlace *place, const char *pointer, guint depth, GError **error)
{
  g_autoptr (YnCondition) condition = g_new0 (YnCondition, 1);

  if (depth == 0)
    fail (error, pointer, "", "conditions are nested more than %d deep", MAX_NESTING);
  else if (!yn_json_is (json, YN_JSON_OBJECT))
    fail (error, pointer, "", "a condition is an object");
  else if (read_condition (condition, json, place, pointer, depth, error))
    return g_steal_pointer (&condition);
  return NULL;
}

static gboolean
all_or_any_hold (const YnCondition *condition, const YnJson *answers, const char *base)
{
  gboolean any = condition->kind == YN_CONDITION_OR;

  for (guint i = 0; i < condition->parts->len; i++)
    if (yn_condition_holds (g_ptr_array_index (condition->parts, i), answers, base) == any)
      return any;
  return !any;
}

gboolean
yn_condition_holds (const YnCondition *condition, const YnJson *answers, const char *base)
{
  g_autofree char *pointer = NULL;
  const YnJson *value;

  if (condition->kind == YN_CONDITION_NOT)
    return !yn_condition_holds (g_ptr_array_index (condition->parts, 0), answers, base);
  if (condition->kind < YN_CONDITION_LEAF)
    return all_or_any_hold (condition, answers, base);
  pointer = *base != '\0' ? g_strconcat (base, condition->scope, NULL) : NULL;
  value = yn_json_pointer (answers, pointer != NULL ? pointer : condition->scope);
  if (value == NULL && condition->fails_undefined)
    return FALSE;
  if (condition->kind == YN_CONDITION_SCHEMA)
    return yn_schema_valid (condition->schema, value);
  return value != NULL && yn_json_equal (value, condition->expected);
}

void
yn_rule_free (YnRule *rule)
{
  if (rule == NULL)
    return;
  yn_condition_free (rule->condition);
  g_free (rule);
}

static gboolean
read_effect (YnRule *rule, const YnJson *json, const char *pointer, GError **error)
{
  static const char *const names[] = { "SHOW", "HIDE", "ENABLE", "DISABLE", "READONLY", "WRITABLE" };
  const char *effect = yn_json_get_string (json, "effect");

  for (guint i = 0; effect != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (effect, names[i]))
      {
        rule->effect = i;
        return TRUE;
      }
  if (effect == NULL)
    return fail (error, pointer, "", "the rule has no \"effect\"");
  return fail (error, pointer, "/effect",
               "there is no effect \"%s\" (SHOW, HIDE, ENABLE, DISABLE, READONLY, WRITABLE)", effect);
}

YnRule *
yn_rule_new (const YnJson *json, const YnConditionPlace *place, const char *pointer, GError **error)
{
  g_autoptr (YnRule) rule = g_new0 (YnRule, 1);
  g_autofree char *below = g_strconcat (pointer, "/condition", NULL);

  if (!read_effect (rule, json, pointer, error))
    return NULL;
  if (yn_json_get (json, "condition") == NULL)
    {
      fail (error, pointer, "", "the rule has no \"condition\"");
      return NULL;
    }
  rule->condition = condition_new (yn_json_get (json, "condition"), place, below, MAX_NESTING, error);
  return rule->condition != NULL ? g_steal_pointer (&rule) : NULL;
}
