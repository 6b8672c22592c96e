/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/verify.h"

#include "base/error.h"
#include "signing/chain.h"
#include "signing/dss.h"
#include "signing/verify-cms.h"
#include "signing/verify-mark.h"
#include "signing/verify-obstacle.h"
#include "signing/verify-structure.h"
#include "signing/verify-time.h"

#define PATIENCE (30 * G_USEC_PER_SEC) /* with all whom one file lets us ask */

const char *
yn_verdict_name (YnVerdict verdict)
{
  static const char *const names[] = { "yes", "no", "cannot-tell" };

  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (names), NULL);
  return names[verdict];
}

const char *
yn_revocation_state_name (YnRevocationState state)
{
  static const char *const names[] = { "unknown", "good", "revoked" };

  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (names), NULL);
  return names[state];
}

static void
signature_verdict_free (YnSignatureVerdict *verdict)
{
  g_free (verdict->field);
  g_free (verdict->intact_code);
  g_free (verdict->intact_detail);
  g_free (verdict->who_code);
  g_free (verdict->wanted_name);
  g_free (verdict->wanted_uscc);
  g_ptr_array_unref (verdict->changes);
  yn_certificate_free (verdict->certificate);
  g_free (verdict->when_code);
  g_free (verdict->authority);
  g_free (verdict);
}

void
yn_verification_free (YnVerification *verification)
{
  if (verification == NULL)
    return;
  g_free (verification->code);
  g_ptr_array_unref (verification->signatures);
  g_free (verification);
}

static void
judge_time (const YnSignatureField *field, gint64 instant, YnSignatureVerdict *verdict)
{
  verdict->timestamp = -1;
  yn_verify_claimed (verdict, field->claimed, instant);
}

static void
refuse (YnSignatureVerdict *verdict, const char *code, char *detail)
{
  verdict->intact = YN_VERDICT_NO;
  g_free (verdict->intact_code);
  verdict->intact_code = g_strdup (code);
  g_free (verdict->intact_detail);
  verdict->intact_detail = detail;
}

static gboolean
changes_include (GPtrArray *changes, const char *prefix)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_str_has_prefix (((const YnChange *) g_ptr_array_index (changes, i))->code, prefix))
      return TRUE;
  return FALSE;
}

/* All that was done is allowed: what a person should know of it comes first. */
static const char *
code_of_behind (YnBehind behind, GPtrArray *changes)
{
  if (changes_include (changes, "change-filled"))
    return "filled-as-allowed";
  if (changes_include (changes, "change-note"))
    return "annotated-as-allowed";
  if (behind == YN_BEHIND_SIGNATURES)
    return changes_include (changes, "change-signature") ? "intact-later-signatures" : "intact-later-timestamp";
  return changes_include (changes, "change-validation-data") ? "intact-validation-data" : "unsigned-addition";
}

/* "change-page-content, page 2": the first that is not allowed. */
static char *
detail_of (GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const YnChange *change = g_ptr_array_index (changes, i);
      GString *text;

      if (change->allowed == YN_VERDICT_YES)
        continue;
      text = g_string_new (change->code);
      if (change->page > 0)
        g_string_append_printf (text, ", page %u", change->page);
      if (change->name != NULL)
        g_string_append_printf (text, ", %s", change->name);
      return g_string_free (text, FALSE);
    }
  return NULL;
}

/* The signature holds for its bytes: now for the bytes behind them. */
static void
judge_behind (YnPdf *pdf, const YnSignatureField *field, GPtrArray *fields, YnSignatureVerdict *verdict)
{
  g_autoptr (YnPdf) signed_part = NULL;
  char *detail = NULL;
  YnBehind behind;

  signed_part = yn_verify_signed_part (pdf, field, &detail);
  if (signed_part == NULL)
    {
      refuse (verdict, "structure-refused", detail);
      return;
    }
  behind = yn_verify_behind (pdf, signed_part, field, fields, verdict->changes);
  verdict->covers_whole = behind == YN_BEHIND_NOTHING;
  if (behind == YN_BEHIND_NOTHING)
    verdict->intact_code = g_strdup ("intact-whole");
  else if (behind == YN_BEHIND_CHANGES)
    refuse (verdict, "changed-after", detail_of (verdict->changes));
  else if (changes_include (verdict->changes, "change-filled-unreadable"))
    {
      verdict->intact = YN_VERDICT_CANNOT_TELL;
      verdict->intact_code = g_strdup ("filled-unreadable");
    }
  else if (behind == YN_BEHIND_ADDITIONS && field == g_ptr_array_index (fields, fields->len - 1)
           && yn_dss_tail_damaged (pdf, field->end))
    refuse (verdict, "changed-after", g_strdup ("the data for verifying are not as they were written"));
  else
    verdict->intact_code = g_strdup (code_of_behind (behind, verdict->changes));
}

/* Anybody can put anybody's certificate into a file: where the signature does not hold, it tells nothing, and nobody is
 * worth asking about it. */
