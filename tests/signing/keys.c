/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "material.h"

#include "base/error.h"
#include "fixtures/folder.h"
#include "signing/signer.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* A folder for the files of one test. */

typedef struct
{
  TestFolder *path;
} Folder;

static void
folder_set_up (Folder *folder, gconstpointer unused)
{
  folder->path = test_folder_new ();
}

static void
folder_tear_down (Folder *folder, gconstpointer unused)
{
  test_folder_free (folder->path);
}

static char *
in (Folder *folder, const char *name)
{
  return test_folder_path (folder->path, name);
}

/* openssl, in the folder; FALSE: it is not installed. */
static gboolean
openssl (Folder *folder, const char *command)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *line = g_strconcat ("openssl ", command, NULL);
  g_autofree char *output = NULL;
  g_autofree char *before = g_get_current_dir ();
  int status;

  g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
  g_assert_cmpint (g_chdir (folder->path), ==, 0);
  output = test_run ((const char *const *) words, &status);
  g_assert_cmpint (g_chdir (before), ==, 0);
  if (output != NULL && status != 0)
    g_error ("openssl %s: %s", command, output);
  return output != NULL;
}

/* A self-signed certificate and its key, in c.pem and k.pem, with nothing in it but what @options ask for. */
static gboolean
certificate (Folder *folder, const char *key, const char *subject, const char *options)
{
  g_autofree char *path = g_build_filename (folder->path, "empty.cnf", NULL);
  g_autofree char *command
      = g_strdup_printf ("req -x509 -config empty.cnf -newkey %s -nodes -keyout k.pem -out c.pem -days 30 -utf8 "
                         "-subj '%s' %s",
                         key, subject, options);

  g_assert_true (g_file_set_contents (path, "[req]\ndistinguished_name = dn\n[dn]\n", -1, NULL));
  return openssl (folder, command);
}

static YnKey *
open_key (Folder *folder, const char *name, const char *password, GError **error)
{
  g_autofree char *path = in (folder, name);
  g_autoptr (YnSecret) secret = yn_secret_new_string (password);

  return yn_softkey_open (path, secret, error);
}

static void
assert_not_opened (Folder *folder, const char *name, const char *password, YnError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKey) key = open_key (folder, name, password, &error);

  g_assert_null (key);
  g_assert_error (error, YN_ERROR, code);
}

/* Keys made here */

static void
make_key (Folder *folder, const char *name, YnKeyAlgorithm algorithm)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnNewKey) made = yn_new_key_make (algorithm, &error);
  g_autoptr (GBytes) request = yn_new_key_request (made, SAMPLE_NAME, SAMPLE_USCC, &error);
  g_autoptr (GBytes) chain = yn_authority_issue (test_authority (TRUE), request, SAMPLE_NAME, SAMPLE_USCC, NOW, &error);
  g_autoptr (YnSecret) password = yn_secret_new_string ("密码123");
  g_autofree char *path = in (folder, name);

  g_assert_true (yn_new_key_save (made, chain, password, path, &error));
  g_assert_no_error (error);
}

static void
test_made_here (Folder *folder, gconstpointer unused)
{
  static const YnKeyAlgorithm algorithms[] = { YN_KEY_RSA_2048, YN_KEY_RSA_3072, YN_KEY_P256 };

  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnKey) key = NULL;
      g_autofree char *path = in (folder, "key.p12");
      const YnCertificate *certificate;
      struct stat about;

      make_key (folder, "key.p12", algorithms[i]);
      g_assert_cmpint (g_stat (path, &about), ==, 0);
      g_assert_cmpint (about.st_mode & 0777, ==, 0600);
      key = open_key (folder, "key.p12", "密码123", &error);
      g_assert_no_error (error);
      certificate = yn_key_certificate (key);
      g_assert_cmpstr (certificate->subject_name, ==, SAMPLE_NAME);
      g_assert_cmpstr (certificate->organization, ==, SAMPLE_NAME);
      g_assert_cmpstr (certificate->uscc, ==, SAMPLE_USCC);
      g_assert_cmpstr (certificate->issuer_name, ==, "演练平台 证书机构");
      g_assert_true (certificate->for_signing);
      g_assert_true (certificate->practice);
      g_assert_cmpint (yn_key_class (key), ==, YN_SIGNATURE_CLASS_PRACTICE);
      g_assert_true (yn_key_fits (key, SAMPLE_USCC, NOW, &error));
    }
}

