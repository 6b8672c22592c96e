/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The program's end of the line to its chair. */
#pragma once

#include "base/error.h"
#include "signing/token-frames.h"

#include <glib.h>

G_BEGIN_DECLS

#define LINE_MAX_BLOCK 512u

/* What was asked. The one place where a PIN lies: locked in memory, wiped before the next question is heard. */
typedef struct
{
  YnTokenFrame frame;
  char words[4096]; /* an address or a path */
  char pin[YN_TOKEN_MAX_SECRET + 1];
  guint8 block[LINE_MAX_BLOCK];
} LineQuestion;

/* What went wrong, as it is told. */
typedef struct
{
  int error;        /* a YnError */
  const char *call; /* "C_Login" */
  const char *code; /* "CKR_PIN_INCORRECT" */
} LineTrouble;

/* Takes the line from standard input, and ends the program when the other side hangs up, whatever it does then. */
void line_open (void);

/* FALSE: the line is dead, or what was heard is no question. */
gboolean line_hear (LineQuestion *question);

/* @words: NULL-terminated, may be NULL. */
void line_say (YnTokenFrame frame, const char *const *words, const void *data);
void line_say_trouble (const LineTrouble *trouble, guint flags);

G_END_DECLS
