/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/hands.h"

#include <glib/gi18n-lib.h>

#include "base/hash.h"
#include "desk/attaching.h"
#include "desk/differing.h"
#include "desk/named.h"
#include "desk/private.h"
#include "desk/sign-file.h"
#include "desk/turn.h"
#include "papers/paper.h"

#include <string.h>

void
yn_under_signature_free (YnUnderSignature *paper)
{
  if (paper == NULL)
    return;
  g_free (paper->matter);
  g_free (paper->service);
  g_free (paper->title);
  g_free (paper->apart);
  g_clear_pointer (&paper->signers, g_ptr_array_unref);
  g_clear_pointer (&paper->signatures, g_ptr_array_unref);
  g_clear_pointer (&paper->handed_out, g_ptr_array_unref);
  g_free (paper->sha256);
  g_clear_pointer (&paper->next, yn_signer_free);
  g_free (paper);
}

/* --- listing -------------------------------------------------------------------------------------------- */

static YnUnderSignature *
look (YnDesk *desk, const YnLoan *loan, const YnDraft *draft, GError **error)
{
  g_autoptr (YnUnderSignature) paper = g_new0 (YnUnderSignature, 1);
  g_autoptr (YnService) form = yn_service_find (draft->service, error);
  g_autoptr (YnJson) body = form == NULL ? NULL : yn_paper_body (draft->paper, error);
  g_auto (GStrv) fields = body == NULL ? NULL : yn_turn_fields (draft->paper, error);

  if (fields == NULL)
    return NULL;
  paper->matter = g_strdup (draft->matter);
  paper->service = g_strdup (draft->service);
  paper->title = g_strdup (yn_service_title (form, yn_desk_language (desk)));
  paper->changed = draft->saved;
  paper->signers = yn_signers_of (form, body);
  paper->next = yn_turn_signer_behind (form, body, (const char *const *) fields);
  paper->signatures = yn_signatures_of (draft->paper, loan->place->trust, yn_clock_now (desk->clock));
  paper->handed_out = yn_handed_out_of (loan->store, loan->enterprise->id, draft->matter, error);
  paper->sha256 = yn_sha256 (draft->paper);
  paper->takes_ink = yn_signers_take_ink (form) && fields[0] == NULL;
  paper->in_ink = yn_signers_in_ink (form, body);
  return paper->handed_out != NULL ? g_steal_pointer (&paper) : NULL;
}

static guint
turn (const YnUnderSignature *paper)
{
  for (guint i = 0; paper->next != NULL && i < paper->signers->len; i++)
    {
      const YnSigner *signer = g_ptr_array_index (paper->signers, i);

      if (strcmp (signer->role, paper->next->role) == 0 && signer->number == paper->next->number)
        return i + 1;
    }
  return 0;
}

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  const YnUnderSignature *left = *(YnUnderSignature *const *) a;
  const YnUnderSignature *right = *(YnUnderSignature *const *) b;
  int order;

  if (left->next == NULL || right->next == NULL)
    order = (left->next != NULL) - (right->next != NULL);
  else
    {
      order = strcmp (left->next->role, right->next->role);
      if (order == 0)
        order = g_strcmp0 (left->next->name, right->next->name);
      if (order == 0)
        order = (int) turn (left) - (int) turn (right);
    }
  return order != 0 ? order : (left->changed > right->changed) - (left->changed < right->changed);
}

/* A paper that cannot be read any more does not fail the whole list: its own page says so. */
GPtrArray *
yn_desk_under_signature (YnDesk *desk, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (GPtrArray) drafts = NULL;
  g_auto (GStrv) apart = NULL;
  GPtrArray *papers;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  drafts = yn_drafts_list (loan.store, loan.enterprise->id, error);
  if (drafts == NULL)
    return NULL;
  apart = yn_differing_lines (drafts, yn_desk_language (desk));
  papers = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_under_signature_free);
  for (guint i = 0; i < drafts->len; i++)
    {
      const YnDraft *draft = g_ptr_array_index (drafts, i);
      YnUnderSignature *paper = draft->paper == NULL ? NULL : look (desk, &loan, draft, NULL);

      if (paper == NULL)
        continue;
      paper->apart = g_strdup (apart[i]);
      g_ptr_array_add (papers, paper);
    }
  g_ptr_array_sort (papers, compare_turns);
  return papers;
}

