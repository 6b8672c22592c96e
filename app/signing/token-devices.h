/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is plugged in that looks like a token, as the system's list of USB devices tells without any driver: smart card
 * readers (CCID) by their class, tokens by the makers and names of data/tokens.json. */
#pragma once

#include "signing/token.h"

G_BEGIN_DECLS

#define YN_TOKEN_DEVICES "/sys/bus/usb/devices"

typedef struct
{
  char *name;         /* "Feitian ePass 3000" */
  gboolean is_reader; /* CCID: the system has a driver for it */
} YnTokenDevice;

void yn_token_device_free (YnTokenDevice *device);

/* Of YnTokenDevice. @folder: YN_TOKEN_DEVICES. A folder that is not there holds none. */
GPtrArray *yn_token_devices (const char *folder);

/* The link "reader", in front, of what is plugged in; YN_ERROR_TOKEN_READER where that is nothing and no
 * driver was asked. A token that is plugged in while no driver sees any: YN_ERROR_TOKEN_NO_DRIVER, in place
 * of what those drivers said. */
void yn_token_sight_add_devices (YnTokenSight *sight, GPtrArray *devices);

G_END_DECLS
