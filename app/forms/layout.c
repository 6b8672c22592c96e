/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/layout.h"

#include <string.h>
#include "forms/compute.h"

#define MAX_NESTING 32

typedef struct
{
  const YnService *service;
  const YnJson *answers;
  YnLanguage language;
} Form;

void
yn_form_item_free (YnFormItem *item)
{
  if (item == NULL)
    return;
  g_free (item->pointer);
  g_free (item->label);
  g_free (item->help);
  g_free (item->why);
  yn_field_unref (item->field);
  g_clear_pointer (&item->items, g_ptr_array_unref);
  g_clear_pointer (&item->columns, g_ptr_array_unref);
  g_free (item);
}

static GPtrArray *
items_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yn_form_item_free);
}

/* Inside @parent (NULL: the whole form): what hides or locks a group hides and locks all in it. */
static YnFormItem *
item_new (YnFormItemKind kind, const YnFormItem *parent)
{
  YnFormItem *item = g_new0 (YnFormItem, 1);

  item->kind = kind;
  item->label = g_strdup ("");
  item->help = g_strdup ("");
  item->visible = parent == NULL || parent->visible;
  item->enabled = parent == NULL || parent->enabled;
  if (kind != YN_FORM_ITEM_LABEL && kind != YN_FORM_ITEM_FIELD)
    item->items = items_new ();
  return item;
}

static void
set_text (char **text, char *value)
{
  g_free (*text);
  *text = value;
}

/* Rules */

static char *
scope_pointer (const YnJson *element)
{
  return yn_service_scope_pointer (yn_json_get_string (element, "scope"));
}

static gboolean
is_type (const YnJson *json, const char *type)
{
  const char *name = yn_json_get_string (json, "type");

  return name != NULL && g_ascii_strcasecmp (name, type) == 0;
}

static gboolean holds (const Form *form, const YnJson *condition);

static gboolean
all_or_any_hold (const Form *form, const YnJson *condition)
{
  const YnJson *parts = yn_json_get (condition, "conditions");
  gboolean any = is_type (condition, "OR");

  for (guint i = 0; i < yn_json_size (parts); i++)
    if (holds (form, yn_json_at (parts, i)) == any)
      return any;
  return !any;
}

static gboolean
holds (const Form *form, const YnJson *condition)
{
  g_autofree char *pointer = scope_pointer (condition);
  const YnJson *value = pointer != NULL ? yn_json_pointer (form->answers, pointer) : NULL;
  const YnJson *expected = yn_json_get (condition, "expectedValue");
  YnSchema *schema = yn_service_condition (form->service, condition);

  if (yn_json_get (condition, "conditions") != NULL)
    return all_or_any_hold (form, condition);
  if (value == NULL && yn_json_get_boolean (condition, "failWhenUndefined", FALSE))
    return FALSE;
  if (schema != NULL)
    return yn_schema_valid (schema, value);
  return expected == NULL || (value != NULL && yn_json_equal (value, expected));
}

static void
obey_rule (const Form *form, const YnJson *element, YnFormItem *item)
{
  const YnJson *rule = yn_json_get (element, "rule");
  const char *effect = yn_json_get_string (rule, "effect");
  gboolean holding;

  if (effect == NULL)
    return;
  holding = holds (form, yn_json_get (rule, "condition"));
  if (g_str_equal (effect, "SHOW") || g_str_equal (effect, "HIDE"))
    item->visible = item->visible && holding == g_str_equal (effect, "SHOW");
  else if (g_str_equal (effect, "ENABLE") || g_str_equal (effect, "DISABLE"))
    item->enabled = item->enabled && holding == g_str_equal (effect, "ENABLE");
}

/* Words */

/* What the UI schema says itself, under its own i18n key. */
static char *
own_text (const Form *form, const YnJson *element, const char *member, const char *part)
{
  const char *text = yn_json_get_string (element, member);
  const char *key = yn_json_get_string (element, "i18n");
  g_autofree char *name = key != NULL ? g_strconcat (key, ".", part, NULL) : NULL;
  const char *word = name != NULL && form->language == YN_LANGUAGE_EN ? yn_service_word (form->service, name) : NULL;

  return g_strdup (word != NULL ? word : text);
}

