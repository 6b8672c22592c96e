/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/chair.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "base/json-fault.h"
#include "desk/files.h"
#include "desk/sitting.h"

#define MAX_DOCUMENT (16 * 1024 * 1024)
#define N_COMMON 10 /* flags of every verb, and the end of their table */

static gboolean
is_language (const char *name)
{
  return name == NULL || g_str_has_prefix (name, "zh") || g_str_has_prefix (name, "en");
}

/* What was written at the workbench of this data folder can be looked at, and filed on its practice platform. */
static void
add_own_services (YnChair *chair)
{
  g_autoptr (YnSettings) settings = yn_settings_look (chair->data_dir);
  g_autofree char *folder = yn_settings_path (settings, "services");

  yn_services_add_folder (folder);
}

/* What every verb understands, before or behind its name. */
static void
common_options (YnChair *chair, gboolean *help, GOptionEntry common[N_COMMON])
{
  const GOptionEntry entries[N_COMMON] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &chair->json, N_ ("Answer with one JSON object"), NULL },
    { "platform", 0, 0, G_OPTION_ARG_STRING, &chair->platform, N_ ("The platform's address"), "URL" },
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &chair->data_dir, N_ ("The folder that holds everything"), "DIR" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &chair->language_name, N_ ("Language of the words"), "zh_CN|en" },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &chair->password_file,
      N_ ("A file whose first line is the key's password (and, without a session bus, the keyring's)"), "FILE" },
    { "token", 0, 0, G_OPTION_ARG_STRING, &chair->token,
      N_ ("Sign with a key in a token: a PKCS#11 URI, or the path of its driver"), "URI" },
    { "last-try", 0, 0, G_OPTION_ARG_NONE, &chair->last_try,
      N_ ("Give the token its PIN even where it is the last try"), NULL },
    { "keyring-password-file", 0, 0, G_OPTION_ARG_FILENAME, &chair->keyring_password_file,
      N_ ("Use a keyring file of the data folder, under the password in FILE"), "FILE" },
    { "help", 'h', 0, G_OPTION_ARG_NONE, help, N_ ("Show this"), NULL },
    { NULL },
  };

  memcpy (common, entries, sizeof entries);
}

/* How many words of @argv such a flag at @at takes with its value. 0: it is none. */
static int
words_of_flag (const GOptionEntry *common, char **argv, int at)
{
  for (; common->long_name != NULL; common++)
    {
      const char *behind = g_str_has_prefix (argv[at], "--") ? argv[at] + 2 : "";
      gsize length = strlen (common->long_name);

      if (strncmp (behind, common->long_name, length) != 0 || g_str_equal (common->long_name, "help"))
        continue;
      if (behind[length] == '\0')
        return common->arg == G_OPTION_ARG_NONE ? 1 : 2;
      if (behind[length] == '=' && common->arg != G_OPTION_ARG_NONE)
        return 1;
    }
  return 0;
}

int
yn_chair_verb_at (YnChair *chair, int argc, char **argv)
{
  GOptionEntry common[N_COMMON];
  gboolean help;
  int words;
  int at = 1;

  common_options (chair, &help, common);
  while (at < argc && (words = words_of_flag (common, argv, at)) > 0)
    at += words;
  return MIN (at, argc);
}

gboolean
yn_chair_options (YnChair *chair, int *argc, char ***argv, const GOptionEntry *entries, const char *usage, int least,
                  int most)
{
  gboolean help = FALSE;
  GOptionEntry common[N_COMMON];
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean parsed;

  common_options (chair, &help, common);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, common, NULL);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  parsed = g_option_context_parse (context, argc, argv, &error);
  if (parsed && chair->language_name != NULL)
    yn_language_use (yn_language_from_string (chair->language_name));
  chair->language = yn_language_from_string (NULL);
  if (parsed && help)
    yn_say_help (chair, usage, entries, common);
  else if (!parsed)
    yn_say_wrong_use (chair, error->message);
  else if (!is_language (chair->language_name))
    yn_say_wrong_use (chair, "--language zh_CN|en");
  else if (*argc - 1 < least || (most >= 0 && *argc - 1 > most))
    {
      g_autofree char *wanted = g_strdup_printf ("%s %s", g_get_prgname (), usage);

      yn_say_wrong_use (chair, wanted);
    }
  else
    {
      chair->clock = yn_clock_new ();
      add_own_services (chair);
      return TRUE;
    }
  chair->helped = parsed && help;
  return FALSE;
}