static void
doubt_signer (YnSignatureVerdict *verdict)
{
  if (verdict->who_code != NULL && verdict->who != YN_VERDICT_YES && !yn_signature_verdict_could_ask (verdict))
    return;
  verdict->who = YN_VERDICT_CANNOT_TELL;
  verdict->askable = FALSE;
  g_free (verdict->who_code);
  verdict->who_code = g_strdup ("unknown-signer");
}

/* A time is written, or proven, of the bytes that were signed. Where those are not what one sees, it says nothing of
 * that; where there is none, there is nothing to doubt. */
static void
doubt_time (YnSignatureVerdict *verdict)
{
  if (verdict->when == YN_VERDICT_NO || g_str_equal (verdict->when_code, "no-time"))
    return;
  verdict->when = YN_VERDICT_CANNOT_TELL;
  g_free (verdict->when_code);
  verdict->when_code = g_strdup ("time-of-changed");
}

static gboolean
rests_on_sha1 (const YnSignatureField *field)
{
  return g_strcmp0 (field->subfilter, "/adbe.pkcs7.sha1") == 0
         || g_strcmp0 (field->subfilter, "/adbe.x509.rsa_sha1") == 0;
}

/* As the signed revision says. */
static YnSignatureClass
class_of (const YnSignatureField *field)
{
  if (g_strcmp0 (field->class, "/practice") == 0)
    return YN_SIGNATURE_CLASS_PRACTICE;
  return g_strcmp0 (field->class, "/token") == 0 ? YN_SIGNATURE_CLASS_TOKEN : YN_SIGNATURE_CLASS_SOFTWARE;
}

static YnSignatureVerdict *
judge (YnPdf *pdf, const YnSignatureField *field, GPtrArray *fields, const YnEvidence *evidence)
{
  YnSignatureVerdict *verdict = g_new0 (YnSignatureVerdict, 1);
  gboolean holds;

  verdict->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_change_free);
  yn_verify_mark (pdf, field, verdict);
  verdict->field = g_strdup (field->name);
  verdict->intact = YN_VERDICT_NO;
  verdict->who = YN_VERDICT_CANNOT_TELL;
  verdict->class = class_of (field);
  judge_time (field, evidence->instant, verdict);
  if (field->flaw != NULL)
    refuse (verdict, "structure-refused", g_strdup (field->flaw));
  else if (rests_on_sha1 (field))
    refuse (verdict, "weak-kind", g_strdup (field->subfilter));
  else if (g_strcmp0 (field->subfilter, "/ETSI.RFC3161") == 0)
    yn_verify_document_timestamp (field, yn_pdf_bytes (pdf), evidence, verdict);
  else
    yn_verify_cms (field, yn_pdf_bytes (pdf), evidence, verdict);
  holds = verdict->intact == YN_VERDICT_YES;
  if (holds)
    judge_behind (pdf, field, fields, verdict);
  else
    doubt_signer (verdict);
  if (holds && evidence->gathering != NULL && yn_signature_verdict_could_ask (verdict))
    yn_verify_cms_asking (field, yn_pdf_bytes (pdf), evidence, verdict);
  if (verdict->intact == YN_VERDICT_NO)
    doubt_time (verdict);
  return verdict;
}

/* A document timestamp behind a signature that has none of its own proves that it was there then. */
static void
date_by (const YnEvidence *evidence, YnSignatureVerdict *verdict)
{
  if (evidence->existed == evidence->instant || verdict->is_timestamp || verdict->intact == YN_VERDICT_NO
      || verdict->when != YN_VERDICT_CANNOT_TELL)
    return;
  verdict->when = YN_VERDICT_YES;
  g_free (verdict->when_code);
  verdict->when_code = g_strdup ("timestamp-later");
  verdict->timestamp = evidence->existed;
}

/* From the last to the first: a document timestamp dates all that stands before it. */
static void
judge_all (YnPdf *pdf, GPtrArray *fields, YnEvidence *evidence, GPtrArray *verdicts)
{
  g_autoptr (YnRevocation) revocation = yn_revocation_new ();
  g_autoptr (YnDss) dss = yn_dss_read (pdf);

  evidence->revocation = revocation;
  yn_revocation_add_all (revocation, yn_trust_revocation (evidence->trust));
  if (dss != NULL)
    yn_dss_tell (dss, revocation);
  for (guint i = fields->len; i-- > 0;)
    {
      YnSignatureVerdict *verdict = judge (pdf, g_ptr_array_index (fields, i), fields, evidence);

      date_by (evidence, verdict);
      if (verdict->is_timestamp && verdict->intact == YN_VERDICT_YES && verdict->when == YN_VERDICT_YES)
        evidence->existed = MIN (evidence->existed, verdict->timestamp);
      g_ptr_array_insert (verdicts, 0, verdict);
    }
}

static void
conclude (YnVerification *verification, YnVerdict whole, const char *code)
{
  verification->whole = whole;
  verification->code = g_strdup (code);
}

/* A program that writes a file anew leaves no revision behind and moves every byte. */
static gboolean
looks_resaved (YnPdf *pdf, GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    if (!((const YnSignatureField *) g_ptr_array_index (fields, i))->moved)
      return FALSE;
  return fields->len > 0 && (!yn_pdf_has (pdf, "Prev") || yn_pdf_is_linearized (pdf));
}

