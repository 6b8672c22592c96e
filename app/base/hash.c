/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The crypto library's, which is several times as quick as GLib's: papers and attachments are hashed again and again.
 */
#include "base/hash.h"

#include <openssl/evp.h>
#include <string.h>

#define PIECE (64 * 1024)
#define DIGEST 32

static char *
hex_of (const guint8 digest[DIGEST])
{
  static const char digits[] = "0123456789abcdef";
  char *hex = g_malloc (2 * DIGEST + 1);

  for (gsize i = 0; i < DIGEST; i++)
    {
      hex[2 * i] = digits[digest[i] >> 4];
      hex[2 * i + 1] = digits[digest[i] & 0xf];
    }
  hex[2 * DIGEST] = '\0';
  return hex;
}

/* SHA-256 of what is in memory fails only where there is no memory left, or no SHA-256 in the library. */
static void
must (int done)
{
  if (done != 1)
    g_error ("the crypto library computes no SHA-256");
}

char *
yn_sha256_data (const void *data, gsize length)
{
  guint8 digest[DIGEST];

  must (EVP_Digest (length > 0 ? data : "", length, digest, NULL, EVP_sha256 (), NULL));
  return hex_of (digest);
}

char *
yn_sha256 (GBytes *bytes)
{
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  return yn_sha256_data (data, length);
}

static gssize
read_all (GInputStream *stream, EVP_MD_CTX *context, guint64 *total, GCancellable *cancellable, GError **error)
{
  g_autofree guchar *piece = g_malloc (PIECE);
  gssize got;

  while ((got = g_input_stream_read (stream, piece, PIECE, cancellable, error)) > 0)
    {
      /* Streams in memory do not look. */
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return -1;
      must (EVP_DigestUpdate (context, piece, (gsize) got));
      *total += (guint64) got;
    }
  return got;
}

char *
yn_sha256_stream (GInputStream *stream, guint64 *size, GCancellable *cancellable, GError **error)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  guint8 digest[DIGEST];
  guint64 total = 0;
  gboolean whole;

  must (EVP_DigestInit (context, EVP_sha256 ()));
  whole = read_all (stream, context, &total, cancellable, error) == 0;
  must (EVP_DigestFinal (context, digest, NULL));
  EVP_MD_CTX_free (context);
  if (!whole)
    return NULL;
  if (size != NULL)
    *size = total;
  return hex_of (digest);
}

gboolean
yn_sha256_is (const char *text)
{
  return text != NULL && strspn (text, "0123456789abcdef") == 64 && text[64] == '\0';
}
