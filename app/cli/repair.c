/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "cli/waiting.h"
#include "desk/filling.h"
#include "desk/recording.h"

#define RECEIPT_SECONDS 60
#define DECISION_SECONDS 180

typedef struct
{
  char *today;
  char *proof;
  char **keys;
  char *done_on;
  char *measures;
  gboolean wait_decision;
} RepairFlags;

static void
repair_flags_clear (RepairFlags *flags)
{
  g_free (flags->today);
  g_free (flags->proof);
  g_strfreev (flags->keys);
  g_free (flags->done_on);
  g_free (flags->measures);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepairFlags, repair_flags_clear)

static void
say_reading (const YnJson *reading)
{
  const char *from = yn_json_get_string (reading, "mayApplyFrom");
  const char *end = yn_json_get_string (reading, "automaticEnd");
  const char *confirm = yn_json_get_string (reading, "toBeConfirmedBy");
  const char *not_repairable = yn_json_get_string (reading, "notRepairable");

  yn_say_line ("· %s %s", yn_json_get_string (reading, "document"), yn_json_get_string (reading, "reads"));
  if (not_repairable != NULL)
    yn_say_line ("  %s", not_repairable);
  if (from != NULL)
    yn_say_line (_("  You may apply from %s."), from);
  if (end != NULL)
    yn_say_line (_("  Publicity ends by itself on %s."), end);
  yn_say_line ("  %s", yn_json_get_string (reading, "why"));
  if (confirm != NULL)
    yn_say_line ("  %s", confirm);
}

static YnExit
say_explanation (YnChair *chair, const YnJson *explanation)
{
  const YnJson *readings = yn_json_get (explanation, "readings");
  const YnJson *materials = yn_json_get (explanation, "materials");
  const char *class = yn_json_get_string (explanation, "classStated");

  if (chair->json)
    {
      yn_say_json (explanation);
      return YN_EXIT_YES;
    }
  yn_say_line (_("Class in the record: %s"), class == NULL ? _("not stated") : class);
  for (guint i = 0; i < yn_json_size (readings); i++)
    say_reading (yn_json_at (readings, i));
  yn_say_line (_("Ask: %s"), yn_json_get_string (yn_json_get (explanation, "body"), "name"));
  for (guint i = 0; i < yn_json_size (materials); i++)
    yn_say_line ("  □ %s", yn_json_get_string (yn_json_at (materials, i), "title"));
  yn_say_line ("%s", yn_json_get_string (explanation, "free"));
  return YN_EXIT_YES;
}

/* A file with one penalty is explained without a store or a network; a record's id needs the desk. */
static YnExit
explain (YnChair *chair, const RepairFlags *flags, const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) explanation = NULL;
  g_autofree char *today = flags->today != NULL ? g_strdup (flags->today) : yn_clock_today (chair->clock);

  if (!yn_day_valid (today))
    return yn_say_wrong_use (chair, _("--today wants a day: YYYY-MM-DD"));
  if (strcmp (what, "-") == 0 || strchr (what, '/') != NULL || g_str_has_suffix (what, ".json"))
    {
      g_autoptr (YnJson) record = yn_chair_read_json (what, &error);

      explanation = record == NULL ? NULL : yn_desk_explain_penalty (record, today, chair->language, &error);
    }
  else
    {
      YnDesk *desk = yn_chair_sit_signed_in (chair, &error);

      explanation = desk == NULL ? NULL : yn_desk_explain_repair (desk, what, NULL, &error);
    }
  return explanation == NULL ? yn_say_error (chair, error) : say_explanation (chair, explanation);
}

static YnJson *
answers_of (const RepairFlags *flags)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  if (flags->measures != NULL)
    yn_json_writer_member_string (writer, "measures", flags->measures);
  if (flags->done_on != NULL)
    {
      yn_json_writer_name (writer, "duties");
      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "doneOn", flags->done_on);
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static YnExit
apply (YnChair *chair, const RepairFlags *flags, const char *record)
{
  g_autoptr (GError) error = NULL;
  YnDesk *desk = yn_chair_sit_signed_in (chair, &error);
  g_autoptr (YnJson) answers = answers_of (flags);
  g_autoptr (YnDraft) draft = desk == NULL ? NULL : yn_desk_begin_repair (desk, record, answers, NULL, &error);
  g_autoptr (YnAttachment) proof = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (YnStanding) standing = NULL;

  if (draft == NULL)
    return yn_say_error (chair, error);
  if (flags->proof != NULL)
    proof = yn_desk_attach (desk, draft->matter, "duty-proof", flags->proof, NULL, &error);
  if (error == NULL)
    filing = yn_waiting_keep (chair, desk, draft, flags->keys, &problems, &error);
  if (filing == NULL)
    return yn_waiting_give_up (chair, desk, draft, problems, error);
  standing = yn_waiting_for (chair, desk, filing->id, flags->wait_decision ? YN_STAGE_DONE : YN_STAGE_RECEIVED,
                             flags->wait_decision ? DECISION_SECONDS : RECEIPT_SECONDS, &error);
  return standing == NULL ? yn_say_error (chair, error) : yn_say_standing (chair, standing);
}

YnExit
yn_verb_repair (YnChair *chair, int argc, char **argv)
{
  g_auto (RepairFlags) flags = { 0 };
  const GOptionEntry entries[] = {
    { "today", 0, 0, G_OPTION_ARG_STRING, &flags.today, N_ ("explain: as if it were this day"), "DATE" },
    { "proof", 0, 0, G_OPTION_ARG_FILENAME, &flags.proof, N_ ("file: proof that the duties are done (PDF or image)"),
      "FILE" },
    { "done-on", 0, 0, G_OPTION_ARG_STRING, &flags.done_on, N_ ("file: the day on which all duties were done"),
      "DATE" },
    { "measures", 0, 0, G_OPTION_ARG_STRING, &flags.measures, N_ ("file: what was put right"), "TEXT" },
    { "key", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &flags.keys,
      N_ ("file: a PKCS#12 file, one for each signer (repeatable)"), "FILE.p12" },
    { "wait-decision", 0, 0, G_OPTION_ARG_NONE, &flags.wait_decision, N_ ("file: wait for the decision"), NULL },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "explain RECORD.json|RECORD-ID | file RECORD-ID --proof FILE", 2,
                         2))
    return YN_EXIT_WRONG_USE;
  if (strcmp (argv[1], "explain") == 0)
    return explain (chair, &flags, argv[2]);
  if (strcmp (argv[1], "file") == 0)
    return apply (chair, &flags, argv[2]);
  return yn_say_wrong_use (chair, _("Say `repair explain` or `repair file`."));
}
