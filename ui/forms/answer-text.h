/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* How the answer of a field reads where all answers are listed. */
#pragma once

#include "forms/answers.h"
#include "forms/layout.h"

G_BEGIN_DECLS

/* As yn_service_answer_text(); a secret only says that it is there. New, "" for nothing. */
char *yn_form_answer_text (const YnFormItem *item, YnAnswers *answers, YnLanguage language);

G_END_DECLS
