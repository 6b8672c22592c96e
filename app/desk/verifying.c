/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/verifying.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "desk/place.h"
#include "desk/private.h"
#include "desk/sign-file.h"

#define LARGEST_PAPER (64 * 1024 * 1024)

void
yn_verdict_view_free (YnVerdictView *view)
{
  g_clear_pointer (&view->verification, yn_verification_free);
  yn_carried_free (view->carried);
  g_clear_pointer (&view->within, yn_bytes_unref);
  g_free (view->name);
  g_free (view->headline);
  g_free (view->advice);
  g_free (view->trusted);
  g_clear_pointer (&view->json, yn_json_unref);
  yn_pages_unref (view->pages);
  g_clear_pointer (&view->fonts, g_ptr_array_unref);
  g_strfreev (view->texts);
  g_free (view);
}

YnExplanation *
yn_verdict_explain (const char *code, YnLanguage language)
{
  return yn_problems_explain_code (g_strcmp0 (code, "paper-differs") == 0 ? "pages-differ" : code, language);
}

char *
yn_verdict_time (const YnSignatureVerdict *verdict)
{
  gint64 instant = verdict->timestamp >= 0 ? verdict->timestamp : verdict->claimed;
  g_autofree char *time = instant >= 0 ? yn_clock_civil (instant) : NULL;

  if (time == NULL || g_str_equal (verdict->when_code, "time-of-changed"))
    return NULL;
  if (verdict->timestamp < 0 || verdict->authority == NULL)
    return g_steal_pointer (&time);
  return g_strdup_printf ("%s · %s", time, verdict->authority);
}

const char *
yn_verdict_signer_remark (const YnSignatureVerdict *verdict)
{
  if (g_strcmp0 (verdict->who_code, "unknown-signer") == 0 && verdict->certificate != NULL)
    return _("The certificate that lies with the signature shows nothing: anybody could have put it there.");
  if (verdict->intact == YN_VERDICT_NO && verdict->who == YN_VERDICT_YES)
    return _("What was signed is what stood there before it was changed.");
  return NULL;
}

/* What a change is about, for its words. */
static const char *
or_empty (const char *text)
{
  return text != NULL && *text != '\0' ? text : _("(empty)");
}

static YnJson *
details_of (const YnChange *change)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autofree char *page = g_strdup_printf ("%u", change->page);

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "page", page);
  yn_json_writer_member_string (writer, "name", change->name != NULL ? change->name : "");
  yn_json_writer_member_string (writer, "before", or_empty (change->before));
  yn_json_writer_member_string (writer, "after", or_empty (change->after));
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static char *
words_of (const char *code, const YnChange *change, gpointer user_data)
{
  YnLanguage language = *(YnLanguage *) user_data;
  g_autoptr (YnProblem) problem = NULL;
  g_autoptr (YnExplanation) words = NULL;

  if (change != NULL)
    {
      problem = yn_problem_new ("", NULL, code, details_of (change));
      return yn_problem_words (problem, language);
    }
  words = yn_verdict_explain (code, language);
  return g_strdup (words->what);
}

static char *
remedy_of (const char *code, const YnChange *change, gpointer user_data)
{
  g_autoptr (YnExplanation) words = yn_verdict_explain (code, *(YnLanguage *) user_data);

  return g_strdup (words->remedy);
}

static YnTrust *
trust_for (const YnVerifyOptions *options, GError **error)
{
  g_autoptr (YnTrust) trust = NULL;

  if (options->trust_dir == NULL)
    return yn_place_trust_at (options->settings, options->address);
  trust = yn_trust_new ();
  if (yn_place_practises (options->settings, options->address))
    yn_trust_practise (trust);
  return yn_trust_add_folder (trust, options->trust_dir, error) ? g_steal_pointer (&trust) : NULL;
}

/* Papers of ours are small; what is larger carries nothing that anybody reads. */
static GBytes *
paper_of (YnBytes *pdf)
{
  GBytes *bytes = yn_bytes_in_memory (pdf);

  if (bytes != NULL)
    return g_bytes_ref (bytes);
  return yn_bytes_size (pdf) <= LARGEST_PAPER ? yn_bytes_slice (pdf, 0, yn_bytes_size (pdf)) : NULL;
}

