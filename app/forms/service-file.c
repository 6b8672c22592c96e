/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Reading a service file. All that can be wrong with one is found here, so that nothing later needs to doubt it: its
 * shape (the meta-schema), its schema, and every scope and condition of its UI schema. */

#include "forms/service-parts.h"

#include <string.h>
#include "base/clock.h"
#include "base/data.h"
#include "base/error.h"
#include "base/hash.h"
#include "forms/condition.h"
#include "forms/layout.h"
#include "forms/uischema.h"

#define COMMON "services/common.json"
#define CLAUSES "services/clauses.json"
#define DICTIONARIES "dictionaries.json"
#define META_SCHEMA "contract/service.schema.json"

YnService *
yn_service_ref (YnService *service)
{
  g_atomic_int_inc (&service->references);
  return service;
}

void
yn_service_unref (YnService *service)
{
  if (service == NULL || !g_atomic_int_dec_and_test (&service->references))
    return;
  yn_json_unref (service->json);
  yn_json_unref (service->common);
  yn_json_unref (service->clauses);
  yn_json_unref (service->types);
  yn_schema_free (service->schema);
  yn_json_unref (service->generated);
  g_clear_pointer (&service->places, g_hash_table_unref);
  g_clear_pointer (&service->choices, g_hash_table_unref);
  g_clear_pointer (&service->rules, g_hash_table_unref);
  g_mutex_clear (&service->lock);
  g_clear_pointer (&service->file, g_bytes_unref);
  g_free (service->folder);
  g_free (service->sha256);
  g_free (service);
}

static GHashTable *
registry_new (YnJson *common)
{
  GHashTable *registry = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (registry, (gpointer) "urn:yinuo:common", common);
  return registry;
}

/* Compiled once: it is the same for every file. */
static YnSchema *
meta_schema (void)
{
  static gsize compiled;
  static YnSchema *schema;

  if (g_once_init_enter (&compiled))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YnJson) json = yn_data_json (META_SCHEMA, &error);

      schema = json != NULL ? yn_schema_compile (json, YN_DIALECT_2020_12, NULL, &error) : NULL;
      if (schema == NULL)
        g_warning ("%s: %s", META_SCHEMA, error->message);
      g_once_init_leave (&compiled, 1);
    }
  return schema;
}

GPtrArray *
yn_service_check_file (const YnJson *file)
{
  YnSchema *schema = meta_schema ();

  return schema != NULL ? yn_schema_check (schema, file, NULL) : yn_problems_new ();
}

static gboolean
check_shape (const YnJson *json, GError **error)
{
  g_autoptr (GPtrArray) problems = yn_service_check_file (json);
  const YnProblem *first;
  g_autofree char *words = NULL;

  if (problems->len == 0)
    return TRUE;
  first = g_ptr_array_index (problems, 0);
  words = yn_problem_words (first, YN_LANGUAGE_EN);
  g_set_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE, "%s: %s: %s", first->pointer, first->code, words);
  return FALSE;
}

/* The value at @pointer, or what is nearest above it. */
static const YnJson *
nearest (const YnJson *json, const char *pointer)
{
  g_autofree char *at = g_strdup (pointer);
  const YnJson *found = yn_json_pointer (json, at);

  while (found == NULL && *at != '\0')
    {
      *strrchr (at, '/') = '\0';
      found = yn_json_pointer (json, at);
    }
  return found != NULL ? found : json;
}

/* Messages begin with a pointer into the file; whoever edits it wants line and column. */
static void
say_where (const YnJson *json, GError **error)
{
  const char *end = error != NULL && *error != NULL ? strchr ((*error)->message, ':') : NULL;
  g_autofree char *pointer = end != NULL ? g_strndup ((*error)->message, end - (*error)->message) : NULL;
  const YnJson *at;

  if (pointer == NULL || (*pointer != '/' && *pointer != '\0'))
    return;
  at = nearest (json, pointer);
  g_prefix_error (error, "line %u, column %u: ", yn_json_line (at), yn_json_column (at));
}

