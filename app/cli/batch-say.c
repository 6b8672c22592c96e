/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/batch-say.h"

#include <glib/gi18n-lib.h>

static void
say_letter (const YnBatch *batch)
{
  yn_say_line (_("The letter, as the first of %u papers says it:"), batch->rows->len);
  for (char **text = batch->letter->texts; *text != NULL; text++)
    yn_say_line ("%s", g_strchomp (*text));
  yn_say_line (_("\nThey differ in:"));
}

static void
say_rows (const YnBatch *batch, GPtrArray *all)
{
  for (guint i = 0; i < batch->rows->len; i++)
    {
      const YnBatchRow *row = g_ptr_array_index (batch->rows, i);
      const char *source = yn_brought_source (all, row->matter);
      g_autoptr (GString) line = g_string_new (NULL);

      g_string_append_printf (line, "%4u  %s", i + 1, row->number);
      for (guint c = 0; c < batch->columns->len; c++)
        g_string_append_printf (line, "  %s: %s",
                                ((const YnBatchColumn *) g_ptr_array_index (batch->columns, c))->label, row->values[c]);
      if (source != NULL)
        g_string_append_printf (line, "  (%s)", source);
      yn_say_line ("%s", line->str);
    }
}

void
yn_batch_say_out (const char *source, const YnExplanation *why, char **fields)
{
  g_autofree char *labels = fields != NULL ? g_strjoinv (", ", fields) : g_strdup ("");

  yn_say_progress (_("Left out: %s: %s %s"), source, why->what, labels);
}

void
yn_batch_say (const YnBatch *batch, GPtrArray *all)
{
  if (batch->rows->len > 0)
    {
      say_letter (batch);
      say_rows (batch, all);
      yn_say_line (_("What you confirm (SHA-256): %s"), batch->digest);
    }
  for (guint i = 0; i < batch->dropped->len; i++)
    {
      const YnBatchDropped *dropped = g_ptr_array_index (batch->dropped, i);
      const char *source = yn_brought_source (all, dropped->matter);

      yn_batch_say_out (source != NULL ? source : dropped->matter, dropped->why, dropped->fields);
    }
}

/* "  B-LT"; where it is less, why. New. */
static char *
level_words (YnChair *chair, const YnSignOutcome *outcome)
{
  g_autoptr (YnExplanation) why = NULL;

  if (outcome == NULL)
    return g_strdup ("");
  if (outcome->missing != NULL)
    why = yn_problems_explain_code (outcome->missing, chair->language);
  return g_strconcat ("  ", yn_signature_level_name (outcome->level), why != NULL ? "  " : NULL,
                      why != NULL ? why->what : NULL, NULL);
}

void
yn_batch_say_results (YnChair *chair, GPtrArray *results, GPtrArray *all)
{
  for (guint i = 0; i < results->len; i++)
    {
      const YnBatchResult *result = g_ptr_array_index (results, i);
      const char *source = yn_brought_source (all, result->matter);
      g_autofree char *level = level_words (chair, result->outcome);

      yn_say_line ("%4u  %s  %s%s%s%s", i + 1, result->number,
                   result->why != NULL      ? result->why->what
                   : result->filing != NULL ? result->filing
                                            : _("signed, and waits for the next signer"),
                   level, source != NULL ? "  " : "", source != NULL ? source : "");
    }
}

static void
write_why (YnJsonWriter *writer, const YnExplanation *why, const char *detail)
{
  g_autoptr (YnJson) error = NULL;

  if (why == NULL)
    return;
  error = yn_explanation_json (why, detail);
  yn_json_writer_member_value (writer, "error", error);
}

static void
write_strings (YnJsonWriter *writer, const char *name, char **strings)
{
  yn_json_writer_name (writer, name);
  yn_json_writer_begin_array (writer);
  for (; strings != NULL && *strings != NULL; strings++)
    yn_json_writer_string (writer, *strings);
  yn_json_writer_end (writer);
}

static void
write_dropped (YnJsonWriter *writer, const YnBatch *batch, GPtrArray *all)
{
  yn_json_writer_name (writer, "dropped");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < all->len; i++)
    {
      const YnBrought *brought = g_ptr_array_index (all, i);

      if (brought->matter != NULL)
        continue;
      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "source", brought->source);
      yn_json_writer_member_string (writer, "matter", NULL);
      write_why (writer, brought->why, brought->detail);
      write_strings (writer, "fields", NULL);
      yn_json_writer_end (writer);
    }
  for (guint i = 0; i < batch->dropped->len; i++)
    {
      const YnBatchDropped *dropped = g_ptr_array_index (batch->dropped, i);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "source", yn_brought_source (all, dropped->matter));
      yn_json_writer_member_string (writer, "matter", dropped->matter);
      write_why (writer, dropped->why, "");
      write_strings (writer, "fields", dropped->fields);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

static void
write_table (YnJsonWriter *writer, const YnBatch *batch, GPtrArray *all)
{
  yn_json_writer_name (writer, "columns");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < batch->columns->len; i++)
    {
      const YnBatchColumn *column = g_ptr_array_index (batch->columns, i);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "pointer", column->pointer);
      yn_json_writer_member_string (writer, "label", column->label);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  yn_json_writer_name (writer, "rows");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < batch->rows->len; i++)
    {
      const YnBatchRow *row = g_ptr_array_index (batch->rows, i);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "matter", row->matter);
      yn_json_writer_member_string (writer, "number", row->number);
      yn_json_writer_member_string (writer, "source", yn_brought_source (all, row->matter));
      write_strings (writer, "values", row->values);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

static void
write_outcome (YnJsonWriter *writer, const YnSignOutcome *outcome)
{
  g_autoptr (YnJson) json = outcome != NULL ? yn_stamping_json (outcome) : NULL;

  yn_json_writer_member_value (writer, "signature", json);
}

static void
write_results (YnJsonWriter *writer, GPtrArray *results, GPtrArray *all)
{
  yn_json_writer_name (writer, "results");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; results != NULL && i < results->len; i++)
    {
      const YnBatchResult *result = g_ptr_array_index (results, i);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "matter", result->matter);
      yn_json_writer_member_string (writer, "number", result->number);
      yn_json_writer_member_string (writer, "source", yn_brought_source (all, result->matter));
      yn_json_writer_member_string (writer, "id", result->filing);
      yn_json_writer_member_string (writer, "next", result->next);
      write_outcome (writer, result->outcome);
      write_why (writer, result->why, "");
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

/* {"service","title","digest","letter","columns","rows","dropped","confirmed","results"} */
void
yn_batch_say_json (const YnBatch *batch, GPtrArray *results, GPtrArray *all)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "service", batch->service);
  yn_json_writer_member_string (writer, "title", batch->title);
  yn_json_writer_member_string (writer, "digest", batch->digest);
  write_strings (writer, "letter", batch->letter != NULL ? batch->letter->texts : NULL);
  write_table (writer, batch, all);
  write_dropped (writer, batch, all);
  yn_json_writer_member_boolean (writer, "confirmed", results != NULL);
  write_results (writer, results, all);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  yn_say_json (json);
}
