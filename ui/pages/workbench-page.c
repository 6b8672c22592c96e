/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/workbench-page.h"
#include "pages/workbench-parts.h"

#include "ask.h"
#include "explain.h"
#include "files.h"
#include "widgets/beside.h"
#include "widgets/why.h"

#include <glib/gi18n.h>

/* The form, the letter and the list of tasks follow the typing, but no key waits for them. */
#define FOLLOW_MS 180

/* Of a table; the others are counted. */
#define MAX_REMARKS 20

/* Who pauses so long begins another step of undo. */
#define PAUSE_MS 900

G_DEFINE_FINAL_TYPE (YnWorkbenchPage, yn_workbench_page, YN_TYPE_PAGE)

void
yn_workbench_say (YnWorkbenchPage *self, const char *words)
{
  gtk_label_set_text (self->remark, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), words != NULL);
}

/* --- following the pen ------------------------------------------------------------------------------------------ */

void
yn_workbench_show_standing (YnWorkbenchPage *self)
{
  YnAuthoring *authoring = self->pen.authoring;
  g_autofree char *version = yn_authoring_next_version (authoring);
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
  yn_why_not (self->undo, yn_authoring_can_undo (authoring) ? NULL : _("There is nothing to undo."),
              _("Undo (Ctrl+Z)"));
  yn_why_not (self->redo, yn_authoring_can_redo (authoring) ? NULL : _("There is nothing to redo."),
              _("Redo (Ctrl+Shift+Z)"));
}

/* @place is consumed. */
static void
go_to_new (YnWorkbenchPage *self, GtkListBox *list, char *place)
{
  g_free (self->added);
  self->added = place;
  self->added_to = list;
  yn_workbench_wrote (self, TRUE);
}

/* At the end of them all. */
static void
add_clause (YnWorkbenchPage *self, const char *common)
{
  g_autoptr (GPtrArray) before = yn_authoring_clauses (self->pen.authoring);

  if (yn_authoring_add_clause (self->pen.authoring, common))
    go_to_new (self, self->clauses, g_strdup_printf ("%u", before->len));
}

static void
add_common_cb (GtkButton *button, YnWorkbenchPage *self)
{
  gtk_menu_button_popdown (self->commons);
  add_clause (self, g_object_get_data (G_OBJECT (button), "id"));
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
  yn_why_not (GTK_WIDGET (self->commons), ids[0] != NULL ? NULL : _("All common clauses are in it already."), NULL);
}

static void
show_list (YnWorkbenchPage *self, GtkListBox *list, void (*show) (const YnPen *pen, GtkListBox *list))
{
  g_autofree char *focus = yn_pen_focus (list);

  show (&self->pen, list);
  if (focus != NULL)
    yn_pen_set_focus (list, focus);
}

static void
show_rows (YnWorkbenchPage *self)
{
  self->anew = FALSE;
  show_list (self, self->questions, yn_pen_show_questions);
  show_list (self, self->clauses, yn_pen_show_clauses);
  show_list (self, self->texts, yn_pen_show_texts);
  if (self->added != NULL)
    yn_pen_go_to (self->added_to, self->added);
  g_clear_pointer (&self->added, g_free);
  show_commons (self);
}

static gboolean
follow_cb (gpointer data)
{
  YnWorkbenchPage *self = data;

  self->following = 0;
  if (self->anew)
    show_rows (self);
  yn_workbench_make_form (self);
  yn_workbench_show_tasks (self);
  yn_workbench_show_standing (self);
  yn_workbench_show_view (self);
  return G_SOURCE_REMOVE;
}

static gboolean
pause_cb (gpointer data)
{
  YnWorkbenchPage *self = data;

  self->pausing = 0;
  if (self->pen.authoring != NULL)
    yn_authoring_pause (self->pen.authoring);
  return G_SOURCE_REMOVE;
}

