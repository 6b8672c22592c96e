/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/verification-xml.h"

#include "base/clock.h"

#include <string.h>

#define INDICATION "urn:etsi:019102:mainindication:"
#define SUBINDICATION "urn:etsi:019102:subindication:"

typedef struct
{
  GString *xml;
  guint depth;
} Pen;

/* What XML 1.0 cannot hold is left out. */
static char *
escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (char *p = valid; *p != '\0'; p++)
    if ((guchar)*p < 0x20 && strchr ("\t\n\r", *p) == NULL)
      *p = ' ';
  return g_markup_escape_text (valid, -1);
}

static void
indent (Pen *pen)
{
  g_string_append_printf (pen->xml, "%*s", (int)(2 * pen->depth), "");
}

/* @tag may carry attributes: "SigningTime Signed=\"true\"". */
static void
begin (Pen *pen, const char *tag)
{
  indent (pen);
  g_string_append_printf (pen->xml, "<%s>\n", tag);
  pen->depth++;
}

static void
end (Pen *pen, const char *tag)
{
  pen->depth--;
  indent (pen);
  g_string_append_printf (pen->xml, "</%s>\n", tag);
}

static void
element (Pen *pen, const char *tag, const char *text)
{
  g_autofree char *escaped = escape (text);

  indent (pen);
  g_string_append_printf (pen->xml, "<%s>%s</%s>\n", tag, escaped, tag);
}

static void
instant_element (Pen *pen, const char *tag, gint64 instant)
{
  g_autofree char *text = yn_clock_format_instant (instant);

  element (pen, tag, text);
}

static void
reference (Pen *pen, const char *tag, guint certificate)
{
  indent (pen);
  g_string_append_printf (pen->xml, "<%s VOReference=\"certificate-%u\"/>\n", tag, certificate);
}

