/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/hash.h"
#include "desk.h"
#include "store/confirmations.h"
#include "store/delivery.h"
#include "store/events.h"
#include "store/received.h"
#include "store/records.h"

static guint
length_of (GPtrArray *list)
{
  guint length = list->len;

  g_ptr_array_unref (list);
  return length;
}

/* Invariant 3: the filing is there, the draft is not; and what it knew beside its paper stays. */
static void
keeps (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) draft = desk_begin (desk, "{}");
  g_autoptr (YnJson) answers = json_of ("{}");
  g_autoptr (YnJson) aside = json_of ("{\"hidden\":1}");
  g_autoptr (GBytes) paper = bytes_of ("%PDF paper");
  g_autoptr (GBytes) annex = bytes_of ("%PDF annex");
  g_autofree char *id = yn_sha256 (paper);
  g_autofree char *annex_id = yn_sha256 (annex);
  g_autoptr (YnAttachment) attachment = desk_attach (desk, draft->matter, "proof");
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) kept_annex = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  char content[6] = { 0 };

  yn_drafts_save (desk->store, desk->id, draft->matter, 1, answers, aside, 1, &error);
  yn_drafts_put_paper (desk->store, desk->id, draft->matter, 2, paper, annex, NULL, 2, &error);
  g_assert_no_error (error);
  filing = yn_filings_keep (desk->store, desk->id, draft->matter, 3, "commitment", "餐饮承诺", 77, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (filing->id, ==, id);
  g_assert_cmpstr (filing->matter, ==, draft->matter);
  g_assert_cmpstr (filing->service, ==, "F04");
  g_assert_cmpstr (filing->kind, ==, "commitment");
  g_assert_cmpstr (filing->title, ==, "餐饮承诺");
  g_assert_cmpstr (filing->annex, ==, annex_id);
  g_assert_cmpint (filing->kept, ==, 77);
  g_assert_cmpuint (filing->size, ==, g_bytes_get_size (paper));
  g_assert_true (yn_json_equal (filing->aside, aside));
  g_assert_false (filing->received);

  desk_reopen (desk);
  g_assert_null (yn_drafts_get (desk->store, desk->id, draft->matter, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  kept = yn_filings_bytes (desk->store, desk->id, id, &error);
  kept_annex = yn_filings_annex (desk->store, desk->id, id, &error);
  g_assert_true (g_bytes_equal (kept, paper));
  g_assert_true (g_bytes_equal (kept_annex, annex));
  stream = yn_attachments_open (desk->store, attachment, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (stream, content, 5, NULL, &error), ==, 5);
  g_assert_cmpstr (content, ==, "proof");
}

static void
has_no_annex (Desk *desk, gconstpointer data)
{
  g_autoptr (YnFiling) filing = desk_keep (desk, "%PDF");
  g_autoptr (GError) error = NULL;

  g_assert_null (filing->annex);
  g_assert_null (yn_filings_annex (desk->store, desk->id, filing->id, &error));
  g_assert_no_error (error);
}

static void
assert_not_kept (Desk *desk, const char *matter, gint64 revision, YnError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yn_filings_keep (desk->store, desk->id, matter, revision, "commitment", NULL, 1, &error));
  g_assert_error (error, YN_ERROR, (int) code);
}

static void
keeps_exactly_that_revision (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) unprinted = desk_begin (desk, "{}");
  g_autoptr (YnDraft) draft = desk_print (desk, "%PDF");
  g_autoptr (YnDraft) still = NULL;
  g_autoptr (GError) error = NULL;

  assert_not_kept (desk, "00000000-0000-4000-8000-000000000000", 1, YN_ERROR_NOT_FOUND);
  assert_not_kept (desk, unprinted->matter, 1, YN_ERROR_NOT_FOUND);
  assert_not_kept (desk, draft->matter, 1, YN_ERROR_STALE_REVISION);
  assert_not_kept (desk, draft->matter, 3, YN_ERROR_STALE_REVISION);
  still = yn_drafts_get (desk->store, desk->id, draft->matter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length_of (yn_filings_list (desk->store, desk->id, &error)), ==, 0);
}

static void
keeps_once (Desk *desk, gconstpointer data)
{
  g_autoptr (YnFiling) filing = desk_keep (desk, "%PDF");
  g_autoptr (YnDraft) same_paper = desk_print (desk, "%PDF");
  g_autoptr (YnJson) answers = json_of ("{}");
  g_autoptr (YnDraft) still = NULL;
  g_autoptr (GError) error = NULL;

  assert_not_kept (desk, filing->matter, 2, YN_ERROR_ALREADY_FILED);
  /* Another matter with the very same bytes: its draft stays where it is. */
  assert_not_kept (desk, same_paper->matter, same_paper->revision, YN_ERROR_ALREADY_FILED);
  still = yn_drafts_get (desk->store, desk->id, same_paper->matter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length_of (yn_filings_list (desk->store, desk->id, &error)), ==, 1);

  g_assert_cmpint (yn_drafts_save (desk->store, desk->id, filing->matter, 2, answers, NULL, 1, &error), ==,
                   0);
  g_assert_error (error, YN_ERROR, YN_ERROR_ALREADY_FILED);
}

