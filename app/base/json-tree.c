/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/json-tree.h"

#include <string.h>
#include "base/secret.h"

void
yn_json_tree_init (YnJsonTree *tree, gsize room)
{
  tree->settled = g_array_new (FALSE, FALSE, sizeof (YnJson));
  tree->waiting = g_array_new (FALSE, FALSE, sizeof (YnJson));
  tree->open = g_array_new (FALSE, FALSE, sizeof (guint));
  tree->orders = g_array_new (FALSE, FALSE, sizeof (guint32));
  tree->text = g_string_sized_new (room);
  tree->name = 0;
  tree->name_length = 0;
}

void
yn_json_tree_clear (YnJsonTree *tree)
{
  g_array_unref (tree->settled);
  g_array_unref (tree->waiting);
  g_array_unref (tree->open);
  g_array_unref (tree->orders);
  yn_secret_wipe (tree->text->str, tree->text->allocated_len);
  g_string_free (tree->text, TRUE);
}

void
yn_json_tree_name_here (YnJsonTree *tree, gsize start)
{
  tree->name = start;
  tree->name_length = tree->text->len - start;
  g_string_append_c (tree->text, '\0');
}

static YnJson *
add (YnJsonTree *tree, YnJsonKind kind, guint line, guint column)
{
  YnJson node = { .kind = kind, .line = line, .column = column, .name = tree->name, .name_length = tree->name_length };

  g_assert (tree->text->len < G_MAXUINT32);
  g_array_append_val (tree->waiting, node);
  tree->name = tree->name_length = 0;
  return &g_array_index (tree->waiting, YnJson, tree->waiting->len - 1);
}

/* Most numbers are written as digits alone, and few: their value plus one; 0 for any other. */
static guint32
few_digits (const char *text, gsize length)
{
  guint32 value = 0;

  if (length == 0 || length > 9)
    return 0;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return 0;
    else
      value = value * 10 + (guint32) (text[i] - '0');
  return value + 1;
}

void
yn_json_tree_text_here (YnJsonTree *tree, YnJsonKind kind, gsize start, guint line, guint column)
{
  YnJson *node = add (tree, kind, line, column);

  node->start = start;
  node->size = tree->text->len - start;
  if (kind == YN_JSON_NUMBER)
    node->order = few_digits (tree->text->str + start, node->size);
  g_string_append_c (tree->text, '\0');
}

void
yn_json_tree_scalar (YnJsonTree *tree, YnJsonKind kind, gboolean truth, guint line, guint column)
{
  add (tree, kind, line, column)->size = truth ? 1 : 0;
}

void
yn_json_tree_open (YnJsonTree *tree, YnJsonKind kind, guint line, guint column)
{
  guint place = tree->waiting->len;

  add (tree, kind, line, column);
  g_array_append_val (tree->open, place);
}

typedef struct
{
  const YnJson *members;
  const char *text;
} Names;

static int
compare_names (gconstpointer a, gconstpointer b, gpointer data)
{
  const Names *names = data;
  const YnJson *x = names->members + *(const guint32 *) a;
  const YnJson *y = names->members + *(const guint32 *) b;
  int order = memcmp (names->text + x->name, names->text + y->name, MIN (x->name_length, y->name_length));

  if (order == 0 && x->name_length != y->name_length)
    order = x->name_length < y->name_length ? -1 : 1;
  return order;
}

static void
sort_members (YnJsonTree *tree, const YnJson *members, guint32 *order, guint size)
{
  Names names = { members, tree->text->str };

  for (guint i = 0; i < size; i++)
    order[i] = i;
  g_qsort_with_data (order, size, sizeof *order, compare_names, &names);
}

/* The later of the first two members that have one name, or NULL. The sort is stable: it stands behind its twin. */
static const YnJson *
find_twin (YnJsonTree *tree, const YnJson *members, const guint32 *order, guint size)
{
  Names names = { members, tree->text->str };

  for (guint i = 1; i < size; i++)
    if (compare_names (&order[i - 1], &order[i], &names) == 0)
      return &members[order[i]];
  return NULL;
}

