/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the official suite does not ask: problems and their places, bounds, broken schemas, exact decimals, formats. */

#include "forms/schema.h"

#include <string.h>
#include "base/error.h"
#include "forms/pattern.h"

static YnSchema *
compile (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) json = yn_json_parse (text, -1, &error);
  YnSchema *schema;

  g_assert_no_error (error);
  schema = yn_schema_compile (json, YN_DIALECT_2020_12, NULL, &error);
  g_assert_no_error (error);
  return schema;
}

static void
test_broken (void)
{
  static const struct
  {
    const char *schema;
    const char *says;
  } cases[] = {
    { "[]", "a schema is" },
    { "null", "a schema is" },
    { "{\"type\":\"text\"}", "/type: " },
    { "{\"type\":[\"string\",7]}", "/type: " },
    { "{\"properties\":[]}", "/properties: " },
    { "{\"properties\":{\"a\":3}}", "/properties: " },
    { "{\"properties\":{\"a\":{\"minLength\":-1}}}", "/properties/a/minLength: " },
    { "{\"properties\":{\"a/b\":{\"minLength\":1.5}}}", "/properties/a~1b/minLength: " },
    { "{\"minimum\":\"1\"}", "/minimum: " },
    { "{\"multipleOf\":0}", "/multipleOf: " },
    { "{\"multipleOf\":-1}", "/multipleOf: " },
    { "{\"multipleOf\":1.234567890123456789}", "/multipleOf: " },
    { "{\"required\":\"a\"}", "/required: " },
    { "{\"required\":[1]}", "/required: " },
    { "{\"allOf\":{}}", "/allOf: " },
    { "{\"items\":[{}]}", "/items: " },
    { "{\"pattern\":\"(\"}", "/pattern: " },
    { "{\"pattern\":\"a\\u0000\"}", "/pattern: " },
    { "{\"patternProperties\":{\"[\":{}}}", "/patternProperties: " },
    { "{\"$ref\":7}", "/$ref: " },
    { "{\"$ref\":\"#/$defs/none\"}", "/$ref: " },
    { "{\"$ref\":\"#none\"}", "/$ref: " },
    { "{\"$ref\":\"https://example.org/none\"}", "not at hand" },
    { "{\"$ref\":\"file:///etc/passwd\"}", "not at hand" },
    { "{\"$schema\":\"https://example.org/dialect\"}", "dialect" },
    { "{\"dependentRequired\":{\"a\":\"b\"}}", "/dependentRequired: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) json = yn_json_parse (cases[i].schema, -1, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (yn_schema_compile (json, YN_DIALECT_2020_12, NULL, &error));
      g_test_message ("%s: %s", cases[i].schema, error->message);
      g_assert_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
  g_assert_null (yn_schema_compile (NULL, YN_DIALECT_2020_12, NULL, NULL));
}

/* The problem's place in the instance and in the schema, its code and what it names. */
static void
test_problems (void)
{
  static const struct
  {
    const char *schema;
    const char *instance;
    const char *problems; /* pointer schema-pointer code title, one a line */
  } cases[] = {
    { "{\"properties\":{\"a\":{\"type\":\"string\",\"title\":\"A\",\"maxLength\":1}}}", "{\"a\":\"两字\"}",
      "/a /properties/a/maxLength max-length A\n" },
    { "{\"required\":[\"b\",\"a\"],\"properties\":{\"a\":{\"title\":\"A\"},\"b\":{}}}", "{}",
      "/b /required required b\n/a /required required A\n" },
    { "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\",\"title\":\"near\"}},\"$defs\":{\"x\":{\"minimum\":5}}}", "{\"a\":1}",
      "/a /$defs/x/minimum minimum near\n" },
    { "{\"additionalProperties\":false}", "{\"x~/y\":1}", "/x~0~1y /additionalProperties additional-properties x~0~1y\n" },
    { "{\"items\":{\"type\":\"integer\"}}", "[1,\"a\",2.5]",
      "/1 /items/type type-integer 1\n/2 /items/type type-integer 2\n" },
    { "{\"oneOf\":[{\"const\":1},{\"const\":2}]}", "3", " /oneOf enum \n" },
    { "{\"oneOf\":[{\"minimum\":1},{\"minimum\":2}]}", "3", " /oneOf one-of \n" },
    { "{\"properties\":{\"a\":false}}", "{\"a\":1}", "/a /properties/a false-schema a\n" },
    { "{\"unevaluatedProperties\":false,\"properties\":{\"a\":{}}}", "{\"a\":1,\"b\":2}",
      "/b /unevaluatedProperties unevaluated b\n" },
    { "{\"allOf\":[{\"$ref\":\"#/$defs/x\"},{\"$ref\":\"#/$defs/x\"}],\"$defs\":{\"x\":{\"type\":\"string\"}}}", "1",
      " /$defs/x/type type \n" },
    /* in the order of the instance, whatever the schema's */
    { "{\"properties\":{\"a\":{\"const\":1},\"b\":{\"properties\":{\"c\":{\"const\":1}},\"minProperties\":2}}}",
      "{\"b\":{\"c\":2},\"a\":2}",
      "/b /properties/b/minProperties min-properties b\n/b/c /properties/b/properties/c/const const c\n"
      "/a /properties/a/const const a\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnSchema) schema = compile (cases[i].schema);
      g_autoptr (YnJson) instance = yn_json_parse (cases[i].instance, -1, NULL);
      g_autoptr (GPtrArray) problems = yn_schema_check (schema, instance, NULL);
      g_autoptr (GString) found = g_string_new (NULL);

      for (guint j = 0; j < problems->len; j++)
        {
          const YnProblem *problem = g_ptr_array_index (problems, j);

          g_string_append_printf (found, "%s %s %s %s\n", problem->pointer, problem->schema_pointer, problem->code,
                                  yn_json_get_string (problem->details, "title"));
        }
      g_assert_cmpstr (found->str, ==, cases[i].problems);
      g_assert_false (yn_schema_valid (schema, instance));
    }
}

static void
test_many_problems (void)
{
  g_autoptr (YnSchema) schema = compile ("{\"items\":{\"type\":\"string\"}}");
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) instance = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < 5000; i++)
    yn_json_writer_int (writer, i);
  yn_json_writer_end (writer);
  instance = yn_json_writer_finish (writer);
  problems = yn_schema_check (schema, instance, NULL);
  g_assert_cmpuint (problems->len, ==, 1000);
}

/* Schemas that would run for ever, or for a very long time, are stopped and it is said. */
static void
test_bounds (void)
{
  static const char *const schemas[] = {
    "{\"$ref\":\"#\"}",
    "{\"allOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}",
    "{\"not\":{\"$ref\":\"#\"}}",
    "{\"anyOf\":[{\"$ref\":\"#/$defs/a\"}],\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":\"#/$defs/a\"}}}",
    "{\"$dynamicRef\":\"#a\",\"$dynamicAnchor\":\"a\"}",
  };
  g_autoptr (YnJson) instance = yn_json_new_int (1);

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      g_autoptr (YnSchema) schema = compile (schemas[i]);
      g_autoptr (GPtrArray) problems = yn_schema_check (schema, instance, NULL);

      g_test_message ("%s", schemas[i]);
      g_assert_false (yn_schema_valid (schema, instance));
      g_assert_cmpuint (problems->len, >, 0);
      yn_schema_at (schema, "/a/b");
      yn_schema_requires (schema, instance, "/a/b");
    }
}

