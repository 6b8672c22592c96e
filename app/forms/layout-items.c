/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The UI schema and the answers become items. */

#include "forms/layout-parts.h"

#include <string.h>
#include "forms/service-parts.h"
#include "forms/tuple.h"

#define MAX_COLUMNS 6 /* of a table; more are read as cards */

/* Where in the form something is laid out. */
typedef struct
{
  YnFormRoot *root;
  const YnJson *answers;
  const char *base; /* where scopes begin in the answers */
  const char *way;  /* and in the schema */
  guint depth;
  gboolean template; /* columns of a new entry: nothing below is unfolded */
} Spot;

static YnFormNode *
form_node_new (const YnFormRoot *root, YnFormItemKind kind)
{
  YnFormNode *node = g_new0 (YnFormNode, 1);

  node->item.kind = kind;
  node->item.language = root->language;
  node->item.label = g_strdup ("");
  node->item.help = g_strdup ("");
  node->item.visible = node->item.enabled = TRUE;
  node->item.chosen = -1;
  if (kind != YN_FORM_ITEM_LABEL && kind != YN_FORM_ITEM_FIELD)
    node->item.items = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_form_item_free);
  return node;
}

static void
free_node (YnFormNode *node)
{
  g_free (node->item.pointer);
  g_free (node->item.label);
  g_free (node->item.help);
  g_free (node->item.why);
  yn_field_unref (node->item.field);
  g_clear_pointer (&node->item.items, g_ptr_array_unref);
  g_clear_pointer (&node->item.columns, g_ptr_array_unref);
  g_free (node->base);
  g_strfreev (node->known);
  g_free (node->names);
  g_free (node->label_pointer);
}

void
yn_form_item_free (YnFormItem *item)
{
  YnFormNode *node = (YnFormNode *) item;

  if (item == NULL)
    return;
  free_node (node);
  if (node->root)
    {
      YnFormRoot *root = (YnFormRoot *) node;

      yn_service_unref (root->service);
      g_clear_pointer (&root->labels, g_hash_table_unref);
      g_hash_table_unref (root->chosen);
    }
  g_free (node);
}

/* Definitions that refer to each other, and entries by the million, are laid out up to here. */
static gboolean
has_room (const Spot *spot)
{
  YnFormRoot *root = spot->root;

  root->deep |= spot->depth == 0;
  root->cut |= root->left == 0;
  if (spot->depth == 0 || root->left == 0)
    return FALSE;
  root->left--;
  return TRUE;
}

static void
set_text (char **text, char *value)
{
  g_free (*text);
  *text = value;
}

static YnFormNode *
place_node (const Spot *spot, const YnJson *element, const char *pointer, const YnFormPlace *place, YnFormItemKind kind)
{
  YnFormNode *node = form_node_new (spot->root, kind);

  node->place = place;
  node->item.element = element;
  node->item.pointer = g_strdup (pointer);
  set_text (&node->item.label, g_strdup (place->label));
  set_text (&node->item.help, g_strdup (place->help));
  return node;
}

static void
add (YnFormNode *parent, YnFormNode *node)
{
  if (node != NULL)
    g_ptr_array_add (parent->item.items, node);
}

static YnFormNode *place_item (const Spot *spot, const YnJson *element, const char *pointer, const char *way);
static YnFormNode *element_item (const Spot *spot, const YnJson *element);

/* Objects */

static YnFormNode *
member_item (const Spot *spot, const char *pointer, const char *way, const char *name)
{
  g_autofree char *token = yn_json_pointer_escape (name);
  g_autofree char *place = g_strconcat (pointer, "/", token, NULL);
  g_autofree char *place_way = g_strconcat (way, "/", token, NULL);

  return place_item (spot, NULL, place, place_way);
}

/* A self-describing object goes on below only where there are answers. */
static gboolean
goes_round (const Spot *spot, const char *pointer, const char *way)
{
  return yn_json_pointer (spot->answers, pointer) == NULL && yn_schema_recurs (spot->root->service->schema, way);
}

