/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/bring-in.h"

#include "ask.h"
#include "base/csv.h"
#include "explain.h"
#include "files.h"
#include "forms/offer-table.h"
#include "forms/offer-text.h"
#include "forms/places.h"
#include "pages/offers-dialog.h"
#include "words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _YnBringIn
{
  AdwBin parent_instance;

  YnDesk *desk;
  YnAnswers *answers;
  char *today;
  GPtrArray *code_places; /* of char *: where the form asks for a credit code */
  GHashTable *codes;      /* place -> the code that was followed last */

  YnOffersDialog *dialog; /* weak */
  YnOfferTable *table;    /* while the dialog shows it */
  char *table_name;
  GPtrArray *models;      /* of YnModel, while the dialog shows them */
  char *template;         /* the id of the one that is chosen; NULL: none is */

  YnFormView *form; /* borrowed: whose page this stands on, too */
  char *typed_at; /* the field of a code where a licence's text is being scanned; NULL: none */
  char *typed;
  guint typing;
};

/* A scanner types a licence's text in one go; it is read when it pauses. */
#define PAUSE_MS 250

enum
{
  BROUGHT,
  KEEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnBringIn, yn_bring_in, ADW_TYPE_BIN)

static void
taken_cb (YnBringIn *self)
{
  g_signal_emit (self, signals[BROUGHT], 0);
  yn_bring_in_follow (self);
}

static YnOffersDialog *
open_dialog (YnBringIn *self, const char *title)
{
  YnOffersDialog *dialog =
      yn_offers_dialog_new (GTK_WIDGET (self), self->answers, yn_desk_language (self->desk), title);

  g_signal_connect_object (dialog, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->dialog, dialog);
  return dialog;
}

/* --- a licence's code ------------------------------------------------------------------------------------------- */

static void
text_cb (YnBringIn *self, const char *text)
{
  g_autoptr (GPtrArray) offers = yn_offers_of_scan (yn_answers_service (self->answers), text, NULL, self->today);

  if (self->dialog != NULL)
    yn_offers_dialog_set_offers (self->dialog, offers, NULL);
}

