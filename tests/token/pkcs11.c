/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The whole way from a chair to a driver and back, with a driver that does everything that drivers do wrong. */

#include "token-folder.h"

#include "base/error.h"
#include "signing/certificate.h"
#include "signing/signer.h"
#include "signing/token-line.h"
#include "token/pkcs11-codes.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define MOCK "YINUO_MOCK_PKCS11"

/* Opened and signed with, as far as it goes. */
static void
open_and_sign (const YnTokenKey *token, GError **error)
{
  g_autoptr (YnKey) key = token_folder_open_key (token, SCRIPT_PIN, FALSE, error);
  g_autoptr (GBytes) signature = key == NULL ? NULL : token_folder_sign (key, error);

  g_assert_true (signature != NULL || error == NULL || *error != NULL);
}

static void
test_algorithm (TokenFolder *folder, gconstpointer unused)
{
  g_autoptr (YnTokenKey) token = token_folder_find (MOCK);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKey) key = token_folder_open_key (token, SCRIPT_PIN, FALSE, &error);
  g_autoptr (GBytes) signature = NULL;

  g_assert_no_error (error);
  /* the certificate for signing, not the one for encryption that lies beside it */
  g_assert_cmpstr (yn_key_certificate (key)->fingerprint, ==, yn_key_certificate (folder->original)->fingerprint);
  signature = token_folder_sign (key, &error); /* is checked against the certificate */
  g_assert_no_error (error);
  g_assert_cmpuint (token_folder_calls (folder, "C_Login"), ==, 1);
}

/* As far as @call, answered as the script says. A program that came through is not asked again. */
static void
ask_up_to (TokenFolder *folder, YnTokenLine *line, const YnTokenKey *token, Pkcs11Call call, const char *script,
           GError **error)
{
  YnTokenFrameKind kind = call == CALL_INITIALIZE                                      ? YN_TOKEN_LOAD
                          : call == CALL_LOGIN_EACH_TIME || call >= CALL_SIGN_INIT ? YN_TOKEN_SIGN
                                                                                       : YN_TOKEN_OPEN;

  if (kind != YN_TOKEN_LOAD && line->program.child == NULL)
    {
      token_folder_script (folder, "%s", call == CALL_LOGIN_EACH_TIME ? "each-time\n" : "");
      g_assert_true (token_folder_ask (line, YN_TOKEN_LOAD, g_getenv (MOCK), NULL));
      if (kind == YN_TOKEN_SIGN)
        g_assert_true (token_folder_ask (line, YN_TOKEN_OPEN, token->address, NULL));
    }
  token_folder_script (folder, "%s", script);
  if (token_folder_ask (line, kind, kind == YN_TOKEN_LOAD ? g_getenv (MOCK) : token->address, error)
      || kind == YN_TOKEN_LOAD)
    yn_token_line_close (line);
}

/* Every code of the table at every call that we make. */
static void
test_table (TokenFolder *folder, gconstpointer unused)
{
  g_autoptr (YnTokenKey) token = token_folder_find (MOCK);
  CK_RV code;

  for (Pkcs11Call call = 0; call < CALL_LOGOUT; call++)
    {
      g_auto (YnTokenLine) line = { .heard = 0 };
      const char *name = call == CALL_LOGIN_EACH_TIME ? "C_Login-context" : pkcs11_call_name (call);

      for (guint i = 0; pkcs11_code_at (i, &code); i++)
        {
          int class = pkcs11_class (call, code);
          g_autofree char *script = g_strdup_printf ("answer %s 0x%lx\n", name, code);
          g_autoptr (GError) error = NULL;

          ask_up_to (folder, &line, token, call, script, &error);
          if (!(class == PKCS11_FINE ? error == NULL : g_error_matches (error, YN_ERROR, class)))
            g_error ("%s: %s gave %s", name, pkcs11_code_name (code),
                     error != NULL ? error->message : "nothing");
        }
    }
}

