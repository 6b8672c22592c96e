/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Timestamps (RFC 3161) from a list of authorities, asked in its order: one that does not answer in time, refuses or
 * has given its share for the day is passed over, and the next one is asked. Each authority has a health: whoever
 * failed rests a while, so that a hundred papers do not wait a hundred times for the same silence. Every try is told.
 *
 * This folder knows no wire: whoever makes a timestamper brings the function that goes over it. Blocking; any thread.
 */
#pragma once

#include "base/clock.h"
#include "base/http-answer.h"
#include "base/http-request.h"
#include "base/json.h"

G_BEGIN_DECLS

/* As yn_http_perform(). */
typedef YnHttpAnswer *(*YnFetch) (gpointer wire, const YnHttpRequest *request, GCancellable *cancellable,
                                  GError **error);

typedef struct _YnTimestamper YnTimestamper;

YnTimestamper *yn_timestamper_new (YnFetch fetch, gpointer wire, GDestroyNotify free_wire, YnClock *clock);
void yn_timestamper_free (YnTimestamper *timestamper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnTimestamper, yn_timestamper_free)

/* One more authority at the end of the list. @name: as it is told, NULL: its address. @quota: timestamps a day, 0: no
 * limit known. */
void yn_timestamper_add (YnTimestamper *timestamper, const char *name, const char *url, guint quota);
guint yn_timestamper_size (YnTimestamper *timestamper);

/* One authority that was asked. */
typedef struct
{
  char *authority; /* its name */
  char *code;      /* "answered", or a key of data/problems.json: "timed-out", "quota", "timestamp-refused" … */
  char *detail;    /* English; NULL where it answered */
} YnTimestampTry;

void yn_timestamp_try_free (YnTimestampTry *attempt);

typedef struct
{
  GBytes *token; /* a CMS, DER */
  gint64 instant;
  char *authority;
} YnTimestamp;

void yn_timestamp_free (YnTimestamp *timestamp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnTimestamp, yn_timestamp_free)

/* A timestamp of what has the SHA-256 @digest (raw), checked: it is of these bytes, answers this very question and is
 * signed by a certificate made for timestamps and valid now. @tries (may be NULL) gets every YnTimestampTry. Errors:
 * YN_ERROR_TIMESTAMP_UNREACHABLE: nobody on the list gave one; G_IO_ERROR_CANCELLED. */
YnTimestamp *yn_timestamper_ask (YnTimestamper *timestamper, const guint8 digest[32], GPtrArray *tries,
                                 GCancellable *cancellable, GError **error);

/* Who rests after a failure is asked again at once: somebody waits for it now. */
void yn_timestamper_wake (YnTimestamper *timestamper);

/* What is known of each: [{"name", "url", "health": "good" | "resting" | "used-up", "given", "quota", "last",
 * "asked", "until"}]. "last": the code of the last try, or null; "asked": when that was; "until": when a resting one is
 * asked again, both RFC 3339. */
YnJson *yn_timestamper_health (YnTimestamper *timestamper);
/* What such a list said earlier, of the authorities that are still on this one: given today, and who rests. */
void yn_timestamper_recall (YnTimestamper *timestamper, const YnJson *health);

G_END_DECLS
