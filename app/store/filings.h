/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Filings (办件): papers with all their signatures, kept. Hop 4. The nine invariants stand at the top of
 * filings.c.
 *
 * The outbox is a question, not a table: filings that nothing received answers. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;      /* SHA-256 of the bytes (invariant 2) */
  char *matter;
  char *service;
  char *kind;
  gint64 kept;
  guint64 size;
  char *title;   /* encrypted at rest; may be NULL */
  YnJson *aside; /* may be NULL */
  YnJson *about; /* or NULL */
  char *annex;   /* SHA-256 of the private annex, or NULL */
  gboolean received; /* a receipt or refusal is here */
} YnFiling;

YnFiling *yn_filing_copy (const YnFiling *filing);
void yn_filing_free (YnFiling *filing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnFiling, yn_filing_free)

/* One transaction: inserts the filing, deletes exactly that draft at that revision (invariant 3). The bytes
 * are the draft's paper. Errors: YN_ERROR_ALREADY_FILED, YN_ERROR_STALE_REVISION, YN_ERROR_NOT_FOUND. */
YnFiling *yn_filings_keep (YnStore *store, const char *enterprise, const char *matter, gint64 revision,
                           const char *kind, const char *title, gint64 now, GError **error);

/* Many at once, for a batch: one transaction for all of @keepings, each of which ends by itself: invariant 3 holds for
 * every one, and one that cannot be kept keeps no other from it. @paper is the draft's paper with one more signature:
 * it must begin with what lies there (YN_ERROR_NOT_WHAT_WAS_SHOWN). FALSE: the transaction failed, and nothing was
 * kept. */
typedef struct
{
  const char *matter; /* borrowed */
  gint64 revision;
  GBytes *paper;      /* borrowed; NULL: the draft's as it lies */
  char *id;           /* out: of the filing; NULL: it was not kept */
  GError *error;      /* out */
} YnKeeping;

void yn_keeping_clear (YnKeeping *keeping);
gboolean yn_filings_keep_all (YnStore *store, const char *enterprise, GArray *keepings, const char *kind,
                              const char *title, gint64 now, GError **error);

YnFiling *yn_filings_get (YnStore *store, const char *enterprise, const char *id, GError **error);
GBytes *yn_filings_bytes (YnStore *store, const char *enterprise, const char *id, GError **error);
GBytes *yn_filings_annex (YnStore *store, const char *enterprise, const char *id,
                          GError **error); /* NULL without error: none */
GPtrArray *yn_filings_list (YnStore *store, const char *enterprise, GError **error); /* newest first */
/* The outbox of one enterprise, oldest first. */
GPtrArray *yn_filings_waiting (YnStore *store, const char *enterprise, GError **error);

G_END_DECLS
