/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What every page is: a widget with a desk. It is refreshed when it is first shown and whenever the desk changed
 * while it is seen; what it asked for is cancelled when it leaves the window. */
#pragma once

#include "desk/desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_PAGE (yn_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (YnPage, yn_page, YN, PAGE, AdwBin)

struct _YnPageClass
{
  AdwBinClass parent_class;

  /* Calls the verb whose answer the page shows. Quick; never blocks. */
  void (*refresh) (YnPage *self);

  /* Another page that shows the same, in the language that is spoken now, nothing typed lost. Floating; without it a
   * page that lies on a place is left when the language changes. */
  YnPage *(*again) (YnPage *self);

  /* Writes down what has not been written yet: the window closes. */
  void (*save_now) (YnPage *self);
};

YnDesk *yn_page_desk (YnPage *self);
YnLanguage yn_page_language (YnPage *self);
GCancellable *yn_page_cancellable (YnPage *self);

/* What the head of the window calls this page. */
const char *yn_page_title (YnPage *self);
void yn_page_set_title (YnPage *self, const char *title);

void yn_page_refresh (YnPage *self);
YnPage *yn_page_again (YnPage *self); /* or NULL */
void yn_page_save_now (YnPage *self);

/* Whether what a list shows differs from what it showed when this was last asked: rows that stay the same are left
 * alone, and with them the focus. */
gboolean yn_page_is_news (YnPage *self, const char *shown);

/* "As of 09:12. Yinuo cannot reach the platform …" where the desk is offline, else NULL. New. */
char *yn_page_offline_words (YnPage *self);

G_END_DECLS
