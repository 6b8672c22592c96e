/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a reviewer does with a filing: accepts, asks for more, refuses, decides, issues. Each is one
 * transaction: the paper, the event, the new state, and what changes in the record. */
#pragma once

#include "practice/intake.h"

G_BEGIN_DECLS

typedef enum
{
  YN_REVIEW_ACCEPT,
  YN_REVIEW_SUPPLEMENT,
  YN_REVIEW_REFUSE,
  YN_REVIEW_GRANT,
  YN_REVIEW_DENY,
  YN_REVIEW_ISSUE,
  YN_N_REVIEWS,
} YnReviewAction;

const char *yn_review_action_name (YnReviewAction action); /* "accept" */
gboolean yn_review_action_from_name (const char *name, YnReviewAction *action);
gboolean yn_review_can (const YnIntake *intake, YnReviewAction action); /* in the state it is in */

/* @says: {"items": [{"what", "why"}], "reasons": [text]}, each text a string or {"zh", "en"}; may be NULL.
 * The action must be one that it can. */
gboolean
yn_review_act (YnOffice *office, YnIntake *intake, YnReviewAction action, const YnJson *says, GError **error);

/* A commitment that was held back is published now. */
gboolean yn_review_publish (YnOffice *office, YnIntake *intake, GError **error);

G_END_DECLS
