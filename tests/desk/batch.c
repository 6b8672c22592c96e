/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Many papers on one letter and a table: which ones belong to it, what is confirmed, and that one that fails keeps no other
 * from being signed. */
#include "desk/batch.h"

#include "base/hash.h"
#include "desk/filling.h"
#include "desk/taking-back.h"
#include "desk/verifying.h"
#include "journeys/road.h"

#include <string.h>

typedef struct
{
  Road road;
} Chair;

static void
set_up (Chair *chair, gconstpointer data)
{
  road_set_out (&chair->road, -1);
  road_sit_down (&chair->road, ROAD_RESTAURANT);
}

static void
tear_down (Chair *chair, gconstpointer data)
{
  road_clear (&chair->road);
}

/* A draft of the example with @value at @pointer (NULL: as it is); @value is JSON. */
static YnDraft *
begin (Chair *chair, const char *pointer, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answers = road_example ("F04");
  YnDraft *draft;

  if (pointer != NULL)
    {
      g_autoptr (YnJson) json = yn_json_parse (value, -1, &error);

      g_assert_no_error (error);
      yn_json_put (&answers, pointer, json);
    }
  draft = yn_desk_begin (chair->road.desk, "F04", answers, NULL, NULL, &error);
  g_assert_no_error (error);
  return draft;
}

static YnBatch *
gather (Chair *chair, const char *const *fields)
{
  g_autoptr (GError) error = NULL;
  YnBatch *batch = yn_desk_batch (chair->road.desk, NULL, NULL, fields, NULL, NULL, &error);

  g_assert_no_error (error);
  return batch;
}

static const YnBatchRow *
row_at (const YnBatch *batch, guint index)
{
  g_assert_cmpuint (index, <, batch->rows->len);
  return g_ptr_array_index (batch->rows, index);
}

static const YnBatchDropped *
dropped_at (const YnBatch *batch, guint index)
{
  g_assert_cmpuint (index, <, batch->dropped->len);
  return g_ptr_array_index (batch->dropped, index);
}

static const YnBatchResult *
result_at (GPtrArray *results, guint index)
{
  g_assert_cmpuint (index, <, results->len);
  return g_ptr_array_index (results, index);
}

static GPtrArray *
sign (Chair *chair, const YnBatch *batch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKey) key = road_key (&chair->road);
  GPtrArray *results = yn_desk_batch_sign (chair->road.desk, batch, batch->digest, key, NULL, NULL, &error);

  g_assert_no_error (error);
  return results;
}

static GBytes *
paper_of (Chair *chair, const char *filing)
{
  g_autoptr (GError) error = NULL;
  GBytes *paper = yn_desk_paper (chair->road.desk, filing, NULL, &error);

  g_assert_no_error (error);
  return paper;
}

