/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/link-row.h"

#include "words.h"

#include <glib/gi18n.h>

struct _YnLinkRow
{
  GtkButton parent_instance;

  /* Template widgets */
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *end;
};

G_DEFINE_FINAL_TYPE (YnLinkRow, yn_link_row, GTK_TYPE_BUTTON)

GtkWidget *
yn_link_row_new (const char *icon, const char *title, const char *subtitle, const char *end)
{
  YnLinkRow *self = g_object_new (YN_TYPE_LINK_ROW, NULL);
  g_autofree char *name = g_strjoin (", ", title, end != NULL && *end != '\0' ? end : NULL, NULL);

  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), subtitle != NULL && *subtitle != '\0');
  gtk_label_set_text (self->end, end != NULL ? end : "");
  gtk_widget_set_visible (GTK_WIDGET (self->end), end != NULL && *end != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle != NULL ? subtitle : "", -1);
  return GTK_WIDGET (self);
}

void
yn_link_row_set_action (YnLinkRow *self, const char *action, const char *target)
{
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), action);
}

static const char *
stage_icon (YnStage stage)
{
  switch (stage)
    {
    case YN_STAGE_FILLING:
      return "document-edit-symbolic";
    case YN_STAGE_TO_SIGN:
      return "document-properties-symbolic";
    case YN_STAGE_WAITING:
      return "mail-send-symbolic";
    case YN_STAGE_RECEIVED:
      return "mail-read-symbolic";
    case YN_STAGE_SUPPLEMENT:
      return "dialog-warning-symbolic";
    case YN_STAGE_ACCEPTED:
      return "object-select-symbolic";
    case YN_STAGE_DONE:
      return "emblem-ok-symbolic";
    case YN_STAGE_REFUSED:
      return "action-unavailable-symbolic";
    case YN_STAGE_WITHDRAWN:
      return "edit-undo-symbolic";
    default:
      return "text-x-generic-symbolic";
    }
}

static void
append_line (GString *lines, const char *line)
{
  if (line != NULL && *line != '\0')
    g_string_append_printf (lines, "%s\n", line);
}

GtkWidget *
yn_link_row_new_for_standing (const YnStanding *standing, YnLanguage language)
{
  g_autofree char *moment = yn_words_moment (standing->changed, language);
  g_autoptr (GString) subtitle = g_string_new (NULL);
  GtkWidget *row;

  append_line (subtitle, standing->apart);
  append_line (subtitle, standing->explain);
  g_string_append (subtitle, moment);
  row = yn_link_row_new (stage_icon (standing->stage), standing->title, subtitle->str, standing->status);
  gtk_widget_add_css_class (row, yn_stage_name (standing->stage));
  yn_link_row_set_action (YN_LINK_ROW (row), "room.open", standing->id != NULL ? standing->id : standing->matter);
  return row;
}

char *
yn_link_rows_shown (GPtrArray *standings)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < standings->len; i++)
    {
      const YnStanding *standing = g_ptr_array_index (standings, i);

      g_string_append_printf (shown, "%s\t%s\t%s\t%s\t%s\t%" G_GINT64_FORMAT "\n",
                              standing->id != NULL ? standing->id : standing->matter, standing->title, standing->status,
                              standing->explain, standing->apart != NULL ? standing->apart : "", standing->changed);
    }
  return g_string_free (shown, FALSE);
}

static void
yn_link_row_class_init (YnLinkRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/widgets/link-row.ui");
  gtk_widget_class_bind_template_child (widget_class, YnLinkRow, icon);
  gtk_widget_class_bind_template_child (widget_class, YnLinkRow, title);
  gtk_widget_class_bind_template_child (widget_class, YnLinkRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, YnLinkRow, end);
}

static void
yn_link_row_init (YnLinkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
