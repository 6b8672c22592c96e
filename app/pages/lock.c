/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/lock.h"

#include "papers/reading-frames.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FILES_AT_ONCE 16 /* a font, its configuration, its cache: few are open together */
#define NO_FILES 3

/* Where Debian keeps fonts, what finds them, and poppler's tables of Chinese, Japanese and Korean codes. */
static const char *const readable[] = {
  "/etc/fonts",           "/usr/share/fontconfig", "/var/cache/fontconfig",
  "/usr/share/fonts",     "/usr/local/share/fonts", "/usr/share/poppler",
};

static void
limit (int resource, rlim_t value)
{
  struct rlimit limits = { value, value };

  if (setrlimit (resource, &limits) != 0)
    _exit (2);
}

/* Every access that the kernel's Landlock can withhold: newer versions of its interface add bits at the top. */
static __u64
all_accesses (long version)
{
  int highest = version >= 5 ? 15 /* IOCTL_DEV */ : version >= 3 ? 14 /* TRUNCATE */ : version == 2 ? 13 /* REFER */ : 12;

  return ((__u64) 2 << highest) - 1;
}

static void
allow_reading (int rules, const char *folder)
{
  struct landlock_path_beneath_attr beneath = {
    .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    .parent_fd = open (folder, O_PATH | O_CLOEXEC),
  };

  if (beneath.parent_fd < 0)
    return; /* not every system has each of them */
  if (syscall (SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) != 0)
    _exit (2);
  close (beneath.parent_fd);
}

/* FALSE: this kernel has no Landlock. */
static bool
leave_only_fonts (void)
{
  long version = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  struct landlock_ruleset_attr withheld = { 0 };
  int rules;

  if (version < 1)
    return false;
  withheld.handled_access_fs = all_accesses (version);
  rules = (int) syscall (SYS_landlock_create_ruleset, &withheld, sizeof withheld, 0);
  if (rules < 0)
    _exit (2);
  for (size_t i = 0; i < sizeof readable / sizeof *readable; i++)
    allow_reading (rules, readable[i]);
  if (syscall (SYS_landlock_restrict_self, rules, 0) != 0)
    _exit (2);
  close (rules);
  return true;
}

/* What Landlock of Debian 12 does not know: the net, and other processes. */
static void
withhold_calls (void)
{
  static const int withheld[] = {
    SCMP_SYS (socket),   SCMP_SYS (socketpair), SCMP_SYS (io_uring_setup),    SCMP_SYS (execve),
    SCMP_SYS (execveat), SCMP_SYS (fork),       SCMP_SYS (vfork),             SCMP_SYS (clone),
    SCMP_SYS (clone3),   SCMP_SYS (kill),       SCMP_SYS (ptrace),            SCMP_SYS (process_vm_readv),
    SCMP_SYS (mount),    SCMP_SYS (unshare),    SCMP_SYS (process_vm_writev), SCMP_SYS (perf_event_open),
    SCMP_SYS (keyctl),   SCMP_SYS (add_key),    SCMP_SYS (request_key),       SCMP_SYS (userfaultfd),
    SCMP_SYS (bpf),      SCMP_SYS (tkill),      SCMP_SYS (rt_sigqueueinfo),   SCMP_SYS (rt_tgsigqueueinfo),
    SCMP_SYS (pidfd_open), SCMP_SYS (pidfd_getfd), SCMP_SYS (pidfd_send_signal),
  };
  const struct
  {
    int call;
    scmp_datum_t self; /* the first argument where it is its own */
  } of_others[] = {
    { SCMP_SYS (tgkill), (scmp_datum_t) getpid () }, /* abort() */
    { SCMP_SYS (prlimit64), 0 },
  };
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);

  if (filter == NULL)
    _exit (2);
  for (size_t i = 0; i < sizeof withheld / sizeof *withheld; i++)
    if (seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), withheld[i], 0) != 0)
      _exit (2);
  for (size_t i = 0; i < sizeof of_others / sizeof *of_others; i++)
    if (seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), of_others[i].call, 1,
                          SCMP_A0 (SCMP_CMP_NE, of_others[i].self)) != 0)
      _exit (2);
  if (seccomp_load (filter) != 0)
    _exit (2);
  seccomp_release (filter);
}

void
yn_lock_up (void)
{
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
    _exit (2);
  limit (RLIMIT_NOFILE, leave_only_fonts () ? FILES_AT_ONCE : NO_FILES);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_CPU, YN_READING_SECONDS);
#ifndef __SANITIZE_ADDRESS__ /* its shadow needs terabytes of address space */
  limit (RLIMIT_AS, YN_READING_MEMORY);
#endif
  withhold_calls ();
}