static gboolean
is_property (const YnJson *view, const char *name)
{
  return yn_json_get (yn_json_get (view, "properties"), name) != NULL;
}

char *
yn_form_added_names (const YnJson *object, char **known)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; yn_json_is (object, YN_JSON_OBJECT) && i < yn_json_size (object); i++)
    if (!g_strv_contains ((const char *const *) known, yn_json_name_at (object, i)))
      g_string_append_printf (names, "%s\n", yn_json_name_at (object, i));
  return g_string_free (names, FALSE);
}

/* What a member may be that nobody named yet. */
static GPtrArray *
new_member_of (const Spot *spot, const YnFormPlace *object, const char *pointer)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_form_item_free);
  Spot inner = *spot;
  YnFormNode *member;

  inner.template = TRUE;
  member = yn_json_get (object->view, "additionalProperties") != NULL ? member_item (&inner, pointer, object->way, "")
                                                                      : NULL;
  if (member == NULL)
    return columns;
  set_text (&member->item.pointer, g_strdup (""));
  g_ptr_array_add (columns, member);
  return columns;
}

/* Members that somebody added. */
static YnFormNode *
members_item (const Spot *spot, const YnFormPlace *object, const char *pointer)
{
  const YnJson *value = yn_json_pointer (spot->answers, pointer);
  YnFormNode *members = form_node_new (spot->root, YN_FORM_ITEM_MEMBERS);
  g_auto (GStrv) names = NULL;

  members->item.pointer = g_strdup (pointer);
  members->item.min_items = CLAMP (yn_json_get_int (object->view, "minProperties", 0), 0, G_MAXINT);
  members->item.max_items = CLAMP (yn_json_get_int (object->view, "maxProperties", 0), 0, G_MAXINT);
  members->known = yn_schema_members (spot->root->service->schema, object->way);
  members->names = yn_form_added_names (value, members->known);
  members->item.columns = new_member_of (spot, object, pointer);
  names = g_strsplit (members->names, "\n", -1);
  for (guint i = 0; names[i] != NULL && *names[i] != '\0'; i++)
    {
      YnFormNode *member = member_item (spot, pointer, object->way, names[i]);

      if (member != NULL)
        set_text (&member->item.label, g_strdup (names[i]));
      add (members, member);
    }
  return members;
}

static YnFormNode *
branches_item (const Spot *spot, const YnJson *element, const YnFormPlace *place, const char *pointer)
{
  YnFormNode *node = place_node (spot, element, pointer, place, YN_FORM_ITEM_BRANCHES);
  int branch = yn_form_branch (spot->root, spot->answers, pointer);
  g_autofree char *way = g_strdup_printf ("%s/%c%d", place->way, YN_SCHEMA_BRANCH, branch);
  YnFormNode *inner;

  node->item.field = yn_field_ref (place->field);
  node->item.chosen = branch;
  if (branch < 0 || spot->template)
    return node;
  inner = place_item (spot, NULL, pointer, way);
  if (inner != NULL && inner->item.kind == YN_FORM_ITEM_GROUP)
    set_text (&inner->item.label, g_strdup (""));
  add (node, inner);
  return node;
}

/* Members of the object in the order of its schema. In a branch those that the object has in any case stand outside. */
static void
add_members (const Spot *spot, YnFormNode *group, const YnFormPlace *place, const char *pointer)
{
  g_auto (GStrv) members = yn_schema_members (spot->root->service->schema, place->way);
  const char *branch = strrchr (place->way, '/');
  gboolean in_branch = branch != NULL && branch[1] == YN_SCHEMA_BRANCH;
  g_autofree char *outside = in_branch ? g_strndup (place->way, branch - place->way) : NULL;

  for (guint i = 0; members[i] != NULL; i++)
    if (!in_branch || !yn_schema_always_names (spot->root->service->schema, outside, members[i])
        || !is_property (yn_schema_at (spot->root->service->schema, outside), members[i]))
      add (group, member_item (spot, pointer, place->way, members[i]));
}

