/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The paper beside the typing: clauses and answers as they would read. A sketch, and it says so; what is signed is the
 * printed paper of the review. */
#pragma once

#include "forms/answers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_SKETCH (yn_sketch_get_type ())
G_DECLARE_FINAL_TYPE (YnSketch, yn_sketch, YN, SKETCH, GtkWidget)

/* Where nothing is signed: the sketch's line says so. */
void yn_sketch_set_to_print (YnSketch *self);

void yn_sketch_set (YnSketch *self, YnAnswers *answers, YnLanguage language);

G_END_DECLS