/* Names that are required are found among the properties first; some are none of these, and some stand beyond the first
 * that are marked. Nothing that another object or another schema met counts. */
static void
test_required (void)
{
  static const struct
  {
    const char *schema;
    const char *instance;
    gboolean valid;
  } cases[] = {
    { "{\"required\":[\"b\"],\"properties\":{\"a\":{},\"b\":{}}}", "{\"b\":1}", TRUE },
    { "{\"required\":[\"b\"],\"properties\":{\"a\":{},\"b\":{}}}", "{\"a\":1}", FALSE },
    { "{\"required\":[\"c\",\"a\"],\"properties\":{\"a\":{}}}", "{\"a\":1}", FALSE },
    { "{\"required\":[\"c\",\"a\"],\"properties\":{\"a\":{}}}", "{\"c\":1,\"a\":1}", TRUE },
    { "{\"properties\":{\"a\":{\"properties\":{\"b\":{}}},\"b\":{}},\"required\":[\"b\"]}", "{\"a\":{\"b\":1}}", FALSE },
    { "{\"properties\":{\"a\":{}},\"allOf\":[{\"properties\":{\"b\":{}},\"required\":[\"b\"]}],\"required\":[\"a\"]}",
      "{\"b\":1}", FALSE },
    { "{\"items\":{\"properties\":{\"a\":{}},\"required\":[\"a\"]}}", "[{\"a\":1},{}]", FALSE },
  };
  g_autoptr (GString) many = g_string_new ("{\"properties\":{");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnSchema) schema = compile (cases[i].schema);
      g_autoptr (YnJson) instance = yn_json_parse (cases[i].instance, -1, NULL);

      g_test_message ("%s %s", cases[i].schema, cases[i].instance);
      g_assert_cmpint (yn_schema_valid (schema, instance), ==, cases[i].valid);
    }
  for (guint i = 0; i < 100; i++)
    g_string_append_printf (many, "%s\"p%02u\":{}", i > 0 ? "," : "", i);
  g_string_append (many, "},\"required\":[\"p05\",\"p99\"]}");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (YnSchema) schema = compile (many->str);
      g_autoptr (YnJson) instance =
          yn_json_parse (i == 0 ? "{\"p05\":1}" : "{\"p05\":1,\"p99\":1}", -1, NULL);

      g_assert_cmpint (yn_schema_valid (schema, instance), ==, i == 1);
    }
}

