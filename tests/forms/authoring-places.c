/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Rows and clauses of a service under the pen come, go and move, and all of it can be taken back. */
#include "fixtures/authoring.h"

#include <string.h>

/* --- places ----------------------------------------------------------------------------------------------------- */

/* The order of the rows from "门店与许可" on: the last token of each pointer, headings in brackets. */
static char *
order (YnAuthoring *authoring)
{
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  GString *text = g_string_new (NULL);
  gboolean begun = FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const YnAuthoringRow *row = g_ptr_array_index (rows, i);

      begun |= row->pointer == NULL && g_str_equal (row->label[0], "门店与许可");
      if (begun && row->pointer == NULL)
        g_string_append_printf (text, "[%s]", row->label[0]);
      else if (begun)
        g_string_append_printf (text, " %s", strrchr (row->pointer, '/') + 1);
      if (begun && g_str_has_suffix (text->str, "certificate"))
        break;
    }
  return g_string_free (text, FALSE);
}

static void
test_move (void)
{
  static const struct
  {
    const char *pointer;
    gboolean down;
    const char *order;
  } cases[] = {
    { "/shop/address", FALSE, "[门店与许可] address name kind number validUntil format items[人员] role name certificate" },
    { "/licence/items", TRUE, "[门店与许可] name address kind number validUntil format[人员] items role name certificate" },
    { "/licence/number", TRUE, "[门店与许可] name address kind validUntil number format items[人员] role name certificate" },
    { "/licence/validUntil", TRUE,
      "[门店与许可] name address kind number validUntil format items[人员] role name certificate" },
    { "/licence/format", FALSE,
      "[门店与许可] name address kind format number validUntil items[人员] role name certificate" },
    { "/manager/role", FALSE, "[门店与许可] name address kind number validUntil format items[人员] role name certificate" },
    { "人员", FALSE, "[门店与许可] name address kind number validUntil format items" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
      g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
      g_autofree char *after = NULL;
      g_autoptr (YnService) service = NULL;
      g_autofree char *before = order (authoring);

      g_assert_true (yn_authoring_move_row (authoring, authoring_row_of (rows, cases[i].pointer), cases[i].down));
      after = order (authoring);
      g_test_message ("%s", cases[i].pointer);
      g_assert_true (g_str_has_prefix (after, cases[i].order));
      service = authoring_compiled (authoring);
      g_assert_true (yn_authoring_undo (authoring));
      g_free (after);
      after = order (authoring);
      g_assert_cmpstr (after, ==, before);
    }
}

/* What a button may offer is what then happens. */
static void
test_can (void)
{
  static const char *const services[] = { "F01", "F04", "F20" };

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autoptr (YnAuthoring) authoring = authoring_open_service (services[i]);
      g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
      const YnAuthoringRow *first = g_ptr_array_index (rows, 0);

      g_assert_null (first->pointer);
      g_assert_false (yn_authoring_can_move_row (authoring, first, FALSE));
      for (guint j = 0; j < rows->len; j++)
        for (guint deed = 0; deed < 3; deed++)
          {
            g_autoptr (YnAuthoring) other = authoring_open_service (services[i]);
            const YnAuthoringRow *row = g_ptr_array_index (rows, j);
            gboolean can = deed == 2 ? yn_authoring_can_remove_row (other, row)
                                     : yn_authoring_can_move_row (other, row, deed == 1);

            g_test_message ("%s %s %u", services[i], row->place, deed);
            g_assert_cmpint (can, ==,
                             deed == 2 ? yn_authoring_remove_row (other, row)
                                       : yn_authoring_move_row (other, row, deed == 1));
          }
    }
}

static void
test_move_columns (void)
{
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  const YnJson *members;

  g_assert_false (yn_authoring_move_row (authoring, authoring_row_of (rows, "/seafood/prices/0/name"), FALSE));
  g_assert_true (yn_authoring_move_row (authoring, authoring_row_of (rows, "/seafood/prices/0/name"), TRUE));
  members = yn_json_pointer (yn_authoring_json (authoring), "/schema/properties/seafood/properties/prices/items/properties");
  g_assert_cmpstr (yn_json_name_at (members, 0), ==, "price");
  g_assert_true (yn_authoring_is_changed (authoring));
}

