/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A list of values to choose from, which may be as long as all enterprises of a city: made once, shared by all
 * controls that offer it, and found in by value, by label and by a part of either. */
#pragma once

#include "base/json.h"

G_BEGIN_DECLS

typedef struct
{
  char *value; /* as JSON text, compact: "\"hot\"" or "1" */
  char *label;
} YnFieldChoice;

YnFieldChoice *yn_field_choice_new (const YnJson *value, const char *label); /* NULL: labelled as it is written */
void yn_field_choice_free (YnFieldChoice *choice);

typedef struct _YnChoices YnChoices;

YnChoices *yn_choices_new (GPtrArray *choices); /* of YnFieldChoice, which it takes over */
YnChoices *yn_choices_ref (YnChoices *choices);
void yn_choices_unref (YnChoices *choices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnChoices, yn_choices_unref)

GPtrArray *yn_choices_list (YnChoices *choices); /* borrowed */

/* Borrowed, or NULL. */
const YnFieldChoice *yn_choices_find (YnChoices *choices, const YnJson *value);

/* What a person wrote: a value as JSON, a value as text, or a label. */
const YnFieldChoice *yn_choices_find_text (YnChoices *choices, const char *text);

/* As yn_field_filter(). */
GPtrArray *yn_choices_filter (YnChoices *choices, const char *text, guint most, guint *total);

G_END_DECLS
