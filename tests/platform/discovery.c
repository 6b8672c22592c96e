/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Discovery against a server whose two documents are changed one member at a time. */
#include "platform/discovery.h"

#include "base/error.h"
#include "base/json.h"
#include "fixtures/scripted-server.h"

#include <string.h>

#define IDENTITY "0c3fa3a4-1f5c-4a3e-9a2a-6c2f6f8a0c11"

typedef struct
{
  ScriptedServer *server;
  YnJson *resource; /* what is answered; NULL: 100,000 brackets */
  YnJson *issuer;
} Documents;

static void
answer_document (const ScriptedRequest *request, const YnJson *document)
{
  g_autofree char *brackets = document == NULL ? g_strnfill (100000, '[') : NULL;
  g_autofree char *text = document != NULL ? yn_json_print (document, YN_JSON_COMPACT) : NULL;

  scripted_json (request, 200, "%s", document != NULL ? text : brackets);
}

static gboolean
serve (const ScriptedRequest *request, gpointer data)
{
  Documents *documents = data;

  if (g_str_has_prefix (request->target, "/.well-known/oauth-protected-resource"))
    answer_document (request, documents->resource);
  else if (g_str_has_prefix (request->target, "/.well-known/oauth-authorization-server"))
    answer_document (request, documents->issuer);
  else
    scripted_json (request, 404, "{}");
  return TRUE;
}

static YnJson *
parse (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  YnJson *json;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strdelimit (text, "'", '"');
  json = yn_json_parse (text, -1, &error);
  g_assert_no_error (error);
  return json;
}

static void
documents_init (Documents *documents, const char *path)
{
  const char *url;

  documents->server = scripted_server_new (serve, documents);
  url = scripted_server_url (documents->server);
  documents->resource =
      parse ("{'resource': '%s%s', 'authorization_servers': ['%s%s'], 'resource_name': '演练平台',"
             " 'yinuo_identity': '" IDENTITY "', 'yinuo_api': '%s/api', 'yinuo_practice': true,"
             " 'yinuo_client_id': 'yinuo-desktop', 'yinuo_seals': ['-----BEGIN']}",
             url, path, url, path, url);
  documents->issuer =
      parse ("{'issuer': '%s%s', 'device_authorization_endpoint': '%s/oauth/device',"
             " 'token_endpoint': '%s/oauth/token', 'revocation_endpoint': '%s/oauth/revoke',"
             " 'grant_types_supported': ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],"
             " 'token_endpoint_auth_methods_supported': ['none']}",
             url, path, url, url, url);
}

static void
documents_clear (Documents *documents)
{
  scripted_server_free (documents->server);
  g_clear_pointer (&documents->resource, yn_json_unref);
  g_clear_pointer (&documents->issuer, yn_json_unref);
}

static void
test_found (void)
{
  static const char *const paths[] = { "", "/city/credit" };
  g_autoptr (YnHttp) http = yn_http_new ();

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      Documents documents;
      g_autoptr (GError) error = NULL;
      g_autoptr (YnDiscovery) discovery = NULL;
      g_autofree char *address = NULL;
      g_autofree char *api = NULL;

      documents_init (&documents, paths[i]);
      address = g_strconcat (scripted_server_url (documents.server), paths[i], "/", NULL);
      api = g_strconcat (scripted_server_url (documents.server), "/api", NULL);
      discovery = yn_discover (http, address, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (discovery->identity, ==, IDENTITY);
      g_assert_cmpstr (discovery->name, ==, "演练平台");
      g_assert_cmpstr (discovery->api, ==, api);
      g_assert_cmpstr (discovery->client_id, ==, "yinuo-desktop");
      g_assert_true (discovery->practice);
      g_assert_cmpuint (g_strv_length (discovery->seals), ==, 1);
      g_assert_true (g_str_has_suffix (discovery->token_endpoint, "/oauth/token"));
      documents_clear (&documents);
    }
}

