/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/signatures.h"

#include <glib/gi18n-lib.h>

#include "base/clock.h"
#include "forms/problem.h"
#include "forms/signers.h"

#include <string.h>

void
yn_signature_free (YnSignature *signature)
{
  g_free (signature->field);
  g_free (signature->role);
  g_free (signature->name);
  g_free (signature->enterprise);
  g_free (signature->uscc);
  g_free (signature->issuer);
  g_free (signature->authority);
  g_free (signature->code);
  g_free (signature);
}

gboolean
yn_signatures_stand (YnBytes *paper, gint64 instant, GError **error)
{
  g_autoptr (YnTrust) nobody = yn_trust_new ();
  g_autoptr (YnVerification) verification = yn_verify_bytes (paper, nobody, instant);

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);
      gboolean is_last = i + 1 == verification->signatures->len;

      if (verdict->intact != YN_VERDICT_NO && !(is_last && g_str_equal (verdict->intact_code, "unsigned-addition")))
        continue;
      g_set_error (error, YN_ERROR, YN_ERROR_CHANGED_SINCE, "%s: %s", verdict->field, verdict->intact_code);
      return FALSE;
    }
  return TRUE;
}

/* "yn-legal-representative-1" is the first legal representative's. */
static char *
role_of (const char *field)
{
  const char *number = field == NULL || !g_str_has_prefix (field, "yn-") ? NULL : strrchr (field, '-');
  g_autofree char *role =
      number == NULL || number < field + 3 ? NULL : g_strndup (field + 3, number - field - 3);

  return g_strdup (role != NULL && *yn_signer_role_words (role, YN_LANGUAGE_ZH_CN) != '\0' ? role : "");
}

/* What is known of the certificates came with the file, for nobody is asked here. */
static YnSignatureLevel
level_of (const YnSignatureVerdict *verdict)
{
  if (verdict->timestamp < 0)
    return YN_LEVEL_B_B;
  return verdict->revocation != YN_REVOCATION_UNKNOWN ? YN_LEVEL_B_LT : YN_LEVEL_B_T;
}

static YnSignature *
signature_new (const YnSignatureVerdict *verdict)
{
  YnSignature *signature = g_new0 (YnSignature, 1);
  const YnCertificate *certificate = verdict->certificate;

  signature->field = g_strdup (verdict->field);
  signature->role = role_of (verdict->field);
  signature->name = g_strdup (certificate != NULL ? certificate->subject_name : "");
  signature->enterprise = g_strdup (certificate != NULL ? certificate->organization : NULL);
  signature->uscc = g_strdup (certificate != NULL ? certificate->uscc : NULL);
  signature->issuer = g_strdup (certificate != NULL ? certificate->issuer_name : NULL);
  signature->class = verdict->class;
  signature->at = verdict->claimed;
  signature->is_timestamp = verdict->is_timestamp;
  signature->level = level_of (verdict);
  signature->timestamp = verdict->timestamp;
  signature->authority = g_strdup (verdict->authority);
  signature->intact = verdict->intact;
  signature->who = verdict->who;
  signature->code = g_strdup (verdict->intact != YN_VERDICT_YES ? verdict->intact_code : verdict->who_code);
  return signature;
}

/* Who gave a timestamp that was got later stands with that one. */
static void
name_later_authorities (GPtrArray *signatures)
{
  for (guint i = 0; i < signatures->len; i++)
    {
      YnSignature *signature = g_ptr_array_index (signatures, i);

      for (guint j = i + 1; j < signatures->len && signature->timestamp >= 0 && signature->authority == NULL; j++)
        {
          const YnSignature *later = g_ptr_array_index (signatures, j);

          if (later->is_timestamp && later->timestamp == signature->timestamp)
            signature->authority = g_strdup (later->authority);
        }
    }
}

GPtrArray *
yn_signatures_in (const YnVerification *verification)
{
  GPtrArray *signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_signature_free);

  for (guint i = 0; i < verification->signatures->len; i++)
    g_ptr_array_add (signatures, signature_new (g_ptr_array_index (verification->signatures, i)));
  name_later_authorities (signatures);
  return signatures;
}

GPtrArray *
yn_signatures_of (GBytes *paper, YnTrust *trust, gint64 instant)
{
  g_autoptr (YnVerification) verification = yn_verify (paper, trust, instant);

  return yn_signatures_in (verification);
}

char *
yn_signature_words (const YnSignature *signature, YnLanguage language)
{
  g_autofree char *at = signature->at < 0 ? NULL : yn_clock_civil (signature->at);
  g_autofree char *class = yn_signature_class_words (signature->class, signature->issuer, language);
  const char *role = yn_signer_role_words (signature->role, language);
  g_autofree char *words = g_strconcat (role, *role != '\0' ? " " : "", signature->name, " · ",
                                        at != NULL ? at : "", at != NULL ? " · " : "", class, NULL);

  if (signature->intact == YN_VERDICT_NO || signature->who == YN_VERDICT_NO)
    {
      g_autoptr (YnExplanation) why = yn_problems_explain_code (signature->code, language);

      return g_strconcat (words, " · ", why->what, NULL);
    }
  return g_steal_pointer (&words);
}

char *
yn_signature_level_words (const YnSignature *signature)
{
  const char *level = yn_signature_level_name (signature->level);
  g_autofree char *at = signature->timestamp < 0 ? NULL : yn_clock_civil (signature->timestamp);

  if (at == NULL)
    return g_strdup_printf (_("%s · no timestamp: the time is the signer's own word"), level);
  if (signature->authority == NULL)
    return g_strdup_printf (_("%s · timestamp of %s"), level, at);
  return g_strdup_printf (_("%s · timestamp of %s, given by %s"), level, at, signature->authority);
}
