/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/intake.h"

#include "base/error.h"

#define COLUMNS                                                                                              \
  "id, uscc, matter, service, kind, received, state, since, code, relation, about, record, answer, cipher"

void
yn_intake_free (YnIntake *intake)
{
  if (intake == NULL)
    return;

  g_free (intake->id);
  g_free (intake->uscc);
  g_free (intake->matter);
  g_free (intake->service);
  g_free (intake->kind);
  g_free (intake->state);
  g_free (intake->code);
  g_free (intake->relation);
  g_free (intake->about);
  g_free (intake->record);
  g_free (intake->answer);
  g_clear_pointer (&intake->body, yn_json_unref);
  g_free (intake);
}

YnIntake *
yn_intake_new (const char *id, const char *uscc, const YnJson *body)
{
  YnIntake *intake = g_new0 (YnIntake, 1);
  const YnJson *about = yn_json_get (body, "about");

  intake->id = g_strdup (id);
  intake->uscc = g_strdup (uscc);
  intake->matter = g_strdup (yn_json_get_string (body, "matter"));
  intake->service = g_strdup (yn_json_get_string (yn_json_get (body, "service"), "id"));
  intake->kind = g_strdup (yn_json_get_string (body, "kind"));
  intake->relation = g_strdup (yn_json_get_string (about, "relation"));
  intake->about = g_strdup (yn_json_get_string (about, "id"));
  if (g_strcmp0 (intake->kind, "repair") == 0)
    intake->record = g_strdup (yn_json_string (yn_json_pointer (body, "/answers/penalty/recordId")));
  intake->body = yn_json_ref (body);
  return intake;
}

gboolean
yn_intake_keep (YnOffice *office, const YnIntake *intake, GError **error)
{
  g_autoptr (GBytes) plain = yn_json_print_bytes (intake->body, YN_JSON_COMPACT);
  g_autoptr (GBytes) cipher = yn_ledger_hide (office->ledger, plain, "filing/%s/body", intake->id);

  return yn_sql_run (office->ledger->sql, error,
                     "INSERT INTO filing (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     "sssssisisssssb", intake->id, intake->uscc, intake->matter, intake->service,
                     intake->kind, intake->received, intake->state, intake->since, intake->code,
                     intake->relation, intake->about, intake->record, intake->answer, cipher);
}

gboolean
yn_intake_set_state (YnOffice *office, YnIntake *intake, const char *state, const char *code, GError **error)
{
  if (!yn_sql_run (office->ledger->sql, error,
                   "UPDATE filing SET state=?, since=?, code=coalesce(?, code) WHERE id=?", "siss", state,
                   g_get_real_time (), code, intake->id))
    return FALSE;
  g_free (intake->state);
  intake->state = g_strdup (state);
  if (code != NULL)
    {
      g_free (intake->code);
      intake->code = g_strdup (code);
    }
  return TRUE;
}

static YnIntake *
read_row (YnOffice *office, YnSqlRows *rows, GError **error)
{
  g_autoptr (YnIntake) intake = g_new0 (YnIntake, 1);
  g_autoptr (GBytes) cipher = yn_sql_blob (rows, 13);
  g_autoptr (GBytes) plain = NULL;

  intake->id = g_strdup (yn_sql_text (rows, 0));
  intake->uscc = g_strdup (yn_sql_text (rows, 1));
  intake->matter = g_strdup (yn_sql_text (rows, 2));
  intake->service = g_strdup (yn_sql_text (rows, 3));
  intake->kind = g_strdup (yn_sql_text (rows, 4));
  intake->received = yn_sql_int (rows, 5);
  intake->state = g_strdup (yn_sql_text (rows, 6));
  intake->since = yn_sql_int (rows, 7);
  intake->code = g_strdup (yn_sql_text (rows, 8));
  intake->relation = g_strdup (yn_sql_text (rows, 9));
  intake->about = g_strdup (yn_sql_text (rows, 10));
  intake->record = g_strdup (yn_sql_text (rows, 11));
  intake->answer = g_strdup (yn_sql_text (rows, 12));

  plain = yn_ledger_show (office->ledger, cipher, error, "filing/%s/body", intake->id);
  if (plain == NULL)
    return NULL;
  intake->body = yn_json_parse_bytes (plain, error);
  return intake->body != NULL ? g_steal_pointer (&intake) : NULL;
}

