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

/* The link "reader", in front; and where a token is plugged in that no driver sees, YN_ERROR_TOKEN_NO_DRIVER. */
void yn_token_sight_add_devices (YnTokenSight *sight, GPtrArray *devices);

G_END_DECLS
