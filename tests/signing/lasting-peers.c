/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What other programs make of a file that lasts, and what is made of their answers here. */

#include "asked.h"

#include "fixtures/folder.h"
#include "signing/authority-parts.h"
#include "signing/revocation.h"

#include <glib/gstdio.h>
#include <openssl/pem.h>
#include <string.h>

static void
write_bytes (TestFolder *folder, const char *name, GBytes *bytes)
{
  g_autofree char *path = test_folder_path (folder, name);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
}

static char *
run (TestFolder *folder, const char *line)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *before = g_get_current_dir ();
  char *said;

  g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
  g_assert_cmpint (g_chdir (folder), ==, 0);
  said = test_run ((const char *const *) words, NULL);
  g_assert_cmpint (g_chdir (before), ==, 0);
  if (said != NULL)
    g_test_message ("%s: %s", line, said);
  return said;
}

/* The signed bytes in "s.bin", the CMS in "s.der". */
static void
take_out (TestFolder *folder, GBytes *paper)
{
  gsize size;
  const char *data = g_bytes_get_data (paper, &size);
  char *at = (char *) memmem (data, size, "/ByteRange [0", 13) + 13;
  guint64 range[3];
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (GByteArray) cms = g_byte_array_new ();
  g_autoptr (GBytes) content_bytes = NULL;
  g_autoptr (GBytes) cms_bytes = NULL;

  for (guint i = 0; i < 3; i++)
    range[i] = g_ascii_strtoull (at, &at, 10);
  g_byte_array_append (content, (const guint8 *) data, (guint) range[0]);
  g_byte_array_append (content, (const guint8 *) data + range[1], (guint) range[2]);
  for (const char *hex = data + range[0] + 1; hex < data + range[1] - 1; hex += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

      g_byte_array_append (cms, &byte, 1);
    }
  content_bytes = g_bytes_new (content->data, content->len);
  cms_bytes = g_bytes_new (cms->data, cms->len);
  write_bytes (folder, "s.bin", content_bytes);
  write_bytes (folder, "s.der", cms_bytes);
}

/* The token of the signature in "s.der" as "token.der", and what it is over as "value.bin". */
static void
take_token_out (TestFolder *folder)
{
  g_autofree char *path = test_folder_path (folder, "s.der");
  g_autofree char *der = NULL;
  const unsigned char *cursor;
  g_autoptr (CMS_ContentInfo) cms = NULL;
  CMS_SignerInfo *signer;
  const ASN1_STRING *value;
  g_autoptr (GBytes) token = NULL;
  g_autoptr (GBytes) signature = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &der, &length, NULL));
  cursor = (const unsigned char *) der;
  cms = d2i_CMS_ContentInfo (NULL, &cursor, (long) length);
  signer = sk_CMS_SignerInfo_value (CMS_get0_SignerInfos (cms), 0);
  value = CMS_unsigned_get0_data_by_OBJ (signer, OBJ_nid2obj (NID_id_smime_aa_timeStampToken), -3, V_ASN1_SEQUENCE);
  token = g_bytes_new (ASN1_STRING_get0_data (value), (gsize) ASN1_STRING_length (value));
  value = CMS_SignerInfo_get0_signature (signer);
  signature = g_bytes_new (ASN1_STRING_get0_data (value), (gsize) ASN1_STRING_length (value));
  write_bytes (folder, "token.der", token);
  write_bytes (folder, "value.bin", signature);
}

