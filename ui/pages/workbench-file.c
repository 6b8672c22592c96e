/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The file that is written at the workbench: how it is begun, opened, saved and tried, and how work that was not saved
 * is put down and taken up again. */

#include "pages/workbench-page.h"
#include "pages/workbench-parts.h"

#include "ask.h"
#include "base/error.h"
#include "desk/files.h"
#include "explain.h"
#include "files.h"
#include "forms/sample.h"
#include "widgets/one-of.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define MAX_FILE (4 * 1024 * 1024)
#define PUT_DOWN "workbench.json"        /* below the data folder: work that was left unsaved */
#define PUT_DOWN_OF "workbench-file"     /* setting: the file that it belongs to */
#define OWN_SERVICES "services"          /* below the data folder */

static void
toast (YnWorkbenchPage *self, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "room.toast", "s", words);
}

static char *
data_path (YnWorkbenchPage *self, const char *relative)
{
  return yn_settings_path (yn_desk_settings (yn_page_desk (YN_PAGE (self))), relative);
}

/* @authoring is consumed. */
void
yn_workbench_take_up (YnWorkbenchPage *self, YnAuthoring *authoring, GFile *file)
{
  yn_authoring_free (self->pen.authoring);
  self->pen.authoring = authoring;
  g_set_object (&self->file, file);
  g_clear_pointer (&self->answers, yn_answers_unref);
  yn_workbench_say (self, NULL);
  yn_one_of_show_named (self->stack, "edit");
  yn_workbench_wrote (self, TRUE);
}

/* "X01", "X02", …: the first that nobody has, nor a file that is faulty. */
static char *
free_id (void)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *id = g_strdup_printf ("X%02u", i);
      g_autoptr (GError) error = NULL;
      g_autoptr (YnService) service = yn_service_find (id, &error);

      if (g_error_matches (error, YN_ERROR, YN_ERROR_NOT_FOUND))
        return g_steal_pointer (&id);
    }
}

static void
begun (YnWorkbenchPage *self, YnAuthoring *authoring, const GError *error)
{
  if (authoring != NULL)
    yn_workbench_take_up (self, authoring, NULL);
  else
    yn_explain_dialog (GTK_WIDGET (self), error, self->pen.language);
}

void
yn_workbench_like (YnWorkbenchPage *self)
{
  guint chosen = adw_combo_row_get_selected (self->models);
  g_autofree char *id = free_id ();
  g_autoptr (GError) error = NULL;

  if (chosen < self->services->len)
    begun (self, yn_authoring_like (yn_service_id (g_ptr_array_index (self->services, chosen)), id, &error), error);
}

void
yn_workbench_begin_empty (YnWorkbenchPage *self)
{
  g_autofree char *id = free_id ();
  g_autoptr (GError) error = NULL;

  begun (self, yn_authoring_empty (id, &error), error);
}

/* What is no service says where it breaks, as the preview does. */
static void
open_bytes (YnWorkbenchPage *self, GFile *file, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) remarks = yn_remarks_new ();
  YnAuthoring *authoring = g_bytes_get_size (bytes) <= MAX_FILE ? yn_authoring_open (bytes, &error) : NULL;
  g_autoptr (YnJson) json = NULL;

  if (authoring != NULL)
    {
      yn_workbench_take_up (self, authoring, file);
      return;
    }
  json = g_bytes_get_size (bytes) <= MAX_FILE ? yn_remark_parse (bytes, self->pen.language, remarks) : NULL;
  if (remarks->len > 0)
    {
      g_autofree char *name = g_file_get_basename (file);
      g_autofree char *line = yn_remark_line (g_ptr_array_index (remarks, 0), self->pen.language);

      yn_ask_tell (GTK_WIDGET (self), name, line);
    }
  else if (error != NULL)
    yn_ask_tell (GTK_WIDGET (self), _("This file is no service"),
                 _("A service file holds its id, its kind, a schema and a UI schema. To look at any other form, use "
                   "yinuo --form-preview."));
  else
    yn_ask_tell (GTK_WIDGET (self), _("This file is too large"),
                 _("A service file is a few hundred kilobytes at most."));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnWorkbenchPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = yn_files_read_finish (result, &error);

  if (bytes != NULL)
    open_bytes (self, yn_files_read_file (result), bytes);
  else
    yn_explain_dialog (GTK_WIDGET (self), error, self->pen.language);
}

void
yn_workbench_open (GFile *file, gpointer object)
{
  yn_files_read_async (file, NULL, read_cb, g_object_ref (object));
}

