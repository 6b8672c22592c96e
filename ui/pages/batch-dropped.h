/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A paper that dropped out of a batch: why, and the way to it. */
#pragma once

#include "desk/batch.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *yn_batch_dropped_new (const YnBatchDropped *dropped, YnLanguage language);

G_END_DECLS
