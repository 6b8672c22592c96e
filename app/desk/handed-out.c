/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "desk/handed-out.h"

#include <glib/gi18n-lib.h>

#include "desk/private.h"
#include "desk/turn.h"

#include <string.h>

void
yn_desk_note_signed (YnDesk *desk, const YnLoan *loan, const char *matter, GBytes *paper)
{
  g_auto (GStrv) fields = yn_turn_fields (paper, NULL);

  for (char **field = fields; field != NULL && *field != NULL; field++)
    yn_handed_out_note_home (loan->store, loan->enterprise->id, matter, *field, yn_clock_now (desk->clock), NULL);
}

static char *
minute_of (gint64 instant)
{
  char *civil = yn_clock_civil (instant);

  *strrchr (civil, ':') = '\0';
  return civil;
}

gboolean
yn_handed_out_is_awaited (const YnHandedOut *out, const char *paper_now)
{
  return out->home == 0 && g_strcmp0 (out->paper, paper_now) == 0;
}

char *
yn_handed_out_words (const YnHandedOut *out, const char *paper_now)
{
  g_autofree char *left = minute_of (out->at);
  g_autofree char *home = out->home != 0 ? minute_of (out->home) : NULL;

  if (home != NULL)
    return g_strdup_printf (_("Handed out to %s · %s · signed, home since %s"), out->who, left, home);
  if (yn_handed_out_is_awaited (out, paper_now))
    return g_strdup_printf (_("Handed out to %s · %s · not back yet"), out->who, left);
  return g_strdup_printf (
      _("Handed out to %s · %s · not back; the paper was changed here since, so that file can no longer "
         "be brought home: hand it out anew"),
      out->who, left);
}
