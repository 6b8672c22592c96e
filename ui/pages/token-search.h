/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Looking for keys in tokens, off the window's thread; where none is found, which link of the chain is missing. */
#pragma once

#include "desk/tokens.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_TOKEN_SEARCH (yn_token_search_get_type ())
G_DECLARE_FINAL_TYPE (YnTokenSearch, yn_token_search, YN, TOKEN_SEARCH, AdwBin)

/* Signal "seen" (YnTokenSight *): what the drivers saw; its keys may be taken out. */

/* A search that runs already is ended. @quiet: what is missing was said already. */
void yn_token_search_begin (YnTokenSearch *self, YnDesk *desk, gboolean quiet);
/* Nothing is heard of it any more. */
void yn_token_search_stop (YnTokenSearch *self);

G_END_DECLS
