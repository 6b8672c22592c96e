/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/answers.h"

#include <string.h>
#include "forms/compute.h"
#include "forms/defaults.h"
#include "forms/field.h"
#include "forms/tuple.h"

#define MAX_STEPS 500

/* One change: what stood at the pointer and what stands there now; NULL is nothing. */
typedef struct
{
  char *pointer;
  char *place; /* where a person sees it */
  YnJson *before;
  YnJson *after;
  gboolean together; /* with the one before it */
} Step;

struct _YnAnswers
{
  int references;
  YnService *service;
  YnJson *json;
  YnAside *aside;
  GPtrArray *steps;
  guint done;       /* of @steps; those behind it were undone */
  gboolean typing;  /* the last step is text that may go on */
  guint joining;    /* 0: each change is a step; 1: the next one begins a step that all further ones join; 2: it has begun */
  GHashTable *left; /* "/pointer#branch" -> what stood in a branch when another was chosen */
};

static void
step_free (Step *step)
{
  g_free (step->pointer);
  g_free (step->place);
  yn_json_unref (step->before);
  yn_json_unref (step->after);
  g_free (step);
}

static void
follow_computed (YnAnswers *answers)
{
  YnJson *computed = yn_compute_answers (answers->service, answers->json);

  yn_json_unref (answers->json);
  answers->json = computed;
}

static gboolean
is_list (YnService *service)
{
  return g_str_equal (yn_field_type (yn_schema_at (yn_service_schema (service), "")), "array");
}

/* A form is an object; a schema of somebody's own may be a list. */
static gboolean
fits_root (YnService *service, const YnJson *start)
{
  return yn_json_is (start, is_list (service) ? YN_JSON_ARRAY : YN_JSON_OBJECT);
}

/* What the form fills in by itself nobody has said yet: it is told to be the form's. */
static void
begin_afresh (YnAnswers *answers)
{
  static const YnOrigin form = { YN_SOURCE_FORM, NULL, NULL };
  YnService *service = answers->service;

  answers->json =
      is_list (service) ? yn_json_parse ("[]", -1, NULL) : yn_defaults_of (yn_service_schema (service), "");
  yn_aside_note (answers->aside, "", answers->json, &form);
}

YnAnswers *
yn_answers_new (YnService *service, const YnJson *start)
{
  YnAnswers *answers = g_new0 (YnAnswers, 1);

  answers->references = 1;
  answers->service = yn_service_ref (service);
  answers->aside = yn_aside_new (NULL);
  answers->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  answers->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yn_json_unref);
  if (fits_root (service, start))
    answers->json = yn_json_ref (start);
  else
    begin_afresh (answers);
  follow_computed (answers);
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
  yn_aside_free (answers->aside);
  g_ptr_array_unref (answers->steps);
  g_hash_table_unref (answers->left);
  g_free (answers);
}

YnService *
yn_answers_service (YnAnswers *answers)
{
  return answers->service;
}

YnAside *
yn_answers_aside (YnAnswers *answers)
{
  return answers->aside;
}

