/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The form as a person would meet it: a service's UI schema walked with the answers at hand. One YnFormItem for each
 * heading, text and control, in order; arrays give one item that holds its rows. ui/forms draws these, `yinuoctl
 * form` prints them, and papers prints their answers. */
#pragma once

#include "forms/field.h"
#include "forms/service.h"

G_BEGIN_DECLS

typedef enum
{
  YN_FORM_ITEM_GROUP, /* a heading; its children follow in @items */
  YN_FORM_ITEM_ROW,   /* HorizontalLayout */
  YN_FORM_ITEM_LABEL,
  YN_FORM_ITEM_FIELD,
  YN_FORM_ITEM_TABLE, /* an array of objects: @items holds one GROUP a row, @columns the fields of a new row */
} YnFormItemKind;

typedef struct _YnFormItem YnFormItem;
struct _YnFormItem
{
  YnFormItemKind kind;
  char *pointer; /* FIELD, TABLE */
  char *label;   /* in the language asked for */
  char *help;    /* or "" */
  YnField *field; /* FIELD */
  gboolean visible;
  gboolean enabled;
  gboolean required;
  GPtrArray *items;   /* GROUP, ROW, TABLE: of YnFormItem */
  GPtrArray *columns; /* TABLE: of YnFormItem, pointers relative to a row ("/name") */
};

/* A GROUP without label that holds the whole form. Where the service has no UI schema one is made from the schema. */
YnFormItem *yn_form_lay_out (const YnService *service, const YnJson *answers, YnLanguage language);
void yn_form_item_free (YnFormItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnFormItem, yn_form_item_free)

/* Pointers of the fields that rules hide now. NULL-terminated, new. */
char **yn_form_hidden (const YnService *service, const YnJson *answers);

G_END_DECLS
