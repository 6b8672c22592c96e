/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/oauth.h"

#include "practice/accounts.h"

#include <string.h>

#define SCOPE "filings"
#define DEVICE_GRANT "urn:ietf:params:oauth:grant-type:device_code"

static void
member_address (YnJsonWriter *writer, const char *name, YnOffice *office, const char *path)
{
  g_autofree char *address = g_strconcat (office->address, path, NULL);

  yn_json_writer_member_string (writer, name, address);
}

static void
member_list (YnJsonWriter *writer, const char *name, const char *const *values)
{
  yn_json_writer_name (writer, name);
  yn_json_writer_begin_array (writer);
  for (guint i = 0; values[i] != NULL; i++)
    yn_json_writer_string (writer, values[i]);
  yn_json_writer_end (writer);
}

#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

gboolean
yn_oauth_resource_metadata (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) metadata = NULL;
  GBytes *seals[] = { office->authority->seal_pem, office->authority->root_pem };
  g_autofree char *timestamps = g_strconcat (office->address, "/authority/tsa", NULL);

  yn_json_writer_begin_object (writer);
  member_address (writer, "resource", office, "");
  member_list (writer, "authorization_servers", LIST (office->address));
  member_list (writer, "scopes_supported", LIST (SCOPE));
  member_list (writer, "bearer_methods_supported", LIST ("header"));
  yn_json_writer_member_string (writer, "resource_name", YN_PRACTICE_NAME);
  yn_json_writer_member_string (writer, "yinuo_identity", office->identity);
  member_address (writer, "yinuo_api", office, "/api");
  yn_json_writer_member_boolean (writer, "yinuo_practice", TRUE);
  yn_json_writer_member_string (writer, "yinuo_client_id", YN_PRACTICE_CLIENT);
  yn_json_writer_name (writer, "yinuo_seals");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < G_N_ELEMENTS (seals); i++)
    yn_json_writer_string_len (writer, g_bytes_get_data (seals[i], NULL), g_bytes_get_size (seals[i]));
  yn_json_writer_end (writer);
  member_list (writer, "yinuo_timestamps", LIST (timestamps));
  yn_json_writer_end (writer);

  metadata = yn_json_writer_finish (writer);
  yn_reply_json (reply, 200, metadata);
  return TRUE;
}

gboolean
yn_oauth_server_metadata (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) metadata = NULL;

  yn_json_writer_begin_object (writer);
  member_address (writer, "issuer", office, "");
  member_address (writer, "device_authorization_endpoint", office, "/oauth/device");
  member_address (writer, "token_endpoint", office, "/oauth/token");
  member_address (writer, "revocation_endpoint", office, "/oauth/revoke");
  member_list (writer, "grant_types_supported", LIST (DEVICE_GRANT, "refresh_token"));
  member_list (writer, "token_endpoint_auth_methods_supported", LIST ("none"));
  member_list (writer, "revocation_endpoint_auth_methods_supported", LIST ("none"));
  member_list (writer, "response_types_supported", (const char *const[]){ NULL });
  member_list (writer, "scopes_supported", LIST (SCOPE));
  yn_json_writer_end (writer);

  metadata = yn_json_writer_finish (writer);
  yn_reply_json (reply, 200, metadata);
  return TRUE;
}

static void
refuse (YnReply *reply, guint status, const char *code)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) refusal = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "error", code);
  yn_json_writer_end (writer);
  refusal = yn_json_writer_finish (writer);
  yn_reply_header (reply, "Cache-Control", "no-store");
  yn_reply_json (reply, status, refusal);
}

/* The form of a request by our one public client, or NULL with the refusal in @reply. */
static GHashTable *
client_form (const YnRequest *request, YnReply *reply)
{
  g_autoptr (GHashTable) form = yn_request_form (request);

  if (form == NULL)
    refuse (reply, 400, "invalid_request");
  else if (g_strcmp0 (g_hash_table_lookup (form, "client_id"), YN_PRACTICE_CLIENT) != 0)
    refuse (reply, 401, "invalid_client");
  else
    return g_steal_pointer (&form);
  return NULL;
}