static gboolean
may_be_changed (const YnVerification *verification)
{
  for (guint i = 0; i < verification->signatures->len; i++)
    if (((const YnSignatureVerdict *) g_ptr_array_index (verification->signatures, i))->intact != YN_VERDICT_YES)
      return TRUE;
  return FALSE;
}

/* Invariant 9, of whatever can be read. A file written anew by another program is no longer built as we print; that its
 * signatures are gone is said, and a comparison would only say the same with words that are less true. The comparison
 * is of the pages as they were before the first signature: where they may have been changed since, it says nothing of
 * these. */
static void
look_inside (YnVerdictView *view, YnBytes *pdf, YnLanguage language)
{
  g_autoptr (GBytes) paper = g_str_equal (view->verification->code, "resaved") ? NULL : paper_of (pdf);

  if (paper == NULL)
    return;
  view->carried = yn_carried_judge (paper, language, NULL);
  view->practice = view->carried != NULL && view->carried->practice;
  yn_carried_conclude (view->carried, view->verification);
  if (view->carried != NULL && view->carried->verdict == YN_VERDICT_YES && may_be_changed (view->verification))
    g_clear_pointer (&view->carried, yn_carried_free);
}

static YnJson *
trust_json (const YnVerdictView *view, gboolean practice)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_boolean (writer, "practice", practice);
  yn_json_writer_member_string (writer, "words", view->trusted);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static YnJson *
json_of (const YnVerdictView *view, gboolean practice, YnLanguage language)
{
  g_autoptr (YnJson) plain = yn_verification_json (view->verification, words_of, remedy_of, &language);
  g_autoptr (YnJson) trust = trust_json (view, practice);
  g_autoptr (YnJson) two_person = yn_json_new_boolean (view->within != NULL);
  g_autoptr (YnJson) with_trust = yn_json_with (plain, "/trust", trust);
  g_autoptr (YnJson) json = yn_json_with (with_trust, "/twoPersonFile", two_person);
  g_autoptr (YnExplanation) words = NULL;
  g_autoptr (YnJson) answers = NULL;

  if (view->carried == NULL)
    return g_steal_pointer (&json);
  words = yn_verdict_explain (view->carried->code, language);
  answers = yn_carried_json (view->carried, words->what, words->remedy);
  return yn_json_with (json, "/answers", answers);
}

/* By whose certificates: at a practice platform those of practice count too, and under its own papers alone. */
static gboolean
judges_practice (const YnVerdictView *view, const YnVerifyOptions *options)
{
  return view->practice && !g_str_equal (view->verification->code, "practice-paper")
         && yn_place_practises (options->settings, options->address);
}

static const char *
trusted_words (gboolean practice, gboolean named_folder)
{
  if (practice && named_folder)
    return _(
        "Judged by the roots and seals in the folder that was named, and practice certificates count: this is a practice "
        "paper, without effect.");
  if (practice)
    return _(
        "Judged by the roots and seals in the trust folder of this data folder and by those of the practice platform: "
        "this is a practice paper, without effect.");
  if (named_folder)
    return _("Judged by the roots and seals in the folder that was named; practice certificates do not count.");
  return _(
      "Judged by the roots and seals in the trust folder of this data folder; practice certificates do not count.");
}

