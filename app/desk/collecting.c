/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/collecting.h"

#include "desk/private.h"
#include "desk/standing.h"
#include "papers/paper.h"
#include "papers/poster.h"
#include "store/filings.h"
#include "store/records.h"

static YnJson *
collect (GBytes *paper, const char *code, const YnJson *kept, GPtrArray **problems, GError **error)
{
  g_autoptr (YnJson) body = yn_paper_body (paper, error);
  g_autoptr (YnService) service = body != NULL ? yn_paper_service_of (body, error) : NULL;
  YnJson *fields = NULL;

  *problems = NULL;
  if (service == NULL)
    return NULL;
  if (g_strcmp0 (yn_json_get_string (body, "part"), "main") == 0)
    fields = yn_collection_fields (service, body, code, kept, problems);
  if (fields == NULL)
    g_set_error (error, YN_ERROR, YN_ERROR_NOT_A_PAPER, "no main paper of a commitment");
  return fields;
}

YnJson *
yn_loose_collection (GBytes *paper, GPtrArray **problems, GError **error)
{
  return collect (paper, NULL, NULL, problems, error);
}

/* The entry of the record that tells how this commitment was kept; borrowed from @record. */
static const YnJson *
entry_of (const YnJson *record, const char *code)
{
  const YnJson *commitments = yn_json_get (record, "commitments");

  for (guint i = 0; code != NULL && i < yn_json_size (commitments); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (commitments, i), "code"), code) == 0)
      return yn_json_at (commitments, i);
  return NULL;
}

YnJson *
yn_desk_collection (YnDesk *desk, const char *filing, GPtrArray **problems, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnStanding) standing = yn_desk_standing_of (desk, filing, cancellable, error);
  g_autoptr (GBytes) paper = NULL;
  g_autoptr (YnRecordCopy) record = NULL;

  *problems = NULL;
  if (standing == NULL || !yn_desk_borrow (desk, &loan, error))
    return NULL;
  paper = yn_filings_bytes (loan.store, loan.enterprise->id, filing, error);
  if (paper == NULL)
    return NULL;
  record = yn_records_get (loan.store, loan.enterprise->id, NULL);
  return collect (paper, standing->code, record != NULL ? entry_of (record->record, standing->code) : NULL, problems,
                  error);
}

static GBytes *
poster_of (GBytes *paper, GError **error)
{
  g_autoptr (YnJson) body = yn_paper_body (paper, error);
  g_autoptr (YnService) service = body != NULL ? yn_paper_service_of (body, error) : NULL;

  return service != NULL ? yn_poster_print (paper, service, error) : NULL;
}

/* Nobody has promised what nobody signed. Whose the signatures are is not asked here: `verify` does. */
static gboolean
is_signed (GBytes *paper, const YnService *service, GError **error)
{
  guint wanted = yn_json_size (yn_json_get (yn_service_json (service), "signers"));
  g_autoptr (YnTrust) nobody = yn_trust_new ();
  g_autoptr (YnVerification) verification = yn_verify (paper, nobody, g_get_real_time ());

  if (wanted > 0 && verification->signatures->len == 0)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_SIGNED, "nobody signed the paper");
  for (guint i = 0; i < verification->signatures->len; i++)
    if (((const YnSignatureVerdict *) g_ptr_array_index (verification->signatures, i))->intact != YN_VERDICT_YES)
      {
        g_set_error (error, YN_ERROR, YN_ERROR_SIGNATURE_INVALID, "signature %u is not intact", i + 1);
        return FALSE;
      }
  return wanted == 0 || verification->signatures->len > 0;
}

GBytes *
yn_loose_poster (GBytes *paper, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnJson) body = yn_paper_body (paper, error);
  g_autoptr (YnService) service = body != NULL ? yn_paper_service_of (body, error) : NULL;

  if (service == NULL || !is_signed (paper, service, error) || !yn_paper_compare (paper, service, cancellable, error))
    return NULL;
  return yn_poster_print (paper, service, error);
}

/* What the store keeps was compared before it was signed. */
GBytes *
yn_desk_poster (YnDesk *desk, const char *filing, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GBytes) paper = NULL;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  paper = yn_filings_bytes (loan.store, loan.enterprise->id, filing, error);
  return paper != NULL ? poster_of (paper, error) : NULL;
}

/* The window's twin */

YN_DEFINE_WORK (poster_work, yn_desk_poster (call->desk, call->text[0], cancellable, error))
YN_DEFINE_FINISH (GBytes *, yn_desk_poster)

void
yn_desk_poster_async (YnDesk *desk, const char *filing, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  yn_call_run (yn_call_new (desk, filing, NULL), desk->papers, poster_work, (GDestroyNotify) g_bytes_unref, cancellable,
               callback, user_data);
}
