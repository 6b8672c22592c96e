/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The record's entries in the words of the national formats (双公示 and the report's sections): what is shown of each. */
#pragma once

#include "desk/recording.h"

G_BEGIN_DECLS

YnRecord *yn_record_from_json (const YnJson *json, YnLanguage language);

G_END_DECLS
