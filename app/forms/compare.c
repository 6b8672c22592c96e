/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/compare.h"

#include <string.h>

typedef struct
{
  const YnService *service;
  const YnJson *answers;
  const char *today;
  YnLanguage language;
  GPtrArray *problems;
} Check;

static int
compare_written (const char *a, const char *b)
{
  return strncmp (a, b, MIN (strlen (a), strlen (b)));
}

static gboolean
is_today (const char *to)
{
  return strcmp (to, "today") == 0;
}

/* <0, 0, >0 into @order; FALSE: not both are numbers. */
static gboolean
compare_sizes (const YnJson *value, const YnJson *other, int *order)
{
  if (!yn_json_is (value, YN_JSON_NUMBER) || !yn_json_is (other, YN_JSON_NUMBER))
    return FALSE;
  *order = yn_json_compare_numbers (value, other);
  return TRUE;
}

static const char *
broken_in_time (const char *rule, const char *written, const char *other, gboolean today)
{
  int order = compare_written (written, other);

  if (strcmp (rule, "not-before") == 0 && order < 0)
    return today ? "before-today" : "before-other";
  if (strcmp (rule, "not-after") == 0 && order > 0)
    return today ? "after-today" : "after-other";
  return NULL;
}

/* The code of the problem, or NULL. */
static const char *
broken (const Check *check, const char *rule, const YnJson *value, const char *to)
{
  const YnJson *other = is_today (to) ? NULL : yn_json_pointer (check->answers, to);
  const char *written = yn_json_string (value);
  const char *other_written = is_today (to) ? check->today : yn_json_string (other);
  int order;

  if (strcmp (rule, "not-more-than") == 0)
    return compare_sizes (value, other, &order) && order > 0 ? "more-than-other" : NULL;
  if (strcmp (rule, "not-less-than") == 0)
    return compare_sizes (value, other, &order) && order < 0 ? "less-than-other" : NULL;
  if (strcmp (rule, "equal") == 0)
    return value != NULL && other != NULL && !yn_json_equal (value, other) ? "unlike-other" : NULL;
  if (strcmp (rule, "different") == 0)
    return value != NULL && other != NULL && yn_json_equal (value, other) ? "same-as-other" : NULL;
  return written != NULL && other_written != NULL ? broken_in_time (rule, written, other_written, is_today (to)) : NULL;
}

static void
add_problem (const Check *check, const YnJson *rule, const char *code, const char *at, const char *to)
{
  const YnJson *say = yn_json_get (rule, "say");
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autofree char *title = yn_service_label (check->service, at, check->language);
  g_autofree char *other = is_today (to) ? NULL : yn_service_label (check->service, to, check->language);
  g_autofree char *said = say != NULL ? yn_service_fill (check->service, say, check->answers, check->language) : NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "title", title);
  if (other != NULL)
    yn_json_writer_member_string (writer, "other", other);
  if (said != NULL)
    yn_json_writer_member_string (writer, "words", said);
  yn_json_writer_end (writer);
  g_ptr_array_add (check->problems, yn_problem_new (at, NULL, code, yn_json_writer_finish (writer)));
}

static char *
in_row (const char *pointer, const char *star, guint row)
{
  return g_strdup_printf ("%.*s%u%s", (int) (star - pointer), pointer, row, star + 1);
}

static void
compare (const Check *check, const YnJson *rule, const char *at, const char *to)
{
  const char *star = strchr (at, '*');
  const char *other_star = strchr (to, '*');
  g_autofree char *rows = NULL;
  guint n;

  if (star == NULL)
    {
      const char *code = broken (check, yn_json_get_string (rule, "rule"), yn_json_pointer (check->answers, at), to);

      if (code != NULL)
        add_problem (check, rule, code, at, to);
      return;
    }
  rows = g_strndup (at, star - at - 1);
  n = yn_json_size (yn_json_pointer (check->answers, rows));
  for (guint row = 0; row < n; row++)
    {
      g_autofree char *here = in_row (at, star, row);
      g_autofree char *there = other_star != NULL ? in_row (to, other_star, row) : g_strdup (to);

      compare (check, rule, here, there);
    }
}

void
yn_compare_check (const YnService *service, const YnJson *answers, const char *today, YnLanguage language,
                  GPtrArray *problems)
{
  const YnJson *rules = yn_json_get (yn_service_json (service), "compare");
  Check check = { service, answers, today, language, problems };

  for (guint i = 0; i < yn_json_size (rules); i++)
    {
      const YnJson *rule = yn_json_at (rules, i);

      compare (&check, rule, yn_json_get_string (rule, "at"), yn_json_get_string (rule, "to"));
    }
}
