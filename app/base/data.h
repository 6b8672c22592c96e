/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The data files that the program is built with (data/ of the source tree), read from the library's own resource.
 * Paths are relative to data/: "services/F04.json", "rules/R2026.json", "problems.json". */
#pragma once

#include "base/json.h"

G_BEGIN_DECLS

GBytes *yn_data_bytes (const char *path, GError **error); /* YN_ERROR_NOT_FOUND */
YnJson *yn_data_json (const char *path, GError **error);

/* The names of the files in a folder, sorted. NULL-terminated, new. */
char **yn_data_list (const char *folder);

G_END_DECLS
