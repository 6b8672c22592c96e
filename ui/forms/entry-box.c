/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/entry-box.h"

#include "widgets/columns.h"
#include "widgets/why.h"

struct _YnEntryBox
{
  GtkWidget parent_instance;

  GtkLabel *heading; /* NULL in a table */
  GtkWidget *content;
  GtkWidget *buttons[YN_N_ENTRY_BUTTONS]; /* the first two NULL where entries have no order */
  GtkMenuButton *rename;                  /* NULL: entries of an array have no names */
  GtkEntry *name;
  char *state; /* what was followed last */
};

enum
{
  REMOVE,
  MOVE,
  RENAME,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnEntryBox, yn_entry_box, GTK_TYPE_WIDGET)

GtkWidget *
yn_entry_box_content (YnEntryBox *self)
{
  return self->content;
}

static void
up_cb (YnEntryBox *self)
{
  g_signal_emit (self, signals[MOVE], 0, -1);
}

static void
down_cb (YnEntryBox *self)
{
  g_signal_emit (self, signals[MOVE], 0, 1);
}

static void
remove_cb (YnEntryBox *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
rename_cb (YnEntryBox *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));

  gtk_menu_button_popdown (self->rename);
  if (*name != '\0')
    g_signal_emit (self, signals[RENAME], 0, name);
}

static GtkWidget *
button_new (YnEntryBox *self, const char *icon, GCallback pressed)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", pressed, self);
  return button;
}

static GtkWidget *
rename_new (YnEntryBox *self, YnLanguage language)
{
  GtkWidget *popover = gtk_popover_new ();

  self->name = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->name), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  yn_language_text (language, "New name"), -1);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (rename_cb), self);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->name));
  self->rename = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->rename, "document-edit-symbolic");
  gtk_menu_button_set_popover (self->rename, popover);
  gtk_widget_add_css_class (GTK_WIDGET (self->rename), "flat");
  return GTK_WIDGET (self->rename);
}

static GtkWidget *
buttons_new (YnEntryBox *self, const YnFormItem *array)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  if (array->kind == YN_FORM_ITEM_MEMBERS)
    gtk_box_append (GTK_BOX (box), rename_new (self, array->language));
  else if (array->ordered)
    {
      self->buttons[YN_ENTRY_UP] = button_new (self, "go-up-symbolic", G_CALLBACK (up_cb));
      self->buttons[YN_ENTRY_DOWN] = button_new (self, "go-down-symbolic", G_CALLBACK (down_cb));
      gtk_box_append (GTK_BOX (box), self->buttons[YN_ENTRY_UP]);
      gtk_box_append (GTK_BOX (box), self->buttons[YN_ENTRY_DOWN]);
    }
  self->buttons[YN_ENTRY_REMOVE] = button_new (self, "user-trash-symbolic", G_CALLBACK (remove_cb));
  gtk_box_append (GTK_BOX (box), self->buttons[YN_ENTRY_REMOVE]);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  return box;
}

/* --- what can be done, and why not ---------------------------------------------------------------------- */

static void
follow_button (GtkWidget *button, YnLanguage language, const char *name, const char *of, const char *why)
{
  g_autofree char *full = g_strdup_printf (yn_language_text (language, "%s: %s"), name, of);

  if (button == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, full, -1);
  yn_why_not (button, why, name);
}

static char *
why_stays (const YnFormItem *array)
{
  if (!array->enabled || array->read_only)
    return g_strdup (array->why != NULL ? array->why
                                        : yn_language_text (array->language, "This cannot be changed here."));
  if (array->items->len <= array->min_items)
    return g_strdup_printf (yn_language_texts (array->language, "At least %u must stand here.",
                                               "At least %u must stand here.", array->min_items),
                            array->min_items);
  return NULL;
}

