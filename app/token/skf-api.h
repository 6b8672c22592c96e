/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Of GM/T 0016 (智能密码钥匙密码应用接口规范) the functions that we call, written down from the standard: there is no
 * header that everybody may use. Tried with a mock only, on no hardware.
 *
 * The standard's ULONG has 32 bits; on 64-bit Linux some vendors made it `unsigned long`. So each number has 64 bits
 * here, set to 0 before the call: passed in a register, or written to little-endian memory, it reads the same either
 * way. Of an answer the lower half counts. Of the structures we read only what lies before their first ULONG. */
#pragma once

#include <stdint.h>

typedef uint64_t SkfNumber;
typedef void *SkfHandle;

typedef enum
{
  SAR_OK = 0,
  SAR_FAIL = 0x0a000001,
  SAR_UNKNOWNERR = 0x0a000002,
  SAR_NOTSUPPORTYETERR = 0x0a000003,
  SAR_FILEERR = 0x0a000004,
  SAR_INVALIDHANDLEERR = 0x0a000005,
  SAR_INVALIDPARAMERR = 0x0a000006,
  SAR_READFILEERR = 0x0a000007,
  SAR_WRITEFILEERR = 0x0a000008,
  SAR_NAMELENERR = 0x0a000009,
  SAR_KEYUSAGEERR = 0x0a00000a,
  SAR_MODULUSLENERR = 0x0a00000b,
  SAR_NOTINITIALIZEERR = 0x0a00000c,
  SAR_OBJERR = 0x0a00000d,
  SAR_MEMORYERR = 0x0a00000e,
  SAR_TIMEOUTERR = 0x0a00000f,
  SAR_INDATALENERR = 0x0a000010,
  SAR_INDATAERR = 0x0a000011,
  SAR_GENRANDERR = 0x0a000012,
  SAR_HASHOBJERR = 0x0a000013,
  SAR_HASHERR = 0x0a000014,
  SAR_GENRSAKEYERR = 0x0a000015,
  SAR_RSAMODULUSLENERR = 0x0a000016,
  SAR_CSPIMPRTPUBKEYERR = 0x0a000017,
  SAR_RSAENCERR = 0x0a000018,
  SAR_RSADECERR = 0x0a000019,
  SAR_HASHNOTEQUALERR = 0x0a00001a,
  SAR_KEYNOTFOUNTERR = 0x0a00001b,
  SAR_CERTNOTFOUNTERR = 0x0a00001c,
  SAR_NOTEXPORTERR = 0x0a00001d,
  SAR_DECRYPTPADERR = 0x0a00001e,
  SAR_MACLENERR = 0x0a00001f,
  SAR_BUFFER_TOO_SMALL = 0x0a000020,
  SAR_KEYINFOTYPEERR = 0x0a000021,
  SAR_NOT_EVENTERR = 0x0a000022,
  SAR_DEVICE_REMOVED = 0x0a000023,
  SAR_PIN_INCORRECT = 0x0a000024,
  SAR_PIN_LOCKED = 0x0a000025,
  SAR_PIN_INVALID = 0x0a000026,
  SAR_PIN_LEN_RANGE = 0x0a000027,
  SAR_USER_ALREADY_LOGGED_IN = 0x0a000028,
  SAR_USER_PIN_NOT_INITIALIZED = 0x0a000029,
  SAR_USER_TYPE_INVALID = 0x0a00002a,
  SAR_APPLICATION_NAME_INVALID = 0x0a00002b,
  SAR_APPLICATION_EXISTS = 0x0a00002c,
  SAR_USER_NOT_LOGGED_IN = 0x0a00002d,
  SAR_APPLICATION_NOT_EXISTS = 0x0a00002e,
  SAR_FILE_ALREADY_EXIST = 0x0a00002f,
  SAR_NO_ROOM = 0x0a000030,
  SAR_FILE_NOT_EXIST = 0x0a000031,
  SAR_REACH_MAX_CONTAINER_COUNT = 0x0a000032,
} SkfCode;

#define SKF_USER_TYPE 1
#define SKF_CONTAINER_RSA 1
#define SKF_CONTAINER_ECC 2

typedef struct
{
  char version[2];
  char manufacturer[64];
  char issuer[64];
  char label[32];
  char serial[32];
  char rest[512]; /* versions, algorithms, sizes: with room for either width */
} SkfDeviceInfo;

typedef struct
{
  uint8_t r[64], s[64]; /* big-endian, zeros in front */
} SkfSignature;

/* Lists of names end with an empty one. X (function, arguments): all answer a SkfCode. */
#define SKF_FUNCTIONS(X) \
  X (SKF_EnumDev, (int present, char *names, SkfNumber *size)) \
  X (SKF_ConnectDev, (const char *name, SkfHandle *device)) \
  X (SKF_DisConnectDev, (SkfHandle device)) \
  X (SKF_GetDevInfo, (SkfHandle device, SkfDeviceInfo *info)) \
  X (SKF_EnumApplication, (SkfHandle device, char *names, SkfNumber *size)) \
  X (SKF_OpenApplication, (SkfHandle device, const char *name, SkfHandle *application)) \
  X (SKF_CloseApplication, (SkfHandle application)) \
  X (SKF_GetPINInfo, (SkfHandle application, SkfNumber type, SkfNumber *most, SkfNumber *left, SkfNumber *is_default)) \
  X (SKF_VerifyPIN, (SkfHandle application, SkfNumber type, const char *pin, SkfNumber *left)) \
  X (SKF_ClearSecureState, (SkfHandle application)) \
  X (SKF_EnumContainer, (SkfHandle application, char *names, SkfNumber *size)) \
  X (SKF_OpenContainer, (SkfHandle application, const char *name, SkfHandle *container)) \
  X (SKF_CloseContainer, (SkfHandle container)) \
  X (SKF_GetContainerType, (SkfHandle container, SkfNumber *type)) \
  X (SKF_ExportCertificate, (SkfHandle container, int for_signing, uint8_t *certificate, SkfNumber *size)) \
  X (SKF_RSASignData, (SkfHandle container, const uint8_t *data, SkfNumber length, uint8_t *signature, \
                       SkfNumber *size)) \
  X (SKF_ECCSignData, (SkfHandle container, const uint8_t *digest, SkfNumber length, SkfSignature *signature))
