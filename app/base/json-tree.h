/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* How a YnJson (json-inline.h) comes about, for the json*.c files alone. */
#pragma once

#include "base/json.h"

G_BEGIN_DECLS

/* Growing a document, value by value. */
typedef struct
{
  GArray *settled; /* YnJson: those whose parent is closed */
  GArray *waiting; /* YnJson: those whose parent is open, and the open parents themselves */
  GArray *open;    /* guint: where in @waiting the open parents stand */
  GArray *orders;  /* guint32 */
  GString *text;
  guint32 name;
  guint32 name_length;
} YnJsonTree;

void yn_json_tree_init (YnJsonTree *tree, gsize room); /* @room: for how much text, so that it never moves */
void yn_json_tree_clear (YnJsonTree *tree);

/* The name, or the text, lies at the end of the tree's text from @start on, without its NUL. */
void yn_json_tree_name_here (YnJsonTree *tree, gsize start);
void yn_json_tree_text_here (YnJsonTree *tree, YnJsonKind kind, gsize start, guint line, guint column);
void yn_json_tree_scalar (YnJsonTree *tree, YnJsonKind kind, gboolean truth, guint line, guint column);
void yn_json_tree_open (YnJsonTree *tree, YnJsonKind kind, guint line, guint column);

/* Two members with one name: where @second is given it gets the later one, and the answer is FALSE; without it the
 * later one takes the place of the earlier. */
gboolean yn_json_tree_close (YnJsonTree *tree, YnJson *second);

guint yn_json_tree_depth (const YnJsonTree *tree);
YnJsonKind yn_json_tree_inside (const YnJsonTree *tree); /* YN_JSON_NULL outside everything */
guint yn_json_tree_values (const YnJsonTree *tree);

/* The document; the tree is empty again. */
YnJson *yn_json_tree_finish (YnJsonTree *tree);

G_END_DECLS
