/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The token doctor: the links of the chain from the machine to the PIN, each with yes or no, and for a no what it means
 * and what to do. It looks when it comes on the screen and when it is asked to, and no longer than it is there. */
#pragma once

#include "desk/tokens.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_TOKEN_DOCTOR (yn_token_doctor_get_type ())
G_DECLARE_FINAL_TYPE (YnTokenDoctor, yn_token_doctor, YN, TOKEN_DOCTOR, GtkBox)

/* Once. */
void yn_token_doctor_set_desk (YnTokenDoctor *self, YnDesk *desk);

G_END_DECLS