static void
add_detail (const Spot *spot, YnFormNode *node, const YnJson *detail, const char *pointer, const char *way)
{
  Spot inner = *spot;

  inner.base = pointer;
  inner.way = way;
  add (node, element_item (&inner, detail));
}

static void add_positions (const Spot *spot, YnFormNode *group, const YnFormPlace *place, const char *pointer);

static YnFormNode *
object_item (const Spot *spot, const YnJson *element, const YnFormPlace *place, const char *pointer)
{
  YnFormNode *group = place_node (spot, element, pointer, place, YN_FORM_ITEM_GROUP);
  const YnJson *detail = yn_json_get (yn_json_get (element, "options"), "detail");

  group->item.folded = goes_round (spot, pointer, place->way);
  if (group->item.folded)
    return group;
  if (yn_json_is (detail, YN_JSON_OBJECT))
    {
      add_detail (spot, group, detail, pointer, place->way);
      return group;
    }
  if (place->positions > 0)
    add_positions (spot, group, place, pointer);
  else
    add_members (spot, group, place, pointer);
  if (place->branching)
    add (group, branches_item (spot, NULL, place, pointer));
  if (place->open && place->positions == 0)
    add (group, members_item (spot, place, pointer));
  return group;
}

/* Arrays */

static const YnJson *
detail_of (const YnJson *element)
{
  const YnJson *detail = yn_json_get (yn_json_get (element, "options"), "detail");

  return yn_json_is (detail, YN_JSON_OBJECT) ? detail : NULL;
}

static const YnFormItem *
first_of (const YnFormItem *item, YnFieldKind kind)
{
  const YnFormItem *found = NULL;

  if (item->kind == YN_FORM_ITEM_FIELD)
    return item->field->kind == kind ? item : NULL;
  for (guint i = 0; found == NULL && item->kind != YN_FORM_ITEM_ARRAY && item->items != NULL && i < item->items->len;
       i++)
    found = first_of (g_ptr_array_index (item->items, i), kind);
  return found;
}

/* The member whose answer names an entry: the one the options name, else the first text, else the first choice. */
static char *
label_pointer_of (const YnFormNode *entry, const YnJson *element)
{
  const YnFormItem *first;

  const char *named = yn_json_get_string (yn_json_get (element, "options"), "elementLabelProp");

  if (named != NULL)
    {
      g_autofree char *below = g_strdelimit (g_strdup (named), ".", '/');

      return g_strconcat (entry->item.pointer, "/", below, NULL);
    }
  first = first_of (&entry->item, YN_FIELD_TEXT);
  if (first == NULL)
    first = first_of (&entry->item, YN_FIELD_CHOICE);
  return first != NULL ? g_strdup (first->pointer) : NULL;
}

/* What has no title is called after what it stands in, and by its number. */
static void
number_label (YnFormNode *node, const char *around, guint number)
{
  if (node->place != NULL && yn_json_get (node->place->view, "title") == NULL)
    set_text (&node->item.label, g_strdup_printf (*around != '\0' ? "%s %u" : "%s%u", around, number));
}

static YnFormNode *
entry_item (const Spot *spot, const YnFormNode *array, const char *way, guint index)
{
  g_autofree char *pointer = g_strdup_printf ("%s/%u", array->item.pointer, index);
  const YnJson *element = array->item.element;
  const YnJson *detail = detail_of (element);
  YnFormNode *entry;

  if (detail != NULL && !has_room (spot))
    return NULL;
  if (detail != NULL)
    {
      entry = form_node_new (spot->root, YN_FORM_ITEM_GROUP);
      entry->item.pointer = g_strdup (pointer);
      add_detail (spot, entry, detail, pointer, way);
    }
  else
    entry = place_item (spot, NULL, pointer, way);
  if (entry != NULL && entry->item.kind == YN_FORM_ITEM_FIELD)
    number_label (entry, array->item.label, index + 1 - array->item.first);
  if (entry == NULL || entry->item.kind == YN_FORM_ITEM_FIELD)
    return entry;
  set_text (&entry->item.label, g_strdup (""));
  entry->label_pointer = label_pointer_of (entry, element);
  return entry;
}

