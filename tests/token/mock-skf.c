/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* An SKF driver with one device, as obstinate as a test needs it; built twice, for the two widths that vendors give to
 * ULONG. It is written from GM/T 0016 and not from our header, so that a wrong one there is noticed. */

#include "mock-key.h"
#include "script.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef MOCK_ULONG ULONG;
typedef int32_t BOOL;
typedef uint8_t BYTE;
typedef void *HANDLE;

#pragma pack(push, 1)
typedef struct
{
  BYTE version[2];
  char manufacturer[64], issuer[64], label[32], serial[32];
  BYTE hardware[2], firmware[2];
  ULONG numbers[8];
  BYTE reserved[64];
} DEVINFO;
#pragma pack(pop)

typedef struct
{
  BYTE r[64], s[64];
} ECCSIGNATUREBLOB;

enum
{
  OK = 0,
  FAIL = 0x0a000001,
  INVALID_HANDLE = 0x0a000005,
  CERTIFICATE_NOT_FOUND = 0x0a00001c,
  BUFFER_TOO_SMALL = 0x0a000020,
  DEVICE_REMOVED = 0x0a000023,
  PIN_INCORRECT = 0x0a000024,
  PIN_LOCKED = 0x0a000025,
  NOT_LOGGED_IN = 0x0a00002d,
};

static int device, application, container; /* their addresses are handles */
static bool is_logged_in, was_gone;

static ULONG
answer (const char *call, ULONG honest)
{
  unsigned long told;

  return script_says ("answer", call, &told) ? (ULONG) told : honest;
}

static ULONG
enter (const char *call, HANDLE given, void *expected)
{
  script_enter (call);
  if (script_says ("gone", NULL, NULL))
    {
      was_gone = true;
      return DEVICE_REMOVED;
    }
  return given != expected || was_gone ? INVALID_HANDLE : OK;
}

static ULONG
give_names (char *names, ULONG *size, const char *name)
{
  ULONG needed = (ULONG) strlen (name) + (*name != '\0' ? 2 : 1);

  if (names != NULL && *size < needed)
    return BUFFER_TOO_SMALL;
  if (names != NULL)
    {
      memset (names, 0, needed);
      memcpy (names, name, strlen (name));
    }
  *size = needed;
  return OK;
}

ULONG SKF_EnumDev (BOOL present, char *names, ULONG *size);
ULONG
SKF_EnumDev (BOOL present, char *names, ULONG *size)
{
  script_enter ("SKF_EnumDev");
  return answer ("SKF_EnumDev", give_names (names, size, script_says ("gone", NULL, NULL) ? "" : "样例/设备 1"));
}

ULONG SKF_ConnectDev (const char *name, HANDLE *handle);
ULONG
SKF_ConnectDev (const char *name, HANDLE *handle)
{
  was_gone = false;
  *handle = &device;
  return answer ("SKF_ConnectDev", enter ("SKF_ConnectDev", NULL, NULL));
}

ULONG SKF_DisConnectDev (HANDLE handle);
ULONG
SKF_DisConnectDev (HANDLE handle)
{
  return enter ("SKF_DisConnectDev", handle, &device);
}

ULONG SKF_GetDevInfo (HANDLE handle, DEVINFO *info);
ULONG
SKF_GetDevInfo (HANDLE handle, DEVINFO *info)
{
  memset (info, 0, sizeof *info);
  info->version[0] = 1;
  strcpy (info->manufacturer, "sample maker");
  strcpy (info->issuer, "sample issuer");
  strcpy (info->label, "样例国密介质");
  strcpy (info->serial, "S0001");
  memset (info->numbers, 0xff, sizeof info->numbers);
  return answer ("SKF_GetDevInfo", enter ("SKF_GetDevInfo", handle, &device));
}

ULONG SKF_EnumApplication (HANDLE handle, char *names, ULONG *size);
ULONG
SKF_EnumApplication (HANDLE handle, char *names, ULONG *size)
{
  ULONG well = enter ("SKF_EnumApplication", handle, &device);

  return answer ("SKF_EnumApplication", well == OK ? give_names (names, size, "应用&1") : well);
}

ULONG SKF_OpenApplication (HANDLE handle, const char *name, HANDLE *opened);
ULONG
SKF_OpenApplication (HANDLE handle, const char *name, HANDLE *opened)
{
  *opened = &application;
  return answer ("SKF_OpenApplication", enter ("SKF_OpenApplication", handle, &device));
}

ULONG SKF_CloseApplication (HANDLE handle);
ULONG
SKF_CloseApplication (HANDLE handle)
{
  return enter ("SKF_CloseApplication", handle, &application);
}

static ULONG
tries_left (void)
{
  unsigned long left = 10;

  script_says ("tries", NULL, &left);
  return (ULONG) left;
}

