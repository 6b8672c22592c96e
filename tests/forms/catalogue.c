/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The data files of the services and papers: each is usable, and everything that it names is there, in both
 * languages. The walk through the schemas is this test's own, so that it can disagree with the library's. */

#include "forms/service.h"

#include <string.h>
#include "base/data.h"

#define COMMON "urn:yinuo:common#"

typedef struct
{
  const char *path; /* below data/ */
  YnJson *file;
  YnJson *common;
  GHashTable *used; /* keys of words.en that the schema and the layout ask for */
} Walk;

static YnJson *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  YnJson *json = yn_data_json (path, &error);

  if (json == NULL)
    g_error ("%s: %s", path, error->message);
  return json;
}

static const YnJson *
resolved (const Walk *walk, const YnJson *schema)
{
  const char *reference = yn_json_get_string (schema, "$ref");
  const YnJson *found;

  if (reference == NULL)
    return schema;
  if (g_str_has_prefix (reference, COMMON))
    found = yn_json_pointer (walk->common, reference + strlen (COMMON));
  else if (g_str_has_prefix (reference, "#/"))
    found = yn_json_pointer (walk->common, reference + 1);
  else
    found = NULL;
  if (found == NULL)
    g_error ("%s refers to %s, which is not there", walk->path, reference);
  return resolved (walk, found);
}

/* The subschema at a pointer into the answers; "*" and digits walk into the items of an array. */
static const YnJson *
place (const Walk *walk, const char *pointer)
{
  g_auto (GStrv) tokens = g_strsplit (pointer + 1, "/", -1);
  const YnJson *at = yn_json_get (walk->file, "schema");

  for (char **token = tokens; *token != NULL && at != NULL; token++)
    {
      gboolean item = strcmp (*token, "*") == 0;

      at = resolved (walk, at);
      at = item ? yn_json_get (at, "items") : yn_json_get (yn_json_get (at, "properties"), *token);
    }
  return at;
}

static void
assert_place (const Walk *walk, const char *pointer, const char *who)
{
  if (pointer == NULL || *pointer != '/' || place (walk, pointer) == NULL)
    g_error ("%s: %s names %s, which the schema does not know", walk->path, who, pointer);
}

static gboolean
has_english (const Walk *walk, const char *key)
{
  const char *own = yn_json_get_string (yn_json_pointer (walk->file, "/words/en"), key);
  const char *common = yn_json_get_string (yn_json_pointer (walk->common, "/words/en"), key);

  return (own != NULL && *own != '\0') || (common != NULL && *common != '\0');
}

static void
assert_english (const Walk *walk, const char *stem, const char *tail)
{
  char *key = g_strconcat (stem, ".", tail, NULL);

  if (!has_english (walk, key))
    g_error ("%s has no English for %s", walk->path, key);
  g_hash_table_add (walk->used, key);
}

static void
check_choices (const Walk *walk, const YnJson *schema, const char *key)
{
  const YnJson *choices = yn_json_get (schema, "oneOf");

  g_assert_null (yn_json_get (schema, "enum")); /* choices have titles, so they are oneOf */
  for (guint i = 0; i < yn_json_size (choices); i++)
    {
      const YnJson *choice = yn_json_get (yn_json_at (choices, i), "const");
      g_autofree char *value = yn_json_is (choice, YN_JSON_STRING) ? g_strdup (yn_json_string (choice))
                                                                   : yn_json_print (choice, YN_JSON_COMPACT);

      g_assert_cmpstr (yn_json_get_string (yn_json_at (choices, i), "title"), !=, NULL);
      assert_english (walk, key, value);
    }
}

/* "间" says nothing to who reads English; "%" does. */
static void
check_unit (const Walk *walk, const YnJson *given, const YnJson *schema, const char *key)
{
  const char *unit = yn_json_get_string (given, "x-unit");

  if (unit == NULL)
    unit = yn_json_get_string (schema, "x-unit");
  if (unit != NULL && !g_str_is_ascii (unit))
    assert_english (walk, key, "unit");
}

