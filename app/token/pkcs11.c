/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A PKCS#11 module (OASIS, 2.40 and later). It hashes nothing for us: the chair hands over what is to be signed, and
 * CKM_RSA_PKCS and CKM_ECDSA are what every token has. */

#include "token/driver.h"
#include "token/modules.h"
#include "token/pkcs11-parts.h"

#include <dlfcn.h>
#include <string.h>

Pkcs11Module pkcs11;

/* The one session that is kept. */
static struct
{
  CK_SESSION_HANDLE session; /* 0: none */
  gboolean logged_in;
  CK_TOKEN_INFO token;
  guint flags; /* of the token */
  CK_OBJECT_HANDLE key; /* 0: none */
  CK_MECHANISM_TYPE mechanism;
  gboolean each_time;
} state;

static Pkcs11Certificate certificate; /* the key's */

gboolean
pkcs11_fine (Pkcs11Call call, CK_RV code, LineTrouble *trouble)
{
  int class = pkcs11_class (call, code);

  return class == PKCS11_FINE || driver_fail (trouble, class, pkcs11_call_name (call), pkcs11_code_name (code));
}

static gboolean
is_whole (const CK_FUNCTION_LIST *f)
{
  return f != NULL && f->C_Initialize != NULL && f->C_GetSlotList != NULL && f->C_GetSlotInfo != NULL
         && f->C_GetTokenInfo != NULL && f->C_OpenSession != NULL && f->C_FindObjectsInit != NULL
         && f->C_FindObjects != NULL && f->C_FindObjectsFinal != NULL && f->C_GetAttributeValue != NULL
         && f->C_Login != NULL && f->C_SignInit != NULL && f->C_Sign != NULL && f->C_Logout != NULL
         && f->C_CloseSession != NULL && f->C_Finalize != NULL;
}

static gboolean
begin (void *library, const char *path, LineTrouble *trouble)
{
  CK_C_GetFunctionList get_functions = (CK_C_GetFunctionList) dlsym (library, driver_pkcs11.entry);

  if (get_functions (&pkcs11.functions) != CKR_OK || !is_whole (pkcs11.functions))
    {
      pkcs11.functions = NULL;
      return driver_fail (trouble, YN_ERROR_TOKEN_DRIVER_FAULT, "C_GetFunctionList", "not all functions are there");
    }
  pkcs11.path = g_strdup (path);
  return pkcs11_fine (CALL_INITIALIZE, pkcs11.functions->C_Initialize (NULL), trouble);
}

/* --- logging in ------------------------------------------------------------------------------------------------- */

static CK_RV
give_pin (CK_USER_TYPE user, const char *pin)
{
  gboolean pad = (state.flags & YN_TOKEN_PIN_PAD) != 0;

  return pkcs11.functions->C_Login (state.session, user, pad ? NULL : (CK_UTF8CHAR *) pin, pad ? 0 : strlen (pin));
}

/* The one attempt. @agreed: to the last one. */
static gboolean
try_pin (const char *pin, guint agreed, LineTrouble *trouble)
{
  state.logged_in = (state.flags & YN_TOKEN_PIN_NONE) != 0
                    || (driver_pin_may_be_tried (state.flags, agreed, pin, trouble)
                        && pkcs11_fine (CALL_LOGIN, give_pin (CKU_USER, pin), trouble));
  return state.logged_in;
}

/* A session on the token in @slot, where one is there that @uri fits. */
static gboolean
enter_slot (CK_SLOT_ID slot, P11KitUri *uri, LineTrouble *trouble)
{
  CK_FUNCTION_LIST *f = pkcs11.functions;
  CK_SLOT_INFO slot_info = { .flags = 0 };

  if (!pkcs11_fine (CALL_GET_SLOT_INFO, f->C_GetSlotInfo (slot, &slot_info), trouble)
      || (slot_info.flags & CKF_TOKEN_PRESENT) == 0
      || !pkcs11_fine (CALL_GET_TOKEN_INFO, f->C_GetTokenInfo (slot, &state.token), trouble)
      || p11_kit_uri_match_token_info (uri, &state.token) != 1
      || !pkcs11_fine (CALL_OPEN_SESSION, f->C_OpenSession (slot, CKF_SERIAL_SESSION, NULL, NULL, &state.session),
                       trouble))
    return FALSE;
  state.flags = pkcs11_flags (&state.token);
  return TRUE;
}

