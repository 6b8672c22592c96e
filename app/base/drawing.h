/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Pango, Cairo, HarfBuzz and Fontconfig, loaded when something is first drawn (base/late.h): a file is verified and
 * signed without them, and they bring those of a screen along. Their cleanup functions for g_autoptr() are not in the
 * table: of what is no GObject the end is called by name. */
#pragma once

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include "base/drawing-late.h"

G_BEGIN_DECLS

/* Before the first call of any of them. FALSE: they are not there. */
gboolean yn_drawing_load (GError **error);

G_END_DECLS