static void
scan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnBringIn *self = YN_BRING_IN (widget);
  YnOffersDialog *dialog = open_dialog (self, _("Scan or paste a business licence"));

  g_signal_connect_object (dialog, "text", G_CALLBACK (text_cb), self, G_CONNECT_SWAPPED);
  yn_offers_dialog_ask_text (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
typed_cb (gpointer user_data)
{
  YnBringIn *self = YN_BRING_IN (user_data);
  guint taken = yn_scan_take_at (self->answers, self->typed_at, self->typed, self->today);

  self->typing = 0;
  if (taken > 0)
    {
      g_autofree char *words = g_strdup_printf (ngettext ("This was a licence's text: %u answer was read from it.",
                                                          "This was a licence's text: %u answers were read from it.",
                                                          taken),
                                                taken);

      g_signal_emit (self, signals[BROUGHT], 0);
      yn_form_view_say (self->form, self->typed_at, words);
      yn_bring_in_follow (self);
    }
  return G_SOURCE_REMOVE;
}

static void
code_typed_cb (YnBringIn *self, const char *place, const char *text)
{
  g_clear_handle_id (&self->typing, g_source_remove);
  if (self->answers == NULL || !yn_scan_is_more (text))
    return;
  g_free (self->typed_at);
  self->typed_at = g_strdup (place);
  g_free (self->typed);
  self->typed = g_strdup (text);
  self->typing = g_timeout_add (PAUSE_MS, typed_cb, self);
}

void
yn_bring_in_watch (YnBringIn *self, YnFormView *form)
{
  self->form = form;
  g_signal_connect_object (form, "code-typed", G_CALLBACK (code_typed_cb), self, G_CONNECT_SWAPPED);
}

/* --- a table ---------------------------------------------------------------------------------------------------- */

/* Columns and cells that go nowhere are named. NULL: none. */
static char *
table_remark (YnBringIn *self, char **unread)
{
  const char *const *unknown = yn_offer_table_unknown (self->table);
  g_autofree char *columns = g_strjoinv (", ", (char **) unknown);
  GString *words = g_string_new (NULL);

  if (*columns != '\0')
    g_string_append_printf (words, _("Columns that name no question of this form: %s"), columns);
  for (guint i = 0; unread[i] != NULL; i++)
    {
      g_autofree char *label = yn_service_label (yn_answers_service (self->answers), unread[i],
                                                 yn_desk_language (self->desk));

      if (words->len > 0)
        g_string_append_c (words, '\n');
      g_string_append_printf (words, _("What stands under “%s” is no answer to it"), label);
    }
  if (words->len > 0)
    return g_string_free (words, FALSE);
  g_string_free (words, TRUE);
  return NULL;
}

static void
row_chosen_cb (YnBringIn *self, guint row)
{
  const YnOrigin origin = { YN_SOURCE_CSV, self->table_name, self->today };
  g_auto (GStrv) unread = NULL;
  g_autoptr (GPtrArray) offers = yn_offer_table_offers (self->table, row, &origin, &unread);
  g_autofree char *remark = table_remark (self, unread);

  if (self->dialog != NULL)
    yn_offers_dialog_set_offers (self->dialog, offers, remark);
}

static void
show_table (YnBringIn *self)
{
  YnOffersDialog *dialog = open_dialog (self, _("From a table"));
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < yn_offer_table_n_rows (self->table); i++)
    {
      g_autofree char *title = yn_offer_table_row_title (self->table, i);

      g_strv_builder_add (titles, title);
    }
  all = g_strv_builder_end (titles);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (row_chosen_cb), self, G_CONNECT_SWAPPED);
  yn_offers_dialog_set_choices (dialog, _("Which row"), (const char *const *) all);
  row_chosen_cb (self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
table_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnBringIn) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = yn_files_read_finish (result, &error);
  g_autoptr (GPtrArray) rows = bytes == NULL ? NULL : yn_csv_read (bytes, &error);
  YnOfferTable *table = rows == NULL ? NULL : yn_offer_table_new (yn_answers_service (self->answers), rows, &error);

  if (table == NULL)
    {
      yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
      return;
    }
  g_clear_pointer (&self->table, yn_offer_table_free);
  self->table = table;
  show_table (self);
}

static void
table_chosen_cb (GFile *file, gpointer object)
{
  YnBringIn *self = YN_BRING_IN (object);

  g_free (self->table_name);
  self->table_name = g_file_get_basename (file);
  yn_files_read_async (file, NULL, table_read_cb, g_object_ref (self));
}

static void
table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const types[] = { "text/csv", "text/plain", NULL };

  yn_ask_open (widget, _("From a table"), _("Tables (CSV)"), types, table_chosen_cb, widget);
}

/* --- an earlier filing, a template ------------------------------------------------------------------------------ */

static void
model_offers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnBringIn) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) offers = yn_desk_offers_of_model_finish (YN_DESK (source), result, &error);

  if (offers == NULL)
    yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
  else if (self->dialog != NULL)
    yn_offers_dialog_set_offers (self->dialog, offers, NULL);
}

static void
model_chosen_cb (YnBringIn *self, guint index)
{
  const YnModel *model = index < self->models->len ? g_ptr_array_index (self->models, index) : NULL;

  if (model == NULL || self->dialog == NULL)
    return;
  g_free (self->template);
  self->template = model->name != NULL ? g_strdup (model->id) : NULL;
  yn_offers_dialog_offer_to_drop (self->dialog, self->template != NULL);
  yn_offers_dialog_set_offers (self->dialog, NULL, NULL);
  yn_desk_offers_of_model_async (self->desk, model->id, NULL, model_offers_cb, g_object_ref (self));
}

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnBringIn) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yn_desk_drop_template_finish (YN_DESK (source), result, &error))
    yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
  else if (self->dialog != NULL)
    gtk_window_close (GTK_WINDOW (self->dialog));
}

