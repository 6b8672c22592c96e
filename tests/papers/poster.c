/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The kept promise for the wall. */

#include "papers/poster.h"

#include <string.h>
#include "base/error.h"
#include "base/hash.h"
#include "fixtures/folder.h"
#include "fixtures/variant.h"
#include "made.h"
#include "sheets.h"

static void
test_says (void)
{
  g_autoptr (YnService) service = made_service ("F04");
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) poster = NULL;
  g_autofree char *text = NULL, *fingerprint = NULL, *info = NULL;
  g_auto (Made) made = { 0 };

  made_from (&made, service, answers, TRUE);
  poster = yn_poster_print (made.main, service, &error);
  g_assert_no_error (error);
  sheets_assert_sound (poster);
  info = sheets_ask (poster, "pdfinfo", "@", NULL);
  g_assert_true (g_regex_match_simple ("Pages: +1\n", info, 0, 0));
  g_assert_true (g_regex_match_simple ("Tagged: +yes", info, 0, 0));
  g_assert_true (g_regex_match_simple ("\\(A4\\)", info, 0, 0));
  text = made_text (poster);
  fingerprint = yn_sha256 (made.main);
  made_says (text, "演练·无效力");
  made_says (text, "信用承诺公示");
  made_says (text, "三亚样例海鲜餐饮有限公司");
  made_says (text, "91460200MA5TSAMPX1");
  made_says (text, "1. 食品原料来源清楚，进货查验记录真实，保存不少于2年。");
  made_says (text, "3. 明码标价，不缺斤短两。");
  made_says (text, "有效期至2027年11月23日");
  made_says (text, "没有做到？");
  made_says (text, fingerprint);
}

/* Not even masked: the poster has no room for what nobody may read. */
static void
expect_no_private (const YnService *service, const char *text, const YnJson *value, const char *pointer)
{
  const char *written = yn_json_string (value);

  if (!yn_json_is_container (value) && yn_service_is_private (service, pointer) && written != NULL
      && strlen (written) >= 4
      && strstr (text, written) != NULL)
    g_error ("%s: the poster says %s", yn_service_id (service), pointer);
  for (guint i = 0; yn_json_is_container (value) && i < yn_json_size (value); i++)
    {
      g_autofree char *token = yn_json_is (value, YN_JSON_ARRAY) ? g_strdup_printf ("%u", i)
                                                                 : yn_json_pointer_escape (yn_json_name_at (value, i));
      g_autofree char *below = g_strconcat (pointer, "/", token, NULL);

      expect_no_private (service, text, yn_json_at (value, i), below);
    }
}

/* Every commitment that may be public fits, and every other is refused. */
static void
test_every (void)
{
  g_autoptr (GPtrArray) services = yn_services_all ();

  for (guint i = 0; i < services->len; i++)
    {
      const YnService *service = g_ptr_array_index (services, i);
      g_autoptr (YnJson) answers = made_answers (yn_service_id (service));
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) poster = NULL;
      g_autofree char *text = NULL;
      g_auto (Made) made = { 0 };

      g_test_message ("%s", yn_service_id (service));
      made_from (&made, service, answers, FALSE);
      poster = yn_poster_print (made.main, service, &error);
      if (yn_json_get (yn_service_json (service), "clauses") == NULL)
        g_assert_error (error, YN_ERROR, YN_ERROR_NOT_A_PAPER);
      else if (yn_service_publicity (service) != 1)
        g_assert_error (error, YN_ERROR, YN_ERROR_NOT_PUBLIC);
      else
        {
          g_assert_no_error (error);
          text = made_text (poster);
          g_assert_null (strstr (text, "演练·无效力"));
          expect_no_private (service, text, answers, "");
          expect_no_private (service, text, yn_json_get (made.body, "answers"), "");
        }
    }
}

