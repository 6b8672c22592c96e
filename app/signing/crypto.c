/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/crypto.h"

#include "base/hash.h"

#include <malloc.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <string.h>
#include <time.h>

/* libcrypto frees much of what it works with as it is, the password among it when a PKCS#12 key is derived (RFC 7292
 * §B.2). Here nothing stays of what it gives back. It must be told so before its first allocation. */
static void
wipe_and_free (void *memory, const char *file, int line)
{
  if (memory != NULL)
    explicit_bzero (memory, malloc_usable_size (memory));
  free (memory);
}

static void *
allocate (size_t size, const char *file, int line)
{
  return malloc (size);
}

static void *
move_and_wipe (void *memory, size_t size, const char *file, int line)
{
  void *moved = malloc (size);

  if (memory == NULL || moved == NULL)
    return moved;
  memcpy (moved, memory, MIN (size, malloc_usable_size (memory)));
  wipe_and_free (memory, file, line);
  return moved;
}

static void __attribute__ ((constructor)) leave_nothing_behind (void)
{
  CRYPTO_set_mem_functions (allocate, move_and_wipe, wipe_and_free);
}

gboolean
yn_crypto_fail (GError **error, YnError code, const char *what)
{
  unsigned long reason = ERR_peek_last_error ();
  const char *words = reason != 0 ? ERR_reason_error_string (reason) : NULL;

  if (words != NULL)
    g_set_error (error, YN_ERROR, code, "%s: %s", what, words);
  else
    g_set_error_literal (error, YN_ERROR, code, what);
  ERR_clear_error ();
  return FALSE;
}

gint64
yn_crypto_instant (const ASN1_TIME *time)
{
  struct tm tm;

  if (time == NULL || ASN1_TIME_to_tm (time, &tm) != 1)
    {
      ERR_clear_error ();
      return G_MININT64;
    }
  return (gint64) timegm (&tm) * G_USEC_PER_SEC;
}

char *
yn_crypto_text (const ASN1_STRING *string)
{
  g_autofree char *text = NULL;
  unsigned char *utf8 = NULL;
  int length = ASN1_STRING_to_UTF8 (&utf8, string);

  if (length >= 0)
    text = g_utf8_make_valid ((const char *) utf8, length);
  else
    ERR_clear_error ();
  OPENSSL_free (utf8);
  return g_steal_pointer (&text);
}

GBytes *
yn_crypto_bio_bytes (BIO *bio)
{
  char *data;
  long length = BIO_get_mem_data (bio, &data);

  return g_bytes_new (data, length > 0 ? (gsize) length : 0);
}

YnSecret *
yn_crypto_bio_secret (BIO *bio)
{
  char *data;
  long length = BIO_get_mem_data (bio, &data);

  return yn_secret_new (data, length > 0 ? (gsize) length : 0);
}

BIO *
yn_crypto_bio_from (const void *data, gsize length)
{
  return BIO_new_mem_buf (data, (int) MIN (length, G_MAXINT));
}

YnX509Stack *
yn_crypto_read_pem (const void *pem, gsize length)
{
  g_autoptr (BIO) bio = yn_crypto_bio_from (pem, length);
  g_autoptr (YnX509Stack) stack = sk_X509_new_null ();
  X509 *certificate;
  gboolean whole;

  while ((certificate = PEM_read_bio_X509 (bio, NULL, NULL, NULL)) != NULL)
    sk_X509_push (stack, certificate);
  whole = ERR_GET_REASON (ERR_peek_last_error ()) == PEM_R_NO_START_LINE;
  ERR_clear_error ();
  return whole && sk_X509_num (stack) > 0 ? g_steal_pointer (&stack) : NULL;
}

void
yn_crypto_append_issuer_and_serial (GByteArray *der, X509 *certificate)
{
  const unsigned char *name = NULL;
  size_t name_length = 0;
  unsigned char *serial = NULL;
  int serial_length;

  X509_NAME_get0_der (X509_get_issuer_name (certificate), &name, &name_length);
  g_byte_array_append (der, name, (guint) name_length);
  serial_length = i2d_ASN1_INTEGER (X509_get0_serialNumber (certificate), &serial);
  g_byte_array_append (der, serial, (guint) MAX (serial_length, 0));
  OPENSSL_free (serial);
}

GBytes *
yn_crypto_certificate_der (X509 *certificate)
{
  unsigned char *der = NULL;
  int length = i2d_X509 (certificate, &der);
  GBytes *bytes = g_bytes_new (der, MAX (length, 0));

  OPENSSL_free (der);
  return bytes;
}

char *
yn_crypto_fingerprint (X509 *certificate)
{
  g_autoptr (GBytes) der = yn_crypto_certificate_der (certificate);

  return yn_sha256 (der);
}

static gboolean
add_entry (X509_NAME *subject, const char *key, int type, const char *value)
{
  return X509_NAME_add_entry_by_txt (subject, key, type, (const unsigned char *) value, -1, -1, 0) == 1;
}

gboolean
yn_crypto_name_fill (X509_NAME *subject, const char *name, const char *uscc, GError **error)
{
  return yn_crypto_name_fill_person (subject, name, name, uscc, error);
}

gboolean
yn_crypto_name_fill_person (X509_NAME *subject, const char *person, const char *organization, const char *uscc,
                            GError **error)
{
  if (!add_entry (subject, "C", MBSTRING_ASC, "CN") || !add_entry (subject, "O", MBSTRING_UTF8, organization)
      || !add_entry (subject, "CN", MBSTRING_UTF8, person)
      || (uscc != NULL && !add_entry (subject, "serialNumber", MBSTRING_ASC, uscc)))
    return yn_crypto_fail (error, YN_ERROR_TOO_LARGE, "a name that no certificate can carry");
  return TRUE;
}
