/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The visible mark of a signature: a square-cornered frame with who, code, when, and the words of the signature's
 * class, and a QR code to check it by. Never a round seal, never a star (invariant 6): a picture of a seal stands in it
 * only as 印模图片(非电子印章), and in no practice mark. */
#pragma once

#include "papers/pdf.h"
#include "signing/key.h"

G_BEGIN_DECLS

/* In points. */
#define YN_MARK_WIDTH 236
#define YN_MARK_HEIGHT 66



typedef struct
{
  const char *name;
  const char *uscc;    /* or NULL */
  const char *issuer;  /* or NULL */
  gint64 instant;
  YnSignatureClass class;
  YnLanguage language;
  gboolean practice;   /* 演练·无效力, whatever the language */
  const char *check;   /* what the QR code carries; NULL: none */
  GBytes *picture;     /* PNG of a seal, or NULL */
} YnMark;

/* Whether @picture may stand in such a mark: YN_ERROR_SEAL_PICTURE_PRACTICE; by its content YN_ERROR_WRONG_TYPE (no
 * PNG), YN_ERROR_TOO_LARGE, YN_ERROR_BAD_PICTURE. */
gboolean yn_mark_picture_check (GBytes *picture, gboolean practice, GError **error);

/* A PDF of one page of that size, without the code: marks that differ in nothing else are drawn once. */
GBytes *yn_mark_draw (const YnMark *mark, GError **error);

/* The whole mark as a Form XObject of @revision: its object number; 0: @error. */
guint yn_mark_add (const YnMark *mark, YnPdfRevision *revision, GError **error);

/* What a telephone reads in a mark: the matter (may be NULL), the beginning of the SHA-256 of the bytes that the
 * signature stands behind, and the signer's code (may be NULL), in plain words. New. */
char *yn_mark_check_text (const char *matter, const char *sha256, const char *uscc);

G_END_DECLS
