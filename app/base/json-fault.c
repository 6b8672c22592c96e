/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/json-fault.h"

#include <stdio.h>
#include "base/error.h"

static const struct
{
  const char *code;
  const char *says;
} faults[] = {
#define AS_ENTRY(name, code, says) { code, says },
  YN_JSON_FAULTS (AS_ENTRY)
#undef AS_ENTRY
};

GError *
yn_json_fault_error (YnJsonFault fault, guint line, guint column)
{
  return g_error_new (YN_ERROR, YN_ERROR_BAD_JSON, "line %u, column %u: %s", line, column, faults[fault].says);
}

const char *
yn_json_fault_of (const GError *error, guint *line, guint *column)
{
  int says = 0;

  if (!g_error_matches (error, YN_ERROR, YN_ERROR_BAD_JSON)
      || sscanf (error->message, "line %u, column %u: %n", line, column, &says) != 2 || says == 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_str_equal (error->message + says, faults[i].says))
      return faults[i].code;
  return NULL;
}