static void
make_relative (GPtrArray *items, gsize length)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      YnFormItem *item = g_ptr_array_index (items, i);

      if (item->pointer != NULL)
        set_text (&item->pointer, g_strdup (item->pointer + length));
      make_relative (item->items, length);
    }
}

/* What a new entry holds: the fields of an object, or the one plain value. */
static GPtrArray *
columns_of (const Spot *spot, const char *pointer, const char *way)
{
  g_autofree char *first = g_strconcat (pointer, "/0", NULL);
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_form_item_free);
  Spot inner = *spot;
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  YnFormNode *entry;

  inner.template = TRUE;
  inner.answers = nothing;
  entry = place_item (&inner, NULL, first, way);
  if (entry != NULL && entry->item.kind == YN_FORM_ITEM_GROUP)
    {
      while (entry->item.items->len > 0)
        g_ptr_array_add (columns, g_ptr_array_steal_index (entry->item.items, 0));
      yn_form_item_free (&entry->item);
    }
  else if (entry != NULL)
    g_ptr_array_add (columns, entry);
  make_relative (columns, strlen (first));
  return columns;
}

static YnFormLook
look_of (const YnJson *element, GPtrArray *columns)
{
  gboolean flat = columns->len > 0 && columns->len <= MAX_COLUMNS && detail_of (element) == NULL;

  if (g_strcmp0 (yn_json_get_string (element, "type"), "ListWithDetail") == 0)
    return YN_FORM_LOOK_WITH_DETAIL;
  for (guint i = 0; i < columns->len; i++)
    {
      const YnFormItem *column = g_ptr_array_index (columns, i);

      flat = flat && column->kind == YN_FORM_ITEM_FIELD && column->field->kind != YN_FIELD_LINES;
    }
  return flat ? YN_FORM_LOOK_TABLE : YN_FORM_LOOK_CARDS;
}

static YnFormNode *
array_item (const Spot *spot, const YnJson *element, const YnFormPlace *place, const char *pointer)
{
  YnFormNode *array = place_node (spot, element, pointer, place, YN_FORM_ITEM_ARRAY);
  const YnJson *entries = yn_json_pointer (spot->answers, pointer);
  g_autofree char *way = g_strconcat (place->way, "/0", NULL);

  array->item.min_items = place->min_items;
  array->item.max_items = place->max_items;
  array->item.ordered = place->ordered;
  if (spot->template)
    return array;
  array->item.columns = columns_of (spot, pointer, way);
  array->item.look = look_of (element, array->item.columns);
  array->entries = yn_json_is (entries, YN_JSON_ARRAY) ? yn_json_size (entries) : 0;
  for (guint i = 0; i < array->entries; i++)
    add (array, entry_item (spot, array, way, i));
  return array;
}

/* Tuples */

static guint
n_behind (const Spot *spot, const YnFormPlace *place, const char *pointer)
{
  const YnJson *entries = yn_json_pointer (spot->answers, pointer);
  guint n = yn_json_is (entries, YN_JSON_ARRAY) ? yn_json_size (entries) : 0;

  return n - MIN (n, place->positions);
}

/* What may stand behind the positions, as many as one likes. */
static YnFormNode *
rest_item (const Spot *spot, const YnFormNode *tuple, const YnFormPlace *place)
{
  YnFormNode *rest = place_node (spot, NULL, tuple->item.pointer, place, YN_FORM_ITEM_ARRAY);
  g_autofree char *way = g_strdup_printf ("%s/%u", place->way, place->positions);

  set_text (&rest->item.label, g_strdup (yn_tuple_rest_name (spot->root->language)));
  set_text (&rest->item.help, g_strdup (""));
  rest->item.first = place->positions;
  rest->item.min_items = place->min_items;
  rest->item.max_items = place->max_items;
  rest->item.ordered = place->ordered;
  rest->item.closed = place->closed;
  rest->item.columns = columns_of (spot, tuple->item.pointer, way);
  rest->item.look = look_of (NULL, rest->item.columns);
  rest->entries = n_behind (spot, place, tuple->item.pointer);
  for (guint i = 0; i < rest->entries; i++)
    add (rest, entry_item (spot, rest, way, place->positions + i));
  return rest;
}

