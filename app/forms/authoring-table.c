/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Questions out of a spreadsheet. */

#include "forms/authoring-parts.h"

#include <string.h>
#include "base/csv.h"
#include "base/text.h"

/* More than a form has; whoever reads more has chosen another table. */
#define MAX_QUESTIONS 500

typedef enum
{
  QUESTION,
  ENGLISH,
  KIND,
  REQUIRED,
  PUBLIC,
  MINIMUM,
  MAXIMUM,
  UNIT,
  UNIT_ENGLISH,
  CHOICES,
  HELP,
  HELP_ENGLISH,
  GROUP,
  GROUP_ENGLISH,
  N_COLUMNS
} Column;

static const char *const headers[N_COLUMNS][3] = {
  [QUESTION] = { "问题", "question" },
  [ENGLISH] = { "英文", "english" },
  [KIND] = { "类型", "kind" },
  [REQUIRED] = { "必填", "required" },
  [PUBLIC] = { "公开", "public" },
  [MINIMUM] = { "最小", "minimum" },
  [MAXIMUM] = { "最大", "maximum" },
  [UNIT] = { "单位", "unit" },
  [UNIT_ENGLISH] = { "单位英文", "unit english" },
  [CHOICES] = { "选项", "choices" },
  [HELP] = { "说明", "help" },
  [HELP_ENGLISH] = { "说明英文", "help english" },
  [GROUP] = { "分组", "group" },
  [GROUP_ENGLISH] = { "分组英文", "group english" },
};

typedef struct
{
  YnAuthoring *authoring;
  int columns[N_COLUMNS]; /* index in the row, -1: the table has none */
  YnLanguage language;
  GPtrArray *remarks;
  char *group;            /* place of the heading that the last row stood under, or NULL */
  GHashTable *headings;   /* Chinese label -> place: what is added comes behind, and moves none of them */
  GHashTable *questions;
} Reading;

static char *
folded (const char *text)
{
  g_autofree char *line = yn_text_normal_line (text);

  return g_utf8_strdown (line, -1);
}

static char *
cell (const Reading *reading, const YnCsvRow *row, Column column)
{
  const char *text = reading->columns[column] >= 0 ? yn_csv_cell (row, reading->columns[column]) : "";

  return column == CHOICES ? yn_text_normal_lines (text) : yn_text_normal_line (text);
}

static gboolean
is_column (const char *name)
{
  for (guint column = 0; column < N_COLUMNS; column++)
    if (g_strv_contains (headers[column], name))
      return TRUE;
  return FALSE;
}

static gboolean
read_header (Reading *reading, const YnCsvRow *row)
{
  for (guint column = 0; column < N_COLUMNS; column++)
    {
      reading->columns[column] = -1;
      for (guint i = 0; row->cells[i] != NULL; i++)
        {
          g_autofree char *name = folded (row->cells[i]);

          if (reading->columns[column] < 0 && g_strv_contains (headers[column], name))
            reading->columns[column] = i;
        }
    }
  return reading->columns[QUESTION] >= 0;
}

/* A remark on a row: where it stands in the table, and what of it cannot be taken; on the table as a whole: @row NULL.
 */
static void
add_remark (const Reading *reading, const YnCsvRow *row, Column column, const char *code, const char *text)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) details = NULL;
  YnRemark *remark;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "title", headers[column][reading->language == YN_LANGUAGE_EN]);
  yn_json_writer_member_string (writer, "text", text);
  yn_json_writer_end (writer);
  details = yn_json_writer_finish (writer);
  remark = yn_remark_new (code, details, reading->language);
  remark->line = row != NULL ? row->line : 0;
  remark->column = row != NULL ? 1 : 0;
  g_ptr_array_add (reading->remarks, remark);
}

/* A column that is called otherwise than here was meant to be read. */
static void
check_header (const Reading *reading, const YnCsvRow *row)
{
  for (guint i = 0; row->cells[i] != NULL; i++)
    {
      g_autofree char *name = folded (row->cells[i]);

      if (*name != '\0' && !is_column (name))
        add_remark (reading, NULL, QUESTION, "table-column-unknown", row->cells[i]);
    }
}

