/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* `yinuoctl paper`: papers under signature and the hands they go through. */
#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "base/hash.h"
#include "cli/hands-say.h"
#include "cli/naming.h"
#include "cli/waiting.h"
#include "desk/files.h"
#include "desk/hands.h"
#include "desk/sign-file.h"
#include "desk/taking-back.h"

#define RECEIPT_SECONDS 60

typedef struct
{
  char **keys;
  char *output;
  char *seen;
  gboolean yes;
  const char *scan; /* borrowed */
} PaperFlags;

static void
paper_flags_clear (PaperFlags *flags)
{
  g_strfreev (flags->keys);
  g_free (flags->output);
  g_free (flags->seen);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PaperFlags, paper_flags_clear)

/* --- deeds ---------------------------------------------------------------------------------------------- */

static YnExit
list (YnChair *chair, const PaperFlags *flags, const char *subject)
{
  g_autoptr (GError) error = NULL;
  YnDesk *desk = yn_chair_sit_signed_in (chair, &error);
  g_autoptr (GPtrArray) papers = desk == NULL ? NULL : yn_desk_under_signature (desk, NULL, &error);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  if (papers == NULL)
    return yn_say_error (chair, error);
  yn_json_writer_begin_object (writer);
  yn_json_writer_name (writer, "papers");
  yn_json_writer_begin_array (writer);
  for (guint i = 0; i < papers->len; i++)
    {
      yn_paper_write (chair, writer, g_ptr_array_index (papers, i));
      if (!chair->json)
        yn_paper_say (chair, g_ptr_array_index (papers, i));
    }
  yn_json_writer_end (writer);
  yn_json_writer_end (writer);
  yn_paper_finish (chair, writer);
  if (!chair->json && papers->len == 0)
    yn_say_line ("%s", _("No paper waits for a signature."));
  return YN_EXIT_YES;
}

static YnExit
hand_out (YnChair *chair, const PaperFlags *flags, const char *subject)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  YnDesk *desk = yn_chair_sit_signed_in (chair, &error);
  g_autofree char *matter = desk == NULL ? NULL : yn_name_matter (desk, subject, &error);
  gboolean bare = flags->output != NULL && g_str_has_suffix (flags->output, ".pdf");
  g_autoptr (GBytes) bytes = matter == NULL ? NULL : yn_desk_hand_out (desk, matter, bare, &name, NULL, &error);
  const char *output = flags->output != NULL ? flags->output : name;
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  if (bytes == NULL || !yn_file_write_new (output, bytes, &error)
      || !yn_desk_note_handed_out (desk, matter, NULL, bare, NULL, &error))
    return yn_say_error (chair, error);
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "matter", matter);
  yn_json_writer_member_string (writer, "file", output);
  yn_json_writer_end (writer);
  yn_paper_finish (chair, writer);
  if (!chair->json)
    yn_say_line (_ ("Handed out: %s. The paper stays here too; bring the signed file home with `yinuoctl "
                    "paper home`."),
                 output);
  return YN_EXIT_YES;
}

static YnExit
take_home (YnChair *chair, const PaperFlags *flags, const char *path)
{
  g_autoptr (GError) error = NULL;
  YnDesk *desk = yn_chair_sit_signed_in (chair, &error);
  g_autofree char *matter = desk == NULL ? NULL : yn_desk_take_home (desk, path, NULL, &error);
  g_autoptr (YnUnderSignature) paper =
      matter == NULL ? NULL : yn_desk_under_signature_of (desk, matter, NULL, &error);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  if (paper == NULL)
    return yn_say_error (chair, error);
  yn_paper_write (chair, writer, paper);
  yn_paper_finish (chair, writer);
  if (!chair->json)
    yn_paper_say (chair, paper);
  return YN_EXIT_YES;
}

/* Signed and sealed by hand: the paper is printed anew around the scan, and waits for whoever files it. */
static YnExit
attach_scan (YnChair *chair, const PaperFlags *flags, const char *subject)
{
  g_autoptr (GError) error = NULL;
  YnDesk *desk = yn_chair_sit_signed_in (chair, &error);
  g_autofree char *matter = desk == NULL ? NULL : yn_name_matter (desk, subject, &error);
  g_autoptr (YnReview) review = NULL;
  YnExit status;

  if (matter != NULL && yn_desk_attach_scan (desk, matter, flags->scan, NULL, &error))
    review = yn_desk_review (desk, matter, NULL, &error);
  if (review == NULL)
    return yn_say_error (chair, error);
  yn_say_progress (_("The scan lies with the paper, which was printed anew around it: %s"),
                   review->size_words);
  status = yn_say_awaited (chair, desk, matter);
  return status == YN_EXIT_LATER ? YN_EXIT_YES : status;
}

