/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Places of a form: what kind of control stands there, what it is called, what one may choose. The same for each entry
 * of an array and for each form of one service, so each is worked out once. */

#include "forms/layout-parts.h"

#include <string.h>
#include "forms/compute.h"
#include "forms/service-parts.h"
#include "forms/tuple.h"

void
yn_form_place_free (YnFormPlace *place)
{
  g_free (place->way);
  g_free (place->name);
  g_free (place->label);
  g_free (place->help);
  yn_field_unref (place->field);
  g_free (place);
}

/* Words */

char *
yn_form_name_of (const char *pointer)
{
  const char *slash = strrchr (pointer, '/');
  const char *at = slash != NULL ? slash + 1 : pointer;
  GString *name = g_string_new (NULL);
  gboolean start = TRUE;

  for (gunichar before = 0; *at != '\0'; before = g_utf8_get_char (at), at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == '_' || c == '-' || c == ' ' || c == '.')
        {
          start = TRUE;
          continue;
        }
      if (g_unichar_isupper (c) && g_unichar_islower (before))
        start = TRUE;
      if (start && name->len > 0)
        g_string_append_c (name, ' ');
      g_string_append_unichar (name, start ? g_unichar_toupper (c) : c);
      start = FALSE;
    }
  g_string_replace (name, "~1", "/", 0);
  g_string_replace (name, "~0", "~", 0);
  return g_string_free (name, FALSE);
}

static const char *
word_for (const YnService *service, const char *key, const char *part, YnLanguage language)
{
  g_autofree char *name = g_strconcat (key, ".", part, NULL);

  return language == YN_LANGUAGE_EN ? yn_service_word (service, name) : NULL;
}

char *
yn_form_element_text (const YnService *service, const YnJson *element, const char *member, const char *part,
                      YnLanguage language)
{
  const char *key = yn_json_get_string (element, "i18n");
  const char *word = key != NULL ? word_for (service, key, part, language) : NULL;

  return g_strdup (word != NULL ? word : yn_json_get_string (element, member));
}

/* The i18n keys of a control: the element's or the schema's own, and the place's. */
typedef struct
{
  char *own; /* or NULL */
  char *place;
} Keys;

static Keys
keys_of (const YnService *service, const YnJson *element, const YnJson *view, const char *pointer)
{
  const char *own = yn_json_get_string (element, "i18n");
  Keys keys = { g_strdup (own != NULL ? own : yn_json_get_string (view, "i18n")),
                yn_service_place_key (service, pointer) };

  return keys;
}

static const char *
word_of (const YnService *service, const Keys *keys, const char *part, YnLanguage language)
{
  const char *word = keys->own != NULL ? word_for (service, keys->own, part, language) : NULL;

  return word != NULL ? word : word_for (service, keys->place, part, language);
}

/* "label": a text, false for none, or {"text", "show"}. */
static char *
label_of (const YnService *service, const YnJson *element, const YnFormPlace *place, const char *pointer,
          const Keys *keys, YnLanguage language)
{
  const YnJson *label = yn_json_get (element, "label");
  const char *text = word_of (service, keys, "label", language);

  if ((yn_json_is (label, YN_JSON_BOOLEAN) && !yn_json_boolean (label)) || !yn_json_get_boolean (label, "show", TRUE))
    return g_strdup ("");
  if (text == NULL)
    text = yn_json_string (label);
  if (text == NULL)
    text = yn_json_get_string (label, "text");
  if (text == NULL)
    text = yn_json_get_string (place->view, "title");
  return text != NULL ? g_strdup (text) : yn_form_name_of (pointer);
}

static char *
help_of (const YnService *service, const YnJson *element, const YnFormPlace *place, const Keys *keys,
         YnLanguage language)
{
  const char *text = word_of (service, keys, "description", language);

  if (text == NULL)
    text = yn_json_get_string (element, "description");
  if (text == NULL)
    text = yn_json_get_string (place->view, "description");
  return g_strdup (text != NULL ? text : "");
}

