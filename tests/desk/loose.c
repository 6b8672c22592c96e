/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Invariant 9 at the command line's chair: nobody signs answers that are not on the pages. */
#include "desk/loose.h"

#include "base/error.h"
#include "printed.h"
#include "signing/material.h"

static const YnDiscovery practice = { .name = "演练平台", .practice = TRUE };
static YnKey *key;
static YnClock *now;

static void
test_signs (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) paper = test_printed (now);
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) once = yn_loose_sign (paper, key, "enterprise-seal", TRUE, NULL, now, NULL, NULL, &error);
  g_autoptr (GBytes) twice = NULL;
  g_autoptr (GBytes) other = NULL;

  g_assert_no_error (error);
  twice = yn_loose_sign (once, key, "agent", TRUE, NULL, now, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (twice);
  other = yn_loose_sign (plain, key, "enterprise-seal", FALSE, NULL, now, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (other);
}

static void
test_refuses (void)
{
  g_autoptr (GBytes) paper = test_printed (now);
  g_autoptr (GBytes) differs = test_carrying (paper, "/answers/remarks", "页面上没有的话");
  g_autoptr (GBytes) unknown = test_carrying (paper, "/service/id", "F99");
  g_autoptr (GError) error = NULL;

  g_assert_null (yn_loose_sign (differs, key, "enterprise-seal", FALSE, NULL, now, NULL, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_PAPER_DIFFERS);
  g_clear_error (&error);
  g_assert_null (yn_loose_sign (unknown, key, "enterprise-seal", FALSE, NULL, now, NULL, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
}

/* The repair's proof is carried beside the letter, not printed into it; what is not filled in still keeps it back. */
static void
test_prints (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "fixtures", "answers", "F22.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) form = yn_service_find ("F22", &error);
  g_autoptr (YnJson) answers = yn_json_load (path, &error);
  g_autoptr (YnJson) without = yn_json_with (answers, "/measures", NULL);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) lacking = NULL;
  g_autoptr (GBytes) annex = NULL;
  g_autoptr (GBytes) none = NULL;
  g_autoptr (GBytes) paper = yn_loose_print (form, answers, &practice, now, YN_LANGUAGE_ZH_CN, &annex, &problems, &error);

  g_assert_no_error (error);
  g_assert_nonnull (paper);
  g_assert_nonnull (annex);
  g_assert_null (yn_loose_print (form, without, &practice, now, YN_LANGUAGE_ZH_CN, &none, &lacking, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_ANSWERS_INCOMPLETE);
  g_assert_cmpuint (lacking->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  now = yn_clock_new_at ("2026-11-23T02:50:02Z");
  key = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  g_test_add_func ("/desk/loose/signs", test_signs);
  g_test_add_func ("/desk/loose/refuses", test_refuses);
  g_test_add_func ("/desk/loose/prints", test_prints);
  status = g_test_run ();
  yn_key_unref (key);
  yn_clock_unref (now);
  test_material_free ();
  return status;
}
