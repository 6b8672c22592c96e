/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/verifying.h"

#include "desk/place.h"
#include "desk/private.h"

#define PIXELS_A_POINT 1.5
#define LARGEST_PAPER (64 * 1024 * 1024)

void
yn_verdict_view_free (YnVerdictView *view)
{
  g_clear_pointer (&view->verification, yn_verification_free);
  yn_carried_free (view->carried);
  g_free (view->name);
  g_free (view->headline);
  g_free (view->advice);
  g_clear_pointer (&view->json, yn_json_unref);
  g_clear_pointer (&view->images, g_ptr_array_unref);
  g_clear_pointer (&view->fonts, g_ptr_array_unref);
  g_strfreev (view->texts);
  g_free (view);
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
  yn_json_writer_member_string (writer, "before", change->before != NULL ? change->before : "");
  yn_json_writer_member_string (writer, "after", change->after != NULL ? change->after : "");
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
  words = yn_problems_explain_code (code, language);
  return g_strdup (words->what);
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
 * signatures are gone is said, and a comparison would only say the same with words that are less true. The comparison is
 * of the pages as they were before the first signature: where they may have been changed since, it says nothing of these. */
static void
look_inside (YnVerdictView *view, YnBytes *pdf)
{
  g_autoptr (GBytes) paper = g_str_equal (view->verification->code, "resaved") ? NULL : paper_of (pdf);

  if (paper == NULL)
    return;
  view->carried = yn_carried_judge (paper, NULL);
  yn_carried_conclude (paper, view->carried, view->verification);
  if (view->carried != NULL && view->carried->verdict == YN_VERDICT_YES && may_be_changed (view->verification))
    g_clear_pointer (&view->carried, yn_carried_free);
}

static YnJson *
json_of (const YnVerdictView *view, YnLanguage language)
{
  g_autoptr (YnJson) json = yn_verification_json (view->verification, words_of, &language);
  g_autoptr (YnExplanation) words = NULL;
  g_autoptr (YnJson) answers = NULL;

  if (view->carried == NULL)
    return g_steal_pointer (&json);
  words = yn_problems_explain_code (view->carried->code, language);
  answers = yn_carried_json (view->carried, words->what);
  return yn_json_with (json, "/answers", answers);
}

/* A yes under practice certificates says that first (invariant 6). */
static const char *
code_of_headline (const YnVerification *verification)
{
  for (guint i = 0; verification->whole == YN_VERDICT_YES && i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (verdict->certificate != NULL && verdict->certificate->practice)
        return "signed-in-practice";
    }
  return verification->code;
}

YnVerdictView *
yn_verdict_of (YnBytes *pdf, const char *name, const YnVerifyOptions *options, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (YnTrust) trust = trust_for (options, error);
  g_autoptr (YnExplanation) words = NULL;
  YnVerdictView *view;

  if (trust == NULL)
    return NULL;
  view = g_new0 (YnVerdictView, 1);
  view->name = g_strdup (name);
  view->instant = yn_clock_now (options->clock);
  view->verification = yn_verify_asking (pdf, trust, view->instant, options->gathering, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      yn_verdict_view_free (view);
      return NULL;
    }
  look_inside (view, pdf);
  view->json = json_of (view, options->language);
  words = yn_problems_explain_code (code_of_headline (view->verification), options->language);
  view->headline = g_strdup (words->what);
  view->advice = g_strdup (words->remedy);
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

  if (view != NULL && (flags & YN_VERIFY_WITH_PAGES) != 0) /* no verdict depends on the pages: what kills the reader only leaves them undrawn */
    {
      view->images = yn_reading_images (pdf, PIXELS_A_POINT, cancellable, NULL);
      view->texts = yn_reading_texts (pdf, cancellable, NULL);
      view->fonts = yn_reading_fonts (pdf, cancellable, NULL);
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
  yn_call_run (call, (flags & YN_VERIFY_ONLINE) != 0 ? desk->wire : desk->papers, verify_work, (GDestroyNotify) yn_verdict_view_free, cancellable, callback,
               user_data);
}

YN_DEFINE_FINISH (YnVerdictView *, yn_desk_verify)
