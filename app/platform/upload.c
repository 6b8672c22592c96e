/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* An upload is asked how far it is (HEAD), or begun (POST), and sent the rest (PATCH), until the platform
 * says that it has all. Where an answer got lost the next HEAD says what arrived; a few tries in a row that
 * bring nothing forward are an end. */
#include "platform/upload.h"

#include <string.h>

#include "base/error.h"

#define TUS "Tus-Resumable: 1.0.0"
#define MAX_FRUITLESS 3
#define CHECKSUM_MISMATCH 460

typedef struct
{
  YnPlatform *platform;
  const char *sha256;
  const char *name;
  const char *type;
  guint64 size;
  YnUploadOpen open;
  gpointer user_data;
  char **url;
} Upload;

static gboolean
fail (GError **error, YnError code, const char *why)
{
  g_set_error_literal (error, YN_ERROR, code, why);
  return FALSE;
}

/* Upload-Offset, 0 to the size; -1: none, or nonsense. */
static gint64
offset_in (Upload *upload, const YnHttpAnswer *answer)
{
  const char *text = yn_http_header (answer, "upload-offset");
  guint64 offset;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, upload->size, &offset, NULL))
    return -1;
  return offset;
}

static char *
metadata (Upload *upload)
{
  g_autofree char *sha256 = g_base64_encode ((const guchar *) upload->sha256, strlen (upload->sha256));
  g_autofree char *name = g_base64_encode ((const guchar *) upload->name, strlen (upload->name));
  g_autofree char *type = g_base64_encode ((const guchar *) upload->type, strlen (upload->type));

  return g_strdup_printf ("Upload-Metadata: sha256 %s,filename %s,type %s", sha256, name, type);
}

static gboolean
create (Upload *upload, GCancellable *cancellable, GError **error)
{
  g_autofree char *address = g_strconcat (yn_platform_discovery (upload->platform)->api, "/uploads", NULL);
  g_autofree char *length = g_strdup_printf ("Upload-Length: %" G_GUINT64_FORMAT, upload->size);
  g_autofree char *described = metadata (upload);
  const char *const headers[] = { TUS, length, described, NULL };
  YnHttpRequest request = {
    .method = "POST", .url = address, .lane = YN_HTTP_LANE_LARGE, .headers = headers
  };
  g_autoptr (YnHttpAnswer) answer = yn_platform_perform (upload->platform, &request, cancellable, error);
  const char *location;

  if (answer == NULL)
    return FALSE;
  if (answer->status != 201)
    {
      yn_answer_set_error (answer, error);
      return FALSE;
    }

  location = yn_http_header (answer, "location");
  *upload->url = location != NULL ? yn_http_resolve (address, location) : NULL;
  if (*upload->url == NULL)
    return fail (error, YN_ERROR_NONSENSE, "an upload without a place");
  if (!yn_http_same_origin (*upload->url, address))
    {
      g_clear_pointer (upload->url, g_free);
      return fail (error, YN_ERROR_REDIRECTED, "an upload at another origin");
    }
  return TRUE;
}

/* How far it is: @offset, or -1 where that upload is no more. */
static gboolean
ask (Upload *upload, gint64 *offset, GCancellable *cancellable, GError **error)
{
  static const char *const headers[] = { TUS, NULL };
  YnHttpRequest request = {
    .method = "HEAD", .url = *upload->url, .lane = YN_HTTP_LANE_LARGE, .headers = headers
  };
  g_autoptr (YnHttpAnswer) answer = yn_platform_perform (upload->platform, &request, cancellable, error);

  *offset = -1;
  if (answer == NULL)
    return FALSE;
  if (answer->status == 200 || answer->status == 204)
    {
      *offset = offset_in (upload, answer);
      return *offset >= 0 || fail (error, YN_ERROR_NONSENSE, "an upload without an offset");
    }
  if (answer->status >= 400 && answer->status < 500 && answer->status != 429 && answer->status != 408)
    return TRUE; /* expired, dropped, another account's: begun anew */
  yn_answer_set_error (answer, error);
  return FALSE;
}

