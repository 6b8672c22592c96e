/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A PKCS#11 module (OASIS, 2.40 and later). It hashes nothing for us: the chair hands over what is to be signed, and
 * CKM_RSA_PKCS and CKM_ECDSA are what every token has. */

#include "token/driver.h"
#include "token/modules.h"
#include "token/pkcs11-codes.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SLOTS 64
#define MAX_CERTIFICATES 64
#define MAX_ID 256

static struct
{
  CK_FUNCTION_LIST *functions;
  const char *path;
  CK_SESSION_HANDLE session; /* 0: none */
  CK_OBJECT_HANDLE key;
  CK_MECHANISM_TYPE mechanism;
  gboolean each_time;
  gboolean pad; /* the PIN is typed at the reader */
} state;

/* One certificate, as its token describes it. */
typedef struct
{
  CK_BYTE value[YN_TOKEN_MAX_DATA];
  CK_ULONG value_length;
  CK_BYTE id[MAX_ID], label[MAX_ID];
  CK_ULONG id_length, label_length;
} Certificate;

static gboolean
fine (Pkcs11Call call, CK_RV code, LineTrouble *trouble)
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

  if (get_functions (&state.functions) != CKR_OK || !is_whole (state.functions))
    {
      state.functions = NULL;
      return driver_fail (trouble, YN_ERROR_TOKEN_DRIVER_FAULT, "C_GetFunctionList", "not all functions are there");
    }
  state.path = g_strdup (path);
  return fine (CALL_INITIALIZE, state.functions->C_Initialize (NULL), trouble);
}

/* --- slots and tokens ------------------------------------------------------------------------------------------- */

static gboolean
get_slots (CK_SLOT_ID *slots, CK_ULONG *n, LineTrouble *trouble)
{
  *n = MAX_SLOTS;
  return fine (CALL_GET_SLOT_LIST, state.functions->C_GetSlotList (CK_FALSE, slots, n), trouble)
         && (*n <= MAX_SLOTS || driver_fail (trouble, YN_ERROR_TOKEN_DRIVER_FAULT, "C_GetSlotList", "too many slots"));
}

/* Fields of fixed width, padded with blanks, and by some drivers with NULs. New, UTF-8. */
static char *
text_of (const CK_UTF8CHAR *field, gsize width)
{
  g_autofree char *text = g_strndup ((const char *) field, width);

  return g_utf8_make_valid (g_strchomp (text), -1);
}

static guint
flags_of (const CK_TOKEN_INFO *info)
{
  static const struct
  {
    CK_FLAGS theirs;
    guint ours;
  } flags[] = {
    { CKF_USER_PIN_COUNT_LOW, YN_TOKEN_PIN_LOW },
    { CKF_USER_PIN_FINAL_TRY, YN_TOKEN_PIN_LAST_TRY },
    { CKF_USER_PIN_LOCKED, YN_TOKEN_PIN_LOCKED },
    { CKF_USER_PIN_TO_BE_CHANGED, YN_TOKEN_PIN_EXPIRED },
    { CKF_PROTECTED_AUTHENTICATION_PATH, YN_TOKEN_PIN_PAD },
  };
  guint ours = 0;

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (info->flags & flags[i].theirs)
      ours |= flags[i].ours;
  if ((info->flags & CKF_LOGIN_REQUIRED) == 0)
    ours |= YN_TOKEN_PIN_NONE;
  else if ((info->flags & CKF_USER_PIN_INITIALIZED) == 0)
    ours |= YN_TOKEN_PIN_UNSET;
  return ours;
}

static void
say_reader (const CK_SLOT_INFO *info)
{
  g_autofree char *name = text_of (info->slotDescription, sizeof info->slotDescription);
  const char *words[] = { name, NULL };

  line_say ((YnTokenFrame){ .kind = YN_TOKEN_READER }, words, NULL);
}

static void
say_token (const CK_TOKEN_INFO *info)
{
  g_autofree char *label = text_of (info->label, sizeof info->label);
  g_autofree char *maker = text_of (info->manufacturerID, sizeof info->manufacturerID);
  g_autofree char *model = text_of (info->model, sizeof info->model);
  g_autofree char *serial = text_of (info->serialNumber, sizeof info->serialNumber);
  const char *words[] = { label, maker, model, serial, NULL };

  line_say ((YnTokenFrame){ .kind = YN_TOKEN_TOKEN, .flags = flags_of (info), .tries = -1 }, words, NULL);
}

/* --- certificates ----------------------------------------------------------------------------------------------- */