/* "" is @fallback; -1: neither yes nor no. */
static int
yes_or_no (const char *text, gboolean fallback)
{
  static const char *const yes[] = { "是", "yes", "y", "1", "√", "✓", "true", "公开", "必填", "public", NULL };
  static const char *const no[] = { "否", "no", "n", "0", "×", "false", "不公开", "选填", "private", NULL };
  g_autofree char *word = folded (text);

  if (*word == '\0')
    return fallback;
  return g_strv_contains (yes, word) ? TRUE : g_strv_contains (no, word) ? FALSE : -1;
}

/* -1: no such kind. */
static int
kind_named (const char *text)
{
  g_autofree char *name = folded (text);

  if (*name == '\0')
    return YN_QUESTION_TEXT;
  for (int kind = 0; kind < YN_QUESTION_OTHER; kind++)
    {
      g_autofree char *zh = folded (yn_question_kind_words (kind, YN_LANGUAGE_ZH_CN));
      g_autofree char *en = folded (yn_question_kind_words (kind, YN_LANGUAGE_EN));

      if (g_str_equal (name, yn_question_kind_name (kind)) || g_str_equal (name, zh) || g_str_equal (name, en))
        return kind;
    }
  return -1;
}

/* Semicolons, bars and line breaks part choices; a comma may stand inside one. */
static char *
choice_lines (const char *text)
{
  static const char *const parts[] = { "；", ";", "|", "｜" };
  g_autoptr (GString) lines = g_string_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_replace (lines, parts[i], "\n", 0);
  return g_strdup (lines->str);
}

/* All that can be wrong with a row is found before anything of it is taken. */
static gboolean
check_row (const Reading *reading, const YnCsvRow *row, int *kind)
{
  guint before = reading->remarks->len;
  g_autofree char *question = cell (reading, row, QUESTION);
  g_autofree char *kind_text = cell (reading, row, KIND);
  g_autofree char *choices = cell (reading, row, CHOICES);
  static const Column flags[] = { REQUIRED, PUBLIC };
  static const Column limits[] = { MINIMUM, MAXIMUM };

  *kind = kind_named (kind_text);
  if (*question == '\0')
    add_remark (reading, row, QUESTION, "table-question-empty", "");
  if (*kind < 0)
    add_remark (reading, row, KIND, "table-kind-unknown", kind_text);
  if ((*kind == YN_QUESTION_CHOICE || *kind == YN_QUESTION_CHOICES) && *choices == '\0')
    add_remark (reading, row, CHOICES, "table-choices-missing", "");
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autofree char *text = cell (reading, row, flags[i]);

      if (yes_or_no (text, FALSE) < 0)
        add_remark (reading, row, flags[i], "table-yes-no", text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *text = cell (reading, row, limits[i]);
      g_autofree char *compact = yn_text_compact (text);
      g_autoptr (YnJson) number = *compact != '\0' ? yn_json_parse (compact, -1, NULL) : NULL;

      if (*compact != '\0' && !yn_json_is (number, YN_JSON_NUMBER))
        add_remark (reading, row, limits[i], "table-number", text);
    }
  return reading->remarks->len == before;
}

/* Of several of one label the first counts. */
static void
note_label (GHashTable *labels, const char *label, const char *place)
{
  if (!g_hash_table_contains (labels, label))
    g_hash_table_insert (labels, g_strdup (label), g_strdup (place));
}

static void
note_labels (Reading *reading)
{
  g_autoptr (GPtrArray) rows = yn_authoring_rows (reading->authoring);

  reading->headings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reading->questions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const YnAuthoringRow *row = g_ptr_array_index (rows, i);

      if (!row->fixed)
        note_label (row->pointer == NULL ? reading->headings : reading->questions, row->label[YN_LANGUAGE_ZH_CN],
                    row->place);
    }
}

static YnAuthoringRow *
heading_for (Reading *reading, const YnCsvRow *row)
{
  g_autofree char *label = cell (reading, row, GROUP);
  g_autofree char *english = cell (reading, row, GROUP_ENGLISH);
  const char *there = g_hash_table_lookup (reading->headings, label);
  YnAuthoringRow *heading;

  if (*label == '\0')
    return reading->group != NULL ? yn_authoring_row_at (reading->authoring, reading->group) : NULL;
  heading = there != NULL ? yn_authoring_row_at (reading->authoring, there) : NULL;
  if (heading == NULL)
    {
      g_autofree char *place = yn_authoring_add_heading (reading->authoring, NULL);

      heading = yn_authoring_row_at (reading->authoring, place);
      yn_authoring_set_label (reading->authoring, heading, YN_LANGUAGE_ZH_CN, label);
      note_label (reading->headings, label, place);
    }
  if (*english != '\0')
    yn_authoring_set_label (reading->authoring, heading, YN_LANGUAGE_EN, english);
  g_free (reading->group);
  reading->group = g_strdup (heading->place);
  return heading;
}

