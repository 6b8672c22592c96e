/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "application.h"

#include "base/hash.h"
#include "config.h"
#include "notifications.h"
#include "window.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define ID "org.yinuo.Yinuo"

struct _YnApplication
{
  AdwApplication parent_instance;

  YnDesk *desk;
  char *platform;
  char *password_file;
  gboolean workbench; /* the first window opens there */
  gboolean away; /* the window is hidden and we hold on for what waits */
};

G_DEFINE_FINAL_TYPE (YnApplication, yn_application, ADW_TYPE_APPLICATION)

/* One folder is one folder, by whatever name. */
static char *
real_place (YnSettings *settings)
{
  char *real = realpath (yn_settings_data_dir (settings), NULL);
  char *place = g_strdup (real != NULL ? real : yn_settings_data_dir (settings));

  free (real);
  return place;
}

/* Each data folder is a desk with a window of its own: what is opened at one desk never lands at another's. */
static char *
application_id (YnSettings *settings)
{
  g_autoptr (YnSettings) usual = yn_settings_look (NULL);
  g_autofree char *usual_place = real_place (usual);
  g_autofree char *place = real_place (settings);
  g_autofree char *hash = yn_sha256_data (place, strlen (place));

  return g_str_equal (place, usual_place) ? g_strdup (ID) : g_strdup_printf (ID ".at_%.16s", hash);
}

YnApplication *
yn_application_new (YnDesk *desk, const char *platform, const char *password_file)
{
  g_autofree char *id = application_id (yn_desk_settings (desk));
  YnApplication *self = g_object_new (YN_TYPE_APPLICATION, "application-id", id, "resource-base-path",
                                      "/org/yinuo/Yinuo", "flags", G_APPLICATION_HANDLES_OPEN, NULL);

  self->desk = desk;
  self->platform = g_strdup (platform);
  self->password_file = g_strdup (password_file);
  return self;
}

static void
come_back (YnApplication *self)
{
  if (!self->away)
    return;
  self->away = FALSE;
  g_application_release (G_APPLICATION (self));
}

static void
went_away_cb (YnApplication *self)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (self->desk);

  if (self->away)
    return;
  self->away = TRUE;
  g_application_hold (G_APPLICATION (self));
  yn_notifications_still_sending (G_APPLICATION (self), status->waiting);
}

static void
desk_changed_cb (YnApplication *self)
{
  g_autoptr (YnDeskStatus) status = NULL;

  if (!self->away)
    return;
  status = yn_desk_status (self->desk);
  if (status->waiting > 0)
    return;
  yn_notifications_all_sent (G_APPLICATION (self));
  g_application_quit (G_APPLICATION (self));
}

static YnWindow *
the_window (YnApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));
  YnWindow *window;

  for (GList *l = windows; l != NULL; l = l->next)
    if (YN_IS_WINDOW (l->data))
      return l->data;
  window = yn_window_new (GTK_APPLICATION (self), self->desk, self->platform, self->password_file);
  g_signal_connect_object (window, "went-away", G_CALLBACK (went_away_cb), self, G_CONNECT_SWAPPED);
  return window;
}

static void
yn_application_activate (GApplication *application)
{
  YnApplication *self = YN_APPLICATION (application);

  gtk_window_present (GTK_WINDOW (the_window (self)));
  come_back (self);
  if (self->workbench)
    yn_window_write (the_window (self), NULL);
  self->workbench = FALSE;
}

void
yn_application_begin_at_workbench (YnApplication *self)
{
  self->workbench = TRUE;
}

/* A paper is verified; what is no paper but JSON is a service file. */
static void
open_file (YnApplication *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  if (name != NULL && g_str_has_suffix (name, ".json"))
    yn_window_write (the_window (self), file);
  else
    yn_window_take (the_window (self), file);
}

static void
yn_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  YnApplication *self = YN_APPLICATION (application);

  self->workbench &= n_files == 0;
  yn_application_activate (application);
  if (n_files > 0)
    open_file (self, files[0]);
  if (n_files > 1)
    yn_window_say_first_only (the_window (self), files[0]);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (the_window (user_data)));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *about = GTK_WINDOW (adw_about_window_new ());

  g_object_set (about, "application-name", _("Yinuo"), "application-icon", ID, "version", YN_VERSION,
                "developer-name", _("The Yinuo developers"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
                _("A desk for credit commitments, credit reports and credit repair."), NULL);
  gtk_window_set_transient_for (about, gtk_application_get_active_window (user_data));
  gtk_window_set_modal (about, TRUE);
  gtk_window_present (about);
}

static void
yn_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "quit", quit_cb, NULL, NULL, NULL },
    { "about", about_cb, NULL, NULL, NULL },
  };
  static const struct
  {
    const char *action;
    const char *keys[3];
  } keys[] = {
    { "app.quit", { "<Control>q", NULL } },
    { "window.close", { "<Control>w", NULL } },
    { "win.language", { "<Control>l", NULL } },
    { "win.shortcuts", { "<Control>question", NULL } },
  };

  G_APPLICATION_CLASS (yn_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), keys[i].action, keys[i].keys);
  g_signal_connect_object (YN_APPLICATION (application)->desk, "changed", G_CALLBACK (desk_changed_cb), application,
                           G_CONNECT_SWAPPED);
}

static void
yn_application_finalize (GObject *object)
{
  YnApplication *self = YN_APPLICATION (object);

  g_clear_object (&self->desk);
  g_free (self->platform);
  g_free (self->password_file);
  G_OBJECT_CLASS (yn_application_parent_class)->finalize (object);
}

static void
yn_application_class_init (YnApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_application_finalize;
  application_class->activate = yn_application_activate;
  application_class->open = yn_application_open;
  application_class->startup = yn_application_startup;
}

static void
yn_application_init (YnApplication *self)
{
}
