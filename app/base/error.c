/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/error.h"

#include <errno.h>
#include <gio/gio.h>

G_DEFINE_QUARK (yn-error-quark, yn_error)

const char *
yn_error_nick (YnError code)
{
  static const char *const nicks[] = {
#define NICK(name, nick) [YN_ERROR_##name] = nick,
    YN_ERROR_CODES (NICK)
#undef NICK
  };

  return (guint) code < G_N_ELEMENTS (nicks) ? nicks[code] : nicks[YN_ERROR_FAILED];
}

const char *
yn_error_nick_of (const GError *error)
{
  if (error != NULL && error->domain == YN_ERROR)
    return yn_error_nick (error->code);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "cancelled";
  return yn_error_nick (YN_ERROR_FAILED);
}

gboolean
yn_error_is_weather (const GError *error)
{
  static const YnError weather[] = {
    YN_ERROR_OFFLINE, YN_ERROR_TIMED_OUT, YN_ERROR_CUT, YN_ERROR_NO_ANSWER, YN_ERROR_TLS, YN_ERROR_REDIRECTED,
    YN_ERROR_SERVER_TROUBLE, YN_ERROR_NONSENSE, YN_ERROR_UNSIGNED_RECEIPT, YN_ERROR_FOREIGN_RECEIPT,
    YN_ERROR_ATTACHMENTS_MISSING,
  };

  for (guint i = 0; i < G_N_ELEMENTS (weather); i++)
    if (g_error_matches (error, YN_ERROR, weather[i]))
      return TRUE;
  return FALSE;
}

YnError
yn_error_of_writing (int number)
{
  switch (number)
    {
    case EACCES:
    case EPERM:
    case EROFS:
      return YN_ERROR_WRITING_FORBIDDEN;
    case ENOSPC:
    case EDQUOT:
      return YN_ERROR_DISK_FULL;
    case ENAMETOOLONG:
    case EINVAL:
      return YN_ERROR_FILE_NAME_UNFIT;
    case ENOENT:
    case ENOTDIR:
      return YN_ERROR_FOLDER_GONE;
    default:
      return YN_ERROR_FILE_UNWRITABLE;
    }
}
