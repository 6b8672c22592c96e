/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A form follows its answers: every rule and every branch is asked again, nothing is made anew. */

#include "forms/layout-parts.h"

#include <string.h>
#include "forms/layout-why.h"
#include "forms/service-parts.h"

typedef struct
{
  YnFormRoot *root;
  const YnJson *answers;
  GHashTable *facts; /* pointer of an object -> YnSchemaFacts */
  gboolean alike;    /* the shape is what it was */
} Asking;

/* What an element gets from those around it. */
typedef struct
{
  gboolean visible;
  gboolean enabled;
  gboolean read_only;
  const char *why;
} Given;

static YnSchemaFacts *
facts_at (Asking *asking, const char *pointer)
{
  YnSchemaFacts *facts = g_hash_table_lookup (asking->facts, pointer);
  const char *slash = strrchr (pointer, '/');

  if (facts != NULL)
    return facts;
  if (slash == NULL)
    facts = yn_schema_facts_new (asking->root->service->schema, asking->answers);
  else
    {
      g_autofree char *parent = g_strndup (pointer, slash - pointer);
      g_autoptr (GString) name = g_string_new (slash + 1);

      g_string_replace (name, "~1", "/", 0);
      g_string_replace (name, "~0", "~", 0);
      facts = yn_schema_facts_below (facts_at (asking, parent), name->str);
    }
  g_hash_table_insert (asking->facts, g_strdup (pointer), facts);
  return facts;
}

static YnSchemaFacts *
facts_around (Asking *asking, const char *pointer)
{
  g_autofree char *parent = g_strndup (pointer, strrchr (pointer, '/') - pointer);

  return facts_at (asking, parent);
}

static int
branch_of (const YnFormRoot *root, const YnSchemaFacts *facts, const char *pointer)
{
  return yn_schema_facts_branch (facts, GPOINTER_TO_INT (g_hash_table_lookup (root->chosen, pointer)) - 1);
}

static Asking
asking_new (YnFormRoot *root, const YnJson *answers)
{
  Asking asking = { root, answers, NULL, TRUE };

  asking.facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yn_schema_facts_free);
  return asking;
}

int
yn_form_branch (YnFormRoot *root, const YnJson *answers, const char *pointer)
{
  Asking asking = asking_new (root, answers);
  int branch = branch_of (root, facts_at (&asking, pointer), pointer);

  g_hash_table_unref (asking.facts);
  return branch;
}

static void
set_why (YnFormItem *item, const char *why)
{
  if (g_strcmp0 (item->why, why) == 0)
    return;
  g_free (item->why);
  item->why = g_strdup (why);
}

/* Shape */

static void
compare_entries (Asking *asking, YnFormNode *node)
{
  const YnJson *value = yn_json_pointer (asking->answers, node->item.pointer);
  guint n = yn_json_is (value, YN_JSON_ARRAY) ? yn_json_size (value) : 0;

  if (node->item.columns != NULL && n - MIN (n, node->item.first) != node->entries)
    asking->alike = FALSE;
}

/* Behind a tuple that asks for no more something may stand all the same. */
static void
compare_behind (Asking *asking, YnFormNode *node)
{
  const YnJson *value = yn_json_pointer (asking->answers, node->item.pointer);
  guint n = yn_json_is (value, YN_JSON_ARRAY) ? yn_json_size (value) : 0;

  if ((n > node->place->positions) != (node->entries > 0))
    asking->alike = FALSE;
}

static gboolean
is_tuple_without_rest (const YnFormNode *node)
{
  return node->item.kind == YN_FORM_ITEM_GROUP && node->place != NULL && node->place->positions > 0
         && !node->place->open;
}

static void
compare_members (Asking *asking, YnFormNode *node)
{
  const YnJson *value = yn_json_pointer (asking->answers, node->item.pointer);
  g_autofree char *names = yn_form_added_names (value, node->known);

  if (!g_str_equal (names, node->names))
    asking->alike = FALSE;
}

static void
compare_branch (Asking *asking, YnFormNode *node)
{
  YnSchemaFacts *facts = facts_at (asking, node->item.pointer);
  int branch = branch_of (asking->root, facts, node->item.pointer);

  if (branch != node->item.chosen)
    asking->alike = FALSE;
  if (branch >= 0)
    g_hash_table_insert (asking->facts, g_strdup (node->item.pointer), yn_schema_facts_of_branch (facts, branch));
}

static void
compare_shape (Asking *asking, YnFormNode *node)
{
  if (node->item.kind == YN_FORM_ITEM_ARRAY)
    compare_entries (asking, node);
  else if (node->item.kind == YN_FORM_ITEM_MEMBERS)
    compare_members (asking, node);
  else if (node->item.kind == YN_FORM_ITEM_BRANCHES)
    compare_branch (asking, node);
  else if (node->item.folded && yn_json_pointer (asking->answers, node->item.pointer) != NULL)
    asking->alike = FALSE;
  else if (is_tuple_without_rest (node))
    compare_behind (asking, node);
}

/* What the schema says of a place now */

