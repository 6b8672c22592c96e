/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a mock driver is told to do, in the folder $YINUO_MOCK, read anew at each call, so that a token can be pulled out
 * and put in again while a program has it open:
 *   script        lines: "answer C_Login 0xa0" · "block C_Sign" · "crash C_Sign" (or "crash C_Sign 2": the third) ·
 *                 "flags 0x40000" · "tries 2" · "gone" (or "gone 2": behind two signatures) · "slots 2" (PKCS#11; the
 *                 second is an empty reader: "answer C_GetSlotInfo-2 0x30") · "each-time" · "pad" · "no-key" · "hidden" (certificates, before somebody logs in; or "hidden 0x101":
 *                 that answer instead of them)
 *   calls         every call that was made, one a line
 *   key.pem sign.der encrypt.der issuer.der    what the token holds; those that are there */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Whether the script has a line that begins with @verb and @what (NULL: any); @value gets the number behind. */
bool script_says (const char *verb, const char *what, unsigned long *value);

/* Notes the call; crashes or blocks in it where that is told. */
void script_enter (const char *call);

/* A file of the folder, allocated; NULL: not there. */
unsigned char *script_file (const char *name, size_t *length);

#define SCRIPT_PIN "13572468"
