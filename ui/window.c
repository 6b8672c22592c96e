/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "window.h"

#include "ask.h"
#include "desk/sitting.h"
#include "neighbour.h"
#include "room-actions.h"

#include <glib/gi18n.h>

struct _YnWindow
{
  AdwApplicationWindow parent_instance;

  YnDesk *desk;
  YnNeighbour *neighbour;
  YnRoom *room;
  char *platform;
  gboolean courier;
};

enum
{
  WENT_AWAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnWindow, yn_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- coming to a platform ------------------------------------------------------------------------------------- */

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yn_desk_connect_finish (self->desk, result, &error))
    {
      yn_room_arrive (self->room, error);
      return;
    }
  if (!self->courier)
    yn_desk_start_courier (self->desk);
  self->courier = TRUE;
  yn_room_arrive (self->room, NULL);
}

static void
neighbour_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = yn_neighbour_start_finish (self->neighbour, result, &error);

  if (address == NULL)
    yn_room_arrive (self->room, error);
  else
    yn_desk_connect_async (self->desk, address, NULL, connected_cb, g_object_ref (self));
}

/* Where nobody named a platform, the practice platform of the data folder is started next door. */
static void
come_to_platform (YnWindow *self)
{
  YnSettings *settings = yn_desk_settings (self->desk);
  g_autofree char *chosen = self->platform != NULL ? g_strdup (self->platform) : yn_settings_platform (settings);

  if (chosen != NULL && *chosen != '\0')
    yn_desk_connect_async (self->desk, chosen, NULL, connected_cb, g_object_ref (self));
  else
    yn_neighbour_start_async (self->neighbour, NULL, neighbour_cb, g_object_ref (self));
}

static void
connect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnWindow *self = YN_WINDOW (widget);
  const char *address = g_variant_get_string (parameter, NULL);

  g_free (self->platform);
  self->platform = *address != '\0' ? g_strdup (address) : NULL;
  if (self->platform == NULL)
    yn_settings_set_platform (yn_desk_settings (self->desk), NULL);
  come_to_platform (self);
}

static void
reconnect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  come_to_platform (YN_WINDOW (widget));
}

/* --- language --------------------------------------------------------------------------------------------------- */

static void
put_room (YnWindow *self, YnRoom *room)
{
  self->room = room;
  yn_room_actions_insert (room);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), GTK_WIDGET (room));
  gtk_window_set_title (GTK_WINDOW (self), _("Yinuo"));
}

static void
language_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnWindow *self = YN_WINDOW (widget);
  YnLanguage next = yn_desk_language (self->desk) == YN_LANGUAGE_EN ? YN_LANGUAGE_ZH_CN : YN_LANGUAGE_EN;
  YnRoom *room;

  yn_language_use (next);
  yn_desk_set_language (self->desk, next);
  yn_settings_set_language (yn_desk_settings (self->desk), next);
  room = yn_room_new_like (self->room);
  put_room (self, room);
}

/* GTK names such a window in its own words, which are not those of the menu. */
static void
call_shortcuts (GtkWindow *shortcuts, const char *title)
{
  GtkWidget *bar = gtk_window_get_titlebar (shortcuts);
  GtkWidget *titles = GTK_IS_HEADER_BAR (bar) ? gtk_header_bar_get_title_widget (GTK_HEADER_BAR (bar)) : NULL;
  GtkWidget *label = GTK_IS_STACK (titles) ? gtk_stack_get_child_by_name (GTK_STACK (titles), "title") : NULL;

  gtk_window_set_title (shortcuts, title);
  if (GTK_IS_LABEL (label))
    gtk_label_set_text (GTK_LABEL (label), title);
}

/* In the language that is spoken now. */
static void
shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/yinuo/Yinuo/shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  call_shortcuts (shortcuts, _("Keyboard shortcuts"));
  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (widget));
  gtk_window_present (shortcuts);
}

/* --- papers that are dropped ------------------------------------------------------------------------------------ */

void
yn_window_take (YnWindow *self, GFile *paper)
{
  yn_room_take (self->room, paper);
}

void
yn_window_write (YnWindow *self, GFile *file)
{
  yn_room_write (self->room, file);
}

void
yn_window_say_first_only (YnWindow *self, GFile *paper)
{
  g_autofree char *name = g_file_get_basename (paper); /* or NULL: an address may have none */
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : g_file_get_uri (paper);
  g_autofree char *words = g_strdup_printf (_("One file at a time: %s was opened"), shown);

  yn_room_toast (self->room, words);
}

static gboolean
dropped_cb (YnWindow *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  yn_room_take (self->room, files->data);
  if (files->next != NULL)
    yn_window_say_first_only (self, files->data);
  return TRUE;
}

/* --- closing ---------------------------------------------------------------------------------------------------- */

static void
remember_size (YnWindow *self)
{
  YnSettings *settings = yn_desk_settings (self->desk);
  g_autofree char *width = NULL;
  g_autofree char *height = NULL;
  int w, h;

  gtk_window_get_default_size (GTK_WINDOW (self), &w, &h);
  width = g_strdup_printf ("%d", w);
  height = g_strdup_printf ("%d", h);
  yn_settings_set (settings, "window-width", width);
  yn_settings_set (settings, "window-height", height);
}

