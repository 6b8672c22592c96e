/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Every algorithm before other programs: openssl, pdfsig, mutool and qpdf for RSA and ECDSA; BouncyCastle for these and
 * for SM2, which it alone reads; iText for the PDF around RSA. And the other way: what BouncyCastle signs with SM2 is
 * accepted here. What they print counts, not how they end. */

#include "material.h"

#include "fixtures/folder.h"

#include <glib/gstdio.h>
#include <openssl/pem.h>
#include <string.h>

#define JARS "/usr/share/java/bcprov.jar:/usr/share/java/bcpkix.jar:/usr/share/java/bcutil.jar:/usr/share/java/itext5.jar"
#define BOUNCY_CASTLE "/usr/share/java/bcpkix.jar"
#define ITEXT "/usr/share/java/itext5.jar"

static const struct
{
  const char *name;
  YnKeyAlgorithm algorithm;
  gboolean sm2_root;
  const char *oid; /* of the signature */
} kinds[] = {
  { "RSA-2048", YN_KEY_RSA_2048, FALSE, "1.2.840.113549.1.1.1" },
  { "RSA-3072", YN_KEY_RSA_3072, FALSE, "1.2.840.113549.1.1.1" },
  { "RSA-4096", YN_KEY_RSA_4096, FALSE, "1.2.840.113549.1.1.1" },
  { "P-256", YN_KEY_P256, FALSE, "1.2.840.10045.4.3.2" },
  { "P-384", YN_KEY_P384, FALSE, "1.2.840.10045.4.3.3" },
  { "SM2", YN_KEY_SM2, TRUE, "1.2.156.10197.1.501" },
  { "SM2 under RSA", YN_KEY_SM2, FALSE, "1.2.156.10197.1.501" },
};
#define INTERNATIONAL 5 /* of them others read, too */

static TestFolder *folder;
static gint64 now; /* these programs judge by the machine's clock */
static YnKey *keys[G_N_ELEMENTS (kinds)];

/* NULL: there is no java, or not @jar; the test is skipped. */
static char *
run_java (const char *program, const char *jar, const char *arguments)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "peers", program, NULL);
  g_autofree char *line = g_strdup_printf ("java -Xshare:auto -cp %s %s %s", JARS, source, arguments);

  if (!g_file_test (jar, G_FILE_TEST_EXISTS))
    {
      g_test_skip (jar);
      return NULL;
    }
  return test_run_in (folder, line);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = text; (at = strstr (at, part)) != NULL; at += strlen (part))
    n++;
  return n;
}

static void
test_openssl (void)
{
  for (guint i = 0; i < INTERNATIONAL; i++)
    {
      g_autofree char *verify = g_strdup_printf ("openssl cms -verify -cades -inform DER -in %u.der -content %u.bin "
                                                 "-binary -CAfile root.pem -purpose any -out /dev/null", i, i);
      g_autofree char *said = test_run_in (folder, verify);

      if (said == NULL)
        return;
      g_assert_nonnull (strstr (said, "CAdES Verification successful"));
    }
}

static void
test_bouncy_castle (void)
{
  g_autoptr (GString) arguments = g_string_new ("verify roots.pem");
  g_autofree char *said = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_string_append_printf (arguments, " %u.der %u.bin", i, i);
  g_string_append (arguments, " 0.der root.pem"); /* and a signature of other bytes */
  said = run_java ("Cms.java", BOUNCY_CASTLE, arguments->str);
  if (said == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *expected
          = g_strdup_printf ("%u.der signature=true chain=true algorithm=%s\n", i, kinds[i].oid);

      g_assert_nonnull (strstr (said, expected));
    }
  g_assert_nonnull (strstr (said, "0.der signature=false"));
}

static gboolean
make_nss (void)
{
  g_autofree char *made = NULL;
  g_autofree char *root = NULL;
  g_autofree char *path = test_folder_path (folder, "nss");

  g_mkdir (path, 0700);
  made = test_run_in (folder, "certutil -N -d sql:nss --empty-password");
  if (made == NULL)
    return FALSE;
  root = test_run_in (folder, "certutil -A -d sql:nss -n root -t CT,C,C -i root.pem");
  return TRUE;
}

