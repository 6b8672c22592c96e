/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The same way with drivers behind GM/T 0016. Two mocks of it, no hardware. */

#include "token-folder.h"

#include "base/error.h"
#include "signing/signer.h"
#include "token/skf-codes.h"

static const char *variable; /* names one of the two mocks */

static void
test_algorithm (TokenFolder *folder, gconstpointer algorithm)
{
  YnAuthority *authority
      = GPOINTER_TO_INT (algorithm) == YN_KEY_SM2 ? test_sm2_authority () : test_authority (FALSE);
  g_autoptr (YnTokenKey) token = token_folder_find (variable);
  g_autoptr (YnTokenKey) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKey) key = token_folder_open_key (token, SCRIPT_PIN, FALSE, &error);
  g_autoptr (YnTrust) trust = test_trust (authority);
  g_autoptr (GBytes) paper = test_paper (1);
  g_autoptr (GBytes) signed_paper = NULL;
  g_autoptr (YnVerification) verification = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (token->token, ==, "样例国密介质");
  g_assert_cmpstr (token->maker, ==, "sample maker");
  g_assert_cmpstr (token->serial, ==, "S0001");
  g_assert_cmpint (token->tries, ==, 10);
  g_assert_cmphex (token->flags, ==, YN_TOKEN_SKF);
  again = yn_token_find (token->address, NOW, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->address, ==, token->address);
  g_assert_cmpstr (yn_key_certificate (key)->fingerprint, ==, yn_key_certificate (folder->original)->fingerprint);
  signed_paper = test_sign (paper, "enterprise-seal", key);
  verification = yn_verify (signed_paper, trust, NOW);
  g_assert_cmpint (verification->whole, ==, YN_VERDICT_YES);
}

