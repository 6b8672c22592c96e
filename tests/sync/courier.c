/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Hops 5 and 6 against a platform that answers a PUT in every wrong way there is: nothing of it is an end,
 * nothing is lost, and the next honest answer is believed. */
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "office.h"
#include "store/delivery.h"

static Sealing *sealing;

#define OTHER_PLATFORM "5b1f0c9e-7a3d-4d0b-8d34-0f6f4c1f2a90"

static void
test_delivered (void)
{
  g_autoptr (Office) office = office_new (sealing);
  g_autofree char *one = office_file (office);
  g_autofree char *other = office_file (office);
  g_autoptr (GError) error = NULL;
  gint64 next_try = -1;

  g_hash_table_add (office->refused, g_strdup (other));
  g_assert_true (yn_courier_round (&office->round, office->enterprise, &next_try, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (next_try, ==, 0);
  office_assert_received (office, one, "receipt");
  office_assert_received (office, other, "refusal");

  g_assert_true (office_round (office, &error)); /* an empty outbox asks nothing of the platform */
  g_assert_cmpuint (office->puts, ==, 2);
}

static void
test_weather (void)
{
  static const struct
  {
    const char *fault, *problem;
  } cases[] = {
    { "500", "server-trouble" },
    { "503", "server-trouble" },
    { "429", "server-trouble" },
    { "nonsense", "nonsense" },
    { "brackets", "nonsense" },
    { "brackets-as-paper", "unsigned-receipt" },
    { "redirect", "redirected" },
    { "half", "cut" },
    { "nothing", "no-answer" },
    { "lost", "no-answer" },
    { "unsigned", "unsigned-receipt" },
    { "foreign", "foreign-receipt" },
    { "stranger", "not-trusted" },
    { "other-platform", "other-platform" },
    { "acceptance", "nonsense" },
    { "unknown-file", "attachments-missing" },
    { "400", "rejected" },
    { "403", "rejected" },
    { "409", "rejected" },
    { "413", "too-large" },
  };
  g_autoptr (Office) office = office_new (sealing);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *filing = office_file (office);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].fault);
      office->fault = cases[i].fault;
      g_assert_false (office_round (office, &error));
      g_assert_no_error (error);
      office_assert_waits (office, filing, cases[i].problem);

      g_assert_true (office_round (office, &error));
      g_assert_no_error (error);
      office_assert_received (office, filing, "receipt");
    }
}

/* Without the platform a filing waits, says so, and goes by itself when the platform is back. */
static void
test_offline (void)
{
  g_autoptr (Office) office = office_new (sealing);
  g_autofree char *one = office_file (office);
  g_autofree char *other = office_file (office);
  g_autofree char *api = g_steal_pointer (&office->chair->discovery->api);
  g_autoptr (GError) error = NULL;

  office->chair->discovery->api = g_strdup ("http://127.0.0.1:1/api");
  g_assert_false (office_round (office, &error));
  g_assert_no_error (error);
  office_assert_waits (office, one, "offline");
  office_assert_waits (office, other, "offline");

  g_free (office->chair->discovery->api);
  office->chair->discovery->api = g_steal_pointer (&api);
  g_assert_true (office_round (office, &error));
  office_assert_received (office, one, "receipt");
  office_assert_received (office, other, "receipt");
}

/* 1, 2, 4 … 300 s, a fifth more or less; Retry-After where it is longer; a problem for a person at once at
 * the slowest. */