void
yn_workbench_ask_open (YnWorkbenchPage *self)
{
  static const char *const types[] = { "application/json", NULL };

  yn_ask_open (GTK_WIDGET (self), _("Open a service file"), _("Service files (JSON)"), types, yn_workbench_open, self);
}

static void
leave_cb (const char *answer, gpointer object)
{
  YnWorkbenchPage *self = YN_WORKBENCH_PAGE (object);
  g_autofree char *path = data_path (self, PUT_DOWN);

  if (!g_str_equal (answer, "leave"))
    return;
  g_unlink (path);
  g_clear_pointer (&self->pen.authoring, yn_authoring_free);
  g_clear_object (&self->file);
  yn_one_of_show_named (self->stack, "begin");
}

void
yn_workbench_put_away (YnWorkbenchPage *self)
{
  const YnAskAnswer answers[] = { { "leave", _("_Drop what is not saved"), YN_ASK_DESTRUCTIVE } };

  if (!yn_authoring_is_changed (self->pen.authoring))
    leave_cb ("leave", self);
  else
    yn_ask (GTK_WIDGET (self), _("This service is not saved"),
            _("What was written since it was last saved would be lost."), answers, G_N_ELEMENTS (answers), leave_cb,
            self);
}

static void
begin_trial (YnWorkbenchPage *self)
{
  g_autofree char *today = yn_clock_today (yn_desk_clock (yn_page_desk (YN_PAGE (self))));
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = yn_service_find (yn_authoring_id (self->pen.authoring), &error);
  g_autofree char *start = NULL;

  if (service == NULL)
    {
      yn_explain_dialog (GTK_WIDGET (self), error, self->pen.language);
      return;
    }
  start = yn_sample_start (service, today);
  gtk_widget_activate_action (GTK_WIDGET (self), "room.begin", "(sss)", yn_service_id (service), start, "");
}

/* Where it lies to be tried. */
static GFile *
own_file (YnWorkbenchPage *self)
{
  g_autofree char *name = g_strdup_printf (OWN_SERVICES "/%s.json", yn_authoring_id (self->pen.authoring));
  g_autofree char *path = data_path (self, name);

  return g_file_new_for_path (path);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnWorkbenchPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (yn_files_write_finish (result, &error))
    begin_trial (self);
  else
    yn_explain_dialog (GTK_WIDGET (self), error, self->pen.language);
}

/* A file that the person keeps elsewhere stays the one that is written; a copy is tried. */
static void
bring_to_trial (YnWorkbenchPage *self)
{
  g_autoptr (GFile) own = own_file (self);

  g_set_object (&self->tried, own);
  if (g_file_equal (own, self->file))
    begin_trial (self);
  else
    yn_files_write_async (own, self->writing, NULL, copied_cb, g_object_ref (self));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnWorkbenchPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *put_down = data_path (self, PUT_DOWN);
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;

  if (!yn_files_write_finish (result, &error))
    {
      yn_explain_dialog (GTK_WIDGET (self), error, self->pen.language);
      return;
    }
  yn_authoring_saved (self->pen.authoring, self->writing);
  g_unlink (put_down);
  name = g_file_get_parse_name (self->file);
  words = g_strdup_printf (_("Saved as version %s: %s"),
                           yn_json_get_string (yn_authoring_json (self->pen.authoring), "version"), name);
  toast (self, words);
  yn_workbench_show_standing (self);
  if (self->trying)
    bring_to_trial (self);
  self->trying = FALSE;
}

static void
write_to (YnWorkbenchPage *self, GFile *file)
{
  g_set_object (&self->file, file);
  g_clear_pointer (&self->writing, g_bytes_unref);
  self->writing = yn_authoring_print (self->pen.authoring);
  yn_files_write_async (file, self->writing, NULL, written_cb, g_object_ref (self));
}

static void
save_chosen_cb (GFile *file, gpointer object)
{
  write_to (YN_WORKBENCH_PAGE (object), file);
}

void
yn_workbench_save_as (YnWorkbenchPage *self)
{
  g_autofree char *name = g_strdup_printf ("%s.json", yn_authoring_id (self->pen.authoring));

  self->trying = FALSE;
  yn_ask_save (GTK_WIDGET (self), _("Save the service"), name, save_chosen_cb, self);
}

void
yn_workbench_save (YnWorkbenchPage *self)
{
  self->trying = FALSE;
  if (self->file != NULL)
    write_to (self, self->file);
  else
    yn_workbench_save_as (self);
}

/* A carried service of that id would be filed instead. */
static gboolean
is_carried (const char *id)
{
  g_autoptr (YnService) there = yn_service_find (id, NULL);

  return there != NULL && !yn_service_is_own (there);
}

