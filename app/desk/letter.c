/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/letter.h"

#include <glib/gi18n-lib.h>

#include "forms/layout.h"
#include "forms/places.h"

#include <string.h>

/* An answer that may differ stands in the letter as {"differs": true}. */
#define BLANK "differs"

typedef struct
{
  const YnLetterPaper *paper;
  const char *const *fields;
  GHashTable *written; /* pointers of questions that are answered by hand */
} Blanking;

/* --- the letter of a paper --------------------------------------------------------------------------------------- */

static gboolean
is_written (const YnField *field)
{
  switch (field->kind)
    {
    case YN_FIELD_TEXT:
    case YN_FIELD_LINES:
    case YN_FIELD_INTEGER:
    case YN_FIELD_DECIMAL:
    case YN_FIELD_MONEY:
    case YN_FIELD_DATE:
    case YN_FIELD_DATE_TIME:
    case YN_FIELD_TIME:
      return TRUE;
    case YN_FIELD_BOOLEAN: /* a choice is what is promised, and no particular of it */
    case YN_FIELD_CHOICE:
    case YN_FIELD_CHOICES:
    case YN_FIELD_SECRET:
    default:
      return FALSE;
    }
}

static gboolean
may_differ (const Blanking *blanking, const YnJson *value, const char *pointer)
{
  g_autofree char *pattern = NULL;

  if (yn_json_is (value, YN_JSON_NULL) || yn_json_is_container (value) || g_strcmp0 (yn_json_string (value), "") == 0
      || yn_service_is_private (blanking->paper->form, pointer))
    return FALSE;
  if (blanking->fields == NULL)
    return g_hash_table_contains (blanking->written, pointer);
  pattern = yn_place_pattern (pointer);
  return g_strv_contains (blanking->fields, pattern);
}

static void
write_blanked (YnJsonWriter *writer, const Blanking *blanking, const YnJson *value, const char *pointer)
{
  if (may_differ (blanking, value, pointer))
    {
      yn_json_writer_begin_object (writer);
      yn_json_writer_member_boolean (writer, BLANK, TRUE);
      yn_json_writer_end (writer);
      return;
    }
  if (!yn_json_is_container (value))
    {
      yn_json_writer_value (writer, value);
      return;
    }
  if (yn_json_is (value, YN_JSON_OBJECT))
    yn_json_writer_begin_object (writer);
  else
    yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_json_size (value); i++)
    {
      g_autofree char *below = yn_json_pointer_below (value, pointer, i);

      if (yn_json_is (value, YN_JSON_OBJECT))
        yn_json_writer_name_of (writer, value, i);
      write_blanked (writer, blanking, yn_json_at (value, i), below);
    }
  yn_json_writer_end (writer);
}

/* What is asked and said, in order. An entry is called by an answer in it, which stands among the answers. */
static void
write_outline (YnJsonWriter *writer, GHashTable *written, const YnFormItem *item)
{
  gboolean is_entry = item->kind == YN_FORM_ITEM_GROUP && item->pointer != NULL;

  if (!item->visible)
    return;
  yn_json_writer_int (writer, item->kind);
  yn_json_writer_string (writer, item->pointer);
  yn_json_writer_string (writer, is_entry ? NULL : item->label);
  if (item->kind == YN_FORM_ITEM_FIELD && is_written (item->field))
    g_hash_table_add (written, item->pointer);
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    write_outline (writer, written, g_ptr_array_index (item->items, i));
}

/* The type today: a paper that is for a certain circle until some moment is for everybody after it. */
static gint64
publicity_of (const YnLetterPaper *paper, const char *today)
{
  const YnJson *publicity = yn_json_get (yn_service_json (paper->form), "publicity");
  const char *until = yn_json_get_string (publicity, "until");
  const char *moment =
      until != NULL ? yn_json_string (yn_json_pointer (yn_json_get (paper->body, "answers"), until)) : NULL;

  if (moment != NULL && strncmp (moment, today, strlen (today)) < 0)
    return yn_json_get_int (publicity, "then", 0);
  return yn_service_publicity (paper->form);
}

