/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/sign-file.h"

#include "base/hash.h"
#include "desk/files.h"
#include "desk/private.h"
#include "desk/reviewing.h"
#include "desk/signatures.h"
#include "desk/turn.h"
#include "papers/paper.h"

#include <string.h>

#define MAX_FILE_BYTES YN_JSON_MAX_BYTES
#define HEAD_BYTES 256 /* in which a file says what it is */

YnSignFile *
yn_sign_file_ref (YnSignFile *file)
{
  g_atomic_ref_count_inc (&file->references);
  return file;
}

void
yn_sign_file_unref (YnSignFile *file)
{
  if (!g_atomic_ref_count_dec (&file->references))
    return;
  g_clear_pointer (&file->paper, g_bytes_unref);
  g_clear_pointer (&file->annex, g_bytes_unref);
  g_clear_pointer (&file->body, yn_json_unref);
  g_clear_pointer (&file->form, yn_service_unref);
  g_clear_pointer (&file->next, yn_signer_free);
  g_clear_pointer (&file->open, g_ptr_array_unref);
  g_clear_pointer (&file->signatures, g_ptr_array_unref);
  g_clear_pointer (&file->prepared, g_bytes_unref);
  g_free (file->issuer);
  g_free (file->path);
  g_free (file->read);
  g_free (file);
}

static gboolean
damaged (GError **error, const char *what)
{
  g_set_error_literal (error, YN_ERROR, YN_ERROR_BAD_SIGN_FILE, what);
  return FALSE;
}

/* --- reading -------------------------------------------------------------------------------------------- */

/* Base64 and nothing else: what is not written back the same was never written by this program. */
static GBytes *
decode (const YnJson *text)
{
  g_autofree guchar *data = NULL;
  g_autofree char *again = NULL;
  gsize length;

  if (!yn_json_is (text, YN_JSON_STRING) || yn_json_string_length (text) == 0
      || strlen (yn_json_string (text)) != yn_json_string_length (text))
    return NULL;
  data = g_base64_decode (yn_json_string (text), &length);
  again = g_base64_encode (data, length);
  return strcmp (again, yn_json_string (text)) == 0 ? g_bytes_new_take (g_steal_pointer (&data), length)
                                                    : NULL;
}

/* What left home stands unchanged before all that was added. */
static gboolean
read_went (YnSignFile *file, const YnJson *went, GError **error)
{
  const YnJson *size = yn_json_get (went, "size");
  g_autofree char *sha256 = NULL;
  gint64 length;

  if (!yn_json_int64 (size, &length) || length <= 0 || (guint64) length > g_bytes_get_size (file->paper))
    return damaged (error, "it does not say what left");
  file->went = (gsize) length;
  sha256 = yn_sha256_data (g_bytes_get_data (file->paper, NULL), file->went);
  return g_strcmp0 (sha256, yn_json_get_string (went, "sha256")) == 0
         || damaged (error, "the paper does not begin with what left");
}

static gboolean
read_envelope (YnSignFile *file, GBytes *bytes, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (YnJson) json = yn_json_parse_bytes (bytes, &cause);

  if (json == NULL || yn_json_get_int (json, "yinuo-sign", 0) != 1)
    return damaged (error, cause != NULL ? cause->message : "not a two-person file, or of a newer version");
  file->paper = decode (yn_json_get (json, "paper"));
  if (file->paper == NULL)
    return damaged (error, "it holds no paper");
  if (yn_json_get (json, "annex") != NULL && !yn_json_is (yn_json_get (json, "annex"), YN_JSON_NULL)
      && (file->annex = decode (yn_json_get (json, "annex"))) == NULL)
    return damaged (error, "its annex is no annex");
  return read_went (file, yn_json_get (json, "went"), error);
}

static gboolean
is_pdf (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size > 5 && memcmp (data, "%PDF-", 5) == 0;
}

