/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The national collection standard (信用承诺归集标准) asks for twenty fields of every commitment. They are made from
 * what the main paper carries, from its acceptance, and from what the record says about how it was kept. Nothing
 * private is among them. */
#pragma once

#include "base/json.h"
#include "base/language.h"
#include "forms/service.h"

G_BEGIN_DECLS

/* The fields of a commitment, by the standard's own names and in its order; null where nothing is known:
 *
 *   {"code", "subjectName", "subjectCategory", "identify", "commitmentTypeId", "reason", "content",
 *    "liabilityBreachCommitment", "commitmentDate", "commitmentValidity", "acceptanceUnit", "acceptanceUnitIdentify",
 *    "publicationType", "remarks", "fulfillmentStatus", "unperformedCommitmentContent",
 *    "liabilityBreachCommitmentContent", "fulfillmentStatusDate", "acceptanceConfirmUnit", "acceptanceConfirmUnitIdentify"}
 *
 * @body: of a main paper (papers/paper.h). @code: 承诺编码, NULL before acceptance. @kept: the record's entry of this
 * commitment (data/contract, Commitment), or NULL. @problems gets (of YnProblem, the pointer names the field)
 * "collection-missing" for what the standard requires and nobody knows yet, and "collection-cut" for what is longer than the
 * standard takes. NULL: the service is no commitment. */
YnJson *yn_collection_fields (const YnService *service, const YnJson *body, const char *code, const YnJson *kept,
                              GPtrArray **problems);

/* What the standard calls a field: "承诺人名称". NULL: no such field. */
const char *yn_collection_title (const char *field);

G_END_DECLS
