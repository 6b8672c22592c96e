/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/layout-why.h"

#include <string.h>
#include "forms/service-parts.h"

typedef struct
{
  YnFormRoot *root;
  const YnJson *answers;
  gboolean english;
} Why;

/* A statement in words: what is said of @pointer, or its contrary, and whether it is so now. */
typedef struct
{
  const char *pointer;
  gboolean wanted;
  gboolean now;
} Statement;

static void
gather_labels (GHashTable *labels, const YnFormItem *item)
{
  if (item->pointer != NULL && *item->label != '\0' && !g_hash_table_contains (labels, item->pointer))
    g_hash_table_insert (labels, item->pointer, item->label);
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    gather_labels (labels, g_ptr_array_index (item->items, i));
}

/* The question as the person meets it. New. */
static char *
label_of (const Why *why, const char *pointer)
{
  YnFormRoot *root = why->root;
  const char *label;
  char *text;

  if (root->labels == NULL)
    {
      root->labels = g_hash_table_new (g_str_hash, g_str_equal);
      gather_labels (root->labels, &root->node.item);
    }
  label = g_hash_table_lookup (root->labels, pointer);
  if (label != NULL)
    return g_strdup (label);
  text = yn_service_label (root->service, pointer, root->language);
  if (*text != '\0')
    return text;
  g_free (text);
  return yn_form_name_of (pointer);
}

static char *
quoted_label (const Why *why, const char *pointer)
{
  g_autofree char *label = label_of (why, pointer);

  return g_strdup_printf ("“%s”", label);
}

static char *
quoted_answer (const Why *why, const char *pointer, const YnJson *value)
{
  g_autofree char *text = yn_service_answer_text (why->root->service, pointer, value, why->root->language);

  return g_strdup_printf ("“%s”", text);
}

/* Whether it is so now. Only for choosing what is worth saying: words that are not said are taken as met. */

static gboolean fits (const YnJson *schema, const YnJson *value);

static gboolean
is_listed (const YnJson *list, const YnJson *value)
{
  for (guint i = 0; value != NULL && i < yn_json_size (list); i++)
    if (yn_json_equal (yn_json_at (list, i), value))
      return TRUE;
  return FALSE;
}

