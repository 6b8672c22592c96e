/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/suggest-entry.h"

#define MOST 50

struct _YnSuggestEntry
{
  GtkWidget parent_instance;

  YnField *field;
  YnLanguage language;
  GtkEntry *entry;
  GtkWidget *popover;         /* NULL until it is needed */
  GtkListView *list;
  GtkStringList *labels;
  GtkSingleSelection *marked;
  GtkLabel *more;
  GPtrArray *found;           /* of YnFieldChoice, borrowed from the field */
  gboolean quiet;             /* the text is set by the program */
};

enum
{
  TYPED,
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnSuggestEntry, yn_suggest_entry, GTK_TYPE_WIDGET)

GtkEntry *
yn_suggest_entry_entry (YnSuggestEntry *self)
{
  return self->entry;
}

static gboolean
is_open (YnSuggestEntry *self)
{
  return self->popover != NULL && gtk_widget_get_visible (self->popover);
}

static void
set_open (YnSuggestEntry *self, gboolean open)
{
  if (open == is_open (self))
    return;
  if (open)
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

void
yn_suggest_entry_set_text (YnSuggestEntry *self, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text) == 0)
    return;
  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->quiet = FALSE;
}

static void
pick (YnSuggestEntry *self, guint at)
{
  const YnFieldChoice *choice;

  if (self->found == NULL || at >= self->found->len)
    return;
  choice = g_ptr_array_index (self->found, at);
  yn_suggest_entry_set_text (self, choice->label);
  set_open (self, FALSE);
  g_signal_emit (self, signals[PICKED], 0, choice);
}

static void
activated_cb (YnSuggestEntry *self, guint at)
{
  pick (self, at);
}

/* --- the list ------------------------------------------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static GtkWidget *
list_new (YnSuggestEntry *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->labels = gtk_string_list_new (NULL);
  self->marked = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->labels)));
  gtk_single_selection_set_autoselect (self->marked, FALSE);
  gtk_single_selection_set_can_unselect (self->marked, TRUE);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->marked)), factory));
  gtk_list_view_set_single_click_activate (self->list, TRUE);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 280);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  return scroller;
}

/* It never takes the focus: who types goes on typing. */
static void
make_popover (YnSuggestEntry *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->more = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "field-help");
  gtk_box_append (GTK_BOX (column), list_new (self));
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->more));
  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_add_css_class (self->popover, "suggestions");
  gtk_popover_set_child (GTK_POPOVER (self->popover), column);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
say_more (YnSuggestEntry *self, guint total)
{
  g_autofree char *words = NULL;

  if (total > self->found->len)
    words = g_strdup_printf (yn_language_text (self->language, "The first %u of %u. Go on typing to narrow them down."),
                             self->found->len, total);
  else if (total == 0)
    words = g_strdup (yn_language_text (self->language, "Nothing in the list fits."));
  gtk_label_set_text (self->more, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->more), words != NULL);
}

/* Fills the list with what fits the text and opens it. */
static void
offer (YnSuggestEntry *self, const char *text)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;
  guint total;

  if (self->popover == NULL)
    make_popover (self);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = yn_field_filter (self->field, text, MOST, &total);
  for (guint i = 0; i < self->found->len; i++)
    g_strv_builder_add (labels, ((const YnFieldChoice *) g_ptr_array_index (self->found, i))->label);
  strings = g_strv_builder_end (labels);
  gtk_string_list_splice (self->labels, 0, g_list_model_get_n_items (G_LIST_MODEL (self->labels)),
                          (const char *const *) strings);
  gtk_single_selection_set_selected (self->marked, GTK_INVALID_LIST_POSITION);
  say_more (self, total);
  gtk_widget_set_size_request (self->popover, gtk_widget_get_width (GTK_WIDGET (self)), -1);
  set_open (self, TRUE);
}

/* --- the keys ------------------------------------------------------------------------------------------- */

