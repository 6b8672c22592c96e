/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/workbench-page.h"

#include "ask.h"
#include "desk/files.h"
#include "desk/loose.h"
#include "explain.h"
#include "files.h"
#include "forms/form-view.h"
#include "forms/sample.h"
#include "pages/workbench-pen.h"
#include "widgets/beside.h"
#include "widgets/one-of.h"
#include "widgets/paper-view.h"
#include "widgets/paragraph.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* The form, the letter and the list of tasks follow the typing, but no key waits for them. */
#define FOLLOW_MS 180
#define MAX_FILE (4 * 1024 * 1024)
#define PUT_DOWN "workbench.json"        /* below the data folder: work that was left unsaved */
#define PUT_DOWN_OF "workbench-file"     /* setting: the file that it belongs to */
#define OWN_SERVICES "services"          /* below the data folder */

struct _YnWorkbenchPage
{
  YnPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  AdwComboRow *models;
  GtkWidget *undo;
  GtkWidget *redo;
  GtkWidget *try;
  GtkLabel *standing;
  GtkLabel *remark;
  GtkStack *parts;
  GtkListBox *questions;
  GtkListBox *clauses;
  GtkMenuButton *commons;
  GtkListBox *texts;
  GtkStack *views;
  GtkStackPage *tasks_page;
  YnFormView *form_zh;
  YnFormView *form_en;
  YnPaperView *letter;
  GtkBox *tasks;

  GPtrArray *services; /* of YnService: those to begin like */
  YnPen pen;
  GFile *file;         /* NULL: never saved */
  GBytes *writing;     /* on its way to the disk */
  gboolean trying;     /* once it is written, it is begun */
  YnAnswers *answers;  /* NULL: no form yet */
  guint n_problems;
  gboolean anew;       /* rows are to be made again */
  guint following;     /* source */
  GCancellable *printing;
};

G_DEFINE_FINAL_TYPE (YnWorkbenchPage, yn_workbench_page, YN_TYPE_PAGE)

static void
say (YnWorkbenchPage *self, const char *words)
{
  gtk_label_set_text (self->remark, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), words != NULL);
}

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

/* --- what stands beside ----------------------------------------------------------------------------------------- */

static const char *
view (YnWorkbenchPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->views);

  return name != NULL ? name : "";
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnWorkbenchPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnLooseSight) sight = yn_loose_look_finish (YN_DESK (source), result, &error);

  if (sight != NULL)
    yn_paper_view_set_pages (self->letter, sight->images, sight->texts);
}

static void
show_letter (YnWorkbenchPage *self)
{
  g_cancellable_cancel (self->printing);
  g_clear_object (&self->printing);
  self->printing = g_cancellable_new ();
  yn_loose_look_async (yn_page_desk (YN_PAGE (self)), yn_answers_service (self->answers),
                       yn_answers_json (self->answers), self->printing, looked_cb, g_object_ref (self));
}

static void
add_line (YnWorkbenchPage *self, const char *words, const char *class)
{
  GtkWidget *label = yn_paragraph_new (words, class);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (self->tasks, label);
}

static guint
add_tasks (YnWorkbenchPage *self, YnAuthoringTask task, const char *title)
{
  g_autoptr (GPtrArray) remarks = yn_authoring_tasks (self->pen.authoring, task, self->pen.language);

  if (remarks->len > 0)
    add_line (self, title, "heading");
  for (guint i = 0; i < remarks->len; i++)
    {
      const YnRemark *remark = g_ptr_array_index (remarks, i);
      g_autofree char *line = g_strdup_printf (_("%s  (file: line %u, column %u)"), remark->words, remark->line,
                                               remark->column);

      add_line (self, remark->line > 0 ? line : remark->words, task == YN_AUTHORING_PROBLEM ? "problem" : NULL);
    }
  return remarks->len;
}

