/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/qr.h"

#include <qrencode.h>

YnQr *
yn_qr_new (const char *text)
{
  YnQr *qr;
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);

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
