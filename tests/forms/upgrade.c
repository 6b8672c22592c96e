/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Pairs of versions of a form, and what becomes of answers to the old one. Each pair names every answer's new place or
 * what is said of it; a walk over all pairs then proves that nothing was lost without a word. */
#include "forms/upgrade.h"
#include "fixtures/told.h"

#include <string.h>

#define FORM(version, properties, more) \
  "{\"id\":\"T01\",\"version\":\"" version "\",\"kind\":\"receipt\",\"verified\":false,\"unverified\":[\"样例\"]," \
  "\"title\":{\"zh\":\"样例\",\"en\":\"Sample\"},\"summary\":{\"zh\":\"样例\",\"en\":\"Sample\"}," \
  "\"schema\":{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\",\"properties\":{" \
  properties "}}," \
  "\"uischema\":{\"type\":\"VerticalLayout\",\"elements\":[]},\"words\":{\"en\":{}},\"signers\":[],\"private\":[]," \
  "\"intro\":{\"zh\":\"样例\",\"en\":\"Sample\"}" more "}"

#define TEXT(name, title) "\"" name "\":{\"type\":\"string\",\"title\":\"" title "\"}"
#define NUMBER(name, title) "\"" name "\":{\"type\":\"integer\",\"title\":\"" title "\"}"
#define CHOICE(name, title, one, two) \
  "\"" name "\":{\"type\":\"string\",\"title\":\"" title "\",\"oneOf\":[{\"const\":\"a\",\"title\":\"" one "\"}," \
  "{\"const\":\"b\",\"title\":\"" two "\"}]}"
#define ONLY_A(name, title) \
  "\"" name "\":{\"type\":\"string\",\"title\":\"" title "\",\"oneOf\":[{\"const\":\"a\",\"title\":\"甲\"}]}"
#define OBJECT(name, properties) "\"" name "\":{\"type\":\"object\",\"properties\":{" properties "}}"
#define ROWS(name, title, properties) \
  "\"" name "\":{\"type\":\"array\",\"title\":\"" title "\",\"items\":{\"type\":\"object\",\"properties\":{" properties "}}}"
#define CLAUSE(text) \
  ",\"clauses\":[{\"id\":\"T01-1\",\"version\":\"1\",\"zh\":\"" text "\",\"en\":\"x\"}]"

typedef struct
{
  const char *name;
  const char *old, *new;
  const char *answers;  /* to the old form */
  const char *becomes;  /* in the new one */
  const char *kept;     /* pointer=value of what has no place */
  const char *news;     /* code pointer */
} Pair;

