/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/batch-page.h"

#include "desk/batch.h"
#include "desk/tokens.h"
#include "ask.h"
#include "explain.h"
#include "files.h"
#include "pages/pin-question.h"
#include "pages/sign-dialog.h"
#include "widgets/beside.h"
#include "widgets/paper-view.h"
#include "widgets/paragraph.h"
#include "widgets/promise-box.h"
#include "widgets/state-view.h"
#include "words.h"

#include <glib/gi18n.h>

#define LOOK_EVERY_MS 100

/* Of the table, which scrolls by itself: a view of columns asks for no height of its own. */
#define HEAD_HEIGHT 36
#define ROW_HEIGHT 34
#define ROWS_SEEN 9

/* The columns of the table that are not of the form. */
enum
{
  COLUMN_PLACE = -3,
  COLUMN_NUMBER,
  COLUMN_RESULT,
};

struct _YnBatchPage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  YnPaperView *paper;
  GtkLabel *heading;
  GtkLabel *explain;
  YnPromiseBox *promise;
  GtkScrolledWindow *table_frame;
  GtkColumnView *table;
  GtkLabel *digest;
  GtkWidget *out_box;
  GtkLabel *out_heading;
  GtkBox *out;
  GtkLabel *signer;
  GtkButton *sign;
  GtkWidget *running;
  GtkProgressBar *bar;
  GtkWidget *stop;
  GtkWidget *done_box;
  GtkLabel *done_words;
  GtkWidget *save;

  char *service;
  YnBatch *batch;
  GPtrArray *results; /* of YnBatchResult, once it is signed */
  YnProgress *progress;
  gboolean chosen; /* the letter was shown again for the key that was chosen */
  YnKey *key;      /* that key, where it is open already; or NULL */
  GCancellable *stopping; /* the person's, while signing */
  guint timer;
  gboolean asked;
};

G_DEFINE_FINAL_TYPE (YnBatchPage, yn_batch_page, YN_TYPE_PAGE)

/* --- the table -------------------------------------------------------------------------------------------------- */

static char *
result_words (YnBatchPage *self, guint position)
{
  const YnBatchResult *result;
  const char *words;
  g_autoptr (YnExplanation) why = NULL;

  if (self->results == NULL || position >= self->results->len)
    return g_strdup ("");
  result = g_ptr_array_index (self->results, position);
  if (result->why != NULL)
    return g_strdup (result->why->what);
  words = result->filing != NULL ? _("Signed and kept") : _("Signed, waits for the next signer");
  if (result->outcome == NULL || result->outcome->missing == NULL)
    return g_strdup (words);
  why = yn_problems_explain_code (result->outcome->missing, yn_page_language (YN_PAGE (self)));
  return g_strdup_printf ("%s · %s · %s", words, yn_signature_level_name (result->outcome->level), why->what);
}

static char *
cell_words (YnBatchPage *self, guint position, int column)
{
  const YnBatchRow *row = g_ptr_array_index (self->batch->rows, position);

  switch (column)
    {
    case COLUMN_PLACE:
      return g_strdup_printf ("%u", position + 1);
    case COLUMN_NUMBER:
      return g_strdup (row->number);
    case COLUMN_RESULT:
      return result_words (self, position);
    default:
      return g_strdup (row->values[column]);
    }
}

static void
setup_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, YnBatchPage *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, YnBatchPage *self)
{
  int column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *words = cell_words (self, gtk_list_item_get_position (item), column);

  gtk_label_set_text (GTK_LABEL (label), words);
  gtk_widget_set_tooltip_text (label, *words != '\0' ? words : NULL);
}

static void
add_column (YnBatchPage *self, const char *title, int column, gboolean expand)
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

/* Rows are numbers: what stands in them is asked when one is seen. */
static void
show_rows (YnBatchPage *self)
{
  GtkStringList *rows = gtk_string_list_new (NULL);
  g_autoptr (GtkNoSelection) selection = NULL;

  for (guint i = 0; i < self->batch->rows->len; i++)
    gtk_string_list_append (rows, "");
  selection = gtk_no_selection_new (G_LIST_MODEL (rows));
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (selection));
  gtk_scrolled_window_set_min_content_height (self->table_frame,
                                              HEAD_HEIGHT + ROW_HEIGHT * (int) MIN (self->batch->rows->len, ROWS_SEEN));
}

