/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "sync/news.h"

#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "store/events.h"
#include "store/records.h"
#include "sync/believe.h"

#define MAX_EVENTS 1000
#define MAX_ID 128
#define MAX_PAGES 100 /* a fetch; what is left comes with the next one */

/* A page of the feed on its way into the store. */
typedef struct
{
  const YnRound *round;
  const char *enterprise;
  GCancellable *cancellable;
  GPtrArray *events; /* of YnEvent: about filings of ours, their papers believed */
  char *next;
  gboolean more;
} Page;

static void
page_clear (Page *page)
{
  g_clear_pointer (&page->events, g_ptr_array_unref);
  g_clear_pointer (&page->next, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static gboolean
nonsense (GError **error, const char *why)
{
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NONSENSE, why);
  return FALSE;
}

/* A kind that a later platform may invent says nothing to this program and is passed by. */
static gboolean
is_known (const char *kind)
{
  static const char *const kinds[] = { "accepted",  "supplement-asked", "refused",
                                       "published", "not-published",    "decided",
                                       "issued",    "withdrawn",        NULL };

  return g_strv_contains (kinds, kind);
}

static gboolean
is_ours (Page *page, const char *filing, gboolean *ours, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (YnFiling) found = yn_filings_get (page->round->store, page->enterprise, filing, &failure);

  *ours = found != NULL;
  if (found != NULL || g_error_matches (failure, YN_ERROR, YN_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static GBytes *
fetch_paper (Page *page, const char *sha256, const char *filing, GError **error)
{
  const YnRound *round = page->round;
  g_autoptr (GBytes) paper = yn_platform_paper (round->platform, sha256, page->cancellable, error);
  g_autoptr (YnJson) body = NULL;

  if (paper == NULL)
    return NULL;
  body = yn_believe (paper, filing, yn_store_platform (round->store), round->trust,
                     yn_clock_now (round->clock), error);
  return body != NULL ? g_steal_pointer (&paper) : NULL;
}

/* TRUE also for an event that is passed by. */
static gboolean
take_event (Page *page, const YnJson *json, GError **error)
{
  const char *id = yn_json_get_string (json, "id");
  const char *filing = yn_json_get_string (json, "filing");
  const char *kind = yn_json_get_string (json, "kind");
  const char *at = yn_json_get_string (json, "at");
  const YnJson *sha256 = yn_json_get (json, "paper");
  g_autoptr (YnEvent) event = NULL;
  gboolean ours;

  if (id == NULL || *id == '\0' || strlen (id) > MAX_ID || filing == NULL || !yn_sha256_is (filing)
      || kind == NULL || at == NULL || yn_clock_parse_instant (at) < 0)
    return nonsense (error, "an event that the contract does not know");
  if (yn_json_is (sha256, YN_JSON_STRING) && !yn_sha256_is (yn_json_string (sha256)))
    return nonsense (error, "an event's paper is named by its hash");
  if (!is_known (kind))
    return TRUE;
  if (!is_ours (page, filing, &ours, error))
    return FALSE;
  if (!ours)
    return TRUE;

  event = g_new0 (YnEvent, 1);
  event->id = g_strdup (id);
  event->filing = g_strdup (filing);
  event->kind = g_strdup (kind);
  event->at = yn_clock_parse_instant (at);
  event->about = yn_json_ref (json);
  if (yn_json_is (sha256, YN_JSON_STRING))
    {
      event->paper = fetch_paper (page, yn_json_string (sha256), filing, error);
      if (event->paper == NULL)
        return FALSE;
    }
  g_ptr_array_add (page->events, g_steal_pointer (&event));
  return TRUE;
}

static gboolean
take_all (Page *page, const YnJson *json, const char *cursor, GError **error)
{
  const YnJson *events = yn_json_get (json, "events");
  const char *next = yn_json_get_string (json, "next");

  if (!yn_json_is (events, YN_JSON_ARRAY) || yn_json_size (events) > MAX_EVENTS || next == NULL)
    return nonsense (error, "a feed that the contract does not know");
  page->more = yn_json_get_boolean (json, "more", FALSE);
  if (page->more && g_strcmp0 (next, cursor) == 0)
    return nonsense (error, "a feed that stands still");

  for (guint i = 0; i < yn_json_size (events); i++)
    if (!take_event (page, yn_json_at (events, i), error))
      return FALSE;
  page->next = g_strdup (next);
  return TRUE;
}

/* What could be believed before an error is kept as well; the cursor then stays where it was, and an event
 * that comes again is one. */
static gboolean
fetch_page (Page *page, gboolean *fresh, GError **error)
{
  const YnRound *round = page->round;
  g_autoptr (GError) failure = NULL;
  g_autofree char *cursor = yn_events_cursor (round->store, page->enterprise, &failure);
  g_autoptr (YnJson) json = NULL;

  page->events = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_event_free);
  if (failure == NULL)
    json = yn_platform_events (round->platform, cursor, page->cancellable, &failure);
  if (json != NULL)
    take_all (page, json, cursor, &failure);

  if (page->events->len > 0 || (page->next != NULL && g_strcmp0 (page->next, cursor) != 0))
    {
      if (!yn_events_append (round->store, page->enterprise, page->events, page->next, error))
        return FALSE;
      *fresh = *fresh || page->events->len > 0;
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
yn_news_fetch (const YnRound *round,
               const char *enterprise,
               gboolean *fresh,
               GCancellable *cancellable,
               GError **error)
{
  gboolean any = FALSE, more = TRUE, done = yn_round_is_for (round, enterprise, cancellable, error);

  for (guint pages = 0; done && more && pages < MAX_PAGES; pages++)
    {
      g_auto (Page) page = { .round = round, .enterprise = enterprise, .cancellable = cancellable };

      done = fetch_page (&page, &any, error);
      more = page.more;
    }
  if (fresh != NULL)
    *fresh = any;
  return done;
}

gboolean
yn_news_fetch_record (const YnRound *round,
                      const char *enterprise,
                      gboolean *fresh,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (YnRecordCopy) known = NULL;
  g_autoptr (YnJson) record = NULL;
  g_autofree char *etag = NULL;

  if (fresh != NULL)
    *fresh = FALSE;
  if (!yn_round_is_for (round, enterprise, cancellable, error))
    return FALSE;

  known = yn_records_get (round->store, enterprise, &failure);
  if (failure == NULL)
    record = yn_platform_record (round->platform, known != NULL ? known->etag : NULL, &etag, cancellable,
                                 &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (record == NULL) /* not modified */
    return TRUE;
  if (!yn_records_put (round->store, enterprise, record, etag, yn_clock_now (round->clock), error))
    return FALSE;
  if (fresh != NULL)
    *fresh = TRUE;
  return TRUE;
}