static void
name_choices (const Form *form, YnField *field, const char *pointer)
{
  for (guint i = 0; field->choices != NULL && i < field->choices->len; i++)
    {
      YnFieldChoice *choice = g_ptr_array_index (field->choices, i);
      g_autoptr (YnJson) value = yn_json_parse (choice->value, -1, NULL);
      char *text = value != NULL ? yn_service_answer_text (form->service, pointer, value, form->language) : NULL;

      if (text != NULL && !yn_json_is (value, YN_JSON_BOOLEAN))
        set_text (&choice->label, text);
      else
        g_free (text);
    }
}

static void
name_unit (const Form *form, YnField *field, const char *pointer)
{
  g_autofree char *key = yn_service_key (pointer);
  g_autofree char *name = g_strconcat (key, ".unit", NULL);
  const char *word = form->language == YN_LANGUAGE_EN ? yn_service_word (form->service, name) : NULL;

  if (word != NULL)
    set_text (&field->unit, g_strdup (word));
}

/* Fields */

static YnField *
field_at (const Form *form, const char *pointer)
{
  YnSchema *schema = yn_service_schema (form->service);
  g_autofree char *first = g_strconcat (pointer, "/0", NULL);
  YnField *field = yn_field_new (yn_schema_at (schema, pointer), yn_schema_at (schema, first), NULL);

  name_choices (form, field, field->kind == YN_FIELD_CHOICES ? first : pointer);
  name_unit (form, field, pointer);
  field->private = yn_service_is_private (form->service, pointer);
  return field;
}

static YnFormItem *
field_item (const Form *form, const char *pointer, const YnFormItem *parent)
{
  YnFormItem *item = item_new (YN_FORM_ITEM_FIELD, parent);

  item->pointer = g_strdup (pointer);
  item->field = field_at (form, pointer);
  item->required = yn_schema_requires (yn_service_schema (form->service), form->answers, pointer);
  set_text (&item->label, yn_service_label (form->service, pointer, form->language));
  set_text (&item->help, yn_service_help (form->service, pointer, form->language));
  item->read_only = item->field->read_only || yn_compute_is_computed (form->service, pointer);
  item->enabled = item->enabled && !item->read_only;
  return item;
}

/* Tables */

static gboolean
is_table (const Form *form, const char *pointer)
{
  g_autofree char *row = g_strconcat (pointer, "/0", NULL);
  YnSchema *schema = yn_service_schema (form->service);

  return g_strcmp0 (yn_json_get_string (yn_schema_at (schema, pointer), "type"), "array") == 0
         && yn_json_size (yn_json_get (yn_schema_at (schema, row), "properties")) > 0;
}

/* The fields of the row at @row, in the order of its schema. */
static void
add_row_fields (const Form *form, GPtrArray *items, const char *row, const YnFormItem *parent)
{
  const YnJson *members = yn_json_get (yn_schema_at (yn_service_schema (form->service), row), "properties");

  for (guint i = 0; i < yn_json_size (members); i++)
    {
      g_autofree char *token = yn_json_pointer_escape (yn_json_name_at (members, i));
      g_autofree char *pointer = g_strconcat (row, "/", token, NULL);

      g_ptr_array_add (items, field_item (form, pointer, parent));
    }
}

static GPtrArray *
columns_of (const Form *form, const char *pointer, const YnFormItem *table)
{
  g_autofree char *first = g_strconcat (pointer, "/0", NULL);
  GPtrArray *columns = items_new ();

  add_row_fields (form, columns, first, table);
  for (guint i = 0; i < columns->len; i++)
    {
      YnFormItem *column = g_ptr_array_index (columns, i);

      set_text (&column->pointer, g_strdup (column->pointer + strlen (first)));
    }
  return columns;
}

