/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The two keyrings behind base/keyring.h: the session's, and a file under a password. */
#pragma once

#include "base/keyring.h"

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

/* Takes @self. One call at a time reaches it. */
YnKeyring *yn_keyring_new_of_kind (const YnKeyringKind *kind, gpointer self);

G_END_DECLS
