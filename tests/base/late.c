/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/late.h"

#include "base/error.h"

static void
test_loads (void)
{
  static const char *const names[] = { "cos", "floor", NULL };
  static struct
  {
    double (*cos) (double);
    double (*floor) (double);
  } table;
  static YnLate late = { "libm.so.6", names, (gpointer *) &table };
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 2; i++)
    {
      g_assert_true (yn_late_load (&late, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (table.cos (0), ==, 1);
      g_assert_cmpfloat (table.floor (2.5), ==, 2);
    }
}

/* Asked again, it is as absent. */
static void
test_absent (gconstpointer data)
{
  static const char *const names[] = { "cos", "yn_no_such_function", NULL };
  gpointer table[2] = { NULL };
  YnLate late = { data, names, table };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (yn_late_load (&late, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, data));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/late/loads", test_loads);
  g_test_add_data_func ("/late/no-such-library", "libyn-no-such-library.so.1", test_absent);
  g_test_add_data_func ("/late/another-library", "libm.so.6", test_absent);
  return g_test_run ();
}
