/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A round goes over the outbox twice. First every due filing is put once, which is quick; those that the
 * platform wants attachments for are set aside, and carried only then: a large file never holds up the small
 * ones. What goes wrong with a filing is written into the journal and is only its own; what goes wrong with
 * the account or the store ends the round.
 *
 * Nothing waiting is ever deleted (invariant 5): the only way out of the outbox is yn_filings_receive(). */
#include "sync/courier.h"

#include <string.h>

#include "base/error.h"
#include "platform/upload.h"
#include "store/attachments.h"
#include "store/delivery.h"
#include "store/received.h"
#include "sync/believe.h"

#define BACKOFF_FIRST_S 1
#define BACKOFF_MOST_S 300
#define JITTER 0.2

typedef struct
{
  const YnRound *round;
  const char *enterprise;
  GCancellable *cancellable;
  const char *weather; /* what is the same for every filing of this round, such as no connection; or NULL */
} Walk;

/* ---- believing ---- */

gboolean
yn_courier_check (GBytes *paper,
                  const char *filing,
                  const char *platform,
                  YnTrust *trust,
                  gint64 now,
                  char **kind,
                  gint64 *at,
                  GError **error)
{
  g_autoptr (YnJson) body = yn_believe (paper, filing, platform, trust, now, error);
  const char *is = yn_json_get_string (body, "kind");
  const YnJson *answers = yn_json_get (body, "answers");
  const char *time = NULL;

  if (body == NULL)
    return FALSE;
  if (g_strcmp0 (is, "receipt") == 0)
    time = yn_json_get_string (answers, "receivedAt");
  else if (g_strcmp0 (is, "refusal") == 0)
    time = yn_json_get_string (answers, "refusedAt");

  *at = time != NULL ? yn_clock_parse_instant (time) : -1;
  if (*at < 0 || g_strcmp0 (yn_json_get_string (answers, "filing"), filing) != 0)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_NONSENSE, "neither a receipt nor a refusal");
      return FALSE;
    }
  *kind = g_strdup (is);
  return TRUE;
}

gboolean
yn_round_is_for (const YnRound *round, const char *enterprise, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnJson) me = yn_platform_me (round->platform, cancellable, error);
  g_autoptr (GPtrArray) enterprises = NULL;
  const char *uscc = yn_json_get_string (me, "uscc");

  if (me == NULL)
    return FALSE;
  enterprises = yn_store_enterprises (round->store, error);
  if (enterprises == NULL)
    return FALSE;
  for (guint i = 0; i < enterprises->len; i++)
    {
      const YnEnterprise *known = g_ptr_array_index (enterprises, i);

      if (strcmp (known->id, enterprise) == 0 && g_strcmp0 (known->uscc, uscc) == 0)
        return TRUE;
    }
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN, "the account is another enterprise's");
  return FALSE;
}

/* ---- the journal ---- */

static gint64
backoff (int tries)
{
  double seconds = MIN (BACKOFF_FIRST_S << MIN (tries, 16), BACKOFF_MOST_S);

  return seconds * g_random_double_range (1 - JITTER, 1 + JITTER) * G_USEC_PER_SEC;
}

/* What a person must look at is tried again all the same, slowly: by then somebody may have put it right over
 * there. */
static gboolean
write_journal (Walk *walk,
               YnDelivery *delivery,
               const char *problem,
               gboolean slowly,
               int retry_after,
               GError **error)
{
  gint64 wait = backoff (slowly ? G_MAXINT : delivery->tries);

  if (retry_after >= 0)
    wait = MAX (wait, (gint64) retry_after * G_USEC_PER_SEC);
  delivery->tries = MIN (delivery->tries, G_MAXINT - 1) + 1;
  delivery->next_try = yn_clock_now (walk->round->clock) + wait;
  g_free (delivery->problem);
  delivery->problem = g_strdup (problem);
  return yn_delivery_set (walk->round->store, delivery, error);
}

/* ---- hop 6 ---- */

