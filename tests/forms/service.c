/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/service.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include "base/data.h"
#include "base/error.h"
#include "forms/answers.h"
#include "forms/faulty.h"
#include "forms/layout.h"

static GBytes *
read_fixture (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "fixtures", "services", name, NULL);
  char *text = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

static YnService *
fixture (const char *name)
{
  g_autoptr (GBytes) bytes = read_fixture (name);
  g_autoptr (GError) error = NULL;
  YnService *service = yn_service_new (bytes, &error);

  g_assert_no_error (error);
  return service;
}

/* Every file that the program carries can be used. */
static void
test_carried (void)
{
  static const char *const folders[] = { "services", "papers" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_auto (GStrv) names = yn_data_list (folders[i]);

      g_assert_nonnull (names[0]);
      for (guint j = 0; names[j] != NULL; j++)
        {
          g_autofree char *id = g_strndup (names[j], strlen (names[j]) - 5);
          g_autoptr (GError) error = NULL;
          g_autoptr (YnService) service = NULL;
          g_autoptr (YnFormItem) form = NULL;
          g_autoptr (YnJson) nothing = yn_json_new_object ();

          if (g_str_equal (id, "common") || g_str_equal (id, "clauses"))
            continue;
          service = yn_service_find (id, &error);
          g_assert_no_error (error);
          g_assert_cmpstr (yn_service_id (service), ==, id);
          g_assert_cmpuint (strlen (yn_service_sha256 (service)), ==, 64);
          g_assert_cmpstr (yn_service_title (service, YN_LANGUAGE_EN), !=, "");
          form = yn_form_lay_out (service, nothing, YN_LANGUAGE_EN);
          g_assert_cmpuint (form->items->len, >, 0);
        }
    }
}

/* Walks all fields, for what must hold for each. */
static void
expect_labels (const YnFormItem *item, const char *id)
{
  if (item->kind == YN_FORM_ITEM_FIELD || item->kind == YN_FORM_ITEM_ARRAY)
    {
      g_test_message ("%s %s", id, item->pointer);
      g_assert_cmpstr (item->label, !=, "");
    }
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    expect_labels (g_ptr_array_index (item->items, i), id);
  for (guint i = 0; item->columns != NULL && i < item->columns->len; i++)
    expect_labels (g_ptr_array_index (item->columns, i), id);
}

/* Signs of measure (mg/m³) are of every language; Chinese characters and punctuation are not. */
static gboolean
is_english (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_utf8_get_char (text) >= 0x2e80)
      return FALSE;
  return TRUE;
}

static void
expect_english (const YnFormItem *item, const char *id)
{
  g_test_message ("%s %s: %s", id, item->pointer != NULL ? item->pointer : "", item->label);
  g_assert_true (is_english (item->label));
  for (guint i = 0; item->field != NULL && item->field->choices != NULL && i < item->field->choices->len; i++)
    g_assert_true (is_english (((YnFieldChoice *) g_ptr_array_index (item->field->choices, i))->label));
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    expect_english (g_ptr_array_index (item->items, i), id);
  for (guint i = 0; item->columns != NULL && i < item->columns->len; i++)
    expect_english (g_ptr_array_index (item->columns, i), id);
}

static void
test_all (void)
{
  g_autoptr (GPtrArray) services = yn_services_all ();

  g_assert_cmpuint (services->len, >=, 6);
  for (guint i = 0; i < services->len; i++)
    {
      YnService *service = g_ptr_array_index (services, i);
      g_autoptr (YnAnswers) answers = yn_answers_new (service, NULL);
      g_autoptr (YnFormItem) zh = yn_form_lay_out (service, yn_answers_json (answers), YN_LANGUAGE_ZH_CN);
      g_autoptr (YnFormItem) en = yn_form_lay_out (service, yn_answers_json (answers), YN_LANGUAGE_EN);

      if (i > 0)
        g_assert_cmpstr (yn_service_id (g_ptr_array_index (services, i - 1)), <, yn_service_id (service));
      expect_labels (zh, yn_service_id (service));
      expect_english (en, yn_service_id (service));
    }
}

static void
test_find (void)
{
  static const char *const strangers[] = { "", "F99", "../papers/receipt", "common", "clauses", "F04/", "F04.json" };

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yn_service_find (strangers[i], &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
    }
  g_assert_null (yn_service_find (NULL, NULL));
}

