/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/filling.h"

#include "desk/files.h"
#include "desk/private.h"
#include "papers/paper.h"
#include "papers/pdf.h"
#include "papers/reading.h"
#include "store/filings.h"

/* @over laid on @under: objects member by member, all else replaced. */
static YnJson *
laid_over (const YnJson *under, const YnJson *over)
{
  g_autoptr (YnJson) result = yn_json_ref (under);

  for (guint i = 0; i < yn_json_size (over); i++)
    {
      const char *name = yn_json_name_at (over, i);
      const YnJson *value = yn_json_at (over, i);
      const YnJson *below = yn_json_get (result, name);
      g_autofree char *token = yn_json_pointer_escape (name);
      g_autofree char *pointer = g_strconcat ("/", token, NULL);
      g_autoptr (YnJson) merged = NULL;

      merged = yn_json_is (value, YN_JSON_OBJECT) && yn_json_is (below, YN_JSON_OBJECT) ? laid_over (below,
                           value)
                                                                                       : yn_json_ref (value);
      yn_json_put (&result, pointer, merged);
    }
  return g_steal_pointer (&result);
}

/* What the profile of the account knows of the common header (data/services/common.json, enterprise). */
static YnJson *
header_of (const YnJson *profile)
{
  static const char *const known[] = { "name", "uscc", "category", "legalRepresentative", "address", "district", "agent", "email" };
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "enterprise");
  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (yn_json_get (profile, known[i]) != NULL)
      yn_json_writer_member_value (writer, known[i], yn_json_get (profile, known[i]));
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

/* "months:-36" -> "2023-11", "days:0" -> "2026-11-23", counted from @today. NULL: not that. */
static char *
begun_text (const char *rule, const char *today)
{
  g_autofree char *day = NULL;

  if (rule != NULL && g_str_has_prefix (rule, "days:"))
    return yn_day_add_days (today, g_ascii_strtoll (rule + strlen ("days:"), NULL, 10));
  if (rule == NULL || !g_str_has_prefix (rule, "months:"))
    return NULL;
  day = yn_day_add_months (today, g_ascii_strtoll (rule + strlen ("months:"), NULL, 10));
  return g_strndup (day, strlen ("YYYY-MM"));
}

/* What a new draft begins with, by the service's "begin": {pointer: rule}. */
static YnJson *
begun (YnService *form, const YnJson *defaults, const char *today)
{
  const YnJson *rules = yn_json_get (yn_service_json (form), "begin");
  g_autoptr (YnJson) answers = yn_json_ref (defaults);

  for (guint i = 0; i < yn_json_size (rules); i++)
    {
      g_autofree char *text = begun_text (yn_json_string (yn_json_at (rules, i)), today);
      g_autoptr (YnJson) value = text == NULL ? NULL : yn_json_new_string (text);

      if (value != NULL)
        yn_json_put (&answers, yn_json_name_at (rules, i), value);
    }
  return g_steal_pointer (&answers);
}

YnDraft *
yn_desk_begin (YnDesk *desk, const char *service, const YnJson *start, const YnJson *about,
               GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnService) form = yn_service_find (service, error);
  g_autoptr (YnAnswers) empty = NULL;
  g_autoptr (YnJson) defaults = NULL;
  g_autofree char *today = yn_clock_today (desk->clock);
  g_autoptr (YnJson) header = NULL;
  g_autoptr (YnJson) with_header = NULL;
  g_autoptr (YnJson) answers = NULL;
  YnDraft *draft;

  if (form == NULL || !yn_service_fileable (form, error) || !yn_desk_borrow (desk, &loan, error))
    return NULL;
  empty = yn_answers_new (form, NULL);
  header = header_of (loan.enterprise->profile);
  defaults = begun (form, yn_answers_json (empty), today);
  with_header = laid_over (defaults, header);
  answers = start == NULL ? g_steal_pointer (&with_header) : laid_over (with_header, start);
  draft = yn_drafts_begin (loan.store, loan.enterprise->id, service, answers, about,
                           yn_clock_now (desk->clock), error);
  if (draft != NULL)
    yn_desk_emit_changed (desk);
  return draft;
}

