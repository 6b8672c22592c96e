/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "forms/answers.h"

static GPtrArray *
check (YnChair *chair, YnService *service, const char *path, GError **error)
{
  g_autoptr (YnJson) given = yn_chair_read_json (path, error);
  g_autofree char *today = yn_clock_today (chair->clock);
  g_autoptr (YnAnswers) answers = NULL;

  if (given == NULL)
    return NULL;
  if (!yn_json_is (given, YN_JSON_OBJECT)) /* nothing in it can be hidden */
    return yn_service_check (service, given, NULL, today, chair->language);
  answers = yn_answers_new (service, given);
  return yn_answers_check (answers, NULL, today, chair->language);
}

/* A schema that is too large for a form is a schema all the same. */
static GPtrArray *
check_without_form (YnChair *chair, const char *schema_path, const char *path, GError **error)
{
  g_autoptr (YnJson) document = yn_chair_read_json (schema_path, error);
  g_autoptr (YnSchema) schema = document != NULL ? yn_schema_compile (document, YN_DIALECT_2020_12, NULL, error) : NULL;
  g_autoptr (YnJson) given = schema != NULL ? yn_chair_read_json (path, error) : NULL;
  g_autofree char *today = yn_clock_today (chair->clock);

  return given != NULL ? yn_schema_check (schema, given, today) : NULL;
}

YnExit
yn_verb_check (YnChair *chair, int argc, char **argv)
{
  g_autofree char *schema = NULL;
  g_autofree char *uischema = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  const GOptionEntry entries[] = {
    { "schema", 0, 0, G_OPTION_ARG_FILENAME, &schema, N_ ("A JSON Schema instead of a service"), "FILE" },
    { "uischema", 0, 0, G_OPTION_ARG_FILENAME, &uischema, N_ ("With this JSON Forms UI schema"), "FILE" },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries,
                         "SERVICE ANSWERS.json | --schema FILE [--uischema FILE] INSTANCE.json", 1, 2))
    return YN_EXIT_WRONG_USE;
  if (argc != (schema == NULL ? 3 : 2))
    return yn_say_wrong_use (chair, _("Name a service and the answers, or a schema and an instance."));
  service = yn_chair_form (chair, argv[1], schema, uischema, &error);
  if (uischema == NULL && g_error_matches (error, YN_ERROR, YN_ERROR_FORM_TOO_LARGE))
    {
      g_clear_error (&error);
      problems = check_without_form (chair, schema, argv[argc - 1], &error);
    }
  else
    problems = service == NULL ? NULL : check (chair, service, argv[argc - 1], &error);
  return problems == NULL ? yn_say_error (chair, error) : yn_say_problems (chair, problems);
}
