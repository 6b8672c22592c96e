/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/beginning.h"

#include "base/data.h"
#include "desk/model-answers.h"
#include "desk/private.h"
#include "desk/sitting.h"
#include "forms/upgrade.h"
#include "store/attachments.h"

#include <string.h>

/* What the profile of the account knows of the common header (data/services/common.json, enterprise). */
static YnJson *
header_of (const YnJson *profile)
{
  static const char *const known[] = { "name",    "uscc",     "category", "legalRepresentative",
                                       "address", "district", "agent",    "email" };
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "enterprise");
  yn_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (yn_json_get (profile, known[i]) != NULL)
      yn_json_writer_member_value (writer, known[i], yn_json_get (profile, known[i]));
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

/* "months:-36" -> "2023-11", "days:0" -> "2026-11-23", counted from @today. NULL: not that. */
static char *
begun_text (const char *rule, const char *today)
{
  g_autofree char *day = NULL;

  if (rule != NULL && g_str_has_prefix (rule, "days:"))
    return yn_day_add_days (today, g_ascii_strtoll (rule + strlen ("days:"), NULL, 10));
  if (rule == NULL || !g_str_has_prefix (rule, "months:"))
    return NULL;
  day = yn_day_add_months (today, g_ascii_strtoll (rule + strlen ("months:"), NULL, 10));
  return g_strndup (day, strlen ("YYYY-MM"));
}

/* What a new draft begins with today, by the service's "begin": {pointer: rule}. */
static void
begin_by_rules (YnAnswers *answers, const char *today)
{
  const YnJson *rules = yn_json_get (yn_service_json (yn_answers_service (answers)), "begin");

  for (guint i = 0; i < yn_json_size (rules); i++)
    {
      g_autofree char *text = begun_text (yn_json_string (yn_json_at (rules, i)), today);
      g_autoptr (YnJson) value = text == NULL ? NULL : yn_json_new_string (text);

      if (value != NULL)
        yn_answers_set (answers, yn_json_name_at (rules, i), value);
    }
}

static GPtrArray *
offers_of_profile (const YnLoan *loan, YnService *form, const char *today)
{
  const YnOrigin profile = { YN_SOURCE_PROFILE, NULL, today };
  g_autoptr (YnJson) header = header_of (loan->enterprise->profile);
  GPtrArray *offers = yn_offers_new ();

  yn_offers_add_answers (offers, form, header, &profile);
  return offers;
}

/* What is known beside the answers of a draft that begins with @whole. New. */
static YnJson *
first_aside (YnAnswers *answers, const YnJson *whole)
{
  YnService *form = yn_answers_service (answers);
  YnAside *notes = yn_answers_aside (answers);
  g_autoptr (YnJson) begun = yn_upgrade_begun (form);
  g_autoptr (YnJson) plain = NULL;

  yn_aside_set_begun (notes, begun);
  plain = yn_aside_json (notes, whole);
  return yn_draft_aside (form, plain, whole);
}

/* The new draft: @start over what @answers holds. */
static YnDraft *
begin_draft (YnDesk *desk, const YnLoan *loan, YnAnswers *answers, const YnJson *start, const YnJson *about,
             GError **error)
{
  YnService *form = yn_answers_service (answers);
  g_autoptr (YnJson) whole = yn_json_laid_over (yn_answers_json (answers), start);
  g_autoptr (YnJson) aside = first_aside (answers, whole);
  YnDraft *draft;

  draft = yn_drafts_begin (loan->store, loan->enterprise->id, yn_service_id (form), whole, aside, about,
                           yn_clock_now (desk->clock), error);
  if (draft != NULL)
    yn_desk_emit_changed (desk);
  return draft;
}

/* What somebody wrote to try it out is for practice alone. */
static gboolean
is_taken (const YnLoan *loan, YnService *form, GError **error)
{
  if (!yn_service_is_own (form) || loan->place->discovery->practice)
    return TRUE;
  g_set_error (error, YN_ERROR, YN_ERROR_SERVICE_OWN, "%s is no service of a real platform", yn_service_id (form));
  return FALSE;
}

