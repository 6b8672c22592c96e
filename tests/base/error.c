/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/error.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>
#include "base/data.h"
#include "base/language.h"

/* Every code has a nick of its own, and words for it in both languages. */
static void
test_words (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) words = yn_data_json ("problems.json", &error);
  g_autoptr (GHashTable) nicks = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_no_error (error);
  for (guint code = 0; code < YN_N_ERRORS; code++)
    {
      const char *nick = yn_error_nick (code);
      const YnJson *entry = yn_json_get (words, nick);

      g_test_message ("%s", nick);
      g_assert_true (g_hash_table_add (nicks, (gpointer) nick));
      g_assert_nonnull (yn_json_get_string (yn_json_get (entry, "zh"), "what"));
      g_assert_nonnull (yn_json_get_string (yn_json_get (entry, "en"), "what"));
    }
  g_assert_nonnull (yn_json_get (words, "cancelled"));
}

static void
test_nicks (void)
{
  g_autoptr (GError) ours = g_error_new_literal (YN_ERROR, YN_ERROR_OFFLINE, "");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  g_autoptr (GError) theirs = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BUSY, "");

  g_assert_cmpstr (yn_error_nick_of (ours), ==, "offline");
  g_assert_cmpstr (yn_error_nick_of (cancelled), ==, "cancelled");
  g_assert_cmpstr (yn_error_nick_of (theirs), ==, "failed");
  g_assert_cmpstr (yn_error_nick_of (NULL), ==, "failed");
  g_assert_cmpstr (yn_error_nick (YN_N_ERRORS), ==, "failed");
  g_assert_cmpstr (yn_error_nick (-1), ==, "failed");
}

/* A person who is told which it was knows what to do. */
static void
test_writing (void)
{
  static const struct
  {
    int number;
    const char *nick;
  } cases[] = {
    { EACCES, "writing-forbidden" }, { EROFS, "writing-forbidden" },      { EPERM, "writing-forbidden" },
    { ENOSPC, "disk-full" },         { EDQUOT, "disk-full" },             { ENAMETOOLONG, "file-name-unfit" },
    { EINVAL, "file-name-unfit" },   { ENOENT, "folder-gone" },           { ENOTDIR, "folder-gone" },
    { EIO, "file-unwritable" },      { 0, "file-unwritable" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (yn_error_nick (yn_error_of_writing (cases[i].number)), ==, cases[i].nick);
}

/* Weather is tried again: a refusal, a wrong password or a full form never is. */
static void
test_weather (void)
{
  static const YnError weather[] = { YN_ERROR_OFFLINE, YN_ERROR_TIMED_OUT, YN_ERROR_CUT, YN_ERROR_NO_ANSWER,
                                     YN_ERROR_TLS, YN_ERROR_REDIRECTED, YN_ERROR_SERVER_TROUBLE, YN_ERROR_NONSENSE,
                                     YN_ERROR_UNSIGNED_RECEIPT, YN_ERROR_FOREIGN_RECEIPT, YN_ERROR_ATTACHMENTS_MISSING };
  guint count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weather); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (YN_ERROR, weather[i], "");

      g_assert_true (yn_error_is_weather (error));
    }
  for (guint code = 0; code < YN_N_ERRORS; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (YN_ERROR, code, "");

      count += yn_error_is_weather (error) ? 1 : 0;
    }
  g_assert_cmpuint (count, ==, G_N_ELEMENTS (weather));
  g_assert_false (yn_error_is_weather (NULL));
}

static void
test_language (void)
{
  static const struct
  {
    const char *name;
    YnLanguage language;
  } cases[] = {
    { "zh_CN", YN_LANGUAGE_ZH_CN }, { "zh-Hans", YN_LANGUAGE_ZH_CN }, { "", YN_LANGUAGE_ZH_CN },
    { "C", YN_LANGUAGE_ZH_CN },     { "fr_FR", YN_LANGUAGE_ZH_CN },   { "eng_XX", YN_LANGUAGE_ZH_CN },
    { "en", YN_LANGUAGE_EN },       { "en_GB.UTF-8", YN_LANGUAGE_EN }, { "EN-us", YN_LANGUAGE_EN },
    { "en:zh", YN_LANGUAGE_EN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (yn_language_from_string (cases[i].name), ==, cases[i].language);
  g_assert_cmpstr (yn_language_name (YN_LANGUAGE_ZH_CN), ==, "zh_CN");
  g_assert_cmpstr (yn_language_key (YN_LANGUAGE_EN), ==, "en");

  g_setenv ("LANGUAGE", "", TRUE);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  g_assert_cmpint (yn_language_from_string (NULL), ==, YN_LANGUAGE_EN);
  yn_language_use (YN_LANGUAGE_ZH_CN);
  g_assert_cmpint (yn_language_from_string (NULL), ==, YN_LANGUAGE_ZH_CN);
}

static void
test_data (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) services = yn_data_list ("services");
  g_auto (GStrv) none = yn_data_list ("no-such-folder");

  g_assert_true (g_strv_contains ((const char *const *) services, "F04.json"));
  for (guint i = 1; services[i] != NULL; i++)
    g_assert_cmpint (strcmp (services[i - 1], services[i]), <, 0);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_null (yn_data_bytes ("services/none.json", &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/words", test_words);
  g_test_add_func ("/error/nicks", test_nicks);
  g_test_add_func ("/error/writing", test_writing);
  g_test_add_func ("/error/weather", test_weather);
  g_test_add_func ("/error/language", test_language);
  g_test_add_func ("/error/data", test_data);
  return g_test_run ();
}
