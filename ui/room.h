/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What stands in the window: the head that always says which enterprise, which platform, online or not and how many
 * filings wait; the practice strip; the places at the side; and the pages. Pages ask for one another by its actions
 * (room-actions.h), so that no page knows another. */
#pragma once

#include "pages/page.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_ROOM (yn_room_get_type ())
G_DECLARE_FINAL_TYPE (YnRoom, yn_room, YN, ROOM, GtkWidget)

YnRoom *yn_room_new (YnDesk *desk);

/* The same room in the language that is spoken now: same place, same page, nothing typed lost. */
YnRoom *yn_room_new_like (YnRoom *old);

/* The platform has answered, or (@error) has not. */
void yn_room_arrive (YnRoom *self, const GError *error);

/* Writes down what has not been written yet. */
void yn_room_save_now (YnRoom *self);

/* For the actions of room-actions.h. */
YnDesk *yn_room_desk (YnRoom *self);
gboolean yn_room_has_person (YnRoom *self); /* somebody is signed in */
void yn_room_go_to (YnRoom *self, const char *place);
void yn_room_go_back (YnRoom *self);
void yn_room_push (YnRoom *self, YnPage *page); /* lays a page upon the place; floating references are sunk */
YnPage *yn_room_top_page (YnRoom *self);
void yn_room_toggle_places (YnRoom *self);
void yn_room_toast (YnRoom *self, const char *words);

G_END_DECLS
