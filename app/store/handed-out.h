/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What left the desk to be signed elsewhere, and what of it came home. It goes with the draft it belongs to. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 at;   /* when it left */
  char *field; /* whose signature is awaited: "yn-legal-representative-1" */
  char *who;   /* in words */
  char *paper; /* SHA-256 of the paper that left */
  gint64 home; /* when that signature came home; 0: it has not */
  gboolean bare; /* the paper alone: what is printed and signed by hand */
} YnHandedOut;

void yn_handed_out_free (YnHandedOut *out);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnHandedOut, yn_handed_out_free)

/* YN_ERROR_STORE_DAMAGED. A paper that leaves twice in one instant left once. */
gboolean yn_handed_out_note (YnStore *store, const char *enterprise, const char *matter, const YnHandedOut *out,
                             GError **error);
/* All that waited for the signature in @field has it now. */
gboolean yn_handed_out_note_home (YnStore *store, const char *enterprise, const char *matter, const char *field,
                                  gint64 now, GError **error);
/* The letter came home signed by hand: what left as a paper alone is home. A two-person file is where it was. */
gboolean yn_handed_out_note_in_ink (YnStore *store, const char *enterprise, const char *matter, gint64 now,
                                    GError **error);
/* Of YnHandedOut, as they left. */
GPtrArray *yn_handed_out_of (YnStore *store, const char *enterprise, const char *matter, GError **error);

G_END_DECLS
