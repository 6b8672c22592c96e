/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Sitting down: which platform, which account. */
#pragma once

#include "desk/desk.h"
#include "platform/account.h"

G_BEGIN_DECLS

/* Discovers the platform at @address (NULL: the one of the settings; a chair gives the address of the practice platform
 * it started), opens its store, believes a practice platform's seals, and finds the account if the keyring still has
 * one. A platform that cannot be reached, but was once, is sat down at offline: what waits is there, and goes later.
 * Errors: weather where it was never reached, YN_ERROR_OTHER_PLATFORM (the address answers with another identity),
 * YN_ERROR_NOT_FOUND (no address), store and keyring errors. */
gboolean yn_desk_connect (YnDesk *desk, const char *address, GCancellable *cancellable, GError **error);
void yn_desk_connect_async (YnDesk *desk, const char *address, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gboolean yn_desk_connect_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* What to do with a store that is damaged or whose key is lost, once the person asks for it: it is renamed, never
 * deleted, and the next connect begins a new one. The new name of its database. YN_ERROR_NOT_FOUND: no store of
 * @address. */
char *yn_desk_set_store_aside (YnDesk *desk, const char *address, GError **error);

/* The sample enterprises of a practice platform, each with its story. */
typedef struct
{
  char *uscc;
  char *name;
  char *trade; /* in the language of the desk */
  char *story; /* one or two sentences: what this enterprise has to do */
} YnSample;

void yn_sample_free (YnSample *sample);

GPtrArray *yn_desk_samples (YnDesk *desk, GCancellable *cancellable, GError **error); /* of YnSample */
void yn_desk_samples_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
GPtrArray *yn_desk_samples_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* Device grant. Begin shows the code; wait ends when it is approved and the enterprise is known. */
YnDeviceGrant *yn_desk_sign_in_begin (YnDesk *desk, GCancellable *cancellable, GError **error);
void yn_desk_sign_in_begin_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
YnDeviceGrant *yn_desk_sign_in_begin_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* @grant must stay alive until it ends. */
gboolean yn_desk_sign_in_wait (YnDesk *desk, YnDeviceGrant *grant, GCancellable *cancellable, GError **error);
void yn_desk_sign_in_wait_async (YnDesk *desk, YnDeviceGrant *grant, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean yn_desk_sign_in_wait_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* What the practice phone's two buttons do. */
gboolean yn_desk_practice_approve (YnDesk *desk, const char *user_code, const char *uscc, gboolean approve,
                                   GCancellable *cancellable, GError **error);
void yn_desk_practice_approve_async (YnDesk *desk, const char *user_code, const char *uscc, gboolean approve,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean yn_desk_practice_approve_finish (YnDesk *desk, GAsyncResult *result, GError **error);

gboolean yn_desk_sign_out (YnDesk *desk, GCancellable *cancellable, GError **error);
void yn_desk_sign_out_async (YnDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean yn_desk_sign_out_finish (YnDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