static void
test_backoff (void)
{
  static const struct
  {
    const char *fault;
    double seconds;
  } cases[] = {
    { "503", 1 },   { "503", 2 },           { "503", 4 },   { "503", 8 },   { "503", 16 },
    { "503", 32 },  { "503", 64 },          { "503", 128 }, { "503", 256 }, { "503", 300 },
    { "503", 300 }, { "retry-after", 900 }, { "403", 300 }, { "503", 300 },
    { "retry-after-hours", 4295 }, /* in microseconds more than 32 bits hold */
  };
  g_autoptr (Office) office = office_new (sealing);
  g_autoptr (YnClock) still = yn_clock_new_at ("2026-11-23T02:50:02Z");
  g_autofree char *filing = office_file (office);
  g_autoptr (GError) error = NULL;
  guint puts;

  office->round.clock = still;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnDelivery) delivery = NULL;
      gint64 next_try;
      double wait;

      office->fault = cases[i].fault;
      g_assert_true (yn_delivery_all_now (office->store, &error));
      g_assert_false (yn_courier_round (&office->round, office->enterprise, &next_try, NULL, &error));
      g_assert_no_error (error);
      delivery = yn_delivery_get (office->store, filing, &error);
      g_assert_cmpint (delivery->tries, ==, i + 1);
      g_assert_cmpint (delivery->next_try, ==, next_try);

      wait = (next_try - yn_clock_now (still)) / (double) G_USEC_PER_SEC;
      g_assert_cmpfloat (wait, >=, cases[i].seconds * 0.79);
      g_assert_cmpfloat (wait, <=, cases[i].seconds * 1.21);
    }

  puts = office->puts; /* before its time it is not tried */
  g_assert_false (yn_courier_round (&office->round, office->enterprise, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (office->puts, ==, puts);
}

/* The annex and the attachments first, then the paper once more. */
static void
test_attachments (void)
{
  g_autoptr (Office) office = office_new (sealing);
  g_autofree char *filing = office_file_with (office, TRUE, 2);
  g_autoptr (GError) error = NULL;

  g_assert_true (office_round (office, &error));
  g_assert_no_error (error);
  office_assert_received (office, filing, "receipt");
  g_assert_cmpuint (g_hash_table_size (office->arrived), ==, 3);
  g_assert_cmpuint (office->puts, ==, 2);
}

/* A filing that the platform never takes, and one with files to carry, hold up nobody: the small ones go
 * first. */
static void
test_nobody_is_held_up (void)
{
  g_autoptr (Office) office = office_new (sealing);
  g_autofree char *stuck = office_file (office);
  g_autofree char *large = office_file_with (office, TRUE, 1);
  g_autofree char *small = office_file (office);
  g_autofree char *expected = g_strdup_printf ("%.8s %.8s %.8s %.8s ", stuck, large, small, large);
  g_autoptr (GError) error = NULL;

  office->stuck = g_strdup (stuck);
  g_assert_false (office_round (office, &error));
  g_assert_no_error (error);
  office_assert_waits (office, stuck, "not-a-paper");
  office_assert_received (office, large, "receipt");
  office_assert_received (office, small, "receipt");
  g_assert_cmpstr (office->order->str, ==, expected);
}

/* Invariant 3: a second paper of one matter is answered with the first one's receipt. */
static void
test_second_of_a_matter (void)
{
  g_autoptr (Office) office = office_new (sealing);
  g_autofree char *first = office_file (office);
  g_autofree char *second = office_file (office);
  g_autofree char *alone = office_file (office);
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (office->firsts, g_strdup (second), g_strdup (first));
  g_hash_table_insert (office->firsts, g_strdup (alone),
                       g_strnfill (64, 'd')); /* its first is not in this store */
  office->fault = "lost";
  g_assert_false (office_round (office, &error));
  g_assert_no_error (error);
  office_assert_received (office, first, "receipt");
  office_assert_waits (office, second, "already-filed");
  office_assert_waits (office, alone, "already-filed");
}

/* Another enterprise has signed in meanwhile: its token carries nobody else's paper. */
static void
test_other_account (void)
{
  g_autoptr (Office) office = office_new (sealing);
  g_autofree char *filing = office_file (office);
  g_autoptr (GError) error = NULL;

  office->uscc = "91460200MA00000018";
  g_assert_false (office_round (office, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN);
  g_assert_cmpuint (office->puts, ==, 0);
  g_clear_error (&error);

  g_assert_true (yn_account_sign_out (office->chair->account, NULL, NULL));
  g_assert_false (office_round (office, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN);
  g_assert_cmpuint (office->puts, ==, 0);
}

static void
test_one_courier (void)
{
  g_autoptr (Office) office = office_new (sealing);
  g_autofree char *filing = office_file (office);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnLock) held = yn_store_lock (office->store, "courier", FALSE, NULL, &error);

  g_assert_false (office_round (office, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_ALREADY_RUNNING);
  g_assert_cmpuint (office->puts, ==, 0);
}

/* ---- believing, by itself ---- */

static void
test_check (void)
{
  g_autofree char *filing = yn_sha256_data ("a", 1);
  g_autofree char *other = yn_sha256_data ("b", 1);
  g_autoptr (GBytes) receipt = sealing_paper (sealing->seal, "receipt", filing, PLATFORM_ID);
  g_autofree char *kind = NULL;
  g_autoptr (GError) error = NULL;
  gint64 at, now = g_get_real_time ();

  g_assert_true (yn_courier_check (receipt, filing, PLATFORM_ID, sealing->trust, now, &kind, &at, &error));
  g_assert_cmpstr (kind, ==, "receipt");
  g_assert_cmpint (at, ==, yn_clock_parse_instant (SEALING_TIME));

  g_assert_false (yn_courier_check (receipt, other, PLATFORM_ID, sealing->trust, now, &kind, &at, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FOREIGN_RECEIPT);
  g_clear_error (&error);
  g_assert_false (
      yn_courier_check (receipt, filing, OTHER_PLATFORM, sealing->trust, now, &kind, &at, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_OTHER_PLATFORM);
}

/* A receipt that was the platform's until somebody touched it. */
static void
test_check_touched (void)
{
  g_autofree char *filing = yn_sha256_data ("a", 1);
  g_autoptr (GBytes) receipt = sealing_paper (sealing->seal, "receipt", filing, PLATFORM_ID);
  gsize length;
  const char *bytes = g_bytes_get_data (receipt, &length);
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *copy = g_memdup2 (bytes, length);
      gsize where = g_test_rand_int_range (0, length);
      gboolean cut = i % 4 == 0, longer = i % 4 == 1;
      g_autoptr (GBytes) touched = NULL;
      g_autofree char *kind = NULL;
      g_autoptr (GError) error = NULL;
      gint64 at;

      copy[where] ^= 1 + i;
      touched = cut      ? g_bytes_new (bytes, where)
                : longer ? g_bytes_new_take (g_strconcat ("%PDF-1.7 ", "", NULL), 9)
                         : g_bytes_new (copy, length);
      if (g_bytes_equal (touched, receipt) || memcmp (copy, bytes, length) == 0)
        continue;
      g_assert_false (
          yn_courier_check (touched, filing, PLATFORM_ID, sealing->trust, now, &kind, &at, &error));
      g_assert_nonnull (error);
    }
}

static void
test_check_bodies (void)
{
  static const struct
  {
    const char *body;
    YnError code;
  } cases[] = {
    { "{}", YN_ERROR_NOT_A_PAPER },
    { "[[[[", YN_ERROR_NOT_A_PAPER },
    { "{\"yinuo\":1,\"service\":{\"id\":\"receipt\",\"version\":\"1\",\"sha256\":\"x\"},\"kind\":\"receipt\","
      "\"answers\":{}}",
      YN_ERROR_OTHER_PLATFORM },
    { "{\"yinuo\":1,\"service\":{\"id\":\"receipt\",\"version\":\"1\",\"sha256\":\"x\"},\"kind\":\"receipt\","
      "\"platform\":{\"id\":\"" PLATFORM_ID "\"},\"answers\":{}}",
      YN_ERROR_FOREIGN_RECEIPT },
    { "{\"yinuo\":1,\"service\":{\"id\":\"receipt\",\"version\":\"1\",\"sha256\":\"x\"},\"kind\":\"receipt\","
      "\"platform\":{\"id\":\"" PLATFORM_ID
      "\"},\"about\":{\"relation\":\"withdraws\",\"id\":\"aa\"},\"answers\":{}}",
      YN_ERROR_FOREIGN_RECEIPT },
    { "{\"yinuo\":1,\"service\":{\"id\":\"receipt\",\"version\":\"1\",\"sha256\":\"x\"},\"kind\":\"receipt\","
      "\"platform\":{\"id\":\"" PLATFORM_ID
      "\"},\"about\":{\"relation\":\"answers\",\"id\":\"aa\"},\"answers\":{}}",
      YN_ERROR_NONSENSE },
    { "{\"yinuo\":1,\"service\":{\"id\":\"receipt\",\"version\":\"1\",\"sha256\":\"x\"},\"kind\":\"receipt\","
      "\"platform\":{\"id\":\"" PLATFORM_ID "\"},\"about\":{\"relation\":\"answers\",\"id\":\"aa\"},"
      "\"answers\":{\"filing\":\"aa\",\"receivedAt\":\"yesterday\"}}",
      YN_ERROR_NONSENSE },
    { "{\"yinuo\":1,\"service\":{\"id\":\"receipt\",\"version\":\"1\",\"sha256\":\"x\"},\"kind\":\"receipt\","
      "\"platform\":{\"id\":\"" PLATFORM_ID "\"},\"about\":{\"relation\":\"answers\",\"id\":\"aa\"},"
      "\"answers\":{\"filing\":\"bb\",\"receivedAt\":\"" SEALING_TIME "\"}}",
      YN_ERROR_NONSENSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) paper = sealing_paper_of (sealing->seal, cases[i].body);
      g_autofree char *kind = NULL;
      g_autoptr (GError) error = NULL;
      gint64 at;

      g_test_message ("%s", cases[i].body);
      g_assert_false (yn_courier_check (paper, "aa", PLATFORM_ID, sealing->trust, g_get_real_time (), &kind,
                                        &at, &error));
      g_assert_error (error, YN_ERROR, (int) cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sealing = sealing_new ();
  g_test_add_func ("/courier/delivered", test_delivered);
  g_test_add_func ("/courier/weather", test_weather);
  g_test_add_func ("/courier/offline", test_offline);
  g_test_add_func ("/courier/backoff", test_backoff);
  g_test_add_func ("/courier/attachments", test_attachments);
  g_test_add_func ("/courier/nobody-is-held-up", test_nobody_is_held_up);
  g_test_add_func ("/courier/second-of-a-matter", test_second_of_a_matter);
  g_test_add_func ("/courier/other-account", test_other_account);
  g_test_add_func ("/courier/one-courier", test_one_courier);
  g_test_add_func ("/courier/check", test_check);
  g_test_add_func ("/courier/check-touched", test_check_touched);
  g_test_add_func ("/courier/check-bodies", test_check_bodies);
  status = g_test_run ();
  sealing_free (sealing);
  return status;
}
