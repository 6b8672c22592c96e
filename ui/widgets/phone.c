/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/phone.h"

#include "widgets/one-of.h"

struct _YnPhone
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkLabel *enterprise;
  GtkLabel *code;
  GtkStack *answers;
  GtkLabel *done;
};

enum
{
  ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnPhone, yn_phone, GTK_TYPE_WIDGET)

void
yn_phone_ask (YnPhone *self, const char *enterprise, const char *code)
{
  gtk_label_set_text (self->enterprise, enterprise);
  gtk_label_set_text (self->code, code);
  yn_one_of_show_named (self->answers, "ask");
}

void
yn_phone_done (YnPhone *self, const char *words)
{
  gtk_label_set_text (self->done, words);
  yn_one_of_show_named (self->answers, "done");
}

static void
agree_cb (YnPhone *self)
{
  g_signal_emit (self, signals[ANSWERED], 0, TRUE);
}

static void
refuse_cb (YnPhone *self)
{
  g_signal_emit (self, signals[ANSWERED], 0, FALSE);
}

static void
yn_phone_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (yn_phone_parent_class)->dispose (object);
}

static void
yn_phone_class_init (YnPhoneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_phone_dispose;
  signals[ANSWERED] = g_signal_new ("answered", YN_TYPE_PHONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/widgets/phone.ui");
  gtk_widget_class_bind_template_child (widget_class, YnPhone, enterprise);
  gtk_widget_class_bind_template_child (widget_class, YnPhone, code);
  gtk_widget_class_bind_template_child (widget_class, YnPhone, answers);
  gtk_widget_class_bind_template_child (widget_class, YnPhone, done);
  gtk_widget_class_bind_template_callback (widget_class, agree_cb);
  gtk_widget_class_bind_template_callback (widget_class, refuse_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "phone");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
yn_phone_init (YnPhone *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
