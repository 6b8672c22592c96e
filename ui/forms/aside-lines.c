/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/aside-lines.h"

#include "forms/aside.h"
#include "forms/upgrade.h"

static YnPutOff
put_off (YnAside *aside, const YnFormItem *item, const YnJson *answers, const YnJson *value, gboolean visited)
{
  if (yn_aside_is_put_off (aside, item->pointer, answers))
    return YN_PUT_OFF_IS;
  return visited && value == NULL && item->required && item->enabled && !item->read_only ? YN_PUT_OFF_CAN
                                                                                         : YN_PUT_OFF_NO;
}

static char *
origin_words (YnAside *aside, const char *pointer, const YnJson *value, YnLanguage language)
{
  YnOrigin origin;

  return yn_aside_origin (aside, pointer, value, &origin) ? yn_origin_words (&origin, language) : NULL;
}

void
yn_aside_show (YnFieldRow *row, YnAnswers *answers, gboolean visited, YnLanguage language)
{
  const YnFormItem *item = yn_field_row_item (row);
  YnAside *aside = yn_answers_aside (answers);
  const YnJson *value = yn_answers_get (answers, item->pointer);
  g_autofree char *origin = NULL;
  g_autofree char *look = NULL;

  if (aside == NULL || item->kind != YN_FORM_ITEM_FIELD)
    return;
  if (!item->read_only)
    origin = origin_words (aside, item->pointer, value, language);
  look =
      yn_upgrade_look_words (aside, yn_answers_service (answers), yn_answers_json (answers), item->pointer, language);
  yn_field_row_set_origin (row, origin);
  yn_field_row_set_look (row, look);
  yn_field_row_set_put_off (row, put_off (aside, item, yn_answers_json (answers), value, visited));
}
