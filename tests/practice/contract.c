/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/contract.h"

#include "base/data.h"
#include "forms/schema.h"

#include <string.h>

#define CONTRACT_URI "urn:yinuo:contract"

struct _Contract
{
  YnJson *openapi;
  GHashTable *registry;
  GHashTable *schemas; /* reference -> YnSchema */
  GHashTable *asked;   /* operation ids */
};

Contract *
contract_new (void)
{
  Contract *contract = g_new0 (Contract, 1);
  g_autoptr (GError) error = NULL;

  contract->openapi = yn_data_json ("contract/openapi.json", &error);
  g_assert_no_error (error);
  contract->registry = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (contract->registry, (gpointer) CONTRACT_URI, contract->openapi);
  contract->schemas =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yn_schema_free);
  contract->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return contract;
}

void
contract_free (Contract *contract)
{
  g_hash_table_unref (contract->asked);
  g_hash_table_unref (contract->schemas);
  g_hash_table_unref (contract->registry);
  yn_json_unref (contract->openapi);
  g_free (contract);
}

/* "#/components/…" followed. */
static const YnJson *
resolve (Contract *contract, const YnJson *json)
{
  const char *reference = yn_json_get_string (json, "$ref");

  return reference != NULL ? yn_json_pointer (contract->openapi, reference + 1) : json;
}

static gboolean
path_fits (const char *template, const char *path)
{
  g_auto (GStrv) wanted = g_strsplit (template, "/", -1);
  g_auto (GStrv) given = g_strsplit (path, "/", -1);
  guint i = 0;

  for (; wanted[i] != NULL && given[i] != NULL; i++)
    if (wanted[i][0] != '{' && !g_str_equal (wanted[i], given[i]))
      return FALSE;
  return wanted[i] == NULL && given[i] == NULL;
}

static const YnJson *
find_operation (Contract *contract, const char *method, const char *path)
{
  const YnJson *paths = yn_json_get (contract->openapi, "paths");
  g_autofree char *name = g_ascii_strdown (method, -1);

  for (guint i = 0; i < yn_json_size (paths); i++)
    if (path_fits (yn_json_name_at (paths, i), path) && yn_json_get (yn_json_at (paths, i), name) != NULL)
      return yn_json_get (yn_json_at (paths, i), name);
  return NULL;
}

/* The very status first, then its class. */
static const YnJson *
find_response (Contract *contract, const YnJson *operation, guint status)
{
  const YnJson *responses = yn_json_get (operation, "responses");
  g_autofree char *exact = g_strdup_printf ("%u", status);
  g_autofree char *class = g_strdup_printf ("%uXX", status / 100);
  const YnJson *response = yn_json_get (responses, exact);

  return resolve (contract, response != NULL ? response : yn_json_get (responses, class));
}

static YnSchema *
schema_of (Contract *contract, const char *reference)
{
  YnSchema *schema = g_hash_table_lookup (contract->schemas, reference);
  g_autofree char *text = NULL;
  g_autoptr (YnJson) document = NULL;
  g_autoptr (GError) error = NULL;

  if (schema != NULL)
    return schema;
  text = g_strdup_printf ("{\"$ref\": \"" CONTRACT_URI "%s\"}", reference);
  document = yn_json_parse (text, -1, NULL);
  schema = yn_schema_compile (document, YN_DIALECT_2020_12, contract->registry, &error);
  g_assert_no_error (error);
  g_hash_table_insert (contract->schemas, g_strdup (reference), schema);
  return schema;
}

static void
check_body (Contract *contract, const YnJson *content, const YnHttpAnswer *answer, const char *what)
{
  const char *type = yn_http_header (answer, "content-type");
  g_autofree char *bare = type != NULL ? g_strndup (type, strcspn (type, ";")) : NULL;
  const YnJson *media = bare != NULL ? yn_json_get (content, bare) : NULL;
  const YnJson *schema = yn_json_get (media, "schema");
  g_autoptr (YnJson) body = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  if (media == NULL)
    g_error ("%s: the contract foresees no %s here", what, bare != NULL ? bare : "body without a type");
  if (schema == NULL || g_strcmp0 (yn_json_get_string (schema, "format"), "binary") == 0)
    return;
  body = yn_json_parse_bytes (answer->body, &error);
  g_assert_no_error (error);
  problems = yn_schema_check (schema_of (contract, yn_json_get_string (schema, "$ref")), body, NULL);
  if (problems->len > 0)
    {
      const YnProblem *problem = g_ptr_array_index (problems, 0);
      g_autofree char *text = yn_json_print (body, YN_JSON_PRETTY);

      g_error ("%s: %s at %s (%s) in %s", what, problem->code, problem->pointer, problem->schema_pointer,
               text);
    }
}

static void
check_headers (Contract *contract, const YnJson *headers, const YnHttpAnswer *answer, const char *what)
{
  for (guint i = 0; i < yn_json_size (headers); i++)
    {
      g_autofree char *name = g_ascii_strdown (yn_json_name_at (headers, i), -1);
      gboolean may_lack = g_str_equal (name, "retry-after");

      if (!may_lack && yn_http_header (answer, name) == NULL)
        g_error ("%s: the header %s is missing", what, name);
    }
}

void
contract_check (Contract *contract, const char *method, const char *path, const YnHttpAnswer *answer)
{
  const YnJson *operation = find_operation (contract, method, path);
  const YnJson *response = operation != NULL ? find_response (contract, operation, answer->status) : NULL;
  g_autofree char *what = g_strdup_printf ("%s %s -> %u", method, path, answer->status);

  if (operation == NULL)
    g_error ("%s: the contract knows no such operation", what);
  if (response == NULL)
    g_error ("%s: the contract foresees no such status", what);
  g_hash_table_add (contract->asked, g_strdup (yn_json_get_string (operation, "operationId")));
  check_headers (contract, yn_json_get (response, "headers"), answer, what);
  if (g_str_equal (method, "HEAD"))
    return;
  if (yn_json_get (response, "content") != NULL)
    check_body (contract, yn_json_get (response, "content"), answer, what);
  else
    g_assert_cmpuint (g_bytes_get_size (answer->body), ==, 0);
}

char **
contract_never_asked (Contract *contract)
{
  const YnJson *paths = yn_json_get (contract->openapi, "paths");
  GPtrArray *never = g_ptr_array_new ();

  for (guint i = 0; i < yn_json_size (paths); i++)
    for (guint m = 0; m < yn_json_size (yn_json_at (paths, i)); m++)
      {
        const char *id = yn_json_get_string (yn_json_at (yn_json_at (paths, i), m), "operationId");

        if (id != NULL && !g_hash_table_contains (contract->asked, id))
          g_ptr_array_add (never, g_strdup (id));
      }
  g_ptr_array_add (never, NULL);
  return (char **) g_ptr_array_free (never, FALSE);
}
