/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What kind of control a place of the schema asks for, and how typed text becomes an answer of that kind. */
#pragma once

#include "base/json.h"
#include "base/language.h"

G_BEGIN_DECLS

typedef enum
{
  YN_FIELD_TEXT,
  YN_FIELD_LINES,   /* multi-line */
  YN_FIELD_INTEGER,
  YN_FIELD_DECIMAL,
  YN_FIELD_MONEY,   /* format money: an integer of fen, typed in yuan */
  YN_FIELD_DATE,
  YN_FIELD_DATE_TIME,
  YN_FIELD_BOOLEAN,
  YN_FIELD_CHOICE,  /* enum, or oneOf of const + title */
  YN_FIELD_CHOICES, /* array of unique choices */
} YnFieldKind;

typedef struct
{
  char *value; /* as JSON text, compact: "\"hot\"" or "1" */
  char *label;
} YnFieldChoice;

typedef struct
{
  YnFieldKind kind;
  char *format;       /* "uscc", "cn-phone", … or NULL */
  char *unit;         /* or NULL: "㎡", "元" */
  guint max_length;   /* 0: none */
  GPtrArray *choices; /* of YnFieldChoice; CHOICE and CHOICES */
  gboolean private;
  gboolean read_only;
} YnField;

void yn_field_free (YnField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnField, yn_field_free)
void yn_field_choice_free (YnFieldChoice *choice);

/* From the view of a place (yn_schema_at()); @items is the view of an array's items, or NULL. Choices are labelled
 * with the schema's titles. */
YnField *yn_field_new (const YnJson *subschema, const YnJson *items);

/* Typed text -> answer: NULL for nothing typed. Text that is no number stays a string: the schema then says what is
 * wrong with it, and nothing typed is ever lost. @said as in yn_answers_set_text(). */
YnJson *yn_field_parse (const YnField *field, const char *text, const char **said);

/* Answer -> text to edit (not to read: that is yn_service_answer_text()). New. */
char *yn_field_edit_text (const YnField *field, const YnJson *value);

G_END_DECLS
