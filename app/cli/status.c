/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include "cli/waiting.h"

YnExit
yn_verb_status (YnChair *chair, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) weather = NULL;
  g_autoptr (YnStanding) standing = NULL;
  YnDesk *desk;

  if (!yn_chair_options (chair, &argc, &argv, NULL, "ID", 1, 1))
    return YN_EXIT_WRONG_USE;
  desk = yn_chair_sit_signed_in (chair, &error);
  if (desk == NULL)
    return yn_say_error (chair, error);
  yn_desk_refresh (desk, NULL, &weather); /* without the platform: as of the last news */
  standing = yn_desk_standing_of (desk, argv[1], NULL, &error);
  return standing == NULL ? yn_say_error (chair, error) : yn_say_standing (chair, standing);
}
