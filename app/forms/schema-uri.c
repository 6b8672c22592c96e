/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/schema-uri.h"

#include <string.h>

/* Each part with its mark ("http:", "//host", "/path", "?query", "#fragment"), so that joining is concatenating and
 * an absent part differs from an empty one. */
typedef struct
{
  char *scheme;
  char *authority;
  char *path;
  char *query;
  char *fragment;
} Parts;

static void
clear_parts (Parts *parts)
{
  g_free (parts->scheme);
  g_free (parts->authority);
  g_free (parts->path);
  g_free (parts->query);
  g_free (parts->fragment);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, clear_parts)

static char *
take (const char **at, gsize length)
{
  char *part = g_strndup (*at, length);

  *at += length;
  return part;
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

static Parts
split_parts (const char *text)
{
  Parts parts = { 0 };

  parts.scheme = take (&text, scheme_length (text));
  parts.authority = take (&text, g_str_has_prefix (text, "//") ? 2 + strcspn (text + 2, "/?#") : 0);
  parts.path = take (&text, strcspn (text, "?#"));
  parts.query = take (&text, strcspn (text, "#"));
  parts.fragment = g_strdup (text);
  return parts;
}

/* RFC 3986 §5.2.4. */
static char *
remove_dots (const char *path)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  guint first = *path == '/' ? 1 : 0;

  for (guint i = 0; segments[i] != NULL; i++)
    {
      gboolean last = segments[i + 1] == NULL;
      gboolean up = g_str_equal (segments[i], "..");

      if (!up && !g_str_equal (segments[i], "."))
        {
          g_ptr_array_add (kept, segments[i]);
          continue;
        }
      if (up && kept->len > first)
        g_ptr_array_set_size (kept, kept->len - 1);
      if (last)
        g_ptr_array_add (kept, (char *) "");
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

static char *
merge_paths (const Parts *base, const char *path)
{
  const char *slash = strrchr (base->path, '/');
  g_autofree char *merged = NULL;

  if (*base->authority != '\0' && *base->path == '\0')
    merged = g_strconcat ("/", path, NULL);
  else if (slash != NULL)
    merged = g_strdup_printf ("%.*s%s", (int) (slash + 1 - base->path), base->path, path);
  else
    merged = g_strdup (path);
  return remove_dots (merged);
}

char *
yn_uri_resolve (const char *base_text, const char *reference_text)
{
  g_auto (Parts) base = split_parts (base_text);
  g_auto (Parts) reference = split_parts (reference_text);
  g_autofree char *path = NULL;

  if (*reference.scheme != '\0')
    return g_strdup (reference_text);
  if (*reference.authority != '\0')
    return g_strconcat (base.scheme, reference_text, NULL);
  if (*reference.path == '\0')
    return g_strconcat (base.scheme, base.authority, base.path, *reference.query != '\0' ? reference.query : base.query,
                        reference.fragment, NULL);
  path = *reference.path == '/' ? remove_dots (reference.path) : merge_paths (&base, reference.path);
  return g_strconcat (base.scheme, base.authority, path, reference.query, reference.fragment, NULL);
}

char *
yn_uri_split (const char *uri, char **fragment)
{
  gsize length = strcspn (uri, "#");

  if (fragment != NULL)
    {
      const char *raw = uri[length] == '#' ? uri + length + 1 : "";

      *fragment = g_uri_unescape_string (raw, NULL);
      if (*fragment == NULL)
        *fragment = g_strdup (raw);
    }
  return g_strndup (uri, length);
}
