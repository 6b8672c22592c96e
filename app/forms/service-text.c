/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a person reads of a service and of answers to it. */

#include "forms/service-parts.h"

#include <string.h>
#include "base/clock.h"
#include "base/codes.h"
#include "forms/field.h"
#include "forms/tuple.h"

char *
yn_service_key (const char *pointer)
{
  g_auto (GStrv) tokens = g_strsplit (pointer, "/", -1);
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      if (*tokens[i] == '\0' || strspn (tokens[i], "0123456789-") == strlen (tokens[i]))
        continue;
      if (key->len > 0)
        g_string_append_c (key, '.');
      g_string_append (key, tokens[i]);
    }
  return g_strdup (key->str);
}

/* Entries are all called alike; the positions of a tuple each have a name, "span.0". */
char *
yn_service_place_key (const YnService *service, const char *pointer)
{
  const char *slash = strrchr (pointer, '/');
  g_autofree char *key = yn_service_key (pointer);

  if (slash == NULL || !yn_tuple_has (service->schema, pointer))
    return g_steal_pointer (&key);
  return g_strdup_printf ("%s.%s", key, slash + 1);
}

const char *
yn_service_word (const YnService *service, const char *key)
{
  const char *word = yn_json_get_string (yn_json_get (yn_json_get (service->json, "words"), "en"), key);

  if (word == NULL)
    word = yn_json_get_string (yn_json_get (yn_json_get (service->common, "words"), "en"), key);
  return word;
}

/* The word for a place, in English; NULL otherwise, and where there is none. */
static const char *
word_for (const YnService *service, const char *pointer, const char *part, YnLanguage language)
{
  g_autofree char *place = yn_service_place_key (service, pointer);
  g_autofree char *key = g_strconcat (place, ".", part, NULL);

  return language == YN_LANGUAGE_EN ? yn_service_word (service, key) : NULL;
}

/* The title of the attachment at "/attachments/ID", or NULL. */
static const char *
attachment_title (const YnService *service, const char *pointer, YnLanguage language)
{
  const YnJson *slots = yn_json_get (service->json, "attachments");
  const char *id = g_str_has_prefix (pointer, "/attachments/") ? pointer + strlen ("/attachments/") : NULL;

  for (guint i = 0; id != NULL && i < yn_json_size (slots); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (slots, i), "id"), id) == 0)
      return yn_json_text (yn_json_get (yn_json_at (slots, i), "title"), language);
  return NULL;
}

char *
yn_service_label (const YnService *service, const char *pointer, YnLanguage language)
{
  const char *label = word_for (service, pointer, "label", language);

  if (label == NULL)
    label = attachment_title (service, pointer, language);
  if (label == NULL)
    label = yn_json_get_string (yn_schema_at (service->schema, pointer), "title");
  return g_strdup (label != NULL ? label : "");
}

char *
yn_service_help (const YnService *service, const char *pointer, YnLanguage language)
{
  const char *help = word_for (service, pointer, "description", language);

  if (help == NULL)
    help = yn_json_get_string (yn_schema_at (service->schema, pointer), "description");
  return g_strdup (help != NULL ? help : "");
}

char *
yn_service_day_text (const char *day, YnLanguage language)
{
  static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July", "August",
                                        "September", "October", "November", "December" };
  int year, month, date;

  if (!yn_day_valid (day))
    return g_strdup (day);
  year = atoi (day);
  month = atoi (day + 5);
  date = atoi (day + 8);
  if (language == YN_LANGUAGE_EN)
    return g_strdup_printf ("%d %s %04d", date, months[month - 1], year);
  return g_strdup_printf ("%04d年%d月%d日", year, month, date);
}

/* In Shanghai's time, to the minute. */
static char *
instant_in_full (const char *text, YnLanguage language)
{
  gint64 instant = yn_clock_parse_instant (text);
  g_autofree char *civil = instant != -1 ? yn_clock_civil (instant) : NULL;
  g_autofree char *day = NULL;

  if (civil == NULL)
    return g_strdup (text);
  civil[10] = '\0';
  day = yn_service_day_text (civil, language);
  return g_strdup_printf (language == YN_LANGUAGE_EN ? "%s, %.5s" : "%s %.5s", day, civil + 11);
}

static const YnJson *
choice_among (const YnJson *schema, const YnJson *value)
{
  const YnJson *choices = yn_json_get (schema, "oneOf");

  if (choices == NULL)
    choices = yn_json_get (schema, "anyOf");
  for (guint i = 0; i < yn_json_size (choices); i++)
    {
      const YnJson *constant = yn_json_get (yn_json_at (choices, i), "const");

      if (constant != NULL && yn_json_equal (constant, value))
        return yn_json_at (choices, i);
    }
  return NULL;
}

static char *
plain_text (const YnJson *value)
{
  const char *text = yn_json_string (value);

  return text != NULL ? g_strdup (text) : yn_json_print (value, YN_JSON_COMPACT);
}

