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
  return yn_json_compare (a, b) == 0;
}
