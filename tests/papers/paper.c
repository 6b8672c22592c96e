/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Papers of every kind, read back by yinuo-pages and judged by qpdf, pdfinfo and pdffonts. */

#include "papers/paper.h"

#include "base/error.h"
#include "papers/pdf.h"
#include "made.h"
#include "sheets.h"

#include <string.h>

#define PRACTICE_WORDS "演练·无效力"

/* Cut values are longer than a page's line and stand between other cells; looked for in pieces. */
static void
assert_says_answers (const YnService *service, const YnJson *value, const char *pointer, const char *text)
{
  g_autofree char *words = NULL;

  if (yn_json_is (value, YN_JSON_OBJECT)
      || (yn_json_is (value, YN_JSON_ARRAY) && yn_json_is (yn_json_at (value, 0), YN_JSON_OBJECT)))
    {
      for (guint i = 0; i < yn_json_size (value); i++)
        {
          g_autofree char *token = yn_json_is (value, YN_JSON_ARRAY) ? g_strdup_printf ("%u", i)
                                                                     : g_strdup (yn_json_name_at (value, i));
          g_autofree char *below = g_strdup_printf ("%s/%s", pointer, token);

          assert_says_answers (service, yn_json_at (value, i), below, text);
        }
      return;
    }
  words = yn_service_answer_text (service, pointer, value, YN_LANGUAGE_ZH_CN);
  made_says (text, words);
}

static void
assert_well_formed (GBytes *pdf)
{
  g_autofree char *info = NULL, *fonts = NULL, *lang = NULL, *id = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (YnPdf) opened = yn_pdf_open (pdf, NULL);

  sheets_assert_sound (pdf);
  info = sheets_ask (pdf, "pdfinfo", "@", NULL);
  g_assert_true (g_regex_match_simple ("Tagged: +yes", info, 0, 0));
  g_assert_true (g_regex_match_simple ("Page size: +595\\.\\d+ x 841\\.\\d+ pts \\(A4\\)", info, 0, 0));
  g_assert_true (g_regex_match_simple ("JavaScript: +no", info, 0, 0));
  g_assert_true (g_regex_match_simple ("CreationDate: +\\w+ ", info, 0, 0));
  fonts = sheets_ask (pdf, "pdffonts", "@", NULL);
  lines = g_strsplit (fonts, "\n", -1);
  for (guint i = 2; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_assert_true (strstr (lines[i], "WenQuanYiMicroHei") != NULL
                     || strstr (lines[i], "CairoFont") != NULL);
      g_assert_true (g_regex_match_simple ("yes yes yes|yes no +yes", lines[i], 0, 0));
    }
  lang = yn_pdf_string (opened, "Root/Lang");
  g_assert_cmpstr (lang, ==, "zh-CN");
  id = yn_pdf_unparse (opened, "ID");
  g_assert_nonnull (id);
  g_assert_cmpint (yn_pdf_n_attached (opened), ==, 1);
  g_assert_cmpint (yn_pdf_count (opened, "Root/AF"), ==, 1);
}

static void
assert_pages_marked (GBytes *pdf, gboolean practice)
{
  g_auto (GStrv) texts = made_texts (pdf);
  guint n = g_strv_length (texts);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("第%u页共%u页", i + 1, n);
      g_autofree char *text = made_squeezed (texts[i]);

      g_assert_cmpint (strstr (text, PRACTICE_WORDS) != NULL, ==, practice);
      g_assert_nonnull (strstr (text, number));
    }
}

/* Every service and every paper of the platform that has sample answers. */
static void
test_kind (gconstpointer id)
{
  g_autoptr (YnService) service = made_service (id);
  g_autoptr (YnJson) answers = made_answers (id);
  g_autoptr (YnJson) carried = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (Made) made = { 0 };

  made_from (&made, service, answers, TRUE);
  assert_well_formed (made.main);
  assert_pages_marked (made.main, TRUE);
  text = made_text (made.main);
  assert_says_answers (service, yn_json_get (made.body, "answers"), "", text);
  carried = yn_paper_body (made.main, &error);
  g_assert_no_error (error);
  g_assert_true (yn_json_equal (carried, made.body));
  yn_paper_compare (made.main, service, NULL, &error);
  g_assert_no_error (error);
}

/* A reader's program may encrypt it without a password: it is read all the same. */
static void
test_encrypted (void)
{
  g_autoptr (YnService) service = made_service ("F04");
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autoptr (GBytes) encrypted = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Made) made = { 0 };

  made_from (&made, service, answers, TRUE);
  encrypted = sheets_through_qpdf (made.main, "--encrypt", "", "owner", "256", "--", NULL);
  if (encrypted == NULL)
    return;
  yn_paper_compare (encrypted, service, NULL, &error);
  g_assert_no_error (error);
}

