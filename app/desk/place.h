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

/* Roots and seals: <data>/trust, and the seals of the practice platforms that this desk sat down at; with @platform only
 * that one's (NULL: all). A data folder that has chosen a real platform believes no practice platform at all. */
YnTrust *yn_place_trust (YnSettings *settings, const char *platform);

G_END_DECLS
