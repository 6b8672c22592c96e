/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The form as a person would meet it. With --json one object, the whole form, whose items hold items:
 *
 *   kind       group row label array categories category branches members, or a control's: text lines integer decimal
 *              money date date-time time boolean choice choices secret
 *   look       of a control: plain drop-down radio autocomplete slider toggle check; of an array: table cards with-detail
 *   label, help, pointer (into the answers), visible, enabled, readOnly, required
 *   why        one sentence, where it is hidden or cannot be changed
 *   value, text (as a person reads it; a private one masked), private
 *   format, unit, minimum, maximum (as written; money in fen), step, maxLength, placeholder, default
 *   choices    [{value, label}], the first 50; choiceCount: of how many
 *   minItems, maxItems, ordered, columns (of an array); first (of an array behind a tuple's positions); stepper (of categories); chosen (of branches)
 *   problems   [{pointer, schemaPointer, code, words}], of this item and of what lies in it and has no item of its own
 *   items
 *
 * What has no value, no help, no limit has no such member. Problems that belong to no visible item stand at the form. */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "base/codes.h"
#include "forms/answers.h"
#include "forms/layout.h"
#include "forms/uischema.h"

#include <string.h>

#define MOST_CHOICES 50

typedef struct
{
  YnService *service;
  const YnJson *answers;
  YnLanguage language;
  GHashTable *problems; /* YnFormItem -> GPtrArray of YnProblem */
  gboolean all;         /* hidden ones are listed, too */
} Telling;

static const char *
kind_name (const YnFormItem *item)
{
  static const char *const items[] = { "group", "row", "label", NULL, "array", "categories", "category", "branches",
                                       "members" };
  static const char *const fields[] = { "text", "lines", "integer", "decimal", "money", "date", "date-time", "boolean",
                                        "choice", "choices", "time", "secret" };

  return item->kind == YN_FORM_ITEM_FIELD ? fields[item->field->kind] : items[item->kind];
}

static const char *
look_name (const YnFormItem *item)
{
  static const char *const arrays[] = { "table", "cards", "with-detail" };
  static const char *const fields[] = { "plain", "drop-down", "radio", "autocomplete", "slider", "toggle", "check" };

  if (item->kind == YN_FORM_ITEM_ARRAY)
    return arrays[item->look];
  return item->field != NULL ? fields[item->field->look] : NULL;
}

/* Whose problem is it? */

static void
gather_items (GHashTable *items, const YnFormItem *item)
{
  if (!item->visible)
    return;
  if (item->pointer != NULL)
    g_hash_table_insert (items, item->pointer, (gpointer) item);
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    gather_items (items, g_ptr_array_index (item->items, i));
}

/* The visible item at @pointer, or the nearest above it. */
static const YnFormItem *
item_for (GHashTable *items, const char *pointer, const YnFormItem *form)
{
  g_autofree char *at = g_strdup (pointer);
  const YnFormItem *item;
  char *slash;

  while ((item = g_hash_table_lookup (items, at)) == NULL && (slash = strrchr (at, '/')) != NULL)
    *slash = '\0';
  return item != NULL ? item : form;
}

static GHashTable *
hand_out (const YnFormItem *form, GPtrArray *problems)
{
  g_autoptr (GHashTable) items = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *handed = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  gather_items (items, form);
  for (guint i = 0; i < problems->len; i++)
    {
      YnProblem *problem = g_ptr_array_index (problems, i);
      const YnFormItem *item = item_for (items, yn_problem_place (problem), form);
      GPtrArray *own = g_hash_table_lookup (handed, item);

      if (own == NULL)
        g_hash_table_insert (handed, (gpointer) item, own = g_ptr_array_new ());
      g_ptr_array_add (own, problem);
    }
  return handed;
}

/* --json */

static void
write_text (YnJsonWriter *writer, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    yn_json_writer_member_string (writer, name, text);
}

static void
write_count (YnJsonWriter *writer, const char *name, guint count)
{
  if (count > 0)
    yn_json_writer_member_int (writer, name, count);
}

static void
write_number (YnJsonWriter *writer, const char *name, const char *number)
{
  if (number == NULL)
    return;
  yn_json_writer_name (writer, name);
  yn_json_writer_number (writer, number);
}

static char *
text_of (const Telling *telling, const YnFormItem *item)
{
  const YnJson *value = yn_json_pointer (telling->answers, item->pointer);
  g_autofree char *text = yn_service_answer_text (telling->service, item->pointer, value, telling->language);
  const YnFieldChoice *choice = item->field != NULL ? yn_field_choice (item->field, value) : NULL;

  if (item->field == NULL || *text == '\0')
    return g_steal_pointer (&text);
  if (item->field->kind == YN_FIELD_SECRET)
    return g_strdup ("••••");
  if (item->field->private)
    return yn_mask_private (text);
  return choice != NULL ? g_strdup (choice->label) : g_steal_pointer (&text);
}

static void
write_choices (YnJsonWriter *writer, GPtrArray *choices)
{
  if (choices == NULL)
    return;
  yn_json_writer_member_int (writer, "choiceCount", choices->len);
  yn_json_writer_name (writer, "choices");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < MIN (choices->len, MOST_CHOICES); i++)
    {
      const YnFieldChoice *choice = g_ptr_array_index (choices, i);
      g_autoptr (YnJson) value = yn_json_parse (choice->value, -1, NULL);

      yn_json_writer_begin_object (writer);
      if (value != NULL)
        yn_json_writer_member_value (writer, "value", value);
      yn_json_writer_member_string (writer, "label", choice->label);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

static void
write_field (YnJsonWriter *writer, const Telling *telling, const YnFormItem *item)
{
  const YnField *field = item->field;

  write_text (writer, "format", field->format);
  write_text (writer, "unit", field->unit);
  write_number (writer, "minimum", field->minimum);
  write_number (writer, "maximum", field->maximum);
  write_number (writer, "step", field->step);
  write_count (writer, "maxLength", field->max_length);
  write_text (writer, "placeholder", field->placeholder);
  if (field->default_value != NULL)
    yn_json_writer_member_value (writer, "default", field->default_value);
  if (field->private)
    yn_json_writer_member_boolean (writer, "private", TRUE);
  write_choices (writer, field->choices != NULL ? field->choices : field->suggestions);
}

static void
write_answer (YnJsonWriter *writer, const Telling *telling, const YnFormItem *item)
{
  const YnJson *value = yn_json_pointer (telling->answers, item->pointer);
  g_autofree char *text = text_of (telling, item);

  if (value == NULL || item->kind == YN_FORM_ITEM_GROUP || item->kind == YN_FORM_ITEM_MEMBERS)
    return;
  yn_json_writer_member_value (writer, "value", value);
  write_text (writer, "text", text);
}

static void
write_problems (YnJsonWriter *writer, const Telling *telling, const YnFormItem *item)
{
  GPtrArray *problems = g_hash_table_lookup (telling->problems, item);

  if (problems == NULL)
    return;
  yn_json_writer_name (writer, "problems");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < problems->len; i++)
    {
      g_autoptr (YnJson) json = yn_problem_json (g_ptr_array_index (problems, i), telling->language);

      yn_json_writer_value (writer, json);
    }
  yn_json_writer_end (writer);
}

static void
write_shape (YnJsonWriter *writer, const YnFormItem *item)
{
  if (item->folded)
    yn_json_writer_member_boolean (writer, "folded", TRUE);
  write_count (writer, "first", item->first);
  write_count (writer, "minItems", item->min_items);
  write_count (writer, "maxItems", item->max_items);
  if (item->kind == YN_FORM_ITEM_ARRAY)
    yn_json_writer_member_boolean (writer, "ordered", item->ordered);
  if (item->kind == YN_FORM_ITEM_CATEGORIES)
    yn_json_writer_member_boolean (writer, "stepper", item->stepper);
  if (item->kind == YN_FORM_ITEM_BRANCHES && item->chosen >= 0)
    yn_json_writer_member_int (writer, "chosen", item->chosen);
}

static void write_items (YnJsonWriter *writer, const Telling *telling, const char *name, GPtrArray *items);

static void
write_item (YnJsonWriter *writer, const Telling *telling, const YnFormItem *item)
{
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "kind", kind_name (item));
  write_text (writer, "look", look_name (item));
  yn_json_writer_member_string (writer, "label", item->label);
  write_text (writer, "help", item->help);
  if (item->pointer != NULL)
    yn_json_writer_member_string (writer, "pointer", item->pointer);
  yn_json_writer_member_boolean (writer, "visible", item->visible);
  yn_json_writer_member_boolean (writer, "enabled", item->enabled);
  if (item->pointer != NULL)
    {
      yn_json_writer_member_boolean (writer, "readOnly", item->read_only);
      yn_json_writer_member_boolean (writer, "required", item->required);
    }
  write_text (writer, "why", item->why);
  if (item->pointer != NULL)
    write_answer (writer, telling, item);
  if (item->field != NULL)
    write_field (writer, telling, item);
  write_shape (writer, item);
  write_problems (writer, telling, item);
  write_items (writer, telling, "columns", item->columns);
  write_items (writer, telling, "items", item->items);
  yn_json_writer_end (writer);
}