/* Choices */

static gboolean
has_words_below (const YnService *service, const char *key)
{
  const YnJson *sources[] = { service->json, service->common };
  g_autofree char *prefix = key != NULL ? g_strconcat (key, ".", NULL) : NULL;

  for (guint s = 0; prefix != NULL && s < G_N_ELEMENTS (sources); s++)
    {
      const YnJson *words = yn_json_get (yn_json_get (sources[s], "words"), "en");

      for (guint i = 0; i < yn_json_size (words); i++)
        if (g_str_has_prefix (yn_json_name_at (words, i), prefix))
          return TRUE;
    }
  return FALSE;
}

static void
name_choices (const YnService *service, GPtrArray *choices, const Keys *keys, const YnJson *titled)
{
  for (guint i = 0; i < choices->len; i++)
    {
      YnFieldChoice *choice = g_ptr_array_index (choices, i);
      g_autoptr (YnJson) value = yn_json_parse (choice->value, -1, NULL);
      const char *own = yn_json_get_string (yn_json_at (titled, i), "i18n");
      const char *word = own != NULL ? word_for (service, own, "label", YN_LANGUAGE_EN) : NULL;

      if (own != NULL && word == NULL)
        word = yn_service_word (service, own);
      if (word == NULL)
        word = word_of (service, keys, yn_json_is (value, YN_JSON_STRING) ? yn_json_string (value) : choice->value,
                        YN_LANGUAGE_EN);
      if (word == NULL)
        continue;
      g_free (choice->label);
      choice->label = g_strdup (word);
    }
}

/* The list as the file has it, however many places refer to it. */
static const YnJson *
list_at (const YnService *service, const YnJson *view, const char *way)
{
  static const char *const words[] = { "enum", "oneOf", "anyOf" };
  const YnJson *list = NULL;

  for (guint i = 0; list == NULL && i < G_N_ELEMENTS (words); i++)
    if (yn_json_get (view, words[i]) != NULL)
      list = yn_schema_word_at (service->schema, way, words[i]);
  return list;
}

/* One list for all places that refer to it, unless they name its values differently. */
static YnChoices *
choices_at (const YnService *service, const char *way, const Keys *keys, YnLanguage language)
{
  YnService *keeping = (YnService *) service;
  const YnJson *view = yn_schema_at (service->schema, way);
  const YnJson *list = list_at (service, view, way);
  g_autoptr (GPtrArray) choices = NULL;
  gboolean worded = language == YN_LANGUAGE_EN
                    && (has_words_below (service, keys->place) || has_words_below (service, keys->own));
  g_autofree char *name = g_strdup_printf ("%p %s %s", list, worded ? keys->place : "",
                                           worded && keys->own != NULL ? keys->own : "");
  YnChoices *made;

  if (list == NULL)
    return NULL;
  made = g_hash_table_lookup (service->choices, name);
  if (made != NULL)
    return made;
  choices = yn_field_choices_of (view);
  if (choices == NULL)
    return NULL;
  if (worded)
    name_choices (service, choices, keys, yn_json_get (view, "enum") == NULL ? list : NULL);
  made = yn_choices_new (g_steal_pointer (&choices));
  g_hash_table_insert (keeping->choices, g_steal_pointer (&name), made);
  return made;
}

/* Branches */

static gboolean
is_in_branch (const char *way)
{
  const char *slash = strrchr (way, '/');

  return slash != NULL && slash[1] == YN_SCHEMA_BRANCH;
}