YnJson *
yn_letter_of (const YnLetterPaper *paper, const char *const *fields, const char *today)
{
  static const char *const common[] = { "service",     "kind",    "platform", "enterprise", "authority",
                                        "about",       "day",     "clauses",  "attachments" };
  const YnJson *answers = yn_json_get (paper->body, "answers");
  g_autoptr (YnFormItem) form = yn_form_lay_out (paper->form, answers, YN_LANGUAGE_ZH_CN);
  g_autoptr (GHashTable) written = g_hash_table_new (g_str_hash, g_str_equal); /* borrows from @form */
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  Blanking blanking = { paper, fields, written };

  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    if (yn_json_get (paper->body, common[i]) != NULL)
      yn_json_writer_member_value (writer, common[i], yn_json_get (paper->body, common[i]));
  yn_json_writer_member_string (writer, "role", paper->role);
  yn_json_writer_member_int (writer, "untrue", paper->untrue);
  yn_json_writer_member_int (writer, "publicity", publicity_of (paper, today));
  yn_json_writer_name (writer, "private");
  if (paper->private != NULL)
    yn_json_writer_value (writer, paper->private);
  else
    yn_json_writer_null (writer);
  yn_json_writer_name (writer, "outline");
  yn_json_writer_begin_array (writer);
  write_outline (writer, written, form);
  yn_json_writer_end (writer);
  yn_json_writer_name (writer, "answers");
  write_blanked (writer, &blanking, answers, "");
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

/* --- why another is not one of them ------------------------------------------------------------------------------ */

static gboolean
is_blank (const YnJson *value)
{
  return yn_json_get (value, BLANK) != NULL;
}

static void
add_label (GPtrArray *labels, const YnService *form, const char *pointer, YnLanguage language)
{
  g_autofree char *label = yn_service_label (form, pointer, language);
  const char *words = *label != '\0' ? label : pointer;

  if (!g_ptr_array_find_with_equal_func (labels, words, g_str_equal, NULL))
    g_ptr_array_add (labels, g_strdup (words));
}

static void
add_differing (GPtrArray *labels, const YnService *form, const YnJson *a, const YnJson *b, const char *pointer,
               YnLanguage language)
{
  if (a == b || yn_json_equal (a, b))
    return;
  if (!yn_json_is (a, YN_JSON_OBJECT) || !yn_json_is (b, YN_JSON_OBJECT) || is_blank (a) || is_blank (b))
    {
      add_label (labels, form, pointer, language);
      return;
    }
  for (guint side = 0; side < 2; side++)
    {
      const YnJson *one = side == 0 ? a : b, *two = side == 0 ? b : a;

      for (guint i = 0; i < yn_json_size (one); i++)
        {
          const YnJson *opposite = yn_json_get (two, yn_json_name_at (one, i));
          g_autofree char *below = yn_json_pointer_below (one, pointer, i);

          if (side == 0 || opposite == NULL) /* what both have is looked at once */
            add_differing (labels, form, yn_json_at (one, i), opposite, below, language);
        }
    }
}

static gboolean
differ (const YnJson *letter, const YnJson *other, const char *member)
{
  return !yn_json_equal (yn_json_get (letter, member), yn_json_get (other, member));
}

YnError
yn_letter_difference (const YnService *form, const YnJson *letter, const YnJson *other, YnLanguage language,
                      char ***fields)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  YnError why = YN_ERROR_BATCH_FIELDS;

  if (differ (letter, other, "service"))
    why = YN_ERROR_BATCH_SERVICE;
  else
    {
      add_differing (labels, form, yn_json_get (letter, "answers"), yn_json_get (other, "answers"), "", language);
      add_differing (labels, form, yn_json_get (letter, "private"), yn_json_get (other, "private"), "", language);
      if (differ (letter, other, "attachments"))
        g_ptr_array_add (labels, g_strdup (_("Attachments")));
      if (differ (letter, other, "day"))
        g_ptr_array_add (labels, g_strdup (_("Date")));
      if (differ (letter, other, "clauses") || differ (letter, other, "untrue"))
        why = YN_ERROR_BATCH_CLAUSES;
      else if (differ (letter, other, "publicity"))
        why = YN_ERROR_BATCH_PUBLICITY;
      else if (differ (letter, other, "role"))
        why = YN_ERROR_BATCH_TURN;
    }
  g_ptr_array_add (labels, NULL);
  if (fields != NULL)
    *fields = (char **) g_ptr_array_free (g_steal_pointer (&labels), FALSE);
  return why;
}
