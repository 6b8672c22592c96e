/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What kind of control a place of the schema asks for. The order of the questions is JSON Forms': the schema's type
 * and format, then the element's options. */

#include "forms/field.h"

#include <string.h>

#define LONG_TEXT 500 /* characters: more do not fit one line */
#define LONG_LIST 30  /* choices: more are not looked through */

YnField *
yn_field_ref (YnField *field)
{
  g_atomic_int_inc (&field->references);
  return field;
}

void
yn_field_unref (YnField *field)
{
  if (field == NULL || !g_atomic_int_dec_and_test (&field->references))
    return;
  g_free (field->format);
  g_free (field->unit);
  g_free (field->minimum);
  g_free (field->maximum);
  g_free (field->step);
  yn_json_unref (field->default_value);
  g_free (field->placeholder);
  yn_choices_unref (field->list);
  g_free (field);
}

static gboolean
is_constant (const YnJson *schema)
{
  return yn_json_get (schema, "const") != NULL;
}

static gboolean
all_constant (const YnJson *schemas)
{
  for (guint i = 0; i < yn_json_size (schemas); i++)
    if (!is_constant (yn_json_at (schemas, i)))
      return FALSE;
  return yn_json_size (schemas) > 0;
}

static void
add_values (GPtrArray *choices, const YnJson *values)
{
  for (guint i = 0; i < yn_json_size (values); i++)
    g_ptr_array_add (choices, yn_field_choice_new (yn_json_at (values, i), NULL));
}

static void
add_constants (GPtrArray *choices, const YnJson *schemas)
{
  for (guint i = 0; i < yn_json_size (schemas); i++)
    {
      const YnJson *schema = yn_json_at (schemas, i);

      g_ptr_array_add (choices,
                       yn_field_choice_new (yn_json_get (schema, "const"), yn_json_get_string (schema, "title")));
    }
}

GPtrArray *
yn_field_choices_of (const YnJson *schema)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_field_choice_free);
  const YnJson *titled = yn_json_get (schema, "oneOf");

  if (titled == NULL)
    titled = yn_json_get (schema, "anyOf");
  if (yn_json_get (schema, "enum") != NULL)
    add_values (choices, yn_json_get (schema, "enum"));
  else if (all_constant (titled))
    add_constants (choices, titled);
  return choices->len > 0 ? g_steal_pointer (&choices) : NULL;
}

/* anyOf a list and any text: the list is a suggestion. */
static GPtrArray *
suggestions_of (const YnJson *schema, const YnJson *options)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_field_choice_free);
  const YnJson *any = yn_json_get (schema, "anyOf");
  gboolean open = FALSE;

  add_values (choices, yn_json_get (options, "suggestion"));
  for (guint i = 0; i < yn_json_size (any); i++)
    if (yn_json_get (yn_json_at (any, i), "enum") == NULL && !is_constant (yn_json_at (any, i)))
      open = TRUE;
  for (guint i = 0; open && i < yn_json_size (any); i++)
    add_values (choices, yn_json_get (yn_json_at (any, i), "enum"));
  return choices->len > 0 ? g_steal_pointer (&choices) : NULL;
}

static const char *const array_words[] = { "items", "prefixItems", "uniqueItems", "contains", "minItems", "maxItems" };
static const char *const number_words[] = { "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" };