static void
test_deep (void)
{
  g_autoptr (YnSchema) schema = compile ("{\"items\":{\"$ref\":\"#\"},\"type\":\"array\"}");
  g_autofree char *open = g_strnfill (YN_JSON_MAX_DEPTH, '[');
  g_autofree char *close = g_strnfill (YN_JSON_MAX_DEPTH, ']');
  g_autofree char *text = g_strconcat (open, close, NULL);
  g_autoptr (YnJson) instance = yn_json_parse (text, -1, NULL);

  g_assert_true (yn_schema_valid (schema, instance));
}

/* 100,000 items: what compares each with each would take an hour. */
static void
test_unique (void)
{
  g_autoptr (YnSchema) schema = compile ("{\"uniqueItems\":true}");
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) different = NULL, twins = NULL, again = NULL;

  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < 100000; i++)
    yn_json_writer_int (writer, i);
  yn_json_writer_end (writer);
  different = yn_json_writer_finish (writer);
  again = yn_json_parse ("77.0", -1, NULL);
  twins = yn_json_with (different, "/-", again);
  g_assert_true (yn_schema_valid (schema, different));
  g_assert_false (yn_schema_valid (schema, twins));
}

static void
test_decimals (void)
{
  static const struct
  {
    const char *schema;
    const char *instance;
    gboolean valid;
  } cases[] = {
    { "{\"multipleOf\":0.01}", "19.99", TRUE },
    { "{\"multipleOf\":0.01}", "4.35", TRUE },
    { "{\"multipleOf\":0.01}", "0.07", TRUE },
    { "{\"multipleOf\":0.01}", "19.999", FALSE },
    { "{\"maximum\":0.3}", "0.30000000000000000001", FALSE },
    { "{\"maximum\":9007199254740993}", "9007199254740993", TRUE },
    { "{\"maximum\":9007199254740992}", "9007199254740993", FALSE },
    { "{\"type\":\"integer\"}", "1e400", TRUE },
    { "{\"type\":\"integer\"}", "1e-400", FALSE },
    { "{\"const\":1e400}", "10e399", TRUE },
    { "{\"minLength\":3}", "\"a\\u0000b\"", TRUE },
    { "{\"maxLength\":1}", "\"\xf0\x9f\xa7\xba\"", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnSchema) schema = compile (cases[i].schema);
      g_autoptr (YnJson) instance = yn_json_parse (cases[i].instance, -1, NULL);

      g_test_message ("%s %s", cases[i].schema, cases[i].instance);
      g_assert_cmpint (yn_schema_valid (schema, instance), ==, cases[i].valid);
    }
}

/* Money is a whole number of fen; no other format speaks of numbers. */
static void
test_numbers (void)
{
  static const struct
  {
    const char *schema, *instance;
    gboolean valid;
  } cases[] = {
    { "{\"format\":\"money\"}", "123450", TRUE },
    { "{\"format\":\"money\"}", "-5", TRUE },
    { "{\"format\":\"money\"}", "5.0", TRUE },
    { "{\"format\":\"money\"}", "0.5", FALSE },
    { "{\"format\":\"money\"}", "99999999999999999", TRUE },
    { "{\"format\":\"money\"}", "100000000000000000", FALSE },
    { "{\"format\":\"money\"}", "1e300", FALSE },
    { "{\"format\":\"money\",\"type\":\"number\"}", "12.5", FALSE },
    { "{\"format\":\"money\"}", "true", TRUE },
    { "{\"format\":\"date\"}", "5.5", TRUE },
    { "{\"format\":\"uscc\"}", "5", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) schema_json = yn_json_parse (cases[i].schema, -1, NULL);
      g_autoptr (YnJson) instance = yn_json_parse (cases[i].instance, -1, NULL);
      g_autoptr (YnSchema) schema = yn_schema_compile (schema_json, YN_DIALECT_2020_12, NULL, NULL);
      g_autoptr (GPtrArray) problems = yn_schema_check (schema, instance, NULL);

      g_test_message ("%s %s", cases[i].schema, cases[i].instance);
      g_assert_cmpuint (problems->len, ==, cases[i].valid ? 0 : 1);
      if (!cases[i].valid)
        g_assert_cmpstr (((const YnProblem *) g_ptr_array_index (problems, 0))->code, ==, "money");
    }
}

