/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What left the desk to be signed elsewhere. */
#include "store/handed-out.h"

#include "desk.h"

static void
note (Desk *desk, const char *matter, gint64 at, const char *field, const char *who)
{
  const YnHandedOut out = { .at = at, .field = (char *) field, .who = (char *) who, .paper = (char *) "aa" };
  g_autoptr (GError) error = NULL;

  g_assert_true (yn_handed_out_note (desk->store, desk->id, matter, &out, &error));
  g_assert_no_error (error);
}

static GPtrArray *
all_of (Desk *desk, const char *matter)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *all = yn_handed_out_of (desk->store, desk->id, matter, &error);

  g_assert_no_error (error);
  return all;
}

/* In their order, names encrypted; home is whoever came home. */
static void
remembers (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) draft = desk_print (desk, "%PDF one");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  const YnHandedOut *first, *second;
  guint files = 0;

  note (desk, draft->matter, 7, "yn-legal-representative-1", "plainly-sample-person");
  note (desk, draft->matter, 7, "yn-legal-representative-1", "twice in one instant");
  note (desk, draft->matter, 9, "yn-agent-1", "the agent");
  g_assert_true (yn_handed_out_note_home (desk->store, desk->id, draft->matter, "yn-agent-1", 11, &error));
  g_assert_true (yn_handed_out_note_home (desk->store, desk->id, draft->matter, "yn-agent-1", 12, &error));

  desk_reopen (desk);
  all = all_of (desk, draft->matter);
  g_assert_cmpuint (all->len, ==, 2);
  first = g_ptr_array_index (all, 0);
  second = g_ptr_array_index (all, 1);
  g_assert_cmpstr (first->who, ==, "plainly-sample-person");
  g_assert_cmpstr (first->field, ==, "yn-legal-representative-1");
  g_assert_cmpstr (first->paper, ==, "aa");
  g_assert_cmpint (first->at, ==, 7);
  g_assert_cmpint (first->home, ==, 0);
  g_assert_cmpint (second->home, ==, 11);
  g_assert_cmpuint (desk_files_with (desk, "plainly-sample-person", &files), ==, 0);
}

/* A letter signed by hand comes home; a two-person file is where it was. */
static void
comes_home_in_ink (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) draft = desk_print (desk, "%PDF one");
  const YnHandedOut letter = { .at = 9, .field = (char *) "f", .who = (char *) "w", .paper = (char *) "aa", .bare = TRUE };
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  note (desk, draft->matter, 7, "yn-legal-representative-1", "in a two-person file");
  g_assert_true (yn_handed_out_note (desk->store, desk->id, draft->matter, &letter, &error));
  g_assert_true (yn_handed_out_note_in_ink (desk->store, desk->id, draft->matter, 11, &error));
  g_assert_no_error (error);
  desk_reopen (desk);
  all = all_of (desk, draft->matter);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_false (((const YnHandedOut *) g_ptr_array_index (all, 0))->bare);
  g_assert_cmpint (((const YnHandedOut *) g_ptr_array_index (all, 0))->home, ==, 0);
  g_assert_true (((const YnHandedOut *) g_ptr_array_index (all, 1))->bare);
  g_assert_cmpint (((const YnHandedOut *) g_ptr_array_index (all, 1))->home, ==, 11);
}

static void
goes_with_the_draft (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) draft = desk_print (desk, "%PDF one");
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;
  const YnHandedOut out = { .at = 1, .field = (char *) "f", .who = (char *) "w", .paper = (char *) "aa" };

  note (desk, draft->matter, 7, "yn-agent-1", "the agent");
  g_assert_true (yn_drafts_discard (desk->store, desk->id, draft->matter, &error));
  g_assert_no_error (error);
  none = all_of (desk, draft->matter);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_false (yn_handed_out_note (desk->store, desk->id, draft->matter, &out, &error)); /* no such draft */
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/handed-out/remembers", Desk, NULL, desk_set_up, remembers, desk_tear_down);
  g_test_add ("/store/handed-out/comes-home-in-ink", Desk, NULL, desk_set_up, comes_home_in_ink, desk_tear_down);
  g_test_add ("/store/handed-out/goes-with-the-draft", Desk, NULL, desk_set_up, goes_with_the_draft, desk_tear_down);
  return g_test_run ();
}
