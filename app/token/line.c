/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "token/line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define SECONDS_TO_TIDY_UP 1

static int line = -1;

/* A driver that blocks does not keep the program alive when nobody waits for it any more. */
static gpointer
watch (gpointer unused)
{
  struct pollfd end = { line, POLLRDHUP, 0 };

  while (poll (&end, 1, -1) < 0 && errno == EINTR)
    ;
  sleep (SECONDS_TO_TIDY_UP);
  _exit (3);
}

void
line_open (void)
{
  int nothing = open ("/dev/null", O_RDWR | O_CLOEXEC);

  line = fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  if (line < 0 || nothing < 0 || dup2 (nothing, STDIN_FILENO) < 0)
    _exit (2);
  g_thread_unref (g_thread_new ("watch", watch, NULL));
}

static gboolean
hear (void *data, size_t length)
{
  char *at = data;

  while (length > 0)
    {
      ssize_t n = TEMP_FAILURE_RETRY (read (line, at, length));

      if (n <= 0)
        return FALSE;
      at += n;
      length -= (size_t) n;
    }
  return TRUE;
}

gboolean
line_hear (LineQuestion *question)
{
  YnTokenFrame *frame = &question->frame;

  explicit_bzero (question, sizeof *question);
  return hear (frame, sizeof *frame) && frame->magic == YN_TOKEN_MAGIC && frame->words < sizeof question->words
         && frame->secret < sizeof question->pin && frame->data <= sizeof question->block
         && hear (question->words, frame->words) && hear (question->pin, frame->secret)
         && hear (question->block, frame->data);
}

static void
say (const void *data, size_t length)
{
  const char *at = data;

  while (length > 0)
    {
      ssize_t n = TEMP_FAILURE_RETRY (send (line, at, length, MSG_NOSIGNAL));

      if (n <= 0)
        _exit (3);
      at += n;
      length -= (size_t) n;
    }
}

void
line_say (YnTokenFrame frame, const char *const *words, const void *data)
{
  g_autoptr (GByteArray) texts = g_byte_array_new ();

  for (; words != NULL && *words != NULL; words++)
    g_byte_array_append (texts, (const guint8 *) *words, (guint) strlen (*words) + 1);
  frame.magic = YN_TOKEN_MAGIC;
  frame.words = texts->len;
  say (&frame, sizeof frame);
  say (texts->data, texts->len);
  say (data, frame.data);
}

void
line_say_trouble (const LineTrouble *trouble, guint flags)
{
  const char *words[] = { trouble->call, trouble->code, NULL };

  line_say ((YnTokenFrame){ .kind = YN_TOKEN_TROUBLE, .flags = flags, .error = trouble->error }, words, NULL);
}