static void
add_positions (const Spot *spot, YnFormNode *group, const YnFormPlace *place, const char *pointer)
{
  for (guint i = 0; i < place->positions; i++)
    {
      g_autofree char *position = g_strdup_printf ("%s/%u", pointer, i);
      g_autofree char *way = g_strdup_printf ("%s/%u", place->way, i);
      g_autofree char *unnamed = g_strdup_printf ("%u", i);
      YnFormNode *node = place_item (spot, NULL, position, way);

      if (node != NULL && g_str_equal (node->item.label, unnamed))
        number_label (node, place->label, i + 1);
      add (group, node);
    }
  if (spot->template)
    return;
  group->entries = place->open ? 0 : n_behind (spot, place, pointer);
  if (place->open || group->entries > 0) /* what nobody asks for and somebody brought is shown all the same */
    add (group, rest_item (spot, group, place));
}

/* Places */

static YnFormNode *
place_item (const Spot *spot, const YnJson *element, const char *pointer, const char *way)
{
  const YnFormPlace *place;
  Spot inner = *spot;
  YnFormNode *field;

  if (!has_room (spot))
    return NULL;
  place = yn_form_place (spot->root->service, element, pointer, way, spot->root->language);
  inner.depth--;
  switch (place->kind)
    {
    case YN_FORM_ITEM_GROUP:
      return object_item (&inner, element, place, pointer);
    case YN_FORM_ITEM_ARRAY:
      return array_item (&inner, element, place, pointer);
    case YN_FORM_ITEM_BRANCHES:
      return branches_item (&inner, element, place, pointer);
    case YN_FORM_ITEM_FIELD:
    case YN_FORM_ITEM_ROW:
    case YN_FORM_ITEM_LABEL:
    case YN_FORM_ITEM_CATEGORIES:
    case YN_FORM_ITEM_CATEGORY:
    case YN_FORM_ITEM_MEMBERS:
    default:
      field = place_node (spot, element, pointer, place, YN_FORM_ITEM_FIELD);
      field->item.field = yn_field_ref (place->field);
      return field;
    }
}

/* Elements */

static YnFormNode *
scoped_item (const Spot *spot, const YnJson *element)
{
  g_autofree char *scope = yn_scope_pointer (yn_json_get_string (element, "scope"));
  g_autofree char *pointer = g_strconcat (spot->base, scope, NULL);
  g_autofree char *way = g_strconcat (spot->way, scope, NULL);

  return scope != NULL ? place_item (spot, element, pointer, way) : NULL;
}

static YnFormNode *
layout_item (const Spot *spot, const YnJson *element, YnFormItemKind kind)
{
  const YnJson *elements = yn_json_get (element, "elements");
  const char *variant = yn_json_get_string (yn_json_get (element, "options"), "variant");
  YnFormNode *node;
  char *label;
  Spot inner = *spot;

  if (!has_room (spot))
    return NULL;
  node = form_node_new (spot->root, kind);
  label = yn_form_element_text (spot->root->service, element, "label", "label", spot->root->language);
  inner.depth--;
  node->item.element = element;
  node->item.stepper = g_strcmp0 (variant, "stepper") == 0;
  if (label != NULL)
    set_text (&node->item.label, label);
  for (guint i = 0; i < yn_json_size (elements); i++)
    add (node, element_item (&inner, yn_json_at (elements, i)));
  return node;
}

static YnFormNode *
label_item (const Spot *spot, const YnJson *element)
{
  YnFormNode *node;
  char *text;

  if (!has_room (spot))
    return NULL;
  node = form_node_new (spot->root, YN_FORM_ITEM_LABEL);
  text = yn_form_element_text (spot->root->service, element, "text", "text", spot->root->language);
  node->item.element = element;
  if (text != NULL)
    set_text (&node->item.label, text);
  return node;
}

