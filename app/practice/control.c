/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/control.h"

#include "base/hash.h"
#include "practice/intake.h"
#include "practice/review.h"
#include "practice/timing.h"
#include "practice/weather.h"

#define MAX_DAYS 36500
#define MAX_SECONDS 86400
#define MAX_TIMES 1000
#define MAX_REASONS 20
#define MAX_REASON_BYTES 4000

static gboolean
refuse (YnReply *reply, const char *detail)
{
  yn_reply_problem (reply, 400, "nonsense", detail);
  return TRUE;
}

/* A whole number between bounds; @fallback where absent; FALSE: something else stands there. */
static gboolean
number (const YnJson *json, const char *name, gint64 min, gint64 max, gint64 fallback, gint64 *value)
{
  const YnJson *member = yn_json_get (json, name);

  *value = fallback;
  return member == NULL || (yn_json_int64 (member, value) && *value >= min && *value <= max);
}

static gint64
count_filings (YnOffice *office, GError **error)
{
  g_autoptr (YnSqlRows) rows = yn_sql_query (office->ledger->sql, error, "SELECT count(*) FROM filing", "");

  return rows != NULL && yn_sql_next (rows, error) ? yn_sql_int (rows, 0) : -1;
}

gboolean
yn_control_status (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) status = NULL;
  g_autofree char *today = yn_office_today (office);
  gint64 filings = count_filings (office, error);

  if (filings < 0)
    return FALSE;
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "identity", office->identity);
  yn_json_writer_member_string (writer, "name", YN_PRACTICE_NAME);
  yn_json_writer_member_string (writer, "address", office->address);
  yn_json_writer_member_string (writer, "today", today);
  yn_json_writer_member_int (writer, "days", yn_office_days (office));
  yn_json_writer_member_string (writer, "since", office->since);
  yn_json_writer_name (writer, "reviewer");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_boolean (writer, "automatic", office->automatic);
  yn_json_writer_member_int (writer, "seconds", office->reviewer_seconds);
  yn_json_writer_end (writer);
  yn_json_writer_name (writer, "weather");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "kind", yn_weather_name (office->weather));
  yn_json_writer_member_int (writer, "times", office->weather_times);
  yn_json_writer_end (writer);
  yn_json_writer_member_int (writer, "filings", filings);
  yn_json_writer_end (writer);
  status = yn_json_writer_finish (writer);
  yn_reply_json (reply, 200, status);
  return TRUE;
}

gboolean
yn_control_enterprises (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  static const char *const members[] = { "trade", "story", "suggests" };
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "enterprises");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < office->samples->len; i++)
    {
      const YnSample *sample = g_ptr_array_index (office->samples, i);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "uscc", sample->uscc);
      yn_json_writer_member_string (writer, "name", yn_sample_name (sample));
      for (guint m = 0; m < G_N_ELEMENTS (members); m++)
        yn_json_writer_member_value (writer, members[m], yn_json_get (sample->json, members[m]));
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  yn_reply_json (reply, 200, json);
  return TRUE;
}

static void
write_real (YnOffice *office, const YnIntake *intake, YnJsonWriter *writer)
{
  g_autofree char *today = yn_office_today (office);
  g_auto (YnTiming) timing = { NULL, NULL, NULL, FALSE };
  YnStepAhead ahead = YN_STEP_NONE;

  if (yn_intake_is (intake, "received"))
    ahead = g_str_equal (intake->kind, "application") ? YN_STEP_ISSUING : YN_STEP_ACCEPTING;
  else if (yn_intake_is (intake, "supplement-asked"))
    ahead = YN_STEP_SUPPLYING;
  else if (yn_intake_is (intake, "accepted"))
    ahead = YN_STEP_DECIDING;
  yn_timing_of (intake->kind, ahead, today, &timing);

  yn_json_writer_name (writer, "real");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "zh", timing.zh);
  yn_json_writer_member_string (writer, "en", timing.en);
  yn_json_writer_end (writer);
}

static void
write_queued (YnOffice *office, const YnIntake *intake, YnJsonWriter *writer)
{
  g_autofree char *received = yn_clock_format_instant (intake->received);
  g_autofree char *title = yn_intake_title (intake);
  g_autoptr (YnJson) party = yn_office_party (office, intake->uscc);

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", intake->id);
  yn_json_writer_member_string (writer, "kind", intake->kind);
  yn_json_writer_member_string (writer, "service", intake->service);
  yn_json_writer_member_string (writer, "title", title);
  yn_json_writer_member_value (writer, "enterprise", party);
  yn_json_writer_member_string (writer, "state", intake->state);
  yn_json_writer_member_string (writer, "received", received);
  yn_json_writer_name (writer, "actions");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < YN_N_REVIEWS; i++)
    if (yn_review_can (intake, i))
      yn_json_writer_string (writer, yn_review_action_name (i));
  yn_json_writer_end (writer);
  write_real (office, intake, writer);
  yn_json_writer_end (writer);
}

