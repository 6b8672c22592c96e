/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Where answers came from, what was put off, what is to be looked at again. */
#include "forms/offer-text.h"
#include "fixtures/told.h"

static YnAnswers *
answers_of (const char *service)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) form = yn_service_find (service, &error);

  g_assert_no_error (error);
  return yn_answers_new (form, NULL);
}

static void
set (YnAnswers *answers, const char *pointer, const char *text)
{
  g_autoptr (YnJson) value = text != NULL ? yn_json_new_string (text) : NULL;

  yn_answers_set (answers, pointer, value);
}

static void
take (YnAnswers *answers, const char *pointer, const char *json, YnSource source)
{
  const YnOrigin origin = { source, "x", "2026-03-01" };
  g_autoptr (YnJson) value = json_of (json);
  g_autoptr (GPtrArray) offers = yn_offers_new ();

  yn_offers_add (offers, pointer, value, &origin);
  yn_offers_take_all (offers, answers);
}

static char *
origin_at (YnAnswers *answers, const char *pointer)
{
  YnOrigin origin;

  if (!yn_aside_origin (yn_answers_aside (answers), pointer, yn_answers_get (answers, pointer), &origin))
    return g_strdup ("own");
  return yn_origin_words (&origin, YN_LANGUAGE_ZH_CN);
}

#define assert_origin(answers, pointer, expected) \
  G_STMT_START \
  { \
    g_autofree char *words = origin_at (answers, pointer); \
    g_assert_cmpstr (words, ==, expected); \
  } \
  G_STMT_END

/* As the desk saves and the window opens again. */
static YnAnswers *
again (YnAnswers *answers)
{
  g_autoptr (YnJson) aside = yn_aside_json (yn_answers_aside (answers), yn_answers_json (answers));
  g_autofree char *written = aside != NULL ? yn_json_print (aside, YN_JSON_COMPACT) : g_strdup ("{}");
  g_autoptr (YnJson) read = json_of (written);
  YnAnswers *opened = yn_answers_new (yn_answers_service (answers), yn_answers_json (answers));

  yn_answers_set_aside (opened, read);
  return opened;
}

static void
test_origins_last_as_long_as_their_answers (void)
{
  g_autoptr (YnAnswers) answers = answers_of ("F04");
  g_autoptr (YnAnswers) opened = NULL;

  take (answers, "/enterprise/name", "\"海味小馆\"", YN_SOURCE_PROFILE);
  take (answers, "/licence/items", "[\"hot\",\"cold\"]", YN_SOURCE_FILING);
  set (answers, "/shop/name", "小馆");
  assert_origin (answers, "/enterprise/name", "来自企业档案");
  assert_origin (answers, "/licence/items", "来自2026年3月1日的办件");
  assert_origin (answers, "/shop/name", "own");

  opened = again (answers);
  assert_origin (opened, "/enterprise/name", "来自企业档案");
  assert_origin (opened, "/licence/items", "来自2026年3月1日的办件");

  set (opened, "/enterprise/name", "别的名称");
  assert_origin (opened, "/enterprise/name", "own");
  yn_answers_undo (opened);
  assert_origin (opened, "/enterprise/name", "来自企业档案");
  set (opened, "/enterprise/name", "别的名称");
  g_clear_pointer (&answers, yn_answers_unref);
  answers = again (opened);
  assert_origin (answers, "/enterprise/name", "own");
  set (answers, "/enterprise/name", "海味小馆"); /* typed by hand: nobody remembers the profile any more */
  assert_origin (answers, "/enterprise/name", "own");
  assert_origin (answers, "/licence/items", "来自2026年3月1日的办件");
}

/* What the form filled in by itself is not taken for a person's answer. */
static void
test_defaults_are_the_forms (void)
{
  g_autoptr (YnAnswers) answers = answers_of ("F04");
  g_autoptr (YnAnswers) opened = again (answers);

  assert_origin (answers, "/enterprise/category", "表单预先填的，请核对");
  assert_origin (opened, "/enterprise/category", "表单预先填的，请核对");
  set (answers, "/enterprise/category", "4");
  assert_origin (answers, "/enterprise/category", "own");
}

