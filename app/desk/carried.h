/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a paper carries inside, beside what it shows (invariant 9), and what follows for the whole. Signatures are
 * signing/'s to judge; who may have signed a paper of this kind is known here. */
#pragma once

#include "forms/service.h"
#include "signing/verify.h"

G_BEGIN_DECLS

typedef struct
{
  YnVerdict verdict;
  char *code;    /* "answers-agree"; "paper-differs": no; "form-unknown", "pages-unread", "mark-left-over":
                    cannot tell */
  char *detail;  /* English, where they differ; or NULL */
  char *service; /* "F04", version "1" */
  char *version;
  gboolean practice; /* it says that it is a practice paper */
  char **missing; /* who has to sign it yet, in the verdict's language; NULL: nobody, or it is not known */
  YnJson *body;    /* NULL: it cannot be read */
  YnService *form; /* that the body names; NULL: not known here */
} YnCarried;

void yn_carried_free (YnCarried *carried);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnCarried, yn_carried_free)

/* NULL: @pdf is no paper of ours, and carries nothing that anybody reads. Its pages are drawn again. */
YnCarried *yn_carried_judge (GBytes *pdf, YnLanguage language, GCancellable *cancellable);

/* The verdict on the whole with what the paper carries: it differs: "paper-differs"; another one signed it than it
 * names: "signer-mismatch" (desk/named.h); it cannot be told; a paper of a platform that no known seal signed:
 * "seal-unknown"; a practice certificate under anything but a practice paper: "practice-outside"; a practice paper
 * where its platform is not known: "practice-paper". */
void yn_carried_conclude (const YnCarried *carried, YnVerification *verification);

/* {"verdict","code","words","do","service","version","detail","practice","missing"} */
YnJson *yn_carried_json (const YnCarried *carried, const char *words, const char *remedy);

G_END_DECLS
