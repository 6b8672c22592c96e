/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Every situation has words in both languages: the error domain and data/problems.json are read against each other. */

#include "forms/problem.h"

#include <string.h>
#include "base/data.h"

static YnJson *
catalogue (void)
{
  g_autoptr (GError) error = NULL;
  YnJson *json = yn_data_json ("problems.json", &error);

  g_assert_no_error (error);
  return json;
}

static void
assert_in_both (const YnJson *words, const char *code, const char *part)
{
  static const char *languages[] = { "zh", "en" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const char *text = yn_json_get_string (yn_json_get (words, languages[i]), part);

      if (text == NULL || *text == '\0')
        g_error ("%s has no words for “%s” in %s", code, part, languages[i]);
    }
}

/* An error says what happened, what it means for the filing and, but for a person's own cancelling, what to do. */
static void
test_errors (void)
{
  g_autoptr (YnJson) words = catalogue ();

  for (int code = 0; code < YN_N_ERRORS; code++)
    {
      const YnJson *entry = yn_json_get (words, yn_error_nick (code));

      assert_in_both (entry, yn_error_nick (code), "what");
      assert_in_both (entry, yn_error_nick (code), "means");
      assert_in_both (entry, yn_error_nick (code), "do");
    }
  assert_in_both (yn_json_get (words, "cancelled"), "cancelled", "what");
}

static void
test_every_entry (void)
{
  g_autoptr (YnJson) words = catalogue ();

  for (guint i = 0; i < yn_json_size (words); i++)
    {
      const char *code = yn_json_name_at (words, i);

      assert_in_both (yn_json_at (words, i), code, "what");
      if (!yn_problems_know (code))
        g_error ("%s is not known", code);
    }
}