/* A branch that only demands something ("required") brings nothing that a person could choose. */
static gboolean
brings_something (const YnJson *branch)
{
  static const char *const words[] = {
    "$ref", "type", "properties", "items", "enum", "const", "allOf", "oneOf", "anyOf"
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (yn_json_get (branch, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_null (const YnJson *branch)
{
  return g_strcmp0 (yn_json_get_string (branch, "type"), "null") == 0;
}

/* oneOf or anyOf of shapes, or NULL. */
static const YnJson *
branches_of (const YnJson *view)
{
  const YnJson *branches = yn_json_get (view, "oneOf");
  gboolean bringing = FALSE;

  if (branches == NULL)
    branches = yn_json_get (view, "anyOf");
  for (guint i = 0; i < yn_json_size (branches); i++)
    bringing = bringing || brings_something (yn_json_at (branches, i));
  return bringing ? branches : NULL;
}

/* Nullable: of two branches one is null, and the other is what is asked. -1: it is not so. A list of a single value is
 * a list, and no branch. */
static int
only_branch (const YnJson *view)
{
  g_autoptr (GPtrArray) choices = yn_field_choices_of (view);
  const YnJson *branches = choices == NULL ? branches_of (view) : NULL;
  int only = -1;

  for (guint i = 0; i < yn_json_size (branches); i++)
    if (!is_null (yn_json_at (branches, i)))
      {
        if (only != -1)
          return -1;
        only = i;
      }
  return only;
}

static YnField *
branch_field (const YnService *service, const YnJson *element, const char *way, const YnJson *branches,
              const Keys *keys, YnLanguage language)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_field_choice_free);
  g_autoptr (YnChoices) choices = NULL;

  for (guint i = 0; i < yn_json_size (branches); i++)
    {
      g_autofree char *below = g_strdup_printf ("%s/%c%u", way, YN_SCHEMA_BRANCH, i);
      g_autofree char *part = g_strdup_printf ("%u.label", i);
      g_autofree char *number = g_strdup_printf (language == YN_LANGUAGE_EN ? "Option %u" : "第 %u 种", i + 1);
      g_autoptr (YnJson) value = yn_json_new_int (i);
      const char *title = word_of (service, keys, part, language);

      if (title == NULL)
        title = yn_json_string (yn_schema_word_at (service->schema, below, "title"));
      if (title != NULL && g_strcmp0 (title, yn_json_get_string (yn_schema_at (service->schema, way), "title")) == 0)
        title = NULL;
      g_ptr_array_add (titles, yn_field_choice_new (value, title != NULL ? title : number));
    }
  choices = yn_choices_new (g_steal_pointer (&titles));
  return yn_field_new_with (NULL, NULL, yn_json_get (element, "options"), choices);
}

/* Kinds */

static guint
count_of (const YnJson *view, const char *word)
{
  return CLAMP (yn_json_get_int (view, word, 0), 0, G_MAXINT);
}

static void
set_array (YnFormPlace *place, const YnJson *element)
{
  const YnJson *options = yn_json_get (element, "options");

  place->kind = YN_FORM_ITEM_ARRAY;
  place->min_items = count_of (place->view, "minItems");
  place->max_items = count_of (place->view, "maxItems");
  place->ordered = yn_json_get_boolean (options, "showSortButtons", TRUE);
}

/* What may stand behind the positions is counted without them. */
static void
set_tuple (YnFormPlace *place, const YnJson *element)
{
  set_array (place, element);
  place->kind = YN_FORM_ITEM_GROUP;
  place->positions = yn_tuple_size (place->view);
  place->closed = yn_tuple_ends (place->view) || (place->max_items > 0 && place->max_items <= place->positions);
  place->open = yn_tuple_rest (place->view) != NULL && !place->closed;
  place->min_items -= MIN (place->min_items, place->positions);
  place->max_items -= MIN (place->max_items, place->positions);
}

static gboolean
is_open (const YnJson *view)
{
  const YnJson *additional = yn_json_get (view, "additionalProperties");

  return yn_json_size (yn_json_get (view, "patternProperties")) > 0 || yn_json_is (additional, YN_JSON_OBJECT)
         || yn_json_boolean (additional);
}

/* What a person types beside a list of suggestions is no branch. */
static gboolean
is_suggesting (const YnJson *view)
{
  const YnJson *any = yn_json_get (view, "anyOf");
  gboolean list = FALSE, open = FALSE;

  for (guint i = 0; i < yn_json_size (any); i++)
    {
      const YnJson *branch = yn_json_at (any, i);

      if (g_strcmp0 (yn_json_get_string (branch, "type"), "string") != 0 && yn_json_get (branch, "enum") == NULL)
        return FALSE;
      list = list || yn_json_get (branch, "enum") != NULL;
      open = open || yn_json_get (branch, "enum") == NULL;
    }
  return list && open;
}

static void
name_unit (const YnService *service, YnField *field, const Keys *keys, YnLanguage language)
{
  const char *word = word_of (service, keys, "unit", language);

  if (word == NULL)
    return;
  g_free (field->unit);
  field->unit = g_strdup (word);
}

static void
set_field (const YnService *service, YnFormPlace *place, const YnJson *element, const char *pointer, const Keys *keys,
           YnChoices *choices, YnLanguage language)
{
  g_autofree char *item = g_strconcat (place->way, "/0", NULL);

  place->kind = YN_FORM_ITEM_FIELD;
  place->field = yn_field_new_with (place->view, yn_schema_at (service->schema, item),
                                    yn_json_get (element, "options"), choices);
  place->field->private = yn_service_is_private (service, pointer);
  name_unit (service, place->field, keys, language);
}

/* "options": {"readonly": …} speaks before the schema's readOnly. */
static gboolean
is_read_only (const YnJson *element, const YnJson *view)
{
  const YnJson *options = yn_json_get (element, "options");
  gboolean by_schema = yn_json_get_boolean (view, "readOnly", FALSE);

  return yn_json_get_boolean (options, "readonly", yn_json_get_boolean (options, "readOnly", by_schema));
}

/* The member that the way ends at; NULL for an entry, a branch, the whole. */
static char *
name_of (const char *way)
{
  const char *slash = strrchr (way, '/');
  g_autoptr (GString) name = slash != NULL ? g_string_new (slash + 1) : NULL;

  if (name == NULL || name->str[0] == YN_SCHEMA_BRANCH)
    return NULL;
  g_string_replace (name, "~1", "/", 0);
  g_string_replace (name, "~0", "~", 0);
  return g_strdup (name->str);
}

/* Of an array's entries only the positions of a tuple are named: the others stand there whatever the schema says of
 * them. */
static gboolean
is_conditional (const YnService *service, const char *way, const char *name)
{
  g_autofree char *parent = name != NULL ? g_strndup (way, strrchr (way, '/') - way) : NULL;

  if (name == NULL
      || (g_str_equal (yn_field_type (yn_schema_at (service->schema, parent)), "array")
          && !yn_tuple_has (service->schema, way)))
    return FALSE;
  return !yn_schema_always_names (service->schema, parent, name);
}

static void
set_kind (const YnService *service, YnFormPlace *place, const YnJson *element, const char *pointer, const Keys *keys,
          YnLanguage language)
{
  const char *type = yn_field_type (place->view);
  gboolean tuple = g_str_equal (type, "array") && yn_tuple_size (place->view) > 0;
  g_autofree char *item = g_str_equal (type, "array") ? g_strconcat (place->way, "/0", NULL) : NULL;
  YnChoices *choices = tuple ? NULL : choices_at (service, item != NULL ? item : place->way, keys, language);
  const YnJson *branches = choices != NULL || is_suggesting (place->view) || is_in_branch (place->way)
                               ? NULL
                               : branches_of (place->view);
  gboolean object = g_str_equal (type, "object") && yn_json_size (yn_json_get (place->view, "properties")) > 0;

  if (branches != NULL)
    place->field = branch_field (service, element, place->way, branches, keys, language);
  place->branching = branches != NULL;
  place->open = is_open (place->view);
  if (branches != NULL && !object)
    place->kind = YN_FORM_ITEM_BRANCHES;
  else if (tuple)
    set_tuple (place, element);
  else if (choices == NULL && g_str_equal (type, "array"))
    set_array (place, element);
  else if (choices == NULL && g_str_equal (type, "object"))
    place->kind = YN_FORM_ITEM_GROUP;
  else
    set_field (service, place, element, pointer, keys, choices, language);
}

/* The tuple around a position asks for at least so many that it must be there. */
static gboolean
is_due (const YnService *service, const char *way)
{
  const char *slash = strrchr (way, '/');
  g_autofree char *around = slash != NULL ? g_strndup (way, (gsize) (slash - way)) : NULL;

  return around != NULL && yn_tuple_has (service->schema, way)
         && count_of (yn_schema_at (service->schema, around), "minItems") > (guint) atoi (slash + 1);
}

static YnFormPlace *
place_new (const YnService *service, const YnJson *element, const char *pointer, const char *way, YnLanguage language)
{
  YnFormPlace *place = g_new0 (YnFormPlace, 1);
  const YnJson *view = yn_schema_at (service->schema, way);
  int only = is_in_branch (way) ? -1 : only_branch (view);
  Keys keys = keys_of (service, element, view, pointer);

  place->name = name_of (way);
  place->conditional = is_conditional (service, way, place->name);
  place->way = only >= 0 ? g_strdup_printf ("%s/%c%d", way, YN_SCHEMA_BRANCH, only) : g_strdup (way);
  place->view = yn_schema_at (service->schema, place->way);
  set_kind (service, place, element, pointer, &keys, language);
  place->label = label_of (service, element, place, pointer, &keys, language);
  place->help = help_of (service, element, place, &keys, language);
  place->computed = yn_compute_is_computed (service, pointer);
  place->read_only = is_read_only (element, place->view);
  place->due = is_due (service, way);
  g_free (keys.own);
  g_free (keys.place);
  return place;
}

const YnFormPlace *
yn_form_place (const YnService *service, const YnJson *element, const char *pointer, const char *way,
               YnLanguage language)
{
  YnService *keeping = (YnService *) service;
  g_autofree char *key = g_strdup_printf ("%d %p %s", language, element, way);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&keeping->lock);
  YnFormPlace *place;

  if (service->places == NULL)
    {
      keeping->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yn_form_place_free);
      keeping->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yn_choices_unref);
    }
  place = g_hash_table_lookup (service->places, key);
  if (place == NULL)
    {
      place = place_new (service, element, pointer, way, language);
      g_hash_table_insert (keeping->places, g_steal_pointer (&key), place);
    }
  return place;
}

