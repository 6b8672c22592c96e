/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A program at the other end of a line: it answers, ends, does not listen, takes too long, is no longer waited for. */

#include "base/program.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct
{
  YnProgram program;
} Line;

static void
start (Line *line, const char *shell)
{
  const char *argv[] = { "/bin/sh", "-c", shell, NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  int ends[2];

  line->program = (YnProgram){ .name = "sh", .dead = YN_ERROR_TOKEN_CRASHED, .slow = YN_ERROR_TOKEN_SLOW };
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  g_subprocess_launcher_take_stdin_fd (launcher, ends[1]);
  g_assert_true (yn_program_start (&line->program, launcher, argv, &error));
  g_assert_no_error (error);
  line->program.fd = ends[0];
  yn_program_allow (&line->program, 20, NULL);
}

static void
stop (Line *line)
{
  yn_program_stop (&line->program);
  close (line->program.fd);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Line, stop)

static void
test_answers (void)
{
  g_auto (Line) line = { 0 };
  g_autoptr (GError) error = NULL;
  char answer[5] = "";

  start (&line, "read word; printf '%s' \"$word\" >&0");
  g_assert_true (yn_program_write (&line.program, "four\n", 5, &error));
  g_assert_true (yn_program_read (&line.program, answer, 4, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, "four");
}

static void
test_ends (void)
{
  g_auto (Line) line = { 0 };
  g_autoptr (GError) error = NULL;
  char answer[8];

  start (&line, "printf 'half' >&0");
  g_assert_false (yn_program_read (&line.program, answer, sizeof answer, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_CRASHED);
}

/* What nobody reads any more is an error, and no signal. */
static void
test_does_not_listen (void)
{
  g_auto (Line) line = { 0 };
  g_autoptr (GError) error = NULL;
  static const char much[1024 * 1024];

  start (&line, "exit 0");
  g_assert_false (yn_program_write (&line.program, much, sizeof much, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_CRASHED);
}

static void
test_takes_too_long (void)
{
  g_auto (Line) line = { 0 };
  g_autoptr (GError) error = NULL;
  char answer;

  start (&line, "read never; exec sleep 1000");
  yn_program_allow (&line.program, 0, NULL);
  g_assert_false (yn_program_read (&line.program, &answer, 1, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_SLOW);
}

static gpointer
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancelled (void)
{
  g_auto (Line) line = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;
  char answer;

  start (&line, "read never");
  yn_program_allow (&line.program, 1000, cancellable);
  thread = g_thread_new ("cancel", cancel, cancellable);
  g_assert_false (yn_program_read (&line.program, &answer, 1, &error));
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
is_stopped (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, ") T ") != NULL;
}

/* One that somebody stopped hears nothing: it is cancelled and gone all the same. */
static void
test_stopped (void)
{
  Line line = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  GThread *thread;
  pid_t pid;
  char answer;

  start (&line, "kill -STOP $$; printf x >&0");
  pid = atoi (g_subprocess_get_identifier (line.program.child));
  while (!is_stopped (pid))
    g_thread_yield ();
  yn_program_allow (&line.program, 1000, cancellable);
  thread = g_thread_new ("cancel", cancel, cancellable);
  g_assert_false (yn_program_read (&line.program, &answer, 1, &error));
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  stop (&line);
  g_assert_false (is_stopped (pid));
  g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_USEC_PER_SEC);
}

static void
test_not_there (void)
{
  YnProgram program = { .name = "nobody" };
  const char *argv[] = { "/nonexistent/nobody", NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;

  g_assert_false (yn_program_start (&program, launcher, argv, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/program/answers", test_answers);
  g_test_add_func ("/base/program/ends", test_ends);
  g_test_add_func ("/base/program/does-not-listen", test_does_not_listen);
  g_test_add_func ("/base/program/takes-too-long", test_takes_too_long);
  g_test_add_func ("/base/program/cancelled", test_cancelled);
  g_test_add_func ("/base/program/stopped", test_stopped);
  g_test_add_func ("/base/program/not-there", test_not_there);
  return g_test_run ();
}
