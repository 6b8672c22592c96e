/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "cli/naming.h"
#include "cli/waiting.h"
#include "desk/files.h"

static gboolean
save_paper (YnDesk *desk, const char *sha256, const char *path, GError **error)
{
  g_autoptr (GBytes) paper = yn_desk_paper (desk, sha256, NULL, error);

  if (paper == NULL || !yn_file_write_new (path, paper, error))
    return FALSE;
  yn_say_progress (_("Saved to %s"), path);
  return TRUE;
}

/* All of them or none is written. */
static gboolean
are_free (const char *output, const char *filed, const char *later, GError **error)
{
  return yn_file_is_free (output, error) && (filed == NULL || yn_file_is_free (filed, error))
         && (later == NULL || yn_file_is_free (later, error));
}

YnExit
yn_verb_receipt (YnChair *chair, int argc, char **argv)
{
  g_autofree char *output = NULL;
  g_autofree char *filed = NULL;
  g_autofree char *later = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnStanding) standing = NULL;
  YnDesk *desk;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the receipt goes"), "FILE" },
    { "paper", 0, 0, G_OPTION_ARG_FILENAME, &filed, N_ ("Where the paper that was filed goes, too"), "FILE" },
    { "later-copy", 0, 0, G_OPTION_ARG_FILENAME, &later,
      N_ ("Where its later copy with a timestamp goes, too"), "FILE" },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "ID -o FILE [--paper FILE] [--later-copy FILE]", 1, 1))
    return YN_EXIT_WRONG_USE;
  if (output == NULL)
    return yn_say_wrong_use (chair, _("Say where the paper goes: -o FILE"));
  desk = are_free (output, filed, later, &error) ? yn_chair_sit_signed_in (chair, &error) : NULL;
  id = desk == NULL ? NULL : yn_name_filing (desk, argv[1], &error);
  standing = id == NULL ? NULL : yn_desk_standing_of (desk, id, NULL, &error);
  if (standing == NULL)
    return yn_say_error (chair, error);
  if (yn_standing_receipt (standing) == NULL)
    {
      yn_say_progress ("%s", _("There is no receipt yet: the platform has not answered. NOT submitted."));
      return YN_EXIT_LATER;
    }
  if (later != NULL && standing->later_copy == NULL)
    {
      yn_say_progress ("%s", _("There is no later copy of this filing: `yinuoctl timestamp ID` gets one."));
      return YN_EXIT_LATER;
    }
  if (!save_paper (desk, yn_standing_receipt (standing), output, &error)
      || (filed != NULL && !save_paper (desk, standing->id, filed, &error))
      || (later != NULL && !save_paper (desk, standing->later_copy, later, &error)))
    return yn_say_error (chair, error);
  return yn_say_standing (chair, standing);
}