static gboolean
receive (Walk *walk, const char *filing, GBytes *paper, GError **error)
{
  const YnRound *round = walk->round;
  g_autoptr (GError) failure = NULL;
  g_autofree char *kind = NULL;
  gint64 at;

  if (!yn_courier_check (paper, filing, yn_store_platform (round->store), round->trust,
                         yn_clock_now (round->clock), &kind, &at, error))
    return FALSE;
  if (yn_filings_receive (round->store, walk->enterprise, filing, kind, at, paper, &failure)
      || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE; /* answered already: the first answer stays */
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* A second paper of one matter is answered with the first one's receipt (invariant 3). It is kept for the
 * first one, if that is here; the second one waits, and the person is told. */
static const char *
receive_first (Walk *walk, const char *first, GBytes *paper)
{
  g_autoptr (GError) failure = NULL;

  if (receive (walk, first, paper, &failure) || g_error_matches (failure, YN_ERROR, YN_ERROR_NOT_FOUND))
    return yn_error_nick (YN_ERROR_ALREADY_FILED);
  return yn_error_nick_of (failure);
}

static gboolean
is_of_the_store (const GError *error)
{
  return g_error_matches (error, YN_ERROR, YN_ERROR_STORE_DAMAGED)
         || g_error_matches (error, YN_ERROR, YN_ERROR_STORE_LOCKED)
         || g_error_matches (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE);
}

/* Invariant 4: a paper that is not the platform's word about this filing is weather. FALSE: of the store. */
static gboolean
take_paper (Walk *walk, YnDelivery *delivery, const YnAnswer *answer, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (answer->filing != NULL && strcmp (answer->filing, delivery->filing) != 0)
    return write_journal (walk, delivery, receive_first (walk, answer->filing, answer->paper), TRUE, -1,
                          error);

  if (receive (walk, delivery->filing, answer->paper, &failure))
    return TRUE;
  if (!is_of_the_store (failure))
    return write_journal (walk, delivery, yn_error_nick_of (failure), FALSE, answer->retry_after, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* ---- hop 5: what the platform lacks ---- */

typedef struct
{
  Walk *walk;
  const YnAttachment *attachment; /* or NULL: */
  GBytes *annex;
} Cargo;

static GInputStream *
open_cargo (gpointer data, GError **error)
{
  Cargo *cargo = data;

  if (cargo->annex != NULL)
    return g_memory_input_stream_new_from_bytes (cargo->annex);
  return yn_attachments_open (cargo->walk->round->store, cargo->attachment, error);
}

static gboolean
upload (Walk *walk,
        YnDelivery *delivery,
        const char *sha256,
        const char *name,
        const char *type,
        guint64 size,
        Cargo *cargo,
        GError **error)
{
  g_autofree char *url = g_strdup (yn_json_get_string (delivery->uploads, sha256));
  g_autofree char *pointer = g_strconcat ("/", sha256, NULL);
  g_autoptr (YnJson) before = delivery->uploads != NULL ? delivery->uploads : yn_json_new_object ();
  g_autoptr (YnJson) place = NULL;
  gboolean done = yn_upload (walk->round->platform, sha256, name, type, size, open_cargo, cargo, &url,
                             walk->cancellable, error);

  /* Once it is there its place is of no more use; until then the next try goes on from it. */
  place = url != NULL && !done ? yn_json_new_string (url) : NULL;
  delivery->uploads = yn_json_with (before, pointer, place);
  return done;
}

static const YnAttachment *
find_attachment (GPtrArray *attachments, const char *sha256)
{
  for (guint i = 0; i < attachments->len; i++)
    {
      const YnAttachment *attachment = g_ptr_array_index (attachments, i);

      if (strcmp (attachment->sha256, sha256) == 0)
        return attachment;
    }
  return NULL;
}

static gboolean
upload_one (Walk *walk,
            const YnFiling *filing,
            YnDelivery *delivery,
            GPtrArray *attachments,
            const char *sha256,
            GError **error)
{
  Cargo cargo = { .walk = walk };
  g_autoptr (GBytes) annex = NULL;

  if (g_strcmp0 (filing->annex, sha256) == 0)
    {
      annex = yn_filings_annex (walk->round->store, walk->enterprise, filing->id, error);
      if (annex == NULL)
        return FALSE;
      cargo.annex = annex;
      return upload (walk, delivery, sha256, "annex.pdf", "application/pdf", g_bytes_get_size (annex), &cargo,
                     error);
    }

  cargo.attachment = find_attachment (attachments, sha256);
  if (cargo.attachment == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_ATTACHMENTS_MISSING,
                           "the platform asks for a file that is not ours");
      return FALSE;
    }
  return upload (walk, delivery, sha256, cargo.attachment->name, cargo.attachment->type,
                 cargo.attachment->size, &cargo, error);
}

static gboolean
upload_missing (Walk *walk, const YnFiling *filing, YnDelivery *delivery, char **missing, GError **error)
{
  g_autoptr (GPtrArray) attachments =
      yn_attachments_list (walk->round->store, walk->enterprise, filing->matter, error);

  if (attachments == NULL)
    return FALSE;
  for (guint i = 0; missing[i] != NULL; i++)
    if (!upload_one (walk, filing, delivery, attachments, missing[i], error))
      return FALSE;
  return TRUE;
}

/* ---- hop 5: putting ---- */

static YnAnswer *
put (Walk *walk, const YnFiling *filing, GError **error)
{
  g_autoptr (GBytes) paper = yn_filings_bytes (walk->round->store, walk->enterprise, filing->id, error);

  return paper != NULL ? yn_platform_put (walk->round->platform, filing->id, paper, walk->cancellable, error)
                       : NULL;
}

/* FALSE: the round is over. */
static gboolean
take_answer (Walk *walk, YnDelivery *delivery, const YnAnswer *answer, GError **error)
{
  if (g_strcmp0 (answer->code, yn_error_nick (YN_ERROR_OFFLINE)) == 0)
    walk->weather = yn_error_nick (YN_ERROR_OFFLINE); /* those behind need not each find it out */
  switch (answer->kind)
    {
    case YN_ANSWER_PAPER:
      return take_paper (walk, delivery, answer, error);
    case YN_ANSWER_MISSING: /* still, although everything was brought: what we thought was there is not */
      g_clear_pointer (&delivery->uploads, yn_json_unref);
      return write_journal (walk, delivery, answer->code, FALSE, answer->retry_after, error);
    case YN_ANSWER_WEATHER:
      return write_journal (walk, delivery, answer->code, FALSE, answer->retry_after, error);
    case YN_ANSWER_PROBLEM:
      return write_journal (walk, delivery, answer->code, TRUE, answer->retry_after, error);
    default:
      g_assert_not_reached ();
    }
}

/* The first try. @missing: what must be carried there before the second. */
static gboolean
try_first (Walk *walk, const YnFiling *filing, YnDelivery *delivery, char ***missing, GError **error)
{
  g_autoptr (YnAnswer) answer = NULL;

  if (walk->weather != NULL)
    return write_journal (walk, delivery, walk->weather, FALSE, -1, error);

  answer = put (walk, filing, error);
  if (answer == NULL)
    return FALSE;
  if (answer->kind != YN_ANSWER_MISSING)
    return take_answer (walk, delivery, answer, error);
  *missing = g_steal_pointer (&answer->missing);
  return TRUE;
}

static gboolean
ends_the_round (const GError *error)
{
  return is_of_the_store (error) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, YN_ERROR, YN_ERROR_NOT_SIGNED_IN)
         || g_error_matches (error, YN_ERROR, YN_ERROR_SESSION_ENDED);
}

/* The second try, with everything that the first one lacked. */
static gboolean
try_second (Walk *walk, const YnFiling *filing, YnDelivery *delivery, char **missing, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (YnAnswer) answer = NULL;

  if (!upload_missing (walk, filing, delivery, missing, &failure))
    {
      if (!write_journal (walk, delivery, yn_error_nick_of (failure), !yn_error_is_weather (failure), -1,
                          error))
        return FALSE;
      if (!ends_the_round (failure))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  answer = put (walk, filing, error);
  return answer != NULL && take_answer (walk, delivery, answer, error);
}

/* ---- the round ---- */

typedef struct
{
  YnFiling *filing;
  YnDelivery *delivery;
  char **missing;
} SetAside;

static void
set_aside_free (SetAside *aside)
{
  yn_filing_free (aside->filing);
  yn_delivery_free (aside->delivery);
  g_strfreev (aside->missing);
  g_free (aside);
}

static gboolean
is_due (Walk *walk, const YnDelivery *delivery)
{
  return delivery->next_try <= yn_clock_now (walk->round->clock);
}

/* Before the first paper of a round leaves. */
static gboolean
ask_whose_account (Walk *walk, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (yn_round_is_for (walk->round, walk->enterprise, walk->cancellable, &failure))
    return TRUE;
  if (yn_error_is_weather (failure))
    {
      walk->weather = yn_error_nick_of (failure);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
walk_first (Walk *walk, GPtrArray *waiting, GPtrArray *aside, GError **error)
{
  gboolean asked = FALSE;

  for (guint i = 0; i < waiting->len; i++)
    {
      const YnFiling *filing = g_ptr_array_index (waiting, i);
      g_autoptr (YnDelivery) delivery = yn_delivery_get (walk->round->store, filing->id, error);
      g_auto (GStrv) missing = NULL;

      if (delivery == NULL)
        return FALSE;
      if (!is_due (walk, delivery))
        continue;
      if (!asked && !(asked = ask_whose_account (walk, error)))
        return FALSE;
      if (!try_first (walk, filing, delivery, &missing, error))
        return FALSE;
      if (missing != NULL)
        {
          SetAside *one = g_new (SetAside, 1);

          *one =
              (SetAside){ yn_filing_copy (filing), g_steal_pointer (&delivery), g_steal_pointer (&missing) };
          g_ptr_array_add (aside, one);
        }
    }
  return TRUE;
}

/* What still waits, and when the next of it is due. */
static gboolean
look_ahead (const YnRound *round, const char *enterprise, gint64 *next_try, gboolean *empty, GError **error)
{
  g_autoptr (GPtrArray) waiting = yn_filings_waiting (round->store, enterprise, error);

  if (waiting == NULL)
    return FALSE;
  *empty = waiting->len == 0;
  *next_try = 0;
  for (guint i = 0; i < waiting->len; i++)
    {
      const YnFiling *filing = g_ptr_array_index (waiting, i);
      g_autoptr (YnDelivery) delivery = yn_delivery_get (round->store, filing->id, error);

      if (delivery == NULL)
        return FALSE;
      if (*next_try == 0 || delivery->next_try < *next_try)
        *next_try = MAX (delivery->next_try, 1);
    }
  return TRUE;
}

static gboolean
walk_all (Walk *walk, GError **error)
{
  g_autoptr (GPtrArray) aside = g_ptr_array_new_with_free_func ((GDestroyNotify) set_aside_free);
  g_autoptr (GPtrArray) waiting = yn_filings_waiting (walk->round->store, walk->enterprise, error);

  if (waiting == NULL || !walk_first (walk, waiting, aside, error))
    return FALSE;
  for (guint i = 0; i < aside->len; i++)
    {
      SetAside *one = g_ptr_array_index (aside, i);

      if (!try_second (walk, one->filing, one->delivery, one->missing, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
yn_courier_round (const YnRound *round, const char *enterprise, gint64 *next_try, GCancellable *cancellable,
                  GError **error)
{
  Walk walk = { .round = round, .enterprise = enterprise, .cancellable = cancellable };
  g_autoptr (YnLock) lock = yn_store_lock (round->store, "courier", FALSE, cancellable, error);
  gboolean empty = FALSE;
  gint64 next = 0;

  if (lock == NULL || !walk_all (&walk, error) || !look_ahead (round, enterprise, &next, &empty, error))
    return FALSE;
  if (next_try != NULL)
    *next_try = next;
  return empty;
}
