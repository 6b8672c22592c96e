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

/* Drafts of one service, as a list shows them. */
static void
test_drafts_are_told_apart (void)
{
  static const struct
  {
    const char *service, *pointer, *value; /* what is answered otherwise than in the example; NULL: as it is */
    const char *line;
  } drafts[] = {
    { "F04", "/shop/name", "\"海味小馆二店\"", "门店名称: 海味小馆二店 · 从业人员数: 12人" },
    { "F04", "/shop/name", "\"\"", "门店名称: nothing yet · 从业人员数: 12人" },
    { "F04", "/staff/people", "13", "门店名称: 海味小馆（演练样例） · 从业人员数: 13人" },
    { "F04", NULL, NULL, "门店名称: 海味小馆（演练样例） · 从业人员数: 12人" },
    { "F04", "/enterprise/agent/phone", "\"13800010001\"", /* the same once it is masked */
      "门店名称: 海味小馆（演练样例） · 从业人员数: 12人" },
    { "F06", NULL, NULL, "" },
  };
  Road road = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) standings = NULL;
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  road_set_out (&road, -1);
  road_sit_down (&road, ROAD_RESTAURANT);
  for (guint i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      g_autoptr (YnJson) answers = road_example (drafts[i].service);
      g_autoptr (YnJson) value =
          drafts[i].value == NULL ? NULL : yn_json_parse (drafts[i].value, -1, &error);
      g_autoptr (YnDraft) draft = NULL;

      g_assert_no_error (error);
      if (value != NULL)
        yn_json_put (&answers, drafts[i].pointer, value);
      draft = yn_desk_begin (road.desk, drafts[i].service, answers, NULL, NULL, &error);
      g_assert_no_error (error);
      g_hash_table_insert (lines, g_strdup (draft->matter), (gpointer) drafts[i].line);
    }
  standings = yn_desk_standings (road.desk, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (standings->len, ==, G_N_ELEMENTS (drafts));
  for (guint i = 0; i < standings->len; i++)
    {
      const YnStanding *standing = g_ptr_array_index (standings, i);

      g_assert_cmpstr (standing->apart, ==, g_hash_table_lookup (lines, standing->matter));
    }
  road_clear (&road);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/standing/waits-for-its-receipt", test_waits_for_its_receipt);
  g_test_add_func ("/desk/standing/drafts-are-told-apart", test_drafts_are_told_apart);
  return g_test_run ();
}