static void
test_refused (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (YnService) service = made_service ("F04");
  g_autoptr (YnService) other
      = variant_new (folder, "F04", "F04-other", "/summary", "{\"zh\":\"改过\",\"en\":\"changed\"}", NULL);
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autoptr (GBytes) sheet = sheets_new (1);
  g_autoptr (GBytes) junk = g_bytes_new_static ("junk", 4);
  g_auto (Made) made = { 0 };
  struct
  {
    GBytes *paper;
    const YnService *service;
    int code;
  } cases[4];

  made_from (&made, service, answers, TRUE);
  cases[0].paper = made.annex, cases[0].service = service, cases[0].code = YN_ERROR_NOT_A_PAPER;
  cases[1].paper = sheet, cases[1].service = service, cases[1].code = YN_ERROR_NOT_A_PAPER;
  cases[2].paper = junk, cases[2].service = service, cases[2].code = YN_ERROR_BAD_PDF;
  cases[3].paper = made.main, cases[3].service = other, cases[3].code = YN_ERROR_OTHER_VERSION;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yn_poster_print (cases[i].paper, cases[i].service, &error));
      g_assert_error (error, YN_ERROR, cases[i].code);
    }
}

/* Long names and long sentences are set smaller, and what does not fit at all is said. */
static void
test_long (void)
{
  static const struct
  {
    guint name;
    guint sentence;
    gboolean fits;
  } cases[] = { { 100, 40, TRUE }, { 20, 120, TRUE }, { 20, 1200, FALSE } };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (YnJson) answers = made_answers ("F04");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) name = g_string_new (NULL), sentence = g_string_new (NULL);
      g_autofree char *id = g_strdup_printf ("F04-long-%u", i);
      g_autofree char *you = NULL, *text = NULL;
      g_autoptr (YnService) service = NULL;
      g_autoptr (YnJson) context = made_context (TRUE), value = NULL, renamed = NULL, body = NULL;
      g_autoptr (GBytes) paper = NULL, poster = NULL;
      g_autoptr (GError) error = NULL;

      for (guint n = 0; n < cases[i].name; n++)
        g_string_append (name, "长");
      for (guint n = 0; n < cases[i].sentence; n++)
        g_string_append (sentence, "诺");
      you = g_strdup_printf ("[{\"zh\":\"%s\",\"en\":\"a\"},{\"zh\":\"%s\",\"en\":\"b\"},{\"zh\":\"末尾\",\"en\":\"c\"}]",
                             sentence->str, sentence->str);
      service = variant_new (folder, "F04", id, "/promise/you", you, NULL);
      value = yn_json_new_string (name->str);
      renamed = yn_json_with (context, "/enterprise/name", value);
      body = yn_paper_compose (service, answers, renamed, NULL, NULL);
      paper = made_printed (service, body);
      poster = yn_poster_print (paper, service, &error);
      g_test_message ("%u, %u", cases[i].name, cases[i].sentence);
      g_assert_cmpint (poster != NULL, ==, cases[i].fits);
      if (!cases[i].fits)
        {
          g_assert_error (error, YN_ERROR, YN_ERROR_TOO_LARGE);
          continue;
        }
      text = made_text (poster);
      made_says (text, name->str);
      made_says (text, "3. 末尾");
    }
}

/* What a telephone reads from the code. */
static void
test_code (void)
{
  g_autoptr (YnService) service = made_service ("F04");
  g_autoptr (YnJson) answers = made_answers ("F04");
  g_autofree char *code = NULL, *fingerprint = NULL, *right = NULL;
  g_auto (Made) made = { 0 };

  made_from (&made, service, answers, TRUE);
  code = yn_poster_code (made.main, made.body, service);
  fingerprint = yn_sha256 (made.main);
  right = g_strdup_printf ("演练·无效力　信用承诺\n三亚样例海鲜餐饮有限公司\n91460200MA5TSAMPX1\n餐饮与食品安全信用承诺\n2026-11-23\n"
                           "sha256:%s",
                           fingerprint);
  g_assert_cmpstr (code, ==, right);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/papers/poster/says", test_says);
  g_test_add_func ("/papers/poster/every", test_every);
  g_test_add_func ("/papers/poster/refused", test_refused);
  g_test_add_func ("/papers/poster/long", test_long);
  g_test_add_func ("/papers/poster/code", test_code);
  return g_test_run ();
}
