/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is still to do: problems, what lacks its English, what nobody has confirmed. In the officer's words; with the
 * line and column for who has the file open in an editor. */

#include "forms/authoring-parts.h"

#include <stdlib.h>
#include <string.h>
#include "base/data.h"
#include "base/error.h"
#include "forms/layout.h"
#include "forms/service.h"

typedef struct
{
  YnAuthoring *authoring;
  YnLanguage language;
  GBytes *text;       /* as it would be saved */
  YnJson *document;   /* the same, with lines and columns */
  GPtrArray *remarks;
} List;

/* @title: what it is about, @text: a word of it; either may be NULL. */
static void
add (const List *list, const char *pointer, const char *code, const char *title, const char *text)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) details = NULL;
  YnRemark *remark;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "title", title != NULL ? title : "");
  yn_json_writer_member_string (writer, "text", text != NULL ? text : "");
  yn_json_writer_end (writer);
  details = yn_json_writer_finish (writer);
  remark = yn_remark_new (code, details, list->language);
  remark->pointer = g_strdup (pointer);
  yn_remark_place (list->text, list->document, pointer, &remark->line, &remark->column);
  g_ptr_array_add (list->remarks, remark);
}

/* What a person reads the question as: its words, else where it stands. */
static const char *
title_of (const YnAuthoringRow *row, YnLanguage language)
{
  const char *label = row->label[language];

  if (label == NULL || *label == '\0')
    label = row->label[YN_LANGUAGE_ZH_CN];
  return label != NULL && *label != '\0' ? label : row->pointer != NULL ? row->pointer : row->place;
}

static char *
clause_title (const List *list, guint index)
{
  return g_strdup_printf (list->language == YN_LANGUAGE_EN ? "Clause %u" : "第 %u 条条款", index + 1);
}

/* --- problems --------------------------------------------------------------------------------------------------- */

/* {/pointer} that no question answers. */
static void
check_blanks (const List *list, const char *pointer, const char *title, const char *text)
{
  while (text != NULL && (text = strstr (text, "{/")) != NULL)
    {
      const char *close = strchr (text, '}');
      g_autofree char *blank = close != NULL ? g_strndup (text + 1, close - text - 1) : NULL;
      g_auto (YnAuthoringPlace) place = { 0 };

      if (blank == NULL)
        return;
      yn_authoring_find (list->authoring, blank, &place);
      if (place.node == NULL)
        add (list, pointer, "authoring-blank", title, blank);
      text = close;
    }
}

static void
check_texts (const List *list)
{
  g_autoptr (GPtrArray) texts = yn_authoring_texts (list->authoring);

  for (guint i = 0; i < texts->len; i++)
    {
      const YnAuthoringText *text = g_ptr_array_index (texts, i);
      g_autofree char *name = yn_authoring_text_name (text->pointer, list->language);

      if (*text->text[YN_LANGUAGE_ZH_CN] == '\0')
        add (list, text->pointer, "authoring-empty", name, NULL);
      check_blanks (list, text->pointer, name, text->text[YN_LANGUAGE_ZH_CN]);
      check_blanks (list, text->pointer, name, text->text[YN_LANGUAGE_EN]);
    }
}

static gboolean
is_out_of_order (const YnAuthoringRow *row)
{
  g_autoptr (YnJson) minimum = *row->minimum != '\0' ? yn_json_parse (row->minimum, -1, NULL) : NULL;
  g_autoptr (YnJson) maximum = *row->maximum != '\0' ? yn_json_parse (row->maximum, -1, NULL) : NULL;

  return yn_json_is (minimum, YN_JSON_NUMBER) && yn_json_is (maximum, YN_JSON_NUMBER)
         && yn_json_compare_numbers (minimum, maximum) > 0;
}

static void
check_rows (const List *list, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const YnAuthoringRow *row = g_ptr_array_index (rows, i);
      const char *title = title_of (row, list->language);

      if (*row->label[YN_LANGUAGE_ZH_CN] == '\0')
        add (list, row->place, "authoring-empty", title, NULL);
      if ((row->kind == YN_QUESTION_CHOICE || row->kind == YN_QUESTION_CHOICES) && *row->choices == '\0')
        add (list, row->place, "authoring-choices", title, NULL);
      if (is_out_of_order (row))
        add (list, row->place, "authoring-limits", title, NULL);
    }
}

