/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* How drafts begin, and what they remember of it. */
#include "desk/carried.h"
#include "desk/collecting.h"
#include "desk/filling.h"
#include "desk/taking-back.h"
#include "forms/upgrade.h"
#include "fixtures/told.h"
#include "fixtures/variant.h"
#include "journeys/road.h"

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

static char *
origin_in (const YnDraft *draft, const char *pointer)
{
  g_autoptr (YnAside) aside = yn_aside_new (draft->aside);

  return told_origin (aside, pointer, draft->answers);
}

#define assert_origin(draft, pointer, expected) \
  G_STMT_START \
  { \
    g_autofree char *source = origin_in (draft, pointer); \
    g_assert_cmpstr (source, ==, expected); \
  } \
  G_STMT_END

static const char *
why_look (const YnDraft *draft, const char *pointer)
{
  g_autoptr (YnAside) aside = yn_aside_new (draft->aside);

  return g_intern_string (yn_aside_why_look (aside, pointer, draft->answers));
}

static YnDraft *
begin (Chair *chair, const char *start)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) json = start != NULL ? json_of (start) : NULL;
  YnDraft *draft = yn_desk_begin (chair->road.desk, "F04", json, NULL, NULL, &error);

  g_assert_no_error (error);
  return draft;
}

static YnDraft *
reopen (Chair *chair, const YnDraft *draft)
{
  g_autoptr (GError) error = NULL;
  YnDraft *again = yn_desk_draft (chair->road.desk, draft->matter, NULL, &error);

  g_assert_no_error (error);
  return again;
}

static void
save (Chair *chair, YnDraft *draft, const YnJson *answers, const YnJson *aside)
{
  g_autoptr (GError) error = NULL;

  draft->revision = yn_desk_save (chair->road.desk, draft->matter, draft->revision, answers, aside, NULL, &error);
  g_assert_no_error (error);
}

static void
from_the_profile (Chair *chair, gconstpointer data)
{
  g_autoptr (YnDraft) draft = begin (chair, "{\"enterprise\":{\"address\":\"三亚市崖州区演练路2号\"}}");
  g_autoptr (YnDraft) again = reopen (chair, draft);
  g_autoptr (YnDraft) changed = NULL;
  g_autoptr (YnJson) name = yn_json_new_string ("别的名称");
  g_autoptr (YnJson) answers = NULL;

  assert_origin (again, "/enterprise/name", "profile");
  assert_origin (again, "/enterprise/legalRepresentative/documentNumber", "profile");
  assert_origin (again, "/enterprise/address", "own"); /* what was laid over is a person's own */
  assert_origin (again, "/measures/records", "own");   /* and so is a default */

  answers = yn_json_with (again->answers, "/enterprise/name", name);
  save (chair, again, answers, NULL);
  changed = reopen (chair, draft);
  assert_origin (changed, "/enterprise/name", "own");
  assert_origin (changed, "/enterprise/uscc", "profile");
}

static YnFiling *
file_example (Chair *chair)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) example = road_example ("F04");
  g_autoptr (YnDraft) draft = yn_desk_begin (chair->road.desk, "F04", example, NULL, NULL, &error);

  g_assert_no_error (error);
  return road_keep (&chair->road, draft->matter);
}

