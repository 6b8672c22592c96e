/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "cli/collection.h"
#include "cli/naming.h"
#include "cli/waiting.h"

static YnExit
show_collection (YnChair *chair, YnDesk *desk, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (YnJson) fields = yn_desk_collection (desk, id, &problems, NULL, &error);

  return fields == NULL ? yn_say_error (chair, error) : yn_say_collection (chair, fields, problems);
}

YnExit
yn_verb_status (YnChair *chair, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) weather = NULL;
  g_autoptr (YnStanding) standing = NULL;
  g_autofree char *id = NULL;
  gboolean collection = FALSE;
  YnDesk *desk;
  const GOptionEntry entries[] = {
    { "collection", 0, 0, G_OPTION_ARG_NONE, &collection, N_ ("The fields that the national standard collects"), NULL },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "ID [--collection]", 1, 1))
    return YN_EXIT_WRONG_USE;
  desk = yn_chair_sit_signed_in (chair, &error);
  id = desk == NULL ? NULL : yn_name_filing (desk, argv[1], &error);
  if (id == NULL)
    return yn_say_error (chair, error);
  yn_desk_refresh (desk, NULL, &weather); /* without the platform: as of the last news */
  if (collection)
    return show_collection (chair, desk, id);
  standing = yn_desk_standing_of (desk, id, NULL, &error);
  return standing == NULL ? yn_say_error (chair, error) : yn_say_standing (chair, standing);
}
