/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Text of a cell or a line as an answer. */

#include "forms/offer-text.h"

#include "base/text.h"

static gboolean
reads_like (const char *a, const char *b)
{
  g_autofree char *plain_a = yn_text_compact (a);
  g_autofree char *plain_b = yn_text_compact (b);
  g_autofree char *folded_a = g_utf8_casefold (plain_a, -1);
  g_autofree char *folded_b = g_utf8_casefold (plain_b, -1);

  return g_str_equal (folded_a, folded_b);
}

static const YnJson *
choices_at (YnService *service, const char *pointer)
{
  const YnJson *view = yn_schema_at (yn_service_schema (service), pointer);
  const YnJson *choices = yn_json_get (view, "enum");

  return choices != NULL ? choices : yn_json_get (view, "oneOf");
}

/* NULL: no choice is called so. */
static const YnJson *
choice_called (YnService *service, const char *pointer, const YnJson *choices, const char *text)
{
  for (guint i = 0; i < yn_json_size (choices); i++)
    {
      const YnJson *choice = yn_json_at (choices, i);
      const YnJson *value = yn_json_is (choice, YN_JSON_OBJECT) ? yn_json_get (choice, "const") : choice;
      g_autofree char *written = yn_json_is (value, YN_JSON_STRING) ? g_strdup (yn_json_string (value))
                                                                    : yn_json_print (value, YN_JSON_COMPACT);

      if (value != NULL && reads_like (written, text))
        return value;
      for (YnLanguage language = YN_LANGUAGE_ZH_CN; value != NULL && language <= YN_LANGUAGE_EN; language++)
        {
          g_autofree char *title = yn_service_answer_text (service, pointer, value, language);

          if (reads_like (title, text))
            return value;
        }
    }
  return NULL;
}

/* NULL: neither. */
static YnJson *
truth (const char *text)
{
  static const char *const yes[] = { "是", "有", "√", "true", "yes", "y", "1" };
  static const char *const no[] = { "否", "无", "×", "false", "no", "n", "0" };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    {
      if (reads_like (yes[i], text))
        return yn_json_new_boolean (TRUE);
      if (reads_like (no[i], text))
        return yn_json_new_boolean (FALSE);
    }
  return NULL;
}

/* One that is not among the choices spoils the list: half an answer is none. */
static YnJson *
list (YnService *service, const char *pointer, const char *text)
{
  g_autofree char *item = g_strconcat (pointer, "/0", NULL);
  g_auto (GStrv) parts = g_regex_split_simple ("[、；;|\\r\\n]+", text, 0, 0);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_array (writer);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *part = yn_text_normal_line (parts[i]);
      g_autoptr (YnJson) value = *part != '\0' ? yn_offer_value (service, item, part) : NULL;

      if (*part != '\0' && value == NULL)
        return NULL;
      if (value != NULL)
        yn_json_writer_value (writer, value);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

/* The form's own way of understanding what is typed. */
static YnJson *
as_if_typed (YnService *service, const char *pointer, const char *text)
{
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  g_autoptr (YnAnswers) answers = yn_answers_new (service, nothing);
  const char *said = NULL;

  yn_answers_set_text (answers, pointer, text, &said);
  return yn_json_with (NULL, "", yn_answers_get (answers, pointer));
}

YnJson *
yn_offer_value (YnService *service, const char *pointer, const char *text)
{
  const YnJson *view = yn_schema_at (yn_service_schema (service), pointer);
  const char *type = yn_json_get_string (view, "type");
  const YnJson *choices = choices_at (service, pointer);
  g_autofree char *line = yn_text_normal_line (text);

  if (*line == '\0' || view == NULL || g_strcmp0 (type, "object") == 0)
    return NULL;
  if (g_strcmp0 (type, "array") == 0)
    return list (service, pointer, text);
  if (choices != NULL)
    {
      const YnJson *choice = choice_called (service, pointer, choices, line);

      return choice != NULL ? yn_json_with (NULL, "", choice) : NULL;
    }
  if (g_strcmp0 (type, "boolean") == 0)
    return truth (line);
  return as_if_typed (service, pointer, text);
}
