/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "cli/naming.h"
#include "cli/outcome.h"
#include "cli/waiting.h"
#include "desk/filling.h"

#define RECEIPT_SECONDS 60
#define ANSWER_SECONDS 120

typedef struct
{
  char **keys;
  char **attach;
  char *supplements;
  char *like;
  gboolean no_wait;
  gboolean wait_answer;
} FileFlags;

static void
file_flags_clear (FileFlags *flags)
{
  g_strfreev (flags->keys);
  g_strfreev (flags->attach);
  g_free (flags->supplements);
  g_free (flags->like);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FileFlags, file_flags_clear)

static gboolean
attach_all (YnDesk *desk, const char *matter, char **attach, GError **error)
{
  for (guint i = 0; attach != NULL && attach[i] != NULL; i++)
    {
      const char *path = strchr (attach[i], '=');
      g_autofree char *slot = NULL;
      g_autoptr (YnAttachment) attachment = NULL;

      if (path == NULL)
        {
          g_set_error (error, YN_ERROR, YN_ERROR_WRONG_USE, "--attach wants NAME=FILE, not \"%s\"", attach[i]);
          return FALSE;
        }
      slot = g_strndup (attach[i], path - attach[i]);
      attachment = yn_desk_attach (desk, matter, slot, path + 1, NULL, error);
      if (attachment == NULL)
        return FALSE;
    }
  return TRUE;
}

static YnJson *
about_supplement (const char *filing)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "relation", "supplements");
  yn_json_writer_member_string (writer, "id", filing);
  yn_json_writer_end (writer);
  return yn_json_writer_finish (writer);
}

static YnExit
file_draft (YnChair *chair, YnDesk *desk, const FileFlags *flags, YnDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (YnFiling) filing = NULL;
  g_autoptr (YnStanding) standing = NULL;
  g_autoptr (YnSignOutcome) outcome = NULL;

  if (attach_all (desk, draft->matter, flags->attach, &error))
    filing = yn_waiting_keep (chair, desk, draft, flags->keys, &problems, &error);
  outcome = yn_desk_take_outcome (desk);
  if (outcome != NULL)
    yn_say_outcome (chair, outcome);
  if (filing == NULL)
    return yn_waiting_give_up (chair, desk, draft, problems, error);
  standing = yn_waiting_for (chair, desk, filing->id, flags->wait_answer ? YN_STAGE_ACCEPTED : YN_STAGE_RECEIVED,
                             flags->no_wait ? 0 : flags->wait_answer ? ANSWER_SECONDS : RECEIPT_SECONDS, &error);
  return standing == NULL ? yn_say_error (chair, error) : yn_say_standing (chair, standing);
}

/* "last" is the newest filing of @service. New. */
static char *
model_called (YnDesk *desk, const char *service, const char *like, GError **error)
{
  g_autoptr (GPtrArray) models = yn_desk_models (desk, service, NULL, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; models != NULL && i < models->len; i++)
    {
      const YnModel *model = g_ptr_array_index (models, i);

      if (g_str_equal (like, model->id) || g_strcmp0 (like, model->name) == 0
          || (g_str_equal (like, "last") && model->name == NULL))
        return g_strdup (model->id);
      g_ptr_array_add (ids, model->id);
    }
  g_ptr_array_add (ids, NULL);
  return models == NULL ? NULL : yn_short_id_among ((const char *const *) ids->pdata, like, error);
}

static YnDraft *
begin (YnDesk *desk, const char *service, const FileFlags *flags, const YnJson *answers, GError **error)
{
  g_autofree char *supplemented = NULL;
  g_autoptr (YnJson) about = NULL;
  g_autofree char *model = NULL;

  if (flags->supplements != NULL && (supplemented = yn_name_filing (desk, flags->supplements, error)) == NULL)
    return NULL;
  about = supplemented == NULL ? NULL : about_supplement (supplemented);
  if (flags->like == NULL)
    return yn_desk_begin (desk, service, answers, about, NULL, error);
  if (about != NULL)
    {
      g_set_error_literal (error, YN_ERROR, YN_ERROR_WRONG_USE, "a supplement is like the filing that it supplements");
      return NULL;
    }
  model = model_called (desk, service, flags->like, error);
  return model == NULL ? NULL : yn_desk_begin_like (desk, model, answers, NULL, error);
}

YnExit
yn_verb_file (YnChair *chair, int argc, char **argv)
{
  g_auto (FileFlags) flags = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YnJson) answers = NULL;
  g_autoptr (YnDraft) draft = NULL;
  YnDesk *desk;
  const GOptionEntry entries[] = {
    { "key", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &flags.keys,
      N_ ("A PKCS#12 file, one for each signer (repeatable); default: the keys of the data folder"), "FILE.p12" },
    { "attach", 0, 0, G_OPTION_ARG_STRING_ARRAY, &flags.attach, N_ ("Attach a file (repeatable)"), "NAME=FILE" },
    { "supplements", 0, 0, G_OPTION_ARG_STRING, &flags.supplements, N_ ("This supplements an earlier filing"), "ID" },
    { "like", 0, 0, G_OPTION_ARG_STRING, &flags.like,
      N_ ("Begin with the answers of an earlier filing or a template; ANSWERS.json is laid over"), "ID|last|NAME" },
    { "no-wait", 0, 0, G_OPTION_ARG_NONE, &flags.no_wait, N_ ("Try once, do not wait for the receipt"), NULL },
    { "wait-answer", 0, 0, G_OPTION_ARG_NONE, &flags.wait_answer, N_ ("Wait for acceptance too"), NULL },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "SERVICE ANSWERS.json [--attach NAME=FILE]… [--key FILE.p12]…",
                         2, 2))
    return YN_EXIT_WRONG_USE;
  answers = yn_chair_read_json (argv[2], &error);
  desk = answers == NULL ? NULL : yn_chair_sit_signed_in (chair, &error);
  draft = desk == NULL ? NULL : begin (desk, argv[1], &flags, answers, &error);
  return draft == NULL ? yn_say_error (chair, error) : file_draft (chair, desk, &flags, draft);
}
