/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One total order over JSON values. Equality is its zero; sorting by it finds twins in a list without a hash that
 * somebody could crowd. */

#include "base/json-tree.h"

#include <string.h>

static int
compare_bytes (const char *a, gsize a_length, const char *b, gsize b_length)
{
  int order = memcmp (a, b, MIN (a_length, b_length));

  if (order == 0 && a_length != b_length)
    order = a_length < b_length ? -1 : 1;
  return order;
}

static int
compare_guints (guint a, guint b)
{
  return a < b ? -1 : a > b;
}

static int
compare_arrays (const YnJson *a, const YnJson *b)
{
  int order = compare_guints (a->size, b->size);

  for (guint i = 0; order == 0 && i < a->size; i++)
    order = yn_json_compare (yn_json_at (a, i), yn_json_at (b, i));
  return order;
}

static int
compare_objects (const YnJson *a, const YnJson *b)
{
  const guint32 *x = yn_json_order (a), *y = yn_json_order (b);
  int order = compare_guints (a->size, b->size);

  for (guint i = 0; order == 0 && i < a->size; i++)
    order = compare_bytes (yn_json_name_at (a, x[i]), yn_json_name_length_at (a, x[i]),
                           yn_json_name_at (b, y[i]), yn_json_name_length_at (b, y[i]));
  for (guint i = 0; order == 0 && i < a->size; i++)
    order = yn_json_compare (yn_json_at (a, x[i]), yn_json_at (b, y[i]));
  return order;
}

int
yn_json_compare (const YnJson *a, const YnJson *b)
{
  int order = compare_guints (yn_json_kind (a), yn_json_kind (b));

  if (order != 0)
    return order;
  switch (yn_json_kind (a))
    {
    case YN_JSON_BOOLEAN:
      return compare_guints (a->size, b->size);
    case YN_JSON_NUMBER:
      return yn_json_compare_numbers (a, b);
    case YN_JSON_STRING:
      return compare_bytes (yn_json_string (a), a->size, yn_json_string (b), b->size);
    case YN_JSON_ARRAY:
      return compare_arrays (a, b);
    case YN_JSON_OBJECT:
      return compare_objects (a, b);
    case YN_JSON_NULL:
    default:
      return 0;
    }
}

gboolean
yn_json_equal (const YnJson *a, const YnJson *b)
{
  if (yn_json_is (a, YN_JSON_STRING) && yn_json_is (b, YN_JSON_STRING))
    return a->size == b->size && memcmp (yn_json_string (a), yn_json_string (b), a->size) == 0;
  return yn_json_compare (a, b) == 0;
}

static guint
hash_bytes (guint hash, const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) bytes[i]) * 16777619u;
  return hash;
}

/* Members in the order of their names. A number counts as that: 1.0 is 1. */
guint
yn_json_hash (const YnJson *json)
{
  guint hash = 2166136261u ^ yn_json_kind (json);
  gint64 whole;

  if (yn_json_int64 (json, &whole))
    return hash ^ g_int64_hash (&whole);
  if (yn_json_is (json, YN_JSON_STRING))
    return hash_bytes (hash, yn_json_string (json), json->size);
  if (yn_json_is (json, YN_JSON_BOOLEAN))
    return hash ^ json->size;
  for (guint i = 0; i < yn_json_size (json); i++)
    {
      gboolean object = yn_json_is (json, YN_JSON_OBJECT);
      guint index = object ? yn_json_sorted_at (json, i) : i;

      if (object)
        hash = hash_bytes (hash, yn_json_name_at (json, index), yn_json_name_length_at (json, index));
      hash = (hash ^ yn_json_hash (yn_json_at (json, index))) * 16777619u;
    }
  return hash;
}
