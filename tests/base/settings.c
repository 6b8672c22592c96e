/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/error.h"
#include "base/settings.h"
#include "fixtures/folder.h"

#include <glib/gstdio.h>

static void
makes_its_folders (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *data = test_folder_path (folder, "deep/data");
  g_autofree char *stores = g_build_filename (data, "stores", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSettings) settings = yn_settings_open (data, &error);
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_cmpstr (yn_settings_data_dir (settings), ==, data);
  g_assert_cmpint (g_stat (data, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
  g_assert_true (g_file_test (stores, G_FILE_TEST_IS_DIR));
}

static void
remembers (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSettings) settings = yn_settings_open (folder, &error);
  g_autoptr (YnSettings) other = yn_settings_open (folder, &error);
  g_autofree char *url = NULL;
  g_autofree char *width = NULL;
  g_autofree char *gone = NULL;

  g_assert_no_error (error);
  g_assert_null (yn_settings_platform (settings));
  yn_settings_set_platform (settings, "https://example.org/credit");
  yn_settings_set (other, "window-width", "1024\n[yinuo]\nplatform=http://evil.example");
  yn_settings_set_language (other, YN_LANGUAGE_EN);

  url = yn_settings_platform (other);
  g_assert_cmpstr (url, ==, "https://example.org/credit");
  width = yn_settings_get (settings, "window-width");
  g_assert_cmpstr (width, ==, "1024\n[yinuo]\nplatform=http://evil.example");
  g_assert_cmpint (yn_settings_language (settings), ==, YN_LANGUAGE_EN);

  yn_settings_set (settings, "window-width", NULL);
  gone = yn_settings_get (other, "window-width");
  g_assert_null (gone);
}

static void
takes_addresses_only (void)
{
  static const char *const others[] = {
    "",        "example.org",       "file:///etc/passwd", "javascript:alert(1)",
    "http://", "ftp://example.org", "http:// x"
  };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (YnSettings) settings = yn_settings_open (folder, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      yn_settings_set_platform (settings, others[i]);
      g_assert_null (yn_settings_platform (settings));
    }
}

static void
sets_a_broken_file_aside (void)
{
  static const char broken[] = "[yinuo\nlanguage=en\n\xff\xfe";
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "settings.ini");
  g_autofree char *aside = test_folder_path (folder, "settings.ini.broken");
  g_autofree char *content = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSettings) settings = NULL;

  g_file_set_contents (path, broken, -1, &error);
  g_assert_no_error (error);
  settings = yn_settings_open (folder, &error);
  g_assert_no_error (error);
  g_file_get_contents (aside, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (content, ==, broken);

  yn_settings_set (settings, "window-width", "800");
  kept = yn_settings_get (settings, "window-width");
  g_assert_cmpstr (kept, ==, "800");
}

static void
says_unwritable (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *file = test_folder_path (folder, "file");
  g_autofree char *below = test_folder_path (folder, "file/data");
  g_autoptr (GError) error = NULL;

  g_file_set_contents (file, "", 0, &error);
  g_assert_no_error (error);
  g_assert_null (yn_settings_open (below, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/settings/makes-its-folders", makes_its_folders);
  g_test_add_func ("/base/settings/remembers", remembers);
  g_test_add_func ("/base/settings/takes-addresses-only", takes_addresses_only);
  g_test_add_func ("/base/settings/sets-a-broken-file-aside", sets_a_broken_file_aside);
  g_test_add_func ("/base/settings/says-unwritable", says_unwritable);
  return g_test_run ();
}
