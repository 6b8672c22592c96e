/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/reviewer.h"

#include "practice/review.h"

/* After trouble the reviewer rests before it tries again. */
#define REST (30 * G_USEC_PER_SEC)

/* What the story has in store for a filing in this state; FALSE: nothing more. */
static gboolean
fate_of (YnOffice *office, const YnIntake *intake, YnReviewAction *action, const YnJson **says)
{
  const YnSample *sample = yn_samples_find (office->samples, intake->uscc);
  gboolean decided = yn_intake_is (intake, "accepted");
  const char *name;

  if (sample == NULL || g_str_equal (intake->kind, "withdrawal")
      || (!decided && !yn_intake_is (intake, "received")))
    return FALSE;
  *says = yn_sample_fate (sample, intake->service, intake->record, intake->relation);
  name = yn_json_get_string (*says, decided ? "then" : "do");
  if (name != NULL && yn_review_action_from_name (name, action) && yn_review_can (intake, *action))
    return TRUE;
  *action = decided                                     ? YN_REVIEW_GRANT
            : g_str_equal (intake->kind, "application") ? YN_REVIEW_ISSUE
                                                        : YN_REVIEW_ACCEPT;
  return yn_review_can (intake, *action);
}

/* A commitment that may be published from a moment that it names itself (a tender's opening). */
static gboolean
publication_is_due (YnOffice *office, const YnIntake *intake)
{
  g_autoptr (YnService) service =
      yn_intake_is (intake, "not-published") ? yn_intake_service (intake, NULL) : NULL;
  const YnJson *publicity = service != NULL ? yn_json_get (yn_service_json (service), "publicity") : NULL;
  const char *until = yn_json_get_string (publicity, "until");
  const char *text =
      until != NULL ? yn_json_string (yn_json_pointer (yn_json_get (intake->body, "answers"), until)) : NULL;
  gint64 moment = text != NULL ? yn_clock_parse_instant (text) : -1;

  return yn_json_get_int (publicity, "then", 0) == 1 && moment >= 0 && yn_office_moved_now (office) >= moment;
}

/* Acts on one filing if it is time; the microseconds until it is, or -1. */
static gint64
attend (YnOffice *office, YnIntake *intake, GError **error)
{
  gint64 pace = (gint64) office->reviewer_seconds * G_USEC_PER_SEC;
  gint64 wait = MIN (intake->since + pace - g_get_real_time (), pace); /* a clock set back waits no longer */
  YnReviewAction action;
  const YnJson *says;

  if (publication_is_due (office, intake))
    return yn_review_publish (office, intake, error) ? -1 : REST;
  if (!office->automatic || !fate_of (office, intake, &action, &says))
    return -1;
  if (wait > 0)
    return wait;
  if (!yn_review_act (office, intake, action, says, error))
    return REST;
  return fate_of (office, intake, &action, &says) ? pace : -1;
}

gint64
yn_reviewer_attend (YnOffice *office)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) intakes = yn_intake_waiting (office, &error);
  gint64 soonest = -1;

  for (guint i = intakes != NULL ? intakes->len : 0; i > 0; i--)
    {
      g_autoptr (GError) trouble = NULL;
      gint64 wait = attend (office, g_ptr_array_index (intakes, i - 1), &trouble);

      if (trouble != NULL)
        g_message ("the practice reviewer could not act: %s", trouble->message);
      if (wait >= 0 && (soonest < 0 || wait < soonest))
        soonest = wait;
    }
  if (error != NULL)
    g_message ("the practice reviewer could not read the ledger: %s", error->message);
  return soonest;
}
