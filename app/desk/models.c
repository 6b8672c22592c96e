/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/models.h"

#include "desk/private.h"
#include "store/filings.h"
#include "store/templates.h"

void
yn_model_free (YnModel *model)
{
  g_free (model->id);
  g_free (model->service);
  g_free (model->name);
  g_free (model->day);
  g_free (model);
}

static void
add_model (GPtrArray *models, const char *id, const char *service, const char *name, gint64 instant)
{
  YnModel *model = g_new0 (YnModel, 1);

  model->id = g_strdup (id);
  model->service = g_strdup (service);
  model->name = g_strdup (name);
  model->day = yn_clock_civil_day (instant);
  g_ptr_array_add (models, model);
}

GPtrArray *
yn_desk_models (YnDesk *desk, const char *service, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GPtrArray) models = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_model_free);
  g_autoptr (GPtrArray) templates = NULL;
  g_autoptr (GPtrArray) filings = NULL;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  templates = yn_templates_list (loan.store, loan.enterprise->id, service, error);
  filings = templates == NULL ? NULL : yn_filings_list (loan.store, loan.enterprise->id, error);
  if (filings == NULL)
    return NULL;
  for (guint i = 0; i < templates->len; i++)
    {
      const YnTemplate *template = g_ptr_array_index (templates, i);

      add_model (models, template->id, template->service, template->name, template->saved);
    }
  for (guint i = 0; i < filings->len; i++)
    {
      const YnFiling *filing = g_ptr_array_index (filings, i);

      if (g_strcmp0 (filing->service, service) == 0)
        add_model (models, filing->id, filing->service, NULL, filing->kept);
    }
  return g_steal_pointer (&models);
}

/* --- templates -------------------------------------------------------------------------------------------------- */

gboolean
yn_desk_keep_template (YnDesk *desk, const char *matter, const char *name, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnTemplate) kept = NULL;

  if (!yn_desk_borrow (desk, &loan, error))
    return FALSE;
  draft = yn_drafts_get (loan.store, loan.enterprise->id, matter, error);
  if (draft == NULL)
    return FALSE;
  kept = yn_templates_put (loan.store, loan.enterprise->id, draft->service, name, draft->answers,
                           yn_json_get (draft->aside, "begun"), yn_clock_now (desk->clock), error);
  if (kept != NULL)
    yn_desk_emit_changed (desk);
  return kept != NULL;
}

gboolean
yn_desk_drop_template (YnDesk *desk, const char *template, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };

  if (!yn_desk_borrow (desk, &loan, error)
      || !yn_templates_remove (loan.store, loan.enterprise->id, template, error))
    return FALSE;
  yn_desk_emit_changed (desk);
  return TRUE;
}

/* The window's twins */

YN_DEFINE_WORK (models_work, yn_desk_models (call->desk, call->text[0], cancellable, error))
YN_DEFINE_FINISH (GPtrArray *, yn_desk_models)

void
yn_desk_models_async (YnDesk *desk, const char *service, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  yn_call_run (yn_call_new (desk, service, NULL), desk->rows, models_work, (GDestroyNotify) g_ptr_array_unref,
               cancellable, callback, user_data);
}

YN_DEFINE_WORK (keep_template_work,
                yn_box_boolean (yn_desk_keep_template (call->desk, call->text[0], call->text[1], cancellable, error)))
YN_DEFINE_FINISH_BOOLEAN (yn_desk_keep_template)

void
yn_desk_keep_template_async (YnDesk *desk, const char *matter, const char *name, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, matter, name), desk->rows, keep_template_work, NULL, cancellable, callback,
               user_data);
}

YN_DEFINE_WORK (drop_template_work,
                yn_box_boolean (yn_desk_drop_template (call->desk, call->text[0], cancellable, error)))
YN_DEFINE_FINISH_BOOLEAN (yn_desk_drop_template)

void
yn_desk_drop_template_async (YnDesk *desk, const char *template, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, template, NULL), desk->rows, drop_template_work, NULL, cancellable, callback,
               user_data);
}
