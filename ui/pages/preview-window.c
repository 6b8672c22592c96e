/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/preview-window.h"

#include "base/clock.h"
#include "forms/answers.h"
#include "pages/preview-view.h"
#include "watch.h"

#include <glib/gi18n.h>

#define YN_TYPE_PREVIEW_WINDOW (yn_preview_window_get_type ())
G_DECLARE_FINAL_TYPE (YnPreviewWindow, yn_preview_window, YN, PREVIEW_WINDOW, AdwApplicationWindow)

struct _YnPreviewWindow
{
  AdwApplicationWindow parent_instance;

  YnWatch *watches[YN_PREVIEW_N_FILES];
  guint n_files;
  YnLanguage language;
  char *today;
  YnPreviewView *view;     /* borrowed */
  YnPreview *preview;      /* the last reading, good or not */
  char *title;             /* of the last good form */
  YnJson *data;            /* the data file as it was last taken over */
  YnAnswers *answers;      /* NULL: there was no good form yet */
  GCancellable *cancellable; /* of the reading under way */
};

G_DEFINE_FINAL_TYPE (YnPreviewWindow, yn_preview_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- showing ---------------------------------------------------------------------------------------------------- */

static char *
file_name (YnPreviewWindow *self, guint file)
{
  g_autofree char *name = g_file_get_basename (yn_watch_file (self->watches[file]));

  return g_filename_display_name (name);
}

static char *
file_names (YnPreviewWindow *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->n_files; i++)
    {
      g_autofree char *name = file_name (self, i);

      g_string_append_printf (names, "%s%s", i > 0 ? " · " : "", name);
    }
  return g_strdup (names->str);
}

/* What the disk answered instead of the file. */
static const char *
code_of_reading (YnWatch *watch)
{
  const GError *error = yn_watch_error (watch);

  if (g_error_matches (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE))
    switch (g_file_query_file_type (yn_watch_file (watch), G_FILE_QUERY_INFO_NONE, NULL))
      {
      case G_FILE_TYPE_SPECIAL:
        return "no-regular-file";
      case G_FILE_TYPE_UNKNOWN: /* it is gone */
      case G_FILE_TYPE_DIRECTORY:
      case G_FILE_TYPE_REGULAR:
      case G_FILE_TYPE_SYMBOLIC_LINK:
      case G_FILE_TYPE_SHORTCUT:
      case G_FILE_TYPE_MOUNTABLE:
      default:
        break;
      }
  return yn_error_nick_of (error);
}

static void
add_lines (YnPreviewWindow *self, guint file, GPtrArray *remarks, GPtrArray *lines)
{
  g_autofree char *name = file_name (self, file);

  for (guint i = 0; i < remarks->len; i++)
    {
      g_autofree char *line = yn_remark_line (g_ptr_array_index (remarks, i), self->language);

      g_ptr_array_add (lines, g_strdup_printf ("%s  %s", name, line));
    }
}

static void
show_remarks (YnPreviewWindow *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->n_files; i++)
    {
      g_autoptr (GPtrArray) of_reading = yn_remarks_new ();

      if (yn_watch_error (self->watches[i]) != NULL)
        yn_remark_add_whole (of_reading, code_of_reading (self->watches[i]), self->language);
      add_lines (self, i, of_reading, lines);
      if (of_reading->len == 0 && self->preview != NULL)
        add_lines (self, i, self->preview->remarks[i], lines);
    }
  yn_preview_view_set_remarks (self->view, lines);
}

static void
show_form (YnPreviewWindow *self)
{
  g_autofree char *names = file_names (self);

  yn_preview_view_set_form (self->view, self->title != NULL ? self->title : _("Form preview"), names, self->answers);
  gtk_window_set_title (GTK_WINDOW (self), self->title != NULL ? self->title : _("Form preview"));
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

typedef struct
{
  GBytes *texts[YN_PREVIEW_N_FILES];
  YnLanguage language;
} Reading;

static void
reading_free (Reading *reading)
{
  for (guint i = 0; i < YN_PREVIEW_N_FILES; i++)
    g_clear_pointer (&reading->texts[i], g_bytes_unref);
  g_free (reading);
}

static void
compile_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;

  g_task_return_pointer (task, yn_preview_new (reading->texts, reading->language), (GDestroyNotify) yn_preview_free);
}

/* What was typed stays, unless the data file itself has changed. */
static void
take_over (YnPreviewWindow *self)
{
  YnPreview *preview = self->preview;
  gboolean data_changed = preview->data != NULL && !(self->data != NULL && yn_json_equal (preview->data, self->data));
  g_autoptr (YnJson) start = NULL;

  if (data_changed)
    {
      g_clear_pointer (&self->data, yn_json_unref);
      self->data = yn_json_ref (preview->data);
      start = yn_json_ref (preview->data);
    }
  else if (self->answers != NULL)
    start = yn_json_ref (yn_answers_json (self->answers));
  g_clear_pointer (&self->answers, yn_answers_unref);
  self->answers = yn_answers_new (preview->form, start);
  g_free (self->title);
  self->title = g_strdup (yn_preview_title (preview, self->language));
}