/* The whole of it, once: letter, table, confirmation, signatures that hold, filings that deliver. */
static void
on_one_letter (Chair *chair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDraft) first = begin (chair, "/shop/name", "\"海味小馆一店\"");
  g_autoptr (YnDraft) second = begin (chair, "/shop/name", "\"海味小馆二店\"");
  g_autoptr (YnDraft) third = begin (chair, "/shop/name", "\"海味小馆三店\"");
  g_autoptr (YnBatch) batch = gather (chair, NULL);
  g_autoptr (GPtrArray) results = NULL;

  g_assert_cmpstr (batch->service, ==, "F04");
  g_assert_cmpuint (batch->rows->len, ==, 3);
  g_assert_cmpuint (batch->dropped->len, ==, 0);
  g_assert_cmpuint (batch->columns->len, ==, 1);
  g_assert_cmpstr (((const YnBatchColumn *) batch->columns->pdata[0])->pointer, ==, "/shop/name");
  g_assert_cmpstr (row_at (batch, 0)->matter, ==, first->matter);
  g_assert_cmpstr (row_at (batch, 1)->values[0], ==, "海味小馆二店");
  g_assert_cmpstr (row_at (batch, 2)->values[0], ==, "海味小馆三店");
  g_assert_nonnull (strstr (batch->letter->texts[0], "海味小馆一店"));
  g_assert_cmpstr (batch->letter->signer_role, ==, "enterprise-seal");
  results = sign (chair, batch);
  g_assert_cmpuint (results->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const YnBatchResult *result = result_at (results, i);
      g_autoptr (GBytes) paper = NULL;
      g_autoptr (YnVerdictView) verdict = NULL;
      g_autoptr (YnJson) confirmed = NULL;
      g_autofree char *mark = g_strdup_printf ("/YnConfirmed (%s)", batch->digest);

      g_assert_null (result->why);
      g_assert_cmpstr (result->matter, ==, row_at (batch, i)->matter);
      paper = paper_of (chair, result->filing);
      g_assert_nonnull (memmem (g_bytes_get_data (paper, NULL), g_bytes_get_size (paper), mark, strlen (mark)));
      verdict = yn_desk_verify (chair->road.desk, paper, "paper.pdf", YN_VERIFY_PLAIN, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (((const YnSignatureVerdict *) verdict->verification->signatures->pdata[0])->intact, ==, YN_VERDICT_YES);
      confirmed = yn_desk_confirmed (chair->road.desk, result->filing, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (yn_json_equal (confirmed, batch->document));
    }
  g_assert_true (yn_desk_send (chair->road.desk, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (YnStanding) standing =
          yn_desk_standing_of (chair->road.desk, result_at (results, i)->filing, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (standing->stage, ==, YN_STAGE_RECEIVED);
    }
}

static const struct
{
  const char *name;
  const char *pointer;
  const char *value;
  const char *code;
  const char *field; /* a label that is named; NULL: none */
} odd_ones[] = {
  { "a choice", "/measures/records", "\"paper\"", "batch-fields", "进货查验台账" },
  { "another clause", "/seafood/sold", "false", "batch-clauses", NULL },
  { "something private", "/enterprise/agent/phone", "\"13800000002\"", "batch-fields", NULL },
  { "a longer table", "/seafood/prices/-", "{\"name\":\"小青龙\",\"price\":18800}", "batch-fields", NULL },
  { "not filled in", "/shop/name", "null", "answers-incomplete", NULL },
};

static void
drops_the_odd (Chair *chair, gconstpointer data)
{
  g_autoptr (YnDraft) first = NULL;
  g_autoptr (YnDraft) second = NULL;
  g_autoptr (YnBatch) batch = NULL;
  g_autoptr (GPtrArray) odd = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_draft_free);

  /* The odd ones lie first: it is not the first that decides, but the most. */
  for (guint i = 0; i < G_N_ELEMENTS (odd_ones); i++)
    g_ptr_array_add (odd, begin (chair, odd_ones[i].pointer, odd_ones[i].value));
  first = begin (chair, "/shop/name", "\"海味小馆一店\"");
  second = begin (chair, "/shop/name", "\"海味小馆二店\"");
  batch = gather (chair, NULL);
  g_assert_cmpuint (batch->rows->len, ==, 2);
  g_assert_cmpstr (row_at (batch, 0)->matter, ==, first->matter);
  g_assert_cmpuint (batch->dropped->len, ==, G_N_ELEMENTS (odd_ones));
  for (guint i = 0; i < G_N_ELEMENTS (odd_ones); i++)
    {
      const YnBatchDropped *dropped = dropped_at (batch, i);

      g_test_message ("%s", odd_ones[i].name);
      g_assert_cmpstr (dropped->matter, ==, ((const YnDraft *) odd->pdata[i])->matter);
      g_assert_cmpstr (dropped->why->code, ==, odd_ones[i].code);
      g_assert_true (odd_ones[i].field == NULL
                     || g_strv_contains ((const char *const *) dropped->fields, odd_ones[i].field));
    }
}

/* Whoever changes the language reads all of it in the other one, and has confirmed the same. */
static void
says_it_again (Chair *chair, gconstpointer data)
{
  g_autoptr (YnDraft) first = begin (chair, "/shop/name", "\"海味小馆一店\"");
  g_autoptr (YnDraft) second = begin (chair, "/shop/name", "\"海味小馆二店\"");
  g_autoptr (YnDraft) odd = begin (chair, "/seafood/sold", "false");
  g_autoptr (YnBatch) batch = gather (chair, NULL);
  g_autofree char *digest = g_strdup (batch->digest);
  g_autoptr (YnJson) document = yn_json_ref (batch->document);
  g_autoptr (YnBatch) english = NULL;
  g_autoptr (GPtrArray) results = NULL;

  yn_desk_set_language (chair->road.desk, YN_LANGUAGE_EN);
  english = gather (chair, NULL);
  g_assert_cmpstr (english->title, !=, batch->title);
  yn_batch_reword (batch, YN_LANGUAGE_EN);
  g_assert_cmpstr (batch->title, ==, english->title);
  g_assert_cmpstr (((const YnBatchColumn *) batch->columns->pdata[0])->label, ==,
                   ((const YnBatchColumn *) english->columns->pdata[0])->label);
  g_assert_true (yn_json_equal (batch->letter->promise, english->letter->promise));
  g_assert_cmpstr (dropped_at (batch, 0)->why->what, ==, dropped_at (english, 0)->why->what);
  g_assert_cmpuint (g_strv_length (dropped_at (batch, 0)->fields), >, 0);
  for (char **field = dropped_at (batch, 0)->fields; *field != NULL; field++) /* in the order in which each was read */
    g_assert_true (g_strv_contains ((const char *const *) dropped_at (english, 0)->fields, *field));
  g_assert_cmpstr (row_at (batch, 1)->values[0], ==, "海味小馆二店");
  g_assert_cmpstr (batch->digest, ==, digest);
  g_assert_true (yn_json_equal (batch->document, document));
  results = sign (chair, batch);
  g_assert_null (result_at (results, 0)->why);
}

static void
names_the_fields (Chair *chair, gconstpointer data)
{
  static const char *const only_address[] = { "/shop/address", NULL };
  g_autoptr (YnDraft) plain = begin (chair, NULL, NULL);
  g_autoptr (YnDraft) elsewhere = begin (chair, "/shop/address", "\"三亚市天涯区演练路3号\"");
  g_autoptr (YnDraft) renamed = begin (chair, "/shop/name", "\"另一家（演练样例）\"");
  g_autoptr (YnBatch) batch = gather (chair, only_address);

  g_assert_cmpuint (batch->rows->len, ==, 2);
  g_assert_cmpuint (batch->dropped->len, ==, 1);
  g_assert_cmpstr (dropped_at (batch, 0)->matter, ==, renamed->matter);
  g_assert_cmpstr (dropped_at (batch, 0)->why->code, ==, "batch-fields");
}

/* Invariant 8: nothing but what was confirmed is signed. */
static void
signs_only_what_was_shown (Chair *chair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDraft) first = begin (chair, "/shop/name", "\"海味小馆一店\"");
  g_autoptr (YnDraft) second = begin (chair, "/shop/name", "\"海味小馆二店\"");
  g_autoptr (YnDraft) third = begin (chair, "/shop/name", "\"海味小馆三店\"");
  g_autoptr (YnBatch) batch = gather (chair, NULL);
  g_autoptr (YnBatch) again = gather (chair, NULL);
  g_autoptr (YnKey) key = road_key (&chair->road);
  g_autoptr (YnReview) reprinted = NULL;
  g_autoptr (YnJson) other = yn_json_new_string ("别的");
  g_autoptr (YnDraft) opened = NULL;
  g_autoptr (GPtrArray) results = NULL;
  gint64 revision;

  g_assert_cmpstr (again->digest, ==, batch->digest); /* the papers lie there: shown again they are the same */
  g_assert_null (yn_desk_batch_sign (chair->road.desk, batch, first->matter, key, NULL, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  g_clear_error (&error);
  yn_json_put (&again->document, "/rows/0/values/0", other);
  g_assert_null (yn_desk_batch_sign (chair->road.desk, again, batch->digest, key, NULL, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  g_clear_error (&error);

  /* The second is taken back, changed and printed again behind the table's back. */
  g_assert_true (yn_desk_take_back (chair->road.desk, second->matter, NULL, NULL, &error));
  opened = yn_desk_draft (chair->road.desk, second->matter, NULL, &error);
  g_assert_no_error (error);
  yn_json_put (&opened->answers, "/shop/name", other);
  revision = yn_desk_save (chair->road.desk, second->matter, opened->revision, opened->answers, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (revision, >, 0);
  reprinted = yn_desk_review (chair->road.desk, second->matter, NULL, &error);
  g_assert_no_error (error);
  results = sign (chair, batch);
  g_assert_null (result_at (results, 0)->why);
  g_assert_cmpstr (result_at (results, 1)->why->code, ==, "not-what-was-shown");
  g_assert_null (result_at (results, 1)->filing);
  g_assert_null (result_at (results, 2)->why);
}

/* Signed once, a batch is not signed again: invariant 3 for each of them. */
static void
keeps_once (Chair *chair, gconstpointer data)
{
  g_autoptr (YnDraft) first = begin (chair, "/shop/name", "\"海味小馆一店\"");
  g_autoptr (YnDraft) second = begin (chair, "/shop/name", "\"海味小馆二店\"");
  g_autoptr (YnBatch) batch = gather (chair, NULL);
  g_autoptr (GPtrArray) results = sign (chair, batch);
  g_autoptr (GPtrArray) again = sign (chair, batch);
  g_autoptr (YnBatch) nothing = gather (chair, NULL);

  g_assert_null (result_at (results, 0)->why);
  for (guint i = 0; i < 2; i++)
    g_assert_nonnull (result_at (again, i)->why);
  g_assert_cmpuint (nothing->rows->len, ==, 0);
  g_assert_null (nothing->digest);
}

static void
stops_between_two (Chair *chair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (YnDraft) first = begin (chair, "/shop/name", "\"海味小馆一店\"");
  g_autoptr (YnDraft) second = begin (chair, "/shop/name", "\"海味小馆二店\"");
  g_autoptr (YnBatch) batch = gather (chair, NULL);
  g_autoptr (YnKey) key = road_key (&chair->road);
  g_autoptr (YnProgress) progress = yn_progress_new ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (YnDraft) still = NULL;
  guint total;

  g_cancellable_cancel (cancellable);
  results = yn_desk_batch_sign (chair->road.desk, batch, batch->digest, key, progress, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (result_at (results, 0)->why->code, ==, "cancelled");
  g_assert_cmpstr (result_at (results, 1)->why->code, ==, "cancelled");
  g_assert_cmpuint (yn_progress_get (progress, &total), ==, 2);
  g_assert_cmpuint (total, ==, 2);
  still = yn_desk_draft (chair->road.desk, first->matter, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (still->paper);
}

/* A paper that was printed to be shown leaves its draft; one that lay there before stays. */
static void
puts_away (Chair *chair, gconstpointer data)
{
  g_autoptr (YnDraft) first = begin (chair, NULL, NULL);
  g_autoptr (YnBatch) before = gather (chair, NULL);
  g_autoptr (YnDraft) second = begin (chair, "/shop/name", "\"海味小馆乙店（演练样例）\"");
  g_autoptr (YnBatch) batch = gather (chair, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDraft) one = NULL, two = NULL;

  g_assert_cmpuint (batch->rows->len, ==, 2);
  g_assert_true (yn_desk_batch_put_away (chair->road.desk, batch, &error));
  g_assert_no_error (error);
  one = yn_desk_draft (chair->road.desk, first->matter, NULL, &error);
  two = yn_desk_draft (chair->road.desk, second->matter, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (one->paper);
  g_assert_null (two->paper);
}

/* After some of it was signed: filed is filed, and the rest lies among the drafts as before. */
static void
puts_the_rest_away (Chair *chair, gconstpointer data)
{
  g_autoptr (YnDraft) first = begin (chair, "/shop/name", "\"海味小馆一店\"");
  g_autoptr (YnDraft) second = begin (chair, "/shop/name", "\"海味小馆二店\"");
  g_autoptr (YnBatch) batch = gather (chair, NULL);
  g_autoptr (YnBatch) alone = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDraft) still = NULL;

  g_assert_true (yn_desk_take_back (chair->road.desk, second->matter, NULL, NULL, &error));
  alone = yn_desk_batch (chair->road.desk, NULL, (const char *const[]){ first->matter, NULL }, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  results = sign (chair, alone);
  g_assert_nonnull (result_at (results, 0)->filing);
  g_clear_pointer (&alone, yn_batch_free);
  alone = yn_desk_batch (chair->road.desk, NULL, (const char *const[]){ second->matter, NULL }, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (yn_desk_batch_put_away (chair->road.desk, batch, &error));
  g_assert_no_error (error);
  still = yn_desk_draft (chair->road.desk, second->matter, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (still->paper);
}

typedef struct
{
  YnProgress *progress;
  GCancellable *cancellable;
} Impatience;

/* Leaves once the first ones are printed. */
static gpointer
leave_midway (gpointer data)
{
  const Impatience *impatience = data;
  guint total;

  while (yn_progress_get (impatience->progress, &total) == 0)
    g_thread_yield ();
  g_cancellable_cancel (impatience->cancellable);
  return NULL;
}

/* A person who leaves while it is printed finds the drafts as they were. */
static void
leaves_nothing_when_left (Chair *chair, gconstpointer data)
{
  g_autoptr (YnProgress) progress = yn_progress_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Impatience impatience = { progress, cancellable };
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_draft_free);
  g_autoptr (GError) error = NULL;
  GThread *person;

  for (guint i = 0; i < 40; i++)
    g_ptr_array_add (drafts, begin (chair, NULL, NULL));
  person = g_thread_new ("person", leave_midway, &impatience);
  g_assert_null (yn_desk_batch (chair->road.desk, NULL, NULL, NULL, progress, cancellable, &error));
  g_thread_join (person);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  for (guint i = 0; i < drafts->len; i++)
    {
      g_autoptr (YnDraft) still =
          yn_desk_draft (chair->road.desk, ((const YnDraft *) drafts->pdata[i])->matter, NULL, &error);

      g_assert_no_error (error);
      g_assert_null (still->paper);
    }
}

/* Begun again, printed again: byte for byte what was shown, so that its digest confirms it. */
static void
comes_again (Chair *chair, gconstpointer data)
{
  g_autoptr (YnJson) answers = road_example ("F04");
  g_autofree char *digest = NULL;

  for (guint time = 0; time < 2; time++)
    {
      g_autoptr (GError) error = NULL;
      gboolean begun[2] = { FALSE };
      g_autoptr (YnDraft) one = yn_desk_begin_nth (chair->road.desk, "F04", answers, 0, &begun[0], &error);
      g_autoptr (YnDraft) two = yn_desk_begin_nth (chair->road.desk, "F04", answers, 1, &begun[1], &error);
      g_autoptr (YnBatch) batch = gather (chair, NULL);

      g_assert_no_error (error);
      g_assert_true (begun[0] && begun[1]);
      g_assert_cmpstr (one->matter, !=, two->matter);
      g_assert_cmpuint (batch->rows->len, ==, 2);
      g_assert_true (time == 0 || g_str_equal (digest, batch->digest));
      g_free (digest);
      digest = g_strdup (batch->digest);
      yn_desk_discard (chair->road.desk, one->matter, NULL, &error);
      g_assert_no_error (error);
      yn_desk_discard (chair->road.desk, two->matter, NULL, &error);
      g_assert_no_error (error);
    }
}

#define add(name, function) g_test_add ("/desk/batch/" name, Chair, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("on-one-letter", on_one_letter);
  add ("drops-the-odd", drops_the_odd);
  add ("says-it-again", says_it_again);
  add ("names-the-fields", names_the_fields);
  add ("signs-only-what-was-shown", signs_only_what_was_shown);
  add ("keeps-once", keeps_once);
  add ("stops-between-two", stops_between_two);
  add ("puts-away", puts_away);
  add ("puts-the-rest-away", puts_the_rest_away);
  add ("leaves-nothing-when-left", leaves_nothing_when_left);
  add ("comes-again", comes_again);
  return g_test_run ();
}
