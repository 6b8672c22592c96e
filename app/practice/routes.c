/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/routes.h"

#include "base/error.h"
#include "base/hash.h"
#include "practice/archive.h"
#include "practice/certificates.h"
#include "practice/control.h"
#include "practice/counter.h"
#include "practice/device-page.h"
#include "practice/feed.h"
#include "practice/oauth.h"
#include "practice/record.h"
#include "practice/uploads.h"
#include "practice/vouching.h"
#include "practice/weather.h"

#include <string.h>

typedef enum
{
  OPEN,     /* anybody */
  ACCOUNT,  /* a bearer token */
  PRACTICE, /* the trainer: Yinuo-Practice: 1 */
} Door;

static const struct
{
  const char *method;
  const char *path; /* ending in a slash: an argument follows */
  Door door;
  YnOperation operation;
} routes[] = {
  { "GET", "/.well-known/oauth-protected-resource", OPEN, yn_oauth_resource_metadata },
  { "GET", "/.well-known/oauth-authorization-server", OPEN, yn_oauth_server_metadata },
  { "POST", "/oauth/device", OPEN, yn_oauth_device },
  { "GET", "/device", OPEN, yn_device_page_show },
  { "POST", "/device", OPEN, yn_device_page_answer },
  { "POST", "/oauth/token", OPEN, yn_oauth_token },
  { "POST", "/oauth/revoke", OPEN, yn_oauth_revoke },
  { "GET", "/api/me", ACCOUNT, yn_practice_record_me },
  { "PUT", "/api/filings/", ACCOUNT, yn_counter_put },
  { "OPTIONS", "/api/uploads", OPEN, yn_uploads_describe },
  { "POST", "/api/uploads", ACCOUNT, yn_uploads_create },
  { "HEAD", "/api/uploads/", ACCOUNT, yn_uploads_offset },
  { "PATCH", "/api/uploads/", ACCOUNT, yn_uploads_continue },
  { "DELETE", "/api/uploads/", ACCOUNT, yn_uploads_drop },
  { "GET", "/api/events", ACCOUNT, yn_feed_get },
  { "GET", "/api/papers/", ACCOUNT, yn_archive_get },
  { "GET", "/api/record", ACCOUNT, yn_practice_record_get },
  { "POST", "/api/certificates", ACCOUNT, yn_certificates_issue },
  { "POST", "/authority/tsa", OPEN, yn_vouching_stamp },
  { "POST", "/authority/ocsp", OPEN, yn_vouching_answer },
  { "GET", "/authority/crl", OPEN, yn_vouching_list },
  { "GET", "/practice/status", PRACTICE, yn_control_status },
  { "GET", "/practice/enterprises", PRACTICE, yn_control_enterprises },
  { "GET", "/practice/queue", PRACTICE, yn_control_queue },
  { "POST", "/practice/review", PRACTICE, yn_control_review },
  { "POST", "/practice/reviewer", PRACTICE, yn_control_reviewer },
  { "POST", "/practice/day", PRACTICE, yn_control_day },
  { "POST", "/practice/weather", PRACTICE, yn_control_weather },
  { "POST", "/practice/revoke", PRACTICE, yn_vouching_revoke },
  { "POST", "/practice/erase", PRACTICE, yn_control_erase },
};

/* A page elsewhere may make a browser resolve its own name to 127.0.0.1: then it is that name that stands in
 * Host. */
static gboolean
is_for_us (YnOffice *office, const YnRequest *request)
{
  const char *host = yn_request_header (request, "host");
  const char *here = office->address + strlen ("http://");
  g_autofree char *by_name = g_strconcat ("localhost", strrchr (here, ':'), NULL);

  return host != NULL && (g_str_equal (host, here) || g_str_equal (host, by_name));
}

static gboolean
matches (const char *pattern, const char *path, const char **argument)
{
  gsize length = strlen (pattern);

  *argument = NULL;
  if (pattern[length - 1] != '/')
    return g_str_equal (path, pattern);
  if (strncmp (path, pattern, length) != 0 || path[length] == '\0' || strchr (path + length, '/') != NULL)
    return FALSE;
  *argument = path + length;
  return TRUE;
}

/* The route's index, or -1 with the reply that says why there is none. */
static int
find (YnRequest *request, YnReply *reply)
{
  g_autoptr (GString) allowed = g_string_new (NULL);
  const char *argument;

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (!matches (routes[i].path, request->path, &argument))
        continue;
      if (g_str_equal (routes[i].method, request->method))
        {
          request->argument = g_strdup (argument);
          return i;
        }
      g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", routes[i].method);
    }

  if (allowed->len > 0)
    yn_reply_header (reply, "Allow", allowed->str);
  yn_reply_problem (reply, allowed->len > 0 ? 405 : 404, "not-found", NULL);
  return -1;
}

/* Papers and filings are named by a hash and by nothing else. */
static gboolean
is_well_named (int route, const YnRequest *request)
{
  YnOperation operation = routes[route].operation;

  return (operation != yn_counter_put && operation != yn_archive_get) || yn_sha256_is (request->argument);
}

/* TRUE: go on to the operation. FALSE: @reply is filled in, or trouble. */
static gboolean
pass_the_door (YnOffice *office, int route, YnRequest *request, YnReply *reply, GError **error)
{
  if (request->too_large)
    yn_reply_problem (reply, 413, "too-large", NULL);
  else if (!is_well_named (route, request))
    yn_reply_problem (reply, 404, "not-found", NULL);
  else if (routes[route].door == PRACTICE
           && g_strcmp0 (yn_request_header (request, "yinuo-practice"), "1") != 0)
    yn_reply_problem (reply, 403, "not-found", "the header Yinuo-Practice is missing");
  else if (routes[route].door == ACCOUNT)
    return yn_oauth_admit (office, request, reply, error);
  else
    return TRUE;
  return FALSE;
}

static void
answer (YnOffice *office, YnRequest *request, YnReply *reply, GError **error)
{
  gboolean api = g_str_has_prefix (request->path, "/api/");
  int route;

  if (!is_for_us (office, request))
    {
      yn_reply_problem (reply, 421, "not-found", "this server answers for its loopback address only");
      return;
    }
  if (api && !request->cut && yn_weather_instead (office, request, reply))
    return;
  if (g_str_equal (request->path, "/authority/tsa") && yn_weather_over_time (office, reply))
    return;
  route = find (request, reply);
  if (route < 0 || !pass_the_door (office, route, request, reply, error))
    return;
  /* Half a body is worth something to an upload alone. */
  if (request->cut && routes[route].operation != yn_uploads_continue)
    return;
  if (routes[route].operation (office, request, reply, error) && api && !request->cut)
    yn_weather_upon (office, request, reply, error);
}

YnReply *
yn_routes_answer (YnOffice *office, YnRequest *request)
{
  YnReply *reply = yn_reply_new ();
  g_autoptr (GError) error = NULL;

  answer (office, request, reply, &error);
  if (error != NULL)
    {
      g_message ("the practice platform could not answer a %s: %s", request->method, error->message);
      yn_reply_header (reply, "Retry-After", "5");
      yn_reply_problem (reply, 500, "server-trouble", yn_error_nick_of (error));
    }
  else if (reply->status == 0)
    yn_reply_empty (reply, 400);
  return reply;
}
