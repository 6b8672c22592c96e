/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* All that is wrong with answers. */

#include "forms/service-parts.h"

#include <string.h>
#include "forms/compare.h"
#include "forms/compute.h"
#include "forms/layout.h"
#include "forms/tuple.h"

#define MAX_NESTING 16

/* What a person meets as the fields in it: an object, and a tuple that must have some of its positions. New, or NULL.
 */
static YnJson *
empty_holder (const YnJson *schema)
{
  if (yn_json_get (schema, "properties") != NULL)
    return yn_json_new_object ();
  return yn_tuple_size (schema) > 0 && yn_json_get_int (schema, "minItems", 0) > 0 ? yn_json_parse ("[]", -1, NULL)
                                                                                   : NULL;
}

static YnJson *with_objects (const YnService *service, const YnJson *answers, const YnJson *object, const char *pointer,
                             guint depth);

/* What stands for the member @name of the object at @pointer, with all that has to be in it; NULL: nothing does. New.
 */
static YnJson *
member_with_objects (const YnService *service, const YnJson *answers, const YnJson *object, const char *pointer,
                     const char *name, guint depth)
{
  const YnJson *there = yn_json_get (object, name);
  g_autofree char *token = yn_json_pointer_escape (name);
  g_autofree char *place = g_strconcat (pointer, "/", token, NULL);
  g_autoptr (YnJson) empty = empty_holder (yn_schema_at (service->schema, place));

  if (empty == NULL)
    return there != NULL ? yn_json_ref (there) : NULL;
  if (there == NULL
      && (!yn_schema_requires (service->schema, answers, place) || yn_schema_recurs (service->schema, place)))
    return NULL;
  return with_objects (service, answers, there != NULL ? there : empty, place, depth + 1);
}

/* A person meets fields, never what holds them: where one that must be there is missing, an empty one stands in, so
 * that the problems name what is to be filled in. @object stands at @pointer. */