gboolean
yn_control_queue (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (GPtrArray) intakes = yn_intake_all (office, NULL, error);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;

  if (intakes == NULL)
    return FALSE;
  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "filings");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < intakes->len; i++)
    write_queued (office, g_ptr_array_index (intakes, i), writer);
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  yn_reply_json (reply, 200, json);
  return TRUE;
}

/* A trainer's texts as the reviewer says them: for a supplement what is needed, else why. NULL: not a list of
 * texts. */
static YnJson *
saying (YnReviewAction action, const YnJson *texts)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  gboolean items = action == YN_REVIEW_SUPPLEMENT;

  if ((texts != NULL && !yn_json_is (texts, YN_JSON_ARRAY)) || yn_json_size (texts) > MAX_REASONS)
    return NULL;
  for (guint i = 0; i < yn_json_size (texts); i++)
    {
      const YnJson *text = yn_json_at (texts, i);

      if (yn_json_string (text) == NULL || yn_json_string_length (text) == 0
          || yn_json_string_length (text) > MAX_REASON_BYTES)
        return NULL;
    }

  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, items ? "items" : "reasons");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_json_size (texts); i++)
    {
      if (items)
        {
          yn_json_writer_begin_object (writer);
          yn_json_writer_member_value (writer, "what", yn_json_at (texts, i));
          yn_json_writer_end (writer);
        }
      else
        yn_json_writer_value (writer, yn_json_at (texts, i));
    }
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

gboolean
yn_control_review (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (YnJson) json = yn_request_json (request);
  const char *id = yn_json_get_string (json, "filing");
  g_autoptr (YnJson) says = NULL;
  g_autoptr (YnJson) stands = NULL;
  g_autoptr (YnJsonWriter) writer = NULL;
  g_autoptr (YnIntake) intake = NULL;
  g_autoptr (GError) local = NULL;
  YnReviewAction action;

  if (id == NULL || !yn_sha256_is (id)
      || !yn_review_action_from_name (yn_json_get_string (json, "action"), &action))
    return refuse (reply, "filing and action are needed");
  says = saying (action, yn_json_get (json, "reasons"));
  if (says == NULL)
    return refuse (reply, "reasons is a list of at most 20 texts");

  intake = yn_intake_find (office, NULL, id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (intake == NULL || !yn_review_can (intake, action))
    {
      yn_reply_problem (reply, intake == NULL ? 404 : 409, intake == NULL ? "not-found" : "wrong-state",
                        NULL);
      return TRUE;
    }
  if (!yn_review_act (office, intake, action, says, error))
    return FALSE;

  writer = yn_json_writer_new ();
  write_queued (office, intake, writer);
  stands = yn_json_writer_finish (writer);
  yn_reply_json (reply, 200, stands);
  return TRUE;
}

gboolean
yn_control_reviewer (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (YnJson) json = yn_request_json (request);
  gint64 seconds;

  if (!yn_json_is (yn_json_get (json, "automatic"), YN_JSON_BOOLEAN)
      || !number (json, "seconds", 0, MAX_SECONDS, office->reviewer_seconds, &seconds))
    return refuse (reply, "automatic is true or false, seconds a number from 0 to 86400");
  office->automatic = yn_json_get_boolean (json, "automatic", FALSE);
  office->reviewer_seconds = (int) seconds;
  return yn_control_status (office, request, reply, error);
}

gboolean
yn_control_day (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (YnJson) json = yn_request_json (request);
  g_autofree char *text = NULL;
  gint64 days;

  if (yn_json_get (json, "days") == NULL || !number (json, "days", -MAX_DAYS, MAX_DAYS, 0, &days))
    return refuse (reply, "days is a number from -36500 to 36500");
  text = g_strdup_printf ("%" G_GINT64_FORMAT, days);
  return yn_ledger_set_setting (office->ledger, "days", text, error)
         && yn_control_status (office, request, reply, error);
}

gboolean
yn_control_weather (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (YnJson) json = yn_request_json (request);
  YnWeather weather;
  gint64 times;

  if (!yn_weather_from_name (yn_json_get_string (json, "kind"), &weather)
      || !number (json, "times", 1, MAX_TIMES, 1, &times))
    return refuse (reply, "kind is a weather, times a number from 1 to 1000");
  office->weather = weather;
  office->weather_times = weather != YN_WEATHER_NONE ? (int) times : 0;
  return yn_control_status (office, request, reply, error);
}

gboolean
yn_control_erase (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  return yn_office_erase (office, error) && yn_control_status (office, request, reply, error);
}