static void
test_nothing_in_clear (Folder *folder, gconstpointer unused)
{
  g_autofree char *path = in (folder, "key.p12");
  g_autofree char *data = NULL;
  gsize length;
  g_autoptr (GDir) dir = NULL;

  make_key (folder, "key.p12", YN_KEY_P256);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_null (memmem (data, length, SAMPLE_USCC, strlen (SAMPLE_USCC))); /* certificates are encrypted too */
  g_assert_null (memmem (data, length, "PRIVATE", 7));
  dir = g_dir_open (folder->path, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "key.p12");
  g_assert_null (g_dir_read_name (dir)); /* no temporary file is left */
}

static void
test_wrong_password (Folder *folder, gconstpointer unused)
{
  make_key (folder, "key.p12", YN_KEY_P256);
  assert_not_opened (folder, "key.p12", "密码124", YN_ERROR_WRONG_PASSWORD);
  assert_not_opened (folder, "key.p12", "", YN_ERROR_WRONG_PASSWORD);
}

static void
test_unwritable (Folder *folder, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnNewKey) made = yn_new_key_make (YN_KEY_P256, NULL);
  g_autoptr (GBytes) request = yn_new_key_request (made, SAMPLE_NAME, SAMPLE_USCC, NULL);
  g_autoptr (GBytes) chain = yn_authority_issue (test_authority (TRUE), request, SAMPLE_NAME, SAMPLE_USCC, NOW, NULL);
  g_autoptr (YnSecret) password = yn_secret_new_string ("x");
  g_autofree char *path = in (folder, "nowhere/key.p12");

  g_assert_false (yn_new_key_save (made, chain, password, path, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE);
}

/* Files made elsewhere */

static void
write_file (Folder *folder, const char *name, const char *data, gssize length)
{
  g_autofree char *path = in (folder, name);

  g_assert_true (g_file_set_contents (path, data, length, NULL));
}

static void
test_no_key_file (Folder *folder, gconstpointer unused)
{
  g_autofree char *whole = NULL;
  g_autofree char *path = in (folder, "key.p12");
  gsize length;

  assert_not_opened (folder, "absent.p12", "x", YN_ERROR_FILE_UNREADABLE);
  write_file (folder, "empty.p12", "", 0);
  assert_not_opened (folder, "empty.p12", "x", YN_ERROR_FILE_EMPTY);
  write_file (folder, "words.p12", "not a key at all", -1);
  assert_not_opened (folder, "words.p12", "x", YN_ERROR_BAD_KEY_FILE);
  make_key (folder, "key.p12", YN_KEY_P256);
  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  write_file (folder, "half.p12", whole, (gssize) length / 2);
  assert_not_opened (folder, "half.p12", "密码123", YN_ERROR_BAD_KEY_FILE);
}

#define RSA "rsa:2048"
#define EC(curve) "ec -pkeyopt ec_paramgen_curve:" curve
#define SM2 "sm2 -sm3 -sigopt distid:1234567812345678"

static const struct
{
  const char *name, *key, *options, *password;
} kinds[] = {
  { "modern", RSA, "-keypbe AES-256-CBC -certpbe AES-256-CBC -macalg sha256", "correct horse" },
  { "3des", RSA, "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1", "correct horse" },
  { "rc2", RSA, "-legacy", "correct horse" },
  { "utf8", RSA, "", "口令·例" },
  { "utf8, rc2", RSA, "-legacy", "口令·例" },
  { "no-password", RSA, "", "" },
  { "no-password, rc2", RSA, "-legacy", "" },
  { "certificate in clear", RSA, "-certpbe NONE", "x" },
  { "key in clear", RSA, "-keypbe NONE", "x" },
  { "rsa-4096", "rsa:4096", "", "x" },
  { "p-256", EC ("P-256"), "", "x" },
  { "p-384", EC ("P-384"), "-macalg sha384", "x" },
  { "sm2", SM2, "", "x" },
  { "sm2, 3des", SM2, "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1", "x" },
  { "sm2, rc2", SM2, "-legacy", "x" },
  { "sm2, sm4", SM2, "-keypbe SM4-CBC -certpbe SM4-CBC -macalg sm3", "x" },
};

