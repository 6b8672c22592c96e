/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "cli/waiting.h"
#include "desk/files.h"
#include "desk/filling.h"
#include "desk/recording.h"
#include "desk/verifying.h"

#define ISSUE_SECONDS 120

typedef struct
{
  char *purpose;
  char *from;
  char *to;
  char *output;
} ReportFlags;

static void
report_flags_clear (ReportFlags *flags)
{
  g_free (flags->purpose);
  g_free (flags->from);
  g_free (flags->to);
  g_free (flags->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReportFlags, report_flags_clear)

static YnJson *
answers_of (const ReportFlags *flags)
{
  g_autoptr (YnJson) answers = yn_json_new_object ();
  const struct
  {
    const char *pointer;
    const char *value;
  } given[] = { { "/purpose", flags->purpose }, { "/period/from", flags->from }, { "/period/to", flags->to } };

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    if (given[i].value != NULL)
      {
        g_autoptr (YnJson) value = yn_json_new_string (given[i].value);

        yn_json_put (&answers, given[i].pointer, value);
      }
  return g_steal_pointer (&answers);
}

/* The report that answers @filing: the paper of the step that issued it. */
static const char *
issued_paper (const YnStanding *standing)
{
  for (guint i = standing->steps->len; i > 2; i--)
    {
      const YnStep *step = g_ptr_array_index (standing->steps, i - 1);

      if (step->done && step->paper != NULL)
        return step->paper;
    }
  return NULL;
}

static YnExit
save_report (YnChair *chair, YnDesk *desk, const YnStanding *standing, const char *output, GError **error)
{
  const char *sha256 = issued_paper (standing);
  g_autoptr (GBytes) paper = sha256 == NULL ? NULL : yn_desk_paper (desk, sha256, NULL, error);
  g_autoptr (YnVerdictView) view = NULL;

  if (paper == NULL)
    return YN_EXIT_LATER;
  view = yn_desk_verify (desk, paper, output, YN_VERIFY_PLAIN, NULL, error);
  if (view == NULL || !yn_file_write_new (output, paper, error))
    return YN_EXIT_NO;
  yn_say_progress ("%s", view->headline);
  yn_say_progress (_("Saved to %s"), output);
  return view->verification->whole == YN_VERDICT_YES ? YN_EXIT_YES : YN_EXIT_NO;
}

YnExit
yn_verb_report (YnChair *chair, int argc, char **argv)
{
  g_auto (ReportFlags) flags = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (YnDraft) draft = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (YnStanding) standing = NULL;
  YnDesk *desk;
  YnExit status;
  const GOptionEntry entries[] = {
    { "purpose", 0, 0, G_OPTION_ARG_STRING, &flags.purpose,
      N_ ("Code of the purpose (`services show R01 --json` lists them)"), "CODE" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &flags.from, N_ ("First month"), "YYYY-MM" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &flags.to, N_ ("Last month"), "YYYY-MM" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &flags.output, N_ ("Where the report goes"), "FILE" },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "--purpose CODE [--from YYYY-MM --to YYYY-MM] -o FILE", 0, 0))
    return YN_EXIT_WRONG_USE;
  if (flags.output == NULL)
    return yn_say_wrong_use (chair, _("Say where the paper goes: -o FILE"));
  desk = yn_file_is_free (flags.output, &error) ? yn_chair_sit_signed_in (chair, &error) : NULL;
  answers = answers_of (&flags);
  draft = desk == NULL ? NULL : yn_desk_begin (desk, "R01", answers, NULL, NULL, &error);
  if (draft == NULL)
    return yn_say_error (chair, error);
  filing = yn_waiting_keep (chair, desk, draft, NULL, &problems, &error);
  if (filing == NULL)
    return yn_waiting_give_up (chair, desk, draft, problems, error);
  standing = yn_waiting_for (chair, desk, filing->id, YN_STAGE_DONE, ISSUE_SECONDS, &error);
  if (standing == NULL)
    return yn_say_error (chair, error);
  if (standing->stage != YN_STAGE_DONE)
    return yn_say_standing (chair, standing);
  status = save_report (chair, desk, standing, flags.output, &error);
  if (error != NULL)
    return yn_say_error (chair, error);
  yn_say_standing (chair, standing);
  return status;
}
