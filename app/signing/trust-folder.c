/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Whom a folder trusts. People put files there by hand: one that cannot be read takes nothing from the others, and is
 * named. */

#include "signing/chain.h"

#include "base/json.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <string.h>

/* "AB:CD:…" or "abcd…". NULL: no SHA-256. */
static char *
read_fingerprint (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ":", -1);
  char *digits = g_strjoinv ("", parts);

  if (strlen (digits) == 64 && strspn (digits, "0123456789abcdefABCDEF") == 64)
    return digits;
  g_free (digits);
  return NULL;
}

static gboolean
add_pins (YnTrust *trust, const char *path)
{
  g_autoptr (YnJson) json = yn_json_load (path, NULL);
  const YnJson *seals = yn_json_get (json, "seals");
  g_autoptr (GPtrArray) pins = g_ptr_array_new_with_free_func (g_free);

  if (json == NULL || !yn_json_is (seals, YN_JSON_ARRAY))
    return FALSE;
  for (guint i = 0; i < yn_json_size (seals); i++)
    {
      char *digits = read_fingerprint (yn_json_get_string (yn_json_at (seals, i), "sha256"));

      if (digits == NULL)
        return FALSE;
      g_ptr_array_add (pins, digits);
    }
  for (guint i = 0; i < pins->len; i++)
    yn_trust_pin (trust, g_ptr_array_index (pins, i));
  return TRUE;
}

/* DER, or all in PEM. FALSE: there is none, or one that cannot be read. */
static gboolean
add_lists (YnTrust *trust, GBytes *bytes)
{
  g_autoptr (BIO) bio = NULL;
  unsigned char *der = NULL;
  char *name = NULL, *header = NULL;
  long length = 0;
  gboolean any = FALSE, readable = TRUE;

  if (yn_trust_add_revocation_list (trust, bytes, NULL))
    return TRUE;
  bio = yn_crypto_bio_from (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  while (PEM_read_bio (bio, &name, &header, &der, &length) == 1)
    {
      if (g_str_equal (name, PEM_STRING_X509_CRL))
        {
          g_autoptr (GBytes) list = g_bytes_new (der, (gsize) length);

          any = TRUE;
          readable = yn_trust_add_revocation_list (trust, list, NULL) && readable;
        }
      OPENSSL_free (der);
      OPENSSL_free (name);
      OPENSSL_free (header);
    }
  ERR_clear_error ();
  return any && readable;
}

static gboolean
add_file (YnTrust *trust, const char *path)
{
  g_autoptr (YnBytes) file = yn_bytes_open (path, NULL);
  g_autoptr (GBytes) bytes = file != NULL && yn_bytes_size (file) <= YN_REVOCATION_MAX_BYTES
                                 ? yn_bytes_slice (file, 0, yn_bytes_size (file))
                                 : NULL;

  gboolean seals = bytes != NULL && yn_trust_add_seals (trust, bytes, NULL);
  gboolean lists = bytes != NULL && add_lists (trust, bytes);

  return seals || lists;
}

static gboolean
counts (const char *name)
{
  static const char *const endings[] = { ".pem", ".crt", ".cer", ".der", ".crl" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

gboolean
yn_trust_add_folder (YnTrust *trust, const char *path, GError **error)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  if (folder == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE, "the trust folder cannot be read");
      return FALSE;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_str_equal (name, "seals.json") ? !add_pins (trust, file) : counts (name) && !add_file (trust, file))
        yn_trust_leave_out (trust, name);
    }
  return TRUE;
}