static YnJson *
with_objects (const YnService *service, const YnJson *answers, const YnJson *object, const char *pointer, guint depth)
{
  const YnJson *members = yn_json_get (yn_schema_at (service->schema, pointer), "properties");
  g_autoptr (YnJsonWriter) writer = NULL;

  if (depth == MAX_NESTING || yn_json_size (members) == 0 || !yn_json_is (object, YN_JSON_OBJECT))
    return yn_json_ref (object);
  writer = yn_json_writer_new ();
  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < yn_json_size (object); i++)
    {
      const char *name = yn_json_name_at (object, i);
      g_autoptr (YnJson) member = yn_json_get (members, name) != NULL
                                      ? member_with_objects (service, answers, object, pointer, name, depth)
                                      : yn_json_ref (yn_json_at (object, i));

      yn_json_writer_name_of (writer, object, i);
      yn_json_writer_value (writer, member);
    }
  for (guint i = 0; i < yn_json_size (members); i++)
    {
      const char *name = yn_json_name_at (members, i);
      g_autoptr (YnJson) member = yn_json_get (object, name) == NULL
                                      ? member_with_objects (service, answers, object, pointer, name, depth)
                                      : NULL;

      if (member == NULL)
        continue;
      yn_json_writer_name_of (writer, members, i);
      yn_json_writer_value (writer, member);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

static char *
entry_name (const char *around, guint number, YnLanguage language)
{
  if (*around != '\0')
    return g_strdup_printf ("%s %u", around, number);
  return g_strdup_printf (language == YN_LANGUAGE_EN ? "Entry %u" : "第 %u 项", number);
}

/* A member that somebody added is called by its very name. */
static char *
member_name (const YnService *service, const char *above, const char *pointer)
{
  g_auto (GStrv) members = yn_schema_members (service->schema, above);
  g_autoptr (GString) name = g_string_new (strrchr (pointer, '/') + 1);

  g_string_replace (name, "~1", "/", 0);
  g_string_replace (name, "~0", "~", 0);
  if (g_strv_contains ((const char *const *) members, name->str))
    return yn_form_name_of (pointer);
  return g_strdup (name->str);
}

/* The label, or what the control is called that has none: an entry by its number. "" for the whole. New. */
static char *
name_at (const YnService *service, const YnJson *answers, const char *pointer, YnLanguage language)
{
  g_autofree char *label = yn_service_label (service, pointer, language);
  const char *slash = strrchr (pointer, '/');
  g_autofree char *above = slash != NULL ? g_strndup (pointer, (gsize) (slash - pointer)) : NULL;
  g_autofree char *around = NULL;
  guint positions, index;

  if (*label != '\0' || slash == NULL)
    return g_steal_pointer (&label);
  if (!is_number (slash + 1) || !yn_json_is (yn_json_pointer (answers, above), YN_JSON_ARRAY))
    return member_name (service, above, pointer);
  positions = yn_tuple_size (yn_schema_at (service->schema, above));
  index = (guint) atoi (slash + 1);
  if (positions > 0 && index >= positions)
    return entry_name (yn_tuple_rest_name (language), index - positions + 1, language);
  around = name_at (service, answers, above, language);
  return entry_name (around, index + 1, language);
}

/* FALSE where the title is only what the schema alone calls that which has none: the last token of its pointer. */
static gboolean
is_named_by_schema (const YnProblem *problem)
{
  const char *title = yn_json_get_string (problem->details, "title");
  const char *slash = strrchr (problem->pointer, '/');

  return title != NULL && *title != '\0' && !is_number (title) && g_strcmp0 (title, slash != NULL ? slash + 1 : "") != 0;
}

static void
name_field (const YnService *service, const YnJson *answers, YnProblem *problem, YnLanguage language)
{
  g_autofree char *label = yn_service_label (service, problem->pointer, language);
  g_autofree char *name = NULL;
  g_autoptr (YnJson) title = NULL;

  if (*label == '\0' && is_named_by_schema (problem))
    return;
  name = name_at (service, answers, problem->pointer, language);
  title = yn_json_new_string (*name != '\0' ? name : language == YN_LANGUAGE_EN ? "The whole" : "整个内容");
  yn_json_put (&problem->details, "/title", title);
}

/* Words of the file's own for what is wrong, under the keys of JSON Forms: those of the place
 * ("shop.name.error.custom", "shop.name.error.pattern"), then those for any place ("error.pattern"). */
static void
word_error (const YnService *service, YnProblem *problem, YnLanguage language)
{
  const char *slash = problem->schema_pointer != NULL ? strrchr (problem->schema_pointer, '/') : NULL;
  g_autofree char *key = yn_service_key (problem->pointer);
  const char *keyword = slash != NULL ? slash + 1 : problem->code;
  g_autofree char *custom = g_strconcat (key, ".error.custom", NULL);
  g_autofree char *own = g_strconcat (key, ".error.", keyword, NULL);
  const char *keys[] = { custom, own, own + strlen (key) + 1 };
  const YnJson *words = yn_json_get (yn_json_get (service->json, "words"), yn_language_key (language));
  const char *word = NULL;
  g_autoptr (YnJson) text = NULL;

  for (guint i = 0; word == NULL && i < G_N_ELEMENTS (keys); i++)
    word = yn_json_get_string (words, keys[i]);
  if (word == NULL)
    return;
  text = yn_json_new_string (word);
  yn_json_put (&problem->details, "/words", text);
}

/* Of a form that takes one of several shapes a person fills in one: what is wrong there is said, not that none fits. */
static void
say_in_branch (const YnService *service, GPtrArray *problems, guint at, const YnJson *answers, GHashTable *chosen,
               const char *today)
{
  const YnProblem *whole = g_ptr_array_index (problems, at);
  g_autoptr (YnSchemaFacts) facts = NULL;
  g_autoptr (GPtrArray) inner = NULL;
  int preferred;

  if (!g_str_equal (whole->code, "one-of") && !g_str_equal (whole->code, "any-of"))
    return;
  facts = yn_schema_facts_at (service->schema, answers, whole->pointer);
  preferred = chosen != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (chosen, whole->pointer)) - 1 : -1;
  inner = yn_schema_facts_problems (facts, preferred, whole->pointer, today);
  if (inner->len == 0)
    return;
  g_ptr_array_remove_index (problems, at);
  for (guint i = 0; i < inner->len; i++)
    g_ptr_array_insert (problems, at + i, yn_problem_copy (g_ptr_array_index (inner, i)));
}

/* A limit as a person reads it at the field: "5,000.00 元", not the fen that the schema counts. */
static void
word_limit (const YnService *service, YnProblem *problem, YnLanguage language)
{
  static const char *const codes[] = { "minimum", "maximum", "exclusive-minimum", "exclusive-maximum", NULL };
  const YnJson *limit = yn_json_get (problem->details, "limit");
  g_autofree char *text = NULL;
  g_autoptr (YnJson) words = NULL;

  if (!g_strv_contains (codes, problem->code) || !yn_json_is (limit, YN_JSON_NUMBER))
    return;
  text = yn_service_answer_text (service, problem->pointer, limit, language);
  words = yn_json_new_string (text);
  yn_json_put (&problem->details, "/limit", words);
}

