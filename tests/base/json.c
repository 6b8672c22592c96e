/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/json.h"

#include <string.h>
#include "base/error.h"
#include "base/language.h"
#include "fixtures/folder.h"

typedef struct
{
  const char *what;
  const char *text;
  gssize length; /* 0: NUL-terminated */
  const char *printed; /* NULL: as written */
} Good;

static const Good good[] = {
  { "null", "null" },
  { "true", "true" },
  { "false", "false" },
  { "a lone string", "\"\"" },
  { "white space around", " \t\r\n[ ]\n ", 0, "[]" },
  { "an empty object", "{}" },
  { "an empty name", "{\"\":0}" },
  { "nesting", "{\"a\":[1,{\"b\":[]}],\"c\":{}}" },
  { "minus zero", "-0" },
  { "minus zero point zero", "[-0.0]" },
  { "an exponent past double", "1E400" },
  { "a very small number", "123.456e-789" },
  { "an exponent with plus", "1e+2" },
  { "a long integer", "123456789012345678901234567890" },
  { "a fraction kept as written", "19.990" },
  { "escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", 0, "\"\\\"\\\\/\\b\\f\\n\\r\\t\"" },
  { "an escaped control character", "\"\\u0012\"" },
  { "an escaped NUL", "\"a\\u0000b\"" },
  { "a NUL in a name", "{\"a\\u0000b\":1,\"a\":2}" },
  { "an escape of the basic plane", "\"\\u4e00\"", 0, "\"一\"" },
  { "a surrogate pair", "\"\\uD834\\udd1e\"", 0, "\"\360\235\204\236\"" },
  { "U+FFFF", "\"\\uFFFF\"", 0, "\"\357\277\277\"" },
  { "DEL", "\"\177\"" },
  { "U+2028 unescaped", "\"\342\200\250\"" },
  { "Chinese", "{\"名称\":\"一诺\"}" },
  { "names that differ in case", "{\"a\":1,\"A\":2}" },
  { "names that differ in their form", "{\"\303\251\":1,\"e\314\201\":2}" },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnJson) json = yn_json_parse (good[i].text, good[i].length > 0 ? good[i].length : -1, &error);
      g_autofree char *printed = NULL;

      g_test_message ("%s", good[i].what);
      g_assert_no_error (error);
      printed = yn_json_print (json, YN_JSON_COMPACT);
      g_assert_cmpstr (printed, ==, good[i].printed != NULL ? good[i].printed : good[i].text);
    }
}

typedef struct
{
  const char *what;
  const char *text;
  gssize length; /* 0: NUL-terminated */
  const char *says;
} Bad;

