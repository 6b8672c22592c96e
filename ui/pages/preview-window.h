/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* `yinuo --form-preview SCHEMA [UISCHEMA] [DATA]`: a window that shows any form as its files stand on disk, and follows
 * them. It has no desk: no store, no keyring, no network, no platform, and writes nothing. */
#pragma once

#include "forms/preview.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The whole program of the preview; its exit status. @paths: one to three, in the order of YnPreviewFile. */
int yn_preview_run (const char *const *paths, guint n_paths, YnLanguage language);

G_END_DECLS