static void
show_tasks (YnWorkbenchPage *self)
{
  g_autofree char *title = NULL;
  GtkWidget *child;
  guint all;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tasks))) != NULL)
    gtk_box_remove (self->tasks, child);
  self->n_problems = add_tasks (self, YN_AUTHORING_PROBLEM, _("To be put right: it cannot be used so"));
  all = self->n_problems + add_tasks (self, YN_AUTHORING_UNTRANSLATED, _("Without English"))
        + add_tasks (self, YN_AUTHORING_UNVERIFIED, _("Not verified by the authority"));
  if (all == 0)
    add_line (self, _("Nothing is left to do"), NULL);
  title = g_strdup_printf (_("To do (%u)"), all);
  gtk_stack_page_set_title (self->tasks_page, title);
}

static void
show_view (YnWorkbenchPage *self)
{
  g_autofree char *today = NULL;

  if (self->answers == NULL)
    return;
  today = yn_clock_today (yn_desk_clock (yn_page_desk (YN_PAGE (self))));
  if (g_str_equal (view (self), "form-zh"))
    yn_form_view_set_answers (self->form_zh, self->answers, today, YN_LANGUAGE_ZH_CN);
  else if (g_str_equal (view (self), "form-en"))
    yn_form_view_set_answers (self->form_en, self->answers, today, YN_LANGUAGE_EN);
  else if (g_str_equal (view (self), "letter"))
    show_letter (self);
}

static void
view_cb (YnWorkbenchPage *self)
{
  show_view (self);
}

/* --- following the pen ------------------------------------------------------------------------------------------ */

/* The form as it is now; the last good one stays while it cannot be made. */
static void
make_form (YnWorkbenchPage *self)
{
  g_autoptr (GBytes) bytes = yn_authoring_print (self->pen.authoring);
  g_autoptr (YnService) service = yn_service_new (bytes, NULL);
  g_autofree char *today = yn_clock_today (yn_desk_clock (yn_page_desk (YN_PAGE (self))));
  g_autoptr (YnJson) answers = NULL;

  if (service == NULL)
    return;
  answers = self->answers != NULL ? yn_json_ref (yn_answers_json (self->answers))
                                  : yn_sample_answers (service, today, YN_LANGUAGE_ZH_CN);
  g_clear_pointer (&self->answers, yn_answers_unref);
  self->answers = yn_answers_new (service, answers);
}

static void
show_standing (YnWorkbenchPage *self)
{
  YnAuthoring *authoring = self->pen.authoring;
  g_autoptr (GBytes) bytes = yn_authoring_print (authoring);
  g_autoptr (YnJson) saved = yn_json_parse_bytes (bytes, NULL);
  const char *version = yn_json_get_string (saved, "version");
  const char *now = yn_json_get_string (yn_authoring_json (authoring), "version");
  gboolean changed = yn_authoring_is_changed (authoring);
  g_autofree char *words = NULL;

  if (!changed)
    words = g_strdup_printf (_("%s · version %s · saved"), yn_authoring_id (authoring), now);
  else if (g_strcmp0 (version, now) != 0)
    words = g_strdup_printf (_("%s · version %s, saved as version %s"), yn_authoring_id (authoring), now, version);
  else
    words = g_strdup_printf (_("%s · version %s · not saved"), yn_authoring_id (authoring), now);
  gtk_label_set_text (self->standing, words);
  gtk_widget_set_sensitive (self->undo, yn_authoring_can_undo (authoring));
  gtk_widget_set_sensitive (self->redo, yn_authoring_can_redo (authoring));
}

static void
add_common_cb (GtkButton *button, YnWorkbenchPage *self)
{
  gtk_menu_button_popdown (self->commons);
  if (yn_authoring_add_clause (self->pen.authoring, g_object_get_data (G_OBJECT (button), "id")))
    self->pen.wrote (self, TRUE);
}

static void
show_commons (YnWorkbenchPage *self)
{
  g_auto (GStrv) ids = yn_authoring_common_clauses (self->pen.authoring);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (ids[i]);

      gtk_widget_add_css_class (button, "flat");
      g_object_set_data_full (G_OBJECT (button), "id", g_strdup (ids[i]), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (add_common_cb), self, 0);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (self->commons, popover);
  gtk_widget_set_sensitive (GTK_WIDGET (self->commons), ids[0] != NULL);
}

static void
show_rows (YnWorkbenchPage *self)
{
  self->anew = FALSE;
  yn_pen_show_questions (&self->pen, self->questions);
  yn_pen_show_clauses (&self->pen, self->clauses);
  yn_pen_show_texts (&self->pen, self->texts);
  show_commons (self);
}