static void
show_table (YnBatchPage *self)
{
  add_column (self, _("No."), COLUMN_PLACE, FALSE);
  add_column (self, _("Paper"), COLUMN_NUMBER, FALSE);
  for (guint i = 0; i < self->batch->columns->len; i++)
    add_column (self, ((const YnBatchColumn *) g_ptr_array_index (self->batch->columns, i))->label, (int) i, TRUE);
  show_rows (self);
}

/* --- what drops out --------------------------------------------------------------------------------------------- */

static void
add_dropped (YnBatchPage *self, const YnBatchDropped *dropped)
{
  const char *between = yn_page_language (YN_PAGE (self)) == YN_LANGUAGE_EN ? ", " : "、";
  g_autofree char *fields = g_strjoinv (between, dropped->fields);
  g_autofree char *in = *fields != '\0' ? g_strdup_printf (_("Different in: %s"), fields) : NULL;
  g_autofree char *name = g_strdup_printf (_("Open %s"), dropped->number);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *number = gtk_label_new (dropped->number);
  GtkWidget *open = gtk_button_new_with_label (_("Open"));

  gtk_label_set_xalign (GTK_LABEL (number), 0);
  gtk_widget_add_css_class (number, "row-title");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (words), number);
  gtk_box_append (GTK_BOX (words), yn_paragraph_new (dropped->why->what, NULL));
  if (in != NULL)
    gtk_box_append (GTK_BOX (words), yn_paragraph_new (in, "dim-label"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "room.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (open), "s", dropped->matter);
  gtk_widget_add_css_class (row, "dropped");
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), open);
  gtk_box_append (self->out, row);
}

static void
show_dropped (YnBatchPage *self)
{
  guint n = self->batch->dropped->len;
  g_autofree char *heading =
      g_strdup_printf (ngettext ("%u paper is not of this letter and is signed by itself",
                                 "%u papers are not of this letter and are signed by themselves", n), n);

  gtk_label_set_text (self->out_heading, heading);
  for (guint i = 0; i < n; i++)
    add_dropped (self, g_ptr_array_index (self->batch->dropped, i));
  gtk_widget_set_visible (self->out_box, n > 0);
}

/* --- what became of them ---------------------------------------------------------------------------------------- */

static char *
csv_cell (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);
  /* A spreadsheet would reckon with what begins so. */
  gboolean reckons = *text != '\0' && strchr ("=+-@", *text) != NULL;

  return g_strdup_printf ("\"%s%s\"", reckons ? "'" : "", doubled);
}

static void
add_cell (GString *table, const char *text, gboolean last)
{
  g_autofree char *cell = csv_cell (text != NULL ? text : "");

  g_string_append (table, cell);
  g_string_append (table, last ? "\r\n" : ",");
}

static GBytes *
results_table (YnBatchPage *self)
{
  GString *table = g_string_new ("\xef\xbb\xbf"); /* or a spreadsheet takes it for another encoding */

  add_cell (table, _("Paper"), FALSE);
  for (guint c = 0; c < self->batch->columns->len; c++)
    add_cell (table, ((const YnBatchColumn *) g_ptr_array_index (self->batch->columns, c))->label, FALSE);
  add_cell (table, _("Result"), FALSE);
  add_cell (table, _("Filing number (SHA-256)"), TRUE);
  for (guint i = 0; i < self->results->len; i++)
    {
      const YnBatchResult *result = g_ptr_array_index (self->results, i);
      const YnBatchRow *row = g_ptr_array_index (self->batch->rows, i);
      g_autofree char *words = result_words (self, i);

      add_cell (table, row->number, FALSE);
      for (guint c = 0; row->values[c] != NULL; c++)
        add_cell (table, row->values[c], FALSE);
      add_cell (table, words, FALSE);
      add_cell (table, result->filing, TRUE);
    }
  for (guint i = 0; i < self->batch->dropped->len; i++)
    {
      const YnBatchDropped *dropped = g_ptr_array_index (self->batch->dropped, i);

      add_cell (table, dropped->number, FALSE);
      for (guint c = 0; c < self->batch->columns->len; c++)
        add_cell (table, NULL, FALSE);
      add_cell (table, dropped->why->what, FALSE);
      add_cell (table, NULL, TRUE);
    }
  return g_string_free_to_bytes (table);
}

