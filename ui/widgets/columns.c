/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/columns.h"

struct _YnColumns
{
  GtkWidget parent_instance;

  int spacing;
  int stack_below;
};

G_DEFINE_FINAL_TYPE (YnColumns, yn_columns, GTK_TYPE_WIDGET)

typedef struct
{
  guint n;
  guint weights; /* of all together */
  int fixed;     /* the width of what has no weight, and of the gaps */
} Sum;

static guint
weight_of (GtkWidget *child)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (child), "weight"));
}

static Sum
sum_up (YnColumns *self)
{
  Sum sum = { 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int width = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      if (weight_of (child) == 0)
        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      sum.fixed += width + (sum.n > 0 ? self->spacing : 0);
      sum.weights += weight_of (child);
      sum.n++;
    }
  return sum;
}

static int
width_of (GtkWidget *child, const Sum *sum, int width)
{
  int own;

  if (weight_of (child) > 0)
    return MAX (width - sum->fixed, 0) * (int) weight_of (child) / (int) sum->weights;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &own, NULL, NULL);
  return own;
}

/* Where a column is narrower than is good, or than its child can be. */
static gboolean
stacks (YnColumns *self, const Sum *sum, int width)
{
  if (self->stack_below == 0 || width < 0 || sum->weights == 0)
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;

      if (!gtk_widget_should_layout (child) || weight_of (child) == 0)
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      if (width_of (child, sum, width) < MAX (least, self->stack_below))
        return TRUE;
    }
  return FALSE;
}

/* Side by side every column of weight 1 is as wide as the neediest; stacked, the widest child decides. */
static void
measure_width (YnColumns *self, int *minimum, int *natural)
{
  Sum sum = sum_up (self);
  int least = 0, wanted = 0, widest = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural, weight = (int) weight_of (child);

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      widest = MAX (widest, child_minimum);
      if (weight == 0)
        continue;
      least = MAX (least, (child_minimum + weight - 1) / weight);
      wanted = MAX (wanted, (child_natural + weight - 1) / weight);
    }
  least = sum.fixed + least * (int) sum.weights;
  *natural = sum.fixed + wanted * (int) sum.weights;
  *minimum = self->stack_below > 0 ? widest : least;
  *natural = MAX (*natural, *minimum);
}

static void
measure_height (YnColumns *self, int width, int *minimum, int *natural)
{
  Sum sum = sum_up (self);
  gboolean stacked = stacks (self, &sum, width);

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural, across = width;

      if (!gtk_widget_should_layout (child))
        continue;
      if (width >= 0 && !stacked)
        across = width_of (child, &sum, width);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, across, &child_minimum, &child_natural, NULL, NULL);
      *minimum = stacked ? *minimum + child_minimum : MAX (*minimum, child_minimum);
      *natural = stacked ? *natural + child_natural : MAX (*natural, child_natural);
    }
  if (stacked && sum.n > 1)
    {
      *minimum += self->spacing * (int) (sum.n - 1);
      *natural += self->spacing * (int) (sum.n - 1);
    }
}

static void
yn_columns_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                    int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (YN_COLUMNS (widget), minimum, natural);
  else
    measure_height (YN_COLUMNS (widget), for_size, minimum, natural);
}

static void
yn_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YnColumns *self = YN_COLUMNS (widget);
  Sum sum = sum_up (self);
  gboolean stacked = stacks (self, &sum, width);
  gboolean backwards = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int across = width, down = height;
      GtkAllocation place;

      if (!gtk_widget_should_layout (child))
        continue;
      if (stacked)
        gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &down, NULL, NULL);
      else
        across = width_of (child, &sum, width);
      place = (GtkAllocation){ .x = x, .y = y, .width = across, .height = down };
      if (backwards)
        place.x = width - x - across;
      gtk_widget_size_allocate (child, &place, -1);
      if (stacked)
        y += down + self->spacing;
      else
        x += across + self->spacing;
    }
}

static GtkSizeRequestMode
yn_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

GtkWidget *
yn_columns_new (int spacing, int stack_below)
{
  YnColumns *self = g_object_new (YN_TYPE_COLUMNS, NULL);

  self->spacing = spacing;
  self->stack_below = stack_below;
  return GTK_WIDGET (self);
}

void
yn_columns_insert (YnColumns *self, GtkWidget *child, GtkWidget *sibling, guint weight)
{
  g_object_set_data (G_OBJECT (child), "weight", GUINT_TO_POINTER (weight));
  gtk_widget_insert_after (child, GTK_WIDGET (self), sibling);
}

static void
yn_columns_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (yn_columns_parent_class)->dispose (object);
}

static void
yn_columns_class_init (YnColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_columns_dispose;
  widget_class->measure = yn_columns_measure;
  widget_class->size_allocate = yn_columns_size_allocate;
  widget_class->get_request_mode = yn_columns_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "columns");
}

static void
yn_columns_init (YnColumns *self)
{
}