/* What stands outside the file: of today, or as it was when @whole was kept. */
static gboolean
take_texts (YnService *service, const YnJson *whole, GError **error)
{
  g_autoptr (YnJson) dictionaries = NULL;

  if (whole != NULL)
    {
      service->common = yn_json_ref (yn_json_get (whole, "common"));
      service->clauses = yn_json_ref (yn_json_get (whole, "clauses"));
      service->types = yn_json_ref (yn_json_get (whole, "commitmentTypes"));
      return TRUE;
    }
  service->common = yn_data_json (COMMON, error);
  service->clauses = service->common != NULL ? yn_data_json (CLAUSES, error) : NULL;
  dictionaries = service->clauses != NULL ? yn_data_json (DICTIONARIES, error) : NULL;
  if (dictionaries != NULL)
    service->types = yn_json_ref (yn_json_pointer (dictionaries, "/commitmentTypes/entries"));
  return service->types != NULL;
}

/* Those of the common clauses that the file names: another one changes nothing of it. */
static void
write_clauses (YnJsonWriter *writer, const YnService *service)
{
  const YnJson *named = yn_json_get (service->json, "clauses");

  yn_json_writer_name (writer, "clauses");
  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < yn_json_size (service->clauses); i++)
    for (guint j = 0; j < yn_json_size (named); j++)
      if (g_strcmp0 (yn_json_get_string (yn_json_at (named, j), "id"), yn_json_name_at (service->clauses, i)) == 0)
        {
          yn_json_writer_name_of (writer, service->clauses, i);
          yn_json_writer_value (writer, yn_json_at (service->clauses, i));
          break;
        }
  yn_json_writer_end (writer);
}

GBytes *
yn_service_whole (const YnService *service)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) whole = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_value (writer, "service", service->json);
  yn_json_writer_member_value (writer, "common", service->common);
  write_clauses (writer, service);
  yn_json_writer_member_value (writer, "commitmentTypes", service->types);
  yn_json_writer_end (writer);
  whole = yn_json_writer_finish (writer);
  return yn_json_print_bytes (whole, YN_JSON_COMPACT);
}

/* @whole NULL: with the common texts of today. */
static YnService *
service_new (const YnJson *json, const YnJson *whole, GError **error)
{
  g_autoptr (YnService) service = g_new0 (YnService, 1);
  g_autoptr (GHashTable) registry = NULL;
  g_autoptr (GBytes) bytes = NULL;

  service->references = 1;
  service->json = yn_json_ref (json);
  g_mutex_init (&service->lock);
  service->rules = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) yn_rule_free);
  if (!take_texts (service, whole, error))
    return NULL;
  registry = registry_new (service->common);
  service->schema = yn_schema_compile (yn_json_get (json, "schema"), YN_DIALECT_2020_12, registry, error);
  if (service->schema == NULL)
    {
      g_prefix_error (error, error != NULL && *(*error)->message == '/' ? "/schema" : "/schema: ");
      return NULL;
    }
  if (yn_json_get (json, "uischema") == NULL)
    service->generated = yn_uischema_generate (service->schema);
  else if (!yn_uischema_read (yn_json_get (json, "uischema"), service->schema, registry, service->rules, error))
    return NULL;
  if (!yn_form_fits (service))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_FORM_TOO_LARGE,
                   "/schema: the form has more than %d places, or is nested too deep", YN_FORM_MAX_PLACES);
      return NULL;
    }
  bytes = yn_service_whole (service);
  service->sha256 = yn_sha256 (bytes);
  return g_steal_pointer (&service);
}

static YnJson *
read_file (GBytes *file, GError **error)
{
  g_autoptr (GError) reason = NULL;
  YnJson *json = NULL;

  if (g_bytes_get_size (file) <= YN_SERVICE_MAX_BYTES)
    json = yn_json_parse_bytes (file, &reason);
  if (json == NULL)
    g_set_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE, "%s",
                 reason != NULL ? reason->message : "the file is too large");
  return json;
}