/* What a token does not want to tell has the length -1. */
static void
read_attribute (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type, void *value,
                CK_ULONG *length, LineTrouble *trouble)
{
  CK_ATTRIBUTE attribute = { type, value, *length };

  *length = 0;
  if (fine (CALL_GET_ATTRIBUTE_VALUE, state.functions->C_GetAttributeValue (session, object, &attribute, 1), trouble)
      && attribute.ulValueLen != (CK_ULONG) -1)
    *length = attribute.ulValueLen;
}

static gboolean
find (CK_SESSION_HANDLE session, CK_ATTRIBUTE *wanted, CK_ULONG n_wanted, CK_OBJECT_HANDLE *objects, CK_ULONG *n,
      LineTrouble *trouble)
{
  CK_FUNCTION_LIST *f = state.functions;
  CK_ULONG room = *n;

  *n = 0;
  if (!fine (CALL_FIND_OBJECTS_INIT, f->C_FindObjectsInit (session, wanted, n_wanted), trouble))
    return FALSE;
  while (*n < room)
    {
      CK_ULONG more = 0;

      if (!fine (CALL_FIND_OBJECTS, f->C_FindObjects (session, objects + *n, room - *n, &more), trouble))
        return FALSE;
      if (more == 0)
        break;
      *n += MIN (more, room - *n);
    }
  return fine (CALL_FIND_OBJECTS_FINAL, f->C_FindObjectsFinal (session), trouble);
}

static gboolean
find_certificates (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE *objects, CK_ULONG *n, LineTrouble *trouble)
{
  CK_OBJECT_CLASS class = CKO_CERTIFICATE;
  CK_CERTIFICATE_TYPE type = CKC_X_509;
  CK_ATTRIBUTE wanted[] = { { CKA_CLASS, &class, sizeof class }, { CKA_CERTIFICATE_TYPE, &type, sizeof type } };

  return find (session, wanted, G_N_ELEMENTS (wanted), objects, n, trouble);
}

static gboolean
read_certificate (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, Certificate *certificate, LineTrouble *trouble)
{
  *trouble = (LineTrouble){ PKCS11_FINE, "", "" };
  certificate->value_length = sizeof certificate->value;
  certificate->id_length = sizeof certificate->id;
  certificate->label_length = sizeof certificate->label;
  read_attribute (session, object, CKA_VALUE, certificate->value, &certificate->value_length, trouble);
  read_attribute (session, object, CKA_ID, certificate->id, &certificate->id_length, trouble);
  read_attribute (session, object, CKA_LABEL, certificate->label, &certificate->label_length, trouble);
  return trouble->error == PKCS11_FINE;
}

static gboolean
fits_certificate (P11KitUri *uri, Certificate *certificate)
{
  CK_ATTRIBUTE attributes[] = {
    { CKA_ID, certificate->id, certificate->id_length },
    { CKA_LABEL, certificate->label, certificate->label_length },
  };

  p11_kit_uri_clear_attribute (uri, CKA_CLASS); /* "type=private" means the certificate's key just as well */
  return p11_kit_uri_match_attributes (uri, attributes, G_N_ELEMENTS (attributes)) == 1;
}

/* An address that names exactly this certificate. New. */
static char *
address_of (const CK_TOKEN_INFO *info, Certificate *certificate)
{
  P11KitUri *uri = p11_kit_uri_new ();
  CK_ATTRIBUTE attributes[] = {
    { CKA_ID, certificate->id, certificate->id_length },
    { CKA_LABEL, certificate->label, certificate->label_length },
  };
  char *formatted = NULL;
  char *address;

  *p11_kit_uri_get_token_info (uri) = *info;
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (attributes[i].ulValueLen > 0)
      p11_kit_uri_set_attribute (uri, &attributes[i]);
  p11_kit_uri_set_module_path (uri, state.path);
  p11_kit_uri_format (uri, P11_KIT_URI_FOR_OBJECT_ON_TOKEN_AND_MODULE, &formatted);
  address = g_strdup (formatted);
  free (formatted);
  p11_kit_uri_free (uri);
  return address;
}

static void
say_certificate (const CK_TOKEN_INFO *info, Certificate *certificate, gboolean meant)
{
  g_autofree char *address = address_of (info, certificate);
  const char *words[] = { address != NULL ? address : "", NULL };
  YnTokenFrame frame = {
    .kind = YN_TOKEN_CERTIFICATE,
    .flags = meant ? 0 : YN_TOKEN_BESIDE,
    .data = (uint32_t) certificate->value_length,
  };

  line_say (frame, words, certificate->value);
}

/* --- looking ---------------------------------------------------------------------------------------------------- */

static Certificate certificate; /* too large for the stack */

