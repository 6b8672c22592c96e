/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Typed text and answers: what a person writes is put right where the kind allows, and never thrown away. */

#include "forms/field.h"

#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/codes.h"
#include "base/decimal.h"

static char *
capital_compact (const char *text)
{
  g_autofree char *compact = yn_text_compact (text);

  return g_ascii_strup (compact, -1);
}

/* Text in the normal form of the field's format. */
static char *
normal_text (const YnField *field, const char *text)
{
  static const struct
  {
    const char *format;
    char *(*normal) (const char *text);
  } normals[] = {
    { "uscc", yn_uscc_normal },
    { "resident-id", yn_resident_id_normal },
    { "cn-phone", yn_phone_normal },
    { "cn-document-number", yn_document_number_normal },
    { "cn-licence-number", yn_licence_number_normal },
    { "travel-document", capital_compact },
    { "email", yn_text_compact },
    { "uri", yn_text_compact },
  };

  for (guint i = 0; i < G_N_ELEMENTS (normals); i++)
    if (g_strcmp0 (field->format, normals[i].format) == 0)
      return normals[i].normal (text);
  return field->kind == YN_FIELD_LINES ? yn_text_normal_lines (text) : yn_text_normal_line (text);
}

/* "12.5 ㎡" -> "12.5" */
static void
strip_unit (GString *number, const char *unit)
{
  g_autofree char *compact = yn_text_compact (unit != NULL ? unit : "");

  if (*compact != '\0' && g_str_has_suffix (number->str, compact))
    g_string_truncate (number, number->len - strlen (compact));
}

/* "+007" -> "7", ".5" -> "0.5", "1,234" -> "1234", "12。5" -> "12.5": the way JSON writes it; NULL where it is no
 * number. */
static YnJson *
parse_number (const YnField *field, const char *text)
{
  g_autofree char *compact = yn_text_compact (text);
  g_autoptr (GString) number = g_string_new (compact);
  gboolean negative;
  YnJson *json;

  strip_unit (number, field->unit);
  g_string_replace (number, "。", ".", 1);
  g_string_replace (number, ",", "", 0);
  negative = number->str[0] == '-';
  if (negative || number->str[0] == '+')
    g_string_erase (number, 0, 1);
  while (number->str[0] == '0' && g_ascii_isdigit (number->str[1]))
    g_string_erase (number, 0, 1);
  if (number->str[0] == '.')
    g_string_prepend_c (number, '0');
  if (!g_ascii_isdigit (number->str[0]))
    return NULL;
  if (negative)
    g_string_prepend_c (number, '-');
  json = yn_json_parse (number->str, number->len, NULL);
  return json;
}

static YnJson *
parse_money (const char *text)
{
  gint64 fen;

  return yn_money_parse_yuan (text, &fen) ? yn_json_new_int (fen) : NULL;
}

/* Three runs of digits with anything usual between them: 2026/11/3, 2026年11月3日, 20261103. */
static char *
read_day (const char *text, const char **rest)
{
  g_autoptr (GRegex) pattern = g_regex_new ("^(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?"
                                            "|^(\\d{4})(\\d{2})(\\d{2})(?!\\d)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *day = NULL;
  int numbers[3], end, first;

  if (!g_regex_match (pattern, text, 0, &match))
    return NULL;
  g_match_info_fetch_pos (match, 0, NULL, &end);
  first = g_match_info_get_match_count (match) > 4 ? 4 : 1;
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *number = g_match_info_fetch (match, first + i);

      numbers[i] = atoi (number);
    }
  day = g_strdup_printf ("%04d-%02d-%02d", numbers[0], numbers[1], numbers[2]);
  *rest = text + end;
  return yn_day_valid (day) ? g_steal_pointer (&day) : NULL;
}

static YnJson *
parse_date (const char *text)
{
  g_autofree char *compact = yn_text_compact (text);
  const char *rest;
  g_autofree char *day = read_day (compact, &rest);

  return day != NULL && *rest == '\0' ? yn_json_new_string (day) : NULL;
}

