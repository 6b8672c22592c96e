/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/slider-row.h"

#include <string.h>

struct _YnSliderRow
{
  YnFieldRow parent_instance;

  GtkRange *scale;
  GtkLabel *number;
  int digits; /* behind the point, as the step has */
  gboolean answered;
};

G_DEFINE_FINAL_TYPE (YnSliderRow, yn_slider_row, YN_TYPE_FIELD_ROW)

/* The slider counts in doubles; the answer is the decimal that it stands at, of as many digits as the step
 * has. */
static char *
text_of (YnSliderRow *self)
{
  return g_strdup_printf ("%.*f", self->digits, gtk_range_get_value (self->scale));
}

static void
show_number (YnSliderRow *self)
{
  const YnField *field = yn_field_row_field (YN_FIELD_ROW (self));
  g_autofree char *text = self->answered ? text_of (self) : g_strdup ("—");
  g_autofree char *words = field->unit != NULL ? g_strconcat (text, " ", field->unit, NULL) : g_strdup (text);

  gtk_label_set_text (self->number, words);
}

static void
moved_cb (YnSliderRow *self)
{
  const YnField *field = yn_field_row_field (YN_FIELD_ROW (self));
  g_autofree char *text = NULL;
  g_autoptr (YnJson) value = NULL;

  if (yn_field_row_is_showing (YN_FIELD_ROW (self)))
    return;
  self->answered = TRUE;
  show_number (self);
  text = text_of (self);
  value = yn_field_parse (field, text, NULL);
  yn_field_row_chosen (YN_FIELD_ROW (self), value);
}

static void
yn_slider_row_set_value (YnFieldRow *row, const YnField *field, const YnJson *value)
{
  YnSliderRow *self = YN_SLIDER_ROW (row);
  const char *number = yn_json_number (value);

  self->answered = number != NULL;
  if (number != NULL)
    gtk_range_set_value (self->scale, g_ascii_strtod (number, NULL));
  show_number (self);
}

static double
number_or (const char *text, double fallback)
{
  return text != NULL ? g_ascii_strtod (text, NULL) : fallback;
}

static int
digits_of (const char *step)
{
  const char *point = step != NULL ? strchr (step, '.') : NULL;

  return point != NULL ? (int) MIN (strlen (point + 1), 9) : 0;
}

/* The wheel turns the page, also where the pointer happens to be over a slider: an answer is never changed in
 * passing. */
static void
leave_wheel_alone (GtkWidget *scale)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (scale);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

static void
yn_slider_row_constructed (GObject *object)
{
  YnSliderRow *self = YN_SLIDER_ROW (object);
  YnFieldRow *row = YN_FIELD_ROW (object);
  const YnField *field = yn_field_row_field (row);
  double least = number_or (field->minimum, 0), most = number_or (field->maximum, 100);
  double step = number_or (field->step, field->kind == YN_FIELD_INTEGER ? 1 : (most - least) / 100);
  GtkWidget *control = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *widest = g_strdup_printf ("%s%s", field->maximum != NULL ? field->maximum : "100",
                                             field->unit != NULL ? field->unit : "");

  G_OBJECT_CLASS (yn_slider_row_parent_class)->constructed (object);
  self->digits = field->kind == YN_FIELD_INTEGER ? 0 : field->step != NULL ? digits_of (field->step) : 2;
  self->scale = GTK_RANGE (
      gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, least, MAX (most, least + step), step));
  gtk_range_set_round_digits (self->scale, self->digits);
  leave_wheel_alone (GTK_WIDGET (self->scale));
  gtk_widget_set_hexpand (GTK_WIDGET (self->scale), TRUE);
  self->number = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_width_chars (self->number, (int) g_utf8_strlen (widest, -1) + 2);
  gtk_label_set_xalign (self->number, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "numeric");
  gtk_box_append (GTK_BOX (control), GTK_WIDGET (self->scale));
  gtk_box_append (GTK_BOX (control), GTK_WIDGET (self->number));
  yn_field_row_set_control (row, control, GTK_WIDGET (self->scale));
  g_signal_connect_swapped (self->scale, "value-changed", G_CALLBACK (moved_cb), self);
}

static void
yn_slider_row_class_init (YnSliderRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = yn_slider_row_constructed;
  YN_FIELD_ROW_CLASS (klass)->set_value = yn_slider_row_set_value;
}

static void
yn_slider_row_init (YnSliderRow *self)
{
}