static void
recall_size (YnWindow *self)
{
  YnSettings *settings = yn_desk_settings (self->desk);
  g_autofree char *width = yn_settings_get (settings, "window-width");
  g_autofree char *height = yn_settings_get (settings, "window-height");
  int w = width != NULL ? (int) g_ascii_strtoll (width, NULL, 10) : 0;
  int h = height != NULL ? (int) g_ascii_strtoll (height, NULL, 10) : 0;

  gtk_window_set_default_size (GTK_WINDOW (self), w >= 360 ? MIN (w, 8000) : 1180, h >= 300 ? MIN (h, 8000) : 820);
}

static void
leave (YnWindow *self)
{
  remember_size (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
close_answered_cb (const char *answer, gpointer object)
{
  YnWindow *self = YN_WINDOW (object);

  if (g_str_equal (answer, "quit"))
    leave (self);
  else if (g_str_equal (answer, "stay"))
    {
      remember_size (self);
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      g_signal_emit (self, signals[WENT_AWAY], 0);
    }
}

/* Weather passes by itself; what needs a person would never go while the window is away. */
static void
ask_before_closing (YnWindow *self, const YnDeskStatus *status)
{
  static const char *const weather[] = { "offline", "timed-out", "cut", "no-answer", "server-trouble", "nonsense",
                                         "tls", "redirected", "unsigned-receipt", "foreign-receipt",
                                         "attachments-missing", NULL };
  gboolean goes_by_itself = status->problem == NULL || g_strv_contains (weather, status->problem);
  g_autofree char *heading = g_strdup_printf (
      ngettext ("%u filing has NOT been submitted yet", "%u filings have NOT been submitted yet",
                   status->waiting),
      status->waiting);

  if (goes_by_itself)
    {
      const YnAskAnswer answers[] = { { "quit", _("_Quit now"), YN_ASK_DESTRUCTIVE },
                                      { "stay", _("_Close and go on sending"), YN_ASK_SUGGESTED } };

      yn_ask (GTK_WIDGET (self), heading,
              _("It is kept safely here. Yinuo can close its window and go on sending; it ends by itself once the "
                "receipt is here. If you quit now, sending goes on when you next open Yinuo."),
              answers, G_N_ELEMENTS (answers), close_answered_cb, self);
    }
  else
    {
      g_autoptr (YnExplanation) why = yn_problems_explain_code (status->problem, yn_desk_language (self->desk));
      g_autofree char *body = g_strconcat (why->what, "\n", why->remedy, "\n\n",
                                           _("It is kept safely here, but it will not go by itself."), NULL);
      const YnAskAnswer answers[] = { { "quit", _("_Quit all the same"), YN_ASK_DESTRUCTIVE } };

      yn_ask (GTK_WIDGET (self), heading, body, answers, G_N_ELEMENTS (answers), close_answered_cb, self);
    }
}

static gboolean
yn_window_close_request (GtkWindow *window)
{
  YnWindow *self = YN_WINDOW (window);
  g_autoptr (YnDeskStatus) status = yn_desk_status (self->desk);

  yn_room_save_now (self->room);
  if (status->waiting > 0)
    ask_before_closing (self, status);
  else
    leave (self);
  return TRUE;
}

/* --- making ----------------------------------------------------------------------------------------------------- */

YnWindow *
yn_window_new (GtkApplication *application, YnDesk *desk, const char *platform, const char *password_file)
{
  YnWindow *self = g_object_new (YN_TYPE_WINDOW, "application", application, NULL);

  self->desk = g_object_ref (desk);
  self->platform = g_strdup (platform);
  self->neighbour = yn_neighbour_new (yn_settings_data_dir (yn_desk_settings (desk)), password_file);
  recall_size (self);
  put_room (self, yn_room_new (desk));
  come_to_platform (self);
  return self;
}

static void
yn_window_finalize (GObject *object)
{
  YnWindow *self = YN_WINDOW (object);

  g_clear_object (&self->neighbour);
  g_clear_object (&self->desk);
  g_free (self->platform);
  G_OBJECT_CLASS (yn_window_parent_class)->finalize (object);
}

static void
yn_window_class_init (YnWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = yn_window_close_request;
  signals[WENT_AWAY] =
      g_signal_new ("went-away", YN_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "win.language", NULL, language_action);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_action);
  gtk_widget_class_install_action (widget_class, "win.connect", "s", connect_action);
  gtk_widget_class_install_action (widget_class, "win.reconnect", NULL, reconnect_action);
}

static void
yn_window_init (YnWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  /* A word that is reached by the keyboard is read, not chosen for copying. */
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-label-select-on-focus", FALSE, NULL);
  /* Which papers somebody had in hand is no business of other programs, nor of who sits here next. */
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-recent-files-enabled", FALSE, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 300);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
