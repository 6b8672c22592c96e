/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What yinuo-pages writes to its standard output: frames, each a head and @length bytes, in the machine's own byte
 * order (both ends are one build). The reader bounds every number and believes none. */
#pragma once

#include <stdint.h>

#define YN_FRAME_MAGIC 0x594e5047u

typedef enum
{
  YN_FRAME_END,     /* all of these were said */
  YN_FRAME_TEXT,    /* of the next page, UTF-8 */
  YN_FRAME_IMAGE,   /* of the next page, cairo ARGB32 */
  YN_FRAME_REFUSED, /* @width: a YnFrameRefusal; nothing follows */
  YN_FRAME_SIZE,    /* of the next page: what its image would have */
} YnFrameKind;

typedef enum
{
  YN_REFUSAL_BAD_PDF,
  YN_REFUSAL_ENCRYPTED,
  YN_REFUSAL_TOO_LARGE,
} YnFrameRefusal;

typedef struct
{
  uint32_t magic;
  uint32_t kind;
  uint32_t width;
  uint32_t height;
  uint32_t stride;
  uint32_t length;
} YnFrame;

#define YN_READING_MAX_IMAGES 200  /* at once */
#define YN_READING_MAX_PAGES 2000  /* to leaf through */
#define YN_READING_FIRST_PAGES 3   /* drawn at once: most papers have no more */
#define YN_READING_MAX_TEXTS 20000
#define YN_READING_MAX_FONTS 50
#define YN_READING_MAX_SIDE 8192   /* pixels */
#define YN_READING_MAX_TEXT (16u * 1024 * 1024)
#define YN_READING_MAX_TOTAL (1024u * 1024 * 1024)
#define YN_READING_SECONDS 20
#define YN_READING_MEMORY (512u * 1024 * 1024)