/* Not at once: who says so is a row that may go. */
void
yn_workbench_wrote (gpointer page, gboolean anew)
{
  YnWorkbenchPage *self = YN_WORKBENCH_PAGE (page);

  self->anew |= anew;
  g_clear_handle_id (&self->following, g_source_remove);
  self->following = g_timeout_add (anew ? 0 : FOLLOW_MS, follow_cb, self);
  g_clear_handle_id (&self->pausing, g_source_remove);
  self->pausing = g_timeout_add (PAUSE_MS, pause_cb, self);
}

/* --- writing ---------------------------------------------------------------------------------------------------- */

static void
undo_cb (YnWorkbenchPage *self)
{
  if (yn_authoring_undo (self->pen.authoring))
    yn_workbench_wrote (self, TRUE);
}

static void
redo_cb (YnWorkbenchPage *self)
{
  if (yn_authoring_redo (self->pen.authoring))
    yn_workbench_wrote (self, TRUE);
}

/* The form beside the writing has answers of its own, and their undo. */
static gboolean
is_written_in (YnWorkbenchPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return gtk_widget_get_mapped (GTK_WIDGET (self)) && self->pen.authoring != NULL
         && (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->views)));
}

static gboolean
key_cb (YnWorkbenchPage *self, gboolean (*go) (YnAuthoring *authoring))
{
  if (!is_written_in (self))
    return FALSE;
  if (go (self->pen.authoring))
    yn_workbench_wrote (self, TRUE);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
  return TRUE;
}

static gboolean
undo_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return key_cb (YN_WORKBENCH_PAGE (widget), yn_authoring_undo);
}

static gboolean
redo_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return key_cb (YN_WORKBENCH_PAGE (widget), yn_authoring_redo);
}

