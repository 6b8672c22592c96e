/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The JSON Schema validator behind the harness protocol of Bowtie, IHOP version 1: one JSON object a line on standard
 * input, one answer a line on standard output, flushed at once:
 *
 *   {"cmd": "start", "version": 1}     -> who we are and which dialects we know
 *   {"cmd": "dialect", "dialect": uri} -> {"ok": …}: the dialect of schemas that name none
 *   {"cmd": "run", "seq": …, "case": {"schema", "registry"?, "tests": [{"instance"}]}}
 *                                      -> {"seq", "results": [{"valid"}]}, or {"seq", "errored": true, "context"}
 *   {"cmd": "stop"}                    -> nothing; the program ends
 *
 * The protocol has no answer to a line that is no command of its: the program says so on standard error, and ends.
 *
 * A format decides nothing unless the dialect says so, as the specification has it. */

#include "cli/verbs.h"

#include <stdio.h>
#include <sys/utsname.h>

#include "config.h"

#define PROTOCOL 1
#define HOME "about:blank" /* the protocol asks for addresses, and the project has none: nobody is sent anywhere */

static const struct
{
  const char *uri;
  YnDialect dialect;
} dialects[] = {
  { "https://json-schema.org/draft/2020-12/schema", YN_DIALECT_2020_12 },
  { "http://json-schema.org/draft-07/schema#", YN_DIALECT_DRAFT_07 },
};

typedef struct
{
  gboolean started;
  gboolean stopped;
  YnDialect dialect;
} Harness;

static gboolean
answer (YnJsonWriter *writer, GError **error)
{
  g_autoptr (YnJson) json = yn_json_writer_finish (writer);
  g_autofree char *line = yn_json_print (json, YN_JSON_COMPACT);

  if (puts (line) != EOF && fflush (stdout) == 0)
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE, "the answer cannot be written");
  return FALSE;
}

static void
write_implementation (YnJsonWriter *writer)
{
  struct utsname machine = { 0 };

  uname (&machine);
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "language", "c");
  yn_json_writer_member_string (writer, "name", "yinuo");
  yn_json_writer_member_string (writer, "version", YN_VERSION);
  yn_json_writer_member_string (writer, "homepage", HOME);
  yn_json_writer_member_string (writer, "issues", HOME);
  yn_json_writer_member_string (writer, "source", HOME);
  yn_json_writer_name (writer, "dialects");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    yn_json_writer_string (writer, dialects[i].uri);
  yn_json_writer_end (writer);
  yn_json_writer_member_string (writer, "os", machine.sysname);
  yn_json_writer_member_string (writer, "os_version", machine.release);
  yn_json_writer_end (writer);
}

static gboolean
start (Harness *harness, const YnJson *command, GError **error)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  if (yn_json_get_int (command, "version", 0) != PROTOCOL)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_WRONG_USE, "only version %d of the protocol is spoken here", PROTOCOL);
      return FALSE;
    }
  harness->started = TRUE;
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_int (writer, "version", PROTOCOL);
  yn_json_writer_name (writer, "implementation");
  write_implementation (writer);
  yn_json_writer_end (writer);
  return answer (writer, error);
}

static gboolean
choose_dialect (Harness *harness, const YnJson *command, GError **error)
{
  const char *uri = yn_json_get_string (command, "dialect");
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  gboolean known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (dialects); i++)
    if (g_strcmp0 (uri, dialects[i].uri) == 0)
      {
        known = TRUE;
        harness->dialect = dialects[i].dialect;
      }
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_boolean (writer, "ok", known);
  yn_json_writer_end (writer);
  return answer (writer, error);
}

static GHashTable *
registry_of (const YnJson *documents)
{
  GHashTable *registry = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yn_json_unref);

  for (guint i = 0; yn_json_is (documents, YN_JSON_OBJECT) && i < yn_json_size (documents); i++)
    g_hash_table_insert (registry, g_strdup (yn_json_name_at (documents, i)),
                         yn_json_ref (yn_json_at (documents, i)));
  return registry;
}

