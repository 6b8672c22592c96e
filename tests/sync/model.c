/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A model of the worst: answers are lost before and after, in half or whole, forged, refused; uploads are
 * cut; the journal is dropped at random; the courier dies in the middle of a round and another begins on a
 * fresh connection. At the end the platform holds exactly the filings that were kept, and each filing here
 * exactly its one receipt. */
#include "base/error.h"
#include "office.h"

#define CALM_ROUNDS 30
#define STORM_SECONDS 1.5

static void
drop_journal (Office *office, GRand *random)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yn_sql_run (yn_store_sql (office->store), &error,
                             "DELETE FROM delivery WHERE abs (random () % ?) = 0", "i",
                             (gint64)g_rand_int_range (random, 1, 4)));
  g_assert_no_error (error);
}

/* As another process would: a connection of its own. */
static void
reopen (Office *office)
{
  g_autoptr (GError) error = NULL;
  YnStore *again = yn_store_open_again (office->store, &error);

  g_assert_no_error (error);
  yn_store_close (office->store);
  office->store = office->round.store = again;
}

static void
storm_round (Office *office, GRand *random)
{
  g_autoptr (GError) error = NULL;

  office->power = g_cancellable_new ();
  g_ptr_array_add (office->powers, office->power);
  office_round (office, &error);
  if (error != NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (g_rand_int_range (random, 0, 3) == 0)
    drop_journal (office, random);
  if (g_rand_int_range (random, 0, 4) == 0)
    reopen (office);
}

static void
test_model (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (Sealing) sealing = sealing_new ();
  g_autoptr (Office) office = office_new (sealing);
  g_autoptr (GPtrArray) filings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GRand *random = g_rand_new_with_seed (seed);
  gint64 end = g_get_monotonic_time () + STORM_SECONDS * G_USEC_PER_SEC;
  gboolean empty = FALSE;
  guint rounds;

  g_test_message ("seed %u", seed);
  g_rand_set_seed (office->random, seed + 1);
  office->storm = TRUE;
  for (rounds = 0; g_get_monotonic_time () < end; rounds++)
    {
      if (g_rand_int_range (random, 0, 3) == 0)
        g_ptr_array_add (filings,
                         office_file_with (office, g_rand_boolean (random), g_rand_int_range (random, 0, 3)));
      storm_round (office, random);
    }
  g_test_message ("%u rounds of storm, %u filings, %u papers put", rounds, filings->len, office->puts);

  office->storm = FALSE;
  office->power = NULL;
  for (guint i = 0; i < CALM_ROUNDS && !empty; i++)
    {
      empty = office_round (office, &error);
      g_assert_no_error (error);
    }
  g_assert_true (empty);
  g_clear_pointer (&office->server, scripted_server_free); /* whoever was cut off under way has ended */

  g_assert_cmpuint (g_hash_table_size (office->taken), ==, filings->len);
  for (guint i = 0; i < filings->len; i++)
    office_assert_received (office, filings->pdata[i], "receipt");
  g_rand_free (random);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/courier/model", test_model);
  return g_test_run ();
}
