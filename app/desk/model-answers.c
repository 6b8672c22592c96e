/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/model-answers.h"

#include "base/hash.h"
#include "papers/paper.h"
#include "store/filings.h"
#include "store/templates.h"

void
yn_model_answers_clear (YnModelAnswers *model)
{
  g_free (model->service);
  g_free (model->matter);
  g_free (model->name);
  g_free (model->id);
  g_free (model->day);
  g_clear_pointer (&model->answers, yn_json_unref);
  g_clear_pointer (&model->aside, yn_json_unref);
  g_clear_pointer (&model->begun, yn_json_unref);
}

/* What the paper says of its form, where the aside remembers nothing of it. */
static YnJson *
form_of_paper (const YnJson *body)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  const YnJson *service = yn_json_get (body, "service");

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "version", yn_json_get_string (service, "version"));
  yn_json_writer_member_string (writer, "sha256", yn_json_get_string (service, "sha256"));
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

/* Private answers stand masked on the paper and in full on its annex. */
static YnJson *
answers_in_full (const YnLoan *loan, const YnFiling *filing, const YnJson *body, GError **error)
{
  g_autoptr (GBytes) annex = NULL;
  g_autoptr (YnJson) annex_body = NULL;

  if (filing->annex == NULL)
    return yn_json_ref (yn_json_get (body, "answers"));
  annex = yn_filings_annex (loan->store, loan->enterprise->id, filing->id, error);
  annex_body = annex == NULL ? NULL : yn_paper_body (annex, error);
  return annex_body == NULL ? NULL
                            : yn_json_laid_over (yn_json_get (body, "answers"), yn_json_get (annex_body, "answers"));
}

gboolean
yn_model_read_filing (const YnLoan *loan, const char *id, YnModelAnswers *model, GError **error)
{
  g_autoptr (YnFiling) filing = yn_filings_get (loan->store, loan->enterprise->id, id, error);
  g_autoptr (GBytes) paper = filing == NULL ? NULL : yn_filings_bytes (loan->store, loan->enterprise->id, id, error);
  g_autoptr (YnJson) body = paper == NULL ? NULL : yn_paper_body (paper, error);
  g_autoptr (YnJson) printed = body == NULL ? NULL : answers_in_full (loan, filing, body, error);
  const YnJson *begun;

  if (printed == NULL)
    return FALSE;
  begun = yn_json_get (filing->aside, "begun");
  model->service = g_strdup (filing->service);
  model->matter = g_strdup (filing->matter);
  model->id = g_strdup (id);
  model->day = yn_clock_civil_day (filing->kept);
  model->answers = yn_aside_restore_hidden (filing->aside, printed);
  model->begun = begun != NULL ? yn_json_ref (begun) : form_of_paper (body);
  model->aside = yn_json_with (filing->aside, "/begun", model->begun);
  model->origin = (YnOrigin) { YN_SOURCE_FILING, model->id, model->day };
  return TRUE;
}

static gboolean
read_template (const YnLoan *loan, const char *id, YnModelAnswers *model, GError **error)
{
  g_autoptr (YnTemplate) template = yn_templates_get (loan->store, loan->enterprise->id, id, error);

  if (template == NULL)
    return FALSE;
  model->service = g_steal_pointer (&template->service);
  model->name = g_steal_pointer (&template->name);
  model->day = yn_clock_civil_day (template->saved);
  model->answers = g_steal_pointer (&template->answers);
  model->begun = g_steal_pointer (&template->begun);
  model->origin = (YnOrigin) { YN_SOURCE_TEMPLATE, model->name, model->day };
  return TRUE;
}

gboolean
yn_model_read (const YnLoan *loan, const char *id, YnModelAnswers *model, GError **error)
{
  return yn_sha256_is (id) ? yn_model_read_filing (loan, id, model, error) : read_template (loan, id, model, error);
}