static void
test_made_elsewhere (Folder *folder, gconstpointer unused)
{
  const char *made = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnKey) key = NULL;
      g_autoptr (GBytes) paper = test_paper (1);
      g_autoptr (GBytes) signed_paper = NULL;
      g_autofree char *command
          = g_strdup_printf ("pkcs12 -export -inkey k.pem -in c.pem -out key.p12 %s -passout 'pass:%s'",
                             kinds[i].options, kinds[i].password);

      g_test_message ("%s", kinds[i].name);
      if (kinds[i].key != made && !certificate (folder, kinds[i].key, "/CN=Sample", ""))
        return;
      made = kinds[i].key;
      openssl (folder, command);
      key = open_key (folder, "key.p12", kinds[i].password, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (yn_key_certificate (key)->subject_name, ==, "Sample");
      g_assert_cmpint (yn_key_class (key), ==, YN_SIGNATURE_CLASS_SOFTWARE);
      assert_not_opened (folder, "key.p12", "wrong", YN_ERROR_WRONG_PASSWORD);
      signed_paper = test_sign (paper, "enterprise-seal", key); /* whatever provider it was read by */
      g_assert_nonnull (signed_paper);
    }
}

static void
push_bags (STACK_OF (PKCS7) **safes, EVP_PKEY *pair, X509 *certificate)
{
  STACK_OF (PKCS12_SAFEBAG) *bags = NULL;

  g_assert_nonnull (PKCS12_add_key (&bags, pair, 0, 2048, NID_aes_256_cbc, "x"));
  g_assert_cmpint (PKCS12_add_safe (safes, bags, -1, 0, NULL), ==, 1);
  sk_PKCS12_SAFEBAG_pop_free (bags, PKCS12_SAFEBAG_free);
  bags = NULL;
  g_assert_nonnull (PKCS12_add_cert (&bags, certificate));
  g_assert_cmpint (PKCS12_add_safe (safes, bags, NID_aes_256_cbc, 2048, "x"), ==, 1);
  sk_PKCS12_SAFEBAG_pop_free (bags, PKCS12_SAFEBAG_free);
}

/* One to decrypt and one to sign, as Chinese authorities hand them out, in either order: the second is taken. */
static void
test_pair_of_keys (Folder *folder, gconstpointer unused)
{
  static const char *const subject[] = { "CN", "Sample", NULL };
  static const char *const encrypting[] = { "keyUsage", "critical,keyEncipherment,dataEncipherment,keyAgreement", NULL };
  static const char *const signing[] = { TEST_LEAF_EXTENSIONS, NULL };
  TestCertificate wishes[] = { { subject, encrypting }, { subject, signing } };
  g_autofree char *path = in (folder, "pair.p12");
  g_autoptr (EVP_PKEY) first = test_pair (YN_KEY_SM2);
  g_autoptr (EVP_PKEY) second = test_pair (YN_KEY_SM2);

  for (int order = 0; order < 2; order++)
    {
      g_autoptr (X509) a = test_certify (&wishes[order], first, NULL, first);
      g_autoptr (X509) b = test_certify (&wishes[1 - order], second, NULL, second);
      STACK_OF (PKCS7) *safes = NULL;
      g_autoptr (PKCS12) pkcs12 = NULL;
      g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
      g_autoptr (GBytes) der = NULL;
      g_autoptr (YnKey) key = NULL;
      g_autoptr (GError) error = NULL;

      push_bags (&safes, first, a);
      push_bags (&safes, second, b);
      pkcs12 = PKCS12_add_safes (safes, 0);
      sk_PKCS7_pop_free (safes, PKCS7_free);
      g_assert_cmpint (PKCS12_set_mac (pkcs12, "x", -1, NULL, 0, 2048, NULL), ==, 1);
      g_assert_cmpint (i2d_PKCS12_bio (bio, pkcs12), ==, 1);
      der = yn_crypto_bio_bytes (bio);
      g_assert_true (g_file_set_contents (path, g_bytes_get_data (der, NULL), (gssize) g_bytes_get_size (der), NULL));
      key = open_key (folder, "pair.p12", "x", &error);
      g_assert_no_error (error);
      g_assert_true (yn_key_certificate (key)->for_signing);
      g_assert_cmpint (X509_cmp (yn_key_leaf (key), order == 0 ? b : a), ==, 0);
      g_assert_cmpint (sk_X509_num (yn_key_chain (key)), ==, 0); /* the other one did not issue it */
    }
}

