/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "store/cell.h"

#include "base/error.h"

#include <string.h>

static char *
place_of (const YnCellRow *row, const char *column)
{
  return g_strjoin ("/", row->table, row->enterprise, row->id, column, NULL);
}

GBytes *
yn_cell_of_bytes (const YnCellRow *row, const char *column, GBytes *plain)
{
  g_autofree char *place = place_of (row, column);

  return plain != NULL ? yn_vault_encrypt (yn_store_vault (row->store), place, plain) : NULL;
}

GBytes *
yn_cell_of_text (const YnCellRow *row, const char *column, const char *plain)
{
  g_autoptr (GBytes) bytes = plain != NULL ? g_bytes_new_static (plain, strlen (plain)) : NULL;

  return yn_cell_of_bytes (row, column, bytes);
}

GBytes *
yn_cell_of_json (const YnCellRow *row, const char *column, const YnJson *plain)
{
  g_autoptr (GBytes) bytes = plain != NULL ? yn_json_print_bytes (plain, YN_JSON_COMPACT) : NULL;

  return yn_cell_of_bytes (row, column, bytes);
}

gboolean
yn_cell_bytes (const YnCellRow *row, const char *column, YnSqlRows *rows, int index, GBytes **plain,
               GError **error)
{
  g_autofree char *place = place_of (row, column);
  g_autoptr (GBytes) cipher = yn_sql_blob (rows, index);

  *plain = cipher != NULL ? yn_vault_decrypt (yn_store_vault (row->store), place, cipher, error) : NULL;
  return cipher == NULL || *plain != NULL;
}

gboolean
yn_cell_text (const YnCellRow *row, const char *column, YnSqlRows *rows, int index, char **plain,
              GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  *plain = NULL;
  if (!yn_cell_bytes (row, column, rows, index, &bytes, error))
    return FALSE;
  if (bytes != NULL)
    *plain = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return TRUE;
}

gboolean
yn_cell_json (const YnCellRow *row, const char *column, YnSqlRows *rows, int index, YnJson **plain,
              GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  *plain = NULL;
  if (!yn_cell_bytes (row, column, rows, index, &bytes, error))
    return FALSE;
  if (bytes != NULL)
    *plain = yn_json_parse_bytes (bytes, error);
  return bytes == NULL || *plain != NULL;
}
