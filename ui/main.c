/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The program yinuo: reads its arguments, makes the desk, and gives it to the application. */

#include "application.h"
#include "base/error.h"
#include "config.h"
#include "desk/desk.h"
#include "forms/service.h"
#include "pages/preview-window.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

typedef struct
{
  char *data_dir;
  char *platform;
  char *language;
  char *password_file;
  gboolean form_preview;
  gboolean workbench;
  gboolean version;
} Arguments;

static void
arguments_clear (Arguments *arguments)
{
  g_free (arguments->data_dir);
  g_free (arguments->platform);
  g_free (arguments->language);
  g_free (arguments->password_file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

/* Takes its own arguments out of argv; files stay for the application. */
static gboolean
read_arguments (Arguments *arguments, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &arguments->data_dir, N_("Where everything is kept"), N_("FOLDER") },
    { "platform", 0, 0, G_OPTION_ARG_STRING, &arguments->platform, N_("The platform to connect to"), N_("ADDRESS") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &arguments->language, N_("zh_CN or en"), N_("LANGUAGE") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &arguments->password_file,
      N_("Keep secrets in a file under this password instead of the session’s keyring"), N_("FILE") },
    { "keyring-password-file", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &arguments->password_file, NULL, NULL },
    { "form-preview", 0, 0, G_OPTION_ARG_NONE, &arguments->form_preview,
      N_("Show the form of SCHEMA [UISCHEMA] [DATA] and follow the files while they change"), NULL },
    { "workbench", 0, 0, G_OPTION_ARG_NONE, &arguments->workbench,
      N_("Open the department’s workbench, with a service file if one is named"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &arguments->version, N_("Print the version"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (N_("[PAPER.pdf]"));

  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

/* gettext answers nothing in the bare C locale, whatever language is chosen. */
static void
begin_locale (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);

  if (setlocale (LC_ALL, "") == NULL || strcmp (setlocale (LC_MESSAGES, NULL), "C") == 0)
    setlocale (LC_ALL, "C.UTF-8");
  /* GLib decides once, at its first translation, whether this program is translated at all; asked before there is a
   * domain of ours it says yes. Asked later, with English chosen, it would say no for good. */
  g_dgettext (GETTEXT_PACKAGE, "Yinuo");
  yn_language_bind (self != NULL && g_str_has_prefix (self, YN_BUILD_ROOT) ? YN_BUILD_LOCALE_DIR : YN_LOCALE_DIR);
}

static YnKeyring *
open_keyring (const Arguments *arguments, YnSettings *settings, GError **error)
{
  g_autoptr (YnSecret) password = NULL;
  g_autofree char *path = NULL;

  if (arguments->password_file == NULL)
    return yn_keyring_new ();
  password = yn_secret_from_file (arguments->password_file, error);
  if (password == NULL)
    return NULL;
  path = yn_settings_path (settings, "keyring");
  return yn_keyring_new_for_file (path, password);
}

static int
run (const Arguments *arguments, int argc, char **argv, GError **error)
{
  g_autoptr (YnSettings) settings = yn_settings_open (arguments->data_dir, error);
  g_autoptr (YnClock) clock = yn_clock_new ();
  g_autoptr (YnApplication) application = NULL;
  g_autofree char *services = NULL;
  YnKeyring *keyring;
  YnDesk *desk;
  YnLanguage language;
  int status;

  if (settings == NULL)
    return 1;
  language = arguments->language != NULL ? yn_language_from_string (arguments->language)
                                         : yn_settings_language (settings);
  keyring = open_keyring (arguments, settings, error);
  if (keyring == NULL)
    return 1;
  yn_language_use (language);
  services = yn_settings_path (settings, "services");
  yn_services_add_folder (services);
  desk = yn_desk_new (g_steal_pointer (&settings), keyring, clock);
  yn_desk_set_language (desk, language);
  application = yn_application_new (g_object_ref (desk), arguments->platform, arguments->password_file);
  if (arguments->workbench)
    yn_application_begin_at_workbench (application);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  yn_desk_close (desk);
  g_object_unref (desk);
  return status;
}

/* No desk: nothing of the data folder is opened but, for the language, its settings. */
static int
preview (const Arguments *arguments, int argc, char **argv)
{
  g_autoptr (YnSettings) settings = yn_settings_look (arguments->data_dir);
  YnLanguage language = arguments->language != NULL ? yn_language_from_string (arguments->language)
                                                    : yn_settings_language (settings);

  yn_language_use (language);
  if (argc < 2 || argc > 1 + YN_PREVIEW_N_FILES)
    {
      g_printerr ("yinuo: %s\n", _("Name a schema, and after it, if you like, a UI schema and data."));
      return 2;
    }
  return yn_preview_run ((const char *const *) argv + 1, argc - 1, language);
}

int
main (int argc, char *argv[])
{
  g_auto (Arguments) arguments = { 0 };
  g_autoptr (GError) error = NULL;
  int status;

  begin_locale ();
  if (!read_arguments (&arguments, &argc, &argv, &error))
    {
      g_printerr ("yinuo: %s\n", error->message);
      return 2;
    }
  if (arguments.version)
    {
      g_print ("yinuo %s\n", YN_VERSION);
      return 0;
    }
  if (arguments.form_preview)
    return preview (&arguments, argc, argv);
  status = run (&arguments, argc, argv, &error);
  if (error != NULL)
    g_printerr ("yinuo: %s\n", error->message);
  return status;
}
