/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The trainer's side: /practice/… */
#pragma once

#include "practice/office.h"

G_BEGIN_DECLS

gboolean yn_control_status (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_control_enterprises (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_control_queue (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_control_review (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_control_reviewer (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_control_day (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_control_weather (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);
gboolean yn_control_erase (YnOffice *office, const YnRequest *request, YnReply *reply, GError **error);

G_END_DECLS
