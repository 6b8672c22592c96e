/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/batch-rounds.h"

YnBatchRound *
yn_batch_round_new (YnBatch *batch, GPtrArray *results)
{
  YnBatchRound *round = g_new0 (YnBatchRound, 1);

  round->batch = batch;
  round->results = results;
  return round;
}

void
yn_batch_round_free (YnBatchRound *round)
{
  yn_batch_free (round->batch);
  g_ptr_array_unref (round->results);
  g_free (round);
}

static gboolean
has_pointer (gconstpointer column, gconstpointer pointer)
{
  return g_str_equal (((const YnBatchColumn *) column)->pointer, pointer);
}

static void
add_columns (YnBatch *whole, const YnBatch *batch)
{
  for (guint i = 0; i < batch->columns->len; i++)
    {
      YnBatchColumn *column = g_ptr_array_index (batch->columns, i);

      if (!g_ptr_array_find_with_equal_func (whole->columns, column->pointer, has_pointer, NULL))
        g_ptr_array_add (whole->columns, column);
    }
}

static YnBatchRow *
row_of (const YnBatch *whole, const YnBatch *batch, const YnBatchRow *row)
{
  YnBatchRow *own = g_new0 (YnBatchRow, 1);

  own->matter = g_strdup (row->matter);
  own->number = g_strdup (row->number);
  own->values = g_new0 (char *, whole->columns->len + 1);
  for (guint i = 0; i < whole->columns->len; i++)
    {
      const YnBatchColumn *column = g_ptr_array_index (whole->columns, i);
      guint at;
      gboolean differs = g_ptr_array_find_with_equal_func (batch->columns, column->pointer, has_pointer, &at);

      own->values[i] = g_strdup (differs ? row->values[at] : "");
    }
  return own;
}

static void
add_round (YnBatch *whole, const YnBatchRound *round, GHashTable *places, GPtrArray *results)
{
  for (guint i = 0; i < round->batch->rows->len; i++)
    {
      const YnBatchRow *row = g_ptr_array_index (round->batch->rows, i);
      gpointer place = g_hash_table_lookup (places, row->matter), result = g_ptr_array_index (round->results, i);

      if (place != NULL)
        {
          g_ptr_array_index (results, GPOINTER_TO_UINT (place) - 1) = result;
          continue;
        }
      g_ptr_array_add (whole->rows, row_of (whole, round->batch, row));
      g_ptr_array_add (results, result);
      g_hash_table_insert (places, row->matter, GUINT_TO_POINTER (results->len));
    }
}

YnBatch *
yn_batch_rounds_whole (GPtrArray *rounds, GPtrArray **results)
{
  const YnBatch *last = ((const YnBatchRound *) g_ptr_array_index (rounds, rounds->len - 1))->batch;
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal); /* matter -> row + 1 */
  YnBatch *whole = g_new0 (YnBatch, 1);

  whole->title = g_strdup (last->title);
  whole->columns = g_ptr_array_new ();
  whole->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_batch_row_free);
  whole->dropped = g_ptr_array_new ();
  *results = g_ptr_array_new ();
  for (guint i = 0; i < rounds->len; i++)
    add_columns (whole, ((const YnBatchRound *) g_ptr_array_index (rounds, i))->batch);
  for (guint i = 0; i < rounds->len; i++)
    add_round (whole, g_ptr_array_index (rounds, i), places, *results);
  for (guint i = 0; i < last->dropped->len; i++)
    if (!g_hash_table_contains (places, ((const YnBatchDropped *) g_ptr_array_index (last->dropped, i))->matter))
      g_ptr_array_add (whole->dropped, g_ptr_array_index (last->dropped, i));
  return whole;
}
