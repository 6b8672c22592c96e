/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Answers to a service that has every kind of question, as they could come from a file; and any text typed into each of
 * its first fields. */

#include "forms/answers.h"
#include "forms/layout.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
type_everywhere (YnAnswers *answers, const YnFormItem *item, const char *text, guint *left)
{
  if (item->kind == YN_FORM_ITEM_FIELD && *left > 0)
    {
      const char *said;

      (*left)--;
      yn_answers_set_text (answers, item->pointer, text, &said);
    }
  for (guint i = 0; item->items != NULL && i < item->items->len; i++)
    type_everywhere (answers, g_ptr_array_index (item->items, i), text, left);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static YnService *service;
  g_autoptr (YnJson) given = yn_json_parse ((const char *) data, size, NULL);
  g_autofree char *typed = g_utf8_make_valid ((const char *) data, MIN (size, 200));
  g_autoptr (YnAnswers) answers = NULL;
  g_autoptr (YnFormItem) form = NULL;
  g_autoptr (YnJson) visible = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  guint left = 12;

  if (service == NULL)
    service = yn_service_find ("F05", NULL);
  g_assert_nonnull (service);
  answers = yn_answers_new (service, yn_json_is (given, YN_JSON_OBJECT) ? given : NULL);
  form = yn_form_lay_out (service, yn_answers_json (answers), YN_LANGUAGE_ZH_CN);
  type_everywhere (answers, form, typed, &left);
  visible = yn_answers_visible (answers);
  problems = yn_service_check (service, visible, NULL, "2026-11-23", YN_LANGUAGE_ZH_CN);
  while (yn_answers_undo (answers))
    ;
  while (yn_answers_redo (answers))
    ;
  return 0;
}
