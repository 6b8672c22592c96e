/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "material.h"

#include "signing/signer.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <openssl/pem.h>
#include <string.h>

static YnAuthority *authorities[2], *sm2_authority;

YnAuthority *
test_make_authority (const char *name, gboolean practice)
{
  g_autoptr (GError) error = NULL;
  YnAuthorityOptions options = { name, practice, NOW - 400 * DAY, FALSE };
  YnAuthority *authority = yn_authority_make (&options, &error);

  g_assert_no_error (error);
  return authority;
}

YnAuthority *
test_authority (gboolean practice)
{
  if (authorities[practice] == NULL)
    authorities[practice] = test_make_authority (practice ? "演练平台 证书机构" : "Sample Authority", practice);
  return authorities[practice];
}

YnAuthority *
test_sm2_authority (void)
{
  g_autoptr (GError) error = NULL;
  YnAuthorityOptions options = { "样例国密证书机构", FALSE, NOW - 400 * DAY, TRUE };

  if (sm2_authority == NULL)
    sm2_authority = yn_authority_make (&options, &error);
  g_assert_no_error (error);
  return sm2_authority;
}

void
test_material_free (void)
{
  g_clear_pointer (&sm2_authority, yn_authority_free);
  g_clear_pointer (&authorities[0], yn_authority_free);
  g_clear_pointer (&authorities[1], yn_authority_free);
}

static GBytes *
request (EVP_PKEY *pair, const char *uscc)
{
  g_autoptr (X509_REQ) made = X509_REQ_new ();
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  unsigned char *der = NULL;
  int length;
  GBytes *bytes;

  g_assert_true (yn_crypto_name_fill (X509_REQ_get_subject_name (made), SAMPLE_NAME, uscc, NULL));
  X509_REQ_set_pubkey (made, pair);
  g_assert_true (yn_algorithm_begin_sign (context, pair, yn_algorithm_of (pair)->digest));
  g_assert_cmpint (X509_REQ_sign_ctx (made, context), >, 0);
  length = i2d_X509_REQ (made, &der);
  bytes = g_bytes_new (der, (gsize) length);
  OPENSSL_free (der);
  return bytes;
}

EVP_PKEY *
test_pair (YnKeyAlgorithm algorithm)
{
  static const unsigned int bits[] = { [YN_KEY_RSA_2048] = 2048, [YN_KEY_RSA_3072] = 3072, [YN_KEY_RSA_4096] = 4096 };

  if (algorithm <= YN_KEY_RSA_4096)
    return EVP_RSA_gen (bits[algorithm]);
  if (algorithm == YN_KEY_SM2)
    return EVP_PKEY_Q_keygen (NULL, NULL, "SM2");
  return EVP_EC_gen (algorithm == YN_KEY_P256 ? "P-256" : "P-384");
}

static GBytes *
secret_of (EVP_PKEY *pair)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());

  g_assert_cmpint (PEM_write_bio_PKCS8PrivateKey (bio, pair, NULL, NULL, 0, NULL, NULL), ==, 1);
  return yn_crypto_bio_bytes (bio);
}

/* Without the way through a PKCS#12 file, which is slow by intent. */
YnKey *
test_key_and_secret (YnAuthority *authority, YnKeyAlgorithm algorithm, const char *uscc, gint64 issued,
                     GBytes **private_pem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EVP_PKEY) pair = test_pair (algorithm);
  g_autoptr (GBytes) asked = request (pair, uscc);
  g_autoptr (GBytes) pem = yn_authority_issue (authority, asked, SAMPLE_NAME, uscc, issued, &error);
  g_autoptr (YnX509Stack) chain = NULL;
  g_autoptr (X509) leaf = NULL;
  YnKey *key;

  g_assert_no_error (error);
  chain = yn_crypto_read_pem (g_bytes_get_data (pem, NULL), g_bytes_get_size (pem));
  leaf = sk_X509_shift (chain);
  key = yn_key_new_soft (pair, leaf, chain, &error);
  g_assert_no_error (error);
  if (private_pem != NULL)
    *private_pem = secret_of (pair);
  return key;
}

YnKey *
test_key (YnAuthority *authority, YnKeyAlgorithm algorithm, const char *uscc, gint64 issued)
{
  return test_key_and_secret (authority, algorithm, uscc, issued, NULL);
}