static void
mark (YnSuggestEntry *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->labels));
  guint at = gtk_single_selection_get_selected (self->marked);

  if (n == 0)
    return;
  if (at == GTK_INVALID_LIST_POSITION)
    at = by > 0 ? 0 : n - 1;
  else
    at = (guint) CLAMP ((int) at + by, 0, (int) n - 1);
  gtk_single_selection_set_selected (self->marked, at);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", at);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  gtk_string_list_get_string (self->labels, at), -1);
}

static gboolean
key_cb (YnSuggestEntry *self, guint key)
{
  gboolean open = is_open (self);

  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (open)
        mark (self, 1);
      else
        offer (self, "");
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (open)
        mark (self, -1);
      return open;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (open && gtk_single_selection_get_selected (self->marked) != GTK_INVALID_LIST_POSITION)
        pick (self, gtk_single_selection_get_selected (self->marked));
      else
        set_open (self, FALSE);
      return open;
    case GDK_KEY_Escape:
      set_open (self, FALSE);
      return open;
    default:
      return FALSE;
    }
}

static void
changed_cb (YnSuggestEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->quiet)
    return;
  if (*text != '\0' && (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    offer (self, text);
  else
    set_open (self, FALSE);
  g_signal_emit (self, signals[TYPED], 0, text);
}

static void
left_cb (YnSuggestEntry *self)
{
  set_open (self, FALSE);
}

/* The arrow at the entry's end: the whole list, for the pointer. */
static void
arrow_cb (YnSuggestEntry *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (is_open (self))
    set_open (self, FALSE);
  else
    offer (self, "");
}

GtkWidget *
yn_suggest_entry_new (YnField *field, YnLanguage language)
{
  YnSuggestEntry *self = g_object_new (YN_TYPE_SUGGEST_ENTRY, NULL);

  self->field = yn_field_ref (field);
  self->language = language;
  gtk_entry_set_icon_tooltip_text (self->entry, GTK_ENTRY_ICON_SECONDARY, yn_language_text (language, "Show the list"));
  if (field->placeholder != NULL)
    gtk_entry_set_placeholder_text (self->entry, field->placeholder);
  return GTK_WIDGET (self);
}

/* --- the object ----------------------------------------------------------------------------------------- */

static void
yn_suggest_entry_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YnSuggestEntry *self = YN_SUGGEST_ENTRY (widget);

  gtk_widget_allocate (GTK_WIDGET (self->entry), width, height, baseline, NULL);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
yn_suggest_entry_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (YN_SUGGEST_ENTRY (widget)->entry), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static gboolean
yn_suggest_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (YN_SUGGEST_ENTRY (widget)->entry));
}

static void
yn_suggest_entry_dispose (GObject *object)
{
  YnSuggestEntry *self = YN_SUGGEST_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->labels);
  g_clear_object (&self->marked);
  if (self->entry != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->entry));
  self->entry = NULL;
  G_OBJECT_CLASS (yn_suggest_entry_parent_class)->dispose (object);
}

static void
yn_suggest_entry_finalize (GObject *object)
{
  YnSuggestEntry *self = YN_SUGGEST_ENTRY (object);

  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->field, yn_field_unref);
  G_OBJECT_CLASS (yn_suggest_entry_parent_class)->finalize (object);
}

static void
yn_suggest_entry_class_init (YnSuggestEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yn_suggest_entry_dispose;
  object_class->finalize = yn_suggest_entry_finalize;
  widget_class->measure = yn_suggest_entry_measure;
  widget_class->size_allocate = yn_suggest_entry_size_allocate;
  widget_class->grab_focus = yn_suggest_entry_grab_focus;
  signals[TYPED] = g_signal_new ("typed", YN_TYPE_SUGGEST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PICKED] = g_signal_new ("picked", YN_TYPE_SUGGEST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
yn_suggest_entry_init (YnSuggestEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY, "pan-down-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
                                  GTK_ACCESSIBLE_AUTOCOMPLETE_LIST, GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE,
                                  -1);
  gtk_widget_set_parent (GTK_WIDGET (self->entry), GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  g_signal_connect_swapped (self->entry, "icon-press", G_CALLBACK (arrow_cb), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