/* What a reader looks for in a letter stands there, and the sections are numbered without a gap. */
static void
test_letter (void)
{
  static const char *const sections[] = {
    "一、承诺主体基本信息", "二、承诺类型与事由", "三、通用承诺条款", "四、行业承诺条款", "五、行业信息项",
    "六、违诺责任",         "七、公示与授权",     "八、有效期",       "附件清单",         "九、签署"
  };
  g_autoptr (YnService) service = made_service ("F04");
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autofree char *text = NULL;
  const char *at;
  g_auto (Made) made = { 0 };

  made_from (&made, service, answers, FALSE);
  assert_pages_marked (made.main, FALSE);
  text = made_text (made.main);
  g_assert_null (strstr (text, "演练"));
  at = text;
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      at = strstr (at, sections[i]);
      g_test_message ("%s", sections[i]);
      g_assert_nonnull (at);
    }
  made_says (text, "餐饮与食品安全信用承诺书");
  made_says (text, "致：样例窗口");
  made_says (text, "食品经营许可证 A&B <b>.pdf");
  made_says (text, "1,234,567 字节");
  made_says (text, "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
  made_says (text, "2026年11月23日");
  made_says (text, yn_json_get_string (made.body, "annex"));
  made_says (text, yn_service_sha256 (service));
  made_says (text, "3f2c7a91-5d0e-4b8a-9c46-e1d87b25f06d");
}

static void
assert_not_in (GBytes *pdf, const char *what)
{
  g_autofree char *text = made_text (pdf);
  g_autoptr (YnPdf) opened = yn_pdf_open (pdf, NULL);
  g_autoptr (GBytes) body = yn_pdf_attached (opened, "answers.json");

  g_assert_null (strstr (text, what));
  g_assert_null (memmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), what, strlen (what)));
}

static void
test_private (void)
{
  static const char *const secrets[] = { "110101199003070011", "13800000000", "sample@example.com" };
  g_autoptr (YnService) service = made_service ("F04");
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autofree char *annex_text = NULL, *main_text = NULL;
  g_auto (Made) made = { 0 };

  made_from (&made, service, answers, TRUE);
  g_assert_nonnull (made.annex);
  assert_well_formed (made.annex);
  annex_text = made_text (made.annex);
  main_text = made_text (made.main);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      assert_not_in (made.main, secrets[i]);
      made_says (annex_text, secrets[i]);
    }
  made_says (main_text, "1101**********0011");
  made_says (main_text, "138****0000");
  made_says (annex_text, "不公开附页");
  made_says (annex_text, "3f2c7a91-5d0e-4b8a-9c46-e1d87b25f06d");
  g_assert_null (strstr (annex_text, "样例海鲜酒楼"));
}

/* What a tour costs the agency is for the authority alone: neither its first digit nor its length is on the paper. */
static void
test_private_number (void)
{
  g_autoptr (YnService) service = made_service ("F03");
  g_autoptr (YnJson) answers = made_answers ("F03");
  g_autofree char *annex_text = NULL;
  g_auto (Made) made = { 0 };

  made_from (&made, service, answers, TRUE);
  annex_text = made_text (made.annex);
  g_assert_cmpstr (yn_json_string (yn_json_pointer (made.body, "/answers/routes/0/cost")), ==, "***");
  made_says (annex_text, "520.00元");
  assert_not_in (made.main, "520.00");
}

/* Same service and body: same file, at another second. */
static void
test_same_twice (void)
{
  g_autoptr (YnService) service = made_service ("F04");
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autoptr (GBytes) again = NULL;
  g_autofree char *info = NULL;
  g_auto (Made) made = { 0 };

  made_from (&made, service, answers, TRUE);
  again = made_printed (service, made.body);
  g_assert_true (g_bytes_equal (made.main, again));
  info = sheets_ask (made.main, "pdfinfo", "-rawdates", "@", NULL); /* the day in the body, in Beijing */
  g_assert_nonnull (strstr (info, "D:20261123000000+08'00'"));
}

/* Answers as strangers type them: nothing is lost, nothing hides, nothing is taken for markup. */
static void
test_strange_answers (void)
{
  g_autoptr (YnService) service = made_service ("F04");
  g_autoptr (YnJson) answers = made_answers ("F04");
  static const char *const names[][2] = {
    { "A&B <b>酒楼</b> &amp; \\ ( ) %", "A&B <b>酒楼</b> &amp; \\ ( ) %" },
    { "酒\xf0\x9f\x90\x9f楼", "酒［U+1F41F］楼" },
    { "\xe2\x80\xae倒写", "［U+202E］倒写" },
    { "甲\xe2\x80\x8b乙\x01丙", "甲［U+200B］乙［U+0001］丙" },
    { "\xf0\xa0\xae\xb7样", "［U+20BB7］样" },
    { "ＡＢＣ１２３", "ＡＢＣ１２３" },
    { "第一行\n第二行", "第一行第二行" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (YnJson) name = yn_json_new_string (names[i][0]);
      g_autoptr (YnJson) changed = yn_json_with (answers, "/shop/name", name);
      g_autofree char *text = NULL;
      g_auto (Made) made = { 0 };

      made_from (&made, service, changed, TRUE);
      text = made_text (made.main);
      made_says (text, names[i][1]);
    }
}

static void
test_long_answer (void)
{
  g_autoptr (YnService) service = made_service ("F04");
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (YnJson) name = NULL, changed = NULL;
  g_autofree char *read = NULL;
  g_auto (Made) made = { 0 };

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, "〈%u〉", i);
  name = yn_json_new_string (text->str);
  changed = yn_json_with (answers, "/measures/wasteCollector", name);
  made_from (&made, service, changed, TRUE);
  read = made_text (made.main);
  for (guint i = 0; i < 3000; i += 7)
    {
      g_autofree char *piece = g_strdup_printf ("〈%u〉", i);

      made_says (read, piece);
    }
}

