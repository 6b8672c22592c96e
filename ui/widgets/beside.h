/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Two things side by side where there is room, else under each other: the paper beside what is said about it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_BESIDE (yn_beside_get_type ())
G_DECLARE_FINAL_TYPE (YnBeside, yn_beside, YN, BESIDE, GtkWidget)

G_END_DECLS
