/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/loose.h"

#include "desk/files.h"
#include "desk/named.h"
#include "desk/place.h"
#include "desk/printing.h"
#include "desk/private.h"
#include "desk/signatures.h"
#include "desk/turn.h"
#include "forms/answers.h"
#include "papers/paper.h"
#include "papers/pdf.h"
#include "papers/reading.h"
#include "signing/sign.h"


/* What nobody files may still be taken for a paper by whoever finds it. */
static const YnDiscovery practice_alone = { .practice = TRUE };

static YnJson *
context_of_loose (const YnJson *answers, const YnDiscovery *platform, YnClock *clock)
{
  const YnJson *enterprise = yn_json_get (answers, "enterprise");
  g_autofree char *matter = g_uuid_string_random ();
  g_autofree char *day = yn_clock_today (clock);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "matter", matter);
  yn_json_writer_name (writer, "platform");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", platform->identity);
  yn_json_writer_member_string (writer, "name", platform->name);
  yn_json_writer_member_boolean (writer, "practice", platform->practice);
  yn_json_writer_end (writer);
  yn_json_writer_name (writer, "enterprise");
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "name", yn_json_get_string (enterprise, "name"));
  yn_json_writer_member_string (writer, "uscc", yn_json_get_string (enterprise, "uscc"));
  yn_json_writer_end (writer);
  yn_json_writer_name (writer, "authority");
  yn_json_writer_null (writer);
  yn_json_writer_member_string (writer, "day", day);
  yn_json_writer_name (writer, "number");
  yn_json_writer_null (writer);
  yn_json_writer_name (writer, "about");
  yn_json_writer_null (writer);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

/* A paper that is printed to be carried somewhere has its attachments carried beside it. */
static void
leave_out_attachments (GPtrArray *problems)
{
  for (guint i = problems->len; i > 0; i--)
    if (g_str_equal (((YnProblem *) g_ptr_array_index (problems, i - 1))->code, "attachment-required"))
      g_ptr_array_remove_index (problems, i - 1);
}

GBytes *
yn_loose_print (YnService *form, const YnJson *answers, const YnDiscovery *platform, YnClock *clock,
                YnLanguage language, GBytes **annex, GPtrArray **problems, GError **error)
{
  g_autoptr (YnAnswers) given = yn_answers_new (form, answers);
  g_autoptr (YnJson) visible = yn_answers_visible (given);
  g_autofree char *today = yn_clock_today (clock);
  g_autoptr (YnJson) context = NULL;
  g_auto (YnPrinted) printed = { 0 };

  *annex = NULL;
  *problems = yn_answers_check (given, NULL, today, language);
  leave_out_attachments (*problems);
  if ((*problems)->len > 0)
    {
      g_set_error (error, YN_ERROR, YN_ERROR_ANSWERS_INCOMPLETE, "%u problems", (*problems)->len);
      return NULL;
    }
  if (yn_service_is_own (form) && !platform->practice)
    platform = &practice_alone;
  context = context_of_loose (visible, platform, clock);
  if (!yn_print_both (form, visible, context, NULL, &printed, error))
    return NULL;
  *annex = g_steal_pointer (&printed.annex);
  return g_steal_pointer (&printed.paper);
}

void
yn_loose_paper_free (YnLoosePaper *loose)
{
  g_clear_pointer (&loose->paper, g_bytes_unref);
  g_clear_pointer (&loose->annex, g_bytes_unref);
  g_free (loose);
}

/* The window's twin */

static GBytes *
print_at_desk (YnCall *call, GBytes **annex, GError **error)
{
  g_autoptr (YnPlace) place = yn_desk_dup_place (call->desk, NULL);
  g_autoptr (YnDiscovery) alone = place == NULL ? yn_place_to_print_for (call->desk->settings, NULL, error) : NULL;
  const YnDiscovery *platform = place != NULL ? place->discovery : alone;
  g_autoptr (GPtrArray) problems = NULL;

  return platform == NULL ? NULL
                          : yn_loose_print (call->object, call->json[0], platform, call->desk->clock,
                                            yn_desk_language (call->desk), annex, &problems, error);
}

static gpointer
print_work (gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnLoosePaper) loose = g_new0 (YnLoosePaper, 1);

  loose->paper = print_at_desk (data, &loose->annex, error);
  return loose->paper != NULL ? g_steal_pointer (&loose) : NULL;
}

