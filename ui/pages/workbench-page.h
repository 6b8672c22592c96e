/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The department's workbench: a service file written as questions, clauses and texts, with its form in both languages,
 * its letter and what is still to do beside it. It needs no account. What is written is the service file and nothing
 * else.
 *
 * There is one undo, over the whole work, by button and by key (Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y) wherever the keys go: the
 * texts have none of their own, or two histories would take turns. A pause in typing ends a step. */
#pragma once

#include "pages/page.h"

G_BEGIN_DECLS

#define YN_TYPE_WORKBENCH_PAGE (yn_workbench_page_get_type ())
G_DECLARE_FINAL_TYPE (YnWorkbenchPage, yn_workbench_page, YN, WORKBENCH_PAGE, YnPage)

/* @file: opened at once; NULL: the work that was put down, or a choice of how to begin. */
YnPage *yn_workbench_page_new (YnDesk *desk, GFile *file);

G_END_DECLS
