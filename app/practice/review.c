/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "practice/review.h"

#include "practice/archive.h"
#include "practice/feed.h"
#include "practice/record.h"
#include "practice/report.h"
#include "practice/timing.h"
#include "practice/writing.h"

typedef struct
{
  YnOffice *office;
  YnIntake *intake;
  const YnJson *says;
  char *title;
} Step;

/* Writes the paper and keeps it; its SHA-256, new. */
static char *
write_paper (Step *step, const char *service, YnJsonWriter *answers, const char *number, GError **error)
{
  const YnWritingFor whom = { step->intake->uscc, step->intake->matter, step->intake->id, number };
  g_autoptr (YnJson) json = NULL;
  g_autoptr (GBytes) pdf = NULL;

  yn_json_writer_end (answers);
  json = yn_json_writer_finish (answers);
  pdf = yn_writing_make (step->office, service, json, &whom, error);
  return pdf != NULL ? yn_archive_keep (step->office, step->intake->uscc, service, pdf, error) : NULL;
}

static YnJsonWriter *
begin_answers (Step *step, const char *instant_name)
{
  const YnWritingFor whom = { step->intake->uscc, step->intake->matter, step->intake->id, NULL };

  return yn_writing_answers (step->office, &whom, step->title, instant_name);
}

static gboolean
tell (Step *step, YnJsonWriter *event, GError **error)
{
  return yn_feed_append (step->office, step->intake->uscc, event, error);
}

static void
write_words (YnJsonWriter *writer, const char *name, const char *zh, const char *en)
{
  yn_json_writer_name (writer, name);
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "zh", zh);
  yn_json_writer_member_string (writer, "en", en);
  yn_json_writer_end (writer);
}

/* The reviewer's own words, for an event. */
static void
write_reasons (YnJsonWriter *event, const YnJson *texts, const char *member)
{
  if (yn_json_size (texts) == 0)
    return;
  yn_json_writer_name (event, "reasons");
  yn_json_writer_begin_array (event);
  for (guint i = 0; i < yn_json_size (texts); i++)
    {
      const YnJson *text =
          member != NULL ? yn_json_get (yn_json_at (texts, i), member) : yn_json_at (texts, i);

      yn_json_writer_begin_object (event);
      yn_json_writer_member_string (event, "code", "reviewer-said");
      yn_json_writer_member_string (event, "zh", yn_json_text (text, YN_LANGUAGE_ZH_CN));
      yn_json_writer_member_string (event, "en", yn_json_text (text, YN_LANGUAGE_EN));
      yn_json_writer_end (event);
    }
  yn_json_writer_end (event);
}

static char *
joined (const YnJson *texts, const char *otherwise)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < yn_json_size (texts); i++)
    g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "",
                            yn_json_text (yn_json_at (texts, i), YN_LANGUAGE_ZH_CN));
  if (lines->len == 0)
    g_string_append (lines, otherwise);
  return g_string_free (lines, FALSE);
}

/* Acceptance. */

static const char *
publicity_words (const YnService *service)
{
  const YnJson *publicity = yn_json_get (yn_service_json (service), "publicity");

  if (yn_service_publicity (service) == 1)
    return "受理后公示（演练：只在本机可见）";
  if (yn_json_get (publicity, "until") != NULL)
    return "不公示；约定的时间到了以后再公示（演练：只在本机可见）";
  return "不公示";
}

static gboolean
tell_acceptance (Step *step, const char *paper, const YnTiming *timing, GError **error)
{
  g_autoptr (YnJsonWriter) event = yn_feed_event (step->office, step->intake->id, "accepted");

  if (step->intake->code != NULL)
    yn_json_writer_member_string (event, "code", step->intake->code);
  if (step->intake->record != NULL)
    yn_json_writer_member_string (event, "record", step->intake->record);
  if (timing->by != NULL)
    {
      yn_json_writer_name (event, "due");
      yn_json_writer_begin_object (event);
      write_words (event, "what", timing->zh, timing->en);
      yn_json_writer_member_string (event, "by", timing->by);
      yn_json_writer_member_boolean (event, "verified", timing->verified);
      yn_json_writer_end (event);
    }
  yn_json_writer_member_string (event, "paper", paper);
  return tell (step, event, error);
}

static char *
write_acceptance (Step *step,
                  const YnService *service,
                  const char *code,
                  const YnTiming *timing,
                  GError **error)
{
  g_autoptr (YnJsonWriter) answers = begin_answers (step, "acceptedAt");

  yn_json_writer_member_string (answers, "code", code);
  yn_json_writer_member_int (answers, "publicity", yn_service_publicity (service));
  yn_json_writer_member_string (answers, "publicityWords", publicity_words (service));
  if (timing->by != NULL)
    yn_json_writer_member_string (answers, "answerBy", timing->by);
  return write_paper (step, "acceptance", answers, code, error);
}

