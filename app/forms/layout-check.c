/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is wrong with answers as a person meets them in the form: an answer that must be given and that a rule hides or
 * locks cannot be given where it is asked for, so it is said why that is so and what decides it. */

#include "forms/layout-parts.h"
#include "forms/service-parts.h"

#include <string.h>

#define MAX_CHAIN 8 /* rules that hide or lock what other rules depend on */

typedef struct
{
  const YnFormNode *node;
  const YnFormNode *hiding;  /* the node whose rule hides it; NULL: shown, or not there for another reason */
  const YnFormNode *locking; /* the node whose rule disables it; NULL: may be filled in, or locked by itself */
} Standing;

/* Of several that stand at one place the one that a person can do most with. */
static gboolean
is_better (const YnFormItem *item, const YnFormItem *known)
{
  return known == NULL || (item->visible && !known->visible)
         || (item->visible && item->enabled && !known->enabled);
}

static void
gather (GHashTable *places, const YnFormNode *node, const YnFormNode *hiding, const YnFormNode *locking)
{
  const YnFormItem *item = &node->item;
  const Standing *known = item->pointer != NULL ? g_hash_table_lookup (places, item->pointer) : NULL;

  if (node->biting && node->rule->effect <= YN_RULE_HIDE)
    hiding = node;
  else if (node->biting)
    locking = node;
  if (item->pointer != NULL && item->kind != YN_FORM_ITEM_MEMBERS
      && is_better (item, known != NULL ? &known->node->item : NULL))
    {
      Standing *own = g_new0 (Standing, 1);

      *own = (Standing) { node, hiding, locking };
      g_hash_table_insert (places, item->pointer, own);
    }
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    gather (places, g_ptr_array_index (item->items, i), hiding, locking);
}

/* Of the place, or of the nearest above it that stands in the form. */
static const Standing *
standing_at (GHashTable *places, const char *pointer)
{
  g_autofree char *at = g_strdup (pointer);
  const Standing *found = g_hash_table_lookup (places, at);

  while (found == NULL && *at != '\0')
    {
      char *slash = strrchr (at, '/');

      *(slash != NULL ? slash : at) = '\0';
      found = *at != '\0' ? g_hash_table_lookup (places, at) : NULL;
    }
  return found;
}

static const YnFormNode *decider (GHashTable *places, const YnCondition *condition, const char *base, guint chain);

/* The node whose rule keeps people from answering there. */
static const YnFormNode *
blocking (const Standing *standing)
{
  const YnFormItem *item = &standing->node->item;

  return !item->visible ? standing->hiding : !item->enabled ? standing->locking : NULL;
}

/* What a person can change there: the control itself, else what in turn keeps it hidden or locked. */
static const YnFormNode *
changeable (GHashTable *places, const char *pointer, guint chain)
{
  const Standing *standing = g_hash_table_lookup (places, pointer);
  const YnFormNode *by;

  if (standing == NULL || standing->node->item.kind == YN_FORM_ITEM_GROUP)
    return NULL;
  if (standing->node->item.visible && standing->node->item.enabled)
    return standing->node;
  by = blocking (standing);
  return by != NULL ? decider (places, by->rule->condition, by->base, chain + 1) : NULL;
}

/* The members that a schema-based condition speaks of. */
static const YnFormNode *
decider_in_schema (GHashTable *places, const YnJson *schema, const char *pointer, guint chain)
{
  const YnJson *members = yn_json_get (schema, "properties");
  const YnJson *required = yn_json_get (schema, "required");
  const YnFormNode *found = changeable (places, pointer, chain);
  guint n = yn_json_size (members);

  for (guint i = 0; found == NULL && i < n + yn_json_size (required) && chain < MAX_CHAIN; i++)
    {
      const char *name = i < n ? yn_json_name_at (members, i) : yn_json_string (yn_json_at (required, i - n));
      g_autofree char *token = yn_json_pointer_escape (name != NULL ? name : "");
      g_autofree char *below = g_strconcat (pointer, "/", token, NULL);

      found = decider_in_schema (places, i < n ? yn_json_at (members, i) : NULL, below, chain + 1);
    }
  return found;
}