/* The answers in full, private ones included, from a filing's own two papers. */
static YnJson *
answers_of_filing (const YnLoan *loan, const YnFiling *filing, GError **error)
{
  g_autoptr (GBytes) bytes = yn_filings_bytes (loan->store, loan->enterprise->id, filing->id, error);
  g_autoptr (YnJson) body = bytes == NULL ? NULL : yn_paper_body (bytes, error);
  g_autoptr (GBytes) annex = NULL;
  g_autoptr (YnJson) annex_body = NULL;

  if (body == NULL)
    return NULL;
  if (filing->annex == NULL)
    return yn_json_ref (yn_json_get (body, "answers"));
  annex = yn_filings_annex (loan->store, loan->enterprise->id, filing->id, error);
  annex_body = annex == NULL ? NULL : yn_paper_body (annex, error);
  return annex_body == NULL ? NULL : laid_over (yn_json_get (body, "answers"), yn_json_get (annex_body, "answers"));
}

static gboolean
copy_attachments (const YnLoan *loan, const char *from, const char *to, GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GPtrArray) attachments = yn_attachments_list (loan->store, loan->enterprise->id, from, error);

  if (attachments == NULL)
    return FALSE;
  for (guint i = 0; i < attachments->len; i++)
    {
      const YnAttachment *old = g_ptr_array_index (attachments, i);
      g_autoptr (GInputStream) stream = yn_attachments_open (loan->store, old, error);
      g_autoptr (YnAttachment) copy = NULL;

      if (stream == NULL)
        return FALSE;
      copy = yn_attachments_add (loan->store, loan->enterprise->id, to, old->slot, old->name, old->type, old->pages,
                                 stream, old->size, cancellable, error);
      if (copy == NULL)
        return FALSE;
    }
  return TRUE;
}

YnDraft *
yn_desk_supplement (YnDesk *desk, const char *filing, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnFiling) original = NULL;
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (YnJson) about = NULL;
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnDraft) draft = NULL;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  original = yn_filings_get (loan.store, loan.enterprise->id, filing, error);
  answers = original == NULL ? NULL : answers_of_filing (&loan, original, error);
  if (answers == NULL)
    return NULL;
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "relation", "supplements");
  yn_json_writer_member_string (writer, "id", filing);
  yn_json_writer_end (writer);
  about = yn_json_writer_finish (writer);
  draft = yn_drafts_begin (loan.store, loan.enterprise->id, original->service, answers, about,
                           yn_clock_now (desk->clock), error);
  if (draft == NULL)
    return NULL;
  if (!copy_attachments (&loan, original->matter, draft->matter, cancellable, error))
    {
      yn_drafts_discard (loan.store, loan.enterprise->id, draft->matter, NULL); /* half a supplement is none */
      return NULL;
    }
  yn_desk_emit_changed (desk);
  return g_steal_pointer (&draft);
}

YnDraft *
yn_desk_draft (YnDesk *desk, const char *matter, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };

  return yn_desk_borrow (desk, &loan, error) ? yn_drafts_get (loan.store, loan.enterprise->id, matter, error) : NULL;
}

/* The hidden answers, which the paper will not say: {pointer: value}. */
static YnJson *
hidden_answers (YnService *form, const YnJson *answers)
{
  g_auto (GStrv) hidden = yn_form_hidden (form, answers);
  g_autoptr (YnJsonWriter) writer = NULL;

  if (hidden == NULL || hidden[0] == NULL)
    return NULL;
  writer = yn_json_writer_new ();
  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "hidden");
  yn_json_writer_begin_object (writer);
  for (guint i = 0; hidden[i] != NULL; i++)
    if (yn_json_pointer (answers, hidden[i]) != NULL)
      yn_json_writer_member_value (writer, hidden[i], yn_json_pointer (answers, hidden[i]));
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

gint64
yn_desk_save (YnDesk *desk, const char *matter, gint64 revision, const YnJson *answers,
              GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnService) form = NULL;
  g_autoptr (YnJson) aside = NULL;

  if (!yn_desk_borrow (desk, &loan, error))
    return 0;
  draft = yn_drafts_get (loan.store, loan.enterprise->id, matter, error);
  form = draft == NULL ? NULL : yn_service_find (draft->service, error);
  if (form == NULL)
    return 0;
  aside = hidden_answers (form, answers);
  return yn_drafts_save (loan.store, loan.enterprise->id, matter, revision, answers, aside,
                         yn_clock_now (desk->clock), error);
}

gboolean
yn_desk_discard (YnDesk *desk, const char *matter, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };

  if (!yn_desk_borrow (desk, &loan, error) || !yn_drafts_discard (loan.store, loan.enterprise->id, matter, error))
    return FALSE;
  yn_desk_emit_changed (desk);
  return TRUE;
}

