/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Invariants upheld here (the whole list of nine stands in the design):
 *
 * 1. Kept bytes never change: a signature is a revision behind them.
 * 6. Practice never mixes with the real: a prepared revision names the class of the key that may finish it, and a key
 *    of another class is refused.
 * 8. Outside the hole, what was shown is byte for byte what is signed. */

#include "signing/sign.h"

#include "base/error.h"
#include "papers/pdf.h"
#include "signing/cms.h"
#include "signing/field.h"
#include "signing/raising.h"
#include "signing/sign-revision.h"
#include "signing/signer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define SHOWN "SHA256" /* what is shown is compared by this one, whatever the key hashes with */

static gboolean
digest_of (const YnSignatureField *field, YnBytes *prepared, YnDigest *digests, guint n, GError **error)
{
  if (yn_signature_field_digest (field, prepared, digests, n))
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE, "the prepared paper cannot be read to its end");
  return FALSE;
}

static char *
hex_of (const YnDigest *digest)
{
  GString *hex = g_string_sized_new (2 * digest->length);

  for (gsize i = 0; i < digest->length; i++)
    g_string_append_printf (hex, "%02x", digest->value[i]);
  return g_string_free (hex, FALSE);
}

static char *
hex_digest (const YnSignatureField *field, YnBytes *prepared, GError **error)
{
  YnDigest shown = { SHOWN };

  return digest_of (field, prepared, &shown, 1, error) ? hex_of (&shown) : NULL;
}

GBytes *
yn_sign_prepare (GBytes *bytes, const YnSignOptions *options, char **digest, GError **error)
{
  g_autoptr (YnBytes) source = yn_bytes_new (bytes);
  YnSignatureField field = { 0 };
  g_autoptr (GBytes) tail = yn_sign_revision (source, options, &field, error);
  g_autoptr (GByteArray) whole = NULL;
  g_autoptr (GBytes) prepared = NULL;
  g_autoptr (YnBytes) shown = NULL;

  if (tail == NULL)
    return NULL;
  whole = g_byte_array_sized_new ((guint) field.end);
  g_byte_array_append (whole, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  g_byte_array_append (whole, g_bytes_get_data (tail, NULL), (guint) g_bytes_get_size (tail));
  prepared = g_byte_array_free_to_bytes (g_steal_pointer (&whole));
  shown = yn_bytes_new (prepared);
  *digest = hex_digest (&field, shown, error);
  return *digest != NULL ? g_steal_pointer (&prepared) : NULL;
}

/* A second hand on an open file: whoever gets it may close it. */
static YnBytes *
source_of (int fd, GError **error)
{
  int again = fcntl (fd, F_DUPFD_CLOEXEC, 3);

  if (again >= 0)
    return yn_bytes_new_fd (again, error);
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE, "%s", g_strerror (errno));
  return NULL;
}

gboolean
yn_sign_prepare_file (YnBytes *pdf, const YnSignOptions *options, int fd, char **digest, GError **error)
{
  YnSignatureField field = { 0 };
  g_autoptr (GBytes) tail = yn_sign_revision (pdf, options, &field, error);
  g_autoptr (YnBytes) behind = NULL;
  g_autoptr (YnBytes) shown = NULL;

  if (tail == NULL)
    return FALSE;
  behind = yn_bytes_new (tail);
  if (!yn_bytes_copy (pdf, 0, yn_bytes_size (pdf), fd, error)
      || !yn_bytes_copy (behind, 0, yn_bytes_size (behind), fd, error) || (shown = source_of (fd, error)) == NULL)
    return FALSE;
  *digest = hex_digest (&field, shown, error);
  return *digest != NULL;
}

static gboolean
is_empty (const YnSignatureField *field, YnBytes *source)
{
  g_autoptr (GBytes) contents = yn_signature_field_contents (field, source);
  gsize length = 0;
  const guint8 *data = contents != NULL ? g_bytes_get_data (contents, &length) : NULL;

  for (gsize i = 0; i < length; i++)
    if (data[i] != 0)
      return FALSE;
  return length > 0;
}

