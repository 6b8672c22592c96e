/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/problem-bar.h"

#include <glib/gi18n.h>

struct _YnProblemBar
{
  GtkBox parent_instance;

  YnFormView *form; /* beside it on the page, which owns both */
  GtkLabel *words;
};

typedef enum
{
  PROP_FORM = 1,
  N_PROPS
} YnProblemBarProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (YnProblemBar, yn_problem_bar, GTK_TYPE_BOX)

static void
judged_cb (YnProblemBar *self)
{
  guint n = yn_form_view_listed (self->form);
  g_autofree char *words = g_strdup_printf (ngettext ("%u thing to put right", "%u things to put right", n), n);

  if (n > 0 && g_strcmp0 (words, gtk_label_get_text (self->words)) != 0)
    gtk_label_set_text (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
previous_cb (YnProblemBar *self)
{
  yn_form_view_go_on (self->form, -1);
}

static void
next_cb (YnProblemBar *self)
{
  yn_form_view_go_on (self->form, 1);
}

static void
list_cb (YnProblemBar *self)
{
  yn_form_view_go_to_list (self->form);
}

static void
add_button (YnProblemBar *self, GtkWidget *button, const char *name, void (*pressed) (YnProblemBar *self))
{
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (pressed), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), button);
}

static void
add_arrow (YnProblemBar *self, const char *icon, const char *name, void (*pressed) (YnProblemBar *self))
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  add_button (self, button, name, pressed);
}

static void
yn_problem_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YnProblemBar *self = YN_PROBLEM_BAR (object);

  switch ((YnProblemBarProperty) id)
    {
    case PROP_FORM:
      self->form = g_value_get_object (value);
      if (self->form != NULL)
        g_signal_connect_object (self->form, "judged", G_CALLBACK (judged_cb), self, G_CONNECT_SWAPPED);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
yn_problem_bar_class_init (YnProblemBarClass *klass)
{
  G_OBJECT_CLASS (klass)->set_property = yn_problem_bar_set_property;
  properties[PROP_FORM] =
      g_param_spec_object ("form", NULL, NULL, YN_TYPE_FORM_VIEW, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
yn_problem_bar_init (YnProblemBar *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "problem-bar");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->words = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "problem");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->words));
  add_arrow (self, "go-up-symbolic", _("To the one before"), previous_cb);
  add_arrow (self, "go-down-symbolic", _("To the next one"), next_cb);
  add_button (self, gtk_button_new_with_label (_("All of them")), _("All of them"), list_cb);
}
