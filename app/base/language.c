/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/language.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

/* The first of the variables that says anything; LANGUAGE is a list, its first entry counts. */
static const char *
name_from_environment (void)
{
  static const char *const variables[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      if (value != NULL && *value != '\0')
        return value;
    }
  return "";
}

YnLanguage
yn_language_from_string (const char *name)
{
  if (name == NULL)
    name = name_from_environment ();
  if (g_ascii_strncasecmp (name, "en", 2) == 0 && !g_ascii_isalpha (name[2]))
    return YN_LANGUAGE_EN;
  return YN_LANGUAGE_ZH_CN;
}

const char *
yn_language_name (YnLanguage language)
{
  return language == YN_LANGUAGE_EN ? "en" : "zh_CN";
}

const char *
yn_language_key (YnLanguage language)
{
  return language == YN_LANGUAGE_EN ? "en" : "zh";
}

void
yn_language_use (YnLanguage language)
{
  /* glibc keeps what it looked up until this counter moves. */
  extern int _nl_msg_cat_cntr;
  const char *locale = setlocale (LC_MESSAGES, NULL);

  g_setenv ("LANGUAGE", yn_language_name (language), TRUE);
  /* In the locale "C" gettext asks no catalogue, whatever LANGUAGE says. */
  if (locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX"))
    setlocale (LC_MESSAGES, "C.UTF-8");
  _nl_msg_cat_cntr++;
}

/* The Chinese catalogue under a name of its own, which stands among the English ones, too (po/meson.build). */
#define CHINESE GETTEXT_PACKAGE "-zh_CN"

const char *
yn_language_text (YnLanguage language, const char *text)
{
  return language == YN_LANGUAGE_EN ? text : dgettext (CHINESE, text);
}

const char *
yn_language_texts (YnLanguage language, const char *one, const char *many, gulong n)
{
  if (language == YN_LANGUAGE_EN)
    return n == 1 ? one : many;
  return dngettext (CHINESE, one, many, n);
}

void
yn_language_bind (const char *folder)
{
  static const char *const domains[] = { GETTEXT_PACKAGE, CHINESE };

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      bindtextdomain (domains[i], folder);
      bind_textdomain_codeset (domains[i], "UTF-8");
    }
  textdomain (GETTEXT_PACKAGE);
}
