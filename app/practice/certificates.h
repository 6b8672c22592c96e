/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* POST /certificates: the practice authority certifies a key that the enterprise made itself. */
#pragma once

#include "practice/office.h"

G_BEGIN_DECLS

gboolean yn_certificates_issue (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);

G_END_DECLS
