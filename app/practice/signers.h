/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Whether those signed who must: each required role, with a certificate of the practice authority that names
 * the enterprise, of a class that the service takes, over the whole paper. */
#pragma once

#include "forms/service.h"
#include "practice/office.h"

G_BEGIN_DECLS

/* Adds a YnReason for whatever speaks against the signatures. */
void yn_signers_check (YnOffice *office,
                       const char *uscc,
                       const YnService *service,
                       GBytes *pdf,
                       GPtrArray *reasons);

G_END_DECLS