void
yn_answers_set_aside (YnAnswers *answers, const YnJson *aside)
{
  yn_aside_free (answers->aside);
  answers->aside = yn_aside_new (aside);
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
remember (YnAnswers *answers, const char *pointer, const char *place, const YnJson *value)
{
  Step *step = g_new0 (Step, 1);

  step->pointer = g_strdup (pointer);
  step->place = g_strdup (place);
  step->before = copy (yn_answers_get (answers, pointer));
  step->after = copy (value);
  step->together = answers->joining == 2;
  answers->joining = MIN (answers->joining * 2, 2);
  g_ptr_array_set_size (answers->steps, answers->done);
  g_ptr_array_add (answers->steps, step);
  if (answers->steps->len > MAX_STEPS)
    g_ptr_array_remove_index (answers->steps, 0);
  ((Step *) g_ptr_array_index (answers->steps, 0))->together = FALSE;
  answers->done = answers->steps->len;
}

/* Typing that goes on at @place; what was typed and taken away again is no step. */
static gboolean
go_on (YnAnswers *answers, const char *pointer, const char *place, const YnJson *value)
{
  Step *step = answers->done > 0 ? g_ptr_array_index (answers->steps, answers->done - 1) : NULL;

  if (!answers->typing || step == NULL || answers->done != answers->steps->len || !g_str_equal (step->pointer, pointer)
      || !g_str_equal (step->place, place))
    return FALSE;
  if (step->before == value || (step->before != NULL && value != NULL && yn_json_equal (step->before, value)))
    {
      g_ptr_array_set_size (answers->steps, --answers->done);
      answers->typing = FALSE;
      return TRUE;
    }
  yn_json_unref (step->after);
  step->after = copy (value);
  return TRUE;
}

static void
put (YnAnswers *answers, const char *pointer, const YnJson *value)
{
  yn_json_put (&answers->json, pointer, value);
  follow_computed (answers);
}

static gboolean
change_at (YnAnswers *answers, const char *pointer, const char *place, const YnJson *value, gboolean typed)
{
  const YnJson *old = yn_answers_get (answers, pointer);

  if ((old == NULL && value == NULL) || yn_compute_is_computed (answers->service, pointer))
    return FALSE;
  if (old != NULL && value != NULL && yn_json_equal (old, value))
    return FALSE;
  if (!typed || !go_on (answers, pointer, place, value))
    {
      remember (answers, pointer, place, value);
      answers->typing = typed;
    }
  put (answers, pointer, value);
  return TRUE;
}

/* A tuple changes as a whole, for its length does; one without an answer goes, unless it is the form itself. */
static gboolean
change (YnAnswers *answers, const char *pointer, const char *place, const YnJson *value, gboolean typed)
{
  YnSchema *schema = yn_service_schema (answers->service);
  g_autofree char *tuple = yn_tuple_around (schema, pointer);
  g_autoptr (YnJson) whole = tuple != NULL ? yn_tuple_with (schema, answers->json, pointer, value) : NULL;
  const YnJson *changed = whole != NULL ? yn_json_pointer (whole, tuple) : NULL;

  if (tuple == NULL)
    return change_at (answers, pointer, place, value, typed);
  if (yn_json_size (changed) == 0 && *tuple != '\0')
    changed = NULL;
  return change_at (answers, tuple, place, changed, typed);
}

static char *
parent_of (const char *pointer)
{
  const char *slash = strrchr (pointer, '/');

  return slash != NULL ? g_strndup (pointer, slash - pointer) : NULL;
}

/* A place that was added by hand stands until it is removed by hand, empty or not. */
static gboolean
is_added (YnAnswers *answers, const char *pointer)
{
  g_autofree char *above = parent_of (pointer);
  YnSchema *schema = yn_service_schema (answers->service);
  const YnJson *parent = above != NULL ? yn_answers_get (answers, above) : NULL;

  if (yn_answers_get (answers, pointer) == NULL)
    return FALSE;
  if (yn_json_is (parent, YN_JSON_ARRAY))
    return !yn_tuple_has (schema, pointer);
  return yn_json_is (parent, YN_JSON_OBJECT) && yn_schema_at (schema, pointer) != NULL
         && yn_json_pointer (yn_json_get (yn_schema_at (schema, above), "properties"), pointer + strlen (above))
                == NULL;
}

static gboolean
set (YnAnswers *answers, const char *pointer, const YnJson *value, gboolean typed)
{
  if (*pointer != '/')
    return FALSE;
  if (yn_json_is (value, YN_JSON_STRING) && yn_json_string_length (value) == 0 && !is_added (answers, pointer))
    value = NULL;
  return change (answers, pointer, pointer, value, typed);
}

gboolean
yn_answers_set (YnAnswers *answers, const char *pointer, const YnJson *value)
{
  return set (answers, pointer, value, FALSE);
}

/* Where the schema names no type, a number that somebody edits stays one as long as it reads like one. */
static YnJson *
same_kind (YnAnswers *answers, const char *pointer, YnJson *value)
{
  const Step *step = answers->typing ? g_ptr_array_index (answers->steps, answers->done - 1) : NULL;
  gboolean begun = step != NULL && g_str_equal (step->pointer, pointer);
  const YnJson *before = begun ? step->before : yn_answers_get (answers, pointer);
  YnJson *number;

  if (!yn_json_is (value, YN_JSON_STRING) || !yn_json_is (before, YN_JSON_NUMBER)
      || yn_json_get (yn_schema_at (yn_service_schema (answers->service), pointer), "type") != NULL)
    return value;
  number = yn_json_parse (yn_json_string (value), -1, NULL);
  if (!yn_json_is (number, YN_JSON_NUMBER))
    {
      yn_json_unref (number);
      return value;
    }
  yn_json_unref (value);
  return number;
}

gboolean
yn_answers_set_text (YnAnswers *answers, const char *pointer, const char *text, const char **said)
{
  g_autoptr (YnField) field = yn_form_field (answers->service, answers->json, pointer);
  g_autoptr (YnJson) value = same_kind (answers, pointer, yn_field_parse (field, text, said));

  if (value == NULL && is_added (answers, pointer))
    value = yn_json_new_string ("");
  return set (answers, pointer, value, TRUE);
}

/* Entries and members */

/* The limits that the schema sets for how many stand at @pointer. */
static gboolean
has_room (YnAnswers *answers, const char *pointer, const char *word, guint size)
{
  return size <= yn_json_get_int (yn_schema_at (yn_service_schema (answers->service), pointer), word, G_MAXUINT);
}

/* @array, which stands at @pointer or will, with @value before the entry @at, and without the entry @out (-1: none is
 * left out). */
static gboolean
rearrange (YnAnswers *answers, const char *pointer, const YnJson *array, gint64 out, guint at, const YnJson *value)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) changed = NULL;
  g_autofree char *place = value != NULL ? g_strdup_printf ("%s/%u", pointer, at) : g_strdup (pointer);
  guint n = yn_json_size (array), written = 0;

  yn_json_writer_begin_array (writer);
  for (guint i = 0; i <= n; i++)
    {
      if (value != NULL && written == at)
        {
          yn_json_writer_value (writer, value);
          written++;
        }
      if (i == n || i == out)
        continue;
      yn_json_writer_value (writer, yn_json_at (array, i));
      written++;
    }
  yn_json_writer_end (writer);
  changed = yn_json_writer_finish (writer);
  return change (answers, pointer, place, changed, FALSE);
}