static gboolean
all_that_fail_are (const YnVerification *verification, const char *intact_code)
{
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (verdict->intact == YN_VERDICT_NO && g_strcmp0 (verdict->intact_code, intact_code) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
any_filled (const YnVerification *verification)
{
  static const char *const codes[] = { "filled-as-allowed", "annotated-as-allowed", NULL };

  for (guint i = 0; i < verification->signatures->len; i++)
    if (g_strv_contains (codes,
                         ((const YnSignatureVerdict *) g_ptr_array_index (verification->signatures, i))->intact_code))
      return TRUE;
  return FALSE;
}

/* A yes to a practice paper, or under practice certificates, says that first (invariant 6). Nor does one call unchanged
 * what was filled in since, or changed what is only not built as it must be. */
static const char *
code_of_headline (const YnVerdictView *view)
{
  const YnVerification *verification = view->verification;

  if (g_str_equal (verification->code, "changed") && all_that_fail_are (verification, "structure-refused"))
    return "structure-refused";
  if (g_str_equal (verification->code, "unsigned-addition")) /* of the signature it is good news, of the file it is none */
    return "unsigned-tail";

  if (verification->whole == YN_VERDICT_YES && view->practice)
    return "signed-in-practice";
  for (guint i = 0; verification->whole == YN_VERDICT_YES && i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (verdict->certificate != NULL && verdict->certificate->practice)
        return "signed-in-practice";
    }
  if (verification->whole == YN_VERDICT_YES && any_filled (verification))
    return "signed-and-filled";
  return verification->code;
}

/* The verdict itself, where the words of a reason do not say it. */
static char *
headline_of (const YnVerification *verification, const char *what, YnLanguage language)
{
  static const char *const verdicts[][2] = { [YN_VERDICT_NO] = { "无效", "No" },
                                             [YN_VERDICT_CANNOT_TELL] = { "这里无法判断", "Cannot be told here" } };
  const char *const *names = verification->whole == YN_VERDICT_YES ? NULL : verdicts[verification->whole];
  const char *name = names == NULL ? "" : language == YN_LANGUAGE_EN ? names[1] : names[0];
  g_autofree char *lower = g_utf8_casefold (what, -1), *verdict = g_utf8_casefold (name, -1);
  gboolean said = language == YN_LANGUAGE_EN && verification->whole == YN_VERDICT_NO ? g_str_has_prefix (lower, "no:")
                                                                                     : strstr (lower, verdict) != NULL;

  return said ? g_strdup (what) : g_strdup_printf (language == YN_LANGUAGE_EN ? "%s: %s" : "%s：%s", name, what);
}

/* What to do about the paper, and of one that is good so far who is still to sign it. */
static char *
advice_on_paper (const YnVerdictView *view, const char *remedy, YnLanguage language)
{
  g_autofree char *missing = NULL, *awaited = NULL;

  if (view->carried == NULL || view->carried->missing == NULL || view->carried->missing[0] == NULL
      || view->verification->whole == YN_VERDICT_NO || (view->verification->signatures->len == 0 && view->within == NULL))
    return g_strdup (remedy);
  missing = g_strjoinv (language == YN_LANGUAGE_EN ? ", " : "、", view->carried->missing);
  awaited = g_strdup_printf (view->verification->signatures->len > 0
                                 ? _("Not everybody has signed: %s is still to sign.")
                                 : _("Nobody has signed it yet; it waits for: %s."), missing);
  return *remedy != '\0' ? g_strdup_printf ("%s\n%s", awaited, remedy) : g_steal_pointer (&awaited);
}

static char *
advice_of (const YnVerdictView *view, const char *remedy, YnLanguage language)
{
  gboolean waits = view->within != NULL && view->verification->whole != YN_VERDICT_NO;
  gboolean begun = view->verification->signatures->len > 0;
  g_autofree char *on_paper = advice_on_paper (view, waits && !begun ? "" : remedy, language);

  if (!waits)
    return g_steal_pointer (&on_paper);
  return g_strjoin (
      *on_paper != '\0' ? "\n" : "", on_paper,
      _("To sign it, open this very file; once signed, bring it home to the computer that handed it out."), NULL);
}

/* By what was judged, and what of it could not be read. */
static char *
trust_words (const char *words, const GPtrArray *left_out)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < left_out->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (left_out, i));
  return left_out->len == 0
             ? g_strdup (words)
             : g_strdup_printf (_("%s Not used, because unreadable: %s."), words, names->str);
}