/* The draft with its paper. */
static YnDraft *
printed_draft (const YnLoan *loan, const char *matter, GError **error)
{
  g_autoptr (YnDraft) draft = yn_drafts_get (loan->store, loan->enterprise->id, matter, error);

  if (draft == NULL || draft->paper != NULL)
    return g_steal_pointer (&draft);
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NOTHING_PRINTED, "the draft is still being filled in");
  return NULL;
}

YnUnderSignature *
yn_desk_under_signature_of (YnDesk *desk, const char *matter, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnDraft) draft = NULL;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  draft = printed_draft (&loan, matter, error);
  return draft == NULL ? NULL : look (desk, &loan, draft, error);
}

/* --- out ------------------------------------------------------------------------------------------------ */

GBytes *
yn_desk_hand_out (YnDesk *desk, const char *matter, gboolean bare, char **name, GCancellable *cancellable,
                  GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (YnUnderSignature) paper = NULL;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  draft = printed_draft (&loan, matter, error);
  paper = draft == NULL ? NULL : look (desk, &loan, draft, error);
  if (paper == NULL)
    return NULL;
  if (paper->next == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_ALL_SIGNED, "nobody is left to sign it");
      return NULL;
    }
  if (name != NULL)
    {
      *name = g_strconcat (paper->title, "-", paper->next->name != NULL ? paper->next->name : "",
                           bare ? ".pdf" : YN_SIGN_FILE_SUFFIX, NULL);
      g_strdelimit (*name, "/\\:*?\"<>|", '_');
    }
  return bare ? g_bytes_ref (draft->paper) : yn_sign_file_pack_new (draft->paper, draft->annex);
}

gboolean
yn_desk_note_handed_out (YnDesk *desk, const char *matter, const YnSigner *to, gboolean bare,
                         GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnUnderSignature) paper = yn_desk_under_signature_of (desk, matter, cancellable, error);
  g_autofree char *field = NULL;
  g_autofree char *who = NULL;

  if (paper != NULL && to == NULL)
    to = paper->next;
  if (to == NULL || paper == NULL || !yn_desk_borrow (desk, &loan, error))
    return paper != NULL && to == NULL;
  field = yn_signer_field (to);
  who = yn_signer_words (to, yn_desk_language (desk));
  if (!yn_handed_out_note (loan.store, loan.enterprise->id, matter,
                           &(YnHandedOut) { yn_clock_now (desk->clock), field, who, paper->sha256, 0, bare }, error))
    return FALSE;
  yn_desk_emit_changed (desk);
  return TRUE;
}

/* --- home ----------------------------------------------------------------------------------------------- */

static gboolean
refuse (GError **error, YnError code, const char *what)
{
  g_set_error_literal (error, YN_ERROR, code, what);
  return FALSE;
}

static gboolean
begins_with (GBytes *whole, GBytes *beginning)
{
  gsize size;
  const void *data = g_bytes_get_data (beginning, &size);

  return g_bytes_get_size (whole) >= size && memcmp (g_bytes_get_data (whole, NULL), data, size) == 0;
}

static gboolean
class_taken (const YnLoan *loan, const YnSigner *signer, const YnSignature *signature, GError **error)
{
  gboolean practice = signature->class == YN_SIGNATURE_CLASS_PRACTICE;

  if (practice != loan->place->discovery->practice)
    return refuse (error, YN_ERROR_PRACTICE_MIXED, "practice and real do not mix");
  return yn_signer_takes (signer, yn_signature_class_name (signature->class))
         || refuse (error, YN_ERROR_CLASS_NOT_TAKEN, "the service takes no signature of that class");
}

