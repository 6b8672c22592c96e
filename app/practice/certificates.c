/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/certificates.h"

#include "base/error.h"

#define MAX_REQUEST_BYTES (64 * 1024)

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
  chain = yn_authority_issue (office->authority->root, request->body, yn_sample_name (sample), request->uscc,
                              yn_clock_now (office->clock), &local);
  if (chain != NULL)
    yn_reply_bytes (reply, 201, "application/pem-certificate-chain", chain);
  else if (g_error_matches (local, YN_ERROR, YN_ERROR_NONSENSE))
    yn_reply_problem (reply, 400, "certificate-mismatch", local->message);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return reply->status != 0;
}
