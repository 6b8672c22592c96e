/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "platform/platform.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "platform/form.h"

#define MAX_PAPER (200 * 1024 * 1024)
#define MAX_DOCUMENT (16 * 1024 * 1024)
#define MAX_RECEIPT (16 * 1024 * 1024)
#define EVENTS_AT_ONCE "100"
#define SLOWEST_LINE 16 /* bytes a millisecond that a body's time is reckoned with */

struct _YnPlatform
{
  YnHttp *http;
  const YnDiscovery *discovery;
  YnAccount *account;
};

YnPlatform *
yn_platform_new (YnHttp *http, const YnDiscovery *discovery, YnAccount *account)
{
  YnPlatform *platform = g_new (YnPlatform, 1);

  *platform = (YnPlatform){ .http = http, .discovery = discovery, .account = account };
  return platform;
}

void
yn_platform_free (YnPlatform *platform)
{
  g_free (platform);
}

const YnDiscovery *
yn_platform_discovery (YnPlatform *platform)
{
  return platform->discovery;
}

/* ---- one request ---- */

guint
yn_platform_time_for (guint64 bytes)
{
  return 60000 + MIN (bytes / SLOWEST_LINE, 24 * 60 * 60 * 1000);
}

static YnHttpAnswer *
perform_once (YnPlatform *platform, YnHttpRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnSecret) token = yn_account_token (platform->account, cancellable, error);
  YnHttpAnswer *answer;

  if (token == NULL)
    return NULL;
  request->bearer = token;
  answer = yn_http_perform (platform->http, request, cancellable, error);
  request->bearer = NULL;
  if (answer != NULL && answer->status == 401)
    yn_account_refuse_token (platform->account, token);
  return answer;
}

YnHttpAnswer *
yn_platform_perform (YnPlatform *platform, YnHttpRequest *request, GCancellable *cancellable, GError **error)
{
  YnHttpAnswer *answer;

  if (!yn_http_same_origin (request->url, platform->discovery->api))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_REDIRECTED, "a token goes to the API's own origin only");
      return NULL;
    }

  answer = perform_once (platform, request, cancellable, error);
  if (answer == NULL || answer->status != 401 || request->body_stream != NULL)
    return answer;

  yn_http_answer_free (answer);
  answer = perform_once (platform, request, cancellable, error);
  if (answer != NULL && answer->status == 401)
    {
      yn_answer_set_error (answer, error);
      g_clear_pointer (&answer, yn_http_answer_free);
    }
  return answer;
}

static YnHttpAnswer *
get (YnPlatform *platform,
     const char *path,
     YnHttpLane lane,
     const char *const *headers,
     gsize max,
     guint timeout_ms,
     GCancellable *cancellable,
     GError **error)
{
  g_autofree char *url = g_strconcat (platform->discovery->api, path, NULL);
  YnHttpRequest request = { .method = "GET", .url = url, .lane = lane, .headers = headers, .max_answer = max,
                            .timeout_ms = timeout_ms };

  return yn_platform_perform (platform, &request, cancellable, error);
}

/* A JSON object with status 200, or an error. */
static YnJson *
document (const YnHttpAnswer *answer, GError **error)
{
  g_autoptr (YnJson) json = NULL;
  g_autoptr (GError) why = NULL;

  if (answer->status != 200)
    {
      yn_answer_set_error (answer, error);
      return NULL;
    }
  json = yn_json_parse_bytes (answer->body, &why);
  if (!yn_json_is (json, YN_JSON_OBJECT))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_NONSENSE, "not the document that was asked for: %s",
                   why != NULL ? why->message : "no object");
      return NULL;
    }
  return g_steal_pointer (&json);
}

/* ---- the API ---- */

YnJson *
yn_platform_me (YnPlatform *platform, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnHttpAnswer) answer =
      get (platform, "/me", YN_HTTP_LANE_PERSON, NULL, 0, 0, cancellable, error);

  return answer != NULL ? document (answer, error) : NULL;
}

/* What ends a round for every filing alike, and no weather. */
static gboolean
is_the_accounts (const GError *error)
{
  return !yn_error_is_weather (error) && !g_error_matches (error, YN_ERROR, YN_ERROR_TOO_LARGE)
         && !g_error_matches (error, YN_ERROR, YN_ERROR_FAILED);
}

