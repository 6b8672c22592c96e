/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Tables as spreadsheets write them: CSV by RFC 4180, with what spreadsheets do beside it. Cells stand between commas,
 * semicolons or tabs (whichever the first row has most of); lines end in CR LF, LF or CR; a quoted cell may hold all of
 * these. The text is UTF-8 with or without a byte order mark, UTF-16 with one, else GB18030. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YN_CSV_MAX_BYTES (16 * 1024 * 1024)
#define YN_CSV_MAX_ROWS 100000
#define YN_CSV_MAX_CELLS 1000 /* of a row */

typedef struct
{
  guint line;   /* where it begins in the file, from 1 */
  char **cells; /* NULL-terminated, UTF-8, at least one; quotes taken off, otherwise as written */
} YnCsvRow;

/* A GPtrArray of YnCsvRow that owns them; rows without anything in them are left out. YN_ERROR_BAD_TABLE: a quotation
 * mark without its other (the message names the line), no text, or past our bounds; YN_ERROR_FILE_EMPTY: no row. */
GPtrArray *yn_csv_read (GBytes *bytes, GError **error);

/* The cell, or "" where the row ends before it. */
const char *yn_csv_cell (const YnCsvRow *row, guint index);

G_END_DECLS