void
yn_loose_print_async (YnDesk *desk, YnService *form, const YnJson *answers, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, NULL, NULL);

  call->object = yn_service_ref (form);
  call->object_free = (GDestroyNotify) yn_service_unref;
  call->json[0] = yn_json_ref (answers);
  yn_call_run (call, desk->papers, print_work, (GDestroyNotify) yn_loose_paper_free, cancellable, callback, user_data);
}

YN_DEFINE_FINISH (YnLoosePaper *, yn_loose_print)

/* --- a form that is still being written ------------------------------------------------------------------------- */

void
yn_loose_sight_free (YnLooseSight *sight)
{
  yn_pages_unref (sight->pages);
  g_strfreev (sight->texts);
  g_free (sight);
}

YnLooseSight *
yn_loose_look (YnService *form, const YnJson *answers, YnClock *clock, GCancellable *cancellable, GError **error)
{
  g_autoptr (YnLooseSight) sight = g_new0 (YnLooseSight, 1);
  g_autoptr (YnAnswers) given = yn_answers_new (form, answers);
  g_autoptr (YnJson) visible = yn_answers_visible (given);
  g_autoptr (YnJson) context = context_of_loose (visible, &practice_alone, clock);
  g_auto (YnPrinted) printed = { 0 };

  if (!yn_print_both (form, visible, context, NULL, &printed, error))
    return NULL;
  sight->pages = yn_pages_read (printed.paper, cancellable, NULL);
  sight->texts = yn_reading_texts (printed.paper, cancellable, error);
  return sight->texts != NULL ? g_steal_pointer (&sight) : NULL;
}

YN_DEFINE_WORK (look_work, yn_loose_look (call->object, call->json[0], call->desk->clock, cancellable, error))

void
yn_loose_look_async (YnDesk *desk, YnService *form, const YnJson *answers, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  YnCall *call = yn_call_new (desk, NULL, NULL);

  call->object = yn_service_ref (form);
  call->object_free = (GDestroyNotify) yn_service_unref;
  call->json[0] = yn_json_ref (answers);
  yn_call_run (call, desk->papers, look_work, (GDestroyNotify) yn_loose_sight_free, cancellable, callback, user_data);
}

YN_DEFINE_FINISH (YnLooseSight *, yn_loose_look)

/* The free place of that role that is the key's; where there is none, the key must be of somebody whom the paper names. A
 * certificate with nothing to compare passes, as at a desk. */
static gboolean
find_place (const YnService *form, const YnJson *body, GBytes *pdf, YnKey *key, YnSignOptions *options, GError **error)
{
  g_autoptr (GPtrArray) signers = yn_signers_of (form, body);
  g_auto (GStrv) fields = yn_turn_fields (pdf, error);
  g_autoptr (YnSigner) nearest = NULL;
  g_autoptr (GError) first = NULL;

  for (guint i = 0; fields != NULL && i < signers->len; i++)
    {
      const YnSigner *signer = g_ptr_array_index (signers, i);
      g_autoptr (GError) cause = NULL;

      if (g_strcmp0 (signer->role, options->role) != 0 || yn_turn_has_signed (signer, (const char *const *) fields))
        continue;
      options->number = signer->number;
      if (yn_named_is (signer, yn_key_certificate (key), &cause)
          || g_error_matches (cause, YN_ERROR, YN_ERROR_CERTIFICATE_SILENT))
        return TRUE;
      if (first == NULL)
        first = g_steal_pointer (&cause);
    }
  if (first == NULL && fields != NULL
      && (yn_named_among (form, body, yn_key_certificate (key), &nearest, &first)
          || g_error_matches (first, YN_ERROR, YN_ERROR_CERTIFICATE_SILENT)))
    return TRUE;
  if (first != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/* Invariant 9, and whom the paper names. What carries no answers is signed for what its pages say, by anybody. */
static gboolean
may_sign (GBytes *pdf, YnKey *key, YnSignOptions *options, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (YnJson) body = yn_paper_body (pdf, &cause);
  g_autoptr (YnService) form = NULL;
  const YnJson *named;

  if (g_error_matches (cause, YN_ERROR, YN_ERROR_NOT_A_PAPER))
    return TRUE;
  if (body == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  named = yn_json_get (body, "service");
  form = yn_service_find_as (yn_json_get_string (named, "id"), yn_json_get_string (named, "sha256"), error);
  return form != NULL && yn_service_fileable (form, error) && yn_paper_compare (pdf, form, NULL, error)
         && find_place (form, body, pdf, key, options, error);
}

/* A file too large to be in memory: is it a paper of ours all the same? */
static gboolean
may_sign_large (YnBytes *bytes, YnKey *key, YnSignOptions *options, GError **error)
{
  g_autoptr (YnPdf) pdf = yn_pdf_open_bytes (bytes, error);
  g_autoptr (GBytes) answers = pdf != NULL ? yn_pdf_attached (pdf, YN_PAPER_ANSWERS) : NULL;
  g_autoptr (GBytes) whole = NULL;

  if (pdf == NULL || answers == NULL)
    return pdf != NULL;
  if (yn_bytes_size (bytes) > YN_FILE_MAX_BYTES)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_TOO_LARGE, "a paper of ours is never so large");
      return FALSE;
    }
  whole = yn_bytes_slice (bytes, 0, yn_bytes_size (bytes));
  return whole != NULL && may_sign (whole, key, options, error);
}

static YnSignOptions
options_of (YnKey *key, const char *role, gboolean mark, GBytes *picture, YnClock *clock, const YnSignFinish *how)
{
  const YnCertificate *certificate = yn_key_certificate (key);

  return (YnSignOptions) {
    .role = role,
    .instant = yn_clock_now (clock),
    .class = yn_key_class (key),
    .mark_name = !mark                               ? NULL
                 : certificate->organization != NULL ? certificate->organization
                                                     : certificate->subject_name,
    .mark_uscc = certificate->uscc,
    .mark_issuer = certificate->issuer_name,
    .mark_picture = picture,
    .language = YN_LANGUAGE_ZH_CN,
    .practice = certificate->practice,
    .level = how != NULL ? how->level : YN_LEVEL_B_B,
  };
}

GBytes *
yn_loose_sign (GBytes *pdf, YnKey *key, const char *role, gboolean mark, GBytes *picture, YnClock *clock,
               const YnSignFinish *how, YnSignOutcome **outcome, GError **error)
{
  YnSignOptions options = options_of (key, role, mark, picture, clock, how);
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) prepared = NULL;
  g_autoptr (YnBytes) bytes = yn_bytes_new (pdf);

  if (!yn_key_fits (key, NULL, options.instant, error) || !yn_signatures_stand (bytes, options.instant, error)
      || !may_sign (pdf, key, &options, error))
    return NULL;
  prepared = yn_sign_prepare (pdf, &options, &digest, error);
  return prepared == NULL ? NULL : yn_sign_finish (prepared, digest, key, how, outcome, error);
}

