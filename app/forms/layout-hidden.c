/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is hidden: kept, and neither printed nor sent. A place that stands twice in a form is hidden only where both
 * are. */

#include "forms/layout-parts.h"

#include <string.h>

typedef struct
{
  GHashTable *shown;  /* pointers of what is shown, and of all above it */
  GPtrArray *hidden;  /* pointers, in the order of the form */
} Sorting;

static void
add_shown (Sorting *sorting, const char *pointer)
{
  g_autofree char *at = g_strdup (pointer);
  char *slash;

  while (!g_hash_table_contains (sorting->shown, at))
    {
      g_hash_table_add (sorting->shown, g_strdup (at));
      slash = strrchr (at, '/');
      if (slash == NULL)
        return;
      *slash = '\0';
    }
}

/* A whole object is hidden with its group; "" is nothing that could go. */
static gboolean
is_place (const YnFormItem *item)
{
  return item->pointer != NULL && *item->pointer != '\0' && item->kind != YN_FORM_ITEM_MEMBERS;
}

static void
sort_out (Sorting *sorting, const YnFormItem *item)
{
  if (item->kind == YN_FORM_ITEM_LABEL)
    return;
  if (is_place (item) && !item->visible)
    g_ptr_array_add (sorting->hidden, item->pointer);
  else if (item->kind == YN_FORM_ITEM_FIELD || item->kind == YN_FORM_ITEM_ARRAY)
    add_shown (sorting, item->pointer);
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    sort_out (sorting, g_ptr_array_index (item->items, i));
}

/* Below something hidden that goes as a whole there is nothing more to say. */
static gboolean
is_below (GHashTable *gone, const char *pointer)
{
  g_autofree char *at = g_strdup (pointer);
  char *slash;

  while ((slash = strrchr (at, '/')) != NULL)
    {
      *slash = '\0';
      if (g_hash_table_contains (gone, at))
        return TRUE;
    }
  return FALSE;
}

/* Borrowed pointers. */
static GHashTable *
hidden_in (const YnFormItem *form, GPtrArray *ordered)
{
  Sorting sorting = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), g_ptr_array_new () };
  GHashTable *gone = g_hash_table_new (g_str_hash, g_str_equal);

  sort_out (&sorting, form);
  for (guint i = 0; i < sorting.hidden->len; i++)
    {
      const char *pointer = g_ptr_array_index (sorting.hidden, i);

      if (g_hash_table_contains (sorting.shown, pointer) || is_below (gone, pointer)
          || !g_hash_table_add (gone, (gpointer) pointer))
        continue;
      if (ordered != NULL)
        g_ptr_array_add (ordered, (gpointer) pointer);
    }
  g_hash_table_unref (sorting.shown);
  g_ptr_array_unref (sorting.hidden);
  return gone;
}

char **
yn_form_hidden (const YnService *service, const YnJson *answers)
{
  g_autoptr (YnFormItem) form = yn_form_lay_out (service, answers, YN_LANGUAGE_ZH_CN);
  g_autoptr (GPtrArray) ordered = g_ptr_array_new ();
  g_autoptr (GHashTable) gone = hidden_in (form, ordered);
  g_autoptr (GStrvBuilder) pointers = g_strv_builder_new ();

  for (guint i = 0; i < ordered->len; i++)
    g_strv_builder_add (pointers, g_ptr_array_index (ordered, i));
  return g_strv_builder_end (pointers);
}

typedef struct
{
  const YnService *service;
  const YnJson *answers;
  YnLanguage language;
  GHashTable *gone;
  GHashTable *said; /* pointers */
  GStrvBuilder *lines;
} KeptBack;

static void
say_kept_back (KeptBack *kept, const YnFormItem *item)
{
  const YnJson *value = yn_json_pointer (kept->answers, item->pointer);
  g_autofree char *read = yn_service_answer_text (kept->service, item->pointer, value, kept->language);
  const char *text = item->field->kind == YN_FIELD_SECRET && *read != '\0' ? "••••••" : read;
  g_autofree char *line = g_strconcat (item->label, kept->language == YN_LANGUAGE_EN ? ": " : "：", text, NULL);

  if (*text != '\0' && g_hash_table_add (kept->said, item->pointer))
    g_strv_builder_add (kept->lines, line);
}

