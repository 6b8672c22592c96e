/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Who has signed a paper so far, as far as its file tells. */
#pragma once

#include "base/language.h"
#include "signing/level.h"
#include "signing/verify.h"

G_BEGIN_DECLS

typedef struct
{
  char *field;  /* "yn-legal-representative-1" */
  char *role;   /* "legal-representative"; "" for a signature that is none of a service's */
  char *name;   /* in the certificate */
  char *enterprise; /* its organization, or NULL */
  char *uscc;   /* or NULL */
  char *issuer; /* or NULL */
  YnSignatureClass class;
  gint64 at;    /* instant, as the signer's clock said; -1: none */
  gboolean is_timestamp; /* of the whole document, got later: nobody signed */
  YnSignatureLevel level; /* as the file bears it out */
  gint64 timestamp;       /* instant; -1: none */
  char *authority;        /* who gave it, as its certificate says; or NULL */
  YnVerdict intact;
  YnVerdict who;
  char *code;   /* of data/problems.json: why the worse of both is as it is */
} YnSignature;

void yn_signature_free (YnSignature *signature);

/* Of YnSignature, in the order of signing; empty where nobody has. */
GPtrArray *yn_signatures_of (GBytes *paper, YnTrust *trust, gint64 instant);
GPtrArray *yn_signatures_in (const YnVerification *verification);

/* Before another one signs: whoever is there signed what stands there now. YN_ERROR_CHANGED_SINCE. */
gboolean yn_signatures_stand (YnBytes *paper, gint64 instant, GError **error);

/* One line: "法定代表人（负责人） 演练甲 · 2026-11-23 10:50 · 演练签署·无效力". New. */
char *yn_signature_words (const YnSignature *signature, YnLanguage language);
/* Another: "B-LT · 时间戳 2026-11-23 10:50，由 演练时间戳机构 给出", or that there is none. In gettext's language. New. */
char *yn_signature_level_words (const YnSignature *signature);

G_END_DECLS
