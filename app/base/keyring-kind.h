/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What lies behind base/keyring.h: the session's keyring, or a file under a password. One call at a time
 * comes. */
#pragma once

#include <gio/gio.h>
#include "base/secret.h"

G_BEGIN_DECLS

typedef struct
{
  const char *kind;
  const char *platform;
  const char *name;
} YnKeyringPlace;

typedef struct
{
  YnSecret *(*lookup) (gpointer self, const YnKeyringPlace *place, GCancellable *cancellable, GError **error);
  gboolean (*store) (gpointer self, const YnKeyringPlace *place, const char *label, YnSecret *secret,
                     GCancellable *cancellable, GError **error);
  gboolean (*clear) (gpointer self, const YnKeyringPlace *place, GCancellable *cancellable, GError **error);
  void (*free) (gpointer self);
} YnKeyringKind;

G_END_DECLS