/* The annex is the one that the paper names, or none of ours. */
static gboolean
annex_belongs (const YnSignFile *file, GError **error)
{
  g_autofree char *sha256 = file->annex == NULL ? NULL : yn_sha256 (file->annex);

  return sha256 == NULL || g_strcmp0 (sha256, yn_json_get_string (file->body, "annex")) == 0
         || damaged (error, "another paper's annex lies with it");
}

/* Nobody signs a form here that is not the one it was printed with. */
static gboolean
find_form (YnSignFile *file, GError **error)
{
  const YnJson *named = yn_json_get (file->body, "service");
  const char *id = yn_json_get_string (named, "id");

  file->form = id == NULL ? NULL : yn_service_find (id, NULL);
  if (file->form != NULL
      && g_strcmp0 (yn_service_sha256 (file->form), yn_json_get_string (named, "sha256")) == 0)
    return yn_service_fileable (file->form, error);
  g_set_error (error, YN_ERROR, YN_ERROR_OTHER_VERSION, "the form %s is not here as it was printed",
               id != NULL ? id : "");
  return FALSE;
}

/* Of partners who may sign in any order the one that sits at this desk; else whoever is waited for. New. */
static YnSigner *
likely_signer (YnDesk *desk, const YnSignFile *file, const char *const *fields)
{
  g_autoptr (YnSigner) next = yn_turn_signer_behind (file->form, file->body, fields);
  g_autoptr (YnDeskStatus) status = yn_desk_status (desk);

  for (guint i = 0; next != NULL && i < file->open->len; i++)
    {
      const YnSigner *signer = g_ptr_array_index (file->open, i);

      if (signer->place == next->place && signer->uscc != NULL && g_strcmp0 (signer->uscc, status->uscc) == 0)
        return yn_signer_copy (signer);
    }
  return g_steal_pointer (&next);
}

static gboolean
look_at_signatures (YnDesk *desk, YnSignFile *file, GError **error)
{
  g_autoptr (YnTrust) trust = yn_desk_trust (desk);
  g_auto (GStrv) fields = yn_turn_fields (file->paper, error);

  if (fields == NULL)
    return FALSE;
  g_clear_pointer (&file->next, yn_signer_free);
  g_clear_pointer (&file->signatures, g_ptr_array_unref);
  g_clear_pointer (&file->open, g_ptr_array_unref);
  file->open = yn_turn_open (file->form, file->body, (const char *const *) fields);
  file->next = likely_signer (desk, file, (const char *const *) fields);
  file->signatures = yn_signatures_of (file->paper, trust, yn_clock_now (desk->clock));
  return TRUE;
}

gboolean
yn_sign_file_is (YnBytes *bytes)
{
  static const char name[] = "\"yinuo-sign\"";
  gsize size = MIN (yn_bytes_size (bytes), HEAD_BYTES);
  const char *head = size > 0 ? yn_bytes_look (bytes, 0, size) : NULL;

  return head != NULL && head[0] == '{' && memmem (head, size, name, strlen (name)) != NULL;
}

GBytes *
yn_sign_file_paper (GBytes *bytes, GError **error)
{
  g_autoptr (YnSignFile) file = g_new0 (YnSignFile, 1);

  g_atomic_ref_count_init (&file->references);
  return read_envelope (file, bytes, error) ? g_steal_pointer (&file->paper) : NULL;
}

YnSignFile *
yn_sign_file_read (YnDesk *desk, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnSignFile) file = g_new0 (YnSignFile, 1);
  g_autoptr (YnBytes) paper = NULL;

  g_atomic_ref_count_init (&file->references);
  if (is_pdf (bytes))
    {
      file->paper = g_bytes_ref (bytes);
      file->went = g_bytes_get_size (bytes);
    }
  else if (!read_envelope (file, bytes, error))
    return NULL;
  file->body = yn_paper_body (file->paper, error);
  if (file->body == NULL || !annex_belongs (file, error) || !find_form (file, error)
      || !yn_paper_compare (file->paper, file->form, cancellable, error))
    return NULL;
  paper = yn_bytes_new (file->paper);
  if (!yn_signatures_stand (paper, yn_clock_now (desk->clock), error))
    return NULL;
  file->practice = yn_json_get_boolean (yn_json_get (file->body, "platform"), "practice", FALSE);
  return look_at_signatures (desk, file, error) ? g_steal_pointer (&file) : NULL;
}

