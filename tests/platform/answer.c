/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What an answer to a PUT is, and what it is not. */
#include "platform/answer.h"

#include "base/error.h"

#include <string.h>

#define SHA_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SHA_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define PROBLEM "application/problem+json"

static YnHttpAnswer *
answer_of (guint status, const char *type, const char *body)
{
  YnHttpAnswer *answer = g_new (YnHttpAnswer, 1);

  *answer = (YnHttpAnswer){
    .status = status,
    .body = g_bytes_new (body, strlen (body)),
    .headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };
  if (type != NULL)
    g_hash_table_insert (answer->headers, g_strdup ("content-type"), g_strdup (type));
  return answer;
}

static void
test_read (void)
{
  static const struct
  {
    guint status;
    const char *type, *body;
    YnAnswerKind kind;
    const char *code;
  } cases[] = {
    { 200, "application/pdf", "%PDF", YN_ANSWER_PAPER, NULL },
    { 201, "Application/PDF; x=y", "%PDF", YN_ANSWER_PAPER, NULL },
    { 422, "application/pdf", "%PDF", YN_ANSWER_PAPER, NULL },
    { 200, "application/pdf", "", YN_ANSWER_WEATHER, "nonsense" },
    { 200, "text/html", "<html>", YN_ANSWER_WEATHER, "nonsense" },
    { 200, NULL, "%PDF", YN_ANSWER_WEATHER, "nonsense" },
    { 202, "application/pdf", "%PDF", YN_ANSWER_WEATHER, "nonsense" },
    { 204, NULL, "", YN_ANSWER_WEATHER, "nonsense" },
    { 304, NULL, "", YN_ANSWER_WEATHER, "nonsense" },
    { 500, "application/pdf", "%PDF", YN_ANSWER_WEATHER, "server-trouble" },
    { 503, PROBLEM, "{\"code\":\"refused\"}", YN_ANSWER_WEATHER, "server-trouble" },
    { 429, NULL, "", YN_ANSWER_WEATHER, "server-trouble" },
    { 408, NULL, "", YN_ANSWER_WEATHER, "server-trouble" },
    { 424, PROBLEM, "{\"missing\":[\"" SHA_A "\",\"" SHA_B "\"]}", YN_ANSWER_MISSING, "attachments-missing" },
    { 424, PROBLEM, "{\"missing\":[]}", YN_ANSWER_WEATHER, "nonsense" },
    { 424, PROBLEM, "{\"missing\":[\"../../etc/passwd\"]}", YN_ANSWER_WEATHER, "nonsense" },
    { 424, PROBLEM, "{\"missing\":[\"" SHA_A "\",7]}", YN_ANSWER_WEATHER, "nonsense" },
    { 424, PROBLEM, "[[[[", YN_ANSWER_WEATHER, "nonsense" },
    { 400, PROBLEM, "{\"code\":\"not-a-paper\"}", YN_ANSWER_PROBLEM, "not-a-paper" },
    { 400, PROBLEM, "{\"code\":\"<b>A&B</b>\"}", YN_ANSWER_PROBLEM, "rejected" },
    { 400, PROBLEM, "{\"code\":7}", YN_ANSWER_PROBLEM, "rejected" },
    { 400, "text/html", "{\"code\":\"not-a-paper\"}", YN_ANSWER_PROBLEM, "rejected" },
    { 400, PROBLEM, "not json", YN_ANSWER_PROBLEM, "rejected" },
    { 413, NULL, "", YN_ANSWER_PROBLEM, "too-large" },
    { 422, PROBLEM, "{}", YN_ANSWER_PROBLEM, "rejected" },
    { 404, NULL, "", YN_ANSWER_PROBLEM, "rejected" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnHttpAnswer) http = answer_of (cases[i].status, cases[i].type, cases[i].body);
      g_autoptr (YnAnswer) answer = yn_answer_read (http);

      g_test_message ("%u %s %s", cases[i].status, cases[i].type, cases[i].body);
      g_assert_cmpint (answer->kind, ==, cases[i].kind);
      g_assert_cmpstr (answer->code, ==, cases[i].code);
      g_assert_true ((answer->paper != NULL) == (cases[i].kind == YN_ANSWER_PAPER));
      g_assert_true ((answer->missing != NULL) == (cases[i].kind == YN_ANSWER_MISSING));
      g_assert_cmpint (answer->retry_after, ==, -1);
    }
}

