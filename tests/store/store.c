/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void
takes_uuids_only (void)
{
  static const char *const others[] = { "", "practice", "../6f1c2b7e-0000-4000-8000-000000000001",
                                        "6f1c2b7e-0000-4000-8000-00000000000",
                                        "6f1c2b7e/0000-4000-8000-0000-00001" };
  g_autoptr (TestFolder) folder = test_folder_new ();
  TestMemory memory;
  g_autoptr (YnKeyring) keyring = NULL;

  test_memory_init (&memory);
  keyring = test_memory_keyring (&memory);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yn_store_open (folder, others[i], keyring, NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_WRONG_USE);
    }
  test_memory_clear (&memory);
}

static void
finds_enterprises (Desk *desk, gconstpointer data)
{
  g_autoptr (YnJson) again = json_of ("{\"name\":\"演练样例甲店（改名）\",\"uscc\":\"91000000DEMO000001\"}");
  g_autoptr (YnJson) other = json_of ("{\"name\":\"演练样例乙店\",\"uscc\":\"91000000DEMO000002\"}");
  g_autoptr (YnJson) nameless = json_of ("{\"name\":\"x\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnEnterprise) same = yn_store_enterprise (desk->store, again, &error);
  g_autoptr (YnEnterprise) second = yn_store_enterprise (desk->store, other, &error);
  g_autoptr (GPtrArray) all = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (same->id, ==, desk->id);
  g_assert_cmpstr (same->name, ==, "演练样例甲店（改名）");
  g_assert_cmpstr (second->id, !=, desk->id);
  desk_reopen (desk);
  all = yn_store_enterprises (desk->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (((YnEnterprise *) all->pdata[0])->name, ==, "演练样例甲店（改名）");
  g_assert_null (yn_store_enterprise (desk->store, nameless, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_NONSENSE);
}

static void
makes_one_key (Desk *desk, gconstpointer data)
{
  desk_reopen (desk);
  desk_reopen (desk);
  g_assert_cmpuint (desk->memory.stores, ==, 1);
}

static void
assert_does_not_open (Desk *desk, YnError code)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&desk->store, yn_store_close);
  desk->store = desk_open (desk, &error);
  g_assert_null (desk->store);
  g_assert_error (error, YN_ERROR, (int) code);
}

static void
never_makes_a_second_key (Desk *desk, gconstpointer data)
{
  static const YnError says[] = { YN_ERROR_KEYRING_LOCKED, YN_ERROR_KEYRING_ABSENT,
                                  YN_ERROR_KEYRING_REFUSED };
  g_autoptr (YnSecret) other = yn_vault_make_key ();
  g_autoptr (YnSecret) nonsense = yn_secret_new_string ("nonsense");
  g_autofree char *name = g_strdup ("store-key/" PLATFORM "/1");
  g_autoptr (YnSecret) key = yn_secret_ref (g_hash_table_lookup (desk->memory.items, name));

  for (gsize i = 0; i < G_N_ELEMENTS (says); i++)
    {
      desk->memory.says = says[i];
      assert_does_not_open (desk, says[i]);
    }
  desk->memory.says = YN_ERROR_FAILED;

  g_hash_table_remove_all (desk->memory.items);
  assert_does_not_open (desk, YN_ERROR_STORE_KEY_LOST);
  g_hash_table_insert (desk->memory.items, g_strdup (name), yn_secret_ref (other));
  assert_does_not_open (desk, YN_ERROR_STORE_KEY_LOST);
  g_hash_table_insert (desk->memory.items, g_strdup (name), yn_secret_ref (nonsense));
  assert_does_not_open (desk, YN_ERROR_STORE_KEY_LOST);
  g_assert_cmpuint (desk->memory.stores, ==, 1);

  g_hash_table_insert (desk->memory.items, g_strdup (name), yn_secret_ref (key));
  desk_reopen (desk);
}

/* A keyring that takes a key and does not give it back must be found out before the first row is lost with
 * it. */
static void
reads_its_key_back (void)
{
  static const struct
  {
    YnError says;
    gboolean forgets, garbles;
    YnError expected;
  } cases[] = {
    { YN_ERROR_FAILED, TRUE, FALSE, YN_ERROR_NOT_FOUND },
    { YN_ERROR_FAILED, FALSE, TRUE, YN_ERROR_KEYRING_REFUSED },
    { YN_ERROR_KEYRING_LOCKED, FALSE, FALSE, YN_ERROR_KEYRING_LOCKED },
    { YN_ERROR_KEYRING_ABSENT, FALSE, FALSE, YN_ERROR_KEYRING_ABSENT },
    { YN_ERROR_KEYRING_REFUSED, FALSE, FALSE, YN_ERROR_KEYRING_REFUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Desk desk = { .folder = test_folder_new () };
      g_autoptr (GError) error = NULL;

      test_memory_init (&desk.memory);
      desk.keyring = test_memory_keyring (&desk.memory);
      desk.memory.says = cases[i].says;
      desk.memory.forgets = cases[i].forgets;
      desk.memory.garbles = cases[i].garbles;
      g_assert_null (desk_open (&desk, &error));
      g_assert_error (error, YN_ERROR, (int) cases[i].expected);
      g_clear_error (&error);

      /* Nothing was made that would stand in the way of a better day. */
      test_memory_clear (&desk.memory);
      test_memory_init (&desk.memory);
      desk.store = desk_open (&desk, &error);
      g_assert_no_error (error);
      desk_tear_down (&desk, NULL);
    }
}

/* A start that died between the keyring and the proof left a key behind: it is taken up. */
static void
takes_up_a_key (void)
{
  Desk desk = { .folder = test_folder_new () };
  g_autoptr (YnSecret) key = yn_vault_make_key ();
  g_autoptr (GError) error = NULL;

  test_memory_init (&desk.memory);
  desk.keyring = test_memory_keyring (&desk.memory);
  g_hash_table_insert (desk.memory.items, g_strdup ("store-key/" PLATFORM "/1"), yn_secret_ref (key));
  desk.store = desk_open (&desk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (desk.memory.stores, ==, 0);
  desk_tear_down (&desk, NULL);
}

static int
sit_down (const char *folder, int number)
{
  g_autofree char *path = test_folder_path (folder, "keyring");
  g_autoptr (YnSecret) password = yn_secret_new_string ("password");
  g_autoptr (YnKeyring) keyring = yn_keyring_new_for_file (path, password);
  g_autoptr (YnStore) store = yn_store_open (folder, PLATFORM, keyring, NULL, NULL);
  g_autofree char *text = g_strdup_printf ("{\"name\":\"演练样例\",\"uscc\":\"91000000DEMO00000%d\"}", number);
  g_autoptr (YnJson) profile = json_of (text);
  g_autoptr (YnEnterprise) enterprise = store != NULL ? yn_store_enterprise (store, profile, NULL) : NULL;

  return enterprise != NULL ? 0 : 1;
}

/* Window and command line start for the first time in the same moment: one store, one key. */
static void
is_made_once_by_many (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_path (folder, "keyring");
  g_autoptr (YnSecret) password = yn_secret_new_string ("password");
  g_autoptr (YnKeyring) keyring = yn_keyring_new_for_file (path, password);
  g_autoptr (YnStore) store = NULL;
  g_autoptr (GPtrArray) enterprises = NULL;
  g_autoptr (GError) error = NULL;
  pid_t children[4];

  for (int i = 0; i < 4; i++)
    {
      children[i] = fork ();
      if (children[i] == 0)
        _exit (sit_down (folder, i));
    }
  for (int i = 0; i < 4; i++)
    {
      int status;

      g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
      g_assert_cmpint (status, ==, 0);
    }
  store = yn_store_open (folder, PLATFORM, keyring, NULL, &error);
  g_assert_no_error (error);
  enterprises = yn_store_enterprises (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (enterprises->len, ==, 4);
}

static void
damage (Desk *desk, const char *how)
{
  g_autofree char *path = desk_path (desk, "store.db");
  g_autofree char *content = NULL;
  gsize length;

  g_clear_pointer (&desk->store, yn_store_close);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (length, >, 8192);
  if (g_str_equal (how, "garbage"))
    memset (content, 'x', length);
  else if (g_str_equal (how, "schema"))
    memset (content + 100, 0xa5, 3000);
  else if (g_str_equal (how, "cut"))
    length = 5000;
  else if (g_str_equal (how, "emptied"))
    length = 0;
  if (g_str_equal (how, "gone"))
    g_assert_cmpint (g_unlink (path), ==, 0);
  else
    g_assert_true (g_file_set_contents (path, content, length, NULL));
}

static void
sets_a_damaged_store_aside (Desk *desk, gconstpointer how)
{
  g_autoptr (YnDraft) draft = desk_begin (desk, "{\"a\":1}");
  g_autoptr (YnAttachment) attachment = desk_attach (desk, draft->matter, "proof");
  g_autofree char *path = desk_path (desk, "store.db");
  g_autofree char *file = g_build_filename ("attachments", attachment->id, NULL);
  g_autofree char *attached = desk_path (desk, file);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *moved = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) enterprises = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0, after_length = 0;
  gboolean there;

  damage (desk, how);
  there = g_file_get_contents (path, &before, &length, NULL);
  assert_does_not_open (desk, YN_ERROR_STORE_DAMAGED);
  assert_does_not_open (desk, YN_ERROR_STORE_DAMAGED); /* and looking at it mends nothing */
  g_assert_true (g_file_test (attached, G_FILE_TEST_EXISTS));

  aside = yn_store_set_aside (desk->folder, PLATFORM, &error);
  g_assert_no_error (error);
  if (there)
    {
      g_assert_true (g_file_get_contents (aside, &after, &after_length, NULL));
      g_assert_cmpmem (after, after_length, before, length);
    }
  desk_reopen (desk);
  enterprises = yn_store_enterprises (desk->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (enterprises->len, ==, 0);
  drafts = yn_drafts_list (desk->store, desk->id, &error);
  g_assert_cmpuint (drafts->len, ==, 0);
  /* The key stays: nothing else can open the damaged store. */
  g_assert_cmpuint (desk->memory.stores, ==, 1);

  /* The attachments went aside with it, and the new store's sweep did not find them. */
  moved = g_strdup (strstr (aside, ".damaged-"));
  {
    g_autofree char *name = g_strconcat ("attachments", moved, G_DIR_SEPARATOR_S, attachment->id, NULL);
    g_autofree char *where = desk_path (desk, name);

    g_assert_true (g_file_test (where, G_FILE_TEST_EXISTS));
  }
}

/* Bytes flipped inside a cell are found where they are read, and the other rows are still read. */
static void
finds_a_damaged_cell (Desk *desk, gconstpointer data)
{
  g_autoptr (YnDraft) good = desk_begin (desk, "{\"a\":1}");
  g_autoptr (YnDraft) bad = desk_begin (desk, "{\"a\":2}");
  g_autoptr (YnDraft) read = NULL;
  g_autoptr (GError) error = NULL;

  yn_sql_run (yn_store_sql (desk->store), &error,
              "UPDATE draft SET answers=(SELECT answers FROM draft WHERE matter=?) WHERE matter=?", "ss",
              good->matter, bad->matter);
  g_assert_no_error (error);
  g_assert_null (yn_drafts_get (desk->store, desk->id, bad->matter, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_STORE_DAMAGED);
  g_clear_error (&error);
  read = yn_drafts_get (desk->store, desk->id, good->matter, &error);
  g_assert_no_error (error);
}

static void
is_too_new (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  yn_sql_run (yn_store_sql (desk->store), &error, "PRAGMA user_version=1000", "");
  g_assert_no_error (error);
  assert_does_not_open (desk, YN_ERROR_STORE_TOO_NEW);
}

static void
touch (const char *path)
{
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static void
sweeps (Desk *desk, gconstpointer data)
{
  static const char *const swept[] = { "attachments/0a4b7d52-0000-4000-8000-000000000001",
                                       "attachments/0a4b7d52-0000-4000-8000-000000000002.Ab3dEf" };
  static const char *const strangers[] = { "attachments/notes.txt",
                                           "attachments/0a4b7d52-0000-4000-8000-000000000003.pdf" };
  g_autoptr (YnDraft) draft = desk_begin (desk, "{}");
  g_autoptr (YnAttachment) attachment = desk_attach (desk, draft->matter, "proof");
  g_autofree char *lock_path = desk_path (desk, "attachments.lock");
  g_autofree char *file = g_build_filename ("attachments", attachment->id, NULL);
  g_autofree char *attached = desk_path (desk, file);
  g_autoptr (YnLock) adding = yn_lock_share (lock_path, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (swept); i++)
    {
      g_autofree char *path = desk_path (desk, swept[i]);
      g_autofree char *stranger = desk_path (desk, strangers[i]);

      touch (path);
      touch (stranger);
    }

  /* Somebody is adding: that file has no row yet either. */
  desk_reopen (desk);
  for (gsize i = 0; i < G_N_ELEMENTS (swept); i++)
    {
      g_autofree char *path = desk_path (desk, swept[i]);

      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }

  g_clear_pointer (&adding, yn_lock_release);
  desk_reopen (desk);
  for (gsize i = 0; i < G_N_ELEMENTS (swept); i++)
    {
      g_autofree char *path = desk_path (desk, swept[i]);
      g_autofree char *stranger = desk_path (desk, strangers[i]);

      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      g_assert_true (g_file_test (stranger, G_FILE_TEST_EXISTS));
    }
  g_assert_true (g_file_test (attached, G_FILE_TEST_EXISTS));
}

static void
has_locks (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnLock) courier = yn_store_lock (desk->store, "courier", FALSE, NULL, &error);
  g_autoptr (YnLock) account = yn_store_lock (desk->store, "account", FALSE, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (yn_store_lock (desk->store, "courier", FALSE, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_ALREADY_RUNNING);
}

static void
is_noticed_by_others (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnStore) other = yn_store_open_again (desk->store, &error);
  gint64 version = yn_store_data_version (other);
  g_autoptr (YnDraft) draft = desk_begin (desk, "{}");
  g_autoptr (YnDraft) read = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (yn_store_data_version (other), !=, version);
  read = yn_drafts_get (other, desk->id, draft->matter, &error);
  g_assert_no_error (error);
}

/* What a person types is found in no file, not even while the store is open and its log is full. */
static void
leaves_nothing_in_clear (Desk *desk, gconstpointer data)
{
  static const char *const markers[] = { "MARKER-answer-7181", "MARKER-aside-7182", "MARKER-attached-7183",
                                         "MARKER-paper-7184", "MARKER-title-7185", "MARKER-profile-7186",
                                         "MARKER-about-7187", "MARKER-draft-7188" };
  g_autoptr (YnJson) profile = json_of ("{\"name\":\"MARKER-profile-7186\",\"uscc\":\"91000000DEMO000009\"}");
  g_autoptr (YnEnterprise) enterprise = yn_store_enterprise (desk->store, profile, NULL);
  g_autoptr (YnJson) answers = json_of ("{\"a\":\"MARKER-answer-7181\"}");
  g_autoptr (YnJson) aside = json_of ("{\"a\":\"MARKER-aside-7182\"}");
  g_autoptr (YnJson) about = json_of ("{\"id\":\"MARKER-about-7187\"}");
  g_autoptr (YnDraft) staying = desk_begin (desk, "{\"a\":\"MARKER-draft-7188\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnDraft) draft = yn_drafts_begin (desk->store, desk->id, "F04", answers, NULL, about, 1, &error);
  g_autoptr (YnAttachment) attachment = desk_attach (desk, draft->matter, "MARKER-attached-7183");
  g_autoptr (GBytes) paper = bytes_of ("%PDF MARKER-paper-7184");
  g_autoptr (YnFiling) filing = NULL;
  guint files;

  yn_drafts_save (desk->store, desk->id, draft->matter, 1, answers, aside, 2, &error);
  yn_drafts_put_paper (desk->store, desk->id, draft->matter, 2, paper, paper, NULL, 3, &error);
  filing =
      yn_filings_keep (desk->store, desk->id, draft->matter, 3, "commitment", "MARKER-title-7185", 4, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (markers); i++)
    {
      g_assert_cmpuint (desk_files_with (desk, markers[i], &files), ==, 0);
      g_assert_cmpuint (files, >=, 4); /* the database, its log, its index, the attachment, locks */
    }
  g_assert_cmpuint (desk_files_with (desk, "凭证", &files), ==, 0);
  /* The search itself can find something: an id stands in clear. */
  g_assert_cmpuint (desk_files_with (desk, filing->id, &files), >, 0);
}

int
main (int argc, char *argv[])
{
  static const char *const hows[] = { "garbage", "schema", "cut", "emptied", "gone" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/store/takes-uuids-only", takes_uuids_only);
  g_test_add_func ("/store/store/reads-its-key-back", reads_its_key_back);
  g_test_add_func ("/store/store/takes-up-a-key", takes_up_a_key);
  g_test_add_func ("/store/store/is-made-once-by-many", is_made_once_by_many);
#define ADD(name, data, function)                                                                            \
  g_test_add ("/store/store/" name, Desk, data, desk_set_up, function, desk_tear_down)
  ADD ("finds-enterprises", NULL, finds_enterprises);
  ADD ("makes-one-key", NULL, makes_one_key);
  ADD ("never-makes-a-second-key", NULL, never_makes_a_second_key);
  for (gsize i = 0; i < G_N_ELEMENTS (hows); i++)
    {
      g_autofree char *name = g_strconcat ("/store/store/sets-a-damaged-store-aside/", hows[i], NULL);

      g_test_add (name, Desk, hows[i], desk_set_up, sets_a_damaged_store_aside, desk_tear_down);
    }
  ADD ("finds-a-damaged-cell", NULL, finds_a_damaged_cell);
  ADD ("is-too-new", NULL, is_too_new);
  ADD ("sweeps", NULL, sweeps);
  ADD ("has-locks", NULL, has_locks);
  ADD ("is-noticed-by-others", NULL, is_noticed_by_others);
  ADD ("leaves-nothing-in-clear", NULL, leaves_nothing_in_clear);
#undef ADD
  return g_test_run ();
}