static void
save_cb (YnBatchPage *self)
{
  g_autoptr (GBytes) table = results_table (self);
  g_autofree char *name = g_strdup_printf ("%s.csv", self->batch->title);

  yn_files_save (GTK_WIDGET (self), yn_page_desk (YN_PAGE (self)), name, table);
}

static void
show_results (YnBatchPage *self)
{
  guint wrong = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->results->len; i++)
    wrong += ((const YnBatchResult *) g_ptr_array_index (self->results, i))->why != NULL;
  words = wrong == 0 ? g_strdup_printf (ngettext ("%u paper is signed and kept; it goes to the platform by itself.",
                                                  "%u papers are signed and kept; they go to the platform by themselves.",
                                                  self->results->len),
                                        self->results->len)
                     : g_strdup_printf (_("%u signed and kept, %u not: the table says why. What was not signed lies among the "
                                          "filings as before."),
                                        self->results->len - wrong, wrong);
  gtk_label_set_text (self->done_words, words);
  gtk_widget_set_visible (self->done_box, TRUE);
  gtk_widget_grab_focus (self->save);
  add_column (self, _("Result"), COLUMN_RESULT, TRUE);
  show_rows (self);
}

static void show_letter (YnBatchPage *self);

/* --- signing ---------------------------------------------------------------------------------------------------- */

static gboolean
look_cb (gpointer user_data)
{
  YnBatchPage *self = YN_BATCH_PAGE (user_data);
  guint total, done = yn_progress_get (self->progress, &total);
  g_autofree char *words = g_strdup_printf (_("%u of %u"), done, total);

  if (total == 0)
    return G_SOURCE_CONTINUE;
  if (self->batch == NULL)
    {
      g_autofree char *printing = g_strdup_printf (_("Printing and comparing: %s"), words);

      yn_state_view_loading (self->state, printing);
      return G_SOURCE_CONTINUE;
    }
  gtk_progress_bar_set_fraction (self->bar, (double) done / total);
  gtk_progress_bar_set_text (self->bar, words);
  return G_SOURCE_CONTINUE;
}

static void
watch (YnBatchPage *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (LOOK_EVERY_MS, look_cb, self);
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnBatchPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *results = yn_desk_batch_sign_finish (YN_DESK (source), result, &error);

  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_widget_set_visible (self->running, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->sign), results == NULL);
  if (results == NULL)
    {
      yn_explain_dialog (GTK_WIDGET (self), error, yn_page_language (YN_PAGE (self)));
      return;
    }
  self->results = results;
  show_results (self);
}

/* Stopped by the person alone: leaving the page ends nothing that was begun. */
static void
sign_with (YnBatchPage *self, YnKey *key)
{
  g_clear_object (&self->stopping);
  self->stopping = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_progress_bar_set_text (self->bar, "");
  gtk_widget_set_visible (GTK_WIDGET (self->sign), FALSE);
  gtk_widget_set_sensitive (self->stop, TRUE);
  gtk_widget_set_visible (self->running, TRUE);
  gtk_widget_grab_focus (self->stop);
  watch (self);
  yn_desk_batch_sign_async (yn_page_desk (YN_PAGE (self)), self->batch, key, self->progress, self->stopping, signed_cb,
                            g_object_ref (self));
}

static void
stop_cb (YnBatchPage *self)
{
  g_cancellable_cancel (self->stopping);
  gtk_widget_set_sensitive (self->stop, FALSE);
}

/* In the thread that signs. Whoever does not give the PIN stops the rest. */
static YnSecret *
ask_pin (gpointer data, GError **error)
{
  YnBatchPage *self = data;
  guint total, done = yn_progress_get (self->progress, &total);
  g_autofree char *which
      = g_strdup_printf (_("This key wants its PIN for every signature: paper %u of %u."), done + 1, total);
  YnSecret *pin = yn_pin_question (GTK_WIDGET (self), which, self->stopping, error);

  if (pin == NULL)
    g_cancellable_cancel (self->stopping);
  return pin;
}

