/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Short names for the cells of the two tables of codes. PINs are spoken of for PIN codes only: whatever else a driver
 * answers while it logs in is not the person's typing. And a PIN code at a call that takes no PIN is the driver's
 * fault. What happens while a token is put away harms nothing. */
#pragma once

#include "base/error.h"

enum
{
  FINE = -1, /* goes on */
  FAULT = YN_ERROR_TOKEN_DRIVER_FAULT,
  ABSENT = YN_ERROR_TOKEN_DRIVER,
  DEVICE = YN_ERROR_TOKEN_FAULT,
  GONE = YN_ERROR_TOKEN_ABSENT,
  ODD = YN_ERROR_TOKEN_UNKNOWN,
  HIDDEN = YN_ERROR_TOKEN_HIDDEN,
  BUSY = YN_ERROR_TOKEN_BUSY,
  LOST = YN_ERROR_TOKEN_SESSION,
  KEY = YN_ERROR_TOKEN_KEY,
  WAY = YN_ERROR_TOKEN_ALGORITHM,
  NO = YN_ERROR_TOKEN_DECLINED,
  WRONG = YN_ERROR_PIN_WRONG,
  FORM = YN_ERROR_PIN_FORM,
  LOCKED = YN_ERROR_PIN_LOCKED,
  OLD = YN_ERROR_PIN_EXPIRED,
  UNSET = YN_ERROR_PIN_UNSET,
  NEEDED = YN_ERROR_PIN_NEEDED,
};
