/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The table of what a PKCS#11 driver's answers mean: whole, and right where the standard says what is right. */

#include "token/pkcs11-codes.h"

#include "forms/problem.h"
#include "token/skf-codes.h"

#include <string.h>

/* Every CKR_ of the header has a row of its own. */
static void
test_whole (void)
{
  g_autoptr (GRegex) pattern = g_regex_new ("^#define (CKR_\\w+)\\s+\\((?:\\(unsigned long\\) \\()?(?:1UL << 31|(0x)?[0-9a-fA-F]+)UL?\\)",
                                            G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *header = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_file_get_contents (g_getenv ("YINUO_PKCS11_HEADER"), &header, NULL, &error);
  g_assert_no_error (error);
  for (g_regex_match (pattern, header, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      CK_RV code = 0;
      gboolean found = FALSE;

      for (guint i = 0; !found && pkcs11_code_at (i, &code); i++)
        found = g_str_equal (pkcs11_code_name (code), name);
      if (!found)
        g_test_message ("%s has no row", name);
      g_assert_true (found);
      n++;
    }
  g_assert_cmpuint (n, >=, 93);
}

/* And every one of the standard that the header does not know, or numbers otherwise. */
static void
test_standard (void)
{
  static const struct
  {
    CK_RV code;
    const char *name;
  } cases[] = {
    /* 1.0 */
    { 0xb2, "CKR_SESSION_EXCLUSIVE_EXISTS" },
    /* 2.40 */
    { 0x1b5, "CKR_EXCEEDED_MAX_ITERATIONS" },
    { 0x1b6, "CKR_FIPS_SELF_TEST_FAILED" },
    { 0x1b7, "CKR_LIBRARY_LOAD_FAILED" },
    { 0x1b8, "CKR_PIN_TOO_WEAK" },
    { 0x1b9, "CKR_PUBLIC_KEY_INVALID" },
    { 0x200, "CKR_FUNCTION_REJECTED" },
    /* 3.0 */
    { 0x42, "CKR_AEAD_DECRYPT_FAILED" },
    { 0x201, "CKR_TOKEN_RESOURCE_EXCEEDED" },
    { 0x202, "CKR_OPERATION_CANCEL_FAILED" },
    /* 3.1 */
    { 0x203, "CKR_KEY_EXHAUSTED" },
    /* 3.2 */
    { 0x204, "CKR_PENDING" },
    { 0x205, "CKR_SESSION_ASYNC_NOT_SUPPORTED" },
    { 0x206, "CKR_SEED_RANDOM_REQUIRED" },
    { 0x207, "CKR_OPERATION_NOT_VALIDATED" },
    { 0x208, "CKR_TOKEN_NOT_INITIALIZED" },
    { 0x209, "CKR_PARAMETER_SET_NOT_SUPPORTED" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (pkcs11_code_name (cases[i].code), ==, cases[i].name);
}

static gboolean
is_about_the_pin (int class)
{
  return class >= YN_ERROR_PIN_WRONG && class <= YN_ERROR_PIN_NEEDED;
}

/* "PIN" is said for PIN codes only, and where the token says that nobody has logged in. */
static void
test_pin_codes_only (void)
{
  static const CK_RV pin_codes[] = { CKR_PIN_INCORRECT, CKR_PIN_INVALID,  CKR_PIN_LEN_RANGE,
                                     CKR_PIN_EXPIRED,   CKR_PIN_LOCKED,   CKR_PIN_TOO_WEAK,
                                     CKR_NEW_PIN_MODE,  CKR_USER_PIN_NOT_INITIALIZED, CKR_USER_NOT_LOGGED_IN,
                                     0x1b8 /* CKR_PIN_TOO_WEAK, in the standard */ };
  CK_RV code;

  for (guint i = 0; pkcs11_code_at (i, &code); i++)
    for (int call = 0; call < N_CALLS; call++)
      {
        gboolean expected = FALSE;

        for (guint j = 0; j < G_N_ELEMENTS (pin_codes); j++)
          expected |= code == pin_codes[j];
        if (is_about_the_pin (pkcs11_class (call, code)))
          g_assert_true (expected);
      }
}

/* Words with a remedy in both languages; a person who typed no PIN reads of none. */
static void
assert_words (int class)
{
  g_autoptr (GError) error = g_error_new_literal (YN_ERROR, class, "");

  for (YnLanguage language = YN_LANGUAGE_ZH_CN; language <= YN_LANGUAGE_EN; language++)
    {
      g_autoptr (YnExplanation) words = yn_problems_explain (error, language);

      g_assert_cmpstr (words->code, ==, yn_error_nick (class));
      g_assert_cmpuint (strlen (words->what), >, 0);
      g_assert_cmpuint (strlen (words->remedy), >, 0);
      if (!is_about_the_pin (class) && class != YN_ERROR_TOKEN_HIDDEN)
        {
          g_assert_null (strstr (words->what, "PIN"));
          g_assert_null (strstr (words->remedy, "PIN"));
        }
    }
}

static void
test_words (void)
{
  CK_RV code;
  SkfCode skf_code;

  for (guint i = 0; pkcs11_code_at (i, &code); i++)
    for (int call = 0; call < N_CALLS; call++)
      if (pkcs11_class (call, code) != PKCS11_FINE)
        assert_words (pkcs11_class (call, code));
  for (guint i = 0; skf_code_at (i, &skf_code); i++)
    for (int purpose = 0; purpose < N_SKF_PURPOSES; purpose++)
      if (skf_class (purpose, skf_code) >= 0)
        assert_words (skf_class (purpose, skf_code));
}

/* Only CKR_OK goes on everywhere; of the others those that say so in PKCS#11 itself. */
static void
test_fine (void)
{
  CK_RV code;

  for (guint i = 0; pkcs11_code_at (i, &code); i++)
    for (int call = 0; call < N_CALLS; call++)
      {
        gboolean harmless = code == CKR_OK || call == CALL_LOGOUT || call == CALL_FINALIZE
                            || (call == CALL_INITIALIZE && code == CKR_CRYPTOKI_ALREADY_INITIALIZED)
                            || (call == CALL_LOGIN && code == CKR_USER_ALREADY_LOGGED_IN)
                            || (call == CALL_LOGIN_EACH_TIME && code == CKR_USER_ALREADY_LOGGED_IN)
                            || (call == CALL_GET_ATTRIBUTE_VALUE
                                && (code == CKR_ATTRIBUTE_SENSITIVE || code == CKR_ATTRIBUTE_TYPE_INVALID));

        g_assert_cmpint (pkcs11_class (call, code) == PKCS11_FINE, ==, harmless);
      }
}

/* By hand, from PKCS#11 2.40 and what drivers were seen to do. */
static void
test_meanings (void)
{
  static const struct
  {
    Pkcs11Call call;
    CK_RV code;
    int class;
  } cases[] = {
    { CALL_LOGIN, CKR_PIN_INCORRECT, YN_ERROR_PIN_WRONG },
    { CALL_LOGIN, CKR_PIN_LEN_RANGE, YN_ERROR_PIN_FORM },
    { CALL_LOGIN, CKR_PIN_INVALID, YN_ERROR_PIN_FORM },
    { CALL_LOGIN, CKR_PIN_LOCKED, YN_ERROR_PIN_LOCKED },
    { CALL_LOGIN, CKR_PIN_EXPIRED, YN_ERROR_PIN_EXPIRED },
    { CALL_LOGIN, CKR_USER_PIN_NOT_INITIALIZED, YN_ERROR_PIN_UNSET },
    { CALL_LOGIN, CKR_FUNCTION_CANCELED, YN_ERROR_TOKEN_DECLINED },
    { CALL_LOGIN, CKR_GENERAL_ERROR, YN_ERROR_TOKEN_DRIVER_FAULT },
    { CALL_LOGIN, CKR_FUNCTION_FAILED, YN_ERROR_TOKEN_DRIVER_FAULT },
    { CALL_LOGIN, CKR_ARGUMENTS_BAD, YN_ERROR_TOKEN_DRIVER_FAULT },
    { CALL_LOGIN, CKR_DEVICE_ERROR, YN_ERROR_TOKEN_FAULT },
    { CALL_LOGIN, CKR_DEVICE_REMOVED, YN_ERROR_TOKEN_ABSENT },
    { CALL_LOGIN, CKR_USER_ANOTHER_ALREADY_LOGGED_IN, YN_ERROR_TOKEN_BUSY },
    { CALL_LOGIN, CKR_SESSION_HANDLE_INVALID, YN_ERROR_TOKEN_SESSION },
    { CALL_LOGIN, CKR_VENDOR_DEFINED | 0x123, YN_ERROR_TOKEN_DRIVER_FAULT },
    { CALL_LOGIN, 0x7777, YN_ERROR_TOKEN_DRIVER_FAULT },
    { CALL_SIGN, CKR_PIN_INCORRECT, YN_ERROR_PIN_WRONG },
    { CALL_SIGN, CKR_USER_NOT_LOGGED_IN, YN_ERROR_PIN_NEEDED },
    { CALL_SIGN, CKR_DEVICE_REMOVED, YN_ERROR_TOKEN_ABSENT },
    { CALL_SIGN, CKR_TOKEN_NOT_PRESENT, YN_ERROR_TOKEN_ABSENT },
    { CALL_SIGN, CKR_FUNCTION_CANCELED, YN_ERROR_TOKEN_DECLINED },
    { CALL_SIGN, CKR_FUNCTION_REJECTED, YN_ERROR_TOKEN_DECLINED },
    { CALL_SIGN, CKR_SESSION_CLOSED, YN_ERROR_TOKEN_SESSION },
    { CALL_SIGN_INIT, CKR_MECHANISM_INVALID, YN_ERROR_TOKEN_ALGORITHM },
    { CALL_SIGN_INIT, CKR_KEY_TYPE_INCONSISTENT, YN_ERROR_TOKEN_ALGORITHM },
    { CALL_SIGN_INIT, CKR_KEY_FUNCTION_NOT_PERMITTED, YN_ERROR_TOKEN_KEY },
    { CALL_SIGN_INIT, CKR_KEY_HANDLE_INVALID, YN_ERROR_TOKEN_KEY },
    { CALL_OPEN_SESSION, CKR_SESSION_COUNT, YN_ERROR_TOKEN_BUSY },
    { CALL_OPEN_SESSION, 0xb2, YN_ERROR_TOKEN_BUSY },
    { CALL_OPEN_SESSION, 0x201, YN_ERROR_TOKEN_BUSY },
    { CALL_OPEN_SESSION, CKR_USER_ALREADY_LOGGED_IN, YN_ERROR_TOKEN_BUSY },
    { CALL_FIND_OBJECTS_INIT, CKR_OPERATION_ACTIVE, YN_ERROR_TOKEN_BUSY },
    { CALL_SIGN_INIT, CKR_OPERATION_ACTIVE, YN_ERROR_TOKEN_BUSY },
    { CALL_LOGIN, CKR_OPERATION_ACTIVE, YN_ERROR_TOKEN_BUSY },
    { CALL_LOGIN, 0x1b8, YN_ERROR_PIN_EXPIRED },
    { CALL_SIGN_INIT, 0x203, YN_ERROR_TOKEN_KEY },
    { CALL_GET_TOKEN_INFO, 0x208, YN_ERROR_TOKEN_UNKNOWN },
    { CALL_INITIALIZE, 0x1b7, YN_ERROR_TOKEN_DRIVER },
    { CALL_OPEN_SESSION, CKR_TOKEN_NOT_RECOGNIZED, YN_ERROR_TOKEN_UNKNOWN },
    { CALL_GET_TOKEN_INFO, CKR_TOKEN_NOT_PRESENT, YN_ERROR_TOKEN_ABSENT },
    { CALL_GET_SLOT_INFO, CKR_SLOT_ID_INVALID, YN_ERROR_TOKEN_ABSENT },
    { CALL_GET_SLOT_LIST, CKR_PIN_INCORRECT, YN_ERROR_TOKEN_DRIVER_FAULT },
    { CALL_INITIALIZE, CKR_GENERAL_ERROR, YN_ERROR_TOKEN_DRIVER_FAULT },
    { CALL_INITIALIZE, CKR_LIBRARY_LOAD_FAILED, YN_ERROR_TOKEN_DRIVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s: %s", pkcs11_call_name (cases[i].call), pkcs11_code_name (cases[i].code));
      g_assert_cmpint (pkcs11_class (cases[i].call, cases[i].code), ==, cases[i].class);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/token/codes/whole", test_whole);
  g_test_add_func ("/token/codes/standard", test_standard);
  g_test_add_func ("/token/codes/pin-codes-only", test_pin_codes_only);
  g_test_add_func ("/token/codes/words", test_words);
  g_test_add_func ("/token/codes/fine", test_fine);
  g_test_add_func ("/token/codes/meanings", test_meanings);
  return g_test_run ();
}