static void
test_words (void)
{
  static const struct
  {
    YnSource source;
    const char *zh, *en;
  } cases[] = {
    { YN_SOURCE_PROFILE, "来自企业档案", "From the enterprise's profile" },
    { YN_SOURCE_FILING, "来自2026年3月1日的办件", "From the filing of 2026-03-01" },
    { YN_SOURCE_TEMPLATE, "来自模板“去年”", "From the template “去年”" },
    { YN_SOURCE_CSV, "来自表格文件“去年”", "From the table “去年”" },
    { YN_SOURCE_SCAN, "来自扫描或粘贴的内容", "From what was scanned or pasted" },
    { YN_SOURCE_IMPLIED, "由信用代码 去年 推出", "Follows from the credit code 去年" },
    { YN_SOURCE_RECORD, "来自信用记录", "From the credit record" },
    { YN_SOURCE_FORM, "表单预先填的，请核对", "Filled in by the form: please check" },
  };

  g_assert_cmpuint (G_N_ELEMENTS (cases), ==, YN_N_SOURCES);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const YnOrigin origin = { cases[i].source, "去年", "2026-03-01" };
      g_autofree char *zh = yn_origin_words (&origin, YN_LANGUAGE_ZH_CN);
      g_autofree char *en = yn_origin_words (&origin, YN_LANGUAGE_EN);

      g_assert_cmpstr (zh, ==, cases[i].zh);
      g_assert_cmpstr (en, ==, cases[i].en);
    }
}

static void
test_put_off (void)
{
  g_autoptr (YnAnswers) answers = answers_of ("F04");
  g_autoptr (YnAnswers) opened = NULL;
  g_auto (GStrv) all = NULL;

  yn_aside_put_off (yn_answers_aside (answers), "/shop/name", TRUE);
  yn_aside_put_off (yn_answers_aside (answers), "/licence/number", TRUE);
  yn_aside_put_off (yn_answers_aside (answers), "/manager/name", TRUE);
  yn_aside_put_off (yn_answers_aside (answers), "/manager/name", FALSE);
  set (answers, "/shop/name", "小馆"); /* at hand after all */
  yn_aside_put_off (yn_answers_aside (answers), "/attachments/licence", TRUE);
  opened = again (answers);
  all = yn_aside_all_put_off (yn_answers_aside (opened), yn_answers_json (opened));
  g_assert_cmpuint (g_strv_length (all), ==, 2);
  g_assert_cmpstr (all[0], ==, "/attachments/licence");
  g_assert_cmpstr (all[1], ==, "/licence/number");
}

/* A branch without constants is not told by the answers. What the aside says of it may be anybody's. */
static void
test_branches (void)
{
  g_autoptr (YnAnswers) answers = answers_of ("F04");
  g_autoptr (YnAnswers) opened = NULL;
  g_autoptr (YnJson) odd = json_of ("{\"branch\":{\"/a\":-1,\"/b\":1e9,\"/c\":\"2\",\"/d\":3}}");
  g_autoptr (YnAside) from_odd = yn_aside_new (odd);
  g_auto (GStrv) chosen = NULL;
  g_auto (GStrv) of_odd = yn_aside_branches (from_odd);

  yn_aside_set_branch (yn_answers_aside (answers), "/supply", 2);
  yn_aside_set_branch (yn_answers_aside (answers), "/rows/0", 1);
  yn_aside_set_branch (yn_answers_aside (answers), "/rows/0", 0);
  opened = again (answers);
  chosen = yn_aside_branches (yn_answers_aside (opened));
  g_assert_cmpuint (g_strv_length (chosen), ==, 2);
  g_assert_cmpstr (chosen[0], ==, "/rows/0");
  g_assert_cmpuint (yn_aside_branch (yn_answers_aside (opened), "/rows/0"), ==, 0);
  g_assert_cmpuint (yn_aside_branch (yn_answers_aside (opened), "/supply"), ==, 2);
  g_assert_cmpuint (g_strv_length (of_odd), ==, 1);
  g_assert_cmpuint (yn_aside_branch (from_odd, "/d"), ==, 3);
}

static void
test_second_look (void)
{
  g_autoptr (YnAnswers) answers = answers_of ("F04");
  g_autoptr (YnAnswers) opened = NULL;
  YnAside *aside = yn_answers_aside (answers);
  g_auto (GStrv) all = NULL;

  set (answers, "/licence/validUntil", "2025-01-01");
  set (answers, "/staff/earliestExpiry", "2027-01-01");
  set (answers, "/measures/wasteContractUntil", "2027-02-01");
  yn_aside_look_again (aside, "/licence/validUntil", yn_answers_get (answers, "/licence/validUntil"), "day-passed");
  yn_aside_look_again (aside, "/staff/earliestExpiry", yn_answers_get (answers, "/staff/earliestExpiry"), "day-again");
  yn_aside_look_again (aside, "/measures/wasteContractUntil", yn_answers_get (answers, "/measures/wasteContractUntil"),
                       "day-again");
  yn_aside_looked (aside, "/staff/earliestExpiry");
  set (answers, "/measures/wasteContractUntil", "2028-02-01");
  opened = again (answers);
  all = yn_aside_all_to_look_at (yn_answers_aside (opened), yn_answers_json (opened));
  g_assert_cmpuint (g_strv_length (all), ==, 1);
  g_assert_cmpstr (yn_aside_why_look (yn_answers_aside (opened), all[0], yn_answers_json (opened)), ==, "day-passed");
}

