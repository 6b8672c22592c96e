/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/offer.h"

void
yn_offer_free (YnOffer *offer)
{
  g_free (offer->pointer);
  yn_json_unref (offer->value);
  g_free (offer->id);
  g_free (offer->day);
  g_free (offer);
}

GPtrArray *
yn_offers_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) yn_offer_free);
}

void
yn_offers_add (GPtrArray *offers, const char *pointer, const YnJson *value, const YnOrigin *origin)
{
  YnOffer *offer = g_new0 (YnOffer, 1);

  offer->pointer = g_strdup (pointer);
  offer->value = yn_json_with (NULL, "", value);
  offer->source = origin->source;
  offer->id = g_strdup (origin->id);
  offer->day = g_strdup (origin->day);
  g_ptr_array_add (offers, offer);
}

static void
add_at (GPtrArray *offers, YnService *service, const char *pointer, const YnJson *value, const YnOrigin *origin)
{
  if (!yn_json_is (value, YN_JSON_OBJECT))
    {
      if (yn_schema_at (yn_service_schema (service), pointer) != NULL)
        yn_offers_add (offers, pointer, value, origin);
      return;
    }
  for (guint i = 0; i < yn_json_size (value); i++)
    {
      g_autofree char *place = yn_json_pointer_below (value, pointer, i);

      add_at (offers, service, place, yn_json_at (value, i), origin);
    }
}

void
yn_offers_add_answers (GPtrArray *offers, YnService *service, const YnJson *answers, const YnOrigin *origin)
{
  if (yn_json_is (answers, YN_JSON_OBJECT))
    add_at (offers, service, "", answers, origin);
}

YnOfferEffect
yn_offer_effect (const YnOffer *offer, YnAnswers *answers)
{
  const YnJson *there = yn_answers_get (answers, offer->pointer);
  YnOrigin origin;

  if (there != NULL && yn_json_equal (there, offer->value))
    return YN_OFFER_SAME;
  if (there == NULL)
    return YN_OFFER_NEW;
  if (!yn_aside_origin (yn_answers_aside (answers), offer->pointer, there, &origin))
    return YN_OFFER_OVERWRITES;
  return offer->source != YN_SOURCE_IMPLIED || origin.source == YN_SOURCE_IMPLIED || origin.source == YN_SOURCE_FORM
             ? YN_OFFER_NEW
             : YN_OFFER_OVERWRITES;
}

gboolean
yn_offer_take (const YnOffer *offer, YnAnswers *answers)
{
  const YnOrigin origin = { offer->source, offer->id, offer->day };
  gboolean changed = yn_answers_set (answers, offer->pointer, offer->value);

  if (yn_answers_get (answers, offer->pointer) != NULL)
    yn_aside_note (yn_answers_aside (answers), offer->pointer, offer->value, &origin);
  return changed;
}

guint
yn_offers_take_where (GPtrArray *offers, YnAnswers *answers, YnOfferFunc takes, gpointer data)
{
  guint taken = 0;

  yn_answers_join (answers, TRUE);
  for (guint i = 0; i < offers->len; i++)
    if (takes == NULL || takes (i, data))
      taken += yn_offer_take (g_ptr_array_index (offers, i), answers) ? 1 : 0;
  yn_answers_join (answers, FALSE);
  return taken;
}

guint
yn_offers_take_all (GPtrArray *offers, YnAnswers *answers)
{
  return yn_offers_take_where (offers, answers, NULL, NULL);
}

typedef struct
{
  GPtrArray *offers;
  YnAnswers *answers;
} Taking;

static gboolean
is_new (guint at, gpointer data)
{
  const Taking *taking = data;

  return yn_offer_effect (g_ptr_array_index (taking->offers, at), taking->answers) == YN_OFFER_NEW;
}

guint
yn_offers_take_new (GPtrArray *offers, YnAnswers *answers)
{
  Taking taking = { offers, answers };

  return yn_offers_take_where (offers, answers, is_new, &taking);
}
