/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/abreast.h"

#define PIECES 1000

static void
count (guint index, gpointer data)
{
  g_atomic_int_inc ((gint *) data + index);
}

/* However many threads: each piece once, and all of them done at the end. */
static void
does_each_piece_once (void)
{
  static const guint threads[] = { 0, 1, 2, 7, 1000 };

  for (guint t = 0; t < G_N_ELEMENTS (threads); t++)
    {
      g_autofree gint *done = g_new0 (gint, PIECES);

      yn_abreast (PIECES, threads[t], count, done);
      for (guint i = 0; i < PIECES; i++)
        g_assert_cmpint (done[i], ==, 1);
    }
  yn_abreast (0, 0, count, NULL);
}

static void
add (guint index, gpointer data)
{
  yn_progress_add (data, 2);
}

static void
says_how_far_it_is (void)
{
  g_autoptr (YnProgress) progress = yn_progress_new ();
  guint total = 1;

  g_assert_cmpuint (yn_progress_get (progress, &total), ==, 0);
  g_assert_cmpuint (total, ==, 0);
  yn_progress_begin (progress, 2 * PIECES);
  yn_abreast (PIECES, 4, add, progress);
  g_assert_cmpuint (yn_progress_get (progress, &total), ==, 2 * PIECES);
  g_assert_cmpuint (total, ==, 2 * PIECES);
  yn_progress_begin (progress, 3);
  g_assert_cmpuint (yn_progress_get (progress, &total), ==, 0);
  yn_progress_add (NULL, 1); /* nobody watches */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/abreast/each-piece-once", does_each_piece_once);
  g_test_add_func ("/abreast/progress", says_how_far_it_is);
  return g_test_run ();
}
