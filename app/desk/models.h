/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* What a draft can be begun like: the enterprise's earlier filings of the service, and templates that a person keeps.
 */
#pragma once

#include "desk/desk.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *service;
  char *name; /* of a template; NULL: an earlier filing */
  char *day;  /* civil: filed or saved on */
} YnModel;

void yn_model_free (YnModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnModel, yn_model_free)

GPtrArray *yn_desk_models (YnDesk *desk, const char *service, GCancellable *cancellable,
                           GError **error); /* of YnModel: templates, then filings, each newest first */
void yn_desk_models_async (YnDesk *desk, const char *service, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *yn_desk_models_finish (YnDesk *desk, GAsyncResult *result, GError **error);

/* Keeps the answers of a draft, as they were last saved, under a name; one of that name is replaced. */
gboolean yn_desk_keep_template (YnDesk *desk, const char *matter, const char *name, GCancellable *cancellable,
                                GError **error);
void yn_desk_keep_template_async (YnDesk *desk, const char *matter, const char *name, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean yn_desk_keep_template_finish (YnDesk *desk, GAsyncResult *result, GError **error);

gboolean yn_desk_drop_template (YnDesk *desk, const char *template, GCancellable *cancellable, GError **error);
void yn_desk_drop_template_async (YnDesk *desk, const char *template, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean yn_desk_drop_template_finish (YnDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
