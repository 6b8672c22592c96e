/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What every CMS of the target "cms" speaks of: the bytes before its hole and behind it. */
#pragma once

#define CMS_BEFORE "%PDF-1.7 what is signed, as far as the hole: "
#define CMS_BEHIND " and behind it"
