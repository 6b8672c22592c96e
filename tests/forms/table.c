/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Rows of a spreadsheet as answers to a form. */
#include "base/csv.h"
#include "forms/offer-table.h"
#include "fixtures/told.h"

#include <string.h>

static YnOfferTable *
table_of (YnService *form, const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) rows = yn_csv_read (bytes, error);

  return rows != NULL ? yn_offer_table_new (form, rows, error) : NULL;
}

static void
test_rows (void)
{
  static const struct
  {
    const char *service, *csv;
    guint row;
    const char *offers, *unread;
  } cases[] = {
    { "F04", "门店名称,从业人员数\n甲店,12\n乙店,7\n", 0, "/shop/name=\"甲店\" /staff/people=12", "" },
    { "F04", "门店名称,从业人员数\n甲店,12\n乙店,7\n", 1, "/shop/name=\"乙店\" /staff/people=7", "" },
    { "F04", " 门店 名称 ,\"从业人员数\"\r\n甲店,１２\r\n", 0, "/shop/name=\"甲店\" /staff/people=12", "" },
    { "F04", "people,shop/name\n12,甲店\n", 0, "/staff/people=12 /shop/name=\"甲店\"", "" },
    { "F04", "people,name\n12,甲店\n", 0, "/staff/people=12", "" }, /* several are called name */
    { "F04", "Number of staff;/shop/name\n12;甲店\n", 0, "/staff/people=12 /shop/name=\"甲店\"", "" },
    { "F04", "持有的证照\t明厨亮灶\t经营项目\n备案凭证\t是\t热食类食品制售、cold\n", 0,
      "/licence/kind=\"filing\" /measures/openKitchen=true /licence/items=[\"hot\",\"cold\"]", "" },
    { "F04", "门店名称,随便什么\n甲店,x\n", 0, "/shop/name=\"甲店\"", "" },
    { "F04", "门店名称,持有的证照\n甲店,护照\n", 0, "/shop/name=\"甲店\"", "/licence/kind" },
    { "F04", "从业人员数\n十二\n", 0, "/staff/people=\"十二\"", "" }, /* the form itself says what is wrong with it */
    { "F04", "门店名称\n甲店\n", 7, "", "" },
    { "F04", "门店名称,从业人员数\n,\n乙店\n", 0, "/shop/name=\"乙店\"", "" }, /* a row of nothing is none */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnService) form = yn_service_find (cases[i].service, NULL);
      g_autoptr (YnOfferTable) table = table_of (form, cases[i].csv, &error);
      const YnOrigin origin = { YN_SOURCE_CSV, "a.csv", "2026-11-23" };
      g_auto (GStrv) unread = NULL;
      g_autoptr (GPtrArray) offers = NULL;
      g_autofree char *said = NULL;
      g_autofree char *bad = NULL;

      g_test_message ("%s", cases[i].csv);
      g_assert_no_error (error);
      offers = yn_offer_table_offers (table, cases[i].row, &origin, &unread);
      said = told_offers (offers, FALSE);
      bad = g_strjoinv (" ", unread);
      g_assert_cmpstr (said, ==, cases[i].offers);
      g_assert_cmpstr (bad, ==, cases[i].unread);
    }
}

/* Columns of one of the form's own tables: every row is an entry. */
static void
test_entries (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) schema = yn_json_parse (
      "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\",\"title\":\"单位\"},\"rows\":{\"type\":\"array\","
      "\"title\":\"价目\",\"items\":{\"type\":\"object\",\"properties\":{\"dish\":{\"type\":\"string\",\"title\":\"菜名\"},"
      "\"price\":{\"type\":\"integer\",\"format\":\"money\",\"title\":\"价格\"}}}}}}", -1, &error);
  g_autoptr (YnService) form = yn_service_new_form (schema, NULL, &error);
  g_autoptr (YnOfferTable) table = table_of (form, "单位,菜名,价格\n甲,石斑鱼,128.00\n乙,和乐蟹,\n", &error);
  const YnOrigin origin = { YN_SOURCE_CSV, "a.csv", "2026-11-23" };
  g_autoptr (GPtrArray) offers = yn_offer_table_offers (table, 1, &origin, NULL);
  g_autofree char *said = told_offers (offers, FALSE);

  g_assert_no_error (error);
  g_assert_cmpstr (said, ==,
                   "/name=\"乙\" /rows=[{\"dish\":\"石斑鱼\",\"price\":12800},{\"dish\":\"和乐蟹\"}]");
}

static void
test_titles (void)
{
  g_autoptr (YnService) form = yn_service_find ("F04", NULL);
  g_autoptr (YnOfferTable) table = table_of (form, "序号,门店名称,备注\n,甲店,旺季\n", NULL);
  g_autofree char *title = yn_offer_table_row_title (table, 0);

  g_assert_cmpuint (yn_offer_table_n_rows (table), ==, 1);
  g_assert_cmpstr (title, ==, "甲店 · 旺季");
  g_assert_cmpstr (yn_offer_table_unknown (table)[0], ==, "序号");
  g_assert_cmpstr (yn_offer_table_unknown (table)[1], ==, "备注");
  g_assert_null (yn_offer_table_unknown (table)[2]);
}

static void
test_unrelated (void)
{
  static const char *const tables[] = { "月亮,星星\n1,2\n", "门店名称\n", "甲店,12\n乙店,7\n" };
  g_autoptr (YnService) form = yn_service_find ("F04", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (table_of (form, tables[i], &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_TABLE_UNRELATED);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/table/rows", test_rows);
  g_test_add_func ("/forms/table/entries", test_entries);
  g_test_add_func ("/forms/table/titles", test_titles);
  g_test_add_func ("/forms/table/unrelated", test_unrelated);
  return g_test_run ();
}