/* Attachments */

static const YnJson *
slot_of (YnService *form, const char *slot, GError **error)
{
  const YnJson *slots = yn_json_get (yn_service_json (form), "attachments");

  for (guint i = 0; i < yn_json_size (slots); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (slots, i), "id"), slot) == 0)
      return yn_json_at (slots, i);
  g_set_error (error, YN_ERROR, YN_ERROR_WRONG_USE, "the service has no attachment \"%s\"", slot);
  return NULL;
}

static gboolean
slot_takes (const YnJson *slot, const char *type)
{
  const YnJson *accept = yn_json_get (slot, "accept");

  for (guint i = 0; type != NULL && i < yn_json_size (accept); i++)
    if (g_strcmp0 (yn_json_string (yn_json_at (accept, i)), type) == 0)
      return TRUE;
  return FALSE;
}

/* What the file is, by its content: never by its name. */
static gboolean
look_into (GBytes *content, const YnJson *slot, const char **type, int *pages, GError **error)
{
  g_autoptr (YnPdf) pdf = NULL;

  *type = yn_reading_kind (content);
  *pages = 1;
  if (!slot_takes (slot, *type))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_WRONG_TYPE, "the content is %s", *type == NULL ? "of an unknown type" : *type);
      return FALSE;
    }
  if (strcmp (*type, "application/pdf") != 0)
    return TRUE;
  pdf = yn_pdf_open (content, error);
  if (pdf == NULL)
    return FALSE;
  if (yn_pdf_is_encrypted (pdf))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_ENCRYPTED_PDF, "the attachment is encrypted");
      return FALSE;
    }
  *pages = yn_pdf_n_pages (pdf);
  return TRUE;
}

static gboolean
slot_has_room (const YnLoan *loan, const char *matter, const char *slot_id, const YnJson *slot,
               GError **error)
{
  g_autoptr (GPtrArray) there = yn_attachments_list (loan->store, loan->enterprise->id, matter, error);
  gint64 count = 0;

  if (there == NULL)
    return FALSE;
  for (guint i = 0; i < there->len; i++)
    if (strcmp (((const YnAttachment *) g_ptr_array_index (there, i))->slot, slot_id) == 0)
      count++;
  if (count < yn_json_get_int (slot, "maxCount", 1))
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_TOO_MANY, "%" G_GINT64_FORMAT " files are attached already", count);
  return FALSE;
}

YnAttachment *
yn_desk_attach (YnDesk *desk, const char *matter, const char *slot, const char *path,
                GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnService) form = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *name = g_file_get_basename (file);
  const YnJson *description;
  const char *type;
  gint64 max;
  int pages;
  YnAttachment *attachment;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  draft = yn_drafts_get (loan.store, loan.enterprise->id, matter, error);
  form = draft == NULL ? NULL : yn_service_find (draft->service, error);
  description = form == NULL ? NULL : slot_of (form, slot, error);
  if (description == NULL)
    return NULL;
  if (draft->paper != NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_UNDER_SIGNATURE, "the paper is printed");
      return NULL;
    }
  max = yn_json_get_int (description, "maxBytes", 10 * 1024 * 1024);
  content = yn_file_read (path, MIN (max, YN_FILE_MAX_BYTES), error);
  if (content == NULL || !slot_has_room (&loan, matter, slot, description, error)
      || !look_into (content, description, &type, &pages, error))
    return NULL;
  stream = g_memory_input_stream_new_from_bytes (content);
  attachment = yn_attachments_add (loan.store, loan.enterprise->id, matter, slot, name, type, pages, stream, max,
                                   cancellable, error);
  if (attachment != NULL)
    yn_desk_emit_changed (desk);
  return attachment;
}

gboolean
yn_desk_detach (YnDesk *desk, const char *id, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };

  if (!yn_desk_borrow (desk, &loan, error) || !yn_attachments_remove (loan.store, loan.enterprise->id, id, error))
    return FALSE;
  yn_desk_emit_changed (desk);
  return TRUE;
}

GPtrArray *
yn_desk_attachments (YnDesk *desk, const char *matter, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };

  return yn_desk_borrow (desk, &loan, error) ? yn_attachments_list (loan.store, loan.enterprise->id, matter, error) : NULL;
}

