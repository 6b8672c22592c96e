/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/batch-results.h"

#include <glib/gi18n.h>
#include <string.h>

char *
yn_batch_result_words (const YnBatchResult *result, YnLanguage language)
{
  const char *words;
  g_autoptr (YnExplanation) why = NULL;

  if (result->why != NULL)
    return g_strdup (result->why->what);
  words = result->filing != NULL ? _("Signed and kept") : _("Signed, waits for the next signer");
  if (result->outcome == NULL || result->outcome->missing == NULL)
    return g_strdup (words);
  why = yn_problems_explain_code (result->outcome->missing, language);
  return g_strdup_printf ("%s · %s · %s", words, yn_signature_level_name (result->outcome->level), why->what);
}

guint
yn_batch_results_n_unsigned (GPtrArray *results)
{
  guint n = 0;

  for (guint i = 0; i < results->len; i++)
    n += ((const YnBatchResult *) g_ptr_array_index (results, i))->why != NULL;
  return n;
}

/* Each remedy once: one reason often stops them all. */
static void
append_remedies (GString *words, GPtrArray *results)
{
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < results->len; i++)
    {
      const YnExplanation *why = ((const YnBatchResult *) g_ptr_array_index (results, i))->why;

      if (why != NULL && *why->remedy != '\0' && g_hash_table_add (said, why->remedy))
        g_string_append_printf (words, "\n%s", why->remedy);
    }
}

char *
yn_batch_results_words (GPtrArray *results)
{
  guint n = results->len, wrong = yn_batch_results_n_unsigned (results);
  GString *words;

  if (wrong > 0)
    {
      words = g_string_new (NULL);
      g_string_printf (words, _("%u signed and kept, %u not: the table says why. What was not signed lies among the "
                                "filings as before."), n - wrong, wrong);
      append_remedies (words, results);
      return g_string_free (words, FALSE);
    }
  return g_strdup_printf (ngettext ("%u paper is signed and kept; it goes to the platform by itself.",
                                    "%u papers are signed and kept; they go to the platform by themselves.", n),
                          n);
}

static char *
csv_cell (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);
  /* A spreadsheet would reckon with what begins so. */
  gboolean reckons = *text != '\0' && strchr ("=+-@", *text) != NULL;

  return g_strdup_printf ("\"%s%s\"", reckons ? "'" : "", doubled);
}

static void
add_cell (GString *table, const char *text, gboolean last)
{
  g_autofree char *cell = csv_cell (text != NULL ? text : "");

  g_string_append (table, cell);
  g_string_append (table, last ? "\r\n" : ",");
}

static void
add_signed (GString *table, const YnBatchRow *row, const YnBatchResult *result, YnLanguage language)
{
  g_autofree char *words = yn_batch_result_words (result, language);

  add_cell (table, row->number, FALSE);
  for (guint c = 0; row->values[c] != NULL; c++)
    add_cell (table, row->values[c], FALSE);
  add_cell (table, words, FALSE);
  add_cell (table, result->filing, TRUE);
}

static void
add_dropped (GString *table, const YnBatch *batch, const YnBatchDropped *dropped)
{
  add_cell (table, dropped->number, FALSE);
  for (guint c = 0; c < batch->columns->len; c++)
    add_cell (table, NULL, FALSE);
  add_cell (table, dropped->why->what, FALSE);
  add_cell (table, NULL, TRUE);
}

GBytes *
yn_batch_results_table (const YnBatch *batch, GPtrArray *results, YnLanguage language)
{
  GString *table = g_string_new ("\xef\xbb\xbf"); /* or a spreadsheet takes it for another encoding */

  add_cell (table, _("Paper"), FALSE);
  for (guint c = 0; c < batch->columns->len; c++)
    add_cell (table, ((const YnBatchColumn *) g_ptr_array_index (batch->columns, c))->label, FALSE);
  add_cell (table, _("Result"), FALSE);
  add_cell (table, _("Filing number (SHA-256)"), TRUE);
  for (guint i = 0; i < results->len; i++)
    add_signed (table, g_ptr_array_index (batch->rows, i), g_ptr_array_index (results, i), language);
  for (guint i = 0; i < batch->dropped->len; i++)
    add_dropped (table, batch, g_ptr_array_index (batch->dropped, i));
  return g_string_free_to_bytes (table);
}