/* Every index as 0: the entries of an array are described alike, but for those of a tuple, whose places are few. */
static char *
way_of (const YnService *service, const char *pointer)
{
  g_auto (GStrv) tokens = g_strsplit (pointer, "/", -1);
  g_autoptr (GString) way = g_string_new (NULL);

  for (guint i = 1; tokens[0] != NULL && tokens[i] != NULL; i++)
    {
      const YnJson *view = yn_schema_at (service->schema, way->str);
      gboolean entry = g_str_equal (yn_field_type (view), "array") && yn_tuple_size (view) == 0;

      g_string_append_printf (way, "/%s", entry ? "0" : tokens[i]);
    }
  return g_strdup (way->str);
}

YnField *
yn_form_field (const YnService *service, const YnJson *answers, const char *pointer)
{
  g_autofree char *way = way_of (service, pointer);
  g_autofree char *item = g_strconcat (way, "/0", NULL);
  const YnJson *always = yn_schema_at (service->schema, way);
  const YnJson *now = yn_schema_now_at (service->schema, answers, pointer);
  const YnFormPlace *place;

  if (now != NULL && now != always)
    return yn_field_new (now, yn_schema_at (service->schema, item), NULL);
  place = yn_form_place (service, NULL, pointer, way, YN_LANGUAGE_ZH_CN);
  return place->field != NULL && place->kind == YN_FORM_ITEM_FIELD
             ? yn_field_ref (place->field)
             : yn_field_new (always, yn_schema_at (service->schema, item), NULL);
}