static YnFormNode *
unruled_item (const Spot *spot, const YnJson *element)
{
  static const struct
  {
    const char *type;
    YnFormItemKind kind;
  } layouts[] = {
    { "VerticalLayout", YN_FORM_ITEM_GROUP },          { "Group", YN_FORM_ITEM_GROUP },
    { "HorizontalLayout", YN_FORM_ITEM_ROW },          { "Category", YN_FORM_ITEM_CATEGORY },
    { "Categorization", YN_FORM_ITEM_CATEGORIES },
  };
  const char *type = yn_json_get_string (element, "type");

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (g_strcmp0 (type, layouts[i].type) == 0)
      return layout_item (spot, element, layouts[i].kind);
  return g_strcmp0 (type, "Label") == 0 ? label_item (spot, element) : scoped_item (spot, element);
}

static YnFormNode *
element_item (const Spot *spot, const YnJson *element)
{
  YnFormNode *node = unruled_item (spot, element);

  if (node == NULL)
    return NULL;
  node->rule = g_hash_table_lookup (spot->root->service->rules, element);
  if (node->rule != NULL)
    node->base = g_strdup (spot->base);
  return node;
}

static YnFormRoot *
root_new (const YnService *service, YnLanguage language, const YnFormItem *before, guint room)
{
  YnFormRoot *root = g_new0 (YnFormRoot, 1);
  YnFormNode *node;

  root->language = language;
  node = form_node_new (root, YN_FORM_ITEM_GROUP);
  root->node = *node;
  g_free (node);
  root->node.root = TRUE;
  root->service = yn_service_ref ((YnService *) service);
  root->left = room;
  root->chosen = before != NULL ? g_hash_table_ref (((const YnFormRoot *) before)->chosen)
                                : g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return root;
}

static YnFormRoot *
lay_out (YnFormRoot *root, const YnJson *answers)
{
  const YnJson *uischema = yn_service_uischema (root->service);
  Spot spot = { root, answers, "", "", YN_FORM_MAX_NESTING, FALSE };
  gboolean is_whole = g_strcmp0 (yn_json_get_string (uischema, "type"), "VerticalLayout") == 0;
  YnFormNode *top = element_item (&spot, uischema);

  if (is_whole)
    {
      free_node (&root->node);
      root->node = *top;
      root->node.root = TRUE;
      g_free (top);
    }
  else
    add (&root->node, top);
  return root;
}

YnFormItem *
yn_form_lay_out_again (const YnFormItem *before, const YnService *service, const YnJson *answers, YnLanguage language)
{
  YnFormRoot *root = lay_out (root_new (service, language, before, YN_FORM_MAX_ITEMS), answers);

  yn_form_ask (root, answers);
  return &root->node.item;
}

YnFormItem *
yn_form_lay_out (const YnService *service, const YnJson *answers, YnLanguage language)
{
  return yn_form_lay_out_again (NULL, service, answers, language);
}

gboolean
yn_form_fits (const YnService *service)
{
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  g_autoptr (YnFormItem) form = NULL;

  if (!yn_schema_is_within (service->schema, YN_FORM_MAX_PLACES))
    return FALSE;
  form = &lay_out (root_new (service, YN_LANGUAGE_ZH_CN, NULL, YN_FORM_MAX_PLACES), nothing)->node.item;
  return !((YnFormRoot *) form)->cut && !((YnFormRoot *) form)->deep;
}

void
yn_form_choose (YnFormItem *form, const char *pointer, guint branch)
{
  g_hash_table_insert (((YnFormRoot *) form)->chosen, g_strdup (pointer), GUINT_TO_POINTER (branch + 1));
}

const YnJson *
yn_form_option (const YnFormItem *item, const char *name)
{
  return yn_json_get (yn_json_get (item->element, "options"), name);
}
