/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/deeds.h"

#include "base/codes.h"
#include "practice/feed.h"
#include "practice/reason.h"
#include "practice/record.h"
#include "rules/repair.h"

static gboolean
object (GPtrArray *reasons, const char *code)
{
  g_ptr_array_add (reasons, yn_reason_new (code, NULL));
  return TRUE;
}

/* The earlier filing that a withdrawal or a supplement names. NULL without error: an objection was made. */
static YnIntake *
find_target (YnOffice *office, const YnIntake *intake, GPtrArray *reasons, GError **error)
{
  g_autoptr (GError) local = NULL;
  YnIntake *target =
      intake->about != NULL ? yn_intake_find (office, intake->uscc, intake->about, &local) : NULL;

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (target == NULL)
    object (reasons, "target-unknown");
  return target;
}

static gboolean
check_withdrawal (YnOffice *office, const YnIntake *intake, GPtrArray *reasons, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YnIntake) target = find_target (office, intake, reasons, &local);
  const char *named = yn_json_string (yn_json_pointer (intake->body, "/answers/filing"));

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (target == NULL)
    return TRUE;
  if (g_strcmp0 (named, target->id) != 0 || g_str_equal (target->kind, "withdrawal"))
    return object (reasons, "target-unknown");
  if (yn_intake_is (target, "withdrawn"))
    return object (reasons, "already-withdrawn");
  if (yn_intake_is (target, "refused") || yn_intake_is (target, "supplemented"))
    return object (reasons, "wrong-state");
  return yn_intake_is_open (target) || object (reasons, "too-late");
}

static gboolean
check_supplement (YnOffice *office, const YnIntake *intake, GPtrArray *reasons, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YnIntake) target = find_target (office, intake, reasons, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (target == NULL)
    return TRUE;
  if (!g_str_equal (target->service, intake->service))
    return object (reasons, "target-unknown");
  return yn_intake_is (target, "supplement-asked") || object (reasons, "wrong-state");
}

/* What the application says of the penalty must be what the record says. */
static gboolean
names_the_same (const YnJson *said, const YnJson *penalty)
{
  const char *number = yn_json_get_string (said, "documentNumber");
  g_autofree char *one = yn_document_number_normal (number != NULL ? number : "");
  g_autofree char *other = yn_document_number_normal (yn_json_get_string (penalty, "documentNumber"));

  return g_str_equal (one, other)
         && yn_json_equal (yn_json_get (said, "decisionDate"), yn_json_get (penalty, "decisionDate"))
         && yn_json_equal (yn_json_get (said, "authority"),
                           yn_json_get (yn_json_get (penalty, "authority"), "name"));
}

/* Refused only where today lies before the first day of every reading: which rule binds is not for practice
 * to say. */
static gboolean
check_first_day (YnOffice *office, const YnJson *penalty, GPtrArray *reasons, GError **error)
{
  g_autofree char *today = yn_office_today (office);
  g_autoptr (YnJson) explained = yn_repair_explain (penalty, today, YN_LANGUAGE_ZH_CN, error);
  const char *first = yn_json_get_string (explained, "firstDay");
  g_autofree char *more = NULL;

  if (explained == NULL)
    return FALSE;
  if (g_strcmp0 (yn_json_get_string (explained, "mayApplyNow"), "no") != 0)
    return TRUE;
  if (first == NULL)
    return object (reasons, "not-repairable");
  if (yn_day_compare (today, first) >= 0)
    return object (reasons, "duties-not-done");

  more = g_strdup_printf ("今天是%s，最早可以申请的日期是%s。", today, first);
  g_ptr_array_add (reasons, yn_reason_new ("too-early", more));
  return TRUE;
}

static gboolean
check_repair (YnOffice *office, const YnIntake *intake, GPtrArray *reasons, GError **error)
{
  g_autoptr (YnJson) record = yn_practice_record_compose (office, intake->uscc, error);
  const YnJson *penalty = record != NULL ? yn_practice_record_penalty (record, intake->record) : NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *other = NULL;

  if (record == NULL)
    return FALSE;
  if (penalty == NULL)
    return object (reasons, "record-unknown");
  if (!names_the_same (yn_json_pointer (intake->body, "/answers/penalty"), penalty))
    return object (reasons, "record-differs");
  if (g_strcmp0 (yn_json_get_string (penalty, "state"), "ended") == 0)
    return object (reasons, "record-ended");

  other =
      yn_intake_repairing (office, intake->uscc, intake->record,
                           g_strcmp0 (intake->relation, "supplements") == 0 ? intake->about : NULL, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (other != NULL)
    return object (reasons, "repair-under-way");
  return check_first_day (office, penalty, reasons, error);
}

gboolean
yn_deeds_check (YnOffice *office, const YnIntake *intake, GPtrArray *reasons, GError **error)
{
  if (g_str_equal (intake->kind, "withdrawal"))
    return check_withdrawal (office, intake, reasons, error);
  if (g_strcmp0 (intake->relation, "supplements") == 0 && !check_supplement (office, intake, reasons, error))
    return FALSE;
  return reasons->len > 0 || !g_str_equal (intake->kind, "repair")
         || check_repair (office, intake, reasons, error);
}

/* The event carries no paper: the receipt of the withdrawal is the withdrawal's own. */
static gboolean
take_back (YnOffice *office, YnIntake *target, GError **error)
{
  g_autoptr (YnJsonWriter) event = yn_feed_event (office, target->id, "withdrawn");

  return yn_intake_set_state (office, target, "withdrawn", NULL, error)
         && yn_feed_append (office, target->uscc, event, error);
}

gboolean
yn_deeds_do (YnOffice *office, YnIntake *intake, GError **error)
{
  gboolean withdrawal = g_str_equal (intake->kind, "withdrawal");
  g_autoptr (YnIntake) target = NULL;

  if (!withdrawal && g_strcmp0 (intake->relation, "supplements") != 0)
    return TRUE;
  target = yn_intake_find (office, intake->uscc, intake->about, error);
  if (target == NULL)
    return FALSE;
  return withdrawal ? take_back (office, target, error)
                    : yn_intake_set_state (office, target, "supplemented", NULL, error);
}
