/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A question that is asked with one answer to another question only. In the file that is a rule of JSON Forms, SHOW
 * with a condition about one scope; and where the question must be answered, an if/then of the schema's: a plain
 * "required" would ask for it where nobody can see it. */

#include "forms/authoring-parts.h"

#include <string.h>
#include "forms/choices.h"
#include "forms/condition.h"

#define MAX_NESTING 16

/* --- what stands there ------------------------------------------------------------------------------------------ */

static const YnJson *
rule_of (YnAuthoring *authoring, const char *place)
{
  return g_str_has_prefix (place, "/uischema") ? yn_json_get (yn_authoring_at (authoring, place), "rule") : NULL;
}

/* {"const": …}, for several choices {"contains": {"const": …}}: the answer. NULL: it says something else. */
static const YnJson *
answer_in (const YnJson *schema)
{
  const YnJson *contains = yn_json_get (schema, "contains");

  if (yn_json_size (schema) != 1)
    return NULL;
  return contains != NULL && yn_json_size (contains) == 1 ? yn_json_get (contains, "const")
                                                          : yn_json_get (schema, "const");
}

static const YnJson *
plain_answer (const YnJson *rule)
{
  const YnJson *condition = yn_json_get (rule, "condition");

  if (g_strcmp0 (yn_json_get_string (rule, "effect"), "SHOW") != 0 || yn_json_size (rule) != 2)
    return NULL;
  if (yn_json_size (condition) == 2)
    return answer_in (yn_json_get (condition, "schema"));
  return g_strcmp0 (yn_json_get_string (condition, "type"), "LEAF") == 0 && yn_json_size (condition) == 3
             ? yn_json_get (condition, "expectedValue")
             : NULL;
}

void
yn_authoring_read_when (YnAuthoring *authoring, YnAuthoringRow *row)
{
  const YnJson *rule = rule_of (authoring, row->place);
  const YnJson *answer = plain_answer (rule);
  const char *scope = yn_json_get_string (yn_json_get (rule, "condition"), "scope");

  row->when = answer != NULL ? yn_scope_pointer (scope) : NULL;
  row->when_answer = row->when != NULL ? yn_json_print (answer, YN_JSON_COMPACT) : NULL;
  row->ruled = rule != NULL && row->when == NULL;
}

/* --- what is written -------------------------------------------------------------------------------------------- */

static char *
scope_of (const char *pointer)
{
  g_auto (GStrv) tokens = g_strsplit (pointer, "/", -1);
  g_autoptr (GString) scope = g_string_new ("#");

  for (guint i = 1; tokens[0] != NULL && tokens[i] != NULL; i++)
    g_string_append_printf (scope, "/properties/%s", tokens[i]);
  return g_strdup (scope->str);
}

static gboolean
is_several (YnAuthoring *authoring, const char *pointer)
{
  g_auto (YnAuthoringPlace) place = { 0 };

  yn_authoring_find (authoring, pointer, &place);
  return g_strcmp0 (yn_json_string (yn_authoring_member (&place, "type")), "array") == 0;
}

static YnJson *
test_of (YnAuthoring *authoring, const char *pointer, const char *answer)
{
  g_autofree char *text = is_several (authoring, pointer) ? g_strdup_printf ("{\"contains\":{\"const\":%s}}", answer)
                                                          : g_strdup_printf ("{\"const\":%s}", answer);

  return yn_json_parse (text, -1, NULL);
}

static YnJson *
rule_for (YnAuthoring *authoring, const char *pointer, const char *answer)
{
  g_autofree char *scope = scope_of (pointer);
  g_autoptr (YnJson) test = test_of (authoring, pointer, answer);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  if (test == NULL)
    return NULL;
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "effect", "SHOW");
  yn_json_writer_name (writer, "condition");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "scope", scope);
  yn_json_writer_member_value (writer, "schema", test);
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

/* {"required": ["a"], "properties": {"a": …}} for each step of @pointer down to @last; on the way without "required"
 * unless the members @must be there. */
