/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A child fills, prints, attaches and keeps at random, and says on a pipe what it was told is done; it is
 * killed at a random moment. Whatever it had said must be there, and every matter must be a draft or a
 * filing: never both, never neither. YINUO_TEST_SECONDS runs it longer; the seed that g_test prints runs the
 * same choices again. */
#include "desk.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Small enough that a pipe takes it whole. */
typedef struct
{
  char matter[40];
  gint64 revision;  /* that the draft has reached */
  gint64 counter;   /* that its answers hold */
  char filing[68];  /* "": not kept */
  gboolean attached;
} Said;

typedef struct
{
  Desk *desk;
  GRand *rand;
  int pipe;
  Said now;
} Clerk;

static void
say (Clerk *clerk)
{
  if (write (clerk->pipe, &clerk->now, sizeof clerk->now) != sizeof clerk->now)
    _exit (3);
}

static YnJson *
answers_of (gint64 counter)
{
  g_autoptr (YnJson) empty = yn_json_new_object ();
  g_autoptr (YnJson) value = yn_json_new_int (counter);

  return yn_json_with (empty, "/counter", value);
}

static void
begin (Clerk *clerk)
{
  g_autoptr (YnJson) answers = answers_of (0);
  g_autoptr (YnDraft) draft
      = yn_drafts_begin (clerk->desk->store, clerk->desk->id, "F04", answers, NULL, NULL, 1, NULL);

  clerk->now = (Said) { .revision = draft->revision };
  g_strlcpy (clerk->now.matter, draft->matter, sizeof clerk->now.matter);
  say (clerk);
}

static void
save (Clerk *clerk)
{
  g_autoptr (YnJson) answers = answers_of (clerk->now.counter + 1);

  clerk->now.revision = yn_drafts_save (clerk->desk->store, clerk->desk->id, clerk->now.matter,
                                        clerk->now.revision, answers, NULL, 1, NULL);
  clerk->now.counter++;
  say (clerk);
}

static void
attach (Clerk *clerk)
{
  g_autoptr (YnAttachment) attachment = desk_attach (clerk->desk, clerk->now.matter, "proof");

  clerk->now.attached = TRUE;
  say (clerk);
}

static void
print_and_keep (Clerk *clerk)
{
  g_autoptr (GBytes) paper = bytes_of (clerk->now.matter);
  g_autoptr (YnFiling) filing = NULL;

  clerk->now.revision = yn_drafts_put_paper (clerk->desk->store, clerk->desk->id, clerk->now.matter,
                                             clerk->now.revision, paper, NULL, NULL, 1, NULL);
  say (clerk);
  filing = yn_filings_keep (clerk->desk->store, clerk->desk->id, clerk->now.matter, clerk->now.revision,
                            "commitment", NULL, 1, NULL);
  g_strlcpy (clerk->now.filing, filing->id, sizeof clerk->now.filing);
  say (clerk);
}

static void
work_until_killed (Desk *desk, int pipe, guint32 seed)
{
  Clerk clerk = { .desk = desk, .rand = g_rand_new_with_seed (seed), .pipe = pipe };

  desk_reopen (desk);
  while (TRUE)
    {
      begin (&clerk);
      for (int saves = g_rand_int_range (clerk.rand, 0, 6); saves > 0; saves--)
        save (&clerk);
      if (g_rand_boolean (clerk.rand))
        attach (&clerk);
      if (g_rand_boolean (clerk.rand))
        print_and_keep (&clerk);
    }
}

/* Reads until the pipe is empty and its other end dead; the last word about each matter counts. */
static void
hear (int pipe, GHashTable *said)
{
  Said word;
  gssize got;

  while ((got = TEMP_FAILURE_RETRY (read (pipe, &word, sizeof word))) == sizeof word)
    g_hash_table_insert (said, g_strdup (word.matter), g_memdup2 (&word, sizeof word));
  g_assert_cmpint (got, ==, 0);
}

static void
check_filing (Desk *desk, const Said *said, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = yn_filings_bytes (desk->store, desk->id, id, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), said->matter,
                   strlen (said->matter));
  if (said->filing[0] != '\0')
    g_assert_cmpstr (said->filing, ==, id);
}

