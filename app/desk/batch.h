/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Many drafts of one service signed in one go (批量签署): hops 2 to 4 for each of them.
 *
 * Papers that say the same but for certain fields are shown as one letter, which is the first of them, and a table of the
 * differences; every other paper drops out with the reason and is opened singly. What the person confirms is one document:
 *
 * { "yinuo": 1, "service": {"id","version","sha256"}, "role": "enterprise-seal",
 *   "signature": its class and issuer as the mark says them,
 *   "letter": sha256 of the letter's paper,
 *   "columns": [{"pointer","label"}],
 *   "rows": [{"matter","paper": sha256 of the printed paper,"values": [as the paper prints them]}] }
 *
 * Its SHA-256 (canonical text) is what was confirmed: it stands in each signature (/YnConfirmed), so inside the kept bytes,
 * and the document is kept beside the filings. Only papers whose bytes it names are signed on it (invariant 8), and each of
 * them was compared with its answers when it was printed (invariant 9). */
#pragma once

#include "base/abreast.h"
#include "desk/filing.h"
#include "desk/stamping.h"

G_BEGIN_DECLS

typedef struct
{
  char *pointer;
  char *label; /* in the language of yn_batch_reword() */
} YnBatchColumn;

typedef struct
{
  char *matter;
  char *number;  /* as the paper prints it */
  char **values; /* one a column, as the paper prints them */
  gboolean printed; /* for this batch: its draft held no paper before */
} YnBatchRow;

typedef struct
{
  char *matter;
  char *number;
  char *service;     /* id */
  YnExplanation *why;
  char **fields;     /* labels of the answers that differ; may be empty */
  YnService *form;   /* where it is of another letter: what that is worded from; or NULL, all three */
  YnJson *shared, *own;
} YnBatchDropped;

typedef struct
{
  char *service; /* id; NULL where no paper is left */
  char *title;
  YnService *form;    /* as it was printed; NULL where no paper is left */
  YnJson *answers;    /* of the letter; or NULL */
  YnReview *letter;   /* of the first row, as it will be signed; NULL where no paper is left */
  GPtrArray *columns; /* of YnBatchColumn */
  GPtrArray *rows;    /* of YnBatchRow, in the order in which the drafts were begun */
  GPtrArray *dropped; /* of YnBatchDropped */
  YnJson *document;
  char *digest;
  gint64 instant;     /* of all the signatures: the marks show it */
} YnBatch;

void yn_batch_row_free (YnBatchRow *row);
void yn_batch_dropped_free (YnBatchDropped *dropped);
void yn_batch_free (YnBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnBatch, yn_batch_free)

/* Prints the drafts @matters (NULL: all) of @service (NULL: of any). The letter is the one that most of them share.
 * @fields: places whose answers may differ; NULL: all that are written by hand (desk/letter.h). Papers printed here lie
 * in their drafts as after a single review; where it fails or is cancelled the drafts are as they were. @progress may
 * be NULL. */
YnBatch *yn_desk_batch (YnDesk *desk, const char *service, const char *const *matters, const char *const *fields,
                        YnProgress *progress, GCancellable *cancellable, GError **error);
void yn_desk_batch_async (YnDesk *desk, const char *service, YnProgress *progress, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data); /* all its drafts */
YnBatch *yn_desk_batch_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* In another language: title, labels of the columns, promise, reasons. What is confirmed, the table's values and the
 * letter's pages stay as they are. */
void yn_batch_reword (YnBatch *batch, YnLanguage language);

/* Nobody confirmed it, or not all of it was signed: the papers that were printed for it and that nobody signed leave
 * their drafts (desk/looking.h). */
gboolean yn_desk_batch_put_away (YnDesk *desk, const YnBatch *batch, GError **error);
void yn_desk_batch_put_away_later (YnDesk *desk, const YnBatch *batch);

/* The same letter for a key that was chosen: its class and issuer stand in the letter and in what is confirmed, so
 * @batch has another letter and digest to be seen, and only a key of that kind signs it. Where it fails @batch is no
 * good for signing. */
gboolean yn_desk_batch_for (YnDesk *desk, YnBatch *batch, const YnKeyKind *kind, GCancellable *cancellable,
                            GError **error);
/* Nobody else touches @batch, which is to live, until the callback. */
void yn_desk_batch_for_async (YnDesk *desk, YnBatch *batch, const YnKeyKind *kind, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean yn_desk_batch_for_finish (YnDesk *desk, GAsyncResult *result, GError **error);

typedef struct
{
  char *matter;
  char *number;
  char *filing;       /* id; NULL: not kept */
  char *next;         /* the role that signs next, where somebody must; or NULL */
  YnExplanation *why; /* NULL: signed */
  YnSignOutcome *outcome; /* at which level, by whose timestamp; NULL: not signed */
} YnBatchResult;

/* Signs every row by @key and keeps it, or leaves it for its next signer. @confirmed is the digest that the person saw.
 * One result a row, in order: one that fails keeps no other from it. Cancelled between two papers: what was signed
 * stays signed, the rest says so. An authority that does not answer is not waited for again for each of them
 * (signing/timestamp.h). YN_ERROR_NOT_WHAT_WAS_SHOWN, also where the letter names another kind of key, and
 * YN_ERROR_CERTIFICATE_* before anything is signed. */
GPtrArray *yn_desk_batch_sign (YnDesk *desk, const YnBatch *batch, const char *confirmed, YnKey *key,
                               YnProgress *progress, GCancellable *cancellable, GError **error);
/* @batch is to live until the callback. */
void yn_desk_batch_sign_async (YnDesk *desk, YnBatch *batch, YnKey *key, YnProgress *progress,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *yn_desk_batch_sign_finish (YnDesk *desk, GAsyncResult *result, GError **error);

void yn_batch_result_free (YnBatchResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnBatchResult, yn_batch_result_free)

/* What was confirmed for a filing: its document. NULL without error: it was signed by itself. */
YnJson *yn_desk_confirmed (YnDesk *desk, const char *filing, GCancellable *cancellable, GError **error);

G_END_DECLS
