/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/signers.h"

#include "forms/signers.h"
#include "practice/reason.h"
#include "practice/vouching.h"
#include "signing/match.h"
#include "signing/verify.h"

#include <string.h>

static gboolean
is_of (const YnSignatureVerdict *verdict, const YnSigner *signer)
{
  g_autofree char *field = yn_signer_field (signer);

  return g_strcmp0 (verdict->field, field) == 0;
}

static const char *
against_certificate (const YnCertificate *certificate, const YnSigner *signer)
{
  const YnWanted wanted = { signer->name, signer->uscc, signer->person };

  if (certificate == NULL || !certificate->for_signing)
    return "certificate-unfit";
  if (certificate->uscc == NULL)
    return "certificate-silent";
  return yn_match_check (certificate, &wanted, NULL) ? NULL : "certificate-mismatch";
}

/* NULL: nothing speaks against this signature. */
static const char *
against_signature (const YnSignatureVerdict *verdict, const YnSigner *signer)
{
  if (verdict->intact != YN_VERDICT_YES)
    return "signature-invalid";
  if (g_strcmp0 (verdict->who_code, "expired") == 0 || g_strcmp0 (verdict->who_code, "expired-before") == 0)
    return "certificate-expired";
  if (g_strcmp0 (verdict->who_code, "not-yet") == 0)
    return "certificate-not-yet";
  if (verdict->who != YN_VERDICT_YES)
    return "not-trusted";
  if (!yn_signer_takes (signer, yn_signature_class_name (verdict->class)))
    return "class-not-accepted";
  return against_certificate (verdict->certificate, signer);
}

/* The place of its signature among all, or -1 with a reason. They come in the service's order, place by
 * place: person first, seal last. */
static int
check_signer (const YnVerification *verification, const YnSigner *signer, int behind, GPtrArray *reasons)
{
  const char *against = "signer-missing";

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (!is_of (verdict, signer))
        continue;
      against = (int) i < behind ? "signers-order" : against_signature (verdict, signer);
      if (against == NULL)
        return (int) i;
    }
  if (signer->required || g_strcmp0 (against, "signer-missing") != 0)
    g_ptr_array_add (reasons, yn_reason_new (against, NULL));
  return -1;
}

void
yn_signers_check (YnOffice *office, const YnService *service, const YnJson *body, GBytes *pdf, GPtrArray *reasons)
{
  g_autoptr (GPtrArray) signers = yn_signers_of (service, body);
  g_autoptr (YnTrust) trust = yn_vouching_trust (office, NULL);
  g_autoptr (YnVerification) verification =
      trust != NULL ? yn_verify (pdf, trust, yn_clock_now (office->clock)) : NULL;
  int last = -1, behind = -1; /* of all so far, and of the places before */
  guint place = 0;

  if (verification->signatures->len == 0 && signers->len > 0)
    {
      g_ptr_array_add (reasons, yn_reason_new ("not-signed", NULL));
      return;
    }
  for (guint i = 0; i < signers->len; i++)
    {
      const YnSigner *signer = g_ptr_array_index (signers, i);

      if (signer->place != place)
        behind = last;
      place = signer->place;
      last = MAX (last, check_signer (verification, signer, behind, reasons));
    }

  /* Something stands behind the last signature, or a signature that nobody asked for does not hold. */
  if (reasons->len == 0 && verification->signatures->len > 0 && verification->whole != YN_VERDICT_YES)
    g_ptr_array_add (reasons, yn_reason_new ("signature-invalid", NULL));
}