/* What every draft of @service begins with. */
static YnAnswers *
first_answers (YnDesk *desk, YnLoan *loan, const char *service, GError **error)
{
  g_autoptr (YnService) form = yn_service_find (service, error);
  g_autofree char *today = yn_clock_today (desk->clock);
  g_autoptr (GPtrArray) profile = NULL;
  YnAnswers *answers;

  if (form == NULL || !yn_service_fileable (form, error) || !yn_desk_borrow (desk, loan, error)
      || !is_taken (loan, form, error))
    return NULL;
  answers = yn_answers_new (form, NULL);
  begin_by_rules (answers, today);
  profile = offers_of_profile (loan, form, today);
  yn_offers_take_all (profile, answers);
  return answers;
}

YnDraft *
yn_desk_begin_with (YnDesk *desk, const char *service, GPtrArray *offers, const YnJson *start, const YnJson *about,
                    GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnAnswers) answers = first_answers (desk, &loan, service, error);

  if (answers == NULL)
    return NULL;
  if (offers != NULL)
    yn_offers_take_all (offers, answers);
  return begin_draft (desk, &loan, answers, start, about, error);
}

YnDraft *
yn_desk_begin (YnDesk *desk, const char *service, const YnJson *start, const YnJson *about,
               GCancellable *cancellable, GError **error)
{
  return yn_desk_begin_with (desk, service, NULL, start, about, cancellable, error);
}

/* What the id is made of: whoever reads the table again finds it by the same. */
static char *
matter_of_row (YnDesk *desk, const YnLoan *loan, const char *service, const YnJson *start, guint nth)
{
  g_autofree char *today = yn_clock_today (desk->clock);
  g_autofree char *answers = yn_json_print (start, YN_JSON_CANONICAL);
  g_autofree char *name = g_strdup_printf ("%s %s %s %u %s", loan->enterprise->id, service, today, nth, answers);

  return yn_store_named_id (loan->store, name);
}

YnDraft *
yn_desk_begin_nth (YnDesk *desk, const char *service, const YnJson *start, guint nth, gboolean *begun, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnAnswers) answers = first_answers (desk, &loan, service, error);
  g_autoptr (YnJson) whole = NULL;
  g_autoptr (YnJson) aside = NULL;
  g_autofree char *matter = NULL;
  YnDraft *draft;

  if (answers == NULL)
    return NULL;
  whole = yn_json_laid_over (yn_answers_json (answers), start);
  aside = first_aside (answers, whole);
  matter = matter_of_row (desk, &loan, service, start, nth);
  draft = yn_drafts_begin_as (loan.store, loan.enterprise->id, matter, service, whole, aside,
                              yn_clock_now (desk->clock), begun, error);
  if (draft != NULL)
    yn_desk_emit_changed (desk);
  return draft;
}

/* --- as last year ----------------------------------------------------------------------------------------------- */

static gboolean
is_day (YnService *form, const char *pointer)
{
  const char *format = yn_json_get_string (yn_schema_at (yn_service_schema (form), pointer), "format");

  return g_strcmp0 (format, "date") == 0 || g_strcmp0 (format, "date-time") == 0;
}

/* Days are last year's days: each is to be looked at, and those that have passed most of all. */
static void
mark_days (YnAnswers *answers, const char *pointer, const YnJson *value, const char *today)
{
  const char *text = yn_json_string (value);

  if (text != NULL && is_day (yn_answers_service (answers), pointer))
    yn_aside_look_again (yn_answers_aside (answers), pointer, value,
                         strncmp (text, today, strlen (today)) < 0 ? "day-passed" : "day-again");
  for (guint i = 0; yn_json_is_container (value) && i < yn_json_size (value); i++)
    {
      g_autofree char *place = yn_json_pointer_below (value, pointer, i);

      mark_days (answers, place, yn_json_at (value, i), today);
    }
}

