/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A signed paper's verdict at a desk: what it carries beside what it shows (invariant 9), whose seal a
 * platform's paper needs, and where practice ends (invariant 6). */
#include "desk/verdict-report.h"

#include "base/error.h"
#include "desk/desk.h"
#include "desk/loose.h"
#include "desk/place.h"
#include "desk/sign-file.h"
#include "fixtures/folder.h"
#include "papers/paper.h"
#include "papers/pdf.h"
#include "printed.h"
#include "signing/authority-answers.h"
#include "signing/crypto.h"
#include "signing/material.h"
#include "signing/signer.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static YnKey *key, *practice_key, *seal, *strangers_key;
static YnClock *now;
static TestFolder *folder;

static void
write_root (const char *name, YnAuthority *authority)
{
  g_autofree char *path = test_folder_path (folder, name);
  g_autofree char *file = g_build_filename (path, "root.pem", NULL);
  g_autoptr (GBytes) pem = authority != NULL ? yn_authority_root_pem (authority) : NULL;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  if (pem != NULL)
    g_assert_true (
        g_file_set_contents (file, g_bytes_get_data (pem, NULL), (gssize)g_bytes_get_size (pem), NULL));
}

/* The same answers under pages over which something was painted. */
static GBytes *
painted (GBytes *paper)
{
  static const char stripe[] = "1 1 1 rg 60 100 480 700 re f";
  g_autoptr (YnPdf) pdf = yn_pdf_open (paper, NULL);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (pdf, NULL);
  g_autoptr (GBytes) data = g_bytes_new_static (stripe, sizeof stripe - 1);
  guint over = yn_pdf_revision_reserve (revision);
  g_autofree char *content =
      g_strdup_printf ("[ %u 0 R %u 0 R ]", yn_pdf_object_id (pdf, "Root/Pages/Kids/0/Contents"), over);

  yn_pdf_revision_set_stream (revision, over, "", data);
  g_assert_true (yn_pdf_revision_put (revision, "Root/Pages/Kids/0", "Contents", content, NULL));
  return yn_pdf_revision_finish (revision, NULL, NULL);
}

static YnVerdictView *
verdict_in (GBytes *pdf, const char *trust, YnLanguage language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSettings) settings = yn_settings_look (folder);
  g_autoptr (YnBytes) bytes = yn_bytes_new (pdf);
  g_autofree char *path = test_folder_path (folder, trust);
  const YnVerifyOptions how = {
    .settings = settings, .trust_dir = path, .clock = now, .language = language
  };
  YnVerdictView *view = yn_verdict_of (bytes, "a.pdf", &how, NULL, &error);

  g_assert_no_error (error);
  return view;
}

static YnVerdictView *
verdict_of (GBytes *pdf, const char *trust)
{
  return verdict_in (pdf, trust, YN_LANGUAGE_ZH_CN);
}

static void
assert_verdict (GBytes *pdf,
                YnKey *by,
                const char *trust,
                YnVerdict whole,
                const char *code,
                const char *answers)
{
  g_autoptr (GBytes) signed_paper = test_sign (pdf, "enterprise-seal", by);
  g_autoptr (YnVerdictView) view = verdict_of (signed_paper, trust);

  g_assert_cmpstr (view->verification->code, ==, code);
  g_assert_cmpint (view->verification->whole, ==, whole);
  g_assert_cmpstr (yn_json_get_string (yn_json_get (view->json, "answers"), "code"), ==, answers);
  g_assert_cmpstr (yn_json_get_string (view->json, "code"), ==, code);
  if (g_str_equal (code, "practice-outside"))
    g_assert_cmpstr (((const YnSignatureVerdict *)g_ptr_array_index (view->verification->signatures, 0))->who_code, ==,
                     "practice-signer");
  for (guint i = 0; i < view->verification->signatures->len; i++) /* the signatures themselves hold */
    g_assert_cmpint (((const YnSignatureVerdict *)g_ptr_array_index (view->verification->signatures, i))
                         ->intact,
                     ==, YN_VERDICT_YES);
}

static void
test_what_it_carries (void)
{
  g_autoptr (GBytes) paper = test_printed (now);
  g_autoptr (GBytes) other_answers = test_carrying (paper, "/answers/remarks", "页面上没有的话");
  g_autoptr (GBytes) other_pages = painted (paper);
  g_autoptr (GBytes) no_such_service = test_carrying (paper, "/service/id", "F99");
  g_autoptr (GBytes) later_version = test_carrying (paper, "/service/version", "999");
  g_autoptr (GBytes) other_text =
      test_carrying (paper, "/service/sha256", "0000000000000000000000000000000000000000000000000000000000000000");
  g_autoptr (GBytes) plain = test_paper (1);

  assert_verdict (paper, key, "trust", YN_VERDICT_YES, "signed-and-intact", "answers-agree");
  assert_verdict (other_answers, key, "trust", YN_VERDICT_NO, "paper-differs", "paper-differs");
  assert_verdict (other_pages, key, "trust", YN_VERDICT_NO, "paper-differs", "paper-differs");
  assert_verdict (no_such_service, key, "trust", YN_VERDICT_CANNOT_TELL, "form-unknown", "form-unknown");
  assert_verdict (later_version, key, "trust", YN_VERDICT_CANNOT_TELL, "form-unknown", "form-unknown");
  assert_verdict (other_text, key, "trust", YN_VERDICT_CANNOT_TELL, "form-unknown", "form-unknown");
  assert_verdict (plain, key, "trust", YN_VERDICT_YES, "signed-and-intact", NULL);
  assert_verdict (other_answers, key, "nobody", YN_VERDICT_NO, "paper-differs", "paper-differs");
  assert_verdict (paper, key, "nobody", YN_VERDICT_CANNOT_TELL, "unknown-issuer", "answers-agree");
}

