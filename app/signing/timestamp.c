/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/timestamp.h"

#include "base/error.h"
#include "signing/timestamp-token.h"

#define PATIENCE_MS 10000
#define REST_S 30            /* after the first failure; twice as long after each further one … */
#define LONGEST_REST_S (15 * 60)
#define QUOTA_REST_S (60 * 60) /* where the authority does not say when it gives again */

typedef struct
{
  char *name;
  char *url;
  guint quota;  /* a day; 0: no limit known */
  guint given;  /* on @day */
  char *day;
  guint failures; /* in a row */
  gint64 rests_until;
  char *last;   /* code of the last try; NULL: never tried */
  gint64 asked; /* when that was; -1: not known */
} Authority;

struct _YnTimestamper
{
  YnFetch fetch;
  gpointer wire;
  GDestroyNotify free_wire;
  YnClock *clock;
  GMutex lock;            /* the authorities */
  GPtrArray *authorities; /* only ever grows */
};

static void
authority_free (Authority *authority)
{
  g_free (authority->name);
  g_free (authority->url);
  g_free (authority->day);
  g_free (authority->last);
  g_free (authority);
}

YnTimestamper *
yn_timestamper_new (YnFetch fetch, gpointer wire, GDestroyNotify free_wire, YnClock *clock)
{
  YnTimestamper *timestamper = g_new0 (YnTimestamper, 1);

  timestamper->fetch = fetch;
  timestamper->wire = wire;
  timestamper->free_wire = free_wire;
  timestamper->clock = yn_clock_ref (clock);
  timestamper->authorities = g_ptr_array_new_with_free_func ((GDestroyNotify) authority_free);
  g_mutex_init (&timestamper->lock);
  return timestamper;
}

void
yn_timestamper_free (YnTimestamper *timestamper)
{
  if (timestamper == NULL)
    return;
  if (timestamper->free_wire != NULL)
    timestamper->free_wire (timestamper->wire);
  g_ptr_array_unref (timestamper->authorities);
  yn_clock_unref (timestamper->clock);
  g_mutex_clear (&timestamper->lock);
  g_free (timestamper);
}

void
yn_timestamper_add (YnTimestamper *timestamper, const char *name, const char *url, guint quota)
{
  Authority *authority = g_new0 (Authority, 1);

  authority->name = g_strdup (name != NULL ? name : url);
  authority->url = g_strdup (url);
  authority->quota = quota;
  authority->asked = -1;
  g_mutex_lock (&timestamper->lock);
  g_ptr_array_add (timestamper->authorities, authority);
  g_mutex_unlock (&timestamper->lock);
}

guint
yn_timestamper_size (YnTimestamper *timestamper)
{
  guint size;

  g_mutex_lock (&timestamper->lock);
  size = timestamper->authorities->len;
  g_mutex_unlock (&timestamper->lock);
  return size;
}

void
yn_timestamp_try_free (YnTimestampTry *attempt)
{
  if (attempt == NULL)
    return;
  g_free (attempt->authority);
  g_free (attempt->code);
  g_free (attempt->detail);
  g_free (attempt);
}

void
yn_timestamp_free (YnTimestamp *timestamp)
{
  if (timestamp == NULL)
    return;
  g_clear_pointer (&timestamp->token, g_bytes_unref);
  g_free (timestamp->authority);
  g_free (timestamp);
}

/* --- health: under the lock --------------------------------------------------------------------------------------- */

static void
turn_the_day (YnTimestamper *timestamper, Authority *authority)
{
  g_autofree char *today = yn_clock_today (timestamper->clock);

  if (g_strcmp0 (authority->day, today) == 0)
    return;
  g_free (authority->day);
  authority->day = g_steal_pointer (&today);
  authority->given = 0;
}

static gboolean
is_used_up (const Authority *authority)
{
  return authority->quota > 0 && authority->given >= authority->quota;
}

/* Why it is not asked now; NULL: it is. */
static const char *
why_not (YnTimestamper *timestamper, Authority *authority)
{
  turn_the_day (timestamper, authority);
  if (is_used_up (authority))
    return "quota";
  if (authority->rests_until > yn_clock_now (timestamper->clock))
    return authority->last;
  return NULL;
}

static void
note_success (YnTimestamper *timestamper, Authority *authority)
{
  authority->asked = yn_clock_now (timestamper->clock);
  authority->given++;
  authority->failures = 0;
  authority->rests_until = 0;
  g_free (authority->last);
  authority->last = g_strdup ("answered");
}