/* Asks for the row anew after each change that may alter what it says. */
static void
fill_row (Reading *reading, const YnCsvRow *row, const char *place, YnQuestionKind kind)
{
  YnAuthoring *authoring = reading->authoring;
  g_autoptr (YnAuthoringRow) question = yn_authoring_row_at (authoring, place);
  g_autofree char *label = cell (reading, row, QUESTION);
  g_autofree char *english = cell (reading, row, ENGLISH);
  g_autofree char *required = cell (reading, row, REQUIRED);
  g_autofree char *public = cell (reading, row, PUBLIC);
  g_autofree char *help = cell (reading, row, HELP);
  g_autofree char *help_english = cell (reading, row, HELP_ENGLISH);
  g_autofree char *unit = cell (reading, row, UNIT);
  g_autofree char *unit_english = cell (reading, row, UNIT_ENGLISH);
  g_autofree char *minimum = cell (reading, row, MINIMUM);
  g_autofree char *maximum = cell (reading, row, MAXIMUM);
  g_autofree char *choices = cell (reading, row, CHOICES);
  g_autofree char *lines = choice_lines (choices);

  yn_authoring_set_label (authoring, question, YN_LANGUAGE_ZH_CN, label);
  yn_authoring_set_label (authoring, question, YN_LANGUAGE_EN, english);
  yn_authoring_set_help (authoring, question, YN_LANGUAGE_ZH_CN, help);
  yn_authoring_set_help (authoring, question, YN_LANGUAGE_EN, help_english);
  yn_authoring_set_required (authoring, question, yes_or_no (required, FALSE));
  yn_authoring_set_private (authoring, question, !yes_or_no (public, TRUE));
  yn_authoring_set_kind (authoring, question, kind);
  g_clear_pointer (&question, yn_authoring_row_free);
  question = yn_authoring_row_at (authoring, place);
  if (*minimum != '\0')
    yn_authoring_set_limit (authoring, question, FALSE, minimum);
  if (*maximum != '\0')
    yn_authoring_set_limit (authoring, question, TRUE, maximum);
  yn_authoring_set_unit (authoring, question, YN_LANGUAGE_ZH_CN, unit);
  yn_authoring_set_unit (authoring, question, YN_LANGUAGE_EN, unit_english);
  if (*lines != '\0')
    yn_authoring_set_choices (authoring, question, lines);
}

static void
take_row (Reading *reading, const YnCsvRow *row, YnQuestionKind kind)
{
  g_autofree char *label = cell (reading, row, QUESTION);
  const char *there = g_hash_table_lookup (reading->questions, label);
  g_autoptr (YnAuthoringRow) heading = there == NULL ? heading_for (reading, row) : NULL;
  g_autofree char *place = there != NULL ? g_strdup (there)
                                         : yn_authoring_add_question (reading->authoring, heading);

  note_label (reading->questions, label, place);
  fill_row (reading, row, place, kind);
}

int
yn_authoring_read_table (YnAuthoring *authoring, GBytes *csv, YnLanguage language, GPtrArray *remarks, GError **error)
{
  g_autoptr (GPtrArray) rows = yn_csv_read (csv, error);
  Reading reading = { .authoring = authoring, .language = language, .remarks = remarks };
  int taken = 0;

  if (rows == NULL)
    return -1;
  if (!read_header (&reading, g_ptr_array_index (rows, 0)))
    {
      add_remark (&reading, NULL, QUESTION, "table-no-header", "");
      return 0;
    }
  check_header (&reading, g_ptr_array_index (rows, 0));
  note_labels (&reading);
  yn_authoring_begin_step (authoring);
  for (guint i = 1; i < rows->len; i++)
    {
      const YnCsvRow *row = g_ptr_array_index (rows, i);
      int kind;

      if (i > MAX_QUESTIONS)
        {
          add_remark (&reading, row, QUESTION, "table-too-long", "");
          break;
        }
      if (!check_row (&reading, row, &kind))
        continue;
      take_row (&reading, row, kind);
      taken++;
    }
  yn_authoring_end_step (authoring);
  g_free (reading.group);
  g_hash_table_unref (reading.headings);
  g_hash_table_unref (reading.questions);
  return taken;
}
