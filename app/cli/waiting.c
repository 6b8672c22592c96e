/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/waiting.h"

#include <glib/gi18n-lib.h>

#include "cli/opening.h"
#include "desk/recording.h"
#include "forms/answers.h"

#define LOOK_EVERY_MS 200

YnKey *
yn_waiting_key (YnChair *chair, YnDesk *desk, const char *path, GError **error)
{
  char *paths[] = { (char *) path, NULL };
  g_autoptr (YnRing) ring = yn_ring_new (chair, desk, path != NULL ? paths : NULL);

  return yn_ring_key_for (ring, NULL, error);
}

/* The draft's problems, as `check` would say them. */
static GPtrArray *
problems_of (YnChair *chair, YnDesk *desk, const YnDraft *draft, GError **error)
{
  g_autoptr (YnService) form = yn_service_find (draft->service, error);
  g_autoptr (GPtrArray) attachments = form == NULL ? NULL : yn_desk_attachments (desk, draft->matter, NULL, error);
  g_autoptr (YnJson) json = NULL;
  g_autoptr (YnAnswers) answers = NULL;
  g_autofree char *today = yn_clock_today (chair->clock);

  if (attachments == NULL)
    return NULL;
  json = yn_attachments_json (attachments);
  answers = yn_answers_new (form, draft->answers);
  return yn_answers_check (answers, json, today, chair->language);
}

static gboolean
was_compared (const YnReview *review)
{
  for (guint i = 0; i < review->untrue->len; i++)
    if (g_str_equal (((const YnProblem *) g_ptr_array_index (review->untrue, i))->code, "not-compared"))
      return FALSE;
  return TRUE;
}

/* The paper as it will be signed, and aloud what the record says against it. */
static YnReview *
review_paper (YnChair *chair, YnDesk *desk, const char *matter, GError **error)
{
  g_autoptr (YnReview) review = yn_desk_review (desk, matter, NULL, error);
  g_autoptr (YnRecord) record = NULL;

  if (review != NULL && !was_compared (review) && (record = yn_desk_record (desk, NULL, NULL)) != NULL)
    {
      yn_review_free (g_steal_pointer (&review));
      review = yn_desk_review (desk, matter, NULL, error);
    }
  for (guint i = 0; review != NULL && i < review->untrue->len; i++)
    {
      g_autofree char *words = yn_problem_words (g_ptr_array_index (review->untrue, i), chair->language);

      yn_say_progress (_("Warning: %s"), words);
    }
  return g_steal_pointer (&review);
}

/* Nobody here can sign in their place: they sign later, or elsewhere. */
static gboolean
is_awaited (const YnSigner *signer, const GError *error)
{
  return signer != NULL && (signer->person || strcmp (signer->role, "consortium-member") == 0)
         && (g_error_matches (error, YN_ERROR, YN_ERROR_NOT_FOUND)
             || g_error_matches (error, YN_ERROR, YN_ERROR_CERTIFICATE_MISMATCH));
}

static gboolean
await (YnChair *chair, const char *matter, const YnSigner *signer, GError **error)
{
  g_autofree char *who = yn_signer_words (signer, chair->language);

  g_set_error (error, YN_ERROR, YN_ERROR_SIGNER_AWAITED, "%s: %s", matter, who);
  return FALSE;
}

/* The page that names the key's class and issuer: a script that says which key has seen no other. */
static gboolean
name_key (YnDesk *desk, const char *matter, YnKey *key, YnReview **review, GError **error)
{
  YnKeyKind shown = yn_review_kind (*review), kind;

  if (key == NULL)
    return TRUE;
  kind = yn_key_kind (key);
  if (yn_key_kind_equal (&shown, &kind))
    return TRUE;
  yn_review_free (*review);
  *review = yn_desk_review_for (desk, matter, &kind, NULL, error);
  return *review != NULL;
}

YnFiling *
yn_waiting_sign (YnChair *chair, YnDesk *desk, const char *matter, YnRing *ring, GError **error)
{
  for (guint turn = 0;; turn++)
    {
      g_autoptr (YnReview) review = turn == 0 ? review_paper (chair, desk, matter, error)
                                              : yn_desk_review (desk, matter, NULL, error);
      g_autoptr (GError) cause = NULL;
      g_autoptr (YnKey) key = NULL;
      YnFiling *filing;

      if (review == NULL)
        return NULL;
      if (turn == 0)
        yn_say_progress (review->printed ? _("Printed: %s") : _("To be signed, as it was printed: %s"),
                         review->size_words);
      key = review->signer == NULL ? NULL : yn_ring_key_for (ring, review->signer, &cause);
      if (cause != NULL && (is_awaited (review->signer, cause) || turn > 0))
        {
          await (chair, matter, review->signer, error);
          return NULL;
        }
      filing = cause == NULL && name_key (desk, matter, key, &review, &cause)
                   ? yn_desk_sign_and_keep (desk, matter, review->digest, key, NULL, &cause)
                   : NULL;
      if (filing != NULL)
        return filing;
      if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
        }
    }
}

