/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The folder that a mock driver lives from: what its token holds, what it is told, what was asked of it. */
#pragma once

#include "fixtures/folder.h"
#include "script.h"
#include "signing/material.h"
#include "signing/token-line.h"
#include "signing/token.h"

G_BEGIN_DECLS

typedef struct
{
  TestFolder *path;
  YnKey *original; /* what the token holds */
} TokenFolder;

/* A token with a key of @algorithm and the certificates for signing, for encryption and of the issuer; it is the mock's
 * from here on ($YINUO_MOCK). */
void token_folder_open (TokenFolder *folder, YnKeyAlgorithm algorithm);
void token_folder_close (TokenFolder *folder);

/* The same two around a test. */
void token_folder_set_up (TokenFolder *folder, gconstpointer algorithm);
void token_folder_tear_down (TokenFolder *folder, gconstpointer unused);

/* What the driver is told from now on. */
void token_folder_script (TokenFolder *folder, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* How often @call was made since the last token_folder_forget(). */
guint token_folder_calls (TokenFolder *folder, const char *call);
void token_folder_forget (TokenFolder *folder);

/* The one key at the driver named by the environment's @variable, asserted to be there. */
YnTokenKey *token_folder_find (const char *variable);
YnKey *token_folder_open_key (const YnTokenKey *token, const char *pin, gboolean last_try, GError **error);

/* The links at that driver, "driver slot token!token-busy certificate- pin-": '!' fails, '?' is to mind, '-'
 * was not reached. New. */
char *token_folder_chain (const char *variable, gint64 instant);
char *token_sight_words (const YnTokenSight *sight);

/* What a chair asks of a yinuo-token, asked once more on the same @line: a program for each of thousands of
 * questions is what takes time. YN_TOKEN_LOAD: the driver at @address; YN_TOKEN_OPEN: with the PIN;
 * YN_TOKEN_SIGN: too. */
gboolean token_folder_ask (YnTokenLine *line, YnTokenFrameKind kind, const char *address, GError **error);

/* A signature over a few bytes. */
GBytes *token_folder_sign (YnKey *key, GError **error);

G_END_DECLS