static void
compiled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  YnPreviewWindow *self = YN_PREVIEW_WINDOW (source);
  YnPreview *preview = g_task_propagate_pointer (G_TASK (result), NULL);

  if (preview == NULL)
    return;
  g_clear_pointer (&self->preview, yn_preview_free);
  self->preview = preview;
  if (preview->form != NULL)
    take_over (self);
  if (preview->form != NULL || self->answers == NULL)
    show_form (self);
  show_remarks (self);
}

static gboolean
all_read (YnPreviewWindow *self)
{
  for (guint i = 0; i < self->n_files; i++)
    if (yn_watch_bytes (self->watches[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
compile (YnPreviewWindow *self)
{
  Reading *reading = g_new0 (Reading, 1);
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < self->n_files; i++)
    reading->texts[i] = g_bytes_ref (yn_watch_bytes (self->watches[i]));
  reading->language = self->language;
  task = g_task_new (self, self->cancellable, compiled_cb, NULL);
  g_task_set_source_tag (task, compile);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, compile_in_thread);
}

static void
read_cb (YnPreviewWindow *self, YnWatch *watch)
{
  if (all_read (self))
    compile (self);
  else if (yn_watch_error (watch) != NULL)
    {
      if (self->answers == NULL)
        show_form (self);
      show_remarks (self);
    }
}

/* --- language --------------------------------------------------------------------------------------------------- */

static void
put_view (YnPreviewWindow *self)
{
  self->view = yn_preview_view_new (self->language, self->today);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), GTK_WIDGET (self->view));
  show_form (self);
}

static void
language_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnPreviewWindow *self = YN_PREVIEW_WINDOW (widget);

  self->language = self->language == YN_LANGUAGE_EN ? YN_LANGUAGE_ZH_CN : YN_LANGUAGE_EN;
  yn_language_use (self->language);
  put_view (self);
  if (all_read (self))
    compile (self);
  show_remarks (self);
}

/* --- making ----------------------------------------------------------------------------------------------------- */

static YnPreviewWindow *
window_new (GtkApplication *application, GFile *const *files, guint n_files, YnLanguage language)
{
  YnPreviewWindow *self = g_object_new (YN_TYPE_PREVIEW_WINDOW, "application", application, NULL);
  g_autoptr (YnClock) clock = yn_clock_new ();

  self->language = language;
  self->today = yn_clock_today (clock);
  self->n_files = MIN (n_files, YN_PREVIEW_N_FILES);
  for (guint i = 0; i < self->n_files; i++)
    {
      self->watches[i] = yn_watch_new (files[i], YN_PREVIEW_MAX_BYTES);
      g_signal_connect_object (self->watches[i], "read", G_CALLBACK (read_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_window_set_default_size (GTK_WINDOW (self), 1180, 820);
  self->view = yn_preview_view_new (language, self->today);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), GTK_WIDGET (self->view));
  gtk_window_set_title (GTK_WINDOW (self), _("Form preview"));
  return self;
}

static void
yn_preview_window_dispose (GObject *object)
{
  YnPreviewWindow *self = YN_PREVIEW_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < YN_PREVIEW_N_FILES; i++)
    g_clear_object (&self->watches[i]);
  G_OBJECT_CLASS (yn_preview_window_parent_class)->dispose (object);
}

static void
yn_preview_window_finalize (GObject *object)
{
  YnPreviewWindow *self = YN_PREVIEW_WINDOW (object);

  g_clear_pointer (&self->preview, yn_preview_free);
  g_clear_pointer (&self->answers, yn_answers_unref);
  g_clear_pointer (&self->data, yn_json_unref);
  g_free (self->title);
  g_free (self->today);
  G_OBJECT_CLASS (yn_preview_window_parent_class)->finalize (object);
}

static void
yn_preview_window_class_init (YnPreviewWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_preview_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = yn_preview_window_finalize;
  gtk_widget_class_install_action (widget_class, "win.language", NULL, language_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "win.language", NULL);
}

static void
yn_preview_window_init (YnPreviewWindow *self)
{
  /* As in the other windows: a word that is reached by the keyboard is read, not chosen for copying. */
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-label-select-on-focus", FALSE, NULL);
}

typedef struct
{
  GFile *files[YN_PREVIEW_N_FILES];
  guint n_files;
  YnLanguage language;
} Start;

static void
activate_cb (GtkApplication *application, Start *start)
{
  static const char *const close_keys[] = { "<Control>w", "<Control>q", NULL };

  gtk_application_set_accels_for_action (application, "window.close", close_keys);
  gtk_window_present (GTK_WINDOW (window_new (application, start->files, start->n_files, start->language)));
}

int
yn_preview_run (const char *const *paths, guint n_paths, YnLanguage language)
{
  g_autoptr (AdwApplication) application = g_object_new (ADW_TYPE_APPLICATION, "application-id", "org.yinuo.Yinuo",
                                                         "resource-base-path", "/org/yinuo/Yinuo", "flags",
                                                         G_APPLICATION_NON_UNIQUE, NULL);
  Start start = { .n_files = MIN (n_paths, YN_PREVIEW_N_FILES), .language = language };
  int status;

  for (guint i = 0; i < start.n_files; i++)
    start.files[i] = g_file_new_for_commandline_arg (paths[i]);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &start);
  status = g_application_run (G_APPLICATION (application), 0, NULL);
  for (guint i = 0; i < start.n_files; i++)
    g_object_unref (start.files[i]);
  return status;
}
