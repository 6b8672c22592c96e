/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "desk/named.h"
#include "desk/stamping.h"
#include "desk/verdict-report.h"

typedef struct
{
  char *trust;
  char *report;
  gboolean online;

  YnHttp *http; /* where somebody is to be asked */
  YnSettings *settings;
  YnVerifyOptions how;
} VerifyFlags;

static void
verify_flags_clear (VerifyFlags *flags)
{
  g_free (flags->trust);
  g_free (flags->report);
  yn_gathering_free (flags->how.gathering);
  g_clear_pointer (&flags->http, yn_http_free);
  g_clear_pointer (&flags->settings, yn_settings_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VerifyFlags, verify_flags_clear)

static void
say_question (const char *question, const YnJson *answer)
{
  yn_say_line ("    %s %s", question, yn_json_get_string (answer, "words"));
}

static void
say_remedy (const YnJson *answer)
{
  const char *remedy = yn_json_get_string (answer, "do");

  if (remedy != NULL)
    yn_say_line ("      → %s", remedy);
}

/* Whose certificate it is, and whom the paper names. */
static void
say_certificate (const YnSignatureVerdict *verdict)
{
  const YnCertificate *certificate = verdict->certificate;
  const char *remark = yn_verdict_signer_remark (verdict);
  g_autofree char *named = yn_named_words (verdict);

  if (certificate == NULL)
    return;
  if (verdict->is_timestamp)
    yn_say_line (_("      · certificate of %s, issued by %s"), certificate->subject_name, certificate->issuer_name);
  else
    yn_say_line (_("      · certificate of %s %s, issued by %s"), certificate->subject_name,
                 certificate->uscc != NULL ? certificate->uscc : _("(no credit code in it)"), certificate->issuer_name);
  if (named != NULL)
    yn_say_line ("      · %s", named);
  if (remark != NULL)
    yn_say_line ("      · %s", remark);
}

static void
say_changes (const YnJson *changes)
{
  for (guint i = 0; i < yn_json_size (changes); i++)
    yn_say_line ("      · %s", yn_json_get_string (yn_json_at (changes, i), "words"));
}

/* When the authorities were asked, or how to ask them, or that nobody is named who could be. */
static void
say_asked (const YnSignatureVerdict *verdict, const YnJson *who)
{
  const YnJson *remark = yn_json_get (who, "revocationRemark");
  g_autofree char *asked = verdict->asked > 0 ? yn_clock_civil (verdict->asked) : NULL;

  if (asked != NULL)
    yn_say_line (_("      · asked online at %s"), asked);
  else if (yn_signature_verdict_could_ask (verdict))
    yn_say_line ("%s", _("      · `verify --online` asks the authority"));
  if (remark != NULL)
    yn_say_line ("      · %s", yn_json_get_string (remark, "words"));
}

/* The time in question, but where it is of something else than what one sees. */
static void
say_time (const YnSignatureVerdict *verdict)
{
  g_autofree char *time = yn_verdict_time (verdict);

  if (time != NULL)
    yn_say_line ("      · %s", time);
}

static void
say_signature (const YnJson *signature, const YnSignatureVerdict *verdict, YnLanguage language)
{
  const YnJson *who = yn_json_get (signature, "who");
  const char *name = yn_json_get_string (who, "name");
  const char *class = yn_json_text (yn_json_get (who, "class"), language);

  yn_say_line ("  %s %s%s%s", yn_json_get_string (signature, "field"), name == NULL ? "" : name,
               class[0] == '\0' ? "" : " · ", class);
  say_question (_("Intact?"), yn_json_get (signature, "intact"));
  say_changes (yn_json_get (yn_json_get (signature, "intact"), "changes"));
  say_remedy (yn_json_get (signature, "intact"));
  say_question (verdict->is_timestamp ? _("Whose timestamp?") : _("Who?"), who);
  say_certificate (verdict);
  say_asked (verdict, who);
  say_remedy (who);
  say_question (_("When?"), yn_json_get (signature, "when"));
  say_time (verdict);
  say_remedy (yn_json_get (signature, "when"));
}

static void
say_view (const YnVerdictView *view, YnLanguage language)
{
  const YnJson *signatures = yn_json_get (view->json, "signatures");
  const YnJson *answers = yn_json_get (view->json, "answers");

  yn_say_line ("%s: %s", view->name, view->headline);
  if (view->advice[0] != '\0')
    yn_say_line ("  %s", view->advice);
  yn_say_line ("  %s", view->trusted);
  if (answers != NULL)
    yn_say_line ("  %s", yn_json_get_string (answers, "words"));
  if (answers != NULL)
    say_remedy (answers);
  for (guint i = 0; i < yn_json_size (signatures); i++)
    say_signature (yn_json_at (signatures, i), g_ptr_array_index (view->verification->signatures, i), language);
}

static YnExit
exit_of (YnVerdict verdict)
{
  return verdict == YN_VERDICT_YES ? YN_EXIT_YES : verdict == YN_VERDICT_NO ? YN_EXIT_NO : YN_EXIT_CANNOT_TELL;
}

/* The worst of several: a no, then what cannot be read, then what cannot be told. */
static YnExit
worse (YnExit a, YnExit b)
{
  static const YnExit order[] = { YN_EXIT_NO, YN_EXIT_WRONG_USE, YN_EXIT_CANNOT_TELL };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (a == order[i] || b == order[i])
      return order[i];
  return YN_EXIT_YES;
}

static gboolean
write_report (YnChair *chair, const YnVerdictView *view, YnBytes *pdf, const char *path, GError **error)
{
  g_autoptr (GBytes) report =
      yn_file_is_free (path, error) ? yn_verdict_report (view, pdf, path, chair->language, error) : NULL;

  return report != NULL && yn_file_write_new (path, report, error);
}

/* A file that cannot be judged at all has its words among the others' verdicts. */
static YnExit
verify_one (YnChair *chair, const VerifyFlags *flags, const char *path, YnJsonWriter *writer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnBytes) pdf = yn_bytes_open (path, &error);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (YnVerdictView) view = NULL;

  if (pdf != NULL)
    view = yn_verdict_of (pdf, name, &flags->how, NULL, &error);
  if (view != NULL && flags->report != NULL && !write_report (chair, view, pdf, flags->report, &error))
    g_clear_pointer (&view, yn_verdict_view_free);
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "file", path);
  if (view != NULL)
    yn_json_writer_member_value (writer, "verification", view->json);
  else
    {
      g_autoptr (YnExplanation) words = yn_problems_explain (error, chair->language);
      g_autoptr (YnJson) json = yn_explanation_json (words, error->message);

      yn_json_writer_member_value (writer, "error", json);
    }
  yn_json_writer_end (writer);
  if (!chair->json && view != NULL)
    say_view (view, chair->language);
  else if (!chair->json)
    {
      yn_say_progress ("%s:", path);
      yn_say_error (chair, error);
    }
  return view == NULL ? yn_exit_of (error) : exit_of (view->verification->whole);
}

