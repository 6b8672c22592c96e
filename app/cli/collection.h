/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The collection fields of a commitment, as two verbs say them. */
#pragma once

#include "cli/chair.h"
#include "desk/collecting.h"

G_BEGIN_DECLS

/* {"fields": {…}, "problems": […]}, or a line each with the standard's own name of the field. Consumes nothing; what is
 * missing is said and is no failure: before acceptance there is no code. */
YnExit yn_say_collection (YnChair *chair, const YnJson *fields, GPtrArray *problems);

G_END_DECLS