/* Printed before a common clause was changed: it is compared with the text of its day, where that was kept. */
static void
test_former_common_clause (void)
{
  g_autofree char *services = test_folder_path (folder, "services");
  g_autoptr (YnService) today = NULL, former = NULL;
  g_autoptr (GBytes) paper = NULL;
  g_autoptr (YnJson) whole = NULL, words = yn_json_new_string ("从前的通用条款。");
  g_autofree char *kept = NULL, *sha256 = NULL, *text = NULL, *before = NULL;
  g_autoptr (GError) error = NULL;

  yn_services_add_folder (services);
  today = yn_service_find ("F04", NULL);
  g_assert_true (yn_service_keep (today, &error));
  g_assert_no_error (error);
  kept = g_strdup_printf ("%s/earlier/%s.json", services, yn_service_sha256 (today));
  whole = yn_json_load (kept, &error);
  g_assert_no_error (error);
  yn_json_put (&whole, "/clauses/C1/zh", words);
  text = yn_json_print (whole, YN_JSON_COMPACT);
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  before = g_strdup_printf ("%s/earlier/%s.json", services, sha256);
  g_assert_true (g_file_set_contents (before, text, -1, NULL));
  former = yn_service_find_as ("F04", sha256, &error);
  g_assert_no_error (error);
  paper = test_printed_with (former, now);
  assert_verdict (paper, key, "trust", YN_VERDICT_YES, "signed-and-intact", "answers-agree");
}

/* A practice paper is one whoever signed it: a real certificate lends it no effect, and the words say so. */
static void
test_practice_paper (void)
{
  g_autoptr (GBytes) paper = test_printed_in_practice (now);
  g_autoptr (GBytes) in_earnest = test_sign (paper, "enterprise-seal", key);
  g_autoptr (GBytes) in_practice = test_sign (paper, "enterprise-seal", practice_key);
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) foreign = test_sign (plain, "enterprise-seal", key);
  g_autoptr (YnVerdictView) earnest = verdict_of (in_earnest, "trust");
  g_autoptr (YnVerdictView) elsewhere = verdict_of (in_practice, "nobody");
  g_autoptr (YnVerdictView) genuine = verdict_of (foreign, "trust");

  g_assert_cmpstr (earnest->verification->code, ==, "signed-and-intact");
  g_assert_nonnull (strstr (earnest->headline, "演练·无效力"));
  g_assert_nonnull (strstr (elsewhere->headline, "这是演练文书"));
  g_assert_null (strstr (elsewhere->advice, "根证书"));
  g_assert_null (strstr (genuine->headline, "演练")); /* though this desk is one of practice */
  g_assert_true (yn_json_get_boolean (yn_json_get (earnest->json, "trust"), "practice", FALSE));
  g_assert_false (yn_json_get_boolean (yn_json_get (genuine->json, "trust"), "practice", TRUE));
}

/* Every headline names its verdict, also where the reason is a single answer's. */
static void
test_headlines (void)
{
  g_autoptr (YnAuthority) old = test_make_authority ("Old", FALSE);
  g_autoptr (YnKey) expired = test_key (old, YN_KEY_P256, PRINTED_USCC, NOW - 800 * DAY);
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) signed_late = test_sign_at (plain, "enterprise-seal", expired, NOW - 700 * DAY);
  g_autoptr (GBytes) locked = g_bytes_new_static ("{\"yinuo-sign\":1,", 16);
  g_autoptr (GBytes) whole = test_sign (plain, "enterprise-seal", key);
  g_autoptr (YnPdf) pdf = yn_pdf_open (whole, NULL);
  g_autoptr (YnPdfRevision) revision = NULL;
  g_autoptr (GBytes) added = NULL;
  g_autoptr (YnVerdictView) late = NULL, in_english = NULL, tail = NULL, damaged = verdict_of (locked, "trust");

  write_root ("old", old);
  late = verdict_of (signed_late, "old");
  in_english = verdict_in (signed_late, "old", YN_LANGUAGE_EN);
  g_assert_cmpstr (in_english->headline, ==, "No: the signer's certificate is not valid yet.");
  g_assert_cmpint (late->verification->whole, !=, YN_VERDICT_YES);
  g_assert_true (g_str_has_prefix (late->headline, "无效：") || g_str_has_prefix (late->headline, "这里无法判断："));
  revision = yn_pdf_revision_new (pdf, NULL);
  yn_pdf_revision_set (revision, yn_pdf_revision_reserve (revision), "<< /A 1 >>");
  added = yn_pdf_revision_finish (revision, NULL, NULL);
  tail = verdict_of (added, "trust");
  g_assert_cmpstr (tail->verification->code, ==, "unsigned-addition");
  g_assert_null (strstr (tail->headline, "完整"));
  g_assert_cmpstr (tail->advice, !=, "");
  g_assert_cmpstr (damaged->verification->code, ==, "sign-file-damaged");
  g_assert_nonnull (strstr (damaged->headline, "双人签署文件"));
}

