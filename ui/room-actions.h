/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* How pages ask for one another: each deed is an action of the group "room" ("room.open", "room.begin" …), so that no
 * page knows another. */
#pragma once

#include "room.h"

G_BEGIN_DECLS

void yn_room_actions_insert (YnRoom *room);

void yn_room_take (YnRoom *room, GFile *paper); /* whichever of both it is, by its name */

/* The department's workbench over the room; @file: a service file to open, or NULL. */
void yn_room_write (YnRoom *room, GFile *file);

G_END_DECLS
