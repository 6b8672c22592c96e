/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/hands-say.h"

#include <glib/gi18n-lib.h>

#include "cli/waiting.h"

static void
write_signer (YnChair *chair, YnJsonWriter *writer, const YnSigner *signer)
{
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "role", signer->role);
  yn_json_writer_member_string (writer, "words", yn_signer_role_words (signer->role, chair->language));
  yn_json_writer_member_string (writer, "name", signer->name);
  yn_json_writer_member_string (writer, "uscc", signer->uscc);
  yn_json_writer_member_boolean (writer, "required", signer->required);
  yn_json_writer_end (writer);
}

static void
write_signature (YnChair *chair, YnJsonWriter *writer, const YnSignature *signature)
{
  g_autofree char *at = signature->at < 0 ? NULL : yn_clock_format_instant (signature->at);
  g_autofree char *words = yn_signature_words (signature, chair->language);

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "role", signature->role);
  yn_json_writer_member_string (writer, "words", words);
  yn_json_writer_member_string (writer, "name", signature->name);
  yn_json_writer_member_string (writer, "uscc", signature->uscc);
  yn_json_writer_member_string (writer, "class", yn_signature_class_name (signature->class));
  yn_json_writer_member_string (writer, "at", at);
  yn_json_writer_member_string (writer, "intact", yn_verdict_name (signature->intact));
  yn_json_writer_member_string (writer, "who", yn_verdict_name (signature->who));
  yn_json_writer_end (writer);
}

void
yn_paper_write_people (YnChair *chair, YnJsonWriter *writer, GPtrArray *signatures, const YnSigner *next)
{
  yn_json_writer_name (writer, "next");
  if (next == NULL)
    yn_json_writer_null (writer);
  else
    write_signer (chair, writer, next);
  yn_json_writer_name (writer, "signatures");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < signatures->len; i++)
    write_signature (chair, writer, g_ptr_array_index (signatures, i));
  yn_json_writer_end (writer);
}

void
yn_paper_write_handed_out (YnJsonWriter *writer, const YnUnderSignature *paper)
{
  yn_json_writer_name (writer, "handedOut");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < paper->handed_out->len; i++)
    {
      const YnHandedOut *out = g_ptr_array_index (paper->handed_out, i);
      g_autofree char *at = yn_clock_format_instant (out->at);
      g_autofree char *home = out->home != 0 ? yn_clock_format_instant (out->home) : NULL;

      yn_json_writer_begin_object (writer);
      yn_json_writer_member_string (writer, "to", out->who);
      yn_json_writer_member_string (writer, "at", at);
      yn_json_writer_member_string (writer, "home", home);
      yn_json_writer_member_boolean (writer, "awaited", yn_handed_out_is_awaited (out, paper->sha256));
      yn_json_writer_end (writer);
    }
  yn_json_writer_end (writer);
}

void
yn_paper_write (YnChair *chair, YnJsonWriter *writer, const YnUnderSignature *paper)
{
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "matter", paper->matter);
  yn_json_writer_member_string (writer, "service", paper->service);
  yn_json_writer_member_string (writer, "title", paper->title);
  yn_json_writer_name (writer, "signers");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < paper->signers->len; i++)
    write_signer (chair, writer, g_ptr_array_index (paper->signers, i));
  yn_json_writer_end (writer);
  yn_paper_write_people (chair, writer, paper->signatures, paper->next);
  yn_paper_write_handed_out (writer, paper);
  yn_json_writer_member_boolean (writer, "takesScan", paper->takes_ink);
  yn_json_writer_end (writer);
}

static char *
next_words (YnChair *chair, const YnSigner *next)
{
  g_autofree char *who = next == NULL ? NULL : yn_signer_words (next, chair->language);

  return who == NULL ? g_strdup (_ ("Everybody has signed: submit it"))
                     : g_strdup_printf (_ ("To be signed next by: %s"), who);
}

static void
say_signatures (YnChair *chair, GPtrArray *signatures)
{
  for (guint i = 0; i < signatures->len; i++)
    {
      g_autofree char *words = yn_signature_words (g_ptr_array_index (signatures, i), chair->language);

      yn_say_line (_("  signed: %s"), words);
    }
}

static void
say_handed_out (const YnUnderSignature *paper)
{
  for (guint i = 0; i < paper->handed_out->len; i++)
    {
      g_autofree char *words = yn_handed_out_words (g_ptr_array_index (paper->handed_out, i), paper->sha256);

      yn_say_line ("  %s", words);
    }
}

