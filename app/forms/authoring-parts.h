/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The inside of a service under the pen, for the authoring*.c files alone. */
#pragma once

#include "forms/authoring.h"

G_BEGIN_DECLS

struct _YnAuthoring
{
  YnJson *json;
  GBytes *saved;       /* the file as it lies on disk, or NULL: never saved */
  YnJson *saved_json;
  GPtrArray *undo;     /* of YnJson: what was before each step */
  GPtrArray *redo;
  char *typing;        /* the place of the last step: typing on there belongs to it */
  guint held;          /* steps of several changes that are open, one in another */
};

/* Begins a step (one for all until the matching end). */
void yn_authoring_begin_step (YnAuthoring *authoring);
void yn_authoring_end_step (YnAuthoring *authoring);

/* @value NULL removes. @typing: steps of the same name in a row are one; NULL: a step of its own. FALSE: it was so. */
gboolean yn_authoring_put (YnAuthoring *authoring, const char *pointer, const YnJson *value, const char *typing);
gboolean yn_authoring_put_string (YnAuthoring *authoring, const char *pointer, const char *text, const char *typing);
gboolean yn_authoring_put_boolean (YnAuthoring *authoring, const char *pointer, gboolean value);

/* Arrays of the file. @pointer names the array. */
gboolean yn_authoring_insert (YnAuthoring *authoring, const char *pointer, guint index, const YnJson *value);
gboolean yn_authoring_swap (YnAuthoring *authoring, const char *pointer, guint a, guint b);
/* Takes the string @text out of an array of strings; the array goes with its last entry where @whole. */
gboolean yn_authoring_drop_string (YnAuthoring *authoring, const char *pointer, const char *text, gboolean whole);

gboolean yn_authoring_same (const YnJson *a, const YnJson *b);
const YnJson *yn_authoring_at (YnAuthoring *authoring, const char *pointer);

/* A place of the schema: through properties and items, and through references into the common definitions. */
typedef struct
{
  const YnJson *node;  /* NULL: nothing there */
  const YnJson *root;  /* the document that its references are about */
  char *pointer;       /* of the node in the file, or NULL: it lies in the common definitions, or in no plain place */
} YnAuthoringPlace;

void yn_authoring_place_clear (YnAuthoringPlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YnAuthoringPlace, yn_authoring_place_clear)

/* @pointer: into the answers; "0" stands for an array's entries. */
void yn_authoring_find (YnAuthoring *authoring, const char *pointer, YnAuthoringPlace *place);

/* A member of the node, or of what its references add. */
const YnJson *yn_authoring_member (const YnAuthoringPlace *place, const char *name);

/* The node with what its references add, and no reference: before something is said that the reference says otherwise.
 */
YnJson *yn_authoring_inlined (const YnAuthoringPlace *place);

YnQuestionKind yn_authoring_kind (const YnAuthoringPlace *place, const YnJson *element);

/* The i18n key of a question: of its element, or of its place. New. */
char *yn_authoring_key (const YnJson *element, const char *pointer);

/* The English word of a key: of the file, then of the common words; or NULL. */
const char *yn_authoring_word (YnAuthoring *authoring, const char *key, const char *part);
gboolean yn_authoring_set_word (YnAuthoring *authoring, const char *key, const char *part, const char *text);

/* English that only repeats the Chinese stands in for what is missing. */
gboolean yn_authoring_is_stand_in (const char *zh, const char *en);

/* Members that say a kind's limits, or NULL: it has none. */
const char *yn_authoring_limit_name (YnQuestionKind kind, gboolean maximum);

/* authoring-when.c: the rule of @row's own element, into the row; whether a plain rule of its own or of a heading above
 * it asks it only sometimes; whether it must be answered then, and that it must or need not. */
void yn_authoring_read_when (YnAuthoring *authoring, YnAuthoringRow *row);
gboolean yn_authoring_is_asked_sometimes (YnAuthoring *authoring, const YnAuthoringRow *row);
gboolean yn_authoring_demands (YnAuthoring *authoring, const YnAuthoringRow *row);
gboolean yn_authoring_set_demanded (YnAuthoring *authoring, const YnAuthoringRow *row, gboolean required);

/* The questions at and under @place that must be answered, as they stand; and what must be, after they moved. */
GPtrArray *yn_authoring_due_under (YnAuthoring *authoring, const char *place);
void yn_authoring_keep_due (YnAuthoring *authoring, GPtrArray *dues);

/* The values that a choice (or several choices) is made from, in order: of YnJson, borrowed from the file. */
GPtrArray *yn_authoring_values (YnAuthoring *authoring, const YnAuthoringRow *row);

/* "/uischema/elements/2" -> "/uischema/elements" and 2. */
char *yn_authoring_parent (const char *place, guint *index);

/* "F04" -> "F04": the letters and digits of an id, in capitals, for the ids of its clauses. New. */
char *yn_authoring_clause_prefix (const char *id);

G_END_DECLS
