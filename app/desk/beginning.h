/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* How a draft begins: from what the platform knows of the enterprise, from an earlier filing ("as last year"), from a
 * template, from a filing that is to be supplemented. What was brought in is noted with where it came from. */
#pragma once

#include "desk/desk.h"
#include "forms/offer.h"
#include "store/drafts.h"

G_BEGIN_DECLS

/* A draft of @service with the enterprise's own data filled in. @start: answers to lay over, may be NULL. @about:
 * {"relation","id"} or NULL. YN_ERROR_NOT_SIGNED_IN, YN_ERROR_SERVICE_INCOMPLETE. */
YnDraft *yn_desk_begin (YnDesk *desk, const char *service, const YnJson *start, const YnJson *about,
                        GCancellable *cancellable, GError **error);
/* The window's twin: @start and @about as JSON text, "" for none: what an action carries. */
void yn_desk_begin_text_async (YnDesk *desk, const char *service, const char *start, const char *about,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
YnDraft *yn_desk_begin_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* The same; @offers (may be NULL) are taken before @start is laid over. */
YnDraft *yn_desk_begin_with (YnDesk *desk, const char *service, GPtrArray *offers, const YnJson *start,
                             const YnJson *about, GCancellable *cancellable, GError **error);

/* The same for a table that is read twice, once to be shown and once to be signed: the @nth (from 0) of those that
 * begin with the same answers @start is the same matter whenever it is begun on the same day. One that lies here
 * already is answered as it is, and @begun is FALSE. YN_ERROR_ALREADY_FILED. */
YnDraft *yn_desk_begin_nth (YnDesk *desk, const char *service, const YnJson *start, guint nth, gboolean *begun,
                            GError **error);

/* Begins a draft with the answers of the filing or template @model (models.h). Where the profile says otherwise today,
 * the profile is right; days, and what differs from last time, are to be looked at again. Attachments are not copied.
 * @start (may be NULL) is laid over. */
YnDraft *yn_desk_begin_like (YnDesk *desk, const char *model, const YnJson *start, GCancellable *cancellable,
                             GError **error);
void yn_desk_begin_like_async (YnDesk *desk, const char *model, const YnJson *start, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
YnDraft *yn_desk_begin_like_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* The offers of @model for a draft that lies open. */
GPtrArray *yn_desk_offers_of_model (YnDesk *desk, const char *model, GCancellable *cancellable, GError **error);
void yn_desk_offers_of_model_async (YnDesk *desk, const char *model, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *yn_desk_offers_of_model_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* What is known of a credit code at the place (the pointer) where it was typed: of the enterprise's own code its
 * profile, of an authority's its name, of a sample's on a practice platform its name. */
GPtrArray *yn_desk_offers_of_code (YnDesk *desk, const char *service, const char *pointer, const char *uscc,
                                   GCancellable *cancellable, GError **error);
void yn_desk_offers_of_code_async (YnDesk *desk, const char *service, const char *pointer, const char *uscc,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *yn_desk_offers_of_code_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* The same form once more with the answers and attachments of @filing, to supplement it (补正): hidden answers and where
 * all came from are back. */
YnDraft *yn_desk_supplement (YnDesk *desk, const char *filing, GCancellable *cancellable, GError **error);
void yn_desk_supplement_async (YnDesk *desk, const char *filing, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
YnDraft *yn_desk_supplement_finish (YnDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
