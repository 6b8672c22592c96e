/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A batch from answers to papers that hold: printed, marked, signed (RSA-2048), encrypted, kept on disk, read back and
 * verified, by the desk's own verbs.
 *
 *   batch PAPERS     one line for each part: name, seconds, processor seconds, papers a second */
#include "desk/batch.h"
#include "desk/filling.h"
#include "desk/private.h"
#include "journeys/road.h"
#include "signing/authority.h"
#include "signing/softkey.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

typedef struct
{
  YnDesk *desk;
  GPtrArray *results;
  YnTrust *trust;
  gint64 now;
  gint wrong; /* atomic */
} Verifying;

/* Of all the threads of this process. */
static double
processor_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

typedef struct
{
  double wall, processor;
} Moment;

static Moment
moment (void)
{
  return (Moment) { (double) g_get_monotonic_time () / G_USEC_PER_SEC, processor_seconds () };
}

static void
say (const char *part, Moment from, Moment to, guint n)
{
  printf ("%s %.3f %.3f %.1f\n", part, to.wall - from.wall, to.processor - from.processor,
          n / (to.wall - from.wall));
  fflush (stdout);
}

static void
begin_drafts (YnDesk *desk, guint n)
{
  g_autoptr (YnJson) example = road_example ("F04");

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = g_strdup_printf ("海味小馆%u店（演练样例）", i + 1);
      g_autoptr (YnJson) value = yn_json_new_string (name);
      g_autoptr (YnJson) answers = yn_json_with (example, "/shop/name", value);
      g_autoptr (YnDraft) draft = yn_desk_begin (desk, "F04", answers, NULL, NULL, &error);

      g_assert_no_error (error);
    }
}

static YnKey *
rsa_key (Road *road, YnTrust *trust, gint64 now)
{
  g_autoptr (GError) error = NULL;
  YnAuthorityOptions options = { .name = "演练平台 证书机构", .practice = TRUE, .now = now - G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC };
  g_autoptr (YnAuthority) authority = yn_authority_make (&options, &error);
  g_autoptr (YnNewKey) pair = yn_new_key_make (YN_KEY_RSA_2048, &error);
  g_autoptr (GBytes) root = yn_authority_root_pem (authority);
  g_autoptr (GBytes) request = yn_new_key_request (pair, "演练企业·海味小馆", ROAD_RESTAURANT, &error);
  g_autoptr (GBytes) chain = yn_authority_issue (authority, request, "演练企业·海味小馆", ROAD_RESTAURANT, now, &error);
  g_autofree char *path = g_build_filename (road->folder, "rsa.p12", NULL);
  YnKey *key;

  g_assert_no_error (error);
  yn_new_key_save (pair, chain, road->password, path, &error);
  g_assert_no_error (error);
  yn_trust_add_pem (trust, root, &error);
  g_assert_no_error (error);
  yn_trust_practise (trust);
  key = yn_softkey_open (path, road->password, &error);
  g_assert_no_error (error);
  return key;
}

static void
verify_one (guint index, gpointer data)
{
  Verifying *job = data;
  const YnBatchResult *result = g_ptr_array_index (job->results, index);
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GBytes) paper = NULL;
  g_autoptr (YnVerification) verification = NULL;

  if (result->filing != NULL && yn_desk_borrow (job->desk, &loan, NULL))
    paper = yn_filings_bytes (loan.store, loan.enterprise->id, result->filing, NULL);
  verification = paper != NULL ? yn_verify (paper, job->trust, job->now) : NULL;
  if (verification == NULL || verification->whole != YN_VERDICT_YES)
    g_atomic_int_inc (&job->wrong);
}

static int
measure (Road *road, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTrust) trust = yn_trust_new ();
  gint64 now = yn_clock_now (road->clock);
  g_autoptr (YnKey) key = rsa_key (road, trust, now);
  g_autoptr (YnBatch) batch = NULL;
  g_autoptr (GPtrArray) results = NULL;
  Verifying verifying = { road->desk, NULL, trust, now, 0 };
  Moment began, printed, kept, verified;

  begin_drafts (road->desk, n);
  began = moment ();
  batch = yn_desk_batch (road->desk, "F04", NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (batch->rows->len, ==, n);
  printed = moment ();
  say ("print", began, printed, n);
  results = yn_desk_batch_sign (road->desk, batch, batch->digest, key, NULL, NULL, &error);
  g_assert_no_error (error);
  kept = moment ();
  say ("sign-and-keep", printed, kept, n);
  verifying.results = results;
  yn_abreast (n, 0, verify_one, &verifying);
  verified = moment ();
  say ("read-and-verify", kept, verified, n);
  say ("all", began, verified, n);
  if (verifying.wrong > 0)
    fprintf (stderr, "%d of %u do not hold\n", verifying.wrong, n);
  return verifying.wrong > 0;
}

int
main (int argc, char **argv)
{
  Road road = { 0 };
  char *nobody[] = { NULL };
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 400;
  int wrong;

  road_set_out (&road, -1);
  road_sit_down (&road, ROAD_RESTAURANT);
  /* B-B: how long an authority takes to answer is no figure of ours */
  yn_timestamper_free (road.desk->place->timestamper);
  road.desk->place->timestamper = yn_stamping_of_urls (road.desk->http, road.clock, nobody);
  wrong = measure (&road, n);
  road_clear (&road);
  return wrong;
}
