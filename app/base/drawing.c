/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/drawing.h"

#include "base/late.h"

struct yn_late_drawing yn_late_drawing;

/* The others are among what this one needs, and dlsym() looks there, too. */
gboolean
yn_drawing_load (GError **error)
{
  static const char *const names[] = { YN_LATE_DRAWING };
  static YnLate late = { "libpangocairo-1.0.so.0", names, (gpointer *) &yn_late_drawing };

  return yn_late_load (&late, error);
}