/* Another service of the person's lies where this one would be tried. */
static gboolean
would_replace (YnWorkbenchPage *self, GFile *own)
{
  gboolean same = (self->file != NULL && g_file_equal (own, self->file))
                  || (self->tried != NULL && g_file_equal (own, self->tried));

  return !same && g_file_query_exists (own, NULL);
}

static void
write_for_trial (YnWorkbenchPage *self)
{
  g_autofree char *folder = data_path (self, OWN_SERVICES);
  g_autoptr (GFile) own_folder = g_file_new_for_path (folder);
  g_autoptr (GFile) own = own_file (self);

  g_mkdir_with_parents (folder, 0700);
  self->trying = TRUE;
  write_to (self, self->file == NULL || g_file_has_parent (self->file, own_folder) ? own : self->file);
}

static void
replace_answered_cb (const char *answer, gpointer object)
{
  if (g_str_equal (answer, "replace"))
    write_for_trial (object);
}

static void
ask_to_replace (YnWorkbenchPage *self)
{
  const YnAskAnswer answers[] = { { "replace", _("_Replace it"), YN_ASK_DESTRUCTIVE } };
  g_autofree char *heading = g_strdup_printf (_("Replace your other service %s?"), yn_authoring_id (self->pen.authoring));

  yn_ask (GTK_WIDGET (self), heading,
          _("It has the same id. Papers that were made with it keep the version they were made with. To keep both, give "
            "this one another id, among the texts and settings."),
          answers, G_N_ELEMENTS (answers), replace_answered_cb, self);
}

void
yn_workbench_try (YnWorkbenchPage *self)
{
  g_autoptr (GFile) own = own_file (self);

  yn_workbench_show_tasks (self);
  if (self->n_problems > 0)
    {
      yn_one_of_show_named (self->views, "tasks");
      yn_workbench_say (self, _("Put right first what the list names; then it can be tried."));
      return;
    }
  if (is_carried (yn_authoring_id (self->pen.authoring)))
    {
      gtk_stack_set_visible_child_name (self->parts, "texts");
      yn_workbench_say (
          self,
          _("This id belongs to a service that Yinuo carries. Give yours another one, among the texts and settings."));
      return;
    }
  yn_workbench_say (self, NULL);
  if (would_replace (self, own))
    ask_to_replace (self);
  else
    write_for_trial (self);
}

/* Nothing that was written is lost with the page. */
void
yn_workbench_put_down (YnWorkbenchPage *self)
{
  YnSettings *settings = yn_desk_settings (yn_page_desk (YN_PAGE (self)));
  g_autofree char *path = data_path (self, PUT_DOWN);
  g_autofree char *file = self->file != NULL ? g_file_get_path (self->file) : NULL;
  g_autofree char *text = NULL;

  if (self->pen.authoring == NULL || !yn_authoring_is_changed (self->pen.authoring))
    return;
  text = yn_json_print (yn_authoring_json (self->pen.authoring), YN_JSON_PRETTY);
  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
  yn_settings_set (settings, PUT_DOWN_OF, file);
}

/* Where unsaved work lies, it is taken up again; over the file that it belongs to, where that is still there. */
void
yn_workbench_resume (YnWorkbenchPage *self)
{
  YnSettings *settings = yn_desk_settings (yn_page_desk (YN_PAGE (self)));
  g_autofree char *path = data_path (self, PUT_DOWN);
  g_autofree char *of = yn_settings_get (settings, PUT_DOWN_OF);
  g_autoptr (GBytes) work = yn_file_read (path, MAX_FILE, NULL);
  g_autoptr (GBytes) saved = of != NULL && *of != '\0' ? yn_file_read (of, MAX_FILE, NULL) : NULL;
  YnAuthoring *authoring = saved != NULL ? yn_authoring_open (saved, NULL) : NULL;
  g_autoptr (GFile) file = authoring != NULL ? g_file_new_for_path (of) : NULL;
  const char *id;

  if (work == NULL)
    {
      yn_authoring_free (authoring);
      return;
    }
  if (authoring == NULL)
    {
      g_autoptr (YnAuthoring) there = yn_authoring_open (work, NULL);

      id = there != NULL ? yn_authoring_id (there) : NULL;
      authoring = id != NULL ? yn_authoring_empty (id, NULL) : NULL;
    }
  if (authoring == NULL)
    return;
  yn_authoring_resume (authoring, work);
  yn_workbench_take_up (self, authoring, file);
  yn_workbench_say (self, _("This is the work that was left unsaved last time."));
}