/* One change to a good file, and the file is refused with the place of the fault. */
static void
test_broken (void)
{
  static const struct
  {
    const char *what;
    const char *pointer;
    const char *value; /* NULL: removed */
    const char *says;
  } cases[] = {
    { "no id", "/id", NULL, "/id: required" },
    { "an id that leads elsewhere", "/id", "\"../F04\"", "/id: pattern" },
    { "an unknown kind", "/kind", "\"wish\"", "/kind: enum" },
    { "a title without English", "/title/en", NULL, "/title/en: required" },
    { "a member too much", "/colour", "\"red\"", "/colour: additional-properties" },
    { "a schema that is none", "/schema", "[]", "/schema: type" },
    { "a broken type", "/schema/properties/name/type", "\"text\"", "/schema/properties/name/type: the name of a type" },
    { "a broken pattern", "/schema/properties/name/pattern", "\"(\"", "/schema/properties/name/pattern: the pattern" },
    { "a broken limit", "/schema/properties/name/maxLength", "-1", "/schema/properties/name/maxLength" },
    { "a reference to nowhere", "/schema/properties/name/$ref", "\"#/$defs/no\"", "leads nowhere" },
    { "a reference to the network", "/schema/properties/name/$ref", "\"https://example.org/a.json\"", "not at hand" },
    { "an unknown dialect", "/schema/$schema", "\"https://example.org/dialect\"", "dialect" },
    { "a scope without a place", "/uischema/elements/0/scope", "\"#/properties/no\"", "#/properties/no" },
    { "a broken condition", "/uischema/elements/1/rule/condition/schema", "{\"type\":7}", "/type" },
    { "a condition without a place", "/uischema/elements/1/rule/condition/scope", "\"#/properties/no\"", "#/properties/no" },
  };
  g_autoptr (GBytes) bytes = read_fixture ("picnic.json");
  g_autoptr (YnJson) good = yn_json_parse_bytes (bytes, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) value = cases[i].value != NULL ? yn_json_parse (cases[i].value, -1, NULL) : NULL;
      g_autoptr (YnJson) bad = yn_json_with (good, cases[i].pointer, value);
      g_autoptr (GBytes) file = yn_json_print_bytes (bad, YN_JSON_COMPACT);
      g_autoptr (GError) error = NULL;

      g_assert_null (yn_service_new (file, &error));
      g_test_message ("%s: %s", cases[i].what, error->message);
      g_assert_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

/* Whoever edits the file is told where: the value itself, or what it is missing from. */
static void
test_where (void)
{
  static const struct
  {
    const char *what;
    const char *text;
    const char *begins;
  } cases[] = {
    { "a wrong value", "\"id\": 7", "line 2, column 9: /id: type" },
    { "a missing one", "\"id\": \"F\"", "line 1, column 1: /" },
    { "broken text", "\"id\": \"F\",,", "line 2, column 13" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\n  %s\n}\n", cases[i].text);
      g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));
      g_autoptr (GError) error = NULL;

      g_assert_null (yn_service_new (file, &error));
      g_test_message ("%s: %s", cases[i].what, error->message);
      g_assert_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE);
      g_assert_true (g_str_has_prefix (error->message, cases[i].begins));
    }
}