/* What the profile says today is right; where it said otherwise last time, a person should know. */
static void
take_profile (GPtrArray *profile, YnAnswers *answers)
{
  for (guint i = 0; i < profile->len; i++)
    {
      const YnOffer *offer = g_ptr_array_index (profile, i);
      const YnJson *there = yn_answers_get (answers, offer->pointer);
      gboolean differs = there != NULL && yn_aside_origin (yn_answers_aside (answers), offer->pointer, there, NULL)
                         && !yn_json_equal (there, offer->value);

      yn_offer_take (offer, answers);
      if (differs)
        yn_aside_look_again (yn_answers_aside (answers), offer->pointer, offer->value, "profile-differs");
    }
}

static YnDraft *
begin_like (YnDesk *desk, const YnLoan *loan, const YnModelAnswers *model, const YnJson *start, GError **error)
{
  g_autoptr (YnService) form = yn_service_find (model->service, error);
  g_autofree char *today = yn_clock_today (desk->clock);
  g_autoptr (YnAnswers) answers = NULL;
  g_autoptr (YnJson) moved = NULL;
  g_autoptr (GPtrArray) offers = NULL;
  g_autoptr (GPtrArray) profile = NULL;
  g_autoptr (GPtrArray) news = yn_problems_new ();
  g_autoptr (YnJson) said = NULL;

  if (form == NULL || !yn_service_fileable (form, error))
    return NULL;
  answers = yn_answers_new (form, NULL);
  moved = yn_upgrade_is_due (model->begun, form)
              ? yn_upgrade (model->begun, form, model->answers, yn_answers_aside (answers), today, news)
              : yn_json_ref (model->answers);
  offers = yn_offers_new ();
  yn_offers_add_answers (offers, form, moved, &model->origin);
  yn_offers_take_all (offers, answers);
  mark_days (answers, "", moved, today);
  profile = offers_of_profile (loan, form, today);
  take_profile (profile, answers);
  begin_by_rules (answers, today);
  said = yn_upgrade_news_json (news);
  yn_aside_set_news (yn_answers_aside (answers), said);
  return begin_draft (desk, loan, answers, start, NULL, error);
}

YnDraft *
yn_desk_begin_like (YnDesk *desk, const char *model, const YnJson *start, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_auto (YnModelAnswers) answers = { 0 };

  if (!yn_desk_borrow (desk, &loan, error) || !yn_model_read (&loan, model, &answers, error))
    return NULL;
  return begin_like (desk, &loan, &answers, start, error);
}

GPtrArray *
yn_desk_offers_of_model (YnDesk *desk, const char *model, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_auto (YnModelAnswers) old = { 0 };
  g_autoptr (YnService) form = NULL;
  g_autoptr (YnAside) unseen = yn_aside_new (NULL);
  g_autoptr (GPtrArray) news = yn_problems_new ();
  g_autofree char *today = yn_clock_today (desk->clock);
  g_autoptr (YnJson) moved = NULL;
  GPtrArray *offers;

  if (!yn_desk_borrow (desk, &loan, error) || !yn_model_read (&loan, model, &old, error))
    return NULL;
  form = yn_service_find (old.service, error);
  if (form == NULL)
    return NULL;
  moved = yn_upgrade_is_due (old.begun, form) ? yn_upgrade (old.begun, form, old.answers, unseen, today, news)
                                              : yn_json_ref (old.answers);
  offers = yn_offers_new ();
  yn_offers_add_answers (offers, form, moved, &old.origin);
  return offers;
}

/* --- what is known of a code ------------------------------------------------------------------------------------ */

