/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "forms/form-drawing.h"

#include "forms/array-box.h"
#include "forms/categories-box.h"
#include "forms/entry-box.h"
#include "forms/row-for.h"
#include "widgets/columns.h"
#include "widgets/paragraph.h"
#include "widgets/patch.h"
#include "widgets/why.h"

#define A_FEW 10      /* parts that stand in a box of their own, where there are many */
#define NARROW 170    /* fields of a line stand below each other before they become narrower */
#define IN_CARD 20
#define ON_GROUND 12

YnFormPart *
yn_form_part_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "part");
}

YnFieldRow *
yn_form_row (const YnFormPart *part)
{
  GtkWidget *widget = part->inner;

  if (widget != NULL && part->item->kind == YN_FORM_ITEM_BRANCHES)
    widget = gtk_widget_get_first_child (widget);
  return widget != NULL && YN_IS_FIELD_ROW (widget) ? YN_FIELD_ROW (widget) : NULL;
}

static gboolean
is_entry (const YnFormPart *part)
{
  YnFormItemKind above = part->above != NULL ? part->above->item->kind : YN_FORM_ITEM_GROUP;

  return above == YN_FORM_ITEM_ARRAY || above == YN_FORM_ITEM_MEMBERS;
}

static gboolean
is_in_table (const YnFormPart *part)
{
  const YnFormPart *entry = is_entry (part) ? part : part->above;

  return entry != NULL && is_entry (entry) && entry->above->item->kind == YN_FORM_ITEM_ARRAY
         && entry->above->item->look == YN_FORM_LOOK_TABLE;
}

/* --- where things stand --------------------------------------------------------------------------------- */

/* A card of its own, or what holds cards. */
static gboolean
has_frame (const YnFormPart *part)
{
  const YnFormItem *item = part->item;

  if (item->kind == YN_FORM_ITEM_CATEGORIES || item->kind == YN_FORM_ITEM_CATEGORY)
    return TRUE;
  if (item->kind == YN_FORM_ITEM_ROW || item->kind == YN_FORM_ITEM_GROUP)
    {
      for (guint i = 0; i < part->parts->len; i++)
        if (has_frame (g_ptr_array_index (part->parts, i)))
          return TRUE;
    }
  return item->kind == YN_FORM_ITEM_GROUP && *item->label != '\0';
}

/* In no card yet: what stands here without a frame gets one. */
static gboolean
is_ground (const YnFormPart *part)
{
  YnFormItemKind kind = part->item->kind;

  if (part->above == NULL)
    return TRUE;
  if (kind == YN_FORM_ITEM_CATEGORIES || kind == YN_FORM_ITEM_CATEGORY || kind == YN_FORM_ITEM_ROW)
    return is_ground (part->above);
  return kind == YN_FORM_ITEM_GROUP && *part->item->label == '\0' && !is_entry (part)
         && is_ground (part->above);
}

/* The nearest thing before @part that stands in @container; NULL: it is the first. */
static GtkWidget *
stands_before (const YnFormPart *part, guint at, GtkWidget *container)
{
  for (guint i = at; i-- > 0;)
    {
      const YnFormPart *other = g_ptr_array_index (part->above->parts, i);

      if (other->widget != NULL && gtk_widget_get_parent (other->widget) == container)
        return other->widget;
      if (other->box != NULL && gtk_widget_get_parent (other->box) == container)
        return other->box;
    }
  return NULL;
}

static GtkWidget *
box_new (gboolean card)
{
  GtkWidget *box = yn_patch_new (IN_CARD);

  if (card)
    {
      gtk_widget_add_css_class (box, "card");
      gtk_widget_add_css_class (box, "form-group");
      gtk_widget_set_overflow (box, GTK_OVERFLOW_HIDDEN); /* who looks for the pointer looks into one card */
    }
  return box;
}

/* The box for the one at @at of the parts above it: a card together with its neighbours where it stands on
 * the ground; a few together where there are many; else the content itself. */
