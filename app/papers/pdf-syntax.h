/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Just enough PDF syntax (ISO 32000-1 §7.3) to find and exchange one entry in the text of an object. An appended
 * revision is made of text, because its new object numbers mean nothing to the reader of the old file.
 *
 * A span lies inside a NUL-terminated text; nothing is copied. All functions answer FALSE or NULL on text that is no
 * syntax, and never read past its end. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *start;
  const char *end;
} YnPdfSpan;

/* The value that begins at @at, white space before it skipped; "12 0 R" is one value. */
gboolean yn_pdf_syntax_value (const char *at, YnPdfSpan *value);

/* In a span that holds a dictionary. @entry (may be NULL) spans the key too. */
gboolean yn_pdf_syntax_entry (YnPdfSpan dictionary, const char *key, YnPdfSpan *value, YnPdfSpan *entry);
/* In a span that holds an array. */
gboolean yn_pdf_syntax_item (YnPdfSpan array, guint index, YnPdfSpan *value);

gboolean yn_pdf_syntax_is_dictionary (YnPdfSpan value);
gboolean yn_pdf_syntax_is_array (YnPdfSpan value);
gboolean yn_pdf_syntax_reference (YnPdfSpan value, guint *id, guint *generation);

/* No escapes, no comments, no key twice: nothing that two readers could understand in two ways. */
gboolean yn_pdf_syntax_is_plain (YnPdfSpan dictionary);

/* The text with @span exchanged; @with "" removes. New. */
char *yn_pdf_syntax_exchange (const char *text, YnPdfSpan span, const char *with);

/* The text with the number of every reference put through @number. NULL: no syntax. New. */
typedef guint (*YnPdfNumber) (guint id, guint generation, gpointer user_data);
char *yn_pdf_syntax_renumber (const char *text, YnPdfNumber number, gpointer user_data);

G_END_DECLS
