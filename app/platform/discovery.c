/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "platform/discovery.h"

#include <string.h>

#include "base/envelope.h"
#include "base/error.h"
#include "platform/answer.h"

#define DEVICE_GRANT "urn:ietf:params:oauth:grant-type:device_code"
#define DEFAULT_CLIENT "yinuo-desktop"
#define MAX_SERVERS 4

void
yn_discovery_free (YnDiscovery *discovery)
{
  if (discovery == NULL)
    return;
  g_free (discovery->address);
  g_free (discovery->identity);
  g_free (discovery->name);
  g_free (discovery->api);
  g_free (discovery->client_id);
  g_free (discovery->issuer);
  g_free (discovery->device_authorization_endpoint);
  g_free (discovery->token_endpoint);
  g_free (discovery->revocation_endpoint);
  g_strfreev (discovery->seals);
  g_strfreev (discovery->timestamps);
  g_free (discovery);
}

gboolean
yn_address_is_loopback (const char *url)
{
  g_autoptr (GUri) uri = yn_http_url_parse (url);

  return uri != NULL && yn_http_url_is_loopback (uri);
}

static gboolean
nonsense (GError **error, const char *why)
{
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NONSENSE, why);
  return FALSE;
}

static char *
without_slash (const char *url)
{
  gsize length = strlen (url);

  while (length > 0 && url[length - 1] == '/')
    length--;
  return g_strndup (url, length);
}

/* The well-known name goes between host and path (RFC 8414 §3.1, RFC 9728 §3.1). */
static char *
well_known (const char *url, const char *name)
{
  const char *host = strstr (url, "://") + strlen ("://");
  const char *path = strchr (host, '/');
  g_autofree char *origin = path != NULL ? g_strndup (url, path - url) : g_strdup (url);

  return g_strconcat (origin, "/.well-known/", name, path, NULL);
}

static JsonObject *
ask (YnHttp *http, const char *url, GCancellable *cancellable, GError **error)
{
  static const char *const headers[] = { "Accept: application/json", NULL };
  YnHttpRequest request = {
    .method = "GET", .url = url, .headers = headers, .max_answer = YN_ENVELOPE_MAX_BYTES
  };
  g_autoptr (YnHttpAnswer) answer = yn_http_perform (http, &request, cancellable, error);

  if (answer == NULL)
    return NULL;
  if (answer->status != 200)
    {
      yn_answer_set_error (answer, error);
      return NULL;
    }
  return yn_envelope_parse (answer->body, error);
}

/* https anywhere, http on this machine, and then only when the platform itself is here: no platform elsewhere
 * may send us to a port of our own. */
static gboolean
may_go_to (const char *url, const char *address)
{
  gboolean loopback;
  g_autofree char *checked = url != NULL ? yn_http_url_check (url, &loopback, NULL) : NULL;

  return checked != NULL && (!loopback || yn_address_is_loopback (address));
}

static gboolean
names (JsonObject *object, const char *member, const char *wanted, gboolean when_absent)
{
  g_auto (GStrv) strings = yn_envelope_strings (object, member);

  if (!json_object_has_member (object, member))
    return when_absent;
  return g_strv_contains ((const char *const *) strings, wanted);
}

static gboolean
read_resource (YnDiscovery *discovery, JsonObject *metadata, GError **error)
{
  const char *resource = yn_envelope_string (metadata, "resource");
  const char *identity = yn_envelope_string (metadata, "yinuo_identity");
  const char *api = yn_envelope_string (metadata, "yinuo_api");
  const char *name = yn_envelope_string (metadata, "resource_name");
  const char *client = yn_envelope_string (metadata, "yinuo_client_id");
  g_autofree char *same = without_slash (resource != NULL ? resource : "");

  if (strcmp (same, discovery->address) != 0)
    return nonsense (error, "the metadata is another resource's (RFC 9728 section 3.3)");
  if (identity == NULL || !g_uuid_string_is_valid (identity))
    return nonsense (error, "the metadata names no identity");
  if (!may_go_to (api, discovery->address))
    return nonsense (error, "the metadata names no API that may be used");

  discovery->practice = yn_envelope_boolean (metadata, "yinuo_practice", FALSE);
  if (discovery->practice && !yn_address_is_loopback (discovery->address))
    return nonsense (error, "a practice platform that is not on this machine");

  discovery->identity = g_ascii_strdown (identity, -1);
  discovery->api = without_slash (api);
  discovery->name = g_strdup (name != NULL && *name != '\0' ? name : discovery->identity);
  discovery->client_id = g_strdup (client != NULL && *client != '\0' ? client : DEFAULT_CLIENT);
  discovery->timestamps = yn_envelope_strings (metadata, "yinuo_timestamps");
  discovery->seals = discovery->practice ? yn_envelope_strings (metadata, "yinuo_seals") : g_new0 (char *, 1);
  return TRUE;
}