/* A practice platform issues its certificates itself; elsewhere an unknown issuer is for the accepting authority
 * to judge. Whether a certificate still stands was asked just before, of those whom it names. Where nobody answers, the
 * paper is taken all the same: this desk may be offline, the signature is as good as when it was made, and whoever
 * accepts the paper asks again; to refuse it would only have it signed once more by the same certificate. */
static gboolean
signer_known (const YnLoan *loan, const YnSignature *signature, GError **error)
{
  if (signature->intact != YN_VERDICT_YES)
    return refuse (error, YN_ERROR_SIGNATURE_INVALID, "a signature does not hold");
  if (signature->who == YN_VERDICT_NO
      || (loan->place->discovery->practice && signature->who != YN_VERDICT_YES
          && g_strcmp0 (signature->code, "revocation-unknown") != 0
          && g_strcmp0 (signature->code, "revocation-unanswered") != 0
          && g_strcmp0 (signature->code, "revocation-unaskable") != 0))
    return refuse (error, YN_ERROR_NOT_TRUSTED, "the signer's certificate is not to be trusted");
  return TRUE;
}

static gboolean
is_signers (const YnLoan *loan, const YnSigner *signer, const YnSignatureVerdict *verdict,
            const YnSignature *signature, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (!signer_known (loan, signature, error) || !class_taken (loan, signer, signature, error))
    return FALSE;
  if (verdict->certificate == NULL)
    return refuse (error, YN_ERROR_NOT_TRUSTED, "the signature shows no certificate");
  if (yn_named_is (signer, verdict->certificate, &cause)
      || g_error_matches (cause, YN_ERROR, YN_ERROR_CERTIFICATE_SILENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* Whose signature stands in @field, of those who may sign behind @fields; NULL: of nobody. New. */
static YnSigner *
find_open (const YnSignFile *file, GPtrArray *fields, const char *field)
{
  g_autoptr (GPtrArray) open = NULL;

  g_ptr_array_add (fields, NULL);
  open = yn_turn_open (file->form, file->body, (const char *const *) fields->pdata);
  g_ptr_array_set_size (fields, (int) fields->len - 1);
  return yn_signer_copy (yn_signers_find (open, field));
}

/* Signature for signature: those here stand, each further one is of somebody who might sign then. */
static gboolean
only_signed_in_turn (YnDesk *desk, const YnLoan *loan, const YnSignFile *file, GBytes *ours, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (YnBytes) paper = yn_bytes_new (file->paper);
  g_autoptr (YnGathering) gathering = yn_stamping_gathering (desk->http, desk->clock); /* that remembers nothing */
  g_autoptr (YnVerification) verification
      = yn_verify_asking (paper, loan->place->trust, yn_clock_now (desk->clock), gathering, cancellable);
  g_autoptr (GPtrArray) signatures = yn_signatures_in (verification);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_auto (GStrv) before = yn_turn_fields (ours, error);
  guint had = before == NULL ? 0 : g_strv_length (before);

  if (before == NULL)
    return FALSE;
  if (signatures->len <= had && file->went < g_bytes_get_size (file->paper))
    return refuse (error, YN_ERROR_ALREADY_HOME, "the signatures that it brings are here");
  if (signatures->len <= had)
    return refuse (error, YN_ERROR_NOTHING_SIGNED, "nobody has signed it since");
  for (guint i = 0; i < signatures->len; i++)
    {
      const YnSignature *signature = g_ptr_array_index (signatures, i);
      g_autoptr (YnSigner) signer = NULL;

      if (signature->intact != YN_VERDICT_YES)
        return refuse (error, YN_ERROR_SIGNATURE_INVALID, "a signature does not hold");
      if (i >= had)
        {
          signer = find_open (file, fields, signature->field);
          if (signer == NULL)
            return refuse (error, YN_ERROR_WRONG_SIGNER, "another one's turn it was");
          if (!is_signers (loan, signer, g_ptr_array_index (verification->signatures, i), signature, error))
            return FALSE;
        }
      g_ptr_array_add (fields, signature->field);
    }
  if (verification->whole == YN_VERDICT_NO || g_strcmp0 (verification->code, "unsigned-addition") == 0)
    return refuse (error, YN_ERROR_SIGNATURE_INVALID, "something else was added");
  return TRUE;
}

/* What came home went on: further signatures stand behind it, or it is filed. */
static gboolean
is_in_what_we_have (const YnLoan *loan, const YnSignFile *file, const YnDraft *draft, const char *matter)
{
  g_autoptr (GPtrArray) filings = draft == NULL ? yn_filings_list (loan->store, loan->enterprise->id, NULL) : NULL;

  if (draft != NULL)
    return draft->paper != NULL && begins_with (draft->paper, file->paper);
  for (guint i = 0; filings != NULL && i < filings->len; i++)
    {
      const YnFiling *filing = g_ptr_array_index (filings, i);
      g_autoptr (GBytes) paper = NULL;

      if (g_strcmp0 (filing->matter, matter) != 0)
        continue;
      paper = yn_filings_bytes (loan->store, loan->enterprise->id, filing->id, NULL);
      return paper != NULL && begins_with (paper, file->paper);
    }
  return FALSE;
}

static YnDraft *
find_ours (const YnLoan *loan, const YnSignFile *file, GError **error)
{
  const char *matter = yn_json_get_string (file->body, "matter");
  g_autoptr (YnDraft) draft =
      matter == NULL ? NULL : yn_drafts_get (loan->store, loan->enterprise->id, matter, NULL);

  if (draft != NULL && draft->paper != NULL && begins_with (file->paper, draft->paper))
    return g_steal_pointer (&draft);
  if (file->signatures->len > 0 && is_in_what_we_have (loan, file, draft, matter))
    {
      refuse (error, YN_ERROR_ALREADY_HOME, "it came home and went on from there");
      return NULL;
    }
  refuse (error, YN_ERROR_OTHER_PAPER, draft == NULL ? "no paper here went out as this one"
                                                     : "it does not begin with the paper that lies here");
  return NULL;
}

char *
yn_desk_take_home (YnDesk *desk, const char *path, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnSignFile) file = NULL;
  g_autoptr (YnDraft) draft = NULL;
  gint64 now = yn_clock_now (desk->clock);

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  file = yn_sign_file_open (desk, path, cancellable, error);
  draft = file == NULL ? NULL : find_ours (&loan, file, error);
  if (draft == NULL || !only_signed_in_turn (desk, &loan, file, draft->paper, cancellable, error)
      || yn_drafts_put_paper (loan.store, loan.enterprise->id, draft->matter, draft->revision, file->paper,
                              draft->annex, NULL, now, error)
             == 0)
    return NULL;
  yn_desk_note_signed (desk, &loan, draft->matter, file->paper);
  yn_desk_emit_changed (desk);
  return g_steal_pointer (&draft->matter);
}

/* --- in ink --------------------------------------------------------------------------------------------- */

static gboolean
nobody_signed (const YnDraft *draft, GError **error)
{
  g_auto (GStrv) fields = draft->paper == NULL ? NULL : yn_turn_fields (draft->paper, error);

  if (draft->paper == NULL || (fields != NULL && fields[0] == NULL))
    return TRUE;
  if (fields != NULL)
    refuse (error, YN_ERROR_UNDER_SIGNATURE, "somebody has signed it with a certificate");
  return FALSE;
}

static gboolean
takes_ink (const YnDraft *draft, GError **error)
{
  g_autoptr (YnService) form = yn_service_find (draft->service, error);

  return form != NULL
         && (yn_signers_take_ink (form) || refuse (error, YN_ERROR_INK_NOT_TAKEN, "nobody signs it by hand"));
}

gboolean
yn_desk_attach_scan (YnDesk *desk, const char *matter, const char *path, GCancellable *cancellable,
                     GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnDraft) draft = NULL;

  if (!yn_desk_borrow (desk, &loan, error))
    return FALSE;
  draft = yn_drafts_get (loan.store, loan.enterprise->id, matter, error);
  return draft != NULL && takes_ink (draft, error) && nobody_signed (draft, error)
         && yn_desk_attach_in_place (desk, matter, YN_SIGNERS_SCAN_SLOT, path, cancellable, error);
}

/* --- the window's twins --------------------------------------------------------------------------------- */

YN_DEFINE_WORK (list_work, yn_desk_under_signature (call->desk, cancellable, error))
YN_DEFINE_FINISH (GPtrArray *, yn_desk_under_signature)

void
yn_desk_under_signature_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  yn_call_run (yn_call_new (desk, NULL, NULL), desk->papers, list_work, (GDestroyNotify)g_ptr_array_unref,
               cancellable, callback, user_data);
}

