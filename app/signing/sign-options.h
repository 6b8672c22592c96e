/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a signature is to say and how it is to look. */
#pragma once

#include "signing/key.h"
#include "signing/level.h"

G_BEGIN_DECLS

typedef struct
{
  const char *role;     /* "enterprise-seal": part of the field's name, "yn-enterprise-seal-1" */
  guint number;         /* that part of the name; 0: the next one of its role */
  const char *reason;   /* /Reason, may be NULL */
  const char *confirmed; /* SHA-256 of what the signer confirmed instead of this paper alone (a batch's letter and table); may
                            be NULL */
  gint64 instant;       /* /M and the mark's time */
  YnSignatureClass class;
  /* the visible mark: square-cornered, on the last page, stacked for each further signature; NULL name: none */
  const char *mark_name;
  const char *mark_uscc;
  const char *mark_issuer;
  const char *mark_matter; /* for the mark's code; may be NULL */
  GBytes *mark_picture;    /* of a seal, PNG; NULL: none. Never in a practice mark: YN_ERROR_SEAL_PICTURE_PRACTICE */
  YnLanguage language;
  gboolean practice;    /* 演练·无效力 in the mark */
  gboolean dates;       /* no signature but a document timestamp: signing/dating.h */
  YnSignatureLevel level; /* what is wished at finish: above B-B the hole has room for a timestamp */
} YnSignOptions;

G_END_DECLS