/* @retry_after in seconds; -1: it did not say. */
static void
note_failure (YnTimestamper *timestamper, Authority *authority, const GError *error, int retry_after)
{
  gint64 rest = MIN ((gint64) REST_S << MIN (authority->failures, 10), LONGEST_REST_S);

  if (g_error_matches (error, YN_ERROR, YN_ERROR_QUOTA))
    rest = QUOTA_REST_S;
  if (retry_after >= 0)
    rest = retry_after;
  authority->failures++;
  authority->asked = yn_clock_now (timestamper->clock);
  authority->rests_until = authority->asked + rest * G_USEC_PER_SEC;
  g_free (authority->last);
  authority->last = g_strdup (yn_error_nick_of (error));
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

static gboolean
judge_status (const YnHttpAnswer *answer, GError **error)
{
  YnError code;

  if (answer->status == 200)
    return TRUE;
  if (answer->status == 429 || answer->status == 402)
    code = YN_ERROR_QUOTA;
  else
    code = answer->status >= 500 ? YN_ERROR_SERVER_TROUBLE : YN_ERROR_TIMESTAMP_REFUSED;
  g_set_error (error, YN_ERROR, code, "HTTP status %u", answer->status);
  return FALSE;
}

static YnTimestamp *
ask_one (YnTimestamper *timestamper, const Authority *authority, const guint8 digest[32], int *retry_after,
         GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) nonce = NULL;
  g_autoptr (GBytes) question = yn_timestamp_ask (digest, &nonce);
  const YnHttpRequest request = {
    .method = "POST",
    .url = authority->url,
    .lane = YN_HTTP_LANE_PERSON,
    .content_type = "application/timestamp-query",
    .body = question,
    .max_answer = YN_TIMESTAMP_MAX_ANSWER,
    .timeout_ms = PATIENCE_MS,
    .signed_answer = TRUE,
  };
  g_autoptr (YnHttpAnswer) answer = timestamper->fetch (timestamper->wire, &request, cancellable, error);
  g_autoptr (GBytes) token = NULL;
  YnTimestamp *timestamp;
  gint64 instant;

  if (answer == NULL)
    return NULL;
  *retry_after = answer->headers != NULL ? yn_http_retry_after (answer) : -1;
  if (!judge_status (answer, error))
    return NULL;
  token = yn_timestamp_answer (answer->body, digest, nonce, yn_clock_now (timestamper->clock), &instant, error);
  if (token == NULL)
    return NULL;
  timestamp = g_new0 (YnTimestamp, 1);
  timestamp->token = g_steal_pointer (&token);
  timestamp->instant = instant;
  timestamp->authority = g_strdup (authority->name);
  return timestamp;
}

static void
tell (GPtrArray *tries, const Authority *authority, const char *code, const char *detail)
{
  YnTimestampTry *attempt;

  if (tries == NULL)
    return;
  attempt = g_new0 (YnTimestampTry, 1);
  attempt->authority = g_strdup (authority->name);
  attempt->code = g_strdup (code);
  attempt->detail = g_strdup (detail);
  g_ptr_array_add (tries, attempt);
}

/* The lock is not held while an authority is waited for: it stays on the list for as long as the list lives. */
static YnTimestamp *
try_one (YnTimestamper *timestamper, Authority *authority, const guint8 digest[32], GPtrArray *tries,
         GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  YnTimestamp *timestamp;
  const char *obstacle;
  g_autofree char *code = NULL;
  int retry_after = -1;

  g_mutex_lock (&timestamper->lock);
  obstacle = why_not (timestamper, authority);
  code = g_strdup (obstacle);
  g_mutex_unlock (&timestamper->lock);
  if (code != NULL)
    {
      tell (tries, authority, code, "not asked: it rests, or its share for today is given");
      return NULL;
    }
  timestamp = ask_one (timestamper, authority, digest, &retry_after, cancellable, &cause);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  g_mutex_lock (&timestamper->lock);
  if (timestamp != NULL)
    note_success (timestamper, authority);
  else
    note_failure (timestamper, authority, cause, retry_after);
  g_mutex_unlock (&timestamper->lock);
  tell (tries, authority, timestamp != NULL ? "answered" : yn_error_nick_of (cause),
        timestamp != NULL ? NULL : cause->message);
  return timestamp;
}

