/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/attachment-slot.h"

#include <adwaita.h>

#include "ask.h"
#include "desk/filling.h"
#include "widgets/why.h"
#include "words.h"

struct _YnAttachmentSlot
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkLabel *title;
  GtkWidget *mark;
  GtkToggleButton *put_off;
  GtkLabel *help;
  GtkBox *files;
  GtkButton *add;
  GtkSpinner *spinner;
  GtkBox *problem_box;
  GtkLabel *problem;

  char *id;
  char **accept;
  gint64 max_count;
  guint n_files;
  gboolean required;
  YnLanguage language;
  gboolean showing; /* what the buttons say is no deed */
};

enum
{
  ATTACH,
  DETACH,
  PUT_OFF,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnAttachmentSlot, yn_attachment_slot, GTK_TYPE_BOX)

const char *
yn_attachment_slot_id (YnAttachmentSlot *self)
{
  return self->id;
}

static char **
strings_of (const YnJson *array)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char **strings;

  for (guint i = 0; i < yn_json_size (array); i++)
    if (yn_json_string (yn_json_at (array, i)) != NULL)
      g_strv_builder_add (builder, yn_json_string (yn_json_at (array, i)));
  strings = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return strings;
}

/* "PDF, JPEG, PNG; at most 10.0 MB" */
static char *
limits_words (YnAttachmentSlot *self, gint64 max_bytes)
{
  g_autoptr (GString) kinds = g_string_new (NULL);
  g_autofree char *size = yn_words_size ((guint64) MAX (max_bytes, 0));

  for (guint i = 0; self->accept[i] != NULL; i++)
    {
      const char *slash = strchr (self->accept[i], '/');
      g_autofree char *kind = g_ascii_strup (slash != NULL ? slash + 1 : self->accept[i], -1);

      g_string_append_printf (kinds, "%s%s", i > 0 ? ", " : "", kind);
    }
  return g_strdup_printf (yn_language_text (self->language, "%s; at most %s"), kinds->str, size);
}

GtkWidget *
yn_attachment_slot_new (const YnJson *slot, YnLanguage language)
{
  YnAttachmentSlot *self = g_object_new (YN_TYPE_ATTACHMENT_SLOT, NULL);
  const char *title = yn_json_text (yn_json_get (slot, "title"), (int) language);
  const char *said = yn_json_text (yn_json_get (slot, "help"), (int) language);
  g_autofree char *limits = NULL;
  g_autofree char *help = NULL;
  g_autofree char *add = g_strdup_printf (yn_language_text (language, "Attach a file: %s"), title);
  g_autofree char *later = g_strdup_printf (yn_language_text (language, "%s: I do not have it now"), title);

  self->language = language;
  self->id = g_strdup (yn_json_get_string (slot, "id"));
  self->accept = strings_of (yn_json_get (slot, "accept"));
  self->max_count = yn_json_get_int (slot, "maxCount", 1);
  limits = limits_words (self, yn_json_get_int (slot, "maxBytes", 10 * 1024 * 1024));
  help = *said != '\0' ? g_strdup_printf ("%s (%s)", said, limits) : g_strdup (limits);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->help, help);
  gtk_label_set_text (GTK_LABEL (self->mark), yn_language_text (language, "required"));
  gtk_button_set_label (GTK_BUTTON (self->put_off), yn_language_text (language, "I do not have it now"));
  adw_button_content_set_label (ADW_BUTTON_CONTENT (gtk_button_get_child (self->add)),
                                yn_language_text (language, "Attach a file…"));
  self->required = yn_json_get_boolean (slot, "required", FALSE);
  gtk_widget_set_visible (self->mark, self->required);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->put_off), GTK_ACCESSIBLE_PROPERTY_LABEL, later, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, add,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help, -1);
  return GTK_WIDGET (self);
}

gboolean
yn_attachment_slot_is_empty (YnAttachmentSlot *self)
{
  return self->n_files == 0;
}

void
yn_attachment_slot_set_put_off (YnAttachmentSlot *self, YnPutOff state)
{
  self->showing = TRUE;
  gtk_toggle_button_set_active (self->put_off, state == YN_PUT_OFF_IS);
  self->showing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->put_off), state != YN_PUT_OFF_NO && self->required && self->n_files == 0);
}

static void
put_off_cb (YnAttachmentSlot *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[PUT_OFF], 0, gtk_toggle_button_get_active (self->put_off));
}

static void
remove_cb (GtkButton *button, YnAttachmentSlot *self)
{
  g_signal_emit (self, signals[DETACH], 0, g_object_get_data (G_OBJECT (button), "attachment"));
}