YN_DEFINE_WORK (one_work, yn_desk_under_signature_of (call->desk, call->text[0], cancellable, error))
YN_DEFINE_FINISH (YnUnderSignature *, yn_desk_under_signature_of)

void
yn_desk_under_signature_of_async (YnDesk *desk, const char *matter, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, matter, NULL), desk->papers, one_work,
               (GDestroyNotify)yn_under_signature_free, cancellable, callback, user_data);
}

typedef struct
{
  GBytes *bytes;
  char *name;
} HandedOut;

static void
handed_out_free (gpointer data)
{
  HandedOut *out = data;

  g_clear_pointer (&out->bytes, g_bytes_unref);
  g_free (out->name);
  g_free (out);
}

static gpointer
hand_out_work (gpointer data, GCancellable *cancellable, GError **error)
{
  YnCall *call = data;
  HandedOut *out = g_new0 (HandedOut, 1);

  out->bytes = yn_desk_hand_out (call->desk, call->text[0], call->flag, &out->name, cancellable, error);
  if (out->bytes != NULL)
    return out;
  handed_out_free (out);
  return NULL;
}

void
yn_desk_hand_out_async (YnDesk *desk, const char *matter, gboolean bare, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, matter, NULL);

  call->flag = bare;
  yn_call_run (call, desk->papers, hand_out_work, handed_out_free, cancellable, callback, user_data);
}

