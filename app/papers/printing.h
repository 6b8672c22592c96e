/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What the printers of the kinds of paper share: a body being put on pages, and the books about which of its answers
 * stand there already. What no form item shows is printed too, at the end: a paper holds no answer that it does not
 * print. */
#pragma once

#include "forms/layout.h"
#include "forms/service.h"
#include "papers/layout.h"

G_BEGIN_DECLS

typedef struct
{
  const YnService *service;
  const YnJson *body;
  const YnJson *answers;
  YnLayout *layout;
  YnFormItem *form;
  GHashTable *printed; /* pointers of answers that stand on the paper */
  guint section;       /* the last numbered one */
} YnPrinting;

/* "三、…" with the next number. */
void yn_printing_section (YnPrinting *printing, const char *title);
/* A text of the service file as one paragraph; FALSE where there is none. */
gboolean yn_printing_text (YnPrinting *printing, const char *member);
void yn_printing_row (YnPrinting *printing, const char *label, const char *value); /* nothing for "" */

/* The form's fields below @prefix, as rows, and then what else is answered there. */
void yn_printing_fields (YnPrinting *printing, const char *prefix);
gboolean yn_printing_has_more (YnPrinting *printing); /* answers that stand nowhere yet */
/* The form's groups, fields and tables as far as they are not printed yet. @numbered: groups are numbered sections. */
void yn_printing_form (YnPrinting *printing, guint level, gboolean numbered);
void yn_printing_rest (YnPrinting *printing);

void yn_printing_mark (YnPrinting *printing, const char *pointer); /* the answer there stands on the paper */

/* What the type of a commitment adds: the authority's notice before all else, the materials still to come. */
void yn_printing_told (YnPrinting *printing);
void yn_printing_lacking (YnPrinting *printing);

void yn_printing_attachments (YnPrinting *printing);
void yn_printing_about (YnPrinting *printing); /* the row that names another filing */
void yn_printing_colophon (YnPrinting *printing);
char *yn_printing_day (const char *day); /* "2026年11月23日"; what is no day comes back as it is */

/* One file each. */
void yn_printing_letter (YnPrinting *printing);
void yn_printing_notice (YnPrinting *printing);
void yn_printing_annex (YnPrinting *printing);

G_END_DECLS