static const Pair pairs[] = {
  { "nothing but the version", FORM ("1", TEXT ("a", "店名"), ""), FORM ("2", TEXT ("a", "店名"), ""), "{\"a\":\"x\"}",
    "{\"a\":\"x\"}", "", "" },
  { "the questions in another order", FORM ("1", TEXT ("a", "店名") "," TEXT ("b", "地址"), ""),
    FORM ("2", TEXT ("b", "地址") "," TEXT ("a", "店名"), ""), "{\"a\":\"x\",\"b\":\"y\"}", "{\"a\":\"x\",\"b\":\"y\"}", "",
    "" },
  { "a new question", FORM ("1", TEXT ("a", "店名"), ""), FORM ("2", TEXT ("a", "店名") "," TEXT ("b", "地址"), ""),
    "{\"a\":\"x\"}", "{\"a\":\"x\"}", "", "form-new /b" },
  { "a new question with a default", FORM ("1", TEXT ("a", "店名"), ""),
    FORM ("2", TEXT ("a", "店名") ",\"b\":{\"type\":\"boolean\",\"title\":\"明厨\",\"default\":false}", ""), "{\"a\":\"x\"}",
    "{\"a\":\"x\",\"b\":false}", "", "form-new /b" },
  { "a question less, and it was answered", FORM ("1", TEXT ("a", "店名") "," TEXT ("b", "传真"), ""),
    FORM ("2", TEXT ("a", "店名"), ""), "{\"a\":\"x\",\"b\":\"88\"}", "{\"a\":\"x\"}", "/b=\"88\"", "form-gone /b" },
  { "a question less, never answered", FORM ("1", TEXT ("a", "店名") "," TEXT ("b", "传真"), ""),
    FORM ("2", TEXT ("a", "店名"), ""), "{\"a\":\"x\"}", "{\"a\":\"x\"}", "", "" },
  { "a question in other words", FORM ("1", TEXT ("a", "店名"), ""), FORM ("2", TEXT ("a", "招牌上的店名"), ""),
    "{\"a\":\"x\"}", "{\"a\":\"x\"}", "", "form-reworded /a" },
  { "moved, and the new form says so", FORM ("1", TEXT ("a", "编号"), ""),
    FORM ("2", OBJECT ("licence", TEXT ("number", "证号")), ",\"moved\":{\"/a\":\"/licence/number\"}"), "{\"a\":\"x\"}",
    "{\"licence\":{\"number\":\"x\"}}", "", "form-moved /licence/number|form-reworded /licence/number" },
  { "moved, and one new question reads the same", FORM ("1", TEXT ("a", "编号"), ""),
    FORM ("2", OBJECT ("licence", TEXT ("number", "编号")), ""), "{\"a\":\"x\"}", "{\"licence\":{\"number\":\"x\"}}", "",
    "form-moved /licence/number" },
  { "two new questions read the same: nobody guesses", FORM ("1", TEXT ("a", "编号"), ""),
    FORM ("2", TEXT ("b", "编号") "," TEXT ("c", "编号"), ""), "{\"a\":\"x\"}", "{}", "/a=\"x\"",
    "form-gone /a|form-new /b|form-new /c" },
  { "two become one: the second stays aside", FORM ("1", TEXT ("a", "电话") "," TEXT ("b", "手机"), ""),
    FORM ("2", TEXT ("a", "电话"), ",\"moved\":{\"/b\":\"/a\"}"), "{\"a\":\"1\",\"b\":\"2\"}", "{\"a\":\"1\"}", "/b=\"2\"",
    "form-other-kind /b" },
  { "text becomes a number: what was typed stays to be corrected", FORM ("1", TEXT ("a", "人数"), ""),
    FORM ("2", NUMBER ("a", "人数"), ""), "{\"a\":\"十二\"}", "{\"a\":\"十二\"}", "",
    "form-asks-else /a|form-unfit /a" },
  { "a limit that the answer keeps", FORM ("1", NUMBER ("a", "人数"), ""),
    FORM ("2", "\"a\":{\"type\":\"integer\",\"title\":\"人数\",\"maximum\":20}", ""), "{\"a\":12}", "{\"a\":12}", "", "" },
  { "a limit that it does not", FORM ("1", NUMBER ("a", "人数"), ""),
    FORM ("2", "\"a\":{\"type\":\"integer\",\"title\":\"人数\",\"maximum\":10}", ""), "{\"a\":12}", "{\"a\":12}", "",
    "form-unfit /a" },
  { "a choice less, and it was chosen", FORM ("1", CHOICE ("a", "业态", "甲", "乙"), ""), FORM ("2", ONLY_A ("a", "业态"), ""),
    "{\"a\":\"b\"}", "{\"a\":\"b\"}", "", "form-asks-else /a|form-unfit /a" },
  { "a choice that means something else now", FORM ("1", CHOICE ("a", "业态", "甲", "乙"), ""),
    FORM ("2", CHOICE ("a", "业态", "甲类", "乙"), ""), "{\"a\":\"a\"}", "{\"a\":\"a\"}", "", "form-asks-else /a" },
  { "yes or no becomes text: kept aside", FORM ("1", "\"a\":{\"type\":\"boolean\",\"title\":\"明厨\"}", ""),
    FORM ("2", TEXT ("a", "明厨"), ""), "{\"a\":true}", "{}", "/a=true", "form-other-kind /a" },
  { "one becomes several: kept aside", FORM ("1", TEXT ("a", "店名"), ""),
    FORM ("2", "\"a\":{\"type\":\"array\",\"title\":\"店名\",\"items\":{\"type\":\"string\"}}", ""), "{\"a\":\"x\"}", "{}",
    "/a=\"x\"", "form-other-kind /a" },
  { "an answer where a group stands now", FORM ("1", TEXT ("a", "地址"), ""),
    FORM ("2", OBJECT ("a", TEXT ("street", "街道")), ""), "{\"a\":\"x\"}", "{}", "/a=\"x\"",
    "form-other-kind /a|form-new /a/street" },
  { "a group where an answer stands now", FORM ("1", OBJECT ("a", TEXT ("street", "街道") "," TEXT ("house", "门牌")), ""),
    FORM ("2", TEXT ("a", "地址"), ""), "{\"a\":{\"street\":\"x\",\"house\":\"7\"}}", "{}",
    "/a/street=\"x\" /a/house=\"7\"", "form-gone /a/street|form-gone /a/house|form-new /a" },
  { "a column less", FORM ("1", ROWS ("rows", "车辆", TEXT ("plate", "车牌") "," TEXT ("colour", "颜色")), ""),
    FORM ("2", ROWS ("rows", "车辆", TEXT ("plate", "车牌")), ""),
    "{\"rows\":[{\"plate\":\"A1\",\"colour\":\"红\"},{\"plate\":\"A2\",\"colour\":\"白\"}]}",
    "{\"rows\":[{\"plate\":\"A1\"},{\"plate\":\"A2\"}]}", "/rows/0/colour=\"红\" /rows/1/colour=\"白\"",
    "form-gone /rows/0/colour|form-gone /rows/1/colour" },
  { "a column more, and another name for one",
    FORM ("1", ROWS ("rows", "车辆", TEXT ("plate", "车牌")), ""),
    FORM ("2", ROWS ("rows", "车辆", TEXT ("number", "号牌") "," TEXT ("seats", "座位")),
          ",\"moved\":{\"/rows/*/plate\":\"/rows/*/number\"}"),
    "{\"rows\":[{\"plate\":\"A1\"},{\"plate\":\"A2\"}]}", "{\"rows\":[{\"number\":\"A1\"},{\"number\":\"A2\"}]}", "",
    "form-moved /rows/0/number|form-reworded /rows/0/number|form-new /rows/0/seats" },
  { "a whole table less", FORM ("1", ROWS ("rows", "车辆", TEXT ("plate", "车牌")), ""), FORM ("2", TEXT ("a", "店名"), ""),
    "{\"rows\":[{\"plate\":\"A1\"}]}", "{}", "/rows/0/plate=\"A1\"", "form-gone /rows/0/plate|form-new /a" },
  { "a table moved into a group", FORM ("1", ROWS ("rows", "车辆", TEXT ("plate", "车牌")), ""),
    FORM ("2", OBJECT ("fleet", ROWS ("rows", "车辆", TEXT ("plate", "车牌"))), ""), "{\"rows\":[{\"plate\":\"A1\"}]}",
    "{\"fleet\":{\"rows\":[{\"plate\":\"A1\"}]}}", "", "form-moved /fleet/rows/0/plate" },
  { "another text of a clause", FORM ("1", TEXT ("a", "店名"), CLAUSE ("明码标价")),
    FORM ("2", TEXT ("a", "店名"), CLAUSE ("明码标价，不价外加价")), "{\"a\":\"x\"}", "{\"a\":\"x\"}", "", "form-clause " },
  { "an answer that no form ever asked for", FORM ("1", TEXT ("a", "店名"), ""), FORM ("2", TEXT ("a", "店名"), ""),
    "{\"a\":\"x\",\"ghost\":{\"b\":1}}", "{\"a\":\"x\"}", "/ghost/b=1", "form-gone /ghost/b" },
};

