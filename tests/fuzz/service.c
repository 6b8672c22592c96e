/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A service file. What is accepted can be laid out, and tells what it promises. */

#include "forms/answers.h"
#include "forms/layout.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (YnService) service = yn_service_new (file, NULL);
  g_autoptr (YnAnswers) answers = NULL;
  g_autoptr (YnFormItem) form = NULL;
  g_autoptr (YnJson) clauses = NULL;
  g_autoptr (YnJson) promise = NULL;

  if (service == NULL)
    return 0;
  answers = yn_answers_new (service, NULL);
  form = yn_form_lay_out (service, yn_answers_json (answers), YN_LANGUAGE_ZH_CN);
  clauses = yn_service_clauses (service, yn_answers_json (answers), YN_LANGUAGE_ZH_CN);
  promise = yn_service_promise (service, yn_answers_json (answers), YN_LANGUAGE_EN);
  return 0;
}