static void
check_place (const Walk *walk, const YnJson *given, const char *key)
{
  const YnJson *schema = resolved (walk, given);
  const YnJson *properties = yn_json_get (schema, "properties");
  const YnJson *items = yn_json_get (schema, "items");
  gboolean described = yn_json_get_string (given, "description") != NULL || yn_json_get_string (schema, "description") != NULL;

  if (*key != '\0')
    {
      if (yn_json_get_string (given, "title") == NULL && yn_json_get_string (schema, "title") == NULL)
        g_error ("%s: %s has no title", walk->path, key);
      assert_english (walk, key, "label");
      if (described)
        assert_english (walk, key, "description");
    }
  check_choices (walk, schema, key);
  check_unit (walk, given, schema, key);
  for (guint i = 0; i < yn_json_size (properties); i++)
    {
      g_autofree char *below = *key != '\0' ? g_strconcat (key, ".", yn_json_name_at (properties, i), NULL)
                                            : g_strdup (yn_json_name_at (properties, i));

      check_place (walk, yn_json_at (properties, i), below);
    }
  if (items == NULL)
    return;
  items = resolved (walk, items);
  check_choices (walk, items, key);
  properties = yn_json_get (items, "properties");
  for (guint i = 0; i < yn_json_size (properties); i++)
    {
      g_autofree char *column = g_strconcat (key, ".", yn_json_name_at (properties, i), NULL);

      check_place (walk, yn_json_at (properties, i), column);
    }
}

/* "#/properties/shop/properties/name" -> "/shop/name" */
static char *
scope_pointer (const char *scope)
{
  g_auto (GStrv) parts = g_strsplit (scope + 1, "/properties", -1);

  return g_strjoinv ("", parts);
}

static void
check_element (const Walk *walk, const YnJson *element, GHashTable *shown)
{
  const char *scope = yn_json_get_string (element, "scope");
  const char *condition = yn_json_string (yn_json_pointer (element, "/rule/condition/scope"));
  const YnJson *elements = yn_json_get (element, "elements");
  gboolean label = g_strcmp0 (yn_json_get_string (element, "type"), "Label") == 0;

  if (scope != NULL)
    {
      char *pointer = scope_pointer (scope);

      assert_place (walk, pointer, "a control");
      if (!g_hash_table_add (shown, pointer))
        g_error ("%s shows %s twice", walk->path, scope);
    }
  if (condition != NULL)
    {
      g_autofree char *pointer = scope_pointer (condition);

      assert_place (walk, pointer, "a rule");
    }
  if (yn_json_get_string (element, "i18n") != NULL)
    assert_english (walk, yn_json_get_string (element, "i18n"), label ? "text" : "label");
  for (guint i = 0; i < yn_json_size (elements); i++)
    check_element (walk, yn_json_at (elements, i), shown);
}

/* A paper prints what the layout shows: an answer that no control shows would be signed unseen. */
static void
check_shown (const Walk *walk, const YnJson *given, const char *pointer, GHashTable *shown)
{
  const YnJson *schema = resolved (walk, given);
  const YnJson *properties = yn_json_get (schema, "properties");

  if (g_hash_table_contains (shown, pointer))
    return;
  if (properties == NULL)
    g_error ("%s: no control shows %s", walk->path, pointer);
  for (guint i = 0; i < yn_json_size (properties); i++)
    {
      g_autofree char *below = g_strconcat (pointer, "/", yn_json_name_at (properties, i), NULL);

      check_shown (walk, yn_json_at (properties, i), below, shown);
    }
}

static void
check_blanks (const Walk *walk, const char *text)
{
  const char *open;

  while (text != NULL && (open = strstr (text, "{/")) != NULL)
    {
      const char *close = strchr (open, '}');
      g_autofree char *pointer = NULL;

      g_assert_nonnull (close);
      pointer = g_strndup (open + 1, close - open - 1);
      assert_place (walk, pointer, "a blank");
      text = close;
    }
}

/* Every {zh, en} has both, and both have the same number of blanks. */
static void
check_texts (const Walk *walk, const YnJson *json)
{
  const char *zh = yn_json_get_string (json, "zh");
  const char *en = yn_json_get_string (json, "en");

  if (zh != NULL || en != NULL)
    {
      g_auto (GStrv) zh_parts = g_strsplit (zh != NULL ? zh : "", "{/", -1);
      g_auto (GStrv) en_parts = g_strsplit (en != NULL ? en : "", "{/", -1);

      if (zh == NULL || en == NULL || *zh == '\0' || *en == '\0')
        g_error ("%s: “%s” / “%s” lacks a language", walk->path, zh, en);
      if (g_strv_length (zh_parts) != g_strv_length (en_parts))
        g_error ("%s: “%s” and “%s” differ in their blanks", walk->path, zh, en);
      check_blanks (walk, zh);
      check_blanks (walk, en);
    }
  for (guint i = 0; i < yn_json_size (json); i++)
    if (g_strcmp0 (yn_json_is (json, YN_JSON_OBJECT) ? yn_json_name_at (json, i) : "", "schema") != 0)
      check_texts (walk, yn_json_at (json, i));
}

