/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/printing.h"

#include "base/data.h"
#include "base/hash.h"
#include "desk/filling.h"
#include "papers/paper.h"

void
yn_printed_clear (YnPrinted *printed)
{
  g_clear_pointer (&printed->paper, g_bytes_unref);
  g_clear_pointer (&printed->annex, g_bytes_unref);
}

/* The first authority of the service, from the directory (data/authorities.json): never from the code. A practice
 * platform has windows of its own and no organ's name or code (invariant 6). */
static void
write_authority (YnJsonWriter *writer, YnService *form, gboolean practice)
{
  const char *id = yn_json_string (yn_json_at (yn_json_get (yn_service_json (form), "authorities"), 0));
  g_autoptr (YnJson) directory = yn_data_json ("authorities.json", NULL);
  const YnJson *authority = id == NULL ? NULL : yn_json_get (directory, id);

  yn_json_writer_name (writer, "authority");
  if (authority == NULL)
    {
      yn_json_writer_null (writer);
      return;
    }
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "name",
                                yn_json_text (practice ? yn_json_get (authority, "practice") : authority,
                                              YN_LANGUAGE_ZH_CN));
  yn_json_writer_member_string (writer, "uscc", practice ? NULL : yn_json_get_string (authority, "uscc"));
  yn_json_writer_end (writer);
}

static YnJson *
context_of (YnDesk *desk, const YnLoan *loan, YnService *form, const YnDraft *draft)
{
  const YnDiscovery *platform = loan->place->discovery;
  g_autofree char *day = yn_clock_today (desk->clock);
  g_autofree char *number = g_strdup_printf ("%.8s", draft->matter);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "matter", draft->matter);
  yn_json_writer_name (writer, "platform");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", platform->identity);
  yn_json_writer_member_string (writer, "name", platform->name);
  yn_json_writer_member_boolean (writer, "practice", platform->practice);
  yn_json_writer_end (writer);
  yn_json_writer_name (writer, "enterprise");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "name", loan->enterprise->name);
  yn_json_writer_member_string (writer, "uscc", loan->enterprise->uscc);
  yn_json_writer_end (writer);
  write_authority (writer, form, platform->practice);
  yn_json_writer_member_string (writer, "day", day);
  yn_json_writer_member_string (writer, "number", number);
  yn_json_writer_name (writer, "about");
  if (draft->about == NULL)
    yn_json_writer_null (writer);
  else
    yn_json_writer_value (writer, draft->about);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

gboolean
yn_print_both (YnService *form, const YnJson *visible, const YnJson *context, const YnJson *attachments,
               YnPrinted *printed, GError **error)
{
  g_autoptr (YnJson) annex_body = NULL;
  g_autoptr (YnJson) body = yn_paper_compose (form, visible, context, attachments, &annex_body);

  if (annex_body != NULL)
    {
      g_autofree char *sha256 = NULL;
      YnJson *with_annex;

      printed->annex = yn_paper_print (form, annex_body, error);
      if (printed->annex == NULL)
        return FALSE;
      sha256 = yn_sha256 (printed->annex);
      with_annex = yn_paper_with_annex (body, sha256);
      yn_json_unref (g_steal_pointer (&body));
      body = with_annex;
    }
  printed->paper = yn_paper_print (form, body, error);
  return printed->paper != NULL;
}

gboolean
yn_print_kept (YnService *form, const YnPrintStock *stock, YnPrinted *printed, GError **error)
{
  return yn_service_keep (form, error) /* or nobody could compare this paper later (invariant 9) */
         && yn_print_both (form, stock->visible, stock->context, stock->attachments, printed, error);
}

gboolean
yn_draft_may_print (YnService *form, const YnDraft *draft, GError **error)
{
  if (!yn_service_fileable (form, error))
    return FALSE;
  if (draft->paper != NULL || !yn_draft_has_news (form, draft))
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_FORM_UPDATED, "the form has a new version that nobody has looked at");
  return FALSE;
}

gboolean
yn_draft_paper_is_of_today (YnService *form, const YnDraft *draft, GError **error)
{
  g_autoptr (YnJson) body = yn_paper_body (draft->paper, error);
  const char *sha256 = yn_json_get_string (yn_json_get (body, "service"), "sha256");

  if (body == NULL || g_strcmp0 (sha256, yn_service_sha256 (form)) == 0)
    return body != NULL;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_PAPER_OUTDATED,
                       "the paper was printed with an earlier version of its form");
  return FALSE;
}

void
yn_print_stock_clear (YnPrintStock *stock)
{
  g_clear_pointer (&stock->visible, yn_json_unref);
  g_clear_pointer (&stock->context, yn_json_unref);
  g_clear_pointer (&stock->attachments, yn_json_unref);
}

gboolean
yn_draft_stock (YnDesk *desk, const YnLoan *loan, YnService *form, const YnDraft *draft, YnPrintStock *stock,
                GError **error)
{
  g_autoptr (YnAnswers) answers = yn_answers_new (form, draft->answers);
  g_autoptr (YnJson) visible = yn_answers_visible (answers);
  g_autoptr (GPtrArray) files = yn_attachments_list (loan->store, loan->enterprise->id, draft->matter, error);
  g_autoptr (YnJson) attachments = files == NULL ? NULL : yn_attachments_json (files);
  g_autofree char *today = yn_clock_today (desk->clock);
  g_autoptr (GPtrArray) problems = NULL;

  if (attachments == NULL || !yn_service_fileable (form, error)) /* a draft may be older than the file */
    return FALSE;
  problems = yn_answers_check (answers, attachments, today, yn_desk_language (desk));
  if (problems->len > 0)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_ANSWERS_INCOMPLETE, "%u problems, the first at \"%s\"", problems->len,
                   ((const YnProblem *) g_ptr_array_index (problems, 0))->pointer);
      return FALSE;
    }
  stock->visible = g_steal_pointer (&visible);
  stock->context = context_of (desk, loan, form, draft);
  stock->attachments = g_steal_pointer (&attachments);
  return TRUE;
}

gboolean
yn_draft_print (YnDesk *desk, const YnLoan *loan, YnService *form, const YnDraft *draft, YnPrinted *printed,
                GError **error)
{
  g_auto (YnPrintStock) stock = { 0 };

  return yn_draft_stock (desk, loan, form, draft, &stock, error)
         && yn_print_kept (form, &stock, printed, error);
}