static void
fill_subject (X509_NAME *subject, const char *const *entries)
{
  if (entries == NULL)
    g_assert_true (yn_crypto_name_fill (subject, SAMPLE_NAME, SAMPLE_USCC, NULL));
  for (; entries != NULL && *entries != NULL; entries += 2)
    g_assert_cmpint (X509_NAME_add_entry_by_txt (subject, entries[0], MBSTRING_UTF8,
                                                 (const unsigned char *) entries[1], -1, -1, 0), ==, 1);
}

static void
add_extensions (X509 *certificate, X509 *issuer, const char *const *extensions)
{
  X509V3_CTX context;

  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  X509V3_set_ctx_nodb (&context);
  for (; extensions != NULL && *extensions != NULL; extensions += 2)
    {
      g_autoptr (X509_EXTENSION) extension = X509V3_EXT_conf (NULL, &context, extensions[0], extensions[1]);

      g_assert_nonnull (extension);
      g_assert_cmpint (X509_add_ext (certificate, extension, -1), ==, 1);
    }
}

X509 *
test_certify (const TestCertificate *wish, EVP_PKEY *pair, X509 *issuer, EVP_PKEY *issuer_key)
{
  static long serial = 1000;
  X509 *certificate = X509_new ();
  X509 *signer = issuer != NULL ? issuer : certificate;
  gint64 from = wish->not_before != 0 ? wish->not_before : NOW - DAY;
  gint64 until = wish->not_after != 0 ? wish->not_after : NOW + 365 * DAY;
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  const char *digest = wish->digest != NULL ? wish->digest : yn_algorithm_of (issuer_key)->digest;

  X509_set_version (certificate, X509_VERSION_3);
  ASN1_INTEGER_set (X509_get_serialNumber (certificate), serial++);
  fill_subject (X509_get_subject_name (certificate), wish->subject);
  X509_set_issuer_name (certificate, X509_get_subject_name (signer));
  ASN1_TIME_set (X509_getm_notBefore (certificate), (time_t) (from / G_USEC_PER_SEC));
  ASN1_TIME_set (X509_getm_notAfter (certificate), (time_t) (until / G_USEC_PER_SEC));
  X509_set_pubkey (certificate, pair);
  add_extensions (certificate, signer, wish->extensions);
  g_assert_true (yn_algorithm_begin_sign (context, issuer_key, digest));
  g_assert_cmpint (X509_sign_ctx (certificate, context), >, 0);
  return certificate;
}

YnTrust *
test_trust (YnAuthority *authority)
{
  YnTrust *trust = yn_trust_new ();
  g_autoptr (GBytes) pem = yn_authority_root_pem (authority);

  g_assert_true (yn_trust_add_pem (trust, pem, NULL));
  if (authority == authorities[TRUE])
    yn_trust_practise (trust);
  return trust;
}

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
test_paper (int pages)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect, bytes, 595, 842);
  cairo_t *cairo = cairo_create (surface);

  for (int i = 0; i < pages; i++)
    {
      cairo_move_to (cairo, 60, 80);
      cairo_set_font_size (cairo, 14);
      cairo_show_text (cairo, "A sample commitment of a sample enterprise");
      cairo_show_page (cairo);
    }
  cairo_destroy (cairo);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

YnSignOptions
test_options (const char *role, YnKey *key)
{
  const YnCertificate *certificate = yn_key_certificate (key);
  YnSignOptions options = { role };

  options.instant = NOW;
  options.class = yn_key_class (key);
  options.mark_name = certificate->subject_name;
  options.mark_uscc = certificate->uscc;
  options.mark_issuer = certificate->issuer_name;
  options.practice = certificate->practice;
  return options;
}

GBytes *
test_sign_at (GBytes *pdf, const char *role, YnKey *key, gint64 instant)
{
  g_autoptr (GError) error = NULL;
  YnSignOptions options = test_options (role, key);
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) prepared = NULL;
  GBytes *finished;

  options.instant = instant;
  prepared = yn_sign_prepare (pdf, &options, &digest, &error);
  g_assert_no_error (error);
  finished = yn_sign_finish (prepared, digest, key, NULL, NULL, &error);
  g_assert_no_error (error);
  return finished;
}

GBytes *
test_sign (GBytes *pdf, const char *role, YnKey *key)
{
  return test_sign_at (pdf, role, key, NOW);
}

