/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/aside.h"

#include "forms/problem.h"

#include <stdio.h>
#include <string.h>

#define MAX_BRANCHES 1000 /* of one place */

/* What is said of a value: it counts while the value is the answer. */
typedef struct
{
  YnJson *value;
  char *source; /* of an origin: its name; of a second look: why */
  char *id;
  char *day;
} Note;

struct _YnAside
{
  GHashTable *from;  /* pointer -> Note */
  GHashTable *look;  /* pointer -> Note */
  GHashTable *later; /* a set of pointers */
  GHashTable *branches; /* pointer -> the branch, as GUINT_TO_POINTER */
  YnJson *kept;
  YnJson *begun;
  YnJson *news;
};

static void
note_free (Note *note)
{
  yn_json_unref (note->value);
  g_free (note->source);
  g_free (note->id);
  g_free (note->day);
  g_free (note);
}

static Note *
note_new (const YnJson *value, const char *source, const char *id, const char *day)
{
  Note *note = g_new0 (Note, 1);

  note->value = yn_json_with (NULL, "", value); /* a copy of its own: a reference would keep the whole tree */
  note->source = g_strdup (source);
  note->id = g_strdup (id);
  note->day = g_strdup (day);
  return note;
}

const char *
yn_source_name (YnSource source)
{
  static const char *const names[YN_N_SOURCES] = {
    [YN_SOURCE_PROFILE] = "profile", [YN_SOURCE_FILING] = "filing", [YN_SOURCE_TEMPLATE] = "template",
    [YN_SOURCE_CSV] = "csv",         [YN_SOURCE_SCAN] = "scan",     [YN_SOURCE_IMPLIED] = "implied",
    [YN_SOURCE_RECORD] = "record",   [YN_SOURCE_FORM] = "form",
  };

  return names[source];
}

static gboolean
source_named (const char *name, YnSource *source)
{
  for (*source = 0; *source < YN_N_SOURCES; (*source)++)
    if (g_strcmp0 (name, yn_source_name (*source)) == 0)
      return TRUE;
  return FALSE;
}

/* --- reading and writing ---------------------------------------------------------------------------------------- */

static void
read_notes (GHashTable *notes, const YnJson *json, const char *source_name)
{
  for (guint i = 0; yn_json_is (json, YN_JSON_OBJECT) && i < yn_json_size (json); i++)
    {
      const YnJson *note = yn_json_at (json, i);
      const YnJson *value = yn_json_get (note, "value");
      const char *source = yn_json_get_string (note, source_name);

      if (value != NULL && source != NULL)
        g_hash_table_insert (notes, g_strdup (yn_json_name_at (json, i)),
                             note_new (value, source, yn_json_get_string (note, "id"),
                                       yn_json_get_string (note, "day")));
    }
}

static YnJson *
part_of (const YnJson *json, const char *name, YnJsonKind kind)
{
  const YnJson *part = yn_json_get (json, name);

  return yn_json_is (part, kind) && yn_json_size (part) > 0 ? yn_json_with (NULL, "", part) : NULL;
}

static void
read_branches (YnAside *aside, const YnJson *json)
{
  for (guint i = 0; yn_json_is (json, YN_JSON_OBJECT) && i < yn_json_size (json); i++)
    {
      gint64 branch;

      if (yn_json_int64 (yn_json_at (json, i), &branch) && branch >= 0 && branch < MAX_BRANCHES)
        yn_aside_set_branch (aside, yn_json_name_at (json, i), (guint) branch);
    }
}

YnAside *
yn_aside_new (const YnJson *json)
{
  YnAside *aside = g_new0 (YnAside, 1);
  const YnJson *later = yn_json_get (json, "later");

  aside->from = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) note_free);
  aside->look = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) note_free);
  aside->later = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  aside->branches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_branches (aside, yn_json_get (json, "branch"));
  read_notes (aside->from, yn_json_get (json, "from"), "source");
  read_notes (aside->look, yn_json_get (json, "look"), "why");
  for (guint i = 0; yn_json_is (later, YN_JSON_ARRAY) && i < yn_json_size (later); i++)
    if (yn_json_string (yn_json_at (later, i)) != NULL)
      g_hash_table_add (aside->later, g_strdup (yn_json_string (yn_json_at (later, i))));
  aside->kept = part_of (json, "kept", YN_JSON_ARRAY);
  aside->begun = part_of (json, "begun", YN_JSON_OBJECT);
  aside->news = part_of (json, "news", YN_JSON_ARRAY);
  return aside;
}