/* Offers the members of @known (an enterprise, an organ) to the object that holds the code at @pointer. */
static GPtrArray *
offers_beside (YnService *form, const char *pointer, const YnJson *known, const YnOrigin *origin)
{
  const char *slash = strrchr (pointer, '/');
  g_autofree char *parent = g_strndup (pointer, slash != NULL ? slash - pointer : 0);
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  g_autoptr (YnJson) beside = yn_json_with (nothing, parent, known);
  GPtrArray *offers = yn_offers_new ();

  yn_offers_add_answers (offers, form, beside, origin);
  return offers;
}

static YnJson *
known_authority (const char *uscc)
{
  g_autoptr (YnJson) all = yn_data_json ("authorities.json", NULL);

  for (guint i = 0; i < yn_json_size (all); i++)
    if (g_strcmp0 (yn_json_get_string (yn_json_at (all, i), "uscc"), uscc) == 0)
      {
        g_autoptr (YnJson) name = yn_json_new_string (yn_json_text (yn_json_at (all, i), YN_LANGUAGE_ZH_CN));
        g_autoptr (YnJson) nothing = yn_json_new_object ();

        return yn_json_with (nothing, "/name", name);
      }
  return NULL;
}

static YnJson *
known_sample (YnDesk *desk, const char *uscc, GCancellable *cancellable)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (desk);
  g_autoptr (GPtrArray) samples = status->practice ? yn_desk_samples (desk, cancellable, NULL) : NULL;

  for (guint i = 0; samples != NULL && i < samples->len; i++)
    {
      const YnSample *sample = g_ptr_array_index (samples, i);
      g_autoptr (YnJson) nothing = NULL;
      g_autoptr (YnJson) name = NULL;

      if (g_strcmp0 (sample->uscc, uscc) != 0)
        continue;
      nothing = yn_json_new_object ();
      name = yn_json_new_string (sample->name);
      return yn_json_with (nothing, "/name", name);
    }
  return NULL;
}

GPtrArray *
yn_desk_offers_of_code (YnDesk *desk, const char *service, const char *pointer, const char *uscc,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (YnService) form = yn_service_find (service, error);
  g_autofree char *today = yn_clock_today (desk->clock);
  g_auto (YnLoan) loan = { 0 };
  g_autoptr (YnJson) known = NULL;
  const YnOrigin profile = { YN_SOURCE_PROFILE, NULL, today }, implied = { YN_SOURCE_IMPLIED, uscc, today };

  if (form == NULL)
    return NULL;
  if (yn_desk_borrow (desk, &loan, NULL) && g_strcmp0 (loan.enterprise->uscc, uscc) == 0)
    {
      known = header_of (loan.enterprise->profile);
      return offers_beside (form, pointer, yn_json_get (known, "enterprise"), &profile);
    }
  known = known_authority (uscc);
  if (known == NULL)
    known = known_sample (desk, uscc, cancellable);
  return known != NULL ? offers_beside (form, pointer, known, &implied) : yn_offers_new ();
}

/* --- supplements ------------------------------------------------------------------------------------------------ */

static gboolean
copy_attachments (const YnLoan *loan, const char *from, const char *to, GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GPtrArray) attachments = yn_attachments_list (loan->store, loan->enterprise->id, from, error);

  if (attachments == NULL)
    return FALSE;
  for (guint i = 0; i < attachments->len; i++)
    {
      const YnAttachment *old = g_ptr_array_index (attachments, i);
      g_autoptr (GInputStream) stream = yn_attachments_open (loan->store, old, error);
      g_autoptr (YnAttachment) copy = NULL;

      if (stream == NULL)
        return FALSE;
      copy = yn_attachments_add (loan->store, loan->enterprise->id, to, old->slot, old->name, old->type, old->pages,
                                 stream, old->size, cancellable, error);
      if (copy == NULL)
        return FALSE;
    }
  return TRUE;
}