/* The title of a chosen value, or NULL where it is none of a list. */
static char *
choice_text (const YnService *service, const char *pointer, const YnJson *schema, const YnJson *value,
             YnLanguage language)
{
  const YnJson *choice = choice_among (schema, value);
  g_autofree char *name = plain_text (value);
  const char *word = word_for (service, pointer, name, language);

  if (word == NULL)
    word = yn_json_get_string (choice, "title");
  return g_strdup (word);
}

static char *
number_text (const YnService *service, const char *pointer, const YnJson *schema, const YnJson *value,
             YnLanguage language)
{
  gboolean money = g_strcmp0 (yn_json_get_string (schema, "format"), "money") == 0;
  const char *unit = word_for (service, pointer, "unit", language);
  g_autofree char *text = NULL;
  gboolean joined;

  if (unit == NULL)
    unit = yn_json_get_string (schema, "x-unit");
  if (money && unit == NULL)
    unit = language == YN_LANGUAGE_EN ? "yuan" : "元";
  text = money ? yn_field_yuan_text (value) : g_strdup (yn_json_number (value));
  if (unit == NULL)
    return g_steal_pointer (&text);
  joined = *unit == '%' || g_unichar_iswide (g_utf8_get_char (unit)); /* 30天, 50%, but 30 days */
  return g_strconcat (text, joined ? "" : " ", unit, NULL);
}

static char *
string_text (const YnJson *schema, const YnJson *value, YnLanguage language)
{
  const char *format = yn_json_get_string (schema, "format");

  if (g_strcmp0 (format, "date") == 0)
    return yn_service_day_text (yn_json_string (value), language);
  if (g_strcmp0 (format, "date-time") == 0)
    return instant_in_full (yn_json_string (value), language);
  return g_strdup (yn_json_string (value));
}

/* Items one after the other; the members of an object, the positions of a tuple each with its label. */
static char *
list_text (const YnService *service, const char *pointer, const YnJson *value, YnLanguage language)
{
  static const char *const joints[2][2] = { { "；", "，" }, { "; ", ", " } };
  gboolean english = language == YN_LANGUAGE_EN;
  gboolean object = yn_json_is (value, YN_JSON_OBJECT);
  gboolean named = object || yn_tuple_size (yn_schema_at (service->schema, pointer)) > 0;
  gboolean flat = !named && !yn_json_is (yn_json_at (value, 0), YN_JSON_OBJECT);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < yn_json_size (value); i++)
    {
      g_autofree char *token = object ? yn_json_pointer_escape (yn_json_name_at (value, i)) : g_strdup_printf ("%u", i);
      g_autofree char *place = g_strconcat (pointer, "/", token, NULL);
      g_autofree char *one = yn_service_answer_text (service, place, yn_json_at (value, i), language);
      g_autofree char *label = named ? yn_service_label (service, place, language) : g_strdup ("");

      if (text->len > 0)
        g_string_append (text, flat && !english ? "、" : joints[english][named || flat]);
      if (*label != '\0')
        g_string_append_printf (text, "%s%s", label, english ? " " : "");
      g_string_append (text, one);
    }
  return g_string_free (text, FALSE);
}

char *
yn_service_answer_text (const YnService *service, const char *pointer, const YnJson *value, YnLanguage language)
{
  const YnJson *schema = yn_schema_at (service->schema, pointer);
  char *chosen;

  if (value == NULL)
    return g_strdup ("");
  if (yn_json_is_container (value))
    return list_text (service, pointer, value, language);
  chosen = choice_text (service, pointer, schema, value, language);
  if (chosen != NULL)
    return chosen;
  switch (yn_json_kind (value))
    {
    case YN_JSON_BOOLEAN:
      if (language == YN_LANGUAGE_EN)
        return g_strdup (yn_json_boolean (value) ? "Yes" : "No");
      return g_strdup (yn_json_boolean (value) ? "是" : "否");
    case YN_JSON_NUMBER:
      return number_text (service, pointer, schema, value, language);
    case YN_JSON_STRING:
      return string_text (schema, value, language);
    case YN_JSON_NULL:
    case YN_JSON_ARRAY:
    case YN_JSON_OBJECT:
    default:
      return g_strdup ("");
    }
}

char *
yn_service_capital (const YnService *service, const char *pointer, const YnJson *value)
{
  const YnJson *schema = yn_schema_at (service->schema, pointer);
  g_autofree char *capital = NULL;
  gint64 fen;

  if (g_strcmp0 (yn_json_get_string (schema, "format"), "money") != 0 || !yn_json_int64 (value, &fen))
    return NULL;
  capital = yn_money_capital (fen);
  return g_strconcat ("人民币", capital, NULL);
}

