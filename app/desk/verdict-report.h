/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A verdict to keep beside the file that it is about: on one page for people, or as XML for machines. */
#pragma once

#include "desk/verifying.h"

G_BEGIN_DECLS

/* @name says which: "….pdf" is one page, set as papers are; "….xml" has the shape of ETSI TS 119 102-2. @pdf: the bytes
 * that @view is about. YN_ERROR_WRONG_USE: another name; YN_ERROR_NOT_FOUND: the font. */
GBytes *yn_verdict_report (const YnVerdictView *view, YnBytes *pdf, const char *name, YnLanguage language,
                           GError **error);

/* The window's twin. @view stays with the caller, who keeps it until the answer comes. */
void yn_desk_report_async (YnDesk *desk, const YnVerdictView *view, GBytes *pdf, const char *name,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GBytes *yn_desk_report_finish (YnDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
