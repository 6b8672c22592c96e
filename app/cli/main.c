/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* yinuoctl: a table of verbs. */
#include "cli/running.h"
#include "cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "config.h"

static const struct
{
  const char *name;
  YnVerb run;
  const char *does;
} verbs[] = {
  { "services", yn_verb_services, N_ ("list what can be filed; `services show ID`") },
  { "check", yn_verb_check, N_ ("what is wrong with answers: pointer, code, words") },
  { "form", yn_verb_form, N_ ("the form as a person would meet it") },
  { "print", yn_verb_print, N_ ("the paper, unsigned") },
  { "poster", yn_verb_poster, N_ ("the kept promise for the wall, from its paper") },
  { "sign", yn_verb_sign, N_ ("one more signature on each paper") },
  { "timestamp", yn_verb_timestamp, N_ ("a timestamp over a whole file, on a later copy") },
  { "paper", yn_verb_paper, N_ ("papers under signature: who is next, out in a file, signed elsewhere, home again") },
  { "verify", yn_verb_verify, N_ ("intact? who? when? for any PDF") },
  { "key", yn_verb_key, N_ ("make the practice key; show a key's certificate") },
  { "file", yn_verb_file, N_ ("print, sign, keep, deliver, wait for the receipt") },
  { "batch", yn_verb_batch, N_ ("many papers of one service, signed on one letter and a table") },
  { "list", yn_verb_list, N_ ("drafts and filings, and how they stand") },
  { "status", yn_verb_status, N_ ("the steps of one filing") },
  { "receipt", yn_verb_receipt, N_ ("save a filing's receipt") },
  { "send", yn_verb_send, N_ ("deliver now what waits") },
  { "withdraw", yn_verb_withdraw, N_ ("take a filing back before acceptance") },
  { "report", yn_verb_report, N_ ("ask for a credit report, wait for it, verify it") },
  { "repair", yn_verb_repair, N_ ("`repair explain`: what follows for a penalty; `repair file`: apply") },
  { "records", yn_verb_records, N_ ("what the city knows about the enterprise") },
  { "sign-in", yn_verb_sign_in, N_ ("sign in by phone: shows a code and waits") },
  { "sign-out", yn_verb_sign_out, N_ ("revoke and forget the account") },
  { "whoami", yn_verb_whoami, N_ ("which enterprise, which platform") },
  { "practice", yn_verb_practice, N_ ("run the practice platform") },
  { "review", yn_verb_review, N_ ("act as the practice platform's reviewer") },
  { "doctor", yn_verb_doctor, N_ ("what works, what does not, and the remedy") },
  { "bowtie", yn_verb_bowtie, N_ ("the JSON Schema validator behind the Bowtie harness protocol") },
};

static void
say_verbs (void (*say) (const char *format, ...))
{
  say ("%s", _("yinuoctl VERB [ARGUMENTS]"));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    say ("  %-10s %s", verbs[i].name, _(verbs[i].does));
  say ("%s", _("`yinuoctl VERB --help` tells more. Exit status: 0 yes, 1 no, 2 wrong use, 3 later, 4 cannot be told."));
}

/* Flags that stand before the verb go behind it, where each verb reads them. */
static void
put_verb_first (char **argv, int verb_at)
{
  char *verb = argv[verb_at];

  memmove (argv + 2, argv + 1, (gsize) (verb_at - 1) * sizeof *argv);
  argv[1] = verb;
}

static YnExit
run (YnChair *chair, int argc, char **argv)
{
  int verb_at = yn_chair_verb_at (chair, argc, argv);

  if (verb_at < argc)
    put_verb_first (argv, verb_at);
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, argv[1]) == 0)
      {
        g_autofree char *name = g_strconcat ("yinuoctl ", argv[1], NULL);
        YnExit status;

        g_set_prgname (name);
        argv[1] = name;
        chair->does = verbs[i].does;
        status = verbs[i].run (chair, argc - 1, argv + 1);
        return chair->helped ? YN_EXIT_YES : status;
      }
  if (argc > 1 && strcmp (argv[1], "--version") == 0)
    {
      yn_say_line ("yinuoctl %s", YN_VERSION);
      return YN_EXIT_YES;
    }
  if (argc > 1 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0))
    {
      say_verbs (yn_say_line);
      return YN_EXIT_YES;
    }
  if (argc > 1)
    {
      g_autofree char *what = verb_at == argc       ? g_strdup (_("No verb is named."))
                              : argv[1][0] == '-' ? g_strdup_printf (_("“%s” belongs behind a verb."), argv[1])
                                                  : g_strdup_printf (_("There is no verb “%s”."), argv[1]);

      yn_say_wrong_use (chair, what);
    }
  if (!chair->json)
    say_verbs (yn_say_progress);
  return YN_EXIT_WRONG_USE;
}

int
main (int argc, char **argv)
{
  return yn_run (run, argc, argv);
}
