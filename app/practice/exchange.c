/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/exchange.h"

#include "forms/problem.h"

#include <string.h>

YnRequest *
yn_request_new (const char *method, const char *path, GHashTable *query)
{
  YnRequest *request = g_new0 (YnRequest, 1);

  request->method = g_strdup (method);
  request->path = g_strdup (path);
  request->query = query != NULL ? g_hash_table_ref (query) : NULL;
  request->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  request->body = g_bytes_new (NULL, 0);
  return request;
}

void
yn_request_free (YnRequest *request)
{
  if (request == NULL)
    return;

  g_free (request->method);
  g_free (request->path);
  g_clear_pointer (&request->query, g_hash_table_unref);
  g_hash_table_unref (request->headers);
  g_bytes_unref (request->body);
  g_free (request->argument);
  g_free (request->uscc);
  g_free (request);
}

const char *
yn_request_header (const YnRequest *request, const char *lower_case_name)
{
  return g_hash_table_lookup (request->headers, lower_case_name);
}

const char *
yn_request_query (const YnRequest *request, const char *name)
{
  return request->query != NULL ? g_hash_table_lookup (request->query, name) : NULL;
}

gboolean
yn_request_is_type (const YnRequest *request, const char *type)
{
  const char *given = yn_request_header (request, "content-type");
  gsize length = strlen (type);

  return given != NULL && g_ascii_strncasecmp (given, type, length) == 0
         && strchr (" ;", given[length]) != NULL;
}

GHashTable *
yn_request_form (const YnRequest *request)
{
  gsize length;
  const char *text = g_bytes_get_data (request->body, &length);

  if (length == 0 || length > 64 * 1024 || !yn_request_is_type (request, "application/x-www-form-urlencoded"))
    return NULL;
  return g_uri_parse_params (text, length, "&", G_URI_PARAMS_WWW_FORM, NULL);
}

YnJson *
yn_request_json (const YnRequest *request)
{
  if (g_bytes_get_size (request->body) > 1024 * 1024 || !yn_request_is_type (request, "application/json"))
    return NULL;
  return yn_json_parse_bytes (request->body, NULL);
}

YnReply *
yn_reply_new (void)
{
  YnReply *reply = g_new0 (YnReply, 1);

  reply->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return reply;
}

void
yn_reply_free (YnReply *reply)
{
  if (reply == NULL)
    return;

  g_clear_pointer (&reply->body, g_bytes_unref);
  g_hash_table_unref (reply->headers);
  g_free (reply);
}

void
yn_reply_header (YnReply *reply, const char *name, const char *value)
{
  g_hash_table_replace (reply->headers, g_strdup (name), g_strdup (value));
}

void
yn_reply_bytes (YnReply *reply, guint status, const char *content_type, GBytes *body)
{
  g_bytes_ref (body);
  g_clear_pointer (&reply->body, g_bytes_unref);
  reply->status = status;
  reply->content_type = content_type;
  reply->body = body;
}

void
yn_reply_empty (YnReply *reply, guint status)
{
  g_clear_pointer (&reply->body, g_bytes_unref);
  reply->status = status;
  reply->content_type = NULL;
}

void
yn_reply_text (YnReply *reply, guint status, const char *content_type, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  yn_reply_bytes (reply, status, content_type, body);
}

void
yn_reply_json (YnReply *reply, guint status, const YnJson *json)
{
  g_autoptr (GBytes) body = yn_json_print_bytes (json, YN_JSON_COMPACT);

  yn_reply_bytes (reply, status, "application/json", body);
}

void
yn_reply_problem_with (YnReply *reply, guint status, const char *code, const char *detail, const YnJson *more)
{
  g_autoptr (YnExplanation) words = yn_problems_explain_code (code, YN_LANGUAGE_ZH_CN);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) problem = NULL;
  g_autoptr (GBytes) body = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "type", "about:blank");
  yn_json_writer_member_string (writer, "title", words->what);
  yn_json_writer_member_int (writer, "status", status);
  yn_json_writer_member_string (writer, "code", code);
  if (detail != NULL)
    yn_json_writer_member_string (writer, "detail", detail);
  for (guint i = 0; i < yn_json_size (more); i++)
    yn_json_writer_member_value (writer, yn_json_name_at (more, i), yn_json_at (more, i));
  yn_json_writer_end (writer);
  problem = yn_json_writer_finish (writer);

  body = yn_json_print_bytes (problem, YN_JSON_COMPACT);
  yn_reply_bytes (reply, status, "application/problem+json", body);
}

void
yn_reply_problem (YnReply *reply, guint status, const char *code, const char *detail)
{
  yn_reply_problem_with (reply, status, code, detail, NULL);
}