static const Bad bad[] = {
  { "nothing", "", 0, "line 1, column 1: the document ends" },
  { "white space alone", " \n ", 0, "line 2, column 2" },
  { "two values", "1 2", 0, "column 3: something follows" },
  { "a value and a bracket", "[]]", 0, "column 3" },
  { "a trailing comma", "[1,]", 0, "column 4" },
  { "a trailing comma in an object", "{\"a\":1,}", 0, "column 8: a member's name" },
  { "a leading comma", "[,1]", 0, "column 2" },
  { "two commas", "[1,,2]", 0, "column 4" },
  { "no comma", "[1 2]", 0, "column 4" },
  { "no colon", "{\"a\" 1}", 0, "\":\" was expected" },
  { "no value", "{\"a\":}", 0, "column 6" },
  { "a name without quotes", "{a:1}", 0, "a member's name" },
  { "single quotes", "['a']", 0, "no JSON value" },
  { "a number as name", "{1:1}", 0, "a member's name" },
  { "an open array", "[1", 0, "\",\" or \"]\"" },
  { "an open object", "{\"a\":1", 0, "\",\" or \"}\"" },
  { "brackets that do not fit", "[}", 0, "no JSON value" },
  { "brackets that cross", "{\"a\":[1}", 0, "\",\" or \"]\"" },
  { "a comment", "/* a */ 1", 0, "no JSON value" },
  { "a line comment", "[1] // a", 0, "something follows" },
  { "a hash comment", "# a\n1", 0, "no JSON value" },
  { "a byte order mark", "\357\273\277[]", 0, "byte order mark" },
  { "True", "True", 0, "no JSON value" },
  { "a word cut short", "nul", 0, "no JSON value" },
  { "a word too long", "nulls", 0, "something follows" },
  { "NaN", "NaN", 0, "no JSON value" },
  { "Infinity", "-Infinity", 0, "without digits" },
  { "a plus sign", "+1", 0, "no JSON value" },
  { "a leading zero", "01", 0, "leading zero" },
  { "a negative leading zero", "-01", 0, "leading zero" },
  { "no digit before the point", ".5", 0, "no JSON value" },
  { "no digit behind the point", "1.", 0, "behind the point" },
  { "point and exponent", "1.e1", 0, "behind the point" },
  { "an exponent without digits", "1e", 0, "exponent without" },
  { "an exponent with a sign alone", "1e+", 0, "exponent without" },
  { "a hexadecimal number", "0x1", 0, "something follows" },
  { "an exponent past all bounds", "1e10000000000", 0, "past all bounds" },
  { "a wide digit", "１", 0, "no JSON value" },
  { "a string without end", "\"a", 0, "without end" },
  { "an escape at the end", "\"\\", 0, "unknown escape" },
  { "an unknown escape", "\"\\a\"", 0, "unknown escape" },
  { "an escape of Python", "\"\\x41\"", 0, "unknown escape" },
  { "a short \\u", "\"\\u12\"", 0, "four hexadecimal" },
  { "a line break in a string", "\"a\nb\"", 0, "control character" },
  { "a tab in a string", "\"a\tb\"", 0, "control character" },
  { "a high surrogate alone", "\"\\ud800\"", 0, "high surrogate" },
  { "a high surrogate and a letter", "\"\\ud800a\"", 0, "high surrogate" },
  { "two high surrogates", "\"\\ud800\\ud800\"", 0, "high surrogate" },
  { "a low surrogate alone", "\"\\udc00\"", 0, "low surrogate" },
  { "a raw NUL", "[\"a\0b\"]", 7, "column 4: a NUL byte" },
  { "NULs behind the value", "1\0\0", 3, "a NUL byte" },
  { "Latin-1", "\"\351\"", 0, "not UTF-8" },
  { "an encoded surrogate", "\"\355\240\200\"", 0, "not UTF-8" },
  { "an overlong NUL", "\"\300\200\"", 0, "not UTF-8" },
  { "UTF-16", "[\0\"\0", 4, "a NUL byte" },
  { "a no-break space", "[\302\2401]", 0, "no JSON value" },
  { "a form feed", "[\f]", 0, "no JSON value" },
  { "a name twice", "{\"a\":1,\n \"a\":1}", 0, "line 2, column 6: two members" },
  { "a name twice, once escaped", "{\"a\":1,\"\\u0061\":1}", 0, "two members" },
  { "a name twice in a long object",
    "{\"1\":0,\"2\":0,\"3\":0,\"4\":0,\"5\":0,\"6\":0,\"7\":0,\"8\":0,\"9\":0,\"10\":0,\"11\":0,\"1\":0}", 0,
    "two members" },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnJson) json = yn_json_parse (bad[i].text, bad[i].length > 0 ? bad[i].length : -1, &error);

      g_test_message ("%s: %s", bad[i].what, error != NULL ? error->message : "accepted");
      g_assert_error (error, YN_ERROR, YN_ERROR_BAD_JSON);
      g_assert_null (json);
      g_assert_nonnull (strstr (error->message, bad[i].says));
    }
}

