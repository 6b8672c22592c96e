/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/named.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"

gboolean
yn_named_is (const YnSigner *signer, const YnCertificate *certificate, GError **error)
{
  const YnWanted wanted = { signer->name, signer->uscc, signer->person };

  return yn_match_check (certificate, &wanted, error);
}

/* NULL: nobody's in particular. */
static YnSigner *
signer_of_field (const YnService *form, const YnJson *body, const char *field)
{
  g_autoptr (GPtrArray) signers = yn_signers_of (form, body);

  return yn_signer_copy (yn_signers_find (signers, field));
}

gboolean
yn_named_among (const YnService *form, const YnJson *body, const YnCertificate *certificate, YnSigner **nearest,
                GError **error)
{
  g_autoptr (GPtrArray) named = yn_signers_named (form, body);
  const YnSigner *last = named->len > 0 ? g_ptr_array_index (named, 0) : NULL;
  g_autoptr (GError) silence = NULL;

  *nearest = NULL;
  for (guint i = 0; i < named->len; i++)
    {
      const YnSigner *signer = g_ptr_array_index (named, i);
      g_autoptr (GError) cause = NULL;

      if (yn_named_is (signer, certificate, &cause)
          || yn_match_of_enterprise (certificate, signer->enterprise, signer->uscc) == YN_MATCH_YES)
        return *nearest = yn_signer_copy (signer), TRUE;
      if (silence == NULL && g_error_matches (cause, YN_ERROR, YN_ERROR_CERTIFICATE_SILENT))
        silence = g_steal_pointer (&cause), last = signer;
      else if (silence == NULL && !signer->person)
        last = signer;
    }
  if (last == NULL)
    return TRUE; /* it names nobody */
  *nearest = yn_signer_copy (last);
  if (silence != NULL)
    g_propagate_error (error, g_steal_pointer (&silence));
  else
    g_set_error (error, YN_ERROR, YN_ERROR_CERTIFICATE_MISMATCH,
                 "the certificate is of %s, whom the paper does not name", certificate->subject_name);
  return FALSE;
}

/* --- in a verdict ---------------------------------------------------------------------------------------------- */

static void
answer (YnSignatureVerdict *verdict, YnVerdict who, const char *code)
{
  verdict->who = who;
  g_free (verdict->who_code);
  verdict->who_code = g_strdup (code);
}

static void
note (YnSignatureVerdict *verdict, const YnSigner *signer)
{
  const YnWanted wanted = { signer->name, signer->uscc, signer->person };

  verdict->compared = TRUE;
  verdict->wanted_name = g_strdup (signer->name);
  verdict->wanted_uscc = g_strdup (signer->uscc);
  verdict->name_match = yn_match_of_name (verdict->certificate, &wanted);
  verdict->code_match = yn_match_of_code (verdict->certificate, &wanted);
}

/* Where the signature does not hold its certificate tells nothing, and what is refused already has its reason. */
static gboolean
is_comparable (const YnSignatureVerdict *verdict)
{
  return !verdict->is_timestamp && verdict->certificate != NULL && verdict->intact != YN_VERDICT_NO
         && verdict->who != YN_VERDICT_NO && g_strcmp0 (verdict->who_code, "unknown-signer") != 0;
}

/* FALSE: it is another's. @beside: of whom the paper names somebody signed it, too. */
static gboolean
judge (const YnService *form, const YnJson *body, YnSignatureVerdict *verdict, gboolean beside)
{
  g_autoptr (YnSigner) signer = signer_of_field (form, body, verdict->field);
  g_autoptr (GError) error = NULL;
  gboolean right;

  if (signer == NULL && g_strcmp0 (verdict->who_code, "pinned") == 0)
    return TRUE;
  beside = beside && signer == NULL && verdict->who == YN_VERDICT_YES;
  right = signer != NULL ? yn_named_is (signer, verdict->certificate, &error)
                         : yn_named_among (form, body, verdict->certificate, &signer, &error);
  if (signer != NULL)
    note (verdict, signer);
  if (right)
    return TRUE;
  if (beside)
    return answer (verdict, YN_VERDICT_YES, "signer-beside"), TRUE;
  if (g_error_matches (error, YN_ERROR, YN_ERROR_CERTIFICATE_MISMATCH))
    return answer (verdict, YN_VERDICT_NO, "signer-mismatch"), FALSE;
  if (verdict->who == YN_VERDICT_YES)
    answer (verdict, YN_VERDICT_CANNOT_TELL, "signer-silent");
  return TRUE;
}

/* Whether one of those whom the paper names has signed it in their own field, and is trusted. */
static gboolean
signed_by_named (const YnService *form, const YnJson *body, const YnVerification *verification)
{
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);
      g_autoptr (YnSigner) signer = signer_of_field (form, body, verdict->field);

      if (signer != NULL && is_comparable (verdict) && verdict->who == YN_VERDICT_YES
          && yn_named_is (signer, verdict->certificate, NULL))
        return TRUE;
    }
  return FALSE;
}

gboolean
yn_named_judge (const YnService *form, const YnJson *body, YnVerification *verification)
{
  gboolean mismatch = FALSE;
  gboolean beside = signed_by_named (form, body, verification);

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (is_comparable (verdict) && !judge (form, body, verdict, beside))
        mismatch = TRUE;
    }
  return mismatch;
}

/* --- in words -------------------------------------------------------------------------------------------------- */

static const char *
word_of (YnMatch match)
{
  return match == YN_MATCH_YES ? _("matches") : match == YN_MATCH_NO ? _("does NOT match") : _("cannot be compared");
}

char *
yn_named_words (const YnSignatureVerdict *verdict)
{
  g_autofree char *whom = NULL;

  if (!verdict->compared)
    return NULL;
  whom = g_strjoin (verdict->wanted_name != NULL && verdict->wanted_uscc != NULL ? " " : "",
                    verdict->wanted_name != NULL ? verdict->wanted_name : "",
                    verdict->wanted_uscc != NULL ? verdict->wanted_uscc : "", NULL);
  return g_strdup_printf (_("The paper names %s (name: %s; credit code: %s)"), whom, word_of (verdict->name_match),
                          word_of (verdict->code_match));
}