static YnSettings *
open_settings (YnChair *chair, GError **error)
{
  YnSettings *settings = yn_settings_open (chair->data_dir, error);

  if (settings != NULL && chair->language_name == NULL)
    {
      chair->language = yn_settings_language (settings);
      yn_language_use (chair->language);
    }
  return settings;
}

YnKeyring *
yn_chair_keyring (YnChair *chair, GError **error)
{
  const char *password_file = chair->keyring_password_file;
  g_autoptr (YnSettings) settings = NULL;
  g_autoptr (YnSecret) password = NULL;
  g_autofree char *path = NULL;

  if (password_file == NULL && g_getenv ("DBUS_SESSION_BUS_ADDRESS") == NULL)
    password_file = chair->password_file;
  if (password_file == NULL)
    return yn_keyring_new ();
  settings = yn_settings_open (chair->data_dir, error);
  password = settings == NULL ? NULL : yn_secret_from_file (password_file, error);
  if (password == NULL)
    return NULL;
  path = yn_settings_path (settings, "keyring");
  return yn_keyring_new_for_file (path, password);
}

YnDesk *
yn_chair_desk (YnChair *chair, GError **error)
{
  YnSettings *settings;
  YnKeyring *keyring;

  if (chair->desk != NULL)
    return chair->desk;
  settings = open_settings (chair, error);
  keyring = settings == NULL ? NULL : yn_chair_keyring (chair, error);
  if (keyring == NULL)
    {
      g_clear_pointer (&settings, yn_settings_free);
      return NULL;
    }
  chair->desk = yn_desk_new (settings, keyring, chair->clock);
  yn_desk_set_language (chair->desk, chair->language);
  return chair->desk;
}

/* What the child said instead of an address. */
static void
propagate_said (GInputStream *said, const char *first_line, GError **error)
{
  g_autoptr (GString) text = g_string_new (first_line);
  char piece[4096];
  gssize n;

  while (text->len < MAX_DOCUMENT && (n = g_input_stream_read (said, piece, sizeof piece, NULL, NULL)) > 0)
    g_string_append_len (text, piece, n);
  g_propagate_prefixed_error (error, yn_problems_error_said (text->str, text->len),
                              "the practice platform did not start: ");
}

/* This very program as a child: it serves until its standard input closes, which is when this process ends. */
static char *
start_practice (YnChair *chair, GError **error)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *data_dir = yn_settings_data_dir (yn_desk_settings (chair->desk));
  char *address;

  g_ptr_array_add (argv, self);
  g_ptr_array_add (argv, (gpointer) "practice");
  g_ptr_array_add (argv, (gpointer) "--until-stdin-closes");
  g_ptr_array_add (argv, (gpointer) "--json"); /* of a failure; the address is a line */
  g_ptr_array_add (argv, (gpointer) "--data-dir");
  g_ptr_array_add (argv, (gpointer) data_dir);
  if (chair->keyring_password_file != NULL)
    {
      g_ptr_array_add (argv, (gpointer) "--keyring-password-file");
      g_ptr_array_add (argv, chair->keyring_password_file);
    }
  else if (chair->password_file != NULL)
    {
      g_ptr_array_add (argv, (gpointer) "--password-file");
      g_ptr_array_add (argv, chair->password_file);
    }
  g_ptr_array_add (argv, NULL);
  chair->practice = g_subprocess_newv ((const char *const *) argv->pdata,
                                       G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &cause);
  if (chair->practice == NULL)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_OFFLINE, "the practice platform did not start: %s", cause->message);
      return NULL;
    }
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (chair->practice));
  address = g_data_input_stream_read_line_utf8 (lines, NULL, NULL, NULL);
  if (address != NULL && g_str_has_prefix (address, "http"))
    return address;
  propagate_said (G_INPUT_STREAM (lines), address, error);
  g_free (address);
  return NULL;
}

char *
yn_chair_address (YnChair *chair, GError **error)
{
  YnDesk *desk = yn_chair_desk (chair, error);
  char *address;

  if (desk == NULL)
    return NULL;
  address = chair->platform != NULL ? g_strdup (chair->platform) : yn_settings_platform (yn_desk_settings (desk));
  if (address == NULL && chair->practice_address == NULL)
    chair->practice_address = start_practice (chair, error);
  return address != NULL ? address : g_strdup (chair->practice_address);
}

