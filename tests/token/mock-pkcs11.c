/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A PKCS#11 driver with one token, as obstinate as a test needs it: any answer to any call, any flag; it blocks, crashes,
 * and its token vanishes and returns. What it is told stands in script.h. */

#include "mock-key.h"
#include "script.h"

#include <p11-kit/pkcs11.h>
#include <stdlib.h>
#include <string.h>

#define SLOT 7
#define EMPTY_SLOT 8
#define SESSION 70
#define KEY 10

static const struct
{
  CK_OBJECT_HANDLE object;
  const char *file;
  CK_BYTE id;
} certificates[] = { { 1, "sign.der", 0x01 }, { 2, "encrypt.der", 0x02 }, { 3, "issuer.der", 0x03 } };

static struct
{
  bool was_gone; /* since the session was opened */
  bool is_open, is_logged_in, is_finding, is_signing, is_confirmed;
  CK_OBJECT_CLASS wanted;
  CK_ULONG given;
  unsigned long made; /* signatures */
} state;

/* The work is done, and then the answer told. */
static CK_RV
answer (const char *call, CK_RV honest)
{
  unsigned long told;

  return script_says ("answer", call, &told) ? told : honest;
}

static bool
is_gone (void)
{
  unsigned long before = 0;

  return script_says ("gone", NULL, &before) && state.made >= before;
}

/* What a call on a session meets first. */
static CK_RV
enter_session (const char *call)
{
  script_enter (call);
  if (is_gone ())
    {
      state.was_gone = true;
      return CKR_DEVICE_REMOVED;
    }
  return state.was_gone || !state.is_open ? CKR_SESSION_HANDLE_INVALID : CKR_OK;
}

static CK_RV
initialize (void *arguments)
{
  script_enter ("C_Initialize");
  return answer ("C_Initialize", CKR_OK);
}

static CK_RV
finalize (void *reserved)
{
  script_enter ("C_Finalize");
  return answer ("C_Finalize", CKR_OK);
}

static CK_RV
get_slot_list (CK_BBOOL present, CK_SLOT_ID *slots, CK_ULONG *n)
{
  unsigned long slots_told = 1;

  script_enter ("C_GetSlotList");
  script_says ("slots", NULL, &slots_told);
  for (CK_ULONG i = 0; slots != NULL && i < slots_told && i < *n; i++)
    slots[i] = i == 0 ? SLOT : EMPTY_SLOT;
  *n = slots_told;
  return answer ("C_GetSlotList", CKR_OK);
}

static void
pad (CK_UTF8CHAR *field, size_t width, const char *text)
{
  memset (field, ' ', width);
  memcpy (field, text, strlen (text));
}

static CK_RV
get_slot_info (CK_SLOT_ID slot, CK_SLOT_INFO *info)
{
  script_enter ("C_GetSlotInfo");
  memset (info, 0, sizeof *info);
  pad (info->slotDescription, sizeof info->slotDescription, "sample reader");
  pad (info->manufacturerID, sizeof info->manufacturerID, "sample maker");
  info->flags = CKF_REMOVABLE_DEVICE | CKF_HW_SLOT | (is_gone () || slot == EMPTY_SLOT ? 0 : CKF_TOKEN_PRESENT);
  return answer (slot == EMPTY_SLOT ? "C_GetSlotInfo-2" : "C_GetSlotInfo", CKR_OK);
}

static CK_RV
get_token_info (CK_SLOT_ID slot, CK_TOKEN_INFO *info)
{
  unsigned long flags = 0;

  script_enter ("C_GetTokenInfo");
  memset (info, 0, sizeof *info);
  pad (info->label, sizeof info->label, "样例介质");
  pad (info->manufacturerID, sizeof info->manufacturerID, "sample maker");
  pad (info->model, sizeof info->model, "sample");
  pad (info->serialNumber, sizeof info->serialNumber, "0001");
  script_says ("flags", NULL, &flags);
  info->flags = CKF_TOKEN_INITIALIZED | CKF_LOGIN_REQUIRED | CKF_USER_PIN_INITIALIZED | flags;
  if (script_says ("pad", NULL, NULL))
    info->flags |= CKF_PROTECTED_AUTHENTICATION_PATH;
  if (script_says ("blank", NULL, NULL))
    info->flags &= ~CKF_TOKEN_INITIALIZED;
  return answer ("C_GetTokenInfo", is_gone () ? CKR_TOKEN_NOT_PRESENT : CKR_OK);
}

