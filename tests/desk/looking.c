/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Whoever looks at a paper and goes away finds the draft as it was; what was signed, handed out or filed stays. */
#include "desk/looking.h"

#include "desk/filling.h"
#include "desk/taking-back.h"
#include "journeys/road.h"

#define BUILDER "91460200MA5T1Q2W3D"

typedef struct
{
  Road road;
} Chair;

static void
set_up (Chair *chair, gconstpointer uscc)
{
  road_set_out (&chair->road, -1);
  road_sit_down (&chair->road, uscc);
}

static void
tear_down (Chair *chair, gconstpointer data)
{
  road_clear (&chair->road);
}

static char *
begin (Chair *chair, const char *service)
{
  g_autofree char *path = g_strdup_printf ("%s/fixtures/answers/%s.json", g_getenv ("G_TEST_SRCDIR"), service);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDraft) empty = yn_desk_begin (chair->road.desk, service, NULL, NULL, NULL, &error);
  g_autoptr (YnJson) sample = yn_json_load (path, &error);
  g_autoptr (YnJson) whole = NULL;
  g_autoptr (YnDraft) draft = NULL;

  g_assert_no_error (error);
  whole = yn_json_with (sample, "/enterprise", yn_json_get (empty->answers, "enterprise"));
  yn_desk_discard (chair->road.desk, empty->matter, NULL, &error);
  draft = yn_desk_begin (chair->road.desk, service, whole, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&draft->matter);
}

static YnReview *
look (Chair *chair, const char *matter)
{
  g_autoptr (GError) error = NULL;
  YnReview *review = yn_desk_review (chair->road.desk, matter, NULL, &error);

  g_assert_no_error (error);
  return review;
}

static void
put_away (Chair *chair, const char *matter)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yn_desk_put_away (chair->road.desk, (const char *const[]){ matter, NULL }, &error));
  g_assert_no_error (error);
}

static gboolean
is_printed (Chair *chair, const char *matter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDraft) draft = yn_desk_draft (chair->road.desk, matter, NULL, &error);

  g_assert_no_error (error);
  return draft->paper != NULL;
}

static void
goes_back (Chair *chair, gconstpointer data)
{
  g_autofree char *matter = begin (chair, "F06");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDraft) before = yn_desk_draft (chair->road.desk, matter, NULL, &error);
  g_autoptr (YnReview) review = look (chair, matter);
  g_autoptr (YnReview) again = look (chair, matter);
  g_autoptr (YnDraft) after = NULL;
  gint64 revision;

  g_assert_true (review->printed);
  g_assert_false (again->printed); /* it lay there */
  g_assert_true (is_printed (chair, matter));
  put_away (chair, matter);
  after = yn_desk_draft (chair->road.desk, matter, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (after->paper);
  g_assert_null (after->annex);
  g_assert_true (yn_json_equal (after->answers, before->answers));
  revision = yn_desk_save (chair->road.desk, matter, after->revision, after->answers, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (revision, >, after->revision);
}

/* Shown before it was put away: nothing that nobody sees any more is signed. */
static void
is_signed_no_more (Chair *chair, gconstpointer data)
{
  g_autofree char *matter = begin (chair, "F06");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnReview) review = look (chair, matter);
  g_autoptr (YnKey) key = road_key_of (&chair->road, "legal-representative");

  put_away (chair, matter);
  g_assert_null (yn_desk_sign_and_keep (chair->road.desk, matter, review->digest, key, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN);
}

static void
stays_once_signed (Chair *chair, gconstpointer data)
{
  g_autofree char *matter = begin (chair, "F06");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnReview) review = look (chair, matter);
  g_autoptr (YnKey) person = road_key_of (&chair->road, "legal-representative");
  g_autoptr (YnUnderSignature) paper = NULL;

  g_assert_null (yn_desk_sign_and_keep (chair->road.desk, matter, review->digest, person, NULL, &error));
  g_assert_no_error (error); /* the seal is next */
  put_away (chair, matter);
  paper = yn_desk_under_signature_of (chair->road.desk, matter, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (paper->signatures->len, ==, 1);
}

static void
stays_once_handed_out (Chair *chair, gconstpointer data)
{
  g_autofree char *matter = begin (chair, "F06");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnReview) review = look (chair, matter);

  g_assert_true (yn_desk_note_handed_out (chair->road.desk, matter, NULL, FALSE, NULL, &error));
  g_assert_no_error (error);
  put_away (chair, matter);
  g_assert_true (is_printed (chair, matter));
}

/* Back to the draft only at the price that was shown: a chair that asked nobody, or before another one signed, is
 * refused. */
static void
is_taken_back_at_the_price_shown (Chair *chair, gconstpointer data)
{
  g_autofree char *matter = begin (chair, "F06");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnReview) review = look (chair, matter);
  g_autoptr (YnKey) person = road_key_of (&chair->road, "legal-representative");
  g_autoptr (YnUnderSignature) out = NULL, signed_paper = NULL;
  g_auto (GStrv) cheap = NULL, dear = NULL;
  const char *const *prices[] = { NULL, NULL };

  g_assert_true (yn_desk_note_handed_out (chair->road.desk, matter, NULL, FALSE, NULL, &error));
  out = yn_desk_under_signature_of (chair->road.desk, matter, NULL, &error);
  g_assert_no_error (error);
  cheap = yn_under_signature_cost (out, yn_desk_language (chair->road.desk));
  g_assert_cmpuint (g_strv_length (cheap), ==, 1);
  g_assert_null (yn_desk_sign_and_keep (chair->road.desk, matter, review->digest, person, NULL, &error));
  g_assert_no_error (error); /* the seal is next */
  prices[1] = (const char *const *) cheap;
  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      g_assert_false (yn_desk_take_back (chair->road.desk, matter, prices[i], NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_COST_UNSEEN);
      g_clear_error (&error);
      g_assert_true (is_printed (chair, matter));
    }
  signed_paper = yn_desk_under_signature_of (chair->road.desk, matter, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (signed_paper->signatures->len, ==, 1);
  dear = yn_under_signature_cost (signed_paper, yn_desk_language (chair->road.desk));
  g_assert_true (yn_desk_take_back (chair->road.desk, matter, (const char *const *) dear, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (is_printed (chair, matter));
}

static void
is_not_missed (Chair *chair, gconstpointer data)
{
  g_autofree char *discarded = begin (chair, "F06");
  g_autofree char *other = begin (chair, "F06");
  g_autoptr (YnReview) one = look (chair, discarded), two = look (chair, other);
  g_autoptr (GError) error = NULL;

  yn_desk_discard (chair->road.desk, discarded, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (yn_desk_put_away (chair->road.desk, (const char *const[]){ discarded, other, NULL }, &error));
  g_assert_no_error (error);
  g_assert_false (is_printed (chair, other));
}

/* Left before the pages were there. */
static void
is_left_as_it_was (Chair *chair, gconstpointer data)
{
  g_autofree char *matter = begin (chair, "F06");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (yn_desk_review (chair->road.desk, matter, cancellable, &error));
  g_assert_nonnull (error);
  g_assert_false (is_printed (chair, matter));
}

#define add(name, function) g_test_add ("/desk/looking/" name, Chair, BUILDER, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("goes-back", goes_back);
  add ("is-signed-no-more", is_signed_no_more);
  add ("stays-once-signed", stays_once_signed);
  add ("stays-once-handed-out", stays_once_handed_out);
  add ("is-taken-back-at-the-price-shown", is_taken_back_at_the_price_shown);
  add ("is-not-missed", is_not_missed);
  add ("is-left-as-it-was", is_left_as_it_was);
  return g_test_run ();
}
