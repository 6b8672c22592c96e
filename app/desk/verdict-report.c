/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/verdict-report.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "desk/named.h"
#include "desk/private.h"
#include "forms/problem.h"
#include "papers/layout.h"
#include "papers/pdf.h"
#include "signing/verification-xml.h"

/* How much is said of each signature; less of it where all does not stand on one page. */
typedef enum
{
  ALL,       /* every change, what it means, what to do */
  SHORT,     /* the first changes, and what to do */
  ESSENTIAL, /* the three answers */
} Detail;

#define SHORT_CHANGES 3

typedef struct
{
  const YnVerdictView *view;
  YnLayout *layout;
  YnLanguage language;
  Detail detail;
  guint most; /* signatures */
} Printing;

static const char *
word_of (YnVerdict verdict)
{
  if (verdict == YN_VERDICT_YES)
    return _ ("Yes");
  return verdict == YN_VERDICT_NO ? _ ("No") : _ ("Cannot be told here");
}

/* @told (may be NULL) stands before the reason: the time in question. */
static void
print_answer (Printing *printing, const char *question, YnVerdict verdict, const char *code, const char *told)
{
  g_autoptr (YnExplanation) words = yn_verdict_explain (code, printing->language);
  g_autofree char *answer = g_strdup_printf ("%s · %s%s%s", word_of (verdict), told != NULL ? told : "",
                                             told != NULL ? " · " : "", words->what);

  yn_layout_row (printing->layout, question, answer);
  if (printing->detail == ALL && words->means[0] != '\0')
    yn_layout_row (printing->layout, "", words->means);
  if (printing->detail <= SHORT && verdict != YN_VERDICT_YES && words->remedy[0] != '\0')
    yn_layout_row (printing->layout, _ ("What to do"), words->remedy);
}

/* Where there is little room, only signatures that do not hold have their changes told. */
static void
print_changes (Printing *printing, const YnSignatureVerdict *verdict, const YnJson *changes)
{
  guint n = yn_json_size (changes), shown = printing->detail == ALL ? n : MIN (n, SHORT_CHANGES);

  if (printing->detail > SHORT && verdict->intact == YN_VERDICT_YES)
    return;
  for (guint i = 0; i < shown; i++)
    yn_layout_row (printing->layout, i == 0 ? _ ("Done since") : "",
                   yn_json_get_string (yn_json_at (changes, i), "words"));
  if (n > shown)
    {
      g_autofree char *more =
          g_strdup_printf (ngettext ("and %u more change", "and %u more changes", n - shown), n - shown);

      yn_layout_row (printing->layout, "", more);
    }
}

static void
print_signer (Printing *printing, const YnSignatureVerdict *verdict, const YnJson *signature)
{
  const YnCertificate *certificate = verdict->certificate;
  const char *remark = yn_verdict_signer_remark (verdict);
  g_autofree char *named = yn_named_words (verdict);
  g_autoptr (GString) text = g_string_new (NULL);

  if (certificate == NULL)
    return;
  g_string_append (text, certificate->subject_name != NULL ? certificate->subject_name : "");
  if (certificate->uscc != NULL)
    g_string_append_printf (text, "  %s", certificate->uscc);
  g_string_append_printf (text, "  %s",
                          yn_json_text (yn_json_get (yn_json_get (signature, "who"), "class"),
                                        printing->language));
  yn_layout_row (printing->layout,
                 verdict->who == YN_VERDICT_YES && !verdict->is_timestamp ? _ ("Signed by") : _ ("Certificate of"),
                 text->str);
  if (remark != NULL)
    yn_layout_row (printing->layout, "", remark);
  if (named != NULL)
    yn_layout_row (printing->layout, "", named);
}