static void
test_brackets (void)
{
  static const guint statuses[] = { 200, 400, 424, 500 };
  g_autofree char *brackets = g_strnfill (100000, '[');

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (YnHttpAnswer) http = answer_of (statuses[i], PROBLEM, brackets);
      g_autoptr (YnAnswer) answer = yn_answer_read (http);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (answer->kind, !=, YN_ANSWER_PAPER);
      yn_answer_set_error (http, &error);
      g_assert_nonnull (error);
    }
}

static void
test_problems (void)
{
  g_autoptr (YnHttpAnswer) http = answer_of (400, PROBLEM,
                                             "{\"code\":\"answers-invalid\",\"errors\":[{\"pointer\":\"/"
                                             "a\",\"code\":\"required\"},7,{\"pointer\":\"/b\"}]}");
  g_autoptr (YnAnswer) answer = yn_answer_read (http);

  g_assert_cmpstr (answer->code, ==, "answers-invalid");
  g_assert_nonnull (answer->problems);
  g_assert_cmpuint (answer->problems->len, ==, 1);
}

static void
test_retry_after_and_filing (void)
{
  g_autoptr (YnHttpAnswer) http = answer_of (200, "application/pdf", "%PDF");
  g_autoptr (YnAnswer) answer = NULL;

  g_hash_table_insert (http->headers, g_strdup ("retry-after"), g_strdup ("17"));
  g_hash_table_insert (http->headers, g_strdup ("yinuo-filing"), g_strdup (SHA_B));
  answer = yn_answer_read (http);
  g_assert_cmpint (answer->retry_after, ==, 17);
  g_assert_cmpstr (answer->filing, ==, SHA_B);

  g_clear_pointer (&answer, yn_answer_free);
  g_hash_table_insert (http->headers, g_strdup ("yinuo-filing"), g_strdup ("first"));
  answer = yn_answer_read (http);
  g_assert_null (answer->filing);
}

static void
test_errors (void)
{
  static const struct
  {
    guint status;
    YnError code;
  } cases[] = {
    { 401, YN_ERROR_SESSION_ENDED }, { 403, YN_ERROR_REJECTED },       { 404, YN_ERROR_NOT_FOUND },
    { 413, YN_ERROR_TOO_LARGE },     { 429, YN_ERROR_SERVER_TROUBLE }, { 500, YN_ERROR_SERVER_TROUBLE },
    { 200, YN_ERROR_NONSENSE },      { 304, YN_ERROR_NONSENSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnHttpAnswer) http = answer_of (cases[i].status, PROBLEM, "{}");
      g_autoptr (GError) error = NULL;

      yn_answer_set_error (http, &error);
      g_assert_error (error, YN_ERROR, (int) cases[i].code);
    }
}

static void
test_from_error (void)
{
  g_autoptr (GError) error = g_error_new_literal (YN_ERROR, YN_ERROR_CUT, "half");
  g_autoptr (YnAnswer) answer = yn_answer_from_error (error);

  g_assert_cmpint (answer->kind, ==, YN_ANSWER_WEATHER);
  g_assert_cmpstr (answer->code, ==, "cut");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answer/read", test_read);
  g_test_add_func ("/answer/brackets", test_brackets);
  g_test_add_func ("/answer/problems", test_problems);
  g_test_add_func ("/answer/retry-after-and-filing", test_retry_after_and_filing);
  g_test_add_func ("/answer/errors", test_errors);
  g_test_add_func ("/answer/from-error", test_from_error);
  return g_test_run ();
}
