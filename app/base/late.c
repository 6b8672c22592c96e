/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/late.h"

#include "base/error.h"

#include <dlfcn.h>

/* It stays loaded. */
static gboolean
load (YnLate *late)
{
  void *library = dlopen (late->file, RTLD_LAZY | RTLD_LOCAL);

  if (library == NULL)
    return FALSE;
  for (guint i = 0; late->names[i] != NULL; i++)
    if ((late->functions[i] = dlsym (library, late->names[i])) == NULL)
      return FALSE;
  return TRUE;
}

gboolean
yn_late_load (YnLate *late, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (g_atomic_int_get (&late->loaded))
    return TRUE;
  locker = g_mutex_locker_new (&late->mutex);
  if (!late->loaded && !load (late))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_FAILED, dlerror ());
      return FALSE;
    }
  g_atomic_int_set (&late->loaded, TRUE);
  return TRUE;
}