GBytes *
yn_desk_hand_out_finish (YnDesk *desk, GAsyncResult *result, char **name, GError **error)
{
  HandedOut *out = yn_work_finish (result, error);
  GBytes *bytes;

  if (out == NULL)
    return NULL;
  bytes = g_steal_pointer (&out->bytes);
  if (name != NULL)
    *name = g_steal_pointer (&out->name);
  handed_out_free (out);
  return bytes;
}

YN_DEFINE_WORK (note_handed_out_work,
                yn_box_boolean (yn_desk_note_handed_out (call->desk, call->text[0], call->object, call->flag,
                                                         cancellable, error)))
YN_DEFINE_FINISH_BOOLEAN (yn_desk_note_handed_out)

void
yn_desk_note_handed_out_async (YnDesk *desk, const char *matter, const YnSigner *to, gboolean bare,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, matter, NULL);

  call->flag = bare;
  call->object = to != NULL ? yn_signer_copy (to) : NULL;
  call->object_free = (GDestroyNotify) yn_signer_free;
  yn_call_run (call, desk->papers, note_handed_out_work, NULL, cancellable, callback, user_data);
}

YN_DEFINE_WORK (take_home_work, yn_desk_take_home (call->desk, call->text[0], cancellable, error))
YN_DEFINE_FINISH (char *, yn_desk_take_home)

void
yn_desk_take_home_async (YnDesk *desk, const char *path, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, path, NULL), desk->papers, take_home_work, g_free, cancellable, callback,
               user_data);
}

YN_DEFINE_WORK (attach_scan_work, yn_box_boolean (yn_desk_attach_scan (call->desk, call->text[0],
                                                                       call->text[1], cancellable, error)))
YN_DEFINE_FINISH_BOOLEAN (yn_desk_attach_scan)

void
yn_desk_attach_scan_async (YnDesk *desk, const char *matter, const char *path, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, matter, path), desk->papers, attach_scan_work, NULL, cancellable, callback,
               user_data);
}
