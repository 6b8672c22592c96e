/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* A store with one enterprise in a temporary folder, for the tests of this folder. */
#pragma once

#include "base/error.h"
#include "fixtures/folder.h"
#include "fixtures/memory-keyring.h"
#include "store/attachments.h"
#include "store/drafts.h"
#include "store/filings.h"

G_BEGIN_DECLS

#define PLATFORM "6f1c2b7e-0000-4000-8000-000000000001"

typedef struct
{
  TestFolder *folder;
  TestMemory memory;
  YnKeyring *keyring;
  YnStore *store;
  YnEnterprise *enterprise;
  const char *id; /* the enterprise's */
} Desk;

void desk_set_up (Desk *desk, gconstpointer data);
void desk_tear_down (Desk *desk, gconstpointer data);

YnStore *desk_open (Desk *desk, GError **error);
void desk_reopen (Desk *desk);
char *desk_path (Desk *desk, const char *name); /* in the store's folder */

YnJson *json_of (const char *text);
GBytes *bytes_of (const char *text);

YnDraft *desk_begin (Desk *desk, const char *answers);
/* A draft with a paper in it. */
YnDraft *desk_print (Desk *desk, const char *paper);
YnFiling *desk_keep (Desk *desk, const char *paper);
YnAttachment *desk_attach (Desk *desk, const char *matter, const char *content);

/* Counts the files of the store's folder, of all kinds, in which @bytes occur. */
guint desk_files_with (Desk *desk, const char *bytes, guint *files);

G_END_DECLS
