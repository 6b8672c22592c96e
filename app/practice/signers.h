/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Whether those signed who must, in the service's order: each with a certificate of the practice authority that names
 * the enterprise (and, for a person, the person), of a class that the service takes, over the whole paper. */
#pragma once

#include "forms/service.h"
#include "practice/office.h"

G_BEGIN_DECLS

/* Adds a YnReason for whatever speaks against the signatures. @body: of the paper, private answers or not. */
void yn_signers_check (YnOffice *office, const YnService *service, const YnJson *body, GBytes *pdf, GPtrArray *reasons);

G_END_DECLS
