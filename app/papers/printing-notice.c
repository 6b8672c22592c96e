/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Papers without clauses: applications and withdrawals of an enterprise; receipts, refusals, decisions and
 * reports of the platform. A sentence, the answers, a sentence, and below who says so and when. */

#include "papers/printing.h"

static gboolean
is_of_platform (YnPrinting *printing)
{
  static const char *const kinds[] = { "receipt",  "refusal", "acceptance", "supplement-notice",
                                       "decision", "report",  NULL };

  return g_strv_contains (kinds, yn_service_kind (printing->service));
}

static void
print_head (YnPrinting *printing)
{
  const char *authority = yn_json_get_string (yn_json_get (printing->body, "authority"), "name");
  const char *enterprise = yn_json_get_string (yn_json_get (printing->body, "enterprise"), "name");
  const char *number = yn_json_get_string (printing->body, "number");
  const char *addressee = is_of_platform (printing) ? enterprise : authority;
  g_autofree char *to = addressee != NULL ? g_strdup_printf ("致：%s", addressee) : g_strdup ("");
  g_autofree char *number_text = number != NULL ? g_strdup_printf ("编号：%s", number) : g_strdup ("");

  if (to[0] != '\0' || number_text[0] != '\0')
    yn_layout_ends (printing->layout, to, number_text);
}

static void
print_foot (YnPrinting *printing)
{
  const char *platform = yn_json_get_string (yn_json_get (printing->body, "platform"), "name");
  const char *enterprise = yn_json_get_string (yn_json_get (printing->body, "enterprise"), "name");
  const char *who = is_of_platform (printing) ? platform : enterprise;
  g_autofree char *day = yn_printing_day (yn_json_get_string (printing->body, "day"));

  if (who != NULL)
    yn_layout_ends (printing->layout, "", who);
  if (day[0] != '\0')
    yn_layout_ends (printing->layout, "", day);
}

void
yn_printing_notice (YnPrinting *printing)
{
  guint kept;

  print_head (printing);
  yn_printing_text (printing, "intro");
  yn_printing_about (printing);
  yn_printing_form (printing, 1, !is_of_platform (printing));
  yn_printing_rest (printing);
  kept = yn_layout_begin_keep (printing->layout);
  yn_printing_text (printing, "closing");
  yn_printing_attachments (printing);
  print_foot (printing);
  yn_printing_colophon (printing);
  yn_layout_end_keep (printing->layout, kept);
}