static void
test_add (void)
{
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  g_autofree char *behind = yn_authoring_add_question (authoring, authoring_row_of (rows, "/shop/name"));
  g_autofree char *column = yn_authoring_add_question (authoring, authoring_row_of (rows, "/seafood/prices"));
  g_autofree char *heading = yn_authoring_add_heading (authoring, authoring_row_of (rows, "/shop/name"));
  g_autofree char *after = order (authoring);
  g_autoptr (YnService) service = authoring_compiled (authoring);

  g_assert_true (g_str_has_prefix (after, "[门店与许可] name q1 address kind"));
  g_assert_nonnull (strstr (after, " items[新的一组][人员]"));
  g_assert_true (g_str_has_suffix (column, "/prices/items/properties/q1"));
  g_assert_nonnull (yn_schema_at (yn_service_schema (service), "/seafood/prices/0/q1"));
  for (guint i = 0; i < 3; i++)
    g_assert_true (yn_authoring_undo (authoring));
  g_assert_false (yn_authoring_undo (authoring));
  g_assert_false (yn_authoring_is_changed (authoring));
}

/* With it goes what only serves it; what a person wrote about it stays and is a problem. */
static void
test_remove (void)
{
  static const struct
  {
    const char *pointer;
    const char *gone[4];
    const char *left[2];
    guint problems;
  } cases[] = {
    { "/licence/kind",
      { "/schema/properties/licence/properties/kind", "/schema/properties/licence/if", "/words/en/licence.kind.label",
        "/words/en/licence.kind.filing" },
      { "/words/en/licence.number.label", "/schema/properties/licence/properties/number" }, 0 },
    { "/staff/people", { "/schema/properties/staff/properties/people", "/compare/4" }, { "/compare/3" }, 2 },
    { "/seafood/checkScale", { "/schema/properties/seafood/then/required/2" }, { "/schema/properties/seafood/then/required/1" }, 1 },
    { "/measures/wasteCollector", { "/schema/properties/measures/dependentRequired/wasteContractUntil" }, { NULL }, 0 },
    { "/enterprise/email", { NULL }, { "/private/2" }, 0 },
    { "门店与许可", { "/words/en/group.shop.label" }, { "/schema/properties/shop/properties/name" }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
      g_autoptr (YnJson) before = yn_json_ref (yn_authoring_json (authoring));
      g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
      g_autoptr (GPtrArray) problems = NULL;

      g_test_message ("%s", cases[i].pointer);
      g_assert_true (yn_authoring_remove_row (authoring, authoring_row_of (rows, cases[i].pointer)));
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].gone) && cases[i].gone[j] != NULL; j++)
        {
          g_assert_nonnull (yn_json_pointer (before, cases[i].gone[j]));
          g_assert_null (yn_json_pointer (yn_authoring_json (authoring), cases[i].gone[j]));
        }
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].left) && cases[i].left[j] != NULL; j++)
        g_assert_nonnull (yn_json_pointer (yn_authoring_json (authoring), cases[i].left[j]));
      problems = yn_authoring_tasks (authoring, YN_AUTHORING_PROBLEM, YN_LANGUAGE_ZH_CN);
      for (guint j = 0; j < problems->len; j++)
        g_test_message ("%s", ((YnRemark *) g_ptr_array_index (problems, j))->words);
      g_assert_cmpuint (problems->len, ==, cases[i].problems);
      g_assert_true (yn_authoring_undo (authoring));
      g_assert_true (yn_json_equal (yn_authoring_json (authoring), before));
      g_assert_false (yn_authoring_can_undo (authoring));
    }
}

static void
test_remove_fixed (void)
{
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);

  g_assert_false (yn_authoring_remove_row (authoring, authoring_row_of (rows, "/enterprise/name")));
  g_assert_false (yn_authoring_is_changed (authoring));
}

