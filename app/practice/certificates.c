/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/certificates.h"

#include "base/error.h"

#define MAX_REQUEST_BYTES (64 * 1024)

/* For the enterprise itself, its legal representative or its agent, whomever the request names. */
static GBytes *
issue (YnOffice *office, const YnSample *sample, const YnRequest *request, GError **error)
{
  static const char *const people[] = { "legalRepresentative", "agent" };
  YnAuthority *root = office->authority->root;
  gint64 now = yn_clock_now (office->clock);
  GBytes *chain = yn_authority_issue (root, request->body, yn_sample_name (sample), request->uscc, now, error);

  for (guint i = 0; chain == NULL && i < G_N_ELEMENTS (people); i++)
    {
      const YnJson *person = yn_json_get (yn_sample_enterprise (sample), people[i]);
      const char *name = yn_json_get_string (person, "name");

      if (name != NULL && g_error_matches (*error, YN_ERROR, YN_ERROR_NONSENSE))
        {
          g_clear_error (error);
          chain =
              yn_authority_issue_person (root, request->body, name, yn_sample_name (sample), request->uscc, now, error);
        }
    }
  return chain;
}

gboolean
yn_certificates_issue (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error)
{
  const YnSample *sample = yn_samples_find (office->samples, request->uscc);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) chain = NULL;

  if (!yn_request_is_type (request, "application/pkcs10")
      || g_bytes_get_size (request->body) > MAX_REQUEST_BYTES)
    {
      yn_reply_problem (reply, 415, "wrong-type", "a PKCS#10 request in DER is needed");
      return TRUE;
    }
  chain = issue (office, sample, request, &local);
  if (chain != NULL)
    yn_reply_bytes (reply, 201, "application/pem-certificate-chain", chain);
  else if (g_error_matches (local, YN_ERROR, YN_ERROR_NONSENSE))
    yn_reply_problem (reply, 400, "certificate-mismatch", local->message);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return reply->status != 0;
}
