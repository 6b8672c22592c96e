/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Where marks stand on a page. */
#pragma once

#include "papers/pdf.h"

G_BEGIN_DECLS

typedef struct
{
  double left, bottom, right, top; /* in points, from the page's corner */
} YnBox;

/* The box at @holder/@key, its corners put in order. FALSE: none, or an empty one. */
gboolean yn_box_read (YnPdf *pdf, const char *holder, const char *key, YnBox *box);
char *yn_box_syntax (YnBox box); /* "[ 57.00 60.00 … ]", new */

/* What is seen of a page; its boxes may be inherited. A4 where it does not say. */
YnBox yn_box_of_page (YnPdf *pdf, const char *page_path);

/* The place of the mark that is the @slot-th, from 0. */
YnBox yn_sign_place (YnPdf *pdf, const char *page_path, guint slot);

G_END_DECLS
