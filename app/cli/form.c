/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "forms/answers.h"
#include "forms/layout.h"

static const char *
kind_name (const YnFormItem *item)
{
  static const char *const fields[] = { "text", "lines", "integer", "decimal", "money", "date", "date-time", "boolean", "choice", "choices", "time", "secret" };

  switch (item->kind)
    {
    case YN_FORM_ITEM_GROUP:
      return "group";
    case YN_FORM_ITEM_ROW:
      return "row";
    case YN_FORM_ITEM_LABEL:
      return "label";
    case YN_FORM_ITEM_ARRAY:
      return "array";
    case YN_FORM_ITEM_CATEGORIES:
      return "categories";
    case YN_FORM_ITEM_CATEGORY:
      return "category";
    case YN_FORM_ITEM_BRANCHES:
      return "branches";
    case YN_FORM_ITEM_MEMBERS:
      return "members";
    case YN_FORM_ITEM_FIELD:
    default:
      return fields[item->field->kind];
    }
}

static void
write_field (YnJsonWriter *writer, const YnFormItem *item, const YnJson *answers, GPtrArray *problems, YnLanguage language)
{
  const YnJson *value = yn_json_pointer (answers, item->pointer);
  const YnProblem *problem = yn_problems_at (problems, item->pointer);

  yn_json_writer_member_string (writer, "pointer", item->pointer);
  yn_json_writer_member_boolean (writer, "required", item->required);
  if (value != NULL)
    yn_json_writer_member_value (writer, "value", value);
  if (problem != NULL)
    {
      g_autoptr (YnJson) json = yn_problem_json (problem, language);

      yn_json_writer_member_value (writer, "problem", json);
    }
}

static void
write_item (YnJsonWriter *writer, const YnFormItem *item, const YnJson *answers, GPtrArray *problems, YnLanguage language)
{
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "kind", kind_name (item));
  yn_json_writer_member_string (writer, "label", item->label);
  yn_json_writer_member_boolean (writer, "visible", item->visible);
  yn_json_writer_member_boolean (writer, "enabled", item->enabled);
  if (item->kind == YN_FORM_ITEM_FIELD || item->kind == YN_FORM_ITEM_ARRAY)
    write_field (writer, item, answers, problems, language);
  if (item->items != NULL && item->items->len > 0)
    {
      yn_json_writer_name (writer, "items");
      yn_json_writer_begin_array (writer);
      for (guint i = 0; i < item->items->len; i++)
        write_item (writer, g_ptr_array_index (item->items, i), answers, problems, language);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

static void
say_item (const YnFormItem *item, const YnJson *answers, GPtrArray *problems, YnLanguage language, int depth)
{
  const YnProblem *problem = item->pointer == NULL ? NULL : yn_problems_at (problems, item->pointer);

  if (!item->visible)
    return;
  if (item->label != NULL && item->label[0] != '\0')
    yn_say_line ("%*s%s%s  (%s)", depth * 2, "", item->label, item->required ? " *" : "", kind_name (item));
  if (problem != NULL)
    {
      g_autofree char *words = yn_problem_words (problem, language);

      yn_say_line ("%*s! %s", depth * 2 + 2, "", words);
    }
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    say_item (g_ptr_array_index (item->items, i), answers, problems, language, depth + 1);
}

YnExit
yn_verb_form (YnChair *chair, int argc, char **argv)
{
  g_autofree char *data = NULL;
  g_autofree char *schema = NULL;
  g_autofree char *uischema = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = NULL;
  g_autoptr (YnJson) given = NULL;
  g_autoptr (YnAnswers) answers = NULL;
  g_autoptr (YnFormItem) form = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *today = NULL;
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data, N_ ("Answers given so far"), "FILE" },
    { "schema", 0, 0, G_OPTION_ARG_FILENAME, &schema, N_ ("A JSON Schema instead of a service"), "FILE" },
    { "uischema", 0, 0, G_OPTION_ARG_FILENAME, &uischema, N_ ("With this JSON Forms UI schema"), "FILE" },
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
  answers = yn_answers_new (service, given);
  today = yn_clock_today (chair->clock);
  problems = yn_service_check (service, yn_answers_json (answers), NULL, today, chair->language);
  form = yn_form_lay_out (service, yn_answers_json (answers), chair->language);
  if (chair->json)
    {
      g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
      g_autoptr (YnJson) json = NULL;

      write_item (writer, form, yn_answers_json (answers), problems, chair->language);
      json = yn_json_writer_finish (writer);
      yn_say_json (json);
    }
  else
    say_item (form, yn_answers_json (answers), problems, chair->language, 0);
  return YN_EXIT_YES;
}