/* The reader of pages is not asked about a file that has none, however large it is. */
static void
test_no_pages_of_no_pdf (void)
{
  static const char *const files[] = { "\x7f""ELF\x02\x01\x01", "%PDF-1.7\n" };
  g_autofree char *reader = test_folder_path (folder, "reader"), *asked = test_folder_path (folder, "asked");
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\ntouch '%s'\n", asked);
  g_autofree char *before = g_strdup (g_getenv ("YINUO_PAGES"));
  g_autofree char *data = test_folder_path (folder, "data"), *keys = test_folder_path (folder, "keyring");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSecret) password = yn_secret_new_string ("1");
  YnSettings *settings = yn_settings_open (data, &error);
  g_autoptr (YnDesk) desk = yn_desk_new (settings, yn_keyring_new_for_file (keys, password), now);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (reader, script, -1, NULL));
  g_assert_cmpint (g_chmod (reader, 0700), ==, 0);
  g_setenv ("YINUO_PAGES", reader, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr (YnVerdictView) view = yn_desk_verify (desk, bytes, "a.pdf", YN_VERIFY_WITH_PAGES, NULL, &error);

      g_assert_no_error (error);
      g_assert_null (view->pages);
      g_assert_cmpint (g_str_equal (view->verification->code, "not-a-pdf"), ==, i == 0);
      g_assert_cmpint (g_file_test (asked, G_FILE_TEST_EXISTS), ==, i == 1); /* of what is one, it is asked */
    }
  if (before != NULL)
    g_setenv ("YINUO_PAGES", before, TRUE);
  else
    g_unsetenv ("YINUO_PAGES");
  yn_desk_close (desk);
}

/* The paper in a two-person file is judged as it lies there. */
static void
test_two_person_file (void)
{
  g_autoptr (GBytes) paper = test_printed_of ("F06", now);
  g_autoptr (GBytes) packed = yn_sign_file_pack_new (paper, NULL);
  g_autoptr (GBytes) other_answers = test_carrying (paper, "/answers/remarks", "页面上没有的话");
  g_autoptr (GBytes) packed_other = yn_sign_file_pack_new (other_answers, NULL);
  g_autoptr (YnBytes) bytes = yn_bytes_new (packed);
  g_autoptr (YnVerdictView) view = verdict_of (packed, "trust"), differs = verdict_of (packed_other, "trust");
  g_autoptr (GBytes) page = yn_verdict_report (view, bytes, "a.pdf", YN_LANGUAGE_ZH_CN, NULL);

  g_assert_cmpstr (view->verification->code, ==, "not-signed");
  g_assert_nonnull (view->within);
  g_assert_nonnull (strstr (view->headline, "two-person file"));
  g_assert_true (yn_json_get_boolean (view->json, "twoPersonFile", FALSE));
  g_assert_cmpstr (yn_json_get_string (yn_json_get (view->json, "answers"), "code"), ==, "answers-agree");
  g_assert_cmpuint (yn_json_size (yn_json_pointer (view->json, "/answers/missing")), ==, 2);
  g_assert_nonnull (page);
  g_assert_true (g_str_has_prefix (view->advice, "Nobody has signed it yet; it waits for: "));
  g_assert_null (strstr (view->advice, "索取")); /* it was not issued: it is to be signed */
  g_assert_nonnull (strstr (view->advice, "open this very file"));
  g_assert_cmpstr (differs->verification->code, ==, "paper-differs");
}

/* An unsigned paper is never called false, but one that contradicts itself is. */
static void
test_unsigned (void)
{
  g_autoptr (GBytes) paper = test_printed (now);
  g_autoptr (GBytes) other_answers = test_carrying (paper, "/answers/remarks", "页面上没有的话");
  g_autoptr (YnVerdictView) view = verdict_of (paper, "trust");
  g_autoptr (YnVerdictView) differs = verdict_of (other_answers, "trust");

  g_assert_cmpstr (view->verification->code, ==, "not-signed");
  g_assert_cmpint (view->verification->whole, ==, YN_VERDICT_CANNOT_TELL);
  g_assert_cmpstr (differs->verification->code, ==, "paper-differs");
  g_assert_cmpint (differs->verification->whole, ==, YN_VERDICT_NO);
}

static void
test_practice_ends (void)
{
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) paper = test_printed (now);
  g_autoptr (GBytes) practice_paper = test_printed_in_practice (now);

  assert_verdict (plain, practice_key, "practice", YN_VERDICT_CANNOT_TELL, "practice-outside", NULL);
  assert_verdict (plain, practice_key, "trust", YN_VERDICT_CANNOT_TELL, "practice-signer", NULL);
  assert_verdict (paper, practice_key, "practice", YN_VERDICT_CANNOT_TELL, "practice-outside",
                  "answers-agree");
  assert_verdict (practice_paper, practice_key, "practice", YN_VERDICT_YES, "signed-and-intact", "answers-agree");
  assert_verdict (practice_paper, practice_key, "trust", YN_VERDICT_CANNOT_TELL, "practice-paper", "answers-agree");
}

