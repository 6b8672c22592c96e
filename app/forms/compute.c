/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/compute.h"

#include <string.h>
#include "base/decimal.h"

/* What an entry gives at one place: @value NULL is no answer. */
typedef void (*Visit) (const char *pointer, YnJson *value, gpointer data);

static char *
in_row (const char *pointer, guint row)
{
  const char *star = strchr (pointer, '*');

  return star != NULL ? g_strdup_printf ("%.*s%u%s", (int) (star - pointer), pointer, row, star + 1)
                      : g_strdup (pointer);
}

static guint
count_rows (const YnJson *answers, const char *pointer)
{
  g_autofree char *rows = g_strndup (pointer, strchr (pointer, '*') - pointer - 1);

  return yn_json_size (yn_json_pointer (answers, rows));
}

/* Adds all numbers at @pointer, in every row of it. What is no number is somebody else's problem. */
static gboolean
add_up (const YnJson *answers, const char *pointer, YnDecimal *sum)
{
  YnDecimal one;
  guint n;

  if (strchr (pointer, '*') == NULL)
    return !yn_decimal_from_json (yn_json_pointer (answers, pointer), &one) || yn_decimal_add (*sum, one, sum);
  n = count_rows (answers, pointer);
  for (guint row = 0; row < n; row++)
    {
      g_autofree char *here = in_row (pointer, row);

      if (!add_up (answers, here, sum))
        return FALSE;
    }
  return TRUE;
}

static gboolean
both_sides (const YnJson *answers, const YnJson *pair, gint row, YnDecimal sides[2])
{
  for (guint i = 0; i < 2; i++)
    {
      const char *pointer = yn_json_string (yn_json_at (pair, i));
      g_autofree char *here = row >= 0 ? in_row (pointer, row) : g_strdup (pointer);

      if (!yn_decimal_from_json (yn_json_pointer (answers, here), &sides[i]))
        return FALSE;
    }
  return TRUE;
}

/* @row -1: the entry stands in no row. */
static gboolean
work_out (const YnJson *entry, const YnJson *answers, gint row, YnDecimal *result)
{
  const YnJson *sum = yn_json_get (entry, "sum");
  const YnJson *product = yn_json_get (entry, "product");
  const YnJson *difference = yn_json_get (entry, "difference");
  const char *counted = yn_json_get_string (entry, "count");
  YnDecimal sides[2];

  if (product != NULL)
    return both_sides (answers, product, row, sides) && yn_decimal_multiply (sides[0], sides[1], result);
  if (difference != NULL)
    return both_sides (answers, difference, row, sides)
           && yn_decimal_add (sides[0], yn_decimal_negated (sides[1]), result);
  *result = (YnDecimal){ 0, 0 };
  if (counted != NULL)
    {
      g_autofree char *here = row >= 0 ? in_row (counted, row) : g_strdup (counted);

      result->digits = yn_json_size (yn_json_pointer (answers, here));
    }
  for (guint i = 0; i < yn_json_size (sum); i++)
    {
      const char *pointer = yn_json_string (yn_json_at (sum, i));
      g_autofree char *here = row >= 0 ? in_row (pointer, row) : g_strdup (pointer);

      if (!add_up (answers, here, result))
        return FALSE;
    }
  return TRUE;
}

static gboolean
takes_whole_numbers (const YnService *service, const char *pointer)
{
  const YnJson *schema = yn_schema_at (yn_service_schema (service), pointer);

  return g_strcmp0 (yn_json_get_string (schema, "type"), "integer") == 0
         || g_strcmp0 (yn_json_get_string (schema, "format"), "money") == 0;
}

static YnJson *
number_for (const YnService *service, const char *pointer, YnDecimal value)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autofree char *text = yn_decimal_text (takes_whole_numbers (service, pointer) ? yn_decimal_rounded (value) : value);

  yn_json_writer_number (writer, text);
  return yn_json_writer_finish (writer);
}

static void
visit_place (const YnService *service, const YnJson *entry, const YnJson *answers, const char *at, gint row,
             Visit visit, gpointer data)
{
  YnDecimal result;
  g_autoptr (YnJson) value = work_out (entry, answers, row, &result) ? number_for (service, at, result) : NULL;

  visit (at, value, data);
}

static void
visit_entry (const YnService *service, const YnJson *entry, const YnJson *answers, Visit visit, gpointer data)
{
  const char *at = yn_json_get_string (entry, "at");
  guint n;

  if (strchr (at, '*') == NULL)
    {
      visit_place (service, entry, answers, at, -1, visit, data);
      return;
    }
  n = count_rows (answers, at);
  for (guint row = 0; row < n; row++)
    {
      g_autofree char *here = in_row (at, row);

      visit_place (service, entry, answers, here, row, visit, data);
    }
}

static void
put (const char *pointer, YnJson *value, gpointer data)
{
  YnJson **answers = data;
  const YnJson *present = yn_json_pointer (*answers, pointer);

  if ((value == NULL && present == NULL) || (value != NULL && present != NULL && yn_json_equal (value, present)))
    return;
  yn_json_put (answers, pointer, value);
}

YnJson *
yn_compute_answers (const YnService *service, const YnJson *answers)
{
  const YnJson *entries = yn_json_get (yn_service_json (service), "compute");
  YnJson *result = yn_json_ref (answers);

  for (guint i = 0; i < yn_json_size (entries); i++)
    {
      g_autoptr (YnJson) before = yn_json_ref (result); /* the rows are walked while answers are put in */

      visit_entry (service, yn_json_at (entries, i), before, put, &result);
    }
  return result;
}

static gboolean
matches (const char *pattern, const char *pointer)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) given = g_strsplit (pointer, "/", -1);
  guint i = 0;

  while (wanted[i] != NULL && given[i] != NULL && (g_str_equal (wanted[i], "*") || g_str_equal (wanted[i], given[i])))
    i++;
  return wanted[i] == NULL && given[i] == NULL;
}

gboolean
yn_compute_is_computed (const YnService *service, const char *pointer)
{
  const YnJson *entries = yn_json_get (yn_service_json (service), "compute");

  for (guint i = 0; i < yn_json_size (entries); i++)
    if (matches (yn_json_get_string (yn_json_at (entries, i), "at"), pointer))
      return TRUE;
  return FALSE;
}

typedef struct
{
  const YnService *service;
  const YnJson *answers;
  YnLanguage language;
  GPtrArray *problems;
} Check;

static void
compare (const char *pointer, YnJson *value, gpointer data)
{
  const Check *check = data;
  const YnJson *present = yn_json_pointer (check->answers, pointer);
  g_autoptr (YnJsonWriter) writer = NULL;
  g_autofree char *title = NULL, *text = NULL;

  if (present == NULL || (value != NULL && yn_json_equal (value, present)))
    return;
  writer = yn_json_writer_new ();
  title = yn_service_label (check->service, pointer, check->language);
  text = yn_service_answer_text (check->service, pointer, value, check->language);
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "title", title);
  yn_json_writer_member_string (writer, "right", *text != '\0' ? text : "—");
  yn_json_writer_end (writer);
  g_ptr_array_add (check->problems, yn_problem_new (pointer, NULL, "not-computed", yn_json_writer_finish (writer)));
}

void
yn_compute_check (const YnService *service, const YnJson *answers, YnLanguage language, GPtrArray *problems)
{
  const YnJson *entries = yn_json_get (yn_service_json (service), "compute");
  Check check = { service, answers, language, problems };

  for (guint i = 0; i < yn_json_size (entries); i++)
    visit_entry (service, yn_json_at (entries, i), answers, compare, &check);
}
