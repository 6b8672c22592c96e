/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A driver that is nobody's of ours: SoftHSM behind yinuo-token. */

#include "signing/material.h"

#include "base/error.h"
#include "fixtures/folder.h"
#include "signing/signer.h"
#include "signing/token.h"

#include <glib/gstdio.h>
#include <openssl/pem.h>

#define MODULE "/usr/lib/softhsm/libsofthsm2.so"
#define LABEL "样例介质"
#define PIN "123456"

typedef struct
{
  TestFolder *folder;
  gboolean missing; /* SoftHSM is not installed */
} Soft;

/* FALSE: not installed; the test is skipped. */
static gboolean
run (const char *const *arguments)
{
  int status = 0;
  g_autofree char *output = test_run (arguments, &status);

  if (output != NULL && status != 0)
    g_error ("%s: %s", arguments[0], output);
  return output != NULL;
}

static void
set_up (Soft *soft, gconstpointer unused)
{
  const char *const init[] = { "softhsm2-util", "--init-token", "--free", "--label", LABEL, "--so-pin", "12345678",
                               "--pin", PIN, NULL };
  g_autofree char *path = NULL;
  g_autofree char *tokens = NULL;
  g_autofree char *text = NULL;

  soft->folder = test_folder_new ();
  path = test_folder_path (soft->folder, "softhsm2.conf");
  tokens = test_folder_path (soft->folder, "tokens");
  text = g_strdup_printf ("directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n", tokens);
  g_assert_cmpint (g_mkdir (tokens, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_setenv ("SOFTHSM2_CONF", path, TRUE);
  soft->missing = !run (init);
}

static void
tear_down (Soft *soft, gconstpointer unused)
{
  g_unsetenv ("SOFTHSM2_CONF");
  test_folder_free (soft->folder);
}

static char *
write_file (Soft *soft, const char *name, const void *data, gsize length)
{
  char *path = test_folder_path (soft->folder, name);

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
  return path;
}

static gboolean
import_certificate (Soft *soft, X509 *certificate, const char *id, const char *label)
{
  g_autoptr (GBytes) der = yn_crypto_certificate_der (certificate);
  gsize length;
  const void *data = g_bytes_get_data (der, &length);
  g_autofree char *path = write_file (soft, "certificate.der", data, length);
  const char *const import[] = { "pkcs11-tool", "--module", MODULE,  "--token-label", LABEL,   "--login", "--pin",
                                 PIN,           "--write-object", path, "--type", "cert", "--id", id, "--label",
                                 label,         NULL };

  return run (import);
}

/* The key that the token now holds, with its issuer's certificate beside it; NULL: skipped. */
static YnKey *
import_key (Soft *soft, YnKeyAlgorithm algorithm, const char *id)
{
  g_autoptr (GBytes) private_pem = NULL;
  g_autoptr (YnKey) key
      = test_key_and_secret (test_authority (FALSE), algorithm, SAMPLE_USCC, NOW - DAY, &private_pem);
  gsize length;
  const void *data = g_bytes_get_data (private_pem, &length);
  g_autofree char *path = write_file (soft, "key.pem", data, length);
  const char *const import[] = { "softhsm2-util", "--import", path,  "--token", LABEL, "--label",
                                 "签名",          "--id",     id,    "--pin",   PIN,   NULL };

  if (soft->missing || !run (import) || !import_certificate (soft, yn_key_leaf (key), id, "签名")
      || !import_certificate (soft, sk_X509_value (yn_key_chain (key), 0), "c0", "issuer"))
    return NULL;
  return g_steal_pointer (&key);
}

/* Hides the certificate of that id from whoever has not logged in: into the token once more, and the one in the open out. */
static gboolean
hide_certificate (Soft *soft, X509 *certificate, const char *id)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  g_autoptr (GBytes) pem = PEM_write_bio_X509 (bio, certificate) == 1 ? yn_crypto_bio_bytes (bio) : NULL;
  gsize length;
  const void *data = g_bytes_get_data (pem, &length);
  g_autofree char *path = write_file (soft, "hidden.pem", data, length);
  const char *const forget[] = { "pkcs11-tool", "--module", MODULE, "--token-label", LABEL, "--login", "--pin", PIN,
                                 "--delete-object", "--type", "cert", "--id", id, NULL };
  const char *const hide[] = { "p11tool", "--batch", "--provider", MODULE, "--login", "--set-pin", PIN, "--write",
                               "--load-certificate", path, "--mark-private", "--id", id, "--label", "hidden",
                               "pkcs11:", NULL };

  return run (forget) && run (hide);
}

static YnTokenKey *
find (void)
{
  g_autoptr (GError) error = NULL;
  YnTokenKey *token = yn_token_find (MODULE, NOW, NULL, &error);

  g_assert_no_error (error);
  return token;
}

static YnKey *
open_with (const YnTokenKey *token, const char *pin, GError **error)
{
  g_autoptr (YnSecret) secret = yn_secret_new_string (pin);

  return yn_token_open (token, secret, FALSE, NULL, error);
}

static void
assert_holds (GBytes *signed_paper)
{
  g_autoptr (YnTrust) trust = test_trust (test_authority (FALSE));
  g_autoptr (YnVerification) verification = yn_verify (signed_paper, trust, NOW);

  g_assert_cmpuint (verification->signatures->len, ==, 1);
  g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
}

/* Found, opened, signed with, and what it signed holds, with a chain to the root. */
static void
test_algorithm (Soft *soft, gconstpointer algorithm)
{
  g_autoptr (YnKey) original = import_key (soft, (YnKeyAlgorithm) GPOINTER_TO_INT (algorithm), "01");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTokenKey) token = NULL;
  g_autoptr (YnTokenKey) again = NULL;
  g_autoptr (YnKey) key = NULL;
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) signed_paper = NULL;

  if (original == NULL)
    return;
  token = find ();
  g_assert_cmpstr (token->token, ==, LABEL);
  g_assert_cmpstr (token->certificate->uscc, ==, SAMPLE_USCC);
  g_assert_true (g_str_has_prefix (token->address, "pkcs11:"));
  again = yn_token_find (token->address, NOW, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->address, ==, token->address);
  key = open_with (token, PIN, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yn_key_class (key), ==, YN_SIGNATURE_CLASS_TOKEN);
  g_assert_cmpint (sk_X509_num (yn_key_chain (key)), ==, 1);
  g_assert_false (yn_token_asks_each_time (key));
  signed_paper = test_sign (paper, "enterprise-seal", key);
  assert_holds (signed_paper);
}