static gboolean
says_any (const YnJson *schema, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (yn_json_get (schema, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The type, or of several the first that is not null; where none is named, what the other words speak of. */
const char *
yn_field_type (const YnJson *schema)
{
  const YnJson *type = yn_json_get (schema, "type");
  const char *name = yn_json_string (type);

  for (guint i = 0; name == NULL && i < yn_json_size (type); i++)
    if (g_strcmp0 (yn_json_string (yn_json_at (type, i)), "null") != 0)
      name = yn_json_string (yn_json_at (type, i));
  if (name != NULL)
    return name;
  if (yn_json_get (schema, "properties") != NULL)
    return "object";
  if (says_any (schema, array_words, G_N_ELEMENTS (array_words)))
    return "array";
  if (says_any (schema, number_words, G_N_ELEMENTS (number_words)))
    return "number";
  return yn_json_is (yn_json_get (schema, "const"), YN_JSON_BOOLEAN) ? "boolean" : "string";
}

static YnFieldKind
kind_of_string (const YnField *field, const YnJson *options)
{
  static const struct
  {
    const char *format;
    YnFieldKind kind;
  } kinds[] = {
    { "date", YN_FIELD_DATE }, { "time", YN_FIELD_TIME }, { "date-time", YN_FIELD_DATE_TIME },
    { "password", YN_FIELD_SECRET },
  };
  const char *asked = yn_json_get_string (options, "format");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (asked, kinds[i].format) == 0 || g_strcmp0 (field->format, kinds[i].format) == 0)
      return kinds[i].kind;
  return field->max_length > LONG_TEXT || yn_json_get_boolean (options, "multi", FALSE) ? YN_FIELD_LINES
                                                                                        : YN_FIELD_TEXT;
}

static YnFieldKind
kind_of (const YnJson *schema, const YnField *field, const YnJson *options)
{
  const char *type = yn_field_type (schema);

  if (field->choices != NULL)
    return g_str_equal (type, "array") ? YN_FIELD_CHOICES : YN_FIELD_CHOICE;
  if (g_str_equal (type, "boolean"))
    return YN_FIELD_BOOLEAN;
  if (g_str_equal (type, "integer"))
    return g_strcmp0 (field->format, "money") == 0 ? YN_FIELD_MONEY : YN_FIELD_INTEGER;
  if (g_str_equal (type, "number"))
    return YN_FIELD_DECIMAL;
  return kind_of_string (field, options);
}

static YnFieldLook
look_of_choices (const YnField *field, const YnJson *options)
{
  gboolean is_long = field->choices->len > LONG_LIST;

  if (yn_json_get_boolean (options, "autocomplete", is_long))
    return YN_FIELD_LOOK_AUTOCOMPLETE;
  if (field->kind == YN_FIELD_CHOICES)
    return YN_FIELD_LOOK_CHECK;
  return g_strcmp0 (yn_json_get_string (options, "format"), "radio") == 0 ? YN_FIELD_LOOK_RADIO
                                                                         : YN_FIELD_LOOK_DROP_DOWN;
}

static YnFieldLook
look_of (const YnJson *schema, const YnField *field, const YnJson *options)
{
  switch (field->kind)
    {
    case YN_FIELD_CHOICE:
    case YN_FIELD_CHOICES:
      return look_of_choices (field, options);
    case YN_FIELD_BOOLEAN:
      if (yn_json_get_boolean (options, "toggle", FALSE))
        return YN_FIELD_LOOK_TOGGLE;
      return yn_json_boolean (yn_json_get (schema, "const")) ? YN_FIELD_LOOK_CHECK : YN_FIELD_LOOK_PLAIN;
    case YN_FIELD_INTEGER:
    case YN_FIELD_DECIMAL:
      return yn_json_get_boolean (options, "slider", FALSE)
                     && yn_json_is (yn_json_get (schema, "minimum"), YN_JSON_NUMBER)
                     && yn_json_is (yn_json_get (schema, "maximum"), YN_JSON_NUMBER)
                     && yn_json_is (field->default_value, YN_JSON_NUMBER)
                 ? YN_FIELD_LOOK_SLIDER
                 : YN_FIELD_LOOK_PLAIN;
    case YN_FIELD_TEXT:
      return field->suggestions != NULL ? YN_FIELD_LOOK_AUTOCOMPLETE : YN_FIELD_LOOK_PLAIN;
    case YN_FIELD_LINES:
    case YN_FIELD_MONEY:
    case YN_FIELD_DATE:
    case YN_FIELD_DATE_TIME:
    case YN_FIELD_TIME:
    case YN_FIELD_SECRET:
    default:
      return YN_FIELD_LOOK_PLAIN;
    }
}

static char *
limit_of (const YnJson *schema, const char *word, const char *exclusive)
{
  const char *limit = yn_json_number (yn_json_get (schema, word));

  return g_strdup (limit != NULL ? limit : yn_json_number (yn_json_get (schema, exclusive)));
}

static void
set_limits (YnField *field, const YnJson *schema)
{
  const char *step = yn_json_number (yn_json_get (schema, "multipleOf"));

  field->min_length = CLAMP (yn_json_get_int (schema, "minLength", 0), 0, G_MAXINT);
  field->max_length = CLAMP (yn_json_get_int (schema, "maxLength", 0), 0, G_MAXINT);
  field->minimum = limit_of (schema, "minimum", "exclusiveMinimum");
  field->maximum = limit_of (schema, "maximum", "exclusiveMaximum");
  field->step = g_strdup (step != NULL || !g_str_equal (yn_field_type (schema), "integer") ? step : "1");
}

YnField *
yn_field_new_with (const YnJson *subschema, const YnJson *items, const YnJson *options, YnChoices *choices)
{
  YnField *field = g_new0 (YnField, 1);
  gboolean list = g_str_equal (yn_field_type (subschema), "array");
  const YnJson *fallback = yn_json_get (subschema, "default");
  GPtrArray *own = NULL;

  field->references = 1;
  field->format = g_strdup (yn_json_get_string (subschema, "format"));
  field->unit = g_strdup (yn_json_get_string (subschema, "x-unit"));
  field->default_value = fallback != NULL ? yn_json_ref (fallback) : NULL;
  field->placeholder = g_strdup (yn_json_get_string (options, "placeholder"));
  field->restricts = yn_json_get_boolean (options, "restrict", FALSE);
  field->read_only = yn_json_get_boolean (subschema, "readOnly", FALSE);
  set_limits (field, subschema);
  if (choices == NULL)
    own = yn_field_choices_of (list ? (items != NULL ? items : yn_json_get (subschema, "items")) : subschema);
  field->list = own != NULL ? yn_choices_new (own) : choices != NULL ? yn_choices_ref (choices) : NULL;
  field->choices = field->list != NULL ? yn_choices_list (field->list) : NULL;
  field->kind = kind_of (subschema, field, options);
  if (field->list == NULL && (own = suggestions_of (subschema, options)) != NULL)
    {
      field->list = yn_choices_new (own);
      field->suggestions = own;
    }
  field->look = look_of (subschema, field, options);
  field->capital = field->kind == YN_FIELD_MONEY && yn_json_get_boolean (options, "capital", TRUE);
  return field;
}

YnField *
yn_field_new (const YnJson *subschema, const YnJson *items, const YnJson *options)
{
  return yn_field_new_with (subschema, items, options, NULL);
}

YnJson *
yn_field_choice_answer (const YnFieldChoice *choice)
{
  return yn_json_parse (choice->value, -1, NULL);
}

const YnFieldChoice *
yn_field_choice (const YnField *field, const YnJson *value)
{
  return field->list != NULL ? yn_choices_find (field->list, value) : NULL;
}

GPtrArray *
yn_field_filter (const YnField *field, const char *text, guint most, guint *total)
{
  if (total != NULL)
    *total = 0;
  return field->list != NULL ? yn_choices_filter (field->list, text, most, total) : g_ptr_array_new ();
}
