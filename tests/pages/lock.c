/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a PDF that takes yinuo-pages over can still do: each try is made by a process of its own that is locked up. */

#include "pages/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <linux/landlock.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

typedef int (*Try) (void); /* 0: it was done; else why not */

static int
outcome (long result)
{
  return result >= 0 ? 0 : errno;
}

static int
read_password_file (void)
{
  return outcome (open ("/etc/passwd", O_RDONLY));
}

static int
read_memory_of_parent (void)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/mem", getppid ());

  return outcome (open (path, O_RDONLY));
}

static int
read_through_a_font_folder (void)
{
  return outcome (open ("/usr/share/fonts/../../../etc/passwd", O_RDONLY));
}

static int
write_beside_fonts (void)
{
  return outcome (open ("/usr/local/share/fonts/left-behind", O_WRONLY | O_CREAT, 0600));
}

static int
write_to_tmp (void)
{
  return outcome (open ("/tmp/left-behind-by-yinuo-pages", O_WRONLY | O_CREAT, 0600));
}

static int
remove_folder (void)
{
  return outcome (rmdir ("/usr/local/share/fonts"));
}

static int
socket_of_the_net (void)
{
  return outcome (socket (AF_INET, SOCK_STREAM, 0));
}

static int
socket_of_this_machine (void)
{
  return outcome (socket (AF_UNIX, SOCK_DGRAM, 0));
}

static int
start_program (void)
{
  return outcome (execl ("/bin/true", "true", NULL));
}

static int
be_two (void)
{
  pid_t child = fork ();

  if (child == 0)
    _exit (0);
  return outcome (child);
}

static int
kill_parent (void)
{
  return outcome (kill (getppid (), 0));
}

static int
kill_thread_of_parent (void)
{
  return outcome (syscall (SYS_tkill, getppid (), 0));
}

static int
kill_thread_in_parent (void)
{
  return outcome (syscall (SYS_tgkill, getppid (), getppid (), 0));
}

static int
queue_signal_to_parent (void)
{
  siginfo_t info = { .si_code = SI_QUEUE };

  return outcome (syscall (SYS_rt_sigqueueinfo, getppid (), 0, &info));
}

static int
queue_signal_to_thread_of_parent (void)
{
  siginfo_t info = { .si_code = SI_QUEUE };

  return outcome (syscall (SYS_rt_tgsigqueueinfo, getppid (), getppid (), 0, &info));
}

static int
hold_parent (void)
{
  return outcome (syscall (SYS_pidfd_open, getppid (), 0));
}

static int parent_held = -1; /* before it was locked up */

static int
signal_parent_held (void)
{
  return outcome (syscall (SYS_pidfd_send_signal, parent_held, 0, NULL, 0));
}

static int
take_file_of_parent_held (void)
{
  return outcome (syscall (SYS_pidfd_getfd, parent_held, STDIN_FILENO, 0));
}

static int
limit_parent (void)
{
  struct rlimit limits;

  return outcome (prlimit (getppid (), RLIMIT_NOFILE, NULL, &limits));
}

static int
limit_self (void)
{
  struct rlimit limits;

  return outcome (getrlimit (RLIMIT_NOFILE, &limits));
}

static int
signal_self (void)
{
  return outcome (syscall (SYS_tgkill, getpid (), getpid (), 0));
}

#ifndef __SANITIZE_ADDRESS__ /* under which memory has no limit */
static int
take_memory (void)
{
  return g_try_malloc ((gsize) 1 << 31) != NULL ? 0 : ENOMEM;
}
#endif

static int
read_font_configuration (void)
{
  return outcome (open ("/etc/fonts/fonts.conf", O_RDONLY));
}

static int
locked_up (Try try)
{
  pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      parent_held = (int) syscall (SYS_pidfd_open, getppid (), 0);
      yn_lock_up ();
      _exit (try ());
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static gboolean
kernel_has_landlock (void)
{
  return syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
}

static void
test_withheld (void)
{
  static const struct
  {
    const char *what;
    Try try;
  } cases[] = {
    { "a file is read", read_password_file },
    { "the parent's memory is read", read_memory_of_parent },
    { "a file is read by a way through the fonts", read_through_a_font_folder },
    { "a file is made beside the fonts", write_beside_fonts },
    { "a file is made", write_to_tmp },
    { "a folder is removed", remove_folder },
    { "a socket of the net", socket_of_the_net },
    { "a socket of this machine", socket_of_this_machine },
    { "a program is started", start_program },
    { "a second process", be_two },
    { "a signal to the parent", kill_parent },
    { "a signal to a thread of the parent", kill_thread_of_parent },
    { "a signal to a thread in the parent", kill_thread_in_parent },
    { "a queued signal to the parent", queue_signal_to_parent },
    { "a queued signal to a thread of the parent", queue_signal_to_thread_of_parent },
    { "the parent is held", hold_parent },
    { "a signal to the parent that was held before", signal_parent_held },
    { "a file of the parent that was held before", take_file_of_parent_held },
    { "the parent's limits", limit_parent },
#ifndef __SANITIZE_ADDRESS__
    { "two GiB of memory", take_memory },
#endif
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].what);
      g_assert_cmpint (locked_up (cases[i].try), !=, 0);
    }
  g_assert_false (g_file_test ("/tmp/left-behind-by-yinuo-pages", G_FILE_TEST_EXISTS));
}

/* What abort() and the limits of its own need. */
static void
test_left (void)
{
  g_assert_cmpint (locked_up (signal_self), ==, 0);
  g_assert_cmpint (locked_up (limit_self), ==, 0);
}

static void
test_fonts (void)
{
  if (!kernel_has_landlock ())
    {
      g_test_skip ("this kernel has no Landlock");
      return;
    }
  g_assert_cmpint (locked_up (read_font_configuration), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pages/lock/withheld", test_withheld);
  g_test_add_func ("/pages/lock/left", test_left);
  g_test_add_func ("/pages/lock/fonts", test_fonts);
  return g_test_run ();
}
