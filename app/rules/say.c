/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "rules/say.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "base/clock.h"
#include "base/data.h"

static const YnJson *
words (void)
{
  static YnJson *loaded;

  if (g_once_init_enter (&loaded))
    {
      YnJson *read = yn_data_json ("rules/words.json", NULL);

      g_once_init_leave (&loaded, read != NULL ? read : yn_json_new_object ());
    }
  return loaded;
}

static const char *
value_of (va_list arguments, const char *name, gsize length)
{
  const char *given;

  while ((given = va_arg (arguments, const char *)) != NULL)
    {
      const char *value = va_arg (arguments, const char *);

      if (strlen (given) == length && memcmp (given, name, length) == 0)
        return value != NULL ? value : "";
    }
  return "";
}

char *
yn_say (YnLanguage language, const char *key, ...)
{
  const char *rest = yn_json_text (yn_json_get (words (), key), language);
  GString *said = g_string_new (NULL);
  const char *blank;

  while ((blank = strchr (rest, '{')) != NULL)
    {
      gsize length = strcspn (blank + 1, "}");
      va_list arguments;

      g_string_append_len (said, rest, blank - rest);
      va_start (arguments, key);
      g_string_append (said, value_of (arguments, blank + 1, length));
      va_end (arguments);
      rest = blank + 1 + length;
      if (*rest == '}')
        rest++;
    }
  g_string_append (said, rest);
  return g_string_free (said, FALSE);
}

char *
yn_say_day (YnLanguage language, const char *day)
{
  static const char *months[] = {
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
  };
  int year, month, date;

  if (!yn_day_valid (day) || sscanf (day, "%d-%d-%d", &year, &month, &date) != 3)
    return g_strdup (day != NULL ? day : "");
  if (language == YN_LANGUAGE_ZH_CN)
    return g_strdup_printf ("%d年%d月%d日", year, month, date);
  return g_strdup_printf ("%d %s %d", date, months[month - 1], year);
}

void
yn_say_add (GString *paragraph, YnLanguage language, const char *text)
{
  gsize start = paragraph->len;

  if (text == NULL || *text == '\0')
    return;
  if (language == YN_LANGUAGE_ZH_CN)
    {
      g_string_append (paragraph, text);
      if (!g_str_has_suffix (text, "。"))
        g_string_append (paragraph, "。");
      return;
    }
  if (start > 0)
    g_string_append_c (paragraph, ' ');
  start = paragraph->len;
  g_string_append (paragraph, text);
  paragraph->str[start] = g_ascii_toupper (paragraph->str[start]);
  if (!g_str_has_suffix (text, "."))
    g_string_append_c (paragraph, '.');
}