YnDraft *
yn_desk_supplement (YnDesk *desk, const char *filing, GCancellable *cancellable, GError **error)
{
  g_auto (YnLoan) loan = { 0 };
  g_auto (YnModelAnswers) original = { 0 };
  g_autoptr (YnJson) about = NULL;
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnDraft) draft = NULL;

  if (!yn_desk_borrow (desk, &loan, error))
    return NULL;
  if (!yn_model_read_filing (&loan, filing, &original, error))
    return NULL;
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "relation", "supplements");
  yn_json_writer_member_string (writer, "id", filing);
  yn_json_writer_end (writer);
  about = yn_json_writer_finish (writer);
  draft = yn_drafts_begin (loan.store, loan.enterprise->id, original.service, original.answers, original.aside,
                           about, yn_clock_now (desk->clock), error);
  if (draft == NULL)
    return NULL;
  if (!copy_attachments (&loan, original.matter, draft->matter, cancellable, error))
    {
      yn_drafts_discard (loan.store, loan.enterprise->id, draft->matter, NULL); /* half a supplement is none */
      return NULL;
    }
  yn_desk_emit_changed (desk);
  return g_steal_pointer (&draft);
}


/* --- the window's twins ----------------------------------------------------------------------------------------- */

static YnCall *
call_with_json (YnDesk *desk, const char *first, const YnJson *one, const YnJson *other)
{
  YnCall *call = yn_call_new (desk, first, NULL);

  call->json[0] = one == NULL ? NULL : yn_json_ref (one);
  call->json[1] = other == NULL ? NULL : yn_json_ref (other);
  return call;
}

YN_DEFINE_WORK (begin_work,
                yn_desk_begin (call->desk, call->text[0], call->json[0], call->json[1], cancellable, error))
YN_DEFINE_FINISH (YnDraft *, yn_desk_begin)

void
yn_desk_begin_text_async (YnDesk *desk, const char *service, const char *start, const char *about,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (YnJson) of_start = *start != '\0' ? yn_json_parse (start, -1, NULL) : NULL;
  g_autoptr (YnJson) of_about = *about != '\0' ? yn_json_parse (about, -1, NULL) : NULL;

  yn_call_run (call_with_json (desk, service, of_start, of_about), desk->rows, begin_work,
               (GDestroyNotify) yn_draft_free, cancellable, callback, user_data);
}

YN_DEFINE_WORK (begin_like_work,
                yn_desk_begin_like (call->desk, call->text[0], call->json[0], cancellable, error))
YN_DEFINE_FINISH (YnDraft *, yn_desk_begin_like)

void
yn_desk_begin_like_async (YnDesk *desk, const char *model, const YnJson *start, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (call_with_json (desk, model, start, NULL), desk->papers, begin_like_work,
               (GDestroyNotify) yn_draft_free, cancellable, callback, user_data);
}

YN_DEFINE_WORK (offers_of_model_work, yn_desk_offers_of_model (call->desk, call->text[0], cancellable, error))
YN_DEFINE_FINISH (GPtrArray *, yn_desk_offers_of_model)

void
yn_desk_offers_of_model_async (YnDesk *desk, const char *model, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, model, NULL), desk->papers, offers_of_model_work,
               (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

YN_DEFINE_WORK (offers_of_code_work, yn_desk_offers_of_code (call->desk, call->text[0], call->text[1], call->text[2],
                                                             cancellable, error))
YN_DEFINE_FINISH (GPtrArray *, yn_desk_offers_of_code)

void
yn_desk_offers_of_code_async (YnDesk *desk, const char *service, const char *pointer, const char *uscc,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, service, pointer);

  call->text[2] = g_strdup (uscc);
  yn_call_run (call, desk->wire, offers_of_code_work, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
               user_data);
}

YN_DEFINE_WORK (supplement_work, yn_desk_supplement (call->desk, call->text[0], cancellable, error))
YN_DEFINE_FINISH (YnDraft *, yn_desk_supplement)

void
yn_desk_supplement_async (YnDesk *desk, const char *filing, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  yn_call_run (yn_call_new (desk, filing, NULL), desk->papers, supplement_work, (GDestroyNotify) yn_draft_free,
               cancellable, callback, user_data);
}
