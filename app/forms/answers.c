/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/answers.h"

#include <string.h>
#include "forms/field.h"
#include "forms/layout.h"

#define MAX_STEPS 500
#define MAX_NESTING 16

/* One change: what stood at the pointer and what stands there now; NULL is nothing. */
typedef struct
{
  char *pointer;
  YnJson *before;
  YnJson *after;
} Step;

struct _YnAnswers
{
  int references;
  YnService *service;
  YnJson *json;
  GPtrArray *steps;
  guint done; /* of @steps; those behind it were undone */
};

static void
step_free (Step *step)
{
  g_free (step->pointer);
  yn_json_unref (step->before);
  yn_json_unref (step->after);
  g_free (step);
}

/* The schema's defaults, through all objects that it describes. */
static YnJson *
with_defaults (YnSchema *schema, const YnJson *answers, const char *pointer, guint depth)
{
  const YnJson *members = yn_json_get (yn_schema_at (schema, pointer), "properties");
  g_autoptr (YnJson) whole = yn_json_ref (answers);

  for (guint i = 0; depth < MAX_NESTING && i < yn_json_size (members); i++)
    {
      g_autofree char *token = yn_json_pointer_escape (yn_json_name_at (members, i));
      g_autofree char *place = g_strconcat (pointer, "/", token, NULL);
      const YnJson *fallback = yn_json_get (yn_schema_at (schema, place), "default");
      YnJson *next = fallback != NULL ? yn_json_with (whole, place, fallback)
                                      : with_defaults (schema, whole, place, depth + 1);

      yn_json_unref (whole);
      whole = next;
    }
  return g_steal_pointer (&whole);
}

YnAnswers *
yn_answers_new (YnService *service, const YnJson *start)
{
  YnAnswers *answers = g_new0 (YnAnswers, 1);

  answers->references = 1;
  answers->service = yn_service_ref (service);
  answers->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  if (yn_json_is (start, YN_JSON_OBJECT))
    answers->json = yn_json_ref (start);
  else
    {
      g_autoptr (YnJson) empty = yn_json_new_object ();

      answers->json = with_defaults (yn_service_schema (service), empty, "", 0);
    }
  return answers;
}

YnAnswers *
yn_answers_ref (YnAnswers *answers)
{
  g_atomic_int_inc (&answers->references);
  return answers;
}

void
yn_answers_unref (YnAnswers *answers)
{
  if (answers == NULL || !g_atomic_int_dec_and_test (&answers->references))
    return;
  yn_service_unref (answers->service);
  yn_json_unref (answers->json);
  g_ptr_array_unref (answers->steps);
  g_free (answers);
}

YnService *
yn_answers_service (YnAnswers *answers)
{
  return answers->service;
}

const YnJson *
yn_answers_json (YnAnswers *answers)
{
  return answers->json;
}

const YnJson *
yn_answers_get (YnAnswers *answers, const char *pointer)
{
  return yn_json_pointer (answers->json, pointer);
}

/* A copy of its own: a reference would keep the whole tree that the value was a part of. */
static YnJson *
copy (const YnJson *value)
{
  return value != NULL ? yn_json_with (NULL, "", value) : NULL;
}

static void
remember (YnAnswers *answers, const char *pointer, const YnJson *value)
{
  Step *step = g_new0 (Step, 1);

  step->pointer = g_strdup (pointer);
  step->before = copy (yn_answers_get (answers, pointer));
  step->after = copy (value);
  g_ptr_array_set_size (answers->steps, answers->done);
  g_ptr_array_add (answers->steps, step);
  if (answers->steps->len > MAX_STEPS)
    g_ptr_array_remove_index (answers->steps, 0);
  answers->done = answers->steps->len;
}

gboolean
yn_answers_set (YnAnswers *answers, const char *pointer, const YnJson *value)
{
  const YnJson *old = yn_answers_get (answers, pointer);

  if (yn_json_is (value, YN_JSON_STRING) && yn_json_string_length (value) == 0)
    value = NULL;
  if (*pointer != '/' || (old == NULL && value == NULL))
    return FALSE;
  if (old != NULL && value != NULL && yn_json_equal (old, value))
    return FALSE;
  remember (answers, pointer, value);
  yn_json_put (&answers->json, pointer, value);
  return TRUE;
}

gboolean
yn_answers_set_text (YnAnswers *answers, const char *pointer, const char *text, const char **said)
{
  YnSchema *schema = yn_service_schema (answers->service);
  g_autofree char *item = g_strconcat (pointer, "/0", NULL);
  g_autoptr (YnField) field = yn_field_new (yn_schema_at (schema, pointer), yn_schema_at (schema, item));
  g_autoptr (YnJson) value = yn_field_parse (field, text, said);

  return yn_answers_set (answers, pointer, value);
}

gboolean
yn_answers_undo (YnAnswers *answers)
{
  const Step *step;

  if (answers->done == 0)
    return FALSE;
  step = g_ptr_array_index (answers->steps, --answers->done);
  yn_json_put (&answers->json, step->pointer, step->before);
  return TRUE;
}

gboolean
yn_answers_redo (YnAnswers *answers)
{
  const Step *step;

  if (answers->done == answers->steps->len)
    return FALSE;
  step = g_ptr_array_index (answers->steps, answers->done++);
  yn_json_put (&answers->json, step->pointer, step->after);
  return TRUE;
}

YnJson *
yn_answers_visible (YnAnswers *answers)
{
  g_auto (GStrv) hidden = yn_form_hidden (answers->service, answers->json);
  g_autoptr (YnJson) visible = yn_json_ref (answers->json);

  for (guint i = 0; hidden[i] != NULL; i++)
    yn_json_put (&visible, hidden[i], NULL);
  return g_steal_pointer (&visible);
}
