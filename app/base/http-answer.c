/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/http-answer.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"

#define RETRY_AFTER_MAX (24 * 60 * 60)

void
yn_http_answer_free (YnHttpAnswer *answer)
{
  if (answer == NULL)
    return;
  g_bytes_unref (answer->body);
  g_hash_table_unref (answer->headers);
  g_free (answer);
}

const char *
yn_http_header (const YnHttpAnswer *answer, const char *name)
{
  return g_hash_table_lookup (answer->headers, name);
}

/* ---- arriving ---- */

void
yn_http_arriving_init (YnHttpArriving *arriving, gsize max, gboolean bodyless)
{
  *arriving = (YnHttpArriving){
    .max = max,
    .bodyless = bodyless,
    .headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .body = g_byte_array_new (),
  };
}

void
yn_http_arriving_clear (YnHttpArriving *arriving)
{
  g_clear_pointer (&arriving->headers, g_hash_table_unref);
  g_clear_pointer (&arriving->body, g_byte_array_unref);
  g_clear_error (&arriving->error);
}

static gboolean
refuse (YnHttpArriving *arriving, YnError code, const char *why)
{
  if (arriving->error == NULL)
    arriving->error = g_error_new_literal (YN_ERROR, code, why);
  return FALSE;
}

static gboolean
status_line (YnHttpArriving *arriving, const char *line)
{
  unsigned int status;

  if (sscanf (line, "HTTP/%*u.%*u %3u", &status) != 1 || status < 100)
    return refuse (arriving, YN_ERROR_NONSENSE, "a status line that is none");

  /* Behind a 1xx comes another block: only the last one is the answer. */
  g_hash_table_remove_all (arriving->headers);
  arriving->status = status;
  arriving->headers_end = FALSE;
  return TRUE;
}

static gboolean
end_of_headers (YnHttpArriving *arriving)
{
  const char *promised = g_hash_table_lookup (arriving->headers, "content-length");

  arriving->headers_end = TRUE;
  if (arriving->status >= 300 && arriving->status < 400 && arriving->status != 304)
    return refuse (arriving, YN_ERROR_REDIRECTED, "a redirect is never followed");
  if (promised != NULL && !arriving->bodyless && arriving->status != 304
      && g_ascii_strtoull (promised, NULL, 10) > arriving->max)
    return refuse (arriving, YN_ERROR_TOO_LARGE, "the answer promises more than is asked for");
  return TRUE;
}

static gboolean
field (YnHttpArriving *arriving, const char *line)
{
  const char *colon = strchr (line, ':');
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (colon == NULL || colon == line || g_ascii_isspace (line[0]))
    return refuse (arriving, YN_ERROR_NONSENSE, "a header line that is none");

  name = g_ascii_strdown (line, colon - line);
  value = g_utf8_make_valid (colon + 1, -1);
  g_hash_table_replace (arriving->headers, g_steal_pointer (&name), g_strstrip (g_steal_pointer (&value)));
  return TRUE;
}

gboolean
yn_http_arriving_header (YnHttpArriving *arriving, const char *bytes, gsize length)
{
  g_autofree char *line = NULL;

  arriving->header_bytes += length;
  arriving->header_lines++;
  if (arriving->header_bytes > YN_HTTP_MAX_HEADER_BYTES || arriving->header_lines > YN_HTTP_MAX_HEADERS)
    return refuse (arriving, YN_ERROR_TOO_LARGE, "too many headers");

  line = g_strchomp (g_strndup (bytes, length));
  if (g_str_has_prefix (line, "HTTP/"))
    return status_line (arriving, line);
  if (arriving->headers_end)
    return TRUE; /* a trailer behind the last chunk: counted, not used */
  return *line == '\0' ? end_of_headers (arriving) : field (arriving, line);
}

gboolean
yn_http_arriving_body (YnHttpArriving *arriving, const void *data, gsize length)
{
  if (length > arriving->max - arriving->body->len)
    return refuse (arriving, YN_ERROR_TOO_LARGE, "the answer is longer than is asked for");
  g_byte_array_append (arriving->body, data, length);
  return TRUE;
}

YnHttpAnswer *
yn_http_arriving_finish (YnHttpArriving *arriving)
{
  YnHttpAnswer *answer = g_new (YnHttpAnswer, 1);

  *answer = (YnHttpAnswer){
    .status = arriving->status,
    .body = g_byte_array_free_to_bytes (g_steal_pointer (&arriving->body)),
    .headers = g_steal_pointer (&arriving->headers),
  };
  return answer;
}

/* ---- Retry-After ---- */

/* The three forms of RFC 9110 §5.6.7. Seconds since 1970, -1: no date. */
static gint64
parse_http_date (const char *text)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  static const char fixdate[] = "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d GMT";
  static const char rfc850[] = "%*[A-Za-z], %2d-%3[A-Za-z]-%2d %2d:%2d:%2d GMT";
  static const char asctime[] = "%*3[A-Za-z] %3[A-Za-z] %2d %2d:%2d:%2d %4d";
  int day, year, hour, minute, second;
  char month[4] = { 0 };
  const char *found;
  g_autoptr (GDateTime) date = NULL;

  if (sscanf (text, fixdate, &day, month, &year, &hour, &minute, &second) != 6
      && sscanf (text, rfc850, &day, month, &year, &hour, &minute, &second) != 6
      && sscanf (text, asctime, month, &day, &hour, &minute, &second, &year) != 6)
    return -1;

  if (year < 100)
    year += year < 70 ? 2000 : 1900;
  found = strlen (month) == 3 ? strstr (months, month) : NULL;
  if (found == NULL || (found - months) % 3 != 0)
    return -1;

  date = g_date_time_new_utc (year, (found - months) / 3 + 1, day, hour, minute, MIN (second, 59));
  return date != NULL ? g_date_time_to_unix (date) : -1;
}

int
yn_http_retry_after (const YnHttpAnswer *answer)
{
  const char *text = yn_http_header (answer, "retry-after");
  const char *date = yn_http_header (answer, "date");
  gint64 until, now = -1;

  if (text == NULL || *text == '\0')
    return -1;
  if (strspn (text, "0123456789") == strlen (text))
    return MIN (g_ascii_strtoull (text, NULL, 10), RETRY_AFTER_MAX);

  until = parse_http_date (text);
  if (until < 0)
    return -1;

  /* The platform's own Date beside it is the better "now": our clock may be wrong. */
  if (date != NULL)
    now = parse_http_date (date);
  if (now < 0)
    now = g_get_real_time () / G_USEC_PER_SEC;
  return CLAMP (until - now, 0, RETRY_AFTER_MAX);
}