static gboolean
follow_cb (gpointer data)
{
  YnWorkbenchPage *self = data;

  self->following = 0;
  if (self->anew)
    show_rows (self);
  make_form (self);
  show_tasks (self);
  show_standing (self);
  show_view (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: who says so is a row that may go. */
static void
wrote (gpointer page, gboolean anew)
{
  YnWorkbenchPage *self = YN_WORKBENCH_PAGE (page);

  self->anew |= anew;
  g_clear_handle_id (&self->following, g_source_remove);
  self->following = g_timeout_add (anew ? 0 : FOLLOW_MS, follow_cb, self);
}

/* --- beginning -------------------------------------------------------------------------------------------------- */

/* @authoring is consumed. */
static void
take_up (YnWorkbenchPage *self, YnAuthoring *authoring, GFile *file)
{
  yn_authoring_free (self->pen.authoring);
  self->pen.authoring = authoring;
  g_set_object (&self->file, file);
  g_clear_pointer (&self->answers, yn_answers_unref);
  say (self, NULL);
  yn_one_of_show_named (self->stack, "edit");
  wrote (self, TRUE);
}

/* "X01", "X02", …: the first that nobody has. */
static char *
free_id (void)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *id = g_strdup_printf ("X%02u", i);
      g_autoptr (YnService) service = yn_service_find (id, NULL);

      if (service == NULL)
        return g_steal_pointer (&id);
    }
}

static void
begun (YnWorkbenchPage *self, YnAuthoring *authoring, const GError *error)
{
  if (authoring != NULL)
    take_up (self, authoring, NULL);
  else
    yn_explain_dialog (GTK_WIDGET (self), error, self->pen.language);
}

static void
like_cb (YnWorkbenchPage *self)
{
  guint chosen = adw_combo_row_get_selected (self->models);
  g_autofree char *id = free_id ();
  g_autoptr (GError) error = NULL;

  if (chosen < self->services->len)
    begun (self, yn_authoring_like (yn_service_id (g_ptr_array_index (self->services, chosen)), id, &error), error);
}

static void
empty_cb (YnWorkbenchPage *self)
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
      take_up (self, authoring, file);
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
    yn_ask_tell (GTK_WIDGET (self), _("This file is too large"), _("A service file is a few hundred kilobytes at most."));
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

static void
open_chosen_cb (GFile *file, gpointer object)
{
  yn_files_read_async (file, NULL, read_cb, g_object_ref (object));
}

static void
open_cb (YnWorkbenchPage *self)
{
  static const char *const types[] = { "application/json", NULL };

  yn_ask_open (GTK_WIDGET (self), _("Open a service file"), _("Service files (JSON)"), types, open_chosen_cb, self);
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

static void
begin_cb (YnWorkbenchPage *self)
{
  const YnAskAnswer answers[] = { { "leave", _("_Drop what is not saved"), YN_ASK_DESTRUCTIVE } };

  if (!yn_authoring_is_changed (self->pen.authoring))
    leave_cb ("leave", self);
  else
    yn_ask (GTK_WIDGET (self), _("This service is not saved"), _("What was written since it was last saved would be lost."),
            answers, G_N_ELEMENTS (answers), leave_cb, self);
}

/* --- writing ---------------------------------------------------------------------------------------------------- */

static void
undo_cb (YnWorkbenchPage *self)
{
  if (yn_authoring_undo (self->pen.authoring))
    wrote (self, TRUE);
}

static void
redo_cb (YnWorkbenchPage *self)
{
  if (yn_authoring_redo (self->pen.authoring))
    wrote (self, TRUE);
}

static void
add_question_cb (YnWorkbenchPage *self)
{
  g_free (yn_authoring_add_question (self->pen.authoring, NULL));
  wrote (self, TRUE);
}

static void
add_heading_cb (YnWorkbenchPage *self)
{
  g_free (yn_authoring_add_heading (self->pen.authoring, NULL));
  wrote (self, TRUE);
}

static void
add_clause_cb (YnWorkbenchPage *self)
{
  yn_authoring_add_clause (self->pen.authoring, NULL);
  wrote (self, TRUE);
}

static void
table_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnWorkbenchPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = yn_files_read_finish (result, &error);
  g_autoptr (GPtrArray) remarks = yn_remarks_new ();
  g_autoptr (GString) words = g_string_new (NULL);
  int taken = bytes != NULL ? yn_authoring_read_table (self->pen.authoring, bytes, self->pen.language, remarks, &error)
                            : -1;

  if (taken < 0)
    {
      yn_explain_dialog (GTK_WIDGET (self), error, self->pen.language);
      return;
    }
  g_string_printf (words, ngettext ("%d question taken from the table.", "%d questions taken from the table.", taken),
                   taken);
  for (guint i = 0; i < MIN (remarks->len, 20); i++)
    {
      const YnRemark *remark = g_ptr_array_index (remarks, i);

      g_string_append_c (words, '\n');
      g_string_append_printf (words, _("Row of line %u left out: %s"), remark->line, remark->words);
    }
  say (self, words->str);
  wrote (self, TRUE);
}

