/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Papers made of sample answers, and their text as yinuo-pages reads it. */
#pragma once

#include "papers/paper.h"

G_BEGIN_DECLS

typedef struct
{
  GBytes *main;
  GBytes *annex; /* or NULL */
  YnJson *body;
} Made;

void made_clear (Made *made);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Made, made_clear)

void made_from (Made *made, const YnService *service, const YnJson *answers, gboolean practice);

YnJson *made_json (const char *text);
YnService *made_service (const char *id);
YnJson *made_answers (const char *service);   /* tests/papers/answers, then tests/fixtures/answers */
YnJson *made_context (gboolean practice);
GBytes *made_printed (const YnService *service, const YnJson *body);

char **made_texts (GBytes *pdf);              /* one a page */
char *made_text (GBytes *pdf);                /* all pages, squeezed */
char *made_squeezed (const char *text);       /* without white space: lines break where the paper is full */
void made_says (const char *text, const char *what); /* @text is squeezed, @what need not be */

G_END_DECLS
