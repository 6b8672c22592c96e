/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "token-folder.h"

#include "base/error.h"
#include "signing/signer.h"

#include <glib/gstdio.h>

static void
write_bytes (TokenFolder *folder, const char *name, GBytes *bytes)
{
  g_autofree char *path = test_folder_path (folder->path, name);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

static void
write_certificate (TokenFolder *folder, const char *name, X509 *certificate)
{
  g_autoptr (GBytes) der = yn_crypto_certificate_der (certificate);

  write_bytes (folder, name, der);
}

/* The certificate that Chinese tokens have beside the one for signing. */
static X509 *
encryption_certificate (void)
{
  static const char *const extensions[] = { "keyUsage", "critical,keyEncipherment,dataEncipherment", NULL };
  const TestCertificate wish = { .extensions = extensions };
  g_autoptr (EVP_PKEY) pair = test_pair (YN_KEY_P256);

  return test_certify (&wish, pair, NULL, pair);
}

void
token_folder_open (TokenFolder *folder, YnKeyAlgorithm algorithm)
{
  YnAuthority *authority = algorithm == YN_KEY_SM2 ? test_sm2_authority () : test_authority (FALSE);
  g_autoptr (GBytes) private_pem = NULL;
  g_autoptr (X509) encryption = encryption_certificate ();

  folder->path = test_folder_new ();
  folder->original = test_key_and_secret (authority, algorithm, SAMPLE_USCC, NOW - DAY, &private_pem);
  write_bytes (folder, "key.pem", private_pem);
  write_certificate (folder, "sign.der", yn_key_leaf (folder->original));
  write_certificate (folder, "encrypt.der", encryption);
  write_certificate (folder, "issuer.der", sk_X509_value (yn_key_chain (folder->original), 0));
  token_folder_script (folder, "%s", "");
  g_setenv ("YINUO_MOCK", folder->path, TRUE);
}

void
token_folder_close (TokenFolder *folder)
{
  g_unsetenv ("YINUO_MOCK");
  g_clear_pointer (&folder->original, yn_key_unref);
  g_clear_pointer (&folder->path, test_folder_free);
}

void
token_folder_set_up (TokenFolder *folder, gconstpointer algorithm)
{
  token_folder_open (folder, (YnKeyAlgorithm) GPOINTER_TO_INT (algorithm));
}

void
token_folder_tear_down (TokenFolder *folder, gconstpointer unused)
{
  token_folder_close (folder);
}

/* At one blow, for the driver may be reading; but nobody waits for a disk: g_file_set_contents() would, and a
 * thousand times that is minutes on a machine whose disk is busy. */
void
token_folder_script (TokenFolder *folder, const char *format, ...)
{
  g_autofree char *path = test_folder_path (folder->path, "script");
  g_autofree char *beside = g_strconcat (path, ".new", NULL);
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_assert_true (g_file_set_contents_full (beside, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_cmpint (g_rename (beside, path), ==, 0);
}

guint
token_folder_calls (TokenFolder *folder, const char *call)
{
  g_autofree char *path = test_folder_path (folder->path, "calls");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    n += g_str_equal (lines[i], call);
  return n;
}

void
token_folder_forget (TokenFolder *folder)
{
  g_autofree char *path = test_folder_path (folder->path, "calls");

  g_unlink (path);
}

YnTokenKey *
token_folder_find (const char *variable)
{
  g_autoptr (GError) error = NULL;
  YnTokenKey *token = yn_token_find (g_getenv (variable), NOW, NULL, &error);

  g_assert_no_error (error);
  return token;
}

YnKey *
token_folder_open_key (const YnTokenKey *token, const char *pin, gboolean last_try, GError **error)
{
  g_autoptr (YnSecret) secret = pin != NULL ? yn_secret_new_string (pin) : NULL;

  return yn_token_open (token, secret, last_try, NULL, error);
}

GBytes *
token_folder_sign (YnKey *key, GError **error)
{
  g_autoptr (GBytes) tbs = g_bytes_new_static ("what is signed", 14);

  return yn_key_sign (key, tbs, error);
}

gboolean
token_folder_ask (YnTokenLine *line, YnTokenFrameKind kind, const char *address, GError **error)
{
  g_autoptr (YnSecret) pin = yn_secret_new_string (SCRIPT_PIN);
  g_autoptr (GBytes) block = g_bytes_new_static ("thirty-two bytes, as of a digest", 32);
  g_auto (YnTokenAnswer) answer = { .words = NULL };

  if (kind == YN_TOKEN_LOAD)
    return yn_token_line_load (line, address, NULL, error);
  return yn_token_line_ask (line, kind, 0, address, pin, kind == YN_TOKEN_SIGN ? block : NULL, NULL, error)
         && yn_token_line_hear_only (line, kind == YN_TOKEN_SIGN ? YN_TOKEN_SIGNATURE : YN_TOKEN_DONE, &answer, error);
}

char *
token_folder_chain (const char *variable, gint64 instant)
{
  const char *const addresses[] = { g_getenv (variable), NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTokenSight) sight = yn_token_look (addresses, instant, NULL, &error);

  g_assert_no_error (error);
  return token_sight_words (sight);
}

char *
token_sight_words (const YnTokenSight *sight)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < sight->links->len; i++)
    {
      const YnTokenLink *link = g_ptr_array_index (sight->links, i);

      g_string_append_printf (words, "%s%s", i > 0 ? " " : "", link->link);
      if (link->state == YN_TOKEN_LINK_NOT_REACHED)
        g_string_append_c (words, '-');
      else if (link->error != NULL)
        g_string_append_printf (words, "%c%s", link->state == YN_TOKEN_LINK_TO_MIND ? '?' : '!',
                                yn_error_nick_of (link->error));
    }
  return g_string_free (words, FALSE);
}