static void
write_way (YnJsonWriter *writer, char **tokens, gboolean must, const YnJson *last)
{
  gboolean end = tokens[1] == NULL;
  g_autoptr (GString) name = g_string_new (tokens[0]);

  g_string_replace (name, "~1", "/", 0);
  g_string_replace (name, "~0", "~", 0);
  yn_json_writer_begin_object (writer);
  if (must || end)
    {
      yn_json_writer_name (writer, "required");
      yn_json_writer_begin_array (writer);
      yn_json_writer_string (writer, name->str);
      yn_json_writer_end (writer);
    }
  if (!end || last != NULL)
    {
      yn_json_writer_name (writer, "properties");
      yn_json_writer_begin_object (writer);
      yn_json_writer_name (writer, name->str);
      if (end)
        yn_json_writer_value (writer, last);
      else
        write_way (writer, tokens + 1, must, last);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

/* What must hold for the element at @place to be asked, by its rule and those of the headings above it: of YnJson. */
static GPtrArray *
conditions_of (YnAuthoring *authoring, const char *place)
{
  GPtrArray *conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_json_unref);
  g_autofree char *at = g_strdup (place);

  for (; g_str_has_prefix (at, "/uischema"); *strrchr (at, '/') = '\0')
    {
      const YnJson *rule = rule_of (authoring, at);
      const YnJson *answer = plain_answer (rule);
      g_autofree char *pointer =
          answer != NULL ? yn_scope_pointer (yn_json_get_string (yn_json_get (rule, "condition"), "scope")) : NULL;
      g_auto (GStrv) tokens = g_strsplit (pointer != NULL ? pointer : "", "/", MAX_NESTING);
      g_autofree char *text = pointer != NULL ? yn_json_print (answer, YN_JSON_COMPACT) : NULL;
      g_autoptr (YnJson) test = text != NULL ? test_of (authoring, pointer, text) : NULL;
      g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

      if (test == NULL || g_strv_length (tokens) < 2)
        continue;
      write_way (writer, tokens + 1, TRUE, test);
      g_ptr_array_add (conditions, yn_json_writer_finish (writer));
    }
  return conditions;
}

static void
write_all (YnJsonWriter *writer, GPtrArray *conditions)
{
  if (conditions->len == 1)
    {
      yn_json_writer_value (writer, g_ptr_array_index (conditions, 0));
      return;
    }
  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "allOf");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < conditions->len; i++)
    yn_json_writer_value (writer, g_ptr_array_index (conditions, i));
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
}

/* "Where it is asked, it must be answered." NULL: it is asked always. */
static YnJson *
demand_of (YnAuthoring *authoring, const YnAuthoringRow *row)
{
  g_autoptr (GPtrArray) conditions = conditions_of (authoring, row->place);
  g_auto (GStrv) asked = g_strsplit (row->pointer != NULL ? row->pointer : "", "/", MAX_NESTING);
  g_autoptr (YnJsonWriter) writer = NULL;

  if (conditions->len == 0 || g_strv_length (asked) < 2)
    return NULL;
  writer = yn_json_writer_new ();
  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "if");
  write_all (writer, conditions);
  yn_json_writer_name (writer, "then");
  write_way (writer, asked + 1, FALSE, NULL);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

/* --- must be answered, when it is asked ------------------------------------------------------------------------- */

static int
find_demand (YnAuthoring *authoring, const YnJson *demand)
{
  const YnJson *all = yn_authoring_at (authoring, "/schema/allOf");

  for (guint i = 0; demand != NULL && i < yn_json_size (all); i++)
    if (yn_json_equal (yn_json_at (all, i), demand))
      return (int) i;
  return -1;
}

/* The "required" of the object's own branch. New. */
static char *
branch_list (YnAuthoring *authoring, const char *pointer)
{
  const char *slash = strrchr (pointer, '/');
  g_autofree char *above = g_strndup (pointer, (gsize) (slash - pointer));
  g_auto (YnAuthoringPlace) place = { 0 };

  yn_authoring_find (authoring, above, &place);
  return place.pointer != NULL ? g_strconcat (place.pointer, "/then/required", NULL) : NULL;
}

static gboolean
lists (const YnJson *names, const char *pointer)
{
  for (guint i = 0; i < yn_json_size (names); i++)
    if (g_strcmp0 (yn_json_string (yn_json_at (names, i)), strrchr (pointer, '/') + 1) == 0)
      return TRUE;
  return FALSE;
}

gboolean
yn_authoring_is_asked_sometimes (YnAuthoring *authoring, const YnAuthoringRow *row)
{
  g_autoptr (YnJson) demand = demand_of (authoring, row);

  return demand != NULL;
}