YnSignFile *
yn_sign_file_open (YnDesk *desk, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = yn_file_read (path, MAX_FILE_BYTES, error);
  YnSignFile *file = bytes == NULL ? NULL : yn_sign_file_read (desk, bytes, cancellable, error);

  if (file == NULL)
    return NULL;
  file->path = g_strdup (path);
  file->read = yn_sha256 (bytes);
  return file;
}

/* --- showing and signing -------------------------------------------------------------------------------- */

YnReview *
yn_sign_file_review_for (YnDesk *desk, YnSignFile *file, const YnKeyKind *kind, GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (YnTrust) trust = yn_desk_trust (desk);
  g_autoptr (GBytes) shown = NULL;
  const YnReviewed reviewed = {
    .form = file->form,
    .answers = yn_json_get (file->body, "answers"),
    .paper = file->paper,
    .annex = file->annex,
    .signer = file->next,
    .kind = kind,
    .practice = file->practice,
    .matter = yn_json_get_string (file->body, "matter"),
    .trust = trust,
    .instant = yn_clock_now (desk->clock),
  };
  YnReview *review = yn_review_of (desk, &reviewed, &shown, cancellable, error);

  if (review == NULL)
    return NULL;
  review->matter = g_strdup (yn_json_get_string (file->body, "matter"));
  g_clear_pointer (&file->prepared, g_bytes_unref);
  file->prepared = review->digest != NULL ? g_steal_pointer (&shown) : NULL;
  file->class = review->class;
  g_free (file->issuer);
  file->issuer = g_strdup (review->issuer);
  return review;
}

YnReview *
yn_sign_file_review (YnDesk *desk, YnSignFile *file, GCancellable *cancellable, GError **error)
{
  return yn_sign_file_review_for (desk, file, NULL, cancellable, error);
}

void
yn_sign_file_choose (YnSignFile *file, const YnSigner *signer)
{
  if (!yn_turn_holds (file->open, signer))
    return;
  g_clear_pointer (&file->prepared, g_bytes_unref);
  yn_signer_free (file->next);
  file->next = yn_signer_copy (signer);
}

/* The file at its place is the one that was shown: nobody is led to believe that the other one was signed. */
static gboolean
still_there (const YnSignFile *file, GError **error)
{
  g_autoptr (GBytes) now = file->read == NULL ? NULL : yn_file_read (file->path, MAX_FILE_BYTES, NULL);
  g_autofree char *sha256 = now == NULL ? NULL : yn_sha256 (now);

  if (file->read == NULL || g_strcmp0 (sha256, file->read) == 0)
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN,
                       "another file lies where the one shown was read");
  return FALSE;
}

gboolean
yn_sign_file_sign (YnDesk *desk, YnSignFile *file, const char *shown_digest, YnKey *key,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) paper = NULL;

  if (file->prepared == NULL || file->next == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN, "the paper was never reviewed");
      return FALSE;
    }
  if (!still_there (file, error) || !yn_turn_key_fits (file->next, key, yn_clock_now (desk->clock), error)
      || !yn_turn_shown_for (&(YnKeyKind) { file->class, file->issuer }, key, error))
    return FALSE;
  paper = yn_desk_finish_signature (desk, file->prepared, shown_digest, key, cancellable, error);
  if (paper == NULL)
    return FALSE;
  g_clear_pointer (&file->prepared, g_bytes_unref);
  g_bytes_unref (file->paper);
  file->paper = g_steal_pointer (&paper);
  return look_at_signatures (desk, file, error);
}

/* --- writing -------------------------------------------------------------------------------------------- */

static void
write_bytes (YnJsonWriter *writer, const char *name, GBytes *bytes)
{
  gsize size = 0;
  const guchar *data = bytes == NULL ? NULL : g_bytes_get_data (bytes, &size);
  g_autofree char *text = data == NULL ? NULL : g_base64_encode (data, size);

  yn_json_writer_member_string (writer, name, text);
}

