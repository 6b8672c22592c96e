/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "token/skf-codes.h"

#include "token/classes.h"

#define ROW(code, ...) { SAR_##code, "SAR_" #code, { __VA_ARGS__ } }

/* clang-format off */
static const struct
{
  SkfCode code;
  const char *name;
  int classes[N_SKF_PURPOSES];
} rows[] = {
  /*                             FIND     CERT.    LOGIN    SIGN */
  ROW (OK,                        FINE,    FINE,    FINE,    FINE),
  ROW (FAIL,                      FAULT,   FAULT,   FAULT,   FAULT),
  ROW (UNKNOWNERR,                FAULT,   FAULT,   FAULT,   FAULT),
  ROW (NOTSUPPORTYETERR,          FAULT,   FAULT,   FAULT,   WAY),
  ROW (FILEERR,                   DEVICE,  DEVICE,  DEVICE,  DEVICE),
  ROW (INVALIDHANDLEERR,          GONE,    LOST,    LOST,    LOST),
  ROW (INVALIDPARAMERR,           FAULT,   FAULT,   FAULT,   FAULT),
  ROW (READFILEERR,               DEVICE,  DEVICE,  DEVICE,  DEVICE),
  ROW (WRITEFILEERR,              DEVICE,  DEVICE,  DEVICE,  DEVICE),
  ROW (NAMELENERR,                FAULT,   FAULT,   FAULT,   FAULT),
  ROW (KEYUSAGEERR,               FAULT,   FAULT,   FAULT,   KEY),
  ROW (MODULUSLENERR,             FAULT,   FAULT,   FAULT,   WAY),
  ROW (NOTINITIALIZEERR,          FAULT,   FAULT,   FAULT,   FAULT),
  ROW (OBJERR,                    FAULT,   FAULT,   FAULT,   FAULT),
  ROW (MEMORYERR,                 FAULT,   FAULT,   FAULT,   FAULT),
  ROW (TIMEOUTERR,                DEVICE,  DEVICE,  NO,      NO),
  ROW (INDATALENERR,              FAULT,   FAULT,   FAULT,   WAY),
  ROW (INDATAERR,                 FAULT,   FAULT,   FAULT,   WAY),
  ROW (GENRANDERR,                FAULT,   FAULT,   FAULT,   DEVICE),
  ROW (HASHOBJERR,                FAULT,   FAULT,   FAULT,   FAULT),
  ROW (HASHERR,                   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (GENRSAKEYERR,              FAULT,   FAULT,   FAULT,   FAULT),
  ROW (RSAMODULUSLENERR,          FAULT,   FAULT,   FAULT,   WAY),
  ROW (CSPIMPRTPUBKEYERR,         FAULT,   FAULT,   FAULT,   FAULT),
  ROW (RSAENCERR,                 FAULT,   FAULT,   FAULT,   FAULT),
  ROW (RSADECERR,                 FAULT,   FAULT,   FAULT,   FAULT),
  ROW (HASHNOTEQUALERR,           FAULT,   FAULT,   FAULT,   FAULT),
  ROW (KEYNOTFOUNTERR,            FAULT,   FINE,    FAULT,   KEY),
  ROW (CERTNOTFOUNTERR,           FAULT,   FINE,    FAULT,   FAULT),
  ROW (NOTEXPORTERR,              FAULT,   FAULT,   FAULT,   FAULT),
  ROW (DECRYPTPADERR,             FAULT,   FAULT,   FAULT,   FAULT),
  ROW (MACLENERR,                 FAULT,   FAULT,   FAULT,   FAULT),
  ROW (BUFFER_TOO_SMALL,          FAULT,   FAULT,   FAULT,   FAULT),
  ROW (KEYINFOTYPEERR,            FAULT,   FAULT,   FAULT,   WAY),
  ROW (NOT_EVENTERR,              FAULT,   FAULT,   FAULT,   FAULT),
  ROW (DEVICE_REMOVED,            GONE,    GONE,    GONE,    GONE),
  ROW (PIN_INCORRECT,             FAULT,   FAULT,   WRONG,   WRONG),
  ROW (PIN_LOCKED,                FAULT,   FAULT,   LOCKED,  LOCKED),
  ROW (PIN_INVALID,               FAULT,   FAULT,   FORM,    FAULT),
  ROW (PIN_LEN_RANGE,             FAULT,   FAULT,   FORM,    FAULT),
  ROW (USER_ALREADY_LOGGED_IN,    FAULT,   FAULT,   FINE,    FAULT),
  ROW (USER_PIN_NOT_INITIALIZED,  FAULT,   FAULT,   UNSET,   UNSET),
  ROW (USER_TYPE_INVALID,         FAULT,   FAULT,   FAULT,   FAULT),
  ROW (APPLICATION_NAME_INVALID,  FAULT,   FAULT,   FAULT,   FAULT),
  ROW (APPLICATION_EXISTS,        FAULT,   FAULT,   FAULT,   FAULT),
  ROW (USER_NOT_LOGGED_IN,        HIDDEN,  HIDDEN,  FAULT,   NEEDED),
  ROW (APPLICATION_NOT_EXISTS,    ODD,     FAULT,   FAULT,   FAULT),
  ROW (FILE_ALREADY_EXIST,        FAULT,   FAULT,   FAULT,   FAULT),
  ROW (NO_ROOM,                   FAULT,   FAULT,   FAULT,   FAULT),
  ROW (FILE_NOT_EXIST,            FAULT,   FINE,    FAULT,   FAULT),
  ROW (REACH_MAX_CONTAINER_COUNT, FAULT,   FAULT,   FAULT,   FAULT),
};
/* clang-format on */

/* NULL: the vendor's own. */
static const char *
find_row (uint64_t code, const int **classes)
{
  guint row = 0;

  while (row < G_N_ELEMENTS (rows) && rows[row].code != (uint32_t) code)
    row++;
  *classes = row < G_N_ELEMENTS (rows) ? rows[row].classes : NULL;
  return row < G_N_ELEMENTS (rows) ? rows[row].name : NULL;
}

int
skf_class (SkfPurpose purpose, uint64_t code)
{
  const int *classes;

  find_row (code, &classes);
  return classes != NULL ? classes[purpose] : FAULT;
}

const char *
skf_code_name (uint64_t code)
{
  const int *classes;
  const char *name = find_row (code, &classes);

  return name != NULL ? name : "a code of the vendor's own";
}

gboolean
skf_code_at (guint index, SkfCode *code)
{
  if (index >= G_N_ELEMENTS (rows))
    return FALSE;
  *code = rows[index].code;
  return TRUE;
}
