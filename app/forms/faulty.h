/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Service files that cannot be used, and why: for whoever wrote them, by line and column. */
#pragma once

#include "forms/remark.h"
#include "forms/service.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;
  GPtrArray *remarks; /* of YnRemark, at least one */
} YnFaulty;

void yn_faulty_free (YnFaulty *faulty);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnFaulty, yn_faulty_free)

/* The service in @text, a file of anywhere; NULL: @remarks say all that is wrong with it, each where it stands. */
YnService *yn_service_proof (GBytes *text, YnLanguage language, GPtrArray *remarks);

/* Of the folders besides (yn_services_add_folder()), every file *.json that is not offered as a service: a GPtrArray of
 * YnFaulty, by path. It reads and compiles them: for a thread that may wait. */
GPtrArray *yn_services_faulty (YnLanguage language);

G_END_DECLS
