/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/checks.h"

#include "base/codes.h"
#include "base/error.h"
#include "base/hash.h"
#include "forms/problem.h"
#include "papers/paper.h"
#include "practice/deeds.h"
#include "practice/uploads.h"
#include "signing/verify.h"

#include <string.h>

#define MAX_REASONS 20

typedef struct
{
  YnOffice *office;
  const YnHandedIn *handed_in;
  YnService *service;
  YnJson *answers; /* the private ones put back */
  GPtrArray *reasons;
  GPtrArray *missing;
} Checking;

static void
object (Checking *checking, const char *code)
{
  g_ptr_array_add (checking->reasons, yn_reason_new (code, NULL));
}

/* Whose, for whom, what. */

static gboolean
is_for_persons (const char *kind)
{
  return g_strv_contains ((const char *const[]){ "commitment", "application", "repair", "withdrawal", NULL },
                          kind);
}

static gboolean
check_service (Checking *checking, GError **error)
{
  const YnJson *named = yn_json_get (checking->handed_in->body, "service");
  const char *id = yn_json_get_string (named, "id");
  g_autoptr (YnService) service = id != NULL ? yn_service_find (id, NULL) : NULL;

  if (service == NULL || !is_for_persons (yn_service_kind (service)))
    object (checking, "service-unknown");
  else if (g_strcmp0 (yn_json_get_string (named, "version"), yn_service_version (service)) != 0
           || g_strcmp0 (yn_json_get_string (named, "sha256"), yn_service_sha256 (service)) != 0
           || g_strcmp0 (yn_json_get_string (checking->handed_in->body, "kind"), yn_service_kind (service))
                  != 0)
    object (checking, "service-version");
  else
    checking->service = g_steal_pointer (&service);
  return TRUE;
}

static gboolean
check_parties (Checking *checking, GError **error)
{
  const YnJson *body = checking->handed_in->body;
  const YnJson *platform = yn_json_get (body, "platform");
  const char *uscc = checking->handed_in->uscc;

  if (g_strcmp0 (yn_json_get_string (platform, "id"), checking->office->identity) != 0
      || !yn_json_get_boolean (platform, "practice", FALSE))
    object (checking, "other-platform");
  if (g_strcmp0 (yn_json_get_string (yn_json_get (body, "enterprise"), "uscc"), uscc) != 0
      || g_strcmp0 (yn_json_string (yn_json_pointer (body, "/answers/enterprise/uscc")), uscc) != 0)
    object (checking, "wrong-enterprise");
  if (g_strcmp0 (yn_json_get_string (body, "part"), "main") != 0)
    object (checking, "not-a-paper");
  return TRUE;
}

/* What the paper names must have arrived. */

static gboolean
need (Checking *checking, const char *sha256, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (yn_uploads_arrived (checking->office, checking->handed_in->uscc, sha256, &local))
    return TRUE;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!g_ptr_array_find_with_equal_func (checking->missing, sha256, g_str_equal, NULL))
    g_ptr_array_add (checking->missing, g_strdup (sha256));
  return TRUE;
}

static gboolean
check_arrived (Checking *checking, GError **error)
{
  const YnJson *attachments = yn_json_get (checking->handed_in->body, "attachments");
  const YnJson *annex = yn_json_get (checking->handed_in->body, "annex");

  for (guint i = 0; i <= yn_json_size (attachments); i++)
    {
      gboolean last = i == yn_json_size (attachments);
      const char *sha256 =
          last ? yn_json_string (annex) : yn_json_get_string (yn_json_at (attachments, i), "sha256");

      if (last && (annex == NULL || yn_json_is (annex, YN_JSON_NULL)))
        break;
      if (sha256 == NULL || !yn_sha256_is (sha256))
        object (checking, last ? "annex-differs" : "not-a-paper");
      else if (!need (checking, sha256, error))
        return FALSE;
    }
  return TRUE;
}

/* The annex: of the same matter, and masked it gives exactly what the main paper shows. */

typedef struct
{
  const YnJson *full;
  YnJson *answers;
  gboolean differs;
} PuttingBack;

static void
put_back (PuttingBack *putting, const char *done, const char *rest)
{
  const char *star = strstr (rest, "/*");
  g_autofree char *head = star != NULL ? g_strndup (rest, star - rest) : g_strdup (rest);
  g_autofree char *pointer = g_strconcat (done, head, NULL);
  const YnJson *masked = yn_json_pointer (putting->answers, pointer);
  const YnJson *value = yn_json_pointer (putting->full, pointer);

  if (masked == NULL)
    return;
  if (star != NULL)
    {
      guint n = yn_json_size (masked);

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *row = g_strdup_printf ("%s/%u", pointer, i);

          put_back (putting, row, star + 2);
        }
      return;
    }

  if (value == NULL)
    putting->differs = TRUE;
  else
    {
      g_autofree char *mask =
          yn_json_is (value, YN_JSON_STRING) ? yn_mask_private (yn_json_string (value)) : NULL;
      YnJson *with = NULL;

      if (mask != NULL && g_strcmp0 (mask, yn_json_string (masked)) != 0)
        putting->differs = TRUE;
      with = yn_json_with (putting->answers, pointer, value);
      yn_json_unref (putting->answers);
      putting->answers = with;
    }
}