static void
test_other_container (TokenFolder *folder, gconstpointer unused)
{
  g_autofree char *address = g_strconcat ("skf:", g_getenv (variable), "?container=other", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (yn_token_find (address, NOW, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_EMPTY);
}

/* GM/T 0016 counts its answers from 0x0a000001 to 0x0a000032 without a gap: each has a row of its own. */
static void
test_whole (void)
{
  SkfCode code;
  guint n = 0;

  for (uint32_t wanted = 0x0a000001; wanted <= 0x0a000032; wanted++)
    {
      gboolean found = FALSE;

      for (guint i = 0; !found && skf_code_at (i, &code); i++)
        found = code == wanted;
      g_assert_true (found);
    }
  while (skf_code_at (n, &code))
    n++;
  g_assert_cmpuint (n, ==, 1 + 0x32); /* and SAR_OK */
}

/* As far as @call, answered as the script says. A program that came through is not asked again. */
static void
ask_up_to (TokenFolder *folder, YnTokenLine *line, const YnTokenKey *token, gboolean signs, const char *script,
           GError **error)
{
  if (line->program.child == NULL)
    {
      token_folder_script (folder, "%s", "");
      g_assert_true (token_folder_ask (line, YN_TOKEN_LOAD, g_getenv (variable), NULL));
      if (signs)
        g_assert_true (token_folder_ask (line, YN_TOKEN_OPEN, token->address, NULL));
    }
  token_folder_script (folder, "%s", script);
  if (token_folder_ask (line, signs ? YN_TOKEN_SIGN : YN_TOKEN_OPEN, token->address, error))
    yn_token_line_close (line);
}

/* Every code of the standard at every call that we make with a key of @algorithm. */
static void
test_table (TokenFolder *folder, gconstpointer algorithm)
{
  const char *signing = GPOINTER_TO_INT (algorithm) == YN_KEY_SM2 ? "SKF_ECCSignData" : "SKF_RSASignData";
  const struct
  {
    const char *call;
    SkfPurpose purpose;
  } calls[] = {
    { "SKF_EnumDev", SKF_TO_FIND },         { "SKF_ConnectDev", SKF_TO_FIND },
    { "SKF_EnumApplication", SKF_TO_FIND }, { "SKF_OpenApplication", SKF_TO_FIND },
    { "SKF_EnumContainer", SKF_TO_FIND },   { "SKF_OpenContainer", SKF_TO_FIND },
    { "SKF_ExportCertificate", SKF_TO_CERTIFICATE },
    { "SKF_GetContainerType", SKF_TO_CERTIFICATE },
    { "SKF_VerifyPIN", SKF_TO_LOG_IN },     { signing, SKF_TO_SIGN },
  };
  g_autoptr (YnTokenKey) token = token_folder_find (variable);
  SkfCode code;

  for (guint j = 0; j < G_N_ELEMENTS (calls); j++)
    {
      g_auto (YnTokenLine) line = { .heard = 0 };

      for (guint i = 0; skf_code_at (i, &code); i++)
        {
          int class = skf_class (calls[j].purpose, code);
          g_autofree char *script = g_strdup_printf ("answer %s 0x%x\n", calls[j].call, code);
          g_autoptr (GError) error = NULL;

          if (class < 0 && code != SAR_OK && g_str_equal (calls[j].call, "SKF_ExportCertificate"))
            class = YN_ERROR_TOKEN_EMPTY; /* a container may hold none: the next is looked into, and there is no next */
          ask_up_to (folder, &line, token, calls[j].purpose == SKF_TO_SIGN, script, &error);
          if (!(class < 0 ? error == NULL : g_error_matches (error, YN_ERROR, class)))
            g_error ("%s: %s gave %s", calls[j].call, skf_code_name (code), error != NULL ? error->message : "nothing");
        }
    }
}

/* What only tells more stops nobody where it fails. */
static void
test_told_less (TokenFolder *folder, gconstpointer unused)
{
  static const char *const calls[] = { "SKF_GetDevInfo", "SKF_GetPINInfo" };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (YnTokenKey) token = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (YnKey) key = NULL;
      g_autoptr (GBytes) signature = NULL;

      token_folder_script (folder, "answer %s 0x0a000003\n", calls[i]);
      token = token_folder_find (variable);
      key = token_folder_open_key (token, SCRIPT_PIN, FALSE, &error);
      g_assert_no_error (error);
      signature = token_folder_sign (key, &error);
      g_assert_no_error (error);
    }
}

/* By hand, from the standard. */
static void
test_meanings (void)
{
  static const struct
  {
    SkfPurpose purpose;
    uint64_t code;
    int class;
  } cases[] = {
    { SKF_TO_LOG_IN, 0x0a000024, YN_ERROR_PIN_WRONG },
    { SKF_TO_LOG_IN, 0x0a000025, YN_ERROR_PIN_LOCKED },
    { SKF_TO_LOG_IN, 0x0a000027, YN_ERROR_PIN_FORM },
    { SKF_TO_LOG_IN, 0x0a000029, YN_ERROR_PIN_UNSET },
    { SKF_TO_LOG_IN, 0x0a000023, YN_ERROR_TOKEN_ABSENT },
    { SKF_TO_LOG_IN, 0x0a000001, YN_ERROR_TOKEN_DRIVER_FAULT },
    { SKF_TO_FIND, 0x0a000024, YN_ERROR_TOKEN_DRIVER_FAULT },
    { SKF_TO_SIGN, 0x0a00002d, YN_ERROR_PIN_NEEDED },
    { SKF_TO_SIGN, 0x0a00001b, YN_ERROR_TOKEN_KEY },
    { SKF_TO_CERTIFICATE, 0x0a00001c, -1 },
    { SKF_TO_FIND, 0x12345678, YN_ERROR_TOKEN_DRIVER_FAULT },
    { SKF_TO_FIND, 0, -1 },
    { SKF_TO_FIND, UINT64_C (0xffffffff00000000), -1 }, /* only the lower half is the answer */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (skf_class (cases[i].purpose, cases[i].code), ==, cases[i].class);
}

static void
test_tries (TokenFolder *folder, gconstpointer unused)
{
  static const struct
  {
    int tries;
    gboolean agreed;
    int error; /* -1: none */
    guint tried;
    guint shown;
  } cases[] = {
    { 10, FALSE, -1, 1, 0 },
    { 9, FALSE, -1, 1, YN_TOKEN_PIN_LOW },
    { 1, FALSE, YN_ERROR_PIN_LAST_TRY, 0, YN_TOKEN_PIN_LOW | YN_TOKEN_PIN_LAST_TRY },
    { 1, TRUE, -1, 1, YN_TOKEN_PIN_LOW | YN_TOKEN_PIN_LAST_TRY },
    { 0, TRUE, YN_ERROR_PIN_LOCKED, 0, YN_TOKEN_PIN_LOW | YN_TOKEN_PIN_LOCKED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YnTokenKey) token = NULL;
      g_autoptr (YnKey) key = NULL;
      g_autoptr (GError) error = NULL;

      token_folder_script (folder, "tries %d\n", cases[i].tries);
      token_folder_forget (folder);
      token = token_folder_find (variable);
      g_assert_cmphex (token->flags, ==, YN_TOKEN_SKF | cases[i].shown);
      g_assert_cmpint (token->tries, ==, cases[i].tries);
      key = token_folder_open_key (token, SCRIPT_PIN, cases[i].agreed, &error);
      if (cases[i].error < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, YN_ERROR, cases[i].error);
      g_assert_cmpuint (token_folder_calls (folder, "SKF_VerifyPIN"), ==, cases[i].tried);
    }
}

/* A key that is not what SKF signs with: noticed before the PIN is used. */
static void
test_not_sm2 (TokenFolder *folder, gconstpointer unused)
{
  g_autoptr (YnTokenKey) token = token_folder_find (variable);
  g_autofree char *chain = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (token_folder_open_key (token, SCRIPT_PIN, FALSE, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOKEN_ALGORITHM);
  g_assert_cmpuint (token_folder_calls (folder, "SKF_VerifyPIN"), ==, 0);
  chain = token_folder_chain (variable, NOW);
  g_assert_cmpstr (chain, ==, "driver slot token certificate!token-algorithm pin-");
}

#define ADD(path, algorithm, test)                                                                            \
  g_test_add (path, TokenFolder, GINT_TO_POINTER (algorithm), token_folder_set_up, test, token_folder_tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  variable = g_getenv ("YINUO_SKF");
  ADD ("/token/skf/sign/sm2", YN_KEY_SM2, test_algorithm);
  ADD ("/token/skf/sign/rsa", YN_KEY_RSA_2048, test_algorithm);
  ADD ("/token/skf/other-container", YN_KEY_SM2, test_other_container);
  g_test_add_func ("/token/skf/whole", test_whole);
  ADD ("/token/skf/table/sm2", YN_KEY_SM2, test_table);
  ADD ("/token/skf/table/rsa", YN_KEY_RSA_2048, test_table);
  ADD ("/token/skf/told-less", YN_KEY_SM2, test_told_less);
  g_test_add_func ("/token/skf/meanings", test_meanings);
  ADD ("/token/skf/tries", YN_KEY_SM2, test_tries);
  ADD ("/token/skf/not-sm2", YN_KEY_P256, test_not_sm2);
  status = g_test_run ();
  test_material_free ();
  return status;
}
