/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Setting text: what Pango makes of it, as the glyphs and places that a page is written from. */
#pragma once

#include "papers/typeface.h"

#include <pango/pango.h>

G_BEGIN_DECLS

/* @text and @setting's note are legible already. */
YnText *yn_text_set (PangoContext *context, const PangoFontDescription *description, const YnStyle *style,
                     const YnSetting *setting, const char *text);

/* yn_typeface_trace() by a font of any size. */
void yn_text_trace (const YnText *text, hb_font_t *font, GString *out);

G_END_DECLS
