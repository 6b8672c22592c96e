/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/reviewing.h"

#include <glib/gi18n-lib.h>

#include "base/hash.h"
#include "desk/handed-out.h"
#include "desk/signatures.h"
#include "desk/turn.h"
#include "forms/aside.h"
#include "forms/layout.h"
#include "forms/untrue.h"
#include "papers/paper.h"
#include "store/records.h"

void
yn_review_free (YnReview *review)
{
  g_free (review->matter);
  yn_pages_unref (review->pages);
  g_strfreev (review->texts);
  g_strfreev (review->annex_texts);
  g_strfreev (review->kept_back);
  g_strfreev (review->handed_out);
  g_clear_pointer (&review->promise, yn_json_unref);
  g_clear_pointer (&review->untrue, g_ptr_array_unref);
  g_free (review->issuer);
  g_free (review->digest);
  g_free (review->signer_role);
  yn_signer_free (review->signer);
  g_clear_pointer (&review->open, g_ptr_array_unref);
  g_clear_pointer (&review->signatures, g_ptr_array_unref);
  g_free (review->size_words);
  g_free (review);
}

YnKeyKind
yn_review_kind (const YnReview *review)
{
  return (YnKeyKind) { review->class, review->issuer };
}

static GBytes *
prepare (const YnReviewed *reviewed, YnReview *review, GError **error)
{
  YnSignOptions options;
  YnKeyKind kind;

  if (!yn_turn_kind (reviewed->signer, reviewed->practice, reviewed->kind, &kind, error))
    return NULL;
  review->class = kind.class;
  review->issuer = g_strdup (kind.issuer);
  yn_turn_options (reviewed->signer, reviewed->practice, &kind, reviewed->instant, &options);
  options.confirmed = reviewed->confirmed;
  options.mark_matter = reviewed->matter;
  return yn_sign_prepare (reviewed->paper, &options, &review->digest, error);
}

static char *
size_words (guint n_pages, GBytes *bytes)
{
  g_autofree char *size = g_format_size (g_bytes_get_size (bytes));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u page · %s", "%u pages · %s", n_pages), n_pages, size);
}

/* Held against the record as it lies in the store: reviewing needs no line. */
static GPtrArray *
untrue_clauses (YnDesk *desk, const YnLoan *loan, YnService *form, const YnJson *answers)
{
  g_autoptr (YnRecordCopy) copy = yn_records_get (loan->store, loan->enterprise->id, NULL);
  g_autofree char *today = yn_clock_today (desk->clock);

  return yn_untrue_clauses (form, answers, copy != NULL ? copy->record : NULL, today, yn_desk_language (desk));
}

/* Pages that cannot be drawn are read as text; a paper that cannot be read either is refused, for nobody signs unseen.
 */
static gboolean
show_pages (YnReview *review, GBytes *shown, GBytes *annex, GCancellable *cancellable, GError **error)
{
  review->texts = yn_reading_texts (shown, cancellable, error);
  if (review->texts == NULL)
    return FALSE;
  review->pages = yn_pages_read (shown, cancellable, NULL);
  if (annex != NULL)
    review->annex_texts = yn_reading_texts (annex, cancellable, error);
  return annex == NULL || review->annex_texts != NULL;
}

/* What the paper does not say and stays beside it, in words. */
static char **
kept_back (YnService *service, const YnJson *printed, const YnJson *aside, YnLanguage language)
{
  const YnJson *kept = yn_json_get (aside, "kept");
  const char *colon = language == YN_LANGUAGE_EN ? ": " : "：";
  g_autoptr (YnJson) answers = yn_aside_restore_hidden (aside, printed);
  g_autoptr (YnFormItem) form = yn_form_lay_out (service, answers, language);
  g_auto (GStrv) hidden = yn_form_kept_back (form, service, answers, language);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_addv (lines, (const char **) hidden);
  for (guint i = 0; yn_json_is (kept, YN_JSON_ARRAY) && i < yn_json_size (kept); i++)
    {
      const char *label = yn_json_get_string (yn_json_at (kept, i), "label");
      const char *text = yn_json_get_string (yn_json_at (kept, i), "text");
      g_autofree char *line = g_strconcat (label != NULL ? label : "", colon, text != NULL ? text : "", NULL);

      g_strv_builder_add (lines, line);
    }
  all = g_strv_builder_end (lines);
  return all[0] != NULL ? g_steal_pointer (&all) : NULL;
}