void
yn_aside_free (YnAside *aside)
{
  if (aside == NULL)
    return;
  g_hash_table_unref (aside->from);
  g_hash_table_unref (aside->look);
  g_hash_table_unref (aside->later);
  g_hash_table_unref (aside->branches);
  yn_json_unref (aside->kept);
  yn_json_unref (aside->begun);
  yn_json_unref (aside->news);
  g_free (aside);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Sorted, so that what is written twice is the same bytes. Names are borrowed from the table. */
static GPtrArray *
sorted_names (GHashTable *table)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  return names;
}

static gboolean
holds (const Note *note, const YnJson *value)
{
  return note != NULL && value != NULL && yn_json_equal (note->value, value);
}

static void
write_note (YnJsonWriter *writer, const char *pointer, const Note *note, const char *source_name)
{
  yn_json_writer_name (writer, pointer);
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, source_name, note->source);
  if (note->id != NULL)
    yn_json_writer_member_string (writer, "id", note->id);
  if (note->day != NULL)
    yn_json_writer_member_string (writer, "day", note->day);
  yn_json_writer_member_value (writer, "value", note->value);
  yn_json_writer_end (writer);
}

/* FALSE: nothing holds, and nothing was written. */
static gboolean
write_notes (YnJsonWriter *writer, const char *name, GHashTable *notes, const YnJson *answers, const char *source_name)
{
  g_autoptr (GPtrArray) pointers = sorted_names (notes);
  gboolean any = FALSE;

  for (guint i = 0; i < pointers->len; i++)
    {
      const char *pointer = g_ptr_array_index (pointers, i);
      const Note *note = g_hash_table_lookup (notes, pointer);

      if (!holds (note, yn_json_pointer (answers, pointer)))
        continue;
      if (!any)
        {
          yn_json_writer_name (writer, name);
          yn_json_writer_begin_object (writer);
        }
      any = TRUE;
      write_note (writer, pointer, note, source_name);
    }
  if (any)
    yn_json_writer_end (writer);
  return any;
}

static gboolean
write_later (YnJsonWriter *writer, YnAside *aside, const YnJson *answers)
{
  g_auto (GStrv) later = yn_aside_all_put_off (aside, answers);

  if (later[0] == NULL)
    return FALSE;
  yn_json_writer_name (writer, "later");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; later[i] != NULL; i++)
    yn_json_writer_string (writer, later[i]);
  yn_json_writer_end (writer);
  return TRUE;
}

static void
write_branches (YnJsonWriter *writer, YnAside *aside)
{
  g_autoptr (GPtrArray) pointers = sorted_names (aside->branches);

  if (pointers->len == 0)
    return;
  yn_json_writer_name (writer, "branch");
  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < pointers->len; i++)
    yn_json_writer_member_int (writer, g_ptr_array_index (pointers, i),
                               yn_aside_branch (aside, g_ptr_array_index (pointers, i)));
  yn_json_writer_end (writer);
}

static gboolean
write_part (YnJsonWriter *writer, const char *name, const YnJson *part)
{
  if (part != NULL)
    yn_json_writer_member_value (writer, name, part);
  return part != NULL;
}

YnJson *
yn_aside_json (YnAside *aside, const YnJson *answers)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;

  yn_json_writer_begin_object (writer);
  write_notes (writer, "from", aside->from, answers, "source");
  write_later (writer, aside, answers);
  write_notes (writer, "look", aside->look, answers, "why");
  write_branches (writer, aside);
  write_part (writer, "kept", aside->kept);
  write_part (writer, "begun", aside->begun);
  write_part (writer, "news", aside->news);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  return yn_json_size (json) > 0 ? g_steal_pointer (&json) : NULL;
}

/* --- branches --------------------------------------------------------------------------------------------------- */

void
yn_aside_set_branch (YnAside *aside, const char *pointer, guint branch)
{
  g_hash_table_insert (aside->branches, g_strdup (pointer), GUINT_TO_POINTER (branch));
}