static CK_RV
open_session (CK_SLOT_ID slot, CK_FLAGS flags, void *application, CK_NOTIFY notify, CK_SESSION_HANDLE *session)
{
  script_enter ("C_OpenSession");
  state.is_open = true;
  state.was_gone = false;
  *session = SESSION;
  return answer ("C_OpenSession", CKR_OK);
}

static CK_RV
close_session (CK_SESSION_HANDLE session)
{
  script_enter ("C_CloseSession");
  state.is_open = state.is_logged_in = state.is_finding = state.is_signing = false;
  return answer ("C_CloseSession", CKR_OK);
}

static CK_RV
find_objects_init (CK_SESSION_HANDLE session, CK_ATTRIBUTE *wanted, CK_ULONG n)
{
  CK_RV well = enter_session ("C_FindObjectsInit");

  if (well == CKR_OK && state.is_finding)
    well = CKR_OPERATION_ACTIVE;
  state.wanted = n > 0 && wanted[0].type == CKA_CLASS ? *(CK_OBJECT_CLASS *) wanted[0].pValue : 0;
  state.given = 0;
  well = answer ("C_FindObjectsInit", well);
  state.is_finding |= well == CKR_OK;
  return well;
}

static bool
is_there (const char *file)
{
  size_t length;
  unsigned char *data = script_file (file, &length);

  free (data);
  return data != NULL;
}

static CK_RV
find_objects (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE *objects, CK_ULONG room, CK_ULONG *n)
{
  CK_RV well = enter_session ("C_FindObjects");
  unsigned long refused = CKR_OK;

  *n = 0;
  if (well == CKR_OK && state.wanted == CKO_PRIVATE_KEY && state.given == 0 && state.is_logged_in
      && !script_says ("no-key", NULL, NULL))
    {
      objects[(*n)++] = KEY;
      state.given = 1;
    }
  if (well == CKR_OK && state.wanted == CKO_CERTIFICATE && !state.is_logged_in && script_says ("hidden", NULL, &refused))
    return answer ("C_FindObjects", refused);
  for (; well == CKR_OK && state.wanted == CKO_CERTIFICATE && state.given < 3 && *n < room; state.given++)
    if (is_there (certificates[state.given].file))
      objects[(*n)++] = certificates[state.given].object;
  return answer ("C_FindObjects", well);
}

static CK_RV
find_objects_final (CK_SESSION_HANDLE session)
{
  CK_RV well = enter_session ("C_FindObjectsFinal");

  state.is_finding = false;
  return answer ("C_FindObjectsFinal", well);
}

static void
give (CK_ATTRIBUTE *attribute, const void *value, CK_ULONG length)
{
  if (attribute->pValue != NULL && attribute->ulValueLen >= length)
    memcpy (attribute->pValue, value, length);
  attribute->ulValueLen = length;
}

static void
give_certificate (CK_ATTRIBUTE *attribute, CK_OBJECT_HANDLE object)
{
  size_t length;
  unsigned char *der = script_file (certificates[object - 1].file, &length);

  if (attribute->type == CKA_VALUE && der != NULL)
    give (attribute, der, length);
  else if (attribute->type == CKA_ID)
    give (attribute, &certificates[object - 1].id, 1);
  else if (attribute->type == CKA_LABEL)
    give (attribute, certificates[object - 1].file, strlen (certificates[object - 1].file));
  else
    attribute->ulValueLen = CK_UNAVAILABLE_INFORMATION;
  free (der);
}

