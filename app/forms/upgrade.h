/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A form gets a new version while a draft of the old one lies open. Answers move by pointer; where the new version says
 * that a place has moved ("moved": {"/old": "/new"}), or exactly one new question reads and asks the same, they move
 * there. What has no place any more is kept in the aside. Nothing is dropped, and what a person should look at is said.
 *
 * For that a draft remembers the form as it was when it began:
 *   {"version", "sha256", "places": {"/shop/name": {"label", "asks", "rules"}}, "clauses": {"F04-1": "1"}}
 * where "asks" is a digest of what kind of answer is asked for (kind, unit, choices), "rules" one of all its rules. */
#pragma once

#include "forms/aside.h"
#include "forms/service.h"

G_BEGIN_DECLS

/* What is to be remembered of @service. New. */
YnJson *yn_upgrade_begun (const YnService *service);

/* Whether @begun is another version of the form than @service; not where nothing was remembered. */
gboolean yn_upgrade_is_due (const YnJson *begun, const YnService *service);

/* The answers for @service. @begun, the notes of what moved, and "kept" change in @aside. @news gets what there is to
 * say, of YnProblem with the pointers in the new form (in the old one for what is gone):
 *   form-moved  form-reworded  form-asks-else (another kind of answer, or other choices)  form-unfit (it no longer fits)
 *   form-gone  form-new  form-clause (details.title: the clause)
 * details: "was" the old question, "text" the answer as it was read. */
YnJson *yn_upgrade (const YnJson *begun, YnService *service, const YnJson *answers, YnAside *aside, const char *today,
                    GPtrArray *news);

/* @news as the aside keeps it, and in words: the questions by their titles in @language. */
YnJson *yn_upgrade_news_json (GPtrArray *news);
GPtrArray *yn_upgrade_news_read (const YnJson *json, const YnService *service, YnLanguage language);

/* Why the answer at @pointer wants a second look, in one sentence; NULL: it wants none. New. */
char *yn_upgrade_look_words (YnAside *aside, const YnService *service, const YnJson *answers, const char *pointer,
                             YnLanguage language);

G_END_DECLS
