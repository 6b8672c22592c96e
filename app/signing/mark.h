/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The visible mark of a signature: a square-cornered frame with who, code, when, and the words of the signature's
 * class. Never a round seal, never a star (invariant 6). */
#pragma once

#include "signing/key.h"

G_BEGIN_DECLS

/* In points. */
#define YN_MARK_WIDTH 236
#define YN_MARK_HEIGHT 66

typedef struct
{
  const char *name;
  const char *uscc;   /* or NULL */
  const char *issuer; /* or NULL */
  gint64 instant;
  YnSignatureClass class;
  YnLanguage language;
  gboolean practice;  /* 演练·无效力, whatever the language */
} YnMark;

/* A PDF of one page of that size. */
GBytes *yn_mark_draw (const YnMark *mark, GError **error);

G_END_DECLS
