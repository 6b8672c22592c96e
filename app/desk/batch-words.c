/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is said about a batch. None of it is confirmed: that is the document, which is in Chinese as the papers are. */
#include "desk/batch-rounds.h"
#include "desk/differing.h"
#include "desk/letter.h"

static void
say_columns (YnBatch *batch, YnLanguage language)
{
  g_autoptr (GPtrArray) pointers = g_ptr_array_new ();

  for (guint i = 0; i < batch->columns->len; i++)
    g_ptr_array_add (pointers, ((const YnBatchColumn *) g_ptr_array_index (batch->columns, i))->pointer);
  g_ptr_array_add (pointers, NULL);
  for (guint i = 0; i < batch->columns->len; i++)
    {
      YnBatchColumn *column = g_ptr_array_index (batch->columns, i);

      g_free (column->label);
      column->label = yn_differing_label (batch->form, (char **) pointers->pdata, i, language);
    }
}

/* The reason is its code; an error's own words are nobody's to read. */
static void
say_why (YnExplanation **why, YnLanguage language)
{
  g_autoptr (YnExplanation) former = g_steal_pointer (why);

  if (former != NULL)
    *why = yn_problems_explain_code (former->code, language);
}

static void
say_dropped (YnBatchDropped *dropped, YnLanguage language)
{
  say_why (&dropped->why, language);
  if (dropped->form == NULL)
    return;
  g_strfreev (dropped->fields);
  yn_letter_difference (dropped->form, dropped->shared, dropped->own, language, &dropped->fields);
}

void
yn_batch_reword (YnBatch *batch, YnLanguage language)
{
  for (guint i = 0; i < batch->dropped->len; i++)
    say_dropped (g_ptr_array_index (batch->dropped, i), language);
  if (batch->form == NULL)
    return;
  g_free (batch->title);
  batch->title = g_strdup (yn_service_title (batch->form, language));
  say_columns (batch, language);
  if (batch->letter == NULL)
    return;
  g_clear_pointer (&batch->letter->promise, yn_json_unref);
  batch->letter->promise = yn_service_promise (batch->form, batch->answers, language);
}

void
yn_batch_round_reword (YnBatchRound *round, YnLanguage language)
{
  yn_batch_reword (round->batch, language);
  for (guint i = 0; i < round->results->len; i++)
    say_why (&((YnBatchResult *) g_ptr_array_index (round->results, i))->why, language);
}