static void
drop_answered_cb (const char *answer, gpointer object)
{
  YnBringIn *self = YN_BRING_IN (object);

  if (g_str_equal (answer, "delete") && self->template != NULL)
    yn_desk_drop_template_async (self->desk, self->template, NULL, dropped_cb, g_object_ref (self));
}

static void
drop_cb (YnBringIn *self)
{
  const YnAskAnswer answers[] = { { "delete", _("_Delete"), YN_ASK_DESTRUCTIVE } };

  yn_ask (GTK_WIDGET (self->dialog), _("Delete this template?"), _("Drafts that were begun from it stay as they are."),
          answers, G_N_ELEMENTS (answers), drop_answered_cb, self);
}

static void
models_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnBringIn) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *models = yn_desk_models_finish (YN_DESK (source), result, &error);
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  YnOffersDialog *dialog;

  if (models == NULL || models->len == 0)
    {
      if (models == NULL)
        yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
      else
        yn_ask_tell (GTK_WIDGET (self), _("There is nothing to begin from yet"),
                     _("You have not filed this form before and keep no template of it."));
      g_clear_pointer (&models, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->models, g_ptr_array_unref);
  self->models = models;
  for (guint i = 0; i < models->len; i++)
    {
      g_autofree char *title = yn_words_model (g_ptr_array_index (models, i), yn_desk_language (self->desk));

      g_strv_builder_add (titles, title);
    }
  all = g_strv_builder_end (titles);
  dialog = open_dialog (self, _("From an earlier filing or a template"));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (model_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  yn_offers_dialog_set_choices (dialog, _("Which one"), (const char *const *) all);
  model_chosen_cb (self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
model_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnBringIn *self = YN_BRING_IN (widget);

  yn_desk_models_async (self->desk, yn_service_id (yn_answers_service (self->answers)), NULL, models_cb,
                        g_object_ref (self));
}

static void
named_cb (const char *name, gpointer object)
{
  g_signal_emit (object, signals[KEEP], 0, name);
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  yn_ask_text (widget, _("Keep as a template"),
               _("Next time you can begin this form from it. It stays on this computer, encrypted."),
               _("Name of the template"), _("_Keep"), named_cb, widget);
}

/* --- credit codes ----------------------------------------------------------------------------------------------- */

typedef struct
{
  YnBringIn *self;
  char *place;
  char *code;
} Asking;

static void
known_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (YnBringIn) self = asking->self;
  g_autofree char *place = asking->place;
  g_autofree char *code = asking->code;
  g_autoptr (GPtrArray) offers = yn_desk_offers_of_code_finish (YN_DESK (source), result, NULL);

  g_free (asking);
  /* What is not known is no error; and the person may have typed on. */
  if (offers != NULL && g_strcmp0 (yn_json_string (yn_answers_get (self->answers, place)), code) == 0
      && yn_offers_take_new (offers, self->answers) > 0)
    g_signal_emit (self, signals[BROUGHT], 0);
}

static void
follow_code (YnBringIn *self, const char *place, const char *code)
{
  g_autoptr (GPtrArray) implied = yn_offers_new ();
  Asking *asking;

  yn_offers_add_implied (implied, yn_answers_service (self->answers), place, code, self->today);
  if (implied->len == 0)
    return;
  if (yn_offers_take_new (implied, self->answers) > 0)
    g_signal_emit (self, signals[BROUGHT], 0);
  asking = g_new0 (Asking, 1);
  asking->self = g_object_ref (self);
  asking->place = g_strdup (place);
  asking->code = g_strdup (code);
  yn_desk_offers_of_code_async (self->desk, yn_service_id (yn_answers_service (self->answers)), place, code, NULL,
                                known_cb, asking);
}

/* TRUE where the code at @place is another than when this was last asked. */
static gboolean
is_news (YnBringIn *self, const char *place, const char **code)
{
  *code = yn_json_string (yn_answers_get (self->answers, place));
  if (g_strcmp0 (*code, g_hash_table_lookup (self->codes, place)) == 0)
    return FALSE;
  g_hash_table_replace (self->codes, g_strdup (place), g_strdup (*code));
  return *code != NULL;
}

void
yn_bring_in_follow (YnBringIn *self)
{
  for (guint i = 0; self->answers != NULL && i < self->code_places->len; i++)
    {
      const char *place = g_ptr_array_index (self->code_places, i);
      const char *code;

      if (is_news (self, place, &code))
        {
          g_autofree char *copy = g_strdup (code);

          follow_code (self, place, copy);
        }
    }
}

static void
find_code_places (YnBringIn *self)
{
  YnService *service = yn_answers_service (self->answers);
  g_auto (GStrv) places = yn_places (service);

  g_ptr_array_set_size (self->code_places, 0);
  g_hash_table_remove_all (self->codes);
  for (guint i = 0; places[i] != NULL; i++)
    {
      const YnJson *view = yn_schema_at (yn_service_schema (service), places[i]);
      const char *code;

      if (strchr (places[i], '*') != NULL || g_strcmp0 (yn_json_get_string (view, "format"), "uscc") != 0)
        continue;
      g_ptr_array_add (self->code_places, g_strdup (places[i]));
      is_news (self, places[i], &code); /* what stands there already was followed when it came */
    }
}

/* --- opening ---------------------------------------------------------------------------------------------------- */

void
yn_bring_in_open (YnBringIn *self, YnDesk *desk, YnAnswers *answers)
{
  g_set_object (&self->desk, desk);
  g_clear_pointer (&self->answers, yn_answers_unref);
  self->answers = yn_answers_ref (answers);
  g_free (self->today);
  self->today = yn_clock_today (yn_desk_clock (desk));
  find_code_places (self);
}

void
yn_bring_in_as_guest (YnBringIn *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bring.model", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bring.keep", FALSE);
}

