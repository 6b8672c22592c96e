/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Why something is hidden or cannot be changed, in one sentence that names the questions by their labels and the
 * answers by their titles: “按重量销售海鲜”答“是”时才需要填写。 Only what decides is named: of conditions that must all
 * hold those that do not. */
#pragma once

#include "forms/layout-parts.h"

G_BEGIN_DECLS

char *yn_form_why (YnFormRoot *root, const YnRule *rule, const YnJson *answers, const char *base);

/* A member that only a branch of its object names, and the branch does not hold. */
char *yn_form_why_absent (YnFormRoot *root, const YnSchemaFacts *facts, const YnJson *answers, const char *pointer,
                          const char *name);

const char *yn_form_why_locked (gboolean computed, YnLanguage language);

G_END_DECLS