gboolean
yn_authoring_demands (YnAuthoring *authoring, const YnAuthoringRow *row)
{
  g_autoptr (YnJson) demand = demand_of (authoring, row);
  g_autofree char *list = demand != NULL ? branch_list (authoring, row->pointer) : NULL;

  return find_demand (authoring, demand) >= 0
         || (list != NULL && lists (yn_authoring_at (authoring, list), row->pointer));
}

static void
drop_demand (YnAuthoring *authoring, const YnAuthoringRow *row)
{
  g_autoptr (YnJson) demand = demand_of (authoring, row);
  g_autofree char *list = branch_list (authoring, row->pointer);
  int at = find_demand (authoring, demand);
  g_autofree char *entry = g_strdup_printf ("/schema/allOf/%d", at);

  if (at >= 0)
    yn_authoring_put (authoring, entry, NULL, NULL);
  if (at >= 0 && yn_json_size (yn_authoring_at (authoring, "/schema/allOf")) == 0)
    yn_authoring_put (authoring, "/schema/allOf", NULL, NULL);
  if (list != NULL)
    yn_authoring_drop_string (authoring, list, strrchr (row->pointer, '/') + 1, FALSE);
}

gboolean
yn_authoring_set_demanded (YnAuthoring *authoring, const YnAuthoringRow *row, gboolean required)
{
  g_autoptr (YnJson) demand = demand_of (authoring, row);

  yn_authoring_begin_step (authoring);
  if (!required)
    drop_demand (authoring, row);
  else if (find_demand (authoring, demand) < 0)
    yn_authoring_insert (authoring, "/schema/allOf", G_MAXUINT, demand);
  yn_authoring_end_step (authoring);
  return TRUE;
}

/* --- setting it ------------------------------------------------------------------------------------------------- */

static gboolean
is_within (const char *place, const char *around)
{
  gsize length = strlen (around);

  return strncmp (place, around, length) == 0 && (place[length] == '\0' || place[length] == '/');
}

/* The questions at and under @place that must be answered, none of which is so any more: of char *, their pointers. */
static GPtrArray *
release (YnAuthoring *authoring, const char *place)
{
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  GPtrArray *released = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      const YnAuthoringRow *row = g_ptr_array_index (rows, i);

      if (row->pointer != NULL && row->required && !row->fixed && is_within (row->place, place)
          && yn_authoring_set_required (authoring, row, FALSE))
        g_ptr_array_add (released, g_strdup (row->pointer));
    }
  return released;
}

static void
demand_again (YnAuthoring *authoring, GPtrArray *released)
{
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);

  for (guint i = 0; i < rows->len; i++)
    {
      const YnAuthoringRow *row = g_ptr_array_index (rows, i);

      if (row->pointer != NULL
          && g_ptr_array_find_with_equal_func (released, row->pointer, g_str_equal, NULL))
        yn_authoring_set_required (authoring, row, TRUE);
    }
}

typedef struct
{
  char *pointer;
  YnJson *demand; /* or NULL: it must be answered always */
} Due;

static void
due_free (Due *due)
{
  g_free (due->pointer);
  yn_json_unref (due->demand);
  g_free (due);
}

GPtrArray *
yn_authoring_due_under (YnAuthoring *authoring, const char *place)
{
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);
  GPtrArray *dues = g_ptr_array_new_with_free_func ((GDestroyNotify) due_free);

  for (guint i = 0; i < rows->len; i++)
    {
      const YnAuthoringRow *row = g_ptr_array_index (rows, i);
      Due *due;

      if (row->pointer == NULL || !row->required || row->fixed || !is_within (row->place, place))
        continue;
      due = g_new0 (Due, 1);
      due->pointer = g_strdup (row->pointer);
      due->demand = demand_of (authoring, row);
      g_ptr_array_add (dues, due);
    }
  return dues;
}

