/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Answers to a service's form: a YnJson object that changes one pointer at a time (hop 1). Undo is the list of what
 * was before. What a person typed is put right where the field's kind allows (full-width digits, spaces, pasted line
 * breaks), and said so. */
#pragma once

#include "forms/service.h"

G_BEGIN_DECLS

typedef struct _YnAnswers YnAnswers;

YnAnswers *yn_answers_new (YnService *service, const YnJson *start); /* NULL: the schema's defaults */
YnAnswers *yn_answers_ref (YnAnswers *answers);
void yn_answers_unref (YnAnswers *answers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnAnswers, yn_answers_unref)

YnService *yn_answers_service (YnAnswers *answers);
const YnJson *yn_answers_json (YnAnswers *answers); /* borrowed until the next change; includes hidden answers */
const YnJson *yn_answers_get (YnAnswers *answers, const char *pointer);

/* NULL or "" removes. TRUE where something changed. */
gboolean yn_answers_set (YnAnswers *answers, const char *pointer, const YnJson *value);

/* Text from a person for the field at @pointer: put into the field's normal form and type. @said gets a code of
 * data/problems.json when it was put right ("put-right"), else NULL. */
gboolean yn_answers_set_text (YnAnswers *answers, const char *pointer, const char *text, const char **said);

gboolean yn_answers_undo (YnAnswers *answers);
gboolean yn_answers_redo (YnAnswers *answers);

/* Without the answers that a rule hides: what is printed and sent. New. */
YnJson *yn_answers_visible (YnAnswers *answers);

G_END_DECLS
