/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/form-judging.h"

#include "forms/array-box.h"
#include "forms/categories-box.h"
#include "forms/form-drawing.h"

static gboolean
is_same (const YnProblem *one, const YnProblem *other)
{
  if (one == NULL || other == NULL)
    return one == other;
  return g_str_equal (one->code, other->code)
         && (one->details == other->details || yn_json_equal (one->details, other->details));
}

static void
say (YnFormPart *part, const char *words)
{
  YnFieldRow *row = yn_form_row (part);

  if (row != NULL)
    yn_field_row_set_problem (row, words);
  else if (part->inner != NULL && YN_IS_ARRAY_BOX (part->inner))
    yn_array_box_set_problem (YN_ARRAY_BOX (part->inner), words);
}

static void
count (const YnFormJudging *self, YnFormPart *part)
{
  for (guint i = 0; i < part->parts->len; i++)
    {
      const YnFormPart *page = g_ptr_array_index (part->parts, i);

      yn_categories_box_set_count (YN_CATEGORIES_BOX (part->inner), i, self->all ? page->n_problems : 0);
    }
}

void
yn_form_judge_part (const YnFormJudging *self, YnFormPart *part)
{
  const YnProblem *due = self->all || part->touched ? part->problem : NULL;

  if (part->inner != NULL && YN_IS_CATEGORIES_BOX (part->inner))
    count (self, part);
  if (part->widget == NULL || due == part->said)
    return;
  if (!is_same (part->said, due))
    {
      g_autofree char *words = due != NULL ? yn_problem_words (due, self->language) : NULL;

      say (part, words);
    }
  part->said = due;
}

static gboolean
forget (YnFormPart *part, gpointer data)
{
  GHashTable *before = data;

  if (part->problem != NULL)
    g_hash_table_insert (before, part, (gpointer) part->problem);
  part->problem = NULL;
  part->n_problems = 0;
  return FALSE;
}

typedef struct
{
  const YnFormJudging *judging;
  GHashTable *before;
  gboolean differs;
} Judged;

static gboolean
judge (YnFormPart *part, gpointer data)
{
  Judged *judged = data;

  if (!judged->differs && !is_same (g_hash_table_lookup (judged->before, part), part->problem))
    judged->differs = TRUE;
  yn_form_judge_part (judged->judging, part);
  return FALSE;
}

gboolean
yn_form_judge_parts (const YnFormJudging *self, GPtrArray *problems, GPtrArray *elsewhere)
{
  g_autoptr (GHashTable) before = g_hash_table_new (NULL, NULL);
  Judged judged = { self, before, FALSE };

  yn_form_part_walk (self->root, forget, before);
  for (guint i = 0; i < problems->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);
      YnFormPart *part = yn_form_part_find (self->places, yn_problem_place (problem));
      gboolean led_here = part != NULL && !g_str_equal (yn_problem_place (problem), problem->pointer);

      if (part == NULL || (led_here && part->problem != NULL))
        {
          g_ptr_array_add (elsewhere, (gpointer) problem);
          continue;
        }
      if (part->problem == NULL)
        part->problem = problem;
      for (YnFormPart *at = part; at != NULL; at = at->above)
        at->n_problems++;
    }
  yn_form_part_walk (self->root, judge, &judged);
  return judged.differs;
}

static gboolean
collect (YnFormPart *part, gpointer parts)
{
  if (part->problem != NULL)
    g_ptr_array_add (parts, part);
  return FALSE;
}

GPtrArray *
yn_form_judged_parts (const YnFormJudging *self)
{
  GPtrArray *parts = g_ptr_array_new ();

  yn_form_part_walk (self->root, collect, parts);
  return parts;
}
