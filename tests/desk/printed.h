/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A paper as the desk prints it, and one that carries what it does not show. */
#pragma once

#include "base/clock.h"
#include "forms/service.h"

G_BEGIN_DECLS

#define PRINTED_USCC "91460200MA5T1Q2W3D" /* of the enterprise that the fixtures' answers name */
#define PRINTED_NAME "演练样例餐饮有限公司"

/* R01, from the answers of the fixtures: for a platform that is not for practice, and for one that is. */
GBytes *test_printed (YnClock *now);
GBytes *test_printed_in_practice (YnClock *now);
/* The same of another service. */
GBytes *test_printed_of (const char *service, YnClock *now);
GBytes *test_printed_with (YnService *form, YnClock *now);

/* The same pages, which carry a body of @text at @pointer. */
GBytes *test_carrying (GBytes *paper, const char *pointer, const char *text);

G_END_DECLS