static void
prepare (YnChair *chair, VerifyFlags *flags)
{
  flags->settings = yn_settings_look (chair->data_dir);
  flags->http = flags->online ? yn_http_new () : NULL;
  flags->how = (YnVerifyOptions) {
    .settings = flags->settings,
    .address = chair->platform,
    .trust_dir = flags->trust,
    .clock = chair->clock,
    .language = chair->language,
    .gathering = flags->online ? yn_stamping_gathering (flags->http, chair->clock) : NULL,
  };
}

YnExit
yn_verb_verify (YnChair *chair, int argc, char **argv)
{
  g_auto (VerifyFlags) flags = { 0 };
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  YnExit status = YN_EXIT_YES;
  const GOptionEntry entries[] = {
    { "trust", 0, 0, G_OPTION_ARG_FILENAME, &flags.trust, N_ ("A folder of certificates to trust, and no others"),
      "DIR" },
    { "online", 0, 0, G_OPTION_ARG_NONE, &flags.online,
      N_ ("Ask the authorities that certificates name whether they were revoked"), NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &flags.report,
      N_ ("Where a report goes: one page, or ETSI TS 119 102-2 as XML"), "FILE.pdf|FILE.xml" },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "FILE… [--trust DIR] [--online] [--report FILE]", 1, -1))
    return YN_EXIT_WRONG_USE;
  if (flags.report != NULL && argc > 2)
    return yn_say_wrong_use (chair, _("A report is about one file."));
  prepare (chair, &flags);
  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "files");
  yn_json_writer_begin_array (writer);
  for (int i = 1; i < argc; i++)
    status = worse (status, verify_one (chair, &flags, argv[i], writer));
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  if (chair->json)
    {
      g_autoptr (YnJson) json = yn_json_writer_finish (writer);

      yn_say_json (json);
    }
  return status;
}
