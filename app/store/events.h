/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What happened after the receipt: accepted, supplement asked, published, decided … Append-only, each with
 * the platform's signed paper where there is one; a status is the last event. Also the feed's cursor. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;      /* the platform's, unique: the same event twice is one */
  char *filing;
  char *kind; /* "accepted" | "supplement-asked" | "refused" | "published" | "not-published" | "decided" |
                 "issued" | "withdrawn" | "due" */
  gint64 at;
  YnJson *about; /* the event as the contract has it: code 承诺编码, reasons, due, by whom … */
  GBytes *paper; /* or NULL */
} YnEvent;

void yn_event_free (YnEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnEvent, yn_event_free)

/* One transaction: events and cursor move together. */
gboolean yn_events_append (YnStore *store, const char *enterprise, GPtrArray *events, const char *cursor,
                           GError **error);
char *yn_events_cursor (YnStore *store, const char *enterprise,
                        GError **error); /* NULL without error: from the beginning */
GPtrArray *yn_events_of (YnStore *store, const char *enterprise, const char *filing,
                         GError **error); /* oldest first */

G_END_DECLS