/* What it costs is said first; a script says --yes when it knows. */
static YnExit
take_back (YnChair *chair, const PaperFlags *flags, const char *subject)
{
  g_autoptr (GError) error = NULL;
  YnDesk *desk = yn_chair_sit_signed_in (chair, &error);
  g_autofree char *matter = desk == NULL ? NULL : yn_name_matter (desk, subject, &error);
  g_autoptr (YnUnderSignature) paper =
      matter == NULL ? NULL : yn_desk_under_signature_of (desk, matter, NULL, &error);
  g_auto (GStrv) cost = paper == NULL ? NULL : yn_under_signature_cost (paper, chair->language);
  gboolean costs = cost != NULL;
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  if (paper == NULL)
    return yn_say_error (chair, error);
  if (costs && !chair->json)
    {
      yn_say_line (_("Taking it back costs what was signed, and a paper that is out can no longer be brought home:"));
      for (char **line = cost; *line != NULL; line++)
        yn_say_line ("  %s", *line);
    }
  if ((!costs || flags->yes) && !yn_desk_take_back (desk, matter, (const char *const *) cost, NULL, &error))
    return yn_say_error (chair, error);
  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "matter", matter);
  yn_json_writer_member_boolean (writer, "takenBack", !costs || flags->yes);
  yn_paper_write_people (chair, writer, paper->signatures, paper->next);
  yn_paper_write_handed_out (writer, paper);
  yn_json_writer_end (writer);
  yn_paper_finish (chair, writer);
  if (costs && !flags->yes)
    {
      if (!chair->json)
        yn_say_line (_("Nothing was changed. To do it all the same: yinuoctl paper back %s --yes"), matter);
      return YN_EXIT_NO;
    }
  if (!chair->json)
    yn_say_line (_("It is a draft again: %s"), matter);
  return YN_EXIT_YES;
}

/* --- elsewhere ------------------------------------------------------------------------------------------ */

static YnExit
look (YnChair *chair, const PaperFlags *flags, const char *path)
{
  g_autoptr (GError) error = NULL;
  YnDesk *desk = yn_chair_desk (chair, &error);
  g_autoptr (YnSignFile) file = desk == NULL ? NULL : yn_sign_file_open (desk, path, NULL, &error);
  g_autoptr (YnReview) review = file == NULL ? NULL : yn_sign_file_review (desk, file, NULL, &error);
  g_autofree char *sha256 = review == NULL ? NULL : yn_sha256 (file->paper);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  if (review == NULL)
    return yn_say_error (chair, error);
  yn_paper_write_file (chair, writer, file, review, sha256, NULL);
  yn_paper_finish (chair, writer);
  if (!chair->json)
    yn_paper_say_file (chair, file, review, sha256);
  return YN_EXIT_YES;
}

/* Beside it, never over it: what went out stays to be compared with. */
static char *
signed_path (const PaperFlags *flags, const char *path)
{
  gsize stem =
      strlen (path) - (g_str_has_suffix (path, YN_SIGN_FILE_SUFFIX) ? strlen (YN_SIGN_FILE_SUFFIX) : 0);

  return flags->output != NULL ? g_strdup (flags->output)
                               : g_strdup_printf ("%.*s.signed%s", (int) stem, path, YN_SIGN_FILE_SUFFIX);
}

static gboolean
is_what_was_seen (const PaperFlags *flags, const char *sha256, GError **error)
{
  if (flags->seen == NULL || g_ascii_strcasecmp (flags->seen, sha256) == 0)
    return TRUE;
  g_set_error_literal (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN, "another paper lies in the file");
  return FALSE;
}

static gboolean
sign_and_save (YnChair *chair, YnDesk *desk, const PaperFlags *flags, YnSignFile *file,
               const char *output, GError **error)
{
  g_autoptr (YnRing) ring = yn_ring_new (chair, desk, flags->keys);
  g_autoptr (YnKey) key = NULL;
  g_autoptr (YnReview) review = NULL;
  YnKeyKind kind;
  g_autoptr (GBytes) bytes = NULL;

  if (file->next == NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_ALL_SIGNED, "nobody is left to sign it");
      return FALSE;
    }
  key = yn_ring_key_for (ring, file->next, error);
  if (key == NULL)
    return FALSE;
  kind = yn_key_kind (key); /* the page names the key that signs */
  review = yn_sign_file_review_for (desk, file, &kind, NULL, error);
  if (review == NULL || !yn_sign_file_sign (desk, file, review->digest, key, NULL, error))
    return FALSE;
  bytes = g_str_has_suffix (output, ".pdf") ? g_bytes_ref (file->paper) : yn_sign_file_pack (file);
  return yn_file_write_new (output, bytes, error);
}