static gboolean
is_listed (const YnJson *list, const char *text)
{
  for (guint i = 0; i < yn_json_size (list); i++)
    if (g_strcmp0 (yn_json_string (yn_json_at (list, i)), text) == 0)
      return TRUE;
  return FALSE;
}

/* What every form asks of a person and no published paper may show. */
static void
check_private (const Walk *walk)
{
  static const char *always[] = {
    "/enterprise/legalRepresentative/documentNumber", "/enterprise/agent/phone", "/enterprise/email",
  };

  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    if (place (walk, always[i]) != NULL && !is_listed (yn_json_get (walk->file, "private"), always[i]))
      g_error ("%s: %s is not private", walk->path, always[i]);
}

static void
check_pointers (const Walk *walk)
{
  const YnJson *private = yn_json_get (walk->file, "private");
  const YnJson *begin = yn_json_get (walk->file, "begin");
  const YnJson *clauses = yn_json_get (walk->file, "clauses");
  const YnJson *compare = yn_json_get (walk->file, "compare");
  const char *until = yn_json_string (yn_json_pointer (walk->file, "/publicity/until"));

  for (guint i = 0; i < yn_json_size (private); i++)
    assert_place (walk, yn_json_string (yn_json_at (private, i)), "private");
  for (guint i = 0; i < yn_json_size (begin); i++)
    assert_place (walk, yn_json_name_at (begin, i), "begin");
  for (guint i = 0; i < yn_json_size (clauses); i++)
    if (yn_json_get_string (yn_json_at (clauses, i), "when") != NULL)
      assert_place (walk, yn_json_get_string (yn_json_at (clauses, i), "when"), "a clause");
  for (guint i = 0; i < yn_json_size (compare); i++)
    {
      const char *to = yn_json_get_string (yn_json_at (compare, i), "to");

      assert_place (walk, yn_json_get_string (yn_json_at (compare, i), "at"), "a comparison");
      if (g_strcmp0 (to, "today") != 0)
        assert_place (walk, to, "a comparison");
    }
  if (until != NULL)
    assert_place (walk, until, "publicity");
}

static gboolean
in_dictionary (const YnJson *dictionaries, const char *name, const char *code)
{
  const YnJson *entries = yn_json_get (yn_json_get (dictionaries, name), "entries");

  for (guint i = 0; i < yn_json_size (entries); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (entries, i), "code"), code) == 0)
      return TRUE;
  return FALSE;
}

static void
check_names (const Walk *walk)
{
  g_autoptr (YnJson) authorities = load ("authorities.json");
  g_autoptr (YnJson) dictionaries = load ("dictionaries.json");
  g_autoptr (YnJson) common_clauses = load ("services/clauses.json");
  const YnJson *named = yn_json_get (walk->file, "authorities");
  const YnJson *purposes = yn_json_get (walk->file, "purpose");
  const YnJson *clauses = yn_json_get (walk->file, "clauses");
  const char *type = yn_json_get_string (walk->file, "commitmentType");
  const char *trade = yn_json_get_string (walk->file, "trade");

  for (guint i = 0; i < yn_json_size (named); i++)
    if (yn_json_get (authorities, yn_json_string (yn_json_at (named, i))) == NULL)
      g_error ("%s: no authority %s", walk->path, yn_json_string (yn_json_at (named, i)));
  for (guint i = 0; i < yn_json_size (purposes); i++)
    g_assert_true (in_dictionary (dictionaries, "purposes", yn_json_string (yn_json_at (purposes, i))));
  g_assert_true (type == NULL || in_dictionary (dictionaries, "commitmentTypes", type));
  g_assert_true (trade == NULL || in_dictionary (dictionaries, "trades", trade));
  for (guint i = 0; i < yn_json_size (clauses); i++)
    {
      const char *id = yn_json_get_string (yn_json_at (clauses, i), "id");

      /* "No violations in three years" is not everybody's to say. */
      if (g_strcmp0 (id, "C2") == 0)
        g_assert_cmpstr (walk->path, ==, "services/F20.json");
      if (yn_json_get (yn_json_at (clauses, i), "zh") == NULL && yn_json_get (common_clauses, id) == NULL)
        g_error ("%s: no clause %s", walk->path, id);
    }
}

