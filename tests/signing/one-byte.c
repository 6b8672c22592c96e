/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* One byte of a signed file changed, ten thousand times: none is accepted, none crashes, and the untouched
 * file is accepted before and after, every time. By every algorithm, and with more than one signature. */

#include "pen.h"

#include "signing/authority-answers.h"
#include "signing/authority-parts.h"

#include <string.h>

#define RUNS 10000
#define WORKERS 2

typedef struct
{
  const char *name;
  GBytes *pdf;
  YnAuthority *authority;
} Sample;

static GArray *samples; /* of Sample */

static void
assert_accepted (GBytes *pdf, YnTrust *trust)
{
  g_autoptr (YnVerification) verification = yn_verify (pdf, trust, NOW);

  g_assert_cmpstr (verification->code, ==, "signed-and-intact");
  g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
}

static void
assert_not_accepted (GBytes *pdf, YnTrust *trust, const char *name, gsize at)
{
  g_autoptr (YnVerification) verification = yn_verify (pdf, trust, NOW);

  if (verification->whole == YN_VERDICT_YES)
    g_error ("%s: accepted with byte %" G_GSIZE_FORMAT " changed", name, at);
}

/* Every third change lands in a signature itself: most of its room is zeros, which would take most of the
 * hits. */
static gsize
choose_place (const Sample *sample, GRand *random, guint run)
{
  gsize size = g_bytes_get_size (sample->pdf);

  if (run % 3 == 0)
    return pen_find (sample->pdf, "/Contents <") + (gsize)g_rand_int_range (random, 0, 6000);
  return (gsize)g_rand_int_range (random, 0, (gint32)size);
}

typedef struct
{
  guint32 seed;
  guint first, runs;
} Work;

static gpointer
change_bytes (gpointer data)
{
  const Work *work = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (work->seed);
  g_autoptr (GPtrArray) trusts = g_ptr_array_new_with_free_func ((GDestroyNotify)yn_trust_free);

  for (guint i = 0; i < samples->len; i++)
    g_ptr_array_add (trusts, test_trust (g_array_index (samples, Sample, i).authority));
  for (guint run = work->first; run < work->first + work->runs; run++)
    {
      const Sample *sample = &g_array_index (samples, Sample, run % samples->len);
      YnTrust *trust = g_ptr_array_index (trusts, run % samples->len);
      gsize size, at = choose_place (sample, random, run);
      guint8 *copy = g_memdup2 (g_bytes_get_data (sample->pdf, &size), g_bytes_get_size (sample->pdf));
      guint8 byte = (guint8)g_rand_int_range (random, 0, 256);
      g_autoptr (GBytes) changed = NULL;

      copy[at] = byte != copy[at] ? byte : (guint8)(byte ^ 0xff);
      changed = g_bytes_new_take (copy, size);
      if (run - work->first
          < samples->len) /* later on, the acceptance after one run is that before the next */
        assert_accepted (sample->pdf, trust);
      assert_not_accepted (changed, trust, sample->name, at);
      assert_accepted (sample->pdf, trust);
    }
  return NULL;
}

static void
test_one_byte (void)
{
  Work work[WORKERS];
  GThread *threads[WORKERS];

  for (guint i = 0; i < WORKERS; i++)
    {
      work[i] = (Work){ (guint32)g_test_rand_int (), i * (RUNS / WORKERS), RUNS / WORKERS };
      threads[i] = g_thread_new ("changes", change_bytes, &work[i]);
    }
  for (guint i = 0; i < WORKERS; i++)
    g_thread_join (threads[i]);
  g_test_message ("%u runs over %u files", RUNS, samples->len);
}

static GBytes *
plain (void)
{
  return g_array_index (samples, Sample, 0).pdf;
}

/* The same digit in the other case is the same signature, and yet a byte that somebody changed. All of them
 * in the other case is how others write. */
static void
test_case_of_digits (void)
{
  g_autoptr (YnTrust) trust = test_trust (test_authority (FALSE));
  gsize size;
  const char *data = g_bytes_get_data (plain (), &size);
  gsize hole = pen_find (plain (), "/Contents <") + strlen ("/Contents <");
  gsize end = hole + strspn (data + hole, "0123456789abcdefABCDEF");
  g_autofree char *capitals = g_ascii_strup (data + hole, end - hole);
  g_autoptr (GBytes) other = pen_spliced (plain (), hole, end - hole, capitals);
  guint changed = 0;

  assert_accepted (other, trust);
  for (gsize i = hole; i < end && changed < 20; i++)
    {
      char digit[] = { g_ascii_isupper (data[i]) ? g_ascii_tolower (data[i]) : g_ascii_toupper (data[i]),
                       '\0' };
      g_autoptr (GBytes) touched = pen_spliced (plain (), i, 1, digit);
      g_autoptr (YnVerification) verification = yn_verify (touched, trust, NOW);

      if (digit[0] == data[i])
        continue;
      changed++;
      g_assert_cmpint (verification->whole, !=, YN_VERDICT_YES);
    }
  g_assert_cmpuint (changed, ==, 20);
}

