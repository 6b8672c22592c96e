/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The slots for a form's attachments, in a card of their own; a file that none of them asks for gets a slot that only
 * gives it back. Signals as those of a slot: "attach" (char *slot, GFile *), "detach" (char *id), "put-off"
 * (char *slot, gboolean). */
#pragma once

#include "forms/aside.h"
#include "forms/attachment-slot.h"
#include "forms/problem.h"

G_BEGIN_DECLS

#define YN_TYPE_FORM_SLOTS (yn_form_slots_get_type ())
G_DECLARE_FINAL_TYPE (YnFormSlots, yn_form_slots, YN, FORM_SLOTS, GtkBox)

/* @slots: the service's attachments; NULL: none. */
void yn_form_slots_draw (YnFormSlots *self, const YnJson *slots, YnLanguage language);
void yn_form_slots_set_files (YnFormSlots *self, GPtrArray *attachments);

/* Which of them wait, as @aside says; NULL: waiting is not offered. A slot that has a file waits no longer. */
void yn_form_slots_follow_aside (YnFormSlots *self, YnAside *aside, const YnJson *answers);

/* NULL: none of that id, or no problem of an attachment. */
YnAttachmentSlot *yn_form_slots_named (YnFormSlots *self, const char *id);
YnAttachmentSlot *yn_form_slots_for (YnFormSlots *self, const YnProblem *problem);

/* Each slot says the first of its problems; NULL: none says any. */
void yn_form_slots_judge (YnFormSlots *self, GPtrArray *problems, YnLanguage language);

G_END_DECLS
