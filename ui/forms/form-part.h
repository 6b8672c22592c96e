/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What stands between a form that is laid out and its widgets: a tree with one part for each YnFormItem. A
 * part remembers its widget once that is drawn, and whether the person has been there. When the form is laid
 * out anew the tree takes over the new items where they stand for the same places: only what came or went
 * touches a widget, and neither the focus nor the cursor is lost. */
#pragma once

#include "forms/layout.h"
#include "forms/problem.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _YnFormPart YnFormPart;
struct _YnFormPart
{
  const YnFormItem *item; /* borrowed from the layout that stands now */
  YnFormPart *above;      /* NULL: the whole form */
  GPtrArray *parts;       /* of YnFormPart, owned */
  YnFormPart *twin;       /* the next one of the same pointer */

  GtkWidget *widget;  /* NULL: not drawn yet */
  GtkWidget *inner;   /* what an entry's or a group's frame holds: the row, the box of an array … */
  GtkWidget *content; /* where the widgets of @parts go */
  GtkWidget *box;     /* what @widget stands in, once that is known: its own card, or one of a few together */
  guint open;         /* CATEGORIES, ARRAY with detail: the one of @parts that shows */

  gboolean touched;   /* the person has left it once: it may be judged */
  const YnProblem *problem; /* the first one at it, borrowed; NULL: nothing is wrong here */
  const YnProblem *said;    /* the one whose words stand there, borrowed */
  guint n_problems;   /* at it and in it */
};

YnFormPart *yn_form_part_new (const YnFormItem *item, YnFormPart *above);
void yn_form_part_free (YnFormPart *part); /* and its widgets */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnFormPart, yn_form_part_free)

/* Takes over the items of a new layout. @fits: whether a drawn part can go on with an item. */
void yn_form_part_take (YnFormPart *part, const YnFormItem *item,
                        gboolean (*fits) (const YnFormPart *part, const YnFormItem *item));

guint yn_form_part_index (const YnFormPart *part); /* among the parts above it */

/* Of these, one at a time shows. */
gboolean yn_form_part_is_one_of (const YnFormPart *part);

/* The entry at @from goes, or stands at @to from now on, before the layout says so: its widgets go with it.
 */
void yn_form_part_remove (YnFormPart *array, guint at);
void yn_form_part_move (YnFormPart *array, guint from, guint to);

/* Enters every part with a pointer into @places: pointer -> its first YnFormPart. Keys are borrowed from the
 * items. */
void yn_form_part_index_places (YnFormPart *part, GHashTable *places);

/* The part for @pointer, one that shows if there is one; or of the nearest place above it. NULL: none. */
YnFormPart *yn_form_part_find (GHashTable *places, const char *pointer);

typedef gboolean (*YnFormPartFunc) (YnFormPart *part, gpointer data); /* TRUE: enough */

/* Part by part as one reads the form. TRUE: @func said enough. */
gboolean yn_form_part_walk (YnFormPart *part, YnFormPartFunc func, gpointer data);

G_END_DECLS
