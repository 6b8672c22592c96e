/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* How a filing stands. */
#include "desk/filling.h"
#include "desk/private.h"
#include "journeys/road.h"
#include "store/events.h"

static void
hear (Road *road, const char *filing, const char *kind)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_event_free);
  YnEvent *event = g_new0 (YnEvent, 1);

  event->id = g_strdup (kind);
  event->filing = g_strdup (filing);
  event->kind = g_strdup (kind);
  event->at = yn_clock_now (road->clock);
  event->about = yn_json_new_object ();
  g_ptr_array_add (events, event);
  g_assert_true (yn_desk_borrow (road->desk, &loan, &error));
  g_assert_true (yn_events_append (loan.store, loan.enterprise->id, events, NULL, &error));
  g_assert_no_error (error);
}

/* Invariant 4: no event, and none without a paper, ends the wait for a signed answer. */
static void
test_waits_for_its_receipt (void)
{
  static const char *const kinds[] = { "accepted", "decided", "refused", "withdrawn" };
  Road road = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answers = road_example ("F04");
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnFiling) filing = NULL;

  road_set_out (&road, -1);
  road_sit_down (&road, ROAD_RESTAURANT);
  draft = yn_desk_begin (road.desk, "F04", answers, NULL, NULL, &error);
  g_assert_no_error (error);
  filing = road_keep (&road, draft->matter);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (YnStanding) standing = NULL;

      g_test_message ("%s", kinds[i]);
      hear (&road, filing->id, kinds[i]);
      standing = yn_desk_standing_of (road.desk, filing->id, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (yn_stage_name (standing->stage), ==, "waiting");
      g_assert_true (standing->can_withdraw);
    }
  road_clear (&road);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/standing/waits-for-its-receipt", test_waits_for_its_receipt);
  return g_test_run ();
}
