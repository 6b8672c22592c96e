/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/row-for.h"

#include "forms/check-row.h"
#include "forms/choice-row.h"
#include "forms/choices-row.h"
#include "forms/date-row.h"
#include "forms/lines-row.h"
#include "forms/pick-row.h"
#include "forms/radio-row.h"
#include "forms/secret-row.h"
#include "forms/slider-row.h"
#include "forms/suggest-row.h"
#include "forms/text-row.h"
#include "forms/yes-no-row.h"

static GType
choice_type (const YnField *field)
{
  if (field->look == YN_FIELD_LOOK_RADIO)
    return YN_TYPE_RADIO_ROW;
  return field->look == YN_FIELD_LOOK_AUTOCOMPLETE ? YN_TYPE_SUGGEST_ROW : YN_TYPE_CHOICE_ROW;
}

static GType
row_type (const YnField *field)
{
  switch (field->kind)
    {
    case YN_FIELD_LINES:
      return YN_TYPE_LINES_ROW;
    case YN_FIELD_DATE:
    case YN_FIELD_DATE_TIME:
      return YN_TYPE_DATE_ROW;
    case YN_FIELD_BOOLEAN:
      return field->look == YN_FIELD_LOOK_PLAIN ? YN_TYPE_YES_NO_ROW : YN_TYPE_CHECK_ROW;
    case YN_FIELD_CHOICE:
      return choice_type (field);
    case YN_FIELD_CHOICES:
      return field->look == YN_FIELD_LOOK_AUTOCOMPLETE ? YN_TYPE_PICK_ROW : YN_TYPE_CHOICES_ROW;
    case YN_FIELD_INTEGER:
    case YN_FIELD_DECIMAL:
      return field->look == YN_FIELD_LOOK_SLIDER ? YN_TYPE_SLIDER_ROW : YN_TYPE_TEXT_ROW;
    case YN_FIELD_SECRET:
      return YN_TYPE_SECRET_ROW;
    case YN_FIELD_TEXT:
      return field->suggestions != NULL ? YN_TYPE_SUGGEST_ROW : YN_TYPE_TEXT_ROW;
    case YN_FIELD_MONEY:
    case YN_FIELD_TIME:
    default:
      return YN_TYPE_TEXT_ROW;
    }
}

YnFieldRow *
yn_row_for (const YnFormItem *item)
{
  return g_object_new (row_type (item->field), "item", item, NULL);
}

gboolean
yn_row_fits (YnFieldRow *row, const YnField *field)
{
  const YnField *own = yn_field_row_field (row);

  return own == field
         || (G_OBJECT_TYPE (row) == row_type (field) && own->choices == NULL && field->choices == NULL);
}