static void
ask_schema (Asking *asking, YnFormNode *node)
{
  const YnFormPlace *place = node->place;
  YnSchemaFacts *facts;

  if (node->fixed || place == NULL || place->name == NULL)
    return;
  facts = facts_around (asking, node->item.pointer);
  node->item.required = node->item.first == 0 && (place->due || yn_schema_facts_require (facts, place->name));
  node->absent = place->conditional && !yn_schema_facts_name (facts, place->name);
  node->fixed = !place->conditional && !yn_schema_facts_change (facts);
}

static void
hide_absent (Asking *asking, YnFormNode *node)
{
  g_autofree char *why = NULL;

  if (!node->absent || !node->item.visible)
    return;
  node->item.visible = FALSE;
  why = yn_form_why_absent (asking->root, facts_around (asking, node->item.pointer), asking->answers,
                            node->item.pointer, node->place->name);
  set_why (&node->item, why);
}

/* Rules */

static gboolean
is_about_writing (const YnRule *rule)
{
  return rule != NULL && rule->effect >= YN_RULE_ENABLE;
}

/* An element's own rule about writing speaks before "readonly" of its options and of the schema, as in JSON Forms; what
 * is computed nobody writes. */
static void
lock_place (YnFormNode *node)
{
  const YnFormPlace *place = node->place;
  gboolean locked = place != NULL && (place->computed || (place->read_only && !is_about_writing (node->rule)));

  if (!locked || node->item.read_only)
    return;
  node->item.read_only = TRUE;
  node->item.enabled = FALSE;
  node->locked = TRUE;
}

/* A layout's "readonly" locks all in it. */
static gboolean
is_locked_layout (const YnFormNode *node)
{
  const YnJson *options = yn_json_get (node->item.element, "options");

  return node->place == NULL && options != NULL && !is_about_writing (node->rule)
         && yn_json_get_boolean (options, "readonly", yn_json_get_boolean (options, "readOnly", FALSE));
}

static gboolean
bites (const YnRule *rule, gboolean holds)
{
  return holds != (rule->effect == YN_RULE_SHOW || rule->effect == YN_RULE_ENABLE || rule->effect == YN_RULE_WRITABLE);
}

static void
obey (Asking *asking, YnFormNode *node)
{
  const YnRule *rule = node->rule;
  g_autofree char *why = NULL;

  if (rule == NULL || !node->item.visible
      || !bites (rule, yn_condition_holds (rule->condition, asking->answers, node->base)))
    return;
  if (rule->effect <= YN_RULE_HIDE)
    node->item.visible = FALSE;
  else if (!node->item.enabled)
    return;
  else
    {
      node->item.enabled = FALSE;
      node->item.read_only = node->item.read_only || rule->effect >= YN_RULE_READONLY;
    }
  if (node->bitten && rule->condition->plain)
    {
      node->biting = TRUE;
      return;
    }
  why = yn_form_why (asking->root, rule, asking->answers, node->base);
  set_why (&node->item, why);
  node->biting = TRUE;
}

static void
name_entry (Asking *asking, YnFormNode *node)
{
  const YnJson *value = node->label_pointer != NULL ? yn_json_pointer (asking->answers, node->label_pointer) : NULL;
  g_autofree char *text = NULL;

  if (node->label_pointer == NULL)
    return;
  text = yn_service_answer_text (asking->root->service, node->label_pointer, value, asking->root->language);
  if (g_str_equal (text, node->item.label))
    return;
  g_free (node->item.label);
  node->item.label = g_steal_pointer (&text);
}

static void
ask (Asking *asking, YnFormNode *node, const Given *given)
{
  YnFormItem *item = &node->item;
  Given inner;

  node->biting = node->locked = FALSE;
  item->visible = given->visible;
  item->enabled = given->enabled;
  item->read_only = given->read_only;
  compare_shape (asking, node);
  ask_schema (asking, node);
  name_entry (asking, node);
  lock_place (node);
  if (is_locked_layout (node) && !item->read_only)
    {
      item->read_only = node->locked = TRUE;
      item->enabled = FALSE;
    }
  obey (asking, node);
  if (!node->biting)
    set_why (item, node->locked
                       ? yn_form_why_locked (node->place != NULL && node->place->computed, asking->root->language)
                       : given->why);
  hide_absent (asking, node);
  node->bitten = node->biting;
  inner = (Given) { item->visible, item->enabled, item->read_only, item->why };
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    ask (asking, g_ptr_array_index (item->items, i), &inner);
  for (guint i = 0; item->columns != NULL && i < item->columns->len; i++)
    ((YnFormItem *) g_ptr_array_index (item->columns, i))->enabled = item->enabled;
}

gboolean
yn_form_ask (YnFormRoot *root, const YnJson *answers)
{
  Asking asking = asking_new (root, answers);
  const Given nothing = { TRUE, TRUE, FALSE, NULL };

  g_clear_pointer (&root->labels, g_hash_table_unref);
  ask (&asking, &root->node, &nothing);
  g_clear_pointer (&root->labels, g_hash_table_unref);
  g_hash_table_unref (asking.facts);
  return asking.alike;
}

gboolean
yn_form_follow (YnFormItem *form, const YnService *service, const YnJson *answers, YnLanguage language)
{
  YnFormRoot *root = (YnFormRoot *) form;

  return yn_form_ask (root, answers) && root->service == service && root->language == language;
}