static void
test_wrong_pin (Soft *soft, gconstpointer unused)
{
  g_autoptr (YnKey) original = import_key (soft, YN_KEY_P256, "01");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTokenKey) token = NULL;
  g_autoptr (YnTokenKey) after = NULL;
  g_autoptr (YnKey) key = NULL;

  if (original == NULL)
    return;
  token = find ();
  g_assert_cmpint (token->flags & YN_TOKEN_PIN_LOW, ==, 0);
  g_assert_null (open_with (token, "654321", &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_PIN_WRONG);
  g_clear_error (&error);
  after = find ();
  g_assert_cmpint (after->flags & YN_TOKEN_PIN_LOW, ==, YN_TOKEN_PIN_LOW);
  g_assert_null (open_with (token, "", &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_PIN_NEEDED);
  g_clear_error (&error);
  g_assert_null (open_with (token, "1", &error)); /* SoftHSM wants four characters at least */
  g_assert_error (error, YN_ERROR, YN_ERROR_PIN_WRONG);
  g_clear_error (&error);
  key = open_with (token, PIN, &error);
  g_assert_no_error (error);
}

/* Two keys in one token: an address says which; without one nobody chooses. */
static void
test_several (Soft *soft, gconstpointer unused)
{
  g_autoptr (YnKey) first = import_key (soft, YN_KEY_P256, "01");
  g_autoptr (YnKey) second = first == NULL ? NULL : import_key (soft, YN_KEY_P384, "02");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTokenKey) token = NULL;

  if (second == NULL)
    return;
  g_assert_null (yn_token_find (MODULE, NOW, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_SEVERAL);
  g_clear_error (&error);
  token = yn_token_find ("pkcs11:id=%02?module-path=" MODULE, NOW, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (token->certificate->fingerprint, ==, yn_key_certificate (second)->fingerprint);
}

/* The certificate of one key beside the private key of another. */
static void
test_mismatch (Soft *soft, gconstpointer unused)
{
  g_autoptr (YnKey) original = import_key (soft, YN_KEY_P256, "01");
  g_autoptr (YnKey) other = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  g_autoptr (GBytes) tbs = g_bytes_new_static ("what is signed", 14);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTokenKey) token = NULL;
  g_autoptr (YnKey) key = NULL;

  if (original == NULL || !import_certificate (soft, yn_key_leaf (other), "01", "other"))
    return;
  token = yn_token_find ("pkcs11:object=other?module-path=" MODULE, NOW, NULL, &error);
  g_assert_no_error (error);
  key = open_with (token, PIN, &error);
  g_assert_no_error (error);
  g_assert_null (yn_key_sign (key, tbs, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_KEY);
}

/* Only the issuer's certificate is in the open: after the PIN the signer's is there, and signs without another one. */
static void
test_hidden (Soft *soft, gconstpointer unused)
{
  g_autoptr (YnKey) original = import_key (soft, YN_KEY_P256, "01");
  g_autoptr (YnSecret) pin = yn_secret_new_string (PIN);
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTokenKey) token = NULL;
  g_autoptr (YnTokenKey) nobody = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (YnKey) key = NULL;
  g_autoptr (GBytes) signed_paper = NULL;

  if (original == NULL || !hide_certificate (soft, yn_key_leaf (original), "01"))
    return;
  token = find ();
  g_assert_null (token->certificate);
  keys = yn_token_log_in (token, pin, FALSE, NOW, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 1);
  key = yn_token_open (g_ptr_array_index (keys, 0), NULL, FALSE, NULL, &error);
  g_assert_no_error (error);
  signed_paper = test_sign (paper, "enterprise-seal", key);
  assert_holds (signed_paper);
  /* what was asked for is asked for again after the PIN */
  nobody = yn_token_find ("pkcs11:object=nobody?module-path=" MODULE, NOW, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (yn_token_log_in (nobody, pin, FALSE, NOW, NULL, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_EMPTY);
}

static void
test_addresses (Soft *soft, gconstpointer unused)
{
  static const struct
  {
    const char *address;
    int code;
  } cases[] = {
    { "nonsense", YN_ERROR_TOKEN_ADDRESS },
    { "pkcs11:nonsense", YN_ERROR_TOKEN_ADDRESS },
    { "pkcs11:token=x?pin-value=123456", YN_ERROR_TOKEN_ADDRESS },
    { "pkcs11:token=x?pin-source=file:/etc/passwd", YN_ERROR_TOKEN_ADDRESS },
    { "/nonexistent/driver.so", YN_ERROR_TOKEN_DRIVER },
    { "/etc/passwd", YN_ERROR_TOKEN_DRIVER },
    { "/", YN_ERROR_TOKEN_DRIVER },
    { "pkcs11:?module-path=/nonexistent/driver.so", YN_ERROR_TOKEN_DRIVER },
    { "pkcs11:?module-name=nobody", YN_ERROR_TOKEN_DRIVER },
    { "pkcs11:token=nobody?module-path=" MODULE, YN_ERROR_TOKEN_ABSENT },
  };

  if (soft->missing)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].address);
      g_assert_null (yn_token_find (cases[i].address, NOW, NULL, &error));
      g_assert_error (error, YN_ERROR, cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    YnKeyAlgorithm algorithm;
  } keys[] = {
    { "/token/soft/rsa-2048", YN_KEY_RSA_2048 },
    { "/token/soft/rsa-4096", YN_KEY_RSA_4096 },
    { "/token/soft/p-256", YN_KEY_P256 },
    { "/token/soft/p-384", YN_KEY_P384 },
  };
  int status;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_test_add (keys[i].path, Soft, GINT_TO_POINTER (keys[i].algorithm), set_up, test_algorithm, tear_down);
  g_test_add ("/token/soft/wrong-pin", Soft, NULL, set_up, test_wrong_pin, tear_down);
  g_test_add ("/token/soft/several", Soft, NULL, set_up, test_several, tear_down);
  g_test_add ("/token/soft/mismatch", Soft, NULL, set_up, test_mismatch, tear_down);
  g_test_add ("/token/soft/hidden", Soft, NULL, set_up, test_hidden, tear_down);
  g_test_add ("/token/soft/addresses", Soft, NULL, set_up, test_addresses, tear_down);
  status = g_test_run ();
  test_material_free ();
  return status;
}
