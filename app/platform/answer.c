/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "platform/answer.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "forms/problem.h"

#define MAX_CODE 64
#define MAX_MISSING 1000
#define MAX_PROBLEMS 1000

void
yn_answer_free (YnAnswer *answer)
{
  if (answer == NULL)
    return;
  g_clear_pointer (&answer->paper, g_bytes_unref);
  g_clear_pointer (&answer->problems, g_ptr_array_unref);
  g_strfreev (answer->missing);
  g_free (answer->filing);
  g_free (answer->code);
  g_free (answer);
}

gboolean
yn_answer_is_type (const YnHttpAnswer *http, const char *type)
{
  const char *header = yn_http_header (http, "content-type");
  gsize length = header != NULL ? strcspn (header, "; \t") : 0;

  return length == strlen (type) && g_ascii_strncasecmp (header, type, length) == 0;
}

static gboolean
is_trouble (guint status)
{
  return status >= 500 || status == 429 || status == 408 || status == 425;
}

/* Problem Details (RFC 9457), a document that may hold anything. */
static YnJson *
problem_details (const YnHttpAnswer *http)
{
  g_autoptr (YnJson) details = NULL;

  if (!yn_answer_is_type (http, "application/problem+json") && !yn_answer_is_type (http, "application/json"))
    return NULL;
  details = yn_json_parse_bytes (http->body, NULL);
  return yn_json_is (details, YN_JSON_OBJECT) ? g_steal_pointer (&details) : NULL;
}

/* A key for our table of words, or NULL: what the platform calls it is looked up, never shown as it is. */
static const char *
code_in (const YnJson *details)
{
  const char *code = yn_json_get_string (details, "code");

  if (code == NULL || *code == '\0' || strlen (code) > MAX_CODE)
    return NULL;
  return strspn (code, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (code) ? code : NULL;
}

static GPtrArray *
problems_in (const YnJson *details)
{
  const YnJson *errors = yn_json_get (details, "errors");
  g_autoptr (GPtrArray) problems = yn_problems_new ();

  if (!yn_json_is (errors, YN_JSON_ARRAY))
    return NULL;
  for (guint i = 0; i < MIN (yn_json_size (errors), MAX_PROBLEMS); i++)
    {
      YnProblem *problem = yn_problem_from_json (yn_json_at (errors, i));

      if (problem != NULL)
        g_ptr_array_add (problems, problem);
    }
  return problems->len > 0 ? g_steal_pointer (&problems) : NULL;
}

/* NULL where a single one of them is no SHA-256, or there is none. */
static char **
missing_in (const YnJson *details)
{
  const YnJson *missing = yn_json_get (details, "missing");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (!yn_json_is (missing, YN_JSON_ARRAY) || yn_json_size (missing) == 0
      || yn_json_size (missing) > MAX_MISSING)
    return NULL;
  for (guint i = 0; i < yn_json_size (missing); i++)
    {
      const char *sha256 = yn_json_string (yn_json_at (missing, i));

      if (sha256 == NULL || !yn_sha256_is (sha256))
        return NULL;
      g_strv_builder_add (builder, sha256);
    }
  return g_strv_builder_end (builder);
}

static YnAnswer *
weather (YnError code, int retry_after)
{
  YnAnswer *answer = g_new (YnAnswer, 1);

  *answer = (YnAnswer){
    .kind = YN_ANSWER_WEATHER,
    .code = g_strdup (yn_error_nick (code)),
    .retry_after = retry_after,
  };
  return answer;
}

YnAnswer *
yn_answer_from_error (const GError *error)
{
  YnAnswer *answer = weather (YN_ERROR_FAILED, -1);

  g_free (answer->code);
  answer->code = g_strdup (yn_error_nick_of (error));
  return answer;
}

static YnAnswer *
paper (const YnHttpAnswer *http, int retry_after)
{
  const char *filing = yn_http_header (http, "yinuo-filing");
  YnAnswer *answer;

  if (!yn_answer_is_type (http, "application/pdf") || g_bytes_get_size (http->body) == 0)
    return weather (YN_ERROR_NONSENSE, retry_after);

  answer = g_new (YnAnswer, 1);
  *answer = (YnAnswer){
    .kind = YN_ANSWER_PAPER,
    .paper = g_bytes_ref (http->body),
    .filing = filing != NULL && yn_sha256_is (filing) ? g_strdup (filing) : NULL,
    .retry_after = retry_after,
  };
  return answer;
}

static YnAnswer *
missing (const YnHttpAnswer *http, int retry_after)
{
  g_autoptr (YnJson) details = problem_details (http);
  g_auto (GStrv) sha256s = missing_in (details);
  YnAnswer *answer;

  if (sha256s == NULL)
    return weather (YN_ERROR_NONSENSE, retry_after);

  answer = weather (YN_ERROR_ATTACHMENTS_MISSING, retry_after);
  answer->kind = YN_ANSWER_MISSING;
  answer->missing = g_steal_pointer (&sha256s);
  return answer;
}

static YnAnswer *
problem (const YnHttpAnswer *http, int retry_after)
{
  g_autoptr (YnJson) details = problem_details (http);
  const char *code = code_in (details);
  YnAnswer *answer = weather (http->status == 413 ? YN_ERROR_TOO_LARGE : YN_ERROR_REJECTED, retry_after);

  answer->kind = YN_ANSWER_PROBLEM;
  answer->problems = problems_in (details);
  if (code != NULL)
    {
      g_free (answer->code);
      answer->code = g_strdup (code);
    }
  return answer;
}

YnAnswer *
yn_answer_read (const YnHttpAnswer *http)
{
  int retry_after = yn_http_retry_after (http);

  if (is_trouble (http->status))
    return weather (YN_ERROR_SERVER_TROUBLE, retry_after);

  switch (http->status)
    {
    case 200:
    case 201:
      return paper (http, retry_after);
    case 422:
      return yn_answer_is_type (http, "application/pdf") ? paper (http, retry_after)
                                                         : problem (http, retry_after);
    case 424:
      return missing (http, retry_after);
    default:
      return http->status >= 400 ? problem (http, retry_after) : weather (YN_ERROR_NONSENSE, retry_after);
    }
}

static YnError
error_of (guint status)
{
  if (is_trouble (status))
    return YN_ERROR_SERVER_TROUBLE;
  switch (status)
    {
    case 401:
      return YN_ERROR_SESSION_ENDED;
    case 404:
      return YN_ERROR_NOT_FOUND;
    case 413:
      return YN_ERROR_TOO_LARGE;
    default:
      return status >= 400 ? YN_ERROR_REJECTED : YN_ERROR_NONSENSE;
    }
}

void
yn_answer_set_error (const YnHttpAnswer *http, GError **error)
{
  g_autoptr (YnJson) details = problem_details (http);
  const char *code = code_in (details);

  g_set_error (error, YN_ERROR, error_of (http->status), "the platform answered %u %s", http->status,
               code != NULL ? code : "");
}
