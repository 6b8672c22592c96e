/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/reason.h"

YnReason *
yn_reason_new (const char *code, const char *more)
{
  g_autoptr (YnExplanation) words = yn_problems_explain_code (code, YN_LANGUAGE_ZH_CN);
  YnReason *reason = g_new0 (YnReason, 1);

  reason->code = g_strdup (code);
  reason->text = g_strconcat (words->what, more, NULL);
  reason->remedy = g_strdup (words->remedy);
  return reason;
}

YnReason *
yn_reason_of_problem (const YnProblem *problem)
{
  g_autoptr (YnExplanation) words = yn_problems_explain_code (problem->code, YN_LANGUAGE_ZH_CN);
  YnReason *reason = g_new0 (YnReason, 1);

  reason->code = g_strdup (problem->code);
  reason->text = yn_problem_words (problem, YN_LANGUAGE_ZH_CN);
  reason->remedy = g_strdup (words->remedy);
  return reason;
}

void
yn_reason_free (YnReason *reason)
{
  if (reason == NULL)
    return;

  g_free (reason->code);
  g_free (reason->text);
  g_free (reason->remedy);
  g_free (reason);
}

YnJson *
yn_reasons_json (GPtrArray *reasons)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < reasons->len; i++)
    {
      const YnReason *reason = g_ptr_array_index (reasons, i);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "code", reason->code);
      yn_json_writer_member_string (writer, "text", reason->text);
      if (*reason->remedy != '\0')
        yn_json_writer_member_string (writer, "remedy", reason->remedy);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}
