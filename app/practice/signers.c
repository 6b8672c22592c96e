/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/signers.h"

#include "practice/reason.h"
#include "signing/verify.h"

#include <string.h>

static gboolean
is_of_role (const YnSignatureVerdict *verdict, const char *role)
{
  gsize length = strlen (role);

  return verdict->field != NULL && g_str_has_prefix (verdict->field, "yn-")
         && strncmp (verdict->field + 3, role, length) == 0 && verdict->field[3 + length] == '-';
}

static const char *
against_certificate (const YnCertificate *certificate, const char *uscc)
{
  if (certificate == NULL || !certificate->for_signing)
    return "certificate-unfit";
  if (certificate->uscc == NULL)
    return "certificate-silent";
  return g_str_equal (certificate->uscc, uscc) ? NULL : "certificate-mismatch";
}

/* NULL: nothing speaks against this signature. */
static const char *
against_signature (const YnSignatureVerdict *verdict, const YnJson *accept, const char *uscc)
{
  gboolean accepted = FALSE;

  if (verdict->intact != YN_VERDICT_YES)
    return "signature-invalid";
  if (g_strcmp0 (verdict->who_code, "expired") == 0)
    return "certificate-expired";
  if (g_strcmp0 (verdict->who_code, "not-yet") == 0)
    return "certificate-not-yet";
  if (verdict->who != YN_VERDICT_YES)
    return "not-trusted";
  for (guint i = 0; i < yn_json_size (accept); i++)
    accepted |=
        g_strcmp0 (yn_json_string (yn_json_at (accept, i)), yn_signature_class_name (verdict->class)) == 0;
  return accepted ? against_certificate (verdict->certificate, uscc) : "class-not-accepted";
}

static void
check_signer (const YnVerification *verification, const YnJson *signer, const char *uscc, GPtrArray *reasons)
{
  const char *against = "signer-missing";

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (is_of_role (verdict, yn_json_get_string (signer, "role")))
        against = against_signature (verdict, yn_json_get (signer, "accept"), uscc);
    }
  if (against != NULL)
    g_ptr_array_add (reasons, yn_reason_new (against, NULL));
}

void
yn_signers_check (YnOffice *office,
                  const char *uscc,
                  const YnService *service,
                  GBytes *pdf,
                  GPtrArray *reasons)
{
  const YnJson *signers = yn_json_get (yn_service_json (service), "signers");
  g_autoptr (YnVerification) verification =
      yn_verify (pdf, office->authority->trust, yn_clock_now (office->clock));

  if (verification->signatures->len == 0 && yn_json_size (signers) > 0)
    {
      g_ptr_array_add (reasons, yn_reason_new ("not-signed", NULL));
      return;
    }
  for (guint i = 0; i < yn_json_size (signers); i++)
    if (yn_json_get_boolean (yn_json_at (signers, i), "required", FALSE))
      check_signer (verification, yn_json_at (signers, i), uscc, reasons);

  /* Something stands behind the last signature, or a signature that nobody asked for does not hold. */
  if (reasons->len == 0 && verification->signatures->len > 0 && verification->whole != YN_VERDICT_YES)
    g_ptr_array_add (reasons, yn_reason_new ("signature-invalid", NULL));
}
