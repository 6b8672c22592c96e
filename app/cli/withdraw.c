/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "cli/verbs.h"

#include <glib/gi18n-lib.h>

#include "cli/naming.h"
#include "cli/waiting.h"

#define RECEIPT_SECONDS 60

YnExit
yn_verb_withdraw (YnChair *chair, int argc, char **argv)
{
  g_autofree char *key_path = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnKey) key = NULL;
  g_autoptr (YnFiling) withdrawal = NULL;
  g_autoptr (YnStanding) standing = NULL;
  YnDesk *desk;
  const GOptionEntry entries[] = {
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &key_path, N_ ("The PKCS#12 file; default: the key of the data folder"),
      "FILE.p12" },
    { NULL },
  };

  if (!yn_chair_options (chair, &argc, &argv, entries, "ID [--key FILE.p12]", 1, 1))
    return YN_EXIT_WRONG_USE;
  desk = yn_chair_sit_signed_in (chair, &error);
  id = desk == NULL ? NULL : yn_name_filing (desk, argv[1], &error);
  key = id == NULL ? NULL : yn_waiting_key (chair, desk, key_path, &error);
  withdrawal = key == NULL ? NULL : yn_desk_withdraw (desk, id, key, NULL, &error);
  standing = withdrawal == NULL
                 ? NULL
                 : yn_waiting_for (chair, desk, withdrawal->id, YN_STAGE_RECEIVED, RECEIPT_SECONDS, &error);
  return standing == NULL ? yn_say_error (chair, error) : yn_say_standing (chair, standing);
}
