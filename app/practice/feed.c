/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/feed.h"

#define LIMIT 100
#define MAX_LIMIT 1000

YnJsonWriter *
yn_feed_event (YnOffice *office, const char *filing, const char *kind)
{
  YnJsonWriter *event = yn_json_writer_new ();
  g_autofree char *at = yn_clock_format_instant (yn_clock_now (office->clock));

  yn_json_writer_begin_object (event);
  yn_json_writer_member_string (event, "filing", filing);
  yn_json_writer_member_string (event, "kind", kind);
  yn_json_writer_member_string (event, "at", at);
  yn_json_writer_name (event, "by");
  yn_json_writer_begin_object (event);
  yn_json_writer_member_string (event, "name", YN_PRACTICE_NAME);
  yn_json_writer_end (event);
  return event;
}

gboolean
yn_feed_append (YnOffice *office, const char *uscc, YnJsonWriter *event, GError **error)
{
  g_autoptr (YnJson) json = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) cipher = NULL;
  const char *filing;

  yn_json_writer_end (event);
  json = yn_json_writer_finish (event);
  filing = yn_json_get_string (json, "filing");
  plain = yn_json_print_bytes (json, YN_JSON_COMPACT);
  cipher = yn_ledger_hide (office->ledger, plain, "event/%s/%s", uscc, filing);
  return yn_sql_run (office->ledger->sql, error, "INSERT INTO event (uscc, filing, cipher) VALUES (?, ?, ?)",
                     "ssb", uscc, filing, cipher);
}

static gboolean
write_event (YnOffice *office, const char *uscc, YnSqlRows *rows, YnJsonWriter *writer, GError **error)
{
  g_autofree char *cursor = g_strdup_printf ("%" G_GINT64_FORMAT, yn_sql_int (rows, 0));
  g_autofree char *filing = g_strdup (yn_sql_text (rows, 1));
  g_autoptr (GBytes) cipher = yn_sql_blob (rows, 2);
  g_autoptr (GBytes) plain = yn_ledger_show (office->ledger, cipher, error, "event/%s/%s", uscc, filing);
  g_autoptr (YnJson) event = plain != NULL ? yn_json_parse_bytes (plain, error) : NULL;

  if (event == NULL)
    return FALSE;
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", cursor);
  for (guint i = 0; i < yn_json_size (event); i++)
    yn_json_writer_member_value (writer, yn_json_name_at (event, i), yn_json_at (event, i));
  yn_json_writer_end (writer);
  return TRUE;
}

static gboolean
number_of (const YnRequest *request, const char *name, gint64 fallback, gint64 max, gint64 *value)
{
  const char *text = yn_request_query (request, name);

  *value = fallback;
  return text == NULL || *text == '\0' || g_ascii_string_to_signed (text, 10, 0, max, value, NULL);
}

gboolean
yn_feed_get (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (YnSqlRows) rows = NULL;
  g_autofree char *next = NULL;
  gint64 after, limit;
  gint64 n = 0;

  if (!number_of (request, "after", 0, G_MAXINT64, &after)
      || !number_of (request, "limit", LIMIT, MAX_LIMIT, &limit) || limit == 0)
    {
      yn_reply_problem (reply, 400, "nonsense",
                        "after is the cursor of an answer, limit a number from 1 to 1000");
      return TRUE;
    }
  rows = yn_sql_query (office->ledger->sql, error,
                       "SELECT cursor, filing, cipher FROM event WHERE uscc=? AND cursor > ?"
                       " ORDER BY cursor LIMIT ?",
                       "sii", request->uscc, after, limit + 1);
  if (rows == NULL)
    return FALSE;

  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "events");
  yn_json_writer_begin_array (writer);
  while (yn_sql_next (rows, &local) && n++ < limit)
    {
      after = yn_sql_int (rows, 0);
      if (!write_event (office, request->uscc, rows, writer, error))
        return FALSE;
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  yn_json_writer_end (writer);
  next = g_strdup_printf ("%" G_GINT64_FORMAT, after);
  yn_json_writer_member_string (writer, "next", next);
  yn_json_writer_member_boolean (writer, "more", n > limit);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  yn_reply_json (reply, 200, json);
  return TRUE;
}
