/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/raising.h"

#include "signing/chain.h"
#include "signing/gathering-chain.h"
#include "signing/stamp.h"
#include "signing/timestamp-token.h"

static void
miss (YnSignOutcome *outcome, const char *code)
{
  g_free (outcome->missing);
  outcome->missing = g_strdup (code);
}

/* --- B-T -----------------------------------------------------------------------------------------------------------
 */

GBytes *
yn_level_stamp (GBytes *cms, gsize room, const YnSignFinish *how, YnSignOutcome *outcome)
{
  g_autoptr (YnTimestamp) timestamp = NULL;
  g_autoptr (GBytes) stamped = NULL;
  g_autoptr (GError) error = NULL;
  guint8 digest[32];

  if (how->timestamper == NULL)
    {
      miss (outcome, "timestamp-unreachable");
      return NULL;
    }
  if (yn_stamp_digest (cms, digest, &error))
    timestamp = yn_timestamper_ask (how->timestamper, digest, outcome->tries, how->cancellable, &error);
  if (timestamp != NULL)
    stamped = yn_stamp_put (cms, timestamp->token, &error);
  if (stamped == NULL)
    {
      miss (outcome, yn_error_nick_of (error));
      return NULL;
    }
  if (g_bytes_get_size (stamped) > room)
    {
      miss (outcome, "signature-room");
      return NULL;
    }
  outcome->level = YN_LEVEL_B_T;
  outcome->authority = g_strdup (timestamp->authority);
  outcome->timestamp = timestamp->instant;
  return g_steal_pointer (&stamped);
}

/* --- B-LT ----------------------------------------------------------------------------------------------------------
 */

static gboolean
gather_all (YnKey *key, GBytes *cms, const YnSignFinish *how, gint64 existed, YnDss *dss, GError **error)
{
  g_autoptr (GBytes) der = yn_stamp_of (cms, error);
  g_autoptr (YnTimestampToken) token = NULL;
  g_autoptr (YnX509Stack) beside = how->trust != NULL ? yn_trust_roots (how->trust) : sk_X509_new_null ();

  if (der == NULL)
    return FALSE;
  token = yn_timestamp_token_read (g_bytes_get_data (der, NULL), g_bytes_get_size (der), error);
  if (token == NULL)
    return FALSE;
  X509_add_certs (beside, yn_key_chain (key), X509_ADD_FLAG_UP_REF | X509_ADD_FLAG_NO_DUP);
  X509_add_certs (beside, token->certificates, X509_ADD_FLAG_UP_REF | X509_ADD_FLAG_NO_DUP);
  return yn_gathering_collect (how->gathering, yn_key_leaf (key), beside, existed, dss, how->cancellable, error)
         && yn_gathering_collect (how->gathering, token->leaf, beside, existed, dss, how->cancellable, error);
}

YnDss *
yn_level_gather (YnKey *key, GBytes *cms, const YnSignFinish *how, YnSignOutcome *outcome, GError **error)
{
  g_autoptr (YnDss) dss = yn_dss_new ();
  g_autoptr (GError) cause = NULL;

  if (how->level < YN_LEVEL_B_LT)
    return NULL;
  if (how->gathering == NULL)
    {
      miss (outcome, "revocation-unreachable");
      return NULL;
    }
  if (gather_all (key, cms, how, outcome->timestamp, dss, &cause))
    {
      outcome->level = YN_LEVEL_B_LT;
      return g_steal_pointer (&dss);
    }
  if (g_error_matches (cause, YN_ERROR, YN_ERROR_CERTIFICATE_REVOKED))
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    miss (outcome, yn_error_nick_of (cause));
  return NULL;
}

gboolean
yn_level_foresee (YnKey *key, const YnSignFinish *how, GError **error)
{
  g_autoptr (YnDss) dss = yn_dss_new ();
  g_autoptr (GError) cause = NULL;

  if (how == NULL || how->level < YN_LEVEL_B_LT || how->gathering == NULL
      || yn_gathering_collect (how->gathering, yn_key_leaf (key), yn_key_chain (key), yn_gathering_now (how->gathering),
                               dss, how->cancellable, &cause)
      || !g_error_matches (cause, YN_ERROR, YN_ERROR_CERTIFICATE_REVOKED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
