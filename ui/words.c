/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "words.h"

#include "base/clock.h"
#include "base/data.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

char *
yn_words_day (const char *day, YnLanguage language)
{
  static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July",
                                        "August", "September", "October", "November", "December" };
  int y, m, d;

  if (day == NULL)
    return g_strdup ("");
  if (!yn_day_valid (day) || sscanf (day, "%4d-%2d-%2d", &y, &m, &d) != 3)
    return g_strdup (day);
  if (language == YN_LANGUAGE_EN)
    return g_strdup_printf ("%d %s %d", d, months[m - 1], y);
  return g_strdup_printf ("%d年%d月%d日", y, m, d);
}

char *
yn_words_hour (gint64 instant)
{
  g_autofree char *civil = instant > 0 ? yn_clock_civil (instant) : NULL;

  return civil != NULL && strlen (civil) >= 16 ? g_strndup (civil + 11, 5) : g_strdup ("");
}

char *
yn_words_moment (gint64 instant, YnLanguage language)
{
  g_autofree char *day = NULL;
  g_autofree char *words = NULL;
  g_autofree char *hour = NULL;

  if (instant <= 0)
    return g_strdup ("");
  day = yn_clock_civil_day (instant);
  words = yn_words_day (day, language);
  hour = yn_words_hour (instant);
  return g_strdup_printf (language == YN_LANGUAGE_EN ? "%s, %s" : "%s %s", words, hour);
}

char *
yn_words_size (guint64 bytes)
{
  if (bytes < 1024)
    return g_strdup_printf ("%" G_GUINT64_FORMAT " B", bytes);
  if (bytes < 1024 * 1024)
    return g_strdup_printf ("%" G_GUINT64_FORMAT " KB", (bytes + 512) / 1024);
  return g_strdup_printf ("%.1f MB", bytes / (1024.0 * 1024.0));
}

typedef struct
{
  const char *id;
  const char *words;
} Word;

static char *
look_up (const Word *words, guint n_words, const char *id)
{
  for (guint i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i].id, id) == 0)
      return g_strdup (_(words[i].words));
  return g_strdup (id != NULL ? id : "");
}

char *
yn_words_role (const char *role)
{
  static const Word words[] = {
    { "legal-representative", N_("Legal representative") },
    { "agent", N_("Person in charge") },
    { "enterprise-seal", N_("Seal of the enterprise") },
  };

  return look_up (words, G_N_ELEMENTS (words), role);
}

/* data/dictionaries.json, read once. */
static const YnJson *
dictionary (const char *name)
{
  static YnJson *all = NULL;

  if (all == NULL)
    all = yn_data_json ("dictionaries.json", NULL);
  return yn_json_get (yn_json_get (all, name), "entries");
}

static char *
entry_words (const char *name, const char *code, YnLanguage language)
{
  const YnJson *entries = dictionary (name);

  for (guint i = 0; i < yn_json_size (entries); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (entries, i), "code"), code) == 0)
      return g_strdup (yn_json_text (yn_json_at (entries, i), language));
  return g_strdup (code != NULL ? code : "");
}

char *
yn_words_trade (const char *trade, YnLanguage language)
{
  return entry_words ("trades", trade, language);
}

char *
yn_words_purpose (const char *purpose, YnLanguage language)
{
  return entry_words ("purposes", purpose, language);
}

char **
yn_words_purposes (void)
{
  const YnJson *entries = dictionary ("purposes");
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (guint i = 0; i < yn_json_size (entries); i++)
    g_strv_builder_add (codes, yn_json_get_string (yn_json_at (entries, i), "code"));
  return g_strv_builder_end (codes);
}

char *
yn_words_model (const YnModel *model, YnLanguage language)
{
  g_autofree char *day = yn_words_day (model->day, language);

  return model->name != NULL ? g_strdup_printf (_("Template “%s”, %s"), model->name, day)
                             : g_strdup_printf (_("Filing of %s"), day);
}
