/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/start-page.h"

#include "desk/sitting.h"
#include "widgets/paragraph.h"
#include "widgets/state-view.h"

#include <glib/gi18n.h>

struct _YnStartPage
{
  YnPage parent_instance;

  /* Template widgets */
  GtkLabel *samples_words;
  YnStateView *samples_state;
  GtkFlowBox *samples;
  GtkWidget *real_sign_in;
  GtkWidget *practice_button;
  GtkEntry *address;
};

G_DEFINE_FINAL_TYPE (YnStartPage, yn_start_page, YN_TYPE_PAGE)

static GtkWidget *
words_new (const char *text, const char *style)
{
  GtkWidget *label = yn_paragraph_new (text, style);

  gtk_label_set_width_chars (GTK_LABEL (label), 18);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  return label;
}

static GtkWidget *
sample_new (const YnSample *sample)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *story = words_new (sample->story, NULL);
  g_autofree char *name = g_strdup_printf (_("Sit down as %s"), sample->name);

  gtk_widget_set_vexpand (story, TRUE);
  gtk_widget_set_valign (story, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), words_new (sample->trade, "tag-line"));
  gtk_box_append (GTK_BOX (box), words_new (sample->name, "heading"));
  gtk_box_append (GTK_BOX (box), story);
  gtk_box_append (GTK_BOX (box), words_new (_("Sit down →"), "go"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "door");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", sample->uscc, sample->name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "room.sit");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sample->story, -1);
  return button;
}

static void
samples_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnStartPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) samples = yn_desk_samples_finish (YN_DESK (source), result, &error);
  GtkWidget *child;

  if (samples == NULL)
    {
      yn_state_view_failed (self->samples_state, error, yn_page_language (YN_PAGE (self)));
      return;
    }
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->samples))) != NULL)
    gtk_flow_box_remove (self->samples, child);
  for (guint i = 0; i < samples->len; i++)
    {
      GtkWidget *sample = sample_new (g_ptr_array_index (samples, i));

      gtk_flow_box_append (self->samples, sample);
      gtk_widget_set_focusable (gtk_widget_get_parent (sample), FALSE);
    }
  yn_state_view_ready (self->samples_state);
}

void
yn_start_page_arrive (YnStartPage *self, const GError *error)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (yn_page_desk (YN_PAGE (self)));
  gboolean real = status->connected && !status->practice;

  gtk_widget_set_visible (GTK_WIDGET (self->samples_words), !real);
  gtk_widget_set_visible (self->real_sign_in, real);
  gtk_widget_set_visible (self->practice_button, real || error != NULL);
  if (error != NULL)
    {
      yn_state_view_failed (self->samples_state, error, yn_page_language (YN_PAGE (self)));
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->samples_state), !real);
  if (status->practice)
    yn_desk_samples_async (yn_page_desk (YN_PAGE (self)), yn_page_cancellable (YN_PAGE (self)), samples_cb,
                           g_object_ref (self));
}

static void
retry_cb (YnStartPage *self)
{
  yn_state_view_loading (self->samples_state, _("Starting the practice platform…"));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.reconnect", NULL);
}

static void
connect_cb (YnStartPage *self)
{
  const char *address = gtk_editable_get_text (GTK_EDITABLE (self->address));

  if (*address == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->address));
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->samples_state), TRUE);
  yn_state_view_loading (self->samples_state, _("Asking the platform who it is…"));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.connect", "s", address);
}

static void
yn_start_page_class_init (YnStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YN_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnStartPage, samples_words);
  gtk_widget_class_bind_template_child (widget_class, YnStartPage, samples_state);
  gtk_widget_class_bind_template_child (widget_class, YnStartPage, samples);
  gtk_widget_class_bind_template_child (widget_class, YnStartPage, real_sign_in);
  gtk_widget_class_bind_template_child (widget_class, YnStartPage, practice_button);
  gtk_widget_class_bind_template_child (widget_class, YnStartPage, address);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
}

static void
yn_start_page_init (YnStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_state_view_loading (self->samples_state, _("Starting the practice platform…"));
}
