/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/token-line.h"

#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define SECONDS 30
#define SECONDS_FOR_A_PERSON 180 /* at the keypad of a reader, or the button of a token */

void
yn_token_answer_clear (YnTokenAnswer *answer)
{
  g_clear_pointer (&answer->words, g_free);
  g_clear_pointer (&answer->data, g_bytes_unref);
}

gboolean
yn_token_line_open (YnTokenLine *line, GError **error)
{
  g_autofree char *path = yn_program_find ("token", "yinuo-token", "YINUO_TOKEN");
  const char *argv[] = { path, NULL };
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  int ends[2];

  line->program = (YnProgram){ .name = "yinuo-token", .dead = YN_ERROR_TOKEN_CRASHED, .slow = YN_ERROR_TOKEN_SLOW };
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_FAILED, "no line to yinuo-token: %s", g_strerror (errno));
      return FALSE;
    }
  g_subprocess_launcher_take_stdin_fd (launcher, ends[1]);
  if (!yn_program_start (&line->program, launcher, argv, error))
    {
      close (ends[0]);
      return FALSE;
    }
  line->program.fd = ends[0];
  return TRUE;
}

/* Whoever did not answer, or not sensibly, is not asked again. */
static gboolean
give_up (YnTokenLine *line)
{
  if (line->program.child != NULL)
    {
      yn_program_stop (&line->program);
      close (line->program.fd);
    }
  return FALSE;
}

void
yn_token_line_close (YnTokenLine *line)
{
  if (line->has_open && line->program.child != NULL)
    {
      close (line->program.fd);
      g_subprocess_send_signal (line->program.child, SIGCONT); /* one that somebody stopped logs out, too */
      g_clear_object (&line->program.child);
    }
  give_up (line);
}

gboolean
yn_token_line_ask (YnTokenLine *line, YnTokenFrameKind kind, guint flags, const char *words, YnSecret *pin,
                   GBytes *data, GCancellable *cancellable, GError **error)
{
  gboolean logs_in = kind == YN_TOKEN_LOG_IN || kind == YN_TOKEN_OPEN;
  YnProgram *program = &line->program;
  YnTokenFrame frame = {
    .magic = YN_TOKEN_MAGIC,
    .kind = kind,
    .flags = flags,
    .words = words != NULL ? (uint32_t) strlen (words) + 1 : 0,
    .secret = pin != NULL ? (uint32_t) yn_secret_length (pin) : 0,
    .data = data != NULL ? (uint32_t) g_bytes_get_size (data) : 0,
  };

  if (program->child == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_TOKEN_SESSION, "yinuo-token has ended");
      return FALSE;
    }
  if (pin != NULL && (frame.secret > YN_TOKEN_MAX_SECRET || strlen (yn_secret_text (pin)) != frame.secret))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_PIN_FORM, "longer than any PIN, or with a NUL");
      return FALSE;
    }
  line->heard = 0;
  line->has_open |= logs_in;
  yn_program_allow (program, logs_in || kind == YN_TOKEN_SIGN ? SECONDS_FOR_A_PERSON : SECONDS, cancellable);
  return (yn_program_write (program, &frame, sizeof frame, error)
          && yn_program_write (program, words, frame.words, error)
          && (pin == NULL || yn_program_write (program, yn_secret_data (pin), frame.secret, error))
          && (data == NULL || yn_program_write (program, g_bytes_get_data (data, NULL), frame.data, error)))
         || give_up (line);
}

static gboolean
is_sane (const YnTokenLine *line, const YnTokenFrame *frame)
{
  return frame->magic == YN_TOKEN_MAGIC && frame->kind >= YN_TOKEN_MODULE && frame->kind <= YN_TOKEN_DONE
         && frame->words <= YN_TOKEN_MAX_WORDS && frame->secret == 0 && frame->data <= YN_TOKEN_MAX_DATA
         && line->heard < YN_TOKEN_MAX_FRAMES && frame->error >= 0 && frame->error < YN_N_ERRORS;
}

static void
find_words (YnTokenAnswer *answer)
{
  const char *at = answer->words;
  const char *end = at + answer->frame.words;

  for (guint i = 0; i < G_N_ELEMENTS (answer->at); i++)
    {
      answer->at[i] = at < end ? at : "";
      at += at < end ? strlen (at) + 1 : 0;
    }
}

static gboolean
hear (YnTokenLine *line, YnTokenAnswer *answer, GError **error)
{
  YnProgram *program = &line->program;
  YnTokenFrame *frame = &answer->frame;
  g_autofree char *data = NULL;
  g_autofree char *words = NULL;

  if (!yn_program_read (program, frame, sizeof *frame, error))
    return FALSE;
  if (!is_sane (line, frame))
    return yn_program_dead (program, "speaks nonsense", error);
  line->heard++;
  words = g_malloc0 ((gsize) frame->words + 1);
  data = g_malloc (frame->data);
  if (!yn_program_read (program, words, frame->words, error) || !yn_program_read (program, data, frame->data, error))
    return FALSE;
  answer->words = g_steal_pointer (&words);
  answer->data = g_bytes_new_take (g_steal_pointer (&data), frame->data);
  find_words (answer);
  return TRUE;
}

gboolean
yn_token_line_hear (YnTokenLine *line, YnTokenAnswer *answer, GError **error)
{
  yn_token_answer_clear (answer);
  return hear (line, answer, error) || give_up (line);
}

gboolean
yn_token_line_hear_only (YnTokenLine *line, YnTokenFrameKind kind, YnTokenAnswer *answer, GError **error)
{
  if (!yn_token_line_hear (line, answer, error))
    return FALSE;
  if (answer->frame.kind == kind)
    return TRUE;
  if (answer->frame.kind == YN_TOKEN_TROUBLE)
    {
      g_propagate_error (error, yn_token_answer_error (answer));
      return FALSE;
    }
  yn_program_dead (&line->program, "answers another question", error);
  return give_up (line);
}

gboolean
yn_token_line_load (YnTokenLine *line, const char *module, GCancellable *cancellable, GError **error)
{
  g_auto (YnTokenAnswer) answer = { .words = NULL };

  return yn_token_line_open (line, error)
         && yn_token_line_ask (line, YN_TOKEN_LOAD, 0, module, NULL, NULL, cancellable, error)
         && yn_token_line_hear_only (line, YN_TOKEN_DONE, &answer, error);
}

GError *
yn_token_answer_error (const YnTokenAnswer *answer)
{
  return g_error_new (YN_ERROR, answer->frame.error, "%s: %s", answer->at[0], answer->at[1]);
}