static const YnFormNode *
decider (GHashTable *places, const YnCondition *condition, const char *base, guint chain)
{
  g_autofree char *pointer = condition->scope != NULL ? g_strconcat (base, condition->scope, NULL) : NULL;
  const YnFormNode *found = NULL;

  if (chain >= MAX_CHAIN)
    return NULL;
  if (pointer != NULL)
    return decider_in_schema (places, condition->json, pointer, chain);
  for (guint i = 0; found == NULL && condition->parts != NULL && i < condition->parts->len; i++)
    found = decider (places, g_ptr_array_index (condition->parts, i), base, chain);
  return found;
}

static YnProblem *
blocked_problem (GHashTable *places, const YnProblem *problem, const Standing *standing)
{
  static const char *const codes[2][2] = { { "required-hidden-for-good", "required-hidden" },
                                           { "required-disabled-for-good", "required-disabled" } };
  const YnFormNode *rules = blocking (standing);
  const YnFormNode *by = decider (places, rules->rule->condition, rules->base, 0);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  const char *title = yn_json_get_string (problem->details, "title");

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "title", title != NULL ? title : "");
  yn_json_writer_member_string (writer, "why", rules->item.why);
  if (by != NULL)
    {
      yn_json_writer_member_string (writer, "by", by->item.label);
      yn_json_writer_member_string (writer, "place", by->item.pointer);
    }
  yn_json_writer_end (writer);
  return yn_problem_new (problem->pointer, problem->schema_pointer,
                         codes[standing->node->item.visible][by != NULL],
                         yn_json_writer_finish (writer));
}

static gboolean
asks_for_more (const YnProblem *problem)
{
  return g_str_equal (problem->code, "required") || g_str_equal (problem->code, "dependent-required");
}

/* What the UI schema calls a control is what a person looks for. */
static void
call_by_label (GHashTable *places, YnProblem *problem)
{
  const Standing *standing = g_hash_table_lookup (places, problem->pointer);
  const YnFormItem *item = standing != NULL ? &standing->node->item : NULL;
  gboolean named = item != NULL && item->element != NULL && item->first == 0 && item->kind != YN_FORM_ITEM_GROUP;
  g_autoptr (YnJson) title = NULL;

  if (!named || *item->label == '\0' || g_strcmp0 (yn_json_get_string (problem->details, "title"), item->label) == 0)
    return;
  title = yn_json_new_string (item->label);
  yn_json_put (&problem->details, "/title", title);
}

static void
say_places (const YnFormRoot *root, GPtrArray *problems)
{
  GHashTable *places = NULL; /* pointer -> Standing: the one that shows, of several at one place */

  for (guint i = 0; i < problems->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);
      const Standing *standing;
      YnProblem *blocked;

      if (places == NULL)
        {
          places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
          gather (places, &root->node, NULL, NULL);
        }
      call_by_label (places, g_ptr_array_index (problems, i));
      if (!asks_for_more (problem))
        continue;
      standing = standing_at (places, problem->pointer);
      if (standing == NULL || blocking (standing) == NULL)
        continue;
      blocked = blocked_problem (places, problem, standing);
      g_ptr_array_remove_index (problems, i);
      g_ptr_array_insert (problems, (int) i, blocked);
    }
  if (places != NULL)
    g_hash_table_unref (places);
}

static void
add_limit (GPtrArray *problems, const char *code, gint64 limit)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_int (writer, "limit", limit);
  yn_json_writer_end (writer);
  g_ptr_array_add (problems, yn_problem_new ("", NULL, code, yn_json_writer_finish (writer)));
}

static void
say_cut (const YnFormRoot *root, GPtrArray *problems)
{
  if (root->cut)
    add_limit (problems, "entries-too-many", YN_FORM_MAX_ITEMS);
  if (root->deep)
    add_limit (problems, "answers-too-deep", YN_FORM_MAX_NESTING);
}

GPtrArray *
yn_form_check (const YnFormItem *form, const YnJson *answers, const YnJson *attachments, const char *today)
{
  const YnFormRoot *root = (const YnFormRoot *) form;
  g_autoptr (YnJson) visible = yn_form_visible (form, answers);
  GPtrArray *problems =
      yn_service_check_chosen (root->service, visible, attachments, root->chosen, today, root->language);

  say_places (root, problems);
  say_cut (root, problems);
  return problems;
}

/* --- what the author of a form is told ---------------------------------------------------------------------------- */

static gboolean
is_hideable (const YnFormItem *item)
{
  const YnRule *rule = ((const YnFormNode *) item)->rule;

  return rule != NULL && rule->effect <= YN_RULE_HIDE;
}

