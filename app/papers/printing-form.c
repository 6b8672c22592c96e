/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Answers, in the order of the form that asked for them. */

#include "papers/printing.h"

#include <string.h>

#define MAX_TABLE_COLUMNS 6
#define MIN_COUNTERS 4
#define NOTHING_FOUND "查询期内无相关信息"

static const YnJson *
answer_at (YnPrinting *printing, const char *pointer)
{
  return pointer != NULL ? yn_json_pointer (printing->answers, pointer) : NULL;
}

static gboolean
is_empty (const YnJson *value)
{
  switch (yn_json_kind (value))
    {
    case YN_JSON_STRING:
      return yn_json_string_length (value) == 0;
    case YN_JSON_ARRAY:
    case YN_JSON_OBJECT:
      return yn_json_size (value) == 0;
    case YN_JSON_NULL:
      return TRUE;
    case YN_JSON_BOOLEAN:
    case YN_JSON_NUMBER:
    default:
      return FALSE;
    }
}

void
yn_printing_mark (YnPrinting *printing, const char *pointer)
{
  g_hash_table_add (printing->printed, g_strdup (pointer));
}

/* The answer itself or a whole that it is part of. */
static gboolean
is_printed (YnPrinting *printing, const char *pointer)
{
  g_autofree char *path = g_strdup (pointer);

  for (;;)
    {
      char *slash;

      if (g_hash_table_contains (printing->printed, path))
        return TRUE;
      slash = strrchr (path, '/');
      if (slash == NULL)
        return FALSE;
      *slash = '\0';
    }
}

static char *
answer_text (YnPrinting *printing, const char *pointer)
{
  const YnJson *value = answer_at (printing, pointer);
  char *text = yn_service_answer_text (printing->service, pointer, value, YN_LANGUAGE_ZH_CN);

  if (text[0] == '\0' && !is_empty (value))
    {
      g_free (text);
      text = yn_json_is (value, YN_JSON_STRING) ? g_strdup (yn_json_string (value))
                                                : yn_json_print (value, YN_JSON_COMPACT);
    }
  return text;
}

/* An amount that stands by itself is written in capitals too; in a table there is no room, nor need. */
static void
print_answer (YnPrinting *printing, const char *label, const char *pointer)
{
  g_autofree char *capital = yn_service_capital (printing->service, pointer, answer_at (printing, pointer));
  g_autofree char *plain = answer_text (printing, pointer);
  g_autofree char *text = capital != NULL ? g_strdup_printf ("%s（%s）", plain, capital) : g_strdup (plain);

  yn_printing_mark (printing, pointer);
  yn_printing_row (printing, label, text);
}

/* Behind a tuple's positions, which are printed like fields. */
static guint
n_entries (YnPrinting *printing, const YnFormItem *table)
{
  guint n = yn_json_size (answer_at (printing, table->pointer));

  return n - MIN (n, table->first);
}

/* Is there anything in @item that does not stand on the paper yet? A report's empty tables are said to be
 * empty. */
static gboolean
has_content (YnPrinting *printing, const YnFormItem *item)
{
  switch (item->kind)
    {
    case YN_FORM_ITEM_FIELD:
      return !is_empty (answer_at (printing, item->pointer)) && !is_printed (printing, item->pointer);
    case YN_FORM_ITEM_ARRAY:
      return (g_str_equal (yn_service_kind (printing->service), "report") || n_entries (printing, item) > 0)
             && !is_printed (printing, item->pointer);
    case YN_FORM_ITEM_GROUP:
    case YN_FORM_ITEM_ROW:
    case YN_FORM_ITEM_CATEGORIES:
    case YN_FORM_ITEM_CATEGORY:
    case YN_FORM_ITEM_BRANCHES:
    case YN_FORM_ITEM_MEMBERS:
      for (guint i = 0; item->items != NULL && i < item->items->len; i++)
        if (has_content (printing, g_ptr_array_index (item->items, i)))
          return TRUE;
      return FALSE;
    case YN_FORM_ITEM_LABEL:
    default:
      return FALSE;
    }
}

/* Tables */