void
yn_paper_say (YnChair *chair, const YnUnderSignature *paper)
{
  g_autofree char *next = next_words (chair, paper->next);

  yn_say_line ("%s  %s", paper->matter, paper->title);
  say_signatures (chair, paper->signatures);
  say_handed_out (paper);
  yn_say_line ("  %s", next);
}

void
yn_paper_finish (YnChair *chair, YnJsonWriter *writer)
{
  g_autoptr (YnJson) json = yn_json_writer_finish (writer);

  if (chair->json)
    yn_say_json (json);
}

YnExit
yn_say_awaited (YnChair *chair, YnDesk *desk, const char *matter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnUnderSignature) paper = yn_desk_under_signature_of (desk, matter, NULL, &error);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  if (paper == NULL)
    return yn_say_error (chair, error);
  yn_paper_write (chair, writer, paper);
  yn_paper_finish (chair, writer);
  if (!chair->json)
    {
      yn_paper_say (chair, paper);
      yn_say_line (_("Sign it here: yinuoctl paper sign %s --key FILE.p12"), matter);
      yn_say_line (_("Or hand it out: yinuoctl paper out %s -o FILE%s"), matter, YN_SIGN_FILE_SUFFIX);
      if (paper->in_ink && paper->takes_ink)
        yn_say_line (_("The scan of the letter signed by hand lies with it. Another one in its place: yinuoctl paper "
                       "scan %s SCAN.pdf"),
                     matter);
      else if (paper->takes_ink)
        yn_say_line (_("Or by hand: yinuoctl paper out %s -o LETTER.pdf, print it, have it signed and sealed, "
                       "scan it, then: yinuoctl paper scan %s SCAN.pdf"),
                     matter, matter);
    }
  return paper->next == NULL ? YN_EXIT_YES : YN_EXIT_LATER;
}

static void
say_promise (const YnJson *promise)
{
  static const char *const lines[] = { "until", "seenBy", "ifNotKept", "takeBack" };
  const YnJson *you = yn_json_get (promise, "you");

  for (guint i = 0; i < yn_json_size (you); i++)
    yn_say_line ("  %s", yn_json_string (yn_json_at (you, i)));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (yn_json_get_string (promise, lines[i]) != NULL)
      yn_say_line ("  %s", yn_json_get_string (promise, lines[i]));
}

void
yn_paper_say_file (YnChair *chair, const YnSignFile *file, const YnReview *review, const char *sha256)
{
  const YnJson *enterprise = yn_json_get (file->body, "enterprise");
  g_autofree char *next = next_words (chair, file->next);

  yn_say_line ("%s  %s  %s", yn_service_title (file->form, chair->language),
               yn_json_get_string (enterprise, "name"), yn_json_get_string (enterprise, "uscc"));
  if (file->practice)
    yn_say_line ("%s", _("Practice, no effect"));
  yn_say_line ("%s", review->size_words);
  for (guint i = 0; review->texts[i] != NULL; i++)
    yn_say_line ("%s", review->texts[i]);
  for (guint i = 0; review->annex_texts != NULL && review->annex_texts[i] != NULL; i++)
    yn_say_line ("%s", review->annex_texts[i]);
  if (review->annex_texts == NULL && yn_json_get_string (file->body, "annex") != NULL)
    yn_say_line ("%s", _("The private annex is not with this file."));
  say_promise (review->promise);
  say_signatures (chair, file->signatures);
  yn_say_line ("  %s", next);
  yn_say_line (_("  SHA-256 of the paper: %s"), sha256);
}

void
yn_paper_write_file (YnChair *chair, YnJsonWriter *writer, const YnSignFile *file, const YnReview *review,
            const char *sha256, const char *output)
{
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_value (writer, "matter", yn_json_get (file->body, "matter"));
  yn_json_writer_member_value (writer, "service", yn_json_get (file->body, "service"));
  yn_json_writer_member_value (writer, "enterprise", yn_json_get (file->body, "enterprise"));
  yn_json_writer_member_boolean (writer, "practice", file->practice);
  yn_json_writer_member_string (writer, "paper", sha256);
  yn_json_writer_member_value (writer, "promise", review->promise);
  if (output == NULL)
    {
      yn_json_writer_name (writer, "pages");
      yn_json_writer_begin_array (writer);
      for (guint i = 0; review->texts[i] != NULL; i++)
        yn_json_writer_string (writer, review->texts[i]);
      yn_json_writer_end (writer);
    }
  else
    yn_json_writer_member_string (writer, "signed", output);
  yn_paper_write_people (chair, writer, file->signatures, file->next);
  yn_json_writer_end (writer);
}