/* The last session of a token that goes logs out, too. */
static void
leave_slot (void)
{
  if (state.session != 0)
    pkcs11.functions->C_CloseSession (state.session);
  state.session = 0;
  state.logged_in = FALSE;
}

/* The first token that @uri fits and, with @wants_certificate, that has what it means. */
static gboolean
enter_token (P11KitUri *uri, gboolean wants_certificate, LineTrouble *trouble)
{
  CK_SLOT_ID slots[PKCS11_MAX_SLOTS];
  CK_ULONG n = 0;

  if (!pkcs11_slots (slots, &n, trouble))
    return FALSE;
  *trouble = (LineTrouble){ YN_ERROR_TOKEN_ABSENT, "C_GetSlotList", "no token that the address means" };
  for (CK_ULONG i = 0; i < n; i++)
    {
      if (!enter_slot (slots[i], uri, trouble))
        continue;
      if (!wants_certificate || pkcs11_find_certificate (state.session, uri, &certificate, trouble))
        return TRUE;
      leave_slot ();
    }
  return FALSE;
}

static gboolean
log_in (const char *address, const char *pin, guint agreed, LineTrouble *trouble)
{
  P11KitUri *uri;
  gboolean entered;

  if (state.session != 0)
    return driver_fail (trouble, YN_ERROR_WRONG_USE, "yinuo-token", "a token is open already");
  uri = modules_uri (address, trouble);
  if (uri == NULL)
    return FALSE;
  entered = enter_token (uri, FALSE, trouble) && try_pin (pin, agreed, trouble);
  p11_kit_uri_free (uri);
  if (!entered)
    leave_slot ();
  return entered;
}

static gboolean
show (const char *address, LineTrouble *trouble)
{
  P11KitUri *uri = modules_uri (address, trouble);
  gboolean shown;

  if (uri == NULL)
    return FALSE;
  pkcs11_say_token (&state.token, uri, YN_TOKEN_PIN_NONE); /* any more */
  shown = pkcs11_say_certificates (state.session, &state.token, uri, trouble);
  p11_kit_uri_free (uri);
  return shown;
}

/* --- opening a key ---------------------------------------------------------------------------------------------- */

/* Where somebody has logged in, only there. */
static gboolean
find_certificate (const char *address, LineTrouble *trouble)
{
  P11KitUri *uri = modules_uri (address, trouble);
  gboolean found = FALSE;

  if (uri == NULL)
    return FALSE;
  found = state.logged_in ? pkcs11_find_certificate (state.session, uri, &certificate, trouble)
                          : enter_token (uri, TRUE, trouble);
  p11_kit_uri_free (uri);
  if (!found && trouble->error == PKCS11_FINE)
    driver_fail (trouble, YN_ERROR_TOKEN_EMPTY, "C_FindObjects", "no certificate that the address means");
  return found;
}