static void
check_draft (const Said *said, const YnDraft *draft)
{
  gint64 counter = yn_json_get_int (draft->answers, "counter", -1);

  /* What was said is there; at most the one deed that was under way is there as well. */
  g_assert_cmpstr (said->filing, ==, "");
  g_assert_cmpint (draft->revision, >=, said->revision);
  g_assert_cmpint (draft->revision, <=, said->revision + 1);
  g_assert_cmpint (counter, >=, said->counter);
  g_assert_cmpint (counter, <=, said->counter + 1);
}

static YnFiling *
filing_of (GPtrArray *filings, const char *matter)
{
  for (guint i = 0; i < filings->len; i++)
    if (g_str_equal (((YnFiling *) filings->pdata[i])->matter, matter))
      return filings->pdata[i];
  return NULL;
}

static void
check_attachments (Desk *desk, const Said *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) attachments = yn_attachments_list (desk->store, desk->id, said->matter, &error);

  g_assert_no_error (error);
  if (said->attached)
    g_assert_cmpuint (attachments->len, ==, 1);
  for (guint i = 0; i < attachments->len; i++)
    {
      g_autoptr (GInputStream) stream = yn_attachments_open (desk->store, attachments->pdata[i], &error);

      g_assert_no_error (error);
    }
}

static void
check (Desk *desk, GHashTable *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) filings = yn_filings_list (desk->store, desk->id, &error);
  g_autoptr (GPtrArray) drafts = yn_drafts_list (desk->store, desk->id, &error);
  GHashTableIter iter;
  Said *word;

  g_assert_no_error (error);
  for (guint i = 0; i < drafts->len; i++)
    g_assert_null (filing_of (filings, ((YnDraft *) drafts->pdata[i])->matter)); /* never both */

  g_hash_table_iter_init (&iter, said);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &word))
    {
      YnFiling *filing = filing_of (filings, word->matter);
      g_autoptr (YnDraft) draft = yn_drafts_get (desk->store, desk->id, word->matter, NULL);

      g_assert_true ((filing != NULL) != (draft != NULL)); /* nor neither */
      if (filing != NULL)
        check_filing (desk, word, filing->id);
      else
        check_draft (word, draft);
      check_attachments (desk, word);
    }
}

/* No file is left that no row names, once the store has been opened again. */
static void
check_swept (Desk *desk)
{
  g_autofree char *path = desk_path (desk, "attachments");
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (YnSqlRows) rows
      = yn_sql_query (yn_store_sql (desk->store), NULL, "SELECT count(*) FROM attachment", "");
  gint64 files = 0;

  while (g_dir_read_name (dir) != NULL)
    files++;
  g_assert_true (yn_sql_next (rows, NULL));
  g_assert_cmpint (files, ==, yn_sql_int (rows, 0));
}

static void
live_and_die (Desk *desk, GHashTable *said)
{
  guint32 seed = g_test_rand_int ();
  gulong life = g_test_rand_int_range (1000, 120000);
  int line[2];
  pid_t child;

  g_clear_pointer (&desk->store, yn_store_close);
  g_assert_cmpint (pipe (line), ==, 0);
  child = fork ();
  if (child == 0)
    {
      close (line[0]);
      work_until_killed (desk, line[1], seed);
    }
  close (line[1]);
  g_usleep (life); /* the moment is what is random here, nothing is waited for */
  kill (child, SIGKILL);
  hear (line[0], said);
  close (line[0]);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);

  desk_reopen (desk);
  check (desk, said);
  check_swept (desk);
}

static void
kills (Desk *desk, gconstpointer data)
{
  g_autoptr (GHashTable) said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *seconds = g_getenv ("YINUO_TEST_SECONDS");
  gint64 end = g_get_monotonic_time () + (seconds != NULL ? atoi (seconds) : 4) * G_USEC_PER_SEC;
  guint deaths = 0;

  for (; g_get_monotonic_time () < end; deaths++)
    live_and_die (desk, said);
  g_test_message ("%u deaths, %u matters", deaths, g_hash_table_size (said));
  g_assert_cmpuint (g_hash_table_size (said), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/crash/kill-9", Desk, NULL, desk_set_up, kills, desk_tear_down);
  return g_test_run ();
}
