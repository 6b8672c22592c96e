/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Where a person sees a signature. */
#pragma once

#include "signing/field.h"
#include "signing/verify.h"

G_BEGIN_DECLS

/* Fills page and mark. */
void yn_verify_mark (YnPdf *pdf, const YnSignatureField *field, YnSignatureVerdict *verdict);

G_END_DECLS
