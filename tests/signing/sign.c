/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "material.h"

#include "base/error.h"
#include "papers/pdf.h"
#include "signing/mark.h"
#include "signing/signer.h"

#include <string.h>

static YnKey *practice_key, *software_key;

static GBytes *
prepare (GBytes *pdf, YnKey *key, char **digest)
{
  g_autoptr (GError) error = NULL;
  YnSignOptions options = test_options ("enterprise-seal", key);
  GBytes *prepared = yn_sign_prepare (pdf, &options, digest, &error);

  g_assert_no_error (error);
  return prepared;
}

static void
assert_not_finished (GBytes *prepared, const char *digest, YnKey *key, YnError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yn_sign_finish (prepared, digest, key, NULL, NULL, &error));
  g_assert_error (error, YN_ERROR, code);
}

static GBytes *
with_byte (GBytes *bytes, gsize at, guint8 byte)
{
  gsize size;
  guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));

  copy[at] = byte;
  return g_bytes_new_take (copy, size);
}

static gsize
find (GBytes *bytes, const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *at = memmem (data, size, text, strlen (text));

  g_assert_nonnull (at);
  return (gsize) (at - data);
}

/* Invariants 1 and 8: the paper's bytes come first, and finishing fills nothing but the hole. */
static void
test_only_the_hole (void)
{
  YnKey *keys[] = { practice_key, software_key };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GBytes) paper = test_paper (2);
      g_autofree char *digest = NULL;
      g_autofree char *again = NULL;
      g_autoptr (GBytes) prepared = prepare (paper, keys[i], &digest);
      g_autoptr (GBytes) finished = yn_sign_finish (prepared, digest, keys[i], NULL, NULL, NULL);
      const char *before = g_bytes_get_data (prepared, NULL), *after = g_bytes_get_data (finished, NULL);
      gsize hole = find (prepared, "/Contents <0000") + strlen ("/Contents "), end = hole + 2 + 2 * 8192;

      g_assert_cmpmem (before, g_bytes_get_size (paper), g_bytes_get_data (paper, NULL), g_bytes_get_size (paper));
      g_assert_cmpuint (g_bytes_get_size (prepared), ==, g_bytes_get_size (finished));
      g_assert_cmpint (before[end - 1], ==, '>');
      g_assert_cmpmem (before, hole + 1, after, hole + 1);
      g_assert_cmpmem (before + end - 1, g_bytes_get_size (prepared) - end + 1, after + end - 1,
                       g_bytes_get_size (prepared) - end + 1);
      g_assert_true (memcmp (before + hole, after + hole, 64) != 0);
      again = yn_sign_digest (prepared, NULL);
      g_assert_cmpstr (again, ==, digest);
    }
}

