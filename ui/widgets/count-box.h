/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Counters side by side: the number large and aligned, its name below. */
#pragma once

#include "desk/recording.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @counts: of YnRecordRow. */
void yn_count_boxes_set (GtkFlowBox *box, GPtrArray *counts);

G_END_DECLS