static void
give_key (CK_ATTRIBUTE *attribute)
{
  CK_KEY_TYPE type = strcmp (mock_key_kind (), "RSA") == 0 ? CKK_RSA : CKK_EC;
  CK_BBOOL may_sign = !script_says ("may-not-sign", NULL, NULL), each_time = script_says ("each-time", NULL, NULL);

  if (attribute->type == CKA_KEY_TYPE)
    give (attribute, &type, sizeof type);
  else if (attribute->type == CKA_SIGN)
    give (attribute, &may_sign, sizeof may_sign);
  else if (attribute->type == CKA_ALWAYS_AUTHENTICATE)
    give (attribute, &each_time, sizeof each_time);
  else
    attribute->ulValueLen = CK_UNAVAILABLE_INFORMATION;
}

static CK_RV
get_attribute_value (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *attributes, CK_ULONG n)
{
  CK_RV well = enter_session ("C_GetAttributeValue");

  for (CK_ULONG i = 0; well == CKR_OK && i < n; i++)
    if (object == KEY)
      give_key (&attributes[i]);
    else
      give_certificate (&attributes[i], object);
  return answer ("C_GetAttributeValue", well);
}

static CK_RV
login (CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG length)
{
  const char *call = user == CKU_CONTEXT_SPECIFIC ? "C_Login-context" : pin == NULL ? "C_Login-pad" : "C_Login";
  CK_RV well = enter_session (call);
  bool right = pin == NULL ? script_says ("pad", NULL, NULL)
                           : length == strlen (SCRIPT_PIN) && memcmp (pin, SCRIPT_PIN, length) == 0;

  if (well == CKR_OK && !right)
    well = CKR_PIN_INCORRECT;
  if (well == CKR_OK && user == CKU_CONTEXT_SPECIFIC)
    state.is_confirmed = state.is_signing;
  else if (well == CKR_OK)
    state.is_logged_in = true;
  return answer (call, well);
}

static CK_RV
logout (CK_SESSION_HANDLE session)
{
  script_enter ("C_Logout");
  state.is_logged_in = false;
  return answer ("C_Logout", CKR_OK);
}

static CK_RV
sign_init (CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key)
{
  CK_RV well = enter_session ("C_SignInit");

  if (well == CKR_OK && !state.is_logged_in)
    well = CKR_USER_NOT_LOGGED_IN;
  else if (well == CKR_OK && state.is_signing)
    well = CKR_OPERATION_ACTIVE;
  else
    state.is_confirmed = false;
  well = answer ("C_SignInit", well);
  state.is_signing |= well == CKR_OK && key == KEY;
  return well;
}

static CK_RV
sign (CK_SESSION_HANDLE session, CK_BYTE *block, CK_ULONG length, CK_BYTE *signature, CK_ULONG *signature_length)
{
  CK_RV well = enter_session ("C_Sign");
  size_t room = *signature_length;

  if (well == CKR_OK && (!state.is_signing || (script_says ("each-time", NULL, NULL) && !state.is_confirmed)))
    well = state.is_signing ? CKR_USER_NOT_LOGGED_IN : CKR_OPERATION_NOT_INITIALIZED;
  if (well == CKR_OK && !mock_key_sign (block, length, signature, &room, length))
    well = CKR_FUNCTION_FAILED;
  if (well == CKR_OK)
    *signature_length = room;
  state.made += well == CKR_OK;
  state.is_signing = false;
  return answer ("C_Sign", well);
}

static CK_FUNCTION_LIST functions = {
  .version = { 2, 40 },
  .C_Initialize = initialize,
  .C_Finalize = finalize,
  .C_GetSlotList = get_slot_list,
  .C_GetSlotInfo = get_slot_info,
  .C_GetTokenInfo = get_token_info,
  .C_OpenSession = open_session,
  .C_CloseSession = close_session,
  .C_FindObjectsInit = find_objects_init,
  .C_FindObjects = find_objects,
  .C_FindObjectsFinal = find_objects_final,
  .C_GetAttributeValue = get_attribute_value,
  .C_Login = login,
  .C_Logout = logout,
  .C_SignInit = sign_init,
  .C_Sign = sign,
};

CK_RV
C_GetFunctionList (CK_FUNCTION_LIST **list)
{
  *list = &functions;
  return CKR_OK;
}
