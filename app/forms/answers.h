/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Answers to a service's form: a YnJson object that changes one pointer at a time (hop 1). Undo is the list of what
 * was before. What a person typed is put right where the field's kind allows (full-width digits, spaces, pasted line
 * breaks), and said so. */
#pragma once

#include "forms/aside.h"
#include "forms/layout.h"
#include "forms/service.h"

G_BEGIN_DECLS

typedef struct _YnAnswers YnAnswers;

/* @start as it is: what it leaves out was left out, and defaults fill nothing in, as JSON Forms has it (of its own it
 * fills them into new entries of arrays only). NULL, or what is no object or list as the form is one: the schema's
 * defaults. */
YnAnswers *yn_answers_new (YnService *service, const YnJson *start);
YnAnswers *yn_answers_ref (YnAnswers *answers);
void yn_answers_unref (YnAnswers *answers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnAnswers, yn_answers_unref)

YnService *yn_answers_service (YnAnswers *answers);

/* What is known beside the answers: where they came from, what was put off. Borrowed; empty until another is set. */
YnAside *yn_answers_aside (YnAnswers *answers);
void yn_answers_set_aside (YnAnswers *answers, const YnJson *aside);
const YnJson *yn_answers_json (YnAnswers *answers); /* borrowed until the next change; includes hidden answers */
const YnJson *yn_answers_get (YnAnswers *answers, const char *pointer);

/* NULL or "" removes; in an array, and for a member that no property names, "" stays, for the entry stands until it is
 * removed. TRUE where something changed. */
gboolean yn_answers_set (YnAnswers *answers, const char *pointer, const YnJson *value);

/* Text from a person for the field at @pointer: put into the field's normal form and type. @said gets a code of
 * data/problems.json when it was put right ("put-right", "put-right-breaks" …), else NULL. */
gboolean yn_answers_set_text (YnAnswers *answers, const char *pointer, const char *text, const char **said);

/* The person left the field: what is typed into it from now on is another step to undo. Until then, and until something
 * else changes, all that is typed into one field is one step. */
void yn_answers_settle (YnAnswers *answers);

/* Entries of the array at @pointer. @value NULL: what the schema gives a new entry (its defaults). FALSE: no such
 * place, or the schema's minItems and maxItems do not let it. Each is one step. */
gboolean yn_answers_insert (YnAnswers *answers, const char *pointer, guint index, const YnJson *value);
gboolean yn_answers_remove (YnAnswers *answers, const char *pointer, guint index);
gboolean yn_answers_move (YnAnswers *answers, const char *pointer, guint from, guint to);

/* Members of the object at @pointer that no property names. FALSE where the name is taken or not allowed. */
gboolean yn_answers_add_member (YnAnswers *answers, const char *pointer, const char *name);
gboolean yn_answers_rename_member (YnAnswers *answers, const char *pointer, const char *name, const char *new_name);

/* Another branch of a oneOf or anyOf at @pointer: what both have stays, the branch's own constants and defaults come,
 * and what stood there when it was left last. */
gboolean yn_answers_choose (YnAnswers *answers, const char *pointer, guint branch);

/* All that changes until this is called with FALSE is one step. */
void yn_answers_join (YnAnswers *answers, gboolean joined);

gboolean yn_answers_undo (YnAnswers *answers);
gboolean yn_answers_redo (YnAnswers *answers);

/* What the next undo (redo) would change; NULL: there is none. */
const char *yn_answers_undo_pointer (YnAnswers *answers);
const char *yn_answers_redo_pointer (YnAnswers *answers);

/* The form as it stands, with the branches that were chosen by hand, maybe another day. */
YnFormItem *yn_answers_lay_out (YnAnswers *answers, YnLanguage language);

/* yn_form_check() of that. @attachments: [{"id", "name", "type", "size"}], or NULL. */
GPtrArray *yn_answers_check (YnAnswers *answers, const YnJson *attachments, const char *today, YnLanguage language);

/* Without the answers that a rule hides: what is printed and sent. New. */
YnJson *yn_answers_visible (YnAnswers *answers);

G_END_DECLS