static GtkWidget *
box_for (YnFormPart *part, guint at)
{
  YnFormPart *above = part->above;
  gboolean card = is_ground (above) && !has_frame (part);
  YnFormPart *before = at > 0 && at % A_FEW != 0 ? g_ptr_array_index (above->parts, at - 1) : NULL;

  if (part->box != NULL)
    return part->box;
  if (!GTK_IS_BOX (above->content) || above->item->kind == YN_FORM_ITEM_CATEGORIES || is_entry (part)
      || (!card && (above->parts->len <= A_FEW * 2 || has_frame (part))))
    return part->box = above->content;
  if (before != NULL && (is_ground (above) && !has_frame (before)) == card && !has_frame (before))
    return part->box = box_for (before, at - 1);
  part->box = box_new (card);
  g_object_set_data (G_OBJECT (part->box), "few", part->box);
  gtk_box_insert_child_after (GTK_BOX (above->content), part->box, stands_before (part, at, above->content));
  return part->box;
}

/* One group for each line of fields. */
static void
align_heads (YnFormPart *part)
{
  YnFieldRow *row = yn_form_row (part);
  GObject *line = G_OBJECT (part->above->content);
  GtkSizeGroup *heads = g_object_get_data (line, "heads");

  if (row == NULL)
    return;
  if (heads == NULL)
    g_object_set_data_full (line, "heads", heads = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL), g_object_unref);
  yn_field_row_align_head (row, heads);
}

static void
place (YnFormPart *part)
{
  guint at = yn_form_part_index (part);
  GtkWidget *container = box_for (part, at);
  GtkWidget *before = stands_before (part, at, container);

  if (YN_IS_COLUMNS (container))
    {
      yn_columns_insert (YN_COLUMNS (container), part->widget, before, 1);
      if (part->above->item->kind == YN_FORM_ITEM_ROW)
        align_heads (part);
    }
  else
    gtk_box_insert_child_after (GTK_BOX (container), part->widget, before);
}

/* --- what stands there ---------------------------------------------------------------------------------- */

static GtkWidget *
row_new (const YnFormDrawing *self, const YnFormItem *item)
{
  YnFieldRow *row = yn_row_for (item);

  g_signal_connect_object (row, "typed", G_CALLBACK (self->deeds->typed), self->view, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "chosen", G_CALLBACK (self->deeds->chosen), self->view, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "put-off", G_CALLBACK (self->deeds->put_off), self->view, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "looked", G_CALLBACK (self->deeds->looked), self->view, G_CONNECT_SWAPPED);
  return GTK_WIDGET (row);
}

/* The next level of what describes itself, for whom it is needed. */
static GtkWidget *
unfold_new (const YnFormDrawing *self, YnFormPart *part)
{
  const YnFormItem *item = part->item;
  g_autofree char *words = g_strdup_printf (yn_language_text (item->language, "Fill in: %s"), item->label);
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data (G_OBJECT (button), "part", part);
  g_signal_connect_object (button, "clicked", G_CALLBACK (self->deeds->unfold), self->view, G_CONNECT_SWAPPED);
  yn_why_not (button,
              item->enabled       ? NULL
              : item->why != NULL ? item->why
                                  : yn_language_text (item->language, "This cannot be changed here."),
              NULL);
  return button;
}

/* Its heading, and below it a card where it stands on the ground. */
static GtkWidget *
group_new (const YnFormDrawing *self, YnFormPart *part)
{
  gboolean ground = part->above != NULL && is_ground (part->above);
  GtkWidget *group;

  if (*part->item->label == '\0')
    {
      group = gtk_box_new (GTK_ORIENTATION_VERTICAL, is_ground (part) ? ON_GROUND : IN_CARD);
      part->content = group;
      return group;
    }
  group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_box_append (GTK_BOX (group), yn_paragraph_new (part->item->label, ground ? "title-4" : "heading"));
  if (*part->item->help != '\0')
    gtk_box_append (GTK_BOX (group), yn_paragraph_new (part->item->help, "dim-label"));
  part->content = box_new (ground);
  gtk_box_append (GTK_BOX (group), part->content);
  if (part->item->folded)
    gtk_box_append (GTK_BOX (part->content), unfold_new (self, part));
  gtk_accessible_update_property (GTK_ACCESSIBLE (part->content), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  part->item->label, -1);
  return group;
}