/* The one signature that waits for its hole to be filled; it must cover the whole file. */
static YnSignatureField *
find_prepared (YnBytes *source, GError **error)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open_bytes (source, error);
  g_autoptr (GPtrArray) fields = NULL;
  const YnSignatureField *last;

  if (pdf == NULL)
    return NULL;
  fields = yn_signature_fields (pdf);
  last = fields->len > 0 ? g_ptr_array_index (fields, fields->len - 1) : NULL;
  if (last == NULL || last->flaw != NULL || last->end != yn_bytes_size (source) || !is_empty (last, source))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN, "not a paper prepared for a signature");
      return NULL;
    }
  return g_ptr_array_steal_index (fields, fields->len - 1);
}

char *
yn_sign_digest (GBytes *prepared, GError **error)
{
  g_autoptr (YnBytes) source = yn_bytes_new (prepared);
  g_autoptr (YnSignatureField) field = find_prepared (source, error);

  return field != NULL ? hex_digest (field, source, error) : NULL;
}

/* Invariant 6, and what the page says of the key. */
static gboolean
suits (const YnSignatureField *field, YnKey *key, GError **error)
{
  const char *practice = yn_signature_class_name (YN_SIGNATURE_CLASS_PRACTICE);
  const char *shown = field->class != NULL ? field->class + 1 : "";
  const char *class = yn_signature_class_name (yn_key_class (key));

  if (!yn_key_certificate (key)->for_signing)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_CERTIFICATE_UNFIT, "the certificate is not for signing");
  else if (g_str_equal (shown, practice) != g_str_equal (class, practice))
    g_set_error (error, YN_ERROR, YN_ERROR_PRACTICE_MIXED, "prepared for a %s key, not a %s one", shown,
                 class);
  else if (!g_str_equal (shown, class))
    g_set_error (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN, "the page names a %s key, not a %s one", shown,
                 class);
  else
    return TRUE;
  return FALSE;
}

/* The signature as the hole wants it. */
static char *
hex_signature (GBytes *cms)
{
  static const char digits[] = "0123456789abcdef";
  gsize length;
  const guint8 *signature = g_bytes_get_data (cms, &length);
  char *hex = g_malloc (2 * length + 1);

  for (gsize i = 0; i < length; i++)
    {
      hex[2 * i] = digits[signature[i] >> 4];
      hex[2 * i + 1] = digits[signature[i] & 0xf];
    }
  hex[2 * length] = '\0';
  return hex;
}

/* What is written over the zeros and, for B-LT, behind them. */
typedef struct
{
  char *hex;
  gsize at;
  YnDss *dss; /* or NULL */
} Signed;

static void
signed_clear (Signed *done)
{
  g_free (done->hex);
  yn_dss_free (done->dss);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signed, signed_clear)

static gboolean
is_reached (const YnSignFinish *how, const YnSignOutcome *came_about, GError **error)
{
  if (how == NULL || !how->exact || came_about->level >= how->level)
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_LEVEL_NOT_REACHED, "%s was asked for, %s is what is to be had: %s",
               yn_signature_level_name (how->level), yn_signature_level_name (came_about->level), came_about->missing);
  return FALSE;
}

/* Tells the outcome also of a level that was not reached. */
static gboolean
sign_prepared (YnBytes *prepared, const char *shown_digest, YnKey *key, const YnSignFinish *how,
               YnSignOutcome **outcome, Signed *done, GError **error)
{
  g_autoptr (YnSignOutcome) came_about = yn_sign_outcome_new ();
  g_autoptr (YnSignatureField) field = find_prepared (prepared, error);
  g_autoptr (GBytes) cms = NULL;
  g_autofree char *hex = NULL;
  YnDigest digests[] = { { SHOWN }, { yn_key_digest (key) } };
  guint n = g_str_equal (yn_key_digest (key), SHOWN) ? 1 : 2;
  const YnDigest *own = &digests[n - 1];
  g_autoptr (GError) cause = NULL;
  gboolean reached;
  gsize room;

  if (field == NULL || !digest_of (field, prepared, digests, n, error))
    return FALSE;
  hex = hex_of (&digests[0]);
  if (shown_digest == NULL || !g_str_equal (hex, shown_digest)) /* invariant 8 */
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN, "the paper is not the one that was shown");
      return FALSE;
    }
  if (!suits (field, key, error))
    return FALSE;
  cms = yn_level_foresee (key, how, error) ? yn_cms_sign (key, own->value, own->length, error) : NULL;
  if (cms == NULL)
    return FALSE;
  room = (field->hole_end - field->hole - 2) / 2;
  if (g_bytes_get_size (cms) > room)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_SIGNATURE_ROOM, "the signature is larger than its room");
      return FALSE;
    }
  if (how != NULL && how->level > YN_LEVEL_B_B)
    {
      GBytes *stamped = yn_level_stamp (cms, room, how, came_about);

      if (stamped != NULL)
        {
          g_bytes_unref (cms);
          cms = stamped;
          done->dss = yn_level_gather (key, cms, how, came_about, &cause);
        }
    }
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  done->at = field->hole + 1;
  done->hex = hex_signature (cms);
  reached = is_reached (how, came_about, error);
  if (outcome != NULL)
    *outcome = g_steal_pointer (&came_about);
  return reached;
}

