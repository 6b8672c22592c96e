/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* An offer: a value that some source has for a place of a form. A person (or the desk, where a draft begins) takes it
 * or leaves it; what is taken is noted in the aside with where it came from.
 *
 * A source is read into a list of offers: answers of an earlier filing here, a scanner's text by offer-text.h, a row of
 * a table by offer-table.h. */
#pragma once

#include "forms/answers.h"
#include "forms/aside.h"

G_BEGIN_DECLS

typedef struct
{
  char *pointer;
  YnJson *value;
  YnSource source;
  char *id;  /* as in YnOrigin */
  char *day;
} YnOffer;

void yn_offer_free (YnOffer *offer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnOffer, yn_offer_free)

GPtrArray *yn_offers_new (void); /* of YnOffer, owned */
void yn_offers_add (GPtrArray *offers, const char *pointer, const YnJson *value, const YnOrigin *origin);

/* Every answer in @answers for which the form has a place; an array is one answer. */
void yn_offers_add_answers (GPtrArray *offers, YnService *service, const YnJson *answers, const YnOrigin *origin);

/* What taking it would do. */
typedef enum
{
  YN_OFFER_NEW,       /* nothing is there, or only the form's default or what a source brought; what a code implies
                         gives way to every other source */
  YN_OFFER_SAME,      /* that is the answer already */
  YN_OFFER_OVERWRITES /* a person's own answer */
} YnOfferEffect;

YnOfferEffect yn_offer_effect (const YnOffer *offer, YnAnswers *answers);

/* TRUE where the answer changed. */
gboolean yn_offer_take (const YnOffer *offer, YnAnswers *answers);

/* Those that @takes wants, by their place in @offers; all of them; or only those that overwrite no answer of a
 * person's. How many answers changed. All of it is one step to undo. */
typedef gboolean (*YnOfferFunc) (guint at, gpointer data);
guint yn_offers_take_where (GPtrArray *offers, YnAnswers *answers, YnOfferFunc takes, gpointer data);
guint yn_offers_take_all (GPtrArray *offers, YnAnswers *answers);
guint yn_offers_take_new (GPtrArray *offers, YnAnswers *answers);

G_END_DECLS
