/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The practice platform's certificate authority and its seal: made once with the ledger, their keys encrypted
 * in it. */
#pragma once

#include "practice/ledger.h"
#include "signing/authority.h"

G_BEGIN_DECLS

#define YN_PRACTICE_NAME "演练平台"
#define YN_PRACTICE_USCC "52460200MJY0001244" /* checks, and belongs to nobody */

typedef struct
{
  YnAuthority *root;
  YnKey *seal;
  YnTimekeeper *timekeeper;
  GBytes *root_pem;
  GBytes *seal_pem; /* the seal's certificate alone */
} YnPracticeAuthority;

/* @address: where it answers about its certificates ("http://127.0.0.1:28080/authority"). */
YnPracticeAuthority *yn_practice_authority_open (YnLedger *ledger, const char *address, gint64 now, GError **error);
void yn_practice_authority_free (YnPracticeAuthority *authority);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnPracticeAuthority, yn_practice_authority_free)

G_END_DECLS