/* A headline that names its verdict says so beside its words, and no other: nobody puts the verdict before it again. */
static void
test_verdicts (void)
{
  static const struct
  {
    const char *verdict, *zh, *en;
  } names[] = { { "no", "无效：", "No: " }, { "cannot-tell", "这里无法判断", "cannot be told here" } };
  g_autoptr (YnJson) words = catalogue ();
  guint n = 0;

  for (guint i = 0; i < yn_json_size (words); i++)
    {
      const YnJson *entry = yn_json_at (words, i);
      const char *named = yn_json_get_string (entry, "namesVerdict");
      const char *en = yn_json_get_string (yn_json_get (entry, "en"), "what");
      const char *zh = yn_json_get_string (yn_json_get (entry, "zh"), "what");
      g_autofree char *small = g_ascii_strdown (en, -1);

      g_test_message ("%s", yn_json_name_at (words, i));
      n += named != NULL;
      for (guint j = 0; j < G_N_ELEMENTS (names); j++)
        {
          gboolean is = g_strcmp0 (named, names[j].verdict) == 0;

          g_assert_cmpint (g_str_has_prefix (zh, names[j].zh), ==, is);
          g_assert_cmpint (j == 0 ? g_str_has_prefix (en, names[j].en) : strstr (small, names[j].en) != NULL, ==, is);
        }
    }
  g_assert_cmpuint (n, >, 20);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What a text takes from the details, sorted: "limit title ". */
static char *
blanks (const YnJson *words, const char *language)
{
  static const char *parts[] = { "what", "means", "do" };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *text = yn_json_get_string (yn_json_get (words, language), parts[i]);
      const char *open;

      while (text != NULL && (open = strchr (text, '{')) != NULL)
        {
          gsize length = strcspn (open + 1, "}");

          g_ptr_array_add (names, g_strndup (open + 1, length));
          text = open + 1 + length;
        }
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (joined, "%s ", (const char *) g_ptr_array_index (names, i));
  return g_string_free (joined, FALSE);
}

static void
test_same_blanks (void)
{
  g_autoptr (YnJson) words = catalogue ();

  for (guint i = 0; i < yn_json_size (words); i++)
    {
      g_autofree char *zh = blanks (yn_json_at (words, i), "zh");
      g_autofree char *en = blanks (yn_json_at (words, i), "en");

      if (strcmp (zh, en) != 0)
        g_error ("%s takes “%s” in Chinese and “%s” in English", yn_json_name_at (words, i), zh, en);
    }
}

/* Codes that other folders write by name: verdicts, and the reasons of a signed refusal. */
static void
test_codes_by_name (void)
{
  static const char *codes[] = {
    "signed-and-intact", "not-signed", "changed", "unknown-issuer", "not-a-pdf", "encrypted-pdf",
    "pdf-preceded", "pdf-cut-off", "pdf-damaged", "pdf-without-a-page", "practice-signer", "timestamp-practice", "resaved",
    "time-of-changed", "revocation-unanswered", "pdf-encrypted", "pdf-too-large", "sign-file-damaged", "pages-differ",
    "mark-left-over", "practice-paper", "signer-mismatch", "signer-silent", "signer-beside", "signed-and-filled", "weak-kind", "timestamp-trusted",
    "intact-later-timestamp", "unsigned-tail",
    "intact-whole", "intact-later-signatures", "changed-bytes", "changed-after", "structure-refused", "unsigned-addition",
    "trusted", "pinned", "expired", "expired-before", "not-yet", "revoked", "bad-chain", "unknown-kind",
    "unknown-signer", "timestamp-expired-before",
    "claimed", "no-time", "future",
    "wrong-enterprise", "service-unknown", "service-version", "answers-invalid", "annex-differs", "signer-missing",
    "class-not-accepted", "record-unknown", "record-differs", "record-ended", "repair-under-way", "too-early",
    "not-repairable", "duties-not-done", "target-unknown", "already-withdrawn", "wrong-state", "matter-filed",
    "reviewer-said",
    "attachment-required", "attachment-too-many", "attachment-too-large", "attachment-type", "attachment-empty",
    "attachment-unknown",
  };
  g_autoptr (YnJson) words = catalogue ();

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    assert_in_both (yn_json_get (words, codes[i]), codes[i], "what");
}

/* What there is nothing to say of leaves no brackets or quotation marks behind that hold nothing. */
static void
test_empty_details (void)
{
  static const struct
  {
    const char *code, *details, *zh, *en;
  } cases[] = {
    { "change-information", "{\"name\":\"\"}", "文件的标题或说明被改动。", "Title or description of the file were changed." },
    { "change-information", "{\"name\":\"Title\"}", "文件的标题或说明被改动（Title）。",
      "Title or description of the file were changed (Title)." },
    { "change-object", "{}", "文件里的一项内容被更换。", "A part of the file was replaced." },
    { "change-object", "{\"name\":\"7\"}", "文件里的一项内容被更换（对象 7）。", "A part of the file was replaced (object 7)." },
    { "change-field-added", "{\"name\":\"\"}", "添加了表单栏目。", "Form field was added." },
    { "change-page", "{\"page\":\"2\",\"name\":\"\"}", "第 2 页被更换，或者被旋转、裁剪。", "Page 2 was replaced, turned or cropped." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnProblem) problem
          = yn_problem_new ("", NULL, cases[i].code, yn_json_parse (cases[i].details, -1, &error));
      g_autofree char *zh = yn_problem_words (problem, YN_LANGUAGE_ZH_CN);
      g_autofree char *en = yn_problem_words (problem, YN_LANGUAGE_EN);

      g_assert_no_error (error);
      g_assert_cmpstr (zh, ==, cases[i].zh);
      g_assert_cmpstr (en, ==, cases[i].en);
    }
}

/* A platform may send any code: whoever reads it still gets words, with nothing taken for a format. */
static void
test_unknown_code (void)
{
  static const char *codes[] = { "never-heard-of", "", "%s%n", "what" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (YnExplanation) explanation = yn_problems_explain_code (codes[i], YN_LANGUAGE_ZH_CN);

      g_assert_cmpstr (explanation->what, !=, "");
      g_assert_nonnull (explanation->means);
      g_assert_nonnull (explanation->remedy);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/words/errors", test_errors);
  g_test_add_func ("/forms/words/every-entry", test_every_entry);
  g_test_add_func ("/forms/words/verdicts", test_verdicts);
  g_test_add_func ("/forms/words/same-blanks", test_same_blanks);
  g_test_add_func ("/forms/words/codes-by-name", test_codes_by_name);
  g_test_add_func ("/forms/words/empty-details", test_empty_details);
  g_test_add_func ("/forms/words/unknown-code", test_unknown_code);
  return g_test_run ();
}
