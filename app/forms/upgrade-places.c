/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is remembered of a form, so that a later version can be told from it. */

#include "forms/upgrade.h"

#include "base/hash.h"
#include "forms/places.h"

#include <string.h>

#define MAX_CHOICES 100 /* titles remembered of one place */
#define DIGEST_LENGTH 16

static char *
digest_of (YnJsonWriter *writer)
{
  g_autoptr (YnJson) json = yn_json_writer_finish (writer);
  g_autofree char *text = yn_json_print (json, YN_JSON_CANONICAL);
  char *digest = yn_sha256_data (text, strlen (text));

  digest[DIGEST_LENGTH] = '\0';
  return digest;
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

/* The members of @view that @names holds; or, with @all_but, all others. */
static void
write_members (YnJsonWriter *writer, const YnJson *view, const char *const *names, gboolean all_but)
{
  yn_json_writer_begin_object (writer);
  for (guint i = 0; yn_json_is (view, YN_JSON_OBJECT) && i < yn_json_size (view); i++)
    if (is_one_of (yn_json_name_at (view, i), names) != all_but)
      yn_json_writer_member_value (writer, yn_json_name_at (view, i), yn_json_at (view, i));
  yn_json_writer_end (writer);
}

static char *
digest_of_views (const YnJson *view, const YnJson *item, const char *const *names, gboolean all_but)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_array (writer);
  write_members (writer, view, names, all_but);
  if (yn_json_get (item, "properties") == NULL) /* an array's entries have places of their own */
    write_members (writer, item, names, all_but);
  yn_json_writer_end (writer);
  return digest_of (writer);
}

static void
write_choice (YnJsonWriter *writer, const YnJson *choice)
{
  const YnJson *value = yn_json_get (choice, "const");
  const char *title = yn_json_get_string (choice, "title");
  g_autofree char *text = value != NULL ? yn_json_print (value, YN_JSON_COMPACT) : NULL;

  if (text != NULL && title != NULL)
    yn_json_writer_member_string (writer, text, title);
}

static void
write_choices (YnJsonWriter *writer, const YnJson *view, const YnJson *item)
{
  const YnJson *choices =
      yn_json_get (view, "oneOf") != NULL ? yn_json_get (view, "oneOf") : yn_json_get (item, "oneOf");

  if (yn_json_size (choices) == 0 || yn_json_size (choices) > MAX_CHOICES)
    return;
  yn_json_writer_name (writer, "choices");
  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < yn_json_size (choices); i++)
    write_choice (writer, yn_json_at (choices, i));
  yn_json_writer_end (writer);
}

static void
write_place (YnJsonWriter *writer, const YnService *service, const char *pattern)
{
  static const char *const asks[] = { "type", "format", "x-unit", "enum", "const", "oneOf", NULL };
  static const char *const notes[] = { "title", "description", "default", "examples", "$comment", "$ref", NULL };
  g_autofree char *example = yn_place_example (pattern);
  g_autofree char *below = g_strconcat (example, "/0", NULL);
  const YnJson *view = yn_schema_at (yn_service_schema (service), example);
  const YnJson *item = yn_schema_at (yn_service_schema (service), below);
  g_autofree char *label = yn_service_label (service, example, YN_LANGUAGE_ZH_CN);
  g_autofree char *asked = digest_of_views (view, item, asks, FALSE);
  g_autofree char *rules = digest_of_views (view, item, notes, TRUE);

  yn_json_writer_name (writer, pattern);
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "label", label);
  yn_json_writer_member_string (writer, "asks", asked);
  yn_json_writer_member_string (writer, "rules", rules);
  if (yn_json_get_string (view, "format") != NULL)
    yn_json_writer_member_string (writer, "format", yn_json_get_string (view, "format"));
  write_choices (writer, view, item);
  yn_json_writer_end (writer);
}

static void
write_clauses (YnJsonWriter *writer, const YnService *service)
{
  const YnJson *clauses = yn_json_get (yn_service_json (service), "clauses");

  yn_json_writer_name (writer, "clauses");
  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < yn_json_size (clauses); i++)
    {
      const char *id = yn_json_get_string (yn_json_at (clauses, i), "id");
      const char *text = yn_json_text (yn_service_clause_words (service, yn_json_at (clauses, i)), YN_LANGUAGE_ZH_CN);
      g_autofree char *digest = yn_sha256_data (text, strlen (text));

      digest[DIGEST_LENGTH] = '\0';
      if (id != NULL)
        yn_json_writer_member_string (writer, id, digest);
    }
  yn_json_writer_end (writer);
}

YnJson *
yn_upgrade_begun (const YnService *service)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_auto (GStrv) places = yn_places (service);

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "version", yn_service_version (service));
  yn_json_writer_member_string (writer, "sha256", yn_service_sha256 (service));
  yn_json_writer_name (writer, "places");
  yn_json_writer_begin_object (writer);
  for (guint i = 0; places[i] != NULL; i++)
    write_place (writer, service, places[i]);
  yn_json_writer_end (writer);
  write_clauses (writer, service);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

gboolean
yn_upgrade_is_due (const YnJson *begun, const YnService *service)
{
  const char *sha256 = yn_json_get_string (begun, "sha256");

  return sha256 != NULL && !g_str_equal (sha256, yn_service_sha256 (service));
}
