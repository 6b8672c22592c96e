/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The form as a person would meet it: a service's UI schema (JSON Forms) with the answers at hand. One YnFormItem for
 * each heading, text and control, in order. ui/forms draws these, `yinuoctl form` prints them, and papers prints their
 * answers.
 *
 * yn_form_lay_out() works out labels, kinds and conditions; with each key typed yn_form_follow() only asks the
 * conditions again. */
#pragma once

#include "forms/field.h"
#include "forms/service.h"

G_BEGIN_DECLS

typedef enum
{
  YN_FORM_ITEM_GROUP,      /* VerticalLayout (no label) and Group, an object, an entry of an array; children in @items */
  YN_FORM_ITEM_ROW,        /* HorizontalLayout */
  YN_FORM_ITEM_LABEL,
  YN_FORM_ITEM_FIELD,
  YN_FORM_ITEM_ARRAY,      /* of objects or of plain values: @items holds one GROUP an entry (or one FIELD, for plain
                            * values), @columns the fields of a new entry */
  YN_FORM_ITEM_CATEGORIES, /* Categorization: @items are CATEGORY and (nested) CATEGORIES */
  YN_FORM_ITEM_CATEGORY,
  YN_FORM_ITEM_BRANCHES,   /* oneOf, anyOf of shapes: @field is a CHOICE (values "0", "1", … labelled with the branches'
                            * titles), @chosen the branch that stands in @items */
  YN_FORM_ITEM_MEMBERS,    /* additionalProperties, patternProperties: one item a member, labelled with its name;
                            * @columns one item for a new member, @pointer is the object's */
} YnFormItemKind;

typedef enum
{
  YN_FORM_LOOK_TABLE,       /* entries of few plain fields */
  YN_FORM_LOOK_CARDS,
  YN_FORM_LOOK_WITH_DETAIL, /* ListWithDetail: a list of the entries' labels, beside it the chosen one */
} YnFormLook;

typedef struct _YnFormItem YnFormItem;
struct _YnFormItem
{
  YnFormItemKind kind;
  char *pointer;         /* FIELD, ARRAY, BRANCHES, MEMBERS, entries; NULL for mere layout */
  YnLanguage language;   /* the one asked for; */
  char *label;           /* and this, with all other words, is in it */
  char *help;            /* or "" */
  YnField *field;        /* FIELD, BRANCHES; shared */
  const YnJson *element; /* of the UI schema; NULL: made from the schema. See yn_form_option() */
  gboolean visible;
  gboolean enabled;      /* FALSE: greyed, or to be read only */
  gboolean read_only;
  gboolean required;
  char *why;             /* hidden, disabled or read-only: a sentence that names the answer that does it; else NULL */
  GPtrArray *items;      /* of YnFormItem; NULL for LABEL and FIELD */
  GPtrArray *columns;    /* ARRAY, MEMBERS: of YnFormItem, pointers relative to an entry ("/name"; "" for plain values) */
  YnFormLook look;       /* ARRAY */
  guint first;           /* ARRAY: of its entries; those before it are a tuple's positions and stand on their own */
  guint min_items;       /* ARRAY, MEMBERS */
  guint max_items;       /* 0: none */
  gboolean ordered;      /* ARRAY: entries may be moved */
  gboolean closed;       /* ARRAY: nothing may be added, only removed */
  gboolean folded;       /* GROUP, an object that describes itself again: what is in it is asked for once there is one,
                          * yn_answers_set() an empty one */
  gboolean stepper;      /* CATEGORIES: one after the other, a review at the end; else tabs */
  int chosen;            /* BRANCHES: -1 none */
};

/* More is not asked of anybody. */
#define YN_FORM_MAX_PLACES 20000

/* Whether the form is one that somebody could fill in: of no more places than that, and not nested too deep. */
gboolean yn_form_fits (const YnService *service);

/* A GROUP without label that holds the whole form. Where the service has no UI schema one is made from the schema. */
YnFormItem *yn_form_lay_out (const YnService *service, const YnJson *answers, YnLanguage language);
void yn_form_item_free (YnFormItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnFormItem, yn_form_item_free)

/* All that is wrong with @answers, which @form follows: what yn_service_check() says of the visible ones,
 * "entries-too-many" where they bring so many that the last of them do not stand in the form, "answers-too-deep" where
 * they lie so deep in each other that the innermost do not, and for what must be answered and is hidden by a rule
 * "required-hidden", disabled by one "required-disabled", with the sentence why: yn_problem_place() is what decides it.
 */
GPtrArray *yn_form_check (const YnFormItem *form, const YnJson *answers, const YnJson *attachments, const char *today);

/* For the author: each question that must be answered whatever the other answers, and that a rule may hide, so that
 * nobody could finish the form ("required-may-hide"); the pointers are those of the ruled elements in the file. */
GPtrArray *yn_form_hideable (const YnService *service, YnLanguage language);

/* The same, after yn_form_follow() said so: what was chosen by hand in @before (NULL: nothing) stays. */
YnFormItem *yn_form_lay_out_again (const YnFormItem *before, const YnService *service, const YnJson *answers,
                                   YnLanguage language);

/* A person chose this branch (BRANCHES) and the answers may not tell: beside yn_answers_choose(), before following. */
void yn_form_choose (YnFormItem *form, const char *pointer, guint branch);

/* Brings visible, enabled, read_only, required, why and the labels of entries up to date where they stand, after
 * @answers changed. FALSE: the shape changed (entries, a branch, members) and a new yn_form_lay_out() is due. */
gboolean yn_form_follow (YnFormItem *form, const YnService *service, const YnJson *answers, YnLanguage language);

/* "/firstName" -> "First Name", as JSON Forms names what has no title. New. */
char *yn_form_name_of (const char *pointer);

/* The kind of control at @pointer as the answers stand, for who has no form before him. New reference. */
YnField *yn_form_field (const YnService *service, const YnJson *answers, const char *pointer);

/* What the rule of the element at @place of the service's file ("/uischema/elements/2") does, in one sentence; NULL: it
 * has none. New. */
char *yn_form_rule_words (const YnService *service, const char *place, YnLanguage language);

/* A member of the element's "options", or NULL: for what concerns drawing alone (focus, trim, hideRequiredAsterisk,
 * showUnfocusedDescription, showSortButtons …). */
const YnJson *yn_form_option (const YnFormItem *item, const char *name);

/* Pointers of what is hidden now and stands nowhere else in the form. NULL-terminated, new. */
char **yn_form_hidden (const YnService *service, const YnJson *answers);

/* What they say, "question: answer" each, in the order of the form: a person is told what is kept and not sent.
 * NULL-terminated, new. */
char **yn_form_kept_back (const YnFormItem *form, const YnService *service, const YnJson *answers, YnLanguage language);

/* The answers without them: what is printed, checked and sent. @form as it follows @answers. New. */
YnJson *yn_form_visible (const YnFormItem *form, const YnJson *answers);

G_END_DECLS
