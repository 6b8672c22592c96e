/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "base/http.h"
#include "cli/naming.h"
#include "practice/address.h"

/* The address of the platform to review at: a practice one, by the flags or the data folder. */
static char *
address_of (YnChair *chair, GError **error)
{
  g_autoptr (YnSettings) settings = NULL;
  g_autofree char *folder = NULL;
  char *address;

  if (chair->platform != NULL)
    return g_strdup (chair->platform);
  settings = yn_settings_look (chair->data_dir);
  folder = yn_settings_path (settings, "practice");
  address = yn_practice_address (folder);
  if (address == NULL)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_OFFLINE, "there is no practice platform in this data folder");
  return address;
}

/* One call to the practice controls; the answer as JSON. */
static YnJson *
control (YnChair *chair, const char *method, const char *path, const YnJson *body, GError **error)
{
  static const char *const headers[] = { "Yinuo-Practice: 1", NULL };
  g_autofree char *address = address_of (chair, error);
  g_autofree char *url = address == NULL ? NULL : g_strconcat (address, path, NULL);
  g_autoptr (YnHttp) http = NULL;
  g_autoptr (GBytes) bytes = body == NULL ? NULL : yn_json_print_bytes (body, YN_JSON_COMPACT);
  g_autoptr (YnHttpAnswer) answer = NULL;
  g_autoptr (YnJson) json = NULL;

  if (url == NULL)
    return NULL;
  http = yn_http_new ();
  answer = yn_http_perform (http, &(YnHttpRequest) { .method = method, .url = url, .headers = headers, .body = bytes,
                                                     .content_type = bytes == NULL ? NULL : "application/json" },
                            NULL, error);
  if (answer == NULL)
    return NULL;
  json = g_bytes_get_size (answer->body) == 0 ? yn_json_new_object () : yn_json_parse_bytes (answer->body, error);
  if (json != NULL && answer->status >= 400)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_REJECTED, "%u %s", answer->status,
                   yn_json_get_string (json, "detail") != NULL ? yn_json_get_string (json, "detail") : "");
      return NULL;
    }
  return g_steal_pointer (&json);
}

static YnExit
say_queue (YnChair *chair, const YnJson *queue)
{
  const YnJson *filings = yn_json_get (queue, "filings");

  for (guint i = 0; !chair->json && i < yn_json_size (filings); i++)
    {
      const YnJson *filing = yn_json_at (filings, i);

      yn_say_line ("%s  %s  %s  %s", yn_json_get_string (filing, "id"), yn_json_get_string (filing, "service"),
              yn_json_get_string (filing, "state"), yn_json_get_string (filing, "enterprise"));
    }
  if (chair->json)
    yn_say_json (queue);
  return YN_EXIT_YES;
}

static YnJson *
review_body (const char *action, const char *filing, char **reasons)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "filing", filing);
  yn_json_writer_member_string (writer, "action", action);
  yn_json_writer_name (writer, "reasons");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; reasons != NULL && reasons[i] != NULL; i++)
    yn_json_writer_string (writer, reasons[i]);
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

/* The filing that is meant, among those that lie at the platform. New. */
static char *
name_in_queue (YnChair *chair, const char *given, GError **error)
{
  g_autoptr (YnJson) queue = control (chair, "GET", "/practice/queue", NULL, error);
  const YnJson *filings = yn_json_get (queue, "filings");
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < yn_json_size (filings); i++)
    g_ptr_array_add (ids, (gpointer) yn_json_get_string (yn_json_at (filings, i), "id"));
  g_ptr_array_add (ids, NULL);
  return queue == NULL ? NULL : yn_short_id_among ((const char *const *) ids->pdata, given, error);
}

/* What else the practice menu does: {"automatic": true}, {"days": 3}, {"kind": "503", "times": 2}. */
static YnJson *
control_body (const char *what, char **argv, const char **path)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  if (strcmp (what, "automatic") == 0)
    {
      *path = "/practice/reviewer";
      yn_json_writer_member_boolean (writer, "automatic", argv[2] != NULL && strcmp (argv[2], "on") == 0);
    }
  else if (strcmp (what, "day") == 0 && argv[2] != NULL)
    {
      *path = "/practice/day";
      yn_json_writer_member_int (writer, "days", g_ascii_strtoll (argv[2], NULL, 10));
    }
  else if (strcmp (what, "weather") == 0 && argv[2] != NULL)
    {
      *path = "/practice/weather";
      yn_json_writer_member_string (writer, "kind", argv[2]);
      yn_json_writer_member_int (writer, "times", argv[3] == NULL ? 1 : g_ascii_strtoll (argv[3], NULL, 10));
    }
  else if (strcmp (what, "erase") == 0)
    *path = "/practice/erase";
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

YnExit
yn_verb_review (YnChair *chair, int argc, char **argv)
{
  static const char usage[] =
      "list | accept|supplement|refuse|grant|deny|issue ID [--reason TEXT]… | automatic on|off | "
      "day N | weather KIND [TIMES] | erase";
  static const char *const actions[] = { "accept", "supplement", "refuse", "grant", "deny", "issue", NULL };
  g_auto (GStrv) reasons = NULL;
  g_autofree char *filing = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) body = NULL;
  g_autoptr (YnJson) answer = NULL;
  const char *path = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING_ARRAY, &reasons, N_ ("Why (repeatable)"), "TEXT" },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, usage, 1, 3))
    return YN_EXIT_WRONG_USE;
  if (strcmp (argv[1], "list") == 0)
    answer = control (chair, "GET", "/practice/queue", NULL, &error);
  else if (g_strv_contains (actions, argv[1]) && argc == 3)
    {
      filing = name_in_queue (chair, argv[2], &error);
      body = filing == NULL ? NULL : review_body (argv[1], filing, reasons);
      answer = body == NULL ? NULL : control (chair, "POST", "/practice/review", body, &error);
    }
  else
    {
      body = control_body (argv[1], argv, &path);
      if (path == NULL)
        return yn_say_wrong_use (chair, usage);
      answer = control (chair, "POST", path, body, &error);
    }
  if (answer == NULL)
    return yn_say_error (chair, error);
  if (strcmp (argv[1], "list") == 0)
    return say_queue (chair, answer);
  if (chair->json)
    yn_say_json (answer);
  return YN_EXIT_YES;
}