static YnService *
form_of (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));
  YnService *form = yn_service_new (file, &error);

  g_assert_no_error (error);
  return form;
}

static char *
told (GPtrArray *news)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < news->len; i++)
    {
      const YnProblem *one = g_ptr_array_index (news, i);

      g_string_append_printf (all, "%s%s %s", i > 0 ? "|" : "", one->code, one->pointer);
    }
  return g_string_free (all, FALSE);
}

static char *
kept_in (YnAside *aside)
{
  const YnJson *kept = yn_aside_kept (aside);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < yn_json_size (kept); i++)
    {
      const YnJson *one = yn_json_at (kept, i);
      g_autofree char *value = yn_json_print (yn_json_get (one, "value"), YN_JSON_COMPACT);

      g_string_append_printf (all, "%s%s=%s", i > 0 ? " " : "", yn_json_get_string (one, "pointer"), value);
    }
  return g_string_free (all, FALSE);
}

static void
test_pair (gconstpointer data)
{
  const Pair *pair = data;
  g_autoptr (YnService) old = form_of (pair->old);
  g_autoptr (YnService) new = form_of (pair->new);
  g_autoptr (YnJson) begun = yn_upgrade_begun (old);
  g_autoptr (YnJson) answers = json_of (pair->answers);
  g_autoptr (YnJson) expected = json_of (pair->becomes);
  g_autoptr (YnAside) aside = yn_aside_new (NULL);
  g_autoptr (GPtrArray) news = yn_problems_new ();
  g_autoptr (YnJson) moved = yn_upgrade (begun, new, answers, aside, "2026-11-23", news);
  g_autofree char *becomes = yn_json_print (moved, YN_JSON_CANONICAL);
  g_autofree char *wanted = yn_json_print (expected, YN_JSON_CANONICAL);
  g_autofree char *kept = kept_in (aside);
  g_autofree char *said = told (news);

  g_assert_true (yn_upgrade_is_due (begun, new));
  g_assert_cmpstr (becomes, ==, wanted);
  g_assert_cmpstr (kept, ==, pair->kept);
  g_assert_cmpstr (said, ==, pair->news);
  g_assert_false (yn_upgrade_is_due (yn_aside_begun (aside), new));
}

