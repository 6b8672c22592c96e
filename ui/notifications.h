/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the desktop is told while the window is away. Never a title, a tender's name or a partner's: a notification
 * stands on a lock screen. */
#pragma once

#include "desk/desk.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void yn_notifications_still_sending (GApplication *application, guint waiting);
void yn_notifications_all_sent (GApplication *application);

G_END_DECLS
