/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What verbs that file share: a key opened, a draft signed and kept, and the wait for what the platform answers. */
#pragma once

#include "cli/ring.h"
#include "desk/filing.h"
#include "desk/filling.h"
#include "desk/standing.h"

G_BEGIN_DECLS

/* --token, else --key FILE, else the key of the data folder. YN_ERROR_NOT_FOUND: none. Says whose certificate it is on
 * stderr. */
YnKey *yn_waiting_key (YnChair *chair, YnDesk *desk, const char *path, GError **error);

/* Signer after signer, in the service's order, each with the key on @ring that names them. YN_ERROR_SIGNER_AWAITED:
 * somebody signs whose key is not here; the paper lies under signature. */
YnFiling *yn_waiting_sign (YnChair *chair, YnDesk *desk, const char *matter, YnRing *ring, GError **error);

/* Checks, reviews, signs and keeps the draft. The paper's page count goes to stderr. @keys: of --key, may be NULL.
 * @problems gets what is wrong with the answers, as `check` would say it (error: YN_ERROR_ANSWERS_INCOMPLETE), or
 * nothing. */
YnFiling *yn_waiting_keep (YnChair *chair, YnDesk *desk, const YnDraft *draft, char **keys, GPtrArray **problems,
                           GError **error);

/* Says why, and leaves no draft lying about that cannot be filed: the caller has the answers. A paper that waits for
 * another signer stays. */
YnExit yn_waiting_give_up (YnChair *chair, YnDesk *desk, const YnDraft *draft, GPtrArray *problems,
                           const GError *error);

/* A paper under signature as words or {"matter","service","title","next","signers","signatures"}: YN_EXIT_LATER. */
YnExit yn_say_awaited (YnChair *chair, YnDesk *desk, const char *matter);

/* Delivers and asks for news until the filing has reached @stage or further (or was refused or withdrawn), at most
 * @seconds. The standing at the end; weather does not end the wait. */
YnStanding *yn_waiting_for (YnChair *chair, YnDesk *desk, const char *filing, YnStage stage, int seconds,
                            GError **error);

/* {"id","matter","service","stage","status","code","receipt"…} or words; exit 0 from RECEIVED on, 1 REFUSED, 3 WAITING.
 */
YnExit yn_say_standing (YnChair *chair, const YnStanding *standing);

/* One of a standing's papers by its title in the steps: the receipt is step 2. NULL: not there yet. */
const char *yn_standing_receipt (const YnStanding *standing);

G_END_DECLS