/* "18:05", "18点5分", "下午6:05" from @text on; @rest behind it. */
static gboolean
read_time (const char *text, int *hour, int *minute, int *second, const char **rest)
{
  g_autoptr (GRegex) pattern = g_regex_new ("^(上午|下午)?(\\d{1,2})(?:[:点时](?:(\\d{1,2})(?:[:分](\\d{1,2}))?)?)[分秒]?",
                                            0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *half = NULL;
  int *numbers[] = { hour, minute, second };
  int end;

  if (!g_regex_match (pattern, text, 0, &match))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *number = g_match_info_fetch (match, i + 2);

      *numbers[i] = number != NULL ? atoi (number) : 0;
    }
  half = g_match_info_fetch (match, 1);
  if (g_str_equal (half, "下午") && *hour < 12)
    *hour += 12;
  g_match_info_fetch_pos (match, 0, NULL, &end);
  *rest = text + end;
  return *hour < 24 && *minute < 60 && *second < 60;
}

/* A civil time is Shanghai's. */
static YnJson *
parse_time (const char *text)
{
  g_autofree char *compact = yn_text_compact (text);
  g_autofree char *time = NULL;
  int hour = 0, minute = 0, second = 0;
  const char *rest;

  if (!read_time (compact, &hour, &minute, &second, &rest))
    return NULL;
  if (*rest != '\0')
    return g_regex_match_simple ("^(Z|[+-]\\d\\d:\\d\\d)$", rest, 0, 0) ? yn_json_new_string (compact) : NULL;
  time = g_strdup_printf ("%02d:%02d:%02d+08:00", hour, minute, second);
  return yn_json_new_string (time);
}

static YnJson *
parse_date_time (const char *text)
{
  g_autofree char *written = yn_text_normal_line (text);
  g_auto (GStrv) parts = g_strsplit (written, "：", -1);
  g_autofree char *line = g_strjoinv (":", parts);
  const char *rest;
  g_autofree char *day = NULL;
  g_autofree char *instant = NULL;
  int hour = 0, minute = 0, second = 0;

  if (yn_clock_parse_instant (line) != -1)
    return yn_json_new_string (line);
  day = read_day (line, &rest);
  if (day == NULL)
    return NULL;
  rest += *rest == ' ' || *rest == 'T';
  if (!read_time (rest, &hour, &minute, &second, &rest) || *rest != '\0')
    return NULL;
  instant = g_strdup_printf ("%sT%02d:%02d:%02d+08:00", day, hour, minute, second);
  return yn_json_new_string (instant);
}

static YnJson *
parse_boolean (const char *text)
{
  static const char *const yes[] = { "true", "yes", "y", "1", "是", "有", NULL };
  static const char *const no[] = { "false", "no", "n", "0", "否", "无", NULL };
  g_autofree char *compact = yn_text_compact (text);
  g_autofree char *word = g_ascii_strdown (compact, -1);

  if (g_strv_contains (yes, word))
    return yn_json_new_boolean (TRUE);
  return g_strv_contains (no, word) ? yn_json_new_boolean (FALSE) : NULL;
}

static YnJson *
parse_choice (const YnField *field, const char *text)
{
  const YnFieldChoice *choice = field->list != NULL ? yn_choices_find_text (field->list, text) : NULL;

  return choice != NULL ? yn_json_parse (choice->value, -1, NULL) : NULL;
}

static YnJson *
parse_choices (const YnField *field, const char *text)
{
  g_autofree char *line = yn_text_normal_line (text);
  g_auto (GStrv) words = g_regex_split_simple ("\\s*[,，、;；\\n]\\s*", line, 0, 0);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_array (writer);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr (YnJson) value = *words[i] != '\0' ? parse_choice (field, words[i]) : NULL;

      if (value != NULL)
        yn_json_writer_value (writer, value);
      else if (*words[i] != '\0')
        yn_json_writer_string (writer, words[i]);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static YnJson *
parse_kind (const YnField *field, const char *text)
{
  switch (field->kind)
    {
    case YN_FIELD_INTEGER:
    case YN_FIELD_DECIMAL:
      return parse_number (field, text);
    case YN_FIELD_MONEY:
      return parse_money (text);
    case YN_FIELD_DATE:
      return parse_date (text);
    case YN_FIELD_TIME:
      return parse_time (text);
    case YN_FIELD_DATE_TIME:
      return parse_date_time (text);
    case YN_FIELD_BOOLEAN:
      return parse_boolean (text);
    case YN_FIELD_CHOICE:
      return parse_choice (field, text);
    case YN_FIELD_CHOICES:
      return parse_choices (field, text);
    case YN_FIELD_TEXT:
    case YN_FIELD_LINES:
    case YN_FIELD_SECRET:
    default:
      return NULL;
    }
}

/* What was done to the text, where one word says it: a code of data/problems.json. White space at the ends goes without
 * a word; NULL: nothing else was done. */
static const char *
what_was_done (const YnField *field, const YnJson *value, const char *text)
{
  static const struct
  {
    const char *pattern;
    const char *instead;
    const char *code;
  } deeds[] = {
    { "\\R+", "", "put-right-breaks" },
    { "\\R+", " ", "put-right-joined" },
    { "[\\h\\x{3000}]+", "", "put-right-spaces" },
  };
  g_autofree char *bare = g_strstrip (g_strdup (text));
  g_autofree char *shown = yn_field_edit_text (field, value);
  g_autofree char *narrow = yn_text_compact (bare);

  if (g_str_equal (shown, bare))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autoptr (GRegex) pattern = g_regex_new (deeds[i].pattern, 0, 0, NULL);
      g_autofree char *done = g_regex_replace_literal (pattern, bare, -1, 0, deeds[i].instead, 0, NULL);

      if (g_strcmp0 (done, shown) == 0)
        return deeds[i].code;
    }
  return g_str_equal (narrow, shown) && g_utf8_strlen (narrow, -1) == g_utf8_strlen (bare, -1) ? "put-right-wide"
                                                                                               : "put-right";
}

