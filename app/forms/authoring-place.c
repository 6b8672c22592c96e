/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Where a question stands in the schema, and what kind of question its schema makes it. A file that is being written
 * may not compile just now, so the schema is read as it stands. */

#include "forms/authoring-parts.h"

#include <string.h>
#include "base/data.h"
#include "forms/service.h"

#define COMMON "services/common.json"
#define COMMON_REFERENCE "urn:yinuo:common#"
#define MAX_REFERENCES 8

/* Read once: it is part of the program. */
static const YnJson *
common (void)
{
  static gsize read;
  static YnJson *json;

  if (g_once_init_enter (&read))
    {
      json = yn_data_json (COMMON, NULL);
      g_once_init_leave (&read, 1);
    }
  return json;
}

void
yn_authoring_place_clear (YnAuthoringPlace *place)
{
  g_clear_pointer (&place->pointer, g_free);
}

/* Where the node's reference leads; FALSE: it has none, or one that leads out of what we know. */
static gboolean
follow (YnAuthoringPlace *place)
{
  const char *reference = yn_json_get_string (place->node, "$ref");

  if (reference != NULL && g_str_has_prefix (reference, COMMON_REFERENCE))
    {
      place->root = common ();
      place->node = yn_json_pointer (place->root, reference + strlen (COMMON_REFERENCE));
    }
  else if (reference != NULL && *reference == '#')
    place->node = yn_json_pointer (place->root, reference + 1);
  else
    place->node = NULL;
  return place->node != NULL;
}

const YnJson *
yn_authoring_member (const YnAuthoringPlace *place, const char *name)
{
  YnAuthoringPlace at = { place->node, place->root, NULL };
  const YnJson *found = yn_json_get (at.node, name);

  for (guint i = 0; found == NULL && i < MAX_REFERENCES && follow (&at); i++)
    found = yn_json_get (at.node, name);
  return found;
}

YnJson *
yn_authoring_inlined (const YnAuthoringPlace *place)
{
  YnAuthoringPlace at = { place->node, place->root, NULL };
  YnJson *whole = yn_json_ref (place->node);

  for (guint i = 0; i < MAX_REFERENCES && follow (&at); i++)
    for (guint j = 0; j < yn_json_size (at.node); j++)
      {
        g_autofree char *token = yn_json_pointer_escape (yn_json_name_at (at.node, j));
        g_autofree char *pointer = g_strconcat ("/", token, NULL);

        if (yn_json_pointer (whole, pointer) == NULL)
          yn_json_put (&whole, pointer, yn_json_at (at.node, j));
      }
  yn_json_put (&whole, "/$ref", NULL);
  return whole;
}

/* One token down, by properties or by items. */
static void
descend (YnAuthoringPlace *place, const char *token)
{
  gboolean entry = g_str_equal (token, "0") && yn_authoring_member (place, "items") != NULL;
  YnAuthoringPlace at = { place->node, place->root, g_steal_pointer (&place->pointer) };
  g_autofree char *step = entry ? g_strdup ("/items") : g_strconcat ("/properties/", token, NULL);
  const YnJson *next = yn_json_pointer (at.node, step);

  for (guint i = 0; next == NULL && i < MAX_REFERENCES && follow (&at); i++)
    {
      g_clear_pointer (&at.pointer, g_free); /* it lies behind a reference: another's words */
      next = yn_json_pointer (at.node, step);
    }
  place->node = next;
  place->root = at.root;
  place->pointer = next != NULL && at.pointer != NULL ? g_strconcat (at.pointer, step, NULL) : NULL;
  g_free (at.pointer);
}

void
yn_authoring_find (YnAuthoring *authoring, const char *pointer, YnAuthoringPlace *place)
{
  g_auto (GStrv) tokens = g_strsplit (pointer, "/", -1);

  place->node = place->root = yn_json_get (authoring->json, "schema");
  place->pointer = g_strdup ("/schema");
  for (guint i = 1; tokens[0] != NULL && tokens[i] != NULL && place->node != NULL; i++)
    descend (place, tokens[i]);
}

