/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/answer-text.h"

char *
yn_form_answer_text (const YnFormItem *item, YnAnswers *answers, YnLanguage language)
{
  const YnJson *value = yn_answers_get (answers, item->pointer);

  if (item->field->kind == YN_FIELD_SECRET && value != NULL)
    return g_strdup ("••••••");
  return yn_service_answer_text (yn_answers_service (answers), item->pointer, value, language);
}
