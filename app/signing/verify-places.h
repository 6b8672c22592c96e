/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* To which part of a file an object belongs, for telling a person what was changed. Slow: only asked about files in
 * which something was. */
#pragma once

#include "papers/pdf.h"

G_BEGIN_DECLS

typedef struct _YnPlaces YnPlaces;

YnPlaces *yn_places_new (YnPdf *pdf);
void yn_places_free (YnPlaces *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnPlaces, yn_places_free)

/* "change-page-content" … of data/problems.json; @page gets its page from 1, or 0. What belongs to several parts is of
 * the one that matters most: what pages show comes first. */
const char *yn_places_of (const YnPlaces *places, guint id, guint *page);
/* How many objects speak of @id. */
guint yn_places_mentions (const YnPlaces *places, guint id);

G_END_DECLS
