/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Attached files, encrypted in 64 KiB frames, one file each, named by a row. They belong to a matter and
 * follow it from draft to filing. */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;      /* UUID of the row */
  char *matter;
  char *slot;    /* the service's attachment id: "duty-proof" */
  char *name;    /* as the person named the file */
  char *type;    /* media type, by content */
  char *sha256;
  guint64 size;
  int pages;     /* 0: not counted */
} YnAttachment;

void yn_attachment_free (YnAttachment *attachment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnAttachment, yn_attachment_free)

/* The file is on disk and fsynced before the row names it. @max: YN_ERROR_TOO_LARGE; nothing read:
 * YN_ERROR_FILE_EMPTY. */
YnAttachment *yn_attachments_add (YnStore *store, const char *enterprise, const char *matter,
                                  const char *slot, const char *name, const char *type, int pages,
                                  GInputStream *source, guint64 max, GCancellable *cancellable,
                                  GError **error);
/* The letter came home signed by hand: its scan takes the place of all that lie in @slot, the paper that lies in the
 * draft is taken back, and none that left to be signed by hand is awaited any more. All of it, or nothing:
 * YN_ERROR_STALE_REVISION and those above. */
YnAttachment *yn_attachments_add_scan (YnStore *store, const char *enterprise, const char *matter, gint64 revision,
                                       const char *slot, const char *name, const char *type, int pages,
                                       GInputStream *source, guint64 max, gint64 now, GCancellable *cancellable,
                                       GError **error);
GPtrArray *yn_attachments_list (YnStore *store, const char *enterprise, const char *matter, GError **error);
gboolean yn_attachments_remove (YnStore *store, const char *enterprise, const char *id, GError **error);
/* Plain bytes, seekable. */
GInputStream *yn_attachments_open (YnStore *store, const YnAttachment *attachment, GError **error);

G_END_DECLS
