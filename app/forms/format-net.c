/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Names of the network: hosts, addresses, mail, URIs. */

#include "forms/format.h"

#include <arpa/inet.h>
#include <string.h>

#define ATEXT "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+/=?^_`{|}~-"
#define UNRESERVED "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"
#define SUB_DELIMITERS "!$&'()*+,;="

/* A label: letters, digits and hyphens, 1 to 63, no hyphen at either end, and none at 3 and 4 but for a punycode
 * label. */
static gboolean
is_label (const char *label, gsize length)
{
  if (length < 1 || length > 63 || label[0] == '-' || label[length - 1] == '-')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (label[i]) && label[i] != '-')
      return FALSE;
  if (length >= 4 && label[2] == '-' && label[3] == '-')
    return g_ascii_strncasecmp (label, "xn", 2) == 0 && length > 4;
  return TRUE;
}

gboolean
yn_format_hostname (const char *text)
{
  if (*text == '\0' || strlen (text) > 253)
    return FALSE;
  while (TRUE)
    {
      gsize length = strcspn (text, ".");

      if (!is_label (text, length))
        return FALSE;
      if (text[length] == '\0')
        return TRUE;
      text += length + 1;
    }
}

gboolean
yn_format_ipv4 (const char *text)
{
  struct in_addr address;

  return inet_pton (AF_INET, text, &address) == 1;
}

gboolean
yn_format_ipv6 (const char *text)
{
  struct in6_addr address;

  return inet_pton (AF_INET6, text, &address) == 1;
}

/* Between quotes: what may stand there at all. */
static gboolean
is_quoted_part (const char *part, gsize length)
{
  if (length < 3 || part[0] != '"' || part[length - 1] != '"')
    return FALSE;
  for (gsize i = 1; i + 1 < length; i++)
    {
      if (part[i] == '\\' && i + 2 < length)
        i++;
      else if (part[i] == '"' || part[i] == '\\')
        return FALSE;
      if ((guchar) part[i] < 0x20 || part[i] == 0x7f)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_local_part (const char *part, gsize length, gboolean international)
{
  if (length < 1 || length > 64 || part[0] == '.' || part[length - 1] == '.')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (part[i] == '.' ? part[i + 1] == '.'
                         : strchr (ATEXT, part[i]) == NULL && !(international && (guchar) part[i] >= 0x80))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_address_literal (const char *domain)
{
  gsize length = strlen (domain);
  g_autofree char *inner = NULL;

  if (length < 3 || domain[0] != '[' || domain[length - 1] != ']')
    return FALSE;
  inner = g_strndup (domain + 1, length - 2);
  if (g_ascii_strncasecmp (inner, "IPv6:", 5) == 0)
    return yn_format_ipv6 (inner + 5);
  return yn_format_ipv4 (inner);
}

static gboolean
is_mail (const char *text, gboolean international)
{
  const char *at = strrchr (text, '@');
  g_autofree char *ascii = NULL;

  if (at == NULL)
    return FALSE;
  if (!is_local_part (text, at - text, international) && !is_quoted_part (text, at - text))
    return FALSE;
  if (is_address_literal (at + 1))
    return TRUE;
  ascii = international ? g_hostname_to_ascii (at + 1) : g_strdup (at + 1);
  return ascii != NULL && yn_format_hostname (ascii);
}

gboolean
yn_format_email (const char *text)
{
  return is_mail (text, FALSE);
}

gboolean
yn_format_idn_email (const char *text)
{
  return is_mail (text, TRUE);
}

/* @characters, percent escapes, and where @international all beyond ASCII. */
static gboolean
holds_only (const char *text, gsize length, const char *characters, gboolean international)
{
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '%')
        {
          if (i + 2 >= length || !g_ascii_isxdigit (text[i + 1]) || !g_ascii_isxdigit (text[i + 2]))
            return FALSE;
          i += 2;
        }
      else if ((guchar) text[i] >= 0x80 ? !international : strchr (characters, text[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_port (const char *text, gsize length)
{
  return length == 0 || (text[0] == ':' && strspn (text + 1, "0123456789") >= length - 1);
}

static gboolean
is_bracketed_host (const char *host, gsize length)
{
  const char *end = memchr (host, ']', length);
  g_autofree char *inner = end != NULL ? g_strndup (host + 1, end - host - 1) : NULL;

  if (inner == NULL || !is_port (end + 1, host + length - end - 1))
    return FALSE;
  return yn_format_ipv6 (inner) || (g_ascii_tolower (inner[0]) == 'v' && strchr (inner, '.') != NULL);
}

static gboolean
is_authority (const char *text, gsize length, gboolean international)
{
  const char *at = memchr (text, '@', length);
  const char *host = at != NULL ? at + 1 : text;
  gsize rest = text + length - host;
  const char *port;

  if (at != NULL && !holds_only (text, at - text, UNRESERVED SUB_DELIMITERS ":", international))
    return FALSE;
  if (rest > 0 && *host == '[')
    return is_bracketed_host (host, rest);
  port = memchr (host, ':', rest);
  if (port != NULL && !is_port (port, host + rest - port))
    return FALSE;
  return holds_only (host, port != NULL ? (gsize) (port - host) : rest, UNRESERVED SUB_DELIMITERS, international);
}

static gsize
scheme_length (const char *text)
{
  gsize length = 0;

  if (!g_ascii_isalpha (*text))
    return 0;
  while (g_ascii_isalnum (text[length]) || (text[length] != '\0' && strchr ("+-.", text[length]) != NULL))
    length++;
  return text[length] == ':' ? length + 1 : 0;
}

static gboolean
is_relative (const char *text, gboolean international, gboolean first_segment_may_hold_colon)
{
  static const char path_characters[] = UNRESERVED SUB_DELIMITERS ":@/";
  static const char query_characters[] = UNRESERVED SUB_DELIMITERS ":@/?";
  gsize length;

  if (g_str_has_prefix (text, "//"))
    {
      length = strcspn (text + 2, "/?#");
      if (!is_authority (text + 2, length, international))
        return FALSE;
      text += 2 + length;
    }
  else if (!first_segment_may_hold_colon && memchr (text, ':', strcspn (text, "/?#")) != NULL)
    return FALSE;
  length = strcspn (text, "?#");
  if (!holds_only (text, length, path_characters, international))
    return FALSE;
  text += length;
  if (*text == '?')
    {
      length = strcspn (text, "#");
      if (!holds_only (text + 1, length - 1, query_characters, international))
        return FALSE;
      text += length;
    }
  return *text == '\0' || holds_only (text + 1, strlen (text + 1), query_characters, international);
}

static gboolean
is_absolute (const char *text, gboolean international)
{
  gsize scheme = scheme_length (text);

  return scheme > 0 && is_relative (text + scheme, international, TRUE);
}

gboolean
yn_format_uri (const char *text)
{
  return is_absolute (text, FALSE);
}

gboolean
yn_format_uri_reference (const char *text)
{
  return is_absolute (text, FALSE) || is_relative (text, FALSE, FALSE);
}

gboolean
yn_format_iri (const char *text)
{
  return g_utf8_validate (text, -1, NULL) && is_absolute (text, TRUE);
}
