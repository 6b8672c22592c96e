/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a person sees of a paper before signing it. */
#pragma once

#include "base/json.h"
#include "forms/signers.h"
#include "papers/reading.h"
#include "signing/key.h"

G_BEGIN_DECLS

/* What a person reviews before signing. The file shown is the one whose hole will be filled (invariant 8). */
typedef struct
{
  char *matter;
  gint64 revision;
  gboolean printed;   /* for this review: the draft held no paper before (desk/looking.h) */
  YnPages *pages;     /* NULL where they could not be drawn: then only the texts */
  char **texts;       /* of the pages */
  char **annex_texts; /* of the private annex; NULL: none */
  char **kept_back;   /* answers that stay on this machine, “question: answer”: hidden ones, and what a newer form has no place
                         for; NULL: none */
  YnJson *promise;    /* the five lines: {"you":[…],"until","seenBy","ifNotKept","takeBack"} */
  int publicity;      /* 1, 2, 3 */
  GPtrArray *untrue;  /* of YnProblem: clauses that the record denies (forms/untrue.h); may be empty; NULL: not compared here */
  YnSignatureClass class; /* what the page says of the key that is to sign, where there is a digest; */
  char *issuer;           /* NULL: of none in particular yet */
  char *digest;       /* to hand to yn_desk_sign_and_keep(); NULL where the service needs no signature */
  char *signer_role;  /* whose turn it is; NULL: nobody's, file it */
  YnSigner *signer;   /* the same, with names; or NULL */
  GPtrArray *open;       /* of YnSigner: who may sign now, that one among them */
  guint n_left;          /* how many have to sign yet, the one whose turn it is included */
  gboolean takes_ink;    /* the letter may be signed and sealed by hand and scanned instead */
  gboolean in_ink;       /* the scan lies with it; its class is YN_SIGNATURE_CLASS_SCAN, and who files signs around it */
  char **handed_out;     /* what left to be signed elsewhere, a line each (desk/hands.h); NULL: nothing */
  GPtrArray *signatures; /* of YnSignature (desk/signatures.h): who has signed so far; may be empty */
  char *size_words;   /* "2 页 · 41 KB" */
} YnReview;

void yn_review_free (YnReview *review);
/* What the page says of the key: borrows from @review. */
YnKeyKind yn_review_kind (const YnReview *review);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnReview, yn_review_free)

G_END_DECLS