static char *
repeat (const char *text, guint times)
{
  GString *all = g_string_new (NULL);

  while (times-- > 0)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static void
test_depth (void)
{
  static const struct
  {
    const char *open;
    const char *close;
    guint depth;
    gboolean good;
  } cases[] = {
    { "[", "]", YN_JSON_MAX_DEPTH, TRUE },
    { "[", "]", YN_JSON_MAX_DEPTH + 1, FALSE },
    { "[", "", 100000, FALSE },
    { "{\"a\":", "}", YN_JSON_MAX_DEPTH + 1, FALSE },
    { "[{\"a\":", "", 100000, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *open = repeat (cases[i].open, cases[i].depth);
      g_autofree char *close = repeat (cases[i].close, cases[i].depth);
      g_autofree char *text = g_strconcat (open, *cases[i].open == '{' ? "0" : "", close, NULL);
      g_autoptr (YnJson) json = yn_json_parse (text, -1, &error);

      g_assert_cmpint (json != NULL, ==, cases[i].good);
      if (!cases[i].good)
        g_assert_nonnull (strstr (error->message, "nested too deep"));
    }
}

/* A few hundred thousand members: what is quadratic here would take minutes. */
static void
test_large_object (void)
{
  const guint n = 200000;
  GString *text = g_string_new ("{");
  g_autofree char *all = NULL;
  g_autoptr (YnJson) json = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s\"n%u\":%u", i > 0 ? "," : "", i, i);
  g_string_append_c (text, '}');
  all = g_string_free (text, FALSE);
  json = yn_json_parse (all, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yn_json_size (json), ==, n);
  for (guint i = 0; i < n; i += 7)
    {
      char name[16];

      g_snprintf (name, sizeof name, "n%u", i);
      g_assert_cmpint (yn_json_get_int (json, name, -1), ==, i);
    }
  g_assert_null (yn_json_get (json, "n"));
  g_assert_cmpstr (yn_json_name_at (json, n - 1), ==, "n199999");
}

static void
test_too_many (void)
{
  g_autofree char *zeros = repeat ("0,0,0,0,0,0,0,0,", 600000);
  g_autofree char *text = g_strconcat ("[", zeros, "0]", NULL);
  g_autofree char *large = g_malloc0 (YN_JSON_MAX_BYTES + 1);
  g_autoptr (GError) error = NULL, second = NULL;

  g_assert_null (yn_json_parse (text, -1, &error));
  g_assert_nonnull (strstr (error->message, "too many values"));
  memset (large, ' ', YN_JSON_MAX_BYTES + 1);
  g_assert_null (yn_json_parse (large, YN_JSON_MAX_BYTES + 1, &second));
  g_assert_nonnull (strstr (second->message, "too large"));
}

static void
test_values (void)
{
  g_autoptr (YnJson) json = yn_json_parse ("{\"s\":\"a\\u0000b\",\"n\":19.990,\"t\":true,\n  \"a\":[null,2]}", -1, NULL);
  const YnJson *string = yn_json_get (json, "s");
  g_autoptr (YnJson) kept = NULL;

  g_assert_cmpmem (yn_json_string (string), yn_json_string_length (string), "a\0b", 3);
  g_assert_cmpstr (yn_json_number (yn_json_get (json, "n")), ==, "19.990");
  g_assert_true (yn_json_boolean (yn_json_get (json, "t")));
  g_assert_cmpuint (yn_json_line (yn_json_get (json, "a")), ==, 2);
  g_assert_cmpuint (yn_json_column (yn_json_get (json, "a")), ==, 7);
  g_assert_cmpuint (yn_json_line (yn_json_at (yn_json_get (json, "a"), 1)), ==, 2);
  g_assert_cmpuint (yn_json_column (yn_json_at (yn_json_get (json, "a"), 1)), ==, 13);

  g_assert_true (yn_json_is (yn_json_at (yn_json_get (json, "a"), 0), YN_JSON_NULL));
  g_assert_false (yn_json_is (NULL, YN_JSON_NULL));
  g_assert_null (yn_json_string (yn_json_get (json, "n")));
  g_assert_null (yn_json_get (string, "s"));
  g_assert_null (yn_json_at (string, 0));
  g_assert_null (yn_json_get (yn_json_get (NULL, "x"), "y"));
  g_assert_cmpuint (yn_json_size (NULL), ==, 0);

  /* A reference to one value keeps the tree. */
  kept = yn_json_ref (yn_json_pointer (json, "/a/1"));
  g_clear_pointer (&json, yn_json_unref);
  g_assert_cmpstr (yn_json_number (kept), ==, "2");
}

static void
test_int64 (void)
{
  static const struct
  {
    const char *text;
    gboolean whole;
    gint64 value;
  } cases[] = {
    { "0", TRUE, 0 }, { "-0", TRUE, 0 }, { "0e99", TRUE, 0 }, { "-0.000", TRUE, 0 },
    { "1", TRUE, 1 }, { "1.0", TRUE, 1 }, { "1e2", TRUE, 100 }, { "100e-2", TRUE, 1 }, { "0.5e1", TRUE, 5 },
    { "1.5", FALSE }, { "15e-1", FALSE }, { "0.001", FALSE },
    { "9223372036854775807", TRUE, G_MAXINT64 }, { "9223372036854775808", FALSE },
    { "-9223372036854775808", TRUE, G_MININT64 }, { "-9223372036854775809", FALSE },
    { "99999999999999999999", FALSE }, { "1e19", FALSE }, { "1e999999999", FALSE }, { "1e-999999999", FALSE },
    { "true", FALSE }, { "\"1\"", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) json = yn_json_parse (cases[i].text, -1, NULL);
      gint64 value = 0;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (yn_json_int64 (json, &value), ==, cases[i].whole);
      g_assert_cmpint (value, ==, cases[i].value);
    }
}

static int
sign (int value)
{
  return (value > 0) - (value < 0);
}

static void
test_compare_numbers (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    int order;
  } cases[] = {
    { "1", "1.0", 0 }, { "1", "1e0", 0 }, { "100", "1e2", 0 }, { "0.1", "1e-1", 0 }, { "0", "-0", 0 },
    { "0", "0e999", 0 }, { "10", "9", 1 }, { "-10", "9", -1 }, { "-10", "-9", -1 }, { "0.1", "0.09", 1 },
    { "19.99", "19.989999999999998", 1 }, { "123456789012345678901", "123456789012345678900", 1 },
    { "1e1000000", "1e999999", 1 }, { "1e-999999999", "0", 1 }, { "-1e999999999", "1", -1 },
    { "12.5", "12.50", 0 }, { "1.5e1", "15", 0 }, { "105", "15", 1 }, { "1.05", "1.5", -1 }, { "120", "12", 1 },
    { "0.30000000000000004", "0.3", 1 }, { "1200.0e-2", "12", 0 }, { "999999999", "1000000000", -1 },
    { "999999999", "999999999.0", 0 }, { "4294967295", "4294967296", -1 }, { "7", "4294967303", -1 }, { "-7", "7", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) a = yn_json_parse (cases[i].a, -1, NULL);
      g_autoptr (YnJson) b = yn_json_parse (cases[i].b, -1, NULL);

      g_test_message ("%s and %s", cases[i].a, cases[i].b);
      g_assert_cmpint (sign (yn_json_compare_numbers (a, b)), ==, cases[i].order);
      g_assert_cmpint (sign (yn_json_compare_numbers (b, a)), ==, -cases[i].order);
      g_assert_cmpint (yn_json_equal (a, b), ==, cases[i].order == 0);
    }
}

