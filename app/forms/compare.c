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

/* The code of the problem, or NULL. */
static const char *
broken (const Check *check, const char *rule, const YnJson *value, const char *to)
{
  const YnJson *other = is_today (to) ? NULL : yn_json_pointer (check->answers, to);
  const char *written = yn_json_string (value);
  const char *other_written = is_today (to) ? check->today : yn_json_string (other);

  if (strcmp (rule, "not-more-than") == 0)
    return yn_json_is (value, YN_JSON_NUMBER) && yn_json_is (other, YN_JSON_NUMBER)
           && yn_json_compare_numbers (value, other) > 0 ? "more-than-other" : NULL;
  if (written == NULL || other_written == NULL)
    return NULL;
  if (strcmp (rule, "not-before") == 0 && compare_written (written, other_written) < 0)
    return is_today (to) ? "before-today" : "before-other";
  if (strcmp (rule, "not-after") == 0 && compare_written (written, other_written) > 0)
    return is_today (to) ? "after-today" : "after-other";
  return NULL;
}

static void
add_problem (const Check *check, const char *code, const char *at, const char *to)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autofree char *title = yn_service_label (check->service, at, check->language);
  g_autofree char *other = is_today (to) ? NULL : yn_service_label (check->service, to, check->language);

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "title", title);
  if (other != NULL)
    yn_json_writer_member_string (writer, "other", other);
  yn_json_writer_end (writer);
  g_ptr_array_add (check->problems, yn_problem_new (at, NULL, code, yn_json_writer_finish (writer)));
}

static char *
in_row (const char *pointer, const char *star, guint row)
{
  return g_strdup_printf ("%.*s%u%s", (int) (star - pointer), pointer, row, star + 1);
}

static void
compare (const Check *check, const char *rule, const char *at, const char *to)
{
  const char *star = strchr (at, '*');
  const char *other_star = strchr (to, '*');
  g_autofree char *rows = NULL;
  guint n;

  if (star == NULL)
    {
      const char *code = broken (check, rule, yn_json_pointer (check->answers, at), to);

      if (code != NULL)
        add_problem (check, code, at, to);
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

      compare (&check, yn_json_get_string (rule, "rule"), yn_json_get_string (rule, "at"),
               yn_json_get_string (rule, "to"));
    }
}
