/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/untrue.h"

#include "base/clock.h"
#include "forms/service-parts.h"

/* What of a record is held against an enterprise: the list, and the members that name an entry and its day. */
static const struct
{
  const char *list;
  const char *day;
  const char *name;
  const char *what;
} held[] = {
  { "penalties", "decisionDate", "documentNumber", "act" },
  { "lists", "enteredOn", "list", "reason" },
  { "abnormal", "enteredOn", "list", "reason" },
};

typedef struct
{
  const YnService *service;
  const YnJson *clause; /* {"id","version","text"} */
  char *since;
  YnLanguage language;
  GPtrArray *problems;
} Held;

static void
add_problem (const Held *against, const char *code, const char *entry)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autofree char *pointer = g_strdup_printf ("/clauses/%s", yn_json_get_string (against->clause, "id"));

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "clause", yn_json_get_string (against->clause, "text"));
  yn_json_writer_member_string (writer, "entry", entry);
  yn_json_writer_end (writer);
  g_ptr_array_add (against->problems, yn_problem_new (pointer, NULL, code, yn_json_writer_finish (writer)));
}

static void
hold_against (const Held *against, const char *day, const char *name, const char *what)
{
  gboolean english = against->language == YN_LANGUAGE_EN;
  g_autofree char *date = NULL, *words = NULL;

  if (day == NULL || name == NULL || !yn_day_valid (day) || yn_day_compare (day, against->since) < 0)
    return;
  date = yn_service_day_text (day, against->language);
  words = g_strdup_printf (english ? "%s, %s%s%s" : "%s，%s%s%s", date, name, what == NULL ? "" : english ? ": " : "：",
                           what != NULL ? what : "");
  add_problem (against, "untrue", words);
}

static void
hold_record (const Held *against, const YnJson *record)
{
  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    {
      const YnJson *entries = yn_json_get (record, held[i].list);

      for (guint j = 0; j < yn_json_size (entries); j++)
        {
          const YnJson *entry = yn_json_at (entries, j);

          hold_against (against, yn_json_get_string (entry, held[i].day), yn_json_get_string (entry, held[i].name),
                        yn_json_get_string (entry, held[i].what));
        }
    }
}

GPtrArray *
yn_untrue_clauses (const YnService *service, const YnJson *answers, const YnJson *record, const char *today,
                   YnLanguage language)
{
  g_autoptr (YnJson) clauses = yn_service_clauses (service, answers, language);
  GPtrArray *problems = yn_problems_new ();

  for (guint i = 0; i < yn_json_size (clauses); i++)
    {
      const YnJson *clause = yn_json_at (clauses, i);
      const YnJson *common = yn_json_get (service->clauses, yn_json_get_string (clause, "id"));
      gint64 months = yn_json_get_int (common, "months", 0);
      g_autofree char *since = NULL;
      Held against = { service, clause, NULL, language, problems };

      if (g_strcmp0 (yn_json_get_string (common, "against"), "record") != 0)
        continue;
      since = yn_day_add_months (today, (int) -months);
      against.since = since;
      if (record == NULL)
        add_problem (&against, "not-compared", "");
      else
        hold_record (&against, record);
    }
  return problems;
}