static void
test_multiples (void)
{
  static const struct
  {
    const char *number;
    const char *divisor;
    gboolean multiple;
  } cases[] = {
    { "19.99", "0.01", TRUE }, { "4.35", "0.01", TRUE }, { "0.07", "0.01", TRUE }, { "19.995", "0.01", FALSE },
    { "10", "2", TRUE }, { "7", "2", FALSE }, { "0", "3", TRUE }, { "-9", "3", TRUE }, { "4.5", "1.5", TRUE },
    { "35", "1.5", FALSE }, { "0.0075", "0.0001", TRUE }, { "1e308", "0.123456789", FALSE },
    { "12391239123", "1e-8", TRUE }, { "1e999999999", "3", FALSE }, { "3e999999999", "3", TRUE },
    { "1e999999999", "0.5", TRUE }, { "100", "1e2", TRUE }, { "10", "1e2", FALSE }, { "25e-1", "0.5", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) number = yn_json_parse (cases[i].number, -1, NULL);
      g_autoptr (YnJson) divisor = yn_json_parse (cases[i].divisor, -1, NULL);

      g_test_message ("%s of %s", cases[i].number, cases[i].divisor);
      g_assert_cmpint (yn_json_number_is_multiple (number, divisor), ==, cases[i].multiple);
    }
}

