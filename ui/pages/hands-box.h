/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Who has signed a paper, whose turn it is, and the other ways to get the next signature: out in a two-person
 * file and home again, or by hand on the printed letter where the service takes ink. */
#pragma once

#include "desk/review.h"
#include "desk/desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YN_TYPE_HANDS_BOX (yn_hands_box_get_type ())
/* What a page puts into it (its button that signs) stands between who is next and the other ways. */
G_DECLARE_FINAL_TYPE (YnHandsBox, yn_hands_box, YN, HANDS_BOX, GtkBox)

/* Signal "again": the paper is another one now; review it anew.
 * Signal "stay": it is to lie here until whoever signs comes.
 * Signal "other" (const YnSigner *): that one of those who may sign now is to sign first. */

/* @matter: of the draft that the paper lies in; NULL: a file that somebody brought. */
void yn_hands_box_set (YnHandsBox *self, YnDesk *desk, const char *matter, const YnReview *review);

/* Whether the person is offered to leave it here unsigned. */
void yn_hands_box_offer_to_stay (YnHandsBox *self, gboolean offered);

G_END_DECLS