/* One paper with a signature of each kind that they read. */
static void
test_pdfsig (void)
{
  g_autofree char *said = NULL;

  if (!make_nss () || (said = test_run_in (folder, "pdfsig -nssdir sql:nss mixed.pdf")) == NULL)
    return;
  g_assert_cmpuint (count (said, "Signature is Valid."), ==, INTERNATIONAL);
  g_assert_cmpuint (count (said, "Certificate is Trusted."), ==, INTERNATIONAL);
  g_assert_cmpuint (count (said, "  - Total document signed"), ==, 1);
}

static void
test_mutool (void)
{
  g_autofree char *said = test_run_in (folder, "mutool sign -v mixed.pdf");

  if (said == NULL)
    return;
  g_assert_cmpuint (count (said, "The signature is valid but there have been edits since signing."), ==,
                    INTERNATIONAL - 1);
  g_assert_cmpuint (count (said, "The document is unchanged since signing."), ==, 1);
}

static void
test_qpdf (void)
{
  static const char *const papers[] = { "mixed.pdf", "5.pdf", "6.pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autofree char *line = g_strconcat ("qpdf --check ", papers[i], NULL);
      g_autofree char *said = test_run_in (folder, line);

      if (said == NULL)
        return;
      g_assert_nonnull (strstr (said, "No syntax or stream encoding errors found"));
    }
}

/* iText 5 does not know ECDSA by the name that CMS gives it. */
static void
test_itext (void)
{
  g_autofree char *said = run_java ("Pdf.java", ITEXT, "rsa.pdf");

  if (said == NULL)
    return;
  g_assert_nonnull (strstr (said, "yn-legal-representative-1 revision=1/3 whole=false verified=true"));
  g_assert_nonnull (strstr (said, "yn-agent-1 revision=2/3 whole=false verified=true"));
  g_assert_nonnull (strstr (said, "yn-enterprise-seal-1 revision=3/3 whole=true verified=true"));
}

/* Signed there, verified here */

typedef struct
{
  const char *algorithm, *encoding;
  gboolean made;
} Wish;

static GBytes *
read_cms (const YnSignatureField *field, YnBytes *prepared, gpointer user_data)
{
  Wish *wish = user_data;
  g_autofree char *line
      = g_strdup_printf ("sign k.pem c.pem %s asked.bin asked.der %s", wish->algorithm, wish->encoding);
  char *der = NULL;
  gsize length = 0;
  g_autofree char *out = test_folder_path (folder, "asked.der");
  g_autoptr (GBytes) start = yn_bytes_slice (prepared, 0, field->hole);
  g_autoptr (GBytes) rest = yn_bytes_slice (prepared, field->hole_end, field->end);
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (GBytes) content_bytes = NULL;
  g_autofree char *said = NULL;

  g_byte_array_append (content, g_bytes_get_data (start, NULL), (guint) g_bytes_get_size (start));
  g_byte_array_append (content, g_bytes_get_data (rest, NULL), (guint) g_bytes_get_size (rest));
  content_bytes = g_bytes_new (content->data, content->len);
  test_folder_write (folder, "asked.bin", content_bytes);
  said = run_java ("Cms.java", BOUNCY_CASTLE, line);
  if (said == NULL)
    return g_bytes_new_static ("", 0);
  g_assert_true (g_file_get_contents (out, &der, &length, NULL));
  g_assert_cmpint ((guint8) der[1] == 0x80, ==, g_str_equal (wish->encoding, "BER"));
  wish->made = TRUE;
  return g_bytes_new_take (der, length);
}