static gboolean
read_server (YnDiscovery *discovery, const char *issuer, JsonObject *metadata, GError **error)
{
  const char *device = yn_envelope_string (metadata, "device_authorization_endpoint");
  const char *token = yn_envelope_string (metadata, "token_endpoint");
  const char *revocation = yn_envelope_string (metadata, "revocation_endpoint");

  if (g_strcmp0 (yn_envelope_string (metadata, "issuer"), issuer) != 0)
    return nonsense (error, "the metadata is another issuer's (RFC 8414 section 3.3)");
  if (!names (metadata, "grant_types_supported", DEVICE_GRANT, FALSE))
    return nonsense (error, "the authorization server knows no device grant");
  if (!names (metadata, "token_endpoint_auth_methods_supported", "none", FALSE))
    return nonsense (error, "the authorization server takes no public client");
  if (!may_go_to (device, discovery->address) || !may_go_to (token, discovery->address)
      || (revocation != NULL && !may_go_to (revocation, discovery->address)))
    return nonsense (error, "the authorization server names an endpoint that may not be used");

  discovery->issuer = g_strdup (issuer);
  discovery->device_authorization_endpoint = g_strdup (device);
  discovery->token_endpoint = g_strdup (token);
  discovery->revocation_endpoint = g_strdup (revocation);
  return TRUE;
}

/* The first authorization server that answers and knows our grant. */
static gboolean
find_server (YnDiscovery *discovery,
             JsonObject *resource,
             YnHttp *http,
             GCancellable *cancellable,
             GError **error)
{
  g_auto (GStrv) issuers = yn_envelope_strings (resource, "authorization_servers");
  g_autoptr (GError) last = NULL;

  for (guint i = 0; i < MAX_SERVERS && issuers[i] != NULL; i++)
    {
      g_autofree char *url = NULL;
      g_autoptr (JsonObject) metadata = NULL;

      g_clear_error (&last);
      if (!may_go_to (issuers[i], discovery->address))
        {
          nonsense (&last, "an authorization server that may not be used");
          continue;
        }
      url = well_known (issuers[i], "oauth-authorization-server");
      metadata = ask (http, url, cancellable, &last);
      if (metadata != NULL && read_server (discovery, issuers[i], metadata, &last))
        return TRUE;
      if (g_cancellable_is_cancelled (cancellable))
        break;
    }

  if (last == NULL)
    return nonsense (error, "the metadata names no authorization server");
  g_propagate_error (error, g_steal_pointer (&last));
  return FALSE;
}

YnDiscovery *
yn_discover (YnHttp *http, const char *address, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnDiscovery) discovery = g_new0 (YnDiscovery, 1);
  g_autoptr (JsonObject) resource = NULL;
  g_autofree char *url = NULL;
  g_autofree char *checked = NULL;
  gboolean loopback;

  checked = yn_http_url_check (address, &loopback, error);
  if (checked == NULL)
    return NULL;
  if (strpbrk (address, "?#") != NULL)
    {
      nonsense (error, "a platform's address has neither query nor fragment (RFC 9728 section 1.2)");
      return NULL;
    }

  discovery->address = without_slash (address);
  url = well_known (discovery->address, "oauth-protected-resource");
  resource = ask (http, url, cancellable, error);
  if (resource == NULL || !read_resource (discovery, resource, error)
      || !find_server (discovery, resource, http, cancellable, error))
    return NULL;
  return g_steal_pointer (&discovery);
}
