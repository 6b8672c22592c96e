/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/verdict-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
  if (g_strcmp0 (verdict->who_code, "pinned") == 0 && verdict->askable) /* whoever was pinned stands until then */
    return _("Whether this seal was taken back was not asked today.");
  if (verdict->intact == YN_VERDICT_NO && verdict->who == YN_VERDICT_YES)
    return _("What was signed is what stood there before it was changed.");
  return NULL;
}

static const char *
or_empty (const char *text)
{
  return text != NULL && *text != '\0' ? text : _("(empty)");
}

/* What a change is about, for its words. */
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

static const char *
trusted_words (YnVerdictPractice practice, gboolean named_folder)
{
  if (practice == YN_VERDICT_PRACTICE_ELSEWHERE)
    return named_folder
               ? _("Judged by the roots and seals in the folder that was named; the practice platform that this paper "
                   "comes from is not among them.")
               : _("Judged by the roots and seals in the trust folder of this data folder and by those of the practice "
                   "platform; this paper comes from another one.");
  if (practice == YN_VERDICT_PRACTICE_HERE && named_folder)
    return _(
        "Judged by the roots and seals in the folder that was named, and practice certificates count: this is a practice "
        "paper, without effect.");
  if (practice == YN_VERDICT_PRACTICE_HERE)
    return _(
        "Judged by the roots and seals in the trust folder of this data folder and by those of the practice platform: "
        "this is a practice paper, without effect.");
  if (named_folder)
    return _("Judged by the roots and seals in the folder that was named; practice certificates do not count.");
  return _(
      "Judged by the roots and seals in the trust folder of this data folder; practice certificates do not count.");
}

/* Of what is not intact nothing is known to be changed: it is only not built as it must be. */
static gboolean
fails_by_structure (const YnVerification *verification)
{
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (verdict->intact == YN_VERDICT_NO && g_strcmp0 (verdict->intact_code, "structure-refused") != 0)
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

  if (g_str_equal (verification->code, "changed") && fails_by_structure (verification))
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

/* "No: the signer's certificate was revoked." */
static char *
said_after (const char *name, const char *what)
{
  char *words = g_strdup_printf ("%s: %s", name, what);
  char *first = words + strlen (name) + 2;

  if (g_ascii_islower (what[0] != '\0' ? what[1] : '\0')) /* no PDF, no OCSP */
    *first = g_ascii_tolower (*first);
  return words;
}

/* The verdict itself, where the words of a reason do not say it. */
static char *
headline_of (YnVerdict verdict, const YnExplanation *words, YnLanguage language)
{
  static const char *const verdicts[][2] = { [YN_VERDICT_NO] = { "无效", "No" },
                                             [YN_VERDICT_CANNOT_TELL] = { "这里无法判断", "Cannot be told here" } };

  if (verdict == YN_VERDICT_YES || g_strcmp0 (words->verdict, yn_verdict_name (verdict)) == 0)
    return g_strdup (words->what);
  return language == YN_LANGUAGE_EN ? said_after (verdicts[verdict][1], words->what)
                                    : g_strdup_printf ("%s：%s", verdicts[verdict][0], words->what);
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

void
yn_verdict_view_say (YnVerdictView *view, YnVerdictPractice practice, gboolean named_folder, const GPtrArray *left_out,
                     YnLanguage language)
{
  g_autoptr (YnExplanation) words = yn_verdict_explain (code_of_headline (view), language);
  g_autofree char *headline = headline_of (view->verification->whole, words, language);

  view->headline = view->within != NULL ? g_strdup_printf (_("A two-person file. The paper in it: %s"), headline)
                                        : g_steal_pointer (&headline);
  view->advice = advice_of (view, words->remedy, language);
  view->trusted = trust_words (trusted_words (practice, named_folder), left_out);
  view->json = json_of (view, practice == YN_VERDICT_PRACTICE_HERE, language);
}
