/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is gathered about a paper that is signed already, for a later copy of it. */
#pragma once

#include "signing/dss.h"
#include "signing/level.h"

G_BEGIN_DECLS

/* Asks as @how says, and adds to @dss what is needed about everybody who signed @pdf and about the timestamps in it, as
 * far as the file does not carry it. A signature is known to have been there by its timestamp; without one, by now.
 * FALSE: of somebody nothing was had, or one was taken back; @dss holds what was. Errors of yn_gathering_collect(), the
 * first one. */
gboolean yn_gathering_of_paper (const YnSignFinish *how, YnPdf *pdf, YnDss *dss, GError **error);

G_END_DECLS
