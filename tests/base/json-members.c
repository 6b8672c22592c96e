/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/json-members.h"

#include <string.h>
#include "base/error.h"

static YnJsonMembers *
members_of (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return yn_json_members_new (bytes, error);
}

static void
test_get (void)
{
  static const struct
  {
    const char *text, *name, *printed; /* NULL: there is none, or it is no JSON */
  } cases[] = {
    { "{\"a\":1}", "a", "1" },
    { "{\"a\":1}", "b", NULL },
    { "{}", "", NULL },
    { "{ \"a\" : [ 1, {\"b\": 2} ] , \"b\" : 3 }\n", "a", "[1,{\"b\":2}]" },
    { "{ \"a\" : [ 1, {\"b\": 2} ] , \"b\" : 3 }\n", "b", "3" },
    { "{\"a\":{\"b\":2}}", "b", NULL },
    { "{\"a\":[\"b\",4]}", "b", NULL },
    { "{\"a\":\"b\",\"c\":\"d\"}", "c", "\"d\"" },
    { "{\"a\":\"b\",\"c\":\"d\"}", "b", NULL },
    { "{\"a\":\"}\",\"b\":\"],\\\",\\\\\",\"c\":true}", "a", "\"}\"" },
    { "{\"a\":\"}\",\"b\":\"],\\\",\\\\\",\"c\":true}", "b", "\"],\\\",\\\\\"" },
    { "{\"a\":\"}\",\"b\":\"],\\\",\\\\\",\"c\":true}", "c", "true" },
    { "{\"a:b\":\"c:d\"}", "a:b", "\"c:d\"" },
    { "{\"\":0}", "", "0" },
    { "{\"名称\":\"一诺\"}", "名称", "\"一诺\"" },
    { "{\"a\":1,\"a\":2}", "a", "2" },
    { "{\"a\":1 2,\"b\":3}", "a", NULL },
    { "{\"a\":1 2,\"b\":3}", "b", "3" },
    { "{\"a\":}", "a", NULL },
    { "{\"a\"}", "a", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnJsonMembers) members = members_of (cases[i].text, &error);
      g_autoptr (YnJson) member = NULL;
      g_autofree char *printed = NULL;

      g_assert_no_error (error);
      member = yn_json_members_get (members, cases[i].name);
      printed = member != NULL ? yn_json_print (member, YN_JSON_COMPACT) : NULL;
      g_test_message ("%s of %s", cases[i].name, cases[i].text);
      g_assert_cmpstr (printed, ==, cases[i].printed);
    }
}

static void
test_have (void)
{
  g_autoptr (YnJsonMembers) members = members_of ("{\"a\":{\"b\":1},\"c\":null}", NULL);

  g_assert_true (yn_json_members_have (members, "a"));
  g_assert_true (yn_json_members_have (members, "c"));
  g_assert_false (yn_json_members_have (members, "b"));
  g_assert_false (yn_json_members_have (NULL, "a"));
  g_assert_null (yn_json_members_get (NULL, "a"));
}

static void
test_bad (void)
{
  static const char *const texts[] = { "",      "[]",        "1",         "\"a\"",       "{",
                                       "}",     "{\"a",      "{\"a\":1",  "{\"a\":\"\\", "{\"a\":\"\\\"}",
                                       "{}}",   "{\"a\":[1}", "{\"a\":[}]}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_null (members_of (texts[i], &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_BAD_JSON);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-members/get", test_get);
  g_test_add_func ("/json-members/have", test_have);
  g_test_add_func ("/json-members/bad", test_bad);
  return g_test_run ();
}
