/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "token/driver.h"

/* Only what costs something is refused here. Drivers are careless with the other flags: whether a PIN was set, or is to
 * be changed, is for C_Login to say. */
gboolean
driver_pin_may_be_tried (guint token_flags, guint agreed, const char *pin, LineTrouble *trouble)
{
  if (token_flags & YN_TOKEN_PIN_LOCKED)
    return driver_fail (trouble, YN_ERROR_PIN_LOCKED, "yinuo-token", "not tried: the token says that it is locked");
  if ((token_flags & YN_TOKEN_PIN_LAST_TRY) && (agreed & YN_TOKEN_PIN_LAST_TRY) == 0)
    return driver_fail (trouble, YN_ERROR_PIN_LAST_TRY, "yinuo-token", "not tried: it is the last try");
  if (*pin == '\0' && (token_flags & YN_TOKEN_PIN_PAD) == 0)
    return driver_fail (trouble, YN_ERROR_PIN_NEEDED, "yinuo-token", "not tried: there is none");
  return TRUE;
}