static void
check_clauses (const List *list)
{
  g_autoptr (GPtrArray) clauses = yn_authoring_clauses (list->authoring);

  if (clauses->len == 0 && yn_authoring_at (list->authoring, "/clauses") != NULL)
    add (list, "/clauses", "authoring-no-clauses", NULL, NULL);
  for (guint i = 0; i < clauses->len; i++)
    {
      const YnAuthoringClause *clause = g_ptr_array_index (clauses, i);
      g_autofree char *title = clause_title (list, i);
      g_autofree char *pointer = g_strdup_printf ("/clauses/%u", i);
      g_auto (YnAuthoringPlace) place = { 0 };

      if (clause->text[YN_LANGUAGE_ZH_CN] == NULL || *clause->text[YN_LANGUAGE_ZH_CN] == '\0')
        add (list, pointer, clause->common ? "authoring-clause-unknown" : "authoring-empty", title, clause->id);
      if (clause->when != NULL)
        yn_authoring_find (list->authoring, clause->when, &place);
      if (clause->when != NULL && place.node == NULL)
        add (list, pointer, "authoring-when", title, clause->when);
      if (clause->common)
        continue;
      check_blanks (list, pointer, title, clause->text[YN_LANGUAGE_ZH_CN]);
      check_blanks (list, pointer, title, clause->text[YN_LANGUAGE_EN]);
    }
}

static gboolean
is_said (const List *list, const char *pointer)
{
  for (guint i = 0; i < list->remarks->len; i++)
    {
      const YnRemark *remark = g_ptr_array_index (list->remarks, i);

      if (remark->pointer != NULL && g_str_has_prefix (pointer, remark->pointer))
        return TRUE;
    }
  return FALSE;
}

static void
check_rules (const List *list, YnService *service)
{
  g_autoptr (GPtrArray) hideable = yn_form_hideable (service, list->language);

  for (guint i = 0; i < hideable->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (hideable, i);

      add (list, problem->pointer, problem->code, yn_json_get_string (problem->details, "title"), NULL);
    }
}

/* What the officer's words above do not cover: the shape of the file, and whether a form can be made of it. */
static void
check_file (const List *list)
{
  g_autoptr (GPtrArray) problems = yn_service_check_file (list->document);
  g_autoptr (YnService) service = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < problems->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);

      if (!is_said (list, problem->pointer))
        yn_remark_add_problem (list->remarks, list->text, list->document, problem, list->language);
    }
  if (list->remarks->len > 0)
    return;
  service = yn_service_new (list->text, &error);
  if (service == NULL && !yn_remark_add_error (list->remarks, list->text, list->document, "", error, list->language))
    yn_remark_add_whole (list->remarks, yn_error_nick_of (error), list->language);
  if (service != NULL)
    check_rules (list, service);
}

static void
check_id (const List *list)
{
  const char *id = yn_authoring_id (list->authoring);
  gsize length = strlen (id);
  static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";

  if (length == 0 || length > 40 || !g_ascii_isalpha (*id) || strspn (id, allowed) != length)
    add (list, "/id", "authoring-id", id, NULL);
}

static void
list_problems (const List *list)
{
  g_autoptr (GPtrArray) rows = yn_authoring_rows (list->authoring);

  check_id (list);
  check_texts (list);
  check_rows (list, rows);
  check_clauses (list);
  check_file (list);
}

/* --- English ---------------------------------------------------------------------------------------------------- */

/* What needs no translation: numbers, codes, nothing. */
static gboolean
holds_chinese (const char *text)
{
  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    if (g_utf8_get_char (text) >= 0x2e80)
      return TRUE;
  return FALSE;
}

static gboolean
lacks_english (const char *const *text)
{
  return holds_chinese (text[YN_LANGUAGE_ZH_CN])
         && (text[YN_LANGUAGE_EN] == NULL || *text[YN_LANGUAGE_EN] == '\0');
}

static void
list_choices (const List *list, const YnAuthoringRow *row)
{
  g_auto (GStrv) lines = g_strsplit (row->choices, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], " = ") == NULL && holds_chinese (lines[i]))
      add (list, row->place, "authoring-no-english-choice", row->label[YN_LANGUAGE_ZH_CN], lines[i]);
}