static void
test_not_what_was_shown (void)
{
  g_autoptr (GBytes) paper = test_paper (1);
  g_autofree char *digest = NULL;
  g_autofree char *other_digest = NULL;
  g_autoptr (GBytes) prepared = prepare (paper, practice_key, &digest);
  g_autoptr (GBytes) longer = test_paper (2);
  g_autoptr (GBytes) other = prepare (longer, practice_key, &other_digest);
  g_autoptr (GBytes) finished = yn_sign_finish (prepared, digest, practice_key, NULL, NULL, NULL);
  g_autoptr (GBytes) touched = with_byte (prepared, find (prepared, "/M (D:2026") + 6, '3');
  g_autoptr (GBytes) filled = with_byte (prepared, find (prepared, "/Contents <0000") + 12, '1');

  assert_not_finished (prepared, other_digest, practice_key, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  assert_not_finished (prepared, "", practice_key, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  assert_not_finished (prepared, NULL, practice_key, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  assert_not_finished (other, digest, practice_key, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  assert_not_finished (touched, digest, practice_key, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  assert_not_finished (filled, digest, practice_key, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  assert_not_finished (finished, digest, practice_key, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  assert_not_finished (paper, digest, practice_key, YN_ERROR_NOT_WHAT_WAS_SHOWN);
}

/* Invariant 6 */
static void
test_another_class (void)
{
  g_autoptr (GBytes) paper = test_paper (1);
  g_autofree char *digest = NULL;
  g_autofree char *practice_digest = NULL;
  g_autoptr (GBytes) prepared = prepare (paper, software_key, &digest);
  g_autoptr (GBytes) practice = prepare (paper, practice_key, &practice_digest);

  assert_not_finished (prepared, digest, practice_key, YN_ERROR_PRACTICE_MIXED);
  assert_not_finished (practice, practice_digest, software_key, YN_ERROR_PRACTICE_MIXED);
}

/* A chain that does not fit is refused, never cut. */
static void
test_room (void)
{
  static const char *const extensions[] = { TEST_ROOT_EXTENSIONS, NULL };
  static const char *const leaf_extensions[] = { TEST_LEAF_EXTENSIONS, NULL };
  TestCertificate leaf_wish = { NULL, leaf_extensions };
  g_autoptr (EVP_PKEY) pair = test_pair (YN_KEY_RSA_3072);
  g_autoptr (YnX509Stack) chain = sk_X509_new_null ();
  g_autoptr (X509) leaf = NULL;
  g_autoptr (YnKey) key = NULL;
  g_autoptr (GBytes) paper = test_paper (1);
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) prepared = prepare (paper, software_key, &digest);
  X509 *issuer = NULL;

  for (int i = 0; i < 10; i++) /* each issued by the one before */
    {
      g_autofree char *name = g_strdup_printf ("Sample Authority %d", i);
      const char *subject[] = { "CN", name, NULL };
      TestCertificate wish = { subject, extensions };

      issuer = test_certify (&wish, pair, issuer, pair);
      sk_X509_push (chain, issuer);
    }
  leaf = test_certify (&leaf_wish, pair, issuer, pair);
  key = yn_key_new_soft (pair, leaf, chain, NULL);
  g_assert_cmpint (sk_X509_num (yn_key_chain (key)), ==, 8); /* longer ones are followed no further */
  assert_not_finished (prepared, digest, key, YN_ERROR_SIGNATURE_ROOM);
}

static void
assert_not_prepared (GBytes *pdf, YnError code)
{
  g_autoptr (GError) error = NULL;
  YnSignOptions options = test_options ("enterprise-seal", practice_key);
  g_autofree char *digest = NULL;

  g_assert_null (yn_sign_prepare (pdf, &options, &digest, &error));
  g_assert_error (error, YN_ERROR, code);
}

/* @bytes as qpdf writes them again; NULL: it is not installed. */
static GBytes *
rewritten (GBytes *bytes, const char *const *options)
{
  char *in = test_file (bytes, ".pdf");
  char *out = test_file (bytes, ".pdf");
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *said = NULL;
  GBytes *result = NULL;
  char *data;
  gsize length;

  g_ptr_array_add (words, (gpointer) "qpdf");
  for (guint i = 0; options[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) options[i]);
  g_ptr_array_add (words, in);
  g_ptr_array_add (words, out);
  g_ptr_array_add (words, NULL);
  said = test_run ((const char *const *) words->pdata, NULL);
  if (said != NULL && g_file_get_contents (out, &data, &length, NULL))
    result = g_bytes_new_take (data, length);
  test_file_free (in);
  test_file_free (out);
  return result;
}

/* With an object more that no reader makes anything of. */
static GBytes *
with_object (GBytes *paper, const char *syntax)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open (paper, NULL);
  g_autoptr (YnPdfRevision) revision = yn_pdf_revision_new (pdf, NULL);

  yn_pdf_revision_set (revision, yn_pdf_revision_reserve (revision), syntax);
  return yn_pdf_revision_finish (revision, NULL, NULL);
}

static void
test_what_cannot_be_signed (void)
{
  static const char *const locked[] = { "--encrypt", "", "owner", "256", "--", NULL };
  static const char *const closed[] = { "--encrypt", "user", "owner", "256", "--", NULL };
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) words = g_bytes_new_static ("words", 5);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GByteArray) shifted = g_byte_array_new ();
  g_autoptr (GBytes) behind_junk = NULL;
  g_autoptr (GBytes) encrypted = NULL;
  g_autoptr (GBytes) with_password = NULL;
  g_autofree char *open = g_strnfill (100000, '[');
  g_autofree char *close = g_strnfill (100000, ']');
  g_autofree char *nest = g_strconcat (open, close, NULL);
  g_autoptr (GBytes) nested = with_object (paper, nest);
  g_autoptr (GBytes) endless = with_object (paper, "<< /Unended (");

  assert_not_prepared (nested, YN_ERROR_BAD_PDF);
  assert_not_prepared (endless, YN_ERROR_BAD_PDF);
  assert_not_prepared (words, YN_ERROR_BAD_PDF);
  assert_not_prepared (nothing, YN_ERROR_BAD_PDF);
  g_byte_array_append (shifted, (const guint8 *) "junk\n", 5);
  g_byte_array_append (shifted, g_bytes_get_data (paper, NULL), (guint) g_bytes_get_size (paper));
  behind_junk = g_bytes_new (shifted->data, shifted->len);
  assert_not_prepared (behind_junk, YN_ERROR_BAD_PDF);
  encrypted = rewritten (paper, locked);
  with_password = rewritten (paper, closed);
  if (encrypted == NULL)
    return;
  assert_not_prepared (encrypted, YN_ERROR_ENCRYPTED_PDF);
  assert_not_prepared (with_password, YN_ERROR_ENCRYPTED_PDF);
}

/* Whatever wrote the paper: tables, streams, linearised; signed three times over, each signature stays. */
static void
test_kinds_of_paper (void)
{
  static const char *const kinds[][4] = {
    { "--object-streams=disable" },
    { "--object-streams=generate" },
    { "--linearize" },
    { "--linearize", "--object-streams=generate" },
  };
  g_autoptr (YnTrust) trust = test_trust (test_authority (TRUE));
  g_autoptr (GBytes) paper = test_paper (3);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GBytes) written = rewritten (paper, kinds[i]);
      g_autoptr (GBytes) once = NULL;
      g_autoptr (GBytes) twice = NULL;
      g_autoptr (GBytes) thrice = NULL;
      g_autoptr (YnVerification) verification = NULL;

      if (written == NULL)
        return;
      once = test_sign (written, "enterprise-seal", practice_key);
      twice = test_sign (once, "legal-representative", practice_key);
      thrice = test_sign (twice, "enterprise-seal", practice_key);
      verification = yn_verify (thrice, trust, NOW);
      g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
      g_assert_cmpuint (verification->signatures->len, ==, 3);
    }
}

static void
test_names_of_fields (void)
{
  static const char *const expected[]
      = { "yn-enterprise-seal-1", "yn-legal-representative-1", "yn-enterprise-seal-2" };
  g_autoptr (YnTrust) trust = yn_trust_new ();
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) once = test_sign (paper, "enterprise-seal", practice_key);
  g_autoptr (GBytes) twice = test_sign (once, "legal-representative", practice_key);
  g_autoptr (GBytes) thrice = test_sign (twice, "enterprise-seal", practice_key);
  g_autoptr (YnVerification) verification = yn_verify (thrice, trust, NOW);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      g_assert_cmpstr (verdict->field, ==, expected[i]);
    }
}