static YnFormItem *
table_item (const Form *form, const char *pointer, const YnFormItem *parent)
{
  YnFormItem *table = item_new (YN_FORM_ITEM_ARRAY, parent);
  const YnJson *rows = yn_json_pointer (form->answers, pointer);

  table->pointer = g_strdup (pointer);
  table->required = yn_schema_requires (yn_service_schema (form->service), form->answers, pointer);
  set_text (&table->label, yn_service_label (form->service, pointer, form->language));
  set_text (&table->help, yn_service_help (form->service, pointer, form->language));
  table->columns = columns_of (form, pointer, table);
  for (guint i = 0; yn_json_is (rows, YN_JSON_ARRAY) && i < yn_json_size (rows); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s/%u", pointer, i);
      YnFormItem *row = item_new (YN_FORM_ITEM_GROUP, table);

      row->pointer = g_strdup (place);
      add_row_fields (form, row->items, place, row);
      g_ptr_array_add (table->items, row);
    }
  return table;
}

/* Elements */

static void
set_visible (YnFormItem *item, gboolean visible, gboolean enabled)
{
  item->visible = item->visible && visible;
  item->enabled = item->enabled && enabled;
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    set_visible (g_ptr_array_index (item->items, i), visible, enabled);
}

static YnFormItem *
control_item (const Form *form, const YnJson *element, const YnFormItem *parent)
{
  const YnJson *options = yn_json_get (element, "options");
  g_autofree char *pointer = scope_pointer (element);
  g_autofree char *label = own_text (form, element, "label", "label");
  g_autofree char *help = own_text (form, element, "description", "description");
  YnFormItem *item;

  if (pointer == NULL)
    return NULL;
  item = is_table (form, pointer) ? table_item (form, pointer, parent) : field_item (form, pointer, parent);
  item->element = element;
  if (label != NULL)
    set_text (&item->label, g_steal_pointer (&label));
  if (help != NULL)
    set_text (&item->help, g_steal_pointer (&help));
  if (item->field != NULL && item->field->kind == YN_FIELD_TEXT && yn_json_get_boolean (options, "multi", FALSE))
    item->field->kind = YN_FIELD_LINES;
  if (yn_json_get_boolean (options, "readonly", FALSE))
    set_visible (item, TRUE, FALSE);
  return item;
}

static YnFormItem *element_item (const Form *form, const YnJson *element, const YnFormItem *parent, guint depth);

static YnFormItem *
layout_item (const Form *form, const YnJson *element, const YnFormItem *parent, guint depth)
{
  const YnJson *elements = yn_json_get (element, "elements");
  YnFormItem *item = item_new (is_type (element, "HorizontalLayout") ? YN_FORM_ITEM_ROW : YN_FORM_ITEM_GROUP, parent);
  char *label = own_text (form, element, "label", "label");

  if (label != NULL)
    set_text (&item->label, label);
  obey_rule (form, element, item);
  for (guint i = 0; depth > 0 && i < yn_json_size (elements); i++)
    {
      YnFormItem *child = element_item (form, yn_json_at (elements, i), item, depth - 1);

      if (child != NULL)
        g_ptr_array_add (item->items, child);
    }
  return item;
}

static YnFormItem *
label_item (const Form *form, const YnJson *element, const YnFormItem *parent)
{
  YnFormItem *item = item_new (YN_FORM_ITEM_LABEL, parent);
  char *text = own_text (form, element, "text", "text");

  if (text != NULL)
    set_text (&item->label, text);
  return item;
}

static YnFormItem *
element_item (const Form *form, const YnJson *element, const YnFormItem *parent, guint depth)
{
  YnFormItem *item;

  if (!is_type (element, "Control") && !is_type (element, "Label"))
    return layout_item (form, element, parent, depth);
  item = is_type (element, "Label") ? label_item (form, element, parent) : control_item (form, element, parent);
  if (item != NULL && yn_json_get (element, "rule") != NULL)
    {
      YnFormItem ruled = { .visible = TRUE, .enabled = TRUE };

      obey_rule (form, element, &ruled);
      set_visible (item, ruled.visible, ruled.enabled);
    }
  return item;
}

