/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/differing.h"

#include <glib/gi18n-lib.h>

#include "papers/paper.h"

#include <string.h>

#define LONGEST 40 /* characters of an answer in a line */
#define MOST 3     /* questions in a line */

/* --- where ------------------------------------------------------------------------------------------------------- */

static gboolean
is_alike (GPtrArray *answers, const char *pointer, const YnJson *value)
{
  for (guint i = 0; i < answers->len; i++)
    if (!yn_json_equal (yn_json_pointer (g_ptr_array_index (answers, i), pointer), value))
      return FALSE;
  return TRUE;
}

/* What one of the first @n has was looked at with it. */
static gboolean
was_met (GPtrArray *answers, guint n, const char *pointer)
{
  for (guint i = 0; i < n; i++)
    if (yn_json_pointer (g_ptr_array_index (answers, i), pointer) != NULL)
      return TRUE;
  return FALSE;
}

static void
add_differing (GStrvBuilder *pointers, GPtrArray *answers, guint index, const YnJson *value, const char *pointer)
{
  if (!yn_json_is_container (value))
    {
      if (!was_met (answers, index, pointer) && !is_alike (answers, pointer, value))
        g_strv_builder_add (pointers, pointer);
      return;
    }
  for (guint i = 0; i < yn_json_size (value); i++)
    {
      g_autofree char *below = yn_json_pointer_below (value, pointer, i);

      add_differing (pointers, answers, index, yn_json_at (value, i), below);
    }
}

char **
yn_differing_pointers (GPtrArray *answers)
{
  g_autoptr (GStrvBuilder) pointers = g_strv_builder_new ();

  for (guint i = 0; i < answers->len; i++)
    add_differing (pointers, answers, i, g_ptr_array_index (answers, i), "");
  return g_strv_builder_end (pointers);
}

/* --- what it is called ------------------------------------------------------------------------------------------- */

/* "Seafood prices 2 · Price": the questions above it are named where its own name is not enough. */
static char *
full_label (const YnService *form, const char *pointer, YnLanguage language)
{
  g_auto (GStrv) tokens = g_strsplit (pointer + 1, "/", -1);
  g_autoptr (GString) at = g_string_new (NULL);
  GString *label = g_string_new (NULL);

  for (guint i = 0; tokens[i] != NULL; i++)
    {
      gboolean is_index = *tokens[i] != '\0' && strspn (tokens[i], "0123456789") == strlen (tokens[i]);
      g_autofree char *part = NULL;

      g_string_append_printf (at, "/%s", tokens[i]);
      part = is_index ? g_strdup_printf ("%d", atoi (tokens[i]) + 1) : yn_service_label (form, at->str, language);
      if (*part != '\0')
        g_string_append_printf (label, "%s%s", label->len == 0 ? "" : is_index ? " " : " · ", part);
    }
  return g_string_free (label, FALSE);
}

char *
yn_differing_label (const YnService *form, char **pointers, guint index, YnLanguage language)
{
  g_autofree char *label = yn_service_label (form, pointers[index], language);

  for (guint i = 0; pointers[i] != NULL; i++)
    {
      g_autofree char *other = i != index ? yn_service_label (form, pointers[i], language) : g_strdup ("");

      if (*label == '\0' || g_str_equal (other, label))
        return full_label (form, pointers[index], language);
    }
  return g_steal_pointer (&label);
}

/* --- telling them apart ------------------------------------------------------------------------------------------ */

/* As the form reads it, in one line that is not too long. New; "" where it is not answered. */
static char *
answer_words (const YnService *form, const YnJson *answers, const char *pointer, YnLanguage language)
{
  const YnJson *value = yn_json_pointer (answers, pointer);
  g_autofree char *words = NULL;
  g_autofree char *beginning = NULL;

  if (value == NULL)
    return g_strdup ("");
  words = yn_service_is_private (form, pointer) ? yn_paper_masked (value)
                                                : yn_service_answer_text (form, pointer, value, language);
  g_strdelimit (words, "\n\r\t", ' ');
  if (g_utf8_strlen (words, -1) <= LONGEST)
    return g_steal_pointer (&words);
  beginning = g_utf8_substring (words, 0, LONGEST);
  return g_strconcat (beginning, "…", NULL);
}