static void
each_time_cb (const char *answer, gpointer object)
{
  YnBatchPage *self = YN_BATCH_PAGE (object);
  g_autoptr (YnKey) key = g_steal_pointer (&self->key);

  if (key == NULL || !g_str_equal (answer, "sign"))
    return;
  yn_token_set_ask (key, ask_pin, self);
  sign_with (self, key);
}

/* A key that wants its PIN each time says so before the first paper. */
static void
begin_with (YnBatchPage *self, YnKey *key)
{
  const YnAskAnswer answers[] = { { "sign", _("_Sign one after the other"), YN_ASK_SUGGESTED } };
  guint n = self->batch->rows->len;
  g_autofree char *body = NULL;

  if (n < 2 || !yn_token_asks_each_time (key))
    {
      sign_with (self, key);
      return;
    }
  g_clear_pointer (&self->key, yn_key_unref);
  self->key = yn_key_ref (key);
  body = g_strdup_printf (_("The PIN that was given signs the first of the %u papers. For each of the others you are "
                            "asked again; you may stop at any of them, and what was signed stays signed."), n);
  yn_ask (GTK_WIDGET (self), _("This key wants its PIN for every signature"), body, answers, G_N_ELEMENTS (answers),
          each_time_cb, self);
}

static void
shown_for_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnBatchPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (yn_desk_batch_for_finish (YN_DESK (source), result, &error))
    show_letter (self);
  else
    yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
}

/* The letter says another class or issuer than the key's: it is shown again with the key's, and only then signed. */
static void
show_for (YnBatchPage *self, const YnKeyKind *kind)
{
  self->chosen = TRUE;
  yn_state_view_loading (self->state, _("Putting the certificate into the paper…"));
  yn_desk_batch_for_async (yn_page_desk (YN_PAGE (self)), self->batch, kind, yn_page_cancellable (YN_PAGE (self)),
                           shown_for_cb, g_object_ref (self));
}

static void
other_kind_cb (YnBatchPage *self, const YnKeyKind *kind)
{
  g_clear_pointer (&self->key, yn_key_unref);
  show_for (self, kind);
}

static void
ready_cb (YnBatchPage *self, YnKey *key)
{
  YnKeyKind shown = yn_review_kind (self->batch->letter), kind = yn_key_kind (key);

  if (yn_key_kind_equal (&shown, &kind))
    {
      begin_with (self, key);
      return;
    }
  g_clear_pointer (&self->key, yn_key_unref);
  self->key = yn_key_ref (key);
  show_for (self, &kind);
}

