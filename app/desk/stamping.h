/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Whom this desk asks for timestamps and for what it needs beside them: signing/ joined with the wire. The list is the
 * platform's (its metadata names them); outside of practice those of settings.ini come first:
 *   timestamp-authorities = [{"name": "…", "url": "http://…", "quota": 1000}, …]
 * What is known of each authority is remembered between sittings. */
#pragma once

#include "base/http.h"
#include "base/settings.h"
#include "platform/discovery.h"
#include "signing/level.h"

G_BEGIN_DECLS

/* @discovery NULL: of the settings alone. @http outlives them. */
YnTimestamper *yn_stamping_timestamper (YnSettings *settings, YnHttp *http, YnClock *clock,
                                        const YnDiscovery *discovery);
/* Of these addresses, in their order. */
YnTimestamper *yn_stamping_of_urls (YnHttp *http, YnClock *clock, char **urls);
YnGathering *yn_stamping_gathering (YnHttp *http, YnClock *clock);

/* A document timestamp upon a later copy of @paper: signing/dating.h. */
GBytes *yn_stamping_date (GBytes *paper, const YnSignFinish *how, YnClock *clock, YnSignOutcome **outcome,
                          GError **error);

/* Keeps what is known of the authorities now. */
void yn_stamping_remember (YnSettings *settings, YnTimestamper *timestamper);

/* {"level", "authority", "timestamp", "missing", "tries": [{"authority", "code", "detail"}]} */
YnJson *yn_stamping_json (const YnSignOutcome *outcome);

G_END_DECLS
