/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A place for attached files: what is asked for, a button and a target for dropped files, and what lies
 * there. */
#pragma once

#include "base/json.h"
#include "base/language.h"
#include "forms/field-row.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_ATTACHMENT_SLOT (yn_attachment_slot_get_type ())
G_DECLARE_FINAL_TYPE (YnAttachmentSlot, yn_attachment_slot, YN, ATTACHMENT_SLOT, GtkBox)

/* Signals: "attach" (GFile *), "detach" (char *id), "put-off" (gboolean). */

/* @slot: one of the service's attachments. */
GtkWidget *yn_attachment_slot_new (const YnJson *slot, YnLanguage language);

const char *yn_attachment_slot_id (YnAttachmentSlot *self);

/* @attachments: of YnAttachment, of all slots; those of this one are shown. */
void yn_attachment_slot_set_files (YnAttachmentSlot *self, GPtrArray *attachments);
gboolean yn_attachment_slot_is_empty (YnAttachmentSlot *self);

/* Shown where a file is required and none is there. */
void yn_attachment_slot_set_put_off (YnAttachmentSlot *self, YnPutOff state);
void yn_attachment_slot_set_problem (YnAttachmentSlot *self, const char *words);
void yn_attachment_slot_set_busy (YnAttachmentSlot *self, gboolean busy);
void yn_attachment_slot_focus (YnAttachmentSlot *self);

G_END_DECLS