ULONG SKF_GetPINInfo (HANDLE handle, ULONG type, ULONG *most, ULONG *left, BOOL *is_default);
ULONG
SKF_GetPINInfo (HANDLE handle, ULONG type, ULONG *most, ULONG *left, BOOL *is_default)
{
  *most = 10;
  *left = tries_left ();
  *is_default = 0;
  return answer ("SKF_GetPINInfo", enter ("SKF_GetPINInfo", handle, &application));
}

ULONG SKF_VerifyPIN (HANDLE handle, ULONG type, const char *pin, ULONG *left);
ULONG
SKF_VerifyPIN (HANDLE handle, ULONG type, const char *pin, ULONG *left)
{
  ULONG well = enter ("SKF_VerifyPIN", handle, &application);

  if (well == OK && tries_left () == 0)
    well = PIN_LOCKED;
  else if (well == OK && (type != 1 || strcmp (pin, SCRIPT_PIN) != 0))
    well = PIN_INCORRECT;
  is_logged_in = well == OK;
  *left = tries_left ();
  return answer ("SKF_VerifyPIN", well);
}

ULONG SKF_ClearSecureState (HANDLE handle);
ULONG
SKF_ClearSecureState (HANDLE handle)
{
  is_logged_in = false;
  return enter ("SKF_ClearSecureState", handle, &application);
}

ULONG SKF_EnumContainer (HANDLE handle, char *names, ULONG *size);
ULONG
SKF_EnumContainer (HANDLE handle, char *names, ULONG *size)
{
  ULONG well = enter ("SKF_EnumContainer", handle, &application);

  return answer ("SKF_EnumContainer", well == OK ? give_names (names, size, "{C0-1}") : well);
}

ULONG SKF_OpenContainer (HANDLE handle, const char *name, HANDLE *opened);
ULONG
SKF_OpenContainer (HANDLE handle, const char *name, HANDLE *opened)
{
  *opened = &container;
  return answer ("SKF_OpenContainer", enter ("SKF_OpenContainer", handle, &application));
}

ULONG SKF_CloseContainer (HANDLE handle);
ULONG
SKF_CloseContainer (HANDLE handle)
{
  return enter ("SKF_CloseContainer", handle, &container);
}

ULONG SKF_GetContainerType (HANDLE handle, ULONG *type);
ULONG
SKF_GetContainerType (HANDLE handle, ULONG *type)
{
  *type = mock_key_kind () == NULL ? 0 : strcmp (mock_key_kind (), "RSA") == 0 ? 1 : 2;
  return answer ("SKF_GetContainerType", enter ("SKF_GetContainerType", handle, &container));
}

ULONG SKF_ExportCertificate (HANDLE handle, BOOL for_signing, BYTE *certificate, ULONG *size);
ULONG
SKF_ExportCertificate (HANDLE handle, BOOL for_signing, BYTE *certificate, ULONG *size)
{
  ULONG well = enter ("SKF_ExportCertificate", handle, &container);
  size_t length;
  unsigned char *der = script_file (for_signing ? "sign.der" : "encrypt.der", &length);

  if (well == OK && !is_logged_in && script_says ("hidden", NULL, NULL))
    well = NOT_LOGGED_IN;
  else if (well == OK && der == NULL)
    well = CERTIFICATE_NOT_FOUND;
  else if (well == OK && certificate != NULL && *size < length)
    well = BUFFER_TOO_SMALL;
  else if (well == OK && certificate != NULL)
    memcpy (certificate, der, length);
  *size = (ULONG) length;
  free (der);
  return answer ("SKF_ExportCertificate", well);
}

static ULONG
sign (const char *call, HANDLE handle, const BYTE *data, ULONG length, BYTE *signature, size_t *size)
{
  ULONG well = enter (call, handle, &container);

  if (well == OK && !is_logged_in)
    well = NOT_LOGGED_IN;
  if (well == OK && !mock_key_sign (data, length, signature, size, 32))
    well = FAIL;
  return well;
}

ULONG SKF_RSASignData (HANDLE handle, BYTE *data, ULONG length, BYTE *signature, ULONG *size);
ULONG
SKF_RSASignData (HANDLE handle, BYTE *data, ULONG length, BYTE *signature, ULONG *size)
{
  size_t room = *size;
  ULONG well = sign ("SKF_RSASignData", handle, data, length, signature, &room);

  *size = (ULONG) room;
  return answer ("SKF_RSASignData", well);
}

ULONG SKF_ECCSignData (HANDLE handle, BYTE *data, ULONG length, ECCSIGNATUREBLOB *blob);
ULONG
SKF_ECCSignData (HANDLE handle, BYTE *data, ULONG length, ECCSIGNATUREBLOB *blob)
{
  BYTE pair[64];
  size_t size = sizeof pair;
  ULONG well = sign ("SKF_ECCSignData", handle, data, length, pair, &size);

  memset (blob, 0, sizeof *blob);
  memcpy (blob->r + 32, pair, 32);
  memcpy (blob->s + 32, pair + 32, 32);
  return answer ("SKF_ECCSignData", well);
}
