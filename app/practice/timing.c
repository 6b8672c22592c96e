/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/timing.h"

#include "rules/calendar.h"
#include "rules/pack.h"

static const struct
{
  const char *zh;
  const char *en;
  const char *timer; /* of the rule pack, for repairs */
} steps[] = {
  [YN_STEP_ACCEPTING] = { "受理审查", "Review before acceptance", "accept" },
  [YN_STEP_DECIDING] = { "作出决定", "Decision", "result" },
  [YN_STEP_ISSUING] = { "出具信用报告", "Issuing the report", NULL },
  [YN_STEP_SUPPLYING] = { "提交补正", "Your supplement", NULL },
  [YN_STEP_NONE] = { "已办结", "Nothing more to come", NULL },
};

static const YnJson *
find_timer (const char *kind, YnStepAhead step, const char *today)
{
  const YnPack *pack = yn_pack_on (today);
  const YnJson *timers = pack != NULL ? yn_json_get (yn_pack_json (pack), "timers") : NULL;

  if (!g_str_equal (kind, "repair") || steps[step].timer == NULL)
    return NULL;
  for (guint i = 0; i < yn_json_size (timers); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (timers, i), "id"), steps[step].timer) == 0)
      return yn_json_get (yn_json_at (timers, i), "workingDays");
  return NULL;
}

void
yn_timing_of (const char *kind, YnStepAhead step, const char *today, YnTiming *timing)
{
  const YnJson *timer = find_timer (kind, step, today);
  int days = (int) yn_json_get_int (timer, "value", 0);
  const char *source = yn_json_get_string (timer, "source");
  gboolean certain = TRUE;

  timer = days > 0 ? timer : NULL;
  timing->by = timer != NULL ? yn_calendar_add_working_days (today, days, &certain) : NULL;
  timing->verified = certain && yn_json_get_boolean (timer, "verified", FALSE);
  if (step == YN_STEP_NONE)
    {
      timing->zh = g_strdup (steps[step].zh);
      timing->en = g_strdup (steps[step].en);
    }
  else if (step == YN_STEP_SUPPLYING)
    {
      timing->zh =
          g_strdup_printf ("%s。演练不设期限；真实平台的补正期限以补正通知为准（未核实）。", steps[step].zh);
      timing->en =
          g_strdup_printf ("%s. No limit in practice; on a real platform the notice names it (not verified).",
                           steps[step].en);
    }
  else if (timer == NULL)
    {
      timing->zh =
          g_strdup_printf ("%s。演练只需几秒；真实平台的时限未核实，以受理单位告知为准。", steps[step].zh);
      timing->en = g_strdup_printf ("%s. Seconds in practice; how long a real platform may take is not "
                                    "verified: the authority tells you.",
                                    steps[step].en);
    }
  else
    {
      timing->zh = g_strdup_printf ("%s。演练只需几秒；真实平台可用%d个工作日（%s%s）。", steps[step].zh,
                                    days, source != NULL ? source : "", timing->verified ? "" : "，未核实");
      timing->en =
          g_strdup_printf ("%s. Seconds in practice; a real platform may take %d working days (%s%s).",
                           steps[step].en, days, source != NULL ? source : "",
                           timing->verified ? "" : ", not verified");
    }
}

void
yn_timing_clear (YnTiming *timing)
{
  g_clear_pointer (&timing->zh, g_free);
  g_clear_pointer (&timing->en, g_free);
  g_clear_pointer (&timing->by, g_free);
}