static gboolean
names_clause (const Walk *walk, const char *id)
{
  const YnJson *clauses = yn_json_get (walk->file, "clauses");

  for (guint i = 0; i < yn_json_size (clauses); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (clauses, i), "id"), id) == 0)
      return TRUE;
  return FALSE;
}

/* The promise answers what the authority told (C7), and what is still to come (C8); nothing is answered that nobody said. */
static void
check_type (const Walk *walk)
{
  const char *type = yn_json_get_string (walk->file, "commitmentType");
  const YnJson *notice = yn_json_get (walk->file, "notice");
  const char *lacking = yn_json_get_string (walk->file, "lacking");

  g_assert_cmpint (notice != NULL, ==, names_clause (walk, "C7"));
  g_assert_cmpint (lacking != NULL, ==, names_clause (walk, "C8"));
  g_assert_true (notice == NULL || g_strcmp0 (type, "1") == 0 || g_strcmp0 (type, "3") == 0);
  g_assert_true (lacking == NULL || g_strcmp0 (type, "2") == 0);
  if (lacking != NULL)
    assert_place (walk, lacking, "the list of what is lacking");
}

/* Every place that is worked out or read for it is there; what is worked out is a number. */
static void
check_compute (const Walk *walk)
{
  const YnJson *entries = yn_json_get (walk->file, "compute");

  for (guint i = 0; i < yn_json_size (entries); i++)
    for (guint j = 0; j < yn_json_size (yn_json_at (entries, i)); j++)
      {
        const YnJson *named = yn_json_at (yn_json_at (entries, i), j);

        if (yn_json_is (named, YN_JSON_STRING))
          assert_place (walk, yn_json_string (named), "a computed answer");
        for (guint k = 0; yn_json_is (named, YN_JSON_ARRAY) && k < yn_json_size (named); k++)
          assert_place (walk, yn_json_string (yn_json_at (named, k)), "a computed answer");
      }
}

static void
check_no_stale_words (const Walk *walk)
{
  const YnJson *words = yn_json_pointer (walk->file, "/words/en");

  for (guint i = 0; i < yn_json_size (words); i++)
    if (!g_hash_table_contains (walk->used, yn_json_name_at (words, i)))
      g_error ("%s has English for %s, which nothing asks for", walk->path, yn_json_name_at (words, i));
}

static void
test_file (gconstpointer data)
{
  const char *path = data;
  g_autoptr (YnJson) file = load (path);
  g_autoptr (YnJson) common = load ("services/common.json");
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Walk walk = { path, file, common, used };

  check_place (&walk, yn_json_get (file, "schema"), "");
  check_element (&walk, yn_json_get (file, "uischema"), shown);
  check_shown (&walk, yn_json_get (file, "schema"), "", shown);
  check_no_stale_words (&walk);
  check_texts (&walk, file);
  check_pointers (&walk);
  check_private (&walk);
  check_names (&walk);
  check_type (&walk);
  check_compute (&walk);
  if (!yn_json_get_boolean (file, "verified", FALSE))
    g_assert_cmpuint (yn_json_size (yn_json_get (file, "unverified")), >, 0);
}

/* Limits and formats that were written from memory: each stands in its service's list of what is unverified, for the
 * authority that takes the form over to confirm. */
