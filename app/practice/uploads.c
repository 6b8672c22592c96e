/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/uploads.h"

#include "base/error.h"
#include "base/hash.h"

#include <string.h>

#define TUS_VERSION "1.0.0"
#define MAX_SIZE YN_REQUEST_MAX_BYTES
#define LIFE_SECONDS (24 * 60 * 60)

typedef struct
{
  char *sha256;
  gint64 size;
  gint64 arrived;
  gint64 expires;
} Upload;

static void
upload_free (Upload *upload)
{
  g_free (upload->sha256);
  g_free (upload);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Upload, upload_free)

gboolean
yn_uploads_describe (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  yn_reply_header (reply, "Tus-Resumable", TUS_VERSION);
  yn_reply_header (reply, "Tus-Version", TUS_VERSION);
  yn_reply_header (reply, "Tus-Extension", "creation,termination,expiration");
  yn_reply_header (reply, "Tus-Max-Size", G_STRINGIFY (67108864));
  yn_reply_empty (reply, 204);
  return TRUE;
}

G_STATIC_ASSERT (MAX_SIZE == 67108864);

static gboolean
speaks_tus (const YnRequest *request, YnReply *reply)
{
  yn_reply_header (reply, "Tus-Resumable", TUS_VERSION);
  if (g_strcmp0 (yn_request_header (request, "tus-resumable"), TUS_VERSION) == 0)
    return TRUE;
  yn_reply_header (reply, "Tus-Version", TUS_VERSION);
  yn_reply_problem (reply, 412, "nonsense", "Tus-Resumable must be 1.0.0");
  return FALSE;
}

static gint64
header_number (const YnRequest *request, const char *name)
{
  const char *text = yn_request_header (request, name);
  gint64 value;

  return text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &value, NULL) ? value : -1;
}

/* "name dmFsdWU=,other …": the value of @name, new. */
static char *
metadata_value (const char *metadata, const char *name)
{
  g_auto (GStrv) pairs = g_strsplit (metadata != NULL ? metadata : "", ",", 32);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      const char *pair = g_strstrip (pairs[i]);
      gsize length = strlen (name);
      gsize decoded_length;
      g_autofree guchar *decoded = NULL;

      if (strncmp (pair, name, length) != 0 || pair[length] != ' ')
        continue;
      decoded = g_base64_decode (pair + length + 1, &decoded_length);
      return g_strndup ((const char *) decoded, decoded_length);
    }
  return NULL;
}

static void
header_expires (YnReply *reply, gint64 expires)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (expires / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (when, "%a, %d %b %Y %H:%M:%S GMT");

  yn_reply_header (reply, "Upload-Expires", text);
}

static void
header_int (YnReply *reply, const char *name, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  yn_reply_header (reply, name, text);
}

/* Uploads that were never finished go when their day is over; attachments stay. */
static gboolean
forget_expired (YnOffice *office, GError **error)
{
  return yn_sql_run (office->ledger->sql, error, "DELETE FROM upload WHERE whole=0 AND expires < ?", "i",
                     yn_clock_now (office->clock));
}

gboolean
yn_uploads_create (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  const char *metadata = yn_request_header (request, "upload-metadata");
  g_autofree char *sha256 = metadata_value (metadata, "sha256");
  gint64 size = header_number (request, "upload-length");
  gint64 expires = yn_clock_now (office->clock) + (gint64) LIFE_SECONDS * G_USEC_PER_SEC;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *location = g_strconcat ("/api/uploads/", id, NULL);
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) cipher = NULL;

  if (!speaks_tus (request, reply))
    return TRUE;
  if (size > MAX_SIZE)
    {
      yn_reply_problem (reply, 413, "too-large", NULL);
      return TRUE;
    }
  if (size < 1 || sha256 == NULL || !yn_sha256_is (sha256) || strlen (metadata) > 4096)
    {
      yn_reply_problem (reply, 400, size == 0 ? "file-empty" : "nonsense",
                        "Upload-Length and a sha256 in Upload-Metadata are needed");
      return TRUE;
    }

  plain = g_bytes_new (metadata, strlen (metadata));
  cipher = yn_ledger_hide (office->ledger, plain, "upload/%s", id);
  if (!forget_expired (office, error)
      || !yn_sql_run (office->ledger->sql, error,
                      "INSERT INTO upload (id, uscc, sha256, size, expires, cipher) VALUES (?, ?, ?, ?, ?, "
                      "?)",
                      "sssiib", id, request->uscc, sha256, size, expires, cipher))
    return FALSE;
  yn_reply_header (reply, "Location", location);
  header_expires (reply, expires);
  yn_reply_empty (reply, 201);
  return TRUE;
}

