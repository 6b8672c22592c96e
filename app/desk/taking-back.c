/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/taking-back.h"

#include <glib/gi18n-lib.h>

#include "desk/private.h"

static char *
signed_words (const YnSignature *signature, YnLanguage language)
{
  g_autofree char *words = yn_signature_words (signature, language);

  return g_strdup_printf (_("Signed: %s"), words);
}

char **
yn_under_signature_cost (const YnUnderSignature *paper, YnLanguage language)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < paper->signatures->len; i++)
    g_ptr_array_add (lines, signed_words (g_ptr_array_index (paper->signatures, i), language));
  for (guint i = 0; i < paper->handed_out->len; i++)
    if (yn_handed_out_is_awaited (g_ptr_array_index (paper->handed_out, i), paper->sha256))
      g_ptr_array_add (lines, yn_handed_out_words (g_ptr_array_index (paper->handed_out, i), paper->sha256));
  if (lines->len == 0)
    return NULL;
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}

static gboolean
take_back (YnDesk *desk, const YnLoan *loan, const YnDraft *draft, GError **error)
{
  yn_desk_forget_prepared (desk, draft->matter);
  if (draft->paper != NULL
      && yn_drafts_put_paper (loan->store, loan->enterprise->id, draft->matter, draft->revision, NULL, NULL, NULL,
                              yn_clock_now (desk->clock), error)
             == 0)
    return FALSE;
  yn_desk_emit_changed (desk);
  return TRUE;
}

static gboolean
was_shown (YnDesk *desk, const char *matter, const char *const *cost, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnUnderSignature) paper = yn_desk_under_signature_of (desk, matter, cancellable, NULL);
  g_auto (GStrv) now = paper != NULL ? yn_under_signature_cost (paper, yn_desk_language (desk)) : NULL;

  if (now == NULL || (cost != NULL && g_strv_equal ((const char *const *) now, cost)))
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_COST_UNSEEN, "it costs, by now: %s", now[0]);
  return FALSE;
}

gboolean
yn_desk_take_back (YnDesk *desk, const char *matter, const char *const *cost, GCancellable *cancellable,
                   GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnDraft) draft = NULL; /* read first: what changes behind it is of another revision */

  if (!yn_desk_borrow (desk, &loan, error))
    return FALSE;
  draft = yn_drafts_get (loan.store, loan.enterprise->id, matter, error);
  return draft != NULL && was_shown (desk, matter, cost, cancellable, error)
         && take_back (desk, &loan, draft, error);
}

/* --- the window's twin ---------------------------------------------------------------------------------- */

YN_DEFINE_WORK (take_back_work,
                yn_box_boolean (yn_desk_take_back (call->desk, call->text[0], (const char *const *) call->object,
                                                   cancellable, error)))
YN_DEFINE_FINISH_BOOLEAN (yn_desk_take_back)

void
yn_desk_take_back_async (YnDesk *desk, const char *matter, const char *const *cost, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, matter, NULL);

  call->object = g_strdupv ((char **) cost);
  call->object_free = (GDestroyNotify) g_strfreev;
  yn_call_run (call, desk->papers, take_back_work, NULL, cancellable, callback, user_data);
}