/* A tuple's positions neither come nor go. */
static guint
fixed_entries (YnAnswers *answers, const char *pointer)
{
  return yn_tuple_size (yn_schema_at (yn_service_schema (answers->service), pointer));
}

gboolean
yn_answers_insert (YnAnswers *answers, const char *pointer, guint index, const YnJson *value)
{
  YnSchema *schema = yn_service_schema (answers->service);
  g_autoptr (YnJson) filled = fixed_entries (answers, pointer) > 0 ? yn_tuple_filled (schema, answers->json, pointer)
                                                                   : NULL;
  const YnJson *array = filled != NULL ? filled : yn_answers_get (answers, pointer);
  g_autofree char *entry = g_strdup_printf ("%s/%u", pointer, index);
  g_autoptr (YnJson) made = NULL;

  if ((array != NULL && !yn_json_is (array, YN_JSON_ARRAY)) || index > yn_json_size (array)
      || index < fixed_entries (answers, pointer)
      || !has_room (answers, pointer, "maxItems", yn_json_size (array) + 1))
    return FALSE;
  made = value != NULL ? yn_json_ref (value) : yn_defaults_entry (schema, entry);
  return rearrange (answers, pointer, array, -1, index, made);
}

gboolean
yn_answers_remove (YnAnswers *answers, const char *pointer, guint index)
{
  const YnJson *array = yn_answers_get (answers, pointer);

  if (!yn_json_is (array, YN_JSON_ARRAY) || index >= yn_json_size (array) || index < fixed_entries (answers, pointer)
      || yn_json_get_int (yn_schema_at (yn_service_schema (answers->service), pointer), "minItems", 0)
             > (gint64) yn_json_size (array) - 1)
    return FALSE;
  return rearrange (answers, pointer, array, index, 0, NULL);
}

gboolean
yn_answers_move (YnAnswers *answers, const char *pointer, guint from, guint to)
{
  const YnJson *array = yn_answers_get (answers, pointer);

  if (!yn_json_is (array, YN_JSON_ARRAY) || from >= yn_json_size (array) || to >= yn_json_size (array) || from == to
      || MIN (from, to) < fixed_entries (answers, pointer))
    return FALSE;
  return rearrange (answers, pointer, array, from, to, yn_json_at (array, from));
}

/* The schema speaks of a member of that name, and there is none yet. */
static gboolean
may_be_called (YnAnswers *answers, const char *pointer, const char *name)
{
  const YnJson *object = yn_answers_get (answers, pointer);
  YnSchema *schema = yn_service_schema (answers->service);
  g_autofree char *token = yn_json_pointer_escape (name);
  g_autofree char *place = g_strconcat (pointer, "/", token, NULL);

  return *name != '\0' && (object == NULL || yn_json_is (object, YN_JSON_OBJECT)) && yn_json_get (object, name) == NULL
         && yn_schema_at (schema, place) != NULL;
}

gboolean
yn_answers_add_member (YnAnswers *answers, const char *pointer, const char *name)
{
  const YnJson *object = yn_answers_get (answers, pointer);
  g_autofree char *token = yn_json_pointer_escape (name);
  g_autofree char *place = g_strconcat (pointer, "/", token, NULL);
  g_autoptr (YnJson) value = NULL;

  if (!may_be_called (answers, pointer, name)
      || !has_room (answers, pointer, "maxProperties", yn_json_size (object) + 1))
    return FALSE;
  value = yn_defaults_entry (yn_service_schema (answers->service), place);
  return change (answers, place, place, value, FALSE);
}

