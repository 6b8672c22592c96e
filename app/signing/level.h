/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a signature bears besides itself, and whom it has it from. */
#pragma once

#include "signing/gathering.h"
#include "signing/timestamp.h"
#include "signing/verify.h"

G_BEGIN_DECLS

/* ETSI EN 319 142-1: the signature alone; with a timestamp; with all that is needed to check it later. */
typedef enum
{
  YN_LEVEL_B_B,
  YN_LEVEL_B_T,
  YN_LEVEL_B_LT,
} YnSignatureLevel;

const char *yn_signature_level_name (YnSignatureLevel level); /* "B-T" */
gboolean yn_signature_level_from_name (const char *name, YnSignatureLevel *level);

typedef struct
{
  YnSignatureLevel level;     /* what is wished; B-B asks nobody */
  YnTimestamper *timestamper; /* NULL: nobody is there to be asked */
  YnGathering *gathering;     /* for B-LT; NULL: nobody is there to be asked */
  YnTrust *trust;             /* its roots are issuers too, where a certificate comes without its own; or NULL */
  GCancellable *cancellable;  /* ends the waiting for authorities; or NULL */
  gboolean exact;             /* that level or no signature: YN_ERROR_LEVEL_NOT_REACHED */
} YnSignFinish;

/* How a signature came about. */
typedef struct
{
  YnSignatureLevel level; /* what was reached */
  char *authority;        /* who gave the timestamp, as the list names it; NULL: there is none */
  gint64 timestamp;       /* -1: none */
  GPtrArray *tries;       /* of YnTimestampTry, in their order */
  char *missing;          /* why it is not what was wished, a key of data/problems.json; NULL: it is */
} YnSignOutcome;

YnSignOutcome *yn_sign_outcome_new (void);
void yn_sign_outcome_free (YnSignOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnSignOutcome, yn_sign_outcome_free)

G_END_DECLS