static void
test_equal (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean equal;
  } cases[] = {
    { "{\"a\":1,\"b\":2}", "{\"b\":2.0,\"a\":1}", TRUE },
    { "{\"a\":1}", "{\"b\":1}", FALSE },
    { "{\"a\":1}", "{\"a\":1,\"b\":1}", FALSE },
    { "[1,2]", "[2,1]", FALSE },
    { "[1,[2]]", "[1.0,[2e0]]", TRUE },
    { "0", "false", FALSE },
    { "\"\"", "null", FALSE },
    { "\"a\\u0000\"", "\"a\"", FALSE },
    { "\"\\u00e9\"", "\"e\\u0301\"", FALSE },
    { "[]", "{}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) a = yn_json_parse (cases[i].a, -1, NULL);
      g_autoptr (YnJson) b = yn_json_parse (cases[i].b, -1, NULL);

      g_test_message ("%s and %s", cases[i].a, cases[i].b);
      g_assert_cmpint (yn_json_equal (a, b), ==, cases[i].equal);
      g_assert_cmpint (yn_json_equal (b, a), ==, cases[i].equal);
    }
}

/* RFC 6901 §5. */
static void
test_pointer (void)
{
  static const struct
  {
    const char *pointer;
    const char *printed;
  } cases[] = {
    { "/foo", "[\"bar\",\"baz\"]" }, { "/foo/0", "\"bar\"" }, { "/foo/1", "\"baz\"" }, { "/", "0" }, { "/a~1b", "1" },
    { "/c%d", "2" }, { "/e^f", "3" }, { "/g|h", "4" }, { "/i\\j", "5" }, { "/k\"l", "6" }, { "/ ", "7" },
    { "/m~0n", "8" }, { "/~01", "9" },
    { "/foo/00", NULL }, { "/foo/01", NULL }, { "/foo/-", NULL }, { "/foo/2", NULL }, { "/foo/-1", NULL },
    { "/foo/99999999999999999999", NULL }, { "foo", NULL }, { "/m~n", NULL }, { "/m~2n", NULL }, { "/foo/0/x", NULL },
    { "/nothing/there", NULL },
  };
  g_autoptr (YnJson) json = yn_json_parse (
      "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,\"i\\\\j\":5,\"k\\\"l\":6,\" \":7,"
      "\"m~n\":8,\"~1\":9}", -1, NULL);
  g_autofree char *escaped = yn_json_pointer_escape ("a/b~c~1");

  g_assert_true (yn_json_pointer (json, "") == json);
  g_assert_null (yn_json_pointer (json, NULL));
  g_assert_null (yn_json_pointer (NULL, ""));
  g_assert_cmpstr (escaped, ==, "a~1b~0c~01");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const YnJson *found = yn_json_pointer (json, cases[i].pointer);
      g_autofree char *printed = found != NULL ? yn_json_print (found, YN_JSON_COMPACT) : NULL;

      g_test_message ("%s", cases[i].pointer);
      g_assert_cmpstr (printed, ==, cases[i].printed);
    }
}

static void
test_pointer_below (void)
{
  g_autoptr (YnJson) json = yn_json_parse ("{\"a\":[1,2],\"b/c~d\":{}}", -1, NULL);
  g_autofree char *first = yn_json_pointer_below (json, "", 0);
  g_autofree char *second = yn_json_pointer_below (json, "/x", 1);
  g_autofree char *item = yn_json_pointer_below (yn_json_at (json, 0), first, 1);

  g_assert_cmpstr (first, ==, "/a");
  g_assert_cmpstr (second, ==, "/x/b~1c~0d");
  g_assert_cmpstr (item, ==, "/a/1");
  g_assert_true (yn_json_is_container (json));
  g_assert_true (yn_json_is_container (yn_json_at (json, 0)));
  g_assert_false (yn_json_is_container (yn_json_pointer (json, item)));
  g_assert_false (yn_json_is_container (NULL));
}