YnJson *
yn_field_parse (const YnField *field, const char *text, const char **said)
{
  g_autofree char *normal = NULL;
  YnJson *value;

  if (said != NULL)
    *said = NULL;
  if (text == NULL)
    return NULL;
  normal = field->kind == YN_FIELD_SECRET ? g_utf8_make_valid (text, -1) : normal_text (field, text);
  if (*normal == '\0')
    return NULL;
  value = parse_kind (field, text);
  if (value == NULL)
    value = yn_json_new_string (normal);
  if (said != NULL)
    *said = what_was_done (field, value, text);
  return value;
}

char *
yn_field_yuan_text (const YnJson *value)
{
  static const YnDecimal fen_in_yuan = { 1, 2 };
  YnDecimal amount;
  gint64 fen;

  if (yn_json_int64 (value, &fen))
    return yn_money_format_yuan (fen);
  return yn_decimal_from_json (value, &amount) && yn_decimal_multiply (amount, fen_in_yuan, &amount)
             ? yn_decimal_text (amount)
             : g_strdup (yn_json_number (value));
}

/* Yuan without the commas, so that typing goes on where it stood. */
static char *
money_edit_text (const YnJson *value)
{
  g_autofree char *text = yn_field_yuan_text (value);
  g_autoptr (GString) plain = g_string_new (text);

  g_string_replace (plain, ",", "", 0);
  if (g_str_has_suffix (plain->str, ".00"))
    g_string_truncate (plain, plain->len - 3);
  return g_strdup (plain->str);
}

static char *
items_edit_text (const YnField *field, const YnJson *value)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < yn_json_size (value); i++)
    {
      g_autofree char *one = yn_field_edit_text (field, yn_json_at (value, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", one);
    }
  return g_string_free (text, FALSE);
}

/* "18:05:00+08:00" -> "18:05" */
static char *
time_edit_text (const char *text)
{
  if (g_regex_match_simple ("^\\d\\d:\\d\\d:00\\+08:00$", text, 0, 0))
    return g_strndup (text, 5);
  return g_strndup (text, g_str_has_suffix (text, "+08:00") ? strlen (text) - 6 : strlen (text));
}

char *
yn_field_edit_text (const YnField *field, const YnJson *value)
{
  if (value == NULL || yn_json_is (value, YN_JSON_NULL))
    return g_strdup ("");
  if (field->kind == YN_FIELD_MONEY && yn_json_is (value, YN_JSON_NUMBER))
    return money_edit_text (value);
  if (yn_json_is (value, YN_JSON_ARRAY))
    return items_edit_text (field, value);
  if (!yn_json_is (value, YN_JSON_STRING))
    return yn_json_print (value, YN_JSON_COMPACT);
  if (field->kind == YN_FIELD_TIME)
    return time_edit_text (yn_json_string (value));
  if (field->kind == YN_FIELD_DATE_TIME && yn_clock_parse_instant (yn_json_string (value)) != -1)
    {
      g_autofree char *civil = yn_clock_civil (yn_clock_parse_instant (yn_json_string (value)));

      return g_strndup (civil, g_str_has_suffix (civil, ":00") ? 16 : 19);
    }
  return g_strdup (yn_json_string (value));
}
