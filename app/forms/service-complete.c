/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a service must hold to be filed as the type of commitment that it says it is. A promise in place of an approval
 * or of a certificate answers what the authority has told (国办发〔2020〕42号); one with papers missing must say which,
 * and by when they come. The program writes no such text by itself: without it the service waits. */

#include "forms/service-parts.h"

static gboolean
lists_what_is_lacking (const YnService *service)
{
  const char *pointer = yn_json_get_string (service->json, "lacking");
  g_autofree char *material = NULL, *by = NULL;

  if (pointer == NULL)
    return FALSE;
  material = g_strconcat (pointer, "/0/material", NULL);
  by = g_strconcat (pointer, "/0/by", NULL);
  return yn_schema_at (service->schema, material) != NULL
         && g_strcmp0 (yn_json_get_string (yn_schema_at (service->schema, by), "format"), "date") == 0;
}

YnProblem *
yn_service_incomplete (const YnService *service)
{
  const char *type = yn_json_get_string (service->json, "commitmentType");

  if ((g_strcmp0 (type, "1") == 0 || g_strcmp0 (type, "3") == 0) && yn_json_get (service->json, "notice") == NULL)
    return yn_problem_new ("/notice", NULL, "notice-missing", NULL);
  if (g_strcmp0 (type, "2") == 0 && !lists_what_is_lacking (service))
    return yn_problem_new ("/lacking", NULL, "lacking-missing", NULL);
  return NULL;
}

gboolean
yn_service_fileable (const YnService *service, GError **error)
{
  g_autoptr (YnProblem) problem = yn_service_incomplete (service);

  if (problem == NULL)
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_SERVICE_INCOMPLETE, "%s: %s", yn_service_id (service), problem->code);
  return FALSE;
}
