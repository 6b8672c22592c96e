/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/qr.h"

#include <string.h>

static gboolean
dark (const YnQr *qr, int column, int row)
{
  return qr->dark[row * qr->width + column] == 1;
}

/* ISO/IEC 18004 §6.3.3: seven by seven, a ring inside, three by three in the middle. */
static void
assert_finder (const YnQr *qr, int left, int top)
{
  static const char *const finder[]
      = { "1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111" };

  for (int row = 0; row < 7; row++)
    for (int column = 0; column < 7; column++)
      g_assert_cmpint (dark (qr, left + column, top + row), ==, finder[row][column] == '1');
}

/* §7.9: error correction level M is 00 in the two first bits of the format, which is masked with
 * 101010000010010. */
static void
assert_level_m (const YnQr *qr)
{
  g_assert_true (dark (qr, 0, 8));
  g_assert_false (dark (qr, 1, 8));
}

static void
draws (void)
{
  static const char *const texts[]
      = { "A", "http://127.0.0.1:40123/device?user_code=BDWP-HQPK", "一诺千金", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (YnQr) qr = yn_qr_new (texts[i]);

      if (*texts[i] == '\0')
        {
          g_assert_null (qr);
          continue;
        }
      g_assert_nonnull (qr);
      g_assert_cmpint ((qr->width - 17) % 4, ==, 0);
      assert_finder (qr, 0, 0);
      assert_finder (qr, qr->width - 7, 0);
      assert_finder (qr, 0, qr->width - 7);
      assert_level_m (qr);
    }
}

/* §7.4.10, table 7: version 40 at level M holds 2331 bytes. */
static void
says_too_long (void)
{
  g_autofree char *fits = g_strnfill (2331, 'a');
  g_autofree char *too_long = g_strnfill (2332, 'a');
  g_autoptr (YnQr) qr = yn_qr_new (fits);

  g_assert_nonnull (qr);
  g_assert_cmpint (qr->width, ==, 177);
  g_assert_null (yn_qr_new (too_long));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/qr/draws", draws);
  g_test_add_func ("/base/qr/says-too-long", says_too_long);
  return g_test_run ();
}
