/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Where things are and what was chosen. One folder holds everything of one person at one machine:
 *   <data>/settings.ini · <data>/stores/<platform uuid>/… · <data>/practice/… · <data>/keys/<name>.p12
 * Default <data>: $XDG_DATA_HOME/yinuo; --data-dir overrides. Nothing secret stands in settings.ini. */
#pragma once

#include <gio/gio.h>
#include "base/language.h"

G_BEGIN_DECLS

typedef struct _YnSettings YnSettings;

/* @data_dir NULL: the default. Folders are made with mode 0700. A broken settings.ini is set aside as
 * settings.ini.broken and the defaults are used. */
YnSettings *yn_settings_open (const char *data_dir, GError **error);
/* The same folder, looked at: nothing is made, nothing set aside. For those who keep nothing. */
YnSettings *yn_settings_look (const char *data_dir);
void yn_settings_free (YnSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnSettings, yn_settings_free)

const char *yn_settings_data_dir (YnSettings *settings);
char *yn_settings_path (YnSettings *settings, const char *relative); /* below the data folder */

/* The platform last chosen: an http(s) address, or NULL: the practice platform of this data folder. */
char *yn_settings_platform (YnSettings *settings);
void yn_settings_set_platform (YnSettings *settings, const char *url);

YnLanguage yn_settings_language (YnSettings *settings); /* chosen, else from the environment */
void yn_settings_set_language (YnSettings *settings, YnLanguage language);

/* Other small things that a chair remembers ("window-width"). Saved at once, atomically. */
char *yn_settings_get (YnSettings *settings, const char *name);
void yn_settings_set (YnSettings *settings, const char *name, const char *value);

G_END_DECLS
