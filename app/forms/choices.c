/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/choices.h"

#include <string.h>
#include "base/text.h"

#define END '\n' /* parts the choices in @folded; yn_text_compact() leaves none inside */

struct _YnChoices
{
  int references;
  GPtrArray *list;
  GMutex lock; /* around making the rest, on the first question */
  GHashTable *by_value;
  GHashTable *by_label;
  GString *folded; /* every label and value in lower case, one line a choice, to be searched in one sweep */
  GArray *starts;  /* gsize: where in @folded a choice begins */
};

YnFieldChoice *
yn_field_choice_new (const YnJson *value, const char *label)
{
  YnFieldChoice *choice = g_new0 (YnFieldChoice, 1);

  choice->value = yn_json_print (value, YN_JSON_COMPACT);
  if (label == NULL)
    label = yn_json_string (value);
  choice->label = g_strdup (label != NULL ? label : choice->value);
  return choice;
}

void
yn_field_choice_free (YnFieldChoice *choice)
{
  g_free (choice->value);
  g_free (choice->label);
  g_free (choice);
}

YnChoices *
yn_choices_new (GPtrArray *list)
{
  YnChoices *choices = g_new0 (YnChoices, 1);

  choices->references = 1;
  choices->list = list;
  g_mutex_init (&choices->lock);
  return choices;
}

YnChoices *
yn_choices_ref (YnChoices *choices)
{
  g_atomic_int_inc (&choices->references);
  return choices;
}

void
yn_choices_unref (YnChoices *choices)
{
  if (choices == NULL || !g_atomic_int_dec_and_test (&choices->references))
    return;
  g_ptr_array_unref (choices->list);
  g_clear_pointer (&choices->by_value, g_hash_table_unref);
  g_clear_pointer (&choices->by_label, g_hash_table_unref);
  if (choices->folded != NULL)
    g_string_free (choices->folded, TRUE);
  g_clear_pointer (&choices->starts, g_array_unref);
  g_mutex_clear (&choices->lock);
  g_free (choices);
}

GPtrArray *
yn_choices_list (YnChoices *choices)
{
  return choices->list;
}

static char *
fold (const char *text)
{
  g_autofree char *compact = yn_text_compact (text);

  return g_utf8_strdown (compact, -1);
}

/* The first of several alike is the one that is found. */
static void
index_choice (YnChoices *choices, YnFieldChoice *choice)
{
  g_autofree char *label = fold (choice->label);
  gsize start = choices->folded->len;

  g_array_append_val (choices->starts, start);
  g_string_append (choices->folded, label);
  if (!g_str_equal (choice->label, choice->value))
    {
      g_autofree char *value = fold (choice->value);

      g_string_append_c (choices->folded, ' ');
      g_string_append (choices->folded, value);
    }
  g_string_append_c (choices->folded, END);
  if (!g_hash_table_contains (choices->by_value, choice->value))
    g_hash_table_insert (choices->by_value, choice->value, choice);
  if (!g_hash_table_contains (choices->by_label, choice->label))
    g_hash_table_insert (choices->by_label, choice->label, choice);
}

static void
make_index (YnChoices *choices)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&choices->lock);

  if (choices->by_value != NULL)
    return;
  choices->by_value = g_hash_table_new (g_str_hash, g_str_equal);
  choices->by_label = g_hash_table_new (g_str_hash, g_str_equal);
  choices->folded = g_string_new (NULL);
  choices->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  for (guint i = 0; i < choices->list->len; i++)
    index_choice (choices, g_ptr_array_index (choices->list, i));
}

/* 1.0 and 1 are one value, written differently. */
static const YnFieldChoice *
find_number (YnChoices *choices, const YnJson *number)
{
  for (guint i = 0; i < choices->list->len; i++)
    {
      const YnFieldChoice *choice = g_ptr_array_index (choices->list, i);
      g_autoptr (YnJson) value = g_ascii_isdigit (*choice->value) || *choice->value == '-'
                                     ? yn_json_parse (choice->value, -1, NULL)
                                     : NULL;

      if (yn_json_is (value, YN_JSON_NUMBER) && yn_json_equal (value, number))
        return choice;
    }
  return NULL;
}

const YnFieldChoice *
yn_choices_find (YnChoices *choices, const YnJson *value)
{
  g_autofree char *text = value != NULL ? yn_json_print (value, YN_JSON_COMPACT) : NULL;
  const YnFieldChoice *choice;

  if (text == NULL)
    return NULL;
  make_index (choices);
  choice = g_hash_table_lookup (choices->by_value, text);
  return choice == NULL && yn_json_is (value, YN_JSON_NUMBER) ? find_number (choices, value) : choice;
}

const YnFieldChoice *
yn_choices_find_text (YnChoices *choices, const char *text)
{
  g_autofree char *line = yn_text_normal_line (text);
  g_autoptr (YnJson) string = yn_json_new_string (line);
  g_autofree char *quoted = yn_json_print (string, YN_JSON_COMPACT);
  const char *const values[] = { text, quoted, line };
  const YnFieldChoice *choice = NULL;

  make_index (choices);
  for (guint i = 0; choice == NULL && i < G_N_ELEMENTS (values); i++)
    choice = g_hash_table_lookup (choices->by_value, values[i]);
  return choice != NULL ? choice : g_hash_table_lookup (choices->by_label, line);
}

static gsize
start_of (YnChoices *choices, guint at)
{
  return at < choices->starts->len ? g_array_index (choices->starts, gsize, at) : choices->folded->len;
}

/* The choice in whose line @offset lies. */
static guint
choice_at (YnChoices *choices, gsize offset)
{
  guint low = 0, high = choices->starts->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (start_of (choices, middle) <= offset)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* Those that begin with it stand before those that hold it somewhere, and as many as are wanted are kept of either. */
static guint
sweep (YnChoices *choices, const char *wanted, guint most, GPtrArray *beginning, GPtrArray *holding)
{
  const char *text = choices->folded->str;
  const char *hit = text;
  guint total = 0;

  while ((hit = strstr (hit, wanted)) != NULL)
    {
      guint at = choice_at (choices, hit - text);
      GPtrArray *found = start_of (choices, at) == (gsize) (hit - text) ? beginning : holding;

      total++;
      if (found->len < most)
        g_ptr_array_add (found, g_ptr_array_index (choices->list, at));
      hit = text + start_of (choices, at + 1);
    }
  return total;
}

GPtrArray *
yn_choices_filter (YnChoices *choices, const char *text, guint most, guint *total)
{
  g_autofree char *wanted = fold (text);
  g_autoptr (GPtrArray) holding = g_ptr_array_new ();
  GPtrArray *found = g_ptr_array_new ();
  guint n = choices->list->len;

  make_index (choices);
  if (*wanted != '\0')
    n = sweep (choices, wanted, most, found, holding);
  for (guint i = 0; *wanted == '\0' && i < MIN (n, most); i++)
    g_ptr_array_add (found, g_ptr_array_index (choices->list, i));
  for (guint i = 0; i < holding->len && found->len < most; i++)
    g_ptr_array_add (found, g_ptr_array_index (holding, i));
  if (total != NULL)
    *total = n;
  return found;
}