/* A small instance that takes long is a trap, a large one is not. */
static void
test_bound (void)
{
  g_autoptr (GString) trap = g_string_new ("{\"$ref\":\"#/$defs/d22\",\"$defs\":{\"d0\":{\"minLength\":5}");
  g_autoptr (GString) small = g_string_new ("\"x\""), large = g_string_new ("[0");
  g_autoptr (YnSchema) nested = NULL;
  g_autoptr (YnSchema) plain = compile ("{\"items\":{\"allOf\":[{\"type\":\"integer\"},{\"minimum\":0},{\"maximum\":9}]}}");
  g_autoptr (YnJson) deep = NULL, long_list = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  for (guint i = 1; i <= 22; i++)
    {
      g_string_append_printf (trap, ",\"d%u\":{\"oneOf\":[{\"properties\":{\"a\":{\"$ref\":\"#/$defs/d%u\"}}},"
                                    "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/d%u\"}}}]}", i, i - 1, i - 1);
      g_string_prepend (small, "{\"a\":");
      g_string_append_c (small, '}');
    }
  g_string_append (trap, "}}");
  for (guint i = 0; i < 600 * 1000; i++)
    g_string_append (large, ",1");
  g_string_append_c (large, ']');
  nested = compile (trap->str);
  deep = yn_json_parse (small->str, -1, NULL);
  long_list = yn_json_parse (large->str, -1, NULL);
  problems = yn_schema_check (nested, deep, NULL);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((YnProblem *) g_ptr_array_index (problems, 0))->code, ==, "schema-limit");
  g_assert_true (yn_schema_valid (plain, long_list));
}

static void
test_formats (void)
{
  static const struct
  {
    const char *format;
    const char *text;
    const char *code; /* NULL: fine */
  } cases[] = {
    { "date", "2026-11-23", NULL },
    { "date", "2026-11-31", "format-date" },
    { "date", "２０２６-11-23", "format-date" },
    { "date-time", "2026-11-23T10:00:00+08:00", NULL },
    { "date-time", "2026-11-23", "format-date-time" },
    { "email", "a@b.example", NULL },
    { "email", "a@b@c", "format-email" },
    { "uri", "https://example.org/a?b#c", NULL },
    { "uri", "www.example.org", "format-uri" },
    { "uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d16380", NULL },
    { "uuid", "2eb8aa08aa9811eab4aa73b441d16380", "format-uuid" },
    { "money", "1,234.50", NULL },
    { "money", "12.345", "money" },
    { "money", "很多", "money" },
    { "uscc", "91460200MA5T00010P", NULL },
    { "uscc", "91460200MA5T00010Q", "uscc-check-digit" },
    { "uscc", "91460200MA5T0001OP", "uscc-character" },
    { "uscc", "91460200", "uscc-length" },
    { "resident-id", "460200198803150014", NULL },
    { "resident-id", "460200202611240014", "resident-id-date" },
    { "cn-phone", "13800138000", NULL },
    { "cn-phone", "138,0013800", "phone" },
    { "cn-document-number", "三市监罚〔2026〕1号", NULL },
    { "cn-document-number", "1号", "document-number" },
    { "regex", "^a+$", NULL },
    { "regex", "a++", "format-regex" },
    { "unheard-of", "anything", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"format\":\"%s\"}", cases[i].format);
      g_autoptr (YnSchema) schema = compile (text);
      g_autoptr (YnJson) instance = yn_json_new_string (cases[i].text);
      g_autoptr (GPtrArray) problems = yn_schema_check (schema, instance, "2026-11-23");
      const YnProblem *first = problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;

      g_test_message ("%s %s", cases[i].format, cases[i].text);
      g_assert_cmpstr (first != NULL ? first->code : NULL, ==, cases[i].code);
    }
}