void
yn_entry_box_follow (YnEntryBox *self, const YnFormItem *array, const YnFormItem *entry, guint at)
{
  YnLanguage language = array->language;
  gboolean locked = !array->enabled || array->read_only;
  const char *fixed =
      locked ? (array->why != NULL ? array->why : yn_language_text (language, "This cannot be changed here.")) : NULL;
  g_autofree char *stays = why_stays (array);
  g_autofree char *numbered = g_strdup_printf ("%s %u", array->label, at + 1);
  const char *label = *entry->label != '\0' ? entry->label : numbered;
  g_autofree char *state = g_strdup_printf ("%u/%u %s %s %s", at, array->items->len, label,
                                            fixed != NULL ? fixed : "", stays != NULL ? stays : "");

  if (g_strcmp0 (state, self->state) == 0)
    return;
  g_free (self->state);
  self->state = g_steal_pointer (&state);
  if (self->heading != NULL && g_strcmp0 (gtk_label_get_text (self->heading), label) != 0)
    gtk_label_set_text (self->heading, label);
  follow_button (self->buttons[YN_ENTRY_UP], language, yn_language_text (language, "Move up"), label,
                 fixed != NULL ? fixed
                 : at == 0     ? yn_language_text (language, "It is the first one.")
                               : NULL);
  follow_button (self->buttons[YN_ENTRY_DOWN], language, yn_language_text (language, "Move down"), label,
                 fixed != NULL                 ? fixed
                 : at + 1 >= array->items->len ? yn_language_text (language, "It is the last one.")
                                               : NULL);
  follow_button (self->buttons[YN_ENTRY_REMOVE], language, yn_language_text (language, "Remove"), label, stays);
  if (self->rename != NULL)
    {
      follow_button (GTK_WIDGET (self->rename), language, yn_language_text (language, "Rename"), label, fixed);
      gtk_editable_set_text (GTK_EDITABLE (self->name), entry->label);
    }
}

void
yn_entry_box_focus (YnEntryBox *self, YnEntryButton button)
{
  YnEntryButton other = button == YN_ENTRY_UP ? YN_ENTRY_DOWN : YN_ENTRY_UP;

  if (self->buttons[button] != NULL && gtk_widget_grab_focus (self->buttons[button]))
    return;
  if (self->buttons[other] != NULL)
    gtk_widget_grab_focus (self->buttons[other]);
}

/* --- the object ----------------------------------------------------------------------------------------- */

static void
make_line (YnEntryBox *self, const YnFormItem *array)
{
  GtkWidget *line = yn_columns_new (10, 0);

  self->content = yn_columns_new (10, 0);
  yn_columns_insert (YN_COLUMNS (line), self->content, NULL, 1);
  yn_columns_insert (YN_COLUMNS (line), buttons_new (self, array), self->content, 0);
  gtk_widget_set_parent (line, GTK_WIDGET (self));
}

static void
make_card (YnEntryBox *self, const YnFormItem *array)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->heading =
      GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "caption-heading");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (head), buttons_new (self, array));
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 16);
  gtk_box_append (GTK_BOX (card), head);
  gtk_box_append (GTK_BOX (card), self->content);
  gtk_widget_add_css_class (card, "table-row");
  gtk_widget_set_parent (card, GTK_WIDGET (self));
}

GtkWidget *
yn_entry_box_new (const YnFormItem *array)
{
  YnEntryBox *self = g_object_new (YN_TYPE_ENTRY_BOX, NULL);

  if (array->kind == YN_FORM_ITEM_ARRAY && array->look == YN_FORM_LOOK_TABLE)
    make_line (self, array);
  else
    make_card (self, array);
  return GTK_WIDGET (self);
}

static void
yn_entry_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (yn_entry_box_parent_class)->dispose (object);
}

static void
yn_entry_box_finalize (GObject *object)
{
  g_free (YN_ENTRY_BOX (object)->state);
  G_OBJECT_CLASS (yn_entry_box_parent_class)->finalize (object);
}

static void
yn_entry_box_class_init (YnEntryBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_entry_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = yn_entry_box_finalize;
  signals[REMOVE] =
      g_signal_new ("remove", YN_TYPE_ENTRY_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVE] = g_signal_new ("move", YN_TYPE_ENTRY_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  signals[RENAME] = g_signal_new ("rename", YN_TYPE_ENTRY_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
yn_entry_box_init (YnEntryBox *self)
{
}
