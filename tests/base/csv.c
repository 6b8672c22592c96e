/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Tables as spreadsheets really write them. Expectations by hand: cells joined by |, rows by /, the line of each before
 * a colon. */

#include "base/csv.h"

#include <string.h>
#include "base/error.h"

static char *
read_as_text (const char *data, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, length < 0 ? (gssize) strlen (data) : length);
  g_autoptr (GPtrArray) rows = yn_csv_read (bytes, error);
  GString *text = g_string_new (NULL);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const YnCsvRow *row = g_ptr_array_index (rows, i);
      g_autofree char *cells = g_strjoinv ("|", row->cells);

      g_string_append_printf (text, "%s%u:%s", i > 0 ? "/" : "", row->line, cells);
    }
  return g_string_free (text, FALSE);
}

static void
test_tables (void)
{
  static const struct
  {
    const char *data;
    gssize length;
    const char *rows;
  } cases[] = {
    { "a,b\r\n1,2\r\n", -1, "1:a|b/2:1|2" },
    { "a,b\n1,2", -1, "1:a|b/2:1|2" },
    { "a,b\r1,2\r", -1, "1:a|b/2:1|2" },
    { "a;b\n1,5;2", -1, "1:a|b/2:1,5|2" },
    { "a\tb\n1,5\t2;3", -1, "1:a|b/2:1,5|2;3" },
    { "\"a;b\";c\n1;2", -1, "1:a;b|c/2:1|2" },
    { "a,\"b \"\"c\"\", d\"\n", -1, "1:a|b \"c\", d" },
    { "a,\"one\r\ntwo\",c\r\n4,5,6", -1, "1:a|one\r\ntwo|c/3:4|5|6" },
    { "a,,\n,,\n\n,x,", -1, "1:a||/4:|x|" },
    { "\"\",a", -1, "1:|a" },
    { "5\" pipe,x", -1, "1:5\" pipe|x" },
    { "\xef\xbb\xbf问题,类型\n店名,文字", -1, "1:问题|类型/2:店名|文字" },
    /* 问题,a in GB18030 */
    { "\xce\xca\xcc\xe2,a", -1, "1:问题|a" },
    /* and a rarer character that takes four bytes: U+20087 */
    { "\x95\x32\x90\x31,a\n\xce\xca", -1, "1:\xf0\xa0\x82\x87|a/2:问" },
    { "\xff\xfe" "a\0;\0\xee\x95\n\0b\0", 12, "1:a|问/2:b" },
    { "\xfe\xff" "\0a\0\t\0b", 8, "1:a|b" },
    { "alone", -1, "1:alone" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = read_as_text (cases[i].data, cases[i].length, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

static void
test_bad (void)
{
  static const struct
  {
    const char *data;
    gssize length;
    int code;
    const char *says;
  } cases[] = {
    { "", -1, YN_ERROR_FILE_EMPTY, "" },
    { "\n\n,,\n", -1, YN_ERROR_FILE_EMPTY, "" },
    { "a,b\n1,\"2\n3,4", -1, YN_ERROR_BAD_TABLE, "line 3" },
    { "a\n\"b\"c", -1, YN_ERROR_BAD_TABLE, "line 2" },
    { "a,\xff\xff\xff", -1, YN_ERROR_BAD_TABLE, "no text" },
    { "a\0b", 3, YN_ERROR_BAD_TABLE, "no text" },
    { "\xff\xfe" "a", 3, YN_ERROR_BAD_TABLE, "no text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = read_as_text (cases[i].data, cases[i].length, &error);

      g_test_message ("case %u", i);
      g_assert_error (error, YN_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      g_assert_cmpstr (rows, ==, "");
    }
}

static void
test_bounds (void)
{
  g_autofree char *wide = g_strnfill (YN_CSV_MAX_CELLS, ',');
  g_autoptr (GString) tall = g_string_new (NULL);
  g_autofree char *large = g_strnfill (YN_CSV_MAX_BYTES + 1, 'a');
  const char *cases[3];

  for (guint i = 0; i <= YN_CSV_MAX_ROWS; i++)
    g_string_append (tall, "x\n");
  cases[0] = wide;
  cases[1] = tall->str;
  cases[2] = large;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = read_as_text (cases[i], -1, &error);

      g_assert_error (error, YN_ERROR, YN_ERROR_BAD_TABLE);
    }
}

static void
test_cell (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a,b", 3);
  g_autoptr (GPtrArray) rows = yn_csv_read (bytes, NULL);
  const YnCsvRow *row = g_ptr_array_index (rows, 0);

  g_assert_cmpstr (yn_csv_cell (row, 1), ==, "b");
  g_assert_cmpstr (yn_csv_cell (row, 2), ==, "");
  g_assert_cmpstr (yn_csv_cell (row, 900), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/csv/tables", test_tables);
  g_test_add_func ("/base/csv/bad", test_bad);
  g_test_add_func ("/base/csv/bounds", test_bounds);
  g_test_add_func ("/base/csv/cell", test_cell);
  return g_test_run ();
}