/* What alone may stand there, as a person reads it: “是”, not true. */
static void
word_expected (const YnService *service, YnProblem *problem, YnLanguage language)
{
  const YnJson *only = yn_json_get (yn_schema_at (service->schema, problem->pointer), "const");
  g_autofree char *text = NULL;
  g_autoptr (YnJson) words = NULL;

  if (g_strcmp0 (problem->code, "const") != 0 || only == NULL)
    return;
  text = yn_service_answer_text (service, problem->pointer, only, language);
  words = yn_json_new_string (text);
  yn_json_put (&problem->details, "/expected", words);
}

static void
put_text (YnProblem *problem, const char *member, const char *text)
{
  g_autoptr (YnJson) words = yn_json_new_string (text);

  yn_json_put (&problem->details, member, words);
}

static void
put_brief (const YnService *service, YnProblem *problem, const char *pointer, const YnJson *schema, const char *lead,
           const char *member, YnLanguage language)
{
  g_autofree char *brief = yn_service_brief (service, pointer, schema, language);
  g_autofree char *text = brief != NULL ? g_strconcat (lead, brief, NULL) : NULL;

  if (text != NULL)
    put_text (problem, member, text);
}

/* Why something is needed that is not always: the "if" beside the "then" that asks for it, what it depends on. */
static void
word_because (const YnService *service, YnProblem *problem, const YnJson *schema, YnLanguage language)
{
  g_auto (GStrv) tokens = g_strsplit (problem->schema_pointer, "/", -1);
  guint n = g_strv_length (tokens);
  const char *slash = strrchr (problem->pointer, '/');
  g_autofree char *object = g_strndup (problem->pointer, slash != NULL ? (gsize) (slash - problem->pointer) : 0);
  const char *lead = language == YN_LANGUAGE_EN ? "because " : "因为";

  if (n >= 3 && g_str_equal (tokens[n - 2], "then"))
    {
      gsize length = strlen (problem->schema_pointer) - strlen ("/then/required");
      g_autofree char *before = g_strndup (problem->schema_pointer, length);
      g_autofree char *condition = g_strconcat (before, "/if", NULL);

      put_brief (service, problem, object, yn_json_pointer (schema, condition), lead, "/because", language);
    }
  else if (n >= 4 && g_str_equal (tokens[n - 3], "dependentSchemas"))
    {
      g_autofree char *place = g_strconcat (object, "/", tokens[n - 2], NULL);
      g_autofree char *label = name_at (service, NULL, place, language);
      g_autofree char *text = g_strdup_printf (language == YN_LANGUAGE_EN ? "because “%s” is filled in" : "因为填了“%s”",
                                               label);

      put_text (problem, "/because", text);
    }
}

/* The ways that there are, by their titles or by what they ask for. */
static void
word_ways (const YnService *service, YnProblem *problem, const YnJson *branches, YnLanguage language)
{
  g_autoptr (GString) ways = g_string_new (NULL);

  for (guint i = 0; i < yn_json_size (branches); i++)
    {
      const YnJson *branch = yn_json_at (branches, i);
      const char *title = yn_json_get_string (branch, "title");
      g_autofree char *brief =
          title != NULL ? g_strdup (title) : yn_service_brief (service, problem->pointer, branch, language);

      if (brief != NULL)
        g_string_append_printf (ways, "%s%s", ways->len == 0 ? "" : language == YN_LANGUAGE_EN ? "; " : "；", brief);
    }
  if (ways->len > 0)
    put_text (problem, "/ways", ways->str);
}

