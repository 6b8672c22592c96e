/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "desk/files.h"
#include "forms/faulty.h"
#include "forms/layout.h"

static YnExit
show_one (YnChair *chair, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = yn_service_find (id, &error);
  g_autoptr (YnProblem) incomplete = NULL;
  const YnJson *at_hand;

  if (service == NULL)
    return yn_say_error (chair, error);
  if (chair->json)
    {
      yn_say_json (yn_service_json (service));
      return YN_EXIT_YES;
    }
  yn_say_line ("%s  %s", yn_service_id (service), yn_service_title (service, chair->language));
  yn_say_line ("%s", yn_json_text (yn_json_get (yn_service_json (service), "summary"), chair->language));
  yn_say_line (_("About %d minutes. Have at hand:"), (int) yn_json_get_int (yn_service_json (service), "minutes", 10));
  at_hand = yn_json_get (yn_service_json (service), "atHand");
  for (guint i = 0; i < yn_json_size (at_hand); i++)
    {
      const YnJson *where = yn_json_get (yn_json_at (at_hand, i), "where");

      yn_say_line ("  · %s", yn_json_text (yn_json_at (at_hand, i), chair->language));
      if (where != NULL)
        yn_say_line ("    %s", yn_json_text (where, chair->language));
    }
  incomplete = yn_service_incomplete (service);
  if (incomplete != NULL)
    {
      g_autofree char *words = yn_problem_words (incomplete, chair->language);

      yn_say_line (_("Incomplete: %s"), words);
    }
  return YN_EXIT_YES;
}

/* All that is wrong, a line each. */
static YnExit
say_remarks (YnChair *chair, GPtrArray *remarks)
{
  g_autoptr (GError) error = g_error_new_literal (YN_ERROR, YN_ERROR_BAD_SERVICE, "");
  g_autoptr (YnExplanation) words = yn_problems_explain (error, chair->language);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < remarks->len; i++)
    {
      g_autofree char *line = yn_remark_line (g_ptr_array_index (remarks, i), chair->language);

      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", line);
    }
  yn_say_explanation (chair, words, lines->str);
  return yn_exit_of (error);
}

/* For whoever writes a service: whether the file could be used as it stands. */
static YnExit
check_file (YnChair *chair, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = yn_file_read (path, YN_FILE_MAX_BYTES, &error);
  g_autoptr (GPtrArray) remarks = yn_remarks_new ();
  g_autoptr (YnService) service = bytes != NULL ? yn_service_proof (bytes, chair->language, remarks) : NULL;
  g_autoptr (GPtrArray) problems = NULL;

  if (bytes == NULL)
    return yn_say_error (chair, error);
  if (service == NULL)
    return say_remarks (chair, remarks);
  problems = yn_form_hideable (service, chair->language);
  if (!chair->json && problems->len == 0)
    yn_say_line (_("%s  %s: this file can be used."), yn_service_id (service),
                 yn_service_title (service, chair->language));
  return yn_say_problems (chair, problems);
}

static void
write_remark (YnJsonWriter *writer, const YnRemark *remark)
{
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_int (writer, "line", remark->line);
  yn_json_writer_member_int (writer, "column", remark->column);
  yn_json_writer_member_string (writer, "pointer", remark->pointer);
  yn_json_writer_member_string (writer, "code", remark->code);
  yn_json_writer_member_string (writer, "words", remark->words);
  yn_json_writer_end (writer);
}

/* Own files that are not among the services: never silently. */
static void
show_faulty (YnChair *chair, YnJsonWriter *writer)
{
  g_autoptr (GPtrArray) all = yn_services_faulty (chair->language);

  yn_json_writer_name (writer, "faulty");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < all->len; i++)
    {
      const YnFaulty *faulty = g_ptr_array_index (all, i);

      if (!chair->json)
        yn_say_line (_("Cannot be used: %s"), faulty->path);
      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "file", faulty->path);
      yn_json_writer_name (writer, "problems");
      yn_json_writer_begin_array (writer);
      for (guint j = 0; j < faulty->remarks->len; j++)
        {
          const YnRemark *remark = g_ptr_array_index (faulty->remarks, j);
          g_autofree char *line = yn_remark_line (remark, chair->language);

          if (!chair->json)
            yn_say_line ("  %s", line);
          write_remark (writer, remark);
        }
      yn_json_writer_end (writer);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

static YnExit
show_all (YnChair *chair)
{
  g_autoptr (GPtrArray) services = yn_services_all ();
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "services");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < services->len; i++)
    {
      const YnService *service = g_ptr_array_index (services, i);
      g_autoptr (YnProblem) incomplete = yn_service_incomplete (service);

      if (!chair->json)
        yn_say_line ("%-5s %s%s", yn_service_id (service), yn_service_title (service, chair->language),
                     incomplete != NULL ? _(" (incomplete: cannot be filed)") : "");
      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "id", yn_service_id (service));
      yn_json_writer_member_string (writer, "version", yn_service_version (service));
      yn_json_writer_member_string (writer, "kind", yn_service_kind (service));
      yn_json_writer_member_string (writer, "title", yn_service_title (service, chair->language));
      yn_json_writer_member_string (writer, "lacks", incomplete != NULL ? incomplete->code : NULL);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  show_faulty (chair, writer);
  yn_json_writer_end (writer);
  if (chair->json)
    {
      g_autoptr (YnJson) json = yn_json_writer_finish (writer);

      yn_say_json (json);
    }
  return YN_EXIT_YES;
}

YnExit
yn_verb_services (YnChair *chair, int argc, char **argv)
{
  if (!yn_chair_options (chair, &argc, &argv, NULL, "[show ID | check FILE.json]", 0, 2))
    return YN_EXIT_WRONG_USE;
  if (argc == 1)
    return show_all (chair);
  if (argc == 3 && strcmp (argv[1], "show") == 0)
    return show_one (chair, argv[2]);
  if (argc == 3 && strcmp (argv[1], "check") == 0)
    return check_file (chair, argv[2]);
  return yn_say_wrong_use (chair, _("Say `services`, `services show ID` or `services check FILE`."));
}
