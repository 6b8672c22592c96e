/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/short-id.h"

#include "base/error.h"

static const char *const ids[] = { "3f2c0000-0000-4000-8000-000000000001", "3f2c0000-0000-4000-8000-000000000002",
                                   "3f2d0000-0000-4000-8000-000000000003",
                                   "3f2e6d1c4b5a79880011223344556677889900aabbccddeeff00112233445566", NULL };

static void
test_among (void)
{
  static const struct
  {
    const char *given;
    int found; /* which; -1: none, -2: several */
  } cases[] = {
    { "3f2d", 2 },
    { "3F2D", 2 },
    { "3f2d0000-0000-4000-8000-000000000003", 2 },
    { "3f2d0000-0000-4000-8000-0000000000030", -1 },
    { "3f2e6d1c4b5a", 3 },
    { "3f2c", -2 },
    { "3f2c0000-0000-4000-8000-00000000000", -2 },
    { "3f2c0000-0000-4000-8000-000000000001", 0 },
    { "3f2", -1 }, /* too short to say anything */
    { "", -1 },
    { "0000", -1 },
    { "3f2d%", -1 },
    { "3f2d 000", -1 },
    { "../3f2d", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *found = yn_short_id_among (ids, cases[i].given, &error);

      g_test_message ("%s", cases[i].given);
      g_assert_cmpstr (found, ==, cases[i].found >= 0 ? ids[cases[i].found] : NULL);
      if (cases[i].found == -1)
        g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
      else if (cases[i].found == -2)
        g_assert_error (error, YN_ERROR, YN_ERROR_AMBIGUOUS_ID);
      else
        g_assert_no_error (error);
    }
}

/* A word is an id only where it can be no file's name. */
static void
test_is (void)
{
  static const char *const ids_or_so[] = { "3f2c", "ABCD-0", "----", "deadbeef" };
  static const char *const others[] = { "", "3f2", "3f2c.pdf", "./3f2c", "letter", "3f2c\n", "３ｆ２ｃ" };

  for (guint i = 0; i < G_N_ELEMENTS (ids_or_so); i++)
    g_assert_true (yn_short_id_is (ids_or_so[i]));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (yn_short_id_is (others[i]));
  g_assert_false (yn_short_id_begins (NULL, "3f2c"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/short-id/among", test_among);
  g_test_add_func ("/base/short-id/is", test_is);
  return g_test_run ();
}