static GBytes *
pack (GBytes *paper, GBytes *annex, gsize went)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autofree char *sha256 = yn_sha256_data (g_bytes_get_data (paper, NULL), went);
  g_autoptr (YnJson) json = NULL;
  char *text;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_int (writer, "yinuo-sign", 1);
  write_bytes (writer, "paper", paper);
  write_bytes (writer, "annex", annex);
  yn_json_writer_name (writer, "went");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "sha256", sha256);
  yn_json_writer_member_int (writer, "size", (gint64) went);
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  text = yn_json_print (json, YN_JSON_COMPACT);
  return g_bytes_new_take (text, strlen (text));
}

GBytes *
yn_sign_file_pack (const YnSignFile *file)
{
  return pack (file->paper, file->annex, file->went);
}

GBytes *
yn_sign_file_pack_new (GBytes *paper, GBytes *annex)
{
  return pack (paper, annex, g_bytes_get_size (paper));
}

char *
yn_sign_file_name (const YnSignFile *file)
{
  const char *enterprise = yn_json_get_string (yn_json_get (file->body, "enterprise"), "name");
  char *name = g_strconcat (yn_service_title (file->form, YN_LANGUAGE_ZH_CN), "-",
                            enterprise != NULL ? enterprise : "", YN_SIGN_FILE_SUFFIX, NULL);

  return g_strdelimit (name, "/\\:*?\"<>|", '_');
}

/* --- the window's twins --------------------------------------------------------------------------------- */

YN_DEFINE_WORK (open_work, yn_sign_file_open (call->desk, call->text[0], cancellable, error))
YN_DEFINE_FINISH (YnSignFile *, yn_sign_file_open)

void
yn_sign_file_open_async (YnDesk *desk, const char *path, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, path, NULL), desk->papers, open_work, (GDestroyNotify)yn_sign_file_unref,
               cancellable, callback, user_data);
}

static YnCall *
call_on_file (YnDesk *desk, YnSignFile *file, const char *digest)
{
  YnCall *call = yn_call_new (desk, digest, NULL);

  call->object = yn_sign_file_ref (file);
  call->object_free = (GDestroyNotify) yn_sign_file_unref;
  return call;
}

YN_DEFINE_WORK (review_work, yn_sign_file_review (call->desk, call->object, cancellable, error))
YN_DEFINE_FINISH (YnReview *, yn_sign_file_review)

void
yn_sign_file_review_async (YnDesk *desk, YnSignFile *file, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (call_on_file (desk, file, NULL), desk->papers, review_work, (GDestroyNotify)yn_review_free,
               cancellable, callback, user_data);
}

YN_DEFINE_WORK (review_for_work,
                yn_sign_file_review_for (call->desk, call->object,
                                         &(YnKeyKind) { (YnSignatureClass) call->number, call->text[0] },
                                         cancellable, error))
YN_DEFINE_FINISH (YnReview *, yn_sign_file_review_for)

void
yn_sign_file_review_for_async (YnDesk *desk, YnSignFile *file, const YnKeyKind *kind, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = call_on_file (desk, file, kind->issuer);

  call->number = kind->class;
  yn_call_run (call, desk->papers, review_for_work, (GDestroyNotify)yn_review_free, cancellable, callback,
               user_data);
}

YN_DEFINE_WORK (sign_work, yn_box_boolean (yn_sign_file_sign (call->desk, call->object, call->text[0],
                                                              call->other, cancellable, error)))
YN_DEFINE_FINISH_BOOLEAN (yn_sign_file_sign)

void
yn_sign_file_sign_async (YnDesk *desk, YnSignFile *file, const char *shown_digest, YnKey *key,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = call_on_file (desk, file, shown_digest);

  call->other = yn_key_ref (key);
  call->other_free = (GDestroyNotify) yn_key_unref;
  yn_call_run (call, desk->token, sign_work, NULL, cancellable, callback, user_data);
}