static gboolean
tell_publicity (Step *step, gboolean published, GError **error)
{
  g_autoptr (YnJsonWriter) event =
      yn_feed_event (step->office, step->intake->id, published ? "published" : "not-published");

  return yn_intake_set_state (step->office, step->intake, published ? "published" : "not-published", NULL,
                              error)
         && tell (step, event, error);
}

static gboolean
accept (Step *step, GError **error)
{
  gboolean repair = g_str_equal (step->intake->kind, "repair");
  g_autoptr (YnService) service = yn_intake_service (step->intake, error);
  g_autofree char *today = yn_office_today (step->office);
  const char *day = yn_json_get_string (step->intake->body, "day");
  g_auto (YnTiming) timing = { NULL, NULL, NULL, FALSE };
  g_autofree char *code = NULL;
  g_autofree char *paper = NULL;

  if (service == NULL)
    return FALSE;
  code = yn_writing_number (step->office, day != NULL && yn_day_valid (day) ? day : today, error);
  if (code == NULL)
    return FALSE;
  yn_timing_of (step->intake->kind, repair ? YN_STEP_DECIDING : YN_STEP_NONE, today, &timing);
  paper = write_acceptance (step, service, code, &timing, error);
  if (paper == NULL || !yn_intake_set_state (step->office, step->intake, "accepted", code, error)
      || !tell_acceptance (step, paper, &timing, error))
    return FALSE;
  if (repair)
    return yn_practice_record_set_standing (step->office, step->intake->uscc, step->intake->record,
                                            "under-repair", NULL, error);
  return tell_publicity (step, yn_service_publicity (service) == 1, error);
}

/* More is needed. */

static void
write_items (YnJsonWriter *answers, const YnJson *items)
{
  yn_json_writer_name (answers, "items");
  yn_json_writer_begin_array (answers);
  for (guint i = 0; i < yn_json_size (items) || i == 0; i++)
    {
      const YnJson *what = yn_json_get (yn_json_at (items, i), "what");
      const YnJson *why = yn_json_get (yn_json_at (items, i), "why");

      yn_json_writer_begin_object (answers);
      yn_json_writer_member_string (answers, "what",
                                    what != NULL ? yn_json_text (what, YN_LANGUAGE_ZH_CN) : "补充说明材料");
      if (why != NULL)
        yn_json_writer_member_string (answers, "why", yn_json_text (why, YN_LANGUAGE_ZH_CN));
      yn_json_writer_end (answers);
    }
  yn_json_writer_end (answers);
}

static gboolean
ask_for_more (Step *step, GError **error)
{
  const YnJson *items = yn_json_get (step->says, "items");
  g_autoptr (YnJsonWriter) answers = begin_answers (step, "askedAt");
  g_autoptr (YnJsonWriter) event = yn_feed_event (step->office, step->intake->id, "supplement-asked");
  g_autofree char *paper = NULL;

  write_items (answers, items);
  paper = write_paper (step, "supplement-notice", answers, NULL, error);
  if (paper == NULL)
    return FALSE;
  write_reasons (event, items, "what");
  yn_json_writer_member_string (event, "paper", paper);
  return yn_intake_set_state (step->office, step->intake, "supplement-asked", NULL, error)
         && tell (step, event, error);
}

/* Not accepted. */

static gboolean
refuse (Step *step, GError **error)
{
  const YnJson *reasons = yn_json_get (step->says, "reasons");
  g_autoptr (YnJsonWriter) answers = begin_answers (step, "refusedAt");
  g_autoptr (YnJsonWriter) event = yn_feed_event (step->office, step->intake->id, "refused");
  g_autofree char *text = joined (reasons, "不予受理（演练）。");
  g_autofree char *paper = NULL;

  yn_json_writer_name (answers, "reasons");
  yn_json_writer_begin_array (answers);
  yn_json_writer_begin_object (answers);
  yn_json_writer_member_string (answers, "code", "reviewer-said");
  yn_json_writer_member_string (answers, "text", text);
  yn_json_writer_member_string (answers, "remedy",
                                "可以更正后重新提交；不服的，可以向作出决定的单位提出异议。");
  yn_json_writer_end (answers);
  yn_json_writer_end (answers);
  paper = write_paper (step, "refusal", answers, NULL, error);
  if (paper == NULL)
    return FALSE;
  write_reasons (event, reasons, NULL);
  yn_json_writer_member_string (event, "paper", paper);
  return yn_intake_set_state (step->office, step->intake, "refused", NULL, error)
         && tell (step, event, error);
}

/* Decided. */

