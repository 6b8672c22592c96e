/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/filling.h"

#include "desk/private.h"
#include "forms/upgrade.h"

/* {pointer: value} of the answers that rules hide now. */
static YnJson *
hidden_answers (YnService *form, const YnJson *answers)
{
  g_auto (GStrv) hidden = yn_form_hidden (form, answers);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  for (guint i = 0; hidden != NULL && hidden[i] != NULL; i++)
    if (yn_json_pointer (answers, hidden[i]) != NULL)
      yn_json_writer_member_value (writer, hidden[i], yn_json_pointer (answers, hidden[i]));
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

YnJson *
yn_draft_aside (YnService *form, const YnJson *aside, const YnJson *answers)
{
  g_autoptr (YnJson) hidden = hidden_answers (form, answers);
  g_autoptr (YnJson) whole = aside != NULL ? yn_json_ref (aside) : yn_json_new_object ();

  yn_json_put (&whole, "/hidden", yn_json_size (hidden) > 0 ? hidden : NULL);
  return yn_json_size (whole) > 0 ? g_steal_pointer (&whole) : NULL;
}

/* --- a new version of the form ---------------------------------------------------------------------------------- */

/* The draft in the form as it is now; what changed stays in its aside as news until the person has seen it. */
static gboolean
upgrade (YnDesk *desk, const YnLoan *loan, YnService *form, YnDraft *draft, GError **error)
{
  g_autoptr (YnAside) notes = yn_aside_new (draft->aside);
  g_autoptr (GPtrArray) news = yn_upgrade_news_read (yn_aside_news (notes), form, YN_LANGUAGE_ZH_CN);
  g_autofree char *today = yn_clock_today (desk->clock);
  g_autoptr (YnJson) begun = yn_json_ref (yn_aside_begun (notes));
  g_autoptr (YnJson) answers = yn_upgrade (begun, form, draft->answers, notes, today, news);
  g_autoptr (YnJson) said = yn_upgrade_news_json (news);
  g_autoptr (YnJson) plain = NULL;
  g_autoptr (YnJson) aside = NULL;
  gint64 revision;

  yn_aside_set_news (notes, said);
  plain = yn_aside_json (notes, answers);
  aside = yn_draft_aside (form, plain, answers);
  revision = yn_drafts_save (loan->store, loan->enterprise->id, draft->matter, draft->revision, answers, aside,
                             yn_clock_now (desk->clock), error);
  if (revision == 0)
    return FALSE;
  draft->revision = revision;
  yn_json_unref (draft->answers);
  draft->answers = g_steal_pointer (&answers);
  g_clear_pointer (&draft->aside, yn_json_unref);
  draft->aside = g_steal_pointer (&aside);
  return TRUE;
}

YnDraft *
yn_desk_draft (YnDesk *desk, const char *matter, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnService) form = NULL;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  draft = yn_drafts_get (loan.store, loan.enterprise->id, matter, error);
  form = draft == NULL ? NULL : yn_service_find (draft->service, error);
  if (form == NULL)
    return NULL;
  if (draft->paper == NULL && yn_upgrade_is_due (yn_json_get (draft->aside, "begun"), form)
      && !upgrade (desk, &loan, form, draft, error))
    return NULL;
  return g_steal_pointer (&draft);
}

gboolean
yn_draft_has_news (YnService *form, const YnDraft *draft)
{
  return yn_json_size (yn_json_get (draft->aside, "news")) > 0
         || yn_upgrade_is_due (yn_json_get (draft->aside, "begun"), form);
}

/* --- saving ----------------------------------------------------------------------------------------------------- */

gint64
yn_desk_save (YnDesk *desk, const char *matter, gint64 revision, const YnJson *answers, const YnJson *aside,
              GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnService) form = NULL;
  g_autoptr (YnJson) whole = NULL;

  if (!yn_desk_borrow (desk, &loan, error))
    return 0;
  draft = yn_drafts_get (loan.store, loan.enterprise->id, matter, error);
  form = draft == NULL ? NULL : yn_service_find (draft->service, error);
  if (form == NULL)
    return 0;
  whole = yn_draft_aside (form, aside != NULL ? aside : draft->aside, answers);
  return yn_drafts_save (loan.store, loan.enterprise->id, matter, revision, answers, whole,
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

/* The window's twins */

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
                yn_box_int64 (yn_desk_save (call->desk, call->text[0], call->number, call->json[0], call->json[1],
                                            cancellable, error)))

void
yn_desk_save_async (YnDesk *desk, const char *matter, gint64 revision, const YnJson *answers, const YnJson *aside,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, matter, NULL);

  call->json[0] = yn_json_ref (answers);
  call->json[1] = aside == NULL ? NULL : yn_json_ref (aside);
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