/* What the form does not know is printed all the same, for it would be signed too. */
static void
test_unknown_answer (void)
{
  g_autoptr (YnService) service = made_service ("F04");
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autoptr (YnJson) extra = made_json ("{\"deep\":[\"夹带的内容\",{\"n\":42}]}");
  g_autoptr (YnJson) changed = yn_json_with (answers, "/smuggled", extra);
  g_autofree char *text = NULL;
  g_auto (Made) made = { 0 };

  made_from (&made, service, changed, TRUE);
  text = made_text (made.main);
  made_says (text, "夹带的内容");
  made_says (text, "42");
}

static void
test_refused (void)
{
  g_autoptr (YnService) service = made_service ("F04");
  g_autoptr (YnService) other = made_service ("R01");
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autoptr (YnJson) context = made_context (TRUE);
  g_autoptr (YnJson) body = yn_paper_compose (service, answers, context, NULL, NULL);
  g_autoptr (YnJson) nothing = made_json ("[]");
  g_autoptr (YnJson) version = yn_json_new_string ("0");
  g_autoptr (YnJson) hidden = made_json ("\"a\\u0000b\"");
  struct
  {
    const YnService *service;
    YnJson *body;
  } cases[] = {
    { other, yn_json_ref (body) },
    { service, yn_json_with (body, "/service/version", version) },
    { service, yn_json_with (body, "/service/sha256", version) },
    { service, yn_json_with (body, "/kind", version) },
    { service, yn_json_with (body, "/clauses", nothing) },
    { service, yn_json_with (body, "/answers/shop/name", hidden) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yn_paper_print (cases[i].service, cases[i].body, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE);
      yn_json_unref (cases[i].body);
    }
}

static void
test_not_a_paper (void)
{
  g_autoptr (GBytes) sheet = sheets_new (1);
  g_autoptr (GBytes) junk = g_bytes_new_static ("junk", 4);
  g_autoptr (GBytes) locked = sheets_through_qpdf (sheet, "--encrypt", "user", "owner", "256", "--", NULL);
  static const char *const bodies[] = {
    "", "{", "[]", "{}", "{\"yinuo\":2}", "{\"yinuo\":1,\"answers\":{}}"
  };
  const struct
  {
    GBytes *pdf;
    int code;
  } cases[] = { { sheet, YN_ERROR_NOT_A_PAPER },
                { junk, YN_ERROR_BAD_PDF },
                { locked, YN_ERROR_ENCRYPTED_PDF } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yn_paper_body (cases[i].pdf, &error));
      g_assert_error (error, YN_ERROR, cases[i].code);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (YnPdf) pdf = yn_pdf_open (sheet, NULL);
      g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (pdf, NULL);
      g_autoptr (GBytes) data = g_bytes_new_static (bodies[i], strlen (bodies[i]));
      g_autoptr (GBytes) made = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (yn_pdf_revision_attach (revision, "answers.json", "application/json", data, NULL));
      made = yn_pdf_revision_finish (revision, NULL, NULL);
      g_assert_null (yn_paper_body (made, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_NOT_A_PAPER);
    }
}

int
main (int argc, char **argv)
{
  static const char *const kinds[] = { "receipt", "refusal", "report" };
  g_autoptr (GPtrArray) services = yn_services_all ();

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < services->len + G_N_ELEMENTS (kinds); i++)
    {
      const char *id = i < services->len ? yn_service_id (g_ptr_array_index (services, i)) : kinds[i - services->len];
      g_autofree char *path = g_strconcat ("/papers/paper/kind/", id, NULL);

      g_test_add_data_func (path, id, test_kind);
    }
  g_test_add_func ("/papers/paper/encrypted", test_encrypted);
  g_test_add_func ("/papers/paper/letter", test_letter);
  g_test_add_func ("/papers/paper/private", test_private);
  g_test_add_func ("/papers/paper/private-number", test_private_number);
  g_test_add_func ("/papers/paper/same-twice", test_same_twice);
  g_test_add_func ("/papers/paper/strange-answers", test_strange_answers);
  g_test_add_func ("/papers/paper/long-answer", test_long_answer);
  g_test_add_func ("/papers/paper/unknown-answer", test_unknown_answer);
  g_test_add_func ("/papers/paper/refused", test_refused);
  g_test_add_func ("/papers/paper/not-a-paper", test_not_a_paper);
  return g_test_run ();
}
