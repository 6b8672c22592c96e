/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/short-id.h"

#include <string.h>

#include "base/error.h"

gboolean
yn_short_id_is (const char *given)
{
  gsize length = strspn (given, "0123456789abcdefABCDEF-");

  return length >= YN_SHORT_ID_LEAST && given[length] == '\0';
}

gboolean
yn_short_id_begins (const char *id, const char *given)
{
  return id != NULL && yn_short_id_is (given) && g_ascii_strncasecmp (id, given, strlen (given)) == 0;
}

char *
yn_short_id_among (const char *const *ids, const char *given, GError **error)
{
  const char *found = NULL;
  guint n = 0;

  for (; *ids != NULL; ids++)
    if (yn_short_id_begins (*ids, given))
      {
        found = *ids;
        n++;
      }
  if (n == 1)
    return g_strdup (found);
  if (n == 0)
    g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_FOUND, "no id begins like that");
  else
    g_set_error (error, YN_ERROR, YN_ERROR_AMBIGUOUS_ID, "%u ids begin like that", n);
  return NULL;
}
