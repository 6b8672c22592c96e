/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* From answers to a kept filing: hops 2, 3 and 4; and taking back. */
#pragma once

#include "desk/desk.h"
#include "desk/review.h"
#include "forms/signers.h"
#include "desk/stamping.h"
#include "signing/key.h"
#include "signing/match.h"
#include "store/drafts.h"
#include "store/filings.h"

G_BEGIN_DECLS

/* Keys at hand: the PKCS#12 files of the data folder's keys/, and what a person points at. */
typedef struct
{
  char *path;
  char *name;   /* the file's name without ".p12" */
  char *role;   /* whose it was made for: "enterprise-seal", "legal-representative", "agent"; NULL: a file that was pointed at */
  char *aside;  /* the new name of the file that it was made in place of; NULL: there was none */
} YnKeyFile;

YnKeyFile *yn_key_file_copy (const YnKeyFile *file);
void yn_key_file_free (YnKeyFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnKeyFile, yn_key_file_free)
GPtrArray *yn_desk_keys (YnDesk *desk); /* of YnKeyFile for the enterprise at the desk, its seal first; cheap */

/* Practice only: makes a key here (@algorithm as in signing/softkey.h, "sm2"; NULL: "p-256") for @role (the
 * enterprise's seal, or the legal representative or agent as the account names them), has the practice authority
 * certify it, writes it to keys/ under @password. The platform never sees the key. YN_ERROR_NOT_FOUND where the account
 * names nobody of that role, YN_ERROR_FILE_EXISTS where a key of that role lies already (it is never written over). */
YnKeyFile *yn_desk_make_key (YnDesk *desk, const char *role, const char *algorithm, YnSecret *password,
                             GCancellable *cancellable, GError **error);
void yn_desk_make_key_async (YnDesk *desk, const char *role, YnSecret *password, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
YnKeyFile *yn_desk_make_key_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* The same for whoever forgot the password of such a key: once the new one is certified the old file is renamed
 * ("aside"), never deleted, and can be pointed at should the password come to mind. */
YnKeyFile *yn_desk_make_key_anew (YnDesk *desk, const char *role, const char *algorithm, YnSecret *password,
                                  GCancellable *cancellable, GError **error);
void yn_desk_make_key_anew_async (YnDesk *desk, const char *role, YnSecret *password, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
YnKeyFile *yn_desk_make_key_anew_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* Freezes the answers and prints (hop 2), or shows again what was printed. The promise is in the desk's language, the
 * paper is Chinese. YN_ERROR_ANSWERS_INCOMPLETE; YN_ERROR_PAPER_DIFFERS where what was printed is not what these
 * answers print today (invariant 9): take it back. Where it fails the draft is as it was. */
YnReview *yn_desk_review (YnDesk *desk, const char *matter, GCancellable *cancellable, GError **error);

/* The same for a key that was chosen: its class and issuer stand in the page, and only a key of that kind signs it. */
YnReview *yn_desk_review_for (YnDesk *desk, const char *matter, const YnKeyKind *kind, GCancellable *cancellable,
                              GError **error);

/* The same for one of those who may sign now (@signer of a review's "open"; NULL: whoever is waited for): a partner
 * before another, or somebody who need not sign. @kind NULL: no key is chosen yet. YN_ERROR_WRONG_SIGNER: they may not.
 */
YnReview *yn_desk_review_as (YnDesk *desk, const char *matter, const YnSigner *signer, const YnKeyKind *kind,
                             GCancellable *cancellable, GError **error);
void yn_desk_review_as_async (YnDesk *desk, const char *matter, const YnSigner *signer, const YnKeyKind *kind,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
YnReview *yn_desk_review_as_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* Opens a key to show whose certificate it is before anything is signed. YN_ERROR_WRONG_PASSWORD, certificate errors.
 */
YnKey *yn_desk_open_key (YnDesk *desk, const char *path, YnSecret *password, GCancellable *cancellable,
                         GError **error);
void yn_desk_open_key_async (YnDesk *desk, const char *path, YnSecret *password, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
YnKey *yn_desk_open_key_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* Hop 3 then, where nobody else must sign, hop 4: the kept filing; NULL without error: signed, and another signer is
 * next. @key NULL and @shown_digest NULL where the service needs no signature. YN_ERROR_NOT_WHAT_WAS_SHOWN,
 * YN_ERROR_CERTIFICATE_*, YN_ERROR_ALREADY_FILED, YN_ERROR_STALE_REVISION. The courier is told at once. */
YnFiling *yn_desk_sign_and_keep (YnDesk *desk, const char *matter, const char *shown_digest, YnKey *key,
                                 GCancellable *cancellable, GError **error);
void yn_desk_sign_and_keep_async (YnDesk *desk, const char *matter, const char *shown_digest, YnKey *key,
                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
YnFiling *yn_desk_sign_and_keep_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* How the last signature at this desk came about: its level, which authority gave the timestamp, which did not and why;
 * then forgotten. NULL: none was made. */
YnSignOutcome *yn_desk_take_outcome (YnDesk *desk);

/* Whether a key with @certificate may sign as @signer now (NULL: as the enterprise at the desk), and how its name and
 * code compare, for the person to see. YN_ERROR_CERTIFICATE_* where it may not; with _SILENT, which names neither name
 * nor code, it may, and the answer is TRUE with an error: the person compares. Cheap. */
gboolean yn_desk_suits (YnDesk *desk, const YnCertificate *certificate, const YnSigner *signer, YnMatch *name,
                        YnMatch *code, GError **error);

/* Takes a filing back before acceptance: a withdrawal, printed, signed with @key and kept. Its filing.
 * YN_ERROR_TOO_LATE. */
YnFiling *yn_desk_withdraw (YnDesk *desk, const char *filing, YnKey *key, GCancellable *cancellable,
                            GError **error);
void yn_desk_withdraw_async (YnDesk *desk, const char *filing, YnKey *key, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
YnFiling *yn_desk_withdraw_finish (YnDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
