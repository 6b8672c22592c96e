/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the form view is made of, for form-view.c, form-problems.c, form-deeds.c and form-undo.c alone. */
#pragma once

#include "forms/absent-list.h"
#include "forms/aside.h"
#include "forms/form-judging.h"
#include "forms/form-sheet.h"
#include "forms/form-slots.h"
#include "forms/problem-list.h"

G_BEGIN_DECLS

typedef struct _YnFormView YnFormView; /* forms/form-view.h */

struct _YnFormView
{
  GtkBox parent_instance;

  YnProblemList *list;
  YnFormSheet *sheet;
  YnFormSlots *slots;
  YnAbsentList *absent;

  YnAnswers *answers;
  char *today;
  YnLanguage language;
  GPtrArray *attachments; /* of YnAttachment */

  GPtrArray *problems;
  GPtrArray *listed;      /* pointers: where the lines of the list go */
  guint at;               /* the line that one went to last */
  guint checking;         /* the source that checks; 0: all is checked */
  gboolean judged;        /* all problems are shown from now on */
  gboolean listing;       /* the list of problems is to be made anew */
  gboolean slotless;      /* attachments are not asked for here */

  GtkRoot *window;        /* borrowed */
  YnFieldRow *visited;    /* has the focus, or had it last */
};

/* form-view.c */
void yn_form_view_show_slots (YnFormView *self); /* the files, and what waits */

/* form-problems.c */
YnFormJudging yn_form_view_judging (YnFormView *self);
void yn_form_view_check_soon (YnFormView *self); /* after the frame that shows the key */
void yn_form_view_judge_drawn (YnFormView *self, YnFormPart *part);
void yn_form_view_judge_like (YnFormView *self, YnFormView *other);
void yn_form_view_find_pointer (YnFormView *self); /* something moved below it */
void yn_form_view_jump_to_line (YnFormView *self, guint which);
void yn_form_view_show_absent (YnFormView *self);

/* form-deeds.c */
extern const YnFormDeeds yn_form_view_deeds;
void yn_form_view_changed (YnFormView *self); /* the answers did: shows what follows, and says so */
void yn_form_view_put_slot_off (YnFormView *self, const char *slot, gboolean off);
void yn_form_view_left (YnFormView *self, YnFieldRow *row);

/* form-undo.c */
void yn_form_view_add_shortcuts (YnFormView *self);

G_END_DECLS
