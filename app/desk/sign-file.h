/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The two-person file (双人签署文件, *.yinuo-sign): a paper under signature on its way to whoever signs next,
 * and home again. It carries exactly the bytes that left, and then those with the signatures behind them; all
 * else that is said of it (service, enterprise, whose turn it is) is read from the paper, so that the file
 * cannot say something else. It opens on any computer with this program: no account, no draft, no network.
 *
 *   {"yinuo-sign": 1, "paper": base64, "annex": base64 | null, "went": {"sha256", "size"}}
 *
 * A bare PDF of ours opens too: then the private annex is not with it. */
#pragma once

#include "base/bytes.h"
#include "desk/desk.h"
#include "desk/review.h"
#include "desk/signatures.h"
#include "signing/key.h"

G_BEGIN_DECLS

#define YN_SIGN_FILE_SUFFIX ".yinuo-sign"

/* Used by one thread at a time. */
typedef struct
{
  gatomicrefcount references;
  GBytes *paper;
  GBytes *annex;      /* or NULL */
  gsize went;         /* how much of the paper left home; signatures since then stand behind */
  YnJson *body;       /* of the paper */
  YnService *form;
  gboolean practice;
  YnSigner *next;     /* who is to sign it now, of @open; NULL: everybody has signed */
  GPtrArray *open;    /* of YnSigner: who may */
  GPtrArray *signatures; /* of YnSignature */
  char *path;         /* where it was read, and */
  char *read;         /* what was read there (SHA-256); NULL: nowhere */
  GBytes *prepared;   /* what the review shows, or NULL; */
  YnSignatureClass class; /* what it says of the key */
  char *issuer;           /* or NULL */
} YnSignFile;

YnSignFile *yn_sign_file_ref (YnSignFile *file);
void yn_sign_file_unref (YnSignFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnSignFile, yn_sign_file_unref)

/* Reads the file at @path and looks whether its pages say what it carries (invariant 9).
 * YN_ERROR_BAD_SIGN_FILE: not of this kind, or damaged; YN_ERROR_NOT_A_PAPER; YN_ERROR_OTHER_VERSION: of a
 * form that is not at hand; YN_ERROR_PAPER_DIFFERS. */
YnSignFile *yn_sign_file_open (YnDesk *desk, const char *path, GCancellable *cancellable, GError **error);
void yn_sign_file_open_async (YnDesk *desk, const char *path, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
YnSignFile *yn_sign_file_open_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* The same from bytes; for what was read already. */
YnSignFile *yn_sign_file_read (YnDesk *desk, GBytes *bytes, GCancellable *cancellable, GError **error);

/* Whether it calls itself one, whole or not. */
gboolean yn_sign_file_is (YnBytes *bytes);
/* The paper in it as it lies there, to be looked at: neither its form nor its signatures are asked for. New.
 * YN_ERROR_BAD_SIGN_FILE. */
GBytes *yn_sign_file_paper (GBytes *bytes, GError **error);

/* What whoever signs next sees: pages, who has signed, what they promise, what becomes public. Where nobody
 * is next the review has no digest. Of a review only what the paper itself says: "untrue" is NULL. */
YnReview *yn_sign_file_review (YnDesk *desk, YnSignFile *file, GCancellable *cancellable, GError **error);
void yn_sign_file_review_async (YnDesk *desk, YnSignFile *file, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
YnReview *yn_sign_file_review_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* The same for a key that was chosen: its class and issuer stand in the page, and only a key of that kind signs
 * it. */
YnReview *yn_sign_file_review_for (YnDesk *desk, YnSignFile *file, const YnKeyKind *kind,
                                   GCancellable *cancellable, GError **error);
void yn_sign_file_review_for_async (YnDesk *desk, YnSignFile *file, const YnKeyKind *kind,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
YnReview *yn_sign_file_review_for_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* Another of those who may sign now does: @signer is of @open. What was reviewed is to be reviewed anew. */
void yn_sign_file_choose (YnSignFile *file, const YnSigner *signer);

/* One more signature, of the paper that was shown as @shown_digest. YN_ERROR_NOT_WHAT_WAS_SHOWN, also where
 * another file lies at its place by now; YN_ERROR_CERTIFICATE_*. Nothing is written. */
gboolean yn_sign_file_sign (YnDesk *desk, YnSignFile *file, const char *shown_digest, YnKey *key,
                            GCancellable *cancellable, GError **error);
void yn_sign_file_sign_async (YnDesk *desk, YnSignFile *file, const char *shown_digest, YnKey *key,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean yn_sign_file_sign_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* The file's bytes. New. */
GBytes *yn_sign_file_pack (const YnSignFile *file);
GBytes *yn_sign_file_pack_new (GBytes *paper, GBytes *annex);

/* "餐饮与食品安全信用承诺-三亚样例餐饮有限公司.yinuo-sign": what to call it. New. */
char *yn_sign_file_name (const YnSignFile *file);

G_END_DECLS
