/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Invariant 9 at the command line's chair: nobody signs answers that are not on the pages. */
#include "desk/loose.h"

#include "base/error.h"
#include "papers/paper.h"
#include "printed.h"
#include "signing/field.h"
#include "signing/material.h"
#include "signing/signer.h"

static const YnDiscovery practice = { .name = "演练平台", .practice = TRUE };
static YnKey *key, *strangers_key;
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

/* Nobody signs a paper that names its signers with the key of somebody else; any other file is signed by anybody. */
static void
test_signers (void)
{
  static const char *const services[] = { "R01", "F04" };
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) other = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autoptr (GBytes) paper = test_printed_of (services[i], now);
      g_autoptr (GBytes) once = yn_loose_sign (paper, key, "enterprise-seal", FALSE, NULL, now, NULL, NULL, &error);

      g_test_message ("%s", services[i]);
      g_assert_no_error (error);
      g_assert_null (yn_loose_sign (paper, strangers_key, "enterprise-seal", FALSE, NULL, now, NULL, NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_CERTIFICATE_MISMATCH);
      g_clear_error (&error);
      g_assert_null (yn_loose_sign (once, strangers_key, "agent", FALSE, NULL, now, NULL, NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_CERTIFICATE_MISMATCH);
      g_clear_error (&error);
    }
  other = yn_loose_sign (plain, strangers_key, "enterprise-seal", FALSE, NULL, now, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (other);
}

static YnKey *
key_of (const char *name, const char *uscc)
{
  const char *const subject[] = { "CN", name, uscc != NULL ? "serialNumber" : NULL, uscc, NULL };
  static const char *const extensions[] = { TEST_LEAF_EXTENSIONS, NULL };
  TestCertificate wish = { subject, extensions };
  g_autoptr (EVP_PKEY) pair = test_pair (YN_KEY_P256);
  g_autoptr (X509) certificate = test_certify (&wish, pair, NULL, pair);
  g_autoptr (GError) error = NULL;
  YnKey *made = yn_key_new_soft (pair, certificate, NULL, &error);

  g_assert_no_error (error);
  return made;
}

static GBytes *
consortiums_paper (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "fixtures", "answers", "F05.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) form = yn_service_find ("F05", &error);
  g_autoptr (YnJson) answers = yn_json_load (path, &error);
  g_autoptr (YnJson) members = yn_json_parse ("[{\"name\":\"样例一公司\",\"uscc\":\"91460200MA5T00010P\",\"work\":\"设计\"},"
                                              "{\"name\":\"样例二公司\",\"uscc\":\"91460200MA5T0000XG\",\"work\":\"施工\"}]",
                                              -1, &error);
  g_autoptr (YnJson) with = yn_json_with (answers, "/consortium/members", members);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GBytes) annex = NULL;
  GBytes *paper = yn_loose_print (form, with, &practice, now, YN_LANGUAGE_ZH_CN, &annex, &problems, &error);

  g_assert_no_error (error);
  return paper;
}

/* Each partner of a consortium has a field; whoever signs first signs in its own. */
static void
test_consortium (void)
{
  static const struct
  {
    const char *name, *uscc, *field;
  } members[] = { { "样例二公司", "91460200MA5T0000XG", "yn-consortium-member-2" },
                  { "样例一公司", "91460200MA5T00010P", "yn-consortium-member-1" } };
  g_autoptr (YnKey) stranger = key_of ("样例三公司", "91460200MA5T1111X6");
  g_autoptr (GBytes) paper = consortiums_paper ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (GBytes) before = paper;
      g_autoptr (GError) error = NULL;
      g_autoptr (YnKey) own = key_of (members[i].name, members[i].uscc);
      g_autoptr (YnPdf) pdf = NULL;
      g_autoptr (GPtrArray) fields = NULL;

      paper = yn_loose_sign (before, own, "consortium-member", FALSE, NULL, now, NULL, NULL, &error);
      g_assert_no_error (error);
      pdf = yn_pdf_open (paper, NULL);
      fields = yn_signature_fields (pdf);
      g_assert_cmpuint (fields->len, ==, i + 1);
      g_assert_cmpstr (((const YnSignatureField *) g_ptr_array_index (fields, i))->name, ==, members[i].field);
      g_assert_null (yn_loose_sign (paper, stranger, "consortium-member", FALSE, NULL, now, NULL, NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_CERTIFICATE_MISMATCH);
    }
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
  key = test_key (test_authority (FALSE), YN_KEY_P256, PRINTED_USCC, NOW - DAY);
  strangers_key = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  g_test_add_func ("/desk/loose/signs", test_signs);
  g_test_add_func ("/desk/loose/refuses", test_refuses);
  g_test_add_func ("/desk/loose/signers", test_signers);
  g_test_add_func ("/desk/loose/consortium", test_consortium);
  g_test_add_func ("/desk/loose/prints", test_prints);
  status = g_test_run ();
  yn_key_unref (key);
  yn_key_unref (strangers_key);
  yn_clock_unref (now);
  test_material_free ();
  return status;
}