static gboolean
stand_at (GInputStream *stream, gint64 offset, GCancellable *cancellable, GError **error)
{
  if (offset == 0)
    return TRUE;
  if (G_IS_SEEKABLE (stream) && g_seekable_can_seek (G_SEEKABLE (stream)))
    return g_seekable_seek (G_SEEKABLE (stream), offset, G_SEEK_SET, cancellable, error);

  while (offset > 0)
    {
      gssize skipped = g_input_stream_skip (stream, offset, cancellable, error);

      if (skipped < 0)
        return FALSE;
      if (skipped == 0)
        return fail (error, YN_ERROR_FILE_UNREADABLE, "the file is shorter than it was");
      offset -= skipped;
    }
  return TRUE;
}

/* Everything from @offset. TRUE: @reached says how far the platform is now, -1 where it must be asked. */
static gboolean
send_rest (Upload *upload, gint64 offset, gint64 *reached, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = upload->open (upload->user_data, error);
  g_autofree char *at = g_strdup_printf ("Upload-Offset: %" G_GINT64_FORMAT, offset);
  const char *const headers[] = { TUS, at, NULL };
  YnHttpRequest request = { .method = "PATCH",
                            .url = *upload->url,
                            .lane = YN_HTTP_LANE_LARGE,
                            .headers = headers,
                            .content_type = "application/offset+octet-stream",
                            .body_stream = stream,
                            .body_length = upload->size - offset,
                            .timeout_ms = yn_platform_time_for (upload->size - offset) };
  g_autoptr (YnHttpAnswer) answer = NULL;

  *reached = -1;
  if (stream == NULL || !stand_at (stream, offset, cancellable, error))
    return FALSE;
  answer = yn_platform_perform (upload->platform, &request, cancellable, error);
  if (answer == NULL)
    return FALSE;

  switch (answer->status)
    {
    case 200:
    case 204:
      *reached = offset_in (upload, answer);
      return TRUE;
    case 401: /* the next question brings a new token */
    case 409: /* another offset than the platform's: it is asked for its own */
      return TRUE;
    case 400:
    case 404:
    case 410:
    case CHECKSUM_MISMATCH:
      g_clear_pointer (upload->url, g_free); /* dropped there, and begun anew */
      return TRUE;
    default:
      yn_answer_set_error (answer, error);
      return FALSE;
    }
}

static gboolean
is_worth_asking (const GError *error)
{
  return g_error_matches (error, YN_ERROR, YN_ERROR_CUT)
         || g_error_matches (error, YN_ERROR, YN_ERROR_NO_ANSWER)
         || g_error_matches (error, YN_ERROR, YN_ERROR_TIMED_OUT);
}

/* There is an upload, and @offset says how far. */
static gboolean
find_or_create (Upload *upload, gint64 *offset, GCancellable *cancellable, GError **error)
{
  *offset = -1;
  if (*upload->url != NULL
      && !yn_http_same_origin (*upload->url, yn_platform_discovery (upload->platform)->api))
    g_clear_pointer (upload->url, g_free);
  if (*upload->url != NULL && !ask (upload, offset, cancellable, error))
    return FALSE;
  if (*offset >= 0)
    return TRUE;

  g_clear_pointer (upload->url, g_free);
  *offset = 0;
  return create (upload, cancellable, error);
}

static gboolean
carry (Upload *upload, GCancellable *cancellable, GError **error)
{
  gint64 offset, reached = -1, furthest = 0;
  guint fruitless = 0;

  while (reached != (gint64) upload->size)
    {
      g_autoptr (GError) failure = NULL;

      if (!find_or_create (upload, &offset, cancellable, error))
        return FALSE;
      if (offset == (gint64) upload->size)
        return TRUE;

      fruitless = offset > furthest ? 0 : fruitless + 1;
      furthest = MAX (furthest, offset);
      if (fruitless > MAX_FRUITLESS)
        return fail (error, YN_ERROR_REJECTED, "the platform does not take these bytes");

      if (!send_rest (upload, offset, &reached, cancellable, &failure)
          && (!is_worth_asking (failure) || fruitless == MAX_FRUITLESS))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
yn_upload (YnPlatform *platform, const char *sha256, const char *name, const char *type, guint64 size,
           YnUploadOpen open, gpointer user_data, char **url, GCancellable *cancellable, GError **error)
{
  Upload upload = { .platform = platform,
                    .sha256 = sha256,
                    .name = name,
                    .type = type,
                    .size = size,
                    .open = open,
                    .user_data = user_data,
                    .url = url };

  return carry (&upload, cancellable, error);
}
