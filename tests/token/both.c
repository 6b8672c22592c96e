/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What holds behind every interface: one attempt with a PIN, a token that is pulled out, one that hides its certificates. */

#include "token-folder.h"

#include "base/error.h"

#include <glib/gstdio.h>

typedef struct
{
  const char *name;
  const char *driver; /* the variable that names it */
  YnKeyAlgorithm algorithm;
  const char *login;            /* the call that tries a PIN */
  const char *last_try, *locked; /* what the mock is told */
  const char *hidden;
  YnError gone; /* what is seen of a token that was pulled out */
} Interface;

static const Interface interfaces[] = {
  { "pkcs11", "YINUO_MOCK_PKCS11", YN_KEY_P256, "C_Login", "flags 0x20000\n", "flags 0x40000\n", "hidden\n",
    YN_ERROR_TOKEN_ABSENT },
  { "pkcs11-refusing", "YINUO_MOCK_PKCS11", YN_KEY_RSA_2048, "C_Login", "flags 0x20000\n", "flags 0x40000\n",
    "hidden 0x101\n", YN_ERROR_TOKEN_ABSENT },
  { "skf", "YINUO_MOCK_SKF", YN_KEY_SM2, "SKF_VerifyPIN", "tries 1\n", "tries 0\n", "hidden\n", YN_ERROR_TOKEN_SLOT },
  { "skf-wide", "YINUO_MOCK_SKF_WIDE", YN_KEY_SM2, "SKF_VerifyPIN", "tries 1\n", "tries 0\n", "hidden\n",
    YN_ERROR_TOKEN_SLOT },
};

static void
set_up (TokenFolder *folder, gconstpointer data)
{
  const Interface *interface = data;

  token_folder_open (folder, interface->algorithm);
}

static void
assert_signs (YnKey *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) signature = token_folder_sign (key, &error);

  g_assert_no_error (error);
}

/* --- PINs ------------------------------------------------------------------------------------------------------- */