gboolean
yn_oauth_device (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (GHashTable) form = client_form (request, reply);
  g_autoptr (YnJsonWriter) writer = NULL;
  g_autoptr (YnJson) grant = NULL;
  g_autofree char *device_code = NULL;
  g_autofree char *user_code = NULL;
  g_autofree char *complete = NULL;
  const char *scope;

  if (form == NULL)
    return TRUE;
  scope = g_hash_table_lookup (form, "scope");
  if (scope != NULL && *scope != '\0' && !g_str_equal (scope, SCOPE))
    {
      refuse (reply, 400, "invalid_scope");
      return TRUE;
    }
  if (!yn_accounts_begin (office, &device_code, &user_code, error))
    return FALSE;

  complete = g_strconcat ("/device?user_code=", user_code, NULL);
  writer = yn_json_writer_new ();
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "device_code", device_code);
  yn_json_writer_member_string (writer, "user_code", user_code);
  member_address (writer, "verification_uri", office, "/device");
  member_address (writer, "verification_uri_complete", office, complete);
  yn_json_writer_member_int (writer, "expires_in", YN_GRANT_SECONDS);
  yn_json_writer_member_int (writer, "interval", office->device_interval);
  yn_json_writer_end (writer);
  grant = yn_json_writer_finish (writer);
  yn_reply_header (reply, "Cache-Control", "no-store");
  yn_reply_json (reply, 200, grant);
  return TRUE;
}

static void
reply_tokens (YnReply *reply, const YnTokens *tokens)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "access_token", tokens->access);
  yn_json_writer_member_string (writer, "token_type", "Bearer");
  yn_json_writer_member_int (writer, "expires_in", YN_ACCESS_SECONDS);
  yn_json_writer_member_string (writer, "refresh_token", tokens->refresh);
  yn_json_writer_member_string (writer, "scope", SCOPE);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  yn_reply_header (reply, "Cache-Control", "no-store");
  yn_reply_json (reply, 200, json);
}

gboolean
yn_oauth_token (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (GHashTable) form = client_form (request, reply);
  g_auto (YnTokens) tokens = { NULL, NULL };
  const char *grant_type;
  const char *credential;
  const char *outcome;

  if (form == NULL)
    return TRUE;
  grant_type = g_hash_table_lookup (form, "grant_type");
  if (g_strcmp0 (grant_type, DEVICE_GRANT) != 0 && g_strcmp0 (grant_type, "refresh_token") != 0)
    {
      refuse (reply, 400, grant_type != NULL ? "unsupported_grant_type" : "invalid_request");
      return TRUE;
    }

  credential =
      g_hash_table_lookup (form, g_str_equal (grant_type, DEVICE_GRANT) ? "device_code" : "refresh_token");
  if (credential == NULL)
    outcome = "invalid_request";
  else if (g_str_equal (grant_type, DEVICE_GRANT))
    outcome = yn_accounts_poll (office, credential, &tokens, error);
  else
    outcome = yn_accounts_refresh (office, credential, &tokens, error);

  if (outcome == NULL)
    return FALSE;
  if (*outcome != '\0')
    refuse (reply, 400, outcome);
  else
    reply_tokens (reply, &tokens);
  return TRUE;
}

gboolean
yn_oauth_revoke (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (GHashTable) form = client_form (request, reply);
  const char *token;

  if (form == NULL)
    return TRUE;
  token = g_hash_table_lookup (form, "token");
  if (token == NULL)
    {
      refuse (reply, 400, "invalid_request");
      return TRUE;
    }
  if (!yn_accounts_revoke (office, token, error))
    return FALSE;
  yn_reply_empty (reply, 200);
  return TRUE;
}

gboolean
yn_oauth_admit (YnOffice *office, YnRequest *request, YnReply *reply, GError **error)
{
  const char *authorization = yn_request_header (request, "authorization");
  g_autoptr (GError) local = NULL;
  g_autofree char *challenge = NULL;
  gboolean bearer = authorization != NULL && g_ascii_strncasecmp (authorization, "Bearer ", 7) == 0;

  if (bearer)
    request->uscc = yn_accounts_whose (office, authorization + strlen ("Bearer "), &local);
  if (request->uscc != NULL)
    return TRUE;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  /* RFC 6750 §3.1: who showed no token is told no error; RFC 9728 §5.1: but where to begin. */
  challenge = g_strdup_printf ("Bearer resource_metadata=\"%s/.well-known/oauth-protected-resource\"%s",
                               office->address, bearer ? ", error=\"invalid_token\"" : "");
  yn_reply_header (reply, "WWW-Authenticate", challenge);
  yn_reply_problem (reply, 401, bearer ? "session-ended" : "not-signed-in", NULL);
  return FALSE;
}