/* Without a UI schema: each place a field, each object a group. */
static void
add_by_schema (const Form *form, YnFormItem *group, const char *pointer, guint depth)
{
  YnSchema *schema = yn_service_schema (form->service);
  const YnJson *members = yn_json_get (yn_schema_at (schema, pointer), "properties");

  for (guint i = 0; depth > 0 && i < yn_json_size (members); i++)
    {
      g_autofree char *token = yn_json_pointer_escape (yn_json_name_at (members, i));
      g_autofree char *place = g_strconcat (pointer, "/", token, NULL);

      if (yn_json_get (yn_schema_at (schema, place), "properties") != NULL)
        {
          YnFormItem *inner = item_new (YN_FORM_ITEM_GROUP, group);

          set_text (&inner->label, yn_service_label (form->service, place, form->language));
          add_by_schema (form, inner, place, depth - 1);
          g_ptr_array_add (group->items, inner);
        }
      else
        g_ptr_array_add (group->items, is_table (form, place) ? table_item (form, place, group)
                                                              : field_item (form, place, group));
    }
}

YnFormItem *
yn_form_lay_out (const YnService *service, const YnJson *answers, YnLanguage language)
{
  Form form = { service, answers, language };
  const YnJson *uischema = yn_service_uischema (service);
  YnFormItem *whole = item_new (YN_FORM_ITEM_GROUP, NULL);
  YnFormItem *root = uischema != NULL ? element_item (&form, uischema, whole, MAX_NESTING) : NULL;

  if (root == NULL)
    add_by_schema (&form, whole, "", MAX_NESTING);
  else if (is_type (uischema, "VerticalLayout"))
    {
      yn_form_item_free (whole);
      whole = root;
    }
  else
    g_ptr_array_add (whole->items, root);
  return whole;
}

/* Takes over what @now says of @item; FALSE where they are not alike. */
static gboolean
take_over (YnFormItem *item, const YnFormItem *now)
{
  guint n = item->items != NULL ? item->items->len : 0;

  if (item->kind != now->kind || g_strcmp0 (item->pointer, now->pointer) != 0
      || n != (now->items != NULL ? now->items->len : 0))
    return FALSE;
  item->visible = now->visible;
  item->enabled = now->enabled;
  item->read_only = now->read_only;
  item->required = now->required;
  set_text (&item->why, g_strdup (now->why));
  for (guint i = 0; i < n; i++)
    if (!take_over (g_ptr_array_index (item->items, i), g_ptr_array_index (now->items, i)))
      return FALSE;
  return TRUE;
}

gboolean
yn_form_follow (YnFormItem *form, const YnService *service, const YnJson *answers, YnLanguage language)
{
  g_autoptr (YnFormItem) now = yn_form_lay_out (service, answers, language);

  return take_over (form, now);
}

const YnJson *
yn_form_option (const YnFormItem *item, const char *name)
{
  return yn_json_get (yn_json_get (item->element, "options"), name);
}

/* A place that stands twice in a form is hidden only where both are. */
static void
sort_out (const YnFormItem *item, GHashTable *shown, GPtrArray *hidden)
{
  if (item->kind == YN_FORM_ITEM_FIELD || item->kind == YN_FORM_ITEM_ARRAY)
    {
      if (item->visible)
        g_hash_table_add (shown, item->pointer);
      else
        g_ptr_array_add (hidden, item->pointer);
      return;
    }
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    sort_out (g_ptr_array_index (item->items, i), shown, hidden);
}

char **
yn_form_hidden (const YnService *service, const YnJson *answers)
{
  g_autoptr (YnFormItem) form = yn_form_lay_out (service, answers, YN_LANGUAGE_ZH_CN);
  g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) hidden = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) pointers = g_strv_builder_new ();

  sort_out (form, shown, hidden);
  for (guint i = 0; i < hidden->len; i++)
    if (!g_hash_table_contains (shown, g_ptr_array_index (hidden, i)))
      g_strv_builder_add (pointers, g_ptr_array_index (hidden, i));
  return g_strv_builder_end (pointers);
}
