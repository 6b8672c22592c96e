/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/record.h"

#include "base/hash.h"
#include "practice/intake.h"

#include <string.h>

/* Replaces the member @name of @json. */
static void
put (YnJson **json, const char *name, const char *value)
{
  g_autofree char *pointer = g_strconcat ("/", name, NULL);
  g_autoptr (YnJson) text = yn_json_new_string (value);

  yn_json_put (json, pointer, text);
}

static gboolean
has_standing (YnOffice *office, const char *uscc, const char *entry, char **state, char **day, GError **error)
{
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (office->ledger->sql, error, "SELECT state, day FROM standing WHERE uscc=? AND record=?",
                    "ss", uscc, entry);

  if (rows == NULL || !yn_sql_next (rows, error))
    return FALSE;
  *state = g_strdup (yn_sql_text (rows, 0));
  *day = g_strdup (yn_sql_text (rows, 1));
  return TRUE;
}

/* NULL only with an error. */
static YnJson *
penalty_today (YnOffice *office, const char *uscc, const YnJson *told, const char *today, GError **error)
{
  YnJson *penalty = yn_json_ref (told);
  const char *end = yn_json_get_string (told, "publicityEnd");
  g_autofree char *state = NULL;
  g_autofree char *day = NULL;
  g_autoptr (GError) local = NULL;

  if (has_standing (office, uscc, yn_json_get_string (told, "id"), &state, &day, &local))
    {
      put (&penalty, "state", state);
      if (day != NULL)
        put (&penalty, "endedOn", day);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      yn_json_unref (penalty);
      return NULL;
    }
  if (end != NULL && yn_day_compare (today, end) >= 0
      && g_strcmp0 (yn_json_get_string (penalty, "state"), "ended") != 0)
    {
      put (&penalty, "state", "ended");
      put (&penalty, "endedOn", end);
    }
  return penalty;
}

static gboolean
write_penalties (YnOffice *office, const char *uscc, const YnJson *told, YnJsonWriter *writer, GError **error)
{
  g_autofree char *today = yn_office_today (office);

  yn_json_writer_name (writer, "penalties");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_json_size (told); i++)
    {
      g_autoptr (YnJson) penalty = penalty_today (office, uscc, yn_json_at (told, i), today, error);

      if (penalty == NULL)
        return FALSE;
      yn_json_writer_value (writer, penalty);
    }
  yn_json_writer_end (writer);
  return TRUE;
}

static int
publicity_now (const YnIntake *intake, const YnService *service)
{
  const YnJson *publicity = yn_json_get (yn_service_json (service), "publicity");

  return yn_intake_is (intake, "published") ? (int) yn_json_get_int (publicity, "then", 1)
                                            : yn_service_publicity (service);
}

static void
write_commitment (YnJsonWriter *writer, const YnIntake *intake)
{
  g_autoptr (YnService) service = yn_intake_service (intake, NULL);
  const YnJson *json = service != NULL ? yn_service_json (service) : NULL;
  const char *day = yn_json_get_string (intake->body, "day");
  const YnJson *authority = yn_json_get (intake->body, "authority");
  g_autofree char *reason = NULL;
  g_autofree char *until = NULL;

  if (service == NULL || day == NULL)
    return;
  reason = yn_service_fill (service, yn_json_get (json, "reason"), yn_json_get (intake->body, "answers"),
                            YN_LANGUAGE_ZH_CN);
  until = yn_service_valid_until (service, day);

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", intake->code);
  yn_json_writer_member_string (writer, "code", intake->code);
  yn_json_writer_member_string (writer, "type", yn_json_get_string (json, "commitmentType"));
  yn_json_writer_member_string (writer, "reason", reason);
  yn_json_writer_member_string (writer, "madeOn", day);
  if (until != NULL)
    yn_json_writer_member_string (writer, "validUntil", until);
  yn_json_writer_name (writer, "authority");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "name",
                                authority != NULL && yn_json_get_string (authority, "name") != NULL
                                    ? yn_json_get_string (authority, "name")
                                    : YN_PRACTICE_NAME);
  yn_json_writer_end (writer);
  yn_json_writer_member_int (writer, "publicity", publicity_now (intake, service));
  yn_json_writer_name (writer, "performance");
  yn_json_writer_null (writer);
  yn_json_writer_member_string (writer, "filing", intake->id);
  yn_json_writer_end (writer);
}