static char *
write_decision (Step *step, gboolean granted, GError **error)
{
  const char *number =
      yn_json_string (yn_json_pointer (step->intake->body, "/answers/penalty/documentNumber"));
  g_autoptr (YnJsonWriter) answers = begin_answers (step, "decidedAt");
  g_autofree char *reasons = joined (yn_json_get (step->says, "reasons"),
                                     granted ? "最短公示期已满，义务已履行完毕，信用承诺已公开作出（演练）。"
                                             : "不符合修复条件（演练）。");

  yn_json_writer_member_string (answers, "outcome", granted ? "granted" : "denied");
  yn_json_writer_member_string (answers, "reasons", reasons);
  yn_json_writer_member_string (answers, "record", number != NULL ? number : step->intake->record);
  yn_json_writer_member_string (answers, "effect",
                                granted ? "终止公示该条行政处罚信息，停止共享和使用。处罚决定本身不受影响。"
                                        : "该条行政处罚信息继续公示，到期自动停止。");
  yn_json_writer_member_string (answers, "remedies",
                                "不服本决定的，可以提出异议，也可以依法申请复议或者提起诉讼"
                                "（演练，不产生实际效力）。");
  return write_paper (step, "decision", answers, NULL, error);
}

static gboolean
decide (Step *step, gboolean granted, GError **error)
{
  YnOffice *office = step->office;
  YnIntake *intake = step->intake;
  g_autofree char *today = yn_office_today (office);
  g_autofree char *paper = write_decision (step, granted, error);
  g_autoptr (YnJsonWriter) event = yn_feed_event (office, intake->id, "decided");

  if (paper == NULL)
    return FALSE;
  yn_json_writer_member_string (event, "outcome", granted ? "granted" : "denied");
  yn_json_writer_member_string (event, "record", intake->record);
  write_reasons (event, yn_json_get (step->says, "reasons"), NULL);
  yn_json_writer_member_string (event, "paper", paper);
  return yn_practice_record_set_standing (office, intake->uscc, intake->record,
                                          granted ? "ended" : "published", granted ? today : NULL, error)
         && yn_intake_set_state (office, intake, granted ? "granted" : "denied", NULL, error)
         && tell (step, event, error);
}

static gboolean
grant (Step *step, GError **error)
{
  return decide (step, TRUE, error);
}

static gboolean
deny (Step *step, GError **error)
{
  return decide (step, FALSE, error);
}

static gboolean
issue (Step *step, GError **error)
{
  g_autofree char *number = yn_practice_report_number (step->office, step->intake);
  const YnWritingFor whom = { step->intake->uscc, step->intake->matter, step->intake->id, number };
  g_autoptr (YnJson) answers = yn_practice_report_answers (step->office, step->intake, number, error);
  g_autoptr (YnJsonWriter) event = yn_feed_event (step->office, step->intake->id, "issued");
  g_autoptr (GBytes) report =
      answers != NULL ? yn_writing_make (step->office, "report", answers, &whom, error) : NULL;
  g_autofree char *paper =
      report != NULL ? yn_archive_keep (step->office, whom.uscc, "report", report, error) : NULL;

  if (paper == NULL)
    return FALSE;
  yn_json_writer_member_string (event, "paper", paper);
  return yn_intake_set_state (step->office, step->intake, "issued", NULL, error) && tell (step, event, error);
}

static const struct
{
  const char *name;
  const char *kinds; /* separated by spaces */
  const char *states;
  gboolean (*act) (Step *step, GError **error);
} actions[YN_N_REVIEWS] = {
  [YN_REVIEW_ACCEPT] = { "accept", "commitment repair", "received supplement-asked", accept },
  [YN_REVIEW_SUPPLEMENT] = { "supplement", "commitment repair application", "received", ask_for_more },
  [YN_REVIEW_REFUSE] = { "refuse", "commitment repair application", "received supplement-asked", refuse },
  [YN_REVIEW_GRANT] = { "grant", "repair", "accepted", grant },
  [YN_REVIEW_DENY] = { "deny", "repair", "accepted", deny },
  [YN_REVIEW_ISSUE] = { "issue", "application", "received supplement-asked", issue },
};

const char *
yn_review_action_name (YnReviewAction action)
{
  return actions[action].name;
}

gboolean
yn_review_action_from_name (const char *name, YnReviewAction *action)
{
  for (guint i = 0; i < YN_N_REVIEWS; i++)
    if (g_strcmp0 (name, actions[i].name) == 0)
      {
        *action = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_one_of (const char *word, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *) list, word);
}

gboolean
yn_review_can (const YnIntake *intake, YnReviewAction action)
{
  return is_one_of (intake->kind, actions[action].kinds) && is_one_of (intake->state, actions[action].states);
}

gboolean
yn_review_act (YnOffice *office, YnIntake *intake, YnReviewAction action, const YnJson *says, GError **error)
{
  g_autofree char *title = yn_intake_title (intake);
  Step step = { office, intake, says, title };
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (office->ledger->sql, error);

  return transaction != NULL && actions[action].act (&step, error) && yn_sql_commit (&transaction, error);
}

gboolean
yn_review_publish (YnOffice *office, YnIntake *intake, GError **error)
{
  Step step = { office, intake, NULL, NULL };
  g_autoptr (YnSqlTransaction) transaction = yn_sql_begin (office->ledger->sql, error);

  return transaction != NULL && tell_publicity (&step, TRUE, error) && yn_sql_commit (&transaction, error);
}
