/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/batch-table.h"

#include "pages/batch-results.h"

#include <glib/gi18n.h>

/* A view of columns asks for no height of its own, and scrolls by itself. */
#define HEAD_HEIGHT 36
#define ROW_HEIGHT 34
#define ROWS_SEEN 9
#define LEAST_CHARS 8   /* of a value, on a line */

/* The columns that are not of the form. */
enum
{
  COLUMN_PLACE = -3,
  COLUMN_NUMBER,
  COLUMN_RESULT,
};

struct _YnBatchTable
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkScrolledWindow *frame;
  GtkColumnView *table;

  const YnBatch *batch;
  GPtrArray *results; /* of YnBatchResult, once it is signed */
  guint fitting;
  YnLanguage language;
};

G_DEFINE_FINAL_TYPE (YnBatchTable, yn_batch_table, ADW_TYPE_BIN)

static char *
cell_words (YnBatchTable *self, guint position, int column)
{
  const YnBatchRow *row = g_ptr_array_index (self->batch->rows, position);

  switch (column)
    {
    case COLUMN_PLACE:
      return g_strdup_printf ("%u", position + 1);
    case COLUMN_NUMBER:
      return g_strdup (row->number);
    case COLUMN_RESULT:
      return yn_batch_result_words (g_ptr_array_index (self->results, position), self->language);
    default:
      return g_strdup (row->values[column]);
    }
}

/* Two values may differ in their last character alone: each is seen whole. */
static void
setup_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, YnBatchTable *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column")) >= 0)
    gtk_label_set_width_chars (GTK_LABEL (label), LEAST_CHARS);
  gtk_list_item_set_child (item, label);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, YnBatchTable *self)
{
  int column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *words = cell_words (self, gtk_list_item_get_position (item), column);

  gtk_label_set_text (GTK_LABEL (label), words);
}

static void
add_column (YnBatchTable *self, const char *title, int column, gboolean expand)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) added = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cell_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cell_cb), self, 0);
  added = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (added, expand);
  gtk_column_view_column_set_resizable (added, TRUE);
  gtk_column_view_append_column (self->table, added);
}

static gboolean
fit_cb (gpointer user_data)
{
  YnBatchTable *self = YN_BATCH_TABLE (user_data);
  double height = gtk_adjustment_get_upper (gtk_scrolled_window_get_vadjustment (self->frame));

  self->fitting = 0;
  gtk_scrolled_window_set_min_content_height (self->frame, HEAD_HEIGHT + (int) MIN (height, ROW_HEIGHT * ROWS_SEEN));
  return G_SOURCE_REMOVE;
}

/* How high the rows are is known once they have a width, which is while they are being laid out. */
static void
rows_changed_cb (YnBatchTable *self)
{
  if (self->fitting == 0)
    self->fitting = g_idle_add (fit_cb, self);
}

/* Rows are numbers: what stands in them is asked when one is seen. */
static void
show_rows (YnBatchTable *self)
{
  guint n = self->batch->rows->len;
  GtkStringList *rows = gtk_string_list_new (NULL);
  g_autoptr (GtkNoSelection) selection = NULL;

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (rows, "");
  selection = gtk_no_selection_new (G_LIST_MODEL (rows));
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (selection));
  gtk_scrolled_window_set_min_content_height (self->frame, HEAD_HEIGHT + ROW_HEIGHT * (int) MIN (n, ROWS_SEEN));
}

void
yn_batch_table_set (YnBatchTable *self, const YnBatch *batch)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) old = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->table, old);
    }
  gtk_column_view_set_model (self->table, NULL);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  self->batch = batch;
  add_column (self, _("No."), COLUMN_PLACE, FALSE);
  add_column (self, _("Paper"), COLUMN_NUMBER, FALSE);
  for (guint i = 0; i < batch->columns->len; i++)
    add_column (self, ((const YnBatchColumn *) g_ptr_array_index (batch->columns, i))->label, (int) i, TRUE);
  show_rows (self);
}

void
yn_batch_table_add_results (YnBatchTable *self, GPtrArray *results, YnLanguage language)
{
  self->results = g_ptr_array_ref (results);
  self->language = language;
  add_column (self, _("Result"), COLUMN_RESULT, TRUE);
  show_rows (self);
}

static void
yn_batch_table_dispose (GObject *object)
{
  g_clear_handle_id (&YN_BATCH_TABLE (object)->fitting, g_source_remove);
  G_OBJECT_CLASS (yn_batch_table_parent_class)->dispose (object);
}

static void
yn_batch_table_finalize (GObject *object)
{
  g_clear_pointer (&YN_BATCH_TABLE (object)->results, g_ptr_array_unref);
  G_OBJECT_CLASS (yn_batch_table_parent_class)->finalize (object);
}

static void
yn_batch_table_class_init (YnBatchTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_batch_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = yn_batch_table_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/batch-table.ui");
  gtk_widget_class_bind_template_child (widget_class, YnBatchTable, frame);
  gtk_widget_class_bind_template_child (widget_class, YnBatchTable, table);
}

static void
yn_batch_table_init (YnBatchTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->frame), "changed", G_CALLBACK (rows_changed_cb),
                           self, G_CONNECT_SWAPPED);
}
