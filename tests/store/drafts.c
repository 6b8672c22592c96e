/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void
assert_answers (Desk *desk, const char *matter, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDraft) draft = yn_drafts_get (desk->store, desk->id, matter, &error);
  g_autoptr (YnJson) json = json_of (expected);

  g_assert_no_error (error);
  g_assert_true (yn_json_equal (draft->answers, json));
}

static gint64
put (Desk *desk, const YnDraft *draft, gint64 revision, GBytes *paper, GBytes *annex, const char *shown,
     GError **error)
{
  return yn_drafts_put_paper (desk->store, desk->id, draft->matter, revision, paper, annex, shown, 9, error);
}

static void
saves (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) draft = desk_begin (desk, "{\"a\":19.990}");
  g_autoptr (YnJson) answers = json_of ("{\"a\":\"全角１２\\u0000 <b>&\"}");
  g_autoptr (YnJson) aside = json_of ("{\"hidden\":[1]}");
  g_autoptr (YnDraft) read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (draft->revision, ==, 1);
  g_assert_true (g_uuid_string_is_valid (draft->matter));
  g_assert_cmpint (yn_drafts_save (desk->store, desk->id, draft->matter, 1, answers, aside, 2000, &error), ==,
                   2);
  g_assert_no_error (error);
  desk_reopen (desk);
  read = yn_drafts_get (desk->store, desk->id, draft->matter, &error);
  g_assert_no_error (error);
  g_assert_true (yn_json_equal (read->answers, answers));
  g_assert_true (yn_json_equal (read->aside, aside));
  g_assert_null (read->about);
  g_assert_cmpstr (read->service, ==, "F04");
  g_assert_cmpint (read->created, ==, 1000);
  g_assert_cmpint (read->saved, ==, 2000);
  g_assert_cmpint (read->revision, ==, 2);
}

