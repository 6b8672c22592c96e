/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/attaching.h"

#include "desk/files.h"
#include "desk/private.h"
#include "forms/service.h"
#include "papers/content.h"
#include "store/drafts.h"

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

/* A good file of a kind that this slot does not take is the wrong one too. */
static gboolean
look_into (GBytes *content, const YnJson *slot, const char **type, int *pages, GError **error)
{
  if (!yn_content_look (content, type, pages, error))
    return FALSE;
  if (slot_takes (slot, *type))
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_WRONG_TYPE, "the slot takes no %s", *type);
  return FALSE;
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

/* A file, looked into, and where it goes. */
typedef struct
{
  YnDraft *draft;
  YnService *form;
  const YnJson *slot;
  GBytes *content;
  gint64 max; /* bytes */
  const char *type;
  int pages;
} Brought;

static void
brought_clear (Brought *brought)
{
  g_clear_pointer (&brought->draft, yn_draft_free);
  g_clear_pointer (&brought->form, yn_service_unref);
  g_clear_pointer (&brought->content, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Brought, brought_clear)

static gboolean
bring (const YnLoan *loan, const char *matter, const char *slot, const char *path, Brought *brought,
       GError **error)
{
  brought->draft = yn_drafts_get (loan->store, loan->enterprise->id, matter, error);
  brought->form = brought->draft == NULL ? NULL : yn_service_find (brought->draft->service, error);
  brought->slot = brought->form == NULL ? NULL : slot_of (brought->form, slot, error);
  if (brought->slot == NULL)
    return FALSE;
  brought->max = yn_json_get_int (brought->slot, "maxBytes", 10 * 1024 * 1024);
  brought->content = yn_file_read (path, MIN (brought->max, YN_FILE_MAX_BYTES), error);
  return brought->content != NULL
         && look_into (brought->content, brought->slot, &brought->type, &brought->pages, error);
}

YnAttachment *
yn_desk_attach (YnDesk *desk, const char *matter, const char *slot, const char *path,
                GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_auto (Brought) brought = { NULL };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *name = g_file_get_basename (file);
  YnAttachment *attachment;

  if (!yn_desk_borrow (desk, &loan, error) || !bring (&loan, matter, slot, path, &brought, error))
    return NULL;
  if (brought.draft->paper != NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_UNDER_SIGNATURE, "the paper is printed");
      return NULL;
    }
  if (!slot_has_room (&loan, matter, slot, brought.slot, error))
    return NULL;
  stream = g_memory_input_stream_new_from_bytes (brought.content);
  attachment = yn_attachments_add (loan.store, loan.enterprise->id, matter, slot, name, brought.type,
                                   brought.pages, stream, brought.max, cancellable, error);
  if (attachment != NULL)
    yn_desk_emit_changed (desk);
  return attachment;
}

gboolean
yn_desk_attach_in_place (YnDesk *desk, const char *matter, const char *slot, const char *path,
                         GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_auto (Brought) brought = { NULL };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (YnAttachment) attachment = NULL;

  if (!yn_desk_borrow (desk, &loan, error) || !bring (&loan, matter, slot, path, &brought, error))
    return FALSE;
  stream = g_memory_input_stream_new_from_bytes (brought.content);
  attachment = yn_attachments_add_scan (loan.store, loan.enterprise->id, matter, brought.draft->revision, slot, name,
                                        brought.type, brought.pages, stream, brought.max, yn_clock_now (desk->clock),
                                        cancellable, error);
  if (attachment == NULL)
    return FALSE;
  yn_desk_forget_prepared (desk, matter);
  yn_desk_emit_changed (desk);
  return TRUE;
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

  return yn_desk_borrow (desk, &loan, error) ? yn_attachments_list (loan.store, loan.enterprise->id, matter, error)
                                             : NULL;
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