/* Alone under a heading that says the same. A step's page has no heading: its name stands among the steps. */
static gboolean
repeats_label (const YnFormPart *part)
{
  const YnFormPart *above = part->above;

  return above->parts->len == 1 && above->item->kind != YN_FORM_ITEM_CATEGORY
         && g_str_equal (above->item->label, part->item->label);
}

static GtkWidget *
array_new (const YnFormDrawing *self, YnFormPart *part)
{
  gboolean own = *part->item->label != '\0';
  const char *called = own ? part->item->label : part->above->item->label;
  GtkWidget *array = yn_array_box_new (part->item, called, own && !repeats_label (part));

  part->content = yn_array_box_content (YN_ARRAY_BOX (array));
  g_signal_connect_object (array, "add", G_CALLBACK (self->deeds->add), self->view, G_CONNECT_SWAPPED);
  g_signal_connect_object (array, "open", G_CALLBACK (self->deeds->open), self->view, G_CONNECT_SWAPPED);
  return array;
}

static GtkWidget *
categories_new (const YnFormDrawing *self, YnFormPart *part)
{
  GtkWidget *categories = yn_categories_box_new (part->item);

  part->content = yn_categories_box_content (YN_CATEGORIES_BOX (categories));
  g_signal_connect_object (categories, "open", G_CALLBACK (self->deeds->open), self->view, G_CONNECT_SWAPPED);
  return categories;
}

/* Which shape it has, and below that the shape's own fields. */
static GtkWidget *
branches_new (const YnFormDrawing *self, YnFormPart *part)
{
  GtkWidget *branches = gtk_box_new (GTK_ORIENTATION_VERTICAL, IN_CARD);

  gtk_box_append (GTK_BOX (branches), row_new (self, part->item));
  part->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, IN_CARD);
  gtk_widget_add_css_class (part->content, "branch");
  gtk_box_append (GTK_BOX (branches), part->content);
  return branches;
}

static GtkWidget *
inner_new (const YnFormDrawing *self, YnFormPart *part)
{
  switch (part->item->kind)
    {
    case YN_FORM_ITEM_ROW:
      return part->content = yn_columns_new (18, NARROW);
    case YN_FORM_ITEM_LABEL:
      return yn_paragraph_new (part->item->label, NULL);
    case YN_FORM_ITEM_FIELD:
      return row_new (self, part->item);
    case YN_FORM_ITEM_ARRAY:
    case YN_FORM_ITEM_MEMBERS:
      return array_new (self, part);
    case YN_FORM_ITEM_CATEGORIES:
      return categories_new (self, part);
    case YN_FORM_ITEM_CATEGORY:
      return part->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, ON_GROUND);
    case YN_FORM_ITEM_BRANCHES:
      return branches_new (self, part);
    case YN_FORM_ITEM_GROUP:
    default:
      return group_new (self, part);
    }
}

/* An entry's frame holds its fields; of an entry that is no group, the thing itself. */
static GtkWidget *
entry_new (const YnFormDrawing *self, YnFormPart *part)
{
  GtkWidget *entry = yn_entry_box_new (part->above->item);
  GtkWidget *content = yn_entry_box_content (YN_ENTRY_BOX (entry));

  if (part->item->kind == YN_FORM_ITEM_GROUP)
    part->content = content;
  else
    {
      part->inner = inner_new (self, part);
      if (YN_IS_COLUMNS (content))
        yn_columns_insert (YN_COLUMNS (content), part->inner, NULL, 1);
      else
        gtk_box_append (GTK_BOX (content), part->inner);
    }
  g_object_set_data (G_OBJECT (entry), "part", part);
  g_signal_connect_object (entry, "remove", G_CALLBACK (self->deeds->remove), self->view, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "move", G_CALLBACK (self->deeds->move), self->view, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "rename", G_CALLBACK (self->deeds->rename), self->view, G_CONNECT_SWAPPED);
  return entry;
}

