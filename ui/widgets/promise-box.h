/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The five lines of the service file that stand above the sign button, never more: what you promise, until when, who
 * will see it, what if it is not kept, how to take it back. */
#pragma once

#include "base/json.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_PROMISE_BOX (yn_promise_box_get_type ())
G_DECLARE_FINAL_TYPE (YnPromiseBox, yn_promise_box, YN, PROMISE_BOX, GtkBox)

/* @promise: {"you": […], "until", "seenBy", "ifNotKept", "takeBack"}. */
void yn_promise_box_set (YnPromiseBox *self, const YnJson *promise);

G_END_DECLS
