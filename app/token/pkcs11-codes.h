/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The one table: what each answer of a PKCS#11 module to each call that we make means for the person. */
#pragma once

#include "base/error.h"

#include <p11-kit/pkcs11.h>

G_BEGIN_DECLS

/* Every call that we make. */
typedef enum
{
  CALL_INITIALIZE,
  CALL_GET_SLOT_LIST,
  CALL_GET_SLOT_INFO,
  CALL_GET_TOKEN_INFO,
  CALL_OPEN_SESSION,
  CALL_FIND_OBJECTS_INIT,
  CALL_FIND_OBJECTS,
  CALL_FIND_OBJECTS_FINAL,
  CALL_GET_ATTRIBUTE_VALUE,
  CALL_LOGIN,
  CALL_LOGIN_EACH_TIME, /* C_Login, CKU_CONTEXT_SPECIFIC */
  CALL_SIGN_INIT,
  CALL_SIGN,
  CALL_LOGOUT,
  CALL_FINALIZE,
  N_CALLS
} Pkcs11Call;

#define PKCS11_FINE (-1) /* goes on */

/* A YnError, or PKCS11_FINE. A code that the table does not know is the vendor's own. */
int pkcs11_class (Pkcs11Call call, CK_RV code);

const char *pkcs11_call_name (Pkcs11Call call);
const char *pkcs11_code_name (CK_RV code);

/* The codes of the table, for whoever walks it; @index from 0. FALSE: no more. */
gboolean pkcs11_code_at (guint index, CK_RV *code);

G_END_DECLS
