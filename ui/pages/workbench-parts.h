/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the workbench's page is made of, for workbench-page.c, workbench-sight.c and workbench-file.c alone. */
#pragma once

#include "folder-watch.h"
#include "forms/form-view.h"
#include "pages/page.h"
#include "pages/workbench-pen.h"
#include "widgets/paper-view.h"

G_BEGIN_DECLS

typedef struct _YnWorkbenchPage YnWorkbenchPage; /* pages/workbench-page.h */

struct _YnWorkbenchPage
{
  YnPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  AdwComboRow *models;
  GtkWidget *undo;
  GtkWidget *redo;
  GtkWidget *try;
  GtkLabel *standing;
  GtkLabel *remark;
  GtkStack *parts;
  GtkListBox *questions;
  GtkListBox *clauses;
  GtkMenuButton *commons;
  GtkListBox *texts;
  GtkStack *views;
  GtkStackPage *tasks_page;
  YnFormView *form_zh;
  YnFormView *form_en;
  YnPaperView *letter;
  GtkBox *tasks;

  GPtrArray *services; /* of YnService: those to begin like */
  YnFolderWatch *watch; /* of one's own services */
  YnPen pen;
  GFile *file;         /* NULL: never saved */
  GBytes *writing;     /* on its way to the disk */
  gboolean trying;     /* once it is written, it is begun */
  GFile *tried;        /* where it lay the last time; NULL: it was not tried yet */
  YnAnswers *answers;  /* NULL: no form yet */
  guint n_problems;
  gboolean anew;       /* rows are to be made again */
  char *added;         /* place of what came last, until its row stands; or NULL */
  GtkListBox *added_to;
  guint following;     /* source */
  guint pausing;       /* source: nobody types any more */
  GCancellable *printing;
};

/* workbench-page.c */
void yn_workbench_say (YnWorkbenchPage *self, const char *words); /* above the writing; NULL: nothing */
void yn_workbench_wrote (gpointer page, gboolean anew);           /* all that stands beside is to follow */
void yn_workbench_show_standing (YnWorkbenchPage *self);

/* workbench-sight.c */
void yn_workbench_make_form (YnWorkbenchPage *self);
void yn_workbench_show_view (YnWorkbenchPage *self);
void yn_workbench_show_tasks (YnWorkbenchPage *self);

/* workbench-file.c */
void yn_workbench_take_up (YnWorkbenchPage *self, YnAuthoring *authoring, GFile *file); /* @authoring is consumed */
void yn_workbench_like (YnWorkbenchPage *self);
void yn_workbench_begin_empty (YnWorkbenchPage *self);
void yn_workbench_ask_open (YnWorkbenchPage *self);
void yn_workbench_open (GFile *file, gpointer page);
void yn_workbench_put_away (YnWorkbenchPage *self); /* back to the choice of how to begin */
void yn_workbench_save (YnWorkbenchPage *self);
void yn_workbench_save_as (YnWorkbenchPage *self); /* into another file, which is the one from then on */
void yn_workbench_try (YnWorkbenchPage *self);
void yn_workbench_put_down (YnWorkbenchPage *self);
void yn_workbench_resume (YnWorkbenchPage *self);

G_END_DECLS
