/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/qr.h"

#include "base/late.h"

#include <qrencode.h>

#include "base/qrencode-late.h"

struct yn_late_qrencode yn_late_qrencode;

static gboolean
load (void)
{
  static const char *const names[] = { YN_LATE_QRENCODE };
  static YnLate late = { "libqrencode.so.4", names, (gpointer *) &yn_late_qrencode };

  return yn_late_load (&late, NULL);
}

YnQr *
yn_qr_new (const char *text)
{
  YnQr *qr;
  QRcode *code = load () ? QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) : NULL;

  if (code == NULL)
    return NULL;

  qr = g_new (YnQr, 1);
  qr->width = code->width;
  qr->dark = g_new (guint8, code->width * code->width);
  for (int i = 0; i < code->width * code->width; i++)
    qr->dark[i] = code->data[i] & 1;
  QRcode_free (code);
  return qr;
}

void
yn_qr_free (YnQr *qr)
{
  if (qr == NULL)
    return;

  g_free (qr->dark);
  g_free (qr);
}
