/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The record as a desk reads it. */
#include "desk/record.h"

/* A commitment that another one has replaced ends without anybody having to do something. */
static void
test_replaced (void)
{
  static const char *const first = "{\"id\":\"1\",\"type\":\"6\",\"reason\":\"自愿就食品安全作出承诺\",\"madeOn\":\"2025-12-01\","
                                   "\"validUntil\":\"2026-12-01\",\"authority\":{\"name\":\"演练单位·甲\"}}";
  static const struct
  {
    const char *what;
    const char *other;
    gboolean replaced;
  } cases[] = {
    { "made again, of a shop that is named",
      "{\"id\":\"2\",\"type\":\"6\",\"reason\":\"演练小店自愿就食品安全作出承诺\",\"madeOn\":\"2026-11-20\","
      "\"validUntil\":\"2027-11-20\",\"authority\":{\"name\":\"演练单位·甲\"}}",
      TRUE },
    { "made again, for good",
      "{\"id\":\"2\",\"type\":\"6\",\"reason\":\"自愿就食品安全作出承诺\",\"madeOn\":\"2026-11-20\","
      "\"authority\":{\"name\":\"演练单位·甲\"}}",
      TRUE },
    { "ends no later",
      "{\"id\":\"2\",\"type\":\"6\",\"reason\":\"自愿就食品安全作出承诺\",\"madeOn\":\"2026-11-20\","
      "\"validUntil\":\"2026-12-01\",\"authority\":{\"name\":\"演练单位·甲\"}}",
      FALSE },
    { "an earlier one",
      "{\"id\":\"2\",\"type\":\"6\",\"reason\":\"自愿就食品安全作出承诺\",\"madeOn\":\"2025-11-20\","
      "\"validUntil\":\"2027-11-20\",\"authority\":{\"name\":\"演练单位·甲\"}}",
      FALSE },
    { "to another authority",
      "{\"id\":\"2\",\"type\":\"6\",\"reason\":\"自愿就食品安全作出承诺\",\"madeOn\":\"2026-11-20\","
      "\"validUntil\":\"2027-11-20\",\"authority\":{\"name\":\"演练单位·乙\"}}",
      FALSE },
    { "about something else",
      "{\"id\":\"2\",\"type\":\"6\",\"reason\":\"自愿就明码标价作出承诺\",\"madeOn\":\"2026-11-20\","
      "\"validUntil\":\"2027-11-20\",\"authority\":{\"name\":\"演练单位·甲\"}}",
      FALSE },
    { "of another type",
      "{\"id\":\"2\",\"type\":\"4\",\"reason\":\"自愿就食品安全作出承诺\",\"madeOn\":\"2026-11-20\","
      "\"validUntil\":\"2027-11-20\",\"authority\":{\"name\":\"演练单位·甲\"}}",
      FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"commitments\":[%s,%s]}", first, cases[i].other);
      g_autoptr (GError) error = NULL;
      g_autoptr (YnJson) json = yn_json_parse (text, -1, &error);
      g_autoptr (YnRecord) record = NULL;
      const YnRecordEntry *entry;

      g_assert_no_error (error);
      record = yn_record_from_json (json, YN_LANGUAGE_ZH_CN);
      entry = g_ptr_array_index (record->entries, 0);
      g_test_message ("%s", cases[i].what);
      g_assert_cmpstr (entry->id, ==, "1");
      g_assert_cmpint (entry->replaced, ==, cases[i].replaced);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/record/replaced", test_replaced);
  return g_test_run ();
}