GBytes *
test_fill (GBytes *prepared, TestMakeCms make, gpointer user_data)
{
  static const char digits[] = "0123456789abcdef";
  g_autoptr (YnPdf) read = yn_pdf_open (prepared, NULL);
  g_autoptr (GPtrArray) fields = yn_signature_fields (read);
  const YnSignatureField *field = g_ptr_array_index (fields, fields->len - 1);
  g_autoptr (GBytes) cms = make (field, yn_pdf_bytes (read), user_data);
  gsize size, length;
  char *data = g_memdup2 (g_bytes_get_data (prepared, &size), g_bytes_get_size (prepared));
  const guint8 *octets = g_bytes_get_data (cms, &length);

  g_assert_cmpuint (2 * length, <=, field->hole_end - field->hole - 2);
  for (gsize i = 0; i < length; i++)
    {
      data[field->hole + 1 + 2 * i] = digits[octets[i] >> 4];
      data[field->hole + 2 + 2 * i] = digits[octets[i] & 0xf];
    }
  return g_bytes_new_take (data, size);
}

GBytes *
test_sign_anyway (GBytes *pdf, YnKey *key, gint64 instant, TestMakeCms make, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  YnSignOptions options = test_options ("enterprise-seal", key);
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) prepared = NULL;

  options.instant = instant;
  prepared = yn_sign_prepare (pdf, &options, &digest, &error);
  g_assert_no_error (error);
  return test_fill (prepared, make, user_data);
}

char *
test_file (GBytes *bytes, const char *suffix)
{
  g_autofree char *pattern = g_strconcat ("yinuo-test-XXXXXX", suffix, NULL);
  char *path = NULL;
  int fd = g_file_open_tmp (pattern, &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  return path;
}

void
test_file_free (char *path)
{
  g_unlink (path);
  g_free (path);
}

char *
test_run (const char *const *arguments, int *status)
{
  g_autofree char *program = g_find_program_in_path (arguments[0]);
  g_autofree char *missing = g_strconcat (arguments[0], " is not installed", NULL);
  g_autofree char *output = NULL;
  g_autofree char *trouble = NULL;
  int wait_status = 0;

  if (program == NULL)
    {
      g_test_skip (missing);
      return NULL;
    }
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &trouble,
                               &wait_status, NULL));
  if (status != NULL)
    *status = wait_status;
  return g_strconcat (output, trouble, NULL);
}

char *
test_run_in (const TestFolder *folder, const char *line)
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

/* By hand: what is taken out is shown to others beside what the program itself reads. */
void
test_take_out (const TestFolder *folder, GBytes *pdf, guint index, const char *name)
{
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size), *at = data;
  guint64 range[3];
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (GByteArray) cms = g_byte_array_new ();
  g_autofree char *bin = g_strconcat (name, ".bin", NULL);
  g_autofree char *der = g_strconcat (name, ".der", NULL);
  g_autoptr (GBytes) content_bytes = NULL;
  g_autoptr (GBytes) cms_bytes = NULL;
  char *cursor;

  for (guint i = 0; i <= index; i++)
    {
      at = memmem (at, size - (gsize) (at - data), "/ByteRange [0", 13);
      g_assert_nonnull (at);
      at += 13;
    }
  cursor = (char *) at;
  for (guint i = 0; i < 3; i++)
    range[i] = g_ascii_strtoull (cursor, &cursor, 10);
  g_byte_array_append (content, (const guint8 *) data, (guint) range[0]);
  g_byte_array_append (content, (const guint8 *) data + range[1], (guint) range[2]);
  for (const char *hex = data + range[0] + 1; hex < data + range[1] - 1; hex += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

      g_byte_array_append (cms, &byte, 1);
    }
  content_bytes = g_bytes_new (content->data, content->len);
  cms_bytes = g_bytes_new (cms->data, cms->len);
  test_folder_write (folder, bin, content_bytes);
  test_folder_write (folder, der, cms_bytes);
}

YnHttpAnswer *
test_reply (guint status, GBytes *body)
{
  YnHttpAnswer *answer = g_new0 (YnHttpAnswer, 1);

  answer->status = status;
  answer->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  answer->body = body != NULL ? body : g_bytes_new_static ("", 0);
  return answer;
}
