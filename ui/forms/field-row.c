/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/field-row.h"

#include <glib/gi18n.h>

typedef struct
{
  /* Template widgets */
  GtkLabel *label;
  GtkLabel *mark;
  GtkLabel *private_mark;
  AdwBin *slot;
  GtkLabel *help;
  GtkLabel *remark;
  GtkBox *problem_box;
  GtkLabel *problem;

  GtkWidget *focus; /* borrowed from the control */
  const YnFormItem *item; /* while the row is made */
  char *pointer;
  YnField *field;
  gboolean showing;
  gboolean required;
} YnFieldRowPrivate;

enum
{
  TYPED,
  CHOSEN,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (YnFieldRow, yn_field_row, GTK_TYPE_WIDGET)

#define PRIVATE(self) ((YnFieldRowPrivate *) yn_field_row_get_instance_private (self))

const char *
yn_field_row_pointer (YnFieldRow *self)
{
  return PRIVATE (self)->pointer;
}

const char *
yn_field_row_label (YnFieldRow *self)
{
  return gtk_label_get_text (PRIVATE (self)->label);
}

const YnField *
yn_field_row_field (YnFieldRow *self)
{
  return PRIVATE (self)->field;
}

gboolean
yn_field_row_is_showing (YnFieldRow *self)
{
  return PRIVATE (self)->showing;
}

void
yn_field_row_set_value (YnFieldRow *self, const YnJson *value)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  if (YN_FIELD_ROW_GET_CLASS (self)->typing && yn_field_row_has_focus (self))
    return;
  priv->showing = TRUE;
  YN_FIELD_ROW_GET_CLASS (self)->set_value (self, priv->field, value);
  priv->showing = FALSE;
}

void
yn_field_row_set_required (YnFieldRow *self, gboolean required)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  priv->required = required;
  gtk_widget_set_visible (GTK_WIDGET (priv->mark), required);
  if (priv->focus != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_PROPERTY_REQUIRED, required, -1);
}

void
yn_field_row_set_problem (YnFieldRow *self, const char *words)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  gtk_label_set_text (priv->problem, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->problem_box), words != NULL);
  if (words != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "wrong");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "wrong");
  if (priv->focus == NULL)
    return;
  gtk_accessible_update_state (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_STATE_INVALID,
                               words != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->focus), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : gtk_label_get_text (priv->help), -1);
}

void
yn_field_row_set_remark (YnFieldRow *self, const char *words)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  gtk_label_set_text (priv->remark, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->remark), words != NULL);
}

void
yn_field_row_focus (YnFieldRow *self)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  /* Of a group of buttons the first one takes it. */
  if (priv->focus != NULL && !gtk_widget_grab_focus (priv->focus))
    gtk_widget_child_focus (priv->focus, GTK_DIR_TAB_FORWARD);
}

gboolean
yn_field_row_has_focus (YnFieldRow *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

void
yn_field_row_set_control (YnFieldRow *self, GtkWidget *control, GtkWidget *focus)
{
  YnFieldRowPrivate *priv = PRIVATE (self);

  priv->focus = focus;
  adw_bin_set_child (priv->slot, control);
  gtk_label_set_mnemonic_widget (priv->label, focus);
  gtk_accessible_update_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_text (priv->help), -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, priv->problem, NULL, -1);
}

void
yn_field_row_typed (YnFieldRow *self, const char *text)
{
  if (!PRIVATE (self)->showing)
    g_signal_emit (self, signals[TYPED], 0, text);
}

void
yn_field_row_chosen (YnFieldRow *self, const YnJson *value)
{
  if (!PRIVATE (self)->showing)
    g_signal_emit (self, signals[CHOSEN], 0, value);
}

static void
left_cb (YnFieldRow *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static void
yn_field_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YnFieldRowPrivate *priv = PRIVATE (YN_FIELD_ROW (object));
  const YnFormItem *item = g_value_get_pointer (value);

  priv->pointer = g_strdup (item->pointer);
  priv->field = yn_field_ref (item->field);
  gtk_label_set_text (priv->label, item->label);
  gtk_label_set_text (priv->help, item->help);
  gtk_widget_set_visible (GTK_WIDGET (priv->help), *item->help != '\0');
  gtk_widget_set_visible (GTK_WIDGET (priv->private_mark), item->field->private);
}

static void
yn_field_row_dispose (GObject *object)
{
  GtkWidget *child;

  PRIVATE (YN_FIELD_ROW (object))->focus = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (yn_field_row_parent_class)->dispose (object);
}

static void
yn_field_row_finalize (GObject *object)
{
  YnFieldRowPrivate *priv = PRIVATE (YN_FIELD_ROW (object));

  g_clear_pointer (&priv->pointer, g_free);
  g_clear_pointer (&priv->field, yn_field_unref);
  G_OBJECT_CLASS (yn_field_row_parent_class)->finalize (object);
}

static void
yn_field_row_class_init (YnFieldRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yn_field_row_dispose;
  object_class->finalize = yn_field_row_finalize;
  object_class->set_property = yn_field_row_set_property;
  g_object_class_install_property (object_class, 1,
                                   g_param_spec_pointer ("item", NULL, NULL,
                                                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY
                                                             | G_PARAM_STATIC_STRINGS));
  signals[TYPED] = g_signal_new ("typed", YN_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
  signals[CHOSEN] = g_signal_new ("chosen", YN_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_POINTER);
  signals[LEFT] = g_signal_new ("left", YN_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/forms/field-row.ui");
  gtk_widget_class_bind_template_child_private (widget_class, YnFieldRow, label);
  gtk_widget_class_bind_template_child_private (widget_class, YnFieldRow, mark);
  gtk_widget_class_bind_template_child_private (widget_class, YnFieldRow, private_mark);
  gtk_widget_class_bind_template_child_private (widget_class, YnFieldRow, slot);
  gtk_widget_class_bind_template_child_private (widget_class, YnFieldRow, help);
  gtk_widget_class_bind_template_child_private (widget_class, YnFieldRow, remark);
  gtk_widget_class_bind_template_child_private (widget_class, YnFieldRow, problem_box);
  gtk_widget_class_bind_template_child_private (widget_class, YnFieldRow, problem);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "field");
}

static void
yn_field_row_init (YnFieldRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