/* Every leaf of @value is found again, in the answers or aside. */
static void
assert_not_lost (const YnJson *value, const char *everything)
{
  g_autofree char *written = NULL;

  for (guint i = 0; i < yn_json_size (value); i++)
    assert_not_lost (yn_json_at (value, i), everything);
  if (yn_json_is (value, YN_JSON_OBJECT) || yn_json_is (value, YN_JSON_ARRAY))
    return;
  written = yn_json_print (value, YN_JSON_COMPACT);
  g_assert_nonnull (strstr (everything, written));
}

/* Whatever the pair of forms: any form's answers carried into any other's. */
static void
test_nothing_is_lost (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint j = 0; j < G_N_ELEMENTS (pairs); j++)
      {
        g_autoptr (YnService) old = form_of (pairs[i].old);
        g_autoptr (YnService) new = form_of (pairs[j].new);
        g_autoptr (YnJson) begun = i % 2 == 0 ? yn_upgrade_begun (old) : NULL;
        g_autoptr (YnJson) answers = json_of (pairs[i].answers);
        g_autoptr (YnAside) aside = yn_aside_new (NULL);
        g_autoptr (GPtrArray) news = yn_problems_new ();
        g_autoptr (YnJson) moved = yn_upgrade (begun, new, answers, aside, "2026-11-23", news);
        g_autofree char *placed = yn_json_print (moved, YN_JSON_COMPACT);
        g_autofree char *kept = kept_in (aside);
        g_autofree char *everything = g_strconcat (placed, " ", kept, NULL);

        g_test_message ("%s -> %s", pairs[i].name, pairs[j].name);
        assert_not_lost (answers, everything);
        g_assert_cmpuint (yn_json_size (yn_aside_kept (aside)), <=, news->len); /* all that is kept aside is said */
      }
}