char **
yn_aside_branches (YnAside *aside)
{
  g_autoptr (GPtrArray) pointers = sorted_names (aside->branches);
  char **names = g_new0 (char *, pointers->len + 1);

  for (guint i = 0; i < pointers->len; i++)
    names[i] = g_strdup (g_ptr_array_index (pointers, i));
  return names;
}

guint
yn_aside_branch (YnAside *aside, const char *pointer)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (aside->branches, pointer));
}

/* --- origins ---------------------------------------------------------------------------------------------------- */

/* An array of plain values is one answer; one of objects holds answers. */
static gboolean
holds_answers (const YnJson *value)
{
  if (yn_json_is (value, YN_JSON_OBJECT))
    return TRUE;
  return yn_json_is (value, YN_JSON_ARRAY) && yn_json_is (yn_json_at (value, 0), YN_JSON_OBJECT);
}

void
yn_aside_note (YnAside *aside, const char *pointer, const YnJson *value, const YnOrigin *origin)
{
  if (value != NULL && !holds_answers (value))
    g_hash_table_insert (aside->from, g_strdup (pointer),
                         note_new (value, yn_source_name (origin->source), origin->id, origin->day));
  for (guint i = 0; holds_answers (value) && i < yn_json_size (value); i++)
    {
      g_autofree char *place = yn_json_pointer_below (value, pointer, i);

      yn_aside_note (aside, place, yn_json_at (value, i), origin);
    }
}

gboolean
yn_aside_origin (YnAside *aside, const char *pointer, const YnJson *value, YnOrigin *origin)
{
  const Note *note = g_hash_table_lookup (aside->from, pointer);
  YnOrigin found = { 0 };

  if (!holds (note, value) || !source_named (note->source, &found.source))
    return FALSE;
  found.id = note->id;
  found.day = note->day;
  if (origin != NULL)
    *origin = found;
  return TRUE;
}

/* "2026-03-01" as it is spoken of in a sentence. */
static char *
day_words (const char *day, YnLanguage language)
{
  int year, month, of_month;

  if (day == NULL || sscanf (day, "%4d-%2d-%2d", &year, &month, &of_month) != 3)
    return g_strdup (day != NULL ? day : "");
  return language == YN_LANGUAGE_ZH_CN ? g_strdup_printf ("%d年%d月%d日", year, month, of_month) : g_strdup (day);
}

char *
yn_origin_words (const YnOrigin *origin, YnLanguage language)
{
  g_autofree char *code = g_strconcat ("origin-", yn_source_name (origin->source), NULL);
  g_autofree char *day = day_words (origin->day, language);
  g_autoptr (YnJsonWriter) details = yn_json_writer_new ();
  g_autoptr (YnProblem) said = NULL;

  yn_json_writer_begin_object (details);
  yn_json_writer_member_string (details, "id", origin->id != NULL ? origin->id : "");
  yn_json_writer_member_string (details, "day", day);
  yn_json_writer_end (details);
  said = yn_problem_new ("", NULL, code, yn_json_writer_finish (details));
  return yn_problem_words (said, language);
}

static void
move_note (GHashTable *notes, const char *from, const char *to)
{
  gpointer name, note;

  if (!g_hash_table_steal_extended (notes, from, &name, &note))
    return;
  g_free (name);
  g_hash_table_insert (notes, g_strdup (to), note);
}

void
yn_aside_move (YnAside *aside, const char *from, const char *to)
{
  move_note (aside->from, from, to);
  move_note (aside->look, from, to);
  if (g_hash_table_remove (aside->later, from))
    g_hash_table_add (aside->later, g_strdup (to));
}

/* --- put off ---------------------------------------------------------------------------------------------------- */

void
yn_aside_put_off (YnAside *aside, const char *pointer, gboolean later)
{
  if (later)
    g_hash_table_add (aside->later, g_strdup (pointer));
  else
    g_hash_table_remove (aside->later, pointer);
}

gboolean
yn_aside_is_put_off (YnAside *aside, const char *pointer, const YnJson *answers)
{
  return g_hash_table_contains (aside->later, pointer) && yn_json_pointer (answers, pointer) == NULL;
}

