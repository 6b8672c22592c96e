/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/offer-table.h"

#include "base/csv.h"
#include "forms/offer-text.h"
#include "forms/places.h"

#include <string.h>

#define TITLE_CELLS 3

struct _YnOfferTable
{
  YnService *service;
  GPtrArray *rows;
  GPtrArray *columns; /* of char *: the place, or NULL */
  GPtrArray *unknown; /* names; NULL-terminated */
};

static const YnCsvRow *
row_at (const YnOfferTable *table, guint row)
{
  return g_ptr_array_index (table->rows, row + 1);
}

static void
read_columns (YnOfferTable *table, gboolean *related)
{
  const YnCsvRow *names = g_ptr_array_index (table->rows, 0);
  g_auto (GStrv) places = yn_places (table->service);

  for (guint i = 0; names->cells[i] != NULL; i++)
    {
      const char *place = yn_places_find (places, table->service, names->cells[i]);

      g_ptr_array_add (table->columns, g_strdup (place));
      if (place == NULL && *names->cells[i] != '\0')
        g_ptr_array_add (table->unknown, g_strdup (names->cells[i]));
      *related = *related || place != NULL;
    }
  g_ptr_array_add (table->unknown, NULL);
}

YnOfferTable *
yn_offer_table_new (YnService *service, GPtrArray *rows, GError **error)
{
  g_autoptr (YnOfferTable) table = g_new0 (YnOfferTable, 1);
  gboolean related = FALSE;

  table->service = yn_service_ref (service);
  table->rows = g_ptr_array_ref (rows);
  table->columns = g_ptr_array_new_with_free_func (g_free);
  table->unknown = g_ptr_array_new_with_free_func (g_free);
  if (rows->len > 0)
    read_columns (table, &related);
  if (related && rows->len > 1)
    return g_steal_pointer (&table);
  g_set_error_literal (error, YN_ERROR, YN_ERROR_TABLE_UNRELATED, "no column names a question, or no row stands below");
  return NULL;
}

void
yn_offer_table_free (YnOfferTable *table)
{
  yn_service_unref (table->service);
  g_ptr_array_unref (table->rows);
  g_ptr_array_unref (table->columns);
  g_ptr_array_unref (table->unknown);
  g_free (table);
}

guint
yn_offer_table_n_rows (const YnOfferTable *table)
{
  return table->rows->len - 1;
}

char *
yn_offer_table_row_title (const YnOfferTable *table, guint row)
{
  const YnCsvRow *cells = row_at (table, row);
  GString *title = g_string_new (NULL);

  for (guint i = 0, shown = 0; cells->cells[i] != NULL && shown < TITLE_CELLS; i++)
    if (*cells->cells[i] != '\0')
      {
        g_string_append_printf (title, "%s%s", shown > 0 ? " · " : "", cells->cells[i]);
        shown++;
      }
  return g_string_free (title, FALSE);
}

const char *const *
yn_offer_table_unknown (const YnOfferTable *table)
{
  return (const char *const *) table->unknown->pdata;
}

/* --- cells ------------------------------------------------------------------------------------------------------ */

/* Reads the cell of column @column as the answer at @pointer; what is there and no answer goes into @unread. */
static YnJson *
read_cell (const YnOfferTable *table, const YnCsvRow *row, guint column, const char *pointer, GPtrArray *unread)
{
  const char *cell = yn_csv_cell (row, column);
  YnJson *value = yn_offer_value (table->service, pointer, cell);
  g_autofree char *blank = g_strstrip (g_strdup (cell));

  if (value == NULL && *blank != '\0' && !g_ptr_array_find_with_equal_func (unread, pointer, g_str_equal, NULL))
    g_ptr_array_add (unread, g_strdup (pointer));
  return value;
}

/* The array that @place is a column of; NULL: of none, or deeper than one. New. */
static char *
table_of (const char *place)
{
  const char *star = place != NULL ? strstr (place, "/*/") : NULL;

  return star != NULL && strchr (star + 2, '*') == NULL ? g_strndup (place, star - place) : NULL;
}

/* One entry for every row that says something in the columns of @array. */
static YnJson *
entries_of (const YnOfferTable *table, const char *array, GPtrArray *unread)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_offer_table_n_rows (table); i++)
    {
      g_autoptr (YnJson) entry = yn_json_new_object ();

      for (guint j = 0; j < table->columns->len; j++)
        {
          const char *place = g_ptr_array_index (table->columns, j);
          g_autofree char *of = table_of (place);
          g_autofree char *example = g_strcmp0 (of, array) == 0 ? yn_place_example (place) : NULL;
          g_autoptr (YnJson) value = example != NULL ? read_cell (table, row_at (table, i), j, example, unread) : NULL;

          if (value != NULL)
            yn_json_put (&entry, place + strlen (array) + strlen ("/*"), value);
        }
      if (yn_json_size (entry) > 0)
        yn_json_writer_value (writer, entry);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static void
offer_column (const YnOfferTable *table, guint column, guint row, const YnOrigin *origin, GHashTable *arrays,
              GPtrArray *offers, GPtrArray *unread)
{
  const char *place = g_ptr_array_index (table->columns, column);
  g_autofree char *array = table_of (place);
  g_autoptr (YnJson) value = NULL;

  if (place == NULL || (array == NULL && strchr (place, '*') != NULL))
    return;
  if (array == NULL)
    {
      value = read_cell (table, row_at (table, row), column, place, unread);
      if (value != NULL)
        yn_offers_add (offers, place, value, origin);
      return;
    }
  if (g_hash_table_contains (arrays, array))
    return;
  value = entries_of (table, array, unread);
  if (yn_json_size (value) > 0)
    yn_offers_add (offers, array, value, origin);
  g_hash_table_add (arrays, g_steal_pointer (&array));
}

GPtrArray *
yn_offer_table_offers (const YnOfferTable *table, guint row, const YnOrigin *origin, char ***unread)
{
  g_autoptr (GHashTable) arrays = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) no_answers = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *offers = yn_offers_new ();

  for (guint i = 0; row < yn_offer_table_n_rows (table) && i < table->columns->len; i++)
    offer_column (table, i, row, origin, arrays, offers, no_answers);
  g_ptr_array_add (no_answers, NULL);
  if (unread != NULL)
    *unread = (char **) g_ptr_array_free (g_steal_pointer (&no_answers), FALSE);
  return offers;
}
