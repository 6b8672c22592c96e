/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/promise-box.h"

#include "widgets/paragraph.h"

#include <glib/gi18n.h>

struct _YnPromiseBox
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (YnPromiseBox, yn_promise_box, GTK_TYPE_BOX)

static void
add (YnPromiseBox *self, const char *title, const char *text)
{
  GtkWidget *line;

  if (text == NULL || *text == '\0')
    return;
  line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_box_append (GTK_BOX (line), yn_paragraph_new (title, "caption-heading"));
  gtk_box_append (GTK_BOX (line), yn_paragraph_new (text, NULL));
  gtk_box_append (GTK_BOX (self), line);
}

void
yn_promise_box_set (YnPromiseBox *self, const YnJson *promise)
{
  const YnJson *you = yn_json_get (promise, "you");
  g_autoptr (GString) sentences = g_string_new (NULL);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; i < yn_json_size (you); i++)
    g_string_append_printf (sentences, "%s%s", i > 0 ? "\n" : "", yn_json_string (yn_json_at (you, i)));
  add (self, _("You promise"), sentences->str);
  add (self, _("Until"), yn_json_get_string (promise, "until"));
  add (self, _("Who will see it"), yn_json_get_string (promise, "seenBy"));
  add (self, _("If it is not kept"), yn_json_get_string (promise, "ifNotKept"));
  add (self, _("How to take it back"), yn_json_get_string (promise, "takeBack"));
}

static void
yn_promise_box_class_init (YnPromiseBoxClass *klass)
{
}

static void
yn_promise_box_init (YnPromiseBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 10);
}
