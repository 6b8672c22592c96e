/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "base/qr.h"
#include "desk/sitting.h"

/* Two modules a character, with the quiet zone that readers need. */
static void
say_qr (const char *text)
{
  g_autoptr (YnQr) qr = yn_qr_new (text);

  for (int y = -2; qr != NULL && y < qr->width + 2; y += 2)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      for (int x = -2; x < qr->width + 2; x++)
        {
          gboolean inside = x >= 0 && x < qr->width;
          gboolean upper = inside && y >= 0 && y < qr->width && qr->dark[y * qr->width + x];
          gboolean lower = inside && y + 1 >= 0 && y + 1 < qr->width && qr->dark[(y + 1) * qr->width + x];

          g_string_append (line, upper && lower ? " " : upper ? "▄" : lower ? "▀" : "█");
        }
      yn_say_progress ("%s", line->str);
    }
}

static void
say_grant (YnDesk *desk, const YnDeviceGrant *grant)
{
  const char *address =
      grant->verification_uri_complete != NULL ? grant->verification_uri_complete : grant->verification_uri;

  say_qr (address);
  yn_say_progress (_("Open %s and enter the code %s"), grant->verification_uri, grant->user_code);
  if (yn_address_is_loopback (address))
    yn_say_progress ("%s", _("This address opens on this computer only."));
}

/* Whom one can sit down as, said where the name given is none of them. */
static gboolean
is_sample (YnDesk *desk, const char *uscc, GError **error)
{
  g_autoptr (GPtrArray) samples = yn_desk_samples (desk, NULL, error);

  if (samples == NULL)
    return FALSE;
  for (guint i = 0; i < samples->len; i++)
    if (strcmp (((const YnSample *) g_ptr_array_index (samples, i))->uscc, uscc) == 0)
      return TRUE;
  for (guint i = 0; i < samples->len; i++)
    {
      const YnSample *sample = g_ptr_array_index (samples, i);

      yn_say_progress ("  %s  %s", sample->uscc, sample->name);
    }
  g_set_error (error, YN_ERROR, YN_ERROR_NOT_FOUND, _("There is no sample enterprise %s here."), uscc);
  return FALSE;
}

static gboolean
sign_in (YnDesk *desk, const char *as, GError **error)
{
  g_autoptr (YnDeviceGrant) grant = NULL;

  if (as != NULL && !is_sample (desk, as, error))
    return FALSE;
  grant = yn_desk_sign_in_begin (desk, NULL, error);
  if (grant == NULL)
    return FALSE;
  if (as == NULL)
    say_grant (desk, grant);
  else if (!yn_desk_practice_approve (desk, grant->user_code, as, TRUE, NULL, error))
    return FALSE;
  return yn_desk_sign_in_wait (desk, grant, NULL, error);
}

static YnExit
say_status (YnChair *chair, YnDesk *desk)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (desk);
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_boolean (writer, "signedIn", status->signed_in);
  yn_json_writer_member_string (writer, "name", status->enterprise_name);
  yn_json_writer_member_string (writer, "uscc", status->uscc);
  yn_json_writer_member_string (writer, "platform", status->platform_name);
  yn_json_writer_member_string (writer, "address", status->address);
  yn_json_writer_member_boolean (writer, "practice", status->practice);
  yn_json_writer_member_boolean (writer, "online", status->online);
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  if (chair->json)
    yn_say_json (json);
  else if (status->signed_in)
    yn_say_line ("%s  %s  ·  %s%s", status->enterprise_name, status->uscc, status->platform_name,
            status->practice ? _(" (practice, without effect)") : "");
  else
    yn_say_line (_("Nobody is signed in at %s."), status->platform_name);
  return status->signed_in ? YN_EXIT_YES : YN_EXIT_NO;
}

YnExit
yn_verb_sign_in (YnChair *chair, int argc, char **argv)
{
  g_autofree char *as = NULL;
  g_autoptr (GError) error = NULL;
  YnDesk *desk;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &as, N_ ("Practice only: sit down as this sample enterprise, without a phone"),
      "USCC" },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "", 0, 0))
    return YN_EXIT_WRONG_USE;
  desk = yn_chair_sit (chair, &error);
  if (desk == NULL || !sign_in (desk, as, &error))
    return yn_say_error (chair, error);
  return say_status (chair, desk);
}

YnExit
yn_verb_sign_out (YnChair *chair, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  YnDesk *desk;

  if (!yn_chair_options (chair, &argc, &argv, NULL, "", 0, 0))
    return YN_EXIT_WRONG_USE;
  desk = yn_chair_sit (chair, &error);
  if (desk == NULL || !yn_desk_sign_out (desk, NULL, &error))
    return yn_say_error (chair, error);
  yn_say_progress ("%s", _("Signed out; the account is revoked and forgotten here."));
  return YN_EXIT_YES;
}

YnExit
yn_verb_whoami (YnChair *chair, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  YnDesk *desk;

  if (!yn_chair_options (chair, &argc, &argv, NULL, "", 0, 0))
    return YN_EXIT_WRONG_USE;
  desk = yn_chair_sit (chair, &error);
  return desk == NULL ? yn_say_error (chair, error) : say_status (chair, desk);
}
