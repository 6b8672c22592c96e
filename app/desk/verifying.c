/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/verifying.h"

#include "desk/place.h"
#include "desk/private.h"
#include "desk/sign-file.h"

#define LARGEST_PAPER (64 * 1024 * 1024)

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

static YnVerdictPractice
practice_of (const YnVerdictView *view, const YnVerifyOptions *options)
{
  if (!view->practice || !yn_place_practises (options->settings, options->address))
    return YN_VERDICT_PRACTICE_APART;
  return g_str_equal (view->verification->code, "practice-paper") ? YN_VERDICT_PRACTICE_ELSEWHERE : YN_VERDICT_PRACTICE_HERE;
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
  yn_verdict_view_say (view, practice_of (view, options), options->trust_dir != NULL, yn_trust_left_out (trust),
                       options->language);
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

  /* no verdict depends on the pages: what kills the reader only leaves them undrawn. What is no PDF has none: to look
   * for them in a film under a paper's name would take its reader a minute */
  if (view != NULL && (flags & YN_VERIFY_WITH_PAGES) != 0 && !g_str_equal (view->verification->code, "not-a-pdf"))
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