/* At a practice platform its certificates count: of another one's paper it is not said that none does. */
static void
test_practice_of_another (void)
{
  g_autoptr (GBytes) printed = test_printed_in_practice (now);
  g_autoptr (GBytes) paper = test_sign (printed, "enterprise-seal", practice_key);
  g_autoptr (YnVerdictView) own = verdict_of (paper, "practice");
  g_autoptr (YnVerdictView) another = verdict_of (paper, "trust");

  g_assert_nonnull (strstr (own->trusted, "practice certificates count"));
  g_assert_cmpstr (another->verification->code, ==, "practice-paper");
  g_assert_nonnull (strstr (another->trusted, "is not among them"));
}

/* A pinned seal stands until somebody says that it was taken back; that nobody was asked is said. */
static void
test_pinned_unasked (void)
{
  YnSignatureVerdict verdict = { .who = YN_VERDICT_YES, .intact = YN_VERDICT_YES, .who_code = (char *) "pinned" };

  g_assert_null (yn_verdict_signer_remark (&verdict));
  verdict.askable = TRUE;
  g_assert_nonnull (strstr (yn_verdict_signer_remark (&verdict), "not asked"));
}

/* --- whom the paper names ---------------------------------------------------------------------------------------- */

#define OTHER_USCC SAMPLE_USCC
#define BUILDER_USCC "91460202698900018P" /* whom F05 and F06 of the fixtures name */
#define BUILDER_NAME "演练样例建设有限公司"

/* Signed by @subject's key in a field of @role: what the second question is answered. */
static void
assert_who (GBytes *pdf, const char *role, const char *const *subject, const char *who_code, YnVerdict whole,
            const char *matches)
{
  static const char *const extensions[] = { TEST_LEAF_EXTENSIONS, NULL };
  TestCertificate wish = { subject, extensions };
  g_autoptr (EVP_PKEY) pair = test_pair (YN_KEY_P256);
  g_autoptr (X509) certificate = test_certify (&wish, pair, NULL, pair);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKey) by = yn_key_new_soft (pair, certificate, NULL, &error);
  g_autofree char *path = test_folder_path (folder, "theirs");
  g_autofree char *file = g_build_filename (path, "own.pem", NULL);
  g_autoptr (GBytes) pem = yn_key_chain_pem (by);
  g_autoptr (GBytes) signed_paper = test_sign (pdf, role, by);
  g_autoptr (YnVerdictView) view = NULL;
  const YnSignatureVerdict *verdict;
  const YnJson *named;
  g_autofree char *both = NULL;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, g_bytes_get_data (pem, NULL), (gssize) g_bytes_get_size (pem), NULL));
  view = verdict_of (signed_paper, "theirs");
  verdict = g_ptr_array_index (view->verification->signatures, view->verification->signatures->len - 1);
  named = yn_json_pointer (view->json, "/signatures/0/who/named");
  both = named == NULL ? NULL
                       : g_strdup_printf ("%s %s", yn_json_get_string (named, "nameMatches"),
                                          yn_json_get_string (named, "codeMatches"));
  g_assert_cmpstr (verdict->who_code, ==, who_code);
  g_assert_cmpint (verdict->intact, ==, YN_VERDICT_YES);
  g_assert_cmpint (view->verification->whole, ==, whole);
  g_assert_cmpstr (both, ==, matches);
}