/* What would be right, where the schema itself must be asked for it. */
static void
word_needed (const YnService *service, YnProblem *problem, YnLanguage language)
{
  const YnJson *schema = yn_json_get (service->json, "schema");
  const YnJson *value = problem->schema_pointer != NULL ? yn_json_pointer (schema, problem->schema_pointer) : NULL;
  const char *slash = value != NULL ? strrchr (problem->schema_pointer, '/') : NULL;
  g_autofree char *above = slash != NULL ? g_strndup (problem->schema_pointer, slash - problem->schema_pointer) : NULL;
  g_autofree char *item = g_strconcat (problem->pointer, "/0", NULL);

  if (slash == NULL)
    return;
  if (g_str_equal (problem->code, "required"))
    word_because (service, problem, schema, language);
  else if (g_str_equal (problem->code, "one-of") || g_str_equal (problem->code, "any-of"))
    word_ways (service, problem, value, language);
  else if (g_str_equal (problem->code, "not") || g_str_equal (problem->code, "property-names"))
    put_brief (service, problem, problem->pointer, value, "", "/brief", language);
  else if (g_str_equal (problem->code, "contains") || g_str_equal (problem->code, "max-contains"))
    {
      const YnJson *around = yn_json_pointer (schema, above);
      g_autofree char *least = g_strdup_printf ("%" G_GINT64_FORMAT, yn_json_get_int (around, "minContains", 1));
      g_autofree char *most = g_strdup_printf ("%" G_GINT64_FORMAT, yn_json_get_int (around, "maxContains", 0));

      put_text (problem, "/least", least);
      put_text (problem, "/most", most);
      put_brief (service, problem, item, value, "", "/brief", language);
    }
}

/* The answer because of which another is needed, as a person reads it. */
static void
word_depended (const YnService *service, const YnJson *answers, YnProblem *problem, YnLanguage language)
{
  const char *name = yn_json_get_string (problem->details, "expected");
  const char *slash = strrchr (problem->pointer, '/');
  g_autofree char *token = name != NULL ? yn_json_pointer_escape (name) : NULL;
  g_autofree char *object = slash != NULL ? g_strndup (problem->pointer, slash - problem->pointer) : NULL;
  g_autofree char *place = NULL;
  g_autofree char *label = NULL;

  if (!g_str_equal (problem->code, "dependent-required") || token == NULL || object == NULL)
    return;
  place = g_strconcat (object, "/", token, NULL);
  label = name_at (service, answers, place, language);
  put_text (problem, "/expected", label);
}

static void
add_attachment_problem (GPtrArray *problems, const YnJson *slot, const char *code, const char *limit,
                        YnLanguage language)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autofree char *pointer = g_strconcat ("/attachments/", yn_json_get_string (slot, "id"), NULL);

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "title", yn_json_text (yn_json_get (slot, "title"), language));
  if (limit != NULL)
    yn_json_writer_member_string (writer, "limit", limit);
  yn_json_writer_end (writer);
  g_ptr_array_add (problems, yn_problem_new (pointer, NULL, code, yn_json_writer_finish (writer)));
}

static gboolean
accepts (const YnJson *slot, const char *type)
{
  const YnJson *types = yn_json_get (slot, "accept");

  for (guint i = 0; i < yn_json_size (types); i++)
    if (g_strcmp0 (yn_json_string (yn_json_at (types, i)), type) == 0)
      return TRUE;
  return types == NULL || type == NULL;
}

static void
check_attachment (GPtrArray *problems, const YnJson *slot, const YnJson *attachment, YnLanguage language)
{
  gint64 size = yn_json_get_int (attachment, "size", 1);
  gint64 most = yn_json_get_int (slot, "maxBytes", G_MAXINT64);
  g_autofree char *limit = g_format_size (most);

  if (!accepts (slot, yn_json_get_string (attachment, "type")))
    add_attachment_problem (problems, slot, "attachment-type", NULL, language);
  if (size == 0)
    add_attachment_problem (problems, slot, "attachment-empty", NULL, language);
  if (size > most)
    add_attachment_problem (problems, slot, "attachment-too-large", limit, language);
}

static void
check_slot (GPtrArray *problems, const YnJson *slot, const YnJson *attachments, YnLanguage language)
{
  const char *id = yn_json_get_string (slot, "id");
  gint64 most = yn_json_get_int (slot, "maxCount", G_MAXINT64), count = 0;
  g_autofree char *limit = g_strdup_printf ("%" G_GINT64_FORMAT, most);

  for (guint i = 0; i < yn_json_size (attachments); i++)
    {
      const YnJson *attachment = yn_json_at (attachments, i);

      if (g_strcmp0 (yn_json_get_string (attachment, "id"), id) != 0)
        continue;
      check_attachment (problems, slot, attachment, language);
      count++;
    }
  if (count == 0 && yn_json_get_boolean (slot, "required", FALSE))
    add_attachment_problem (problems, slot, "attachment-required", NULL, language);
  if (count > most)
    add_attachment_problem (problems, slot, "attachment-too-many", limit, language);
}

