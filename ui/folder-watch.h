/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Says when files of a folder come, change or go, also where the folder itself comes later. A burst is said once, when
 * it is over. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define YN_TYPE_FOLDER_WATCH (yn_folder_watch_get_type ())
G_DECLARE_FINAL_TYPE (YnFolderWatch, yn_folder_watch, YN, FOLDER_WATCH, GObject)

/* Signal "changed": something in the folder is another. */
YnFolderWatch *yn_folder_watch_new (const char *path);

G_END_DECLS
