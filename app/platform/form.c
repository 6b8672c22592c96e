/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "platform/form.h"

#include <stdarg.h>
#include <string.h>

#include "base/secret.h"

static void
append_escaped (GString *form, const char *text)
{
  for (const char *c = text; *c; c++)
    if (g_ascii_isalnum (*c) || strchr ("-._~", *c) != NULL)
      g_string_append_c (form, *c);
    else
      g_string_append_printf (form, "%%%02X", (guint) (guchar) *c);
}

GBytes *
yn_form_encode (const char *name, ...)
{
  gsize most = 1;
  GString *form;
  YnSecret *secret;
  va_list arguments;

  va_start (arguments, name);
  for (const char *text = name; text != NULL; text = va_arg (arguments, const char *))
    most += 3 * strlen (text) + 1;
  va_end (arguments);

  form = g_string_sized_new (most); /* never grows: growing would leave a copy behind that nobody wipes */
  va_start (arguments, name);
  for (; name != NULL; name = va_arg (arguments, const char *))
    {
      if (form->len > 0)
        g_string_append_c (form, '&');
      append_escaped (form, name);
      g_string_append_c (form, '=');
      append_escaped (form, va_arg (arguments, const char *));
    }
  va_end (arguments);

  secret = yn_secret_new_take (g_string_free (form, FALSE));
  return g_bytes_new_with_free_func (yn_secret_data (secret), yn_secret_length (secret),
                                     (GDestroyNotify) yn_secret_unref, secret);
}
