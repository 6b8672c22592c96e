/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the files of this folder share. A YnPlace is one platform sat down at: made by connect, then unchanged, shared
 * by reference counting, so that a verb keeps the one it began with. */
#pragma once

#include "base/work.h"
#include "desk/desk.h"
#include "desk/stamping.h"
#include "forms/service.h"
#include "platform/platform.h"
#include "signing/verify.h"
#include "store/drafts.h"
#include "store/store.h"
#include "sync/courier.h"

G_BEGIN_DECLS

typedef struct _YnLookedAt YnLookedAt; /* desk/looked-at.h */

typedef struct
{
  gatomicrefcount references;
  YnDiscovery *discovery;
  YnAccount *account;
  YnPlatform *platform;
  YnTrust *trust;
  YnTimestamper *timestamper;
  YnGathering *gathering;
  GMutex lock;      /* guards @idle */
  GPtrArray *idle;  /* store connections that no thread uses now */
  YnStore *origin;  /* the first connection: never lent, gives the others their key */
  YnLookedAt *looked_at;
} YnPlace;

YnPlace *yn_place_ref (YnPlace *place);
void yn_place_unref (YnPlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnPlace, yn_place_unref)

struct _YnDesk
{
  GObject parent_instance;

  /* Owned, unchanged after construction */
  YnSettings *settings;
  YnKeyring *keyring;
  YnClock *clock;
  YnHttp *http;
  GMainContext *context;
  YnWorker *rows;    /* the store's rows */
  YnWorker *papers;  /* print, hash, encrypt, verify */
  YnWorker *account; /* the keyring, and whoever waits for it or for an approval */
  YnWorker *token;   /* keys */
  YnWorker *wire;    /* short talks with the platform */

  GMutex lock;            /* guards all below */
  YnLanguage language;
  YnPlace *place;         /* NULL: not connected */
  YnEnterprise *enterprise; /* NULL: nobody signed in */
  gboolean online;
  guint waiting;
  char *problem;
  gint64 next_try;
  GHashTable *prepared;   /* matter -> Prepared: what a review shows (invariant 8) */
  GThread *courier;
  GCond courier_wakes;
  gboolean courier_called;
  gboolean closing;
  GCancellable *closing_cancels;
  gint changed_queued;    /* atomic */
  YnSignOutcome *outcome; /* of the last signature; or NULL */
};

/* A loan of everything that a verb over the enterprise's rows needs: one store connection for this thread. */
typedef struct
{
  YnPlace *place;
  YnStore *store;
  YnEnterprise *enterprise;
} YnLoan;

/* YN_ERROR_NOT_SIGNED_IN where nobody sits at the desk. */
gboolean yn_desk_borrow (YnDesk *desk, YnLoan *loan, GError **error);
void yn_loan_clear (YnLoan *loan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YnLoan, yn_loan_clear)

/* NULL: not connected (YN_ERROR_NOT_SIGNED_IN set). */
YnPlace *yn_desk_dup_place (YnDesk *desk, GError **error);

/* What a chair at this desk believes of any paper: place.h. New. */
YnTrust *yn_desk_trust (YnDesk *desk);

/* One connection more or less. */
YnStore *yn_place_take_store (YnPlace *place, GError **error);
void yn_place_give_store (YnPlace *place, YnStore *store);

/* One signature over what was prepared and shown, at the level that the platform's authorities allow; how it came about
 * is noted for yn_desk_take_outcome(). */
GBytes *yn_desk_finish_signature (YnDesk *desk, GBytes *prepared, const char *shown_digest, YnKey *key,
                                  GCancellable *cancellable, GError **error);

/* The same for one of many, from several threads at once; @place NULL: nobody is asked. Whoever signs them remembers
 * once, at the end, what is known of the authorities by then. */
GBytes *yn_place_finish_signature (YnPlace *place, GBytes *prepared, const char *shown_digest, YnKey *key,
                                   GCancellable *cancellable, YnSignOutcome **outcome, GError **error);
void yn_desk_remember_authorities (YnDesk *desk, const YnPlace *place);

/* Gets the timestamps that filings still want: those that were signed while no authority answered. At most one later
 * copy each; where nobody gives one, again after a pause. What goes wrong is tried again, and holds nothing up. */
void yn_desk_date_undated (YnDesk *desk, const YnLoan *loan, GCancellable *cancellable);

/* Whoever has signed @paper of @matter by now is awaited no more (store/handed-out.h). */
void yn_desk_note_signed (YnDesk *desk, const YnLoan *loan, const char *matter, GBytes *paper);

YnRound yn_loan_round (YnDesk *desk, const YnLoan *loan);

void yn_desk_emit_changed (YnDesk *desk);
/* The courier's thread looks at once. */
void yn_desk_call_courier (YnDesk *desk);
/* What was shown of @matter is nothing to be signed any more. */
void yn_desk_forget_prepared (YnDesk *desk, const char *matter);
/* Counts what waits and remembers why, for the status. */
void yn_desk_note_waiting (YnDesk *desk, const YnLoan *loan, const GError *error);

/* @aside (may be NULL) with the answers that rules hide now: what lies beside a draft. New; NULL: nothing does. */
YnJson *yn_draft_aside (YnService *form, const YnJson *aside, const YnJson *answers);
/* Whether the form changed and the person has not seen it yet: nobody signs before. */
gboolean yn_draft_has_news (YnService *form, const YnDraft *draft);

/* One packed call for the _async twins: what a blocking verb was asked. */
typedef struct
{
  YnDesk *desk;
  char *text[3];
  YnJson *json[2];
  gpointer object, other;
  GDestroyNotify object_free, other_free;
  gint64 number;
  gboolean flag;
} YnCall;

YnCall *yn_call_new (YnDesk *desk, const char *first, const char *second);
void yn_call_free (YnCall *call);

/* Hands the call to @worker: what every _async twin ends in. Consumes @call. */
void yn_call_run (YnCall *call, YnWorker *worker, YnWorkFunc work, GDestroyNotify result_free,
                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/* Results that are no pointers travel boxed. */
gpointer yn_box_boolean (gboolean value);
gpointer yn_box_int64 (gint64 value);
gint64 yn_unbox_int64 (gpointer box);

/* The worker's side of a twin: @expression is the blocking verb over `call`, `cancellable` and `error`. */
#define YN_DEFINE_WORK(name, expression) \
  static gpointer \
  name (gpointer data, GCancellable *cancellable, GError **error) \
  { \
    YnCall *call = data; \
\
    return (expression); \
  }

/* The two-line _finish of a twin. */
#define YN_DEFINE_FINISH(Type, verb) \
  Type verb##_finish (YnDesk *desk, GAsyncResult *result, GError **error) \
  { \
    return (Type) yn_work_finish (result, error); \
  }
#define YN_DEFINE_FINISH_BOOLEAN(verb) \
  gboolean verb##_finish (YnDesk *desk, GAsyncResult *result, GError **error) \
  { \
    return yn_work_finish (result, error) != NULL; \
  }

G_END_DECLS