static gboolean
find_key (LineTrouble *trouble)
{
  CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
  CK_ATTRIBUTE wanted[] = {
    { CKA_CLASS, &class, sizeof class },
    { CKA_ID, certificate.id, certificate.id_length },
  };
  CK_OBJECT_HANDLE key = 0;
  CK_KEY_TYPE type = 0;
  CK_BBOOL may_sign = CK_TRUE, each_time = CK_FALSE;
  CK_ULONG n = 1, type_length = sizeof type, may_length = sizeof may_sign, each_length = sizeof each_time;

  if (!pkcs11_find (state.session, wanted, certificate.id_length > 0 ? 2 : 1, &key, &n, trouble))
    return FALSE;
  if (n == 0)
    return driver_fail (trouble, YN_ERROR_TOKEN_KEY, "C_FindObjects", "no private key for the certificate");
  *trouble = (LineTrouble){ PKCS11_FINE, "", "" };
  pkcs11_read_attribute (state.session, key, CKA_KEY_TYPE, &type, &type_length, trouble);
  pkcs11_read_attribute (state.session, key, CKA_SIGN, &may_sign, &may_length, trouble);
  pkcs11_read_attribute (state.session, key, CKA_ALWAYS_AUTHENTICATE, &each_time, &each_length, trouble);
  if (trouble->error != PKCS11_FINE)
    return FALSE;
  if (!may_sign)
    return driver_fail (trouble, YN_ERROR_TOKEN_KEY, "CKA_SIGN", "the key may not sign");
  if (type != CKK_RSA && type != CKK_ECDSA)
    return driver_fail (trouble, YN_ERROR_TOKEN_ALGORITHM, "CKA_KEY_TYPE", "neither RSA nor an elliptic curve");
  state.key = key;
  state.mechanism = type == CKK_RSA ? CKM_RSA_PKCS : CKM_ECDSA;
  state.each_time = each_time == CK_TRUE;
  return TRUE;
}

static gboolean
open_key (const char *address, const char *pin, guint *flags, LineTrouble *trouble)
{
  if (state.key != 0 || (state.session != 0 && !state.logged_in))
    return driver_fail (trouble, YN_ERROR_WRONG_USE, "yinuo-token", "a token is open already");
  if (!find_certificate (address, trouble) || (!state.logged_in && !try_pin (pin, *flags, trouble))
      || !find_key (trouble))
    {
      leave_slot ();
      return FALSE;
    }
  *flags = state.flags | (state.each_time ? YN_TOKEN_EACH_TIME : 0);
  return TRUE;
}

/* --- signing ---------------------------------------------------------------------------------------------------- */

static gboolean
sign (const char *pin, const guint8 *block, gsize length, guint8 *signature, gsize *signature_length,
      LineTrouble *trouble)
{
  CK_FUNCTION_LIST *f = pkcs11.functions;
  CK_MECHANISM mechanism = { state.mechanism, NULL, 0 };
  CK_BYTE *data = (CK_BYTE *) block;
  CK_ULONG room = *signature_length;

  if (state.key == 0)
    return driver_fail (trouble, YN_ERROR_TOKEN_SESSION, "yinuo-token", "no key is open");
  if (state.each_time && (state.flags & YN_TOKEN_PIN_PAD) == 0 && *pin == '\0')
    return driver_fail (trouble, YN_ERROR_PIN_NEEDED, "CKA_ALWAYS_AUTHENTICATE", "the key wants the PIN each time");
  if (!pkcs11_fine (CALL_SIGN_INIT, f->C_SignInit (state.session, &mechanism, state.key), trouble))
    return FALSE;
  if (state.each_time && !pkcs11_fine (CALL_LOGIN_EACH_TIME, give_pin (CKU_CONTEXT_SPECIFIC, pin), trouble))
    {
      /* ends what C_SignInit began, or the next signature could not begin */
      f->C_Sign (state.session, data, length, signature, &room);
      return FALSE;
    }
  if (!pkcs11_fine (CALL_SIGN, f->C_Sign (state.session, data, length, signature, &room), trouble))
    return FALSE;
  if (room > *signature_length)
    return driver_fail (trouble, YN_ERROR_TOKEN_DRIVER_FAULT, "C_Sign", "a signature longer than its room");
  *signature_length = room;
  return TRUE;
}

static void
end (void)
{
  if (pkcs11.functions == NULL)
    return;
  if (state.session != 0)
    pkcs11.functions->C_Logout (state.session);
  pkcs11.functions->C_Finalize (NULL);
}

const Driver driver_pkcs11 = {
  .entry = "C_GetFunctionList",
  .begin = begin,
  .look = pkcs11_look,
  .log_in = log_in,
  .show = show,
  .open = open_key,
  .sign = sign,
  .end = end,
};
