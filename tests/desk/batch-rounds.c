/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What became of papers that were signed in several rounds: nobody who was signed first is forgotten. */
#include "desk/batch-rounds.h"

static void
nothing (gpointer data)
{
}

/* @columns, and each paper with one value a column, "a:1,2" each. */
static YnBatch *
batch_of (YnBatchColumn *columns, guint n_columns, const char *const *papers, const char *dropped)
{
  YnBatch *batch = g_new0 (YnBatch, 1);

  batch->title = g_strdup ("Letter");
  batch->columns = g_ptr_array_new_with_free_func (nothing);
  batch->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_batch_row_free);
  batch->dropped = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_batch_dropped_free);
  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (batch->columns, &columns[i]);
  for (guint i = 0; papers[i] != NULL; i++)
    {
      YnBatchRow *row = g_new0 (YnBatchRow, 1);

      row->matter = g_strndup (papers[i], 1);
      row->number = g_strdup_printf ("no. %s", row->matter);
      row->values = g_strsplit (papers[i] + 2, ",", -1);
      g_ptr_array_add (batch->rows, row);
    }
  for (guint i = 0; dropped[i] != '\0'; i++)
    {
      YnBatchDropped *one = g_new0 (YnBatchDropped, 1);

      one->matter = g_strdup ((const char[]){ dropped[i], '\0' });
      g_ptr_array_add (batch->dropped, one);
    }
  return batch;
}

/* One a paper: its filing, or "-": not signed. */
static GPtrArray *
results_of (const char *const *filings)
{
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_batch_result_free);

  for (guint i = 0; filings[i] != NULL; i++)
    {
      YnBatchResult *result = g_new0 (YnBatchResult, 1);

      result->filing = g_strcmp0 (filings[i], "-") != 0 ? g_strdup (filings[i]) : NULL;
      g_ptr_array_add (results, result);
    }
  return results;
}

static void
test_whole (void)
{
  static YnBatchColumn name = { (char *) "/name", (char *) "Name" }, seats = { (char *) "/seats", (char *) "Seats" };
  YnBatchColumn first[] = { name, seats }, second[] = { seats, { (char *) "/street", (char *) "Street" } };
  static const char *const expected[][5] = {
    { "a", "filing-a", "A", "1", "" },
    { "b", "filing-b", "B", "2", "" },
    { "c", NULL, "C", "3", "" },
    { "d", "filing-d", "", "9", "Quay" },
  };
  g_autoptr (GPtrArray) rounds = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_batch_round_free);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (YnBatch) whole = NULL;

  g_ptr_array_add (rounds, yn_batch_round_new (
                               batch_of (first, 2, (const char *[]){ "a:A,1", "b:B,2", "c:C,3", NULL }, "d"),
                               results_of ((const char *[]){ "filing-a", "-", "-", NULL })));
  g_ptr_array_add (rounds,
                   yn_batch_round_new (batch_of (second, 2, (const char *[]){ "b:2,Hill", "d:9,Quay", NULL }, "ce"),
                                       results_of ((const char *[]){ "filing-b", "filing-d", NULL })));
  whole = yn_batch_rounds_whole (rounds, &results);
  g_assert_cmpuint (whole->columns->len, ==, 3);
  g_assert_cmpuint (whole->rows->len, ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (results->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const YnBatchRow *row = g_ptr_array_index (whole->rows, i);

      g_assert_cmpstr (row->matter, ==, expected[i][0]);
      g_assert_cmpstr (((const YnBatchResult *) g_ptr_array_index (results, i))->filing, ==, expected[i][1]);
      for (guint c = 0; c < 3; c++)
        g_assert_cmpstr (row->values[c], ==, expected[i][2 + c]);
      g_assert_null (row->values[3]);
    }
  g_assert_cmpuint (whole->dropped->len, ==, 1);
  g_assert_cmpstr (((const YnBatchDropped *) g_ptr_array_index (whole->dropped, 0))->matter, ==, "e");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batch-rounds/whole", test_whole);
  return g_test_run ();
}
