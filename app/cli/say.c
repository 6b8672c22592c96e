/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/chair.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <stdio.h>
#include "base/json-fault.h"
#include "forms/remark.h"

void
yn_say_line (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  g_print ("%s\n", line);
}

void
yn_say_progress (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("%s\n", line);
}

/* Machines read UTF-8, whatever the terminal does. */
void
yn_say_json (const YnJson *json)
{
  g_autofree char *text = yn_json_print (json, YN_JSON_PRETTY);

  fputs (text, stdout);
}

/* Weather passes; what cannot be read is wrong use; what cannot be judged here is said so; the rest is a clear no. */
YnExit
yn_exit_of (const GError *error)
{
  static const YnError unreadable[] = { YN_ERROR_FILE_UNREADABLE,
                                        YN_ERROR_FOLDER_NOT_FILE,
                                        YN_ERROR_FILE_UNWRITABLE,
                                        YN_ERROR_FILE_EXISTS,
                                        YN_ERROR_FILE_EMPTY,
                                        YN_ERROR_TOO_LARGE,
                                        YN_ERROR_WRONG_TYPE,
                                        YN_ERROR_BAD_JSON,
                                        YN_ERROR_WRONG_USE,
                                        YN_ERROR_NO_TERMINAL,
                                        YN_ERROR_BAD_SERVICE,
                                        YN_ERROR_WRITING_FORBIDDEN,
                                        YN_ERROR_DISK_FULL,
                                        YN_ERROR_FILE_NAME_UNFIT,
                                        YN_ERROR_FOLDER_GONE,
                                        YN_ERROR_FORM_TOO_LARGE,
                                        YN_ERROR_BAD_PDF,
                                        YN_ERROR_ENCRYPTED_PDF,
                                        YN_ERROR_NOT_FOUND,
                                        YN_ERROR_AMBIGUOUS_ID,
                                        YN_ERROR_KEY_FILE_PROTECTION,
                                        YN_ERROR_KEY_FILE_INCOMPLETE,
                                        YN_ERROR_BAD_KEY_FILE,
                                        YN_ERROR_CUT_OFF,
                                        YN_ERROR_BAD_PICTURE,
                                        YN_ERROR_PHONE_PICTURE,
                                        YN_ERROR_WEB_PICTURE,
                                        YN_ERROR_OFD,
                                        YN_ERROR_OFFICE_FILE,
                                        YN_ERROR_ARCHIVE,
                                        YN_ERROR_WEB_PAGE,
                                        YN_ERROR_PDF_WITHOUT_PAGES,
                                        YN_ERROR_BAD_SIGN_FILE };
  static const YnError later[] = { YN_ERROR_STORE_LOCKED,   YN_ERROR_KEYRING_LOCKED, YN_ERROR_KEYRING_ABSENT,
                                   YN_ERROR_ALREADY_RUNNING, YN_ERROR_SIGNER_AWAITED, YN_ERROR_TIMESTAMP_UNREACHABLE };

  if (yn_error_is_weather (error))
    return YN_EXIT_LATER;
  for (guint i = 0; i < G_N_ELEMENTS (unreadable); i++)
    if (g_error_matches (error, YN_ERROR, unreadable[i]))
      return YN_EXIT_WRONG_USE;
  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    if (g_error_matches (error, YN_ERROR, later[i]))
      return YN_EXIT_LATER;
  return YN_EXIT_NO;
}

YnJson *
yn_explanation_json (const YnExplanation *words, const char *detail)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "code", words->code);
  yn_json_writer_member_string (writer, "what", words->what);
  yn_json_writer_member_string (writer, "means", words->means);
  yn_json_writer_member_string (writer, "do", words->remedy);
  yn_json_writer_member_string (writer, "detail", detail);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

void
yn_say_explanation (YnChair *chair, const YnExplanation *words, const char *detail)
{
  if (chair->json)
    {
      g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
      g_autoptr (YnJson) error = yn_explanation_json (words, detail);
      g_autoptr (YnJson) json = NULL;

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_value (writer, "error", error);
      yn_json_writer_end (writer);
      json = yn_json_writer_finish (writer);
      yn_say_json (json);
      return;
    }
  yn_say_progress ("%s", words->what);
  if (words->means[0] != '\0')
    yn_say_progress ("%s", words->means);
  if (words->remedy[0] != '\0')
    yn_say_progress ("%s", words->remedy);
  yn_say_progress ("[%s] %s", words->code, detail);
}

/* Whoever is told that data is damaged or locked up asks first where it lies. */
static gboolean
is_about_the_store (const GError *error)
{
  static const YnError codes[] = { YN_ERROR_STORE_DAMAGED, YN_ERROR_STORE_KEY_LOST };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, YN_ERROR, codes[i]))
      return TRUE;
  return FALSE;
}

/* What broke in a JSON text is said in words, too. New. */
static char *
detail_of (const GError *error, YnLanguage language)
{
  guint line = 0, column = 0;
  const char *code = yn_json_fault_of (error, &line, &column);
  g_autoptr (YnRemark) remark = code != NULL ? yn_remark_new (code, NULL, language) : NULL;

  if (remark == NULL)
    return g_strdup (error->message);
  remark->line = line;
  remark->column = column;
  return yn_remark_line (remark, language);
}

YnExit
yn_say_error (YnChair *chair, const GError *error)
{
  g_autoptr (YnExplanation) words = yn_problems_explain (error, chair->language);
  g_autofree char *detail = detail_of (error, chair->language);

  if (is_about_the_store (error))
    {
      g_autoptr (YnSettings) settings = yn_settings_look (chair->data_dir);
      g_autofree char *where = g_strdup_printf (_("%s The data lies in %s. To begin anew without it: yinuoctl doctor "
                                                 "--set-aside"),
                                               words->remedy, yn_settings_data_dir (settings));

      g_free (words->remedy);
      words->remedy = g_steal_pointer (&where);
    }
  yn_say_explanation (chair, words, detail);
  return yn_exit_of (error);
}

void
yn_write_problems (YnChair *chair, YnJsonWriter *writer, GPtrArray *problems)
{
  yn_json_writer_name (writer, "problems");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < problems->len; i++)
    {
      g_autoptr (YnJson) problem = yn_problem_json (g_ptr_array_index (problems, i), chair->language);

      yn_json_writer_value (writer, problem);
    }
  yn_json_writer_end (writer);
}

YnExit
yn_say_problems (YnChair *chair, GPtrArray *problems)
{
  if (chair->json)
    {
      g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
      g_autoptr (YnJson) json = NULL;

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_boolean (writer, "valid", problems->len == 0);
      yn_write_problems (chair, writer, problems);
      yn_json_writer_end (writer);
      json = yn_json_writer_finish (writer);
      yn_say_json (json);
    }
  for (guint i = 0; !chair->json && i < problems->len; i++)
    {
      const YnProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *words = yn_problem_words (problem, chair->language);

      yn_say_line ("%s  [%s]  %s", problem->pointer, problem->code, words);
    }
  return problems->len == 0 ? YN_EXIT_YES : YN_EXIT_NO;
}
