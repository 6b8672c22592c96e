/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/form-slots.h"

#include "desk/filling.h"

#include <string.h>

struct _YnFormSlots
{
  GtkBox parent_instance;

  GtkBox *card;     /* NULL: not drawn yet */
  GPtrArray *slots; /* of YnAttachmentSlot, borrowed */
  guint n_asked;    /* the first ones: the form's own */
  YnLanguage language;
};

enum
{
  ATTACH,
  DETACH,
  PUT_OFF,
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

static void
put_off_cb (YnFormSlots *self, gboolean off, YnAttachmentSlot *slot)
{
  g_signal_emit (self, signals[PUT_OFF], 0, yn_attachment_slot_id (slot), off);
}

static void
add_slot (YnFormSlots *self, const YnJson *json)
{
  GtkWidget *slot = yn_attachment_slot_new (json, self->language);

  g_signal_connect_object (slot, "attach", G_CALLBACK (attach_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (slot, "detach", G_CALLBACK (detach_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (slot, "put-off", G_CALLBACK (put_off_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->slots, slot);
  gtk_box_append (self->card, slot);
}

void
yn_form_slots_draw (YnFormSlots *self, const YnJson *slots, YnLanguage language)
{
  GtkWidget *heading = gtk_label_new (yn_language_text (language, "Attachments"));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  g_ptr_array_set_size (self->slots, 0);
  self->language = language;
  self->card = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 20));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "title-4");
  gtk_widget_add_css_class (GTK_WIDGET (self->card), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->card), "form-group");
  for (guint i = 0; i < yn_json_size (slots); i++)
    add_slot (self, yn_json_at (slots, i));
  self->n_asked = self->slots->len;
  gtk_box_append (GTK_BOX (self), heading);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->card));
  gtk_widget_set_visible (GTK_WIDGET (self), self->slots->len > 0);
}

static void
add_homeless (YnFormSlots *self, const char *id)
{
  g_autoptr (YnJsonWriter) writer = yn_json_writer_new ();
  g_autoptr (YnJson) json = NULL;

  yn_json_writer_begin_object (writer);
  yn_json_writer_member_string (writer, "id", id);
  yn_json_writer_member_string (writer, "title",
                                yn_language_text (self->language,
                                                  "Attached to a question that this form no longer asks"));
  yn_json_writer_end (writer);
  json = yn_json_writer_finish (writer);
  add_slot (self, json);
}

/* Slots stand for what is asked for, and behind them for what was once. */
static void
house (YnFormSlots *self, GPtrArray *attachments)
{
  while (self->slots->len > self->n_asked)
    gtk_box_remove (self->card, g_ptr_array_steal_index (self->slots, self->slots->len - 1));
  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    {
      const YnAttachment *attachment = g_ptr_array_index (attachments, i);

      if (yn_form_slots_named (self, attachment->slot) == NULL)
        add_homeless (self, attachment->slot);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->slots->len > 0);
}

void
yn_form_slots_set_files (YnFormSlots *self, GPtrArray *attachments)
{
  if (self->card == NULL)
    return;
  house (self, attachments);
  for (guint i = 0; i < self->slots->len; i++)
    yn_attachment_slot_set_files (g_ptr_array_index (self->slots, i), attachments);
}

void
yn_form_slots_follow_aside (YnFormSlots *self, YnAside *aside, const YnJson *answers)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      YnAttachmentSlot *slot = g_ptr_array_index (self->slots, i);
      g_autofree char *pointer = g_strconcat ("/attachments/", yn_attachment_slot_id (slot), NULL);

      if (aside != NULL && !yn_attachment_slot_is_empty (slot))
        yn_aside_put_off (aside, pointer, FALSE);
      yn_attachment_slot_set_put_off (slot, aside == NULL ? YN_PUT_OFF_NO
                                            : yn_aside_is_put_off (aside, pointer, answers) ? YN_PUT_OFF_IS
                                                                                            : YN_PUT_OFF_CAN);
    }
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
  signals[PUT_OFF] = g_signal_new ("put-off", YN_TYPE_FORM_SLOTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
yn_form_slots_init (YnFormSlots *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->slots = g_ptr_array_new ();
}