static void
sign_cb (YnBatchPage *self)
{
  YnKeyKind shown = yn_review_kind (self->batch->letter);
  g_autoptr (YnKey) key = g_steal_pointer (&self->key);
  YnSignDialog *dialog;

  if (key != NULL)
    {
      begin_with (self, key);
      return;
    }
  dialog = yn_sign_dialog_new (GTK_WIDGET (self), yn_page_desk (YN_PAGE (self)), self->batch->letter->signer, &shown);
  g_signal_connect_object (dialog, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "other-kind", G_CALLBACK (other_kind_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- showing ---------------------------------------------------------------------------------------------------- */

static char *
button_words (YnBatchPage *self)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (yn_page_desk (YN_PAGE (self)));
  guint n = self->batch->rows->len;
  g_autofree char *class = NULL;

  if (!status->practice && !self->chosen)
    return g_strdup_printf (ngettext ("Sign and submit %u paper…", "Sign and submit all %u papers…", n), n);
  class = yn_signature_class_words (self->batch->letter->class, self->batch->letter->issuer, yn_page_language (YN_PAGE (self)));
  return g_strdup_printf (ngettext ("Sign and submit %u paper: %s", "Sign and submit all %u papers: %s", n), n, class);
}

/* What a key changes: the letter, what is confirmed, the button. */
static void
show_letter (YnBatchPage *self)
{
  g_autofree char *digest
      = g_strdup_printf (_("What you confirm with one signature each, as SHA-256: %s"), self->batch->digest);
  g_autofree char *button = button_words (self);

  yn_paper_view_set_pages (self->paper, self->batch->letter->images, self->batch->letter->texts);
  yn_paper_view_add_annex (self->paper, self->batch->letter->annex_texts);
  gtk_label_set_text (self->digest, digest);
  gtk_button_set_label (self->sign, button);
  yn_state_view_ready (self->state);
  gtk_widget_grab_focus (GTK_WIDGET (self->sign));
}

static void
show (YnBatchPage *self)
{
  guint n = self->batch->rows->len;
  g_autofree char *heading = g_strdup_printf (ngettext ("%u paper on this letter", "%u papers on this letter", n), n);
  g_autofree char *role = yn_words_role (self->batch->letter->signer_role);
  g_autofree char *signer = g_strdup_printf (_("To be signed by: %s"), role);

  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->explain, n > 1 ? _("The letter beside is the first of them. The others say the same but for what "
                                               "stands in the table. You sign the letter with every line of the table.")
                                           : _("Only one paper is left; it is signed as it stands beside."));
  yn_promise_box_set (self->promise, self->batch->letter->promise);
  show_table (self);
  show_dropped (self);
  gtk_label_set_text (self->signer, signer);
  show_letter (self);
}

static void
batch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnBatchPage) self = user_data;
  g_autoptr (GError) error = NULL;
  YnBatch *batch = yn_desk_batch_finish (YN_DESK (source), result, &error);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (batch == NULL)
    {
      self->asked = FALSE;
      yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
      return;
    }
  self->batch = batch;
  if (batch->rows->len > 0)
    {
      show (self);
      return;
    }
  yn_state_view_empty (self->state, "emblem-documents-symbolic", _("Nothing to sign together"),
                       _("None of these drafts can be signed yet: finish filling them in first."), _("Look at the filings"),
                       "room.place::filings");
}

static void
yn_batch_page_refresh (YnPage *page)
{
  YnBatchPage *self = YN_BATCH_PAGE (page);

  if (self->asked) /* what is being confirmed does not change under the eyes */
    return;
  self->asked = TRUE;
  yn_state_view_loading (self->state, _("Printing and comparing the papers…"));
  watch (self);
  yn_desk_batch_async (yn_page_desk (page), self->service, self->progress, yn_page_cancellable (page), batch_cb,
                       g_object_ref (self));
}

YnPage *
yn_batch_page_new (YnDesk *desk, const char *service)
{
  YnBatchPage *self = g_object_new (YN_TYPE_BATCH_PAGE, "desk", desk, NULL);

  self->service = g_strdup (service);
  return YN_PAGE (self);
}

static void
yn_batch_page_dispose (GObject *object)
{
  g_clear_handle_id (&YN_BATCH_PAGE (object)->timer, g_source_remove);
  G_OBJECT_CLASS (yn_batch_page_parent_class)->dispose (object);
}

static void
yn_batch_page_finalize (GObject *object)
{
  YnBatchPage *self = YN_BATCH_PAGE (object);

  g_free (self->service);
  g_clear_pointer (&self->key, yn_key_unref);
  g_clear_pointer (&self->batch, yn_batch_free);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_pointer (&self->progress, yn_progress_unref);
  g_clear_object (&self->stopping);
  G_OBJECT_CLASS (yn_batch_page_parent_class)->finalize (object);
}

static void
yn_batch_page_class_init (YnBatchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_batch_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = yn_batch_page_finalize;
  YN_PAGE_CLASS (klass)->refresh = yn_batch_page_refresh;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  g_type_ensure (YN_TYPE_BESIDE);
  g_type_ensure (YN_TYPE_PAPER_VIEW);
  g_type_ensure (YN_TYPE_PROMISE_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/batch-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, state);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, paper);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, heading);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, explain);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, promise);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, table_frame);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, table);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, digest);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, out_box);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, out_heading);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, out);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, signer);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, sign);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, running);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, bar);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, stop);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, done_box);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, done_words);
  gtk_widget_class_bind_template_child (widget_class, YnBatchPage, save);
  gtk_widget_class_bind_template_callback (widget_class, sign_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_batch_page_init (YnBatchPage *self)
{
  self->progress = yn_progress_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_page_set_title (YN_PAGE (self), _("Sign several together"));
}
