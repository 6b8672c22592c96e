/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/sample.h"

#include <string.h>
#include "base/clock.h"
#include "forms/answers.h"
#include "forms/layout.h"

/* An answer may bring up further questions. */
#define ROUNDS 4
/* A schema that speaks of itself asks on without end, and nobody reads that far. */
#define MAX_ANSWERS 2500

typedef struct
{
  YnAnswers *answers;
  const char *today;
  YnLanguage language;
  guint given;
} Sampling;

/* By format: the published examples of the standards, and numbers that nobody has. */
static const char *
example (const char *format)
{
  static const char *const examples[][2] = {
    { "uscc", "92460203MA5TQX8800" }, { "resident-id", "11010519491231002X" }, { "cn-phone", "13800000000" },
    { "email", "sample@example.org" }, { "uri", "https://example.org/" },      { "time", "09:00:00Z" },
    { "travel-document", "E00000000" },
  };

  for (guint i = 0; format != NULL && i < G_N_ELEMENTS (examples); i++)
    if (g_str_equal (format, examples[i][0]))
      return examples[i][1];
  return NULL;
}

static YnJson *
sample_text (const Sampling *sampling, const YnField *field)
{
  const char *known = example (field->format);
  const char *invented = sampling->language == YN_LANGUAGE_EN ? "Sample" : "演练示例";
  g_autoptr (GString) text = g_string_new (known != NULL ? known : invented);

  while (known == NULL && g_utf8_strlen (text->str, -1) < field->min_length)
    g_string_append (text, sampling->language == YN_LANGUAGE_EN ? " sample" : "示例");
  if (known == NULL && field->max_length > 0 && g_utf8_strlen (text->str, -1) > field->max_length)
    g_string_truncate (text, g_utf8_offset_to_pointer (text->str, field->max_length) - text->str);
  return yn_json_new_string (text->str);
}

/* The least that is allowed, but rather one than none. */
static YnJson *
sample_number (const YnField *field)
{
  const char *wanted = field->kind == YN_FIELD_MONEY ? "10000" : "1";
  g_autoptr (YnJson) number = yn_json_parse (wanted, -1, NULL);
  g_autoptr (YnJson) least = field->minimum != NULL ? yn_json_parse (field->minimum, -1, NULL) : NULL;
  g_autoptr (YnJson) most = field->maximum != NULL ? yn_json_parse (field->maximum, -1, NULL) : NULL;

  if (yn_json_is (least, YN_JSON_NUMBER) && yn_json_compare_numbers (number, least) < 0)
    return g_steal_pointer (&least);
  if (yn_json_is (most, YN_JSON_NUMBER) && yn_json_compare_numbers (number, most) > 0)
    return g_steal_pointer (&most);
  return g_steal_pointer (&number);
}

static YnJson *
sample_choice (const YnField *field)
{
  const YnFieldChoice *first = field->choices != NULL && field->choices->len > 0 ? g_ptr_array_index (field->choices, 0)
                                                                               : NULL;
  g_autofree char *text = NULL;

  if (first == NULL)
    return NULL;
  text = field->kind == YN_FIELD_CHOICES ? g_strdup_printf ("[%s]", first->value) : g_strdup (first->value);
  return yn_json_parse (text, -1, NULL);
}

static YnJson *
sample_value (const Sampling *sampling, const YnField *field)
{
  g_autofree char *day = yn_day_add_months (sampling->today, 12);
  g_autofree char *moment = g_strconcat (day, "T09:00:00+08:00", NULL);

  switch (field->kind)
    {
    case YN_FIELD_INTEGER:
    case YN_FIELD_DECIMAL:
    case YN_FIELD_MONEY:
      return sample_number (field);
    case YN_FIELD_DATE:
      return yn_json_new_string (day);
    case YN_FIELD_DATE_TIME:
      return yn_json_new_string (moment);
    case YN_FIELD_BOOLEAN:
      return yn_json_new_boolean (TRUE);
    case YN_FIELD_CHOICE:
    case YN_FIELD_CHOICES:
      return sample_choice (field);
    case YN_FIELD_TIME:
      return yn_json_new_string (example ("time"));
    case YN_FIELD_TEXT:
    case YN_FIELD_LINES:
    case YN_FIELD_SECRET:
    default:
      return sample_text (sampling, field);
    }
}

static gboolean
give (Sampling *sampling, gboolean taken)
{
  sampling->given += taken ? 1 : 0;
  return taken;
}

static gboolean
answer_item (Sampling *sampling, const YnFormItem *item)
{
  g_autoptr (YnJson) value = NULL;
  g_autoptr (YnJson) entry = NULL;
  gboolean changed = FALSE;

  if (!item->visible || sampling->given >= MAX_ANSWERS)
    return FALSE;
  if (item->kind == YN_FORM_ITEM_FIELD && !item->read_only && yn_answers_get (sampling->answers, item->pointer) == NULL)
    {
      value = sample_value (sampling, item->field);
      return value != NULL && give (sampling, yn_answers_set (sampling->answers, item->pointer, value));
    }
  if (item->kind == YN_FORM_ITEM_ARRAY && yn_json_size (yn_answers_get (sampling->answers, item->pointer)) == 0)
    {
      const YnFormItem *column = item->columns != NULL && item->columns->len > 0 ? g_ptr_array_index (item->columns, 0)
                                                                                : NULL;

      /* Plain values stand in the array themselves. */
      if (column != NULL && column->field != NULL && g_strcmp0 (column->pointer, "") == 0)
        entry = sample_value (sampling, column->field);
      else
        entry = yn_json_new_object ();
      return entry != NULL && give (sampling, yn_answers_insert (sampling->answers, item->pointer, 0, entry));
    }
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    changed |= answer_item (sampling, g_ptr_array_index (item->items, i));
  return changed;
}

YnJson *
yn_sample_answers (YnService *service, const char *today, YnLanguage language)
{
  g_autoptr (YnAnswers) answers = yn_answers_new (service, NULL);
  Sampling sampling = { answers, today, language, 0 };
  gboolean changed = TRUE;

  for (guint round = 0; changed && round < ROUNDS; round++)
    {
      g_autoptr (YnFormItem) form = yn_form_lay_out (service, yn_answers_json (answers), language);

      changed = answer_item (&sampling, form);
    }
  return yn_json_ref (yn_answers_json (answers));
}

char *
yn_sample_start (YnService *service, const char *today)
{
  g_autoptr (YnJson) sample = yn_sample_answers (service, today, YN_LANGUAGE_ZH_CN);

  yn_json_put (&sample, "/enterprise", NULL);
  return yn_json_print (sample, YN_JSON_COMPACT);
}
