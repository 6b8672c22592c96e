/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the targets about signatures begin with: signatures and papers of every kind, made here.
 *   seeds CORPUS      writes CORPUS/TARGET/NAME */

#include "cms.h"
#include "material.h"

#include "signing/authority-answers.h"
#include "signing/certificate.h"
#include "signing/cms.h"
#include "signing/revocation.h"
#include "signing/signer.h"
#include "signing/timestamp-token.h"

#include <string.h>

static const struct
{
  const char *name;
  YnKeyAlgorithm algorithm;
  gboolean sm2_root;
} kinds[] = {
  { "rsa", YN_KEY_RSA_2048, FALSE }, { "p256", YN_KEY_P256, FALSE }, { "p384", YN_KEY_P384, FALSE },
  { "sm2", YN_KEY_SM2, TRUE },       { "sm2-rsa", YN_KEY_SM2, FALSE },
};

static void
write_seed (const char *corpus, const char *target, const char *name, GBytes *bytes)
{
  g_autofree char *folder = g_build_filename (corpus, target, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (folder, 0777) != 0
      || !g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error))
    g_error ("%s: %s", path, error != NULL ? error->message : "cannot be made");
}

/* The same with an outer element of indefinite length. */
static void
write_indefinite (const char *corpus, const char *name, GBytes *cms)
{
  static const guint8 start[] = { 0x30, 0x80 }, end[2];
  g_autofree char *its_name = g_strconcat (name, "-indefinite", NULL);
  GByteArray *out = g_byte_array_new ();
  gsize length;
  const guint8 *data = g_bytes_get_data (cms, &length);
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_append (out, start, sizeof start);
  g_byte_array_append (out, data + 4, (guint) length - 4); /* behind 30 82 and two octets */
  g_byte_array_append (out, end, sizeof end);
  bytes = g_byte_array_free_to_bytes (out);
  write_seed (corpus, "cms", its_name, bytes);
}

static void
write_cms (const char *corpus, const char *name, YnKey *key)
{
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  g_autoptr (GBytes) cms = NULL;

  EVP_Digest (CMS_BEFORE CMS_BEHIND, strlen (CMS_BEFORE CMS_BEHIND), digest, &length,
              EVP_get_digestbyname (yn_key_digest (key)), NULL);
  cms = yn_cms_sign (key, digest, length, NULL);
  write_seed (corpus, "cms", name, cms);
  write_indefinite (corpus, name, cms);
}

static void
write_timestamps (const char *corpus)
{
  static const guint8 digest[32];
  g_autoptr (YnTimekeeper) timekeeper
      = yn_authority_make_timekeeper (test_authority (FALSE), "Sample Timekeeper", NOW - DAY, NULL, NULL);
  g_autoptr (GBytes) nonce = NULL;
  g_autoptr (GBytes) question = yn_timestamp_ask (digest, &nonce);
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("?", 1);
  g_autoptr (GBytes) answer = yn_timekeeper_answer (timekeeper, question, NOW, NULL);
  g_autoptr (GBytes) refusal = yn_timekeeper_answer (timekeeper, nonsense, NOW, NULL);
  gint64 instant;
  g_autoptr (GBytes) token = yn_timestamp_answer (answer, digest, nonce, NOW, &instant, NULL);

  write_seed (corpus, "tsp", "answer", answer);
  write_seed (corpus, "tsp", "refusal", refusal);
  write_seed (corpus, "tsp", "token", token);
}

/* The target takes the certificate and what is said of it in one. */
static void
write_statement (const char *corpus, const char *name, X509 *certificate, GBytes *statement)
{
  g_autoptr (GBytes) der = yn_crypto_certificate_der (certificate);
  gsize length = g_bytes_get_size (der);
  const guint8 octets[] = { (guint8) (length >> 8), (guint8) length };
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_append (out, octets, sizeof octets);
  g_byte_array_append (out, g_bytes_get_data (der, NULL), (guint) length);
  g_byte_array_append (out, g_bytes_get_data (statement, NULL), (guint) g_bytes_get_size (statement));
  bytes = g_byte_array_free_to_bytes (out);
  write_seed (corpus, "ocsp", name, bytes);
}

/* Of an authority about itself. */
static void
write_revocations (const char *corpus, YnAuthority *authority, const char *name)
{
  g_autoptr (GBytes) pem = yn_authority_root_pem (authority);
  g_autoptr (YnX509Stack) roots = yn_crypto_read_pem (g_bytes_get_data (pem, NULL), g_bytes_get_size (pem));
  X509 *root = sk_X509_value (roots, 0);
  g_autoptr (YnCertificate) read = yn_certificate_read (root);
  g_autoptr (GBytes) question = yn_revocation_ask (root, root);
  YnRevoked revoked = { read->serial, NOW - DAY };

  for (guint n = 0; n < 2; n++)
    {
      g_autoptr (GBytes) answer = yn_authority_answer_ocsp (authority, question, &revoked, n, NOW, NULL);
      g_autoptr (GBytes) list = yn_authority_revocation_list (authority, &revoked, n, NOW, NULL);
      g_autofree char *answer_name = g_strdup_printf ("%s-answer-%u", name, n);
      g_autofree char *list_name = g_strdup_printf ("%s-list-%u", name, n);

      write_statement (corpus, answer_name, root, answer);
      write_statement (corpus, list_name, root, list);
    }
}

/* Around the places where a file made by the target has its "<": some of these are taken, some refused. */
static void
write_ranges (const char *corpus)
{
  static const char *const texts[] = {
    "/Contents <00> /ByteRange [ 0 442 446 400 ]",
    "/ByteRange [0 442 446 289] /Contents <3080>",
    "/ByteRange [ 0 10 20 10 ] /Contents <00> /ByteRange [ 0 442 446 300 ]",
    "/ByteRange [ 0 -1 446 300 ] /Contents <AAaa>",
    "/ByteRange [ 0 99999999999999999999 1 1 ] /Contents <>",
    "/ByteRange null /Contents (text) /M (D:20261123105002+08'00')",
    "/ByteRange [ 0 442 446 289 0 1 ] /Contents 4 0 R /Reference [ << /TransformMethod /DocMDP >> ]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autoptr (GBytes) text = g_bytes_new_static (texts[i], strlen (texts[i]));

      write_seed (corpus, "range", name, text);
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GBytes) plain = test_paper (1);
  g_autoptr (GBytes) paper = g_bytes_ref (plain);

  if (argc != 2)
    return 2;
  write_seed (argv[1], "pdf", "plain.pdf", plain);
  write_timestamps (argv[1]);
  write_revocations (argv[1], test_authority (FALSE), "rsa");
  write_revocations (argv[1], test_sm2_authority (), "sm2");
  write_ranges (argv[1]);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      YnAuthority *authority = kinds[i].sm2_root ? test_sm2_authority () : test_authority (FALSE);
      g_autoptr (YnKey) key = test_key (authority, kinds[i].algorithm, SAMPLE_USCC, NOW - DAY);
      GBytes *more = test_sign (paper, "enterprise-seal", key);
      g_autofree char *name = g_strconcat (kinds[i].name, ".pdf", NULL);

      write_cms (argv[1], kinds[i].name, key);
      g_bytes_unref (paper);
      paper = more;
      write_seed (argv[1], "pdf", name, paper); /* one signature more each time */
    }
  test_material_free ();
  return 0;
}
