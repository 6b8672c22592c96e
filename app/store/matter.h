/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Where a matter stands: whoever is about to change one asks inside the transaction that changes it. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean drafted;
  gboolean printed; /* a paper lies in the draft */
  gboolean filed;
  gint64 revision;  /* of the draft */
} YnMatter;

gboolean yn_matter_look (YnStore *store, const char *enterprise, const char *matter, YnMatter *stands,
                         GError **error);

/* YN_ERROR_NOT_FOUND, or YN_ERROR_ALREADY_FILED (invariant 3), or YN_ERROR_STALE_REVISION, unless a draft
 * stands at
 * @revision. */
gboolean yn_matter_is_drafted (const YnMatter *stands, gint64 revision, GError **error);

/* YN_ERROR_ALREADY_FILED or YN_ERROR_UNDER_SIGNATURE. */
gboolean yn_matter_may_change (const YnMatter *stands, GError **error);

G_END_DECLS