static void
test_patterns (void)
{
  static const struct
  {
    const char *pattern;
    const char *text;
    int matches; /* -1: no pattern */
  } cases[] = {
    { "^JY[0-9]{14}$", "JY12345678901234", TRUE },
    { "^JY[0-9]{14}$", "JY12345678901234\n", FALSE },
    { "^\\d+$", "٣", FALSE },
    { "^\\w$", "é", FALSE },
    { "\\bcat\\b", "a cat!", TRUE },
    { "\\bcat\\b", "écat", TRUE },
    { "^\\s$", "\xe3\x80\x80", TRUE },
    { "^\\S$", "\xe3\x80\x80", FALSE },
    { "^[\\S]$", "a", TRUE },
    { "^[^\\d]$", "a", TRUE },
    { "^\\p{Letter}+$", "字é", TRUE },
    { "^\\p{Script=Han}+$", "三亚", TRUE },
    { "^\\p{Script=Han}+$", "Sanya", FALSE },
    { "^\\u4e00$", "一", TRUE },
    { "^\\u{1F9FA}$", "\xf0\x9f\xa7\xba", TRUE },
    { "^\\ud83e\\uddfa$", "\xf0\x9f\xa7\xba", TRUE },
    { "^.$", "\xf0\x9f\xa7\xba", TRUE },
    { "^.$", "\xe2\x80\xa8", FALSE },
    { "^[[]$", "[", TRUE },
    { "^[^]$", "\n", TRUE },
    { "[]", "", FALSE },
    { "^(?<y>a)\\k<y>$", "aa", TRUE },
    { "^\\cJ$", "\n", TRUE },
    { "(", "", -1 }, { "[a", "", -1 }, { "a\\", "", -1 }, { "a++", "", -1 }, { "a**", "", -1 }, { "(?i)a", "", -1 },
    { "(?>a)", "", -1 }, { "(*UTF)a", "", -1 }, { "(?#a)", "", -1 }, { "\\Qa\\E", "", -1 }, { "\\a", "", -1 },
    { "\\A", "", -1 }, { "\\Z", "", -1 }, { "\\u12", "", -1 }, { "\\ud83e", "", -1 }, { "a{", "", -1 }, { "}", "", -1 },
    { "\\p{Nothing_Such}", "", -1 }, { "\\p{L", "", -1 }, { "(?P<a>b)", "", -1 }, { "(?R)", "", -1 }, { "\\01", "", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnPattern) regex = yn_pattern_new (cases[i].pattern, &error);

      g_test_message ("%s %s", cases[i].pattern, error != NULL ? error->message : cases[i].text);
      if (cases[i].matches == -1)
        {
          g_assert_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (yn_pattern_matches (regex, cases[i].text, strlen (cases[i].text), NULL), ==, cases[i].matches);
    }
}

/* Patterns that go astray end soon, and say so; a schema that has one gives no verdict, and does not try it on each of a
 * thousand values. */
static void
test_pattern_bounds (void)
{
  g_autofree char *as = g_strnfill (64, 'a');
  g_autofree char *text = g_strconcat (as, "!", NULL);
  g_autofree char *megabyte = g_strnfill (1024 * 1024, 'x');
  g_autoptr (YnPattern) astray = yn_pattern_new ("^(a+)+$", NULL);
  g_autoptr (YnPattern) plain = yn_pattern_new ("^[a-z]*$", NULL);

  g_autoptr (YnSchema) schema = compile ("{\"items\":{\"not\":{\"pattern\":\"^(a+)+$\"}}}");
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) many = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  gboolean lost = FALSE;

  g_assert_true (yn_pattern_matches (plain, megabyte, 1024 * 1024, &lost));
  g_assert_false (yn_pattern_matches (plain, "X", 1, &lost));
  g_assert_false (lost);
  g_assert_false (yn_pattern_matches (astray, text, strlen (text), &lost));
  g_assert_true (lost);

  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < 100000; i++)
    yn_json_writer_string (writer, text);
  yn_json_writer_end (writer);
  many = yn_json_writer_finish (writer);
  problems = yn_schema_check (schema, many, NULL);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((YnProblem *) g_ptr_array_index (problems, 0))->code, ==, "schema-limit");
  g_assert_cmpstr (((YnProblem *) g_ptr_array_index (problems, 0))->pointer, ==, "/0");
  g_assert_cmpstr (((YnProblem *) g_ptr_array_index (problems, 0))->schema_pointer, ==, "/items/not/pattern");
  g_assert_false (yn_schema_valid (schema, many));
}

