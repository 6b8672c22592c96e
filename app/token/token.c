/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The program yinuo-token: a socket to its chair on standard input, one vendor's module, and nothing else of Yinuo. The
 * PIN and the module live and die here: a module that crashes ends this process, one that blocks is ended with it. It
 * leaves no core, and nobody may look into its memory. What a module prints goes nowhere. */

#include "token/driver.h"
#include "token/modules.h"

#include <dlfcn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

static const Driver *const drivers[] = { &driver_pkcs11, &driver_skf };
static const Driver *driver;
static LineQuestion question;

static void
lock_up (void)
{
  static const struct rlimit none = { 0, 0 };

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0
      || setrlimit (RLIMIT_CORE, &none) != 0)
    _exit (2);
  (void) mlock (&question, sizeof question); /* may be forbidden here; then it is as safe as the machine's swap */
}

static gboolean
load (const char *path, LineTrouble *trouble)
{
  void *library = driver == NULL ? dlopen (path, RTLD_NOW | RTLD_LOCAL) : NULL;

  if (library == NULL)
    return driver_fail (trouble, YN_ERROR_TOKEN_DRIVER, "dlopen", driver == NULL ? dlerror () : "loaded already");
  for (guint i = 0; i < G_N_ELEMENTS (drivers) && driver == NULL; i++)
    if (dlsym (library, drivers[i]->entry) != NULL)
      driver = drivers[i];
  if (driver == NULL)
    return driver_fail (trouble, YN_ERROR_TOKEN_DRIVER, "dlsym", "speaks neither PKCS#11 nor SKF");
  return driver->begin (library, path, trouble);
}

/* The PIN is gone before anybody hears that it was used. */
static gboolean
used_pin (gboolean done)
{
  explicit_bzero (question.pin, sizeof question.pin);
  return done;
}

static gboolean
sign (LineTrouble *trouble)
{
  guint8 signature[LINE_MAX_BLOCK];
  gsize length = sizeof signature;
  YnTokenFrame frame = { .kind = YN_TOKEN_SIGNATURE };

  if (!used_pin (driver->sign (question.pin, question.block, question.frame.data, signature, &length, trouble)))
    return FALSE;
  frame.data = (uint32_t) length;
  line_say (frame, NULL, signature);
  return TRUE;
}

static gboolean
answer (LineTrouble *trouble)
{
  guint flags = question.frame.flags;
  YnTokenFrameKind kind = question.frame.kind;
  gboolean done;

  if (driver == NULL && kind != YN_TOKEN_MODULES && kind != YN_TOKEN_LOAD)
    return driver_fail (trouble, YN_ERROR_TOKEN_DRIVER, "yinuo-token", "no module is loaded");
  switch (question.frame.kind)
    {
    case YN_TOKEN_MODULES:
      done = modules_say (question.words, trouble);
      break;
    case YN_TOKEN_LOAD:
      done = load (question.words, trouble);
      break;
    case YN_TOKEN_LOOK:
      done = driver->look (question.words, trouble);
      break;
    case YN_TOKEN_LOG_IN:
      done = used_pin (driver->log_in (question.words, question.pin, flags, trouble))
             && driver->show (question.words, trouble);
      break;
    case YN_TOKEN_OPEN:
      done = used_pin (driver->open (question.words, question.pin, &flags, trouble));
      break;
    case YN_TOKEN_SIGN:
      return sign (trouble);
    default:
      return driver_fail (trouble, YN_ERROR_WRONG_USE, "yinuo-token", "no such question");
    }
  if (done)
    line_say ((YnTokenFrame){ .kind = YN_TOKEN_DONE, .flags = flags }, NULL, NULL);
  return done;
}

int
main (int argc, char **argv)
{
  lock_up ();
  line_open ();
  while (line_hear (&question))
    {
      LineTrouble trouble = { YN_ERROR_FAILED, "", "" };

      if (!answer (&trouble))
        line_say_trouble (&trouble, 0);
    }
  explicit_bzero (&question, sizeof question);
  if (driver != NULL)
    driver->end ();
  _exit (0);
}
