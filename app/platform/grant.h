/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The device authorization grant (RFC 8628) as far as it is reading answers; asking and waiting is the account's. */
#pragma once

#include "base/http-answer.h"

G_BEGIN_DECLS

typedef struct
{
  char *device_code;
  char *user_code;        /* "BDWP-HQPK" */
  char *verification_uri;
  char *verification_uri_complete; /* or NULL */
  gint64 expires;         /* instant */
  int interval;           /* seconds: 5 where the server names none (RFC 8628 §3.2) */
} YnDeviceGrant;

void yn_device_grant_free (YnDeviceGrant *grant);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnDeviceGrant, yn_device_grant_free)

/* What the device authorization endpoint answered. YN_ERROR_NONSENSE, and those of yn_answer_set_error(). */
YnDeviceGrant *yn_device_grant_read (const YnHttpAnswer *answer, gint64 now, GError **error);

typedef enum
{
  YN_GRANT_APPROVED, /* the answer holds tokens */
  YN_GRANT_PENDING,  /* ask again after the grant's interval, which slow_down has made longer */
  YN_GRANT_ENDED,    /* @error: YN_ERROR_SIGN_IN_DENIED, _SIGN_IN_EXPIRED, or what else the server said */
} YnGrantStep;

/* What the token endpoint answered to one poll (RFC 8628 §3.5). */
YnGrantStep yn_device_grant_step (YnDeviceGrant *grant, const YnHttpAnswer *answer, GError **error);

/* The "error" of an OAuth error answer (RFC 6749 §5.2), new; NULL: none. */
char *yn_oauth_error (const YnHttpAnswer *answer);

G_END_DECLS
