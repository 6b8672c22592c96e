/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Who signs a paper, in which order: a service's "signers" with the people and enterprises of one paper put
 * in. Person first, seal last, because the service's file says so. A signer "each" of a table (the partners
 * of a consortium) stands once for every entry there.
 *
 * Where the service takes wet ink ("accept": […, "scan"]) and the scan of the letter, signed and sealed by
 * hand, lies with the paper, those who signed by hand sign no more; somebody must still answer for the paper
 * around the scan: whoever files it, as "filer" 递交人. */
#pragma once

#include "forms/service.h"

G_BEGIN_DECLS

#define YN_SIGNERS_SCAN_SLOT "signed-scan" /* the attachment that holds the scan */
#define YN_SIGNER_FILER "filer"

typedef struct
{
  char *role;         /* "legal-representative", "consortium-member" … */
  guint number;       /* which of its role, from 1 */
  guint place;        /* of its entry in the service's list: signers of one place sign in any order */
  gboolean required;
  gboolean person;    /* a natural person: the certificate must name them */
  char *name;         /* of the person or enterprise; NULL: whoever it is */
  char *enterprise;   /* for whom: the name */
  char *uscc;         /* for whom: the credit code that the certificate is held against */
  YnJson *accept;     /* classes, as in the service's file */
} YnSigner;

YnSigner *yn_signer_copy (const YnSigner *signer); /* of NULL: NULL */
void yn_signer_free (YnSigner *signer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnSigner, yn_signer_free)

/* Of YnSigner, in order. @body: of the paper ("enterprise", "answers", "attachments"; see papers/paper.h). */
GPtrArray *yn_signers_of (const YnService *service, const YnJson *body);

/* Of YnSigner: everybody whom the paper names, asked to sign or not: its signers, its enterprise, and the persons who
 * act for that. None of the others has a field of its own. */
GPtrArray *yn_signers_named (const YnService *service, const YnJson *body);

/* Whether the service takes the letter signed and sealed by hand from anybody. */
gboolean yn_signers_take_ink (const YnService *service);
/* Whether the scan lies with the paper. */
gboolean yn_signers_in_ink (const YnService *service, const YnJson *body);

gboolean yn_signer_takes (const YnSigner *signer, const char *class);

/* The name of the signature's field: "yn-consortium-member-2". New. */
char *yn_signer_field (const YnSigner *signer);
/* Whose of @signers (of YnSigner) that field is; NULL: nobody's. Borrowed. */
const YnSigner *yn_signers_find (GPtrArray *signers, const char *field);

/* The one table of words: 法定代表人（负责人）, 单位（证书签名） … "" for a role that nobody knows. */
const char *yn_signer_role_words (const char *role, YnLanguage language);
gboolean yn_signer_role_is_known (const char *role);
/* And with the name: "联合体成员 三亚样例建设有限公司". New. */
char *yn_signer_words (const YnSigner *signer, YnLanguage language);

G_END_DECLS
