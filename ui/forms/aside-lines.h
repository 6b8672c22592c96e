/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the aside knows of one answer, at its row: where it came from, that it is put off, that it wants a
 * second look. */
#pragma once

#include "forms/answers.h"
#include "forms/field-row.h"

G_BEGIN_DECLS

/* @visited: the person is there; only then putting off is offered, or every required field would ask. */
void yn_aside_show (YnFieldRow *row, YnAnswers *answers, gboolean visited, YnLanguage language);

G_END_DECLS