static void
keep_due (YnAuthoring *authoring, const Due *due)
{
  g_autoptr (GPtrArray) rows = yn_authoring_rows (authoring);

  for (guint i = 0; i < rows->len; i++)
    {
      YnAuthoringRow *row = g_ptr_array_index (rows, i);
      g_autoptr (YnJson) demand = g_strcmp0 (row->pointer, due->pointer) == 0 ? demand_of (authoring, row) : NULL;
      int old = find_demand (authoring, due->demand);
      g_autofree char *entry = g_strdup_printf ("/schema/allOf/%d", old);

      if (g_strcmp0 (row->pointer, due->pointer) != 0
          || (demand == NULL ? due->demand == NULL : due->demand != NULL && yn_json_equal (demand, due->demand)))
        continue;
      if (old >= 0)
        yn_authoring_put (authoring, entry, NULL, NULL);
      if (due->demand == NULL)
        yn_authoring_set_required (authoring, row, FALSE);
      row->required = FALSE;
      yn_authoring_set_required (authoring, row, TRUE);
      return;
    }
}

void
yn_authoring_keep_due (YnAuthoring *authoring, GPtrArray *dues)
{
  for (guint i = 0; i < dues->len; i++)
    keep_due (authoring, g_ptr_array_index (dues, i));
  if (yn_authoring_at (authoring, "/schema/allOf") != NULL
      && yn_json_size (yn_authoring_at (authoring, "/schema/allOf")) == 0)
    yn_authoring_put (authoring, "/schema/allOf", NULL, NULL);
}

gboolean
yn_authoring_set_when (YnAuthoring *authoring, const YnAuthoringRow *row, const char *pointer, const char *answer)
{
  g_autofree char *place = g_strconcat (row->place, "/rule", NULL);
  g_autoptr (YnJson) rule = pointer != NULL && answer != NULL ? rule_for (authoring, pointer, answer) : NULL;
  g_autoptr (GPtrArray) released = NULL;

  if (row->ruled || row->fixed || !g_str_has_prefix (row->place, "/uischema")
      || (g_strcmp0 (row->when, pointer) == 0 && g_strcmp0 (row->when_answer, answer) == 0))
    return FALSE;
  yn_authoring_begin_step (authoring);
  released = release (authoring, row->place);
  yn_authoring_put (authoring, place, rule, NULL);
  demand_again (authoring, released);
  yn_authoring_end_step (authoring);
  return TRUE;
}

/* --- what may decide -------------------------------------------------------------------------------------------- */

static gboolean
may_decide (const YnAuthoringRow *row)
{
  return row->pointer != NULL && g_str_has_prefix (row->place, "/uischema")
         && (row->kind == YN_QUESTION_YES_NO || row->kind == YN_QUESTION_CHOICE || row->kind == YN_QUESTION_CHOICES);
}

/* A question under a heading does not decide about the heading. */
GPtrArray *
yn_authoring_deciders (YnAuthoring *authoring, const YnAuthoringRow *row)
{
  GPtrArray *rows = yn_authoring_rows (authoring);

  for (guint i = rows->len; i > 0; i--)
    {
      const YnAuthoringRow *other = g_ptr_array_index (rows, i - 1);

      if (!may_decide (other) || is_within (other->place, row->place))
        g_ptr_array_remove_index (rows, i - 1);
    }
  return rows;
}

/* "热食 = Hot food" -> what stands on that side of the equals sign. */
static char *
words_of (const char *line, YnLanguage language)
{
  const char *equals = strstr (line, " = ");

  if (equals == NULL)
    return g_strdup (line);
  return language == YN_LANGUAGE_EN ? g_strdup (equals + 3) : g_strndup (line, (gsize) (equals - line));
}

static void
add_yes_no (GPtrArray *answers, YnLanguage language)
{
  static const char *const words[2][2] = { { "是", "否" }, { "Yes", "No" } };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (YnJson) value = yn_json_new_boolean (i == 0);

      g_ptr_array_add (answers, yn_field_choice_new (value, words[language][i]));
    }
}

GPtrArray *
yn_authoring_answers (YnAuthoring *authoring, const YnAuthoringRow *decider, YnLanguage language)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_field_choice_free);
  g_auto (GStrv) lines = g_strsplit (decider->choices, "\n", -1);
  g_autoptr (GPtrArray) values = NULL;

  if (decider->kind == YN_QUESTION_YES_NO)
    {
      add_yes_no (answers, language);
      return answers;
    }
  values = yn_authoring_values (authoring, decider);
  for (guint i = 0; i < values->len && lines[i] != NULL; i++)
    {
      g_autofree char *words = words_of (lines[i], language);

      g_ptr_array_add (answers, yn_field_choice_new (g_ptr_array_index (values, i), words));
    }
  return answers;
}