/* Words of a person stay words, whatever they look like. */
static void
test_odd_words (void)
{
  static const char *const words[] = {
    ") /ByteRange [0                                 ] /Contents <00>",
    "A&B <b>\n%%EOF\nstartxref\n0\n",
    "\\) >> endobj 1 0 obj << >>",
    "𠀀😀\t\001",
    "",
  };
  g_autoptr (YnTrust) trust = test_trust (test_authority (TRUE));
  g_autoptr (GBytes) paper = test_paper (1);
  g_autofree char *long_name = g_strnfill (300, 'W');

  for (guint i = 0; i <= G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GError) error = NULL;
      YnSignOptions options = test_options ("enterprise-seal", practice_key);
      g_autofree char *digest = NULL;
      g_autoptr (GBytes) prepared = NULL;
      g_autoptr (GBytes) finished = NULL;
      g_autoptr (YnVerification) verification = NULL;

      options.mark_name = options.reason = i < G_N_ELEMENTS (words) ? words[i] : long_name;
      prepared = yn_sign_prepare (paper, &options, &digest, &error);
      g_assert_no_error (error);
      finished = yn_sign_finish (prepared, digest, practice_key, NULL, NULL, &error);
      g_assert_no_error (error);
      verification = yn_verify (finished, trust, NOW);
      g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
    }
}

