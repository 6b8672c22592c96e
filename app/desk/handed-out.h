/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What was handed out to be signed elsewhere (store/handed-out.h), in words. */
#pragma once

#include "store/handed-out.h"

G_BEGIN_DECLS

/* Not home yet, and it still can be: it is the paper that lies here. */
gboolean yn_handed_out_is_awaited (const YnHandedOut *out, const char *paper_now);

/* One line: "交给 法定代表人 演练乙 · 2026-11-23 10:50 · 还没有带回来". @paper_now: SHA-256 of the paper that lies here;
 * where another one left, what it brings cannot be taken any more, and that is said. In gettext's language. New. */
char *yn_handed_out_words (const YnHandedOut *out, const char *paper_now);

G_END_DECLS
