/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "made.h"

#include <string.h>
#include "base/hash.h"
#include "papers/reading.h"

YnJson *
made_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  YnJson *json = yn_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return json;
}

YnJson *
made_context (gboolean practice)
{
  g_autofree char *text = g_strdup_printf (
      "{\"matter\":\"3f2c7a91-5d0e-4b8a-9c46-e1d87b25f06d\","
      "\"platform\":{\"id\":\"7d1b5e20-93c4-4f6a-8b07-52ae9c31d84f\",\"name\":\"%s\",\"practice\":%s},"
      "\"enterprise\":{\"name\":\"三亚样例海鲜餐饮有限公司\",\"uscc\":\"91460200MA5TSAMPX1\"},"
      "\"authority\":{\"name\":\"样例窗口\"},\"day\":\"2026-11-23\",\"number\":null,\"about\":null}",
      practice ? "演练平台" : "样例平台", practice ? "true" : "false");

  return made_json (text);
}

YnJson *
made_answers (const char *service)
{
  g_autofree char *name = g_strconcat (service, ".json", NULL);
  g_autofree char *own = g_test_build_filename (G_TEST_DIST, "papers", "answers", name, NULL);
  g_autofree char *shared = g_test_build_filename (G_TEST_DIST, "fixtures", "answers", name, NULL);
  const char *path = g_file_test (own, G_FILE_TEST_EXISTS) ? own : shared;
  g_autoptr (GError) error = NULL;
  YnJson *answers = yn_json_load (path, &error);

  g_assert_no_error (error);
  return answers;
}

static YnJson *
attachments (void)
{
  return made_json ("[{\"id\":\"licence-copy\",\"name\":\"食品经营许可证 A&B <b>.pdf\","
                    "\"sha256\":\"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\","
                    "\"size\":1234567,\"type\":\"application/pdf\",\"pages\":2}]");
}

YnService *
made_service (const char *id)
{
  g_autoptr (GError) error = NULL;
  YnService *service = yn_service_find (id, &error);

  g_assert_no_error (error);
  return service;
}

GBytes *
made_printed (const YnService *service, const YnJson *body)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = yn_paper_print (service, body, &error);

  g_assert_no_error (error);
  return pdf;
}

char *
made_squeezed (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

char **
made_texts (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  char **texts = yn_reading_texts (pdf, NULL, &error);

  g_assert_no_error (error);
  return texts;
}

char *
made_text (GBytes *pdf)
{
  g_auto (GStrv) texts = made_texts (pdf);
  g_autofree char *joined = g_strjoinv ("\n", texts);

  return made_squeezed (joined);
}

void
made_says (const char *text, const char *what)
{
  g_autofree char *wanted = made_squeezed (what);

  if (strstr (text, wanted) == NULL)
    g_test_message ("missing: %s", what);
  g_assert_nonnull (strstr (text, wanted));
}

void
made_clear (Made *made)
{
  g_clear_pointer (&made->main, g_bytes_unref);
  g_clear_pointer (&made->annex, g_bytes_unref);
  g_clear_pointer (&made->body, yn_json_unref);
}
void
made_from (Made *made, const YnService *service, const YnJson *answers, gboolean practice)
{
  g_autoptr (YnJson) context = made_context (practice);
  g_autoptr (YnJson) attached = attachments ();
  g_autoptr (YnJson) annex_body = NULL;

  made->body = yn_paper_compose (service, answers, context, attached, &annex_body);
  if (annex_body != NULL)
    {
      g_autoptr (YnJson) with = NULL;
      g_autofree char *hash = NULL;

      made->annex = made_printed (service, annex_body);
      hash = yn_sha256 (made->annex);
      with = yn_paper_with_annex (made->body, hash);
      yn_json_unref (made->body);
      made->body = g_steal_pointer (&with);
    }
  made->main = made_printed (service, made->body);
}
