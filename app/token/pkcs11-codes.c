/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "token/pkcs11-codes.h"

#include "token/classes.h"

/* Calls of one purpose are judged alike. */
typedef enum
{
  BEGIN,
  SLOT,
  TOKEN,
  FIND,
  READ,
  LOGIN,
  SIGN,
  END,
} Purpose;

static const struct
{
  const char *name;
  Purpose purpose;
} calls[N_CALLS] = {
  [CALL_INITIALIZE] = { "C_Initialize", BEGIN },
  [CALL_GET_SLOT_LIST] = { "C_GetSlotList", SLOT },
  [CALL_GET_SLOT_INFO] = { "C_GetSlotInfo", SLOT },
  [CALL_GET_TOKEN_INFO] = { "C_GetTokenInfo", TOKEN },
  [CALL_OPEN_SESSION] = { "C_OpenSession", TOKEN },
  [CALL_FIND_OBJECTS_INIT] = { "C_FindObjectsInit", FIND },
  [CALL_FIND_OBJECTS] = { "C_FindObjects", FIND },
  [CALL_FIND_OBJECTS_FINAL] = { "C_FindObjectsFinal", FIND },
  [CALL_GET_ATTRIBUTE_VALUE] = { "C_GetAttributeValue", READ },
  [CALL_LOGIN] = { "C_Login", LOGIN },
  [CALL_LOGIN_EACH_TIME] = { "C_Login (context specific)", LOGIN },
  [CALL_SIGN_INIT] = { "C_SignInit", SIGN },
  [CALL_SIGN] = { "C_Sign", SIGN },
  [CALL_LOGOUT] = { "C_Logout", END },
  [CALL_FINALIZE] = { "C_Finalize", END },
};

#define ROW(code, ...) { CKR_##code, "CKR_" #code, { __VA_ARGS__ } }
#define NUMBER(value, code, ...) { value, "CKR_" #code, { __VA_ARGS__ } }