void
yn_form_draw (const YnFormDrawing *drawing, YnFormPart *part)
{
  GtkWidget *row;

  if (is_entry (part))
    part->widget = entry_new (drawing, part);
  else
    part->widget = part->inner = inner_new (drawing, part);
  g_object_ref_sink (part->widget);
  if (part->inner != NULL)
    g_object_set_data (G_OBJECT (part->inner), "part", part);
  row = GTK_WIDGET (yn_form_row (part));
  if (row != NULL)
    g_object_set_data (G_OBJECT (row), "part", part);
  place (part);
}

/* --- what changes --------------------------------------------------------------------------------------- */

static void
follow_kind (YnFormPart *part)
{
  YnFieldRow *row = yn_form_row (part);

  if (row != NULL)
    yn_field_row_follow (row);
  else if (part->inner != NULL && YN_IS_ARRAY_BOX (part->inner))
    yn_array_box_follow (YN_ARRAY_BOX (part->inner), part->item, part->open);
  else if (part->inner != NULL && YN_IS_CATEGORIES_BOX (part->inner))
    yn_categories_box_follow (YN_CATEGORIES_BOX (part->inner), part->item, part->open);
}

/* A cell is called after its column and its line. */
static void
name_cell (YnFormPart *part, guint at)
{
  const YnFormPart *entry = is_entry (part) ? part : part->above;
  gboolean helped = entry->above->item->columns != NULL && entry->above->item->columns->len > 1;
  g_autofree char *name = g_strdup_printf (yn_language_text (part->item->language, "%s, row %u"), part->item->label,
                                           (is_entry (part) ? at : yn_form_part_index (entry)) + 1);

  yn_field_row_set_bare (yn_form_row (part), name, helped);
}

void
yn_form_follow_part (YnFormPart *part, guint at, gboolean reshaped)
{
  gboolean shows = part->item->visible && (!yn_form_part_is_one_of (part) || part->above->open == at);
  YnFieldRow *row = yn_form_row (part);

  if (part->widget == NULL)
    return;
  gtk_widget_set_visible (part->widget, shows);
  if (reshaped && row != NULL)
    {
      yn_field_row_set_item (row, part->item);
      if (is_in_table (part))
        name_cell (part, at);
    }
  if (YN_IS_ENTRY_BOX (part->widget))
    yn_entry_box_follow (YN_ENTRY_BOX (part->widget), part->above->item, part->item, at);
  follow_kind (part);
}

static gboolean
shows_any (GtkWidget *box)
{
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      return TRUE;
  return FALSE;
}

void
yn_form_follow_boxes (YnFormPart *part)
{
  GtkWidget *child =
      part->content != NULL && GTK_IS_BOX (part->content) ? gtk_widget_get_first_child (part->content) : NULL;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_object_get_data (G_OBJECT (child), "few") != NULL)
      gtk_widget_set_visible (child, shows_any (child));
}

gboolean
yn_form_part_fits (const YnFormPart *part, const YnFormItem *item)
{
  YnFieldRow *row = yn_form_row (part);

  if (part->widget == NULL)
    return TRUE;
  if (part->item->kind == YN_FORM_ITEM_LABEL || part->item->kind == YN_FORM_ITEM_GROUP)
    return is_entry (part) || (part->item->folded == item->folded && g_strcmp0 (part->item->label, item->label) == 0);
  return row == NULL || yn_row_fits (row, item->field);
}