static void
test_kinds_of_key (Folder *folder, gconstpointer unused)
{
  static const char *const refused[] = { "rsa:1024", "ed25519", "ec -pkeyopt ec_paramgen_curve:P-521" };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      if (!certificate (folder, refused[i], "/CN=Sample", ""))
        return;
      openssl (folder, "pkcs12 -export -inkey k.pem -in c.pem -out key.p12 -passout pass:x");
      assert_not_opened (folder, "key.p12", "x", YN_ERROR_CERTIFICATE_ALGORITHM);
    }
}

static void
push_bytes (GByteArray *to, const char *bytes, gsize length)
{
  g_byte_array_append (to, (const guint8 *) bytes, (guint) length);
}

/* A DER element of more than 127 bytes of @bytes: where its content begins. */
static gsize
head_length (const guint8 *element)
{
  return element[1] < 0x80 ? 2 : 2 + (element[1] & 0x7fu);
}

/* As Java and old browsers write it: indefinite lengths, and the content in two pieces. A PFX is SEQUENCE { version,
 * SEQUENCE { id-data, [0] { OCTET STRING } }, MacData }. */
static GByteArray *
as_ber (const guint8 *der, gsize length)
{
  GByteArray *ber = g_byte_array_new ();
  const guint8 *version = der + head_length (der);
  const guint8 *safe = version + 3;
  const guint8 *type = safe + head_length (safe);
  const guint8 *tagged = type + 2 + type[1];
  const guint8 *octets = tagged + head_length (tagged);
  const guint8 *content = octets + head_length (octets);
  gsize size = 0, half;
  guint8 piece[4] = { 0x04, 0x82 };

  for (gsize i = 2; i < head_length (octets); i++)
    size = size << 8 | octets[i];
  half = size / 2;
  push_bytes (ber, "\x30\x80", 2);
  g_byte_array_append (ber, version, 3);
  push_bytes (ber, "\x30\x80", 2);
  g_byte_array_append (ber, type, 2u + type[1]);
  push_bytes (ber, "\xa0\x80\x24\x80", 4);
  for (gsize at = 0; at < size; at += half)
    {
      gsize n = at == 0 ? half : size - half;

      piece[2] = (guint8) (n >> 8);
      piece[3] = (guint8) n;
      g_byte_array_append (ber, piece, sizeof piece);
      g_byte_array_append (ber, content + at, (guint) n);
      if (at > 0)
        break;
    }
  push_bytes (ber, "\0\0\0\0\0\0", 6);
  g_byte_array_append (ber, content + size, (guint) (der + length - content - size));
  push_bytes (ber, "\0\0", 2);
  return ber;
}

/* What programs write that are not ours. */
static void
test_odd_shapes (Folder *folder, gconstpointer unused)
{
  static const struct
  {
    const char *name, *options, *password;
    int code; /* -1: it opens */
  } cases[] = {
    { "with a name", "-inkey k.pem -in c.pem -name 样例", "x", -1 },
    { "without a name", "-inkey k.pem -in c.pem", "x", -1 },
    { "without a password", "-inkey k.pem -in c.pem", "", -1 },
    { "other certificates first", "-inkey k.pem -in chain.pem", "x", -1 },
    { "the key in the open", "-inkey k.pem -in c.pem -keypbe NONE -certpbe NONE", "x", -1 },
    { "the same certificate twice", "-inkey k.pem -in c.pem -certfile c.pem", "x", -1 },
    { "only the certificate", "-nokeys -in c.pem", "x", YN_ERROR_KEY_FILE_INCOMPLETE },
    { "only the key", "-nocerts -inkey k.pem", "x", YN_ERROR_KEY_FILE_INCOMPLETE },
    { "no MAC", "-inkey k.pem -in c.pem -nomac", "x", YN_ERROR_KEY_FILE_PROTECTION },
  };
  g_autofree char *path = in (folder, "key.p12");
  g_autofree char *command = NULL;

  if (!certificate (folder, "rsa:2048", "/CN=Other", ""))
    return;
  openssl (folder, "x509 -in c.pem -out other.pem");
  certificate (folder, "rsa:2048", "/CN=Sample", "");
  {
    g_autofree char *other = in (folder, "other.pem");
    g_autofree char *own = in (folder, "c.pem");
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;
    g_autofree char *both = NULL;

    g_assert_true (g_file_get_contents (other, &first, NULL, NULL) && g_file_get_contents (own, &second, NULL, NULL));
    both = g_strconcat (first, second, NULL);
    write_file (folder, "chain.pem", both, -1);
  }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *export
          = g_strdup_printf ("pkcs12 -export %s -out key.p12 -passout 'pass:%s'", cases[i].options, cases[i].password);
      g_autofree char *der = NULL;
      g_autoptr (GByteArray) ber = NULL;
      gsize length;

      g_test_message ("%s", cases[i].name);
      openssl (folder, export);
      g_assert_true (g_file_get_contents (path, &der, &length, NULL));
      ber = as_ber ((const guint8 *) der, length);
      write_file (folder, "ber.p12", (const char *) ber->data, (gssize) ber->len);
      for (guint form = 0; form < 2; form++)
        {
          const char *name = form == 0 ? "key.p12" : "ber.p12";
          g_autoptr (GError) error = NULL;
          g_autoptr (YnKey) key = open_key (folder, name, cases[i].password, &error);

          if (cases[i].code >= 0)
            g_assert_error (error, YN_ERROR, cases[i].code);
          else
            g_assert_no_error (error);
          if (key != NULL)
            g_assert_cmpstr (yn_key_certificate (key)->subject_name, ==, "Sample");
        }
    }
}