/* A trusted certificate under a paper of ours counts as its signer's only where it is. */
static void
test_who_is_named (void)
{
  static const struct
  {
    const char *service, *role;
    const char *subject[8];
    const char *who_code;
    YnVerdict whole;
    const char *matches; /* name, code */
  } cases[] = {
    { "F04", "enterprise-seal", { "CN", PRINTED_NAME, "serialNumber", PRINTED_USCC }, "trusted",
      YN_VERDICT_YES, "yes yes" },
    { "F04", "enterprise-seal", { "CN", "别家公司", "serialNumber", OTHER_USCC },
      "signer-mismatch", YN_VERDICT_NO, "no no" },
    { "F04", "enterprise-seal", { "CN", PRINTED_NAME, "serialNumber", OTHER_USCC },
      "signer-mismatch", YN_VERDICT_NO, "yes no" },
    { "F04", "enterprise-seal", { "CN", "旧名称公司", "serialNumber", PRINTED_USCC }, "trusted",
      YN_VERDICT_YES, "no yes" },
    { "F04", "enterprise-seal", { "CN", PRINTED_NAME }, "trusted", YN_VERDICT_YES,
      "yes cannot-tell" },
    { "F04", "enterprise-seal", { "CN", "别家公司" }, "signer-mismatch", YN_VERDICT_NO,
      "no cannot-tell" },
    { "F04", "enterprise-seal", { "C", "CN" }, "signer-silent", YN_VERDICT_CANNOT_TELL,
      "cannot-tell cannot-tell" },
    /* a person, in a field of their own */
    { "F06", "legal-representative", { "CN", "样例甲", "serialNumber", BUILDER_USCC }, "trusted",
      YN_VERDICT_YES, "yes yes" },
    { "F06", "legal-representative", { "CN", "样例乙", "serialNumber", BUILDER_USCC },
      "signer-mismatch", YN_VERDICT_NO, "no yes" },
    { "F06", "legal-representative", { "CN", "样例甲" }, "trusted", YN_VERDICT_YES,
      "yes cannot-tell" },
    { "F06", "enterprise-seal", { "CN", "样例甲", "O", BUILDER_NAME, "serialNumber", BUILDER_USCC },
      "signer-mismatch", YN_VERDICT_NO, "no yes" },
    /* a partner of a consortium */
    { "F05", "consortium-member",
      { "CN", "演练企业·蓝湾商贸有限公司", "serialNumber", "91460200MA5T00010P" }, "trusted",
      YN_VERDICT_YES, "yes yes" },
    { "F05", "consortium-member", { "CN", PRINTED_NAME, "serialNumber", PRINTED_USCC },
      "signer-mismatch", YN_VERDICT_NO, "no no" },
    /* a field that is nobody's: of somebody whom the paper names at all */
    { "F04", "agent", { "CN", "样例乙", "serialNumber", PRINTED_USCC }, "trusted", YN_VERDICT_YES,
      "no yes" },
    { "F04", "agent", { "CN", "样例乙" }, "trusted", YN_VERDICT_YES, "yes cannot-tell" },
    { "F04", "agent", { "CN", "别人", "serialNumber", OTHER_USCC }, "signer-mismatch",
      YN_VERDICT_NO, "no no" },
    { "R01", "enterprise-seal", { "CN", "别家公司", "serialNumber", OTHER_USCC },
      "signer-mismatch", YN_VERDICT_NO, "no no" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) paper = test_printed_of (cases[i].service, now);

      g_test_message ("%u: %s %s", i, cases[i].service, cases[i].role);
      assert_who (paper, cases[i].role, cases[i].subject, cases[i].who_code, cases[i].whole, cases[i].matches);
    }
}

/* Whatever else there is to say: nobody whom the certificate's issuer is unknown to is told that it may be theirs. */
static void
test_mismatch_is_said_first (void)
{
  g_autoptr (GBytes) paper = test_printed_of ("F04", now);
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) other_answers = test_carrying (paper, "/answers/remarks", "页面上没有的话");
  g_autoptr (GBytes) other_service = test_carrying (paper, "/service/version", "999");
  g_autoptr (GBytes) signed_paper = test_sign (paper, "enterprise-seal", strangers_key);
  g_autoptr (GBytes) changed = g_bytes_new (g_bytes_get_data (signed_paper, NULL), g_bytes_get_size (signed_paper));
  g_autoptr (YnVerdictView) broken = NULL;
  g_autoptr (YnVerdictView) view = verdict_of (signed_paper, "trust");
  g_autoptr (YnBytes) bytes = yn_bytes_new (signed_paper);
  g_autoptr (GBytes) xml = yn_verdict_report (view, bytes, "a.xml", YN_LANGUAGE_ZH_CN, NULL);
  const char *said = g_bytes_get_data (xml, NULL);

  assert_verdict (paper, strangers_key, "trust", YN_VERDICT_NO, "signer-mismatch", "answers-agree");
  assert_verdict (paper, strangers_key, "nobody", YN_VERDICT_NO, "signer-mismatch", "answers-agree");
  assert_verdict (other_answers, strangers_key, "trust", YN_VERDICT_NO, "paper-differs", "paper-differs");
  assert_verdict (other_service, strangers_key, "trust", YN_VERDICT_CANNOT_TELL, "form-unknown", "form-unknown");
  assert_verdict (plain, strangers_key, "trust", YN_VERDICT_YES, "signed-and-intact", NULL);
  g_assert_nonnull (strstr (view->headline, "无效"));
  g_assert_nonnull (strstr (yn_json_string (yn_json_pointer (view->json, "/signatures/0/who/do")), "核实"));
  g_assert_null (strstr (said, "total-passed"));
  g_assert_nonnull (strstr (said, "subindication:SIG_CONSTRAINTS_FAILURE"));
  g_assert_nonnull (strstr (said, PRINTED_USCC));

  ((char *) g_bytes_get_data (changed, NULL))[400] ^= 1; /* nothing is known of who signed what was changed */
  broken = verdict_of (changed, "trust");
  g_assert_cmpstr (broken->verification->code, ==, "changed");
  g_assert_cmpstr (((const YnSignatureVerdict *) g_ptr_array_index (broken->verification->signatures, 0))->who_code, ==,
                   "unknown-signer");
}

