/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/state-view.h"

#include "explain.h"
#include "widgets/one-of.h"
#include "widgets/why.h"

#include <glib/gi18n.h>

struct _YnStateView
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkRevealer *notice;
  GtkLabel *notice_words;
  GtkLabel *loading_words;
  GtkSpinner *spinner;
  GtkWidget *stop;
  AdwBin *content;
  AdwStatusPage *empty;
  GtkButton *empty_button;
  GtkLabel *failed_what;
  GtkLabel *failed_body;
  GtkButton *other;

  GCancellable *cancellable; /* of what is waited for, or NULL */
};

enum
{
  PROP_CHILD = 1,
  N_PROPS
};

enum
{
  RETRY,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnStateView, yn_state_view, GTK_TYPE_WIDGET)

/* AdwStatusPage reads its description as markup. */
static void
describe (AdwStatusPage *page, const char *title, const char *body)
{
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe_body = g_markup_escape_text (body, -1);

  adw_status_page_set_title (page, safe_title);
  adw_status_page_set_description (page, safe_body);
}

static void
stop_cb (YnStateView *self)
{
  gtk_label_set_text (self->loading_words, _("Cancelling…"));
  yn_why_not (self->stop, _("Cancelling…"), NULL);
  g_cancellable_cancel (self->cancellable);
}

void
yn_state_view_waiting (YnStateView *self, const char *words, GCancellable *cancellable)
{
  yn_state_view_loading (self, words);
  g_set_object (&self->cancellable, cancellable);
  yn_why_not (self->stop, NULL, NULL);
  gtk_widget_show (self->stop);
}

void
yn_state_view_loading (YnStateView *self, const char *words)
{
  gtk_widget_hide (self->stop);
  gtk_label_set_text (self->loading_words, words);
  gtk_spinner_start (self->spinner);
  yn_one_of_show_named (self->stack, "loading");
}

void
yn_state_view_ready (YnStateView *self)
{
  gtk_spinner_stop (self->spinner);
  yn_one_of_show_named (self->stack, "ready");
}

gboolean
yn_state_view_is_ready (YnStateView *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "ready") == 0;
}

void
yn_state_view_empty (YnStateView *self,
                     const char *icon,
                     const char *title,
                     const char *body,
                     const char *label,
                     const char *action)
{
  gtk_spinner_stop (self->spinner);
  adw_status_page_set_icon_name (self->empty, icon);
  describe (self->empty, title, body);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_button), action != NULL);
  if (action != NULL)
    {
      gtk_button_set_label (self->empty_button, label);
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->empty_button), action);
    }
  yn_one_of_show_named (self->stack, "empty");
}

void
yn_state_view_failed (YnStateView *self, const GError *error, YnLanguage language)
{
  g_autoptr (YnExplanation) explanation = NULL;
  g_autofree char *body = NULL;

  if (yn_explain_nothing (error))
    return;
  explanation = yn_problems_explain (error, language);
  body = g_strjoin (*explanation->means != '\0' ? "\n" : "", explanation->means, explanation->remedy, NULL);
  gtk_spinner_stop (self->spinner);
  gtk_label_set_text (self->failed_what, explanation->what);
  gtk_label_set_text (self->failed_body, body);
  gtk_widget_set_visible (GTK_WIDGET (self->failed_body), *body != '\0');
  yn_one_of_show_named (self->stack, "failed");
}

void
yn_state_view_set_other_way (YnStateView *self, const char *label, const char *action)
{
  gtk_button_set_label (self->other, label);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->other), action);
  gtk_widget_show (GTK_WIDGET (self->other));
}

void
yn_state_view_set_notice (YnStateView *self, const char *words)
{
  if (words != NULL)
    gtk_label_set_text (self->notice_words, words);
  gtk_revealer_set_reveal_child (self->notice, words != NULL);
}

static void
retry_cb (YnStateView *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
yn_state_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, adw_bin_get_child (YN_STATE_VIEW (object)->content));
}

static void
yn_state_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  adw_bin_set_child (YN_STATE_VIEW (object)->content, g_value_get_object (value));
}

static void
yn_state_view_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&YN_STATE_VIEW (object)->cancellable);
  G_OBJECT_CLASS (yn_state_view_parent_class)->dispose (object);
}

static void
yn_state_view_class_init (YnStateViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yn_state_view_dispose;
  object_class->get_property = yn_state_view_get_property;
  object_class->set_property = yn_state_view_set_property;
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[RETRY] = g_signal_new ("retry", YN_TYPE_STATE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/widgets/state-view.ui");
  gtk_widget_class_bind_template_child (widget_class, YnStateView, stack);
  gtk_widget_class_bind_template_child (widget_class, YnStateView, notice);
  gtk_widget_class_bind_template_child (widget_class, YnStateView, notice_words);
  gtk_widget_class_bind_template_child (widget_class, YnStateView, loading_words);
  gtk_widget_class_bind_template_child (widget_class, YnStateView, spinner);
  gtk_widget_class_bind_template_child (widget_class, YnStateView, stop);
  gtk_widget_class_bind_template_child (widget_class, YnStateView, content);
  gtk_widget_class_bind_template_child (widget_class, YnStateView, empty);
  gtk_widget_class_bind_template_child (widget_class, YnStateView, empty_button);
  gtk_widget_class_bind_template_child (widget_class, YnStateView, failed_what);
  gtk_widget_class_bind_template_child (widget_class, YnStateView, failed_body);
  gtk_widget_class_bind_template_child (widget_class, YnStateView, other);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
yn_state_view_init (YnStateView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
}
