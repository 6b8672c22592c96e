/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Loose papers signed: any PDF, and a paper of ours only by whom it names. */

#include "desk/loose.h"

#include "desk/files.h"
#include "desk/named.h"
#include "desk/signatures.h"
#include "desk/turn.h"
#include "papers/paper.h"
#include "papers/pdf.h"
#include "signing/sign-revision.h"
#include "signing/sign.h"

void
yn_loose_outcome_free (YnLooseOutcome *outcome)
{
  yn_sign_outcome_free (outcome->signature);
  g_free (outcome->named);
  g_free (outcome);
}

/* It may sign for @signer; how well it fits is told. */
static gboolean
note_named (const YnSigner *signer, const YnCertificate *certificate, YnLooseOutcome *told)
{
  const YnWanted wanted = { signer->name, signer->uscc, signer->person };

  told->named = g_strdup (signer->name != NULL ? signer->name : signer->uscc);
  told->name = yn_match_of_name (certificate, &wanted);
  told->code = yn_match_of_code (certificate, &wanted);
  return TRUE;
}

/* The free place of that role that is the key's; where there is none, the key must be of somebody whom the paper names. A
 * certificate with nothing to compare passes, as at a desk. */
static gboolean
find_place (const YnService *form, const YnJson *body, GBytes *pdf, YnKey *key, YnSignOptions *options,
            YnLooseOutcome *told, GError **error)
{
  g_autoptr (GPtrArray) signers = yn_signers_of (form, body);
  g_auto (GStrv) fields = yn_turn_fields (pdf, error);
  g_autoptr (YnSigner) nearest = NULL;
  g_autoptr (GError) first = NULL;

  for (guint i = 0; fields != NULL && i < signers->len; i++)
    {
      const YnSigner *signer = g_ptr_array_index (signers, i);
      g_autoptr (GError) cause = NULL;

      if (g_strcmp0 (signer->role, options->role) != 0 || yn_turn_has_signed (signer, (const char *const *) fields))
        continue;
      options->number = signer->number;
      if (yn_named_is (signer, yn_key_certificate (key), &cause)
          || g_error_matches (cause, YN_ERROR, YN_ERROR_CERTIFICATE_SILENT))
        return note_named (signer, yn_key_certificate (key), told);
      if (first == NULL)
        first = g_steal_pointer (&cause);
    }
  if (first == NULL && fields != NULL
      && (yn_named_among (form, body, yn_key_certificate (key), &nearest, &first)
          || g_error_matches (first, YN_ERROR, YN_ERROR_CERTIFICATE_SILENT)))
    return nearest == NULL || note_named (nearest, yn_key_certificate (key), told);
  if (first != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/* Invariant 9, and whom the paper names. What carries no answers is signed for what its pages say, by anybody. */
static gboolean
may_sign (GBytes *pdf, YnKey *key, YnSignOptions *options, YnLooseOutcome *told, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (YnJson) body = yn_paper_body (pdf, &cause);
  g_autoptr (YnService) form = NULL;

  if (g_error_matches (cause, YN_ERROR, YN_ERROR_NOT_A_PAPER))
    return TRUE;
  if (body == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  form = yn_paper_service_of (body, error);
  return form != NULL && yn_service_fileable (form, error) && yn_paper_compare (pdf, form, NULL, error)
         && find_place (form, body, pdf, key, options, told, error);
}

/* A file too large to be in memory: is it a paper of ours all the same? */
static gboolean
may_sign_large (YnBytes *bytes, YnKey *key, YnSignOptions *options, YnLooseOutcome *told, GError **error)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open_bytes (bytes, error);
  g_autoptr (GBytes) answers = pdf != NULL ? yn_pdf_attached (pdf, YN_PAPER_ANSWERS) : NULL;
  g_autoptr (GBytes) whole = NULL;

  if (pdf == NULL || answers == NULL)
    return pdf != NULL;
  if (yn_bytes_size (bytes) > YN_FILE_MAX_BYTES)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_TOO_LARGE, "a paper of ours is never so large");
      return FALSE;
    }
  whole = yn_bytes_slice (bytes, 0, yn_bytes_size (bytes));
  return whole != NULL && may_sign (whole, key, options, told, error);
}