static void
table_chosen_cb (GFile *file, gpointer object)
{
  yn_files_read_async (file, NULL, table_read_cb, g_object_ref (object));
}

static void
table_cb (YnWorkbenchPage *self)
{
  static const char *const types[] = { "text/csv", NULL };

  yn_ask_open (GTK_WIDGET (self), _("Questions from a spreadsheet"), _("Tables (CSV)"), types, table_chosen_cb, self);
}

/* --- saving, and trying it --------------------------------------------------------------------------------------- */

static void
begin_trial (YnWorkbenchPage *self)
{
  g_autofree char *today = yn_clock_today (yn_desk_clock (yn_page_desk (YN_PAGE (self))));
  g_autoptr (GError) error = NULL;
  g_autoptr (YnService) service = yn_service_find (yn_authoring_id (self->pen.authoring), &error);
  g_autoptr (YnJson) sample = NULL;
  g_autofree char *text = NULL;

  if (service == NULL)
    {
      yn_explain_dialog (GTK_WIDGET (self), error, self->pen.language);
      return;
    }
  sample = yn_sample_answers (service, today, YN_LANGUAGE_ZH_CN);
  yn_json_put (&sample, "/enterprise", NULL); /* the enterprise knows its own */
  text = yn_json_print (sample, YN_JSON_COMPACT);
  gtk_widget_activate_action (GTK_WIDGET (self), "room.begin", "(sss)", yn_service_id (service), text, "");
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
  show_standing (self);
  if (self->trying)
    begin_trial (self);
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

static void
save_cb (YnWorkbenchPage *self)
{
  g_autofree char *name = g_strdup_printf ("%s.json", yn_authoring_id (self->pen.authoring));

  self->trying = FALSE;
  if (self->file != NULL)
    write_to (self, self->file);
  else
    yn_ask_save (GTK_WIDGET (self), _("Save the service"), name, save_chosen_cb, self);
}

/* A carried service of that id would be filed instead. */
static gboolean
is_carried (const char *id)
{
  g_autoptr (YnService) there = yn_service_find (id, NULL);

  return there != NULL && !yn_service_is_own (there);
}

static void
try_cb (YnWorkbenchPage *self)
{
  const char *id = yn_authoring_id (self->pen.authoring);
  g_autofree char *folder = data_path (self, OWN_SERVICES);
  g_autofree char *name = g_strdup_printf ("%s.json", id);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) own = g_file_new_for_path (path);

  show_tasks (self);
  if (self->n_problems > 0)
    {
      yn_one_of_show_named (self->views, "tasks");
      say (self, _("Put right first what the list names; then it can be tried."));
      return;
    }
  if (is_carried (id))
    {
      gtk_stack_set_visible_child_name (self->parts, "texts");
      say (self, _("This id belongs to a service that Yinuo carries. Give yours another one, among the texts and settings."));
      return;
    }
  g_mkdir_with_parents (folder, 0700);
  say (self, NULL);
  self->trying = TRUE;
  write_to (self, own);
}

