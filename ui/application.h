/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The program: one instance for each data folder, one desk, one window. Without its window it lives on while filings
 * wait. */
#pragma once

#include "desk/desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_APPLICATION (yn_application_get_type ())
G_DECLARE_FINAL_TYPE (YnApplication, yn_application, YN, APPLICATION, AdwApplication)

/* @desk is consumed. @platform: the address that was asked for, or NULL. @password_file: of the keyring file, or NULL:
 * the session's keyring; the practice platform next door is given the same. */
YnApplication *yn_application_new (YnDesk *desk, const char *platform, const char *password_file);

/* Before it runs: its first window opens the department's workbench. */
void yn_application_begin_at_workbench (YnApplication *self);

G_END_DECLS