/* A notary's signature beside the signer's is no other one's in the signer's place; alone it is. */
static void
test_signed_beside (void)
{
  g_autoptr (GBytes) paper = test_printed_of ("F04", now);
  g_autoptr (GBytes) alone = test_sign (paper, "agent", strangers_key);
  g_autoptr (GBytes) own = test_sign (paper, "enterprise-seal", key);
  g_autoptr (GBytes) both = test_sign (own, "agent", strangers_key);
  g_autoptr (GBytes) in_ones_place = test_sign (paper, "enterprise-seal", strangers_key);
  g_autoptr (GBytes) then_own = test_sign (in_ones_place, "agent", key);
  g_autoptr (YnVerdictView) of_alone = verdict_of (alone, "trust");
  g_autoptr (YnVerdictView) of_both = verdict_of (both, "trust");
  g_autoptr (YnVerdictView) of_place = verdict_of (then_own, "trust");
  const YnSignatureVerdict *beside;

  g_assert_cmpstr (of_alone->verification->code, ==, "signer-mismatch");
  g_assert_cmpstr (of_place->verification->code, ==, "signer-mismatch");
  g_assert_cmpstr (of_both->verification->code, ==, "signed-and-intact");
  beside = g_ptr_array_index (of_both->verification->signatures, 1);
  g_assert_cmpstr (beside->who_code, ==, "signer-beside");
  g_assert_cmpint (beside->who, ==, YN_VERDICT_YES);
}

#define PRACTICE_PLACE "http://127.0.0.1:20001"
#define REAL_PLACE "https://credit.test"

static void
remember (YnSettings *settings, const char *identity, const char *address, gboolean practice)
{
  g_autoptr (GBytes) root = yn_authority_root_pem (test_authority (TRUE));
  g_autofree char *pem = g_strndup (g_bytes_get_data (root, NULL), g_bytes_get_size (root));
  YnDiscovery place = { .address = (char *)address, .identity = (char *)identity, .name = "x", .practice = practice,
                        .api = (char *)address, .client_id = "x", .issuer = "x", .device_authorization_endpoint = "x",
                        .token_endpoint = "x", .timestamps = (char *[]){ NULL }, .seals = (char *[]){ pem, NULL } };
  g_autofree char *stores = yn_settings_path (settings, "stores");
  g_autofree char *folder_of_place = g_build_filename (stores, identity, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder_of_place, 0700), ==, 0);
  g_assert_true (yn_place_remember (settings, &place, &error));
  g_assert_no_error (error);
}

/* Whoever sits elsewhere trusts no practice certificate, though this folder knows the platform, its own trust folder
 * holds the root, or --trust names it. */
static void
test_practice_elsewhere (void)
{
  static const struct
  {
    const char *chosen, *address, *who_code;
  } cases[] = {
    { NULL, NULL, "trusted" },
    { NULL, PRACTICE_PLACE, "trusted" },
    { NULL, PRACTICE_PLACE "/", "trusted" },
    { PRACTICE_PLACE, NULL, "trusted" },
    { NULL, REAL_PLACE, "practice-signer" },
    { REAL_PLACE, NULL, "practice-signer" },
    { PRACTICE_PLACE, REAL_PLACE, "practice-signer" },
    { REAL_PLACE, PRACTICE_PLACE, "trusted" },
    { NULL, "https://never-seen.test", "practice-signer" },
    { "https://never-seen.test", NULL, "practice-signer" },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *place = test_folder_path (folder, "elsewhere");
  g_autofree char *practice_dir = test_folder_path (folder, "practice");
  g_autofree char *own = g_build_filename (place, "trust", NULL);
  g_autoptr (YnSettings) settings = yn_settings_open (place, &error);
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) signed_paper = test_sign (plain, "enterprise-seal", practice_key);
  g_autoptr (YnBytes) bytes = yn_bytes_new (signed_paper);

  g_assert_no_error (error);
  g_assert_cmpint (symlink (practice_dir, own), ==, 0);
  remember (settings, "3f2c0000-0000-4000-8000-000000000001", PRACTICE_PLACE, TRUE);
  remember (settings, "3f2c0000-0000-4000-8000-000000000002", REAL_PLACE, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const YnVerifyOptions how = { .settings = settings, .address = cases[i].address, .trust_dir = practice_dir,
                                    .clock = now, .language = YN_LANGUAGE_EN };
      gboolean practises = g_str_equal (cases[i].who_code, "trusted");
      g_autoptr (YnTrust) trust = NULL;
      g_autoptr (YnVerification) verification = NULL;
      g_autoptr (YnVerdictView) view = NULL;

      yn_settings_set_platform (settings, cases[i].chosen);
      trust = yn_place_trust_at (settings, cases[i].address);
      verification = yn_verify (signed_paper, trust, yn_clock_now (now));
      view = yn_verdict_of (bytes, "a.pdf", &how, NULL, &error);
      g_assert_no_error (error);
      g_test_message ("%u", i);
      g_assert_cmpstr (((const YnSignatureVerdict *)g_ptr_array_index (verification->signatures, 0))->who_code, ==,
                       cases[i].who_code);
      g_assert_cmpstr (view->verification->code, ==, practises ? "practice-outside" : "practice-signer");
      g_assert_cmpint (view->verification->whole, ==, YN_VERDICT_CANNOT_TELL);
    }
}

