/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The five states of a page: loading, ready, empty, failed; and above what is ready a line that says it is old or
 * that the platform cannot be reached. */
#pragma once

#include "base/language.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YN_TYPE_STATE_VIEW (yn_state_view_get_type ())
G_DECLARE_FINAL_TYPE (YnStateView, yn_state_view, YN, STATE_VIEW, GtkWidget)

/* Signal "retry": the person pressed the button of the failed state. */

void yn_state_view_loading (YnStateView *self, const char *words);
/* The same, with a button that cancels @cancellable. */
void yn_state_view_waiting (YnStateView *self, const char *words, GCancellable *cancellable);
void yn_state_view_ready (YnStateView *self);

/* @action: a detailed action name for the one button, or NULL. */
void yn_state_view_empty (YnStateView *self, const char *icon, const char *title, const char *body, const char *label,
                          const char *action);
void yn_state_view_failed (YnStateView *self, const GError *error, YnLanguage language);
/* A button of the failed state beside the one that tries again. @action: a detailed action name. */
void yn_state_view_set_other_way (YnStateView *self, const char *label, const char *action);

/* The line above the content: "As of 09:12. The platform cannot be reached." NULL hides it. */
void yn_state_view_set_notice (YnStateView *self, const char *words);

gboolean yn_state_view_is_ready (YnStateView *self);

G_END_DECLS
