/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A timestamp got later for a filing: a document timestamp upon a later copy beside it (store/copies.h). What was
 * kept and submitted stays what it is (invariant 1). The courier gets one by itself for each filing that was signed
 * while no authority answered; a person may ask for one at any time. */
#pragma once

#include "desk/desk.h"
#include "desk/signatures.h"
#include "desk/stamping.h"
#include "store/copies.h"

G_BEGIN_DECLS

/* One more timestamp upon the newest copy of @filing, also by an authority that rests after a failure. @outcome (may be
 * NULL): who gave it, who did not and why; filled in failure too. YN_ERROR_TIMESTAMP_UNREACHABLE,
 * YN_ERROR_SIGNING_FORBIDDEN, YN_ERROR_NOT_FOUND. */
YnCopy *yn_desk_date (YnDesk *desk, const char *filing, YnSignOutcome **outcome, GCancellable *cancellable,
                      GError **error);
void yn_desk_date_async (YnDesk *desk, const char *filing, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
/* @outcome may be NULL. */
YnCopy *yn_desk_date_finish (YnDesk *desk, GAsyncResult *result, YnSignOutcome **outcome, GError **error);

/* How a filing is signed and dated by now. */
typedef struct
{
  GPtrArray *signatures; /* of YnSignature, as the newest copy bears them out, its own timestamps among them */
  YnCopy *copy;          /* the newest one; NULL: none */
  gboolean awaits;       /* one was signed without a timestamp, and the courier still gets one by itself */
} YnDated;

void yn_dated_free (YnDated *dated);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnDated, yn_dated_free)

/* YN_ERROR_NOT_FOUND. */
YnDated *yn_desk_dated (YnDesk *desk, const char *filing, GCancellable *cancellable, GError **error);
void yn_desk_dated_async (YnDesk *desk, const char *filing, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
YnDated *yn_desk_dated_finish (YnDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
