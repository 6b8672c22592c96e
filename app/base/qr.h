/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* QR codes (ISO/IEC 18004) through libqrencode, as modules: whoever draws, draws squares. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int width;              /* modules a side, without the quiet zone of 4 */
  guint8 *dark;           /* width * width, 1 is dark */
} YnQr;

/* Error correction M. NULL where the text is too long for a code. */
YnQr *yn_qr_new (const char *text);
void yn_qr_free (YnQr *qr);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnQr, yn_qr_free)

G_END_DECLS
