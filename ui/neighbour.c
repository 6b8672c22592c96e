/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "neighbour.h"

#include "forms/problem.h"

#define MAX_SAID 65536

struct _YnNeighbour
{
  GObject parent_instance;

  char *data_dir;
  char *password_file;
  GSubprocess *program;
  GDataInputStream *words;
};

G_DEFINE_FINAL_TYPE (YnNeighbour, yn_neighbour, G_TYPE_OBJECT)

YnNeighbour *
yn_neighbour_new (const char *data_dir, const char *password_file)
{
  YnNeighbour *self = g_object_new (YN_TYPE_NEIGHBOUR, NULL);

  self->data_dir = g_strdup (data_dir);
  self->password_file = g_strdup (password_file);
  return self;
}

/* $YINUOCTL, else beside us in the build tree, else beside us where we are installed, else on the PATH. */
static char *
find_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : g_strdup (".");
  const char *said = g_getenv ("YINUOCTL");
  char *built = g_build_filename (folder, "..", "app", "cli", "yinuoctl", NULL);
  char *beside;

  if (said != NULL && *said != '\0')
    {
      g_free (built);
      return g_strdup (said);
    }
  if (g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
    return built;
  g_free (built);
  beside = g_build_filename (folder, "yinuoctl", NULL);
  if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return beside;
  g_free (beside);
  return g_find_program_in_path ("yinuoctl");
}

/* The rest of what it said instead of an address. */
static void
said_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GString *said = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gsize n = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &n, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_string_truncate (said, said->len - MAX_SAID + n);
  g_propagate_prefixed_error (&error, yn_problems_error_said (said->str, said->len),
                              "the practice platform did not start: ");
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

static void
address_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);
  GString *said;

  if (line != NULL && g_str_has_prefix (g_strstrip (line), "http"))
    {
      g_task_return_pointer (task, g_steal_pointer (&line), g_free);
      return;
    }
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (line == NULL)
    {
      g_task_return_new_error (task, YN_ERROR, YN_ERROR_NO_ANSWER, "the practice platform ended without an address");
      return;
    }
  said = g_string_new (line);
  g_task_set_task_data (task, said, free_string);
  g_string_set_size (said, said->len + MAX_SAID);
  g_input_stream_read_all_async (G_INPUT_STREAM (source), said->str + said->len - MAX_SAID, MAX_SAID,
                                 G_PRIORITY_DEFAULT, g_task_get_cancellable (task), said_cb, g_object_ref (task));
}

void
yn_neighbour_start_async (YnNeighbour *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *program = find_program ();
  GError *error = NULL;

  g_task_set_source_tag (task, yn_neighbour_start_async);
  if (program == NULL)
    {
      g_task_return_new_error (task, YN_ERROR, YN_ERROR_NOT_FOUND, "yinuoctl is not installed beside the window");
      return;
    }
  g_clear_object (&self->words);
  g_clear_object (&self->program);
  self->program = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program,
                                    "practice", "--data-dir", self->data_dir, "--until-stdin-closes",
                                    "--json", /* of a failure; the address is a line */
                                    self->password_file != NULL ? "--keyring-password-file" : NULL, self->password_file,
                                    NULL);
  if (self->program == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->words = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->program));
  g_data_input_stream_read_line_async (self->words, G_PRIORITY_DEFAULT, cancellable, address_cb,
                                       g_steal_pointer (&task));
}

char *
yn_neighbour_start_finish (YnNeighbour *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
yn_neighbour_finalize (GObject *object)
{
  YnNeighbour *self = YN_NEIGHBOUR (object);

  g_clear_object (&self->words);
  g_clear_object (&self->program);
  g_free (self->data_dir);
  g_free (self->password_file);
  G_OBJECT_CLASS (yn_neighbour_parent_class)->finalize (object);
}

static void
yn_neighbour_class_init (YnNeighbourClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yn_neighbour_finalize;
}

static void
yn_neighbour_init (YnNeighbour *self)
{
}