static guint
count_different (char **texts)
{
  g_autoptr (GHashTable) set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; texts[i] != NULL; i++)
    g_hash_table_add (set, texts[i]);
  return g_hash_table_size (set);
}

/* @lines with the answers at @pointers[@index] added. */
static char **
lengthened (char **lines, const YnService *form, GPtrArray *answers, char **pointers, guint index, YnLanguage language)
{
  g_autofree char *label = yn_differing_label (form, pointers, index, language);
  char **longer = g_new0 (char *, answers->len + 1);

  for (guint i = 0; i < answers->len; i++)
    {
      g_autofree char *words = answer_words (form, g_ptr_array_index (answers, i), pointers[index], language);
      g_autofree char *part =
          g_strdup_printf (_("%s: %s"), label, *words != '\0' ? words : C_("an answer", "nothing yet"));

      longer[i] = g_strconcat (lines[i], *lines[i] != '\0' ? " · " : "", part, NULL);
    }
  return longer;
}

/* The question that tells most of them apart, the first in the form where several do: whether any tells more than the lines
 * do already. */
static gboolean
lengthen (char ***lines, const YnService *form, GPtrArray *answers, char **pointers, YnLanguage language)
{
  guint most = count_different (*lines);
  g_auto (GStrv) best = NULL;

  for (guint i = 0; pointers[i] != NULL && most < answers->len; i++)
    {
      g_auto (GStrv) longer = lengthened (*lines, form, answers, pointers, i, language);
      guint n = count_different (longer);

      if (n <= most)
        continue;
      most = n;
      g_strfreev (best);
      best = g_steal_pointer (&longer);
    }
  if (best == NULL)
    return FALSE;
  g_strfreev (*lines);
  *lines = g_steal_pointer (&best);
  return TRUE;
}

/* Of answers to one form. New, as the strings in it. */
static char **
lines_of (const YnService *form, GPtrArray *answers, YnLanguage language)
{
  g_auto (GStrv) pointers = yn_differing_pointers (answers);
  char **lines = g_new0 (char *, answers->len + 1);

  for (guint i = 0; i < answers->len; i++)
    lines[i] = g_strdup ("");
  for (guint i = 0; i < MOST && lengthen (&lines, form, answers, pointers, language); i++)
    ;
  return lines;
}

/* The lines of all drafts of @service. */
static void
tell_apart (GPtrArray *drafts, const char *service, char **lines, YnLanguage language)
{
  g_autoptr (YnService) form = yn_service_find (service, NULL);
  g_autoptr (GPtrArray) answers = g_ptr_array_new ();
  g_autofree char **told = NULL;

  for (guint i = 0; i < drafts->len; i++)
    if (g_str_equal (((const YnDraft *) g_ptr_array_index (drafts, i))->service, service))
      g_ptr_array_add (answers, ((const YnDraft *) g_ptr_array_index (drafts, i))->answers);
  told = form != NULL ? lines_of (form, answers, language) : NULL;
  for (guint i = 0, n = 0; i < drafts->len; i++)
    if (g_str_equal (((const YnDraft *) g_ptr_array_index (drafts, i))->service, service))
      lines[i] = told != NULL ? told[n++] : g_strdup ("");
}

char **
yn_differing_lines (GPtrArray *drafts, YnLanguage language)
{
  char **lines = g_new0 (char *, drafts->len + 1);

  for (guint i = 0; i < drafts->len; i++)
    if (lines[i] == NULL)
      tell_apart (drafts, ((const YnDraft *) g_ptr_array_index (drafts, i))->service, lines, language);
  return lines;
}
