/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Loose papers: printed and signed without a store, an account, a keyring or a network (`yinuoctl print`, `sign`). */
#pragma once

#include "base/clock.h"
#include "base/language.h"
#include "desk/desk.h"
#include "forms/service.h"
#include "papers/reading.h"
#include "platform/discovery.h"
#include "signing/level.h"
#include "signing/match.h"
#include "signing/softkey.h"

G_BEGIN_DECLS

/* The paper that @answers would make for @platform (desk/place.h), marked as practice where that is (invariant 6), as
 * that of a service written at a workbench is everywhere. Nobody files it. @annex gets the private annex, or NULL.
 * @problems gets what is wrong with the answers (of YnProblem; may be empty); with problems nothing is printed:
 * YN_ERROR_ANSWERS_INCOMPLETE. Attachments are not asked for. */
GBytes *yn_loose_print (YnService *form, const YnJson *answers, const YnDiscovery *platform, YnClock *clock,
                        YnLanguage language, GBytes **annex, GPtrArray **problems, GError **error);

typedef struct
{
  GBytes *paper;
  GBytes *annex; /* or NULL */
} YnLoosePaper;

void yn_loose_paper_free (YnLoosePaper *loose);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnLoosePaper, yn_loose_paper_free)

/* How the paper of a form that is still being written looks: printed without asking whether the answers are whole,
 * marked as practice on every page. @pages is NULL where pages cannot be drawn. */
typedef struct
{
  YnPages *pages; /* or NULL */
  char **texts;      /* of the pages */
} YnLooseSight;

void yn_loose_sight_free (YnLooseSight *sight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnLooseSight, yn_loose_sight_free)

YnLooseSight *yn_loose_look (YnService *form, const YnJson *answers, YnClock *clock, GCancellable *cancellable,
                             GError **error);
void yn_loose_look_async (YnDesk *desk, YnService *form, const YnJson *answers, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
YnLooseSight *yn_loose_look_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* The window's twin: needs a desk, but nobody at it. For the platform that the desk is connected to. */
void yn_loose_print_async (YnDesk *desk, YnService *form, const YnJson *answers, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
YnLoosePaper *yn_loose_print_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* How such a signature came about. */
typedef struct
{
  YnSignOutcome *signature; /* signing/level.h */
  char *named;              /* for whom it stands, as the paper names them; NULL: it names nobody, and the next two mean
                               nothing */
  YnMatch name, code;       /* of the certificate with theirs */
} YnLooseOutcome;

void yn_loose_outcome_free (YnLooseOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnLooseOutcome, yn_loose_outcome_free)

/* Whether the file at @from can be signed at all, before anybody is asked for a key: errors of opening a PDF and of
 * yn_sign_prepare(). What it says is not looked at yet. */
gboolean yn_loose_would_sign (const char *from, const char *role, YnClock *clock, GError **error);

/* One more signature by @key in @role on any PDF. The mark names what the certificate names; @picture (PNG, or NULL)
 * stands in it as 印模图片(非电子印章) (signing/mark.h). A paper that carries other answers than it prints is refused:
 * YN_ERROR_PAPER_DIFFERS; so is a key of somebody whom the paper does not name, or not in that role:
 * YN_ERROR_CERTIFICATE_MISMATCH (desk/named.h); so is one of a service that cannot be filed:
 * YN_ERROR_SERVICE_INCOMPLETE. @how as in signing/sign.h; @outcome (may be NULL) where yn_sign_finish() gives one. */
#define YN_LOOSE_PICTURE_BYTES (2 * 1024 * 1024)
GBytes *yn_loose_sign (GBytes *pdf, YnKey *key, const char *role, gboolean mark, GBytes *picture, YnClock *clock,
                       const YnSignFinish *how, YnLooseOutcome **outcome, GError **error);
/* The same from one file into another that is new; of a large one no more is in memory at once than a little. */
gboolean yn_loose_sign_file (const char *from, const char *to, YnKey *key, const char *role, gboolean mark,
                             GBytes *picture, YnClock *clock, const YnSignFinish *how, YnLooseOutcome **outcome,
                             GError **error);

/* Whether this machine can print at all: prints a page of a service with the papers' own font and reads it back. Errors
 * as papers/paper.h and papers/reading.h. For the doctor. */
gboolean yn_loose_examine (YnClock *clock, GError **error);

G_END_DECLS
