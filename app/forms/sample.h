/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Plainly invented answers to any form: so that who writes one sees it filled, and can file it on a practice platform.
 */
#pragma once

#include "forms/service.h"

G_BEGIN_DECLS

/* All that is asked, answered with something of its kind and within its limits. What only a rule across answers or a
 * pattern would refuse stays to be put right by hand; beyond 2,500 answers nothing is added. New. */
YnJson *yn_sample_answers (YnService *service, const char *today, YnLanguage language);

/* The same as JSON text, without what an enterprise knows of itself: to begin a trial with. New. */
char *yn_sample_start (YnService *service, const char *today);

G_END_DECLS
