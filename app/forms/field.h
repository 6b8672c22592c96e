/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What kind of control a place of the schema asks for, and how typed text becomes an answer of that kind. */
#pragma once

#include "base/json.h"
#include "base/language.h"
#include "forms/choices.h"

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
  YN_FIELD_TIME,
  YN_FIELD_SECRET,  /* format password: masked */
} YnFieldKind;

/* How a control of a kind looks. PLAIN is the kind's own: an entry, for a boolean two buttons yes and no. */
typedef enum
{
  YN_FIELD_LOOK_PLAIN,
  YN_FIELD_LOOK_DROP_DOWN,    /* CHOICE */
  YN_FIELD_LOOK_RADIO,        /* CHOICE: options.format "radio" */
  YN_FIELD_LOOK_AUTOCOMPLETE, /* CHOICE, CHOICES: options.autocomplete, or more than a person looks through */
  YN_FIELD_LOOK_SLIDER,       /* INTEGER, DECIMAL with minimum, maximum and default: options.slider */
  YN_FIELD_LOOK_TOGGLE,       /* BOOLEAN: options.toggle, a switch */
  YN_FIELD_LOOK_CHECK,        /* BOOLEAN that must be true; CHOICES */
} YnFieldLook;

/* Shared between the controls of one place, and never changed once it is made. */
typedef struct
{
  int references;
  YnFieldKind kind;
  YnFieldLook look;
  char *format;       /* "uscc", "cn-phone", … or NULL */
  char *unit;         /* or NULL: "㎡", "元" */
  guint min_length;
  guint max_length;   /* 0: none */
  gboolean restricts; /* options.restrict: no more than @max_length can be typed */
  char *minimum;      /* numbers as decimal text, money in fen; NULL: none */
  char *maximum;
  char *step;         /* multipleOf, for a whole number at least "1" */
  YnJson *default_value; /* or NULL */
  char *placeholder;  /* or NULL */
  GPtrArray *choices; /* of YnFieldChoice; CHOICE and CHOICES. May hold 100,000 */
  GPtrArray *suggestions; /* of YnFieldChoice, or NULL: a TEXT that may be one of these and anything else */
  gboolean capital;   /* the amount is shown in 大写 beside it */
  gboolean private;
  gboolean read_only;
  YnChoices *list;    /* of @choices or @suggestions, to be searched */
} YnField;

YnField *yn_field_ref (YnField *field);
void yn_field_unref (YnField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnField, yn_field_unref)

/* From the view of a place (yn_schema_at()); @items is the view of an array's items, or NULL. Choices are labelled
 * with the schema's titles. @options of the UI schema's element, or NULL. */
YnField *yn_field_new (const YnJson *subschema, const YnJson *items, const YnJson *options);

/* The same with choices that are labelled and shared already. */
YnField *yn_field_new_with (const YnJson *subschema, const YnJson *items, const YnJson *options, YnChoices *choices);

/* The choices that a schema offers, of YnFieldChoice, labelled with its titles; NULL: it is no list of values. */
GPtrArray *yn_field_choices_of (const YnJson *schema);

/* "string", "object", … : the schema's type, of several the first that is not null. */
const char *yn_field_type (const YnJson *schema);

/* The answer that a choice stands for. New. */
YnJson *yn_field_choice_answer (const YnFieldChoice *choice);

/* The choice for a value, or NULL. Borrowed; quick for long lists too. */
const YnFieldChoice *yn_field_choice (const YnField *field, const YnJson *value);

/* The choices whose label or value holds @text (as typed: width and case do not count), those that begin with it
 * first; "" is the list's beginning. At most @most; @total (may be NULL) says how many there are. Borrowed choices. */
GPtrArray *yn_field_filter (const YnField *field, const char *text, guint most, guint *total);

/* Typed text -> answer: NULL for nothing typed. Text that is no number stays a string: the schema then says what is
 * wrong with it, and nothing typed is ever lost. @said as in yn_answers_set_text(). */
YnJson *yn_field_parse (const YnField *field, const char *text, const char **said);

/* An amount, which is a number of fen, to read in yuan: "1,234.50". What is no whole number of fen is no amount, and is
 * shown as what it is: 12.5 -> "0.125". New. */
char *yn_field_yuan_text (const YnJson *value);

/* Answer -> text to edit (not to read: that is yn_service_answer_text()). New. */
char *yn_field_edit_text (const YnField *field, const YnJson *value);

G_END_DECLS