YnDesk *
yn_chair_sit (YnChair *chair, GError **error)
{
  YnDesk *desk = yn_chair_desk (chair, error);
  g_autofree char *address = desk == NULL ? NULL : yn_chair_address (chair, error);

  return address != NULL && yn_desk_connect (desk, address, NULL, error) ? desk : NULL;
}

YnDesk *
yn_chair_sit_signed_in (YnChair *chair, GError **error)
{
  YnDesk *desk = yn_chair_sit (chair, error);
  g_autoptr (YnDeskStatus) status = desk == NULL ? NULL : yn_desk_status (desk);

  if (status == NULL || status->signed_in)
    return desk;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN, "nobody is signed in");
  return NULL;
}

YnSecret *
yn_chair_key_password (YnChair *chair, const char *prompt, GError **error)
{
  return chair->password_file != NULL ? yn_secret_from_file (chair->password_file, error)
                                      : yn_secret_ask (prompt, error);
}

YnJson *
yn_chair_read_json (const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = yn_file_read (strcmp (path, "-") == 0 ? "/dev/stdin" : path, MAX_DOCUMENT, &reason);

  if (bytes != NULL)
    return yn_json_parse_bytes (bytes, error);
  if (g_error_matches (reason, YN_ERROR, YN_ERROR_FILE_EMPTY)) /* of papers and attachments that says something else */
    g_propagate_error (error, yn_json_fault_error (YN_JSON_FAULT_EMPTY, 1, 1));
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

/* Messages about a form begin with a pointer, "/schema/…" or "/uischema/…"; whoever wrote the file wants its line and
 * column. */
static void
say_where (const char *part, const YnJson *document, const char *path, GError **error)
{
  const char *message = error != NULL && *error != NULL ? (*error)->message : "";
  g_autofree char *pointer = g_strndup (message, strcspn (message, ":"));
  char *at = pointer + strlen (part);
  const YnJson *value;
  char *slash;

  if (document == NULL || !g_str_has_prefix (pointer, part) || (*at != '/' && *at != '\0'))
    return;
  while ((value = yn_json_pointer (document, at)) == NULL && (slash = strrchr (at, '/')) != NULL)
    *slash = '\0';
  if (value != NULL)
    g_prefix_error (error, "%s:%u:%u: ", path, yn_json_line (value), yn_json_column (value));
}

YnService *
yn_chair_form (YnChair *chair, const char *id, const char *schema, const char *uischema, GError **error)
{
  g_autoptr (YnJson) document = NULL;
  g_autoptr (YnJson) looks = NULL;
  YnService *service;

  if (schema == NULL && uischema != NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_WRONG_USE, _("--uischema goes with --schema only."));
      return NULL;
    }
  if (schema == NULL)
    return yn_service_find (id, error);
  document = yn_chair_read_json (schema, error);
  looks = document == NULL || uischema == NULL ? NULL : yn_chair_read_json (uischema, error);
  if (document == NULL || (looks == NULL && uischema != NULL))
    return NULL;
  service = yn_service_new_form (document, looks, error);
  if (service == NULL)
    {
      say_where ("/schema", document, schema, error);
      say_where ("/uischema", looks, uischema, error);
    }
  return service;
}

void
yn_chair_clear (YnChair *chair)
{
  if (chair->desk != NULL)
    yn_desk_close (chair->desk);
  g_clear_object (&chair->desk);
  if (chair->practice != NULL)
    {
      g_output_stream_close (g_subprocess_get_stdin_pipe (chair->practice), NULL, NULL);
      g_subprocess_wait (chair->practice, NULL, NULL);
    }
  g_clear_object (&chair->practice);
  g_clear_pointer (&chair->practice_address, g_free);
  g_clear_pointer (&chair->clock, yn_clock_unref);
  g_clear_pointer (&chair->platform, g_free);
  g_clear_pointer (&chair->data_dir, g_free);
  g_clear_pointer (&chair->language_name, g_free);
  g_clear_pointer (&chair->password_file, g_free);
  g_clear_pointer (&chair->keyring_password_file, g_free);
  g_clear_pointer (&chair->token, g_free);
}