/* clang-format off */
static const struct
{
  CK_RV code;
  const char *name;
  int classes[END];
} rows[] = {
  /*                                    BEGIN    SLOT     TOKEN    FIND     READ     LOGIN    SIGN */
  ROW (OK,                               FINE,    FINE,    FINE,    FINE,    FINE,    FINE,    FINE),
  ROW (CANCEL,                           FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   NO,      NO),
  ROW (HOST_MEMORY,                      FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (SLOT_ID_INVALID,                  FAULT,   GONE,    GONE,    GONE,    GONE,    GONE,    GONE),
  ROW (GENERAL_ERROR,                    FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (FUNCTION_FAILED,                  FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (ARGUMENTS_BAD,                    FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (NO_EVENT,                         FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (NEED_TO_CREATE_THREADS,           FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (CANT_LOCK,                        FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (ATTRIBUTE_READ_ONLY,              FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (ATTRIBUTE_SENSITIVE,              FAULT,   FAULT,   FAULT,   FAULT,   FINE,    FAULT,   FAULT),
  ROW (ATTRIBUTE_TYPE_INVALID,           FAULT,   FAULT,   FAULT,   FAULT,   FINE,    FAULT,   FAULT),
  ROW (ATTRIBUTE_VALUE_INVALID,          FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (ACTION_PROHIBITED,                FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   KEY),
  ROW (DATA_INVALID,                     FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   WAY),
  ROW (DATA_LEN_RANGE,                   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   WAY),
  ROW (DEVICE_ERROR,                     DEVICE,  DEVICE,  DEVICE,  DEVICE,  DEVICE,  DEVICE,  DEVICE),
  ROW (DEVICE_MEMORY,                    DEVICE,  DEVICE,  DEVICE,  DEVICE,  DEVICE,  DEVICE,  DEVICE),
  ROW (DEVICE_REMOVED,                   GONE,    GONE,    GONE,    GONE,    GONE,    GONE,    GONE),
  ROW (ENCRYPTED_DATA_INVALID,           FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (ENCRYPTED_DATA_LEN_RANGE,         FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (FUNCTION_CANCELED,                FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   NO,      NO),
  ROW (FUNCTION_NOT_PARALLEL,            FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (FUNCTION_NOT_SUPPORTED,           FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   WAY),
  ROW (KEY_HANDLE_INVALID,               FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   KEY),
  ROW (KEY_SIZE_RANGE,                   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   WAY),
  ROW (KEY_TYPE_INCONSISTENT,            FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   WAY),
  ROW (KEY_NOT_NEEDED,                   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (KEY_CHANGED,                      FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (KEY_NEEDED,                       FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (KEY_INDIGESTIBLE,                 FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (KEY_FUNCTION_NOT_PERMITTED,       FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   KEY),
  ROW (KEY_NOT_WRAPPABLE,                FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (KEY_UNEXTRACTABLE,                FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (MECHANISM_INVALID,                FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   WAY),
  ROW (MECHANISM_PARAM_INVALID,          FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   WAY),
  ROW (OBJECT_HANDLE_INVALID,            FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   KEY),
  ROW (OPERATION_ACTIVE,                  FAULT,   FAULT,   FAULT,   BUSY,    BUSY,    BUSY,    BUSY),
  ROW (OPERATION_NOT_INITIALIZED,        FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (PIN_INCORRECT,                    FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   WRONG,   WRONG),
  ROW (PIN_INVALID,                      FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FORM,    FORM),
  ROW (PIN_LEN_RANGE,                    FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FORM,    FORM),
  ROW (PIN_EXPIRED,                      FAULT,   FAULT,   OLD,     OLD,     OLD,     OLD,     OLD),
  ROW (PIN_LOCKED,                       FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   LOCKED,  LOCKED),
  ROW (SESSION_CLOSED,                   FAULT,   FAULT,   FAULT,   LOST,    LOST,    LOST,    LOST),
  ROW (SESSION_COUNT,                     FAULT,   FAULT,   BUSY,    BUSY,    BUSY,    BUSY,    BUSY),
  ROW (SESSION_HANDLE_INVALID,           FAULT,   FAULT,   FAULT,   LOST,    LOST,    LOST,    LOST),
  ROW (SESSION_PARALLEL_NOT_SUPPORTED,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (SESSION_READ_ONLY,                FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (SESSION_EXISTS,                    FAULT,   FAULT,   BUSY,    FAULT,   FAULT,   BUSY,    FAULT),
  ROW (SESSION_READ_ONLY_EXISTS,         FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (SESSION_READ_WRITE_SO_EXISTS,     FAULT,   FAULT,   BUSY,    FAULT,   FAULT,   BUSY,    FAULT),
  ROW (SIGNATURE_INVALID,                FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (SIGNATURE_LEN_RANGE,              FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (TEMPLATE_INCOMPLETE,              FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (TEMPLATE_INCONSISTENT,            FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (TOKEN_NOT_PRESENT,                GONE,    GONE,    GONE,    GONE,    GONE,    GONE,    GONE),
  ROW (TOKEN_NOT_RECOGNIZED,             ODD,     ODD,     ODD,     ODD,     ODD,     ODD,     ODD),
  ROW (TOKEN_WRITE_PROTECTED,            FAULT,   FAULT,   DEVICE,  DEVICE,  DEVICE,  DEVICE,  DEVICE),
  ROW (UNWRAPPING_KEY_SIZE_RANGE,        FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (UNWRAPPING_KEY_TYPE_INCONSISTENT, FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (USER_ALREADY_LOGGED_IN,            FAULT,   FAULT,   BUSY,    BUSY,    BUSY,    FINE,    BUSY),
  ROW (USER_NOT_LOGGED_IN,               FAULT,   FAULT,   FAULT,   HIDDEN,  HIDDEN,  NEEDED,  NEEDED),
  ROW (USER_PIN_NOT_INITIALIZED,         FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   UNSET,   UNSET),
  ROW (USER_TYPE_INVALID,                FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (USER_ANOTHER_ALREADY_LOGGED_IN,    FAULT,   FAULT,   BUSY,    BUSY,    BUSY,    BUSY,    BUSY),
  ROW (USER_TOO_MANY_TYPES,              FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   BUSY,    BUSY),
  ROW (WRAPPED_KEY_INVALID,              FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (WRAPPED_KEY_LEN_RANGE,            FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (WRAPPING_KEY_HANDLE_INVALID,      FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (WRAPPING_KEY_SIZE_RANGE,          FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (WRAPPING_KEY_TYPE_INCONSISTENT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (RANDOM_SEED_NOT_SUPPORTED,        FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (RANDOM_NO_RNG,                    FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   DEVICE),
  ROW (DOMAIN_PARAMS_INVALID,            FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   WAY),
  ROW (CURVE_NOT_SUPPORTED,              FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   WAY),
  ROW (BUFFER_TOO_SMALL,                 FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (SAVED_STATE_INVALID,              FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (INFORMATION_SENSITIVE,            FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (STATE_UNSAVEABLE,                 FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (CRYPTOKI_NOT_INITIALIZED,         FAULT,   FAULT,   FAULT,   LOST,    LOST,    LOST,    LOST),
  ROW (CRYPTOKI_ALREADY_INITIALIZED,     FINE,    FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (MUTEX_BAD,                        FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (MUTEX_NOT_LOCKED,                 FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (NEW_PIN_MODE,                     FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   OLD,     FAULT),
  ROW (NEXT_OTP,                         FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (EXCEEDED_MAX_ITERATIONS,          FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (FIPS_SELF_TEST_FAILED,            DEVICE,  DEVICE,  DEVICE,  DEVICE,  DEVICE,  DEVICE,  DEVICE),
  ROW (LIBRARY_LOAD_FAILED,              ABSENT,  ABSENT,  ABSENT,  ABSENT,  ABSENT,  ABSENT,  ABSENT),
  ROW (PIN_TOO_WEAK,                     FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   OLD,     FAULT),
  ROW (PUBLIC_KEY_INVALID,               FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   KEY),
  ROW (FUNCTION_REJECTED,                FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   NO,      NO),
  /* of the standard, and not in this header or under another number: PKCS#11 1.0 (0xb2), 2.40, 3.0 to 3.2 */
  NUMBER (0x42,  AEAD_DECRYPT_FAILED,        FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  NUMBER (0xb2,  SESSION_EXCLUSIVE_EXISTS,   FAULT,   FAULT,   BUSY,    BUSY,    BUSY,    BUSY,    BUSY),
  NUMBER (0x1b5, EXCEEDED_MAX_ITERATIONS,    FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  NUMBER (0x1b6, FIPS_SELF_TEST_FAILED,      DEVICE,  DEVICE,  DEVICE,  DEVICE,  DEVICE,  DEVICE,  DEVICE),
  NUMBER (0x1b7, LIBRARY_LOAD_FAILED,        ABSENT,  ABSENT,  ABSENT,  ABSENT,  ABSENT,  ABSENT,  ABSENT),
  NUMBER (0x1b8, PIN_TOO_WEAK,               FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   OLD,     FAULT),
  NUMBER (0x1b9, PUBLIC_KEY_INVALID,         FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   KEY),
  NUMBER (0x201, TOKEN_RESOURCE_EXCEEDED,    FAULT,   FAULT,   BUSY,    BUSY,    BUSY,    BUSY,    BUSY),
  NUMBER (0x202, OPERATION_CANCEL_FAILED,    FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  NUMBER (0x203, KEY_EXHAUSTED,              FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   KEY),
  NUMBER (0x204, PENDING,                    FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  NUMBER (0x205, SESSION_ASYNC_NOT_SUPPORTED, FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
  NUMBER (0x206, SEED_RANDOM_REQUIRED,       FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   DEVICE),
  NUMBER (0x207, OPERATION_NOT_VALIDATED,    FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   WAY),
  NUMBER (0x208, TOKEN_NOT_INITIALIZED,      ODD,     ODD,     ODD,     ODD,     ODD,     ODD,     ODD),
  NUMBER (0x209, PARAMETER_SET_NOT_SUPPORTED, FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   WAY),
  ROW (VENDOR_DEFINED,                   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT,   FAULT),
};
/* clang-format on */

static guint
row_of (CK_RV code)
{
  guint row = 0;

  while (row < G_N_ELEMENTS (rows) - 1 && rows[row].code != code)
    row++;
  return row; /* the last one is the vendor's own */
}

int
pkcs11_class (Pkcs11Call call, CK_RV code)
{
  return calls[call].purpose == END ? FINE : rows[row_of (code)].classes[calls[call].purpose];
}

const char *
pkcs11_call_name (Pkcs11Call call)
{
  return calls[call].name;
}

const char *
pkcs11_code_name (CK_RV code)
{
  return rows[row_of (code)].name;
}

gboolean
pkcs11_code_at (guint index, CK_RV *code)
{
  if (index >= G_N_ELEMENTS (rows))
    return FALSE;
  *code = rows[index].code;
  return TRUE;
}
