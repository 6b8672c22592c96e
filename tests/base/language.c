/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Words in a language of one's own, whichever the process speaks: a form in Chinese may stand in an English window. */

#include "base/language.h"

#include <locale.h>
#include "config.h"

static void
test_text (void)
{
  static const YnLanguage spoken[] = { YN_LANGUAGE_EN, YN_LANGUAGE_ZH_CN, YN_LANGUAGE_EN };

  for (guint i = 0; i < G_N_ELEMENTS (spoken); i++)
    {
      yn_language_use (spoken[i]);
      g_assert_cmpstr (yn_language_text (YN_LANGUAGE_ZH_CN, "required"), ==, "必填");
      g_assert_cmpstr (yn_language_text (YN_LANGUAGE_EN, "required"), ==, "required");
    }
}

static void
test_texts (void)
{
  static const struct
  {
    YnLanguage language;
    gulong n;
    const char *words;
  } cases[] = {
    { YN_LANGUAGE_ZH_CN, 1, "有 %u 处要改" },
    { YN_LANGUAGE_ZH_CN, 2, "有 %u 处要改" },
    { YN_LANGUAGE_EN, 0, "%u things to put right" },
    { YN_LANGUAGE_EN, 1, "%u thing to put right" },
    { YN_LANGUAGE_EN, 2, "%u things to put right" },
  };

  yn_language_use (YN_LANGUAGE_EN);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (
        yn_language_texts (cases[i].language, "%u thing to put right", "%u things to put right", cases[i].n), ==,
        cases[i].words);
}

static void
test_unknown (void)
{
  g_assert_cmpstr (yn_language_text (YN_LANGUAGE_ZH_CN, "no word of ours"), ==, "no word of ours");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  yn_language_bind (YN_BUILD_LOCALE_DIR);
  g_test_add_func ("/language/text", test_text);
  g_test_add_func ("/language/texts", test_texts);
  g_test_add_func ("/language/unknown", test_unknown);
  return g_test_run ();
}