static void
test_unverified_limits (void)
{
  static const struct
  {
    const char *service;
    const char *pointer; /* of the limit in the file; NULL: it stands in a clause */
    const char *limit;
    const char *said;
  } cases[] = {
    { "F02", "/schema/properties/house/properties/rooms/maximum", "14", "14间" },
    { "F02", "/schema/properties/house/properties/floors/maximum", "4", "4层" },
    { "F02", "/schema/properties/house/properties/area/maximum", "800", "800平方米" },
    { "F03", NULL, "L-HAI", "L-HAI" },
    { "F04", NULL, "JY", "JY" },
    { "F08", NULL, "{22}", "22位" },
    { "F12", NULL, "[0-9]{3}", "3位数字" },
    { "F12", NULL, "5年", "台账保存5年" },
    { "F13", NULL, "60", "60课时" },
    { "F13", NULL, "5000", "5000元" },
    { "F13", NULL, "30", "30日" },
    { "F16", NULL, "200", "200万元" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("services/%s.json", cases[i].service);
      g_autoptr (YnJson) file = load (name);
      g_autofree char *whole = yn_json_print (file, YN_JSON_COMPACT);
      g_autofree char *unverified = yn_json_print (yn_json_get (file, "unverified"), YN_JSON_COMPACT);

      g_test_message ("%s %s", cases[i].service, cases[i].said);
      g_assert_nonnull (strstr (unverified, cases[i].said));
      if (cases[i].pointer != NULL)
        g_assert_cmpstr (yn_json_number (yn_json_pointer (file, cases[i].pointer)), ==, cases[i].limit);
      else
        g_assert_nonnull (strstr (whole, cases[i].limit));
    }
}

static void
test_loads (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = yn_data_bytes (data, &error);
  g_autoptr (YnService) service = bytes != NULL ? yn_service_new (bytes, &error) : NULL;

  if (service == NULL)
    g_error ("%s: %s", (const char *) data, error->message);
  g_assert_cmpstr (yn_service_title (service, YN_LANGUAGE_ZH_CN), !=, "");
  g_assert_cmpstr (yn_service_title (service, YN_LANGUAGE_EN), !=, yn_service_title (service, YN_LANGUAGE_ZH_CN));
}

/* A list that stands in a dictionary and in a schema is the same list. */
static void
test_dictionaries (void)
{
  g_autoptr (YnJson) dictionaries = load ("dictionaries.json");

  for (guint i = 0; i < yn_json_size (dictionaries); i++)
    {
      const YnJson *dictionary = yn_json_at (dictionaries, i);
      const YnJson *entries = yn_json_get (dictionary, "entries");
      const char *schema = yn_json_get_string (dictionary, "schema");
      g_auto (GStrv) where = schema != NULL ? g_strsplit (schema, "#", 2) : NULL;
      g_autoptr (YnJson) file = schema != NULL ? load (where[0]) : NULL;
      const YnJson *choices = schema != NULL ? yn_json_get (yn_json_pointer (file, where[1]), "oneOf") : NULL;

      g_assert_cmpuint (yn_json_size (entries), >, 0);
      for (guint j = 0; j < yn_json_size (entries); j++)
        {
          const YnJson *entry = yn_json_at (entries, j);

          g_assert_cmpstr (yn_json_get_string (entry, "zh"), !=, NULL);
          g_assert_cmpstr (yn_json_get_string (entry, "en"), !=, NULL);
          if (choices == NULL)
            continue;
          g_assert_true (yn_json_equal (yn_json_get (entry, "code"), yn_json_get (yn_json_at (choices, j), "const")));
          g_assert_cmpstr (yn_json_get_string (entry, "zh"), ==, yn_json_get_string (yn_json_at (choices, j), "title"));
        }
      if (schema != NULL)
        g_assert_cmpuint (yn_json_size (choices), ==, yn_json_size (entries));
    }
}

/* Invariant 6: on a practice platform nobody bears a state organ's name. */
static void
test_authorities (void)
{
  g_autoptr (YnJson) authorities = load ("authorities.json");

  for (guint i = 0; i < yn_json_size (authorities); i++)
    {
      const YnJson *authority = yn_json_at (authorities, i);
      const char *practice = yn_json_string (yn_json_pointer (authority, "/practice/zh"));

      g_assert_cmpstr (yn_json_get_string (authority, "zh"), !=, NULL);
      g_assert_cmpstr (yn_json_get_string (authority, "en"), !=, NULL);
      g_assert_true (yn_json_is (yn_json_get (authority, "verified"), YN_JSON_BOOLEAN));
      g_assert_true (practice != NULL && g_str_has_prefix (practice, "演练平台"));
      g_assert_null (strstr (practice, "局"));
    }
}

int
main (int argc, char **argv)
{
  static const char *folders[] = { "services", "papers" };
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_auto (GStrv) names = yn_data_list (folders[i]);

      for (char **name = names; *name != NULL; name++)
        {
          char *path = g_strconcat (folders[i], "/", *name, NULL);
          g_autofree char *loads = g_strconcat ("/forms/catalogue/loads/", *name, NULL);
          g_autofree char *whole = g_strconcat ("/forms/catalogue/whole/", *name, NULL);

          g_ptr_array_add (paths, path);
          if (strcmp (*name, "common.json") == 0 || strcmp (*name, "clauses.json") == 0)
            continue;
          g_test_add_data_func (loads, path, test_loads);
          g_test_add_data_func (whole, path, test_file);
        }
    }
  g_test_add_func ("/forms/catalogue/dictionaries", test_dictionaries);
  g_test_add_func ("/forms/catalogue/authorities", test_authorities);
  g_test_add_func ("/catalogue/unverified-limits", test_unverified_limits);
  return g_test_run ();
}