static void
append_answer (GString *filled, const YnService *service, const char *pointer, const YnJson *answers,
               YnLanguage language, gboolean capitals)
{
  const YnJson *value = yn_json_pointer (answers, pointer);
  g_autofree char *text = yn_service_answer_text (service, pointer, value, language);
  g_autofree char *capital = capitals ? yn_service_capital (service, pointer, value) : NULL;

  g_string_append (filled, *text != '\0' ? text : "＿＿"); /* a blank that is not filled stays one */
  if (capital != NULL)
    g_string_append_printf (filled, "（%s）", capital);
}

static char *
fill_blanks (const YnService *service, const char *text, const YnJson *answers, YnLanguage language, gboolean capitals)
{
  GString *filled = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *open = strstr (text, "{/");
      const char *close = open != NULL ? strchr (open, '}') : NULL;
      g_autofree char *pointer = NULL;

      if (close == NULL)
        break;
      pointer = g_strndup (open + 1, close - open - 1);
      g_string_append_len (filled, text, open - text);
      append_answer (filled, service, pointer, answers, language, capitals);
      text = close + 1;
    }
  g_string_append (filled, text);
  return g_string_free (filled, FALSE);
}

char *
yn_service_fill (const YnService *service, const YnJson *text, const YnJson *answers, YnLanguage language)
{
  return fill_blanks (service, yn_json_text (text, language), answers, language, FALSE);
}

/* The words and the version of a clause: its own, or those of the common clause of that id. */
static const YnJson *
resolve_clause (const YnService *service, const YnJson *clause)
{
  const char *id = yn_json_get_string (clause, "id");

  return yn_json_get (clause, "zh") != NULL ? clause : yn_json_get (service->clauses, id != NULL ? id : "");
}

const YnJson *
yn_service_clause_words (const YnService *service, const YnJson *clause)
{
  g_autofree char *publicity = g_strdup_printf ("%d", yn_service_publicity (service));
  const YnJson *resolved = resolve_clause (service, clause);
  const YnJson *worded = yn_json_get (resolved, "byPublicity");

  return worded != NULL ? yn_json_get (worded, publicity) : resolved;
}

/* "when" names an answer: nothing, no, none and empty are no. */
static gboolean
applies (const YnJson *clause, const YnJson *answers)
{
  const char *when = yn_json_get_string (clause, "when");
  const YnJson *answer = when != NULL ? yn_json_pointer (answers, when) : NULL;

  if (when == NULL)
    return TRUE;
  switch (yn_json_kind (answer))
    {
    case YN_JSON_BOOLEAN:
      return yn_json_boolean (answer);
    case YN_JSON_STRING:
      return yn_json_string_length (answer) > 0;
    case YN_JSON_ARRAY:
    case YN_JSON_OBJECT:
      return yn_json_size (answer) > 0;
    case YN_JSON_NUMBER:
      return TRUE;
    case YN_JSON_NULL:
    default:
      return FALSE;
    }
}

YnJson *
yn_service_clauses (const YnService *service, const YnJson *answers, YnLanguage language)
{
  const YnJson *clauses = yn_json_get (service->json, "clauses");
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_json_size (clauses); i++)
    {
      const YnJson *clause = yn_json_at (clauses, i);
      const YnJson *resolved = resolve_clause (service, clause);
      const char *words;
      g_autofree char *text = NULL;

      if (resolved == NULL || !applies (clause, answers))
        continue;
      words = yn_json_text (yn_service_clause_words (service, clause), language);
      text = fill_blanks (service, words, answers, language, language == YN_LANGUAGE_ZH_CN);
      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "id", yn_json_get_string (clause, "id"));
      yn_json_writer_member_string (writer, "version", yn_json_get_string (resolved, "version"));
      yn_json_writer_member_string (writer, "text", text);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

const char *
yn_service_commitment_type (const YnService *service, YnLanguage language)
{
  const char *code = yn_json_get_string (service->json, "commitmentType");

  for (guint i = 0; i < yn_json_size (service->types); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (service->types, i), "code"), code) == 0)
      return yn_json_text (yn_json_at (service->types, i), language);
  return NULL;
}

static void
write_filled (YnJsonWriter *writer, const YnService *service, const YnJson *text, const YnJson *answers,
              YnLanguage language)
{
  g_autofree char *filled = yn_service_fill (service, text, answers, language);

  yn_json_writer_string (writer, filled);
}

YnJson *
yn_service_promise (const YnService *service, const YnJson *answers, YnLanguage language)
{
  static const char *const lines[] = { "until", "seenBy", "ifNotKept", "takeBack" };
  const YnJson *promise = yn_json_get (service->json, "promise");
  const YnJson *you = yn_json_get (promise, "you");
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "you");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_json_size (you); i++)
    write_filled (writer, service, yn_json_at (you, i), answers, language);
  yn_json_writer_end (writer);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      yn_json_writer_name (writer, lines[i]);
      write_filled (writer, service, yn_json_get (promise, lines[i]), answers, language);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}