/* One change each; every one of them must end the discovery. */
static void
test_refused (void)
{
  static const struct
  {
    gboolean of_issuer;
    const char *pointer;
    const char *value; /* NULL: taken away */
  } cases[] = {
    { FALSE, "/resource", "'http://127.0.0.1:1'" },
    { FALSE, "/resource", NULL },
    { FALSE, "/yinuo_identity", "'no uuid'" },
    { FALSE, "/yinuo_identity", "7" },
    { FALSE, "/yinuo_api", "'http://example.org/api'" },
    { FALSE, "/yinuo_api", "'javascript:x'" },
    { FALSE, "/yinuo_api", NULL },
    { FALSE, "/authorization_servers", "[]" },
    { FALSE, "/authorization_servers", "'one'" },
    { FALSE, "/authorization_servers/0", "'http://example.org'" },
    { TRUE, "/issuer", "'http://127.0.0.1:1'" },
    { TRUE, "/issuer", NULL },
    { TRUE, "/device_authorization_endpoint", NULL },
    { TRUE, "/device_authorization_endpoint", "'http://example.org/device'" },
    { TRUE, "/token_endpoint", "'file:///tmp/token'" },
    { TRUE, "/revocation_endpoint", "'http://example.org/revoke'" },
    { TRUE, "/grant_types_supported", "['authorization_code']" },
    { TRUE, "/grant_types_supported", NULL },
    { TRUE, "/token_endpoint_auth_methods_supported", "['client_secret_basic']" },
  };
  g_autoptr (YnHttp) http = yn_http_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Documents documents;
      g_autoptr (YnJson) value = cases[i].value != NULL ? parse ("%s", cases[i].value) : NULL;
      g_autoptr (YnJson) before = NULL;
      g_autoptr (GError) error = NULL;
      YnJson **changed;

      documents_init (&documents, "");
      changed = cases[i].of_issuer ? &documents.issuer : &documents.resource;
      before = *changed;
      *changed = yn_json_with (before, cases[i].pointer, value);

      g_test_message ("%s = %s", cases[i].pointer, cases[i].value);
      g_assert_null (yn_discover (http, scripted_server_url (documents.server), NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
      documents_clear (&documents);
    }
}

static void
test_brackets (void)
{
  g_autoptr (YnHttp) http = yn_http_new ();

  for (guint i = 0; i < 2; i++)
    {
      Documents documents;
      g_autoptr (GError) error = NULL;

      documents_init (&documents, "");
      g_clear_pointer (i == 0 ? &documents.resource : &documents.issuer, yn_json_unref);
      g_assert_null (yn_discover (http, scripted_server_url (documents.server), NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
      documents_clear (&documents);
    }
}

static void
test_address (void)
{
  static const struct
  {
    const char *address;
    YnError code;
  } cases[] = {
    { "example.org", YN_ERROR_NONSENSE },       { "http://example.org", YN_ERROR_TLS },
    { "http://127.0.0.1:1", YN_ERROR_OFFLINE }, { "http://127.0.0.1:1/?a", YN_ERROR_NONSENSE },
    { "", YN_ERROR_NONSENSE },
  };
  g_autoptr (YnHttp) http = yn_http_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yn_discover (http, cases[i].address, NULL, &error));
      g_assert_error (error, YN_ERROR, (int) cases[i].code);
    }

  g_assert_true (yn_address_is_loopback ("http://127.0.0.1:5/x"));
  g_assert_true (yn_address_is_loopback ("http://[::1]/"));
  g_assert_false (yn_address_is_loopback ("https://example.org"));
  g_assert_false (yn_address_is_loopback ("nonsense"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discovery/found", test_found);
  g_test_add_func ("/discovery/refused", test_refused);
  g_test_add_func ("/discovery/brackets", test_brackets);
  g_test_add_func ("/discovery/address", test_address);
  return g_test_run ();
}
