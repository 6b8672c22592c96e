/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/form-part.h"

#include <string.h>

YnFormPart *
yn_form_part_new (const YnFormItem *item, YnFormPart *above)
{
  YnFormPart *part = g_new0 (YnFormPart, 1);

  part->item = item;
  part->above = above;
  part->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_form_part_free);
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    g_ptr_array_add (part->parts, yn_form_part_new (g_ptr_array_index (item->items, i), part));
  return part;
}

void
yn_form_part_free (YnFormPart *part)
{
  if (part->widget != NULL && gtk_widget_get_parent (part->widget) != NULL)
    gtk_widget_unparent (part->widget);
  g_clear_object (&part->widget);
  g_ptr_array_unref (part->parts);
  g_free (part);
}

/* Entries are known by their place in the array, all else by what it stands for. */
static gboolean
is_same (const YnFormPart *above, const YnFormItem *one, const YnFormItem *other)
{
  return one->kind == other->kind && one->element == other->element
         && (above->item->kind == YN_FORM_ITEM_ARRAY || g_strcmp0 (one->pointer, other->pointer) == 0);
}

/* Takes the part for @item out of @old, from @from on. */
static YnFormPart *
take_out (const YnFormPart *above, GPtrArray *old, const YnFormItem *item, guint *from)
{
  for (guint i = *from; i < old->len; i++)
    {
      YnFormPart *part = g_ptr_array_index (old, i);

      if (part == NULL || !is_same (above, part->item, item))
        continue;
      g_ptr_array_index (old, i) = NULL;
      *from = i + 1;
      return part;
    }
  return NULL;
}

void
yn_form_part_take (YnFormPart *part, const YnFormItem *item,
                   gboolean (*fits) (const YnFormPart *part, const YnFormItem *item))
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&part->parts);
  guint from = 0;

  part->item = item;
  part->twin = NULL;
  part->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_form_part_free);
  g_ptr_array_set_free_func (old, NULL);
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    {
      const YnFormItem *child = g_ptr_array_index (item->items, i);
      YnFormPart *known = take_out (part, old, child, &from);

      if (known != NULL && !fits (known, child))
        g_clear_pointer (&known, yn_form_part_free);
      if (known != NULL)
        yn_form_part_take (known, child, fits);
      g_ptr_array_add (part->parts, known != NULL ? known : yn_form_part_new (child, part));
    }
  for (guint i = 0; i < old->len; i++)
    if (g_ptr_array_index (old, i) != NULL)
      yn_form_part_free (g_ptr_array_index (old, i));
}

guint
yn_form_part_index (const YnFormPart *part)
{
  guint at = 0;

  if (part->above != NULL)
    g_ptr_array_find (part->above->parts, part, &at);
  return at;
}

void
yn_form_part_remove (YnFormPart *array, guint at)
{
  if (at >= array->parts->len)
    return;
  g_ptr_array_remove_index (array->parts, at);
  if (array->open > at || array->open == array->parts->len)
    array->open = MAX (array->open, 1) - 1;
}

void
yn_form_part_move (YnFormPart *array, guint from, guint to)
{
  YnFormPart *part;

  if (from >= array->parts->len || to >= array->parts->len)
    return;
  part = g_ptr_array_steal_index (array->parts, from);
  g_ptr_array_insert (array->parts, (int) to, part);
  if (array->open == from)
    array->open = to;
}

gboolean
yn_form_part_is_one_of (const YnFormPart *part)
{
  const YnFormItem *above = part->above != NULL ? part->above->item : NULL;

  return above != NULL
         && (above->kind == YN_FORM_ITEM_CATEGORIES
             || (above->kind == YN_FORM_ITEM_ARRAY && above->look == YN_FORM_LOOK_WITH_DETAIL));
}

void
yn_form_part_index_places (YnFormPart *part, GHashTable *places)
{
  const char *pointer = part->item->pointer;

  part->twin = NULL;
  if (pointer != NULL)
    {
      YnFormPart *first = g_hash_table_lookup (places, pointer);

      if (first == NULL)
        g_hash_table_insert (places, (char *) pointer, part);
      else
        {
          part->twin = first->twin;
          first->twin = part;
        }
    }
  for (guint i = 0; i < part->parts->len; i++)
    yn_form_part_index_places (g_ptr_array_index (part->parts, i), places);
}

static YnFormPart *
shown_one (YnFormPart *part)
{
  for (YnFormPart *one = part; one != NULL; one = one->twin)
    if (one->item->visible)
      return one;
  return part;
}

YnFormPart *
yn_form_part_find (GHashTable *places, const char *pointer)
{
  g_autofree char *at = g_strdup (pointer);

  while (*at != '\0')
    {
      YnFormPart *part = g_hash_table_lookup (places, at);
      char *slash = strrchr (at, '/');

      if (part != NULL)
        return shown_one (part);
      *(slash != NULL ? slash : at) = '\0';
    }
  return NULL;
}

gboolean
yn_form_part_walk (YnFormPart *part, YnFormPartFunc func, gpointer data)
{
  if (func (part, data))
    return TRUE;
  for (guint i = 0; i < part->parts->len; i++)
    if (yn_form_part_walk (g_ptr_array_index (part->parts, i), func, data))
      return TRUE;
  return FALSE;
}
