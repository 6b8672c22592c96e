/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Reading values out of a document. */

#include "base/json-tree.h"

#include <string.h>
#include "base/language.h"
#include "base/secret.h"

YnJson *
yn_json_ref (const YnJson *json)
{
  if (json != NULL)
    g_atomic_int_inc (&yn_json_document (json)->references);
  return (YnJson *) json;
}

void
yn_json_unref (YnJson *json)
{
  YnJsonDocument *document;

  if (json == NULL)
    return;
  document = yn_json_document (json);
  if (!g_atomic_int_dec_and_test (&document->references))
    return;
  yn_secret_wipe (document->text, document->text_length); /* answers are private, an envelope may hold a token */
  g_free (document);
}

guint
yn_json_line (const YnJson *json)
{
  return json != NULL ? json->line : 0;
}

guint
yn_json_column (const YnJson *json)
{
  return json != NULL ? json->column : 0;
}

/* Names are short: a loop in place is done before a call to memcmp() has begun. */
static inline int
compare_bytes (const char *a, const char *b, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (a[i] != b[i])
      return (guchar) a[i] < (guchar) b[i] ? -1 : 1;
  return 0;
}

static inline gboolean
has_name (const YnJson *member, const char *text, const char *name, gsize length)
{
  text += member->name;
  if (member->name_length != length)
    return FALSE;
  for (; length >= 8; length -= 8, text += 8, name += 8)
    {
      guint64 a, b;

      memcpy (&a, text, 8);
      memcpy (&b, name, 8);
      if (a != b)
        return FALSE;
    }
  for (gsize i = 0; i < length; i++)
    if (text[i] != name[i])
      return FALSE;
  return TRUE;
}

guint
yn_json_walk_to (const YnJson *object, guint *rank, const char *name, gsize length)
{
  const YnJsonDocument *document;
  const guint32 *order;

  if (!yn_json_is (object, YN_JSON_OBJECT))
    return G_MAXUINT;
  document = yn_json_document (object);
  for (order = yn_json_order (object); *rank < object->size; (*rank)++)
    {
      const YnJson *member = &document->nodes[object->start + order[*rank]];
      int compared;

      if (has_name (member, document->text, name, length))
        return order[(*rank)++];
      compared = compare_bytes (document->text + member->name, name, MIN (length, member->name_length));
      if (compared > 0 || (compared == 0 && member->name_length > length))
        return G_MAXUINT;
    }
  return G_MAXUINT;
}

const YnJson *
yn_json_get_len (const YnJson *json, const char *name, gsize length)
{
  const guint32 *order;
  guint low = 0, high;

  if (!yn_json_is (json, YN_JSON_OBJECT) || name == NULL)
    return NULL;
  order = yn_json_order (json);
  high = json->size;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const YnJson *member = yn_json_at (json, order[middle]);
      const char *its = yn_json_document (json)->text + member->name;
      int compared = memcmp (name, its, MIN (length, member->name_length));

      if (compared == 0 && length == member->name_length)
        return member;
      if (compared < 0 || (compared == 0 && length < member->name_length))
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

const YnJson *
yn_json_get (const YnJson *json, const char *name)
{
  return name != NULL ? yn_json_get_len (json, name, strlen (name)) : NULL;
}

const char *
yn_json_get_string (const YnJson *json, const char *name)
{
  return yn_json_string (yn_json_get (json, name));
}

gint64
yn_json_get_int (const YnJson *json, const char *name, gint64 fallback)
{
  gint64 value;

  return yn_json_int64 (yn_json_get (json, name), &value) ? value : fallback;
}

gboolean
yn_json_get_boolean (const YnJson *json, const char *name, gboolean fallback)
{
  const YnJson *member = yn_json_get (json, name);

  return yn_json_is (member, YN_JSON_BOOLEAN) ? yn_json_boolean (member) : fallback;
}

const char *
yn_json_text (const YnJson *json, int language)
{
  const char *text = yn_json_string (json);

  if (text == NULL)
    text = yn_json_get_string (json, yn_language_key (language));
  if (text == NULL)
    text = yn_json_get_string (json, yn_language_key (YN_LANGUAGE_ZH_CN));
  return text != NULL ? text : "";
}
