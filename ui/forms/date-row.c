/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/date-row.h"

#include "base/clock.h"
#include "widgets/tip.h"

#include <stdio.h>
#include <string.h>

struct _YnDateRow
{
  YnFieldRow parent_instance;

  GtkEntry *entry;
  GtkMenuButton *button;
  GtkCalendar *calendar; /* NULL until it was opened once */
};

G_DEFINE_FINAL_TYPE (YnDateRow, yn_date_row, YN_TYPE_FIELD_ROW)

static void
changed_cb (YnDateRow *self)
{
  yn_field_row_typed (YN_FIELD_ROW (self), gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

/* Of a moment only the day is picked; the hour that is typed stays. */
static void
picked_cb (YnDateRow *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *hour = strchr (typed, ' ');
  g_autofree char *both = g_strconcat (text, hour != NULL ? hour : "", NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), both);
  gtk_menu_button_popdown (self->button);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* The calendar opens on the day that is typed. */
static void
opening_cb (GtkMenuButton *button, gpointer row)
{
  YnDateRow *self = YN_DATE_ROW (row);
  g_autofree char *text =
      g_strndup (gtk_editable_get_text (GTK_EDITABLE (self->entry)), strlen ("YYYY-MM-DD"));
  g_autoptr (GDateTime) day = NULL;
  int y, m, d;

  if (self->calendar == NULL)
    {
      GtkWidget *popover = gtk_popover_new ();

      self->calendar = GTK_CALENDAR (gtk_calendar_new ());
      gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
      gtk_menu_button_set_popover (button, popover);
      g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (picked_cb), self);
    }
  if (!yn_day_valid (text) || sscanf (text, "%4d-%2d-%2d", &y, &m, &d) != 3)
    return;
  day = g_date_time_new_local (y, m, d, 0, 0, 0);
  g_signal_handlers_block_by_func (self->calendar, picked_cb, self);
  gtk_calendar_select_day (self->calendar, day);
  g_signal_handlers_unblock_by_func (self->calendar, picked_cb, self);
}

static void
yn_date_row_set_value (YnFieldRow *row, const YnField *field, const YnJson *value)
{
  YnDateRow *self = YN_DATE_ROW (row);
  g_autofree char *text = yn_field_edit_text (field, value);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static void
yn_date_row_set_editable (YnFieldRow *row, gboolean editable)
{
  YnDateRow *self = YN_DATE_ROW (row);

  gtk_editable_set_editable (GTK_EDITABLE (self->entry), editable);
  gtk_widget_set_visible (GTK_WIDGET (self->button), editable); /* there is no day to pick */
  if (editable)
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "locked");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "locked");
}

static void
yn_date_row_constructed (GObject *object)
{
  YnDateRow *self = YN_DATE_ROW (object);
  YnFieldRow *row = YN_FIELD_ROW (object);
  const YnField *field = yn_field_row_field (row);
  gboolean moment = field->kind == YN_FIELD_DATE_TIME;
  GtkWidget *control = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *pick = g_strdup_printf (yn_field_row_say (row, "Pick a day: %s"), yn_field_row_label (row));

  G_OBJECT_CLASS (yn_date_row_parent_class)->constructed (object);
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  gtk_entry_set_placeholder_text (self->entry, field->placeholder != NULL ? field->placeholder
                                               : moment                   ? yn_field_row_say (row, "YYYY-MM-DD hh:mm")
                                                                          : yn_field_row_say (row, "YYYY-MM-DD"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), moment ? 16 : 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), moment ? 18 : 14);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "numeric");
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "x-office-calendar-symbolic");
  gtk_menu_button_set_create_popup_func (self->button, opening_cb, self, NULL);
  yn_tip (GTK_WIDGET (self->button), yn_field_row_say (row, "Pick a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, pick, -1);
  gtk_widget_add_css_class (control, "linked");
  gtk_widget_set_halign (control, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (control), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (control), GTK_WIDGET (self->button));
  yn_field_row_set_control (row, control, GTK_WIDGET (self->entry));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
}

static void
yn_date_row_class_init (YnDateRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = yn_date_row_constructed;
  YN_FIELD_ROW_CLASS (klass)->set_value = yn_date_row_set_value;
  YN_FIELD_ROW_CLASS (klass)->set_editable = yn_date_row_set_editable;
  YN_FIELD_ROW_CLASS (klass)->typing = TRUE;
}

static void
yn_date_row_init (YnDateRow *self)
{
}