#define SHA1 "\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00"
#define PBMAC1 "\x30\x0b\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0e" /* RFC 9579 */
#define COUNT_2000 "\x02\x02\x07\xd0"
#define COUNT_2147483647 "\x02\x04\x7f\xff\xff\xff"

/* The file again with another MacData: SEQUENCE { SEQUENCE { @algorithm, digest }, salt, @count }. */
static void
write_with_mac (Folder *folder, const char *name, const char *der, gsize length, const char *algorithm,
                const char *count, gsize count_length)
{
  const char *at = memmem (der + length - 80, 80, SHA1, sizeof SHA1 - 1);
  const char *mac = at - 4, *rest = at + sizeof SHA1 - 1;
  guint8 n = algorithm[1] + 2;
  guint8 head[] = { 0x30, 0, 0x30, 0 };
  g_autoptr (GByteArray) ber = as_ber ((const guint8 *) der, length);

  g_assert_cmpint (memcmp (der + length - 4, COUNT_2000, 4), ==, 0);
  g_byte_array_set_size (ber, ber->len - 2 - (guint) (der + length - mac));
  head[1] = (guint8) ((guint8) mac[1] - (sizeof SHA1 - 1) + n - 4 + count_length);
  head[3] = (guint8) ((guint8) mac[3] - (sizeof SHA1 - 1) + n);
  push_bytes (ber, (const char *) head, sizeof head);
  push_bytes (ber, algorithm, n);
  push_bytes (ber, rest, (gsize) (der + length - 4 - rest));
  push_bytes (ber, count, count_length);
  push_bytes (ber, "\0\0", 2);
  write_file (folder, name, (const char *) ber->data, (gssize) ber->len);
}

/* Whether the password is right cannot be told, and is not called wrong; nor is an hour of work begun. */
static void
test_unknown_protection (Folder *folder, gconstpointer unused)
{
  g_autofree char *path = in (folder, "key.p12");
  g_autofree char *der = NULL;
  g_autoptr (YnKey) key = NULL;
  gsize length;

  if (!certificate (folder, "rsa:2048", "/CN=Sample", ""))
    return;
  openssl (folder, "pkcs12 -export -inkey k.pem -in c.pem -macalg sha1 -iter 2000 -out key.p12 -passout pass:x");
  g_assert_true (g_file_get_contents (path, &der, &length, NULL));
  write_with_mac (folder, "same.p12", der, length, SHA1, COUNT_2000, 4);
  key = open_key (folder, "same.p12", "x", NULL);
  g_assert_nonnull (key);
  write_with_mac (folder, "pbmac1.p12", der, length, PBMAC1, COUNT_2000, 4);
  assert_not_opened (folder, "pbmac1.p12", "x", YN_ERROR_KEY_FILE_PROTECTION);
  write_with_mac (folder, "long.p12", der, length, SHA1, COUNT_2147483647, 6);
  assert_not_opened (folder, "long.p12", "x", YN_ERROR_KEY_FILE_PROTECTION);
}

static void
test_too_large (Folder *folder, gconstpointer unused)
{
  g_autofree char *ten = g_malloc0 (10 * 1024 * 1024);

  write_file (folder, "key.p12", ten, 10 * 1024 * 1024);
  assert_not_opened (folder, "key.p12", "x", YN_ERROR_TOO_LARGE);
}

/* Whose key, and what for */