/* What is refused for its kind may well be unchanged. */
static const char *
code_of_broken (YnPdf *pdf, GPtrArray *fields, const YnSignatureVerdict *verdict)
{
  if (g_str_equal (verdict->intact_code, "weak-kind"))
    return "weak-kind";
  return looks_resaved (pdf, fields) ? "resaved" : "changed";
}

/* The first no decides, else the first doubt; only then is it a yes. */
static void
judge_whole (YnVerification *verification, YnPdf *pdf, GPtrArray *fields)
{
  const YnSignatureVerdict *last = NULL;
  const char *doubt = NULL;
  guint signatures = 0;

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (verdict->intact == YN_VERDICT_NO)
        return conclude (verification, YN_VERDICT_NO, code_of_broken (pdf, fields, verdict));
      last = verdict;
    }
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (verdict->who == YN_VERDICT_NO)
        return conclude (verification, YN_VERDICT_NO, verdict->who_code);
      if (verdict->when == YN_VERDICT_NO)
        return conclude (verification, YN_VERDICT_NO, verdict->when_code);
      if (doubt == NULL && verdict->intact != YN_VERDICT_YES)
        doubt = verdict->intact_code;
      if (doubt == NULL && verdict->who != YN_VERDICT_YES && !verdict->is_timestamp)
        doubt = verdict->who_code;
      signatures += !verdict->is_timestamp;
    }
  if (last == NULL) /* what is damaged may be signed for another reader */
    conclude (verification, YN_VERDICT_CANNOT_TELL, yn_pdf_is_damaged (pdf) ? "pdf-damaged" : "not-signed");
  else if (signatures == 0)
    conclude (verification, YN_VERDICT_CANNOT_TELL, "timestamp-only");
  else if (yn_pdf_is_damaged (pdf))
    conclude (verification, YN_VERDICT_CANNOT_TELL, "damaged-pdf");
  else if (doubt != NULL)
    conclude (verification, YN_VERDICT_CANNOT_TELL, doubt);
  else if (g_str_equal (last->intact_code, "unsigned-addition"))
    conclude (verification, YN_VERDICT_CANNOT_TELL, "unsigned-addition");
  else
    conclude (verification, YN_VERDICT_YES, "signed-and-intact");
}

YnVerification *
yn_verify (GBytes *bytes, YnTrust *trust, gint64 instant)
{
  g_autoptr (YnBytes) source = yn_bytes_new (bytes);

  return yn_verify_bytes (source, trust, instant);
}

YnVerification *
yn_verify_bytes (YnBytes *source, YnTrust *trust, gint64 instant)
{
  return yn_verify_asking (source, trust, instant, NULL, NULL);
}

YnVerification *
yn_verify_asking (YnBytes *source, YnTrust *trust, gint64 instant, YnGathering *gathering, GCancellable *cancellable)
{
  YnEvidence evidence = { .trust = trust, .instant = instant, .existed = instant, .gathering = gathering,
                          .patience = g_get_monotonic_time () + PATIENCE, .cancellable = cancellable };
  YnVerification *verification = g_new0 (YnVerification, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnPdf) pdf = yn_pdf_open_bytes (source, &error);
  g_autoptr (GPtrArray) fields = NULL;
  const char *obstacle = pdf == NULL ? yn_verify_obstacle (source, error) : NULL;

  verification->signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) signature_verdict_free);
  if (pdf != NULL && yn_pdf_max_object_id (pdf) > YN_MAX_OBJECTS)
    obstacle = "pdf-too-large";
  if (obstacle == NULL)
    {
      fields = yn_signature_fields (pdf);
      obstacle = fields->len > YN_MAX_SIGNATURES ? "pdf-too-large" : NULL;
    }
  if (obstacle != NULL)
    {
      conclude (verification, YN_VERDICT_CANNOT_TELL, obstacle);
      return verification;
    }
  judge_all (pdf, fields, &evidence, verification->signatures);
  judge_whole (verification, pdf, fields);
  return verification;
}

const char *
yn_signature_verdict_who_said (const YnSignatureVerdict *verdict)
{
  static const struct
  {
    const char *who, *said;
  } words[] = { { "trusted", "timestamp-trusted" },           { "pinned", "timestamp-trusted" },
                { "unknown-issuer", "timestamp-unknown" },    { "practice-signer", "timestamp-practice" },
                { "expired", "timestamp-expired" },           { "expired-before", "timestamp-expired-before" },
                { "revoked", "timestamp-revoked" } };

  for (guint i = 0; verdict->is_timestamp && i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].who, verdict->who_code) == 0)
      return words[i].said;
  return verdict->who_code;
}

gboolean
yn_signature_verdict_could_ask (const YnSignatureVerdict *verdict)
{
  static const char *const codes[] = { "revocation-unknown", "revocation-unanswered", NULL };

  return verdict->askable || (verdict->who_code != NULL && g_strv_contains (codes, verdict->who_code));
}