static gboolean
look_into_token (CK_SLOT_ID slot, const CK_TOKEN_INFO *info, P11KitUri *uri, LineTrouble *trouble)
{
  CK_SESSION_HANDLE session = 0;
  CK_OBJECT_HANDLE objects[MAX_CERTIFICATES];
  CK_ULONG n = MAX_CERTIFICATES;
  gboolean found;

  if (!fine (CALL_OPEN_SESSION, state.functions->C_OpenSession (slot, CKF_SERIAL_SESSION, NULL, NULL, &session),
             trouble))
    return FALSE;
  found = find_certificates (session, objects, &n, trouble);
  for (CK_ULONG i = 0; found && i < n; i++)
    {
      found = read_certificate (session, objects[i], &certificate, trouble);
      if (found && certificate.value_length > 0)
        say_certificate (info, &certificate, fits_certificate (uri, &certificate));
    }
  state.functions->C_CloseSession (session);
  return found;
}

static gboolean
look_into_slot (CK_SLOT_ID slot, P11KitUri *uri, LineTrouble *trouble)
{
  CK_SLOT_INFO slot_info = { .flags = 0 };
  CK_TOKEN_INFO info = { .flags = 0 };

  if (!fine (CALL_GET_SLOT_INFO, state.functions->C_GetSlotInfo (slot, &slot_info), trouble))
    return FALSE;
  say_reader (&slot_info);
  if ((slot_info.flags & CKF_TOKEN_PRESENT) == 0)
    return TRUE;
  if (!fine (CALL_GET_TOKEN_INFO, state.functions->C_GetTokenInfo (slot, &info), trouble))
    return FALSE;
  if (p11_kit_uri_match_token_info (uri, &info) != 1)
    return TRUE;
  if ((info.flags & CKF_TOKEN_INITIALIZED) == 0)
    return driver_fail (trouble, YN_ERROR_TOKEN_UNKNOWN, "C_GetTokenInfo", "a blank token");
  say_token (&info);
  return look_into_token (slot, &info, uri, trouble);
}

/* One bad token does not hide the others. */
static gboolean
look (const char *address, LineTrouble *trouble)
{
  P11KitUri *uri = modules_uri (address, trouble);
  CK_SLOT_ID slots[MAX_SLOTS];
  CK_ULONG n = 0;
  gboolean listed = uri != NULL && get_slots (slots, &n, trouble);

  for (CK_ULONG i = 0; listed && i < n; i++)
    if (!look_into_slot (slots[i], uri, trouble))
      line_say_trouble (trouble, YN_TOKEN_MORE);
  if (uri != NULL)
    p11_kit_uri_free (uri);
  return listed;
}

/* --- opening ---------------------------------------------------------------------------------------------------- */

/* The first certificate that @uri fits; the chair names exactly one. FALSE with @trouble FINE: not here. */
static gboolean
find_in_slot (CK_SLOT_ID slot, P11KitUri *uri, CK_TOKEN_INFO *info, LineTrouble *trouble)
{
  CK_FUNCTION_LIST *f = state.functions;
  CK_SLOT_INFO slot_info = { .flags = 0 };
  CK_OBJECT_HANDLE objects[MAX_CERTIFICATES];
  CK_ULONG n = MAX_CERTIFICATES;

  if (!fine (CALL_GET_SLOT_INFO, f->C_GetSlotInfo (slot, &slot_info), trouble)
      || (slot_info.flags & CKF_TOKEN_PRESENT) == 0
      || !fine (CALL_GET_TOKEN_INFO, f->C_GetTokenInfo (slot, info), trouble)
      || p11_kit_uri_match_token_info (uri, info) != 1
      || !fine (CALL_OPEN_SESSION, f->C_OpenSession (slot, CKF_SERIAL_SESSION, NULL, NULL, &state.session), trouble))
    return FALSE;
  if (find_certificates (state.session, objects, &n, trouble))
    for (CK_ULONG i = 0; i < n; i++)
      if (read_certificate (state.session, objects[i], &certificate, trouble) && certificate.value_length > 0
          && fits_certificate (uri, &certificate))
        return TRUE;
  f->C_CloseSession (state.session);
  state.session = 0;
  return FALSE;
}

