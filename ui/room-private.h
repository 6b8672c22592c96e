/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The room's own: what room.c and room-actions.c share. */
#pragma once

#include "pages/page.h"
#include "room.h"

G_BEGIN_DECLS

struct _YnRoom
{
  GtkWidget parent_instance;

  /* Template widgets */
  AdwFlap *flap;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkLabel *head_title;
  GtkLabel *head_subtitle;
  GtkImage *head_state;
  GtkWidget *practice_strip;
  GtkWidget *back_button;
  GtkWidget *places_button;
  GtkButton *waiting_button;
  GtkButton *language_button;

  YnDesk *desk;
  char *place;
  GPtrArray *details; /* of YnPage, borrowed: pages that lie upon the place, the top one last */
  gboolean arrived;
  gboolean signed_in;
};

void yn_room_go_to (YnRoom *self, const char *place);
void yn_room_go_back (YnRoom *self);

/* Lays a page upon the place. Floating references are sunk. */
void yn_room_push (YnRoom *self, YnPage *page);
YnPage *yn_room_top_page (YnRoom *self);
void yn_room_toast (YnRoom *self, const char *words);
void yn_room_status_changed (YnRoom *self);

/* The actions and keys of the class. */
void yn_room_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