static void
write_items (YnJsonWriter *writer, const Telling *telling, const char *name, GPtrArray *items)
{
  if (items == NULL || items->len == 0)
    return;
  yn_json_writer_name (writer, name);
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < items->len; i++)
    write_item (writer, telling, g_ptr_array_index (items, i));
  yn_json_writer_end (writer);
}

/* For a person at a terminal */

static void
say_head (const Telling *telling, const YnFormItem *item, int indent)
{
  gboolean answerable = item->field != NULL || item->kind == YN_FORM_ITEM_ARRAY;
  g_autofree char *text = item->field != NULL && item->pointer != NULL ? text_of (telling, item) : g_strdup ("");

  if (item->folded)
    yn_say_line (_("%*s%s  (one level more, for whom it is needed)"), indent, "", item->label);
  else if (!answerable)
    yn_say_line ("%*s%s", indent, "", item->label);
  else
    yn_say_line ("%*s%s%s  (%s)%s%s", indent, "", item->label, item->required ? " *" : "", kind_name (item),
                 *text != '\0' ? "  = " : "", text);
}

static void
say_item (const Telling *telling, const YnFormItem *item, int indent)
{
  GPtrArray *problems = g_hash_table_lookup (telling->problems, item);
  gboolean named = *item->label != '\0';

  if (!item->visible && !telling->all)
    return;
  if (named)
    say_head (telling, item, indent);
  if (item->why != NULL && named)
    yn_say_line ("%*s- %s", indent + 2, "", item->why);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      g_autofree char *words = yn_problem_words (g_ptr_array_index (problems, i), telling->language);

      yn_say_line ("%*s! %s", indent + 2, "", words);
    }
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    say_item (telling, g_ptr_array_index (item->items, i), named ? indent + 2 : indent);
}