static YnKeeping
keeping_of (const YnDraft *draft, GBytes *paper)
{
  return (YnKeeping) { .matter = draft->matter, .revision = draft->revision, .paper = paper };
}

/* Of many in one transaction each ends by itself: what cannot be kept keeps no other from it, and stays where it is. */
static void
keeps_many (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) first = desk_print (desk, "%PDF one");
  g_autoptr (YnDraft) stale = desk_print (desk, "%PDF two");
  g_autoptr (YnDraft) swapped = desk_print (desk, "%PDF three");
  g_autoptr (YnDraft) last = desk_print (desk, "%PDF four");
  g_autoptr (GBytes) one = bytes_of ("%PDF one, signed");
  g_autoptr (GBytes) other = bytes_of ("%PDF another, signed");
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GArray) keepings = g_array_new (FALSE, TRUE, sizeof (YnKeeping));
  g_autoptr (YnDraft) still = NULL;
  g_autoptr (GError) error = NULL;
  YnKeeping all[] = { keeping_of (first, one), keeping_of (stale, NULL), keeping_of (swapped, other),
                      keeping_of (last, NULL) };

  g_array_set_clear_func (keepings, (GDestroyNotify) yn_keeping_clear);
  all[1].revision--;
  g_array_append_vals (keepings, all, G_N_ELEMENTS (all));
  g_assert_true (yn_filings_keep_all (desk->store, desk->id, keepings, "commitment", "餐饮承诺", 5, &error));
  g_assert_no_error (error);
  desk_reopen (desk);
  g_assert_cmpuint (length_of (yn_filings_list (desk->store, desk->id, &error)), ==, 2);
  kept = yn_filings_bytes (desk->store, desk->id, g_array_index (keepings, YnKeeping, 0).id, &error);
  g_assert_true (g_bytes_equal (kept, one)); /* with its signature, not as it lay in the draft */
  g_assert_error (g_array_index (keepings, YnKeeping, 1).error, YN_ERROR, YN_ERROR_STALE_REVISION);
  g_assert_error (g_array_index (keepings, YnKeeping, 2).error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  g_assert_nonnull (g_array_index (keepings, YnKeeping, 3).id);
  still = yn_drafts_get (desk->store, desk->id, swapped->matter, &error);
  g_assert_no_error (error);
  g_assert_null (yn_drafts_get (desk->store, desk->id, last->matter, NULL));
}

/* A draft taken back, printed or changed meanwhile fails alone. */
static void
puts_many (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) one = desk_begin (desk, "{}");
  g_autoptr (YnDraft) two = desk_begin (desk, "{}");
  g_autoptr (GBytes) paper = bytes_of ("%PDF");
  g_autoptr (GArray) puttings = g_array_new (FALSE, TRUE, sizeof (YnPutting));
  g_autoptr (YnDraft) printed = NULL;
  g_autoptr (GError) error = NULL;
  YnPutting all[] = { { .matter = one->matter, .revision = one->revision, .paper = paper },
                      { .matter = two->matter, .revision = two->revision + 1, .paper = paper } };

  g_array_append_vals (puttings, all, G_N_ELEMENTS (all));
  g_assert_true (yn_drafts_put_papers (desk->store, desk->id, puttings, 5, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_array_index (puttings, YnPutting, 0).raised, ==, one->revision + 1);
  g_assert_error (g_array_index (puttings, YnPutting, 1).error, YN_ERROR, YN_ERROR_STALE_REVISION);
  g_clear_error (&g_array_index (puttings, YnPutting, 1).error);
  printed = yn_drafts_get (desk->store, desk->id, one->matter, &error);
  g_assert_true (g_bytes_equal (printed->paper, paper));
}