/* NULL without error: no such upload of this account, and @reply says so. */
static Upload *
find (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (YnSqlRows) rows = NULL;
  Upload *upload;

  if (!forget_expired (office, error))
    return NULL;
  rows = yn_sql_query (office->ledger->sql, error,
                       "SELECT sha256, size, arrived, expires FROM upload WHERE id=? AND uscc=?", "ss",
                       request->argument, request->uscc);
  if (rows == NULL)
    return NULL;
  if (!yn_sql_next (rows, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        yn_reply_problem (reply, 404, "not-found", NULL);
      return NULL;
    }
  upload = g_new0 (Upload, 1);
  upload->sha256 = g_strdup (yn_sql_text (rows, 0));
  upload->size = yn_sql_int (rows, 1);
  upload->arrived = yn_sql_int (rows, 2);
  upload->expires = yn_sql_int (rows, 3);
  return upload;
}

gboolean
yn_uploads_offset (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (Upload) upload = NULL;

  if (!speaks_tus (request, reply))
    return TRUE;
  upload = find (office, request, reply, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (upload == NULL)
    return TRUE;
  header_int (reply, "Upload-Offset", upload->arrived);
  header_int (reply, "Upload-Length", upload->size);
  header_expires (reply, upload->expires);
  yn_reply_header (reply, "Cache-Control", "no-store");
  yn_reply_empty (reply, 200);
  return TRUE;
}

static gboolean
keep_piece (YnOffice *office, const char *id, gint64 start, GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) cipher = yn_ledger_hide (office->ledger, bytes, "piece/%s/%" G_GINT64_FORMAT, id, start);

  return yn_sql_run (office->ledger->sql, error, "INSERT INTO piece (upload, start, cipher) VALUES (?, ?, ?)",
                     "sib", id, start, cipher)
         && yn_sql_run (office->ledger->sql, error, "UPDATE upload SET arrived=? WHERE id=?", "is",
                        start + (gint64) g_bytes_get_size (bytes), id);
}

static GBytes *
join (YnOffice *office, const char *id, GError **error)
{
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (office->ledger->sql, error,
                    "SELECT start, cipher FROM piece WHERE upload=? ORDER BY start", "s", id);

  if (rows == NULL)
    return NULL;
  while (yn_sql_next (rows, &local))
    {
      g_autoptr (GBytes) cipher = yn_sql_blob (rows, 1);
      g_autoptr (GBytes) plain = yn_ledger_show (office->ledger, cipher, error, "piece/%s/%" G_GINT64_FORMAT,
                                                 id, yn_sql_int (rows, 0));

      if (plain == NULL)
        return NULL;
      g_byte_array_append (whole, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&whole));
}

/* All bytes are here: an attachment if they are what was promised, else nothing at all. */
static gboolean
finish (YnOffice *office, const YnRequest *request, const Upload *upload, YnReply *reply, GError **error)
{
  g_autoptr (GBytes) whole = join (office, request->argument, error);
  g_autofree char *sha256 = NULL;

  if (whole == NULL)
    return FALSE;
  sha256 = yn_sha256 (whole);
  if (g_str_equal (sha256, upload->sha256))
    return yn_sql_run (office->ledger->sql, error, "UPDATE upload SET whole=1 WHERE id=?", "s",
                       request->argument);
  if (!yn_sql_run (office->ledger->sql, error, "DELETE FROM upload WHERE id=?", "s", request->argument))
    return FALSE;
  yn_reply_problem (reply, 460, "nonsense", "the whole has another SHA-256 than was promised");
  return TRUE;
}

gboolean
yn_uploads_continue (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  gint64 offset = header_number (request, "upload-offset");
  gint64 length = g_bytes_get_size (request->body);
  g_autoptr (GError) local = NULL;
  g_autoptr (Upload) upload = NULL;
  g_autoptr (YnSqlTransaction) transaction = NULL;

  if (!speaks_tus (request, reply))
    return TRUE;
  if (!yn_request_is_type (request, "application/offset+octet-stream"))
    {
      yn_reply_problem (reply, 415, "nonsense", "Content-Type must be application/offset+octet-stream");
      return TRUE;
    }
  upload = find (office, request, reply, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (upload == NULL)
    return TRUE;
  if (offset != upload->arrived || length > upload->size - upload->arrived)
    {
      yn_reply_problem (reply, offset != upload->arrived ? 409 : 413,
                        offset != upload->arrived ? "wrong-state" : "too-large", "HEAD tells the offset");
      return TRUE;
    }

  header_int (reply, "Upload-Offset", offset + length);
  header_expires (reply, upload->expires);
  yn_reply_empty (reply, 204);
  if (length == 0)
    return TRUE;

  /* In one transaction: there is no moment at which all bytes are here and nobody has hashed them. */
  transaction = yn_sql_begin (office->ledger->sql, error);
  return transaction != NULL && keep_piece (office, request->argument, offset, request->body, error)
         && (offset + length < upload->size || finish (office, request, upload, reply, error))
         && yn_sql_commit (&transaction, error);
}

gboolean
yn_uploads_drop (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  if (!speaks_tus (request, reply))
    return TRUE;
  if (!yn_sql_run (office->ledger->sql, error, "DELETE FROM upload WHERE id=? AND uscc=? AND whole=0", "ss",
                   request->argument, request->uscc))
    return FALSE;
  if (yn_sql_changes (office->ledger->sql) == 0)
    yn_reply_problem (reply, 404, "not-found", NULL);
  else
    yn_reply_empty (reply, 204);
  return TRUE;
}

/* The id of the upload that brought it; NULL without error: none. */
static char *
whole_upload (YnOffice *office, const char *uscc, const char *sha256, GError **error)
{
  g_autoptr (YnSqlRows) rows =
      yn_sql_query (office->ledger->sql, error,
                    "SELECT id FROM upload WHERE uscc=? AND sha256=? AND whole=1 LIMIT 1", "ss", uscc,
                    sha256);

  return rows != NULL && yn_sql_next (rows, error) ? g_strdup (yn_sql_text (rows, 0)) : NULL;
}

gboolean
yn_uploads_arrived (YnOffice *office, const char *uscc, const char *sha256, GError **error)
{
  g_autofree char *id = whole_upload (office, uscc, sha256, error);

  return id != NULL;
}

GBytes *
yn_uploads_bytes (YnOffice *office, const char *uscc, const char *sha256, GError **error)
{
  g_autofree char *id = whole_upload (office, uscc, sha256, error);

  return id != NULL ? join (office, id, error) : NULL;
}
