/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/remark.h"

#include <stdio.h>
#include <string.h>
#include "base/json-fault.h"

/* What errors of a schema's compilation say, and the code whose words a person reads. */
static const struct
{
  const char *says;
  const char *code;
} reasons[] = {
  { "the reference leads nowhere", "reference-nowhere" },
  { "a reference leads to ", "reference-not-at-hand" },
  { "the pattern cannot be used", "pattern-unusable" },
  { "a pattern with NUL", "pattern-unusable" },
  { "the dialect ", "dialect-unknown" },
  { "the schema has no place ", "scope-nowhere" },
  { "there is no element ", "element-unknown" },
  { "there is no effect ", "effect-unknown" },
  { "there is no condition ", "condition-unknown" },
  { "the rule has no ", "rule-incomplete" },
  { "the condition has no ", "rule-incomplete" },
  { "a LEAF condition has an ", "rule-incomplete" },
  { "elements are nested ", "elements-deep" },
  { "the form has more than ", "form-too-large" },
  { "conditions are nested ", "elements-deep" },
  { "a schema is an object, true or false", "schema-expected" },
  { "a schema was expected", "schema-expected" },
  { "schemas were expected", "schema-expected" },
};

void
yn_remark_free (YnRemark *remark)
{
  g_free (remark->pointer);
  g_free (remark->code);
  g_free (remark->words);
  g_free (remark);
}

GPtrArray *
yn_remarks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yn_remark_free);
}

YnRemark *
yn_remark_new (const char *code, const YnJson *details, YnLanguage language)
{
  g_autoptr (YnProblem) problem = yn_problem_new ("", NULL, code, details != NULL ? yn_json_ref (details) : NULL);
  YnRemark *remark = g_new0 (YnRemark, 1);

  remark->code = g_strdup (code);
  remark->words = yn_problem_words (problem, language);
  return remark;
}

/* Bytes before @column of line @line -> characters, as editors count. */
static guint
characters (GBytes *text, guint line, guint column)
{
  gsize length;
  const char *at = g_bytes_get_data (text, &length);
  const char *end = at + length;
  guint count = 1;

  for (; line > 1 && at < end; line--)
    {
      const char *next = memchr (at, '\n', end - at);

      at = next != NULL ? next + 1 : end;
    }
  end = at + MIN (column - 1, (gsize) (end - at));
  for (; at < end; at++)
    count += (*at & 0xc0) != 0x80;
  return count;
}

YnJson *
yn_remark_parse (GBytes *text, YnLanguage language, GPtrArray *remarks)
{
  g_autoptr (GError) error = NULL;
  YnJson *document = yn_json_parse_bytes (text, &error);
  guint line = 0, column = 0;
  const char *code;
  YnRemark *remark;

  if (document != NULL)
    return document;
  code = yn_json_fault_of (error, &line, &column);
  remark = yn_remark_new (code != NULL ? code : yn_error_nick_of (error), NULL, language);
  remark->line = line;
  remark->column = line > 0 ? characters (text, line, column) : 0;
  g_ptr_array_add (remarks, remark);
  return NULL;
}

/* Itself where it stands there, else what holds it. */
static const YnJson *
nearest (const YnJson *document, const char *pointer)
{
  g_autofree char *at = g_strdup (pointer);
  const YnJson *found = yn_json_pointer (document, at);

  while (found == NULL && *at != '\0')
    {
      char *slash = strrchr (at, '/');

      *(slash != NULL ? slash : at) = '\0';
      found = yn_json_pointer (document, at);
    }
  return found != NULL ? found : document;
}

void
yn_remark_place (GBytes *text, const YnJson *document, const char *pointer, guint *line, guint *column)
{
  const YnJson *place = nearest (document, pointer);

  *line = yn_json_line (place);
  *column = *line > 0 ? characters (text, *line, yn_json_column (place)) : 0;
}

/* A person who writes a file knows its members by their names, not by the titles of a schema about schemas. */
static YnJson *
named_details (const YnProblem *problem)
{
  const YnJson *title = yn_json_get (problem->details, "title");
  const char *last = strrchr (problem->pointer, '/');
  g_autoptr (YnJson) name = yn_json_new_string (last != NULL ? last + 1 : "");
  YnJson *details = problem->details != NULL ? yn_json_ref (problem->details) : yn_json_new_object ();

  if (title != NULL && last != NULL && last[1] != '\0')
    yn_json_put (&details, "/title", name);
  return details;
}

void
yn_remark_add_problem (GPtrArray *remarks, GBytes *text, const YnJson *document, const YnProblem *problem,
                       YnLanguage language)
{
  g_autoptr (YnJson) details = named_details (problem);
  YnRemark *remark = yn_remark_new (problem->code, details, language);

  remark->pointer = g_strdup (problem->pointer);
  yn_remark_place (text, document, problem->pointer, &remark->line, &remark->column);
  g_ptr_array_add (remarks, remark);
}

static YnRemark *
remark_of_reason (const char *reason, YnLanguage language)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) details = NULL;
  const char *code = "definition-unusable";

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_has_prefix (reason, reasons[i].says))
      {
        code = reasons[i].code;
        reason += strlen (reasons[i].says);
        reason += strspn (reason, ": ");
        break;
      }
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "detail", reason);
  yn_json_writer_end (writer);
  details = yn_json_writer_finish (writer);
  return yn_remark_new (code, details, language);
}

/* Some errors name line and column first; the pointer says it too. */
static const char *
behind_place (const char *message)
{
  guint line, column;
  int end = 0;

  return sscanf (message, "line %u, column %u: %n", &line, &column, &end) == 2 ? message + end : message;
}

gboolean
yn_remark_add_error (GPtrArray *remarks, GBytes *text, const YnJson *document, const char *below, const GError *error,
                     YnLanguage language)
{
  const char *message = behind_place (error->message);
  const char *end = strstr (message, ": ");
  g_autofree char *pointer = NULL;
  YnRemark *remark;

  if (!g_str_has_prefix (message, below) || end == NULL)
    return FALSE;
  message += strlen (below);
  pointer = *message == '/' ? g_strndup (message, end - message) : g_strdup ("");
  remark = remark_of_reason (end + 2, language);
  yn_remark_place (text, document, pointer, &remark->line, &remark->column);
  remark->pointer = g_steal_pointer (&pointer);
  g_ptr_array_add (remarks, remark);
  return TRUE;
}

void
yn_remark_add_whole (GPtrArray *remarks, const char *code, YnLanguage language)
{
  g_ptr_array_add (remarks, yn_remark_new (code, NULL, language));
}

char *
yn_remark_line (const YnRemark *remark, YnLanguage language)
{
  if (remark->line == 0)
    return g_strdup (remark->words);
  if (language == YN_LANGUAGE_EN)
    return g_strdup_printf ("Line %u, column %u: %s", remark->line, remark->column, remark->words);
  return g_strdup_printf ("第 %u 行第 %u 列：%s", remark->line, remark->column, remark->words);
}