static char **
strings_of (GPtrArray *strings)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < strings->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (strings, i));
  return g_strv_builder_end (builder);
}

char **
yn_aside_all_put_off (YnAside *aside, const YnJson *answers)
{
  g_autoptr (GPtrArray) names = sorted_names (aside->later);

  for (guint i = names->len; i-- > 0;)
    if (!yn_aside_is_put_off (aside, g_ptr_array_index (names, i), answers))
      g_ptr_array_remove_index (names, i);
  return strings_of (names);
}

/* --- a second look ---------------------------------------------------------------------------------------------- */

void
yn_aside_look_again (YnAside *aside, const char *pointer, const YnJson *value, const char *why)
{
  g_hash_table_insert (aside->look, g_strdup (pointer), note_new (value, why, NULL, NULL));
}

const char *
yn_aside_why_look (YnAside *aside, const char *pointer, const YnJson *answers)
{
  const Note *note = g_hash_table_lookup (aside->look, pointer);

  return holds (note, yn_json_pointer (answers, pointer)) ? note->source : NULL;
}

char **
yn_aside_all_to_look_at (YnAside *aside, const YnJson *answers)
{
  g_autoptr (GPtrArray) names = sorted_names (aside->look);

  for (guint i = names->len; i-- > 0;)
    if (yn_aside_why_look (aside, g_ptr_array_index (names, i), answers) == NULL)
      g_ptr_array_remove_index (names, i);
  return strings_of (names);
}

void
yn_aside_looked (YnAside *aside, const char *pointer)
{
  g_hash_table_remove (aside->look, pointer);
}

/* --- what is kept ----------------------------------------------------------------------------------------------- */

void
yn_aside_keep (YnAside *aside, const char *pointer, const char *label, const char *text, const YnJson *value,
               const char *version)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) entry = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "pointer", pointer);
  yn_json_writer_member_string (writer, "label", label);
  yn_json_writer_member_string (writer, "text", text);
  yn_json_writer_member_value (writer, "value", value);
  yn_json_writer_member_string (writer, "version", version);
  yn_json_writer_end (writer);
  entry = yn_json_writer_finish (writer);
  if (aside->kept != NULL)
    {
      yn_json_put (&aside->kept, "/-", entry);
      return;
    }
  yn_json_writer_begin_array (writer);
  yn_json_writer_value (writer, entry);
  yn_json_writer_end (writer);
  aside->kept = yn_json_writer_finish (writer);
}

const YnJson *
yn_aside_kept (YnAside *aside)
{
  return aside->kept;
}

static void
replace (YnJson **part, const YnJson *with)
{
  YnJson *old = *part;

  *part = with != NULL && yn_json_size (with) > 0 ? yn_json_with (NULL, "", with) : NULL;
  yn_json_unref (old);
}

const YnJson *
yn_aside_begun (YnAside *aside)
{
  return aside->begun;
}

void
yn_aside_set_begun (YnAside *aside, const YnJson *begun)
{
  replace (&aside->begun, begun);
}

const YnJson *
yn_aside_news (YnAside *aside)
{
  return aside->news;
}

void
yn_aside_set_news (YnAside *aside, const YnJson *news)
{
  replace (&aside->news, news);
}

static gboolean
is_of_new_form (gpointer pointer, gpointer note, gpointer data)
{
  return g_str_has_prefix (((const Note *) note)->source, "form-");
}

void
yn_aside_news_seen (YnAside *aside)
{
  yn_aside_set_news (aside, NULL);
  g_hash_table_foreach_remove (aside->look, is_of_new_form, NULL);
}

YnJson *
yn_aside_restore_hidden (const YnJson *aside, const YnJson *answers)
{
  const YnJson *hidden = yn_json_get (aside, "hidden");
  YnJson *whole = yn_json_ref (answers);

  for (guint i = 0; yn_json_is (hidden, YN_JSON_OBJECT) && i < yn_json_size (hidden); i++)
    if (*yn_json_name_at (hidden, i) == '/' && yn_json_pointer (whole, yn_json_name_at (hidden, i)) == NULL)
      yn_json_put (&whole, yn_json_name_at (hidden, i), yn_json_at (hidden, i));
  return whole;
}