/* Of members with one name the last one's value stays, in the place of the first. */
static void
merge_twins (YnJsonTree *tree, YnJson *members, const guint32 *order, guint size)
{
  Names names = { members, tree->text->str };
  g_autofree gboolean *gone = g_new0 (gboolean, size);
  guint kept = 0;

  for (guint i = 1, first = 0; i < size; i++)
    if (compare_names (&order[first], &order[i], &names) == 0)
      {
        members[order[first]] = members[order[i]];
        gone[order[i]] = TRUE;
      }
    else
      first = i;
  for (guint i = 0; i < size; i++)
    if (!gone[i])
      members[kept++] = members[i];
  g_array_set_size (tree->waiting, tree->waiting->len - (size - kept));
}

static gboolean
put_in_order (YnJsonTree *tree, guint place, YnJson *second)
{
  YnJson *members = &g_array_index (tree->waiting, YnJson, place) + 1;
  guint size = tree->waiting->len - place - 1;
  guint begin = tree->orders->len;
  const YnJson *twin;
  guint32 *order;

  if (size == 0)
    return TRUE;
  g_array_set_size (tree->orders, begin + size);
  order = &g_array_index (tree->orders, guint32, begin);
  sort_members (tree, members, order, size);
  g_array_index (tree->waiting, YnJson, place).order = begin;
  twin = find_twin (tree, members, order, size);
  if (twin == NULL)
    return TRUE;
  if (second != NULL)
    {
      *second = *twin;
      return FALSE;
    }
  merge_twins (tree, members, order, size);
  g_array_set_size (tree->orders, begin);
  return put_in_order (tree, place, NULL);
}

static void
settle (YnJsonTree *tree, guint from)
{
  guint start = tree->settled->len;
  guint size = tree->waiting->len - from;

  if (size == 0)
    return;
  g_array_append_vals (tree->settled, &g_array_index (tree->waiting, YnJson, from), size);
  for (guint i = 0; i < size; i++)
    g_array_index (tree->settled, YnJson, start + i).index = start + i;
  g_array_set_size (tree->waiting, from);
}

gboolean
yn_json_tree_close (YnJsonTree *tree, YnJson *second)
{
  guint place = g_array_index (tree->open, guint, tree->open->len - 1);
  gboolean unique = TRUE;
  YnJson *parent;

  if (g_array_index (tree->waiting, YnJson, place).kind == YN_JSON_OBJECT)
    unique = put_in_order (tree, place, second);
  parent = &g_array_index (tree->waiting, YnJson, place);
  parent->start = tree->settled->len;
  parent->size = tree->waiting->len - place - 1;
  settle (tree, place + 1);
  g_array_set_size (tree->open, tree->open->len - 1);
  return unique;
}

guint
yn_json_tree_depth (const YnJsonTree *tree)
{
  return tree->open->len;
}

YnJsonKind
yn_json_tree_inside (const YnJsonTree *tree)
{
  guint place;

  if (tree->open->len == 0)
    return YN_JSON_NULL;
  place = g_array_index (tree->open, guint, tree->open->len - 1);
  return g_array_index (tree->waiting, YnJson, place).kind;
}

guint
yn_json_tree_values (const YnJsonTree *tree)
{
  return tree->settled->len + tree->waiting->len;
}

YnJson *
yn_json_tree_finish (YnJsonTree *tree)
{
  gsize nodes_size, orders_size;
  YnJsonDocument *document;
  char *orders, *text;
  guint n_nodes;

  g_assert (tree->open->len == 0 && tree->waiting->len == 1);
  settle (tree, 0);

  n_nodes = tree->settled->len;
  nodes_size = n_nodes * sizeof (YnJson);
  orders_size = tree->orders->len * sizeof (guint32);
  document = g_malloc (sizeof (YnJsonDocument) + nodes_size + orders_size + tree->text->len + 1);
  orders = (char *) document->nodes + nodes_size;
  text = orders + orders_size;
  memcpy (document->nodes, tree->settled->data, nodes_size);
  if (orders_size > 0)
    memcpy (orders, tree->orders->data, orders_size);
  memcpy (text, tree->text->str, tree->text->len + 1);
  document->references = 1;
  document->orders = (const guint32 *) orders;
  document->text = text;
  document->text_length = tree->text->len;

  yn_json_tree_clear (tree);
  yn_json_tree_init (tree, 0);
  return &document->nodes[n_nodes - 1];
}