static YnExit
sign_file (YnChair *chair, const PaperFlags *flags, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *output = signed_path (flags, path);
  YnDesk *desk = yn_file_is_free (output, &error) ? yn_chair_desk (chair, &error) : NULL;
  g_autoptr (YnSignFile) file = desk == NULL ? NULL : yn_sign_file_open (desk, path, NULL, &error);
  g_autoptr (YnReview) review = file == NULL ? NULL : yn_sign_file_review (desk, file, NULL, &error);
  g_autofree char *sha256 = review == NULL ? NULL : yn_sha256 (file->paper);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  if (review == NULL || !is_what_was_seen (flags, sha256, &error)
      || !sign_and_save (chair, desk, flags, file, output, &error))
    return yn_say_error (chair, error);
  g_free (sha256);
  sha256 = yn_sha256 (file->paper);
  yn_paper_write_file (chair, writer, file, review, sha256, output);
  yn_paper_finish (chair, writer);
  if (!chair->json)
    yn_say_line (_("Signed: %s"), output);
  return YN_EXIT_YES;
}

static YnExit
sign_here (YnChair *chair, const PaperFlags *flags, const char *subject)
{
  g_autoptr (GError) error = NULL;
  YnDesk *desk = yn_chair_sit_signed_in (chair, &error);
  g_autofree char *matter = desk == NULL ? NULL : yn_name_matter (desk, subject, &error);
  g_autoptr (YnUnderSignature) shown = matter == NULL ? NULL : yn_desk_under_signature_of (desk, matter, NULL, &error);
  g_autoptr (YnRing) ring = shown == NULL ? NULL : yn_ring_new (chair, desk, flags->keys);
  g_autoptr (YnFiling) filing = ring == NULL ? NULL : yn_waiting_sign (chair, desk, matter, ring, &error);
  g_autoptr (YnStanding) standing = NULL;

  if (g_error_matches (error, YN_ERROR, YN_ERROR_SIGNER_AWAITED))
    return yn_say_awaited (chair, desk, matter);
  if (filing == NULL)
    return yn_say_error (chair, error);
  standing = yn_waiting_for (chair, desk, filing->id, YN_STAGE_RECEIVED, RECEIPT_SECONDS, &error);
  return standing == NULL ? yn_say_error (chair, error) : yn_say_standing (chair, standing);
}

static YnExit
sign (YnChair *chair, const PaperFlags *flags, const char *subject)
{
  return yn_short_id_is (subject) && !g_file_test (subject, G_FILE_TEST_EXISTS) ? sign_here (chair, flags, subject)
                                                                            : sign_file (chair, flags, subject);
}

YnExit
yn_verb_paper (YnChair *chair, int argc, char **argv)
{
  static const struct
  {
    const char *name;
    int arguments;
    YnExit (*run) (YnChair *chair, const PaperFlags *flags, const char *subject);
  } deeds[] = {
    { "list", 1, list }, { "out", 2, hand_out },   { "look", 2, look },
    { "sign", 2, sign }, { "home", 2, take_home }, { "back", 2, take_back },
    { "scan", 3, attach_scan },
  };
  g_auto (PaperFlags) flags = { 0 };
  const GOptionEntry entries[] = {
    { "key", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &flags.keys,
      N_ ("sign: a PKCS#12 file, one for each signer (repeatable); default: the keys of the data folder"),
      "FILE.p12" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &flags.output,
      N_ ("out, sign: where the file goes; .pdf: the paper alone"), "FILE" },
    { "seen", 0, 0, G_OPTION_ARG_STRING, &flags.seen,
      N_ ("sign: only the paper with this SHA-256, as `look` gave it"), "SHA256" },
    { "yes", 0, 0, G_OPTION_ARG_NONE, &flags.yes, N_ ("back: even where it costs signatures, made or awaited"), NULL },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries,
                         "list | out MATTER [-o FILE] | look FILE | sign MATTER|FILE [--key FILE.p12]… [-o "
                         "FILE] | home FILE |"
                         " back MATTER [--yes] | scan MATTER SCAN",
                         1, 3))
    return YN_EXIT_WRONG_USE;
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    if (strcmp (argv[1], deeds[i].name) == 0 && argc == deeds[i].arguments + 1)
      {
        flags.scan = argc > 3 ? argv[3] : NULL;
        return deeds[i].run (chair, &flags, argv[2]);
      }
  return yn_say_wrong_use (chair,
                           _ ("Say `paper list`, or `out`, `look`, `sign`, `home`, `back` or `scan` and "
                              "what."));
}