/* The revision behind the signature. */
static GBytes *
validation_tail (YnBytes *finished, const YnDss *dss, GError **error)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open_bytes (finished, error);

  return pdf != NULL ? yn_dss_tail (pdf, dss, error) : NULL;
}

static GBytes *
with_tail (GBytes *finished, const YnDss *dss, GError **error)
{
  g_autoptr (YnBytes) source = yn_bytes_new (finished);
  g_autoptr (GBytes) tail = validation_tail (source, dss, error);
  GByteArray *whole;

  if (tail == NULL)
    return NULL;
  whole = g_byte_array_sized_new ((guint) (g_bytes_get_size (finished) + g_bytes_get_size (tail)));
  g_byte_array_append (whole, g_bytes_get_data (finished, NULL), (guint) g_bytes_get_size (finished));
  g_byte_array_append (whole, g_bytes_get_data (tail, NULL), (guint) g_bytes_get_size (tail));
  return g_byte_array_free_to_bytes (whole);
}

GBytes *
yn_sign_finish (GBytes *prepared, const char *shown_digest, YnKey *key, const YnSignFinish *how,
                YnSignOutcome **outcome, GError **error)
{
  g_autoptr (YnBytes) source = yn_bytes_new (prepared);
  g_auto (Signed) done = { NULL };
  g_autoptr (GBytes) finished = NULL;
  gsize size;
  char *data;

  if (!sign_prepared (source, shown_digest, key, how, outcome, &done, error))
    return NULL;
  data = g_memdup2 (g_bytes_get_data (prepared, &size), g_bytes_get_size (prepared));
  memcpy (data + done.at, done.hex, strlen (done.hex));
  finished = g_bytes_new_take (data, size);
  if (done.dss != NULL)
    {
      GBytes *longer = with_tail (finished, done.dss, error);

      g_bytes_unref (finished);
      finished = longer;
    }
  return g_steal_pointer (&finished);
}

static gboolean
write_at (int fd, const void *data, gsize length, gsize at, GError **error)
{
  if (pwrite (fd, data, length, (off_t) at) == (gssize) length)
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "the signature cannot be written: %s", g_strerror (errno));
  return FALSE;
}

static gboolean
write_tail (int fd, const YnDss *dss, GError **error)
{
  g_autoptr (YnBytes) finished = source_of (fd, error);
  g_autoptr (GBytes) tail = finished != NULL ? validation_tail (finished, dss, error) : NULL;

  return tail != NULL
         && write_at (fd, g_bytes_get_data (tail, NULL), g_bytes_get_size (tail), yn_bytes_size (finished), error);
}

gboolean
yn_sign_finish_file (int fd, const char *shown_digest, YnKey *key, const YnSignFinish *how, YnSignOutcome **outcome,
                     GError **error)
{
  g_autoptr (YnBytes) source = source_of (fd, error);
  g_auto (Signed) done = { NULL };

  return source != NULL && sign_prepared (source, shown_digest, key, how, outcome, &done, error)
         && write_at (fd, done.hex, strlen (done.hex), done.at, error)
         && (done.dss == NULL || write_tail (fd, done.dss, error));
}
