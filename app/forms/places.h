/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The places of a form: every question that it could ask, by a pointer in which a star stands for any index. */
#pragma once

#include "forms/service.h"

G_BEGIN_DECLS

/* The pointer with a star for each index. New. */
char *yn_place_pattern (const char *pointer);

/* @pattern with the indices of @pointer in the order of its stars. NULL where it has more stars than that. New. */
char *yn_place_after (const char *pattern, const char *pointer);

/* The first pointer of @pattern: each star is 0. New. */
char *yn_place_example (const char *pattern);

/* In the order of the schema. NULL-terminated, new. */
char **yn_places (const YnService *service);

/* The place that @label names, white space and case apart: by its pointer ("/shop/name", "shop/name"), else by the
 * words of its question in either language, else by its own name ("name"). NULL: none, or several. Borrowed from
 * @places. */
const char *yn_places_find (char **places, const YnService *service, const char *label);

G_END_DECLS