/* One that cannot be done is not shown. */
static void
add_way (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

static void
yn_bring_in_finalize (GObject *object)
{
  YnBringIn *self = YN_BRING_IN (object);

  g_clear_handle_id (&self->typing, g_source_remove);
  g_free (self->typed_at);
  g_free (self->typed);
  g_clear_weak_pointer (&self->dialog);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->answers, yn_answers_unref);
  g_clear_pointer (&self->table, yn_offer_table_free);
  g_clear_pointer (&self->models, g_ptr_array_unref);
  g_free (self->table_name);
  g_free (self->today);
  g_ptr_array_unref (self->code_places);
  g_hash_table_unref (self->codes);
  g_free (self->template);
  G_OBJECT_CLASS (yn_bring_in_parent_class)->finalize (object);
}

static void
yn_bring_in_class_init (YnBringInClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_bring_in_finalize;
  signals[BROUGHT] = g_signal_new ("brought", YN_TYPE_BRING_IN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[KEEP] = g_signal_new ("keep", YN_TYPE_BRING_IN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "bring.scan", NULL, scan_action);
  gtk_widget_class_install_action (widget_class, "bring.table", NULL, table_action);
  gtk_widget_class_install_action (widget_class, "bring.model", NULL, model_action);
  gtk_widget_class_install_action (widget_class, "bring.keep", NULL, keep_action);
}

static void
yn_bring_in_init (YnBringIn *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) in = g_menu_new ();
  g_autoptr (GMenu) out = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  self->code_places = g_ptr_array_new_with_free_func (g_free);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  add_way (in, _("Scan or paste a business licence…"), "bring.scan");
  add_way (in, _("From an earlier filing or a template…"), "bring.model");
  add_way (in, _("From a table (CSV)…"), "bring.table");
  add_way (out, _("Keep as a template…"), "bring.keep");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (in));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (out));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Bring in"));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  adw_bin_set_child (ADW_BIN (self), button);
}
