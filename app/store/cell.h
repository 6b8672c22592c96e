/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A cell: one encrypted column of one row, bound to its table, enterprise, row and column, so that a cell
 * copied to another place does not open. NULL in is NULL out; YN_ERROR_STORE_DAMAGED where something does not
 * open.
 *
 *   YnCellRow row = { store, "draft", enterprise, matter };
 *   g_autoptr (GBytes) answers = yn_cell_of_json (&row, "answers", json); */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  YnStore *store;
  const char *table;
  const char *enterprise; /* "" in tables that have none */
  const char *id;
} YnCellRow;

/* The cipher text for a column. */
GBytes *yn_cell_of_bytes (const YnCellRow *row, const char *column, GBytes *plain);
GBytes *yn_cell_of_text (const YnCellRow *row, const char *column, const char *plain);
GBytes *yn_cell_of_json (const YnCellRow *row, const char *column, const YnJson *plain);

/* The plain text of column number @index. FALSE with @error; TRUE and NULL where the column is NULL. */
gboolean yn_cell_bytes (const YnCellRow *row, const char *column, YnSqlRows *rows, int index, GBytes **plain,
                        GError **error);
gboolean yn_cell_text (const YnCellRow *row, const char *column, YnSqlRows *rows, int index, char **plain,
                       GError **error);
gboolean yn_cell_json (const YnCellRow *row, const char *column, YnSqlRows *rows, int index, YnJson **plain,
                       GError **error);

G_END_DECLS