static void
test_at (void)
{
  static const struct
  {
    const char *pointer;
    const char *title;
  } cases[] = {
    { "", "root" },
    { "/a", "near" },
    { "/a/x", "x of a" },
    { "/rows/0/c", "column" },
    { "/rows/99/c", "column" },
    { "/pair/0", "first" },
    { "/pair/1", "rest" },
    { "/more", "from allOf" },
    { "/branch", "from then" },
    { "/any~1thing", NULL },
    { "/rows/x", NULL },
    { "a", NULL },
  };
  g_autoptr (YnSchema) schema = compile (
      "{\"title\":\"root\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/far\",\"title\":\"near\"},"
      "\"rows\":{\"items\":{\"properties\":{\"c\":{\"title\":\"column\"}}}},"
      "\"pair\":{\"prefixItems\":[{\"title\":\"first\"}],\"items\":{\"title\":\"rest\"}}},"
      "\"allOf\":[{\"properties\":{\"more\":{\"title\":\"from allOf\"}}}],"
      "\"if\":{},\"then\":{\"properties\":{\"branch\":{\"title\":\"from then\"}}},"
      "\"$defs\":{\"far\":{\"title\":\"far\",\"type\":\"object\",\"properties\":{\"x\":{\"title\":\"x of a\"}}}}}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const YnJson *found = yn_schema_at (schema, cases[i].pointer);

      g_test_message ("%s", cases[i].pointer);
      g_assert_cmpstr (yn_json_get_string (found, "title"), ==, cases[i].title);
      g_assert_true (found == yn_schema_at (schema, cases[i].pointer));
    }
  g_assert_cmpstr (yn_json_get_string (yn_schema_at (schema, "/a"), "type"), ==, "object");
  g_assert_nonnull (yn_json_get (yn_json_get (yn_schema_at (schema, ""), "properties"), "more"));
}

static void
test_requires (void)
{
  static const struct
  {
    const char *instance;
    const char *pointer;
    gboolean required;
  } cases[] = {
    { "{}", "/always", TRUE },
    { "{}", "/kind", FALSE },
    { "{}", "/number", FALSE },
    { "{\"kind\":\"licence\"}", "/number", TRUE },
    { "{\"kind\":\"filing\"}", "/number", FALSE },
    { "{\"date\":\"x\"}", "/place", TRUE },
    { "{}", "/place", FALSE },
    { "{\"o\":{\"sold\":true}}", "/o/scale", TRUE },
    { "{\"o\":{\"sold\":false}}", "/o/scale", FALSE },
    { "{}", "/o/scale", FALSE },
    { "{}", "", FALSE },
  };
  g_autoptr (YnSchema) schema = compile (
      "{\"required\":[\"always\"],\"dependentRequired\":{\"date\":[\"place\"]},"
      "\"if\":{\"required\":[\"kind\"],\"properties\":{\"kind\":{\"const\":\"licence\"}}},\"then\":{\"required\":[\"number\"]},"
      "\"properties\":{\"o\":{\"allOf\":[{\"if\":{\"required\":[\"sold\"],\"properties\":{\"sold\":{\"const\":true}}},"
      "\"then\":{\"required\":[\"scale\"]}}]}}}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) instance = yn_json_parse (cases[i].instance, -1, NULL);

      g_test_message ("%s %s", cases[i].instance, cases[i].pointer);
      g_assert_cmpint (yn_schema_requires (schema, instance, cases[i].pointer), ==, cases[i].required);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/broken", test_broken);
  g_test_add_func ("/schema/problems", test_problems);
  g_test_add_func ("/schema/many-problems", test_many_problems);
  g_test_add_func ("/schema/bounds", test_bounds);
  g_test_add_func ("/schema/required", test_required);
  g_test_add_func ("/schema/deep", test_deep);
  g_test_add_func ("/schema/unique", test_unique);
  g_test_add_func ("/schema/decimals", test_decimals);
  g_test_add_func ("/schema/formats", test_formats);
  g_test_add_func ("/schema/bound", test_bound);
  g_test_add_func ("/schema/numbers", test_numbers);
  g_test_add_func ("/schema/patterns", test_patterns);
  g_test_add_func ("/schema/pattern-bounds", test_pattern_bounds);
  g_test_add_func ("/schema/at", test_at);
  g_test_add_func ("/schema/requires", test_requires);
  return g_test_run ();
}