/* Where nothing is tried, C_Login is not called. */
static void
test_flags (TokenFolder *folder, gconstpointer unused)
{
  static const struct
  {
    CK_FLAGS flags;
    gboolean agreed;
    int error; /* -1: none */
    guint tried;
    guint shown; /* before a PIN is asked for */
  } cases[] = {
    { 0, FALSE, -1, 1, 0 },
    { CKF_USER_PIN_COUNT_LOW, FALSE, -1, 1, YN_TOKEN_PIN_LOW },
    { CKF_USER_PIN_FINAL_TRY, FALSE, YN_ERROR_PIN_LAST_TRY, 0, YN_TOKEN_PIN_LAST_TRY },
    { CKF_USER_PIN_FINAL_TRY, TRUE, -1, 1, YN_TOKEN_PIN_LAST_TRY },
    { CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY, FALSE, YN_ERROR_PIN_LAST_TRY, 0,
      YN_TOKEN_PIN_LOW | YN_TOKEN_PIN_LAST_TRY },
    { CKF_USER_PIN_LOCKED, FALSE, YN_ERROR_PIN_LOCKED, 0, YN_TOKEN_PIN_LOCKED },
    { CKF_USER_PIN_LOCKED, TRUE, YN_ERROR_PIN_LOCKED, 0, YN_TOKEN_PIN_LOCKED },
    { CKF_USER_PIN_LOCKED | CKF_USER_PIN_FINAL_TRY, TRUE, YN_ERROR_PIN_LOCKED, 0,
      YN_TOKEN_PIN_LOCKED | YN_TOKEN_PIN_LAST_TRY },
    { CKF_USER_PIN_TO_BE_CHANGED, FALSE, -1, 1, YN_TOKEN_PIN_EXPIRED },
    { CKF_WRITE_PROTECTED | CKF_RNG | CKF_SO_PIN_LOCKED, FALSE, -1, 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnTokenKey) token = NULL;
      g_autoptr (YnKey) key = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("flags %lx, agreed %d", cases[i].flags, cases[i].agreed);
      token_folder_script (folder, "flags 0x%lx\n", cases[i].flags);
      token_folder_forget (folder);
      token = token_folder_find (MOCK);
      g_assert_cmphex (token->flags, ==, cases[i].shown);
      key = token_folder_open_key (token, SCRIPT_PIN, cases[i].agreed, &error);
      if (cases[i].error < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, YN_ERROR, cases[i].error);
      g_assert_cmpuint (token_folder_calls (folder, "C_Login"), ==, cases[i].tried);
    }
}

