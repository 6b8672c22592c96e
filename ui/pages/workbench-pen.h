/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the parts of the workbench write with: the service under the pen, and whom to tell that something was written.
 * The page owns it and outlives every row that holds it. */
#pragma once

#include "forms/authoring.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct
{
  YnAuthoring *authoring; /* NULL: nothing is open */
  YnLanguage language;
  void (*wrote) (gpointer page, gboolean anew); /* @anew: rows came, went or changed places */
  void (*added) (gpointer page, char *place);   /* a question, whose words are typed next; @place is consumed */
  gpointer page;
} YnPen;

/* Told with the text of the place it was made for. @place may be NULL. */
typedef void (*YnPenText) (const YnPen *pen, const char *place, int which, const char *text);

/* A row to type in. The editable calls @typed with @place and @which whenever its text changes. */
GtkWidget *yn_pen_entry (const YnPen *pen, const char *title, const char *text, YnPenText typed, const char *place,
                         int which);

/* Several lines under a title. */
GtkWidget *yn_pen_lines (const YnPen *pen, const char *title, const char *text, YnPenText typed, const char *place,
                         int which);

/* A row with a switch; @typed gets "1" or "". */
GtkWidget *yn_pen_switch (const YnPen *pen, const char *title, gboolean on, YnPenText typed, const char *place,
                          int which);

/* A row with a list; @typed gets the number of the chosen one. */
GtkWidget *yn_pen_list (const YnPen *pen, const char *title, const char *const *names, guint chosen, YnPenText typed,
                        const char *place, int which);

/* A small button with an icon that says @words; @typed gets "". */
GtkWidget *yn_pen_button (const YnPen *pen, const char *icon, const char *words, YnPenText typed, const char *place,
                          int which);

/* A row that opens; what is in it is made when it is first opened. @fill appends rows. */
typedef void (*YnPenFill) (const YnPen *pen, AdwExpanderRow *row, const char *place);
AdwExpanderRow *yn_pen_expander (const YnPen *pen, const char *title, const char *subtitle, YnPenFill fill,
                                 const char *place);

/* Rows that stood open, and those that are new, are open afterwards: a row is known by @key. */
typedef struct _YnPenKept YnPenKept;
YnPenKept *yn_pen_empty (GtkListBox *list);
void yn_pen_append (YnPenKept *kept, GtkListBox *list, AdwExpanderRow *row, const char *key);
void yn_pen_kept_free (YnPenKept *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnPenKept, yn_pen_kept_free)

/* What has the keys, of the rows of @list, or NULL; new. And the keys to it again, once the rows were made anew: to
 * the first row where its row is gone. */
char *yn_pen_focus (GtkListBox *list);
void yn_pen_set_focus (GtkListBox *list, const char *focus);

/* The keys and the view go to the row made for @place: to its words, where they can be typed. */
#define YN_PEN_WORDS 0 /* the number that each part gives them */
void yn_pen_go_to (GtkListBox *list, const char *place);

/* The parts: each fills @list anew. */
void yn_pen_show_questions (const YnPen *pen, GtkListBox *list);
void yn_pen_show_clauses (const YnPen *pen, GtkListBox *list);
void yn_pen_show_texts (const YnPen *pen, GtkListBox *list);

G_END_DECLS