/* A department's folder: found, found again when it changes, never in place of what the program carries. */
static void
test_folders (void)
{
  g_autoptr (GBytes) bytes = read_fixture ("picnic.json");
  g_autoptr (YnJson) picnic = yn_json_parse_bytes (bytes, NULL);
  g_autoptr (YnJson) title = yn_json_new_string ("改过的野餐");
  g_autoptr (YnJson) changed = yn_json_with (picnic, "/title/zh", title);
  g_autoptr (YnJson) impostor_id = yn_json_new_string ("F04");
  g_autoptr (YnJson) impostor = yn_json_with (picnic, "/id", impostor_id);
  g_autofree char *changed_text = yn_json_print (changed, YN_JSON_PRETTY);
  g_autofree char *impostor_text = yn_json_print (impostor, YN_JSON_PRETTY);
  g_autofree char *folder = g_dir_make_tmp ("yinuo-services-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "X01.json", NULL);
  g_autofree char *impostor_path = g_build_filename (folder, "F04.json", NULL);
  g_autofree char *misnamed_path = g_build_filename (folder, "X02.json", NULL);
  g_autoptr (YnService) first = NULL, again = NULL, second = NULL, carried = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL, gone = NULL;

  yn_services_add_folder (folder);
  yn_services_add_folder (folder);
  g_assert_null (yn_service_find ("X01", NULL));
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  g_assert_true (g_file_set_contents (impostor_path, impostor_text, -1, NULL));
  first = yn_service_find ("X01", NULL);
  again = yn_service_find ("X01", NULL);
  g_assert_nonnull (first);
  g_assert_true (first == again);
  g_assert_true (g_file_set_contents (path, changed_text, -1, NULL));
  second = yn_service_find ("X01", NULL);
  g_assert_cmpstr (yn_service_title (second, YN_LANGUAGE_ZH_CN), ==, "改过的野餐");
  g_assert_cmpstr (yn_service_title (first, YN_LANGUAGE_ZH_CN), ==, "野餐承诺（样例）");
  carried = yn_service_find ("F04", NULL);
  g_assert_cmpstr (yn_service_title (carried, YN_LANGUAGE_ZH_CN), ==, "餐饮与食品安全信用承诺");
  g_assert_true (g_file_set_contents (misnamed_path, changed_text, -1, NULL));
  g_assert_null (yn_service_find ("X02", &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE);
  g_assert_cmpint (g_remove (misnamed_path), ==, 0);
  all = yn_services_all ();
  g_assert_true (g_ptr_array_find (all, second, NULL));
  g_remove (path);
  g_remove (impostor_path);
  g_rmdir (folder);
  g_assert_null (yn_service_find ("X01", &gone));
  g_assert_error (gone, YN_ERROR, YN_ERROR_NOT_FOUND);
}

static void
put_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
drop_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

/* @path within @json is @value, as a file's text. */
static char *
text_with (const YnJson *json, const char *pointer, const char *value)
{
  g_autoptr (YnJson) string = yn_json_new_string (value);
  g_autoptr (YnJson) changed = yn_json_with (json, pointer, string);

  return yn_json_print (changed, YN_JSON_PRETTY);
}

/* By which a paper names the service in @text. New. */
static char *
sha256_of (const char *text)
{
  g_autoptr (GBytes) file = g_bytes_new (text, strlen (text));
  g_autoptr (YnService) service = yn_service_new (file, NULL);

  return g_strdup (yn_service_sha256 (service));
}

/* A paper was made with version 1, and the file is version 2 now: both are found, each by its SHA-256. */
static void
test_earlier (void)
{
  g_autoptr (GBytes) bytes = read_fixture ("picnic.json");
  g_autoptr (YnJson) picnic = yn_json_parse_bytes (bytes, NULL);
  g_autoptr (YnJson) id = yn_json_new_string ("X03");
  g_autoptr (YnJson) mine = yn_json_with (picnic, "/id", id);
  g_autofree char *one = yn_json_print (mine, YN_JSON_PRETTY);
  g_autofree char *two = text_with (mine, "/version", "2");
  g_autofree char *three = text_with (mine, "/version", "3");
  g_autofree char *folder = g_dir_make_tmp ("yinuo-services-XXXXXX", NULL);
  g_autofree char *earlier = g_build_filename (folder, "earlier", NULL);
  g_autofree char *first_sha256 = sha256_of (one);
  g_autofree char *second_sha256 = sha256_of (two);
  g_autofree char *third_sha256 = sha256_of (three);
  g_autofree char *kept = g_strconcat (first_sha256, ".json", NULL);
  g_autofree char *forged = g_strconcat (second_sha256, ".json", NULL);
  g_autoptr (YnService) first = NULL, third = NULL, again = NULL, found = NULL;
  g_autoptr (GError) error = NULL;

  yn_services_add_folder (folder);
  put_file (folder, "X03.json", one);
  first = yn_service_find ("X03", &error);
  g_assert_no_error (error);
  g_assert_true (yn_service_keep (first, &error));
  g_assert_true (yn_service_keep (first, &error));
  put_file (folder, "X03.json", three);
  third = yn_service_find_as ("X03", third_sha256, &error);
  g_assert_cmpstr (yn_service_version (third), ==, "3");
  again = yn_service_find_as ("X03", first_sha256, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yn_service_version (again), ==, "1");
  g_assert_true (yn_service_is_own (again));

  /* What was never kept, what lies under another's name, what is no SHA-256, another service's. */
  g_assert_null (yn_service_find_as ("X03", second_sha256, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_OTHER_VERSION);
  g_clear_error (&error);
  put_file (earlier, forged, three);
  g_assert_null (yn_service_find_as ("X03", second_sha256, NULL));
  g_assert_null (yn_service_find_as ("X03", "../X03", &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_OTHER_VERSION);
  g_clear_error (&error);
  g_assert_null (yn_service_find_as ("F04", first_sha256, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_OTHER_VERSION);
  g_clear_error (&error);

  /* The paper outlives the service. */
  drop_file (folder, "X03.json");
  found = yn_service_find_as ("X03", first_sha256, &error);
  g_assert_true (found == again);
  g_assert_null (yn_service_find_as ("X03", third_sha256, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  drop_file (earlier, kept);
  drop_file (earlier, forged);
  g_rmdir (earlier);
  g_rmdir (folder);
}

/* F04 as it was before a common clause, a common word and the name of its type were changed: another text of the same
 * version, found by its own SHA-256. A common clause that it does not name is no part of it. */
static void
test_common_texts (void)
{
  static const struct
  {
    const char *pointer;
    const char *text;
  } changes[] = {
    { "/clauses/C1/zh", "从前的通用条款。" },
    { "/common/words/en/enterprise.name.label", "The former name" },
    { "/commitmentTypes/5/zh", "从前的类型" },
  };
  g_autoptr (YnService) today = yn_service_find ("F04", NULL);
  g_autofree char *folder = g_dir_make_tmp ("yinuo-services-XXXXXX", NULL);
  g_autofree char *earlier = g_build_filename (folder, "earlier", NULL);
  g_autofree char *name = g_strconcat (yn_service_sha256 (today), ".json", NULL);
  g_autofree char *path = g_build_filename (earlier, name, NULL);
  g_autofree char *former = NULL, *text = NULL, *file = NULL;
  g_autoptr (YnJson) whole = NULL, clauses = NULL;
  g_autoptr (YnService) found = NULL;
  g_autoptr (GError) error = NULL;

  yn_services_add_folder (folder);
  g_assert_true (yn_service_keep (today, &error));
  g_assert_no_error (error);
  whole = yn_json_load (path, &error);
  g_assert_no_error (error);
  g_assert_null (yn_json_pointer (whole, "/clauses/C2"));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (YnJson) value = yn_json_new_string (changes[i].text);

      g_assert_nonnull (yn_json_pointer (whole, changes[i].pointer));
      yn_json_put (&whole, changes[i].pointer, value);
    }
  text = yn_json_print (whole, YN_JSON_COMPACT);
  former = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  file = g_strconcat (former, ".json", NULL);
  put_file (earlier, file, text);

  found = yn_service_find_as ("F04", former, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yn_service_sha256 (found), ==, former);
  g_assert_cmpstr (yn_service_sha256 (today), !=, former);
  g_assert_false (yn_service_is_own (found));
  clauses = yn_service_clauses (found, NULL, YN_LANGUAGE_ZH_CN);
  g_assert_cmpstr (yn_json_get_string (yn_json_at (clauses, 0), "text"), ==, changes[0].text);
  g_assert_cmpstr (yn_service_word (found, "enterprise.name.label"), ==, changes[1].text);
  g_assert_cmpstr (yn_service_commitment_type (found, YN_LANGUAGE_ZH_CN), ==, changes[2].text);
  g_assert_cmpstr (yn_service_word (today, "enterprise.name.label"), !=, changes[1].text);
  g_assert_null (yn_service_find_as ("F05", former, NULL));
  drop_file (earlier, name);
  drop_file (earlier, file);
  g_rmdir (earlier);
  g_rmdir (folder);
}

/* Each file that is not offered says why, where it is wrong by line and column. */
static void
test_faulty (void)
{
  g_autoptr (GBytes) bytes = read_fixture ("picnic.json");
  g_autoptr (YnJson) picnic = yn_json_parse_bytes (bytes, NULL);
  g_autofree char *good = yn_json_print (picnic, YN_JSON_PRETTY);
  g_autofree char *folder = g_dir_make_tmp ("yinuo-services-XXXXXX", NULL);
  g_autofree char *pipe = g_build_filename (folder, "X09.json", NULL);
  const struct
  {
    const char *name;
    const char *text;
    const char *code;
    guint line;
    guint column;
  } cases[] = {
    { "F04.json", good, "service-taken", 0, 0 },
    { "X 5.json", good, "service-name", 0, 0 },
    { "X04.json", "{\n  \"id\": \"X04\",\n  \"title\": {\"zh\": \"坏\" \"en\": \"Bad\"}\n}\n", NULL, 3, 23 },
    { "X05.json", "", "file-empty", 0, 0 },
    { "X06.json", good, "service-misnamed", 2, 9 },
    { "X07.json", "{\n  \"id\": \"X07\",\n  \"version\": 1\n}\n", NULL, 3, 14 },
    { "X09.json", NULL, "file-unreadable", 0, 0 },
  };
  g_autoptr (GPtrArray) faulty = NULL, none = NULL, all = NULL;

  yn_services_add_folder (folder);
  put_file (folder, "notes.txt", "no service");
  put_file (folder, ".X08.json.swp", "{");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (cases[i].text != NULL)
      put_file (folder, cases[i].name, cases[i].text);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  faulty = yn_services_faulty (YN_LANGUAGE_ZH_CN);
  g_assert_cmpuint (faulty->len, ==, G_N_ELEMENTS (cases));
  for (guint i = 0; i < faulty->len; i++)
    {
      const YnFaulty *file = g_ptr_array_index (faulty, i);
      const YnRemark *remark = g_ptr_array_index (file->remarks, 0);
      guint n = 0;

      while (n < G_N_ELEMENTS (cases) && !g_str_has_suffix (file->path, cases[n].name))
        n++;
      g_assert_cmpuint (n, <, G_N_ELEMENTS (cases));
      g_test_message ("%s: %s", cases[n].name, remark->words);
      g_assert_cmpuint (remark->line, ==, cases[n].line);
      g_assert_cmpuint (remark->column, ==, cases[n].column);
      g_assert_cmpuint (strlen (remark->words), >, 0);
      if (cases[n].code != NULL)
        g_assert_cmpstr (remark->code, ==, cases[n].code);
    }
  all = yn_services_all ();
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpstr (yn_service_title (g_ptr_array_index (all, i), YN_LANGUAGE_ZH_CN), !=, "野餐承诺（样例）");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    drop_file (folder, cases[i].name);
  drop_file (folder, "notes.txt");
  drop_file (folder, ".X08.json.swp");
  none = yn_services_faulty (YN_LANGUAGE_ZH_CN);
  g_assert_cmpuint (none->len, ==, 0);
  g_rmdir (folder);
}

/* A file that another folder's stands before is not offered, right as it may be. */
static void
test_behind (void)
{
  g_autoptr (GBytes) bytes = read_fixture ("picnic.json");
  g_autoptr (YnJson) picnic = yn_json_parse_bytes (bytes, NULL);
  g_autofree char *good = text_with (picnic, "/id", "X10");
  g_autofree char *before = g_dir_make_tmp ("yinuo-services-XXXXXX", NULL);
  g_autofree char *behind = g_dir_make_tmp ("yinuo-services-XXXXXX", NULL);
  static const char *const firsts[] = { NULL, "{" };

  yn_services_add_folder (before);
  yn_services_add_folder (behind);
  put_file (behind, "X10.json", good);
  for (guint i = 0; i < G_N_ELEMENTS (firsts); i++)
    {
      g_autoptr (GPtrArray) faulty = NULL;
      guint n_behind = 0;

      put_file (before, "X10.json", firsts[i] != NULL ? firsts[i] : good);
      faulty = yn_services_faulty (YN_LANGUAGE_EN);
      g_assert_cmpuint (faulty->len, ==, firsts[i] != NULL ? 2 : 1);
      for (guint n = 0; n < faulty->len; n++)
        {
          const YnFaulty *file = g_ptr_array_index (faulty, n);
          const YnRemark *remark = g_ptr_array_index (file->remarks, 0);

          if (!g_str_has_prefix (file->path, behind))
            continue;
          g_assert_cmpstr (remark->code, ==, "service-behind");
          g_assert_nonnull (strstr (remark->words, "X10.json"));
          n_behind++;
        }
      g_assert_cmpuint (n_behind, ==, 1);
    }
  drop_file (before, "X10.json");
  drop_file (behind, "X10.json");
  g_rmdir (before);
  g_rmdir (behind);
}

static void
test_not_json (void)
{
  static const char *const texts[] = { "", "{", "null", "[]", "\"F04\"", "{\"id\":\"a\",\"id\":\"b\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) file = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (yn_service_new (file, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE);
    }
}

static void
test_texts (void)
{
  static const struct
  {
    const char *pointer;
    const char *value;
    const char *zh;
    const char *en;
  } cases[] = {
    { "/name", "\"A&B <b>\"", "A&B <b>", "A&B <b>" },
    { "/day", "\"2026-11-03\"", "2026年11月3日", "3 November 2026" },
    { "/day", "\"tomorrow\"", "tomorrow", "tomorrow" },
    { "/start", "\"2026-11-23T10:00:00Z\"", "2026年11月23日 18:00", "23 November 2026, 18:00" },
    { "/fee", "123450", "1,234.50元", "1,234.50 yuan" },
    { "/guests", "30", "30人", "30 people" },
    { "/guests", "\"thirty\"", "thirty", "thirty" },
    { "/outside", "true", "是", "Yes" },
    { "/outside", "false", "否", "No" },
    { "/place", "\"park\"", "公园", "Park" },
    { "/place", "\"moon\"", "moon", "moon" },
    { "/food", "[\"rice\",\"tea\"]", "米饭、茶", "Rice, Tea" },
    { "/food", "[]", "", "" },
    { "/rows", "[{\"item\":\"毯子\",\"price\":100},{\"item\":\"伞\"}]", "物品毯子，价钱1.00元；物品伞",
      "Item 毯子, Price 1.00 yuan; Item 伞" },
    { "/rows/7/price", "5", "0.05元", "0.05 yuan" },
    { "/unknown", "12", "12", "12" },
    { "/name", "null", "", "" },
  };
  g_autoptr (YnService) service = fixture ("picnic.json");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) value = yn_json_parse (cases[i].value, -1, NULL);
      g_autofree char *zh = yn_service_answer_text (service, cases[i].pointer, value, YN_LANGUAGE_ZH_CN);
      g_autofree char *en = yn_service_answer_text (service, cases[i].pointer, value, YN_LANGUAGE_EN);

      g_assert_cmpstr (zh, ==, cases[i].zh);
      g_assert_cmpstr (en, ==, cases[i].en);
    }
}

static void
test_labels (void)
{
  g_autoptr (YnService) service = fixture ("picnic.json");
  g_autofree char *zh = yn_service_label (service, "/rows/3/item", YN_LANGUAGE_ZH_CN);
  g_autofree char *en = yn_service_label (service, "/rows/3/item", YN_LANGUAGE_EN);
  g_autofree char *help = yn_service_help (service, "/name", YN_LANGUAGE_ZH_CN);
  g_autofree char *common = yn_service_label (service, "/enterprise/agent/phone", YN_LANGUAGE_EN);
  g_autofree char *none = yn_service_label (service, "/no/such", YN_LANGUAGE_EN);

  g_assert_cmpstr (zh, ==, "物品");
  g_assert_cmpstr (en, ==, "Item");
  g_assert_cmpstr (help, ==, "怎么称呼都行");
  g_assert_true (is_english (common) && *common != '\0');
  g_assert_cmpstr (none, ==, "");
}

static void
test_private (void)
{
  g_autoptr (YnService) service = fixture ("picnic.json");

  g_assert_true (yn_service_is_private (service, "/enterprise/agent/phone"));
  g_assert_true (yn_service_is_private (service, "/rows/12/price"));
  g_assert_true (yn_service_is_private (service, "/secret/deep/inside"));
  g_assert_false (yn_service_is_private (service, "/rows/12/item"));
  g_assert_false (yn_service_is_private (service, "/rows"));
  g_assert_false (yn_service_is_private (service, "/enterprise/agent/phoney"));
  g_assert_false (yn_service_is_private (service, ""));
}

static void
test_clauses (void)
{
  g_autoptr (YnService) service = fixture ("picnic.json");
  g_autoptr (YnJson) dry = yn_json_parse ("{\"name\":\"{/fee}\",\"outside\":false,\"fee\":100}", -1, NULL);
  g_autoptr (YnJson) wet = yn_json_parse ("{\"name\":\"三亚\",\"outside\":true}", -1, NULL);
  g_autoptr (YnJson) few = yn_service_clauses (service, dry, YN_LANGUAGE_ZH_CN);
  g_autoptr (YnJson) all = yn_service_clauses (service, wet, YN_LANGUAGE_EN);

  g_assert_cmpuint (yn_json_size (few), ==, 3);
  g_assert_cmpstr (yn_json_get_string (yn_json_at (few, 0), "id"), ==, "C1");
  g_assert_cmpstr (yn_json_get_string (yn_json_at (few, 0), "version"), ==, "1");
  /* What a person typed is text, never a blank to be filled again. */
  g_assert_cmpstr (yn_json_get_string (yn_json_at (few, 2), "text"), ==, "{/fee}会把垃圾带走。");
  g_assert_cmpuint (yn_json_size (all), ==, 4);
  g_assert_cmpstr (yn_json_get_string (yn_json_at (all, 3), "text"), ==, "We bring umbrellas.");
}

static void
test_promise (void)
{
  g_autoptr (YnService) service = fixture ("picnic.json");
  g_autoptr (YnJson) answers = yn_json_parse ("{\"day\":\"2026-11-23\"}", -1, NULL);
  g_autoptr (YnJson) promise = yn_service_promise (service, answers, YN_LANGUAGE_ZH_CN);

  g_assert_cmpuint (yn_json_size (yn_json_get (promise, "you")), ==, 1);
  g_assert_cmpstr (yn_json_get_string (promise, "until"), ==, "到2026年11月23日为止。");
  g_assert_nonnull (yn_json_get_string (promise, "takeBack"));
}

static void
test_validity (void)
{
  static const struct
  {
    const char *validity;
    const char *until;
  } cases[] = {
    { "{\"mode\":\"months\",\"value\":3}", "2027-02-28" },
    { "{\"mode\":\"fixed\",\"value\":\"2030-01-01\"}", "2030-01-01" },
    { "{\"mode\":\"event\",\"zh\":\"办结\",\"en\":\"done\"}", NULL },
  };
  g_autoptr (GBytes) bytes = read_fixture ("picnic.json");
  g_autoptr (YnJson) good = yn_json_parse_bytes (bytes, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) validity = yn_json_parse (cases[i].validity, -1, NULL);
      g_autoptr (YnJson) changed = yn_json_with (good, "/validity", validity);
      g_autoptr (GBytes) file = yn_json_print_bytes (changed, YN_JSON_COMPACT);
      g_autoptr (YnService) service = yn_service_new (file, NULL);
      g_autofree char *until = yn_service_valid_until (service, "2026-11-30");

      g_assert_cmpstr (until, ==, cases[i].until);
    }
}

typedef struct
{
  const char *what;
  const char *pointer; /* of the change */
  const char *value;
  const char *at;      /* of the problem; NULL: none */
  const char *code;
  const char *words;   /* a part of the Chinese words, or NULL */
} Check;

static const char good_answers[] =
  "{\"enterprise\":{\"name\":\"三亚示例野餐有限公司\",\"uscc\":\"91460200MA5T00010P\",\"category\":\"1\","
  "\"legalRepresentative\":{\"name\":\"示例\",\"documentKind\":\"resident-id\",\"documentNumber\":\"460200198803150014\"},"
  "\"address\":\"示例路1号\",\"district\":\"460203\",\"agent\":{\"name\":\"样例\",\"phone\":\"13800138000\"}},"
  "\"name\":\"秋游\",\"day\":\"2026-11-23\",\"fee\":123450,\"guests\":3,\"place\":\"park\",\"outside\":true,"
  "\"food\":[\"rice\"]}";

static void
test_check (void)
{
  static const Check cases[] = {
    { "nothing wrong", "/name", "\"秋游\"", NULL },
    { "A&B <b> as a name", "/name", "\"A&B <b>\"", NULL },
    { "emoji", "/name", "\"野餐🧺👨‍👩‍👧\"", NULL },
    { "a field left empty", "/name", NULL, "/name", "required", "名称" },
    { "an object left out", "/enterprise/agent", NULL, "/enterprise/agent/name", "required", "经办人姓名" },
    { "a credit code with a wrong check digit", "/enterprise/uscc", "\"91310115MA1G4L1WXK\"", "/enterprise/uscc",
      "uscc-check-digit", "7" },
    { "a credit code with an S", "/enterprise/uscc", "\"91532300MA6SSECM1K\"", "/enterprise/uscc", "uscc-character" },
    { "a credit code of 17", "/enterprise/uscc", "\"91460200MA5T00010\"", "/enterprise/uscc", "uscc-length" },
    { "an old resident ID", "/enterprise/legalRepresentative/documentNumber", "\"460200880315001\"",
      "/enterprise/legalRepresentative/documentNumber", "resident-id-old" },
    { "a resident ID of tomorrow", "/enterprise/legalRepresentative/documentNumber", "\"460200202611240015\"",
      "/enterprise/legalRepresentative/documentNumber", "resident-id-date" },
    { "a phone with a comma", "/enterprise/agent/phone", "\"1,800138000\"", "/enterprise/agent/phone", "phone" },
    { "a text for a number", "/guests", "\"三个\"", "/guests", "type-integer", "人数" },
    { "half a guest", "/guests", "2.5", "/guests", "type-integer" },
    { "too many guests", "/guests", "1e400", "/guests", "maximum", "1000" },
    { "a text for money", "/fee", "\"很多\"", "/fee", "money" },
    { "no such day", "/day", "\"2026-02-30\"", "/day", "format-date" },
    { "no such place", "/place", "\"moon\"", "/place", "enum" },
    { "two alike", "/food", "[\"rice\",\"rice\"]", "/food", "unique-items" },
    { "none chosen", "/food", "[]", "/food", "min-items" },
  };
  g_autoptr (YnService) service = fixture ("picnic.json");
  g_autoptr (YnJson) good = yn_json_parse (good_answers, -1, NULL);
  g_autoptr (YnJson) papers = yn_json_parse ("[{\"id\":\"map\",\"name\":\"a.pdf\",\"type\":\"application/pdf\",\"size\":9}]",
                                             -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) value = cases[i].value != NULL ? yn_json_parse (cases[i].value, -1, NULL) : NULL;
      g_autoptr (YnJson) answers = yn_json_with (good, cases[i].pointer, value);
      g_autoptr (GPtrArray) problems = yn_service_check (service, answers, papers, "2026-11-23", YN_LANGUAGE_ZH_CN);
      const YnProblem *problem = problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;
      g_autofree char *words = problem != NULL ? yn_problem_words (problem, YN_LANGUAGE_ZH_CN) : NULL;

      g_test_message ("%s: %s %s", cases[i].what, problem != NULL ? problem->pointer : "fine", words != NULL ? words : "");
      g_assert_cmpstr (problem != NULL ? problem->pointer : NULL, ==, cases[i].at);
      if (problem == NULL)
        continue;
      g_assert_cmpstr (problem->code, ==, cases[i].code);
      if (cases[i].words != NULL)
        g_assert_nonnull (strstr (words, cases[i].words));
    }
}

static void
test_long_text (void)
{
  g_autoptr (YnService) service = fixture ("picnic.json");
  g_autoptr (YnJson) good = yn_json_parse (good_answers, -1, NULL);
  g_autofree char *megabyte = g_strnfill (1024 * 1024, 'x');
  g_autoptr (YnAnswers) answers = yn_answers_new (service, good);
  g_autoptr (GPtrArray) problems = NULL;
  const YnProblem *problem;

  g_assert_true (yn_answers_set_text (answers, "/name", megabyte, NULL));
  g_assert_cmpuint (strlen (yn_json_string (yn_answers_get (answers, "/name"))), ==, 1024 * 1024);
  problems = yn_service_check (service, yn_answers_json (answers), NULL, "2026-11-23", YN_LANGUAGE_EN);
  problem = yn_problems_at (problems, "/name");
  g_assert_nonnull (problem);
  g_assert_cmpstr (problem->code, ==, "max-length");
}

static void
test_attachments (void)
{
  static const struct
  {
    const char *what;
    const char *attachments;
    const char *code;
    const char *at; /* NULL: "/attachments/map" */
  } cases[] = {
    { "none", "[]", "attachment-required" },
    { "one of another slot", "[{\"id\":\"other\"}]", "attachment-required" },
    { "one", "[{\"id\":\"map\",\"type\":\"image/png\",\"size\":1}]", NULL },
    { "of another type", "[{\"id\":\"map\",\"type\":\"text/plain\",\"size\":1}]", "attachment-type" },
    { "one that a former version asked for", "[{\"id\":\"map\"},{\"id\":\"plan\",\"name\":\"plan.pdf\"}]", "attachment-homeless",
      "/attachments/plan" },
    { "empty", "[{\"id\":\"map\",\"type\":\"image/png\",\"size\":0}]", "attachment-empty" },
    { "too large", "[{\"id\":\"map\",\"type\":\"image/png\",\"size\":1048577}]", "attachment-too-large" },
    { "too many", "[{\"id\":\"map\"},{\"id\":\"map\"},{\"id\":\"map\"}]", "attachment-too-many" },
  };
  g_autoptr (YnService) service = fixture ("picnic.json");
  g_autoptr (YnJson) good = yn_json_parse (good_answers, -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnJson) attachments = yn_json_parse (cases[i].attachments, -1, NULL);
      g_autoptr (GPtrArray) problems = yn_service_check (service, good, attachments, NULL, YN_LANGUAGE_ZH_CN);
      const YnProblem *problem = yn_problems_at (problems, cases[i].at != NULL ? cases[i].at : "/attachments/map");

      g_test_message ("%s", cases[i].what);
      g_assert_cmpstr (problem != NULL ? problem->code : NULL, ==, cases[i].code);
    }
}

static void
test_form_without_service (void)
{
  g_autoptr (YnJson) schema = yn_json_parse (
      "{\"type\":\"object\",\"title\":\"T\",\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"string\"},"
      "\"b\":{\"type\":\"object\",\"title\":\"B\",\"properties\":{\"c\":{\"type\":\"boolean\"}}}}}", -1, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = yn_service_new_form (schema, NULL, &error);
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  g_autoptr (YnFormItem) form = NULL;
  YnFormItem *group;

  g_assert_no_error (error);
  form = yn_form_lay_out (service, nothing, YN_LANGUAGE_ZH_CN);
  g_assert_cmpuint (form->items->len, ==, 2);
  g_assert_true (((YnFormItem *) g_ptr_array_index (form->items, 0))->required);
  group = g_ptr_array_index (form->items, 1);
  g_assert_cmpint (group->kind, ==, YN_FORM_ITEM_GROUP);
  g_assert_cmpstr (group->label, ==, "B");
  g_assert_cmpstr (((YnFormItem *) g_ptr_array_index (group->items, 0))->pointer, ==, "/b/c");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/common-texts", test_common_texts); /* before other folders are added */
  g_test_add_func ("/service/carried", test_carried);
  g_test_add_func ("/service/all", test_all);
  g_test_add_func ("/service/find", test_find);
  g_test_add_func ("/service/broken", test_broken);
  g_test_add_func ("/service/where", test_where);
  g_test_add_func ("/service/folders", test_folders);
  g_test_add_func ("/service/earlier", test_earlier);
  g_test_add_func ("/service/faulty", test_faulty);
  g_test_add_func ("/service/behind", test_behind);
  g_test_add_func ("/service/not-json", test_not_json);
  g_test_add_func ("/service/texts", test_texts);
  g_test_add_func ("/service/labels", test_labels);
  g_test_add_func ("/service/private", test_private);
  g_test_add_func ("/service/clauses", test_clauses);
  g_test_add_func ("/service/promise", test_promise);
  g_test_add_func ("/service/validity", test_validity);
  g_test_add_func ("/service/check", test_check);
  g_test_add_func ("/service/long-text", test_long_text);
  g_test_add_func ("/service/attachments", test_attachments);
  g_test_add_func ("/service/form-without-service", test_form_without_service);
  return g_test_run ();
}