static gboolean
may_sign_at (YnBytes *bytes, YnKey *key, YnSignOptions *options, YnLooseOutcome *told, GError **error)
{
  GBytes *whole = yn_bytes_in_memory (bytes);

  return yn_key_fits (key, NULL, options->instant, error) && yn_signatures_stand (bytes, options->instant, error)
         && (whole != NULL ? may_sign (whole, key, options, told, error)
                           : may_sign_large (bytes, key, options, told, error));
}

static YnSignOptions
options_of (YnKey *key, const char *role, gboolean mark, GBytes *picture, YnClock *clock, const YnSignFinish *how)
{
  const YnCertificate *certificate = yn_key_certificate (key);

  return (YnSignOptions) {
    .role = role,
    .instant = yn_clock_now (clock),
    .class = yn_key_class (key),
    .mark_name = !mark                               ? NULL
                 : certificate->organization != NULL ? certificate->organization
                                                     : certificate->subject_name,
    .mark_uscc = certificate->uscc,
    .mark_issuer = certificate->issuer_name,
    .mark_picture = picture,
    .language = YN_LANGUAGE_ZH_CN,
    .practice = certificate->practice,
    .level = how != NULL ? how->level : YN_LEVEL_B_B,
  };
}

GBytes *
yn_loose_sign (GBytes *pdf, YnKey *key, const char *role, gboolean mark, GBytes *picture, YnClock *clock,
               const YnSignFinish *how, YnLooseOutcome **outcome, GError **error)
{
  YnSignOptions options = options_of (key, role, mark, picture, clock, how);
  g_autoptr (YnLooseOutcome) told = g_new0 (YnLooseOutcome, 1);
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) prepared = NULL;
  g_autoptr (GBytes) signed_paper = NULL;
  g_autoptr (YnBytes) bytes = yn_bytes_new (pdf);

  if (!may_sign_at (bytes, key, &options, told, error))
    return NULL;
  prepared = yn_sign_prepare (pdf, &options, &digest, error);
  if (prepared != NULL)
    signed_paper = yn_sign_finish (prepared, digest, key, how, &told->signature, error);
  if (outcome != NULL && told->signature != NULL)
    *outcome = g_steal_pointer (&told);
  return g_steal_pointer (&signed_paper);
}

static gboolean
sign_large (YnBytes *pdf, const char *to, YnKey *key, YnSignOptions *options, const YnSignFinish *how,
            YnLooseOutcome **outcome, GError **error)
{
  g_autoptr (YnLooseOutcome) told = g_new0 (YnLooseOutcome, 1);
  g_autoptr (YnNewFile) file = NULL;
  g_autofree char *digest = NULL;
  gboolean done = may_sign_at (pdf, key, options, told, error)
                  && (file = yn_new_file_begin (to, error)) != NULL
                  && yn_sign_prepare_file (pdf, options, yn_new_file_fd (file), &digest, error)
                  && yn_sign_finish_file (yn_new_file_fd (file), digest, key, how, &told->signature, error)
                  && yn_new_file_finish (file, error);

  if (outcome != NULL && told->signature != NULL)
    *outcome = g_steal_pointer (&told);
  return done;
}

gboolean
yn_loose_sign_file (const char *from, const char *to, YnKey *key, const char *role, gboolean mark, GBytes *picture,
                    YnClock *clock, const YnSignFinish *how, YnLooseOutcome **outcome, GError **error)
{
  g_autoptr (YnBytes) pdf = yn_bytes_open (from, error);
  YnSignOptions options = options_of (key, role, mark, picture, clock, how);
  g_autoptr (GBytes) signed_paper = NULL;

  if (pdf == NULL)
    return FALSE;
  if (yn_bytes_in_memory (pdf) == NULL)
    return sign_large (pdf, to, key, &options, how, outcome, error);
  signed_paper = yn_loose_sign (yn_bytes_in_memory (pdf), key, role, mark, picture, clock, how, outcome, error);
  return signed_paper != NULL && yn_file_write_new (to, signed_paper, error);
}

/* A signature without a mark, made and thrown away before its hole is filled: whatever keeps one from being made keeps
 * that one, too. */
gboolean
yn_loose_would_sign (const char *from, const char *role, YnClock *clock, GError **error)
{
  const YnSignOptions options = { .role = role, .instant = yn_clock_now (clock), .class = YN_SIGNATURE_CLASS_SOFTWARE };
  g_autoptr (YnBytes) pdf = yn_bytes_open (from, error);
  YnSignatureField field = { 0 };
  g_autoptr (GBytes) revision = pdf != NULL ? yn_sign_revision (pdf, &options, &field, error) : NULL;

  return revision != NULL;
}
