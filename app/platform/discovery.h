/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Finding things: RFC 9728 protected-resource metadata at the platform's address names its identity, its API and its
 * authorization servers; each of these is asked by RFC 8414. Issuer and resource must be what was asked for
 * (RFC 8414 §3.3, RFC 9728 §3.3). Every endpoint must be https, or http on loopback. */
#pragma once

#include "base/http.h"

G_BEGIN_DECLS

typedef struct
{
  char *address;    /* as given, without a trailing slash */
  char *identity;   /* UUID */
  char *name;       /* "三亚市公共信用信息平台", "演练平台" */
  gboolean practice;
  char *api;        /* base URL of the API */
  char *client_id;  /* the one public client, from the metadata of practice or from settings */
  char *issuer;
  char *device_authorization_endpoint;
  char *token_endpoint;
  char *revocation_endpoint; /* or NULL */
  char **timestamps; /* addresses of timestamp authorities (RFC 3161) that the platform names; may be empty */
  char **seals;     /* PEM of institution certificates: believed from practice only */
} YnDiscovery;

void yn_discovery_free (YnDiscovery *discovery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnDiscovery, yn_discovery_free)

/* Weather errors, YN_ERROR_NONSENSE. */
YnDiscovery *yn_discover (YnHttp *http, const char *address, GCancellable *cancellable, GError **error);

/* The address opens on this machine only. */
gboolean yn_address_is_loopback (const char *url);

G_END_DECLS