static void
list_untranslated (const List *list)
{
  g_autoptr (GPtrArray) texts = yn_authoring_texts (list->authoring);
  g_autoptr (GPtrArray) rows = yn_authoring_rows (list->authoring);
  g_autoptr (GPtrArray) clauses = yn_authoring_clauses (list->authoring);

  for (guint i = 0; i < texts->len; i++)
    {
      const YnAuthoringText *text = g_ptr_array_index (texts, i);
      g_autofree char *name = yn_authoring_text_name (text->pointer, list->language);

      if (lacks_english ((const char *const *) text->text))
        add (list, text->pointer, "authoring-no-english", name, text->text[YN_LANGUAGE_ZH_CN]);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const YnAuthoringRow *row = g_ptr_array_index (rows, i);
      const char *label = row->label[YN_LANGUAGE_ZH_CN];

      if (lacks_english ((const char *const *) row->label))
        add (list, row->place, row->pointer != NULL ? "authoring-no-english-question" : "authoring-no-english-heading",
             label, NULL);
      if (lacks_english ((const char *const *) row->help))
        add (list, row->place, "authoring-no-english-help", label, NULL);
      if (lacks_english ((const char *const *) row->unit))
        add (list, row->place, "authoring-no-english-unit", label, row->unit[YN_LANGUAGE_ZH_CN]);
      list_choices (list, row);
    }
  for (guint i = 0; i < clauses->len; i++)
    {
      const YnAuthoringClause *clause = g_ptr_array_index (clauses, i);
      g_autofree char *title = clause_title (list, i);
      g_autofree char *pointer = g_strdup_printf ("/clauses/%u", i);

      if (!clause->common && lacks_english ((const char *const *) clause->text))
        add (list, pointer, "authoring-no-english", title, clause->text[YN_LANGUAGE_ZH_CN]);
    }
}

/* --- what nobody has confirmed ---------------------------------------------------------------------------------- */

static void
list_unverified (const List *list)
{
  const YnJson *said = yn_authoring_at (list->authoring, "/unverified");
  g_autoptr (GPtrArray) texts = yn_authoring_texts (list->authoring);
  g_autoptr (GPtrArray) clauses = yn_authoring_clauses (list->authoring);
  g_autoptr (YnJson) commons = yn_data_json ("services/clauses.json", NULL);

  for (guint i = 0; i < yn_json_size (said); i++)
    {
      g_autofree char *pointer = g_strdup_printf ("/unverified/%u", i);

      add (list, pointer, "authoring-unverified", yn_json_string (yn_json_at (said, i)), NULL);
    }
  for (guint i = 0; i < texts->len; i++)
    {
      const YnAuthoringText *text = g_ptr_array_index (texts, i);
      g_autofree char *name = yn_authoring_text_name (text->pointer, list->language);

      if (!yn_json_get_boolean (yn_authoring_at (list->authoring, text->pointer), "verified", TRUE))
        add (list, text->pointer, "authoring-unverified-text", name, text->text[YN_LANGUAGE_ZH_CN]);
    }
  for (guint i = 0; i < clauses->len; i++)
    {
      const YnAuthoringClause *clause = g_ptr_array_index (clauses, i);
      g_autofree char *pointer = g_strdup_printf ("/clauses/%u", i);

      if (clause->common && !yn_json_get_boolean (yn_json_get (commons, clause->id), "verified", TRUE))
        add (list, pointer, "authoring-unverified-clause", clause->id, clause->text[list->language]);
    }
}

GPtrArray *
yn_authoring_tasks (YnAuthoring *authoring, YnAuthoringTask task, YnLanguage language)
{
  g_autoptr (GBytes) text = yn_authoring_print (authoring);
  g_autoptr (YnJson) document = yn_json_parse_bytes (text, NULL);
  const List list = { authoring, language, text, document, yn_remarks_new () };

  if (task == YN_AUTHORING_PROBLEM)
    list_problems (&list);
  else if (task == YN_AUTHORING_UNTRANSLATED)
    list_untranslated (&list);
  else
    list_unverified (&list);
  return list.remarks;
}
