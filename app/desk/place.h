/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What is remembered of a platform between two sittings: <data>/stores/<uuid>/platform.json, its discovery as it was
 * last seen. With it a desk sits down offline, and a receipt is verified without asking anybody. */
#pragma once

#include "base/settings.h"
#include "platform/discovery.h"
#include "signing/verify.h"

G_BEGIN_DECLS

gboolean yn_place_remember (YnSettings *settings, const YnDiscovery *discovery, GError **error);

/* The one last seen at @address; NULL: none. */
YnDiscovery *yn_place_recall (YnSettings *settings, const char *address);

/* Whether whoever sits at @address (NULL: at the platform that the settings chose) sits in practice. So does who never
 * chose one. At an address that nobody ever sat at, nobody practises. */
gboolean yn_place_practises (YnSettings *settings, const char *address);

/* Where roots and seals to trust lie in the data folder. New. */
char *yn_place_trust_folder (YnSettings *settings);
/* Roots and seals: those of that folder, and what the platform of that identity seals with, if it is one of practice: no
 * real platform's seal is believed because it says so. */
YnTrust *yn_place_trust (YnSettings *settings, const char *identity);
/* The same of a chair at @address (NULL: at the platform that the settings chose): where it practises, the seals of all
 * practice platforms that this data folder knows; else none of them, and practice certificates count for nothing. */
YnTrust *yn_place_trust_at (YnSettings *settings, const char *address);

/* The platform that a paper is printed for by somebody who does not sit down: the one at @address (NULL: the one that
 * was chosen, else the practice platform of this data folder), as it was last seen. One on this machine where nobody
 * ever sat is a practice platform without identity. YN_ERROR_PLATFORM_UNKNOWN: nothing says whether the one at @address
 * is a practice platform or a real one (invariant 6). */
YnDiscovery *yn_place_to_print_for (YnSettings *settings, const char *address, GError **error);

G_END_DECLS
