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
  test_folder_write (folder, "token.der", token);
  test_folder_write (folder, "value.bin", signature);
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
  test_folder_write (folder, "paper.pdf", paper);
  test_folder_write (folder, "later.pdf", later);
  test_folder_write (folder, "root.pem", root);
  test_take_out (folder, paper, 0, "s");
  take_token_out (folder);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = test_run_in (folder, cases[i].line);

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
  test_folder_write (folder, "root.pem", root);
  test_folder_write (folder, "chain.pem", chain);
  said = test_run_in (folder, "openssl ocsp -index index.txt -CA root.pem -rsigner root.pem -rkey root.key -issuer root.pem "
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
