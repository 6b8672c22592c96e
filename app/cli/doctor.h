/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the parts of `yinuoctl doctor` share: one line a link of the chain.
 *
 * {"links": [{"link", "about", "works", "words", "code", "what", "do"}]}
 *   "about"  which reader, token, authority …; null where there is one only
 *   "works"  true; false; null: it is not there, and who has no use for it misses nothing; or, in a chain, it
 *            was not asked, because a link before it fails
 *   "code"   why not, or what to mind although it works: a key of data/problems.json with its words, or null */
#pragma once

#include "cli/chair.h"

G_BEGIN_DECLS

typedef enum
{
  YN_LINK_HOLDS,
  YN_LINK_TO_MIND, /* it works; @code says what to mind */
  YN_LINK_BROKEN,
  YN_LINK_NONE,
} YnLinkState;

typedef struct
{
  YnChair *chair;
  YnJsonWriter *writer;
  gboolean set_aside;
  gboolean all_well;
} YnDoctor;

/* @words: the line as a person reads it. @code may be NULL. */
void yn_doctor_say (YnDoctor *doctor, const char *link, const char *about, const char *words, YnLinkState state,
                    const char *code);
/* It holds, or is broken as @error says. */
void yn_doctor_judge (YnDoctor *doctor, const char *link, const char *about, const char *words, const GError *error);

void yn_doctor_examine_tokens (YnDoctor *doctor);

G_END_DECLS