/* A list of seals beside the roots. */
static void
test_pinned_seals (void)
{
  static const char *const wrong[] = { "", "[]", "{\"seals\":{}}", "{\"seals\":[{\"sha256\":\"ab\"}]}",
                                       "{\"seals\":[7]}" };
  g_autofree char *path = test_folder_path (folder, "pins");
  g_autofree char *list = g_build_filename (path, "seals.json", NULL);
  g_autofree char *text = g_strdup_printf ("{\"seals\":[{\"name\":\"Sample Platform\",\"sha256\":\"%s\"}]}",
                                           yn_key_certificate (seal)->fingerprint);
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) receipt = test_sign (plain, "platform-seal", seal);
  g_autoptr (YnVerdictView) view = NULL;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (list, text, -1, NULL));
  view = verdict_of (receipt, "pins");
  g_assert_cmpstr (((const YnSignatureVerdict *)g_ptr_array_index (view->verification->signatures, 0))
                       ->who_code,
                   ==, "pinned");
  assert_verdict (plain, key, "pins", YN_VERDICT_CANNOT_TELL, "unknown-issuer", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (YnTrust) trust = yn_trust_new ();

      g_assert_true (g_file_set_contents (list, wrong[i], -1, NULL));
      g_assert_true (yn_trust_add_folder (trust, path, NULL));
      g_assert_cmpuint (yn_trust_left_out (trust)->len, ==, 1);
      g_assert_cmpstr (g_ptr_array_index (yn_trust_left_out (trust), 0), ==, "seals.json");
    }
}

static void
write_file (const char *in, const char *name, const void *data, gsize length)
{
  g_autofree char *path = g_build_filename (in, name, NULL);

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

/* What cannot be read in it takes nothing from the rest, and is named; PEM and DER, and what was taken back. */
static void
test_trust_folder (void)
{
  g_autofree char *path = test_folder_path (folder, "mixed");
  g_autoptr (GBytes) pem = yn_authority_root_pem (test_authority (FALSE));
  g_autoptr (YnX509Stack) roots = yn_crypto_read_pem (g_bytes_get_data (pem, NULL), g_bytes_get_size (pem));
  g_autoptr (GBytes) der = yn_crypto_certificate_der (sk_X509_value (roots, 0));
  YnRevoked revoked = { yn_key_certificate (key)->serial, yn_clock_now (now) - DAY };
  g_autoptr (GBytes) list
      = yn_authority_revocation_list (test_authority (FALSE), &revoked, 1, yn_clock_now (now), NULL);
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (list, NULL), g_bytes_get_size (list));
  g_autoptr (GString) list_pem = g_string_new ("-----BEGIN X509 CRL-----\n");
  const struct
  {
    const char *name;
    const void *data;
    gsize length;
    const char *who_code;
  } cases[] = {
    { "root.CER", g_bytes_get_data (der, NULL), g_bytes_get_size (der), "trusted" },
    { "root.crt", g_bytes_get_data (pem, NULL), g_bytes_get_size (pem), "trusted" },
    { "ca.crl", g_bytes_get_data (list, NULL), g_bytes_get_size (list), "revoked" },
    { "ca.pem", NULL, 0, "revoked" }, /* the list as PEM */
  };

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  for (const char *at = base64; *at != '\0'; at += MIN (strlen (at), 64))
    g_string_append_printf (list_pem, "%.64s\n", at);
  g_string_append (list_pem, "-----END X509 CRL-----\n");
  write_file (path, "rubbish.pem", "no certificate", 14);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) plain = test_paper (1);
      g_autoptr (GBytes) signed_paper = test_sign_at (plain, "enterprise-seal", key, yn_clock_now (now));
      g_autoptr (YnVerdictView) view = NULL;
      g_autofree char *added = g_build_filename (path, cases[i].name, NULL);

      write_file (path, cases[i].name, cases[i].data != NULL ? cases[i].data : list_pem->str,
                  cases[i].data != NULL ? cases[i].length : list_pem->len);
      view = verdict_of (signed_paper, "mixed");
      g_test_message ("%s: %s", cases[i].name, view->trusted);
      g_assert_cmpstr (((const YnSignatureVerdict *) g_ptr_array_index (view->verification->signatures, 0))->who_code,
                       ==, cases[i].who_code);
      g_assert_nonnull (strstr (view->trusted, "rubbish.pem"));
      g_assert_null (strstr (view->trusted, cases[i].name));
      if (i != 1) /* that root stays, for the lists */
        g_assert_cmpint (g_unlink (added), ==, 0);
    }
}

static GBytes *
receipt_by (YnKey *by)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = yn_service_find ("receipt", &error);
  g_autoptr (YnJson) answers =
      yn_json_parse ("{\"filing\":{\"id\":\"3f2c\",\"received\":\"2026-11-23T02:50:02Z\"}}", -1, NULL);
  g_autoptr (YnJson) context =
      yn_json_parse ("{\"matter\":\"3f2c0000-0000-4000-8000-000000000001\",\"platform\":{\"id\":\"00000000-"
                     "1111-4000-8000-000000000000\","
                     "\"name\":\"样例平台\",\"practice\":false},\"enterprise\":{\"name\":\"" SAMPLE_NAME
                     "\",\"uscc\":\"" SAMPLE_USCC "\"},\"day\":\"2026-11-23\"}",
                     -1, NULL);
  g_autoptr (YnJson) body = NULL;
  g_autoptr (GBytes) paper = NULL;

  g_assert_no_error (error);
  body = yn_paper_compose (service, answers, context, NULL, NULL);
  paper = yn_paper_print (service, body, &error);
  g_assert_no_error (error);
  return test_sign (paper, "platform-seal", by);
}

