/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/preview.h"

#include <string.h>

#define DRAFT_07 "http://json-schema.org/draft-07/schema"
#define DRAFT_2020_12 "https://json-schema.org/draft/2020-12/schema"

void
yn_preview_free (YnPreview *preview)
{
  g_clear_pointer (&preview->form, yn_service_unref);
  g_clear_pointer (&preview->data, yn_json_unref);
  for (guint i = 0; i < YN_PREVIEW_N_FILES; i++)
    g_ptr_array_unref (preview->remarks[i]);
  g_free (preview);
}

const char *
yn_preview_title (const YnPreview *preview, YnLanguage language)
{
  const char *title = preview->form != NULL ? yn_service_title (preview->form, language) : NULL;

  return title != NULL && *title != '\0' ? title : NULL;
}

/* A service file holds its schema; a schema with a member "schema" would hold it among its properties. */
static gboolean
is_service (const YnJson *document)
{
  return yn_json_is (yn_json_get (document, "schema"), YN_JSON_OBJECT) && yn_json_get_string (document, "kind") != NULL
         && yn_json_get_string (document, "id") != NULL;
}

/* Every element of a UI schema says of what type it is. */
static gboolean
is_answers (const YnJson *document)
{
  return yn_json_is (document, YN_JSON_OBJECT) && yn_json_get_string (document, "type") == NULL;
}

/* The second of two files; one that cannot be read stays where it stands. */
static gboolean
second_is_data (GBytes *const texts[], YnJson *const documents[])
{
  return texts[YN_PREVIEW_DATA] == NULL
         && (is_service (documents[YN_PREVIEW_SCHEMA]) || is_answers (documents[YN_PREVIEW_UISCHEMA]));
}

static YnSchema *
schema_named (const char *uri)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) reference = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "$ref", uri);
  yn_json_writer_end (writer);
  reference = yn_json_writer_finish (writer);
  return yn_schema_compile (reference, YN_DIALECT_2020_12, NULL, NULL);
}

/* The schema of schemas that this one names; NULL: another dialect, about which compiling has the word. */
static YnSchema *
metaschema_of (const YnJson *document)
{
  const char *uri = yn_json_get_string (document, "$schema");

  if (uri != NULL && g_str_has_prefix (uri, DRAFT_07))
    return schema_named (DRAFT_07 "#");
  return uri == NULL || g_str_has_prefix (uri, DRAFT_2020_12) ? schema_named (DRAFT_2020_12) : NULL;
}

static gboolean
add_problems (GPtrArray *remarks, GBytes *text, const YnJson *document, GPtrArray *problems, YnLanguage language)
{
  for (guint i = 0; i < problems->len; i++)
    yn_remark_add_problem (remarks, text, document, g_ptr_array_index (problems, i), language);
  return problems->len == 0;
}

static gboolean
check_schema (YnPreview *preview, GBytes *text, const YnJson *document, YnLanguage language)
{
  GPtrArray *remarks = preview->remarks[YN_PREVIEW_SCHEMA];
  g_autoptr (YnSchema) metaschema = is_service (document) ? NULL : metaschema_of (document);
  g_autoptr (GPtrArray) problems = NULL;

  problems = is_service (document) ? yn_service_check_file (document)
             : metaschema != NULL  ? yn_schema_check (metaschema, document, NULL)
                                   : yn_problems_new ();
  return add_problems (remarks, text, document, problems, language);
}

/* The error names its place in one of the two files. */
static void
remark_on_error (YnPreview *preview, GBytes *const texts[], YnJson *const documents[], const GError *error,
                 YnLanguage language)
{
  GPtrArray **remarks = preview->remarks;
  gboolean service = is_service (documents[YN_PREVIEW_SCHEMA]);

  if (documents[YN_PREVIEW_UISCHEMA] != NULL
      && yn_remark_add_error (remarks[YN_PREVIEW_UISCHEMA], texts[YN_PREVIEW_UISCHEMA],
                              documents[YN_PREVIEW_UISCHEMA], "/uischema", error, language))
    return;
  if (yn_remark_add_error (remarks[YN_PREVIEW_SCHEMA], texts[YN_PREVIEW_SCHEMA], documents[YN_PREVIEW_SCHEMA],
                           service ? "" : "/schema", error, language))
    return;
  yn_remark_add_whole (remarks[YN_PREVIEW_SCHEMA], yn_error_nick_of (error), language);
}

static void
make_form (YnPreview *preview, GBytes *const texts[], YnJson *const documents[], YnLanguage language)
{
  const YnJson *schema = documents[YN_PREVIEW_SCHEMA];
  g_autoptr (GError) error = NULL;

  if (schema == NULL
      || (!is_service (schema) && texts[YN_PREVIEW_UISCHEMA] != NULL && documents[YN_PREVIEW_UISCHEMA] == NULL
          && (texts[YN_PREVIEW_DATA] != NULL || documents[YN_PREVIEW_DATA] == NULL)))
    return;
  if (!check_schema (preview, texts[YN_PREVIEW_SCHEMA], schema, language))
    return;
  if (is_service (schema))
    preview->form = yn_service_new (texts[YN_PREVIEW_SCHEMA], &error);
  else
    preview->form = yn_service_new_form (schema, documents[YN_PREVIEW_UISCHEMA], &error);
  if (preview->form == NULL)
    remark_on_error (preview, texts, documents, error, language);
}

YnPreview *
yn_preview_new (GBytes *const texts[YN_PREVIEW_N_FILES], YnLanguage language)
{
  YnPreview *preview = g_new0 (YnPreview, 1);
  YnJson *documents[YN_PREVIEW_N_FILES] = { NULL };

  for (guint i = 0; i < YN_PREVIEW_N_FILES; i++)
    {
      preview->remarks[i] = yn_remarks_new ();
      documents[i] = texts[i] != NULL ? yn_remark_parse (texts[i], language, preview->remarks[i]) : NULL;
    }
  if (second_is_data (texts, documents))
    documents[YN_PREVIEW_DATA] = g_steal_pointer (&documents[YN_PREVIEW_UISCHEMA]);
  make_form (preview, texts, documents, language);
  if (yn_json_is (documents[YN_PREVIEW_DATA], YN_JSON_OBJECT))
    preview->data = yn_json_ref (documents[YN_PREVIEW_DATA]);
  else if (documents[YN_PREVIEW_DATA] != NULL)
    yn_remark_add_whole (preview->remarks[YN_PREVIEW_DATA], "answers-object", language);
  for (guint i = 0; i < YN_PREVIEW_N_FILES; i++)
    yn_json_unref (documents[i]);
  return preview;
}