/* Nothing that was written is lost with the page. */
static void
yn_workbench_page_save_now (YnPage *page)
{
  YnWorkbenchPage *self = YN_WORKBENCH_PAGE (page);
  YnSettings *settings = yn_desk_settings (yn_page_desk (page));
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
static void
resume (YnWorkbenchPage *self)
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
  take_up (self, authoring, file);
  say (self, _("This is the work that was left unsaved last time."));
}

/* --- making ----------------------------------------------------------------------------------------------------- */

static void
list_models (YnWorkbenchPage *self)
{
  g_autoptr (GPtrArray) all = yn_services_all ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      YnService *service = g_ptr_array_index (all, i);
      g_autofree char *name = g_strdup_printf ("%s  %s", yn_service_id (service),
                                               yn_service_title (service, self->pen.language));

      if (g_strcmp0 (yn_service_kind (service), "commitment") != 0)
        continue;
      g_ptr_array_add (self->services, yn_service_ref (service));
      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (self->models, G_LIST_MODEL (names));
}

static YnPage *
yn_workbench_page_again (YnPage *page)
{
  YnWorkbenchPage *self = YN_WORKBENCH_PAGE (page);
  YnWorkbenchPage *again = g_object_new (YN_TYPE_WORKBENCH_PAGE, "desk", yn_page_desk (page), NULL);

  if (self->pen.authoring != NULL)
    take_up (again, g_steal_pointer (&self->pen.authoring), self->file);
  return YN_PAGE (again);
}

YnPage *
yn_workbench_page_new (YnDesk *desk, GFile *file)
{
  YnWorkbenchPage *self = g_object_new (YN_TYPE_WORKBENCH_PAGE, "desk", desk, NULL);

  if (file != NULL)
    open_chosen_cb (file, self);
  else
    resume (self);
  return YN_PAGE (self);
}

static void
yn_workbench_page_constructed (GObject *object)
{
  YnWorkbenchPage *self = YN_WORKBENCH_PAGE (object);

  G_OBJECT_CLASS (yn_workbench_page_parent_class)->constructed (object);
  self->pen = (YnPen) { NULL, yn_page_language (YN_PAGE (self)), wrote, self };
  yn_page_set_title (YN_PAGE (self), _("Department’s workbench"));
  list_models (self);
}

static void
yn_workbench_page_dispose (GObject *object)
{
  YnWorkbenchPage *self = YN_WORKBENCH_PAGE (object);

  g_clear_handle_id (&self->following, g_source_remove);
  g_cancellable_cancel (self->printing);
  g_clear_object (&self->printing);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (yn_workbench_page_parent_class)->dispose (object);
}

static void
yn_workbench_page_finalize (GObject *object)
{
  YnWorkbenchPage *self = YN_WORKBENCH_PAGE (object);

  g_clear_pointer (&self->pen.authoring, yn_authoring_free);
  g_clear_pointer (&self->answers, yn_answers_unref);
  g_clear_pointer (&self->writing, g_bytes_unref);
  g_ptr_array_unref (self->services);
  G_OBJECT_CLASS (yn_workbench_page_parent_class)->finalize (object);
}

static void
yn_workbench_page_class_init (YnWorkbenchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = yn_workbench_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = yn_workbench_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = yn_workbench_page_finalize;
  YN_PAGE_CLASS (klass)->again = yn_workbench_page_again;
  YN_PAGE_CLASS (klass)->save_now = yn_workbench_page_save_now;
  g_type_ensure (YN_TYPE_BESIDE);
  g_type_ensure (YN_TYPE_FORM_VIEW);
  g_type_ensure (YN_TYPE_PAPER_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/workbench-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, models);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, undo);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, redo);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, try);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, standing);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, remark);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, parts);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, questions);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, clauses);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, commons);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, texts);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, views);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, tasks_page);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, form_zh);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, form_en);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, letter);
  gtk_widget_class_bind_template_child (widget_class, YnWorkbenchPage, tasks);
  gtk_widget_class_bind_template_callback (widget_class, like_cb);
  gtk_widget_class_bind_template_callback (widget_class, empty_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, redo_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_question_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_heading_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clause_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_cb);
}

static void
yn_workbench_page_init (YnWorkbenchPage *self)
{
  self->services = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_service_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_form_view_leave_out_attachments (self->form_zh);
  yn_form_view_leave_out_attachments (self->form_en);
}
