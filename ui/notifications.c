/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "notifications.h"

#include <glib/gi18n.h>

static void
send (GApplication *application, const char *title, const char *body)
{
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_application_send_notification (application, "delivery", notification);
}

void
yn_notifications_still_sending (GApplication *application, guint waiting)
{
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u filing is still on its way", "%u filings are still on their way", waiting), waiting);

  send (application, title, _("Yinuo goes on sending without its window, and ends when the receipt is here."));
}

void
yn_notifications_all_sent (GApplication *application)
{
  send (application, _("Everything has been received"), _("The receipts are kept with your filings."));
}