/* What is put off and where it came from goes where the answer goes. */
static void
test_notes_move (void)
{
  g_autoptr (YnService) old = form_of (FORM ("1", TEXT ("a", "编号") "," TEXT ("b", "地址"), ""));
  g_autoptr (YnService) new = form_of (FORM ("2", OBJECT ("c", TEXT ("a", "编号")) "," TEXT ("b", "地址"), ""));
  g_autoptr (YnJson) begun = yn_upgrade_begun (old);
  g_autoptr (YnJson) answers = json_of ("{\"a\":\"x\"}");
  g_autoptr (YnAside) aside = yn_aside_new (NULL);
  g_autoptr (GPtrArray) news = yn_problems_new ();
  g_autoptr (YnJson) moved = NULL;
  const YnOrigin profile = { YN_SOURCE_PROFILE, NULL, "2026-11-23" };

  yn_aside_note (aside, "/a", yn_json_get (answers, "a"), &profile);
  yn_aside_put_off (aside, "/b", TRUE);
  moved = yn_upgrade (begun, new, answers, aside, "2026-11-23", news);
  g_assert_true (yn_aside_origin (aside, "/c/a", yn_json_pointer (moved, "/c/a"), NULL));
  g_assert_cmpstr (yn_aside_why_look (aside, "/c/a", moved), ==, "form-moved");
  g_assert_true (yn_aside_is_put_off (aside, "/b", moved));
}

/* As the window reads them: questions by their titles, answers as they read in the old form. */
static void
test_words (void)
{
  g_autoptr (YnService) old = form_of (FORM ("1", CHOICE ("a", "业态", "甲", "乙") "," TEXT ("b", "店名"), ""));
  g_autoptr (YnService) new = form_of (FORM ("2", TEXT ("b", "招牌"), ""));
  g_autoptr (YnJson) begun = yn_upgrade_begun (old);
  g_autoptr (YnJson) answers = json_of ("{\"a\":\"b\",\"b\":\"x\"}");
  g_autoptr (YnAside) aside = yn_aside_new (NULL);
  g_autoptr (GPtrArray) news = yn_problems_new ();
  g_autoptr (YnJson) moved = yn_upgrade (begun, new, answers, aside, "2026-11-23", news);
  g_autoptr (YnJson) written = yn_upgrade_news_json (news);
  g_autoptr (GPtrArray) read = yn_upgrade_news_read (written, new, YN_LANGUAGE_ZH_CN);
  g_autofree char *gone = yn_problem_words (g_ptr_array_index (read, 0), YN_LANGUAGE_ZH_CN);
  g_autofree char *reworded = yn_problem_words (g_ptr_array_index (read, 1), YN_LANGUAGE_ZH_CN);

  g_assert_cmpuint (read->len, ==, 2);
  g_assert_cmpstr (gone, ==, "不再问“业态”；原来的回答“乙”留存在本机，不提交。");
  g_assert_cmpstr (reworded, ==, "“店名”改成了“招牌”，您的回答没有变，请再看一眼。");
  g_assert_cmpstr (yn_json_get_string (yn_json_at (yn_aside_kept (aside), 0), "text"), ==, "乙");
}