static Authority *
authority_at (YnTimestamper *timestamper, guint index)
{
  Authority *authority = NULL;

  g_mutex_lock (&timestamper->lock);
  if (index < timestamper->authorities->len)
    authority = g_ptr_array_index (timestamper->authorities, index);
  g_mutex_unlock (&timestamper->lock);
  return authority;
}

YnTimestamp *
yn_timestamper_ask (YnTimestamper *timestamper, const guint8 digest[32], GPtrArray *tries, GCancellable *cancellable,
                    GError **error)
{
  Authority *authority;

  for (guint i = 0; (authority = authority_at (timestamper, i)) != NULL; i++)
    {
      g_autoptr (GError) cause = NULL;
      YnTimestamp *timestamp = try_one (timestamper, authority, digest, tries, cancellable, &cause);

      if (timestamp != NULL)
        return timestamp;
      if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
        }
    }
  g_set_error_literal (error, YN_ERROR, YN_ERROR_TIMESTAMP_UNREACHABLE, "no authority gave a timestamp");
  return NULL;
}

void
yn_timestamper_wake (YnTimestamper *timestamper)
{
  g_mutex_lock (&timestamper->lock);
  for (guint i = 0; i < timestamper->authorities->len; i++)
    {
      Authority *authority = g_ptr_array_index (timestamper->authorities, i);

      if (g_strcmp0 (authority->last, "quota") != 0)
        authority->rests_until = 0;
    }
  g_mutex_unlock (&timestamper->lock);
}

/* --- told and remembered ------------------------------------------------------------------------------------------ */

static void
write_health (YnTimestamper *timestamper, Authority *authority, YnJsonWriter *writer)
{
  g_autofree char *until = NULL;
  g_autofree char *asked = authority->asked >= 0 ? yn_clock_format_instant (authority->asked) : NULL;
  const char *obstacle = why_not (timestamper, authority);
  const char *health = obstacle == NULL ? "good" : is_used_up (authority) ? "used-up" : "resting";

  if (authority->rests_until > yn_clock_now (timestamper->clock))
    until = yn_clock_format_instant (authority->rests_until);
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "name", authority->name);
  yn_json_writer_member_string (writer, "url", authority->url);
  yn_json_writer_member_string (writer, "health", health);
  yn_json_writer_member_int (writer, "given", authority->given);
  yn_json_writer_member_int (writer, "quota", authority->quota);
  yn_json_writer_member_string (writer, "day", authority->day);
  yn_json_writer_member_int (writer, "failures", authority->failures);
  yn_json_writer_member_string (writer, "last", authority->last);
  yn_json_writer_member_string (writer, "asked", asked);
  yn_json_writer_member_string (writer, "until", until);
  yn_json_writer_end (writer);
}

YnJson *
yn_timestamper_health (YnTimestamper *timestamper)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_array (writer);
  g_mutex_lock (&timestamper->lock);
  for (guint i = 0; i < timestamper->authorities->len; i++)
    write_health (timestamper, g_ptr_array_index (timestamper->authorities, i), writer);
  g_mutex_unlock (&timestamper->lock);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static guint
number_in (const YnJson *entry, const char *name)
{
  return (guint) CLAMP (yn_json_get_int (entry, name, 0), 0, G_MAXINT);
}

static void
recall_one (Authority *authority, const YnJson *entry)
{
  const char *until = yn_json_get_string (entry, "until");
  const char *asked = yn_json_get_string (entry, "asked");

  g_free (authority->day);
  g_free (authority->last);
  authority->day = g_strdup (yn_json_get_string (entry, "day"));
  authority->last = g_strdup (yn_json_get_string (entry, "last"));
  authority->given = number_in (entry, "given");
  authority->failures = number_in (entry, "failures");
  authority->asked = asked != NULL ? yn_clock_parse_instant (asked) : -1;
  authority->rests_until = until != NULL && authority->last != NULL ? MAX (yn_clock_parse_instant (until), 0) : 0;
}

void
yn_timestamper_recall (YnTimestamper *timestamper, const YnJson *health)
{
  g_mutex_lock (&timestamper->lock);
  for (guint i = 0; i < timestamper->authorities->len; i++)
    {
      Authority *authority = g_ptr_array_index (timestamper->authorities, i);

      for (guint j = 0; j < yn_json_size (health); j++)
        if (g_strcmp0 (yn_json_get_string (yn_json_at (health, j), "url"), authority->url) == 0)
          recall_one (authority, yn_json_at (health, j));
    }
  g_mutex_unlock (&timestamper->lock);
}
