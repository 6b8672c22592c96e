/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/decimal.h"

static gboolean
read_text (const char *text, YnDecimal *decimal)
{
  g_autoptr (YnJson) json = yn_json_parse (text, -1, NULL);

  g_assert_nonnull (json);
  return yn_decimal_from_json (json, decimal);
}

/* NULL: it cannot be had exactly. */
static const struct
{
  const char *a;
  const char *b;
  const char *sum;
  const char *product;
} cases[] = {
  { "0.1", "0.2", "0.3", "0.02" },
  { "19.99", "3", "22.99", "59.97" },
  { "-5", "5", "0", "-25" },
  { "1e2", "1.50", "101.5", "150" },
  { "1E-3", "-0.0", "0.001", "0" },
  { "0.05", "0.05", "0.1", "0.0025" },
  { "-0.05", "0.01", "-0.04", "-0.0005" },
  { "100000000000000", "100000000000000", "200000000000000", "10000000000000000000000000000" },
  { "999999999999999999999999999999", "1", "1000000000000000000000000000000", "999999999999999999999999999999" },
  { "999999999999999999999999999999", "999999999999999999999999999999", "1999999999999999999999999999998", NULL },
  { "999999999999999999999999999999", "0.00000000000000000001", NULL, "9999999999.99999999999999999999" },
};

static void
test_exact (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YnDecimal a, b, result;
      g_autofree char *sum = NULL, *product = NULL;

      g_assert_true (read_text (cases[i].a, &a) && read_text (cases[i].b, &b));
      sum = yn_decimal_add (a, b, &result) ? yn_decimal_text (result) : NULL;
      product = yn_decimal_multiply (a, b, &result) ? yn_decimal_text (result) : NULL;
      g_assert_cmpstr (sum, ==, cases[i].sum);
      g_assert_cmpstr (product, ==, cases[i].product);
    }
}

static void
test_refused (void)
{
  static const char *const texts[] = { "\"1\"", "true", "null", "[1]", "1e31", "1e-31",
                                       "1234567890123456789012345678901", "0.000000000000000000001" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      YnDecimal decimal;

      g_test_message ("%s", texts[i]);
      g_assert_false (read_text (texts[i], &decimal));
    }
  g_assert_false (yn_decimal_from_json (NULL, &(YnDecimal){ 0 }));
}

static void
test_rounded (void)
{
  static const char *const rounded[][2] = {
    { "0.5", "1" }, { "0.4999", "0" }, { "1.05", "1" }, { "-0.5", "-1" }, { "-1.49", "-1" }, { "7", "7" },
    { "2.50", "3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rounded); i++)
    {
      YnDecimal decimal;
      g_autofree char *text = NULL;

      g_assert_true (read_text (rounded[i][0], &decimal));
      text = yn_decimal_text (yn_decimal_rounded (decimal));
      g_assert_cmpstr (text, ==, rounded[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decimal/exact", test_exact);
  g_test_add_func ("/decimal/refused", test_refused);
  g_test_add_func ("/decimal/rounded", test_rounded);
  return g_test_run ();
}