/* --- clauses ---------------------------------------------------------------------------------------------------- */

static void
test_clauses (void)
{
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autoptr (GPtrArray) clauses = yn_authoring_clauses (authoring);
  guint last = clauses->len;
  const YnAuthoringClause *first = g_ptr_array_index (clauses, 0);
  g_autoptr (GPtrArray) longer = NULL;
  const YnAuthoringClause *added;
  g_autoptr (YnService) service = NULL;

  g_assert_true (first->common);
  g_assert_cmpstr (first->id, ==, "C1");
  g_assert_false (yn_authoring_set_clause (authoring, 0, YN_LANGUAGE_ZH_CN, "别的"));
  g_assert_true (yn_authoring_add_clause (authoring, NULL));
  g_assert_true (yn_authoring_set_clause (authoring, last, YN_LANGUAGE_ZH_CN, "不向未成年人售酒。"));
  longer = yn_authoring_clauses (authoring);
  added = g_ptr_array_index (longer, last);
  g_assert_cmpstr (added->id, ==, "F04-10");
  g_assert_cmpstr (added->text[YN_LANGUAGE_EN], ==, ""); /* the Chinese words stand in */
  g_assert_true (yn_authoring_set_clause (authoring, last, YN_LANGUAGE_EN, "No alcohol is sold to minors."));
  g_assert_true (yn_authoring_set_clause_when (authoring, last, "/measures/openKitchen"));
  g_assert_true (yn_authoring_move_clause (authoring, last, FALSE));
  service = authoring_compiled (authoring);
  g_assert_cmpstr (authoring_string_at (authoring, "/clauses/13/zh"), ==, "不向未成年人售酒。");
  g_assert_cmpstr (authoring_string_at (authoring, "/clauses/13/when"), ==, "/measures/openKitchen");
  g_assert_true (yn_authoring_remove_clause (authoring, 13));
  g_assert_false (yn_authoring_remove_clause (authoring, 99));
}

static void
test_tick (void)
{
  g_autoptr (YnAuthoring) authoring = authoring_open_service ("F04");
  g_autoptr (YnJson) before = yn_json_ref (yn_authoring_json (authoring));
  g_autoptr (YnService) service = NULL;
  g_autoptr (YnJson) none = yn_json_parse ("{}", -1, NULL);
  g_autoptr (YnJson) ticked = yn_json_parse ("{\"tick1\":true}", -1, NULL);
  g_autoptr (YnJson) without = NULL;
  g_autoptr (YnJson) with = NULL;
  g_autofree char *label = NULL;

  g_assert_true (yn_authoring_set_clause_ticked (authoring, 5, TRUE));
  g_assert_false (yn_authoring_set_clause_ticked (authoring, 5, TRUE));
  service = authoring_compiled (authoring);
  without = yn_service_clauses (service, none, YN_LANGUAGE_ZH_CN);
  with = yn_service_clauses (service, ticked, YN_LANGUAGE_ZH_CN);
  g_assert_cmpuint (yn_json_size (with), ==, yn_json_size (without) + 1);
  label = yn_service_label (service, "/tick1", YN_LANGUAGE_ZH_CN);
  g_assert_true (g_str_has_prefix (label, "作出承诺：严格执行食品进货查验制度"));
  g_assert_true (yn_authoring_undo (authoring));
  g_assert_true (yn_json_equal (yn_authoring_json (authoring), before));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/authoring/move", test_move);
  g_test_add_func ("/forms/authoring/can", test_can);
  g_test_add_func ("/forms/authoring/move-columns", test_move_columns);
  g_test_add_func ("/forms/authoring/add", test_add);
  g_test_add_func ("/forms/authoring/remove", test_remove);
  g_test_add_func ("/forms/authoring/remove-fixed", test_remove_fixed);
  g_test_add_func ("/forms/authoring/clauses", test_clauses);
  g_test_add_func ("/forms/authoring/tick", test_tick);
  return g_test_run ();
}
