/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Asking a person for a secret at a terminal. The terminal is read byte by byte with its signals off: a
 * Ctrl-C must put the echo back before it ends the program. */
#include "base/secret.h"

#include "base/error.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define MAX_TYPED 1024

typedef struct
{
  char text[MAX_TYPED];
  gsize length;
} Typed;

static void
rub_out (Typed *typed)
{
  while (typed->length > 0 && ((guchar) typed->text[--typed->length] & 0xc0) == 0x80)
    ;
}

/* TRUE when the line is finished; @interrupted when it ended by Ctrl-C. */
static gboolean
take_byte (Typed *typed, const cc_t *keys, guchar byte, gboolean *interrupted)
{
  *interrupted = byte == keys[VINTR];
  if (*interrupted || byte == '\n' || byte == '\r' || byte == keys[VEOF])
    return TRUE;

  if (byte == keys[VERASE] || byte == '\b')
    rub_out (typed);
  else if (byte == keys[VKILL])
    typed->length = 0;
  else if (typed->length < sizeof typed->text)
    typed->text[typed->length++] = byte;
  return FALSE;
}

static gboolean
read_line (int tty, Typed *typed, const cc_t *keys)
{
  gboolean interrupted = FALSE;
  guchar byte;

  while (TEMP_FAILURE_RETRY (read (tty, &byte, 1)) == 1)
    if (take_byte (typed, keys, byte, &interrupted))
      break;
  return !interrupted;
}

static void
say (int tty, const char *text)
{
  (void) !TEMP_FAILURE_RETRY (write (tty, text, strlen (text)));
}

YnSecret *
yn_secret_ask (const char *prompt, GError **error)
{
  YnSecret *secret = NULL;
  struct termios before, silent;
  Typed typed = { .length = 0 };
  gboolean finished;
  int tty = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);

  if (tty < 0 || tcgetattr (tty, &before) != 0)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NO_TERMINAL, "there is no terminal to ask on");
      if (tty >= 0)
        close (tty);
      return NULL;
    }

  silent = before;
  silent.c_lflag &= ~(ECHO | ICANON | ISIG);
  silent.c_cc[VMIN] = 1;
  silent.c_cc[VTIME] = 0;
  tcsetattr (tty, TCSAFLUSH, &silent);
  say (tty, prompt);
  finished = read_line (tty, &typed, before.c_cc);
  say (tty, "\n");
  tcsetattr (tty, TCSAFLUSH, &before);
  close (tty);

  if (finished)
    secret = yn_secret_new (typed.text, typed.length);
  yn_secret_wipe (&typed, sizeof typed);
  if (!finished)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "interrupted");
      raise (SIGINT);
    }
  return secret;
}
