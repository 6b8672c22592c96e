/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/keyring.h"

struct _YnKeyring
{
  const YnKeyringKind *kind;
  gpointer self;
  GMutex mutex;
};

YnKeyring *
yn_keyring_new_of_kind (const YnKeyringKind *kind, gpointer self)
{
  YnKeyring *keyring = g_new0 (YnKeyring, 1);

  keyring->kind = kind;
  keyring->self = self;
  g_mutex_init (&keyring->mutex);
  return keyring;
}

void
yn_keyring_free (YnKeyring *keyring)
{
  if (keyring == NULL)
    return;

  keyring->kind->free (keyring->self);
  g_mutex_clear (&keyring->mutex);
  g_free (keyring);
}

YnSecret *
yn_keyring_lookup (YnKeyring *keyring, const char *kind, const char *platform, const char *name,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keyring->mutex);
  YnKeyringPlace place = { kind, platform, name };

  return keyring->kind->lookup (keyring->self, &place, cancellable, error);
}

gboolean
yn_keyring_store (YnKeyring *keyring, const char *kind, const char *platform, const char *name,
                  const char *label, YnSecret *secret, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keyring->mutex);
  YnKeyringPlace place = { kind, platform, name };

  return keyring->kind->store (keyring->self, &place, label, secret, cancellable, error);
}

gboolean
yn_keyring_clear (YnKeyring *keyring, const char *kind, const char *platform, const char *name,
                  GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keyring->mutex);
  YnKeyringPlace place = { kind, platform, name };

  return keyring->kind->clear (keyring->self, &place, cancellable, error);
}
