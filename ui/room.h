/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What stands in the window: the head that always says which enterprise, which platform, online or not and how many
 * filings wait; the practice strip; the places at the side; and the pages. Pages ask for one another by the actions of
 * this class ("room.open", "room.begin" …), so that no page knows another. */
#pragma once

#include "desk/desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_ROOM (yn_room_get_type ())
G_DECLARE_FINAL_TYPE (YnRoom, yn_room, YN, ROOM, GtkWidget)

YnRoom *yn_room_new (YnDesk *desk);

/* The same room in the language that is spoken now: same place, same page, nothing typed lost. */
YnRoom *yn_room_new_like (YnRoom *old);

/* The platform has answered, or (@error) has not. */
void yn_room_arrive (YnRoom *self, const GError *error);

void yn_room_verify (YnRoom *self, GFile *paper);

/* Writes down what has not been written yet. */
void yn_room_save_now (YnRoom *self);

G_END_DECLS
