/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/steps.h"

#include <glib/gi18n-lib.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/language.h"
#include "forms/problem.h"
#include "papers/paper.h"

const char *
yn_stage_name (YnStage stage)
{
  static const char *const names[] = { "filling",  "to-sign", "waiting", "received", "supplement",
                                       "accepted", "done",    "refused", "withdrawn" };

  return names[stage];
}

void
yn_step_free (YnStep *step)
{
  g_free (step->title);
  g_free (step->detail);
  g_free (step->paper);
  g_free (step->paper_title);
  g_free (step);
}

/* The words follow gettext's language, as every other word of this folder. */
static YnLanguage
current_language (void)
{
  return yn_language_from_string (NULL);
}

char *
yn_event_words (const YnEvent *event)
{
  const char *outcome = yn_json_get_string (event->about, "outcome");

  if (strcmp (event->kind, "accepted") == 0)
    return g_strdup (_("Accepted"));
  if (strcmp (event->kind, "published") == 0)
    return g_strdup (_("Accepted and on public display"));
  if (strcmp (event->kind, "not-published") == 0)
    return g_strdup (_("Accepted, not made public"));
  if (strcmp (event->kind, "supplement-asked") == 0)
    return g_strdup (_("A supplement is asked for"));
  if (strcmp (event->kind, "refused") == 0)
    return g_strdup (_("Not accepted"));
  if (strcmp (event->kind, "issued") == 0)
    return g_strdup (_("Report issued"));
  if (strcmp (event->kind, "withdrawn") == 0)
    return g_strdup (_("Taken back"));
  if (strcmp (event->kind, "decided") == 0)
    return g_strdup (g_strcmp0 (outcome, "granted") == 0 ? _("Decided: granted") : _("Decided: not granted"));
  return g_strdup (event->kind);
}

static void
append_sentence (GString *detail, const char *sentence)
{
  if (sentence == NULL || sentence[0] == '\0')
    return;
  if (detail->len > 0)
    g_string_append_c (detail, '\n');
  g_string_append (detail, sentence);
}

char *
yn_event_detail (const YnEvent *event)
{
  GString *detail = g_string_new (NULL);
  const YnJson *reasons = yn_json_get (event->about, "reasons");
  const YnJson *due = yn_json_get (event->about, "due");
  const char *code = yn_json_get_string (event->about, "code");
  const char *by = yn_json_get_string (yn_json_get (event->about, "by"), "name");

  if (code != NULL)
    {
      g_autofree char *line = g_strdup_printf (_("Commitment code %s"), code);

      append_sentence (detail, line);
    }
  for (guint i = 0; i < yn_json_size (reasons); i++)
    append_sentence (detail, yn_json_text (yn_json_at (reasons, i), current_language ()));
  if (yn_json_get_string (due, "by") != NULL)
    {
      g_autofree char *line = g_strdup_printf (_("An answer is due by %s"), yn_json_get_string (due, "by"));

      append_sentence (detail, line);
    }
  if (by != NULL)
    {
      g_autofree char *line = g_strdup_printf (_("By %s"), by);

      append_sentence (detail, line);
    }
  return g_string_free (detail, FALSE);
}

/* The paper speaks Chinese; a code that is known here has its words in both languages. */
static void
append_reason (GString *detail, const YnJson *reason)
{
  const char *code = yn_json_get_string (reason, "code");
  g_autoptr (YnExplanation) words = NULL;

  if (current_language () == YN_LANGUAGE_ZH_CN || !yn_problems_know (code))
    {
      append_sentence (detail, yn_json_get_string (reason, "text"));
      append_sentence (detail, yn_json_get_string (reason, "remedy"));
      return;
    }
  words = yn_problems_explain_code (code, current_language ());
  append_sentence (detail, words->what);
  append_sentence (detail, words->remedy);
}

/* The reasons and remedies that a signed refusal states, a line each. */
static char *
refusal_detail (GBytes *paper)
{
  g_autoptr (YnJson) body = yn_paper_body (paper, NULL);
  const YnJson *reasons = yn_json_get (yn_json_get (body, "answers"), "reasons");
  GString *detail = g_string_new (NULL);

  for (guint i = 0; i < yn_json_size (reasons); i++)
    append_reason (detail, yn_json_at (reasons, i));
  return g_string_free (detail, FALSE);
}