static void
say (YnVerdictView *view, const YnVerifyOptions *options, const GPtrArray *left_out)
{
  g_autoptr (YnExplanation) words = yn_verdict_explain (code_of_headline (view), options->language);
  g_autofree char *headline = headline_of (view->verification, words->what, options->language);
  gboolean practice = judges_practice (view, options);

  view->headline = view->within != NULL ? g_strdup_printf (_("A two-person file. The paper in it: %s"), headline)
                                        : g_steal_pointer (&headline);
  view->advice = advice_of (view, words->remedy, options->language);
  view->trusted = trust_words (trusted_words (practice, options->trust_dir != NULL), left_out);
  view->json = json_of (view, practice, options->language);
}

/* What is to be verified: of a two-person file the paper in it. NULL: it is damaged. */
static YnBytes *
paper_within (YnBytes *file)
{
  g_autoptr (GBytes) bytes = paper_of (file);
  g_autoptr (GBytes) paper = bytes != NULL ? yn_sign_file_paper (bytes, NULL) : NULL;

  return paper != NULL ? yn_bytes_new (paper) : NULL;
}

YnVerdictView *
yn_verdict_of (YnBytes *pdf, const char *name, const YnVerifyOptions *options, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (YnTrust) trust = trust_for (options, error);
  gboolean two_person = yn_sign_file_is (pdf);
  YnVerdictView *view;

  if (trust == NULL)
    return NULL;
  view = g_new0 (YnVerdictView, 1);
  view->name = g_strdup (name);
  view->instant = yn_clock_now (options->clock);
  view->within = two_person ? paper_within (pdf) : NULL;
  pdf = view->within != NULL ? view->within : pdf;
  view->verification = yn_verify_asking (pdf, trust, view->instant, options->gathering, cancellable);
  if (two_person && view->within == NULL)
    {
      g_free (view->verification->code);
      view->verification->code = g_strdup ("sign-file-damaged");
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      yn_verdict_view_free (view);
      return NULL;
    }
  look_inside (view, pdf, options->language);
  say (view, options, yn_trust_left_out (trust));
  return view;
}

YnVerdictView *
yn_desk_verify (YnDesk *desk, GBytes *pdf, const char *name, YnVerifyFlags flags, GCancellable *cancellable,
                GError **error)
{
  g_autoptr (YnBytes) bytes = yn_bytes_new (pdf);
  g_autoptr (YnPlace) place = yn_desk_dup_place (desk, NULL);
  g_autoptr (YnGathering) gathering
      = (flags & YN_VERIFY_ONLINE) != 0 ? yn_stamping_gathering (desk->http, desk->clock) : NULL;
  const YnVerifyOptions options = {
    .settings = desk->settings,
    .address = place != NULL ? place->discovery->address : NULL,
    .clock = desk->clock,
    .language = yn_desk_language (desk),
    .gathering = gathering,
  };
  YnVerdictView *view = yn_verdict_of (bytes, name, &options, cancellable, error);
  GBytes *shown = view != NULL && view->within != NULL ? yn_bytes_in_memory (view->within) : pdf;

  /* no verdict depends on the pages: what kills the reader only leaves them undrawn */
  if (view != NULL && (flags & YN_VERIFY_WITH_PAGES) != 0)
    {
      view->pages = yn_pages_read (shown, cancellable, NULL);
      view->texts = yn_reading_texts (shown, cancellable, NULL);
      view->fonts = yn_reading_fonts (shown, cancellable, NULL);
    }
  return view;
}

/* The window's twin */

static gpointer
verify_work (gpointer data, GCancellable *cancellable, GError **error)
{
  YnCall *call = data;

  return yn_desk_verify (call->desk, call->object, call->text[0], call->number, cancellable, error);
}

void
yn_desk_verify_async (YnDesk *desk, GBytes *pdf, const char *name, YnVerifyFlags flags, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, name, NULL);

  call->object = g_bytes_ref (pdf);
  call->object_free = (GDestroyNotify) g_bytes_unref;
  call->number = flags;
  yn_call_run (call, (flags & YN_VERIFY_ONLINE) != 0 ? desk->wire : desk->papers, verify_work,
               (GDestroyNotify) yn_verdict_view_free, cancellable, callback, user_data);
}

YN_DEFINE_FINISH (YnVerdictView *, yn_desk_verify)
