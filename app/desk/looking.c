/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/looking.h"

#include "desk/looked-at.h"
#include "desk/private.h"

/* Of YnDraft. */
static GPtrArray *
find_unsigned (const YnLoan *loan, const char *const *matters)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_draft_free);

  for (guint i = 0; matters[i] != NULL; i++)
    {
      g_autoptr (YnDraft) draft = yn_drafts_get (loan->store, loan->enterprise->id, matters[i], NULL);

      if (draft != NULL && yn_draft_was_only_looked_at (loan->store, loan->enterprise->id, draft))
        g_ptr_array_add (drafts, g_steal_pointer (&draft));
    }
  return drafts;
}

gboolean
yn_desk_put_away (YnDesk *desk, const char *const *matters, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GArray) puttings = g_array_new (FALSE, TRUE, sizeof (YnPutting));
  gboolean done;

  if (!yn_desk_borrow (desk, &loan, error))
    return FALSE;
  drafts = find_unsigned (&loan, matters);
  for (guint i = 0; i < drafts->len; i++)
    {
      const YnDraft *draft = g_ptr_array_index (drafts, i);
      YnPutting putting = { .matter = draft->matter, .revision = draft->revision };

      yn_desk_forget_prepared (desk, draft->matter);
      g_array_append_val (puttings, putting);
    }
  done = puttings->len == 0
         || yn_drafts_put_papers (loan.store, loan.enterprise->id, puttings, yn_clock_now (desk->clock), error);
  for (guint i = 0; i < puttings->len; i++) /* somebody else is at work on it */
    g_clear_error (&g_array_index (puttings, YnPutting, i).error);
  if (puttings->len > 0)
    yn_desk_emit_changed (desk);
  return done;
}

YN_DEFINE_WORK (put_away_work,
                yn_box_boolean (yn_desk_put_away (call->desk, (const char *const *) call->object, error)))

void
yn_desk_put_away_later (YnDesk *desk, const char *const *matters)
{
  YnCall *call = yn_call_new (desk, NULL, NULL);

  call->object = g_strdupv ((char **) matters);
  call->object_free = (GDestroyNotify) g_strfreev;
  yn_call_run (call, desk->rows, put_away_work, NULL, NULL, NULL, NULL);
}