static gboolean
sign_large (YnBytes *pdf, const char *to, YnKey *key, YnSignOptions *options, const YnSignFinish *how,
            YnSignOutcome **outcome, GError **error)
{
  g_autoptr (YnNewFile) file = NULL;
  g_autofree char *digest = NULL;

  return yn_key_fits (key, NULL, options->instant, error) && may_sign_large (pdf, key, options, error)
         && yn_signatures_stand (pdf, options->instant, error) && (file = yn_new_file_begin (to, error)) != NULL
         && yn_sign_prepare_file (pdf, options, yn_new_file_fd (file), &digest, error)
         && yn_sign_finish_file (yn_new_file_fd (file), digest, key, how, outcome, error)
         && yn_new_file_finish (file, error);
}

gboolean
yn_loose_sign_file (const char *from, const char *to, YnKey *key, const char *role, gboolean mark, GBytes *picture,
                    YnClock *clock, const YnSignFinish *how, YnSignOutcome **outcome, GError **error)
{
  g_autoptr (YnBytes) pdf = yn_bytes_open (from, error);
  YnSignOptions options = options_of (key, role, mark, picture, clock, how);
  g_autoptr (GBytes) signed_paper = NULL;

  if (pdf == NULL)
    return FALSE;
  if (yn_bytes_in_memory (pdf) == NULL)
    return sign_large (pdf, to, key, &options, how, outcome, error);
  signed_paper = yn_loose_sign (yn_bytes_in_memory (pdf), key, role, mark, picture, clock, how, outcome, error);
  return signed_paper != NULL && yn_file_write_new (to, signed_paper, error);
}

gboolean
yn_loose_examine (YnClock *clock, GError **error)
{
  g_autoptr (YnService) form = yn_service_find ("receipt", error);
  g_autoptr (YnJson) nothing = yn_json_new_object ();
  g_autoptr (YnJson) context = NULL;
  g_auto (YnPrinted) printed = { 0 };
  g_auto (GStrv) texts = NULL;

  if (form == NULL)
    return FALSE;
  context = context_of_loose (nothing, &practice_alone, clock);
  if (!yn_print_both (form, nothing, context, NULL, &printed, error))
    return FALSE;
  texts = yn_reading_texts (printed.paper, NULL, error);
  return texts != NULL;
}
