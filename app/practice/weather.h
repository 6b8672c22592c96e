/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Weather on purpose: what the next answers of the API are, so that a desk can be seen to keep its head. Some
 * weather stands in place of the operation, some comes over its reply. */
#pragma once

#include "practice/office.h"

G_BEGIN_DECLS

const char *yn_weather_name (YnWeather weather); /* "brackets" */
gboolean yn_weather_from_name (const char *name, YnWeather *weather);

/* TRUE: @reply is weather, and nothing shall be done. */
gboolean yn_weather_instead (YnOffice *office, const YnRequest *request, YnReply *reply);
/* The same for the timestamp authority alone. */
gboolean yn_weather_over_time (YnOffice *office, YnReply *reply);
/* After the operation. */
gboolean yn_weather_upon (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);

G_END_DECLS
