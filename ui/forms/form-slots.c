/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/form-slots.h"

#include <glib/gi18n.h>
#include <string.h>

struct _YnFormSlots
{
  GtkBox parent_instance;

  GPtrArray *slots; /* of YnAttachmentSlot, borrowed */
};

enum
{
  ATTACH,
  DETACH,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnFormSlots, yn_form_slots, GTK_TYPE_BOX)

static void
attach_cb (YnFormSlots *self, GFile *file, YnAttachmentSlot *slot)
{
  g_signal_emit (self, signals[ATTACH], 0, yn_attachment_slot_id (slot), file);
}

static void
detach_cb (YnFormSlots *self, const char *id)
{
  g_signal_emit (self, signals[DETACH], 0, id);
}

void
yn_form_slots_draw (YnFormSlots *self, const YnJson *slots, YnLanguage language)
{
  GtkWidget *heading = gtk_label_new (_("Attachments"));
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 20);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  g_ptr_array_set_size (self->slots, 0);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "title-4");
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "form-group");
  for (guint i = 0; i < yn_json_size (slots); i++)
    {
      GtkWidget *slot = yn_attachment_slot_new (yn_json_at (slots, i), language);

      g_signal_connect_object (slot, "attach", G_CALLBACK (attach_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (slot, "detach", G_CALLBACK (detach_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->slots, slot);
      gtk_box_append (GTK_BOX (card), slot);
    }
  gtk_box_append (GTK_BOX (self), heading);
  gtk_box_append (GTK_BOX (self), card);
  gtk_widget_set_visible (GTK_WIDGET (self), self->slots->len > 0);
}

void
yn_form_slots_set_files (YnFormSlots *self, GPtrArray *attachments)
{
  for (guint i = 0; i < self->slots->len; i++)
    yn_attachment_slot_set_files (g_ptr_array_index (self->slots, i), attachments);
}

YnAttachmentSlot *
yn_form_slots_named (YnFormSlots *self, const char *id)
{
  for (guint i = 0; i < self->slots->len; i++)
    if (g_strcmp0 (yn_attachment_slot_id (g_ptr_array_index (self->slots, i)), id) == 0)
      return g_ptr_array_index (self->slots, i);
  return NULL;
}

YnAttachmentSlot *
yn_form_slots_for (YnFormSlots *self, const YnProblem *problem)
{
  const char *last = strrchr (problem->pointer, '/');

  return g_str_has_prefix (problem->pointer, "/attachments") ? yn_form_slots_named (self, last + 1) : NULL;
}

void
yn_form_slots_judge (YnFormSlots *self, GPtrArray *problems, YnLanguage language)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      YnAttachmentSlot *slot = g_ptr_array_index (self->slots, i);
      g_autofree char *words = NULL;

      for (guint j = 0; problems != NULL && j < problems->len && words == NULL; j++)
        if (yn_form_slots_for (self, g_ptr_array_index (problems, j)) == slot)
          words = yn_problem_words (g_ptr_array_index (problems, j), language);
      yn_attachment_slot_set_problem (slot, words);
    }
}

static void
yn_form_slots_finalize (GObject *object)
{
  g_ptr_array_unref (YN_FORM_SLOTS (object)->slots);
  G_OBJECT_CLASS (yn_form_slots_parent_class)->finalize (object);
}

static void
yn_form_slots_class_init (YnFormSlotsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yn_form_slots_finalize;
  signals[ATTACH] = g_signal_new ("attach", YN_TYPE_FORM_SLOTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_FILE);
  signals[DETACH] = g_signal_new ("detach", YN_TYPE_FORM_SLOTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
yn_form_slots_init (YnFormSlots *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->slots = g_ptr_array_new ();
}