YnJson *
yn_attachments_json (GPtrArray *attachments)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < attachments->len; i++)
    {
      const YnAttachment *attachment = g_ptr_array_index (attachments, i);

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "id", attachment->slot);
      yn_json_writer_member_string (writer, "name", attachment->name);
      yn_json_writer_member_string (writer, "sha256", attachment->sha256);
      yn_json_writer_member_int (writer, "size", attachment->size);
      yn_json_writer_member_string (writer, "type", attachment->type);
      if (attachment->pages > 0)
        yn_json_writer_member_int (writer, "pages", attachment->pages);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

/* The window's twins */

static YnCall *
call_with_json (YnDesk *desk, const char *first, const YnJson *one, const YnJson *other)
{
  YnCall *call = yn_call_new (desk, first, NULL);

  call->json[0] = one == NULL ? NULL : yn_json_ref (one);
  call->json[1] = other == NULL ? NULL : yn_json_ref (other);
  return call;
}

YN_DEFINE_WORK (begin_work,
                yn_desk_begin (call->desk, call->text[0], call->json[0], call->json[1], cancellable, error))
YN_DEFINE_FINISH (YnDraft *, yn_desk_begin)

void
yn_desk_begin_async (YnDesk *desk, const char *service, const YnJson *start, const YnJson *about,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (call_with_json (desk, service, start, about), desk->rows, begin_work, (GDestroyNotify) yn_draft_free,
               cancellable, callback, user_data);
}

YN_DEFINE_WORK (supplement_work, yn_desk_supplement (call->desk, call->text[0], cancellable, error))
YN_DEFINE_FINISH (YnDraft *, yn_desk_supplement)

void
yn_desk_supplement_async (YnDesk *desk, const char *filing, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, filing, NULL), desk->papers, supplement_work, (GDestroyNotify) yn_draft_free,
               cancellable, callback, user_data);
}

YN_DEFINE_WORK (draft_work, yn_desk_draft (call->desk, call->text[0], cancellable, error))
YN_DEFINE_FINISH (YnDraft *, yn_desk_draft)

void
yn_desk_draft_async (YnDesk *desk, const char *matter, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, matter, NULL), desk->rows, draft_work, (GDestroyNotify) yn_draft_free, cancellable,
               callback, user_data);
}

YN_DEFINE_WORK (save_work,
                yn_box_int64 (yn_desk_save (call->desk, call->text[0], call->number, call->json[0], cancellable, error)))

void
yn_desk_save_async (YnDesk *desk, const char *matter, gint64 revision, const YnJson *answers,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = call_with_json (desk, matter, answers, NULL);

  call->number = revision;
  yn_call_run (call, desk->rows, save_work, g_free, cancellable, callback, user_data);
}

gint64
yn_desk_save_finish (YnDesk *desk, GAsyncResult *result, GError **error)
{
  return yn_unbox_int64 (yn_work_finish (result, error));
}

YN_DEFINE_WORK (discard_work,
                yn_box_boolean (yn_desk_discard (call->desk, call->text[0], cancellable, error)))
YN_DEFINE_FINISH_BOOLEAN (yn_desk_discard)

void
yn_desk_discard_async (YnDesk *desk, const char *matter, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, matter, NULL), desk->rows, discard_work, NULL, cancellable, callback,
               user_data);
}

YN_DEFINE_WORK (attach_work,
                yn_desk_attach (call->desk, call->text[0], call->text[1], call->text[2], cancellable, error))
YN_DEFINE_FINISH (YnAttachment *, yn_desk_attach)

void
yn_desk_attach_async (YnDesk *desk, const char *matter, const char *slot, const char *path,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, matter, slot);

  call->text[2] = g_strdup (path);
  yn_call_run (call, desk->papers, attach_work, (GDestroyNotify) yn_attachment_free, cancellable, callback,
               user_data);
}

YN_DEFINE_WORK (detach_work, yn_box_boolean (yn_desk_detach (call->desk, call->text[0], cancellable, error)))
YN_DEFINE_FINISH_BOOLEAN (yn_desk_detach)

void
yn_desk_detach_async (YnDesk *desk, const char *id, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  yn_call_run (yn_call_new (desk, id, NULL), desk->rows, detach_work, NULL, cancellable, callback, user_data);
}

YN_DEFINE_WORK (attachments_work, yn_desk_attachments (call->desk, call->text[0], cancellable, error))
YN_DEFINE_FINISH (GPtrArray *, yn_desk_attachments)

void
yn_desk_attachments_async (YnDesk *desk, const char *matter, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, matter, NULL), desk->rows, attachments_work, (GDestroyNotify) g_ptr_array_unref,
               cancellable, callback, user_data);
}
