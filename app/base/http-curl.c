/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/http-curl.h"

#include "base/error.h"
#include "base/late.h"

struct yn_late_curl yn_late_curl;

/* What libcurl makes once for all threads. */
static gboolean
make_ready (void)
{
  static gsize once;
  static gboolean ready;

  if (g_once_init_enter (&once))
    {
      ready = curl_global_init (CURL_GLOBAL_DEFAULT) == CURLE_OK;
      g_once_init_leave (&once, 1);
    }
  return ready;
}

gboolean
yn_curl_load (GError **error)
{
  static const char *const names[] = { YN_LATE_CURL };
  static YnLate late = { "libcurl.so.4", names, (gpointer *) &yn_late_curl };

  if (!yn_late_load (&late, error))
    return FALSE;
  if (make_ready ())
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_FAILED, "libcurl cannot be used");
  return FALSE;
}
