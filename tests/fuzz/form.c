/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A schema, its UI schema and answers, one document: {"schema", "uischema", "data"}. Laid out, followed, and sent without
 * what is hidden. */

#include "forms/answers.h"
#include "forms/layout.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (YnJson) document = yn_json_parse ((const char *) data, size, NULL);
  g_autoptr (YnService) service = NULL;
  g_autoptr (YnAnswers) answers = NULL;
  g_autoptr (YnFormItem) form = NULL;
  g_autoptr (YnJson) visible = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  if (yn_json_get (document, "schema") == NULL)
    return 0;
  service = yn_service_new_form (yn_json_get (document, "schema"), yn_json_get (document, "uischema"), NULL);
  if (service == NULL)
    return 0;
  answers = yn_answers_new (service, yn_json_get (document, "data"));
  form = yn_form_lay_out (service, yn_answers_json (answers), YN_LANGUAGE_ZH_CN);
  yn_form_follow (form, service, yn_answers_json (answers), YN_LANGUAGE_EN);
  visible = yn_answers_visible (answers);
  problems = yn_service_check (service, visible, NULL, "2026-11-23", YN_LANGUAGE_EN);
  return 0;
}
