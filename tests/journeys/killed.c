/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Nothing is lost: a child fills, signs, keeps and delivers; kill -9 ends it at random moments, again and again. What it
 * said was saved is there; each matter is a draft or a filing, never both and never neither; and in the end the platform
 * holds exactly one filing for each that was kept. YINUO_TEST_SECONDS runs it longer; the
 * seed that g_test prints repeats the moments (`--seed`). */

#include "desk/filing.h"
#include "desk/filling.h"
#include "desk/standing.h"
#include "road.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECONDS 15

/* What the child had in hand when it said so: one line each, "saved MATTER N", "kept MATTER ID". */
typedef struct
{
  GHashTable *saved; /* matter -> the last value acknowledged */
  GHashTable *kept;  /* matter -> filing id */
} Claims;

/* The child */

static void
claim (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  vprintf (format, args);
  va_end (args);
  fflush (stdout);
}

static gint64
save_value (Road *road, const YnDraft *draft, gint64 revision, int value)
{
  g_autofree char *name = g_strdup_printf ("演练店 %d", value);
  g_autoptr (YnJson) text = yn_json_new_string (name);
  g_autoptr (YnJson) answers = yn_json_with (draft->answers, "/shop/name", text);

  return yn_desk_save (road->desk, draft->matter, revision, answers, NULL, NULL, NULL);
}

static int
gave_up (const char *where, const GError *error)
{
  g_printerr ("the child gave up %s: %s\n", where, error == NULL ? "" : error->message);
  _exit (1); /* no leak check: it was to be killed */
}

static int
work_until_killed (const char *folder, const char *url)
{
  Road road = { 0 };
  g_autoptr (GError) error = NULL;

  road_join (&road, folder);
  if (!yn_desk_connect (road.desk, url, NULL, &error))
    return gave_up ("connecting", error);
  for (;;)
    {
      g_autoptr (YnJson) example = road_example ("F04");
      g_autoptr (YnDraft) draft = yn_desk_begin (road.desk, "F04", example, NULL, NULL, &error);
      gint64 revision = draft == NULL ? 0 : draft->revision;
      g_autoptr (YnReview) review = NULL;
      g_autoptr (GPtrArray) keys = yn_desk_keys (road.desk);
      g_autoptr (YnKey) key = NULL;
      g_autoptr (YnFiling) filing = NULL;

      for (int value = 1; revision != 0 && value <= 8; value++)
        {
          revision = save_value (&road, draft, revision, value);
          if (revision != 0)
            claim ("saved %s %d\n", draft->matter, value);
        }
      if (revision == 0)
        return gave_up ("saving", error);
      review = yn_desk_review (road.desk, draft->matter, NULL, &error);
      key = review == NULL ? NULL
                           : yn_desk_open_key (road.desk, ((YnKeyFile *) keys->pdata[0])->path, road.password, NULL, &error);
      if (key != NULL)
        filing = yn_desk_sign_and_keep (road.desk, draft->matter, review->digest, key, NULL, &error);
      if (filing == NULL)
        return gave_up ("keeping", error);
      claim ("kept %s %s\n", draft->matter, filing->id);
      yn_desk_send (road.desk, NULL, NULL);
    }
}

/* The parent */

static void
read_claims (Claims *claims, const char *said)
{
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);

  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++) /* the last piece may be half a line */
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);

      if (g_strv_length (words) == 3)
        g_hash_table_insert (strcmp (words[0], "saved") == 0 ? claims->saved : claims->kept, g_strdup (words[1]),
                             g_strdup (words[2]));
    }
}

static void
run_and_kill (const char *self, const char *folder, const char *url, guint after_ms, Claims *claims)
{
  const char *argv[] = { self, "--work", folder, url, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  char piece[4096];
  gssize n;
  GPid pid;
  int out;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_usleep (after_ms * 1000);
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  while ((n = read (out, piece, sizeof piece)) > 0)
    g_string_append_len (said, piece, n);
  close (out);
  read_claims (claims, said->str);
}

/* matter -> standing; a matter that stands twice fails. */
static GHashTable *
by_matter (Road *road)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) yn_standing_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) standings = yn_desk_standings (road->desk, NULL, &error);

  g_assert_no_error (error);
  g_ptr_array_set_free_func (standings, NULL);
  for (guint i = 0; i < standings->len; i++)
    {
      YnStanding *standing = g_ptr_array_index (standings, i);

      g_assert_false (g_hash_table_contains (found, standing->matter)); /* never both */
      g_hash_table_insert (found, g_strdup (standing->matter), standing);
    }
  return found;
}

static void
check_drafts (Road *road, const Claims *claims, GHashTable *found)
{
  GHashTableIter iter;
  gpointer matter, value;

  g_hash_table_iter_init (&iter, claims->saved);
  while (g_hash_table_iter_next (&iter, &matter, &value))
    {
      const YnStanding *standing = g_hash_table_lookup (found, matter);
      g_autoptr (YnDraft) draft = NULL;
      const char *name;

      g_assert_nonnull (standing); /* never neither */
      if (standing->id != NULL)
        continue;
      draft = yn_desk_draft (road->desk, matter, NULL, NULL);
      g_assert_nonnull (draft);
      name = yn_json_string (yn_json_pointer (draft->answers, "/shop/name"));
      g_assert_cmpint (atoi (name + strlen ("演练店 ")), >=, atoi (value));
    }
  g_hash_table_iter_init (&iter, claims->kept);
  while (g_hash_table_iter_next (&iter, &matter, &value))
    g_assert_cmpstr (((const YnStanding *) g_hash_table_lookup (found, matter))->id, ==, value);
}

static void
check_delivered (Road *road)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) found = NULL;
  GHashTableIter iter;
  gpointer standing;
  gboolean everything = yn_desk_send (road->desk, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (everything);
  found = by_matter (road);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, NULL, &standing))
    if (((YnStanding *) standing)->id != NULL)
      g_assert_cmpint (((YnStanding *) standing)->stage, ==, YN_STAGE_RECEIVED);
}

static void
make_key (Road *road)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKeyFile) file = yn_desk_make_key (road->desk, "enterprise-seal", NULL, road->password, NULL, &error);

  g_assert_no_error (error);
}

static void
test_killed (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *longer = g_getenv ("YINUO_TEST_SECONDS");
  gint64 end = g_get_monotonic_time () + (longer != NULL ? atoi (longer) : SECONDS) * G_USEC_PER_SEC;
  g_autoptr (GHashTable) found = NULL;
  Claims claims = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
  Road road = { 0 };

  road_set_out (&road, -1);
  road_sit_down (&road, ROAD_RESTAURANT);
  make_key (&road);
  while (g_get_monotonic_time () < end || g_hash_table_size (claims.saved) == 0)
    run_and_kill (self, road.folder, yn_practice_url (road.practice), g_test_rand_int_range (300, 2500), &claims);
  g_test_message ("%u matters saved, %u kept", g_hash_table_size (claims.saved), g_hash_table_size (claims.kept));
  found = by_matter (&road);
  check_drafts (&road, &claims, found);
  check_delivered (&road);
  g_hash_table_unref (claims.saved);
  g_hash_table_unref (claims.kept);
  road_clear (&road);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--work") == 0)
    return work_until_killed (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journeys/killed", test_killed);
  return g_test_run ();
}
