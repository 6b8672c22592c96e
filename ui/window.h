/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The window: size, language, dropped papers, closing. What stands in it is the room (room.h), made anew when the
 * language changes. */
#pragma once

#include "desk/desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_WINDOW (yn_window_get_type ())
G_DECLARE_FINAL_TYPE (YnWindow, yn_window, YN, WINDOW, AdwApplicationWindow)

/* Signal "went-away": the window hid itself while filings wait; whoever hears it keeps the program alive. */

YnWindow *yn_window_new (GtkApplication *application, YnDesk *desk, const char *platform, const char *password_file);

/* A two-person file is opened to be signed or brought home, all else is verified. */
void yn_window_take (YnWindow *self, GFile *paper);
/* That of several only @paper was. */
void yn_window_say_first_only (YnWindow *self, GFile *paper);

/* The department's workbench; @file may be NULL. */
void yn_window_write (YnWindow *self, GFile *file);

G_END_DECLS