static void
test_other_programs (void)
{
  Wire wire = { 0 };
  TestFolder *folder = test_folder_new ();
  g_auto (Askers) askers = { NULL };
  g_autoptr (GBytes) paper = sign (&wire, YN_LEVEL_B_LT, NULL);
  g_autoptr (GBytes) undated = NULL;
  g_autoptr (GBytes) later = NULL;
  g_autoptr (GBytes) root = yn_authority_root_pem (authority);
  static const struct
  {
    const char *line, *says;
  } cases[] = {
    { "qpdf --check paper.pdf", "No syntax or stream encoding errors found" },
    { "openssl cms -verify -cades -inform DER -in s.der -content s.bin -binary -CAfile root.pem -purpose any "
      "-out /dev/null",
      "CAdES Verification successful" },
    { "openssl ts -verify -in token.der -token_in -data value.bin -CAfile root.pem", "Verification: OK" },
    { "pdfsig -nocert paper.pdf", "Signature is Valid." },
    { "qpdf --check later.pdf", "No syntax or stream encoding errors found" },
    { "pdfsig -nocert later.pdf", "Signature Field Name: yn-timestamp-1" },
    { "pdfsig -nocert later.pdf", "Signature is Valid." },
  };

  askers_init (&askers, &wire);
  undated = sign (&wire, YN_LEVEL_B_B, NULL);
  later = date (&askers, undated, NULL);
  write_bytes (folder, "paper.pdf", paper);
  write_bytes (folder, "later.pdf", later);
  write_bytes (folder, "root.pem", root);
  take_out (folder, paper);
  take_token_out (folder);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = run (folder, cases[i].line);

      if (said != NULL)
        g_assert_nonnull (strstr (said, cases[i].says));
    }
  test_folder_free (folder);
}

/* What openssl's own responder and authority say is understood here. */
static void
test_answers_of_openssl (void)
{
  TestFolder *folder = test_folder_new ();
  g_autoptr (GBytes) root = yn_authority_root_pem (authority);
  g_autoptr (GBytes) chain = yn_key_chain_pem (key);
  g_autofree char *path = test_folder_path (folder, "answer.der");
  g_autofree char *key_path = test_folder_path (folder, "root.key");
  g_autofree char *index = test_folder_path (folder, "index.txt");
  g_autofree char *serial = g_ascii_strup (yn_key_certificate (key)->serial, -1);
  g_autofree char *line = g_strdup_printf ("V\t350101000000Z\t\t%s\tunknown\t/CN=x\n", serial);
  g_autofree char *said = NULL;
  g_autofree char *der = NULL;
  gsize length;
  FILE *out = fopen (key_path, "w");

  PEM_write_PrivateKey (out, authority->key, NULL, NULL, 0, NULL, NULL);
  fclose (out);
  g_assert_true (g_file_set_contents (index, line, -1, NULL));
  write_bytes (folder, "root.pem", root);
  write_bytes (folder, "chain.pem", chain);
  said = run (folder, "openssl ocsp -index index.txt -CA root.pem -rsigner root.pem -rkey root.key -issuer root.pem "
                      "-cert chain.pem -ndays 1 -respout answer.der -noverify");
  if (said != NULL)
    {
      g_autoptr (YnRevocation) revocation = yn_revocation_new ();
      g_autoptr (GBytes) answer = NULL;
      g_autoptr (X509) leaf = NULL;
      g_autoptr (BIO) bio = yn_crypto_bio_from (g_bytes_get_data (chain, NULL), g_bytes_get_size (chain));
      gint64 revoked;

      g_assert_true (g_file_get_contents (path, &der, &length, NULL));
      answer = g_bytes_new (der, length);
      g_assert_true (yn_revocation_add_answer (revocation, answer));
      leaf = PEM_read_bio_X509 (bio, NULL, NULL, NULL);
      g_assert_cmpint (yn_revocation_of (revocation, leaf, authority->root, now, g_get_real_time (), &revoked), ==,
                       YN_REVOCATION_GOOD);
    }
  test_folder_free (folder);
}

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  asked_begin ();
  g_test_add_func ("/lasting-peers/other-programs", test_other_programs);
  g_test_add_func ("/lasting-peers/answers-of-openssl", test_answers_of_openssl);
  failed = g_test_run ();
  asked_end ();
  return failed;
}
