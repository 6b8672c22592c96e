/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/batch-table.h"

#include "base/hash.h"
#include "desk/differing.h"

void
yn_batch_add_columns (YnBatch *batch, char **pointers)
{
  for (guint i = 0; pointers[i] != NULL; i++)
    {
      YnBatchColumn *column = g_new0 (YnBatchColumn, 1);

      column->pointer = g_strdup (pointers[i]);
      g_ptr_array_add (batch->columns, column);
    }
}

void
yn_batch_add_row (YnBatch *batch, const YnCandidate *candidate)
{
  const YnJson *answers = yn_json_get (candidate->body, "answers");
  YnBatchRow *row = g_new0 (YnBatchRow, 1);

  row->matter = g_strdup (candidate->draft->matter);
  row->number = g_strdup (yn_json_get_string (candidate->body, "number"));
  row->printed = candidate->stock.visible != NULL;
  row->values = g_new0 (char *, batch->columns->len + 1);
  for (guint i = 0; i < batch->columns->len; i++)
    {
      const char *pointer = ((const YnBatchColumn *) g_ptr_array_index (batch->columns, i))->pointer;

      row->values[i] = yn_service_answer_text (candidate->form, pointer, yn_json_pointer (answers, pointer),
                                               YN_LANGUAGE_ZH_CN);
    }
  g_ptr_array_add (batch->rows, row);
}

static void
write_columns (YnJsonWriter *writer, YnService *form, char **pointers)
{
  yn_json_writer_name (writer, "columns");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; pointers[i] != NULL; i++)
    {
      g_autofree char *label = yn_differing_label (form, pointers, i, YN_LANGUAGE_ZH_CN);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "pointer", pointers[i]);
      yn_json_writer_member_string (writer, "label", label);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

static void
write_rows (YnJsonWriter *writer, const YnBatch *batch, GPtrArray *left)
{
  yn_json_writer_name (writer, "rows");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < left->len; i++)
    {
      const YnBatchRow *row = g_ptr_array_index (batch->rows, i);
      g_autofree char *sha256 = yn_sha256 (((const YnCandidate *) g_ptr_array_index (left, i))->draft->paper);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "matter", row->matter);
      yn_json_writer_member_string (writer, "paper", sha256);
      yn_json_writer_name (writer, "values");
      yn_json_writer_begin_array (writer);
      for (guint v = 0; row->values[v] != NULL; v++)
        yn_json_writer_string (writer, row->values[v]);
      yn_json_writer_end (writer);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

YnJson *
yn_batch_write_document (const YnBatch *batch, GPtrArray *left, char **pointers)
{
  const YnCandidate *first = g_ptr_array_index (left, 0);
  g_autofree char *sha256 = yn_sha256 (first->draft->paper);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_int (writer, "yinuo", 1);
  yn_json_writer_member_value (writer, "service", yn_json_get (first->body, "service"));
  yn_json_writer_member_string (writer, "role", first->role);
  yn_json_writer_member_string (writer, "letter", sha256);
  write_columns (writer, first->form, pointers);
  write_rows (writer, batch, left);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}