static void
as_last_year (Chair *chair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnFiling) filing = file_example (chair);
  g_autoptr (GPtrArray) models = yn_desk_models (chair->road.desk, "F04", NULL, &error);
  g_autoptr (GPtrArray) none = yn_desk_models (chair->road.desk, "F05", NULL, &error);
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnJson) example = road_example ("F04");

  g_assert_no_error (error);
  g_assert_cmpuint (models->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpstr (((const YnModel *) models->pdata[0])->id, ==, filing->id);
  draft = yn_desk_begin_like (chair->road.desk, filing->id, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (draft->about);
  g_assert_cmpstr (draft->matter, !=, filing->matter);
  assert_origin (draft, "/shop/name", "filing");
  assert_origin (draft, "/licence/items", "filing");
  assert_origin (draft, "/enterprise/name", "profile");
  g_assert_true (yn_json_equal (yn_json_pointer (draft->answers, "/shop/name"),
                                yn_json_pointer (example, "/shop/name")));
  /* in full, though the paper shows it masked */
  g_assert_cmpstr (yn_json_string (yn_json_pointer (draft->answers, "/enterprise/legalRepresentative/documentNumber")), ==,
                   "460200198803150014");
  g_assert_nonnull (why_look (draft, "/licence/validUntil"));
}

/* A day that has passed since, and what the profile says otherwise today. */
static void
what_to_look_at_again (Chair *chair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDraft) old = begin (chair, "{\"enterprise\":{\"address\":\"三亚市崖州区演练路2号\"},"
                                          "\"licence\":{\"validUntil\":\"2020-01-01\"},"
                                          "\"staff\":{\"earliestExpiry\":\"2999-01-01\"}}");
  g_autoptr (GPtrArray) models = NULL;
  g_autoptr (YnDraft) draft = NULL;
  const YnModel *model;

  g_assert_true (yn_desk_keep_template (chair->road.desk, old->matter, "去年", NULL, &error));
  models = yn_desk_models (chair->road.desk, "F04", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (models->len, ==, 1);
  model = g_ptr_array_index (models, 0);
  g_assert_cmpstr (model->name, ==, "去年");
  draft = yn_desk_begin_like (chair->road.desk, model->id, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (why_look (draft, "/licence/validUntil"), ==, "day-passed");
  g_assert_cmpstr (why_look (draft, "/staff/earliestExpiry"), ==, "day-again");
  g_assert_cmpstr (why_look (draft, "/enterprise/address"), ==, "profile-differs");
  g_assert_cmpstr (yn_json_string (yn_json_pointer (draft->answers, "/enterprise/address")), ==, "三亚市吉阳区演练路1号");
  assert_origin (draft, "/licence/validUntil", "template");

  g_assert_true (yn_desk_keep_template (chair->road.desk, draft->matter, "去年", NULL, &error)); /* replaces it */
  g_clear_pointer (&models, g_ptr_array_unref);
  models = yn_desk_models (chair->road.desk, "F04", NULL, &error);
  g_assert_cmpuint (models->len, ==, 1);
  model = g_ptr_array_index (models, 0);
  g_assert_true (yn_desk_drop_template (chair->road.desk, model->id, NULL, &error));
  g_assert_false (yn_desk_drop_template (chair->road.desk, model->id, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (yn_desk_begin_like (chair->road.desk, model->id, NULL, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
}

/* Hidden answers are not in the paper, and are back when the filing is opened again. */
static void
supplement (Chair *chair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) example = road_example ("F04");
  g_autoptr (YnJson) no = yn_json_new_boolean (FALSE);
  g_autoptr (YnJson) sold = yn_json_with (example, "/seafood/sold", no);
  g_autoptr (YnJson) number = yn_json_new_string ("演练检字第7号");
  g_autoptr (YnJson) answers = yn_json_with (sold, "/seafood/scaleCertificate", number);
  g_autoptr (YnDraft) draft = yn_desk_begin (chair->road.desk, "F04", answers, NULL, NULL, &error);
  g_autoptr (YnReview) review = NULL;
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (YnDraft) again = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (yn_json_get (yn_json_get (draft->aside, "hidden"), "/seafood/scaleCertificate"));
  review = yn_desk_review (chair->road.desk, draft->matter, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; review->texts[i] != NULL; i++)
    g_assert_null (strstr (review->texts[i], "演练检字第7号"));
  filing = road_keep (&chair->road, draft->matter);
  again = yn_desk_supplement (chair->road.desk, filing->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yn_json_string (yn_json_pointer (again->answers, "/seafood/scaleCertificate")), ==, "演练检字第7号");
  assert_origin (again, "/enterprise/name", "profile");
  g_assert_cmpstr (yn_json_get_string (again->about, "id"), ==, filing->id);
}

/* A draft begun with a form that has changed since: nobody signs before the person has seen what changed. */
static void
new_version (Chair *chair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) example = road_example ("F04");
  g_autoptr (YnDraft) draft = yn_desk_begin (chair->road.desk, "F04", example, NULL, NULL, &error);
  g_autoptr (YnJson) fax = json_of ("\"88000000\"");
  g_autoptr (YnJson) answers = yn_json_with (draft->answers, "/shop/fax", fax);
  g_autoptr (YnJson) other = json_of ("\"0\"");
  g_autoptr (YnJson) place = json_of ("{\"label\":\"传真\",\"asks\":\"0\",\"rules\":\"0\"}");
  g_autoptr (YnJson) old = yn_json_with (draft->aside, "/begun/sha256", other);
  g_autoptr (YnJson) aside = yn_json_with (old, "/begun/places/~1shop~1fax", place);
  g_autoptr (YnDraft) opened = NULL;
  g_autoptr (YnDraft) seen = NULL;
  g_autoptr (YnAside) notes = NULL;
  g_autoptr (YnJson) looked_at = NULL;
  g_autoptr (YnReview) review = NULL;

  save (chair, draft, answers, aside);
  g_assert_null (yn_desk_review (chair->road.desk, draft->matter, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FORM_UPDATED);
  g_clear_error (&error);

  opened = reopen (chair, draft);
  g_assert_null (yn_json_pointer (opened->answers, "/shop/fax"));
  g_assert_cmpstr (yn_json_get_string (yn_json_at (yn_json_get (opened->aside, "kept"), 0), "label"), ==, "传真");
  g_assert_cmpstr (yn_json_get_string (yn_json_at (yn_json_get (opened->aside, "news"), 0), "code"), ==, "form-gone");
  assert_origin (opened, "/enterprise/name", "profile");
  g_assert_null (yn_desk_review (chair->road.desk, draft->matter, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FORM_UPDATED);
  g_clear_error (&error);

  notes = yn_aside_new (opened->aside);
  yn_aside_set_news (notes, NULL);
  looked_at = yn_aside_json (notes, opened->answers);
  save (chair, opened, opened->answers, looked_at);
  seen = reopen (chair, draft);
  g_assert_null (yn_json_get (seen->aside, "news"));
  g_assert_nonnull (yn_json_get (seen->aside, "kept"));
  review = yn_desk_review (chair->road.desk, draft->matter, NULL, &error);
  g_assert_no_error (error);
}

static YnFiling *
file_own (Chair *chair, const YnJson *answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDraft) draft = yn_desk_begin (chair->road.desk, "X31", answers, NULL, NULL, &error);

  g_assert_no_error (error);
  return road_keep (&chair->road, draft->matter);
}

/* Version 2 of a service of one's own lies over version 1. What was filed with version 1 is still compared with its pages
 * and still hangs on the wall; what was only printed is printed again before anybody signs it. */
static void
own_service_changes (Chair *chair, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (chair->road.folder, "services", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answers = road_example ("F04");
  g_autoptr (YnService) first = NULL, second = NULL;
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (YnDraft) printed = NULL, taken_back = NULL;
  g_autoptr (YnReview) review = NULL;
  g_autoptr (GBytes) paper = NULL, poster = NULL;
  g_autoptr (YnCarried) carried = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  first = variant_new (folder, "F04", "X31", NULL, NULL);
  filing = file_own (chair, answers);
  printed = yn_desk_begin (chair->road.desk, "X31", answers, NULL, NULL, &error);
  g_assert_no_error (error);
  review = yn_desk_review (chair->road.desk, printed->matter, NULL, &error);
  g_assert_no_error (error);

  second = variant_new (folder, "F04", "X31", "/version", "\"2\"", "/title",
                        "{\"zh\":\"第二版的承诺\",\"en\":\"Commitment, second version\"}", NULL);
  g_assert_cmpstr (yn_service_version (second), ==, "2");
  paper = yn_desk_paper (chair->road.desk, filing->id, NULL, &error);
  g_assert_no_error (error);
  carried = yn_carried_judge (paper, YN_LANGUAGE_ZH_CN, NULL);
  g_assert_cmpstr (carried->code, ==, "answers-agree");
  g_assert_cmpstr (carried->version, ==, "1");
  poster = yn_desk_poster (chair->road.desk, filing->id, NULL, &error);
  g_assert_no_error (error);

  g_clear_pointer (&review, yn_review_free);
  review = yn_desk_review (chair->road.desk, printed->matter, NULL, &error);
  g_assert_error (error, YN_ERROR, YN_ERROR_PAPER_OUTDATED);
  g_clear_error (&error);
  g_assert_true (yn_desk_take_back (chair->road.desk, printed->matter, NULL, NULL, &error));
  taken_back = reopen (chair, printed);
  g_assert_cmpstr (yn_json_string (yn_json_pointer (taken_back->answers, "/shop/name")), ==,
                   yn_json_string (yn_json_pointer (answers, "/shop/name")));
}

static void
what_is_known_of_a_code (Chair *chair, gconstpointer data)
{
  static const struct
  {
    const char *uscc, *name, *source;
  } cases[] = {
    { ROAD_RESTAURANT, "演练企业·海味小馆", "profile" },
    { ROAD_FINED, NULL, "implied" }, /* a sample's name, whatever it is */
    { "91350100M000100Y43", "", "" }, /* a good code that nobody here knows */
    { "nonsense", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) offers = yn_desk_offers_of_code (chair->road.desk, "F04", "/enterprise/uscc", cases[i].uscc,
                                                             NULL, &error);
      const YnOffer *first;

      g_assert_no_error (error);
      g_test_message ("%s", cases[i].uscc);
      if (g_strcmp0 (cases[i].name, "") == 0)
        {
          g_assert_cmpuint (offers->len, ==, 0);
          continue;
        }
      g_assert_cmpuint (offers->len, >, 0);
      first = g_ptr_array_index (offers, 0);
      g_assert_cmpstr (first->pointer, ==, "/enterprise/name");
      g_assert_cmpstr (yn_source_name (first->source), ==, cases[i].source);
      if (cases[i].name != NULL)
        g_assert_cmpstr (yn_json_string (first->value), ==, cases[i].name);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/desk/beginning/from-the-profile", Chair, NULL, set_up, from_the_profile, tear_down);
  g_test_add ("/desk/beginning/as-last-year", Chair, NULL, set_up, as_last_year, tear_down);
  g_test_add ("/desk/beginning/what-to-look-at-again", Chair, NULL, set_up, what_to_look_at_again, tear_down);
  g_test_add ("/desk/beginning/supplement", Chair, NULL, set_up, supplement, tear_down);
  g_test_add ("/desk/beginning/new-version", Chair, NULL, set_up, new_version, tear_down);
  g_test_add ("/desk/beginning/own-service-changes", Chair, NULL, set_up, own_service_changes, tear_down);
  g_test_add ("/desk/beginning/what-is-known-of-a-code", Chair, NULL, set_up, what_is_known_of_a_code, tear_down);
  return g_test_run ();
}
