/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/address.h"

#include <string.h>

char *
yn_practice_word (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? g_strstrip (text) : NULL;
}

gint64
yn_practice_port (const char *folder)
{
  g_autofree char *text = yn_practice_word (folder, "port");
  guint64 port;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 1, 65535, &port, NULL) ? (gint64) port : -1;
}

char *
yn_practice_address_at (gint64 port)
{
  return g_strdup_printf ("http://127.0.0.1:%" G_GINT64_FORMAT, port);
}

char *
yn_practice_address (const char *folder)
{
  gint64 port = yn_practice_port (folder);

  return port > 0 ? yn_practice_address_at (port) : NULL;
}