static YnIntake *
read_first (YnOffice *office, YnSqlRows *rows, GError **error)
{
  return rows != NULL && yn_sql_next (rows, error) ? read_row (office, rows, error) : NULL;
}

YnIntake *
yn_intake_find (YnOffice *office, const char *uscc, const char *id, GError **error)
{
  g_autoptr (YnSqlRows) rows = yn_sql_query (office->ledger->sql, error,
                                             "SELECT " COLUMNS " FROM filing"
                                             " WHERE id=?1 AND (?2 IS NULL OR uscc=?2)",
                                             "ss", id, uscc);

  return read_first (office, rows, error);
}

YnIntake *
yn_intake_of_matter (YnOffice *office, const char *uscc, const char *matter, GError **error)
{
  g_autoptr (YnSqlRows) rows = yn_sql_query (office->ledger->sql, error,
                                             "SELECT " COLUMNS " FROM filing"
                                             " WHERE uscc=? AND matter=?",
                                             "ss", uscc, matter);

  return read_first (office, rows, error);
}

static GPtrArray *
read_all (YnOffice *office, YnSqlRows *rows, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_intake_free);
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  while (yn_sql_next (rows, &local))
    {
      YnIntake *intake = read_row (office, rows, error);

      if (intake == NULL)
        return NULL;
      g_ptr_array_add (all, intake);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&all);
}

GPtrArray *
yn_intake_all (YnOffice *office, const char *uscc, GError **error)
{
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (office->ledger->sql, error,
                    "SELECT " COLUMNS " FROM filing"
                    " WHERE ?1 IS NULL OR uscc=?1 ORDER BY received DESC, rowid DESC",
                    "s", uscc);

  return read_all (office, rows, error);
}

GPtrArray *
yn_intake_waiting (YnOffice *office, GError **error)
{
  g_autoptr (YnSqlRows) rows = yn_sql_query (office->ledger->sql, error,
                                             "SELECT " COLUMNS " FROM filing"
                                             " WHERE state IN ('received', 'accepted', 'not-published')"
                                             " ORDER BY received DESC, rowid DESC",
                                             "");

  return read_all (office, rows, error);
}

char *
yn_intake_repairing (YnOffice *office,
                     const char *uscc,
                     const char *record,
                     const char *except,
                     GError **error)
{
  g_autoptr (YnSqlRows) rows = yn_sql_query (office->ledger->sql, error,
                                             "SELECT id FROM filing WHERE uscc=? AND record=? AND id IS NOT ?"
                                             " AND state IN ('received', 'supplement-asked', 'accepted')",
                                             "sss", uscc, record, except);

  return rows != NULL && yn_sql_next (rows, error) ? g_strdup (yn_sql_text (rows, 0)) : NULL;
}

gboolean
yn_intake_is (const YnIntake *intake, const char *state)
{
  return g_str_equal (intake->state, state);
}

YnService *
yn_intake_service (const YnIntake *intake, GError **error)
{
  const char *sha256 = yn_json_get_string (yn_json_get (intake->body, "service"), "sha256");
  YnService *service = yn_service_find_as (intake->service, sha256, NULL);

  return service != NULL ? service : yn_service_find (intake->service, error);
}

char *
yn_intake_title (const YnIntake *intake)
{
  g_autoptr (YnService) service = yn_intake_service (intake, NULL);

  return g_strdup (service != NULL ? yn_service_title (service, YN_LANGUAGE_ZH_CN) : intake->service);
}

gboolean
yn_intake_is_open (const YnIntake *intake)
{
  return yn_intake_is (intake, "received") || yn_intake_is (intake, "supplement-asked");
}