/* What was confirmed stands under its own hash, encrypted, and is given out only as what it was. */
static void
keeps_what_was_confirmed (Desk *desk, gconstpointer data)
{
  g_autoptr (YnJson) document = json_of ("{\"rows\":[{\"values\":[\"海味小馆一店\"]}]}");
  g_autofree char *id = yn_confirmation_id (document);
  g_autofree char *other = g_strnfill (64, 'a');
  g_autoptr (YnJson) back = NULL;
  g_autoptr (GError) error = NULL;
  guint files = 0;

  for (guint i = 0; i < 2; i++) /* the second time it lies there already */
    g_assert_true (yn_confirmations_keep (desk->store, desk->id, document, id, 1, &error));
  g_assert_no_error (error);
  back = yn_confirmations_get (desk->store, desk->id, id, &error);
  g_assert_no_error (error);
  g_assert_true (yn_json_equal (back, document));
  g_assert_cmpuint (desk_files_with (desk, "海味小馆一店", &files), ==, 0);
  g_assert_null (yn_confirmations_get (desk->store, desk->id, other, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
}

/* Invariants 1 and 2: bytes that are not what their id says are not given out. */
static void
finds_changed_bytes (Desk *desk, gconstpointer data)
{
  g_autoptr (YnFiling) filing = desk_keep (desk, "%PDF");
  g_autofree char *place = g_strdup_printf ("filing/%s/%s/paper", desk->id, filing->id);
  g_autoptr (GBytes) other = bytes_of ("%PDX");
  g_autoptr (GBytes) cipher = yn_vault_encrypt (yn_store_vault (desk->store), place, other);
  g_autoptr (GError) error = NULL;

  yn_sql_run (yn_store_sql (desk->store), &error, "UPDATE filing SET paper=?", "b", cipher);
  g_assert_no_error (error);
  g_assert_null (yn_filings_bytes (desk->store, desk->id, filing->id, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_STORE_DAMAGED);
}

static void
waits_until_received (Desk *desk, gconstpointer data)
{
  g_autoptr (YnFiling) one = desk_keep (desk, "%PDF one");
  g_autoptr (YnFiling) two = desk_keep (desk, "%PDF two");
  g_autoptr (GBytes) receipt = bytes_of ("%PDF receipt");
  g_autoptr (GBytes) other = bytes_of ("%PDF another receipt");
  g_autoptr (YnReceived) received = NULL;
  g_autoptr (YnFiling) read = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GError) error = NULL;

  waiting = yn_filings_waiting (desk->store, desk->id, &error);
  g_assert_cmpuint (waiting->len, ==, 2);
  g_assert_cmpstr (((YnFiling *) waiting->pdata[0])->id, ==, one->id);
  g_assert_null (yn_received_get (desk->store, desk->id, one->id, &error));
  g_assert_no_error (error);

  for (int again = 0; again < 2; again++)
    {
      g_assert_true (yn_filings_receive (desk->store, desk->id, one->id, "receipt", 99, receipt, &error));
      g_assert_no_error (error);
    }
  g_assert_false (yn_filings_receive (desk->store, desk->id, one->id, "refusal", 100, other, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (yn_filings_receive (desk->store, desk->id, "of nothing", "receipt", 1, receipt, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  g_clear_error (&error);

  received = yn_received_get (desk->store, desk->id, one->id, &error);
  g_assert_cmpstr (received->kind, ==, "receipt");
  g_assert_cmpint (received->at, ==, 99);
  g_assert_true (g_bytes_equal (received->paper, receipt));
  read = yn_filings_get (desk->store, desk->id, one->id, &error);
  g_assert_true (read->received);
  g_ptr_array_unref (waiting);
  waiting = yn_filings_waiting (desk->store, desk->id, &error);
  g_assert_cmpuint (waiting->len, ==, 1);
  g_assert_cmpstr (((YnFiling *) waiting->pdata[0])->id, ==, two->id);
}

/* Invariant 5: whoever drops rows of the journal, at random, drops nothing that waits. */
static void
forgets_only_the_journal (Desk *desk, gconstpointer data)
{
  g_autoptr (YnFiling) filing = desk_keep (desk, "%PDF");
  g_autoptr (YnJson) uploads = json_of ("{\"aa\":\"http://127.0.0.1/uploads/1\"}");
  YnDelivery set = {
    .filing = filing->id, .tries = 3, .next_try = 55, .problem = (char *) "offline", .uploads = uploads
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDelivery) fresh = yn_delivery_get (desk->store, filing->id, &error);
  g_autoptr (YnDelivery) read = NULL;
  g_autoptr (YnDelivery) now = NULL;
  g_autoptr (YnDelivery) dropped = NULL;

  g_assert_cmpint (fresh->tries, ==, 0);
  g_assert_null (fresh->problem);
  g_assert_true (yn_delivery_set (desk->store, &set, &error));
  g_assert_true (yn_delivery_set (desk->store, &set, &error));
  read = yn_delivery_get (desk->store, filing->id, &error);
  g_assert_cmpint (read->tries, ==, 3);
  g_assert_cmpint (read->next_try, ==, 55);
  g_assert_cmpstr (read->problem, ==, "offline");
  g_assert_true (yn_json_equal (read->uploads, uploads));

  g_assert_true (yn_delivery_all_now (desk->store, &error));
  now = yn_delivery_get (desk->store, filing->id, &error);
  g_assert_cmpint (now->next_try, ==, 0);
  g_assert_cmpint (now->tries, ==, 3);

  yn_sql_run (yn_store_sql (desk->store), &error, "DELETE FROM delivery", "");
  g_assert_no_error (error);
  dropped = yn_delivery_get (desk->store, filing->id, &error);
  g_assert_cmpint (dropped->tries, ==, 0);
  g_assert_cmpuint (length_of (yn_filings_waiting (desk->store, desk->id, &error)), ==, 1);
}

static GPtrArray *
events_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yn_event_free);
}

static void
add_event (GPtrArray *events, const char *id, const char *kind, gint64 at)
{
  YnEvent *event = g_new0 (YnEvent, 1);

  event->id = g_strdup (id);
  event->filing = g_strdup ("f");
  event->kind = g_strdup (kind);
  event->at = at;
  event->about = json_of ("{\"code\":\"00000012345678901234\"}");
  event->paper = bytes_of ("%PDF notice");
  g_ptr_array_add (events, event);
}

static void
appends_events_once (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) first = events_new ();
  g_autoptr (GPtrArray) second = events_new ();
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *cursor = NULL;
  g_autofree char *still = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (yn_events_cursor (desk->store, desk->id, &error));
  g_assert_no_error (error);
  add_event (first, "e1", "accepted", 10);
  add_event (first, "e2", "published", 10);
  g_assert_true (yn_events_append (desk->store, desk->id, first, "c1", &error));
  add_event (second, "e2", "published", 10);
  add_event (second, "e3", "decided", 11);
  g_assert_true (yn_events_append (desk->store, desk->id, second, "c2", &error));
  g_assert_true (yn_events_append (desk->store, desk->id, NULL, NULL, &error));
  g_assert_no_error (error);

  desk_reopen (desk);
  cursor = yn_events_cursor (desk->store, desk->id, &error);
  g_assert_cmpstr (cursor, ==, "c2");
  all = yn_events_of (desk->store, desk->id, "f", &error);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpstr (((YnEvent *) all->pdata[0])->kind, ==, "accepted");
  g_assert_cmpstr (((YnEvent *) all->pdata[1])->kind, ==, "published");
  g_assert_cmpstr (((YnEvent *) all->pdata[2])->kind, ==, "decided");
  g_assert_cmpstr (yn_json_get_string (((YnEvent *) all->pdata[0])->about, "code"), ==,
                   "00000012345678901234");
}

/* Events and cursor move together: one that cannot be kept keeps the others and the cursor back. */
static void
appends_all_events_or_none (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) events = events_new ();
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  add_event (events, "e1", "accepted", 10);
  add_event (events, "e2", NULL, 10);
  g_assert_false (yn_events_append (desk->store, desk->id, events, "c1", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  all = yn_events_of (desk->store, desk->id, "f", &error);
  g_assert_cmpuint (all->len, ==, 0);
  g_assert_null (yn_events_cursor (desk->store, desk->id, &error));
  g_assert_no_error (error);
}

static void
holds_the_last_record (Desk *desk, gconstpointer data)
{
  g_autoptr (YnJson) first = json_of ("{\"grade\":null}");
  g_autoptr (YnJson) second = json_of ("{\"grade\":{\"level\":\"良\"}}");
  g_autoptr (YnRecordCopy) copy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (yn_records_get (desk->store, desk->id, &error));
  g_assert_no_error (error);
  g_assert_true (yn_records_put (desk->store, desk->id, first, NULL, 1, &error));
  g_assert_true (yn_records_put (desk->store, desk->id, second, "\"tag\"", 2, &error));
  copy = yn_records_get (desk->store, desk->id, &error);
  g_assert_no_error (error);
  g_assert_true (yn_json_equal (copy->record, second));
  g_assert_cmpstr (copy->etag, ==, "\"tag\"");
  g_assert_cmpint (copy->fetched, ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                                  \
  g_test_add ("/store/filings/" name, Desk, NULL, desk_set_up, function, desk_tear_down)
  ADD ("keeps", keeps);
  ADD ("has-no-annex", has_no_annex);
  ADD ("keeps-exactly-that-revision", keeps_exactly_that_revision);
  ADD ("keeps-once", keeps_once);
  ADD ("keeps-many", keeps_many);
  ADD ("puts-many", puts_many);
  ADD ("keeps-what-was-confirmed", keeps_what_was_confirmed);
  ADD ("finds-changed-bytes", finds_changed_bytes);
  ADD ("waits-until-received", waits_until_received);
  ADD ("forgets-only-the-journal", forgets_only_the_journal);
  ADD ("appends-events-once", appends_events_once);
  ADD ("appends-all-events-or-none", appends_all_events_or_none);
  ADD ("holds-the-last-record", holds_the_last_record);
#undef ADD
  return g_test_run ();
}