static void
test_fits (void)
{
  static const struct
  {
    gboolean silent;
    const char *asked;
    gint64 instant;
    int code; /* -1: it fits */
  } cases[] = {
    { FALSE, SAMPLE_USCC, NOW, -1 },
    { FALSE, NULL, NOW, -1 },
    { FALSE, "91460200MA5T1111X6", NOW, YN_ERROR_CERTIFICATE_MISMATCH },
    { TRUE, SAMPLE_USCC, NOW, YN_ERROR_CERTIFICATE_SILENT },
    { TRUE, NULL, NOW, -1 },
    { FALSE, SAMPLE_USCC, NOW + 366 * DAY, YN_ERROR_CERTIFICATE_EXPIRED },
    { FALSE, SAMPLE_USCC, NOW - 2 * DAY, YN_ERROR_CERTIFICATE_NOT_YET },
  };
  g_autoptr (YnKey) named = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, NOW);
  g_autoptr (YnKey) silent = test_key (test_authority (FALSE), YN_KEY_P256, NULL, NOW);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      YnKey *key = cases[i].silent ? silent : named;

      g_assert_cmpstr (yn_key_certificate (key)->uscc, ==, cases[i].silent ? NULL : SAMPLE_USCC);
      if (yn_key_fits (key, cases[i].asked, cases[i].instant, &error))
        g_assert_cmpint (cases[i].code, ==, -1);
      else
        g_assert_error (error, YN_ERROR, cases[i].code);
    }
}

static void
test_not_for_signing (Folder *folder, gconstpointer unused)
{
  static const char *const unfit[]
      = { "-addext keyUsage=critical,keyEncipherment -addext basicConstraints=critical,CA:FALSE",
          "-addext keyUsage=critical,keyCertSign,digitalSignature -addext basicConstraints=critical,CA:TRUE" };

  for (guint i = 0; i < G_N_ELEMENTS (unfit); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnKey) key = NULL;

      if (!certificate (folder, "rsa:2048", "/CN=Sample/serialNumber=" SAMPLE_USCC, unfit[i]))
        return;
      openssl (folder, "pkcs12 -export -inkey k.pem -in c.pem -out key.p12 -passout pass:x");
      key = open_key (folder, "key.p12", "x", &error);
      g_assert_no_error (error);
      g_assert_false (yn_key_fits (key, SAMPLE_USCC, yn_key_certificate (key)->not_before, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_CERTIFICATE_UNFIT);
    }
}

/* One that no signature has room for is told from one that is not for signing. */
static void
test_too_large_to_sign (Folder *folder, gconstpointer unused)
{
  static const struct
  {
    gsize bytes;
    int code; /* -1: it fits */
  } cases[] = { { 1000, -1 }, { 5000, -1 }, { 8000, YN_ERROR_CERTIFICATE_TOO_LARGE },
                { 1000 * 1000, YN_ERROR_CERTIFICATE_TOO_LARGE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *letters = g_strnfill (cases[i].bytes, 'x');
      g_autofree char *text = g_strconcat ("[req]\ndistinguished_name=n\nx509_extensions=e\nprompt=no\n[n]\nCN=Sample\n"
                                           "[e]\n1.2.3.4=ASN1:UTF8String:", letters, "\n", NULL);
      g_autoptr (YnKey) key = NULL;
      g_autoptr (GError) error = NULL;

      write_file (folder, "large.cnf", text, strlen (text));
      openssl (folder, "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config large.cnf -days 30 "
                       "-keyout k.pem -out c.pem");
      openssl (folder, "pkcs12 -export -inkey k.pem -in c.pem -out key.p12 -passout pass:x");
      key = open_key (folder, "key.p12", "x", NULL);
      g_assert_nonnull (key);
      if (yn_key_fits (key, NULL, g_get_real_time (), &error))
        g_assert_cmpint (cases[i].code, ==, -1);
      else
        g_assert_error (error, YN_ERROR, cases[i].code);
    }
}

static void
test_where_the_code_stands (Folder *folder, gconstpointer unused)
{
  static const struct
  {
    const char *subject, *uscc;
  } cases[] = {
    { "/CN=Sample/serialNumber=" SAMPLE_USCC, SAMPLE_USCC },
    { "/CN=Sample/organizationIdentifier=NTRCN-" SAMPLE_USCC, SAMPLE_USCC },
    { "/OU=first/OU=code " SAMPLE_USCC "/CN=Sample", SAMPLE_USCC },
    { "/CN=Sample@91460200ma5t0000xg@1", SAMPLE_USCC },
    { "/CN=Sample/serialNumber=91460200MA5T0000X1", NULL },  /* wrong check digit */
    { "/CN=Sample/serialNumber=" SAMPLE_USCC "7", NULL },    /* nineteen characters */
    { "/CN=Sample/title=" SAMPLE_USCC, NULL },               /* not where codes stand */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnKey) key = NULL;

      if (!certificate (folder, "ec -pkeyopt ec_paramgen_curve:P-256", cases[i].subject, ""))
        return;
      openssl (folder, "pkcs12 -export -inkey k.pem -in c.pem -out key.p12 -passout pass:x");
      key = open_key (folder, "key.p12", "x", NULL);
      g_assert_nonnull (key);
      g_assert_cmpstr (yn_key_certificate (key)->uscc, ==, cases[i].uscc);
    }
}