static void
find_kept_back (KeptBack *kept, const YnFormItem *item)
{
  if (item->kind == YN_FORM_ITEM_FIELD && !item->visible
      && (g_hash_table_contains (kept->gone, item->pointer) || is_below (kept->gone, item->pointer)))
    say_kept_back (kept, item);
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    find_kept_back (kept, g_ptr_array_index (item->items, i));
}

char **
yn_form_kept_back (const YnFormItem *form, const YnService *service, const YnJson *answers, YnLanguage language)
{
  g_autoptr (GHashTable) gone = hidden_in (form, NULL);
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  KeptBack kept = { service, answers, language, gone, said, lines };

  find_kept_back (&kept, form);
  return g_strv_builder_end (lines);
}

/* A member that is hidden, or an object that holds nothing else: sent empty, it would ask again for what is hidden. */
static gboolean
is_gone (const YnJson *value, GHashTable *gone, GString *pointer)
{
  gboolean whole = g_hash_table_contains (gone, pointer->str);
  guint n = yn_json_is (value, YN_JSON_OBJECT) ? yn_json_size (value) : 0;
  gsize length = pointer->len;

  if (whole || n == 0)
    return whole;
  whole = TRUE;
  for (guint i = 0; i < n && whole; i++)
    {
      g_autofree char *token = yn_json_pointer_escape (yn_json_name_at (value, i));

      g_string_append_printf (pointer, "/%s", token);
      whole = is_gone (yn_json_at (value, i), gone, pointer);
      g_string_truncate (pointer, length);
    }
  return whole;
}

/* Of an array only positions of a tuple are hidden: those behind the last that shows go, the others leave their place.
 */
static guint
visible_length (const YnJson *array, GHashTable *gone, const char *pointer)
{
  guint n = yn_json_size (array);

  for (; n > 0; n--)
    {
      g_autofree char *position = g_strdup_printf ("%s/%u", pointer, n - 1);

      if (!g_hash_table_contains (gone, position))
        break;
    }
  return n;
}

static void
write_visible (YnJsonWriter *writer, const YnJson *value, GHashTable *gone, GString *pointer)
{
  gboolean object = yn_json_is (value, YN_JSON_OBJECT);
  gsize length = pointer->len;
  guint n;

  if (!object && !yn_json_is (value, YN_JSON_ARRAY))
    {
      yn_json_writer_value (writer, value);
      return;
    }
  if (object)
    yn_json_writer_begin_object (writer);
  else
    yn_json_writer_begin_array (writer);
  n = object ? yn_json_size (value) : visible_length (value, gone, pointer->str);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *token = object ? yn_json_pointer_escape (yn_json_name_at (value, i)) : g_strdup_printf ("%u", i);

      g_string_append_printf (pointer, "/%s", token);
      if (object ? !is_gone (yn_json_at (value, i), gone, pointer) : !g_hash_table_contains (gone, pointer->str))
        {
          if (object)
            yn_json_writer_name_of (writer, value, i);
          write_visible (writer, yn_json_at (value, i), gone, pointer);
        }
      else if (!object)
        yn_json_writer_null (writer);
      g_string_truncate (pointer, length);
    }
  yn_json_writer_end (writer);
}

YnJson *
yn_form_visible (const YnFormItem *form, const YnJson *answers)
{
  g_autoptr (GHashTable) gone = hidden_in (form, NULL);
  g_autoptr (GString) pointer = g_string_new (NULL);
  g_autoptr (YnJsonWriter) writer = NULL;

  if (g_hash_table_size (gone) == 0)
    return yn_json_ref (answers);
  writer = yn_json_writer_new ();
  write_visible (writer, answers, gone, pointer);
  return yn_json_writer_finish (writer);
}