/* Told ones first, then those accepted here, each with the code it was given. */
static gboolean
write_commitments (YnOffice *office,
                   const char *uscc,
                   const YnJson *told,
                   YnJsonWriter *writer,
                   GError **error)
{
  g_autoptr (GPtrArray) intakes = yn_intake_all (office, uscc, error);

  if (intakes == NULL)
    return FALSE;
  yn_json_writer_name (writer, "commitments");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_json_size (told); i++)
    yn_json_writer_value (writer, yn_json_at (told, i));
  for (guint i = intakes->len; i > 0; i--)
    {
      const YnIntake *intake = g_ptr_array_index (intakes, i - 1);

      if (intake->code != NULL)
        write_commitment (writer, intake);
    }
  yn_json_writer_end (writer);
  return TRUE;
}

YnJson *
yn_practice_record_compose (YnOffice *office, const char *uscc, GError **error)
{
  const YnSample *sample = yn_samples_find (office->samples, uscc);
  const YnJson *told = yn_json_get (sample->json, "record");
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  gboolean written = TRUE;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_value (writer, "enterprise", yn_sample_enterprise (sample));
  for (guint i = 0; i < yn_json_size (told) && written; i++)
    {
      const char *name = yn_json_name_at (told, i);

      if (g_str_equal (name, "penalties"))
        written = write_penalties (office, uscc, yn_json_at (told, i), writer, error);
      else if (g_str_equal (name, "commitments"))
        written = write_commitments (office, uscc, yn_json_at (told, i), writer, error);
      else
        yn_json_writer_member_value (writer, name, yn_json_at (told, i));
    }
  if (!written)
    return NULL;
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

const YnJson *
yn_practice_record_penalty (const YnJson *record, const char *id)
{
  const YnJson *penalties = yn_json_get (record, "penalties");

  for (guint i = 0; i < yn_json_size (penalties); i++)
    if (id != NULL && g_strcmp0 (yn_json_get_string (yn_json_at (penalties, i), "id"), id) == 0)
      return yn_json_at (penalties, i);
  return NULL;
}

gboolean
yn_practice_record_set_standing (YnOffice *office,
                                 const char *uscc,
                                 const char *entry,
                                 const char *state,
                                 const char *day,
                                 GError **error)
{
  return yn_sql_run (office->ledger->sql, error,
                     "INSERT INTO standing (uscc, record, state, day) VALUES (?, ?, ?, ?)"
                     " ON CONFLICT (uscc, record) DO UPDATE SET state=excluded.state, day=excluded.day",
                     "ssss", uscc, entry, state, day);
}

gboolean
yn_practice_record_me (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  yn_reply_json (reply, 200, yn_sample_enterprise (yn_samples_find (office->samples, request->uscc)));
  return TRUE;
}

gboolean
yn_practice_record_get (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  const char *wanted = yn_request_header (request, "if-none-match");
  g_autoptr (YnJson) record = yn_practice_record_compose (office, request->uscc, error);
  g_autoptr (YnJson) stamp = NULL;
  g_autoptr (YnJson) stamped = NULL;
  g_autoptr (GBytes) canonical = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *etag = NULL;
  g_autofree char *now = yn_clock_format_instant (yn_clock_now (office->clock));

  if (record == NULL)
    return FALSE;

  /* The validator is of what the record says, not of when it was asked. */
  canonical = yn_json_print_bytes (record, YN_JSON_CANONICAL);
  hash = yn_sha256 (canonical);
  etag = g_strdup_printf ("\"%s\"", hash);
  yn_reply_header (reply, "ETag", etag);
  if (wanted != NULL && strstr (wanted, etag) != NULL)
    {
      yn_reply_empty (reply, 304);
      return TRUE;
    }
  stamp = yn_json_new_string (now);
  stamped = yn_json_with (record, "/asOf", stamp);
  yn_reply_json (reply, 200, stamped);
  return TRUE;
}