/* A wrong PIN is tried once, and never again by itself. */
static void
test_one_attempt (TokenFolder *folder, gconstpointer data)
{
  const Interface *interface = data;
  g_autoptr (YnTokenKey) token = token_folder_find (interface->driver);
  g_autoptr (GError) error = NULL;

  g_assert_null (token_folder_open_key (token, "00000000", FALSE, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_PIN_WRONG);
  g_assert_cmpuint (token_folder_calls (folder, interface->login), ==, 1);
}

/* The last try is noticed even where it became so after the token was looked at. */
static void
test_last_try_meanwhile (TokenFolder *folder, gconstpointer data)
{
  const Interface *interface = data;
  g_autoptr (YnTokenKey) token = token_folder_find (interface->driver);
  g_autoptr (GError) error = NULL;

  token_folder_script (folder, "%s", interface->last_try);
  g_assert_null (token_folder_open_key (token, SCRIPT_PIN, FALSE, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_PIN_LAST_TRY);
  g_assert_cmpuint (token_folder_calls (folder, interface->login), ==, 0);
}

/* --- out and in again ------------------------------------------------------------------------------------------- */

/* The open key is lost, the next one works, and nothing was restarted. */
static void
test_pulled_out (TokenFolder *folder, gconstpointer data)
{
  const Interface *interface = data;
  g_autoptr (YnTokenKey) token = token_folder_find (interface->driver);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKey) key = token_folder_open_key (token, SCRIPT_PIN, FALSE, &error);
  g_autoptr (YnKey) again = NULL;

  g_assert_no_error (error);
  assert_signs (key);
  token_folder_script (folder, "gone\n");
  g_assert_null (token_folder_sign (key, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_ABSENT);
  g_clear_error (&error);
  g_assert_null (yn_token_find (g_getenv (interface->driver), NOW, NULL, &error));
  g_assert_error (error, YN_ERROR, interface->gone);
  g_clear_error (&error);
  g_assert_null (token_folder_open_key (token, SCRIPT_PIN, FALSE, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_ABSENT);
  g_clear_error (&error);

  token_folder_script (folder, "%s", "");
  g_assert_null (token_folder_sign (key, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_SESSION);
  g_clear_error (&error);
  again = token_folder_open_key (token, SCRIPT_PIN, FALSE, &error);
  g_assert_no_error (error);
  assert_signs (again);
}

/* --- certificates that only the PIN shows ----------------------------------------------------------------------- */

/* The token is found, and that nobody can tell what lies in it. */
static YnTokenKey *
find_hidden (TokenFolder *folder, const Interface *interface)
{
  YnTokenKey *token;

  token_folder_script (folder, "%s", interface->hidden);
  token_folder_forget (folder);
  token = token_folder_find (interface->driver);
  g_assert_null (token->certificate);
  g_assert_cmpuint (token_folder_calls (folder, interface->login), ==, 0);
  return token;
}

static GPtrArray *
log_in (const YnTokenKey *token, const char *pin, gboolean last_try, GError **error)
{
  g_autoptr (YnSecret) secret = yn_secret_new_string (pin);

  return yn_token_log_in (token, secret, last_try, NOW, NULL, NULL, error);
}

/* First the PIN, once; then the certificate; then, without another word, the signature. */
static void
test_hidden (TokenFolder *folder, gconstpointer data)
{
  const Interface *interface = data;
  g_autoptr (YnTokenKey) token = find_hidden (folder, interface);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (YnTokenKey) copy = NULL;
  g_autoptr (YnKey) key = NULL;
  const YnTokenKey *shown;

  g_assert_null (token_folder_open_key (token, SCRIPT_PIN, FALSE, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_HIDDEN);
  g_clear_error (&error);
  keys = log_in (token, SCRIPT_PIN, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 1);
  shown = g_ptr_array_index (keys, 0);
  g_assert_cmpstr (shown->certificate->fingerprint, ==, yn_key_certificate (folder->original)->fingerprint);
  g_assert_cmpstr (shown->token, ==, token->token);
  g_assert_cmpint (shown->flags & YN_TOKEN_PIN_NONE, ==, YN_TOKEN_PIN_NONE);
  g_assert_cmpuint (token_folder_calls (folder, interface->login), ==, 1);
  copy = yn_token_key_copy (shown);
  g_clear_pointer (&keys, g_ptr_array_unref);
  key = token_folder_open_key (copy, NULL, FALSE, &error);
  g_assert_no_error (error);
  assert_signs (key);
  assert_signs (key);
  g_assert_cmpuint (token_folder_calls (folder, interface->login), ==, 1);
  g_assert_null (token_folder_open_key (copy, NULL, FALSE, &error)); /* a login is for one opening */
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_SESSION);
}

/* The same care with the PIN as where the certificate is in the open. */
static void
test_hidden_pins (TokenFolder *folder, gconstpointer data)
{
  const Interface *interface = data;
  const struct
  {
    const char *script, *pin;
    gboolean agreed;
    int error; /* -1: none */
    guint tried;
  } cases[] = {
    { "", "00000000", FALSE, YN_ERROR_PIN_WRONG, 1 },
    { "", "", FALSE, YN_ERROR_PIN_NEEDED, 0 },
    { interface->last_try, SCRIPT_PIN, FALSE, YN_ERROR_PIN_LAST_TRY, 0 },
    { interface->last_try, SCRIPT_PIN, TRUE, -1, 1 },
    { interface->locked, SCRIPT_PIN, TRUE, YN_ERROR_PIN_LOCKED, 0 },
    { "gone\n", SCRIPT_PIN, FALSE, YN_ERROR_TOKEN_ABSENT, 0 },
  };
  g_autoptr (YnTokenKey) token = find_hidden (folder, interface);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) keys = NULL;

      token_folder_script (folder, "%s%s", interface->hidden, cases[i].script);
      token_folder_forget (folder);
      keys = log_in (token, cases[i].pin, cases[i].agreed, &error);
      if (cases[i].error < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, YN_ERROR, cases[i].error);
      g_assert_cmpuint (token_folder_calls (folder, interface->login), ==, cases[i].tried);
    }
}

/* What nobody could tell before is told then. */
static void
test_hidden_nothing (TokenFolder *folder, gconstpointer data)
{
  const Interface *interface = data;
  g_autoptr (YnTokenKey) token = find_hidden (folder, interface);
  g_autofree char *path = test_folder_path (folder->path, "sign.der");
  g_autoptr (GError) error = NULL;

  g_unlink (path);
  g_assert_null (log_in (token, SCRIPT_PIN, FALSE, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_EMPTY);
}

/* A link of its own, and the PIN's beside it. */
static void
test_hidden_chain (TokenFolder *folder, gconstpointer data)
{
  const Interface *interface = data;
  const struct
  {
    const char *script, *chain;
  } cases[] = {
    { "", "driver slot token login?token-hidden pin" },
    { interface->last_try, "driver slot token login?token-hidden pin!pin-last-try" },
    { interface->locked, "driver slot token login?token-hidden pin!pin-locked" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *chain = NULL;

      token_folder_script (folder, "%s%s", interface->hidden, cases[i].script);
      chain = token_folder_chain (interface->driver, NOW);
      g_assert_cmpstr (chain, ==, cases[i].chain);
    }
}

/* Pulled out between the certificate and the signature: nothing is open any more, and that is said. */
static void
test_hidden_pulled_out (TokenFolder *folder, gconstpointer data)
{
  const Interface *interface = data;
  g_autoptr (YnTokenKey) token = find_hidden (folder, interface);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = log_in (token, SCRIPT_PIN, FALSE, &error);

  g_assert_no_error (error);
  token_folder_script (folder, "gone\n");
  g_assert_null (token_folder_open_key (g_ptr_array_index (keys, 0), NULL, FALSE, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_ABSENT);
}

static void
add (const Interface *interface, const char *name, void (*test) (TokenFolder *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/token/both/", interface->name, "/", name, NULL);

  g_test_add (path, TokenFolder, interface, set_up, test, token_folder_tear_down);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (interfaces); i++)
    {
      add (&interfaces[i], "one-attempt", test_one_attempt);
      add (&interfaces[i], "last-try-meanwhile", test_last_try_meanwhile);
      add (&interfaces[i], "pulled-out", test_pulled_out);
      add (&interfaces[i], "hidden", test_hidden);
      add (&interfaces[i], "hidden/pins", test_hidden_pins);
      add (&interfaces[i], "hidden/nothing", test_hidden_nothing);
      add (&interfaces[i], "hidden/chain", test_hidden_chain);
      add (&interfaces[i], "hidden/pulled-out", test_hidden_pulled_out);
    }
  status = g_test_run ();
  test_material_free ();
  return status;
}