/* The authority */

static void
assert_not_issued (GBytes *request, const char *name, const char *uscc)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yn_authority_issue (test_authority (TRUE), request, name, uscc, NOW, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
}

static void
test_requests (void)
{
  g_autoptr (YnNewKey) made = yn_new_key_make (YN_KEY_P256, NULL);
  g_autoptr (GBytes) request = yn_new_key_request (made, SAMPLE_NAME, SAMPLE_USCC, NULL);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) words = g_bytes_new_static ("words", 5);
  gsize length;
  const guint8 *data = g_bytes_get_data (request, &length);

  assert_not_issued (request, "Somebody else", SAMPLE_USCC);
  assert_not_issued (request, SAMPLE_NAME, "91460200MA5T1111X6");
  assert_not_issued (request, SAMPLE_NAME, NULL);
  assert_not_issued (nothing, SAMPLE_NAME, SAMPLE_USCC);
  assert_not_issued (words, SAMPLE_NAME, SAMPLE_USCC);
  for (gsize i = 0; i < length; i++) /* not one byte of a request can be changed */
    {
      g_autofree guint8 *copy = g_memdup2 (data, length);
      g_autoptr (GBytes) changed = NULL;

      copy[i] ^= 1;
      changed = g_bytes_new (copy, length);
      assert_not_issued (changed, SAMPLE_NAME, SAMPLE_USCC);
    }
}

static void
test_name_too_long (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnNewKey) made = yn_new_key_make (YN_KEY_P256, NULL);
  g_autofree char *name = g_strnfill (1024 * 1024, 'x');

  g_assert_null (yn_new_key_request (made, name, SAMPLE_USCC, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOO_LARGE);
}

static void
test_odd_names (void)
{
  static const char *const names[] = { "A&B <b>", "/CN=x, O=\"y\"+z", "😀\xf0\xa0\x80\x80例" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnNewKey) made = yn_new_key_make (YN_KEY_P256, NULL);
      g_autoptr (GBytes) request = yn_new_key_request (made, names[i], SAMPLE_USCC, &error);
      g_autoptr (GBytes) chain
          = yn_authority_issue (test_authority (TRUE), request, names[i], SAMPLE_USCC, NOW, &error);

      g_assert_no_error (error);
      g_assert_nonnull (chain);
    }
}

