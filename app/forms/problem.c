/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/problem.h"

#include <string.h>
#include "base/data.h"
#include "base/json-members.h"

#define CATALOGUE "problems.json"

/* Looked through once and kept: it is a part of the program. Most programs say few of its words. */
static const YnJsonMembers *
catalogue (void)
{
  static gsize looked;
  static YnJsonMembers *words;

  if (g_once_init_enter (&looked))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) text = yn_data_bytes (CATALOGUE, &error);

      words = text != NULL ? yn_json_members_new (text, &error) : NULL;
      if (words == NULL)
        g_warning ("%s: %s", CATALOGUE, error->message);
      g_once_init_leave (&looked, 1);
    }
  return words;
}

YnProblem *
yn_problem_new (const char *pointer, const char *schema_pointer, const char *code, YnJson *details)
{
  YnProblem *problem = g_new0 (YnProblem, 1);

  problem->pointer = g_strdup (pointer != NULL ? pointer : "");
  problem->schema_pointer = g_strdup (schema_pointer);
  problem->code = g_strdup (code);
  problem->details = details;
  return problem;
}

YnProblem *
yn_problem_copy (const YnProblem *problem)
{
  return yn_problem_new (problem->pointer, problem->schema_pointer, problem->code, yn_json_ref (problem->details));
}

void
yn_problem_free (YnProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->pointer);
  g_free (problem->schema_pointer);
  g_free (problem->code);
  yn_json_unref (problem->details);
  g_free (problem);
}

GPtrArray *
yn_problems_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yn_problem_free);
}

const YnProblem *
yn_problems_at (GPtrArray *problems, const char *pointer)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);

      if (g_str_equal (problem->pointer, pointer))
        return problem;
    }
  return NULL;
}

static void
append_detail (GString *text, const YnJson *details, const char *name, gsize length)
{
  const YnJson *detail = yn_json_get_len (details, name, length);
  g_autofree char *printed = NULL;

  if (yn_json_is (detail, YN_JSON_STRING))
    g_string_append (text, yn_json_string (detail));
  else if (detail != NULL)
    g_string_append (text, printed = yn_json_print (detail, YN_JSON_COMPACT));
}