static char **
table_row (YnPrinting *printing, const YnFormItem *table, guint index)
{
  char **cells = g_new0 (char *, table->columns->len + 1);

  for (guint i = 0; i < table->columns->len; i++)
    {
      const YnFormItem *column = g_ptr_array_index (table->columns, i);
      g_autofree char *pointer = g_strdup_printf ("%s/%u%s", table->pointer, table->first + index, column->pointer);

      cells[i] = is_empty (answer_at (printing, pointer)) ? g_strdup ("—") : answer_text (printing, pointer);
      yn_printing_mark (printing, pointer);
    }
  return cells;
}

static gboolean
is_flat (const YnFormItem *table)
{
  if (table->columns == NULL || table->columns->len == 0 || table->columns->len > MAX_TABLE_COLUMNS)
    return FALSE;
  for (guint i = 0; i < table->columns->len; i++)
    {
      const YnFormItem *column = g_ptr_array_index (table->columns, i);

      if (column->kind != YN_FORM_ITEM_FIELD || column->field == NULL
          || column->field->kind == YN_FIELD_LINES)
        return FALSE;
    }
  return TRUE;
}

static gboolean
print_flat_table (YnPrinting *printing, const YnFormItem *table, guint n)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < table->columns->len; i++)
    g_ptr_array_add (headings, ((YnFormItem *) g_ptr_array_index (table->columns, i))->label);
  g_ptr_array_add (headings, NULL);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (rows, table_row (printing, table, i));
  return yn_layout_table (printing->layout, (const char *const *) headings->pdata, rows);
}

static void
print_leaf (YnPrinting *printing, const char *pointer)
{
  g_autofree char *label = yn_service_label (printing->service, pointer, YN_LANGUAGE_ZH_CN);

  print_answer (printing, label[0] != '\0' ? label : pointer, pointer);
}

/* Every answer in and below @pointer that does not stand on the paper yet, one row each. */
static void
print_leaves (YnPrinting *printing, const char *pointer)
{
  const YnJson *value = answer_at (printing, pointer);

  if (is_empty (value) || is_printed (printing, pointer))
    return;
  if (!yn_json_is_container (value))
    {
      print_leaf (printing, pointer);
      return;
    }
  for (guint i = 0; i < yn_json_size (value); i++)
    {
      g_autofree char *below = yn_json_pointer_below (value, pointer, i);

      print_leaves (printing, below);
    }
}

/* Too wide for columns: each entry is a table of labels and values. */
static void
print_entries (YnPrinting *printing, const YnFormItem *table, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *heading = g_strdup_printf ("%s（%u/%u）", table->label, i + 1, n);
      g_autofree char *entry = g_strdup_printf ("%s/%u", table->pointer, table->first + i);

      yn_layout_heading (printing->layout, 2, heading);
      for (guint c = 0; table->columns != NULL && c < table->columns->len; c++)
        {
          const YnFormItem *column = g_ptr_array_index (table->columns, c);
          g_autofree char *pointer = g_strconcat (entry, column->pointer, NULL);

          if (column->kind == YN_FORM_ITEM_FIELD && !is_empty (answer_at (printing, pointer)))
            print_answer (printing, column->label, pointer);
        }
      print_leaves (printing, entry);
    }
}

static void
print_table (YnPrinting *printing, const YnFormItem *table, const char *group_label)
{
  guint n = n_entries (printing, table);
  gboolean named = group_label != NULL && strstr (group_label, table->label) != NULL;

  if (n == 0)
    {
      if (named)
        yn_layout_paragraph (printing->layout, YN_LAYOUT_PLAIN, NOTHING_FOUND);
      else
        yn_layout_row (printing->layout, table->label, NOTHING_FOUND);
      yn_printing_mark (printing, table->pointer);
      return;
    }
  if (is_flat (table))
    {
      if (!named)
        yn_layout_heading (printing->layout, 2, table->label);
      if (print_flat_table (printing, table, n))
        {
          yn_printing_mark (printing, table->pointer);
          return;
        }
    }
  print_entries (printing, table, n);
  yn_printing_mark (printing, table->pointer);
}

/* Numbers that belong side by side: the summary of a report. */
static void
gather_counters (const YnFormItem *item, GPtrArray *fields, gboolean *only_counters)
{
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    {
      YnFormItem *child = g_ptr_array_index (item->items, i);

      if (child->kind == YN_FORM_ITEM_ROW)
        gather_counters (child, fields, only_counters);
      else if (child->kind == YN_FORM_ITEM_FIELD && child->field != NULL
               && child->field->kind == YN_FIELD_INTEGER)
        g_ptr_array_add (fields, child);
      else
        *only_counters = FALSE;
    }
}

