/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/json-members.h"

#include <string.h>
#include "base/error.h"

typedef struct
{
  const char *text;
  gsize length;
} Span;

struct _YnJsonMembers
{
  GBytes *text;
  GHashTable *spans; /* name -> where its value stands */
};

typedef struct
{
  GHashTable *spans;
  guint depth;
  Span name;         /* of the member that is being passed; its text NULL: not seen yet */
  const char *value; /* where it begins; NULL: not seen yet */
} Passage;

static gboolean
is_escaped (const char *quote)
{
  guint n = 0;

  while (quote[-1 - (int) n] == '\\')
    n++;
  return n % 2 == 1;
}

/* The quotation mark that ends the string which begins at @open; NULL: none does. */
static const char *
string_end (const char *open, const char *end)
{
  const char *at = open + 1;

  while ((at = memchr (at, '"', (gsize) (end - at))) != NULL && is_escaped (at))
    at++;
  return at;
}

static void
end_member (Passage *passage, const char *at)
{
  Span *span;

  if (passage->name.text == NULL || passage->value == NULL)
    return;
  span = g_new (Span, 1);
  *span = (Span) { passage->value, (gsize) (at - passage->value) };
  g_hash_table_replace (passage->spans, g_strndup (passage->name.text, passage->name.length), span);
  passage->name.text = passage->value = NULL;
}

/* What stands between strings. FALSE: more is closed than was opened. */
static gboolean
pass_mark (Passage *passage, const char *at)
{
  gboolean closes = *at == '}' || *at == ']';

  if (passage->depth == 1 && (*at == ',' || closes))
    end_member (passage, at);
  else if (passage->depth == 1 && *at == ':')
    passage->value = at + 1;
  if (closes && passage->depth == 0)
    return FALSE;
  if (closes)
    passage->depth--;
  else if (*at == '{' || *at == '[')
    passage->depth++;
  return TRUE;
}

static gboolean
pass (Passage *passage, const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *at = text; at < end; at++)
    {
      const char *open = at;

      if (*at != '"' && !pass_mark (passage, at))
        return FALSE;
      if (*at != '"')
        continue;
      at = string_end (open, end);
      if (at == NULL)
        return FALSE;
      if (passage->depth == 1 && passage->value == NULL)
        passage->name = (Span) { open + 1, (gsize) (at - open - 1) };
    }
  return passage->depth == 0;
}

YnJsonMembers *
yn_json_members_new (GBytes *text, GError **error)
{
  YnJsonMembers *members = g_new0 (YnJsonMembers, 1);
  gsize length;
  const char *start = g_bytes_get_data (text, &length);
  Passage passage = { 0 };

  members->text = g_bytes_ref (text);
  members->spans = passage.spans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (length > 0 && *start == '{' && pass (&passage, start, length))
    return members;
  yn_json_members_free (members);
  g_set_error_literal (error, YN_ERROR, YN_ERROR_BAD_JSON, "not one object");
  return NULL;
}

void
yn_json_members_free (YnJsonMembers *members)
{
  if (members == NULL)
    return;
  g_hash_table_unref (members->spans);
  g_bytes_unref (members->text);
  g_free (members);
}

gboolean
yn_json_members_have (const YnJsonMembers *members, const char *name)
{
  return members != NULL && g_hash_table_contains (members->spans, name);
}

YnJson *
yn_json_members_get (const YnJsonMembers *members, const char *name)
{
  const Span *span = members != NULL ? g_hash_table_lookup (members->spans, name) : NULL;

  return span != NULL ? yn_json_parse (span->text, (gssize) span->length, NULL) : NULL;
}