YnFiling *
yn_waiting_keep (YnChair *chair, YnDesk *desk, const YnDraft *draft, char **keys, GPtrArray **problems, GError **error)
{
  g_autoptr (YnRing) ring = yn_ring_new (chair, desk, keys);
  YnFiling *filing;

  *problems = problems_of (chair, desk, draft, error);
  if (*problems == NULL)
    return NULL;
  if ((*problems)->len > 0)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_ANSWERS_INCOMPLETE, "%u problems", (*problems)->len);
      return NULL;
    }
  filing = yn_waiting_sign (chair, desk, draft->matter, ring, error);
  if (filing != NULL)
    yn_say_progress (_("Kept: %s"), filing->id);
  return filing;
}

YnExit
yn_waiting_give_up (YnChair *chair, YnDesk *desk, const YnDraft *draft, GPtrArray *problems, const GError *error)
{
  if (g_error_matches (error, YN_ERROR, YN_ERROR_SIGNER_AWAITED))
    return yn_say_awaited (chair, desk, draft->matter);
  yn_desk_discard (desk, draft->matter, NULL, NULL);
  return problems != NULL && problems->len > 0 ? yn_say_problems (chair, problems) : yn_say_error (chair, error);
}

static gboolean
has_reached (YnStage now, YnStage wanted)
{
  return now >= wanted || now == YN_STAGE_REFUSED || now == YN_STAGE_WITHDRAWN || now == YN_STAGE_SUPPLEMENT;
}

YnStanding *
yn_waiting_for (YnChair *chair, YnDesk *desk, const char *filing, YnStage stage, int seconds, GError **error)
{
  gint64 end = g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC;
  g_autoptr (GError) weather = NULL;

  yn_desk_send (desk, NULL, &weather);
  if (weather != NULL && !yn_error_is_weather (weather))
    {
      g_propagate_error (error, g_steal_pointer (&weather));
      return NULL;
    }
  yn_desk_start_courier (desk); /* tries again at its own pace, and brings the news */
  for (;;)
    {
      g_autoptr (YnStanding) standing = yn_desk_standing_of (desk, filing, NULL, error);

      if (standing == NULL || has_reached (standing->stage, stage) || g_get_monotonic_time () >= end)
        return g_steal_pointer (&standing);
      g_usleep (LOOK_EVERY_MS * 1000);
    }
}

const char *
yn_standing_receipt (const YnStanding *standing)
{
  const YnStep *step;

  if (standing->steps == NULL || standing->steps->len < 2)
    return NULL;
  step = g_ptr_array_index (standing->steps, 1);
  return step->done ? step->paper : NULL;
}

static void
write_steps (YnJsonWriter *writer, GPtrArray *steps)
{
  yn_json_writer_name (writer, "steps");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const YnStep *step = g_ptr_array_index (steps, i);
      g_autofree char *at = step->at > 0 ? yn_clock_format_instant (step->at) : NULL;

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "title", step->title);
      yn_json_writer_member_string (writer, "detail", step->detail);
      yn_json_writer_member_boolean (writer, "done", step->done);
      yn_json_writer_member_string (writer, "at", at);
      yn_json_writer_member_string (writer, "paper", step->paper);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

static void
say_json_standing (const YnStanding *standing)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", standing->id);
  yn_json_writer_member_string (writer, "matter", standing->matter);
  yn_json_writer_member_string (writer, "service", standing->service);
  yn_json_writer_member_string (writer, "kind", standing->kind);
  yn_json_writer_member_string (writer, "title", standing->title);
  yn_json_writer_member_string (writer, "stage", yn_stage_name (standing->stage));
  yn_json_writer_member_string (writer, "status", standing->status);
  yn_json_writer_member_string (writer, "explain", standing->explain);
  yn_json_writer_member_string (writer, "code", standing->code);
  yn_json_writer_member_string (writer, "receipt", yn_standing_receipt (standing));
  yn_json_writer_member_string (writer, "laterCopy", standing->later_copy);
  write_steps (writer, standing->steps);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  yn_say_json (json);
}

static void
say_steps (GPtrArray *steps)
{
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const YnStep *step = g_ptr_array_index (steps, i);
      g_autofree char *at = step->at > 0 ? yn_clock_civil (step->at) : g_strdup ("");
      g_auto (GStrv) lines = g_strsplit (step->detail, "\n", -1);

      yn_say_line ("  %s %-19s  %s", step->done ? "●" : "○", at, step->title);
      for (guint j = 0; lines[j] != NULL && lines[j][0] != '\0'; j++)
        yn_say_line ("    %-19s  %s", "", lines[j]);
    }
}

YnExit
yn_say_standing (YnChair *chair, const YnStanding *standing)
{
  if (chair->json)
    say_json_standing (standing);
  else
    {
      yn_say_line ("%s  %s", standing->title, standing->status);
      if (standing->explain[0] != '\0')
        yn_say_line ("%s", standing->explain);
      say_steps (standing->steps);
    }
  if (standing->stage == YN_STAGE_REFUSED)
    return YN_EXIT_NO;
  return standing->stage >= YN_STAGE_RECEIVED ? YN_EXIT_YES : YN_EXIT_LATER;
}
