/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include "forms/answers.h"

/* Any schema and any instance, with the same validator as the forms. */
static GPtrArray *
check_schema (YnChair *chair, const char *schema_path, const char *instance_path, GError **error)
{
  g_autoptr (YnJson) document = yn_chair_read_json (schema_path, error);
  g_autoptr (YnSchema) schema = document == NULL ? NULL : yn_schema_compile (document, YN_DIALECT_2020_12, NULL, error);
  g_autoptr (YnJson) instance = schema == NULL ? NULL : yn_chair_read_json (instance_path, error);
  g_autofree char *today = yn_clock_today (chair->clock);

  return instance == NULL ? NULL : yn_schema_check (schema, instance, today);
}

static GPtrArray *
check_service (YnChair *chair, const char *id, const char *answers_path, GError **error)
{
  g_autoptr (YnService) service = yn_service_find (id, error);
  g_autoptr (YnJson) given = service == NULL ? NULL : yn_chair_read_json (answers_path, error);
  g_autofree char *today = yn_clock_today (chair->clock);
  g_autoptr (YnAnswers) answers = NULL;
  g_autoptr (YnJson) visible = NULL;

  if (given == NULL)
    return NULL;
  answers = yn_answers_new (service, given);
  visible = yn_answers_visible (answers);
  return yn_service_check (service, visible, NULL, today, chair->language);
}

YnExit
yn_verb_check (YnChair *chair, int argc, char **argv)
{
  g_autofree char *schema = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  const GOptionEntry entries[] = {
    { "schema", 0, 0, G_OPTION_ARG_FILENAME, &schema, "Check an instance against this JSON Schema", "FILE" },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "SERVICE ANSWERS.json | --schema FILE INSTANCE.json", 1, 2)
      || argc != (schema == NULL ? 3 : 2))
    return YN_EXIT_WRONG_USE;
  problems = schema == NULL ? check_service (chair, argv[1], argv[2], &error)
                            : check_schema (chair, schema, argv[1], &error);
  return problems == NULL ? yn_say_error (chair, error) : yn_say_problems (chair, problems);
}