YnAnswer *
yn_platform_put (YnPlatform *platform,
                 const char *id,
                 GBytes *paper,
                 GCancellable *cancellable,
                 GError **error)
{
  static const char *const headers[] = { "Accept: application/pdf, application/problem+json", NULL };
  g_autofree char *url = g_strconcat (platform->discovery->api, "/filings/", id, NULL);
  YnHttpRequest request = { .method = "PUT", .url = url, .lane = YN_HTTP_LANE_SMALL, .body = paper,
                            .content_type = "application/pdf", .headers = headers, .max_answer = MAX_RECEIPT,
                            .timeout_ms = yn_platform_time_for (g_bytes_get_size (paper)) };
  g_autoptr (GError) failure = NULL;
  g_autoptr (YnHttpAnswer) answer = yn_platform_perform (platform, &request, cancellable, &failure);

  if (answer != NULL)
    return yn_answer_read (answer);
  if (!is_the_accounts (failure))
    return yn_answer_from_error (failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

YnJson *
yn_platform_events (YnPlatform *platform, const char *cursor, GCancellable *cancellable, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (cursor != NULL ? cursor : "", NULL, FALSE);
  g_autofree char *path =
      g_strconcat ("/events?limit=" EVENTS_AT_ONCE, cursor != NULL ? "&after=" : "", escaped, NULL);
  g_autoptr (YnHttpAnswer) answer =
      get (platform, path, YN_HTTP_LANE_SMALL, NULL, MAX_DOCUMENT, 0, cancellable, error);

  return answer != NULL ? document (answer, error) : NULL;
}

GBytes *
yn_platform_paper (YnPlatform *platform, const char *sha256, GCancellable *cancellable, GError **error)
{
  static const char *const headers[] = { "Accept: application/pdf", NULL };
  g_autofree char *path = g_strconcat ("/papers/", sha256, NULL);
  g_autoptr (YnHttpAnswer) answer = get (platform, path, YN_HTTP_LANE_LARGE, headers, MAX_PAPER,
                                         yn_platform_time_for (MAX_PAPER), cancellable, error);
  g_autofree char *came = NULL;

  if (answer == NULL)
    return NULL;
  if (answer->status != 200)
    {
      yn_answer_set_error (answer, error);
      return NULL;
    }
  came = yn_sha256 (answer->body);
  if (strcmp (came, sha256) != 0)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NONSENSE,
                           "other bytes than the paper that was asked for");
      return NULL;
    }
  return g_bytes_ref (answer->body);
}

YnJson *
yn_platform_record (YnPlatform *platform,
                    const char *etag,
                    char **new_etag,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *condition = g_strconcat ("If-None-Match: ", etag, NULL);
  const char *const headers[] = { etag != NULL ? condition : NULL, NULL };
  g_autoptr (YnHttpAnswer) answer =
      get (platform, "/record", YN_HTTP_LANE_SMALL, headers, MAX_DOCUMENT, 0, cancellable, error);
  YnJson *record;

  *new_etag = NULL;
  if (answer == NULL || (answer->status == 304 && etag != NULL))
    return NULL;
  record = document (answer, error);
  if (record != NULL)
    *new_etag = g_strdup (yn_http_header (answer, "etag"));
  return record;
}

GBytes *
yn_platform_certificate (YnPlatform *platform, GBytes *pkcs10, GCancellable *cancellable, GError **error)
{
  static const char *const headers[] = { "Accept: application/pem-certificate-chain", NULL };
  g_autofree char *url = g_strconcat (platform->discovery->api, "/certificates", NULL);
  YnHttpRequest request = { .method = "POST", .url = url, .lane = YN_HTTP_LANE_PERSON, .body = pkcs10,
                            .content_type = "application/pkcs10", .headers = headers };
  g_autoptr (YnHttpAnswer) answer = yn_platform_perform (platform, &request, cancellable, error);

  if (answer == NULL)
    return NULL;
  if (answer->status != 200 && answer->status != 201)
    {
      yn_answer_set_error (answer, error);
      return NULL;
    }
  if (!yn_answer_is_type (answer, "application/pem-certificate-chain"))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NONSENSE, "an answer that is no certificate chain");
      return NULL;
    }
  return g_bytes_ref (answer->body);
}

/* ---- practice ---- */

static YnHttpAnswer *
practice (YnHttp *http, const YnDiscovery *discovery, const char *method, const char *path, GBytes *form,
          GCancellable *cancellable, GError **error)
{
  static const char *const headers[] = { "Yinuo-Practice: 1", NULL };
  g_autofree char *url = g_strconcat (discovery->address, path, NULL);
  YnHttpRequest request = { .method = method, .url = url, .headers = headers, .body = form,
                            .content_type = form != NULL ? YN_FORM_TYPE : NULL };

  if (!discovery->practice)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_WRONG_USE, "this platform is none to practise on");
      return NULL;
    }
  return yn_http_perform (http, &request, cancellable, error);
}

YnJson *
yn_practice_enterprises (YnHttp *http,
                         const YnDiscovery *discovery,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (YnHttpAnswer) answer =
      practice (http, discovery, "GET", "/practice/enterprises", NULL, cancellable, error);

  return answer != NULL ? document (answer, error) : NULL;
}

gboolean
yn_practice_approve (YnHttp *http, const YnDiscovery *discovery, const char *user_code, const char *uscc,
                     gboolean approve, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) form = yn_form_encode ("user_code", user_code, "uscc", uscc != NULL ? uscc : "",
                                            "action", approve ? "approve" : "deny", NULL);
  g_autoptr (YnHttpAnswer) answer = practice (http, discovery, "POST", "/device", form, cancellable, error);

  if (answer == NULL)
    return FALSE;
  if (answer->status != 200)
    {
      yn_answer_set_error (answer, error);
      return FALSE;
    }
  return TRUE;
}