static const YnJson *
slot_named (const YnJson *slots, const char *id)
{
  for (guint i = 0; i < yn_json_size (slots); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (slots, i), "id"), id) == 0)
      return yn_json_at (slots, i);
  return NULL;
}

/* A file that an older version of the form asked for is neither sent nor dropped behind a person's back. */
static void
check_homeless (GPtrArray *problems, const YnJson *slots, const YnJson *attachments)
{
  for (guint i = 0; i < yn_json_size (attachments); i++)
    {
      const char *id = yn_json_get_string (yn_json_at (attachments, i), "id");
      const char *name = yn_json_get_string (yn_json_at (attachments, i), "name");
      g_autofree char *pointer = g_strconcat ("/attachments/", id, NULL);
      g_autoptr (YnJsonWriter) writer = NULL;

      if (slot_named (slots, id) != NULL)
        continue;
      writer = yn_json_writer_new ();
      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "title", name != NULL ? name : id);
      yn_json_writer_end (writer);
      g_ptr_array_add (problems,
                       yn_problem_new (pointer, NULL, "attachment-homeless", yn_json_writer_finish (writer)));
    }
}

/* What prints as nothing, or turns the order of what is read (U+202A to 202E, 2066 to 2069): a paper with it would not
 * say what a person read. Line feeds and tabs are white space. */
static gboolean
holds_unprintable (const YnJson *string)
{
  const char *text = yn_json_string (string);
  const char *end = text + yn_json_string_length (string);

  for (; text < end; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if ((c < 0x20 && c != '\n' && c != '\r' && c != '\t') || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e)
          || (c >= 0x2066 && c <= 0x2069))
        return TRUE;
    }
  return FALSE;
}

static void
check_characters (GPtrArray *problems, const YnJson *answers, const char *pointer)
{
  if (yn_json_is (answers, YN_JSON_STRING) && holds_unprintable (answers))
    g_ptr_array_add (problems, yn_problem_new (pointer, NULL, "unprintable", NULL));
  if (!yn_json_is (answers, YN_JSON_OBJECT) && !yn_json_is (answers, YN_JSON_ARRAY))
    return;
  for (guint i = 0; i < yn_json_size (answers); i++)
    {
      const char *name = yn_json_is (answers, YN_JSON_OBJECT) ? yn_json_name_at (answers, i) : NULL;
      g_autofree char *token = name != NULL ? yn_json_pointer_escape (name) : g_strdup_printf ("%u", i);
      g_autofree char *place = g_strconcat (pointer, "/", token, NULL);

      check_characters (problems, yn_json_at (answers, i), place);
    }
}

GPtrArray *
yn_service_check_chosen (const YnService *service, const YnJson *answers, const YnJson *attachments, GHashTable *chosen,
                         const char *today, YnLanguage language)
{
  const YnJson *slots = yn_json_get (service->json, "attachments");
  g_autoptr (YnJson) whole = with_objects (service, answers, answers, "", 0);
  GPtrArray *problems = yn_schema_check (service->schema, whole, today);

  if (!g_str_equal (yn_service_kind (service), "form")) /* a schema of somebody's own may take any string */
    check_characters (problems, answers, "");
  yn_tuple_word_problems (service->schema, whole, problems);
  for (guint i = 0; i < problems->len; i++)
    {
      say_in_branch (service, problems, i, whole, chosen, today);
      name_field (service, whole, g_ptr_array_index (problems, i), language);
      word_limit (service, g_ptr_array_index (problems, i), language);
      word_expected (service, g_ptr_array_index (problems, i), language);
      word_needed (service, g_ptr_array_index (problems, i), language);
      word_depended (service, whole, g_ptr_array_index (problems, i), language);
      word_error (service, g_ptr_array_index (problems, i), language);
    }
  yn_compare_check (service, whole, today, language, problems);
  yn_compute_check (service, answers, language, problems);
  for (guint i = 0; i < yn_json_size (slots); i++)
    check_slot (problems, yn_json_at (slots, i), attachments, language);
  check_homeless (problems, slots, attachments);
  return problems;
}

GPtrArray *
yn_service_check (const YnService *service, const YnJson *answers, const YnJson *attachments, const char *today,
                  YnLanguage language)
{
  return yn_service_check_chosen (service, answers, attachments, NULL, today, language);
}