/* An enterprise that is trusted is not a platform. */
static void
test_platforms_papers (void)
{
  g_autofree char *path = test_folder_path (folder, "seals");
  g_autofree char *list = g_build_filename (path, "seals.json", NULL);
  g_autofree char *text =
      g_strdup_printf ("{\"seals\":[{\"sha256\":\"%s\"}]}", yn_key_certificate (seal)->fingerprint);
  g_autoptr (GBytes) theirs = receipt_by (seal);
  g_autoptr (GBytes) ours = receipt_by (key);
  g_autoptr (YnVerdictView) good = NULL;
  g_autoptr (YnVerdictView) bad = NULL;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (list, text, -1, NULL));
  good = verdict_of (theirs, "seals");
  bad = verdict_of (ours, "trust");
  g_assert_cmpstr (good->verification->code, ==, "signed-and-intact");
  g_assert_cmpstr (bad->verification->code, ==, "seal-unknown");
  g_assert_cmpint (bad->verification->whole, ==, YN_VERDICT_CANNOT_TELL);
}

/* One page, however many signed. */
static void
test_reports (void)
{
  static const guint counts[] = { 0, 1, 3, 12 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr (GBytes) pdf = test_paper (1);
      g_autoptr (YnVerdictView) view = NULL;
      g_autoptr (YnBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) page = NULL;
      g_autoptr (GBytes) xml = NULL;
      g_autoptr (YnPdf) opened = NULL;

      for (guint n = 0; n < counts[i]; n++)
        {
          g_autoptr (GBytes) before = pdf;

          pdf = test_sign (before, "agent", key);
        }
      view = verdict_of (pdf, "trust");
      bytes = yn_bytes_new (pdf);
      page = yn_verdict_report (view, bytes, "Report.PDF", YN_LANGUAGE_ZH_CN, &error);
      g_assert_no_error (error);
      opened = yn_pdf_open (page, &error);
      g_assert_no_error (error);
      g_test_message ("%u signatures", counts[i]);
      g_assert_cmpuint (yn_pdf_n_pages (opened), ==, 1);
      xml = yn_verdict_report (view, bytes, "report.xml", YN_LANGUAGE_ZH_CN, &error);
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (g_bytes_get_data (xml, NULL), "<?xml"));
      g_assert_null (yn_verdict_report (view, bytes, "report.doc", YN_LANGUAGE_ZH_CN, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_WRONG_USE);
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  now = yn_clock_new_at ("2026-11-23T02:50:02Z");
  folder = test_folder_new ();
  key = test_key (test_authority (FALSE), YN_KEY_P256, PRINTED_USCC, NOW - DAY);
  practice_key = test_key (test_authority (TRUE), YN_KEY_P256, PRINTED_USCC, NOW - DAY);
  strangers_key = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  seal = yn_authority_make_seal (test_authority (FALSE), "Sample Platform", NULL, NOW - DAY, NULL, NULL);
  write_root ("trust", test_authority (FALSE));
  write_root ("practice", test_authority (TRUE));
  write_root ("nobody", NULL);
  g_test_add_func ("/desk/verifying/what-it-carries", test_what_it_carries);
  g_test_add_func ("/desk/verifying/former-common-clause", test_former_common_clause);
  g_test_add_func ("/desk/verifying/unsigned", test_unsigned);
  g_test_add_func ("/desk/verifying/practice-paper", test_practice_paper);
  g_test_add_func ("/desk/verifying/headlines", test_headlines);
  g_test_add_func ("/desk/verifying/no-pages-of-no-pdf", test_no_pages_of_no_pdf);
  g_test_add_func ("/desk/verifying/two-person-file", test_two_person_file);
  g_test_add_func ("/desk/verifying/who-is-named", test_who_is_named);
  g_test_add_func ("/desk/verifying/mismatch-is-said-first", test_mismatch_is_said_first);
  g_test_add_func ("/desk/verifying/signed-beside", test_signed_beside);
  g_test_add_func ("/desk/verifying/practice-ends", test_practice_ends);
  g_test_add_func ("/desk/verifying/practice-of-another", test_practice_of_another);
  g_test_add_func ("/desk/verifying/pinned-unasked", test_pinned_unasked);
  g_test_add_func ("/desk/verifying/practice-elsewhere", test_practice_elsewhere);
  g_test_add_func ("/desk/verifying/pinned-seals", test_pinned_seals);
  g_test_add_func ("/desk/verifying/trust-folder", test_trust_folder);
  g_test_add_func ("/desk/verifying/platforms-papers", test_platforms_papers);
  g_test_add_func ("/desk/verifying/reports", test_reports);
  status = g_test_run ();
  yn_key_unref (key);
  yn_key_unref (practice_key);
  yn_key_unref (seal);
  yn_key_unref (strangers_key);
  yn_clock_unref (now);
  test_folder_free (folder);
  test_material_free ();
  return status;
}
