/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/checks.h"

#include "base/error.h"
#include "forms/problem.h"
#include "papers/paper.h"
#include "practice/deeds.h"
#include "practice/enclosures.h"
#include "practice/signers.h"

#define MAX_REASONS 20

typedef struct
{
  YnOffice *office;
  const YnHandedIn *handed_in;
  YnService *service;
  YnJson *answers; /* the private ones put back */
  GPtrArray *reasons;
  GPtrArray *missing;
} Checking;

static void
object (Checking *checking, const char *code)
{
  g_ptr_array_add (checking->reasons, yn_reason_new (code, NULL));
}

/* Whose, for whom, what. */

static gboolean
is_for_persons (const char *kind)
{
  return g_strv_contains ((const char *const[]){ "commitment", "application", "repair", "withdrawal", NULL },
                          kind);
}

static gboolean
check_service (Checking *checking, GError **error)
{
  const YnJson *named = yn_json_get (checking->handed_in->body, "service");
  const char *id = yn_json_get_string (named, "id");
  g_autoptr (YnService) service = id != NULL ? yn_service_find (id, NULL) : NULL;

  if (service == NULL || !is_for_persons (yn_service_kind (service)))
    object (checking, "service-unknown");
  else if (g_strcmp0 (yn_json_get_string (named, "version"), yn_service_version (service)) != 0
           || g_strcmp0 (yn_json_get_string (named, "sha256"), yn_service_sha256 (service)) != 0
           || g_strcmp0 (yn_json_get_string (checking->handed_in->body, "kind"), yn_service_kind (service))
                  != 0)
    object (checking, "service-version");
  else
    checking->service = g_steal_pointer (&service);
  return TRUE;
}

/* A notice that nobody gave cannot be answered. */
static gboolean
check_complete (Checking *checking, GError **error)
{
  g_autoptr (YnProblem) problem = yn_service_incomplete (checking->service);

  if (problem == NULL)
    return TRUE;
  object (checking, "service-incomplete");
  g_ptr_array_add (checking->reasons, yn_reason_of_problem (problem));
  return TRUE;
}

static gboolean
check_parties (Checking *checking, GError **error)
{
  const YnJson *body = checking->handed_in->body;
  const YnJson *platform = yn_json_get (body, "platform");
  const char *uscc = checking->handed_in->uscc;

  if (g_strcmp0 (yn_json_get_string (platform, "id"), checking->office->identity) != 0
      || !yn_json_get_boolean (platform, "practice", FALSE))
    object (checking, "other-platform");
  if (g_strcmp0 (yn_json_get_string (yn_json_get (body, "enterprise"), "uscc"), uscc) != 0
      || g_strcmp0 (yn_json_string (yn_json_pointer (body, "/answers/enterprise/uscc")), uscc) != 0)
    object (checking, "wrong-enterprise");
  if (g_strcmp0 (yn_json_get_string (body, "part"), "main") != 0)
    object (checking, "not-a-paper");
  return TRUE;
}

/* What lies with it. */

static gboolean
check_arrived (Checking *checking, GError **error)
{
  return yn_enclosures_missing (checking->office, checking->handed_in->uscc, checking->handed_in->body,
                                checking->missing, checking->reasons, error);
}

static gboolean
check_enclosures (Checking *checking, GError **error)
{
  checking->answers = yn_enclosures_open (checking->office, checking->handed_in->uscc, checking->service,
                                          checking->handed_in->body, checking->reasons, error);
  return checking->answers != NULL;
}

static gboolean
check_answers (Checking *checking, GError **error)
{
  g_autofree char *today = yn_office_today (checking->office);
  g_autoptr (GPtrArray) problems =
      yn_service_check (checking->service, checking->answers,
                        yn_json_get (checking->handed_in->body, "attachments"), today, YN_LANGUAGE_ZH_CN);

  if (problems->len > 0)
    object (checking, "answers-invalid");
  for (guint i = 0; i < problems->len && i < MAX_REASONS; i++)
    g_ptr_array_add (checking->reasons, yn_reason_of_problem (g_ptr_array_index (problems, i)));
  return TRUE;
}

static gboolean
check_signers (Checking *checking, GError **error)
{
  yn_signers_check (checking->office, checking->service, checking->handed_in->body, checking->handed_in->pdf,
                    checking->reasons);
  return TRUE;
}

static gboolean
check_pages (Checking *checking, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (yn_paper_compare (checking->handed_in->pdf, checking->service, NULL, &local))
    return TRUE;
  if (!yn_paper_differs (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  object (checking, "paper-differs");
  return TRUE;
}

static gboolean
check_deed (Checking *checking, GError **error)
{
  g_autoptr (YnIntake) intake =
      yn_intake_new (checking->handed_in->id, checking->handed_in->uscc, checking->handed_in->body);

  return yn_deeds_check (checking->office, intake, checking->reasons, error);
}

gboolean
yn_checks_run (YnOffice *office,
               const YnHandedIn *handed_in,
               GPtrArray *reasons,
               GPtrArray *missing,
               GError **error)
{
  static gboolean (*const checks[]) (Checking *, GError **) = {
    check_service, check_complete, check_parties, check_arrived, check_enclosures,
    check_answers, check_signers,  check_pages,   check_deed,
  };
  Checking checking = { office, handed_in, NULL, NULL, reasons, missing };
  gboolean judged = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (checks) && judged && reasons->len == 0 && missing->len == 0; i++)
    judged = checks[i](&checking, error);

  g_clear_pointer (&checking.service, yn_service_unref);
  g_clear_pointer (&checking.answers, yn_json_unref);
  return judged;
}