static void
test_with (void)
{
  static const struct
  {
    const char *json;
    const char *pointer;
    const char *value; /* NULL removes */
    const char *result;
  } cases[] = {
    { "{}", "/a", "1", "{\"a\":1}" },
    { "{\"a\":1,\"b\":2}", "/a", "3", "{\"a\":3,\"b\":2}" },
    { "{\"a\":1,\"b\":2}", "/a", NULL, "{\"b\":2}" },
    { "{\"a\":1}", "/b", NULL, "{\"a\":1}" },
    { "{\"a\":1}", "/b/c", NULL, "{\"a\":1}" },
    { "{}", "/a/b/c", "1", "{\"a\":{\"b\":{\"c\":1}}}" },
    { "{}", "/a/0", "1", "{\"a\":[1]}" },
    { "{}", "/a/-", "1", "{\"a\":[1]}" },
    { "{}", "/a/0/b", "1", "{\"a\":[{\"b\":1}]}" },
    { "{}", "/a/1", "1", "{\"a\":{\"1\":1}}" },
    { "[1,2,3]", "/1", "9", "[1,9,3]" },
    { "[1,2,3]", "/1", NULL, "[1,3]" },
    { "[1,2,3]", "/3", "4", "[1,2,3,4]" },
    { "[1,2,3]", "/-", "4", "[1,2,3,4]" },
    { "[1,2,3]", "/9", "4", "[1,2,3,4]" },
    { "[1,2,3]", "/9", NULL, "[1,2,3]" },
    { "[1,2,3]", "/x", "4", "[1,2,3]" },
    { "[{\"a\":1}]", "/0/a", NULL, "[{}]" },
    { "{\"a\":1}", "/a/b", "2", "{\"a\":{\"b\":2}}" },
    { "{\"a\":1}", "/a/b", NULL, "{\"a\":1}" },
    { "{\"a\":1}", "", "[]", "[]" },
    { "{\"a\":1}", "a", "2", "{\"a\":1}" },
    { "{\"x/y\":{\"~\":1}}", "/x~1y/~0", "2", "{\"x/y\":{\"~\":2}}" },
    { "{\"n\":19.990,\"s\":\"a\\u0000b\"}", "/m", "1", "{\"n\":19.990,\"s\":\"a\\u0000b\",\"m\":1}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) json = yn_json_parse (cases[i].json, -1, NULL);
      g_autoptr (YnJson) value = cases[i].value != NULL ? yn_json_parse (cases[i].value, -1, NULL) : NULL;
      g_autoptr (YnJson) changed = yn_json_with (json, cases[i].pointer, value);
      g_autofree char *printed = yn_json_print (changed, YN_JSON_COMPACT);
      g_autofree char *before = yn_json_print (json, YN_JSON_COMPACT);
      g_autoptr (YnJson) place = yn_json_ref (json);

      g_test_message ("%s %s", cases[i].json, cases[i].pointer);
      g_assert_cmpstr (printed, ==, cases[i].result);
      g_assert_cmpstr (before, ==, cases[i].json);
      yn_json_put (&place, cases[i].pointer, value);
      g_assert_true (yn_json_equal (place, changed));
    }
}

static void
test_with_deep (void)
{
  g_autofree char *pointer = repeat ("/a", 100000);
  g_autoptr (YnJson) json = yn_json_new_object ();
  g_autoptr (YnJson) value = yn_json_new_int (1);
  g_autoptr (YnJson) same = yn_json_with (json, pointer, value);

  g_assert_true (same == json);
  g_assert_null (yn_json_pointer (json, pointer));
}

static void
test_print (void)
{
  g_autoptr (YnJson) json = yn_json_parse ("{\"b\":[1,{}],\"a\":{\"z\":[],\"y\":\"\\u0001\"}}", -1, NULL);
  g_autofree char *pretty = yn_json_print (json, YN_JSON_PRETTY);
  g_autofree char *canonical = yn_json_print (json, YN_JSON_CANONICAL);

  g_assert_cmpstr (pretty, ==,
                   "{\n  \"b\": [\n    1,\n    {}\n  ],\n  \"a\": {\n    \"z\": [],\n    \"y\": \"\\u0001\"\n  }\n}\n");
  g_assert_cmpstr (canonical, ==, "{\"a\":{\"y\":\"\\u0001\",\"z\":[]},\"b\":[1,{}]}");
}

static void
test_writer (void)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) inner = yn_json_parse ("[1.50]", -1, NULL);
  g_autoptr (YnJson) json = NULL;
  g_autofree char *printed = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "twice", "first");
  yn_json_writer_member_string (writer, "none", NULL);
  yn_json_writer_member_int (writer, "int", G_MININT64);
  yn_json_writer_member_boolean (writer, "yes", TRUE);
  yn_json_writer_member_value (writer, "inner", inner);
  yn_json_writer_member_string (writer, "latin", "caf\351");
  yn_json_writer_name (writer, "list");
  yn_json_writer_begin_array (writer);
  yn_json_writer_string_len (writer, "a\0b", 3);
  yn_json_writer_number (writer, "1e400");
  yn_json_writer_end (writer);
  yn_json_writer_member_string (writer, "twice", "last");
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  printed = yn_json_print (json, YN_JSON_COMPACT);
  g_assert_cmpstr (printed, ==,
                   "{\"twice\":\"last\",\"none\":null,\"int\":-9223372036854775808,\"yes\":true,\"inner\":[1.50],"
                   "\"latin\":\"caf\357\277\275\",\"list\":[\"a\\u0000b\",1e400]}");
  g_assert_cmpstr (yn_json_get_string (json, "twice"), ==, "last");
}