static void
print_asked (Printing *printing, const YnSignatureVerdict *verdict, const YnJson *who)
{
  const YnJson *remark = yn_json_get (who, "revocationRemark");
  g_autofree char *at = verdict->asked > 0 ? yn_clock_civil (verdict->asked) : NULL;
  g_autofree char *text = at != NULL ? g_strdup_printf (_ ("Asked online at %s"), at) : NULL;

  if (text != NULL)
    yn_layout_row (printing->layout, "", text);
  if (remark != NULL)
    yn_layout_row (printing->layout, "", yn_json_get_string (remark, "words"));
}

static void
print_signature (Printing *printing, guint index)
{
  const YnSignatureVerdict *verdict = g_ptr_array_index (printing->view->verification->signatures, index);
  const YnJson *signature = yn_json_at (yn_json_get (printing->view->json, "signatures"), index);
  g_autofree char *heading =
      g_strdup_printf (verdict->is_timestamp ? _ ("Timestamp %u") : _ ("Signature %u"), index + 1);
  g_autofree char *time = yn_verdict_time (verdict);

  yn_layout_heading (printing->layout, 2, heading);
  print_signer (printing, verdict, signature);
  print_answer (printing, _ ("Is it intact?"), verdict->intact, verdict->intact_code, NULL);
  print_changes (printing, verdict, yn_json_get (yn_json_get (signature, "intact"), "changes"));
  print_answer (printing,
                verdict->is_timestamp ? _ ("Do we know whose timestamp it is?") : _ ("Do we know who signed?"),
                verdict->who, yn_signature_verdict_who_said (verdict), NULL);
  print_asked (printing, verdict, yn_json_get (signature, "who"));
  print_answer (printing, _ ("Is the time proven?"), verdict->when, verdict->when_code, time);
}

static void
print_file (Printing *printing, YnBytes *pdf, const char *sha256)
{
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, yn_bytes_size (pdf));
  g_autofree char *when = yn_clock_civil (printing->view->instant);

  yn_layout_row (printing->layout, _ ("File"), printing->view->name);
  yn_layout_row (printing->layout, _ ("Size in bytes"), size);
  yn_layout_row (printing->layout, "SHA-256", sha256);
  yn_layout_row (printing->layout, _ ("Verified at"), when);
}

static gboolean
any_of_practice (const YnVerification *verification)
{
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const YnSignatureVerdict *verdict = g_ptr_array_index (verification->signatures, i);

      if (verdict->certificate != NULL && verdict->certificate->practice)
        return TRUE;
    }
  return FALSE;
}

static void
print_all (Printing *printing, YnBytes *pdf, const char *sha256)
{
  const YnVerdictView *view = printing->view;
  guint n = view->verification->signatures->len, shown = MIN (n, printing->most);
  g_autofree char *whole =
      g_strdup_printf ("%s %s", _ ("Is this paper genuine?"), word_of (view->verification->whole));

  yn_layout_title (printing->layout, _ ("Verification report"));
  print_file (printing, pdf, sha256);
  yn_layout_heading (printing->layout, 1, whole);
  yn_layout_paragraph (printing->layout, YN_LAYOUT_PLAIN, view->headline);
  if (view->advice[0] != '\0')
    yn_layout_paragraph (printing->layout, YN_LAYOUT_PLAIN, view->advice);
  yn_layout_paragraph (printing->layout, YN_LAYOUT_PLAIN, view->trusted);
  if (view->carried != NULL)
    print_answer (printing, _ ("Do pages and content agree?"), view->carried->verdict, view->carried->code,
                  NULL);
  for (guint i = 0; i < shown; i++)
    print_signature (printing, i);
  if (n > shown)
    {
      g_autofree char *more =
          g_strdup_printf (ngettext ("and %u more signature", "and %u more signatures", n - shown),
                           n - shown);

      yn_layout_paragraph (printing->layout, YN_LAYOUT_PLAIN, more);
    }
  yn_layout_paragraph (printing->layout, YN_LAYOUT_QUIET,
                       _ ("Whether a signature suffices is the word of the authority that accepts the "
                          "paper."));
}

