/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The chair's end of the line to one yinuo-token. Every answer is bounded and believed in nothing. */
#pragma once

#include "base/program.h"
#include "base/secret.h"
#include "signing/token-frames.h"

G_BEGIN_DECLS

typedef struct
{
  YnProgram program;
  guint heard;       /* frames of this answer */
  gboolean has_open; /* a token or its key: it logs out when the line closes */
} YnTokenLine;

/* One frame of an answer. */
typedef struct
{
  YnTokenFrame frame;
  char *words;       /* texts, one after the other */
  const char *at[6]; /* the first of them; "" where there are no more */
  GBytes *data;
} YnTokenAnswer;

void yn_token_answer_clear (YnTokenAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YnTokenAnswer, yn_token_answer_clear)

gboolean yn_token_line_open (YnTokenLine *line, GError **error);

/* Opens a line and has the module loaded. */
gboolean yn_token_line_load (YnTokenLine *line, const char *module, GCancellable *cancellable, GError **error);

/* Asks; @words, @pin and @data may be NULL. Long enough for a person at a keypad where @kind may wait for one. */
gboolean yn_token_line_ask (YnTokenLine *line, YnTokenFrameKind kind, guint flags, const char *words, YnSecret *pin,
                            GBytes *data, GCancellable *cancellable, GError **error);

/* The next frame of the answer. TROUBLE is one too (yn_token_answer_error()). An error ends the program. */
gboolean yn_token_line_hear (YnTokenLine *line, YnTokenAnswer *answer, GError **error);

/* And where exactly one frame of @kind is the answer: TROUBLE is an error then. */
gboolean yn_token_line_hear_only (YnTokenLine *line, YnTokenFrameKind kind, YnTokenAnswer *answer, GError **error);

/* What a TROUBLE means. New. */
GError *yn_token_answer_error (const YnTokenAnswer *answer);

/* With a key open the program logs out and ends by itself, and nobody waits for it; else it is ended. */
void yn_token_line_close (YnTokenLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YnTokenLine, yn_token_line_close)

G_END_DECLS