/* libcrypto reads a SET that does not say that it is constructed. */
static void
test_constructed_bits (void)
{
  g_autoptr (YnTrust) trust = test_trust (test_authority (FALSE));
  gsize size, flipped = 0;
  const char *data = g_bytes_get_data (plain (), &size);
  gsize hole = pen_find (plain (), "/Contents <") + strlen ("/Contents <");

  for (gsize i = hole; i < hole + 2 * 4000; i += 2)
    {
      gboolean set = memcmp (data + i, "31", 2) == 0, context = memcmp (data + i, "a0", 2) == 0;
      g_autoptr (GBytes) changed = NULL;
      g_autoptr (YnVerification) verification = NULL;

      if (!set && !context)
        continue;
      changed = pen_spliced (plain (), i, 2, set ? "11" : "80");
      verification = yn_verify (changed, trust, NOW);
      g_assert_cmpint (verification->whole, !=, YN_VERDICT_YES);
      flipped++;
    }
  g_assert_cmpuint (flipped, >, 6);
}

static void
test_cut_short (void)
{
  g_autoptr (YnTrust) trust = test_trust (test_authority (FALSE));
  gsize size = g_bytes_get_size (plain ());

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GBytes) part =
          g_bytes_new_from_bytes (plain (), 0, (gsize)g_test_rand_int_range (0, (gint32)size));
      g_autoptr (YnVerification) verification = yn_verify (part, trust, NOW);

      g_assert_cmpint (verification->whole, !=, YN_VERDICT_YES);
    }
}

static void
add_sample (const char *name, YnAuthority *authority, const YnKeyAlgorithm *algorithms, guint n)
{
  Sample sample = { name, test_paper (1), authority };

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YnKey) key = test_key (authority, algorithms[i], SAMPLE_USCC, NOW - DAY);
      g_autoptr (GBytes) before = sample.pdf;

      sample.pdf = test_sign (before, "enterprise-seal", key);
    }
  g_array_append_val (samples, sample);
}

/* An authority's answers without a wire. */

static YnAuthority *answering;

static YnHttpAnswer *
answer_asked (gpointer data, const YnHttpRequest *request, GCancellable *cancellable, GError **error)
{
  return test_reply (200, g_str_has_suffix (request->url, "/tsa")
                              ? yn_timekeeper_answer (data, request->body, NOW, error)
                              : yn_authority_answer_ocsp (answering, request->body, NULL, 0, NOW, error));
}

static void
add_lasting_sample (const char *name, YnSignatureLevel level)
{
  YnAuthority *authority = level == YN_LEVEL_B_T ? test_authority (FALSE) : answering;
  YnTimekeeper *timekeeper =
      yn_authority_make_timekeeper (authority, "Sample Timestamps", NOW - DAY, NULL, NULL);
  g_autoptr (YnClock) clock = yn_clock_new_at ("2026-11-23T02:50:02Z");
  g_autoptr (YnTimestamper) timestamper = yn_timestamper_new (answer_asked, timekeeper, NULL, clock);
  g_autoptr (YnGathering) gathering = yn_gathering_new (answer_asked, timekeeper, NULL, clock);
  YnSignFinish how = { .level = level, .timestamper = timestamper, .gathering = gathering };
  g_autoptr (YnKey) key = test_key (authority, YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  YnSignOptions options = test_options ("enterprise-seal", key);
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) prepared = NULL;
  Sample sample = { name, NULL, authority };

  yn_timestamper_add (timestamper, "sample", "http://authority.test/tsa", 0);
  options.level = level;
  prepared = yn_sign_prepare (paper, &options, &digest, &error);
  g_assert_no_error (error);
  sample.pdf = yn_sign_finish (prepared, digest, key, &how, NULL, &error);
  g_assert_no_error (error);
  g_array_append_val (samples, sample);
  yn_timekeeper_free (timekeeper);
}

static void
make_answering (void)
{
  YnAuthorityOptions options = { .name = "Answering Authority", .now = NOW - DAY };
  g_autoptr (GError) error = NULL;

  answering = yn_authority_make (&options, &error);
  g_assert_no_error (error);
  yn_authority_set_address (answering, "http://authority.test");
}

static void
make_samples (void)
{
  static const YnKeyAlgorithm each[] = { YN_KEY_RSA_2048, YN_KEY_RSA_4096, YN_KEY_P256, YN_KEY_P384,
                                         YN_KEY_SM2 };

  samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  add_sample ("RSA-2048", test_authority (FALSE), &each[0], 1);
  add_sample ("RSA-4096", test_authority (FALSE), &each[1], 1);
  add_sample ("P-256", test_authority (FALSE), &each[2], 1);
  add_sample ("P-384", test_authority (FALSE), &each[3], 1);
  add_sample ("SM2", test_sm2_authority (), &each[4], 1);
  add_sample ("three signatures", test_authority (FALSE),
              (YnKeyAlgorithm[]){ YN_KEY_RSA_2048, YN_KEY_P256, YN_KEY_P384 }, 3);
  make_answering ();
  add_lasting_sample ("B-T", YN_LEVEL_B_T);
  add_lasting_sample ("B-LT", YN_LEVEL_B_LT);
}

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  make_samples ();
  g_test_add_func ("/one-byte/anywhere", test_one_byte);
  g_test_add_func ("/one-byte/case-of-digits", test_case_of_digits);
  g_test_add_func ("/one-byte/constructed-bits", test_constructed_bits);
  g_test_add_func ("/one-byte/cut-short", test_cut_short);
  failed = g_test_run ();
  for (guint i = 0; i < samples->len; i++)
    g_bytes_unref (g_array_index (samples, Sample, i).pdf);
  g_array_unref (samples);
  yn_authority_free (answering);
  test_material_free ();
  return failed;
}
