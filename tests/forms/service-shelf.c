/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Services where they lie: in the program and in folders, as they are today, as they were, and faulty. */

#include "forms/service.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include "base/error.h"
#include "fixtures/picnic.h"
#include "forms/faulty.h"

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

/* A department's folder: found, found again when it changes, never in place of what the program carries. */
static void
test_folders (void)
{
  g_autoptr (GBytes) bytes = picnic_text ();
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
  g_autoptr (GBytes) bytes = picnic_text ();
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
  g_autoptr (GBytes) bytes = picnic_text ();
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
  g_autoptr (GBytes) bytes = picnic_text ();
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service-shelf/common-texts", test_common_texts); /* before other folders are added */
  g_test_add_func ("/service-shelf/find", test_find);
  g_test_add_func ("/service-shelf/folders", test_folders);
  g_test_add_func ("/service-shelf/earlier", test_earlier);
  g_test_add_func ("/service-shelf/faulty", test_faulty);
  g_test_add_func ("/service-shelf/behind", test_behind);
  g_test_add_func ("/service-shelf/not-json", test_not_json);
  return g_test_run ();
}