/* Of the whole window: a row that was undone leaves the keys to nobody. */
static void
add_shortcuts (YnWorkbenchPage *self)
{
  static const struct
  {
    const char *trigger;
    GtkShortcutFunc func;
  } shortcuts[] = { { "<Control>z", undo_key_cb },
                    { "<Control><Shift>z", redo_key_cb },
                    { "<Control>y", redo_key_cb } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                          gtk_callback_action_new (shortcuts[i].func, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
added_cb (gpointer page, char *place)
{
  go_to_new (page, YN_WORKBENCH_PAGE (page)->questions, place);
}

static void
add_question_cb (YnWorkbenchPage *self)
{
  added_cb (self, yn_authoring_add_question (self->pen.authoring, NULL));
}

static void
add_heading_cb (YnWorkbenchPage *self)
{
  added_cb (self, yn_authoring_add_heading (self->pen.authoring, NULL));
}

static void
add_clause_cb (YnWorkbenchPage *self)
{
  add_clause (self, NULL);
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
  for (guint i = 0; i < MIN (remarks->len, MAX_REMARKS); i++)
    {
      const YnRemark *remark = g_ptr_array_index (remarks, i);

      g_string_append_c (words, '\n');
      if (remark->line > 0)
        g_string_append_printf (words, _("Row of line %u left out: %s"), remark->line, remark->words);
      else
        g_string_append (words, remark->words);
    }
  if (remarks->len > MAX_REMARKS)
    g_string_append_printf (words, ngettext ("\nand %u more", "\nand %u more", remarks->len - MAX_REMARKS),
                            remarks->len - MAX_REMARKS);
  yn_workbench_say (self, words->str);
  yn_workbench_wrote (self, TRUE);
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

/* --- making ----------------------------------------------------------------------------------------------------- */

/* Also when one's own services are others; the chosen one stays chosen. */
static void
list_models (YnWorkbenchPage *self)
{
  g_autoptr (GPtrArray) all = yn_services_all ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = adw_combo_row_get_selected (self->models);
  g_autofree char *id = selected < self->services->len
                            ? g_strdup (yn_service_id (g_ptr_array_index (self->services, selected)))
                            : NULL;

  selected = 0;
  g_ptr_array_set_size (self->services, 0);

  for (guint i = 0; i < all->len; i++)
    {
      YnService *service = g_ptr_array_index (all, i);
      g_autofree char *name = g_strdup_printf ("%s  %s", yn_service_id (service),
                                               yn_service_title (service, self->pen.language));

      if (g_strcmp0 (yn_service_kind (service), "commitment") != 0)
        continue;
      if (g_strcmp0 (yn_service_id (service), id) == 0)
        selected = self->services->len;
      g_ptr_array_add (self->services, yn_service_ref (service));
      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (self->models, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->models, selected);
}

static void
view_cb (YnWorkbenchPage *self)
{
  yn_workbench_show_view (self);
}

static void
yn_workbench_page_save_now (YnPage *page)
{
  yn_workbench_put_down (YN_WORKBENCH_PAGE (page));
}

static YnPage *
yn_workbench_page_again (YnPage *page)
{
  YnWorkbenchPage *self = YN_WORKBENCH_PAGE (page);
  YnWorkbenchPage *again = g_object_new (YN_TYPE_WORKBENCH_PAGE, "desk", yn_page_desk (page), NULL);

  if (self->pen.authoring != NULL)
    yn_workbench_take_up (again, g_steal_pointer (&self->pen.authoring), self->file);
  return YN_PAGE (again);
}

YnPage *
yn_workbench_page_new (YnDesk *desk, GFile *file)
{
  YnWorkbenchPage *self = g_object_new (YN_TYPE_WORKBENCH_PAGE, "desk", desk, NULL);

  if (file != NULL)
    yn_workbench_open (file, self);
  else
    yn_workbench_resume (self);
  return YN_PAGE (self);
}

static void
yn_workbench_page_constructed (GObject *object)
{
  YnWorkbenchPage *self = YN_WORKBENCH_PAGE (object);
  g_autofree char *folder = yn_settings_path (yn_desk_settings (yn_page_desk (YN_PAGE (self))), "services");

  G_OBJECT_CLASS (yn_workbench_page_parent_class)->constructed (object);
  self->pen = (YnPen) { NULL, yn_page_language (YN_PAGE (self)), yn_workbench_wrote, added_cb, self };
  yn_page_set_title (YN_PAGE (self), _("Department’s workbench"));
  list_models (self);
  self->watch = yn_folder_watch_new (folder);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (list_models), self, G_CONNECT_SWAPPED);
}

static void
yn_workbench_page_dispose (GObject *object)
{
  YnWorkbenchPage *self = YN_WORKBENCH_PAGE (object);

  g_clear_handle_id (&self->following, g_source_remove);
  g_clear_handle_id (&self->pausing, g_source_remove);
  g_cancellable_cancel (self->printing);
  g_clear_object (&self->printing);
  g_clear_object (&self->watch);
  g_clear_object (&self->file);
  g_clear_object (&self->tried);
  G_OBJECT_CLASS (yn_workbench_page_parent_class)->dispose (object);
}

static void
yn_workbench_page_finalize (GObject *object)
{
  YnWorkbenchPage *self = YN_WORKBENCH_PAGE (object);

  g_clear_pointer (&self->pen.authoring, yn_authoring_free);
  g_clear_pointer (&self->answers, yn_answers_unref);
  g_clear_pointer (&self->writing, g_bytes_unref);
  g_free (self->added);
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
  gtk_widget_class_bind_template_callback (widget_class, yn_workbench_like);
  gtk_widget_class_bind_template_callback (widget_class, yn_workbench_begin_empty);
  gtk_widget_class_bind_template_callback (widget_class, yn_workbench_ask_open);
  gtk_widget_class_bind_template_callback (widget_class, yn_workbench_put_away);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, redo_cb);
  gtk_widget_class_bind_template_callback (widget_class, yn_workbench_save);
  gtk_widget_class_bind_template_callback (widget_class, yn_workbench_save_as);
  gtk_widget_class_bind_template_callback (widget_class, yn_workbench_try);
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
  add_shortcuts (self);
}