static void
test_without_a_mark (void)
{
  g_autoptr (YnTrust) trust = test_trust (test_authority (TRUE));
  YnSignOptions options = test_options ("platform-seal", practice_key);
  g_autoptr (GBytes) paper = test_paper (1);
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) prepared = NULL;
  g_autoptr (GBytes) finished = NULL;
  g_autoptr (YnVerification) verification = NULL;

  options.mark_name = NULL;
  prepared = yn_sign_prepare (paper, &options, &digest, NULL);
  finished = yn_sign_finish (prepared, digest, practice_key, NULL, NULL, NULL);
  verification = yn_verify (finished, trust, NOW);
  g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
  g_assert_cmpuint (find (finished, "/Rect [ 0.00 0.00 0.00 0.00 ]"), >, 0);
}

/* What the mark says, read back by another program. */
static void
test_words_of_the_mark (void)
{
  static const char *const expected[]
      = { "演练签署·无效力", "演练·无效力", SAMPLE_NAME, SAMPLE_USCC, "2026-11-23 10:50:02" };
  YnMark look = { SAMPLE_NAME, SAMPLE_USCC, "演练平台 证书机构", NOW, YN_SIGNATURE_CLASS_PRACTICE, YN_LANGUAGE_ZH_CN,
                  TRUE };
  g_autoptr (GBytes) mark = yn_mark_draw (&look, NULL);
  char *path = test_file (mark, ".pdf");
  const char *command[] = { "pdftotext", path, "-", NULL };
  g_autofree char *text = test_run (command, NULL);

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (expected); i++)
    g_assert_nonnull (strstr (text, expected[i]));
  test_file_free (path);
}

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  practice_key = test_key (test_authority (TRUE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  software_key = test_key (test_authority (FALSE), YN_KEY_RSA_2048, SAMPLE_USCC, NOW - DAY);
  g_test_add_func ("/sign/only-the-hole", test_only_the_hole);
  g_test_add_func ("/sign/not-what-was-shown", test_not_what_was_shown);
  g_test_add_func ("/sign/another-class", test_another_class);
  g_test_add_func ("/sign/room", test_room);
  g_test_add_func ("/sign/what-cannot-be-signed", test_what_cannot_be_signed);
  g_test_add_func ("/sign/kinds-of-paper", test_kinds_of_paper);
  g_test_add_func ("/sign/names-of-fields", test_names_of_fields);
  g_test_add_func ("/sign/odd-words", test_odd_words);
  g_test_add_func ("/sign/without-a-mark", test_without_a_mark);
  g_test_add_func ("/sign/words-of-the-mark", test_words_of_the_mark);
  failed = g_test_run ();
  yn_key_unref (practice_key);
  yn_key_unref (software_key);
  test_material_free ();
  return failed;
}
