/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Readers and the tokens in them, as a PKCS#11 module tells of them before anybody logs in. */

#include "token/driver.h"
#include "token/modules.h"
#include "token/pkcs11-parts.h"

gboolean
pkcs11_slots (CK_SLOT_ID *slots, CK_ULONG *n, LineTrouble *trouble)
{
  *n = PKCS11_MAX_SLOTS;
  return pkcs11_fine (CALL_GET_SLOT_LIST, pkcs11.functions->C_GetSlotList (CK_FALSE, slots, n), trouble)
         && (*n <= PKCS11_MAX_SLOTS
             || driver_fail (trouble, YN_ERROR_TOKEN_DRIVER_FAULT, "C_GetSlotList", "too many slots"));
}

/* Fields of fixed width, padded with blanks, and by some drivers with NULs. New, UTF-8. */
static char *
text_of (const CK_UTF8CHAR *field, gsize width)
{
  g_autofree char *text = g_strndup ((const char *) field, width);

  return g_utf8_make_valid (g_strchomp (text), -1);
}

guint
pkcs11_flags (const CK_TOKEN_INFO *info)
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

/* What was asked for in it is asked for again once somebody has logged in. */
static char *
address_of (const CK_TOKEN_INFO *info, P11KitUri *uri)
{
  static const CK_ATTRIBUTE_TYPE types[] = { CKA_ID, CKA_LABEL };
  CK_ATTRIBUTE attributes[G_N_ELEMENTS (types)];
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      const CK_ATTRIBUTE *asked = p11_kit_uri_get_attribute (uri, types[i]);

      if (asked != NULL)
        attributes[n++] = *asked;
    }
  return pkcs11_address (info, attributes, n);
}

void
pkcs11_say_token (const CK_TOKEN_INFO *info, P11KitUri *uri, guint flags)
{
  g_autofree char *label = text_of (info->label, sizeof info->label);
  g_autofree char *maker = text_of (info->manufacturerID, sizeof info->manufacturerID);
  g_autofree char *model = text_of (info->model, sizeof info->model);
  g_autofree char *serial = text_of (info->serialNumber, sizeof info->serialNumber);
  g_autofree char *address = address_of (info, uri);
  const char *words[] = { label, maker, model, serial, address, NULL };

  line_say ((YnTokenFrame){ .kind = YN_TOKEN_TOKEN, .flags = flags, .tries = -1 }, words, NULL);
}

static gboolean
look_into_token (CK_SLOT_ID slot, const CK_TOKEN_INFO *info, P11KitUri *uri, LineTrouble *trouble)
{
  CK_SESSION_HANDLE session = 0;
  gboolean found;

  if (!pkcs11_fine (CALL_OPEN_SESSION,
                    pkcs11.functions->C_OpenSession (slot, CKF_SERIAL_SESSION, NULL, NULL, &session), trouble))
    return FALSE;
  found = pkcs11_say_certificates (session, info, uri, trouble);
  pkcs11.functions->C_CloseSession (session);
  return found;
}

/* @nameless: not even the reader could be told of. */
static gboolean
look_into_slot (CK_SLOT_ID slot, P11KitUri *uri, gboolean *nameless, LineTrouble *trouble)
{
  CK_SLOT_INFO slot_info = { .flags = 0 };
  CK_TOKEN_INFO info = { .flags = 0 };

  *nameless = !pkcs11_fine (CALL_GET_SLOT_INFO, pkcs11.functions->C_GetSlotInfo (slot, &slot_info), trouble);
  if (*nameless)
    return FALSE;
  say_reader (&slot_info);
  if ((slot_info.flags & CKF_TOKEN_PRESENT) == 0)
    return TRUE;
  if (!pkcs11_fine (CALL_GET_TOKEN_INFO, pkcs11.functions->C_GetTokenInfo (slot, &info), trouble))
    return FALSE;
  if (p11_kit_uri_match_token_info (uri, &info) != 1)
    return TRUE;
  if ((info.flags & CKF_TOKEN_INITIALIZED) == 0)
    return driver_fail (trouble, YN_ERROR_TOKEN_UNKNOWN, "C_GetTokenInfo", "a blank token");
  pkcs11_say_token (&info, uri, pkcs11_flags (&info));
  return look_into_token (slot, &info, uri, trouble);
}

gboolean
pkcs11_look (const char *address, LineTrouble *trouble)
{
  P11KitUri *uri = modules_uri (address, trouble);
  CK_SLOT_ID slots[PKCS11_MAX_SLOTS];
  CK_ULONG n = 0;
  gboolean listed = uri != NULL && pkcs11_slots (slots, &n, trouble);

  for (CK_ULONG i = 0; listed && i < n; i++)
    {
      gboolean nameless;

      if (!look_into_slot (slots[i], uri, &nameless, trouble))
        line_say_trouble (trouble, nameless ? YN_TOKEN_MORE | YN_TOKEN_NO_READER : YN_TOKEN_MORE);
    }
  if (uri != NULL)
    p11_kit_uri_free (uri);
  return listed;
}