gboolean
yn_answers_rename_member (YnAnswers *answers, const char *pointer, const char *name, const char *new_name)
{
  const YnJson *object = yn_answers_get (answers, pointer);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autofree char *token = yn_json_pointer_escape (new_name);
  g_autofree char *place = g_strconcat (pointer, "/", token, NULL);
  g_autoptr (YnJson) changed = NULL;

  if (yn_json_get (object, name) == NULL || !may_be_called (answers, pointer, new_name))
    return FALSE;
  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < yn_json_size (object); i++)
    {
      if (yn_json_at (object, i) == yn_json_get (object, name))
        yn_json_writer_name (writer, new_name);
      else
        yn_json_writer_name_of (writer, object, i);
      yn_json_writer_value (writer, yn_json_at (object, i));
    }
  yn_json_writer_end (writer);
  changed = yn_json_writer_finish (writer);
  return change (answers, pointer, place, changed, FALSE);
}

gboolean
yn_answers_choose (YnAnswers *answers, const char *pointer, guint branch)
{
  YnSchema *schema = yn_service_schema (answers->service);
  g_autoptr (YnSchemaFacts) facts = yn_schema_facts_at (schema, answers->json, pointer);
  int before = yn_schema_facts_branch (facts, -1);
  const YnJson *old = yn_answers_get (answers, pointer);
  g_autofree char *way = g_strdup_printf ("%s/%c%u", pointer, YN_SCHEMA_BRANCH, branch);
  g_autofree char *leaving = g_strdup_printf ("%s/%c%d", pointer, YN_SCHEMA_BRANCH, before);
  const YnJson *left = g_hash_table_lookup (answers->left, way);
  g_autoptr (YnJson) made = NULL;

  if (yn_schema_at (schema, way) == NULL || before == (int) branch)
    return FALSE;
  made = left != NULL ? yn_json_ref (left) : yn_defaults_branch (schema, old, way);
  if (before >= 0 && old != NULL)
    g_hash_table_insert (answers->left, g_steal_pointer (&leaving), copy (old));
  return change (answers, pointer, pointer, made, FALSE);
}

void
yn_answers_settle (YnAnswers *answers)
{
  answers->typing = FALSE;
}

static void
go_to (YnAnswers *answers, const Step *step, const YnJson *value)
{
  answers->typing = FALSE;
  put (answers, step->pointer, value);
}

void
yn_answers_join (YnAnswers *answers, gboolean joined)
{
  answers->joining = joined ? 1 : 0;
  answers->typing = FALSE;
}

/* The one at @at; NULL: there is none. */
static const Step *
step_at (YnAnswers *answers, guint at)
{
  return at < answers->steps->len ? g_ptr_array_index (answers->steps, at) : NULL;
}

gboolean
yn_answers_undo (YnAnswers *answers)
{
  const Step *step;

  if (answers->done == 0)
    return FALSE;
  do
    {
      step = step_at (answers, --answers->done);
      go_to (answers, step, step->before);
    }
  while (step->together);
  return TRUE;
}

gboolean
yn_answers_redo (YnAnswers *answers)
{
  const Step *step = step_at (answers, answers->done);

  if (step == NULL)
    return FALSE;
  do
    {
      go_to (answers, step, step->after);
      step = step_at (answers, ++answers->done);
    }
  while (step != NULL && step->together);
  return TRUE;
}

/* Of changes that are one step the first one's. */
const char *
yn_answers_undo_pointer (YnAnswers *answers)
{
  guint at = answers->done;

  if (at == 0)
    return NULL;
  while (step_at (answers, at - 1)->together)
    at--;
  return step_at (answers, at - 1)->place;
}

const char *
yn_answers_redo_pointer (YnAnswers *answers)
{
  const Step *step = step_at (answers, answers->done);

  return step != NULL ? step->place : NULL;
}

YnJson *
yn_answers_visible (YnAnswers *answers)
{
  g_autoptr (YnFormItem) form = yn_form_lay_out (answers->service, answers->json, YN_LANGUAGE_ZH_CN);

  return yn_form_visible (form, answers->json);
}

YnFormItem *
yn_answers_lay_out (YnAnswers *answers, YnLanguage language)
{
  YnAside *aside = yn_answers_aside (answers);
  g_auto (GStrv) chosen = yn_aside_branches (aside);
  YnFormItem *layout = yn_form_lay_out (answers->service, answers->json, language);
  g_autoptr (YnFormItem) before = NULL;

  if (chosen[0] == NULL)
    return layout;
  for (guint i = 0; chosen[i] != NULL; i++)
    yn_form_choose (layout, chosen[i], yn_aside_branch (aside, chosen[i]));
  before = layout;
  return yn_form_lay_out_again (before, answers->service, answers->json, language);
}

GPtrArray *
yn_answers_check (YnAnswers *answers, const YnJson *attachments, const char *today, YnLanguage language)
{
  g_autoptr (YnFormItem) form = yn_answers_lay_out (answers, language);

  return yn_form_check (form, answers->json, attachments, today);
}