/* "3 pages · 41 KB"; how long a picture is says its size. */
static char *
size_words (YnAttachmentSlot *self, const YnAttachment *attachment)
{
  g_autofree char *size = yn_words_size (attachment->size);

  if (attachment->pages < 1
      || (attachment->pages == 1 && g_strcmp0 (attachment->type, "application/pdf") != 0))
    return g_steal_pointer (&size);
  return g_strdup_printf (yn_language_texts (self->language, "%d page · %s", "%d pages · %s", attachment->pages),
                          attachment->pages, size);
}

static GtkWidget *
file_new (YnAttachmentSlot *self, const YnAttachment *attachment)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *name = gtk_label_new (attachment->name);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *size = size_words (self, attachment);
  g_autofree char *label = g_strdup_printf (yn_language_text (self->language, "Remove %s"), attachment->name);
  GtkWidget *size_label = gtk_label_new (size);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (size_label, "dim-label");
  gtk_widget_add_css_class (size_label, "numeric");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, yn_language_text (self->language, "Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (remove), "attachment", g_strdup (attachment->id), g_free);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, 0);
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("mail-attachment-symbolic"));
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), size_label);
  gtk_box_append (GTK_BOX (row), remove);
  gtk_widget_add_css_class (row, "attached");
  return row;
}

void
yn_attachment_slot_set_files (YnAttachmentSlot *self, GPtrArray *attachments)
{
  GtkWidget *child;
  guint count = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->files))) != NULL)
    gtk_box_remove (self->files, child);
  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    {
      const YnAttachment *attachment = g_ptr_array_index (attachments, i);

      if (g_strcmp0 (attachment->slot, self->id) != 0)
        continue;
      gtk_box_append (self->files, file_new (self, attachment));
      count++;
    }
  self->n_files = count;
  gtk_widget_set_visible (GTK_WIDGET (self->files), count > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->add), count < MAX (self->max_count, 1));
}

/* What a screen reader says behind the button's name. */
static void
describe (YnAttachmentSlot *self)
{
  const char *problem = gtk_label_get_text (self->problem);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  *problem != '\0' ? problem : gtk_label_get_text (self->help), -1);
}

void
yn_attachment_slot_set_problem (YnAttachmentSlot *self, const char *words)
{
  gtk_label_set_text (self->problem, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_box), words != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_STATE_INVALID,
                               words != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->add)))
    describe (self);
}

void
yn_attachment_slot_set_busy (YnAttachmentSlot *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  yn_why_not (GTK_WIDGET (self->add), busy ? yn_language_text (self->language, "The file is being taken in.") : NULL,
              NULL);
  if (!busy)
    describe (self);
}

void
yn_attachment_slot_focus (YnAttachmentSlot *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->add));
}

static void
chosen_cb (GFile *file, gpointer object)
{
  g_signal_emit (object, signals[ATTACH], 0, file);
}

static void
add_cb (YnAttachmentSlot *self)
{
  yn_ask_open (GTK_WIDGET (self), gtk_label_get_text (self->title),
               yn_language_text (self->language, "Files that can be attached"),
               self->accept[0] != NULL ? (const char *const *) self->accept : NULL, chosen_cb, self);
}

static gboolean
dropped_cb (YnAttachmentSlot *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->add)))
    return FALSE;
  g_signal_emit (self, signals[ATTACH], 0, files->data);
  return TRUE;
}

static void
yn_attachment_slot_finalize (GObject *object)
{
  YnAttachmentSlot *self = YN_ATTACHMENT_SLOT (object);

  g_free (self->id);
  g_strfreev (self->accept);
  G_OBJECT_CLASS (yn_attachment_slot_parent_class)->finalize (object);
}

static void
yn_attachment_slot_class_init (YnAttachmentSlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_attachment_slot_finalize;
  signals[ATTACH] = g_signal_new ("attach", YN_TYPE_ATTACHMENT_SLOT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_FILE);
  signals[DETACH] = g_signal_new ("detach", YN_TYPE_ATTACHMENT_SLOT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PUT_OFF] = g_signal_new ("put-off", YN_TYPE_ATTACHMENT_SLOT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/forms/attachment-slot.ui");
  gtk_widget_class_bind_template_child (widget_class, YnAttachmentSlot, title);
  gtk_widget_class_bind_template_child (widget_class, YnAttachmentSlot, mark);
  gtk_widget_class_bind_template_child (widget_class, YnAttachmentSlot, put_off);
  gtk_widget_class_bind_template_child (widget_class, YnAttachmentSlot, help);
  gtk_widget_class_bind_template_child (widget_class, YnAttachmentSlot, files);
  gtk_widget_class_bind_template_child (widget_class, YnAttachmentSlot, add);
  gtk_widget_class_bind_template_child (widget_class, YnAttachmentSlot, spinner);
  gtk_widget_class_bind_template_child (widget_class, YnAttachmentSlot, problem_box);
  gtk_widget_class_bind_template_child (widget_class, YnAttachmentSlot, problem);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, put_off_cb);
}

static void
yn_attachment_slot_init (YnAttachmentSlot *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