static gboolean
print_counters (YnPrinting *printing, const YnFormItem *group)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GPtrArray) headings = g_ptr_array_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  gboolean only_counters = TRUE;
  char **cells;

  gather_counters (group, fields, &only_counters);
  if (!only_counters || fields->len < MIN_COUNTERS)
    return FALSE;
  cells = g_new0 (char *, fields->len + 1);
  g_ptr_array_add (rows, cells);
  for (guint i = 0; i < fields->len; i++)
    {
      const YnFormItem *field = g_ptr_array_index (fields, i);

      g_ptr_array_add (headings, field->label);
      cells[i] = answer_text (printing, field->pointer);
    }
  g_ptr_array_add (headings, NULL);
  if (!yn_layout_table (printing->layout, (const char *const *) headings->pdata, rows))
    return FALSE;
  for (guint i = 0; i < fields->len; i++)
    yn_printing_mark (printing, ((YnFormItem *) g_ptr_array_index (fields, i))->pointer);
  return TRUE;
}

static void
print_item (YnPrinting *printing,
            const YnFormItem *item,
            guint level,
            gboolean numbered,
            const char *group_label)
{
  gboolean is_named;

  if (!has_content (printing, item))
    return;
  switch (item->kind)
    {
    case YN_FORM_ITEM_FIELD:
      print_answer (printing, item->label, item->pointer);
      return;
    case YN_FORM_ITEM_ARRAY:
      print_table (printing, item, group_label);
      return;
    case YN_FORM_ITEM_GROUP:
    case YN_FORM_ITEM_ROW:
    case YN_FORM_ITEM_CATEGORIES:
    case YN_FORM_ITEM_CATEGORY:
    case YN_FORM_ITEM_BRANCHES:
    case YN_FORM_ITEM_MEMBERS:
      is_named = item->kind != YN_FORM_ITEM_ROW && item->kind != YN_FORM_ITEM_CATEGORIES && item->label != NULL
                 && item->label[0] != '\0';
      if (is_named && numbered)
        yn_printing_section (printing, item->label);
      else if (is_named)
        yn_layout_heading (printing->layout, level, item->label);
      if (is_named && print_counters (printing, item))
        return;
      for (guint i = 0; i < item->items->len; i++)
        print_item (printing, g_ptr_array_index (item->items, i), is_named ? 2 : level,
                    is_named ? FALSE : numbered, is_named ? item->label : group_label);
      return;
    case YN_FORM_ITEM_LABEL:
    default:
      return;
    }
}

void
yn_printing_form (YnPrinting *printing, guint level, gboolean numbered)
{
  print_item (printing, printing->form, level, numbered, NULL);
}

static void
print_fields_below (YnPrinting *printing, const YnFormItem *item, const char *prefix)
{
  if (item->kind == YN_FORM_ITEM_FIELD)
    {
      if (g_str_has_prefix (item->pointer, prefix) && has_content (printing, item))
        print_answer (printing, item->label, item->pointer);
      return;
    }
  if (item->kind != YN_FORM_ITEM_LABEL && item->kind != YN_FORM_ITEM_ARRAY)
    for (guint i = 0; item->items != NULL && i < item->items->len; i++)
      print_fields_below (printing, g_ptr_array_index (item->items, i), prefix);
}

void
yn_printing_fields (YnPrinting *printing, const char *prefix)
{
  g_autofree char *below = g_strconcat (prefix, "/", NULL);

  print_fields_below (printing, printing->form, below);
  print_leaves (printing, prefix);
}

static gboolean
leaves_remain (YnPrinting *printing, const YnJson *value, const char *pointer)
{
  if (is_empty (value) || is_printed (printing, pointer))
    return FALSE;
  if (!yn_json_is_container (value))
    return TRUE;
  for (guint i = 0; i < yn_json_size (value); i++)
    {
      g_autofree char *below = yn_json_pointer_below (value, pointer, i);

      if (leaves_remain (printing, yn_json_at (value, i), below))
        return TRUE;
    }
  return FALSE;
}

gboolean
yn_printing_has_more (YnPrinting *printing)
{
  return leaves_remain (printing, printing->answers, "");
}

void
yn_printing_rest (YnPrinting *printing)
{
  if (!yn_printing_has_more (printing))
    return;
  yn_layout_heading (printing->layout, 2, "其他内容");
  print_leaves (printing, "");
}