static void
test_text (void)
{
  g_autoptr (YnJson) json = yn_json_parse ("[{\"zh\":\"一\",\"en\":\"one\"},{\"zh\":\"二\"},\"plain\",{},3]", -1, NULL);

  g_assert_cmpstr (yn_json_text (yn_json_at (json, 0), YN_LANGUAGE_EN), ==, "one");
  g_assert_cmpstr (yn_json_text (yn_json_at (json, 0), YN_LANGUAGE_ZH_CN), ==, "一");
  g_assert_cmpstr (yn_json_text (yn_json_at (json, 1), YN_LANGUAGE_EN), ==, "二");
  g_assert_cmpstr (yn_json_text (yn_json_at (json, 2), YN_LANGUAGE_EN), ==, "plain");
  g_assert_cmpstr (yn_json_text (yn_json_at (json, 3), YN_LANGUAGE_EN), ==, "");
  g_assert_cmpstr (yn_json_text (yn_json_at (json, 4), YN_LANGUAGE_EN), ==, "");
  g_assert_cmpstr (yn_json_text (NULL, YN_LANGUAGE_EN), ==, "");
}

static void
test_load (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "a.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) json = NULL;

  g_assert_null (yn_json_load (path, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (yn_json_load (folder, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_null (yn_json_load (path, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_BAD_JSON);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "[1]", -1, NULL));
  json = yn_json_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yn_json_size (json), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/good", test_good);
  g_test_add_func ("/json/bad", test_bad);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/large-object", test_large_object);
  g_test_add_func ("/json/too-many", test_too_many);
  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/int64", test_int64);
  g_test_add_func ("/json/compare-numbers", test_compare_numbers);
  g_test_add_func ("/json/multiples", test_multiples);
  g_test_add_func ("/json/equal", test_equal);
  g_test_add_func ("/json/pointer", test_pointer);
  g_test_add_func ("/json/pointer-below", test_pointer_below);
  g_test_add_func ("/json/with", test_with);
  g_test_add_func ("/json/with-deep", test_with_deep);
  g_test_add_func ("/json/print", test_print);
  g_test_add_func ("/json/writer", test_writer);
  g_test_add_func ("/json/text", test_text);
  g_test_add_func ("/json/load", test_load);
  return g_test_run ();
}