/* At the control it says what the list above the form says, and for no longer than that. */
static void
test_second_look (void)
{
  g_autoptr (YnService) old = form_of (FORM ("1", TEXT ("b", "店名") "," ROWS ("rows", "菜品", TEXT ("c", "品名")), ""));
  g_autoptr (YnService) new = form_of (FORM ("2", TEXT ("b", "招牌") "," ROWS ("rows", "菜品", TEXT ("c", "菜名")), ""));
  g_autoptr (YnJson) begun = yn_upgrade_begun (old);
  g_autoptr (YnJson) answers = json_of ("{\"b\":\"x\",\"rows\":[{\"c\":\"y\"},{\"c\":\"z\"}]}");
  g_autoptr (YnJson) passed = json_of ("\"2026-01-01\"");
  g_autoptr (YnAside) aside = yn_aside_new (NULL);
  g_autoptr (GPtrArray) news = yn_problems_new ();
  g_autoptr (YnJson) moved = yn_upgrade (begun, new, answers, aside, "2026-11-23", news);
  g_autoptr (YnJson) written = yn_upgrade_news_json (news);
  g_autofree char *words = NULL, *english = NULL, *second_row = NULL, *day = NULL;

  yn_json_put (&moved, "/day", passed);
  yn_aside_look_again (aside, "/day", passed, "day-passed");
  yn_aside_set_news (aside, written);
  words = yn_upgrade_look_words (aside, new, moved, "/b", YN_LANGUAGE_ZH_CN);
  english = yn_upgrade_look_words (aside, new, moved, "/b", YN_LANGUAGE_EN);
  second_row = yn_upgrade_look_words (aside, new, moved, "/rows/1/c", YN_LANGUAGE_ZH_CN);
  g_assert_cmpstr (words, ==, "“店名”改成了“招牌”，您的回答没有变，请再看一眼。");
  g_assert_cmpstr (english, ==, "“店名” now reads “招牌”; your answer is unchanged, look at it again.");
  g_assert_cmpstr (second_row, ==, "“品名”改成了“菜名”，您的回答没有变，请再看一眼。");
  yn_aside_news_seen (aside);
  g_assert_null (yn_aside_news (aside));
  g_assert_null (yn_upgrade_look_words (aside, new, moved, "/b", YN_LANGUAGE_ZH_CN));
  g_assert_null (yn_upgrade_look_words (aside, new, moved, "/rows/1/c", YN_LANGUAGE_ZH_CN));
  day = yn_upgrade_look_words (aside, new, moved, "/day", YN_LANGUAGE_ZH_CN);
  g_assert_nonnull (day);
}

/* A file that the new form no longer asks for is no longer waited for. */
static void
test_waiting_files (void)
{
  g_autoptr (YnService) old = form_of (FORM ("1", TEXT ("a", "店名"), ""));
  g_autoptr (YnService) new = form_of (
      FORM ("2", TEXT ("a", "店名"), ",\"attachments\":[{\"id\":\"map\",\"title\":{\"zh\":\"图\",\"en\":\"Map\"},"
                                    "\"accept\":[\"image/png\"],\"maxCount\":1,\"maxBytes\":1000,\"required\":true}]"));
  g_autoptr (YnJson) begun = yn_upgrade_begun (old);
  g_autoptr (YnJson) answers = json_of ("{}");
  g_autoptr (YnAside) aside = yn_aside_new (NULL);
  g_autoptr (GPtrArray) news = yn_problems_new ();
  g_autoptr (YnJson) moved = NULL;

  yn_aside_put_off (aside, "/attachments/plan", TRUE);
  yn_aside_put_off (aside, "/attachments/map", TRUE);
  moved = yn_upgrade (begun, new, answers, aside, "2026-11-23", news);
  g_assert_true (yn_aside_is_put_off (aside, "/attachments/map", moved));
  g_assert_false (yn_aside_is_put_off (aside, "/attachments/plan", moved));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (pairs[i].name), " ,:", '-');
      g_autofree char *path = g_strconcat ("/forms/upgrade/", name, NULL);

      g_test_add_data_func (path, &pairs[i], test_pair);
    }
  g_test_add_func ("/forms/upgrade/nothing-is-lost", test_nothing_is_lost);
  g_test_add_func ("/forms/upgrade/notes-move", test_notes_move);
  g_test_add_func ("/forms/upgrade/words", test_words);
  g_test_add_func ("/forms/upgrade/second-look", test_second_look);
  g_test_add_func ("/forms/upgrade/waiting-files", test_waiting_files);
  return g_test_run ();
}
