/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Where the answers to one service's form differ from each other: the columns of a batch, and what a list says of each of
 * several drafts that have the same title. */
#pragma once

#include "forms/service.h"
#include "store/drafts.h"

G_BEGIN_DECLS

/* Pointers of the answers that differ, in the order of the form. @answers: of YnJson. New. */
char **yn_differing_pointers (GPtrArray *answers);

/* How the question at @pointers[@index] is called among them: with those above it where its own name is not enough. New. */
char *yn_differing_label (const YnService *form, char **pointers, guint index, YnLanguage language);

/* For each of @drafts (of YnDraft) one line of the few questions that best tell it from the others of its service,
 * "Premises name: …", private ones masked; "" where nothing does. NULL-terminated, new. */
char **yn_differing_lines (GPtrArray *drafts, YnLanguage language);

G_END_DECLS
