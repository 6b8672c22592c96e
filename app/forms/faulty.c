/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/faulty.h"

#include <string.h>
#include "base/bytes.h"
#include "base/error.h"
#include "forms/service-parts.h"

void
yn_faulty_free (YnFaulty *faulty)
{
  g_free (faulty->path);
  g_ptr_array_unref (faulty->remarks);
  g_free (faulty);
}

YnService *
yn_service_proof (GBytes *text, YnLanguage language, GPtrArray *remarks)
{
  g_autoptr (YnJson) document = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  YnService *service;

  document = yn_remark_parse (text, language, remarks);
  if (document == NULL)
    return NULL;
  problems = yn_service_check_file (document);
  for (guint i = 0; i < problems->len; i++)
    yn_remark_add_problem (remarks, text, document, g_ptr_array_index (problems, i), language);
  service = problems->len == 0 ? yn_service_new (text, &error) : NULL;
  if (error != NULL && !yn_remark_add_error (remarks, text, document, "", error, language))
    yn_remark_add_whole (remarks, yn_error_nick_of (error), language);
  return service;
}

/* --- of the folders --------------------------------------------------------------------------------------------- */

static void
say_of_name (const char *name, const char *code, GPtrArray *remarks, YnLanguage language)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) details = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "title", name);
  yn_json_writer_end (writer);
  details = yn_json_writer_finish (writer);
  g_ptr_array_add (remarks, yn_remark_new (code, details, language));
}

/* Its id is the name of the file, or nobody finds it. */
static void
check_id (GBytes *text, const YnService *service, const char *id, YnLanguage language, GPtrArray *remarks)
{
  const char *called = yn_service_id (service);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnProblem) problem = NULL;

  if (g_str_equal (called, id))
    return;
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", called);
  yn_json_writer_member_string (writer, "text", id);
  yn_json_writer_end (writer);
  problem = yn_problem_new ("/id", NULL, "service-misnamed", yn_json_writer_finish (writer));
  yn_remark_add_problem (remarks, text, yn_service_json (service), problem, language);
}

/* Of files of one name the first folder's is taken, whether it can be used or not. */
static gboolean
is_behind_another (char **folders, guint n, const char *name)
{
  gboolean is_behind = FALSE;

  for (guint i = 0; i < n && !is_behind; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], name, NULL);
      g_autoptr (GBytes) bytes = yn_bytes_read (path, YN_SERVICE_MAX_BYTES, NULL);

      is_behind = bytes != NULL;
    }
  return is_behind;
}

/* @folders, of which @path is in number @n. What is offered was read and compiled already, and is right. */
static void
check_file (char **folders, guint n, const char *path, const char *id, YnLanguage language, GPtrArray *remarks)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (YnService) offered = NULL, service = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = NULL;

  if (!yn_service_is_name (id))
    {
      say_of_name (id, "service-name", remarks, language);
      return;
    }
  offered = yn_service_find (id, NULL);
  if (offered != NULL && !yn_service_is_own (offered))
    say_of_name (id, "service-taken", remarks, language);
  else if (is_behind_another (folders, n, name))
    say_of_name (id, "service-behind", remarks, language);
  if (offered != NULL || remarks->len > 0)
    return;
  text = yn_bytes_read (path, YN_SERVICE_MAX_BYTES, &error);
  if (text == NULL)
    {
      yn_remark_add_whole (remarks, yn_error_nick_of (error), language);
      return;
    }
  service = yn_service_proof (text, language, remarks);
  if (service != NULL)
    check_id (text, service, id, language, remarks);
}

static void
check_folder (char **folders, guint n, YnLanguage language, GPtrArray *all)
{
  g_autoptr (GDir) dir = g_dir_open (folders[n], 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (YnFaulty) faulty = NULL;
      g_autofree char *id = NULL;

      if (*name == '.' || !g_str_has_suffix (name, ".json"))
        continue;
      id = g_strndup (name, strlen (name) - strlen (".json"));
      faulty = g_new0 (YnFaulty, 1);
      faulty->path = g_build_filename (folders[n], name, NULL);
      faulty->remarks = yn_remarks_new ();
      check_file (folders, n, faulty->path, id, language, faulty->remarks);
      if (faulty->remarks->len > 0)
        g_ptr_array_add (all, g_steal_pointer (&faulty));
    }
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const YnFaulty *const *) a)->path, (*(const YnFaulty *const *) b)->path);
}

GPtrArray *
yn_services_faulty (YnLanguage language)
{
  g_auto (GStrv) folders = yn_service_folders ();
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_faulty_free);

  for (guint i = 0; folders[i] != NULL; i++)
    check_folder (folders, i, language, all);
  g_ptr_array_sort (all, compare_paths);
  return all;
}