/* Those who have to and have not. */
static guint
count_left (const YnReviewed *reviewed, const YnJson *body, GPtrArray *signatures)
{
  g_autoptr (GPtrArray) signers = yn_signers_of (reviewed->form, body);
  guint required = 0, done = 0;

  for (guint i = 0; i < signers->len; i++)
    required += ((const YnSigner *) g_ptr_array_index (signers, i))->required;
  for (guint i = 0; i < signatures->len; i++)
    done += *((const YnSignature *) g_ptr_array_index (signatures, i))->role != '\0';
  return reviewed->signer == NULL ? 0 : MAX (required - MIN (done, required), 1);
}

static gboolean
note_open (const YnReviewed *reviewed, const YnJson *body, YnReview *review, GError **error)
{
  g_auto (GStrv) fields = yn_turn_fields (reviewed->paper, error);

  if (fields == NULL)
    return FALSE;
  review->open = yn_turn_open (reviewed->form, body, (const char *const *) fields);
  if (reviewed->signer == NULL || yn_turn_holds (review->open, reviewed->signer))
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_WRONG_SIGNER, "they may not sign now");
  return FALSE;
}

/* What a review says of a paper whoever shows it: the pages with @signer's mark, the promise, who has signed. */
YnReview *
yn_review_of (YnDesk *desk, const YnReviewed *reviewed, GBytes **shown, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnReview) review = g_new0 (YnReview, 1);
  g_autoptr (YnJson) body = NULL;

  review->promise = yn_service_promise (reviewed->form, reviewed->answers, yn_desk_language (desk));
  review->publicity = yn_service_publicity (reviewed->form);
  body = yn_paper_body (reviewed->paper, error);
  if (body == NULL)
    return NULL;
  if (!note_open (reviewed, body, review, error))
    return NULL;
  review->in_ink = yn_signers_in_ink (reviewed->form, body);
  review->takes_ink = yn_signers_take_ink (reviewed->form) && !review->in_ink;
  review->signatures = yn_signatures_of (reviewed->paper, reviewed->trust, reviewed->instant);
  review->n_left = count_left (reviewed, body, review->signatures);
  if (reviewed->signer == NULL)
    *shown = g_bytes_ref (reviewed->paper);
  else
    {
      *shown = prepare (reviewed, review, error);
      if (*shown == NULL)
        return NULL;
      review->signer = yn_signer_copy (reviewed->signer);
      review->signer_role = g_strdup (reviewed->signer->role);
    }
  if (!show_pages (review, *shown, reviewed->annex, cancellable, error))
    return NULL;
  review->size_words = size_words (g_strv_length (review->texts), *shown);
  return g_steal_pointer (&review);
}

static char **
handed_out_lines (const YnLoan *loan, const YnDraft *draft)
{
  g_autoptr (GPtrArray) all = yn_handed_out_of (loan->store, loan->enterprise->id, draft->matter, NULL);
  g_autofree char *sha256 = yn_sha256 (draft->paper);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      g_autofree char *line = yn_handed_out_words (g_ptr_array_index (all, i), sha256);

      g_strv_builder_add (lines, line);
    }
  return all != NULL && all->len > 0 ? g_strv_builder_end (lines) : NULL;
}

YnReview *
yn_review_paper (YnDesk *desk, const YnLoan *loan, YnService *form, const YnDraft *draft, const YnSigner *as,
                 const YnKeyKind *kind, const char *confirmed, gint64 instant, GBytes **shown,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (YnSigner) signer = as != NULL ? yn_signer_copy (as) : yn_turn_signer (form, draft->paper, &cause);
  const YnReviewed reviewed = {
    .form = form,
    .answers = draft->answers,
    .paper = draft->paper,
    .annex = draft->annex,
    .signer = signer,
    .kind = kind,
    .practice = loan->place->discovery->practice,
    .trust = loan->place->trust,
    .matter = draft->matter,
    .confirmed = confirmed,
    .instant = instant,
  };
  YnReview *review;

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  review = yn_review_of (desk, &reviewed, shown, cancellable, error);
  if (review == NULL)
    return NULL;
  review->matter = g_strdup (draft->matter);
  review->revision = draft->revision;
  review->untrue = untrue_clauses (desk, loan, form, draft->answers);
  review->handed_out = handed_out_lines (loan, draft);
  review->kept_back = kept_back (form, draft->answers, draft->aside, yn_desk_language (desk));
  return review;
}
