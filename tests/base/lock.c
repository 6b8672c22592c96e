/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/error.h"
#include "base/lock.h"
#include "fixtures/folder.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void
excludes (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "courier.lock");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnLock) first = yn_lock_take (path, FALSE, NULL, &error);
  g_autoptr (YnLock) second = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (first);
  g_assert_null (yn_lock_take (path, FALSE, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_ALREADY_RUNNING);
  g_clear_error (&error);

  g_clear_pointer (&first, yn_lock_release);
  second = yn_lock_take (path, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
shares (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "attachments.lock");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnLock) one = yn_lock_share (path, NULL, &error);
  g_autoptr (YnLock) other = yn_lock_share (path, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (yn_lock_take (path, FALSE, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_ALREADY_RUNNING);
}

/* A child takes the lock, says so, and is killed: nothing it left behind keeps the lock. */
static void
is_freed_by_death (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "store.lock");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnLock) lock = NULL;
  int line[2];
  char taken;
  pid_t child;

  g_assert_cmpint (pipe (line), ==, 0);
  child = fork ();
  if (child == 0)
    {
      if (yn_lock_take (path, FALSE, NULL, NULL) != NULL)
        (void) !write (line[1], "1", 1);
      pause ();
      _exit (1);
    }
  g_assert_cmpint (read (line[0], &taken, 1), ==, 1);
  g_assert_null (yn_lock_take (path, FALSE, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_ALREADY_RUNNING);
  g_clear_error (&error);

  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  lock = yn_lock_take (path, FALSE, NULL, &error);
  g_assert_no_error (error);
  close (line[0]);
  close (line[1]);
}

static gpointer
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return NULL;
}

static gpointer
release (gpointer lock)
{
  yn_lock_release (lock);
  return NULL;
}

static void
waits_until_cancelled (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "account.lock");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnLock) held = yn_lock_take (path, FALSE, NULL, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread;

  g_assert_no_error (error);
  thread = g_thread_new ("cancel", cancel, cancellable);
  g_assert_null (yn_lock_take (path, TRUE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

static void
waits_until_free (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "account.lock");
  g_autoptr (GError) error = NULL;
  YnLock *held = yn_lock_take (path, FALSE, NULL, &error);
  g_autoptr (YnLock) next = NULL;
  GThread *thread;

  g_assert_no_error (error);
  thread = g_thread_new ("release", release, held);
  next = yn_lock_take (path, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (next);
  g_thread_join (thread);
}

static void
needs_its_folder (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yn_lock_take ("/nonexistent/folder/lock", TRUE, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/lock/excludes", excludes);
  g_test_add_func ("/base/lock/shares", shares);
  g_test_add_func ("/base/lock/is-freed-by-death", is_freed_by_death);
  g_test_add_func ("/base/lock/waits-until-cancelled", waits_until_cancelled);
  g_test_add_func ("/base/lock/waits-until-free", waits_until_free);
  g_test_add_func ("/base/lock/needs-its-folder", needs_its_folder);
  return g_test_run ();
}
