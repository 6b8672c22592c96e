/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/http-url.h"

#include <string.h>

#include "base/error.h"

#define URI_FLAGS (G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE)

static gboolean
has_strange_bytes (const char *url)
{
  for (const char *c = url; *c; c++)
    if ((guchar) *c <= ' ' || *c == 0x7f || *c == '\\')
      return TRUE;
  return FALSE;
}

GUri *
yn_http_url_parse (const char *url)
{
  g_autoptr (GUri) uri = NULL;

  if (url == NULL || has_strange_bytes (url))
    return NULL;

  uri = g_uri_parse (url, URI_FLAGS, NULL);
  if (uri == NULL || g_uri_get_userinfo (uri) != NULL || g_uri_get_host (uri) == NULL
      || *g_uri_get_host (uri) == '\0')
    return NULL;
  if (strcmp (g_uri_get_scheme (uri), "http") != 0 && strcmp (g_uri_get_scheme (uri), "https") != 0)
    return NULL;
  return g_steal_pointer (&uri);
}

gboolean
yn_http_url_is_loopback (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

char *
yn_http_url_check_plain (const char *url, gboolean *loopback, GError **error)
{
  g_autoptr (GUri) uri = yn_http_url_parse (url);

  if (uri == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NONSENSE, "not an http or https URL");
      return NULL;
    }
  *loopback = yn_http_url_is_loopback (uri);
  return g_uri_to_string_partial (uri, G_URI_HIDE_FRAGMENT);
}

char *
yn_http_url_check (const char *url, gboolean *loopback, GError **error)
{
  g_autofree char *text = yn_http_url_check_plain (url, loopback, error);

  if (text != NULL && !*loopback && !g_str_has_prefix (text, "https:"))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_TLS, "http: only https leaves this machine");
      return NULL;
    }
  return g_steal_pointer (&text);
}

char *
yn_http_resolve (const char *base, const char *reference)
{
  g_autoptr (GUri) from = yn_http_url_parse (base);
  g_autoptr (GUri) resolved = NULL;
  g_autofree char *text = NULL;

  if (from == NULL || reference == NULL || has_strange_bytes (reference))
    return NULL;

  resolved = g_uri_parse_relative (from, reference, URI_FLAGS, NULL);
  if (resolved == NULL)
    return NULL;
  text = g_uri_to_string (resolved);
  g_uri_unref (g_steal_pointer (&resolved));

  resolved = yn_http_url_parse (text);
  return resolved != NULL ? g_steal_pointer (&text) : NULL;
}

static int
port_of (GUri *uri)
{
  if (g_uri_get_port (uri) != -1)
    return g_uri_get_port (uri);
  return strcmp (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;
}

gboolean
yn_http_same_origin (const char *a, const char *b)
{
  g_autoptr (GUri) one = yn_http_url_parse (a);
  g_autoptr (GUri) other = yn_http_url_parse (b);

  return one != NULL && other != NULL && strcmp (g_uri_get_scheme (one), g_uri_get_scheme (other)) == 0
         && g_ascii_strcasecmp (g_uri_get_host (one), g_uri_get_host (other)) == 0
         && port_of (one) == port_of (other);
}