static void
test_foreign_chain (Folder *folder, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnNewKey) mine = yn_new_key_make (YN_KEY_P256, NULL);
  g_autoptr (YnNewKey) other = yn_new_key_make (YN_KEY_P256, NULL);
  g_autoptr (GBytes) request = yn_new_key_request (other, SAMPLE_NAME, SAMPLE_USCC, NULL);
  g_autoptr (GBytes) chain = yn_authority_issue (test_authority (TRUE), request, SAMPLE_NAME, SAMPLE_USCC, NOW, NULL);
  g_autoptr (GBytes) words = g_bytes_new_static ("<html>", 6);
  g_autoptr (YnSecret) password = yn_secret_new_string ("x");
  g_autofree char *path = in (folder, "key.p12");

  g_assert_false (yn_new_key_save (mine, chain, password, path, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
  g_clear_error (&error);
  g_assert_false (yn_new_key_save (mine, words, password, path, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_kept_authority (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSecret) kept = yn_authority_export (test_authority (TRUE));
  g_autoptr (YnAuthority) again = yn_authority_import (kept, &error);
  g_autoptr (YnSecret) nonsense = yn_secret_new_string ("nonsense");
  g_autoptr (GBytes) before = yn_authority_root_pem (test_authority (TRUE));
  g_autoptr (GBytes) after = NULL;
  g_autoptr (YnKey) key = NULL;

  g_assert_no_error (error);
  after = yn_authority_root_pem (again);
  g_assert_true (g_bytes_equal (before, after));
  key = test_key (again, YN_KEY_P256, SAMPLE_USCC, NOW);
  g_assert_true (yn_key_fits (key, SAMPLE_USCC, NOW, NULL));
  g_assert_null (yn_authority_import (nonsense, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_BAD_KEY_FILE);
}

static void
test_kept_seal (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSecret) kept = NULL;
  g_autoptr (YnKey) seal
      = yn_authority_make_seal (test_authority (TRUE), "演练平台", "91460200MA5T1111X6", NOW, &kept, &error);
  g_autoptr (YnKey) again = yn_authority_import_seal (kept, &error);
  g_autoptr (GBytes) chain = NULL;
  g_autoptr (GBytes) chain_again = NULL;
  g_autoptr (YnSecret) nonsense = yn_secret_new_string ("-----BEGIN");

  g_assert_no_error (error);
  g_assert_cmpstr (yn_key_certificate (again)->subject_name, ==, "演练平台");
  g_assert_cmpstr (yn_key_certificate (again)->fingerprint, ==, yn_key_certificate (seal)->fingerprint);
  g_assert_cmpint (yn_key_class (again), ==, YN_SIGNATURE_CLASS_PRACTICE);
  chain = yn_key_chain_pem (seal);
  chain_again = yn_key_chain_pem (again);
  g_assert_true (g_bytes_equal (chain, chain_again));
  g_assert_null (yn_authority_import_seal (nonsense, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_BAD_KEY_FILE);
}

static void
test_class_words (void)
{
  static const struct
  {
    YnSignatureClass class;
    const char *name, *zh;
  } cases[] = {
    { YN_SIGNATURE_CLASS_PRACTICE, "practice", "演练签署·无效力" },
    { YN_SIGNATURE_CLASS_SOFTWARE, "software", "软件证书签名，由例证书签发" },
    { YN_SIGNATURE_CLASS_TOKEN, "token", "证书介质签名，由例证书签发" },
    { YN_SIGNATURE_CLASS_SCAN, "scan", "手写签名盖章扫描件" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *zh = yn_signature_class_words (cases[i].class, "例证书", YN_LANGUAGE_ZH_CN);
      g_autofree char *en = yn_signature_class_words (cases[i].class, NULL, YN_LANGUAGE_EN);

      g_assert_cmpstr (zh, ==, cases[i].zh);
      g_assert_true (g_str_is_ascii (en) || strstr (en, "·") != NULL);
      g_assert_cmpstr (yn_signature_class_name (cases[i].class), ==, cases[i].name);
    }
}

#define ADD(path, test) g_test_add (path, Folder, NULL, folder_set_up, test, folder_tear_down)

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  ADD ("/keys/made-here", test_made_here);
  ADD ("/keys/nothing-in-clear", test_nothing_in_clear);
  ADD ("/keys/wrong-password", test_wrong_password);
  ADD ("/keys/unwritable", test_unwritable);
  ADD ("/keys/no-key-file", test_no_key_file);
  ADD ("/keys/made-elsewhere", test_made_elsewhere);
  ADD ("/keys/pair", test_pair_of_keys);
  ADD ("/keys/kinds-of-key", test_kinds_of_key);
  ADD ("/keys/odd-shapes", test_odd_shapes);
  ADD ("/keys/unknown-protection", test_unknown_protection);
  ADD ("/keys/too-large", test_too_large);
  g_test_add_func ("/keys/fits", test_fits);
  ADD ("/keys/not-for-signing", test_not_for_signing);
  ADD ("/keys/too-large-to-sign", test_too_large_to_sign);
  ADD ("/keys/where-the-code-stands", test_where_the_code_stands);
  ADD ("/authority/foreign-chain", test_foreign_chain);
  g_test_add_func ("/authority/requests", test_requests);
  g_test_add_func ("/authority/name-too-long", test_name_too_long);
  g_test_add_func ("/authority/odd-names", test_odd_names);
  g_test_add_func ("/authority/kept", test_kept_authority);
  g_test_add_func ("/authority/kept-seal", test_kept_seal);
  g_test_add_func ("/keys/class-words", test_class_words);
  failed = g_test_run ();
  test_material_free ();
  return failed;
}
