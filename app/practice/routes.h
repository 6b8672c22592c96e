/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The table of operations, the same as data/contract/openapi.json lists, and what stands before every one of
 * them: the right host, the header of the trainer's side, the account, the weather. */
#pragma once

#include "practice/office.h"

G_BEGIN_DECLS

/* Always a reply, new. Runs in the office's worker. */
YnReply *yn_routes_answer (YnOffice *office, YnRequest *request);

G_END_DECLS