/* An aside is read from a store that another version wrote: what is nonsense is left out. */
static void
test_nonsense (void)
{
  static const char *const asides[] = {
    "{}", "[]", "null", "{\"from\":7}", "{\"from\":{\"/a\":{}}}", "{\"from\":{\"/a\":{\"source\":\"moon\",\"value\":1}}}",
    "{\"later\":[1,{}]}", "{\"look\":[1]}", "{\"kept\":{}}", "{\"begun\":[]}", "{\"news\":\"x\"}", "{\"hidden\":[]}",
  };
  g_autoptr (YnJson) answers = json_of ("{\"a\":1}");

  for (guint i = 0; i < G_N_ELEMENTS (asides); i++)
    {
      g_autoptr (YnJson) json = json_of (asides[i]);
      g_autoptr (YnAside) aside = yn_aside_new (json);
      g_autoptr (YnJson) whole = yn_aside_restore_hidden (json, answers);

      g_test_message ("%s", asides[i]);
      g_assert_false (yn_aside_origin (aside, "/a", yn_json_get (answers, "a"), NULL));
      g_assert_true (yn_json_equal (whole, answers));
      g_assert_null (yn_aside_kept (aside));
    }
}

static void
test_hidden_answers_come_back (void)
{
  g_autoptr (YnJson) answers = json_of ("{\"seafood\":{\"sold\":false}}");
  g_autoptr (YnJson) aside = json_of ("{\"hidden\":{\"/seafood/scale\":\"A-1\",\"/seafood/sold\":true,\"x\":1}}");
  g_autoptr (YnJson) whole = yn_aside_restore_hidden (aside, answers);
  g_autoptr (YnJson) expected = json_of ("{\"seafood\":{\"sold\":false,\"scale\":\"A-1\"}}");

  g_assert_true (yn_json_equal (whole, expected));
}

/* What taking an offer would do: only a person's own answer is overwritten. */
static void
test_effect (void)
{
  static const struct
  {
    const char *there; /* JSON, NULL: nothing */
    int from;          /* YnSource, -1: a person */
    YnSource offered;
    YnOfferEffect effect;
  } cases[] = {
    { NULL, -1, YN_SOURCE_CSV, YN_OFFER_NEW },
    { "\"1\"", -1, YN_SOURCE_CSV, YN_OFFER_NEW }, /* the form's default */
    { "\"4\"", -1, YN_SOURCE_CSV, YN_OFFER_SAME },
    { "\"9\"", -1, YN_SOURCE_CSV, YN_OFFER_OVERWRITES },
    { "\"9\"", YN_SOURCE_PROFILE, YN_SOURCE_CSV, YN_OFFER_NEW },
    { "\"9\"", YN_SOURCE_PROFILE, YN_SOURCE_IMPLIED, YN_OFFER_OVERWRITES },
    { "\"9\"", YN_SOURCE_IMPLIED, YN_SOURCE_IMPLIED, YN_OFFER_NEW },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnAnswers) answers = answers_of ("F04");
      g_autoptr (YnJson) four = yn_json_new_string ("4");
      YnOffer offer = { (char *) "/enterprise/category", four, cases[i].offered, NULL, NULL };

      g_test_message ("%u", i);
      yn_answers_set (answers, "/enterprise/category", NULL);
      if (cases[i].there != NULL && cases[i].from >= 0)
        take (answers, "/enterprise/category", cases[i].there, cases[i].from);
      else if (cases[i].there != NULL)
        {
          g_autoptr (YnJson) there = json_of (cases[i].there);

          yn_answers_set (answers, "/enterprise/category", there);
        }
      g_assert_cmpint (yn_offer_effect (&offer, answers), ==, cases[i].effect);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/aside/origins-last-as-long-as-their-answers", test_origins_last_as_long_as_their_answers);
  g_test_add_func ("/forms/aside/defaults-are-the-forms", test_defaults_are_the_forms);
  g_test_add_func ("/forms/aside/words", test_words);
  g_test_add_func ("/forms/aside/put-off", test_put_off);
  g_test_add_func ("/forms/aside/branches", test_branches);
  g_test_add_func ("/forms/aside/second-look", test_second_look);
  g_test_add_func ("/forms/aside/nonsense", test_nonsense);
  g_test_add_func ("/forms/aside/hidden-answers-come-back", test_hidden_answers_come_back);
  g_test_add_func ("/forms/aside/effect", test_effect);
  return g_test_run ();
}
