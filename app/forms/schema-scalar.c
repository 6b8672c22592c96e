/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The words that look at one value: type, enum, numbers, strings. */

#include "forms/schema-parts.h"

/* What a person reads depends on what was asked for, not on the word "type". */
static const char *
code_of_type (const YnSchemaNode *node, const char *type)
{
  if (g_strcmp0 (yn_json_get_string (node->json, "format"), "money") == 0)
    return "money";
  if (g_strcmp0 (type, "integer") == 0)
    return "type-integer";
  if (g_strcmp0 (type, "number") == 0)
    return "type-number";
  return "type";
}

gboolean
yn_word_type (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, const YnSchemaPlace *place,
              YnSchemaMarks *marks)
{
  const char *only = yn_json_string (keyword->value);
  g_autoptr (GString) expected = NULL;

  if ((keyword->count >> yn_json_kind (place->json) & 1) != 0
      || (keyword->whole && yn_json_number_is_whole (place->json)))
    return TRUE;
  if (run->problems == NULL)
    return FALSE;
  expected = g_string_new (only);
  for (guint i = 0; i < yn_json_size (keyword->value); i++)
    g_string_append_printf (expected, "%s%s", i > 0 ? ", " : "", yn_json_string (yn_json_at (keyword->value, i)));
  return yn_schema_fail (run, node, keyword, place, code_of_type (node, only), NULL, expected->str);
}

gboolean
yn_word_enum (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, const YnSchemaPlace *place,
              YnSchemaMarks *marks)
{
  for (guint i = 0; i < yn_json_size (keyword->value); i++)
    if (yn_json_equal (yn_json_at (keyword->value, i), place->json))
      return TRUE;
  return yn_schema_fail (run, node, keyword, place, "enum", NULL, NULL);
}

gboolean
yn_word_const (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, const YnSchemaPlace *place,
               YnSchemaMarks *marks)
{
  g_autofree char *expected = NULL;

  if (yn_json_equal (keyword->value, place->json))
    return TRUE;
  if (run->problems != NULL)
    expected = yn_json_print (keyword->value, YN_JSON_COMPACT);
  return yn_schema_fail (run, node, keyword, place, "const", NULL, expected);
}

gboolean
yn_word_multiple_of (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                     const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  if (!yn_json_is (place->json, YN_JSON_NUMBER) || yn_json_number_is_multiple (place->json, keyword->value))
    return TRUE;
  return yn_schema_fail (run, node, keyword, place, "multiple-of", NULL, NULL);
}

/* How the instance stands to the limit; @inside where it is no number. */
static int
compare (const YnSchemaKeyword *keyword, const YnSchemaPlace *place, int inside)
{
  if (!yn_json_is (place->json, YN_JSON_NUMBER))
    return inside;
  return yn_json_compare_numbers (place->json, keyword->value);
}

gboolean
yn_word_minimum (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                 const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  return compare (keyword, place, 1) >= 0 || yn_schema_fail (run, node, keyword, place, "minimum", NULL, NULL);
}

gboolean
yn_word_maximum (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                 const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  return compare (keyword, place, -1) <= 0 || yn_schema_fail (run, node, keyword, place, "maximum", NULL, NULL);
}

gboolean
yn_word_exclusive_minimum (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                           const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  return compare (keyword, place, 1) > 0
         || yn_schema_fail (run, node, keyword, place, "exclusive-minimum", NULL, NULL);
}

gboolean
yn_word_exclusive_maximum (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                           const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  return compare (keyword, place, -1) < 0
         || yn_schema_fail (run, node, keyword, place, "exclusive-maximum", NULL, NULL);
}

/* Characters, not bytes; NUL is one. */
static gint64
count_characters (const YnJson *json)
{
  const char *text = yn_json_string (json);
  gsize length = yn_json_string_length (json);
  gint64 count = 0;

  for (gsize i = 0; i < length; i++)
    count += ((guchar) text[i] & 0xc0) != 0x80;
  return count;
}

/* A character has one to four bytes: mostly their number says enough. */
gboolean
yn_word_min_length (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                    const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  gsize bytes = yn_json_string_length (place->json);

  if (!yn_json_is (place->json, YN_JSON_STRING) || bytes / 4 >= (guint64) keyword->count
      || (bytes >= (guint64) keyword->count && count_characters (place->json) >= keyword->count))
    return TRUE;
  return yn_schema_fail (run, node, keyword, place, "min-length", NULL, NULL);
}

gboolean
yn_word_max_length (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                    const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  gsize bytes = yn_json_string_length (place->json);

  if (!yn_json_is (place->json, YN_JSON_STRING) || bytes <= (guint64) keyword->count
      || (bytes / 4 <= (guint64) keyword->count && count_characters (place->json) <= keyword->count))
    return TRUE;
  return yn_schema_fail (run, node, keyword, place, "max-length", NULL, NULL);
}

gboolean
yn_word_pattern (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword,
                 const YnSchemaPlace *place, YnSchemaMarks *marks)
{
  const char *text = yn_json_string (place->json);

  if (text == NULL || yn_schema_matches (run, keyword->patterns[0], text, yn_json_string_length (place->json)))
    return TRUE;
  return yn_schema_fail (run, node, keyword, place, "pattern", NULL, NULL);
}

static gboolean
decides (const YnSchemaRun *run, const YnSchemaNode *node)
{
  return (run->schema->options & YN_SCHEMA_FORMATS_ARE_NOTES) == 0
         || (node->resource->vocabularies & YN_VOCABULARY_FORMAT_ASSERTION) != 0;
}

gboolean
yn_word_format (YnSchemaRun *run, const YnSchemaNode *node, const YnSchemaKeyword *keyword, const YnSchemaPlace *place,
                YnSchemaMarks *marks)
{
  const char *text = yn_json_string (place->json);
  char expected[] = { '\0', '\0' };
  gboolean number = yn_json_is (place->json, YN_JSON_NUMBER);
  const char *code;

  if ((text == NULL && !number) || keyword->format == NULL || !decides (run, node))
    return TRUE;
  code = number ? yn_format_check_number (keyword->format, place->json)
                : yn_format_check (keyword->format, text, yn_json_string_length (place->json), run->today,
                                   &expected[0]);
  return code == NULL || yn_schema_fail (run, node, keyword, place, code, NULL, *expected != '\0' ? expected : NULL);
}