static gboolean
is_annex_of (Checking *checking, const YnJson *body)
{
  const YnJson *main = checking->handed_in->body;

  return g_strcmp0 (yn_json_get_string (body, "part"), "annex") == 0
         && yn_json_equal (yn_json_get (body, "matter"), yn_json_get (main, "matter"))
         && yn_json_equal (yn_json_get (body, "service"), yn_json_get (main, "service"));
}

static gboolean
check_annex (Checking *checking, GError **error)
{
  const char *sha256 = yn_json_get_string (checking->handed_in->body, "annex");
  const YnJson *private = yn_json_get (yn_service_json (checking->service), "private");
  g_autoptr (GBytes) annex = NULL;
  g_autoptr (YnJson) body = NULL;
  PuttingBack putting = { NULL, yn_json_ref (yn_json_get (checking->handed_in->body, "answers")), FALSE };

  if (sha256 != NULL)
    {
      g_autoptr (GError) local = NULL;

      annex = yn_uploads_bytes (checking->office, checking->handed_in->uscc, sha256, error);
      if (annex == NULL)
        {
          yn_json_unref (putting.answers);
          return FALSE;
        }
      body = yn_paper_body (annex, NULL);
      putting.full = is_annex_of (checking, body) ? yn_json_get (body, "answers") : NULL;
      putting.differs = putting.full == NULL || !yn_paper_compare (annex, checking->service, NULL, &local);
      if (local != NULL && !g_error_matches (local, YN_ERROR, YN_ERROR_PAPER_DIFFERS))
        {
          yn_json_unref (putting.answers);
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  for (guint i = 0; i < yn_json_size (private); i++)
    put_back (&putting, "", yn_json_string (yn_json_at (private, i)));

  checking->answers = putting.answers;
  if (putting.differs)
    object (checking, "annex-differs");
  return TRUE;
}

static gboolean
check_answers (Checking *checking, GError **error)
{
  g_autofree char *today = yn_office_today (checking->office);
  g_autoptr (GPtrArray) problems =
      yn_service_check (checking->service, checking->answers,
                        yn_json_get (checking->handed_in->body, "attachments"), today, YN_LANGUAGE_ZH_CN);

  if (problems->len > 0)
    object (checking, "answers-invalid");
  for (guint i = 0; i < problems->len && i < MAX_REASONS; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);
      YnReason *reason = g_new0 (YnReason, 1);

      reason->code = g_strdup (problem->code);
      reason->text = yn_problem_words (problem, YN_LANGUAGE_ZH_CN);
      reason->remedy = g_strdup ("");
      g_ptr_array_add (checking->reasons, reason);
    }
  return TRUE;
}

/* Signatures. */

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
check_signer (Checking *checking, const YnVerification *verification, const YnJson *signer)
{
  const char *against = "signer-missing";

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (is_of_role (verdict, yn_json_get_string (signer, "role")))
        against = against_signature (verdict, yn_json_get (signer, "accept"), checking->handed_in->uscc);
    }
  if (against != NULL)
    object (checking, against);
}

static gboolean
check_signatures (Checking *checking, GError **error)
{
  const YnJson *signers = yn_json_get (yn_service_json (checking->service), "signers");
  g_autoptr (YnVerification) verification =
      yn_verify (checking->handed_in->pdf, checking->office->authority->trust,
                 yn_clock_now (checking->office->clock));

  if (verification->signatures->len == 0 && yn_json_size (signers) > 0)
    {
      object (checking, "not-signed");
      return TRUE;
    }
  for (guint i = 0; i < yn_json_size (signers); i++)
    if (yn_json_get_boolean (yn_json_at (signers, i), "required", FALSE))
      check_signer (checking, verification, yn_json_at (signers, i));

  /* Something stands behind the last signature, or a signature that nobody asked for does not hold. */
  if (checking->reasons->len == 0 && verification->signatures->len > 0
      && verification->whole != YN_VERDICT_YES)
    object (checking, "signature-invalid");
  return TRUE;
}

static gboolean
check_pages (Checking *checking, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (yn_paper_compare (checking->handed_in->pdf, checking->service, NULL, &local))
    return TRUE;
  if (!g_error_matches (local, YN_ERROR, YN_ERROR_PAPER_DIFFERS))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  object (checking, "paper-differs");
  return TRUE;
}

static gboolean
check_deed (Checking *checking, GError **error)
{
  g_autoptr (YnIntake) intake =
      yn_intake_new (checking->handed_in->id, checking->handed_in->uscc, checking->handed_in->body);

  return yn_deeds_check (checking->office, intake, checking->reasons, error);
}

gboolean
yn_checks_run (YnOffice *office,
               const YnHandedIn *handed_in,
               GPtrArray *reasons,
               GPtrArray *missing,
               GError **error)
{
  static gboolean (*const checks[]) (Checking *, GError **) = {
    check_service, check_parties,    check_arrived, check_annex,
    check_answers, check_signatures, check_pages,   check_deed,
  };
  Checking checking = { office, handed_in, NULL, NULL, reasons, missing };
  gboolean judged = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (checks) && judged && reasons->len == 0 && missing->len == 0; i++)
    judged = checks[i](&checking, error);

  g_clear_pointer (&checking.service, yn_service_unref);
  g_clear_pointer (&checking.answers, yn_json_unref);
  return judged;
}
