/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The clock has two hands. The instant (UTC) is for tokens, certificates, receipts and retries; the civil day in
 * Asia/Shanghai, whatever the machine's zone, is for rules, deadlines and publicity. A practice platform moved to
 * another day moves the second hand only (yn_clock_move). Tests hold both still. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YnClock YnClock;

YnClock *yn_clock_new (void);
YnClock *yn_clock_new_at (const char *instant); /* RFC 3339; both hands stand still there */
YnClock *yn_clock_ref (YnClock *clock);
void yn_clock_unref (YnClock *clock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnClock, yn_clock_unref)

gint64 yn_clock_now (YnClock *clock);    /* microseconds since 1970, UTC */
void yn_clock_move (YnClock *clock, int days);
char *yn_clock_today (YnClock *clock);   /* "2026-11-23" in Asia/Shanghai, moved */

/* Text. */
char *yn_clock_format_instant (gint64 instant);       /* "2026-11-23T02:50:02Z", RFC 3339, whole seconds */
gint64 yn_clock_parse_instant (const char *text);     /* -1 where it is not RFC 3339 */
char *yn_clock_civil (gint64 instant);                /* "2026-11-23 10:50:02" in Asia/Shanghai */
char *yn_clock_civil_day (gint64 instant);            /* "2026-11-23" in Asia/Shanghai */

/* Civil days as text, "YYYY-MM-DD"; all answers new, NULL where the input is no day. */
gboolean yn_day_valid (const char *day);
int yn_day_compare (const char *a, const char *b);
char *yn_day_add_days (const char *day, int days);
char *yn_day_add_months (const char *day, int months); /* clamped to the month's end: 2026-11-30 + 3 = 2027-02-28 */
int yn_day_between (const char *from, const char *to);  /* days */

G_END_DECLS
