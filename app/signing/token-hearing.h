/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a yinuo-token tells of the tokens behind its module, as it is heard: it becomes keys, tokens that hide theirs,
 * and links. */
#pragma once

#include "signing/crypto.h"
#include "signing/token-line.h"
#include "signing/token.h"

G_BEGIN_DECLS

typedef struct
{
  YnTokenSight *sight; /* what becomes of it */
  const char *module;  /* its path */
  const char *name;    /* and what it is called */
  gint64 instant;
  gboolean has_slot, has_token; /* told */
  gboolean has_fault;           /* a chain ended before there was a token in it */
  YnTokenSight *blank;          /* chains of blank tokens: nobody's concern beside one that is not */
  char *reader;                 /* that was heard of last, while its link does not stand there */
  /* of the token that was heard of last */
  YnTokenAnswer token;
  YnX509Stack *certificates; /* all of it */
  GPtrArray *addresses;      /* of those that are meant; "" for the others */
  gboolean refused;          /* it would not show them before the PIN */
  GError *remark;            /* not all of them could be read; or NULL */
} YnTokenHearing;

/* All of it is borrowed. */
void yn_token_hearing_init (YnTokenHearing *hearing, YnTokenSight *sight, const char *module, const char *name,
                            gint64 instant);
void yn_token_hearing_clear (YnTokenHearing *hearing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YnTokenHearing, yn_token_hearing_clear)

/* The whole answer to LOOK or LOG_IN. FALSE: the module fell over, or there is nothing to look at; of the
 * last token nothing is told then. */
gboolean yn_token_hearing_take (YnTokenHearing *hearing, YnTokenLine *line, GError **error);

/* Of a module: its own link in front, and what is missing behind it. @cause: why it could not be heard to the
 * end (consumed), or NULL. */
void yn_token_hearing_end (YnTokenHearing *hearing, GError *cause);

G_END_DECLS
