/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Rule packs (规则包): dated rules as data, data/rules/R2026.json and its sisters. Every number is
 * {"value": …, "verified": true|false, "source": "文号 …"}. */
#pragma once

#include "base/json.h"

G_BEGIN_DECLS

typedef struct _YnPack YnPack;

/* "R2019", "R2023", "R2026", "SAMR2021". Borrowed for the life of the process; thread-safe. */
const YnPack *yn_pack_find (const char *id, GError **error);

/* The pack in force on @day in the general track. NULL before the first. */
const YnPack *yn_pack_on (const char *day);

const char *yn_pack_id (const YnPack *pack);
const char *yn_pack_document (const YnPack *pack); /* the 文号 */
const YnJson *yn_pack_json (const YnPack *pack);

G_END_DECLS
