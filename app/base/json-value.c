/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Reading values out of a document. */

#include "base/json-tree.h"

#include <string.h>
#include "base/language.h"

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
  if (g_atomic_int_dec_and_test (&document->references))
    g_free (document);
}

YnJsonKind
yn_json_kind (const YnJson *json)
{
  return json != NULL ? json->kind : YN_JSON_NULL;
}

gboolean
yn_json_is (const YnJson *json, YnJsonKind kind)
{
  return json != NULL && json->kind == kind;
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

gboolean
yn_json_boolean (const YnJson *json)
{
  return yn_json_is (json, YN_JSON_BOOLEAN) && json->size != 0;
}

const char *
yn_json_string (const YnJson *json)
{
  return yn_json_is (json, YN_JSON_STRING) ? yn_json_document (json)->text + json->start : NULL;
}

gsize
yn_json_string_length (const YnJson *json)
{
  return yn_json_is (json, YN_JSON_STRING) ? json->size : 0;
}

const char *
yn_json_number (const YnJson *json)
{
  return yn_json_is (json, YN_JSON_NUMBER) ? yn_json_document (json)->text + json->start : NULL;
}

static gboolean
holds_values (const YnJson *json)
{
  return yn_json_is (json, YN_JSON_ARRAY) || yn_json_is (json, YN_JSON_OBJECT);
}

guint
yn_json_size (const YnJson *json)
{
  return holds_values (json) ? json->size : 0;
}

const YnJson *
yn_json_at (const YnJson *json, guint index)
{
  if (index >= yn_json_size (json))
    return NULL;
  return &yn_json_document (json)->nodes[json->start + index];
}

guint
yn_json_index_of (const YnJson *json, const YnJson *child)
{
  const YnJson *first = yn_json_at (json, 0);
  guint size = yn_json_size (json);

  return first != NULL && child >= first && child < first + size ? (guint) (child - first) : size;
}

const char *
yn_json_name_at (const YnJson *json, guint index)
{
  const YnJson *member = yn_json_is (json, YN_JSON_OBJECT) ? yn_json_at (json, index) : NULL;

  return member != NULL ? yn_json_document (json)->text + member->name : NULL;
}

gsize
yn_json_name_length_at (const YnJson *json, guint index)
{
  const YnJson *member = yn_json_is (json, YN_JSON_OBJECT) ? yn_json_at (json, index) : NULL;

  return member != NULL ? member->name_length : 0;
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
