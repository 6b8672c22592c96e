/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The feed of events: what happened to an enterprise's filings, append-only, read from a cursor on. */
#pragma once

#include "practice/office.h"

G_BEGIN_DECLS

/* An event begun for @filing: {"filing", "kind", "at", "by"}; the caller adds members, ends the object and
 * hands the value to yn_feed_append(). New. */
YnJsonWriter *yn_feed_event (YnOffice *office, const char *filing, const char *kind);
gboolean yn_feed_append (YnOffice *office, const char *uscc, YnJsonWriter *event, GError **error);

/* GET /events. */
gboolean yn_feed_get (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);

G_END_DECLS