static void
sign_by_bouncy_castle (YnKeyAlgorithm algorithm, YnKey *prepared_for, Wish how)
{
  static const char *const extensions[] = { TEST_LEAF_EXTENSIONS, NULL };
  TestCertificate wish = { NULL, extensions, NOW - DAY, now + DAY }; /* the paper is said to be signed at NOW */
  g_autoptr (EVP_PKEY) pair = test_pair (algorithm);
  g_autoptr (X509) leaf = test_certify (&wish, pair, NULL, pair);
  g_autofree char *fingerprint = yn_crypto_fingerprint (leaf);
  g_autofree char *certificate_path = test_folder_path (folder, "c.pem");
  g_autofree char *key_path = test_folder_path (folder, "k.pem");
  g_autoptr (BIO) certificate_pem = BIO_new_file (certificate_path, "w");
  g_autoptr (BIO) key_pem = BIO_new_file (key_path, "w");
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) signed_paper = NULL;
  g_autoptr (YnTrust) trust = yn_trust_new ();
  g_autoptr (YnVerification) verification = NULL;

  PEM_write_bio_X509 (certificate_pem, leaf);
  PEM_write_bio_PKCS8PrivateKey (key_pem, pair, NULL, NULL, 0, NULL, NULL);
  BIO_flush (certificate_pem);
  BIO_flush (key_pem);
  signed_paper = test_sign_anyway (paper, prepared_for, now, read_cms, &how);
  if (!how.made)
    return;
  yn_trust_pin (trust, fingerprint);
  verification = yn_verify (signed_paper, trust, now);
  g_assert_cmpstr (verification->code, ==, "signed-and-intact");
  g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
}

static void
test_signed_by_bouncy_castle (void)
{
  sign_by_bouncy_castle (YN_KEY_SM2, keys[5], (Wish) { "SM3WITHSM2", "DER" });
}

/* As Java's PDF libraries leave it: elements of indefinite length. */
static void
test_indefinite (void)
{
  sign_by_bouncy_castle (YN_KEY_RSA_2048, keys[0], (Wish) { "SHA256WITHRSA", "BER" });
}

static void
make_papers (void)
{
  static const char *const roles[] = { "legal-representative", "agent", "enterprise-seal" };
  g_autoptr (GBytes) plain = test_paper (2);
  g_autoptr (GBytes) root = yn_authority_root_pem (test_authority (FALSE));
  g_autoptr (GBytes) sm2_root = yn_authority_root_pem (test_sm2_authority ());
  g_autofree char *roots_path = test_folder_path (folder, "roots.pem");
  g_autofree char *roots = NULL;
  g_autoptr (GBytes) mixed = g_bytes_ref (plain);
  g_autoptr (GBytes) rsa = g_bytes_ref (plain);

  test_folder_write (folder, "root.pem", root);
  roots = g_strdup_printf ("%.*s%.*s", (int) g_bytes_get_size (root), (const char *) g_bytes_get_data (root, NULL),
                           (int) g_bytes_get_size (sm2_root), (const char *) g_bytes_get_data (sm2_root, NULL));
  g_assert_true (g_file_set_contents (roots_path, roots, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      YnAuthority *authority = kinds[i].sm2_root ? test_sm2_authority () : test_authority (FALSE);
      g_autofree char *name = g_strdup_printf ("%u", i);
      g_autofree char *file = g_strconcat (name, ".pdf", NULL);
      g_autoptr (GBytes) signed_paper = NULL;

      keys[i] = test_key (authority, kinds[i].algorithm, SAMPLE_USCC, now - DAY);
      signed_paper = test_sign_at (plain, "enterprise-seal", keys[i], now);
      test_folder_write (folder, file, signed_paper);
      test_take_out (folder, signed_paper, 0, name);
    }
  for (guint i = 0; i < INTERNATIONAL; i++)
    {
      GBytes *more = test_sign_at (mixed, "enterprise-seal", keys[i], now);

      g_bytes_unref (mixed);
      mixed = more;
    }
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      GBytes *more = test_sign_at (rsa, roles[i], keys[i], now);

      g_bytes_unref (rsa);
      rsa = more;
    }
  test_folder_write (folder, "mixed.pdf", mixed);
  test_folder_write (folder, "rsa.pdf", rsa);
}

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  folder = test_folder_new ();
  now = g_get_real_time ();
  make_papers ();
  g_test_add_func ("/peers/openssl", test_openssl);
  g_test_add_func ("/peers/bouncy-castle", test_bouncy_castle);
  g_test_add_func ("/peers/pdfsig", test_pdfsig);
  g_test_add_func ("/peers/mutool", test_mutool);
  g_test_add_func ("/peers/qpdf", test_qpdf);
  g_test_add_func ("/peers/itext", test_itext);
  g_test_add_func ("/peers/signed-by-bouncy-castle", test_signed_by_bouncy_castle);
  g_test_add_func ("/peers/indefinite", test_indefinite);
  failed = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    yn_key_unref (keys[i]);
  test_folder_free (folder);
  test_material_free ();
  return failed;
}