YnService *
yn_service_new (GBytes *file, GError **error)
{
  g_autoptr (YnJson) json = read_file (file, error);
  YnService *service;

  if (json == NULL)
    return NULL;
  service = check_shape (json, error) ? service_new (json, NULL, error) : NULL;
  if (service == NULL)
    say_where (json, error);
  return service;
}

YnService *
yn_service_new_whole (GBytes *bytes, GError **error)
{
  g_autoptr (YnJson) whole = read_file (bytes, error);
  const YnJson *json = yn_json_get (whole, "service");

  if (whole == NULL)
    return NULL;
  if (json == NULL || !yn_json_is (yn_json_get (whole, "common"), YN_JSON_OBJECT)
      || !yn_json_is (yn_json_get (whole, "clauses"), YN_JSON_OBJECT)
      || !yn_json_is (yn_json_get (whole, "commitmentTypes"), YN_JSON_ARRAY))
    {
      g_set_error (error, YN_ERROR, YN_ERROR_BAD_SERVICE, "no service with its common texts");
      return NULL;
    }
  return check_shape (json, error) ? service_new (json, whole, error) : NULL;
}

YnService *
yn_service_new_form (const YnJson *schema, const YnJson *uischema, GError **error)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", "form");
  yn_json_writer_member_string (writer, "version", "0");
  yn_json_writer_member_string (writer, "kind", "form");
  yn_json_writer_member_value (writer, "title", yn_json_get (schema, "title"));
  yn_json_writer_member_value (writer, "schema", schema);
  if (uischema != NULL)
    yn_json_writer_member_value (writer, "uischema", uischema);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  return service_new (json, NULL, error);
}

const char *
yn_service_id (const YnService *service)
{
  return yn_json_get_string (service->json, "id");
}

const char *
yn_service_version (const YnService *service)
{
  return yn_json_get_string (service->json, "version");
}

const char *
yn_service_sha256 (const YnService *service)
{
  return service->sha256;
}

const char *
yn_service_kind (const YnService *service)
{
  return yn_json_get_string (service->json, "kind");
}

const char *
yn_service_title (const YnService *service, YnLanguage language)
{
  return yn_json_text (yn_json_get (service->json, "title"), language);
}

const YnJson *
yn_service_json (const YnService *service)
{
  return service->json;
}

const YnJson *
yn_service_uischema (const YnService *service)
{
  return service->generated != NULL ? service->generated : yn_json_get (service->json, "uischema");
}

YnSchema *
yn_service_schema (const YnService *service)
{
  return service->schema;
}

int
yn_service_publicity (const YnService *service)
{
  return yn_json_get_int (yn_json_get (service->json, "publicity"), "type", 0);
}

/* A pointer of "private" covers all below it; "*" is any index. */
static gboolean
covers (const char *pattern, const char *pointer)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) given = g_strsplit (pointer, "/", -1);
  guint i = 0;

  while (wanted[i] != NULL && given[i] != NULL && (g_str_equal (wanted[i], "*") || g_str_equal (wanted[i], given[i])))
    i++;
  return wanted[i] == NULL;
}

gboolean
yn_service_is_private (const YnService *service, const char *pointer)
{
  const YnJson *patterns = yn_json_get (service->json, "private");

  for (guint i = 0; i < yn_json_size (patterns); i++)
    if (covers (yn_json_string (yn_json_at (patterns, i)), pointer))
      return TRUE;
  return FALSE;
}

char *
yn_service_valid_until (const YnService *service, const char *day)
{
  const YnJson *validity = yn_json_get (service->json, "validity");
  const char *mode = yn_json_get_string (validity, "mode");

  if (g_strcmp0 (mode, "months") == 0)
    return yn_day_add_months (day, yn_json_get_int (validity, "value", 0));
  if (g_strcmp0 (mode, "fixed") == 0)
    return g_strdup (yn_json_get_string (validity, "value"));
  return NULL;
}
