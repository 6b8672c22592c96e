/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/envelope.h"

#include <string.h>
#include "base/error.h"

static JsonObject *
parse (const char *text, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return yn_envelope_parse (bytes, error);
}

static void
test_members (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = parse ("{\"s\":\"一\",\"i\":900,\"f\":1.5,\"b\":true,\"n\":null,\"o\":{\"x\":1},"
                                         "\"a\":[\"p\",1,null,\"q\"]}", -1, &error);
  g_auto (GStrv) strings = NULL;
  g_auto (GStrv) none = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (yn_envelope_string (object, "s"), ==, "一");
  g_assert_null (yn_envelope_string (object, "i"));
  g_assert_null (yn_envelope_string (object, "n"));
  g_assert_null (yn_envelope_string (object, "absent"));
  g_assert_null (yn_envelope_string (NULL, "s"));
  g_assert_cmpint (yn_envelope_int (object, "i", -1), ==, 900);
  g_assert_cmpint (yn_envelope_int (object, "f", -1), ==, -1);
  g_assert_cmpint (yn_envelope_int (object, "s", -1), ==, -1);
  g_assert_true (yn_envelope_boolean (object, "b", FALSE));
  g_assert_true (yn_envelope_boolean (object, "i", TRUE));
  g_assert_cmpint (yn_envelope_int (yn_envelope_object (object, "o"), "x", 0), ==, 1);
  g_assert_null (yn_envelope_object (object, "a"));
  g_assert_null (yn_envelope_array (object, "o"));
  strings = yn_envelope_strings (object, "a");
  none = yn_envelope_strings (object, "absent");
  g_assert_cmpuint (g_strv_length (strings), ==, 2);
  g_assert_cmpstr (strings[1], ==, "q");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

static void
test_nonsense (void)
{
  static const struct
  {
    const char *text;
    gssize length;
  } cases[] = {
    { "", -1 },
    { "<html>", -1 },
    { "[]", -1 },
    { "\"a\"", -1 },
    { "null", -1 },
    { "{", -1 },
    { "{\"a\":1}{", -1 },
    { "{\"a\":1,}", -1 },
    { "{\"a\":1,\"a\":2}", -1 },
    { "/* */ {}", -1 },
    { "{\"a\":\"x\\u0000y\"}", -1 },
    { "{\"a\\u0000\":1}", -1 },
    { "{\"a\":1}\0", 8 },
    { "{\"a\":12345678901234567890123}", -1 },
    { "{\"a\":\"\xff\"}", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (parse (cases[i].text, cases[i].length, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
    }
}

static char *
nested (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, "{\"a\":");
  g_string_append_c (text, '1');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static void
test_bounds (void)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *fits = nested (YN_ENVELOPE_MAX_DEPTH);
  g_autofree char *deeper = nested (YN_ENVELOPE_MAX_DEPTH + 1);
  g_autofree char *filling = g_strnfill (YN_ENVELOPE_MAX_BYTES, 'x');
  g_autofree char *large = g_strconcat ("{\"a\":\"", filling, "\"}", NULL);
  const char *const bad[] = { brackets, deeper, large };
  g_autoptr (JsonObject) object = parse (fits, -1, NULL);

  g_assert_nonnull (object);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (bad[i], -1, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
    }
}

static void
test_print (void)
{
  g_autoptr (JsonObject) object = parse ("{\"a\":\"一\",\"b\":[1,true]}", -1, NULL);
  g_autoptr (GBytes) bytes = yn_envelope_print (object);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "{\"a\":\"一\",\"b\":[1,true]}", 24);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/envelope/members", test_members);
  g_test_add_func ("/envelope/nonsense", test_nonsense);
  g_test_add_func ("/envelope/bounds", test_bounds);
  g_test_add_func ("/envelope/print", test_print);
  return g_test_run ();
}