/* @hex: a SHA-256. */
static void
digest (Pen *pen, const char *hex)
{
  guint8 raw[32] = { 0 };
  g_autofree char *base64 = NULL;

  for (guint i = 0; i < sizeof raw && hex[2 * i] != '\0'; i++)
    raw[i] = (guint8)(g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  base64 = g_base64_encode (raw, sizeof raw);
  begin (pen, "DigestAlgAndValue");
  indent (pen);
  g_string_append (pen->xml, "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>\n");
  element (pen, "ds:DigestValue", base64);
  end (pen, "DigestAlgAndValue");
}

/* What TS 119 102-1 calls it (table 6). A no of ours that the standard counts as undecided stays so there.
 *
 * The digest of a signature in a paper that was changed behind it still fits, so that is no HASH_FAILURE: what fails is
 * format checking, the first building block, as the European Commission's DSS counts changes that no signature allows. */
static const struct
{
  const char *code, *indication, *sub;
} meanings[] = {
  { "changed-bytes", "total-failed", "HASH_FAILURE" },
  { "changed-after", "total-failed", "FORMAT_FAILURE" },
  { "structure-refused", "total-failed", "FORMAT_FAILURE" },
  { "weak-kind", "indeterminate", "CRYPTO_CONSTRAINTS_FAILURE" },
  { "unknown-kind", "indeterminate", "GENERIC" },
  { "filled-unreadable", "indeterminate", "GENERIC" },
  { "unknown-issuer", "indeterminate", "NO_CERTIFICATE_CHAIN_FOUND" },
  { "unknown-signer", "indeterminate", "NO_SIGNING_CERTIFICATE_FOUND" },
  { "bad-chain", "indeterminate", "CERTIFICATE_CHAIN_GENERAL_FAILURE" },
  { "certificate-unfit", "indeterminate", "CHAIN_CONSTRAINTS_FAILURE" },
  { "expired", "indeterminate", "OUT_OF_BOUNDS_NO_POE" },
  { "expired-before", "total-failed", "EXPIRED" },
  { "not-yet", "total-failed", "NOT_YET_VALID" },
  { "revoked", "total-failed", "REVOKED" },
  { "revocation-unaskable", "indeterminate", "TRY_LATER" },
  { "revoked-unproven", "indeterminate", "REVOKED_NO_POE" },
  { "revocation-unknown", "indeterminate", "TRY_LATER" },
  { "future", "indeterminate", "SIG_CONSTRAINTS_FAILURE" },
  { "timestamp-broken", "indeterminate", "SIG_CONSTRAINTS_FAILURE" },
  { "timestamp-expired-before", "indeterminate", "SIG_CONSTRAINTS_FAILURE" },
  { "timestamp-revoked", "indeterminate", "SIG_CONSTRAINTS_FAILURE" },
  { "revocation-unanswered", "indeterminate", "TRY_LATER" },
  { "practice-signer", "indeterminate", "CHAIN_CONSTRAINTS_FAILURE" },
  { "signer-mismatch", "indeterminate", "SIG_CONSTRAINTS_FAILURE" },
  { "signer-silent", "indeterminate", "SIG_CONSTRAINTS_FAILURE" },

  /* of the whole file, where every signature passes by itself */
  { "paper-differs", "indeterminate", "SIG_CONSTRAINTS_FAILURE" },
  { "seal-unknown", "indeterminate", "CHAIN_CONSTRAINTS_FAILURE" },
  { "form-unknown", "indeterminate", "GENERIC" },
  { "pages-unread", "indeterminate", "GENERIC" },
  { "mark-left-over", "indeterminate", "GENERIC" },
  { "damaged-pdf", "indeterminate", "GENERIC" },
};

static void
write_indication (Pen *pen, const char *indication, const char *sub)
{
  g_autofree char *main = g_strconcat (INDICATION, indication, NULL);

  element (pen, "MainIndication", main);
  if (sub != NULL)
    {
      g_autofree char *uri = g_strconcat (SUBINDICATION, sub, NULL);

      element (pen, "SubIndication", uri);
    }
}

/* What speaks against the file where nothing speaks against its signatures. NULL: nothing. */
static const char *
code_of_whole (const YnVerification *verification, const char *answers_code, YnVerdict answers)
{
  static const char *const codes[] = { "seal-unknown", "damaged-pdf", "unsigned-addition", NULL };

  if (answers_code != NULL && answers != YN_VERDICT_YES)
    return answers_code;
  return g_strv_contains (codes, verification->code) ? verification->code : NULL;
}

/* Of the three answers the first that is not good decides, then the file. */
static void
write_conclusion (Pen *pen, const YnSignatureVerdict *verdict, const char *whole)
{
  const char *code = whole;

  if (verdict->intact != YN_VERDICT_YES)
    code = verdict->intact_code;
  else if (verdict->who != YN_VERDICT_YES)
    code = verdict->who_code;
  else if (verdict->when == YN_VERDICT_NO)
    code = verdict->when_code;
  if (code == NULL)
    return write_indication (pen, "total-passed", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (g_str_equal (meanings[i].code, code))
      return write_indication (pen, meanings[i].indication, meanings[i].sub);
  write_indication (pen, "indeterminate", "GENERIC");
}

/* One question and its answer. */
static void
write_constraint (Pen *pen, const char *question, YnVerdict verdict, const char *code)
{
  static const char *const indications[] = { "passed", "failed", "indeterminate" };
  g_autofree char *identifier = g_strconcat ("urn:yinuo:question:", question, NULL);
  g_autofree char *answer = g_strconcat ("urn:yinuo:answer:", code, NULL);

  begin (pen, "ValidationConstraint");
  element (pen, "ValidationConstraintIdentifier", identifier);
  begin (pen, "ValidationConstraintParameter");
  element (pen, "Type", "urn:yinuo:answer");
  element (pen, "Value", answer);
  end (pen, "ValidationConstraintParameter");
  begin (pen, "ConstraintStatus");
  element (pen, "Status", "urn:etsi:019102:constraintStatus:applied");
  end (pen, "ConstraintStatus");
  begin (pen, "ValidationStatus");
  write_indication (pen, indications[verdict], NULL);
  end (pen, "ValidationStatus");
  end (pen, "ValidationConstraint");
}

static void
write_times (Pen *pen, const YnSignatureVerdict *verdict, gint64 instant)
{
  gboolean proven = verdict->when == YN_VERDICT_YES && verdict->timestamp >= 0;

  begin (pen, "ValidationTimeInfo");
  instant_element (pen, "ValidationTime", instant);
  begin (pen, "BestSignatureTime");
  instant_element (pen, "POETime", proven ? verdict->timestamp : instant);
  element (pen, "TypeOfProof",
           proven ? "urn:etsi:019102:poetype:provided" : "urn:etsi:019102:poetype:validation");
  end (pen, "BestSignatureTime");
  end (pen, "ValidationTimeInfo");
}

static void
write_attributes (Pen *pen, const YnSignatureVerdict *verdict)
{
  if (verdict->claimed < 0 && verdict->timestamp < 0)
    return;
  begin (pen, "SignatureAttributes");
  if (verdict->claimed >= 0)
    {
      begin (pen, "SigningTime Signed=\"true\"");
      instant_element (pen, "Time", verdict->claimed);
      end (pen, "SigningTime");
    }
  if (verdict->timestamp >= 0)
    {
      const char *tag = verdict->is_timestamp || g_str_equal (verdict->when_code, "timestamp-later")
                            ? "DocTimeStamp"
                            : "SignatureTimeStamp";

      begin (pen, tag);
      instant_element (pen, "TimeStampValue", verdict->timestamp);
      end (pen, tag);
    }
  end (pen, "SignatureAttributes");
}

static void
write_data (Pen *pen, const char *type, const char *value)
{
  begin (pen, "ReportData");
  element (pen, "Type", type);
  element (pen, "Value", value);
  end (pen, "ReportData");
}

static void
write_change (Pen *pen, const YnChange *change)
{
  g_autofree char *type = g_strconcat ("urn:yinuo:", change->code, NULL);
  g_autofree char *value =
      g_strdup_printf ("allowed: %s; page: %u; name: %s", yn_verdict_name (change->allowed), change->page,
                       change->name != NULL ? change->name : "");

  write_data (pen, type, value);
}

static void
write_named (Pen *pen, const YnSignatureVerdict *verdict)
{
  g_autofree char *value =
      g_strdup_printf ("name: %s (%s); credit code: %s (%s)", verdict->wanted_name != NULL ? verdict->wanted_name : "",
                       yn_match_name (verdict->name_match), verdict->wanted_uscc != NULL ? verdict->wanted_uscc : "",
                       yn_match_name (verdict->code_match));

  write_data (pen, "urn:yinuo:named-by-the-paper", value);
}

static gboolean
is_practice (const YnSignatureVerdict *verdict)
{
  return verdict->class == YN_SIGNATURE_CLASS_PRACTICE;
}

static void
write_additional (Pen *pen, const YnSignatureVerdict *verdict)
{
  if (verdict->changes->len == 0 && !verdict->compared && !is_practice (verdict) && !verdict->nobody_to_ask)
    return;
  begin (pen, "AdditionalValidationReportData");
  if (is_practice (verdict))
    write_data (pen, "urn:yinuo:practice", "演练·无效力 (practice, without effect)");
  if (verdict->nobody_to_ask)
    write_data (pen, "urn:yinuo:revocation-nowhere", "not checked: no certificate names where to ask");
  if (verdict->compared)
    write_named (pen, verdict);
  for (guint i = 0; i < verdict->changes->len; i++)
    write_change (pen, g_ptr_array_index (verdict->changes, i));
  end (pen, "AdditionalValidationReportData");
}

static void
write_associated (Pen *pen, const YnSignatureVerdict *verdict, guint number)
{
  if (verdict->certificate == NULL && verdict->changes->len == 0 && !is_practice (verdict))
    return;
  begin (pen, "AssociatedValidationReportData");
  if (verdict->certificate != NULL)
    {
      begin (pen, "CertificateChain");
      reference (pen, "SigningCertificate", number);
      end (pen, "CertificateChain");
    }
  if (verdict->certificate != NULL && verdict->revoked != 0)
    {
      begin (pen, "RevocationStatusInformation");
      reference (pen, "ValidationObjectId", number);
      instant_element (pen, "RevocationTime", verdict->revoked);
      end (pen, "RevocationStatusInformation");
    }
  write_additional (pen, verdict);
  end (pen, "AssociatedValidationReportData");
}

static void
write_identifier (Pen *pen, const char *field, guint number)
{
  g_autofree char *tag = g_strdup_printf ("SignatureIdentifier id=\"signature-%u\"", number);

  begin (pen, tag);
  element (pen, "HashOnly", "false");
  element (pen, "DocHashOnly", "false");
  element (pen, "DAIdentifier", field);
  end (pen, "SignatureIdentifier");
}

static void
write_document (Pen *pen, const char *sha256)
{
  begin (pen, "SignersDocument");
  digest (pen, sha256);
  end (pen, "SignersDocument");
}

static void
write_signature (Pen *pen,
                 const YnSignatureVerdict *verdict,
                 guint number,
                 const char *sha256,
                 gint64 instant,
                 const char *whole,
                 const char *answers_code,
                 YnVerdict answers)
{
  begin (pen, "SignatureValidationReport");
  write_identifier (pen, verdict->field, number);
  begin (pen, "ValidationConstraintsEvaluationReport");
  write_constraint (pen, "intact", verdict->intact, verdict->intact_code);
  write_constraint (pen, "who", verdict->who, verdict->who_code);
  write_constraint (pen, "when", verdict->when, verdict->when_code);
  if (answers_code != NULL)
    write_constraint (pen, "answers", answers, answers_code);
  end (pen, "ValidationConstraintsEvaluationReport");
  write_times (pen, verdict, instant);
  write_document (pen, sha256);
  write_attributes (pen, verdict);
  if (verdict->certificate != NULL)
    {
      begin (pen, "SignerInformation");
      reference (pen, "SignerCertificate", number);
      element (pen, "Signer",
               verdict->certificate->subject_name != NULL ? verdict->certificate->subject_name : "");
      end (pen, "SignerInformation");
    }
  if (is_practice (verdict))
    {
      begin (pen, "SignatureQuality");
      element (pen, "SignatureQualityInformation", "urn:yinuo:signature-class:practice");
      end (pen, "SignatureQuality");
    }
  begin (pen, "SignatureValidationProcess");
  element (pen, "SignatureValidationProcessID",
           verdict->timestamp >= 0 ? "urn:etsi:019102:validationprocess:LTVM"
                                   : "urn:etsi:019102:validationprocess:Basic");
  end (pen, "SignatureValidationProcess");
  begin (pen, "SignatureValidationStatus");
  write_conclusion (pen, verdict, whole);
  write_associated (pen, verdict, number);
  end (pen, "SignatureValidationStatus");
  end (pen, "SignatureValidationReport");
}

/* The standard has no word for a file without a signature. */
static void
write_unsigned (Pen *pen,
                const YnVerification *verification,
                const char *sha256,
                const char *answers_code,
                YnVerdict answers)
{
  begin (pen, "SignatureValidationReport");
  begin (pen, "ValidationConstraintsEvaluationReport");
  write_constraint (pen, "whole", verification->whole, verification->code);
  if (answers_code != NULL)
    write_constraint (pen, "answers", answers, answers_code);
  end (pen, "ValidationConstraintsEvaluationReport");
  write_document (pen, sha256);
  begin (pen, "SignatureValidationStatus");
  write_indication (pen, "indeterminate", "SIGNED_DATA_NOT_FOUND");
  end (pen, "SignatureValidationStatus");
  end (pen, "SignatureValidationReport");
}

static void
write_objects (Pen *pen, const YnVerification *verification)
{
  gboolean any = FALSE;

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);
      g_autofree char *tag = g_strdup_printf ("ValidationObject id=\"certificate-%u\"", i + 1);

      if (verdict->certificate == NULL)
        continue;
      if (!any)
        begin (pen, "SignatureValidationObjects");
      any = TRUE;
      begin (pen, tag);
      element (pen, "ObjectType", "urn:etsi:019102:validationObject:certificate");
      begin (pen, "ValidationObjectRepresentation");
      digest (pen, verdict->certificate->fingerprint);
      end (pen, "ValidationObjectRepresentation");
      end (pen, "ValidationObject");
    }
  if (any)
    end (pen, "SignatureValidationObjects");
}

GBytes *
yn_verification_xml (const YnVerification *verification,
                     const char *sha256,
                     gint64 instant,
                     const char *answers_code,
                     YnVerdict answers)
{
  Pen pen = { g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), 0 };

  begin (&pen, "ValidationReport xmlns=\"http://uri.etsi.org/19102/v1.2.1#\" "
               "xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"");
  for (guint i = 0; i < verification->signatures->len; i++)
    write_signature (&pen, g_ptr_array_index (verification->signatures, i), i + 1, sha256, instant,
                     code_of_whole (verification, answers_code, answers), answers_code, answers);
  if (verification->signatures->len == 0)
    write_unsigned (&pen, verification, sha256, answers_code, answers);
  write_objects (&pen, verification);
  end (&pen, "ValidationReport");
  return g_string_free_to_bytes (pen.xml);
}