/* Whether something at @pointer or below is asked for outside @node; @for_sure: whatever other rules say. */
static gboolean
stands_outside (const YnFormItem *item, const YnFormItem *node, const char *pointer, gboolean for_sure)
{
  gsize length = strlen (pointer);
  gboolean field = item->kind == YN_FORM_ITEM_FIELD || item->kind == YN_FORM_ITEM_ARRAY;

  if (item == node || (for_sure && is_hideable (item)))
    return FALSE;
  if (field && strncmp (item->pointer, pointer, length) == 0
      && (item->pointer[length] == '/' || item->pointer[length] == '\0'))
    return TRUE;
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    if (stands_outside (g_ptr_array_index (item->items, i), node, pointer, for_sure))
      return TRUE;
  return FALSE;
}

static gboolean
is_always_required (const YnFormRoot *root, const char *parent, const char *token)
{
  const YnJson *names = yn_json_get (yn_schema_at (root->service->schema, parent), "required");

  for (guint i = 0; i < yn_json_size (names); i++)
    {
      const char *name = yn_json_string (yn_json_at (names, i));
      g_autofree char *escaped = yn_json_pointer_escape (name != NULL ? name : "");

      if (g_str_equal (escaped, token))
        return TRUE;
    }
  return FALSE;
}

/* An object whose every question is hidden goes as a whole; then it counts whether the object must be there. */
static gboolean
leaves_a_gap (const YnFormRoot *root, const YnFormItem *ruled, const char *pointer)
{
  g_autofree char *at = g_strdup (pointer);
  char *slash = strrchr (at, '/');

  while (slash != NULL)
    {
      *slash = '\0';
      if (*at == '\0' || stands_outside (&root->node.item, ruled, at, TRUE))
        return is_always_required (root, at, slash + 1);
      slash = strrchr (at, '/');
    }
  return FALSE;
}

typedef struct
{
  const YnFormRoot *root;
  const YnFormItem *ruled;
  GPtrArray *problems;
} Listing;

/* The pointer of @wanted in @json, behind what @pointer holds. FALSE: it is not there. */
static gboolean
lead_to (const YnJson *json, const YnJson *wanted, GString *pointer)
{
  gsize length = pointer->len;
  guint n = yn_json_is_container (json) ? yn_json_size (json) : 0;

  for (guint i = 0; json != wanted && i < n; i++)
    {
      const char *name = yn_json_is (json, YN_JSON_OBJECT) ? yn_json_name_at (json, i) : NULL;
      g_autofree char *token = name != NULL ? yn_json_pointer_escape (name) : g_strdup_printf ("%u", i);

      g_string_append_printf (pointer, "/%s", token);
      if (lead_to (yn_json_at (json, i), wanted, pointer))
        return TRUE;
      g_string_truncate (pointer, length);
    }
  return json == wanted;
}

static void
add_hideable (const Listing *listing, const YnFormItem *item)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (GString) pointer = g_string_new (NULL);

  lead_to (listing->root->service->json, listing->ruled->element, pointer);
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "title", item->label);
  yn_json_writer_end (writer);
  g_ptr_array_add (listing->problems,
                   yn_problem_new (pointer->str, NULL, "required-may-hide", yn_json_writer_finish (writer)));
}

static void
list_in (const Listing *listing, const YnFormItem *item)
{
  if (item->pointer != NULL && *item->pointer != '\0' && item->kind != YN_FORM_ITEM_MEMBERS
      && !stands_outside (&listing->root->node.item, listing->ruled, item->pointer, FALSE)
      && leaves_a_gap (listing->root, listing->ruled, item->pointer))
    {
      add_hideable (listing, item);
      return;
    }
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    list_in (listing, g_ptr_array_index (item->items, i));
}

static void
list_ruled (Listing *listing, const YnFormItem *item)
{
  if (is_hideable (item))
    {
      listing->ruled = item;
      list_in (listing, item);
    }
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    list_ruled (listing, g_ptr_array_index (item->items, i));
}

GPtrArray *
yn_form_hideable (const YnService *service, YnLanguage language)
{
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  g_autoptr (YnFormItem) form = yn_form_lay_out (service, nothing, language);
  Listing listing = { (const YnFormRoot *) form, NULL, yn_problems_new () };

  list_ruled (&listing, form);
  return listing.problems;
}