static gboolean
offers_choices (const YnAuthoringPlace *place)
{
  const YnJson *titled = yn_authoring_member (place, "oneOf");

  /* An empty list is one whose choices are still to come. */
  return yn_authoring_member (place, "enum") != NULL || (titled != NULL && yn_json_size (titled) == 0)
         || yn_json_get (yn_json_at (titled, 0), "const") != NULL;
}

static YnQuestionKind
kind_of_array (const YnAuthoringPlace *place)
{
  YnAuthoringPlace items = { yn_authoring_member (place, "items"), place->root, NULL };

  if (items.node == NULL || yn_authoring_member (place, "prefixItems") != NULL)
    return YN_QUESTION_OTHER;
  if (offers_choices (&items))
    return YN_QUESTION_CHOICES;
  return yn_authoring_member (&items, "properties") != NULL ? YN_QUESTION_TABLE : YN_QUESTION_OTHER;
}

static YnQuestionKind
kind_of_string (const YnAuthoringPlace *place, const YnJson *element)
{
  static const struct
  {
    const char *format;
    YnQuestionKind kind;
  } formats[] = {
    { "date", YN_QUESTION_DATE },         { "date-time", YN_QUESTION_DATE_TIME },
    { "time", YN_QUESTION_TIME },         { "uscc", YN_QUESTION_USCC },
    { "resident-id", YN_QUESTION_RESIDENT_ID }, { "cn-phone", YN_QUESTION_PHONE },
    { "email", YN_QUESTION_EMAIL },
  };
  const char *format = yn_json_string (yn_authoring_member (place, "format"));

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (format, formats[i].format) == 0)
      return formats[i].kind;
  return yn_json_get_boolean (yn_json_get (element, "options"), "multi", FALSE) ? YN_QUESTION_LINES
                                                                                : YN_QUESTION_TEXT;
}

YnQuestionKind
yn_authoring_kind (const YnAuthoringPlace *place, const YnJson *element)
{
  const char *type = yn_json_string (yn_authoring_member (place, "type"));
  const char *format = yn_json_string (yn_authoring_member (place, "format"));

  if (type == NULL)
    return YN_QUESTION_OTHER;
  if (g_str_equal (type, "array"))
    return kind_of_array (place);
  if (offers_choices (place))
    return YN_QUESTION_CHOICE;
  if (g_str_equal (type, "boolean"))
    return YN_QUESTION_YES_NO;
  if (g_str_equal (type, "integer"))
    return g_strcmp0 (format, "money") == 0 ? YN_QUESTION_MONEY : YN_QUESTION_INTEGER;
  if (g_str_equal (type, "number"))
    return YN_QUESTION_DECIMAL;
  return g_str_equal (type, "string") ? kind_of_string (place, element) : YN_QUESTION_OTHER;
}

char *
yn_authoring_key (const YnJson *element, const char *pointer)
{
  const char *own = yn_json_get_string (element, "i18n");

  return own != NULL ? g_strdup (own) : yn_service_key (pointer != NULL ? pointer : "");
}

const char *
yn_authoring_word (YnAuthoring *authoring, const char *key, const char *part)
{
  g_autofree char *name = g_strconcat (key, ".", part, NULL);
  const char *word = yn_json_get_string (yn_json_get (yn_json_get (authoring->json, "words"), "en"), name);

  return word != NULL ? word : yn_json_get_string (yn_json_get (yn_json_get (common (), "words"), "en"), name);
}

gboolean
yn_authoring_set_word (YnAuthoring *authoring, const char *key, const char *part, const char *text)
{
  g_autofree char *name = g_strconcat (key, ".", part, NULL);
  g_autofree char *token = yn_json_pointer_escape (name);
  g_autofree char *pointer = g_strconcat ("/words/en/", token, NULL);

  return yn_authoring_put_string (authoring, pointer, text != NULL && *text != '\0' ? text : NULL, pointer);
}

gboolean
yn_authoring_is_stand_in (const char *zh, const char *en)
{
  return en == NULL || *en == '\0' || g_strcmp0 (zh, en) == 0;
}