static YnExit
tell (YnChair *chair, YnService *service, YnAnswers *answers, gboolean all)
{
  const YnJson *json = yn_answers_json (answers);
  g_autoptr (YnFormItem) form = yn_form_lay_out (service, json, chair->language);
  g_autofree char *today = yn_clock_today (chair->clock);
  g_autoptr (GPtrArray) problems = yn_form_check (form, json, NULL, today);
  g_autoptr (GHashTable) handed = NULL;
  Telling telling = { service, json, chair->language, NULL, all };

  handed = hand_out (form, problems);
  telling.problems = handed;
  if (chair->json)
    {
      g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
      g_autoptr (YnJson) said = NULL;

      write_item (writer, &telling, form);
      said = yn_json_writer_finish (writer);
      yn_say_json (said);
    }
  else
    say_item (&telling, form, 0);
  return YN_EXIT_YES;
}

/* Made from the schema even where the service has one of its own: to begin from. */
static YnExit
write_uischema (YnService *service)
{
  g_autoptr (YnJson) made = yn_uischema_generate (yn_service_schema (service));

  yn_say_json (made);
  return YN_EXIT_YES;
}

YnExit
yn_verb_form (YnChair *chair, int argc, char **argv)
{
  g_autofree char *data = NULL;
  g_autofree char *schema = NULL;
  g_autofree char *uischema = NULL;
  gboolean all = FALSE, make = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = NULL;
  g_autoptr (YnJson) given = NULL;
  g_autoptr (YnAnswers) answers = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data, N_ ("Answers given so far"), "FILE" },
    { "schema", 0, 0, G_OPTION_ARG_FILENAME, &schema, N_ ("A JSON Schema instead of a service"), "FILE" },
    { "uischema", 0, 0, G_OPTION_ARG_FILENAME, &uischema, N_ ("With this JSON Forms UI schema"), "FILE" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("With what is hidden now, and why (--json always has it)"), NULL },
    { "write-uischema", 0, 0, G_OPTION_ARG_NONE, &make, N_ ("Print the UI schema that the schema alone gives"), NULL },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries,
                         "SERVICE [--data ANSWERS.json] | --schema FILE [--uischema FILE] [--data FILE]", 0, 1))
    return YN_EXIT_WRONG_USE;
  if (argc != (schema == NULL ? 2 : 1))
    return yn_say_wrong_use (chair, _("Name a service or a schema, one of them."));
  service = yn_chair_form (chair, argv[1], schema, uischema, &error);
  given = service == NULL || data == NULL ? NULL : yn_chair_read_json (data, &error);
  if (error != NULL)
    return yn_say_error (chair, error);
  if (make)
    return write_uischema (service);
  answers = yn_answers_new (service, given);
  return tell (chair, service, answers, all);
}
