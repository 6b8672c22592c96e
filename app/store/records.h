/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The last record (信用记录) and the reports that the platform gave, with their day. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  YnJson *record; /* data/contract, Record */
  char *etag;     /* or NULL */
  gint64 fetched;
} YnRecordCopy;

void yn_record_copy_free (YnRecordCopy *copy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnRecordCopy, yn_record_copy_free)

gboolean yn_records_put (YnStore *store, const char *enterprise, const YnJson *record, const char *etag,
                         gint64 now, GError **error);
YnRecordCopy *yn_records_get (YnStore *store, const char *enterprise,
                              GError **error); /* NULL without error: none */

G_END_DECLS