static YnStep *
add_step (GPtrArray *steps, const char *title, char *detail, gint64 at, gboolean done)
{
  YnStep *step = g_new0 (YnStep, 1);

  step->title = g_strdup (title);
  step->detail = detail;
  step->at = at;
  step->done = done;
  g_ptr_array_add (steps, step);
  return step;
}

static const char *
paper_title (const YnEvent *event)
{
  if (strcmp (event->kind, "issued") == 0)
    return _("Credit report");
  if (strcmp (event->kind, "decided") == 0)
    return _("Decision");
  if (strcmp (event->kind, "supplement-asked") == 0)
    return _("Notice of supplement");
  if (strcmp (event->kind, "refused") == 0)
    return _("Refusal");
  return _("Acceptance");
}

/* What is still to come: the next word is the authority's, or the person's. */
static void
add_what_comes (GPtrArray *steps, const char *kind, YnStage stage)
{
  switch (stage)
    {
    case YN_STAGE_WAITING:
      add_step (steps, _("Receipt"), g_strdup (_("As soon as the platform answers")), 0, FALSE);
      break;
    case YN_STAGE_RECEIVED:
      add_step (steps, strcmp (kind, "application") == 0 ? _("Review and issue") : _("Acceptance"),
                g_strdup (_("The authority looks at it")), 0, FALSE);
      break;
    case YN_STAGE_SUPPLEMENT:
      add_step (steps, _("Your supplement"), g_strdup (_("File again with what is missing; nothing is lost")), 0,
                FALSE);
      break;
    case YN_STAGE_ACCEPTED:
      if (strcmp (kind, "repair") == 0)
        add_step (steps, _("Decision"), g_strdup (_("The body that decided the penalty decides")), 0, FALSE);
      break;
    case YN_STAGE_FILLING:
    case YN_STAGE_TO_SIGN:
    case YN_STAGE_DONE:
    case YN_STAGE_REFUSED:
    case YN_STAGE_WITHDRAWN:
    default:
      break;
    }
}

GPtrArray *
yn_steps_of (const YnFiling *filing, const YnReceived *received, GPtrArray *events, YnStage stage)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) yn_step_free);
  gboolean needs_no_signature = strcmp (filing->kind, "application") == 0;
  YnStep *step = add_step (steps, needs_no_signature ? _("Kept") : _("Signed and kept"),
                           g_strdup_printf (_("Filing number %.16s…"), filing->id), filing->kept, TRUE);

  step->paper = g_strdup (filing->id);
  step->paper_title = g_strdup (_("The paper filed"));
  if (received != NULL)
    {
      gboolean refused = strcmp (received->kind, "refusal") == 0;

      step = add_step (steps, refused ? _("Refused at the counter") : _("Received, not yet accepted"),
                       refused ? refusal_detail (received->paper) : g_strdup (""), received->at, TRUE);
      step->paper = yn_sha256 (received->paper);
      step->paper_title = g_strdup (refused ? _("Refusal") : _("Receipt"));
    }
  for (guint i = 0; i < events->len; i++)
    {
      const YnEvent *event = g_ptr_array_index (events, i);
      g_autofree char *words = yn_event_words (event);

      step = add_step (steps, words, yn_event_detail (event), event->at, TRUE);
      if (event->paper != NULL)
        {
          step->paper = yn_sha256 (event->paper);
          step->paper_title = g_strdup (paper_title (event));
        }
    }
  add_what_comes (steps, filing->kind, stage);
  return steps;
}

/* The first two are the filing and its receipt, come or still to come. */
void
yn_steps_add_copy (GPtrArray *steps, const YnCopy *copy)
{
  YnStep *step = add_step (steps, _("Timestamp got later"),
                           g_strdup (_("On a later copy; the paper filed stays as it was")), copy->at, TRUE);
  guint place = MIN (2, steps->len - 1);

  step->paper = g_strdup (copy->id);
  step->paper_title = g_strdup (_("The later copy"));
  while (place < steps->len - 1 && ((const YnStep *) g_ptr_array_index (steps, place))->done)
    place++;
  g_ptr_array_insert (steps, (int) place, g_ptr_array_steal_index (steps, steps->len - 1));
}
