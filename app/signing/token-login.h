/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Somebody has logged in to a token before its certificates could be looked at: the program that holds the token open,
 * and the PIN, for the one key that is opened then. */
#pragma once

#include "signing/token-line.h"

G_BEGIN_DECLS

typedef struct _YnTokenLogin YnTokenLogin;

/* A closed line. @pin NULL: it is typed at the reader. */
YnTokenLogin *yn_token_login_new (YnSecret *pin);
YnTokenLogin *yn_token_login_ref (YnTokenLogin *login);
void yn_token_login_unref (YnTokenLogin *login);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnTokenLogin, yn_token_login_unref)

/* To log in on. */
YnTokenLine *yn_token_login_line (YnTokenLogin *login);

/* Gives both away. FALSE: somebody else has taken them. */
gboolean yn_token_login_take (YnTokenLogin *login, YnTokenLine *line, YnSecret **pin);

G_END_DECLS
