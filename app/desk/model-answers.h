/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a filing or a template gives to a new draft: its answers in full, and what was remembered beside them. */
#pragma once

#include "desk/private.h"
#include "forms/aside.h"

G_BEGIN_DECLS

typedef struct
{
  char *service;
  char *matter;    /* of a filing */
  char *name;      /* of a template */
  char *id;
  char *day;
  YnJson *answers; /* hidden ones included */
  YnJson *aside;   /* of a filing, or NULL */
  YnJson *begun;   /* the form as it was: at least its version and SHA-256; NULL: nobody knows */
  YnOrigin origin; /* borrows from the above */
} YnModelAnswers;

void yn_model_answers_clear (YnModelAnswers *model);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YnModelAnswers, yn_model_answers_clear)

/* @id: a filing's SHA-256 or a template's UUID. */
gboolean yn_model_read (const YnLoan *loan, const char *id, YnModelAnswers *model, GError **error);
gboolean yn_model_read_filing (const YnLoan *loan, const char *id, YnModelAnswers *model, GError **error);

G_END_DECLS
