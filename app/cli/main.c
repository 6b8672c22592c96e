/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* yinuoctl: a table of verbs. */
#include "cli/verbs.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

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
  { "sign", yn_verb_sign, N_ ("one more signature on each paper") },
  { "verify", yn_verb_verify, N_ ("intact? who? when? for any PDF") },
  { "key", yn_verb_key, N_ ("make the practice key; show a key's certificate") },
  { "file", yn_verb_file, N_ ("print, sign, keep, deliver, wait for the receipt") },
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
};

/* In the build tree the catalogues lie beside the programs. */
static void
use_catalogues (void)
{
  const char *folder = g_file_test (YN_BUILD_LOCALE_DIR, G_FILE_TEST_IS_DIR) ? YN_BUILD_LOCALE_DIR : YN_LOCALE_DIR;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  yn_language_use (yn_language_from_string (NULL));
}

static void
say_verbs (void)
{
  yn_say_progress ("%s", _("yinuoctl VERB [ARGUMENTS]"));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    yn_say_progress ("  %-10s %s", verbs[i].name, _(verbs[i].does));
  yn_say_progress ("%s", _("`yinuoctl VERB --help` tells more. Exit status: 0 yes, 1 no, 2 wrong use, 3 later, 4 cannot be told."));
}

int
main (int argc, char **argv)
{
  YnChair chair = { 0 };
  YnExit status = YN_EXIT_WRONG_USE;

  use_catalogues ();
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, argv[1]) == 0)
      {
        g_autofree char *name = g_strconcat ("yinuoctl ", argv[1], NULL);

        g_set_prgname (name);
        argv[1] = name;
        status = verbs[i].run (&chair, argc - 1, argv + 1);
        yn_chair_clear (&chair);
        return status;
      }
  if (argc > 1 && strcmp (argv[1], "--version") == 0)
    {
      yn_say_line ("yinuoctl %s", YN_VERSION);
      return YN_EXIT_YES;
    }
  say_verbs ();
  return argc > 1 && strcmp (argv[1], "--help") == 0 ? YN_EXIT_YES : YN_EXIT_WRONG_USE;
}
