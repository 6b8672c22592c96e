/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Drafts (草稿) and papers under signature (待签文书). A draft is its matter; saving checks the revision, so
 * that two windows never overwrite each other (YN_ERROR_STALE_REVISION). While a paper lies in a draft its
 * answers are read-only (YN_ERROR_UNDER_SIGNATURE): take the paper back first. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *matter;   /* UUID */
  char *service;  /* id */
  gint64 revision;
  gint64 created, saved; /* instants */
  YnJson *answers;
  YnJson *aside;  /* what the paper will not say: hidden answers, where values came from; may be NULL */
  YnJson *about;  /* {"relation","id"} or NULL */
  GBytes *paper;  /* printed, with the signatures so far; NULL: still being filled */
  GBytes *annex;  /* the private annex printed with it, or NULL */
  char *shown;    /* the digest of the prepared revision that the review shows, or NULL */
} YnDraft;

void yn_draft_free (YnDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnDraft, yn_draft_free)

/* Begins one: a new matter. */
YnDraft *yn_drafts_begin (YnStore *store, const char *enterprise, const char *service, const YnJson *answers,
                          const YnJson *aside, const YnJson *about, gint64 now, GError **error);
/* Begins @matter, an id that its maker finds again (yn_store_named_id()). A draft of it that lies here already is
 * answered as it is, and @begun is FALSE. YN_ERROR_ALREADY_FILED. */
YnDraft *yn_drafts_begin_as (YnStore *store, const char *enterprise, const char *matter, const char *service,
                             const YnJson *answers, const YnJson *aside, gint64 now, gboolean *begun, GError **error);

/* Autosave (hop 1). @revision is what was last read; the answer is the new one, 0 on error. Durable when it
 * returns. */
gint64 yn_drafts_save (YnStore *store, const char *enterprise, const char *matter, gint64 revision,
                       const YnJson *answers, const YnJson *aside, gint64 now, GError **error);
YnDraft *yn_drafts_get (YnStore *store, const char *enterprise, const char *matter, GError **error);
/* Newest first. */
GPtrArray *yn_drafts_list (YnStore *store, const char *enterprise, GError **error);
gboolean yn_drafts_discard (YnStore *store, const char *enterprise, const char *matter, GError **error);

/* Hop 2 and 3: puts the printed (or once more signed) paper into the draft; @paper NULL takes it back. A
 * paper over a paper must begin with the old one's bytes (YN_ERROR_NOT_WHAT_WAS_SHOWN). Answers the new
 * revision, 0 on error. */
gint64 yn_drafts_put_paper (YnStore *store, const char *enterprise, const char *matter, gint64 revision,
                            GBytes *paper, GBytes *annex, const char *shown, gint64 now, GError **error);

/* The same for many in one transaction: each ends by itself, and one that fails keeps no other from it. FALSE: the
 * transaction failed, and every draft is as it was. */
typedef struct
{
  const char *matter; /* borrowed */
  gint64 revision;
  GBytes *paper;      /* borrowed, as the annex; NULL: nothing to put, taken back */
  GBytes *annex;
  gint64 raised;      /* out: the new revision; 0: it failed */
  GError *error;      /* out */
} YnPutting;

gboolean yn_drafts_put_papers (YnStore *store, const char *enterprise, GArray *puttings, gint64 now,
                               GError **error);

/* A draft in memory gets @paper, which must begin with the one that it has: YN_ERROR_NOT_WHAT_WAS_SHOWN. */
gboolean yn_draft_take_paper (YnDraft *draft, GBytes *paper, GError **error);

G_END_DECLS