static GBytes *
print_with (const YnVerdictView *view,
            YnBytes *pdf,
            const char *sha256,
            YnLanguage language,
            Detail detail,
            guint most,
            GError **error)
{
  YnLayoutFrame frame = { _ ("Verification report"), view->name, _ ("Verification report"), NULL,
                          view->practice || any_of_practice (view->verification) };
  g_autoptr (YnLayout) layout = yn_layout_new (&frame, error);
  Printing printing = { view, layout, language, detail, most };

  if (layout == NULL)
    return NULL;
  print_all (&printing, pdf, sha256);
  return yn_layout_finish (layout, error);
}

static guint
pages_of (GBytes *printed)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open (printed, NULL);

  return pdf != NULL ? yn_pdf_n_pages (pdf) : 0;
}

/* First in full, then with less said of each signature, then of fewer signatures. */
static GBytes *
print_page (const YnVerdictView *view, YnBytes *pdf, const char *sha256, YnLanguage language, GError **error)
{
  static const struct
  {
    Detail detail;
    guint most;
  } tries[] = { { ALL, G_MAXUINT }, { SHORT, G_MAXUINT }, { ESSENTIAL, G_MAXUINT },
                { ESSENTIAL, 3 },   { ESSENTIAL, 2 },     { ESSENTIAL, 1 } };
  g_autoptr (GBytes) printed = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_clear_pointer (&printed, g_bytes_unref);
      printed = print_with (view, pdf, sha256, language, tries[i].detail, tries[i].most, error);
      if (printed == NULL || pages_of (printed) == 1)
        break;
    }
  return g_steal_pointer (&printed);
}

static void
add_piece (const void *data, gsize length, gpointer checksum)
{
  g_checksum_update (checksum, data, (gssize)length);
}

GBytes *
yn_verdict_report (const YnVerdictView *view,
                   YnBytes *pdf,
                   const char *name,
                   YnLanguage language,
                   GError **error)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gboolean xml = g_str_has_suffix (lower, ".xml");

  if (!xml && !g_str_has_suffix (lower, ".pdf"))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_WRONG_USE, "a report is a .pdf or an .xml");
      return NULL;
    }
  if (xml && view->within != NULL) /* what the signatures are of, for whoever reads only that */
    pdf = view->within;
  if (!yn_bytes_each (pdf, 0, yn_bytes_size (pdf), add_piece, checksum))
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE, "the file cannot be read to its end");
      return NULL;
    }
  if (!xml)
    return print_page (view, pdf, g_checksum_get_string (checksum), language, error);
  return yn_verification_xml (view->verification, g_checksum_get_string (checksum), view->instant,
                              view->carried != NULL ? view->carried->code : NULL,
                              view->carried != NULL ? view->carried->verdict : YN_VERDICT_YES);
}

/* The window's twin */

typedef struct
{
  const YnVerdictView *view;
  YnBytes *pdf;
} Reported;

static void
reported_free (Reported *reported)
{
  yn_bytes_unref (reported->pdf);
  g_free (reported);
}

static gpointer
report_work (gpointer data, GCancellable *cancellable, GError **error)
{
  YnCall *call = data;
  const Reported *reported = call->object;

  return yn_verdict_report (reported->view, reported->pdf, call->text[0], yn_desk_language (call->desk),
                            error);
}

void
yn_desk_report_async (YnDesk *desk,
                      const YnVerdictView *view,
                      GBytes *pdf,
                      const char *name,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  YnCall *call = yn_call_new (desk, name, NULL);
  Reported *reported = g_new0 (Reported, 1);

  reported->view = view;
  reported->pdf = yn_bytes_new (pdf);
  call->object = reported;
  call->object_free = (GDestroyNotify)reported_free;
  yn_call_run (call, desk->papers, report_work, (GDestroyNotify)g_bytes_unref, cancellable, callback,
               user_data);
}

YN_DEFINE_FINISH (GBytes *, yn_desk_report)