static void
keeps_what_it_is_about (Desk *desk, gconstpointer data)
{
  g_autoptr (YnJson) empty = json_of ("{}");
  g_autoptr (YnJson) about = json_of ("{\"relation\":\"replaces\",\"id\":\"x\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDraft) draft = yn_drafts_begin (desk->store, desk->id, "F04", empty, NULL, about, 1, &error);
  g_autoptr (YnDraft) read = NULL;

  yn_drafts_save (desk->store, desk->id, draft->matter, 1, empty, NULL, 2, &error);
  g_assert_no_error (error);
  read = yn_drafts_get (desk->store, desk->id, draft->matter, &error);
  g_assert_true (yn_json_equal (read->about, about));
}

/* The same name is the same id in this store, after it was closed too; another store, and another name, have others. */
static void
ids_by_name (Desk *desk, gconstpointer data)
{
  g_autofree char *one = yn_store_named_id (desk->store, "row 1");
  g_autofree char *two = yn_store_named_id (desk->store, "row 2");
  g_autofree char *again = NULL;

  desk_reopen (desk);
  again = yn_store_named_id (desk->store, "row 1");
  g_assert_true (g_uuid_string_is_valid (one));
  g_assert_cmpint (one[14], ==, '8'); /* RFC 9562, 5.8 */
  g_assert_nonnull (strchr ("89ab", one[19]));
  g_assert_cmpstr (one, ==, again);
  g_assert_cmpstr (one, !=, two);
}

/* Begun once; found as it lies afterwards. */
static void
begins_a_matter_once (Desk *desk, gconstpointer data)
{
  g_autofree char *matter = yn_store_named_id (desk->store, "row 1");
  g_autoptr (YnJson) first = json_of ("{\"a\":1}");
  g_autoptr (YnJson) second = json_of ("{\"a\":2}");
  g_autoptr (GError) error = NULL;
  gboolean begun = FALSE;
  g_autoptr (YnDraft) draft = yn_drafts_begin_as (desk->store, desk->id, matter, "F04", first, NULL, 1, &begun, &error);
  g_autoptr (YnDraft) again = NULL;

  g_assert_no_error (error);
  g_assert_true (begun);
  g_assert_cmpstr (draft->matter, ==, matter);
  again = yn_drafts_begin_as (desk->store, desk->id, matter, "F04", second, NULL, 2, &begun, &error);
  g_assert_no_error (error);
  g_assert_false (begun);
  g_assert_true (yn_json_equal (again->answers, first));
}

static void
lists_newest_first (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) one = desk_begin (desk, "{}");
  g_autoptr (YnDraft) two = desk_begin (desk, "{}");
  g_autoptr (YnJson) answers = json_of ("{}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  yn_drafts_save (desk->store, desk->id, one->matter, 1, answers, NULL, 5000, &error);
  g_assert_no_error (error);
  drafts = yn_drafts_list (desk->store, desk->id, &error);
  g_assert_cmpuint (drafts->len, ==, 2);
  g_assert_cmpstr (((YnDraft *) drafts->pdata[0])->matter, ==, one->matter);
  g_assert_cmpstr (((YnDraft *) drafts->pdata[1])->matter, ==, two->matter);
}

static void
never_mixes_enterprises (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) draft = desk_begin (desk, "{\"a\":1}");
  g_autoptr (YnJson) profile = json_of ("{\"name\":\"演练样例乙店\",\"uscc\":\"91000000DEMO000002\"}");
  g_autoptr (YnEnterprise) other = yn_store_enterprise (desk->store, profile, NULL);
  g_autoptr (YnJson) answers = json_of ("{\"a\":2}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = yn_drafts_list (desk->store, other->id, &error);

  g_assert_cmpuint (drafts->len, ==, 0);
  g_assert_null (yn_drafts_get (desk->store, other->id, draft->matter, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (yn_drafts_save (desk->store, other->id, draft->matter, 1, answers, NULL, 1, &error), ==,
                   0);
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (yn_drafts_discard (desk->store, other->id, draft->matter, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  assert_answers (desk, draft->matter, "{\"a\":1}");
}

/* Saves once as another program would, from a process of its own. */
static void
save_elsewhere (Desk *desk, const char *matter, const char *answers)
{
  pid_t child;
  int status;

  g_clear_pointer (&desk->store, yn_store_close);
  child = fork ();
  if (child == 0)
    {
      g_autoptr (YnStore) store = desk_open (desk, NULL);
      g_autoptr (YnJson) json = json_of (answers);

      _exit (yn_drafts_save (store, desk->id, matter, 1, json, NULL, 9, NULL) == 2 ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  desk_reopen (desk);
}

static void
detects_a_stale_revision (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) draft = desk_begin (desk, "{\"a\":1}");
  g_autoptr (YnJson) answers = json_of ("{\"a\":3}");
  g_autoptr (GBytes) paper = bytes_of ("%PDF");
  g_autoptr (GError) error = NULL;

  save_elsewhere (desk, draft->matter, "{\"a\":2}");
  g_assert_cmpint (yn_drafts_save (desk->store, desk->id, draft->matter, 1, answers, NULL, 9, &error), ==, 0);
  g_assert_error (error, YN_ERROR, YN_ERROR_STALE_REVISION);
  g_clear_error (&error);
  g_assert_cmpint (put (desk, draft, 1, paper, NULL, NULL, &error), ==, 0);
  g_assert_error (error, YN_ERROR, YN_ERROR_STALE_REVISION);
  assert_answers (desk, draft->matter, "{\"a\":2}");
}

static void
is_read_only_under_signature (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) draft = desk_print (desk, "%PDF");
  g_autoptr (YnJson) answers = json_of ("{\"a\":2}");
  g_autoptr (YnDraft) read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (draft->revision, ==, 2);
  for (gint64 revision = 1; revision <= 2; revision++)
    {
      g_assert_cmpint (yn_drafts_save (desk->store, desk->id, draft->matter, revision, answers, NULL, 9,
                                       &error),
                       ==, 0);
      g_assert_error (error, YN_ERROR, YN_ERROR_UNDER_SIGNATURE);
      g_clear_error (&error);
    }
  g_assert_cmpint (put (desk, draft, 2, NULL, NULL, NULL, &error), ==, 3);
  g_assert_cmpint (yn_drafts_save (desk->store, desk->id, draft->matter, 3, answers, NULL, 9, &error), ==, 4);
  g_assert_no_error (error);
  read = yn_drafts_get (desk->store, desk->id, draft->matter, &error);
  g_assert_null (read->paper);
  g_assert_null (read->annex);
  g_assert_null (read->shown);
}

/* Invariant 8: a signature is appended to what was printed, or it is refused. */
static void
appends_signatures_only (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) draft = desk_begin (desk, "{}");
  g_autoptr (GBytes) printed = bytes_of ("%PDF one");
  g_autoptr (GBytes) annex = bytes_of ("%PDF annex");
  g_autoptr (GBytes) other_annex = bytes_of ("%PDF anneX");
  g_autoptr (GBytes) signed_once = bytes_of ("%PDF one and a signature");
  g_autoptr (GBytes) other = bytes_of ("%PDF two and a signature");
  g_autoptr (GBytes) shorter = bytes_of ("%PDF");
  g_autoptr (YnDraft) read = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *refused[] = { other, shorter };

  g_assert_cmpint (put (desk, draft, 1, printed, annex, "digest", &error), ==, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_cmpint (put (desk, draft, 2, refused[i], annex, NULL, &error), ==, 0);
      g_assert_error (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN);
      g_clear_error (&error);
    }
  g_assert_cmpint (put (desk, draft, 2, signed_once, other_annex, NULL, &error), ==, 0);
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN);
  g_clear_error (&error);

  g_assert_cmpint (put (desk, draft, 2, signed_once, NULL, "next", &error), ==, 3);
  g_assert_no_error (error);
  read = yn_drafts_get (desk->store, desk->id, draft->matter, &error);
  g_assert_true (g_bytes_equal (read->paper, signed_once));
  g_assert_true (g_bytes_equal (read->annex, annex));
  g_assert_cmpstr (read->shown, ==, "next");
}

static void
discards_with_attachments (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) draft = desk_begin (desk, "{}");
  g_autoptr (YnDraft) other = desk_begin (desk, "{}");
  g_autoptr (YnAttachment) attachment = desk_attach (desk, draft->matter, "proof");
  g_autoptr (YnAttachment) staying = desk_attach (desk, other->matter, "proof");
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yn_drafts_discard (desk->store, desk->id, draft->matter, &error));
  g_assert_no_error (error);
  g_assert_null (yn_drafts_get (desk->store, desk->id, draft->matter, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (yn_attachments_open (desk->store, attachment, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  left = yn_attachments_list (desk->store, desk->id, other->matter, &error);
  g_assert_cmpuint (left->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                                  \
  g_test_add ("/store/drafts/" name, Desk, NULL, desk_set_up, function, desk_tear_down)
  ADD ("saves", saves);
  ADD ("keeps-what-it-is-about", keeps_what_it_is_about);
  ADD ("ids-by-name", ids_by_name);
  ADD ("begins-a-matter-once", begins_a_matter_once);
  ADD ("lists-newest-first", lists_newest_first);
  ADD ("never-mixes-enterprises", never_mixes_enterprises);
  ADD ("detects-a-stale-revision", detects_a_stale_revision);
  ADD ("is-read-only-under-signature", is_read_only_under_signature);
  ADD ("appends-signatures-only", appends_signatures_only);
  ADD ("discards-with-attachments", discards_with_attachments);
#undef ADD
  return g_test_run ();
}
