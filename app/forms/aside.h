/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The aside: what a draft knows and its paper does not say. It lies encrypted beside the draft and, once that is filed,
 * beside the filing; it is never sent, and comes back when the filing is opened again.
 *
 * { "from":   {"/enterprise/name": {"source": "profile", "id"?, "day", "value"}},   where an answer came from
 *   "later":  ["/licence/number"],                                             put off: not at hand now
 *   "look":   {"/licence/validUntil": {"why": "day-passed", "value"}},         to be looked at again
 *   "hidden": {"/seafood/rows": …},                                            answers that a rule hides
 *   "kept":   [{"pointer", "label", "text", "value", "version"}],              answers that a newer form has no place for
 *   "branch": {"/supply": 1},                                                  the shape chosen by hand (oneOf, anyOf)
 *   "begun":  {"version", "sha256", "places": …} }                             the form as it was (forms/upgrade.h)
 *
 * An origin or a second look holds the value it speaks of and counts only while that value is the answer; a place counts
 * as put off only while it has none. So nobody has to tell the aside what a person changes, and an undo brings back what
 * an answer's origin was. */
#pragma once

#include "base/json.h"
#include "base/language.h"

G_BEGIN_DECLS

typedef struct _YnAside YnAside;

YnAside *yn_aside_new (const YnJson *json); /* tolerant: what it does not know is left out; NULL: empty */
void yn_aside_free (YnAside *aside);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnAside, yn_aside_free)

/* What still holds for @answers. New; NULL where there is nothing to say. */
YnJson *yn_aside_json (YnAside *aside, const YnJson *answers);

/* Where an answer came from */

typedef enum
{
  YN_SOURCE_PROFILE,  /* what the platform knows of the enterprise */
  YN_SOURCE_FILING,   /* an earlier filing; id and the day it was kept */
  YN_SOURCE_TEMPLATE, /* id: its name */
  YN_SOURCE_CSV,      /* id: the file's name */
  YN_SOURCE_SCAN,     /* what a scanner typed, or a person pasted as a whole */
  YN_SOURCE_IMPLIED,  /* follows from a credit code; id: the code */
  YN_SOURCE_RECORD,   /* the credit record */
  YN_SOURCE_FORM,     /* the form's own default: nobody has said it yet */
  YN_N_SOURCES
} YnSource;

typedef struct
{
  YnSource source;
  const char *id;  /* or NULL */
  const char *day; /* the filing's, else when it was brought in; or NULL */
} YnOrigin;

const char *yn_source_name (YnSource source); /* "profile" */

/* The answer @value came from there; where it is an object or an array of them, every answer in it. */
void yn_aside_note (YnAside *aside, const char *pointer, const YnJson *value, const YnOrigin *origin);

/* FALSE: the answer @value at @pointer is a person's own. @origin may be NULL. */
gboolean yn_aside_origin (YnAside *aside, const char *pointer, const YnJson *value, YnOrigin *origin);

/* “来自企业档案”, “来自2026年3月1日的办件”. New. */
char *yn_origin_words (const YnOrigin *origin, YnLanguage language);

/* An answer has moved, and what is known of it moves with it. */
void yn_aside_move (YnAside *aside, const char *from, const char *to);

/* The branch that a person chose at @pointer: where no constant of it stands among the answers, they do not tell. */

void yn_aside_set_branch (YnAside *aside, const char *pointer, guint branch);
char **yn_aside_branches (YnAside *aside); /* the pointers, sorted, new */
guint yn_aside_branch (YnAside *aside, const char *pointer); /* of one of these */

/* Put off: a person has it not at hand. */

void yn_aside_put_off (YnAside *aside, const char *pointer, gboolean later);
gboolean yn_aside_is_put_off (YnAside *aside, const char *pointer, const YnJson *answers);
char **yn_aside_all_put_off (YnAside *aside, const YnJson *answers); /* sorted, new */

/* A second look: a day that has passed, an answer whose question has changed. @why is a code of data/problems.json. */

void yn_aside_look_again (YnAside *aside, const char *pointer, const YnJson *value, const char *why);
const char *yn_aside_why_look (YnAside *aside, const char *pointer, const YnJson *answers); /* NULL: no need */
char **yn_aside_all_to_look_at (YnAside *aside, const YnJson *answers); /* sorted, new */
void yn_aside_looked (YnAside *aside, const char *pointer); /* a person confirmed it */

/* Answers that have no place any more; never dropped but by a person. */

void yn_aside_keep (YnAside *aside, const char *pointer, const char *label, const char *text, const YnJson *value,
                    const char *version);
const YnJson *yn_aside_kept (YnAside *aside); /* array, borrowed; NULL: none */

/* The form as it was when the draft began, and what a newer one changed and nobody has seen yet (forms/upgrade.h). */

const YnJson *yn_aside_begun (YnAside *aside);
void yn_aside_set_begun (YnAside *aside, const YnJson *begun);
const YnJson *yn_aside_news (YnAside *aside); /* array, borrowed; NULL: none */
void yn_aside_set_news (YnAside *aside, const YnJson *news);
void yn_aside_news_seen (YnAside *aside); /* by the person: nor is a second look asked for any more because of them */

/* @answers with the hidden ones that lay aside back in their places: how a filing is opened again. New. */
YnJson *yn_aside_restore_hidden (const YnJson *aside, const YnJson *answers);

G_END_DECLS
