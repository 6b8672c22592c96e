/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/row-for.h"

#include "forms/choice-row.h"
#include "forms/choices-row.h"
#include "forms/date-row.h"
#include "forms/lines-row.h"
#include "forms/text-row.h"
#include "forms/yes-no-row.h"

static GType
row_type (const YnField *field)
{
  switch (field->kind)
    {
    case YN_FIELD_LINES:
      return YN_TYPE_LINES_ROW;
    case YN_FIELD_DATE:
      return YN_TYPE_DATE_ROW;
    case YN_FIELD_BOOLEAN:
      return YN_TYPE_YES_NO_ROW;
    case YN_FIELD_CHOICE:
      return YN_TYPE_CHOICE_ROW;
    case YN_FIELD_CHOICES:
      return YN_TYPE_CHOICES_ROW;
    case YN_FIELD_TEXT:
    case YN_FIELD_INTEGER:
    case YN_FIELD_DECIMAL:
    case YN_FIELD_MONEY:
    case YN_FIELD_DATE_TIME:
    case YN_FIELD_TIME:
    case YN_FIELD_SECRET:
    default:
      return YN_TYPE_TEXT_ROW;
    }
}

YnFieldRow *
yn_row_for (const YnFormItem *item)
{
  return g_object_new (row_type (item->field), "item", item, NULL);
}