static void
write_results (YnJsonWriter *writer, YnSchema *schema, const YnJson *tests)
{
  yn_json_writer_name (writer, "results");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < yn_json_size (tests); i++)
    {
      yn_json_writer_begin_object (writer);
      yn_json_writer_member_boolean (writer, "valid",
                                     yn_schema_valid (schema, yn_json_get (yn_json_at (tests, i), "instance")));
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

static void
write_failure (YnJsonWriter *writer, const GError *failure)
{
  yn_json_writer_member_boolean (writer, "errored", TRUE);
  yn_json_writer_name (writer, "context");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "message", failure->message);
  yn_json_writer_end (writer);
}

static gboolean
run (Harness *harness, const YnJson *command, GError **error)
{
  const YnJson *given = yn_json_get (command, "case");
  const YnJson *sequence = yn_json_get (command, "seq");
  g_autoptr (GHashTable) registry = registry_of (yn_json_get (given, "registry"));
  g_autoptr (GError) failure = NULL;
  g_autoptr (YnSchema) schema = NULL;
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  if (!harness->started || sequence == NULL || yn_json_get (given, "schema") == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_WRONG_USE, "a run needs a start before it, a seq and a schema");
      return FALSE;
    }
  schema = yn_schema_compile_full (yn_json_get (given, "schema"), harness->dialect, registry,
                                   YN_SCHEMA_FORMATS_ARE_NOTES, &failure);
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_value (writer, "seq", sequence);
  if (schema != NULL)
    write_results (writer, schema, yn_json_get (given, "tests"));
  else
    write_failure (writer, failure);
  yn_json_writer_end (writer);
  return answer (writer, error);
}

/* NULL at the end of the input, and with an error for a line longer than any document may be. */
static char *
read_line (gsize *length, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  int byte;

  while ((byte = getc_unlocked (stdin)) != EOF && byte != '\n' && line->len <= YN_JSON_MAX_BYTES)
    g_string_append_c (line, (char) byte);
  *length = line->len;
  if (line->len <= YN_JSON_MAX_BYTES)
    return byte == EOF && line->len == 0 ? NULL : g_string_free (g_steal_pointer (&line), FALSE);
  g_set_error (error, YN_ERROR, YN_ERROR_TOO_LARGE, "a line has more than %d bytes", YN_JSON_MAX_BYTES);
  return NULL;
}

static gboolean
obey (Harness *harness, const char *line, gsize length, GError **error)
{
  g_autoptr (YnJson) command = yn_json_parse (line, length, error);
  const char *name = yn_json_get_string (command, "cmd");

  if (command == NULL)
    return FALSE;
  if (g_strcmp0 (name, "start") == 0)
    return start (harness, command, error);
  if (g_strcmp0 (name, "dialect") == 0)
    return choose_dialect (harness, command, error);
  if (g_strcmp0 (name, "run") == 0)
    return run (harness, command, error);
  harness->stopped = g_strcmp0 (name, "stop") == 0;
  if (!harness->stopped)
    g_set_error (error, YN_ERROR, YN_ERROR_WRONG_USE, "there is no command “%s”", name != NULL ? name : "");
  return harness->stopped;
}

YnExit
yn_verb_bowtie (YnChair *chair, int argc, char **argv)
{
  Harness harness = { .dialect = YN_DIALECT_2020_12 };
  g_autoptr (GError) error = NULL;

  if (!yn_chair_options (chair, &argc, &argv, NULL, "< COMMANDS", 0, 0))
    return YN_EXIT_WRONG_USE;
  while (!harness.stopped)
    {
      gsize length;
      g_autofree char *line = read_line (&length, &error);

      if (line == NULL)
        break;
      if (length > 0 && !obey (&harness, line, length, &error))
        break;
    }
  return error == NULL ? YN_EXIT_YES : yn_say_error (chair, error);
}
