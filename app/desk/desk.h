/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The desk: the object that a chair holds. Made in main, given to the application, and to pages by the window.
 *
 * Its verbs stand in the other headers of this folder, one file a group: sitting (platform and account), filling
 * (drafts), filing (print, review, sign, keep, take back), standing (how filings stand), recording (record and
 * repair), verifying. Each verb blocks and ends in (GCancellable *, GError **); any thread may call one, but the
 * window's (invariant 7): it calls the _async twin, whose _finish gives the same answer. The command line and the
 * tests call the blocking verb.
 *
 * Snapshots that verbs answer are plain, read-only and owned by the caller. */
#pragma once

#include "base/clock.h"
#include "base/keyring.h"
#include "base/language.h"
#include "base/settings.h"
#include "forms/problem.h"

G_BEGIN_DECLS

#define YN_TYPE_DESK (yn_desk_get_type ())
G_DECLARE_FINAL_TYPE (YnDesk, yn_desk, YN, DESK, GObject)

/* @settings and @keyring are consumed; @clock is referenced. Never fails: what is broken is said by the first verb that
 * needs it. Signals, in the thread-default main context of the maker:
 *   "changed": something that a page shows may be different now: the status, a draft, a filing, an event, the record. */
YnDesk *yn_desk_new (YnSettings *settings, YnKeyring *keyring, YnClock *clock);

/* Ends the courier and the workers; what waits stays in the store. Before the last unref. */
void yn_desk_close (YnDesk *desk);

YnSettings *yn_desk_settings (YnDesk *desk);
YnClock *yn_desk_clock (YnDesk *desk);

/* The language of the words that verbs answer; a chair sets it when the person changes it. */
YnLanguage yn_desk_language (YnDesk *desk);
void yn_desk_set_language (YnDesk *desk, YnLanguage language);

/* What the head of the window always says. Cheap; any thread. */
typedef struct
{
  gboolean connected;    /* a platform is chosen and its store is open */
  gboolean practice;
  char *platform_name;   /* or NULL */
  char *address;         /* or NULL */
  gboolean signed_in;
  char *enterprise_name; /* or NULL */
  char *uscc;            /* or NULL */
  gboolean online;       /* the last word with the platform was an answer */
  guint waiting;         /* filings that nothing received answers */
  char *problem;         /* why they wait: a code of data/problems.json, or NULL */
  gint64 next_try;       /* instant, 0: none */
} YnDeskStatus;

YnDeskStatus *yn_desk_status (YnDesk *desk);
void yn_desk_status_free (YnDeskStatus *status);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnDeskStatus, yn_desk_status_free)

/* The courier and the news keep working in a thread of the desk's from here on (the window). The command line works
 * round by round instead. */
void yn_desk_start_courier (YnDesk *desk);

G_END_DECLS