static gboolean
find_certificate (const char *address, CK_TOKEN_INFO *info, LineTrouble *trouble)
{
  P11KitUri *uri = modules_uri (address, trouble);
  CK_SLOT_ID slots[MAX_SLOTS];
  CK_ULONG n = 0;
  gboolean found = FALSE;

  if (uri == NULL)
    return FALSE;
  if (get_slots (slots, &n, trouble))
    {
      *trouble = (LineTrouble){ YN_ERROR_TOKEN_ABSENT, "C_GetSlotList", "no token that the address means" };
      for (CK_ULONG i = 0; !found && i < n; i++)
        found = find_in_slot (slots[i], uri, info, trouble);
    }
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
  CK_KEY_TYPE type = 0;
  CK_BBOOL may_sign = CK_TRUE, each_time = CK_FALSE;
  CK_ULONG n = 1, type_length = sizeof type, may_length = sizeof may_sign, each_length = sizeof each_time;

  if (!find (state.session, wanted, certificate.id_length > 0 ? 2 : 1, &state.key, &n, trouble))
    return FALSE;
  if (n == 0)
    return driver_fail (trouble, YN_ERROR_TOKEN_KEY, "C_FindObjects", "no private key for the certificate");
  *trouble = (LineTrouble){ PKCS11_FINE, "", "" };
  read_attribute (state.session, state.key, CKA_KEY_TYPE, &type, &type_length, trouble);
  read_attribute (state.session, state.key, CKA_SIGN, &may_sign, &may_length, trouble);
  read_attribute (state.session, state.key, CKA_ALWAYS_AUTHENTICATE, &each_time, &each_length, trouble);
  if (trouble->error != PKCS11_FINE)
    return FALSE;
  if (!may_sign)
    return driver_fail (trouble, YN_ERROR_TOKEN_KEY, "CKA_SIGN", "the key may not sign");
  if (type != CKK_RSA && type != CKK_ECDSA)
    return driver_fail (trouble, YN_ERROR_TOKEN_ALGORITHM, "CKA_KEY_TYPE", "neither RSA nor an elliptic curve");
  state.mechanism = type == CKK_RSA ? CKM_RSA_PKCS : CKM_ECDSA;
  state.each_time = each_time == CK_TRUE;
  return TRUE;
}

static CK_RV
log_in (CK_USER_TYPE user, const char *pin)
{
  return state.functions->C_Login (state.session, user, state.pad ? NULL : (CK_UTF8CHAR *) pin,
                                   state.pad ? 0 : strlen (pin));
}

static gboolean
open_key (const char *address, const char *pin, guint *flags, LineTrouble *trouble)
{
  CK_TOKEN_INFO info = { .flags = 0 };
  guint theirs;

  if (state.session != 0)
    return driver_fail (trouble, YN_ERROR_WRONG_USE, "yinuo-token", "a key is open already");
  if (!find_certificate (address, &info, trouble))
    return FALSE;
  theirs = flags_of (&info);
  state.pad = (theirs & YN_TOKEN_PIN_PAD) != 0;
  if ((theirs & YN_TOKEN_PIN_NONE) == 0
      && (!driver_pin_may_be_tried (theirs, *flags, pin, trouble)
          || !fine (CALL_LOGIN, log_in (CKU_USER, pin), trouble)))
    return FALSE;
  if (!find_key (trouble))
    return FALSE;
  *flags = theirs | (state.each_time ? YN_TOKEN_EACH_TIME : 0);
  return TRUE;
}

static gboolean
sign (const char *pin, const guint8 *block, gsize length, guint8 *signature, gsize *signature_length,
      LineTrouble *trouble)
{
  CK_MECHANISM mechanism = { state.mechanism, NULL, 0 };
  CK_ULONG room = *signature_length;

  if (state.session == 0)
    return driver_fail (trouble, YN_ERROR_TOKEN_SESSION, "yinuo-token", "no key is open");
  if (state.each_time && !state.pad && *pin == '\0')
    return driver_fail (trouble, YN_ERROR_PIN_NEEDED, "CKA_ALWAYS_AUTHENTICATE", "the key wants the PIN each time");
  if (!fine (CALL_SIGN_INIT, state.functions->C_SignInit (state.session, &mechanism, state.key), trouble)
      || (state.each_time && !fine (CALL_LOGIN_EACH_TIME, log_in (CKU_CONTEXT_SPECIFIC, pin), trouble))
      || !fine (CALL_SIGN,
                state.functions->C_Sign (state.session, (CK_BYTE *) block, length, signature, &room), trouble))
    return FALSE;
  if (room > *signature_length)
    return driver_fail (trouble, YN_ERROR_TOKEN_DRIVER_FAULT, "C_Sign", "a signature longer than its room");
  *signature_length = room;
  return TRUE;
}

static void
end (void)
{
  if (state.functions == NULL)
    return;
  if (state.session != 0)
    state.functions->C_Logout (state.session);
  state.functions->C_Finalize (NULL);
}

const Driver driver_pkcs11 = {
  .entry = "C_GetFunctionList",
  .begin = begin,
  .look = look,
  .open = open_key,
  .sign = sign,
  .end = end,
};
