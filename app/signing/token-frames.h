/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a chair and yinuo-token say to each other over a socket pair: frames, each a head, then @words bytes of texts
 * (each ended by a NUL), @secret bytes (a PIN), @data bytes. In the machine's own byte order: both ends are one build.
 * Each side bounds every number. A PIN travels here and nowhere else: not in arguments, environment or a file.
 *
 *   MODULES  address         -> MODULE (name, path)…, DONE
 *   LOAD     path            -> DONE                            a program loads one module, ever
 *   LOOK     address         -> READER (name), TOKEN (label, maker, model, serial, address), CERTIFICATE (address;
 *                               DER), TROUBLE…, DONE            in the order in which they lie in each other
 *   LOG_IN   address, PIN    -> TOKEN, CERTIFICATE…, DONE       what the token shows with its PIN only
 *   OPEN     address, [PIN]  -> DONE                            where LOG_IN went before, without a PIN
 *   SIGN     [PIN], block    -> SIGNATURE (value)
 *
 * LOG_IN and OPEN try a PIN, and they try it once. Each of them may be answered by TROUBLE (call, code) alone
 * instead; nothing stays open then. */
#pragma once

#include <stdint.h>

#define YN_TOKEN_MAGIC 0x594e544bu

typedef enum
{
  /* asked */
  YN_TOKEN_MODULES,
  YN_TOKEN_LOAD,
  YN_TOKEN_LOOK,
  YN_TOKEN_LOG_IN,
  YN_TOKEN_OPEN,
  YN_TOKEN_SIGN,
  /* answered */
  YN_TOKEN_MODULE,
  YN_TOKEN_READER,
  YN_TOKEN_TOKEN,
  YN_TOKEN_CERTIFICATE,
  YN_TOKEN_SIGNATURE,
  YN_TOKEN_TROUBLE,
  YN_TOKEN_DONE,
} YnTokenFrameKind;

/* How it stands with a token and its PIN. With LOG_IN and OPEN: what the person agreed to. */
typedef enum
{
  YN_TOKEN_PIN_LOW = 1 << 0,       /* a wrong one was given since the last right one */
  YN_TOKEN_PIN_LAST_TRY = 1 << 1,  /* LOG_IN, OPEN: tried all the same */
  YN_TOKEN_PIN_LOCKED = 1 << 2,
  YN_TOKEN_PIN_EXPIRED = 1 << 3,   /* must be changed first */
  YN_TOKEN_PIN_UNSET = 1 << 4,
  YN_TOKEN_PIN_PAD = 1 << 5,       /* is typed at the reader or the token itself */
  YN_TOKEN_PIN_NONE = 1 << 6,      /* the token asks for none, or for none any more */
  YN_TOKEN_EACH_TIME = 1 << 7,     /* the key wants the PIN for every signature */
  YN_TOKEN_BESIDE = 1 << 8,        /* CERTIFICATE: not meant by the address; perhaps an issuer's */
  YN_TOKEN_SKF = 1 << 9,           /* TOKEN: behind GM/T 0016, not PKCS#11 */
  YN_TOKEN_MORE = 1 << 10,         /* TROUBLE: with one token; the answer goes on */
  YN_TOKEN_NO_READER = 1 << 11,    /* TROUBLE: with a reader that cannot be named; not with what was named before */
} YnTokenFlags;

typedef struct
{
  uint32_t magic;
  uint32_t kind;
  uint32_t flags;  /* YnTokenFlags */
  int32_t tries;   /* TOKEN: left, -1: it does not say */
  int32_t error;   /* TROUBLE: a YnError */
  uint32_t words;
  uint32_t secret;
  uint32_t data;
} YnTokenFrame;

#define YN_TOKEN_MAX_WORDS (64u * 1024)
#define YN_TOKEN_MAX_SECRET 255u
#define YN_TOKEN_MAX_DATA (2u * 1024 * 1024) /* a certificate with a megabyte of extensions */
#define YN_TOKEN_MAX_FRAMES 4096u            /* of one answer */