static void
test_odd_pins (TokenFolder *folder, gconstpointer unused)
{
  g_autoptr (YnTokenKey) token = token_folder_find (MOCK);
  g_autofree char *longest = g_strnfill (YN_TOKEN_MAX_SECRET, '1');
  g_autofree char *too_long = g_strnfill (YN_TOKEN_MAX_SECRET + 1, '1');
  g_autoptr (YnSecret) with_nul = yn_secret_new ("1357\0002468", 9);
  g_autoptr (GError) error = NULL;

  g_assert_null (token_folder_open_key (token, longest, FALSE, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_PIN_WRONG);
  g_clear_error (&error);
  token_folder_forget (folder);
  g_assert_null (token_folder_open_key (token, too_long, FALSE, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_PIN_FORM);
  g_clear_error (&error);
  g_assert_null (yn_token_open (token, with_nul, FALSE, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_PIN_FORM);
  g_clear_error (&error);
  g_assert_null (token_folder_open_key (token, NULL, FALSE, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_PIN_NEEDED);
  g_assert_cmpuint (token_folder_calls (folder, "C_Login"), ==, 0);
}

/* PKCS#11 has no way to sign with SM2: noticed before a PIN is asked for. */
static void
test_sm2 (TokenFolder *folder, gconstpointer unused)
{
  g_autoptr (YnTokenKey) token = token_folder_find (MOCK);
  g_autofree char *chain = token_folder_chain (MOCK, NOW);
  g_autoptr (GError) error = NULL;

  g_assert_false (yn_token_can_sign (token, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_ALGORITHM);
  g_clear_error (&error);
  g_assert_null (token_folder_open_key (token, SCRIPT_PIN, FALSE, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_ALGORITHM);
  g_assert_cmpuint (token_folder_calls (folder, "C_Login"), ==, 0);
  g_assert_cmpstr (chain, ==, "driver slot token certificate!token-algorithm pin-");
}

static void
test_keypad (TokenFolder *folder, gconstpointer unused)
{
  g_autoptr (YnTokenKey) token = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKey) key = NULL;

  token_folder_script (folder, "pad\n");
  token = token_folder_find (MOCK);
  g_assert_cmphex (token->flags, ==, YN_TOKEN_PIN_PAD);
  key = token_folder_open_key (token, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (token_folder_calls (folder, "C_Login-pad"), ==, 1);
  g_assert_cmpuint (token_folder_calls (folder, "C_Login"), ==, 0);
}

static YnSecret *
answer_pin (gpointer asked, GError **error)
{
  ++*(guint *) asked;
  return yn_secret_new_string (SCRIPT_PIN);
}

/* CKA_ALWAYS_AUTHENTICATE: the PIN of the opening served the first signature. */
static YnKey *
open_each_time (TokenFolder *folder)
{
  g_autoptr (YnTokenKey) token = token_folder_find (MOCK);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = NULL;
  YnKey *key;

  token_folder_script (folder, "each-time\n");
  key = token_folder_open_key (token, SCRIPT_PIN, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (yn_token_asks_each_time (key));
  first = token_folder_sign (key, &error);
  g_assert_no_error (error);
  return key;
}

/* And is not kept for another. */
static void
test_each_time (TokenFolder *folder, gconstpointer unused)
{
  g_autoptr (YnKey) key = open_each_time (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) third = NULL;
  guint asked = 0;

  g_assert_null (token_folder_sign (key, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_PIN_NEEDED);
  g_clear_error (&error);
  yn_token_set_ask (key, answer_pin, &asked);
  third = token_folder_sign (key, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (token_folder_calls (folder, "C_Login"), ==, 1);
  g_assert_cmpuint (token_folder_calls (folder, "C_Login-context"), ==, 2);
  g_assert_cmpuint (asked, ==, 1);
}

static YnSecret *
answer_wrong_pin (gpointer unused, GError **error)
{
  return yn_secret_new_string ("00000000");
}

/* A wrong one costs that signature: none is asked for again by itself, for a batch would use up the token's tries. It
 * leaves nothing begun behind that keeps the next from being made. */
static void
test_each_time_wrong (TokenFolder *folder, gconstpointer unused)
{
  g_autoptr (YnKey) key = open_each_time (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) third = NULL;
  guint asked = 0;

  yn_token_set_ask (key, answer_wrong_pin, NULL);
  g_assert_null (token_folder_sign (key, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_PIN_WRONG);
  g_clear_error (&error);
  g_assert_null (token_folder_sign (key, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_PIN_NEEDED);
  g_clear_error (&error);
  g_assert_cmpuint (token_folder_calls (folder, "C_Login-context"), ==, 2); /* once, and not again by itself */
  yn_token_set_ask (key, answer_pin, &asked);
  third = token_folder_sign (key, &error);
  g_assert_no_error (error);
}

/* --- drivers that crash and block ------------------------------------------------------------------------------- */

static const char *const calls_of_opening[] = {
  "C_Initialize",      "C_GetSlotList", "C_GetSlotInfo",        "C_GetTokenInfo",      "C_OpenSession",
  "C_FindObjectsInit", "C_FindObjects", "C_FindObjectsFinal",   "C_GetAttributeValue", "C_Login",
  "C_SignInit",        "C_Sign",
};

static void
test_crash (TokenFolder *folder, gconstpointer unused)
{
  g_autoptr (YnTokenKey) token = token_folder_find (MOCK);

  for (guint i = 0; i < G_N_ELEMENTS (calls_of_opening); i++)
    {
      g_autoptr (GError) error = NULL;

      token_folder_script (folder, "crash %s\n", calls_of_opening[i]);
      open_and_sign (token, &error);
      g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_CRASHED);
    }
}

/* After a crash in the middle of it the key says so, and stays so. */
static void
test_crash_later (TokenFolder *folder, gconstpointer unused)
{
  g_autoptr (YnTokenKey) token = token_folder_find (MOCK);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKey) key = token_folder_open_key (token, SCRIPT_PIN, FALSE, &error);

  token_folder_script (folder, "crash C_Sign\n");
  g_assert_null (token_folder_sign (key, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_CRASHED);
  g_clear_error (&error);
  token_folder_script (folder, "%s", "");
  g_assert_null (token_folder_sign (key, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_SESSION);
}

typedef struct
{
  TokenFolder *folder;
  const char *call;
  GCancellable *cancellable;
} Impatient;

/* Cancels as soon as the driver is in the call: woken when it notes that it is. */
static gpointer
cancel_when_in (gpointer data)
{
  Impatient *impatient = data;
  int watch = inotify_init1 (IN_CLOEXEC);
  char events[4096];

  g_assert_cmpint (inotify_add_watch (watch, impatient->folder->path, IN_MODIFY | IN_CLOSE_WRITE), >=, 0);
  while (token_folder_calls (impatient->folder, impatient->call) == 0)
    g_assert_cmpint (read (watch, events, sizeof events), >, 0);
  close (watch);
  g_cancellable_cancel (impatient->cancellable);
  return NULL;
}

static void
test_block (TokenFolder *folder, gconstpointer unused)
{
  g_autoptr (YnTokenKey) token = token_folder_find (MOCK);
  g_autoptr (YnSecret) pin = yn_secret_new_string (SCRIPT_PIN);

  for (guint i = 0; i < G_N_ELEMENTS (calls_of_opening); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Impatient impatient = { folder, calls_of_opening[i], cancellable };
      g_autoptr (GError) error = NULL;
      g_autoptr (YnKey) key = NULL;
      GThread *thread;

      token_folder_script (folder, "block %s\n", calls_of_opening[i]);
      token_folder_forget (folder);
      thread = g_thread_new ("impatient", cancel_when_in, &impatient);
      g_cancellable_push_current (cancellable); /* as base/work does */
      key = yn_token_open (token, pin, FALSE, cancellable, &error);
      if (key != NULL)
        g_assert_null (token_folder_sign (key, &error));
      g_cancellable_pop_current (cancellable);
      g_thread_join (thread);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* A driver that blocks does not outlive the chair that asked it. */
static void
test_abandoned (TokenFolder *folder, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  YnTokenLine line = { .heard = 0 };
  GSubprocess *child;

  token_folder_script (folder, "block C_GetSlotList\n");
  g_assert_true (yn_token_line_load (&line, g_getenv (MOCK), NULL, &error));
  g_assert_true (yn_token_line_ask (&line, YN_TOKEN_LOOK, 0, "", NULL, NULL, NULL, &error));
  child = line.program.child;
  close (line.program.fd);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_no_error (error);
  g_object_unref (child);
}

/* Nor does one that somebody stopped while a key was open in it. */
static void
test_stopped (TokenFolder *folder, gconstpointer unused)
{
  g_autoptr (YnTokenKey) token = token_folder_find (MOCK);
  g_autoptr (GError) error = NULL;
  YnTokenLine line = { .heard = 0 };
  g_autoptr (GSubprocess) child = NULL;

  g_assert_true (token_folder_ask (&line, YN_TOKEN_LOAD, g_getenv (MOCK), &error));
  g_assert_true (token_folder_ask (&line, YN_TOKEN_OPEN, token->address, &error));
  child = g_object_ref (line.program.child);
  g_subprocess_send_signal (child, SIGSTOP);
  yn_token_line_close (&line);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_no_error (error);
}

/* --- what is left behind ---------------------------------------------------------------------------------------- */

/* Our yinuo-token that has the driver loaded; the newest one. */
static int
find_program (void)
{
  g_autofree char *own = g_strdup_printf ("/proc/self/task/%d/children", getpid ());
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  guint n;

  g_assert_true (g_file_get_contents (own, &text, NULL, NULL));
  words = g_strsplit (g_strstrip (text), " ", -1);
  n = g_strv_length (words);
  g_assert_cmpuint (n, >, 0);
  return atoi (words[n - 1]);
}

static char *
proc_file (int pid, const char *name, gsize *length)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, name);
  char *text = NULL;

  return g_file_get_contents (path, &text, length, NULL) ? text : NULL;
}

static gboolean
holds_pin (const char *data, gsize length)
{
  return memmem (data, length, SCRIPT_PIN, strlen (SCRIPT_PIN)) != NULL;
}

/* Where memory may be looked into at all, which only root may. */
static gboolean
memory_holds_pin (int pid)
{
  g_autofree char *maps = proc_file (pid, "maps", NULL);
  g_autofree char *path = g_strdup_printf ("/proc/%d/mem", pid);
  g_auto (GStrv) lines = g_strsplit (maps != NULL ? maps : "", "\n", -1);
  FILE *memory = fopen (path, "r");
  gboolean found = FALSE;

  for (guint i = 0; memory != NULL && lines[i] != NULL && !found; i++)
    {
      gulong from, until;
      char access[5];
      g_autofree char *data = NULL;

      if (sscanf (lines[i], "%lx-%lx %4s", &from, &until, access) != 3 || !g_str_has_prefix (access, "rw")
          || until - from > 64 * 1024 * 1024)
        continue;
      data = g_malloc (until - from);
      if (fseek (memory, (long) from, SEEK_SET) == 0)
        found = holds_pin (data, fread (data, 1, until - from, memory));
    }
  if (memory != NULL)
    fclose (memory);
  return found;
}

/* The PIN is in no argument, no environment and, once it was used, no memory of the program; it leaves no core. */
static void
test_nothing_left (TokenFolder *folder, gconstpointer unused)
{
  g_autoptr (YnTokenKey) token = token_folder_find (MOCK);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKey) key = token_folder_open_key (token, SCRIPT_PIN, FALSE, &error);
  int pid = find_program ();
  gsize length = 0;
  g_autofree char *arguments = proc_file (pid, "cmdline", &length);
  g_autofree char *environment = NULL;
  g_autofree char *limits = NULL;
  g_autofree char *status = NULL;

  g_assert_no_error (error);
  g_assert_false (holds_pin (arguments, length));
  environment = proc_file (pid, "environ", &length);
  g_assert_true (environment == NULL || !holds_pin (environment, length));
  limits = proc_file (pid, "limits", NULL);
  g_assert_true (g_regex_match_simple ("Max core file size +0 +0 ", limits, 0, 0));
  status = proc_file (pid, "status", NULL);
  g_assert_nonnull (strstr (status, "NoNewPrivs:\t1"));
  g_assert_false (memory_holds_pin (pid));
}

/* --- what a token holds ----------------------------------------------------------------------------------------- */

static void
test_contents (TokenFolder *folder, gconstpointer unused)
{
  static const struct
  {
    const char *missing; /* files that are not there */
    const char *script;
    int found, opened; /* -1: no error */
  } cases[] = {
    { "sign.der", "", YN_ERROR_TOKEN_EMPTY, 0 },
    { "issuer.der", "", -1, -1 },
    { "encrypt.der", "", -1, -1 },
    { NULL, "no-key\n", -1, YN_ERROR_TOKEN_KEY },
    { NULL, "may-not-sign\n", -1, YN_ERROR_TOKEN_KEY },
    { NULL, "blank\n", YN_ERROR_TOKEN_UNKNOWN, 0 },
    { NULL, "gone\n", YN_ERROR_TOKEN_ABSENT, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = test_folder_path (folder->path, cases[i].missing != NULL ? cases[i].missing : "none");
      g_autofree char *aside = g_strconcat (path, ".aside", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (YnTokenKey) token = NULL;
      g_autoptr (YnKey) key = NULL;
      int expected = MAX (cases[i].found, cases[i].opened);

      token_folder_script (folder, "%s", cases[i].script);
      g_rename (path, aside);
      token = yn_token_find (g_getenv (MOCK), NOW, NULL, &error);
      if (cases[i].found < 0)
        key = token_folder_open_key (token, SCRIPT_PIN, FALSE, &error);
      g_rename (aside, path);
      if (expected >= 0)
        g_assert_error (error, YN_ERROR, expected);
      else
        g_assert_no_error (error);
    }
}

/* The certificate for encryption is no key, and is not kept from sight; the issuer's is neither. */
static void
test_unfit (TokenFolder *folder, gconstpointer unused)
{
  const char *const addresses[] = { g_getenv (MOCK), NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTokenSight) sight = yn_token_look (addresses, NOW, NULL, &error);
  const YnTokenKey *unfit;

  g_assert_no_error (error);
  g_assert_cmpuint (sight->keys->len, ==, 1);
  g_assert_cmpuint (sight->unfit->len, ==, 1);
  unfit = g_ptr_array_index (sight->unfit, 0);
  g_assert_false (yn_certificate_fits (unfit->certificate, NULL, NOW, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_CERTIFICATE_UNFIT);
}

/* A certificate for signing whose key is too short is not called one for encryption. */
static void
test_short_key (TokenFolder *folder, gconstpointer unused)
{
  static const char *const extensions[] = { TEST_LEAF_EXTENSIONS, NULL };
  const TestCertificate wish = { .extensions = extensions, .digest = "SHA256" };
  g_autoptr (EVP_PKEY) pair = EVP_RSA_gen (1024);
  g_autoptr (X509) certificate = test_certify (&wish, pair, NULL, pair);
  g_autoptr (GBytes) der = yn_crypto_certificate_der (certificate);
  g_autofree char *path = test_folder_path (folder->path, "sign.der");
  g_autofree char *chain = NULL;
  g_autoptr (YnCertificate) read = yn_certificate_read (certificate);
  g_autoptr (GError) error = NULL, unfit = NULL;

  g_assert_false (yn_certificate_fits (read, NULL, NOW, &unfit));
  g_assert_error (unfit, YN_ERROR, YN_ERROR_CERTIFICATE_ALGORITHM);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (der, NULL), (gssize) g_bytes_get_size (der), NULL));
  g_assert_null (yn_token_find (g_getenv (MOCK), NOW, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_CERTIFICATE_ALGORITHM);
  chain = token_folder_chain (MOCK, NOW);
  g_assert_cmpstr (chain, ==, "driver slot token certificate!certificate-algorithm pin-");
}

/* Broken certificates, and what is none, are passed over. */
static void
test_nonsense_certificates (TokenFolder *folder, gconstpointer unused)
{
  static const char *const contents[] = { "", "nonsense", "\x30\x82\xff\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *path = test_folder_path (folder->path, "sign.der");
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      g_assert_null (yn_token_find (g_getenv (MOCK), NOW, NULL, &error));
      g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_EMPTY);
    }
}

/* --- the chain -------------------------------------------------------------------------------------------------- */

static void
test_chain (TokenFolder *folder, gconstpointer unused)
{
  static const struct
  {
    const char *script;
    gint64 instant;
    const char *chain;
  } cases[] = {
    { "", NOW, "driver slot token certificate pin" },
    { "gone\n", NOW, "driver slot token!token-absent certificate- pin-" },
    { "blank\n", NOW, "driver slot token!token-unknown certificate- pin-" },
    { "answer C_Initialize 0x5\n", NOW, "driver!token-driver-fault slot- token- certificate- pin-" },
    { "crash C_Initialize\n", NOW, "driver!token-crashed slot- token- certificate- pin-" },
    { "crash C_GetSlotList\n", NOW, "driver!token-crashed slot- token- certificate- pin-" },
    { "crash C_GetTokenInfo\n", NOW, "driver!token-crashed slot- token- certificate- pin-" },
    { "crash C_FindObjects\n", NOW, "driver!token-crashed slot- token- certificate- pin-" },
    { "answer C_GetSlotList 0x5\n", NOW, "driver!token-driver-fault slot- token- certificate- pin-" },
    { "answer C_GetSlotList 0x32\n", NOW, "driver slot!token-absent token- certificate- pin-" },
    { "answer C_GetSlotInfo 0x30\n", NOW, "driver slot!token-fault token- certificate- pin-" },
    { "slots 2\n", NOW, "driver slot token certificate pin" },
    { "slots 2\nanswer C_GetSlotInfo-2 0x30\n", NOW,
      "driver slot token certificate pin slot!token-fault token- certificate- pin-" },
    { "slots 2\nhidden\nanswer C_GetSlotInfo-2 0x30\n", NOW,
      "driver slot token login?token-hidden pin slot!token-fault token- certificate- pin-" },
    { "answer C_GetTokenInfo 0xe0\n", NOW, "driver slot token!token-absent certificate- pin-" },
    { "answer C_GetTokenInfo 0xe1\n", NOW, "driver slot token!token-unknown certificate- pin-" },
    { "answer C_GetTokenInfo 0x5\n", NOW, "driver slot token!token-driver-fault certificate- pin-" },
    { "answer C_OpenSession 0xb1\n", NOW, "driver slot token!token-busy certificate- pin-" },
    { "answer C_OpenSession 0xb2\n", NOW, "driver slot token!token-busy certificate- pin-" },
    { "answer C_OpenSession 0x100\n", NOW, "driver slot token!token-busy certificate- pin-" },
    { "answer C_FindObjectsInit 0x90\n", NOW, "driver slot token!token-busy certificate- pin-" },
    { "answer C_FindObjects 0x104\n", NOW, "driver slot token!token-busy certificate- pin-" },
    { "answer C_FindObjects 0x30\n", NOW, "driver slot token!token-fault certificate- pin-" },
    { "answer C_GetAttributeValue 0x30\n", NOW, "driver slot token!token-fault certificate- pin-" },
    { "flags 0x40000\n", NOW, "driver slot token certificate pin!pin-locked" },
    { "flags 0x20000\n", NOW, "driver slot token certificate pin!pin-last-try" },
    { "flags 0x80000\n", NOW, "driver slot token certificate pin!pin-expired" },
    { "", NOW + 20 * 366 * DAY, "driver slot token certificate!certificate-expired pin-" },
    { "flags 0x40000\n", NOW + 20 * 366 * DAY, "driver slot token certificate!certificate-expired pin-" },
    { "", NOW - 30 * DAY, "driver slot token certificate!certificate-not-yet pin-" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *chain = NULL;

      token_folder_script (folder, "%s", cases[i].script);
      chain = token_folder_chain (MOCK, cases[i].instant);
      g_assert_cmpstr (chain, ==, cases[i].chain);
    }
}

/* A driver that is not there, or is none: that is the fault, and nobody was asked for anything behind it. */
static void
test_no_driver (TokenFolder *folder, gconstpointer unused)
{
  g_autofree char *no_library = test_folder_path (folder->path, "key.pem");
  const char *const paths[] = { "/nonexistent/driver.so", no_library, folder->path };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const char *const addresses[] = { paths[i], NULL };
      g_autoptr (YnTokenSight) sight = yn_token_examine (addresses, NOW, NULL, NULL);
      g_autofree char *chain = token_sight_words (sight);

      g_assert_cmpstr (chain, ==, "driver!token-driver slot- token- certificate- pin-");
    }
}

/* The old certificate often stays when a new one comes. */
static void
test_old_beside_good (TokenFolder *folder, gconstpointer unused)
{
  g_autoptr (YnKey) old = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, NOW - 400 * DAY);
  g_autoptr (GBytes) der = yn_crypto_certificate_der (yn_key_leaf (old));
  g_autofree char *path = test_folder_path (folder->path, "encrypt.der");
  g_autofree char *chain = NULL;
  g_autofree char *later = NULL;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (der, NULL), (gssize) g_bytes_get_size (der), NULL));
  chain = token_folder_chain (MOCK, NOW);
  g_assert_cmpstr (chain, ==, "driver slot token certificate certificate?certificate-expired pin");
  later = token_folder_chain (MOCK, NOW + 20 * 366 * DAY);
  g_assert_cmpstr (later, ==,
                   "driver slot token certificate?certificate-expired certificate!certificate-expired pin-");
}

#define ADD(path, algorithm, test)                                                                            \
  g_test_add (path, TokenFolder, GINT_TO_POINTER (algorithm), token_folder_set_up, test, token_folder_tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ADD ("/token/pkcs11/sign/rsa", YN_KEY_RSA_2048, test_algorithm);
  ADD ("/token/pkcs11/sign/p-256", YN_KEY_P256, test_algorithm);
  ADD ("/token/pkcs11/sign/p-384", YN_KEY_P384, test_algorithm);
  ADD ("/token/pkcs11/table", YN_KEY_P256, test_table);
  ADD ("/token/pkcs11/flags", YN_KEY_P256, test_flags);
  ADD ("/token/pkcs11/odd-pins", YN_KEY_P256, test_odd_pins);
  ADD ("/token/pkcs11/sm2", YN_KEY_SM2, test_sm2);
  ADD ("/token/pkcs11/keypad", YN_KEY_P256, test_keypad);
  ADD ("/token/pkcs11/each-time", YN_KEY_P256, test_each_time);
  ADD ("/token/pkcs11/each-time-wrong", YN_KEY_P256, test_each_time_wrong);
  ADD ("/token/pkcs11/crash", YN_KEY_P256, test_crash);
  ADD ("/token/pkcs11/crash-later", YN_KEY_P256, test_crash_later);
  ADD ("/token/pkcs11/block", YN_KEY_P256, test_block);
  ADD ("/token/pkcs11/abandoned", YN_KEY_P256, test_abandoned);
  ADD ("/token/pkcs11/stopped", YN_KEY_P256, test_stopped);
  ADD ("/token/pkcs11/nothing-left", YN_KEY_P256, test_nothing_left);
  ADD ("/token/pkcs11/contents", YN_KEY_P256, test_contents);
  ADD ("/token/pkcs11/unfit", YN_KEY_P256, test_unfit);
  ADD ("/token/pkcs11/short-key", YN_KEY_RSA_2048, test_short_key);
  ADD ("/token/pkcs11/nonsense-certificates", YN_KEY_P256, test_nonsense_certificates);
  ADD ("/token/pkcs11/chain", YN_KEY_P256, test_chain);
  ADD ("/token/pkcs11/chain/no-driver", YN_KEY_P256, test_no_driver);
  ADD ("/token/pkcs11/chain/old-beside-good", YN_KEY_P256, test_old_beside_good);
  status = g_test_run ();
  test_material_free ();
  return status;
}