static gboolean
is_named (const YnJson *names, const char *name)
{
  for (guint i = 0; i < yn_json_size (names); i++)
    if (g_strcmp0 (yn_json_string (yn_json_at (names, i)), name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
fits_some (const YnJson *schemas, const YnJson *value, gboolean all)
{
  for (guint i = 0; i < yn_json_size (schemas); i++)
    if (fits (yn_json_at (schemas, i), value) != all)
      return !all;
  return all;
}

static gboolean
is_within (const char *word, const YnJson *limit, const YnJson *value)
{
  int order;

  if (!yn_json_is (value, YN_JSON_NUMBER) || !yn_json_is (limit, YN_JSON_NUMBER))
    return value == NULL;
  order = yn_json_compare_numbers (value, limit);
  if (g_str_equal (word, "minimum"))
    return order >= 0;
  if (g_str_equal (word, "exclusiveMinimum"))
    return order > 0;
  return g_str_equal (word, "maximum") ? order <= 0 : order < 0;
}

static gboolean
contains_fitting (const YnJson *schema, const YnJson *value)
{
  for (guint i = 0; yn_json_is (value, YN_JSON_ARRAY) && i < yn_json_size (value); i++)
    if (fits (schema, yn_json_at (value, i)))
      return TRUE;
  return FALSE;
}

static gboolean
is_limit (const char *word)
{
  static const char *const limits[] = { "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", NULL };

  return g_strv_contains (limits, word);
}

static gboolean
members_fit (const YnJson *members, const YnJson *value)
{
  for (guint i = 0; i < yn_json_size (members); i++)
    {
      const YnJson *member = yn_json_get (value, yn_json_name_at (members, i));

      if (member != NULL && !fits (yn_json_at (members, i), member))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_all (const YnJson *names, const YnJson *value)
{
  for (guint i = 0; i < yn_json_size (names); i++)
    if (yn_json_get (value, yn_json_string (yn_json_at (names, i))) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
fits_word (const char *word, const YnJson *said, const YnJson *value)
{
  if (g_str_equal (word, "const"))
    return value != NULL && yn_json_equal (said, value);
  if (g_str_equal (word, "enum"))
    return is_listed (said, value);
  if (is_limit (word))
    return is_within (word, said, value);
  if (g_str_equal (word, "contains"))
    return contains_fitting (said, value);
  if (g_str_equal (word, "not"))
    return !fits (said, value);
  if (g_str_equal (word, "allOf"))
    return fits_some (said, value, TRUE);
  if (g_str_equal (word, "anyOf") || g_str_equal (word, "oneOf"))
    return fits_some (said, value, FALSE);
  if (g_str_equal (word, "properties"))
    return members_fit (said, value);
  if (g_str_equal (word, "required"))
    return has_all (said, value);
  if (g_str_equal (word, "minItems") || g_str_equal (word, "minProperties"))
    return yn_json_size (value) > 0;
  return !g_str_equal (word, "type") || value != NULL;
}

static gboolean
fits (const YnJson *schema, const YnJson *value)
{
  if (yn_json_is (schema, YN_JSON_BOOLEAN))
    return yn_json_boolean (schema);
  for (guint i = 0; i < yn_json_size (schema); i++)
    if (!fits_word (yn_json_name_at (schema, i), yn_json_at (schema, i), value))
      return FALSE;
  return TRUE;
}

/* Joining */

/* Of what must all hold and does not, what holds is not worth saying; of what may hold and does, what does not. */
static gboolean
is_worth_saying (const Statement *whole, gboolean joint, gboolean part)
{
  return joint ? whole->now || !part : !whole->now || part;
}

static char *
join (const Why *why, GPtrArray *parts, gboolean joint)
{
  const char *joints[2][2] = { { " 或 ", " 且 " }, { " or ", " and " } };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? joints[why->english][joint] : "",
                            (const char *) g_ptr_array_index (parts, i));
  return g_string_free (text, parts->len == 0);
}

/* Phrases */

static char *
say_answered (const Why *why, const Statement *statement)
{
  static const char *const words[2][2] = { { "没有回答", "已回答" }, { " is not answered", " is answered" } };
  g_autofree char *label = quoted_label (why, statement->pointer);

  return g_strconcat (label, words[why->english][statement->wanted], NULL);
}

static char *
say_values (const Why *why, const Statement *statement, const YnJson *values, const char *const words[2][2])
{
  g_autofree char *label = quoted_label (why, statement->pointer);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < yn_json_size (values); i++)
    {
      g_autofree char *value = quoted_answer (why, statement->pointer, yn_json_at (values, i));

      g_string_append_printf (text, "%s%s", i == 0 ? "" : why->english ? " or " : "或", value);
    }
  return g_strdup_printf ("%s%s%s", label, words[why->english][statement->wanted], text->str);
}

static YnJson *
list_of (const YnJson *value)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_array (writer);
  yn_json_writer_value (writer, value);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static char *
say_is (const Why *why, const Statement *statement, const YnJson *values)
{
  static const char *const words[2][2] = { { "没有答", "答" }, { " is not answered ", " is answered " } };

  return say_values (why, statement, values, words);
}

static char *
say_contains (const Why *why, const Statement *statement, const YnJson *schema)
{
  static const char *const words[2][2] = { { "没有选", "选了" }, { " does not include ", " includes " } };
  const YnJson *values = yn_json_get (schema, "enum");
  const YnJson *constant = yn_json_get (schema, "const");
  g_autoptr (YnJson) list = constant != NULL ? list_of (constant) : NULL;
  g_autofree char *item = g_strconcat (statement->pointer, "/0", NULL);
  g_autofree char *label = NULL;
  Statement entry = { item, statement->wanted, statement->now };
  g_autofree char *text = NULL;
  g_autofree char *entry_label = NULL;

  if (list == NULL && values == NULL)
    return say_answered (why, statement);
  text = say_values (why, &entry, list != NULL ? list : values, words);
  entry_label = quoted_label (why, item);
  label = quoted_label (why, statement->pointer);
  return g_strconcat (label, text + strlen (entry_label), NULL);
}

static char *
say_limit (const Why *why, const Statement *statement, const char *word, const YnJson *limit)
{
  static const struct
  {
    const char *word;
    const char *words[2][2];
  } limits[] = {
    { "minimum", { { "少于 ", "不少于 " }, { " is less than ", " is at least " } } },
    { "exclusiveMinimum", { { "不多于 ", "多于 " }, { " is at most ", " is more than " } } },
    { "maximum", { { "多于 ", "不多于 " }, { " is more than ", " is at most " } } },
    { "exclusiveMaximum", { { "不少于 ", "少于 " }, { " is at least ", " is less than " } } },
  };
  g_autofree char *label = quoted_label (why, statement->pointer);
  g_autofree char *value = yn_service_answer_text (why->root->service, statement->pointer, limit, why->root->language);

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    if (g_str_equal (word, limits[i].word))
      return g_strconcat (label, limits[i].words[why->english][statement->wanted], value, NULL);
  return NULL;
}

static char *
say_as_asked (const Why *why, const Statement *statement)
{
  static const char *const words[2][2] = { { "的回答不合要求", "的回答合乎要求" },
                                           { " is not answered as asked", " is answered as asked" } };
  g_autofree char *label = quoted_label (why, statement->pointer);

  return g_strconcat (label, words[why->english][statement->wanted], NULL);
}

static char *say_schema (const Why *why, const Statement *statement, const YnJson *schema);

/* allOf, anyOf and oneOf at one place. */
static char *
say_several (const Why *why, const Statement *statement, const YnJson *schemas, gboolean all)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const YnJson *value = yn_json_pointer (why->answers, statement->pointer);
  gboolean joint = all == statement->wanted;

  for (guint i = 0; i < yn_json_size (schemas); i++)
    {
      const YnJson *schema = yn_json_at (schemas, i);
      gboolean now = fits (schema, value) == statement->wanted;
      Statement part = { statement->pointer, statement->wanted, now };
      char *text = is_worth_saying (statement, joint, now) ? say_schema (why, &part, schema) : NULL;

      if (text != NULL)
        g_ptr_array_add (parts, text);
    }
  return join (why, parts, joint);
}

/* A member that must be there and be like this is one statement. */
static void
say_member (const Why *why, const Statement *whole, const YnJson *schema, const char *name, gboolean required,
            GPtrArray *parts)
{
  g_autofree char *token = yn_json_pointer_escape (name);
  g_autofree char *pointer = g_strconcat (whole->pointer, "/", token, NULL);
  const YnJson *value = yn_json_pointer (why->answers, pointer);
  gboolean holds = value != NULL ? schema == NULL || fits (schema, value) : !required;
  Statement part = { pointer, whole->wanted, holds == whole->wanted };
  char *text;

  if (!is_worth_saying (whole, whole->wanted, part.now))
    return;
  text = schema != NULL ? say_schema (why, &part, schema) : say_answered (why, &part);
  if (text != NULL)
    g_ptr_array_add (parts, text);
}

static void
say_members (const Why *why, const Statement *statement, const YnJson *schema, GPtrArray *parts)
{
  const YnJson *members = yn_json_get (schema, "properties");
  const YnJson *required = yn_json_get (schema, "required");

  for (guint i = 0; i < yn_json_size (members); i++)
    say_member (why, statement, yn_json_at (members, i), yn_json_name_at (members, i),
                is_named (required, yn_json_name_at (members, i)), parts);
  for (guint i = 0; i < yn_json_size (required); i++)
    if (yn_json_string (yn_json_at (required, i)) != NULL
        && yn_json_get (members, yn_json_string (yn_json_at (required, i))) == NULL)
      say_member (why, statement, NULL, yn_json_string (yn_json_at (required, i)), TRUE, parts);
}

/* "" for a word about which nothing need be said. NULL: nothing can. */
static char *
say_word (const Why *why, const Statement *statement, const YnJson *schema, const char *word, const YnJson *said)
{
  Statement contrary = { statement->pointer, !statement->wanted, statement->now };
  g_autoptr (YnJson) list = NULL;

  if (g_str_equal (word, "const"))
    return say_is (why, statement, list = list_of (said));
  if (g_str_equal (word, "enum"))
    return say_is (why, statement, said);
  if (is_limit (word))
    return say_limit (why, statement, word, said);
  if (g_str_equal (word, "contains"))
    return say_contains (why, statement, said);
  if (g_str_equal (word, "not"))
    return say_schema (why, &contrary, said);
  if (g_str_equal (word, "allOf"))
    return say_several (why, statement, said, TRUE);
  if (g_str_equal (word, "anyOf") || g_str_equal (word, "oneOf"))
    return say_several (why, statement, said, FALSE);
  if (g_str_equal (word, "minItems") || g_str_equal (word, "minLength") || g_str_equal (word, "minProperties"))
    return say_answered (why, statement);
  if (g_str_equal (word, "type"))
    return yn_json_size (schema) == 1 ? say_answered (why, statement) : NULL;
  return g_str_equal (word, "properties") || g_str_equal (word, "required") ? NULL : say_as_asked (why, statement);
}

static char *
say_schema (const Why *why, const Statement *statement, const YnJson *schema)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const YnJson *value = yn_json_pointer (why->answers, statement->pointer);

  for (guint i = 0; i < yn_json_size (schema); i++)
    {
      const char *word = yn_json_name_at (schema, i);
      gboolean now = fits_word (word, yn_json_at (schema, i), value) == statement->wanted;
      char *text = is_worth_saying (statement, statement->wanted, now) || yn_json_size (schema) == 1
                       ? say_word (why, statement, schema, word, yn_json_at (schema, i))
                       : NULL;

      if (text != NULL)
        g_ptr_array_add (parts, text);
    }
  say_members (why, statement, schema, parts);
  if (parts->len == 0 && yn_json_size (schema) > 0 && *statement->pointer != '\0')
    return say_answered (why, statement);
  return join (why, parts, statement->wanted);
}

static char *
say_condition (const Why *why, const YnCondition *condition, const char *base, gboolean wanted, gboolean now)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *pointer = condition->scope != NULL ? g_strconcat (base, condition->scope, NULL) : NULL;
  Statement statement = { pointer, wanted, now };
  gboolean joint = (condition->kind == YN_CONDITION_AND) == wanted;
  g_autoptr (YnJson) expected = NULL;

  if (condition->kind == YN_CONDITION_SCHEMA)
    return say_schema (why, &statement, condition->json);
  if (condition->kind == YN_CONDITION_LEAF)
    return say_is (why, &statement, expected = list_of (condition->expected));
  if (condition->kind == YN_CONDITION_NOT)
    return say_condition (why, g_ptr_array_index (condition->parts, 0), base, !wanted, now);
  for (guint i = 0; i < condition->parts->len; i++)
    {
      const YnCondition *part = g_ptr_array_index (condition->parts, i);
      gboolean part_now = yn_condition_holds (part, why->answers, base) == wanted;
      char *text =
          is_worth_saying (&statement, joint, part_now) ? say_condition (why, part, base, wanted, part_now) : NULL;

      if (text != NULL)
        g_ptr_array_add (parts, text);
    }
  return join (why, parts, joint);
}

/* Sentences */

static char *
sentence (const Why *why, YnRuleEffect effect, const char *phrase)
{
  static const struct
  {
    const char *zh;
    const char *before; /* in English the words stand around the phrase */
  } words[] = {
    { "时才需要填写。", "Only asked when " },
    { "时不需要填写。", "Not asked when " },
    { "时才能填写。", "Can only be filled in when " },
    { "时不能填写。", "Cannot be filled in when " },
    { "时不能修改。", "Cannot be changed when " },
    { "时才能修改。", "Can only be changed when " },
  };

  if (phrase == NULL)
    return g_strdup (why->english ? "Other answers decide this." : "由其他回答决定。");
  return why->english ? g_strconcat (words[effect].before, phrase, ".", NULL)
                      : g_strconcat (phrase, words[effect].zh, NULL);
}

char *
yn_form_why (YnFormRoot *root, const YnRule *rule, const YnJson *answers, const char *base)
{
  Why why = { root, answers, root->language == YN_LANGUAGE_EN };
  gboolean holds = rule->effect == YN_RULE_HIDE || rule->effect == YN_RULE_DISABLE || rule->effect == YN_RULE_READONLY;
  g_autofree char *phrase = say_condition (&why, rule->condition, base, TRUE, holds);

  return sentence (&why, rule->effect, phrase);
}

char *
yn_form_why_absent (YnFormRoot *root, const YnSchemaFacts *facts, const YnJson *answers, const char *pointer,
                    const char *name)
{
  Why why = { root, answers, root->language == YN_LANGUAGE_EN };
  g_autofree char *object = g_strndup (pointer, strrchr (pointer, '/') - pointer);
  gboolean otherwise;
  const char *member;
  const YnJson *condition = yn_schema_facts_condition (facts, name, &otherwise, &member);
  g_autofree char *token = member != NULL ? yn_json_pointer_escape (member) : NULL;
  g_autofree char *place = token != NULL ? g_strconcat (object, "/", token, NULL) : NULL;
  Statement statement = { place != NULL ? place : object, !otherwise || place != NULL, FALSE };
  g_autofree char *phrase = NULL;

  if (place != NULL)
    phrase = say_answered (&why, &statement);
  else if (condition != NULL)
    phrase = say_schema (&why, &statement, condition);
  return sentence (&why, YN_RULE_SHOW, phrase);
}

char *
yn_form_rule_words (const YnService *service, const char *place, YnLanguage language)
{
  const YnRule *rule = g_hash_table_lookup (service->rules, yn_json_pointer (service->json, place));
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  g_autoptr (YnFormItem) form = rule != NULL ? yn_form_lay_out (service, nothing, language) : NULL;

  return form != NULL ? yn_form_why ((YnFormRoot *) form, rule, nothing, "") : NULL;
}

const char *
yn_form_why_locked (gboolean computed, YnLanguage language)
{
  static const char *const words[2][2] = {
    { "这一项只供查看，不能修改。", "这一项由其他回答算出，不用填写。" },
    { "For reading only; it cannot be changed.", "Worked out from other answers; there is nothing to fill in." },
  };

  return words[language == YN_LANGUAGE_EN][computed];
}