/* What is empty takes along the brackets around it, with whatever leads up to it there, or the quotation marks. */
static const char *
drop_around (GString *text, const char *rest)
{
  static const struct
  {
    const char *open, *close;
    gboolean with_lead;
  } pairs[] = { { "（", "）", TRUE }, { " (", ")", TRUE }, { " “", "”", FALSE }, { "“", "”", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      char *at = g_str_has_prefix (rest, pairs[i].close) ? g_strrstr (text->str, pairs[i].open) : NULL;
      gboolean around = at != NULL && (pairs[i].with_lead ? strstr (at, pairs[i].close) == NULL
                                                          : at[strlen (pairs[i].open)] == '\0');

      if (!around)
        continue;
      g_string_truncate (text, (gsize) (at - text->str));
      return rest + strlen (pairs[i].close);
    }
  return rest;
}

/* {name} is the detail of that name, or nothing; a brace without its other is itself. */
static char *
fill (const char *pattern, const YnJson *details)
{
  GString *text = g_string_new (NULL);
  gsize before;

  while (*pattern != '\0')
    {
      const char *open = strchr (pattern, '{');
      const char *close = open != NULL ? strchr (open, '}') : NULL;

      if (close == NULL)
        break;
      g_string_append_len (text, pattern, open - pattern);
      before = text->len;
      append_detail (text, details, open + 1, close - open - 1);
      pattern = text->len > before ? close + 1 : drop_around (text, close + 1);
    }
  g_string_append (text, pattern);
  return g_string_free (text, FALSE);
}

gboolean
yn_problems_know (const char *code)
{
  return code != NULL && yn_json_members_have (catalogue (), code);
}

static YnJson *
entry (const char *code)
{
  return yn_json_members_get (catalogue (), yn_problems_know (code) ? code : yn_error_nick (YN_ERROR_FAILED));
}

static const char *
words_of (const YnJson *entry, const char *part, YnLanguage language)
{
  const char *words = yn_json_get_string (yn_json_get (entry, yn_language_key (language)), part);

  if (words == NULL)
    words = yn_json_get_string (yn_json_get (entry, yn_language_key (YN_LANGUAGE_ZH_CN)), part);
  return words != NULL ? words : "";
}

/* Of a limit of one some languages speak in other words: "one" in the catalogue. */
static gboolean
is_of_one (const YnJson *details)
{
  g_autoptr (GString) limit = g_string_new (NULL);

  append_detail (limit, details, "limit", strlen ("limit"));
  return g_str_equal (limit->str, "1");
}

char *
yn_problem_words (const YnProblem *problem, YnLanguage language)
{
  const char *own = yn_json_get_string (problem->details, "words");
  g_autoptr (YnJson) said = entry (problem->code);
  const char *one = yn_json_get_string (yn_json_get (said, yn_language_key (language)), "one");

  if (own != NULL)
    return g_strdup (own);
  return fill (one != NULL && is_of_one (problem->details) ? one : words_of (said, "what", language), problem->details);
}

const char *
yn_problem_place (const YnProblem *problem)
{
  const char *place = yn_json_get_string (problem->details, "place");

  return place != NULL ? place : problem->pointer;
}

YnJson *
yn_problem_json (const YnProblem *problem, YnLanguage language)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autofree char *words = yn_problem_words (problem, language);

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "pointer", problem->pointer);
  if (problem->schema_pointer != NULL)
    yn_json_writer_member_string (writer, "schemaPointer", problem->schema_pointer);
  yn_json_writer_member_string (writer, "code", problem->code);
  yn_json_writer_member_string (writer, "words", words);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

YnProblem *
yn_problem_from_json (const YnJson *json)
{
  const YnJson *details = yn_json_get (json, "details");
  const char *code = yn_json_get_string (json, "code");

  if (code == NULL)
    return NULL;
  return yn_problem_new (yn_json_get_string (json, "pointer"), yn_json_get_string (json, "schemaPointer"), code,
                         yn_json_is (details, YN_JSON_OBJECT) ? yn_json_ref (details) : NULL);
}

YnExplanation *
yn_problems_explain_code (const char *code, YnLanguage language)
{
  g_autoptr (YnJson) words = entry (code);
  YnExplanation *explanation = g_new0 (YnExplanation, 1);

  explanation->code = g_strdup (code != NULL ? code : yn_error_nick (YN_ERROR_FAILED));
  explanation->what = fill (words_of (words, "what", language), NULL);
  explanation->means = fill (words_of (words, "means", language), NULL);
  explanation->remedy = fill (words_of (words, "do", language), NULL);
  explanation->verdict = g_strdup (yn_json_get_string (words, "namesVerdict"));
  return explanation;
}

YnExplanation *
yn_problems_explain (const GError *error, YnLanguage language)
{
  return yn_problems_explain_code (yn_error_nick_of (error), language);
}

GError *
yn_problems_error_said (const char *said, gsize length)
{
  g_autoptr (YnJson) json = yn_json_parse (said, length, NULL);
  const YnJson *met = yn_json_get (json, "error");
  const char *detail = yn_json_get_string (met, "detail");
  YnError code = YN_ERROR_FAILED;

  for (guint i = 0; i < YN_N_ERRORS; i++)
    if (g_strcmp0 (yn_error_nick (i), yn_json_get_string (met, "code")) == 0)
      code = i;
  return g_error_new_literal (YN_ERROR, code, detail != NULL ? detail : "it said nothing");
}

void
yn_explanation_free (YnExplanation *explanation)
{
  if (explanation == NULL)
    return;
  g_free (explanation->code);
  g_free (explanation->what);
  g_free (explanation->means);
  g_free (explanation->remedy);
  g_free (explanation->verdict);
  g_free (explanation);
}
