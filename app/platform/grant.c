/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "platform/grant.h"

#include <string.h>

#include "base/envelope.h"
#include "base/error.h"
#include "base/http-url.h"
#include "base/secret.h"
#include "platform/answer.h"

#define DEFAULT_INTERVAL 5
#define MAX_INTERVAL 300
#define SLOW_DOWN 5
#define MAX_USER_CODE 32
#define MAX_LIFE (24 * 60 * 60)

void
yn_device_grant_free (YnDeviceGrant *grant)
{
  if (grant == NULL)
    return;
  if (grant->device_code != NULL)
    yn_secret_wipe (grant->device_code, strlen (grant->device_code));
  g_free (grant->device_code);
  g_free (grant->user_code);
  g_free (grant->verification_uri);
  g_free (grant->verification_uri_complete);
  g_free (grant);
}

/* It is shown, drawn as a QR and opened: only what the wire itself would go to. */
static gboolean
can_be_opened (const char *url)
{
  gboolean loopback;
  g_autofree char *checked = url != NULL ? yn_http_url_check (url, &loopback, NULL) : NULL;

  return checked != NULL;
}

YnDeviceGrant *
yn_device_grant_read (const YnHttpAnswer *answer, gint64 now, GError **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (YnDeviceGrant) grant = NULL;
  const char *device_code, *user_code, *uri, *complete;
  gint64 life, interval;

  if (answer->status != 200)
    {
      yn_answer_set_error (answer, error);
      return NULL;
    }
  object = yn_envelope_parse (answer->body, error);
  if (object == NULL)
    return NULL;

  device_code = yn_envelope_string (object, "device_code");
  user_code = yn_envelope_string (object, "user_code");
  uri = yn_envelope_string (object, "verification_uri");
  complete = yn_envelope_string (object, "verification_uri_complete");
  life = yn_envelope_int (object, "expires_in", 0);
  interval = yn_envelope_int (object, "interval", DEFAULT_INTERVAL);
  if (device_code == NULL || *device_code == '\0' || user_code == NULL || *user_code == '\0'
      || g_utf8_strlen (user_code, -1) > MAX_USER_CODE || !can_be_opened (uri) || life <= 0)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NONSENSE,
                           "no device authorization response (RFC 8628 section 3.2)");
      return NULL;
    }

  grant = g_new (YnDeviceGrant, 1);
  *grant = (YnDeviceGrant){
    .device_code = g_strdup (device_code),
    .user_code = g_strdup (user_code),
    .verification_uri = g_strdup (uri),
    .verification_uri_complete = can_be_opened (complete) ? g_strdup (complete) : NULL,
    .expires = now + MIN (life, MAX_LIFE) * G_USEC_PER_SEC,
    .interval = CLAMP (interval, 1, MAX_INTERVAL),
  };
  return g_steal_pointer (&grant);
}

char *
yn_oauth_error (const YnHttpAnswer *answer)
{
  g_autoptr (JsonObject) object = yn_envelope_parse (answer->body, NULL);

  return g_strdup (yn_envelope_string (object, "error"));
}

YnGrantStep
yn_device_grant_step (YnDeviceGrant *grant, const YnHttpAnswer *answer, GError **error)
{
  g_autofree char *said = NULL;

  if (answer->status == 200)
    return YN_GRANT_APPROVED;

  said = yn_oauth_error (answer);
  if (g_strcmp0 (said, "authorization_pending") == 0)
    return YN_GRANT_PENDING;
  if (g_strcmp0 (said, "slow_down") == 0)
    {
      grant->interval += SLOW_DOWN;
      return YN_GRANT_PENDING;
    }

  if (g_strcmp0 (said, "access_denied") == 0)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_SIGN_IN_DENIED, "the person refused");
  else if (g_strcmp0 (said, "expired_token") == 0 || g_strcmp0 (said, "invalid_grant") == 0)
    /* invalid_grant: the code was redeemed before, and the answer to that got lost. Begin again, as when too
     * late. */
    g_set_error_literal (error, YN_ERROR, YN_ERROR_SIGN_IN_EXPIRED, "the code is good no more");
  else
    yn_answer_set_error (answer, error);
  return YN_GRANT_ENDED;
}
